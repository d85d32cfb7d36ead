"""Prompts, one Markdown file each; `$name` is filled in."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from string import Template

SUFFIX = ".md"


def prompt(name: str, **values: str) -> str:
    """Return the prompt of that name with its blanks filled.

    Raises:
        KeyError: a blank was left unfilled.
    """
    return _template(name).substitute(values)


def filled_in(text: str) -> dict[str, str] | None:
    """Return what the blanks of a prompt were filled with; None if the text is none of our prompts."""
    for shape in _shapes():
        match = shape.fullmatch(text)
        if match:
            return match.groupdict()
    return None


@cache
def _template(name: str) -> Template:
    return Template((resources.files("agent.prompts") / f"{name}{SUFFIX}").read_text(encoding="utf-8"))


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    files = sorted(file.name for file in resources.files("agent.prompts").iterdir())
    names = [file.removesuffix(SUFFIX) for file in files if file.endswith(SUFFIX)]
    return tuple(_shape(_template(name)) for name in names)


def _shape(template: Template) -> re.Pattern[str]:
    """The prompt's own words, with a group for each blank."""
    pattern, at = "", 0
    for blank in template.pattern.finditer(template.template):
        pattern += re.escape(template.template[at : blank.start()])
        name = blank["named"] or blank["braced"]
        pattern += f"(?P<{name}>.*?)" if name else re.escape("$")
        at = blank.end()
    return re.compile(pattern + re.escape(template.template[at:]), re.DOTALL)
