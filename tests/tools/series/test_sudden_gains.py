"""Against the test data of the R package suddengains 0.7.2 (milanwiedemann/suddengains, MIT licence)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.series.sudden_gains import SuddenGain, sudden_gains

DATA = Path(__file__).parent / "data"
SESSIONS = [f"bdi_s{n}" for n in range(1, 13)]


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _scores(row: dict[str, str]) -> list[float | None]:
    return [float(row[s]) if row[s] not in ("", "NA") else None for s in SESSIONS]


COURSES = {row["id"]: _scores(row) for row in _table("sudden_gains_input.csv")}
GAINS = {(i, g.position + 1): g for i, scores in COURSES.items() for g in sudden_gains(scores, least=7)}
EXPECTED = {(row["id"], int(row["sg_session_n"])): row for row in _table("sudden_gains_expected.csv")}


def test_finds_exactly_the_published_gains() -> None:
    assert len(EXPECTED) == 14
    assert sorted(GAINS) == sorted(EXPECTED)


@pytest.mark.parametrize("key", EXPECTED)
def test_magnitude_share_and_reversal_are_the_published_ones(key: tuple[str, int]) -> None:
    gain, row = GAINS[key], EXPECTED[key]
    assert gain.before == float(row["sg_bdi_n"])
    assert gain.after == float(row["sg_bdi_n1"])
    assert gain.magnitude == float(row["sg_magnitude"])
    assert gain.reversal_at == float(row["sg_reversal_value"])
    assert gain.reversed == (row["sg_reversal"] == "1")
    if row["sg_change_proportion"]:
        assert gain.share == pytest.approx(float(row["sg_change_proportion"]))
    else:
        assert gain.share is None


def test_a_scale_turned_round_gives_the_same_gains() -> None:
    for scores in COURSES.values():
        turned = [None if s is None else -s for s in scores]
        found = sudden_gains(turned, least=7, higher_is_better=True)
        assert [g.position for g in found] == [g.position for g in sudden_gains(scores, least=7)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 63).map(float)), max_size=20))
def test_every_gain_meets_the_first_two_criteria(scores: list[float | None]) -> None:
    for gain in sudden_gains(scores, least=7):
        assert isinstance(gain, SuddenGain)
        assert gain.magnitude >= 7
        assert gain.magnitude >= 0.25 * gain.before


def test_a_steady_fall_has_none() -> None:
    assert sudden_gains([30.0, 28, 26, 24, 22, 20, 18], least=7) == ()
