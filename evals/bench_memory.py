"""The memory of a program and of all processes that it starts, while it runs."""

from __future__ import annotations

import threading
from pathlib import Path

BETWEEN = 0.2
"""Seconds between two looks; a look at a large process takes the system some milliseconds."""


class MemoryWatch:
    """Looks at a process and its descendants until it is stopped; use as a context."""

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0.0
        """Highest sum seen, in MiB: PSS on Linux, where shared pages count once; elsewhere resident sizes."""
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        self._look()
        while not self._done.wait(BETWEEN):
            self._look()

    def _look(self) -> None:
        self.peak_mb = max(self.peak_mb, sum(_memory_mb(pid) for pid in _family(self._pid)))


def _family(pid: int) -> list[int]:
    import psutil

    try:
        return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    except psutil.Error:  # it has just ended
        return []


def _memory_mb(pid: int) -> float:
    import psutil

    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1]) / 1024
    except OSError:  # not Linux, or it has just ended
        pass
    try:
        return float(psutil.Process(pid).memory_info().rss) / 1024**2
    except psutil.Error:
        return 0.0
