"""Errors that nobody caught are told by their type and place; foreign messages may quote a note.

Python prints the message of an error, and of all errors behind it. Ours hold no words of a note by contract
and are printed once they pass the gate; of others only the type is.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from agent.watched import Watched

OURS = frozenset(("agent", "retrieval", "tools", "ui", "evals", "longview"))
"""Packages whose errors and loggers are ours."""

FRAMES = 12
"""Places told of one error, the innermost."""


def told(error: BaseException, watched: Watched) -> str:
    """Say what went wrong, and where, without any words that somebody may have written."""
    return "\n".join(_lines(error, watched))


def named(error: BaseException, watched: Watched) -> str:
    """The type of an error, with its message if it is one of ours and clean."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = str(error) if is_ours(kind.__module__) else ""
    if message and watched.clean(message):
        return f"{name}: {message}"
    return f"{name} (words withheld)"


def is_ours(module: str) -> bool:
    """Whether a module, or a logger by its name, is part of this program."""
    return module.split(".", 1)[0] in OURS


def _lines(error: BaseException, watched: Watched) -> Iterator[str]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield named(at, watched)
        for frame in traceback.extract_tb(at.__traceback__)[-FRAMES:]:
            yield f"  at {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        if isinstance(at, BaseExceptionGroup):
            yield from (f"  with {named(inner, watched)}" for inner in at.exceptions)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
        if at is not None:
            yield "after"


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-2:])


class CrashGate:
    """The hooks that Python calls for errors nobody caught: in the program, a thread, or a finaliser."""

    def __init__(self, watched: Watched, *, write: Callable[[str], Any] | None = None) -> None:
        self._watched = watched
        self._write = write or _to_stderr

    def install(self) -> Callable[[], None]:
        """Take the place of Python's hooks; returns what puts them back."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self.uncaught
        threading.excepthook = self.in_thread
        sys.unraisablehook = self.unraisable

        def put_back() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

        return put_back

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """`sys.excepthook`."""
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            self._write("Stopped.")
        else:
            self._write(told(error, self._watched))

    def in_thread(self, arguments: Any) -> None:
        """`threading.excepthook`."""
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            self._write(f"In a thread: {told(arguments.exc_value, self._watched)}")

    def unraisable(self, arguments: Any) -> None:
        """`sys.unraisablehook`."""
        if arguments.exc_value is not None:
            self._write(f"While cleaning up: {told(arguments.exc_value, self._watched)}")


def _to_stderr(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
