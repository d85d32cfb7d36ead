"""Opens what a command works with, and tells what the user can mend without a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from agent.settings import Settings
    from retrieval.records import Client
    from ui.practice import Practice


@contextmanager
def opened_practice() -> Iterator[Practice]:
    """Open the practice of the settings."""
    from agent.quiet import hush
    from retrieval.errors import RetrievalError

    hush()
    from ui.practice import Practice

    with plainly(RetrievalError), Practice.open(settings_of_environment()) as practice:
        yield practice


def settings_of_environment() -> Settings:
    """Read the settings."""
    from pydantic import ValidationError

    from agent.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        reasons = "; ".join(e["msg"].removeprefix("Value error, ") for e in error.errors(include_input=False))
        raise click.ClickException(
            f"A setting is wrong: {reasons}. .env.example explains each one."
        ) from error


def client_named(practice: Practice, name: str) -> Client:
    """Find a client by name."""
    client = practice.find_client(name)
    if client is None:
        raise click.ClickException("There is no client of that name. `longview clients` lists them.")
    return client


@contextmanager
def plainly(*kinds: type[Exception]) -> Iterator[None]:
    """Tell errors of these kinds in a line."""
    try:
        yield
    except kinds as error:
        raise click.ClickException(str(error)) from error
