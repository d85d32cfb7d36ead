// Keeps the session alive while somebody works, and leaves the page when nobody does.
// The server ends idle sessions by itself; this only takes what is on screen away as well.
(() => {
  const PING_MS = 60 * 1000;
  const CHECK_MS = 20 * 1000;
  let lastUse = Date.now();
  let lastPing = Date.now();
  const onLogin = () => window.location.pathname.startsWith('/login');

  const leaveIfEnded = async () => {
    const answer = await fetch('/user', { credentials: 'include' }).catch(() => null);
    if (answer && answer.status === 401 && !onLogin()) window.location.href = '/login';
  };

  const used = () => {
    lastUse = Date.now();
    if (onLogin() || lastUse - lastPing < PING_MS) return;
    lastPing = lastUse;
    leaveIfEnded();
  };

  ['pointerdown', 'keydown', 'wheel', 'touchstart'].forEach((name) =>
    window.addEventListener(name, used, { passive: true })
  );

  // Asking the server whether the session is over must not itself count as use: /health/session is not one.
  setInterval(async () => {
    if (onLogin() || Date.now() - lastUse < PING_MS) return;
    const answer = await fetch('/health/session', { credentials: 'include' }).catch(() => null);
    if (answer && answer.status === 401) window.location.href = '/login';
  }, CHECK_MS);
})();
