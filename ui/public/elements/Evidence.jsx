// What an answer rests on: a short list under it. A number in the text, or a line of the list, opens the note
// in the side panel. (Left to itself, Chainlit opens every note of a conversation at once, or a page of its own.)
import { useEffect, useRef, useState } from 'react';
import { useSetRecoilState } from 'recoil';
import { sideViewState } from '@chainlit/react-client';
import { Button } from '@/components/ui/button';

const SHOWN = 6;
const SIDES = { for: 'for', against: 'against' };

export default function Evidence() {
  const list = useRef(null);
  const [stale, setStale] = useState('');
  const setSideView = useSetRecoilState(sideViewState);
  const open = (at) => {
    const element = { type: 'custom', name: 'NoteView', display: 'side', props: { places: props.places, at } };
    setSideView({ title: 'Evidence', elements: [{ ...element, id: `note-${Date.now()}` }] });
  };

  useEffect(() => {
    const message = list.current.closest('.ai-message');
    const placeOf = (link) => props.places.findIndex((place) => `[${place.number}]` === link.textContent.trim());
    const onClick = (event) => {
      const link = event.target.closest && event.target.closest('a.element-link');
      if (!link || !message.contains(link) || placeOf(link) < 0) return;
      event.preventDefault();
      event.stopPropagation();
      open(placeOf(link));
    };
    document.addEventListener('click', onClick, true);
    return () => document.removeEventListener('click', onClick, true);
  }, []);

  // An answer that rests on what was corrected since says so, and offers to be computed again.
  useEffect(() => {
    if (props.since == null) return undefined;
    const check = () =>
      callAction({
        name: 'answer_standing',
        payload: { since: props.since, verdicts: props.verdicts, places: props.places.map(({ place }) => ({ note_id: place.note_id, start: place.start, end: place.end })) },
      })
        .then(({ response }) => setStale(response.stale ? response.why : ''))
        .catch(() => undefined); // the answer stands as it is; the next click tells that the session is over
    check();
    window.addEventListener('longview-corrected', check);
    return () => window.removeEventListener('longview-corrected', check);
  }, []);

  const line = ({ number, label, side }, at) => (
    <li key={number}>
      <button type="button" onClick={() => open(at)}>
        <b className="longview-number">{number}</b>
        {label}
        {SIDES[side] ? <i className="longview-side" data-side={side}>{SIDES[side]}</i> : null}
      </button>
    </li>
  );
  return (
    <div className="longview-evidence" ref={list}>
      {stale ? (
        <p className="longview-stale" role="status">
          <span>{stale}</span>
          <Button size="sm" variant="outline" onClick={() => sendUserMessage(props.question)}>Compute it again</Button>
        </p>
      ) : null}
      <ul aria-label="Evidence">
        {props.places.slice(0, SHOWN).map(line)}
        {props.timeline ? (
          <li>
            <button type="button" className="longview-timeline" onClick={() => callAction({ name: 'show_timeline', payload: {} })}>
              Show the timeline
            </button>
          </li>
        ) : null}
      </ul>
      {props.places.length > SHOWN ? (
        <details>
          <summary>{props.places.length - SHOWN} more</summary>
          <ul>{props.places.slice(SHOWN).map((place, index) => line(place, index + SHOWN))}</ul>
        </details>
      ) : null}
    </div>
  );
}
