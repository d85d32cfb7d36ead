"""Records to plain data and back: what a checkpoint may hold, and nothing else."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Plain = Any  # JSON-like: dict, list, str, int, float, bool, None


def to_plain(value: object) -> Plain:
    """Turn a record (or a tuple, mapping, enum or date inside one) into dicts, lists and scalars."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {to_plain(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(
        f"Expected a record or plain data, got {type(value).__name__}: only records may be checkpointed."
    )


def from_plain(kind: type[Record], data: Plain) -> Record:
    """Build a record of `kind` from what `to_plain` made of one."""
    result: Record = _build(kind, data)
    return result


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, data: Plain) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _build(next(a for a in get_args(kind) if a is not type(None)), data)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in data)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _build(hints[name], item) for name, item in data.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    return data
