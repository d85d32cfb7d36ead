"""Notes from a JSON file: a list of objects, each with a date and a text.

Labelled cases and exports of record systems have this form. Gold labels beside the text (`phi`) are
dropped while the file is parsed, before anything can see them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from retrieval.intake.fields import NoteFields, kinds_of, names_of, note_of, refuse_several_clients
from retrieval.intake.records import RawNote, RefusedError

IGNORED_KEYS = frozenset({"phi"})
LIST_KEYS = ("notes", "sessions", "items", "records")
"""Keys under which an object may hold the list of notes."""

_SHAPE = (
    "the file must be a list of objects, each with a date and a text, "
    'such as [{"date": "2024-02-15", "text": "…"}]'
)


class _Object(dict[str, object]):
    """A JSON object that knows whether a key came twice."""

    repeated = False


def json_notes(text: str, *, today: date) -> Iterator[RawNote | tuple[str, RefusedError]]:
    """Every note of a JSON file, or its place and why it cannot be taken in.

    Args:
        text: the file, decoded.
        today: settles the century of two-digit years.

    Raises:
        RefusedError: broken JSON (with the line), another shape, or several clients.
    """
    items = _items(_parse(text))
    objects = [item for item in items if isinstance(item, dict)]
    refuse_several_clients(objects, {key for item in objects for key in item})
    for number, item in enumerate(items, start=1):
        place = f"note {number}"
        try:
            yield note_of(_fields(item), place, today=today)
        except RefusedError as refusal:
            yield place, refusal


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"line {error.lineno}, column {error.colno} is not valid JSON",
            "correct the file there, or export it again",
        ) from error
    except (RecursionError, ValueError) as error:
        raise RefusedError("it is nested too deeply or holds a number too long to read", _SHAPE) from error


def _object(pairs: list[tuple[str, object]]) -> _Object:
    kept = [(key, value) for key, value in pairs if key not in IGNORED_KEYS]
    made = _Object(kept)
    made.repeated = len(made) < len(kept)
    return made


def _items(parsed: object) -> list[object]:
    if isinstance(parsed, dict):
        lists = [parsed[key] for key in LIST_KEYS if isinstance(parsed.get(key), list)]
        if len(lists) == 1:
            parsed = lists[0]
        elif names_of("text", parsed) and names_of("date", parsed):
            parsed = [parsed]
    if not isinstance(parsed, list):
        raise RefusedError("it holds no list of notes", _SHAPE)
    if not any(isinstance(item, dict) for item in parsed):
        raise RefusedError("its list holds no notes", _SHAPE)
    return parsed


def _fields(item: object) -> NoteFields:
    if not isinstance(item, _Object):
        raise RefusedError("an entry of the list is not an object", _SHAPE)
    if item.repeated:
        raise RefusedError("an entry has the same key twice", "keep one of the two")
    texts = names_of("text", item)
    if len([key for key in texts if item[key]]) > 1:
        raise RefusedError("more than one key could be the text", "keep the note under the key text")
    text = item[texts[0]] if texts else None
    if not isinstance(text, str):
        raise RefusedError("an entry has no text", _SHAPE)
    return NoteFields(
        text=next((value for key in texts if isinstance(value := item[key], str) and value), text),
        date=_first(item, "date"),
        session=_first(item, "session"),
        kinds=kinds_of(item),
        apart=_flag(item),
    )


def _flag(item: _Object) -> str:
    return next((str(item[key]) for key in names_of("apart", item)), "")


def _first(item: _Object, field: str) -> str:
    for key in names_of(field, item):
        value = item[key]
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""
