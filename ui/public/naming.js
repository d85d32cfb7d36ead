// Says to a screen reader what the framework's page only draws: names of buttons that are nothing but a picture, and
// roles that fit what is there. The page is React's and is drawn again all the time, so each change is looked at.
(() => {
  const NAMES = [
    ['#sidebar-trigger-button', 'Show or hide the conversations'],
    ['#search-chats-button', 'Search the conversations'],
    ['#new-chat-button', 'Start a new conversation'],
    ['#theme-toggle', 'Light or dark'],
    ['#chat-submit', 'Send'],
    ['#stop-button', 'Stop'],
    ['#upload-button', 'Add files'],
    ['#side-view-title button', 'Close the side panel'],
    ['.positive-feedback-off', 'This answer helped'],
    ['.positive-feedback-on', 'This answer helped (chosen)'],
    ['.negative-feedback-off', 'This answer did not help'],
    ['.negative-feedback-on', 'This answer did not help (chosen)'],
    ['button:has(> .lucide-copy)', 'Copy the text'],
    ['button:has(> .lucide-check):not([role])', 'Copied'],
    ['button:has(> .lucide-arrow-down)', 'Go to the latest message'],
    ['button:has(> .lucide-arrow-left)', 'Back to the conversation'],
    ['button:has(> .lucide-eye)', 'Show the password'],
    ['button:has(> .lucide-eye-off)', 'Hide the password'],
    ['#thread-options', 'Rename or delete this conversation'],
    ['[data-resize-handle]', 'Width of the side panel'],
  ];

  const UNCHOSEN = 'Choose a client';
  const FIRST = 'Choose a client first, then ask here …';

  // Only what differs is written, or watching for changes would never end.
  const put = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const spoken = (element) => (element.textContent || '').trim();

  const name = () => {
    NAMES.forEach(([selector, words]) => each(selector, (found) => put(found, 'aria-label', words)));
    each('#chat-profiles', (found) => put(found, 'aria-label', `Client: ${spoken(found)}`));
    // The message box invites a question only where somebody is chosen whom it could be about.
    each('#chat-input', (found) => {
      if (found.placeholder !== FIRST) found.dataset.invites = found.placeholder;
      const chosen = document.querySelector('#chat-profiles');
      put(found, 'placeholder', chosen && spoken(chosen) === UNCHOSEN ? FIRST : found.dataset.invites || '');
    });
    each('[id^="command-"]', (found) => put(found, 'aria-label', found.id.slice('command-'.length)));
    each('img:not([alt])', (found) => put(found, 'alt', ''));
    each('#thread-options', (found) => put(found, 'role', 'button'));
    // A list whose children are groups is none; the lists within the groups are.
    each('ul[data-sidebar="menu"]:has(> div)', (found) => put(found, 'role', 'presentation'));
    each('[data-resize-handle][aria-controls]', (found) => {
      if (!document.getElementById(found.getAttribute('aria-controls'))) found.removeAttribute('aria-controls');
    });
    each('[role="dialog"]:has(#side-view-title)', (found) => put(found, 'aria-label', spoken(found.querySelector('#side-view-title'))));
    // A wide table scrolls sideways: by keyboard too.
    each('.overflow-auto:has(> table)', (found) => {
      put(found, 'tabindex', '0');
      put(found, 'role', 'region');
      put(found, 'aria-label', 'Table; scrolls sideways');
    });
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      name();
    }, 50);
  };
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'id', 'data-state', 'aria-controls'] });
  soon();
})();
