"""Who may sign in: accounts with an argon2id password hash and a role.

There is no default account and no default password. Names are sealed; the id, which is all that other
tables and the session cookie's subject hold, says nothing.
"""

from __future__ import annotations

import secrets
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, insert, select, update

from ui import schema
from ui.errors import AccountError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MINIMUM_PASSWORD_LENGTH = 12
"""Characters. Length without composition rules, after NIST SP 800-63B rev. 4 section 3.1.1."""


class Role(StrEnum):
    """What an account may do."""

    CLINICIAN = "clinician"
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"  # sees what is shared with her, and corrects nothing
    ADMINISTRATOR = "administrator"  # keeps accounts; opens no chart

    @property
    def opens_charts(self) -> bool:
        """Whether clients' records may be opened at all."""
        return self is not Role.ADMINISTRATOR

    @property
    def keeps_clients(self) -> bool:
        """Whether the role has clients of its own, and corrects what is kept about them."""
        return self in (Role.CLINICIAN, Role.TRAINEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who may sign in."""

    id: str
    name: str = field(repr=False)
    role: Role
    created_at: datetime


class Accounts:
    """The accounts of a practice, in its database."""

    def __init__(self, database: Engine, cipher: schema.Cipher) -> None:
        self._database = database
        self._cipher = cipher
        schema.metadata.create_all(database)

    def create(self, name: str, password: str, role: Role = Role.CLINICIAN) -> Account:
        """Make an account.

        Raises:
            AccountError: the name is empty or taken, or the password is too short.
        """
        name = _normal(name)
        if not name:
            raise AccountError("Expected a name to sign in with; none was given. Give one and try again.")
        if len(password) < MINIMUM_PASSWORD_LENGTH:
            raise AccountError(
                f"Expected a password of at least {MINIMUM_PASSWORD_LENGTH} characters, got {len(password)}. "
                "Choose a longer one; a few plain words will do."
            )
        if self._row(name) is not None:
            raise AccountError("An account of that name is there already. Choose another name.")
        account = Account(id=str(uuid.uuid4()), name=name, role=role, created_at=datetime.now(UTC))
        row = {
            "id": account.id,
            "name": self._cipher.encrypt(name.encode(), _context(account.id)),
            "password_hash": _hasher().hash(password),
            "role": role.value,
            "created_at": account.created_at,
        }
        with self._database.begin() as connection:
            connection.execute(insert(schema.accounts).values(row))
        return account

    def check(self, name: str, password: str) -> Account | None:
        """The account of that name if the password is right, else None; takes as long either way."""
        from argon2.exceptions import VerificationError

        row = self._row(_normal(name))
        known_hash = row.password_hash if row is not None else _nobody()
        try:
            _hasher().verify(known_hash, password)
        except VerificationError:
            return None
        return None if row is None else self._account(row)

    def get(self, account_id: str) -> Account | None:
        """The account with that id, unless there is none or it was disabled."""
        query = select(schema.accounts).where(schema.accounts.c.id == account_id)
        with self._database.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None or row.disabled_at is not None else self._account(row)

    def all(self) -> tuple[Account, ...]:
        """Every account that may sign in, oldest first."""
        return tuple(self._account(row) for row in self._rows())

    def named(self, name: str) -> Account:
        """The account of that name, whatever its case.

        Raises:
            AccountError: there is none.
        """
        row = self._row(_normal(name))
        if row is None:
            raise AccountError("There is no account of that name. `longview user add` makes one.")
        return self._account(row)

    def founder(self) -> str:
        """The id of the first account that keeps clients; those without a therapist are hers. "" if none.

        A disabled one counts, so that nobody inherits her clients unasked.
        """
        table = schema.accounts
        query = (
            select(table.c.id)
            .where(table.c.role.in_([role.value for role in Role if role.keeps_clients]))
            .order_by(table.c.created_at, table.c.id)
        )
        with self._database.connect() as connection:
            return str(connection.execute(query).scalars().first() or "")

    def set_password(self, account_id: str, password: str) -> None:
        """Give an account another password."""
        if len(password) < MINIMUM_PASSWORD_LENGTH:
            raise AccountError(
                f"Expected at least {MINIMUM_PASSWORD_LENGTH} characters, got {len(password)}."
            )
        self._change(account_id, password_hash=_hasher().hash(password))

    def disable(self, account_id: str) -> None:
        """Let an account sign in no more; open sessions end with their next request."""
        self._change(account_id, disabled_at=datetime.now(UTC))

    def _change(self, account_id: str, **values: Any) -> None:
        statement = update(schema.accounts).where(schema.accounts.c.id == account_id).values(**values)
        with self._database.begin() as connection:
            if connection.execute(statement).rowcount == 0:
                raise AccountError("There is no such account. List the accounts to see which there are.")

    def _rows(self) -> list[Any]:
        table = schema.accounts
        query = select(table).where(table.c.disabled_at.is_(None)).order_by(table.c.created_at, table.c.id)
        with self._database.connect() as connection:
            return list(connection.execute(query))

    def _row(self, name: str) -> Any | None:
        # Names are sealed with a fresh nonce each, so they cannot be looked up; a practice has few accounts.
        wanted = name.casefold()
        return next((row for row in self._rows() if self._name(row).casefold() == wanted), None)

    def _name(self, row: Any) -> str:
        return self._cipher.decrypt(row.name, _context(row.id)).decode()

    def _account(self, row: Any) -> Account:
        made = row.created_at.replace(tzinfo=UTC)  # SQLite keeps no time zone; what is written is UTC
        return Account(id=row.id, name=self._name(row), role=Role(row.role), created_at=made)


def made_up_password() -> str:
    """A password for one demonstration: 96 bits, readable aloud in groups."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _context(account_id: str) -> str:
    return f"account:{account_id}"


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id with the library's current defaults (RFC 9106, low-memory profile)


def _nobody() -> str:
    """A hash that no password opens, so that unknown names take as long as known ones."""
    return _hasher().hash(secrets.token_urlsafe(16))
