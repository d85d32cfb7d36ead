"""Who may see which client besides her own therapist: shares, one account and one client each."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, delete, insert, select

from ui import schema


class Shares:
    """The shares of a practice, in its database."""

    def __init__(self, database: Engine) -> None:
        self._database = database
        schema.metadata.create_all(database)

    def share(self, client_id: str, account_id: str) -> None:
        """Let an account see a client; nothing changes where it may already."""
        if client_id in self.of(account_id):
            return
        values = {"client_id": client_id, "account_id": account_id, "since": datetime.now(UTC)}
        with self._database.begin() as connection:
            connection.execute(insert(schema.shares).values(values))

    def stop(self, client_id: str, account_id: str) -> bool:
        """Let it see her no more; whether it could."""
        table = schema.shares
        here = (table.c.client_id == client_id) & (table.c.account_id == account_id)
        with self._database.begin() as connection:
            return connection.execute(delete(table).where(here)).rowcount > 0

    def of(self, account_id: str) -> frozenset[str]:
        """The ids of the clients shared with an account."""
        query = select(schema.shares.c.client_id).where(schema.shares.c.account_id == account_id)
        with self._database.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def accounts(self, client_id: str) -> frozenset[str]:
        """The ids of the accounts that a client is shared with."""
        query = select(schema.shares.c.account_id).where(schema.shares.c.client_id == client_id)
        with self._database.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def forget_client(self, client_id: str) -> None:
        """Drop all shares of a client."""
        with self._database.begin() as connection:
            connection.execute(delete(schema.shares).where(schema.shares.c.client_id == client_id))
