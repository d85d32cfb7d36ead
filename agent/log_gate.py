"""The log holds what the program says about itself, and nothing that anybody wrote in a note or asked.

Every record of every logger is made here, before any handler sees it:

- its message stays if it stands in the source code of whoever logs; one put together at run time does not;
- of its arguments numbers stay, and in our own loggers texts that pass the gate; other texts become `<str>`;
- errors are told by type and place, stacks by place.

So a name that no roster knows yet, in a library that nobody looked into, still does not reach the log.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping
from numbers import Number
from types import FrameType
from typing import Any

from agent.crash_gate import is_ours, told
from agent.watched import Watched

WITHHELD = "(words withheld)"
DEPTH = 16
"""Frames between a call to a logger and here, at most."""

STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}
"""Fields of every record; others came with `extra=`."""

FORMATS = ("color_message",)
"""Fields in which libraries keep another form of the message."""

PLACE = re.compile(r'^  File ".*", line \d+, in .*$', re.MULTILINE)


class LogGate(logging.Filter):
    """Makes clean records. Also a filter: it cleans what `extra=` adds after a record is made."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self._watched = watched

    def install(self) -> Callable[[], None]:
        """Make all records of this process from now on; returns what undoes it."""
        factory, raising = logging.getLogRecordFactory(), logging.raiseExceptions
        handlers = _handlers()
        logging.setLogRecordFactory(self.record)
        logging.raiseExceptions = False  # or a failing handler prints the record's arguments
        logging.captureWarnings(True)
        for handler in handlers:
            handler.addFilter(self)

        def put_back() -> None:
            logging.setLogRecordFactory(factory)
            logging.raiseExceptions = raising
            logging.captureWarnings(False)
            for handler in handlers:
                handler.removeFilter(self)

        return put_back

    def record(
        self,
        name: str,
        level: int,
        fn: str,
        lno: int,
        msg: object,
        args: Any,
        exc_info: Any,
        func: str | None = None,
        sinfo: str | None = None,
        **more: Any,
    ) -> logging.LogRecord:
        """Make a record (the signature is `logging`'s)."""
        ours = is_ours(name or "")
        clean: Any = self._arguments(args, ours)
        if not (isinstance(msg, str) and _in_source(msg, fn, lno)):
            msg, clean = WITHHELD, ()
        record = logging.LogRecord(name, level, fn, lno, msg, clean, None, func, _places(sinfo), **more)
        error = exc_info[1] if isinstance(exc_info, tuple) and len(exc_info) > 1 else None
        if isinstance(error, BaseException):
            record.exc_text = told(error, self._watched)
        if ours and not self._watched.clean(_message(record)):
            record.msg, record.args = WITHHELD, ()
        return record

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean what `extra=` added; let every record pass."""
        for key in set(record.__dict__) - STANDARD:
            if key in FORMATS:
                del record.__dict__[key]
            else:
                record.__dict__[key] = self._argument(record.__dict__[key], is_ours(record.name))
        return True

    def _arguments(self, args: Any, ours: bool) -> Any:
        if isinstance(args, tuple) and len(args) == 1 and isinstance(args[0], Mapping) and args[0]:
            return ({str(key): self._argument(value, ours) for key, value in args[0].items()},)
        if isinstance(args, Mapping):
            return {str(key): self._argument(value, ours) for key, value in args.items()}
        return tuple(self._argument(value, ours) for value in args or ())

    def _argument(self, value: object, ours: bool) -> object:
        if value is None or isinstance(value, bool | Number):
            return value
        if ours and isinstance(value, str) and self._watched.clean(value):
            return value
        return f"<{type(value).__name__}>"


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return ""  # it will not be written either


def _in_source(message: str, filename: str, line: int) -> bool:
    """Whether a message is a constant of the function that logs it."""
    frame: FrameType | None = sys._getframe(1)
    for _ in range(DEPTH):
        if frame is None:
            return False
        if frame.f_code.co_filename == filename and frame.f_lineno == line:
            return any(type(constant) is str and constant == message for constant in frame.f_code.co_consts)
        frame = frame.f_back
    return False


def _places(stack: str | None) -> str | None:
    return "\n".join(PLACE.findall(stack)) if stack else None


def _handlers() -> list[logging.Handler]:
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    found = {id(handler): handler for logger in loggers for handler in logger.handlers}
    return list(found.values())
