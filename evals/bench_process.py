"""Run one program as a child process and take its wall-clock time, its peak memory and its output."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from evals.errors import EvalError

LAST_WORDS = 400
"""Characters of a failed program's complaint that are passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished process."""

    seconds: float
    peak_mb: float
    """Peak resident memory in MiB, of this process alone."""
    output: str


def run(command: Sequence[str]) -> Run:
    """Run a command to its end.

    Raises:
        EvalError: it failed; the message carries the end of its complaint.
    """
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as child:
        assert child.stdout is not None  # noqa: S101 - asked for above
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    if child.returncode:
        raise EvalError(f"{command[0]} ended with {child.returncode}: …{output[-LAST_WORDS:]}")
    return Run(seconds=seconds, peak_mb=usage.ru_maxrss / 1024, output=output)
