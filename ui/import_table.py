"""The table that an import ends with."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from retrieval.importing import Fate, ImportLine

STYLES = {
    Fate.IMPORTED: "green",
    Fate.NEW_VERSION: "yellow",
    Fate.UNCHANGED: "dim",
    Fate.REJECTED: "red",
    Fate.REMARK: "yellow",
}


def import_table(lines: Sequence[ImportLine]) -> Table:
    """Return one row per note or file: where it came from, what became of it, and why."""
    table = Table("File", "Result", "What to do", title="Import", title_justify="left")
    for line in lines:
        table.add_row(Text(line.source), Text(line.fate, style=STYLES[line.fate]), Text(line.why))
    return table
