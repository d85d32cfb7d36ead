"""Runs the chat server on this machine."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ui import workplace
from ui.accounts import Accounts
from ui.chat_root import prepare
from ui.conversations import Conversations
from ui.errors import NotConfiguredError
from ui.gate import Gate, Session, session_key
from ui.idle import IdleClock
from ui.privacy import privacy_line
from ui.sharing import Shares

if TYPE_CHECKING:
    from agent.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRET_FILE = "session.secret"  # noqa: S105 - a file name
FOREIGN = ("DATABASE_URL", "LITERAL_API_KEY", "LITERAL_API_URL", "LITERAL_SERVER", "CHAINLIT_CUSTOM_AUTH")
"""Variables that would make Chainlit keep conversations elsewhere or let people in another way."""


def serve(
    settings: Settings,
    host: str,
    port: int,
    headless: bool,
    *,
    open_practice: Callable[[Settings], workplace.Practice] | None = None,
) -> None:
    """Serve the chat until it is stopped. Chainlit ends the process itself, after closing the practice.

    Args:
        settings: folders, model and idle time.
        host: a loopback address; other machines are served through a proxy with TLS.
        port: where to listen.
        headless: do not open a browser.
        open_practice: how the practice is opened; `ui.practice.Practice.open` if not given.

    Raises:
        NotConfiguredError: the host is not this machine, or there is nobody who could sign in.
    """
    if host not in LOOPBACK:
        raise NotConfiguredError(
            "Expected a loopback address such as 127.0.0.1: passwords and notes would cross the network in "
            "clear. Serve other machines through a proxy with TLS on this one."
        )
    privacy = privacy_line(settings.model, settings.api_base)
    root = prepare(settings.data_dir, watermark=privacy)
    _set_environment(root, session_secret(settings.config_dir), host, port)
    workplace.enter(_opened(settings, privacy, open_practice))
    try:
        _run(settings, headless)
    finally:
        workplace.leave()


def session_secret(config_dir: Path) -> str:
    """The secret that signs session cookies, made on first use; it lies beside the master key."""
    path = config_dir / SECRET_FILE
    config_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def _set_environment(root: Path, secret: str, host: str, port: int) -> None:
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(
        {
            "CHAINLIT_APP_ROOT": str(root),
            "CHAINLIT_AUTH_SECRET": secret,
            "CHAINLIT_COOKIE_SAMESITE": "strict",
            "CHAINLIT_HOST": host,
            "CHAINLIT_PORT": str(port),
        }
    )


def _opened(
    settings: Settings, privacy: str, open_practice: Callable[[Settings], workplace.Practice] | None
) -> workplace.Workplace:
    practice = (open_practice or _real)(settings)
    accounts = Accounts(practice.database, practice.cipher)
    if not accounts.all():
        practice.close()
        raise NotConfiguredError(
            "There is no account yet. `longview user add NAME` makes one; then start again."
        )
    conversations = Conversations(practice.database, practice.cipher)
    return workplace.Workplace(practice, accounts, conversations, Shares(practice.database), privacy)


def _real(settings: Settings) -> workplace.Practice:
    from ui.practice import Practice

    return Practice.open(settings)


def _run(settings: Settings, headless: bool) -> None:
    from chainlit.cli import run_chainlit
    from chainlit.config import config
    from chainlit.server import app

    logging.getLogger().setLevel(settings.log_level)
    config.run.headless = headless
    app.add_middleware(
        Gate,
        clock=IdleClock(settings.idle_minutes * 60.0),
        read=_read_cookie,
        may_enter=_may_enter,
        enter=_enter,
    )
    run_chainlit(str(Path(__file__).parent / "app.py"))


def _read_cookie(header: str) -> Session | None:
    """The session that a cookie header holds, if its signature is ours and its time is not over."""
    import jwt
    from chainlit.auth.cookie import get_token_from_cookies
    from chainlit.auth.jwt import get_jwt_secret
    from starlette.requests import cookie_parser

    token = get_token_from_cookies(cookie_parser(header))
    if not token:
        return None
    try:
        claims = jwt.decode(
            token, get_jwt_secret(), algorithms=["HS256"], options={"require": ["exp", "iat"]}
        )
    except jwt.InvalidTokenError:
        return None
    return Session(session_key(token), str(claims["identifier"]), float(claims["iat"]))


async def _may_enter(account_id: str) -> bool:
    accounts = workplace.current().accounts
    return await asyncio.to_thread(accounts.get, account_id) is not None


def _enter(account_id: str | None, query: str) -> None:
    from ui.session_account import signed_in

    if account_id is not None:
        workplace.current().practice.warm()
    signed_in.set(account_id)
    workplace.requested_client.set(parse_qs(query).get("chat_profile", [""])[0])
