import pytest

from retrieval.deid.expressions import rows, unwrapped

LONG = "A line of a note that some program broke near its"


@pytest.mark.parametrize("table", ["patterns.tsv", "dates.tsv"])
def test_parts_are_filled_in_and_no_row_is_short(table: str) -> None:
    width = 7 if table == "patterns.tsv" else 2
    assert {len(row) for row in rows(table)} == {width}
    assert not any(
        "<NTH>" in row[-1] or "<CODE>" in row[-1] or row[0].startswith("part:") for row in rows(table)
    )


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        (f"{LONG}\nend", f"{LONG} end"),
        (f"{LONG}.\nEnd", f"{LONG}.\nEnd"),
        (f"{LONG}\n\nend", f"{LONG}\n\nend"),
        ("PHQ-9 12\n3 nights", "PHQ-9 12\n3 nights"),
    ],
)
def test_only_long_lines_without_a_stop_are_joined(text: str, joined: str) -> None:
    assert unwrapped(text) == joined
