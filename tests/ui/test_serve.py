from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from agent.settings import Settings
from retrieval.vault import Cipher
from ui.errors import NotConfiguredError
from ui.serve import serve, session_secret


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    secret = session_secret(tmp_path / "config")
    assert len(secret) >= 48
    assert session_secret(tmp_path / "config") == secret
    assert stat.S_IMODE((tmp_path / "config" / "session.secret").stat().st_mode) == 0o600


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "example.org", ""])
def test_other_machines_are_not_served(tmp_path: Path, host: str) -> None:
    settings = Settings(data_dir=tmp_path / "data", config_dir=tmp_path / "config")
    with pytest.raises(NotConfiguredError, match="TLS"):
        serve(settings, host, 8000, True)
    assert not (tmp_path / "data").exists()


class NobodysPractice:
    def __init__(self, folder: Path) -> None:
        self.database: Engine = create_engine(f"sqlite:///{folder / 'practice.db'}")
        self.cipher = Cipher.new()
        self.closed = False

    def close(self) -> None:
        self.database.dispose()
        self.closed = True


def test_without_an_account_the_chat_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CHAINLIT_APP_ROOT", "CHAINLIT_AUTH_SECRET", "CHAINLIT_HOST", "CHAINLIT_PORT"):
        monkeypatch.setenv(name, "")  # so that what the call sets is taken back
    monkeypatch.setenv("CHAINLIT_COOKIE_SAMESITE", "")
    practice = NobodysPractice(tmp_path)
    settings = Settings(data_dir=tmp_path / "data", config_dir=tmp_path / "config")
    with pytest.raises(NotConfiguredError, match="longview user add"):
        serve(settings, "127.0.0.1", 8000, True, open_practice=lambda _: practice)  # type: ignore[return-value]
    assert practice.closed
