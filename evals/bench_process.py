"""Run one program as a child process and take its times, its peak memory and its output."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from evals.bench_memory import MemoryWatch
from evals.errors import EvalError

LAST_WORDS = 400
"""Characters of a failed program's complaint that are passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished process, with all that it started."""

    seconds: float
    cpu_seconds: float
    """In user and in system mode; it says more than wall-clock time where others use the machine too."""
    peak_mb: float
    """Peak memory in MiB of all processes together; see `MemoryWatch`."""
    output: str


def run(command: Sequence[str]) -> Run:
    """Run a command to its end.

    Raises:
        EvalError: it failed; the message carries the end of its complaint.
    """
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child:
        assert child.stdout is not None  # noqa: S101 - asked for above
        with MemoryWatch(child.pid) as memory:
            output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    if child.returncode:
        raise EvalError(f"{command[0]} ended with {child.returncode}: …{output[-LAST_WORDS:]}")
    return Run(
        seconds=seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mb=memory.peak_mb,
        output=output,
    )
