"""Prompts, one Markdown file each; `$name` is filled in."""

from __future__ import annotations

from functools import cache
from importlib import resources
from string import Template


def prompt(name: str, **values: str) -> str:
    """Return the prompt of that name with its blanks filled.

    Raises:
        KeyError: a blank was left unfilled.
    """
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template((resources.files("agent.prompts") / f"{name}.md").read_text(encoding="utf-8"))
