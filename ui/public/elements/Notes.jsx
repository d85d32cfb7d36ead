// A client's notes: drop new ones, see what became of each file, take an import back, read any version.
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

const KINDS_OF_FILE = '.txt,.md,.docx,.pdf,.csv,.json,.xml';
const ASK_EVERY_MS = 400;
const SESSION_OVER = 'Longview did not answer. Your session may be over: reload and sign in.';

const ask = (name, payload = {}) =>
  callAction({ name, payload }).then(
    ({ response }) => response,
    () => ({ error: SESSION_OVER }),
  );

const encoded = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: String(reader.result).split(',')[1] || '' });
    reader.onerror = () => reject(new Error(file.name));
    reader.readAsDataURL(file);
  });

function Outcome({ job, onUndo, undoing, next }) {
  return (
    <section className="longview-import" aria-label="Result of the import">
      <p role="status">
        <strong>{job.summary}</strong>
        {job.canUndo ? (
          <Button size="sm" variant="outline" disabled={undoing} onClick={onUndo}>
            {undoing ? 'Taking it back …' : 'Undo this import'}
          </Button>
        ) : null}
      </p>
      <ul>
        {job.lines.map((line, at) => (
          <li key={at} data-tone={line.tone}>
            <span>{line.source}</span>
            <b>{line.fate}</b>
            {line.why ? <small>{line.why}</small> : null}
          </li>
        ))}
      </ul>
      {job.canUndo ? (
        <p className="longview-next">
          <button type="button" title={next.message} onClick={() => sendUserMessage(next.message)}>
            {next.label}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Row({ note, mayWrite, onApart }) {
  const [text, setText] = useState(null);
  const [version, setVersion] = useState(note.versions[0] ? note.versions[0].version : 1);
  const read = (wanted) => {
    setVersion(wanted);
    ask('note_text', { id: note.id, version: wanted }).then((found) => setText(found.error || found.text));
  };
  return (
    <li>
      <details onToggle={(event) => event.target.open && text === null && read(version)}>
        <summary>
          <strong>{note.title}</strong>
          <small>{[note.kind, note.format, `${note.words} words`, `${note.hidden} hidden`].filter(Boolean).join(' · ')}</small>
        </summary>
        {note.versions.length > 1 ? (
          <label className="longview-version">
            Version
            <select value={version} onChange={(event) => read(Number(event.target.value))}>
              {note.versions.map((one) => (
                <option key={one.version} value={one.version}>
                  {one.version}, imported {one.imported}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {mayWrite ? (
          <p className="longview-quiet">
            {note.apart ? 'Kept apart: in no document that leaves your hands. ' : ''}
            <Button size="sm" variant="outline" onClick={() => onApart(note)}>
              {note.apart ? 'Not a psychotherapy note' : 'Keep apart as psychotherapy note'}
            </Button>
          </p>
        ) : null}
        <div className="longview-note-text" tabIndex={0} role="region" aria-label={note.title}>{text === null ? 'Opening …' : text}</div>
      </details>
    </li>
  );
}

export default function Notes() {
  const [listed, setListed] = useState(null);
  const [job, setJob] = useState(null);
  const [error, setError] = useState('');
  const [over, setOver] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const chooser = useRef(null);
  const alive = useRef(true);
  const busy = Boolean(job && !job.over);

  const list = () => ask('notes_listed').then((found) => alive.current && (found.error ? setError(found.error) : setListed(found)));
  useEffect(() => {
    list();
    return () => {
      alive.current = false;
    };
  }, []);

  const take = (state) => {
    if (!alive.current) return;
    if (state.error) {
      setError(state.error);
      setJob(null);
      return;
    }
    setJob(state);
    if (!state.over) setTimeout(() => ask('import_state', { id: state.id }).then(take), ASK_EVERY_MS);
    else list();
  };
  const bring = (files) => {
    if (busy || !files.length) return;
    setError('');
    setJob({ label: 'Taking the files over', done: 0, total: null, over: false });
    Promise.all([...files].map(encoded))
      .then((ready) => ask('import_begin', { files: ready }))
      .then(take)
      .catch((wrong) => take({ error: `${wrong.message} could not be read by the browser. Is it still there?` }));
  };
  const undo = () => {
    setUndoing(true);
    ask('import_undo', { id: job.id }).then((state) => {
      setUndoing(false);
      take(state);
    });
  };
  const mark = (note) =>
    ask('note_apart', { id: note.id, apart: !note.apart }).then(
      (found) => alive.current && (found.error ? setError(found.error) : setListed(found)),
    );
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    bring(event.dataTransfer.files);
  };

  return (
    <div className="longview-notes">
      {props.mayWrite ? (
        <div
          className="longview-drop"
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <span>Drop notes of {props.name} here, or</span>
          <Button size="sm" disabled={busy} onClick={() => chooser.current.click()}>Choose files</Button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={KINDS_OF_FILE}
            aria-label="Session notes"
            onChange={(event) => {
              bring(event.target.files);
              event.target.value = '';
            }}
          />
        </div>
      ) : null}
      {busy ? (
        <div className="longview-progress" role="status">
          <span>{job.label}{job.total ? `: ${job.done} of ${job.total}` : ' …'}</span>
          <progress aria-label="Import" {...(job.total ? { value: job.done, max: job.total } : {})} />
        </div>
      ) : null}
      {error ? <p className="longview-remark" role="alert">{error}</p> : null}
      {job && job.over ? <Outcome job={job} onUndo={undo} undoing={undoing} next={props.ask} /> : null}
      {listed ? <p className="longview-quiet">{listed.count}</p> : <p className="longview-quiet">Opening …</p>}
      {listed ? (
        <ul className="longview-chart" aria-label="Notes">
          {listed.notes.map((note) => (
            <Row key={`${note.id}-${note.versions.length}`} note={note} mayWrite={props.mayWrite} onApart={mark} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
