"""Work spread over the processor's cores, in forked processes.

De-identification and reading are Python, of which one process runs one thread at a time. A forked process
shares what its parent has loaded, models above all, so two take hardly more memory than one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from retrieval.errors import ProcessLostError

Item = TypeVar("Item")
Result = TypeVar("Result")

CAN_FORK = sys.platform == "linux"
"""Elsewhere fork is missing (Windows) or breaks system libraries (macOS): work is done in one process."""

_ids = count()
_work: dict[int, tuple[Callable[[Any], Any], Sequence[Any]]] = {}
"""What is being done, by number: forked processes find it here, so it need not be pickled."""


def usable_cores() -> int:
    """Return how many cores this process may use; one while processes share work, each has its own."""
    if _work:
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def fork_map(
    work: Callable[[Item], Result], items: Sequence[Item], *, processes: int, each: int = 1
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order, as `map` does; only results are pickled.

    Load what `work` needs before, so that it is loaded once. Fork only where no other thread is at work in
    the models or writes to the database: from the command line, not from the chat. A child must not touch
    a database, an index or a lock that its parent has open.

    Args:
        work: what to do with an item; its exceptions are raised here.
        items: what to do it with.
        processes: how many at once; 1 works in this process.
        each: items that a process takes at a time.

    Raises:
        ProcessLostError: a process was ended from outside.
    """
    if min(processes, len(items)) < 2 or not CAN_FORK:
        yield from map(work, items)
        return
    task = next(_ids)
    _work[task] = (work, items)
    gc.collect()
    gc.freeze()  # or the children's collectors would write to all that they share
    try:
        pool = ProcessPoolExecutor(
            processes, mp_context=multiprocessing.get_context("fork"), initializer=_fall_silent
        )
        with pool:
            yield from pool.map(_do, ((task, place) for place in range(len(items))), chunksize=each)
    except BrokenProcessPool as error:
        raise ProcessLostError(
            "A process that shared the work ended before it was done, perhaps for want of memory. "
            "Nothing of it was kept; try again."
        ) from error
    finally:
        gc.unfreeze()
        del _work[task]


def _do(place: tuple[int, int]) -> Any:
    work, items = _work[place[0]]
    return work(items[place[1]])


def _fall_silent() -> None:
    """Give a child streams of its own: it could wait for ever for those that another thread was using."""
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until it ends
