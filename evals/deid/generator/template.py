"""The template format: plain text with `{{slots}}`, `{{=TYPE|literal identifiers}}` and `[[terms to keep]]`.

A file holds many templates, separated by a line `===`; the first line of each says `# style: SOAP` (or, in a
set of hard cases, `# trick: what is hard`). A slot of a person is `{{who.form}}`, one of a thing `{{thing}}`;
a number at the end (`{{city2}}`, `{{sister2.first}}`) means another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.errors import CaseError
from retrieval.records import IdentifierType

SEPARATOR = re.compile(r"^===\s*$", re.M)
HEADER = re.compile(r"\A#\s*(?:style|trick):\s*(?P<style>.+?)\s*\n")
MARK = re.compile(
    r"\{\{=(?P<type>[A-Z\d]+)\|(?P<literal>[^{}]+)\}\}|\{\{(?P<slot>[\w.]+)\}\}|\[\[(?P<keep>.+?)\]\]"
)
LEFT_OVER = re.compile(r"\{\{|\}\}|\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that are neither."""

    text: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Words that must stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An identifier that is written out."""

    type: IdentifierType
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """An identifier to be drawn."""

    who: str
    form: str
    """Empty for a thing without forms."""


Part = Plain | Keep | Literal | Slot


@dataclass(frozen=True, slots=True)
class Template:
    """One note to be filled in. `source` is the name of its file."""

    source: str
    style: str
    parts: tuple[Part, ...]


def read_folder(folder: Path) -> tuple[Template, ...]:
    """Read all `.txt` files of a folder, in order of name.

    Raises:
        CaseError: there is no template, or one is malformed.
    """
    found = tuple(template for path in sorted(folder.glob("*.txt")) for template in read_file(path))
    if not found:
        raise CaseError(f"Expected template files (*.txt) in {folder.name}; found none. Add some.")
    return found


def read_file(path: Path) -> Iterator[Template]:
    """Yield the templates of one file.

    Raises:
        CaseError: a template is malformed.
    """
    for number, block in enumerate(SEPARATOR.split(path.read_text(encoding="utf-8")), 1):
        if block.strip():
            yield parse(block, path.stem, f"template {number} of {path.name}")


def parse(block: str, source: str, where: str = "a template") -> Template:
    """Read one template.

    Raises:
        CaseError: the first line is no header, or brackets are left over.
    """
    block = block.strip() + "\n"
    header = HEADER.match(block)
    if header is None:
        raise CaseError(f"Expected a first line '# style: ...' in {where}; it is missing. Add it.")
    parts = tuple(_parts(block[header.end() :].strip(), where))
    return Template(source=source, style=header["style"], parts=parts)


def _parts(text: str, where: str) -> Iterator[Part]:
    end = 0
    for mark in MARK.finditer(text):
        yield from _plain(text[end : mark.start()], where)
        end = mark.end()
        if mark["slot"]:
            who, _, form = mark["slot"].partition(".")
            yield Slot(who, form)
        elif mark["keep"]:
            yield Keep(mark["keep"])
        else:
            yield Literal(_type(mark["type"], where), mark["literal"])
    yield from _plain(text[end:], where)


def _plain(text: str, where: str) -> Iterator[Plain]:
    if LEFT_OVER.search(text):
        raise CaseError(f"Expected slots and terms to be closed in {where}; brackets are left over. Fix it.")
    if text:
        yield Plain(text)


def _type(name: str, where: str) -> IdentifierType:
    try:
        return IdentifierType(name)
    except ValueError:
        raise CaseError(
            f"Expected a type of identifier after '=' in {where}; got something else. "
            f"Use one of {', '.join(IdentifierType)}."
        ) from None
