from datetime import date
from itertools import count

from evals.deid import report
from evals.deid.comparing import compare, paired_ratio, seconds_a_note
from evals.deid.records import AnnotatedChart, AnnotatedNote, Hidden, Range, Span
from evals.deid.systems import System


class Fixed:
    """Hides the same stretch of every note, and remembers what it was given."""

    def __init__(self, name: str, *hidden: Hidden) -> None:
        self.name, self._hidden, self.seen = name, list(hidden), list[str]()

    def hide(self, chart: AnnotatedChart) -> list[list[Hidden]]:
        self.seen.append(chart.id)
        return [self._hidden for _ in chart.notes]


def chart(name: str, notes: int = 2) -> AnnotatedChart:
    note = AnnotatedNote(
        day=date(2024, 1, 1),
        text="Ana | met Bo, GAD-7",
        spans=(Span(0, 3, "NAME", "Ana"), Span(10, 12, "NAME", "Bo")),
        keep=(Range(14, 19),),
        style="DAP",
    )
    return AnnotatedChart(id=name, client="Ana", notes=(note,) * notes)


def test_systems_are_run_by_turns_scored_and_timed() -> None:
    ours, theirs = Fixed("ours", Hidden(0, 3, "NAME")), Fixed("theirs", Hidden(14, 17, "ID"))
    systems: list[System] = [ours, theirs]
    ticks = count(0.0, 0.5)
    results = compare([chart("a"), chart("b")], systems, clock=lambda: next(ticks))
    assert ours.seen == theirs.seen == ["a", "a", "b"]
    assert paired_ratio(results["ours"], results["theirs"]) == 1.0
    assert seconds_a_note(results["ours"]) == 0.25
    got = report.figures(results)
    assert got["ours"]["styles"]["DAP"] == {
        "notes": 4,
        "identifiers": 8,
        "any": 0.5,
        "full": 0.5,
        "precision": 1.0,
        "keep_terms": 4,
        "damaged": 0.0,
    }
    assert got["theirs"]["views"]["all"]["precision"] == 0.0
    assert got["theirs"]["views"]["all"]["damaged"] == 1.0
    assert got["paired_time_ratio"] == 1.0


def test_tables_name_both_systems_and_errors_show_their_place() -> None:
    systems: list[System] = [Fixed("ours", Hidden(0, 3, "NAME")), Fixed("theirs")]
    results = compare([chart("a", 1)], systems)
    text = "\n".join(report.markdown("mine", results))
    assert "| ours | all | 1 | 2 | 0.500 | 0.500 | 1.000 | 0.000 of 1 |" in text
    assert "| theirs | all | 1 | 2 | 0.000 | 0.000 | - |" in text
    assert "| NAME | 2 | 0.500 | 0.500 | 0.000 | 0.000 |" in text
    (line,) = report.fault_lines(results["ours"].views[""].faults)
    assert line == "missed\tNAME\ta.1\tAna | met ⟦Bo⟧, GAD-7"
