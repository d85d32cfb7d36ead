// A cited note, with the cited words marked and scrolled into view; steps to the other citations of the answer.
// `props.places` say where the words are; a note is asked for when it is shown, so no copy of it is kept.
import { useEffect, useRef, useState } from 'react';
import { useSetRecoilState } from 'recoil';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { sideViewState } from '@chainlit/react-client';
import { Button } from '@/components/ui/button';

const PANEL_OPENS_MS = 350;
const SIDES = { for: 'Carries the answer', against: 'Speaks against it' };

const scrollTo = (mark) => {
  const scrolls = (box) => box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY);
  let box = mark.parentElement;
  while (box && !scrolls(box)) box = box.parentElement;
  if (!box) return;
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
};

export default function NoteView() {
  const [at, setAt] = useState(props.at || 0);
  const [note, setNote] = useState(null);
  const [error, setError] = useState('');
  const mark = useRef(null);
  const setSideView = useSetRecoilState(sideViewState);
  const { label, number, place, side } = props.places[at];

  useEffect(() => {
    let wanted = true;
    setNote(null);
    setError('');
    setSideView((view) => (view ? { ...view, title: 'Evidence' } : view));
    callAction({ name: 'open_note', payload: place })
      .then(({ response }) => wanted && (response.error ? setError(response.error) : setNote(response)))
      .catch(() => wanted && setError('The note could not be opened. Your session may be over: reload and sign in.'));
    return () => {
      wanted = false;
    };
  }, [at]);

  useEffect(() => {
    if (!note || !mark.current) return undefined;
    scrollTo(mark.current);
    const settled = setTimeout(() => mark.current && scrollTo(mark.current), PANEL_OPENS_MS);
    return () => clearTimeout(settled);
  }, [note]);

  return (
    <article className="longview-note" aria-label={label} aria-busy={!note && !error}>
      <div className="longview-note-head">
        <div>
          <b className="longview-number">{number}</b>
          <strong>{label}</strong>
          <div className="longview-quiet">
            {note ? [note.kind, note.format, note.version > 1 && `version ${note.version}`].filter(Boolean).join(' · ') : 'Opening …'}
            {SIDES[side] ? <i className="longview-side" data-side={side}>{SIDES[side]}</i> : null}
          </div>
        </div>
        {props.places.length > 1 ? (
          <span className="longview-note-steps">
            <Button variant="ghost" size="icon" aria-label="Previous evidence" disabled={at === 0} onClick={() => setAt(at - 1)}>
              <ChevronLeft />
            </Button>
            <span className="longview-quiet">{at + 1} of {props.places.length}</span>
            <Button variant="ghost" size="icon" aria-label="Next evidence" disabled={at === props.places.length - 1} onClick={() => setAt(at + 1)}>
              <ChevronRight />
            </Button>
          </span>
        ) : null}
      </div>
      {error ? <p className="longview-remark" role="alert">{error}</p> : null}
      {note && note.remark ? <p className="longview-remark" role="status">{note.remark}</p> : null}
      {note ? (
        <div className="longview-note-text">
          {note.stretches.map((stretch, index) =>
            stretch.marked ? <mark key={index} ref={mark} data-side={side}>{stretch.text}</mark> : <span key={index}>{stretch.text}</span>
          )}
        </div>
      ) : null}
    </article>
  );
}
