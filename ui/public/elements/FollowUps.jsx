// What might be asked next, under the latest answer only: one that appears further down puts this one away.
import { useEffect, useRef, useState } from 'react';

const SHOWN = 'longview-next-shown';

export default function FollowUps() {
  const own = useRef(null);
  const [latest, setLatest] = useState(true);
  useEffect(() => {
    const later = ({ detail }) => {
      const follows = own.current.compareDocumentPosition(detail) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (follows) setLatest(false);
    };
    window.addEventListener(SHOWN, later);
    window.dispatchEvent(new CustomEvent(SHOWN, { detail: own.current }));
    return () => window.removeEventListener(SHOWN, later);
  }, []);
  return (
    <nav className="longview-next" aria-label="Ask next" hidden={!latest} ref={own}>
      {props.questions.map(({ label, message }) => (
        <button key={message} type="button" title={message} onClick={() => sendUserMessage(message)}>
          {label}
        </button>
      ))}
    </nav>
  );
}
