"""Which files of a folder are looked at, and in which order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "ntuser.dat"})
SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "lost+found", "@eadir"})
"""What Windows, macOS and network drives leave in people's folders."""
TEMPORARY = ("~$", "~wrl", ".~lock")
"""Beginnings of the names of files that an office program leaves beside an open document."""


def files_under(root: Path) -> Iterator[Path]:
    """The files of a folder and the folders below it, sorted by path; linked folders are not entered.

    A folder that cannot be listed is given itself, so that reading it says why.
    """
    try:
        entries = sorted(root.iterdir(), key=lambda entry: (entry.name.casefold(), entry.name))
    except OSError:
        yield root
        return
    for entry in entries:
        if _is_skipped(entry.name):
            continue
        if os.path.isdir(entry):  # noqa: PTH112 - unlike Path.is_dir it never raises
            if not entry.is_symlink():
                yield from files_under(entry)
        else:
            yield entry


def _is_skipped(name: str) -> bool:
    lower = name.lower()
    return name.startswith(".") or lower.startswith(TEMPORARY) or lower in SYSTEM_FILES | SYSTEM_FOLDERS
