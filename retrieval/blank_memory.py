"""Memory that a library writes to disk unfilled holds nothing of what was in it before.

Chroma's vector index (hnswlib) allocates room for a batch of elements and writes all of it, filled or not:
`length.bin` and `data_level0.bin` then hold whatever the process had let go of, words of notes among it. The
C library of Linux (glibc) can be told to overwrite memory as it is handed out and as it is given back.
"""

from __future__ import annotations

import ctypes
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

M_PERTURB = -6
"""malloc.h of glibc: fill what is allocated with the complement of a byte, what is freed with the byte."""
BYTE = 0xFF

_inside = 0
_lock = threading.Lock()


@contextmanager
def blank_memory() -> Iterator[None]:
    """Overwrite memory, in all threads, while the block runs. Without glibc nothing happens."""
    global _inside
    with _lock:
        _inside += 1
        _perturb(BYTE)
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _perturb(0)


def _perturb(byte: int) -> None:
    if (library := _glibc()) is not None:
        library.mallopt(M_PERTURB, byte)


@cache
def _glibc() -> Any | None:
    return ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None
