// The clients to choose from. Choosing one starts a new conversation about her.
import { useState } from 'react';
import { useChatInteract, useChatSession } from '@chainlit/react-client';
import { Input } from '@/components/ui/input';

const SEARCH_FROM = 8;

export default function ClientList() {
  const { setChatProfile } = useChatSession();
  const { clear } = useChatInteract();
  const [wanted, setWanted] = useState('');
  const found = props.clients.filter((client) => client.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const choose = (id) => {
    setChatProfile(id);
    clear();
  };
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
      {found.length === 0 ? <p className="longview-quiet">No client of that name.</p> : null}
    </div>
  );
}
