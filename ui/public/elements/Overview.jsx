// The clients of a practice, with what waits at each; a name opens her chat. One client is asked for after the
// other: a chart that is opened for the first time takes a moment, and the others need not wait for it.
import { useEffect, useRef, useState } from 'react';
import { useChatInteract, useChatSession } from '@chainlit/react-client';

const SESSION_OVER = 'Longview did not answer. Your session may be over: reload and sign in.';
const JUST_MADE = 'longview-just-made'; // the list of clients on the first page chooses whom this names
const ORDERS = {
  reviewed: { label: 'Last review, oldest first', key: (row) => [row.reviewedAt] },
  risk: { label: 'Risk', key: (row) => [row.rank, row.reviewedAt] },
  waiting: { label: 'What waits', key: (row) => [-row.total, row.reviewedAt] },
  name: { label: 'Name', key: () => [] },
};

const compare = (one, other) => {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] < other[at]) return -1;
    if (one[at] > other[at]) return 1;
  }
  return 0;
};

const ask = (name, payload = {}) =>
  callAction({ name, payload }).then(
    ({ response }) => response,
    () => ({ error: SESSION_OVER }),
  );

function Cells({ row }) {
  return (
    <>
      <td data-label="Last session">{row.session}</td>
      <td data-label="Last review">{row.reviewed}</td>
      <td data-label="Risk" data-rank={row.rank}>{row.risk}</td>
      <td data-label="Waits">
        {row.waiting.length ? row.waiting.join(' · ') : 'Nothing'}
        {row.open.length ? <small>Open, too little in the notes: {row.open.join(', ')}</small> : null}
      </td>
    </>
  );
}

export default function Overview() {
  const [clients, setClients] = useState(null);
  const [rows, setRows] = useState({});
  const [order, setOrder] = useState('reviewed');
  const [error, setError] = useState('');
  const { setChatProfile } = useChatSession();
  const { clear } = useChatInteract();
  const alive = useRef(true);
  const own = useRef(null);

  useEffect(() => {
    alive.current = true;
    const load = async () => {
      const found = await ask('overview');
      if (!alive.current) return;
      if (found.error) {
        setError(found.error);
        return;
      }
      setClients(found.clients);
      for (const client of found.clients) {
        const row = await ask('overview_row', { id: client.id });
        if (!alive.current) return;
        setRows((known) => ({ ...known, [client.id]: row }));
        if (row.error === SESSION_OVER) return;
      }
    };
    load();
    return () => {
      alive.current = false;
    };
  }, []);

  useEffect(() => {
    // once the table stands: before, there is nothing yet to scroll to
    if (clients) own.current.closest('.ai-message')?.scrollIntoView({ block: 'start' });
  }, [clients]);

  const open = (id) => {
    if (window.location.pathname !== '/') {
      sessionStorage.setItem(JUST_MADE, id);
      window.location.assign('/');
      return;
    }
    setChatProfile(id);
    clear();
  };

  const known = (client) => rows[client.id] && !rows[client.id].error;
  const sorted = (clients || []).slice().sort((one, other) => {
    if (!known(one) || !known(other)) return known(one) ? -1 : known(other) ? 1 : 0;
    return compare(ORDERS[order].key(rows[one.id]), ORDERS[order].key(rows[other.id])) || compare([one.name], [other.name]);
  });
  const done = clients ? clients.filter((client) => rows[client.id]).length : 0;

  return (
    <div className="longview-overview" ref={own} aria-busy={!clients || done < clients.length}>
      {error ? <p className="longview-remark" role="alert">{error}</p> : null}
      {clients && clients.length === 0 ? <p className="longview-quiet">There are no clients to look at yet.</p> : null}
      {clients && clients.length > 1 ? (
        <label className="longview-filter">
          Order
          <select value={order} onChange={(event) => setOrder(event.target.value)}>
            {Object.entries(ORDERS).map(([id, { label }]) => (
              <option key={id} value={id}>{label}</option>
            ))}
          </select>
        </label>
      ) : null}
      {!error && (!clients || done < clients.length) ? (
        <p className="longview-quiet" role="status">{clients ? `Looking at client ${done + 1} of ${clients.length} …` : 'Opening …'}</p>
      ) : null}
      {clients && clients.length ? (
        <table aria-label="Practice overview">
          <thead>
            <tr>
              {['Client', 'Last session', 'Last review', 'Risk', 'Waits'].map((head) => (
                <th key={head} scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((client) => (
              <tr key={client.id}>
                <th scope="row">
                  <button type="button" data-open={client.id} title={`Open the chat about ${client.name}`} onClick={() => open(client.id)}>
                    <img src={client.mark} alt="" />
                    {client.name}
                  </button>
                </th>
                {known(client) ? (
                  <Cells row={rows[client.id]} />
                ) : (
                  <td colSpan={4} className="longview-quiet">{rows[client.id] ? rows[client.id].error : '…'}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}
