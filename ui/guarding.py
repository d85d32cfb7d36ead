"""Where a process of ours begins: the gates before its log and before what Python prints of errors."""

from __future__ import annotations

import sys

import click

EXPECTED = (click.ClickException, click.exceptions.Exit, click.Abort, SystemExit)
"""How commands end that know what they do; after anything else the hooks are still needed."""


def guard_until_closed(context: click.Context) -> None:
    """Install the gates for as long as a command runs; after an error nobody foresaw they stay."""
    from agent.quiet import guard

    put_back = guard()

    def closed() -> None:
        error = sys.exc_info()[1]
        if error is None or isinstance(error, EXPECTED):
            put_back()

    context.call_on_close(closed)
