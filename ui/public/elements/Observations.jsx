// What was read from a client's notes, session by session, with quotes; "not so" dismisses or corrects, with a reason.
// Asked for when it is shown, so no copy of it is kept in the conversation.
import { useEffect, useState } from 'react';
import { useSetRecoilState } from 'recoil';
import { sideViewState } from '@chainlit/react-client';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

const OVER = 'The list could not be made. Your session may be over: reload and sign in.';
const SHOWN = 4;
const DIRECTIONS = [['better', 'better'], ['worse', 'worse'], ['same', 'the same']];

// The form under an observation: dismiss it, or say what is so instead.
function NotSo({ seen, domains, levels, busy, refused, onSend, onCancel }) {
  const [asked, setAsked] = useState({ id: seen.id, dismiss: true, domain: '', level: '', direction: '', ofClient: null, reason: '' });
  const set = (change) => setAsked({ ...asked, ...change });
  const changes = asked.domain || asked.level || asked.direction || asked.ofClient !== null;
  const ready = asked.reason.trim() && (asked.dismiss || changes);
  const send = (event) => {
    event.preventDefault();
    if (ready) onSend(asked);
  };
  const choice = (label, key, options) => (
    <label>
      {label}
      <select value={asked[key]} onChange={({ target }) => set({ [key]: target.value })}>
        <option value="">as read</option>
        {options.map(([id, words]) => <option key={id} value={id}>{words}</option>)}
      </select>
    </label>
  );
  return (
    <form className="longview-correct" aria-label="Not so" onSubmit={send}>
      <label>
        What is wrong
        <select aria-label="What is wrong" value={asked.dismiss ? 'dismiss' : 'correct'} onChange={({ target }) => set({ dismiss: target.value === 'dismiss' })}>
          <option value="dismiss">It does not count at all</option>
          <option value="correct">It says something else</option>
        </select>
      </label>
      {asked.dismiss ? null : (
        <>
          {choice('Level', 'level', levels.map(({ id, label }) => [id, label]))}
          {choice('Direction', 'direction', DIRECTIONS)}
          {choice('Domain', 'domain', domains.map(({ id, label }) => [id, label]))}
          <label>
            About
            <select
              value={asked.ofClient === null ? '' : asked.ofClient ? 'client' : 'other'}
              onChange={({ target }) => set({ ofClient: target.value ? target.value === 'client' : null })}
            >
              <option value="">as read</option>
              <option value="client">the client</option>
              <option value="other">somebody else</option>
            </select>
          </label>
        </>
      )}
      <label className="longview-reason">
        Reason
        <Input required value={asked.reason} maxLength={400} onChange={({ target }) => set({ reason: target.value })} />
      </label>
      {refused ? <p className="longview-remark" role="alert">{refused}</p> : null}
      <div className="longview-correct-buttons">
        <Button type="submit" size="sm" disabled={busy || !ready}>{busy ? 'Computing again …' : asked.dismiss ? 'Dismiss it' : 'Correct it'}</Button>
        <Button type="button" variant="ghost" size="sm" disabled={busy} onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

export default function Observations() {
  const [data, setData] = useState(null);
  const [error, setError] = useState('');
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState('');
  const [done, setDone] = useState(null);
  const [domain, setDomain] = useState('');
  const [tab, setTab] = useState('list');
  const [all, setAll] = useState(false);
  const setSideView = useSetRecoilState(sideViewState);

  const ask = (name, payload, refuse) => {
    setBusy(true);
    setRefused('');
    return callAction({ name, payload })
      .then(({ response }) => {
        if (response.error) return refuse(response.error);
        setData(response);
        if (response.message) {
          setDone({ message: response.message, number: response.number });
          window.dispatchEvent(new Event('longview-corrected'));
        }
        setOpen('');
        return undefined;
      })
      .catch(() => refuse(OVER))
      .finally(() => setBusy(false));
  };
  useEffect(() => {
    ask('observations', {}, setError);
  }, []);

  if (error) return <p className="longview-remark" role="alert">{error}</p>;
  if (!data) return <p className="longview-quiet" aria-busy="true">Collecting what was read …</p>;

  const sessions = data.sessions
    .map((one) => ({ ...one, observations: one.observations.filter((seen) => !domain || seen.domain === domain) }))
    .filter((one) => one.observations.length)
    .reverse();
  const openNote = (one, seen) => {
    const place = { note_id: one.note, start: seen.start, end: seen.end, words: seen.quote };
    const places = [{ number: 1, label: `Session ${one.session} · ${one.day}`, place }];
    setSideView({
      title: 'Evidence',
      elements: [{ type: 'custom', name: 'NoteView', display: 'side', props: { places, at: 0 }, id: `note-${Date.now()}` }],
    });
  };
  const line = (one, seen) => (
    <li key={seen.id} className="longview-hidden longview-observation" data-observation={seen.id}>
      <div className="longview-hidden-line">
        <span className="longview-hidden-words">
          <strong className={seen.dismissed ? 'longview-undone' : ''}>{seen.words}</strong>
          <small>
            {seen.source}
            {seen.correction ? ` · ${seen.dismissed ? 'dismissed' : 'corrected'} by you: ${seen.reason}` : ` · sure to ${Math.min(99, Math.round(100 * seen.certainty))} %`}
          </small>
          <button type="button" className="longview-where longview-quote" onClick={() => openNote(one, seen)}>“{seen.quote}”</button>
        </span>
        {seen.correction ? (
          <Button variant="outline" size="sm" disabled={busy} onClick={() => ask('observation_undo', { number: seen.correction }, setRefused)}>Take back</Button>
        ) : (
          <Button variant="outline" size="sm" aria-expanded={open === seen.id} onClick={() => { setRefused(''); setOpen(open === seen.id ? '' : seen.id); }}>Not so</Button>
        )}
      </div>
      {open === seen.id ? (
        <NotSo
          {...{ seen, domains: data.domains, levels: data.levels, busy, refused }}
          onSend={(asked) => ask('observation_correct', asked, setRefused)}
          onCancel={() => setOpen('')}
        />
      ) : null}
    </li>
  );
  const log = data.log.slice().reverse().map((entry) => (
    <li key={entry.number} className="longview-hidden">
      <div className="longview-hidden-line">
        <span className="longview-hidden-sure longview-quiet">No {entry.number}</span>
        <span className="longview-hidden-words">
          <strong className={entry.inForce ? '' : 'longview-undone'}>{entry.what}</strong>
          <small>
            {entry.when.slice(0, 10)}
            {entry.inForce ? '' : ' · taken back'}
            {entry.found ? '' : ' · its words are not read any more'}
            {entry.reason ? ` · ${entry.reason}` : ''}
          </small>
        </span>
        {entry.inForce && entry.undoes === null ? (
          <Button variant="outline" size="sm" disabled={busy} onClick={() => ask('observation_undo', { number: entry.number }, setRefused)}>Take back</Button>
        ) : null}
      </div>
    </li>
  ));
  return (
    <section className="longview-privacy" aria-label="Observations">
      <div className="longview-privacy-tabs" role="tablist" aria-label="Observations and corrections">
        <button type="button" role="tab" aria-selected={tab === 'list'} onClick={() => setTab('list')}>By session</button>
        <button type="button" role="tab" aria-selected={tab === 'log'} onClick={() => setTab('log')}>
          Corrections <b className="longview-number">{data.log.length}</b>
        </button>
      </div>
      {done ? (
        <p className="longview-done" role="status">
          {done.message}
          {done.number ? (
            <Button variant="link" size="sm" disabled={busy} onClick={() => ask('observation_undo', { number: done.number }, setRefused)}>Take it back</Button>
          ) : null}
        </p>
      ) : null}
      {refused && !open ? <p className="longview-remark" role="alert">{refused}</p> : null}
      {tab === 'log' ? (
        <>
          <ul>{log}</ul>
          {log.length ? null : <p className="longview-quiet">Nothing was corrected yet.</p>}
        </>
      ) : (
        <>
          <label className="longview-filter">
            Domain
            <select value={domain} onChange={({ target }) => setDomain(target.value)}>
              <option value="">all</option>
              {data.domains.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
            </select>
          </label>
          {(all ? sessions : sessions.slice(0, SHOWN)).map((one) => (
            <section key={one.session} aria-label={`Session ${one.session}`}>
              <h3 className="longview-session">Session {one.session} · {one.day}</h3>
              <ul>{one.observations.map((seen) => line(one, seen))}</ul>
            </section>
          ))}
          {sessions.length === 0 ? <p className="longview-quiet">Nothing was read from these notes that fits.</p> : null}
          {sessions.length > SHOWN && !all ? (
            <Button variant="ghost" size="sm" onClick={() => setAll(true)}>{sessions.length - SHOWN} earlier sessions</Button>
          ) : null}
        </>
      )}
    </section>
  );
}
