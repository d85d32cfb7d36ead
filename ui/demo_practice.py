"""The demo: fictional clients in a practice of its own, beside the real one, never mixed with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from agent.settings import Settings
from retrieval.errors import IntakeError
from retrieval.importing import summarise
from ui.accounts import Accounts, made_up_password
from ui.practice import Practice

DEMO = Path(__file__).resolve().parent.parent / "demo"

ACCOUNT = "demo"


def demo_settings(settings: Settings) -> Settings:
    """Return the settings of the demo: the same, in subfolders of its own."""
    return settings.model_copy(
        update={
            "data_dir": settings.data_dir / "demo",
            "config_dir": settings.config_dir / "demo",
            "database_url": "",
        }
    )


def load_demo(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Bring in the demo clients (a second time changes nothing) and make up a password, new each time.

    Raises:
        IntakeError: the demo notes are not there; they come with a checkout, not with a wheel.
    """
    catalogue = DEMO / "clients.yaml"
    if not catalogue.exists():
        raise IntakeError(f"There are no demo clients at {DEMO}. Run the demo from a checkout of Longview.")
    with Practice.open(settings) as practice:
        for entry in yaml.safe_load(catalogue.read_text(encoding="utf-8")):
            client = practice.find_client(entry["name"])
            client = client or practice.add_client(entry["name"], entry["pronouns"])
            lines = practice.import_path(client.id, DEMO / entry["path"])
            say(f"{client.name}: {summarise(lines)}")
        password = _fresh_password(practice)
    say(f"\nSign in as {ACCOUNT} with the password {password}\n")


def _fresh_password(practice: Practice) -> str:
    accounts, password = Accounts(practice.database, practice.cipher), made_up_password()
    there = next((account for account in accounts.all() if account.name == ACCOUNT), None)
    if there is None:
        accounts.create(ACCOUNT, password)
    else:
        accounts.set_password(there.id, password)
    return password
