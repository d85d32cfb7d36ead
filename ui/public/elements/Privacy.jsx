// What was hidden in a client's notes, by type, least certain first; what was kept although it looked like a name;
// and the corrections. Asked for when it is shown, so no copy of it is kept in the conversation.
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

const KEPT = 'kept';
const LOG = 'log';
const NAMED = ['NAME', 'LOCATION', 'ORG'];
const SHOWN = 15;
const OVER = 'The list could not be made. Your session may be over: reload and sign in.';
const spoken = (role) => role.toLowerCase().replaceAll('_', ' ');
const percent = (score) => Math.min(99, Math.round(100 * score));

function Sure({ writing }) {
  if (writing.how === 'you' || writing.how === "client's name") return <span className="longview-quiet">known</span>;
  return (
    <span className="longview-sure" title={`found by: ${writing.how}`}>
      <meter min="0" max="1" low="0.6" high="0.85" optimum="1" value={writing.score} aria-hidden="true" />
      {percent(writing.score)} %
    </span>
  );
}

function Where({ place }) {
  return (
    <p className="longview-where">
      …{place.before}<b>{place.words}</b>{place.after}…
    </p>
  );
}

// The small form under a row: for whom it holds, who it is, why.
function Correct({ isName, start, types, roles, people, busy, refused, insist, onSend, onCancel }) {
  const [asked, setAsked] = useState({ isName, type: 'NAME', role: '', sameAs: '', always: false, reason: '', ...start });
  const set = (change) => setAsked({ ...asked, ...change });
  const who = asked.sameAs ? `=${asked.sameAs}` : asked.role;
  const send = (event) => {
    event.preventDefault();
    if (asked.words.trim()) onSend(asked);
  };
  return (
    <form className="longview-correct" onSubmit={send}>
      {start.words ? null : (
        <label>
          Words
          <Input autoFocus value={asked.words} maxLength={120} onChange={(event) => set({ words: event.target.value })} />
        </label>
      )}
      {isName ? (
        <>
          <label>
            Type
            <select aria-label="Type" value={asked.type} onChange={(event) => set({ type: event.target.value, role: '', sameAs: '' })}>
              {types.map((type) => <option key={type.id} value={type.id}>{type.label}</option>)}
            </select>
          </label>
          <label>
            Who or what
            <select
              aria-label="Who or what"
              value={who}
              onChange={({ target }) =>
                set(target.value.startsWith('=') ? { sameAs: target.value.slice(1), role: '', always: false } : { role: target.value, sameAs: '' })
              }
            >
              <option value="">not said</option>
              {asked.type === 'NAME' && people.length ? (
                <optgroup label="Another writing of">
                  {people.map((one) => <option key={one.surrogate} value={`=${one.surrogate}`}>{one.words} {one.surrogate}</option>)}
                </optgroup>
              ) : null}
              <optgroup label="Somebody or something else">
                {roles.map((role) => <option key={role} value={role}>{spoken(role)}</option>)}
              </optgroup>
            </select>
          </label>
        </>
      ) : null}
      <label>
        For
        <select aria-label="For" value={asked.always ? 'always' : 'client'} disabled={Boolean(asked.sameAs)} onChange={(event) => set({ always: event.target.value === 'always' })}>
          <option value="client">this client</option>
          <option value="always">every client, now and later</option>
        </select>
      </label>
      <label className="longview-reason">
        Reason (optional)
        <Input value={asked.reason} maxLength={400} onChange={(event) => set({ reason: event.target.value })} />
      </label>
      {insist && !isName ? (
        <label className="longview-insist">
          <input type="checkbox" checked={Boolean(asked.force)} onChange={(event) => set({ force: event.target.checked })} />
          I insist: uncover it all the same
        </label>
      ) : null}
      {refused ? <p className="longview-remark" role="alert">{refused}</p> : null}
      <div className="longview-correct-buttons">
        <Button type="submit" size="sm" disabled={busy || !asked.words.trim()}>
          {busy ? 'Masking again …' : isName ? 'Hide it' : 'Keep it'}
        </Button>
        <Button type="button" variant="ghost" size="sm" disabled={busy} onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

export default function Privacy() {
  const [data, setData] = useState(null);
  const [error, setError] = useState('');
  const [tab, setTab] = useState('NAME');
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const [insist, setInsist] = useState(false);
  const [done, setDone] = useState(null);

  const ask = (name, payload, refuse) => {
    setBusy(true);
    setRefused('');
    return callAction({ name, payload })
      .then(({ response }) => {
        if (response.error) {
          setInsist(Boolean(response.mayInsist));
          return refuse(response.error);
        }
        setData(response);
        if (response.message) setDone({ message: response.message, number: response.number });
        setOpen('');
        return undefined;
      })
      .catch(() => refuse(OVER))
      .finally(() => setBusy(false));
  };
  useEffect(() => {
    ask('privacy_report', {}, setError);
  }, []);

  if (error) return <p className="longview-remark" role="alert">{error}</p>;
  if (!data) return <p className="longview-quiet" aria-busy="true">Looking through the notes again …</p>;

  const { report, types, roles } = data;
  const of = (type) => report.hidden.filter((item) => item.type === type);
  const tabs = [
    ...types.filter((type) => of(type.id).length).map((type) => ({ ...type, count: of(type.id).length })),
    { id: KEPT, label: 'Kept, may be a name', count: report.kept.length },
    { id: LOG, label: 'Corrections', count: report.log.length },
  ];
  const shown = tabs.some((one) => one.id === tab) ? tab : tabs[0].id;
  const people = of('NAME').map((item) => ({ surrogate: item.surrogate, words: item.writings[0].words }));
  const toggle = (key) => {
    setRefused('');
    setInsist(false);
    setOpen(open === key ? '' : key);
  };
  const form = (isName, start) => (
    <Correct
      {...{ isName, start, types, roles, people, busy, refused, insist }}
      onSend={(asked) => ask('privacy_correct', asked, setRefused)}
      onCancel={() => setOpen('')}
    />
  );
  const row = (key, writing, head, isName, start) => (
    <li key={key} className="longview-hidden">
      <div className="longview-hidden-line">
        <span className="longview-hidden-sure">{head}</span>
        <span className="longview-hidden-words">
          <strong>{writing.words}</strong>
          {start.surrogate ? <code>{start.surrogate}</code> : null}
          <small>
            {writing.count} {writing.count === 1 ? 'place' : 'places'} · session{/[-,]/.test(writing.sessions) ? 's' : ''} {writing.sessions}
          </small>
          <Where place={writing.place} />
        </span>
        {start.surrogate === '[CLIENT]' && !writing.words.trim().match(/^\S+$/) ? null : (
          <Button variant="outline" size="sm" aria-expanded={open === key} onClick={() => toggle(key)}>
            {isName ? 'This is a name' : NAMED.includes(start.type) ? 'Not a name' : 'Not one'}
          </Button>
        )}
      </div>
      {open === key ? form(isName, start) : null}
    </li>
  );

  const rows =
    shown === KEPT
      ? report.kept.map((item, at) => row(`k${at}`, item, item.marked ? <span className="longview-quiet">you said so</span> : <Sure writing={item} />, true, { words: item.words, type: item.type }))
      : of(shown).flatMap((item) =>
          item.writings.map((writing) =>
            row(`${item.surrogate} ${writing.words}`, writing, <Sure writing={writing} />, false, { words: writing.words, type: item.type, surrogate: item.surrogate })
          )
        );
  const log = report.log.slice().reverse().map((line) => (
    <li key={line.number} className="longview-hidden">
      <div className="longview-hidden-line">
        <span className="longview-hidden-sure longview-quiet">No {line.number}</span>
        <span className="longview-hidden-words">
          <strong className={line.inForce ? '' : 'longview-undone'}>{line.what}</strong>
          <small>
            {line.when.slice(0, 10)} · {line.always ? 'every client' : 'this client'}
            {line.inForce ? '' : ' · taken back'}
            {line.reason ? ` · ${line.reason}` : ''}
          </small>
        </span>
        {line.inForce && line.undoes === null ? (
          <Button variant="outline" size="sm" disabled={busy} onClick={() => ask('privacy_undo', { number: line.number }, setRefused)}>
            Take back
          </Button>
        ) : null}
      </div>
    </li>
  ));

  const list = shown === LOG ? log : rows;
  return (
    <section className="longview-privacy" aria-label="What was hidden">
      <div className="longview-privacy-tabs" role="tablist">
        {tabs.map((one) => (
          <button key={one.id} type="button" role="tab" aria-selected={one.id === shown} onClick={() => { setTab(one.id); setAll(false); setOpen(''); }}>
            {one.label} <b className="longview-number">{one.count}</b>
          </button>
        ))}
      </div>
      {report.behind ? <p className="longview-remark">Corrections are in force that these notes are not masked under yet. Any further correction masks them again.</p> : null}
      {done ? (
        <p className="longview-done" role="status">
          {done.message}
          {done.number ? (
            <Button variant="link" size="sm" disabled={busy} onClick={() => ask('privacy_undo', { number: done.number }, setRefused)}>Take it back</Button>
          ) : null}
        </p>
      ) : null}
      {refused && !open ? <p className="longview-remark" role="alert">{refused}</p> : null}
      <ul>{all ? list : list.slice(0, SHOWN)}</ul>
      {list.length === 0 ? <p className="longview-quiet">{shown === LOG ? 'Nothing was corrected yet.' : 'Nothing that was kept looks like a name.'}</p> : null}
      {list.length > SHOWN && !all ? (
        <Button variant="ghost" size="sm" onClick={() => setAll(true)}>{list.length - SHOWN} more</Button>
      ) : null}
      <div className="longview-privacy-foot">
        <Button variant="outline" size="sm" aria-expanded={open === 'other'} onClick={() => toggle('other')}>Hide other words …</Button>
        {open === 'other' ? form(true, { words: '' }) : null}
      </div>
    </section>
  );
}
