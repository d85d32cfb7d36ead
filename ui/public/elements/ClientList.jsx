// The clients to choose from, and taking on a new one. Choosing one starts a new conversation about her.
import { useEffect, useState } from 'react';
import { useChatInteract, useChatSession } from '@chainlit/react-client';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

const SEARCH_FROM = 8;
const JUST_MADE = 'longview-just-made';

function NewClient({ onMade }) {
  const [name, setName] = useState('');
  const [pronouns, setPronouns] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = (event) => {
    event.preventDefault();
    setBusy(true);
    callAction({ name: 'new_client', payload: { name, pronouns } })
      .then(({ response }) => (response.error ? setError(response.error) : onMade(response.id)))
      .catch(() => setError('Longview did not answer. Your session may be over: reload and sign in.'))
      .finally(() => setBusy(false));
  };
  return (
    <form className="longview-new" onSubmit={submit}>
      <label>
        New client
        <Input name="client-name" autoComplete="off" placeholder="Name as in the notes" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        Pronouns
        <Input name="client-pronouns" autoComplete="off" placeholder="she/her" value={pronouns} onChange={(event) => setPronouns(event.target.value)} />
      </label>
      <Button type="submit" disabled={busy || !name.trim()}>Add client</Button>
      {error ? <p className="longview-remark" role="alert">{error}</p> : null}
    </form>
  );
}

export default function ClientList() {
  const { setChatProfile } = useChatSession();
  const { clear } = useChatInteract();
  const [wanted, setWanted] = useState('');
  const found = props.clients.filter((client) => client.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const choose = (id) => {
    setChatProfile(id);
    clear();
  };
  // The page knows a new client only once it is loaded anew; then she is chosen at once.
  const made = (id) => {
    sessionStorage.setItem(JUST_MADE, id);
    window.location.assign('/');
  };
  useEffect(() => {
    const id = sessionStorage.getItem(JUST_MADE);
    sessionStorage.removeItem(JUST_MADE);
    if (props.clients.some((client) => client.id === id)) choose(id);
  }, []);
  return (
    <div className="longview-clients">
      {props.clients.length >= SEARCH_FROM ? (
        <Input
          aria-label="Search clients by name"
          placeholder="Search by name …"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      ) : null}
      <ul>
        {found.map((client) => (
          <li key={client.id}>
            <button type="button" data-client={client.id} onClick={() => choose(client.id)}>
              <img src={client.mark} alt="" />
              <span>
                <strong>{client.name}</strong>
                <small>{client.summary}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {props.clients.length ? (
        <button type="button" className="longview-to-overview" onClick={() => callAction({ name: 'show_overview', payload: {} })}>
          Practice overview: last review, risk, what waits
        </button>
      ) : null}
      {wanted && found.length === 0 ? <p className="longview-quiet">No client of that name.</p> : null}
      {props.mayAdd ? <NewClient onMade={made} /> : null}
    </div>
  );
}
