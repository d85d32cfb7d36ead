import random
from datetime import date

import pytest

from evals.deid.records import AnnotatedChart, AnnotatedNote, Hidden, Range, Span
from evals.deid.scoring import Tally, score_chart, score_note
from evals.figures import figures
from evals.gold import GoldCase, GoldNote, GoldSpan, GoldVerdict
from evals.predictions import PredictedSpan, Prediction
from evals.scorer import score_case

DAY = date(2024, 1, 1)
TEXT = "Ana Ruiz saw Dr. Kay on March 3, 2024; PHQ-9 = 14. Ana is well."


def span(text: str, kind: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text), kind, text)


def note(**more: tuple[Range, ...] | tuple[Span, ...]) -> AnnotatedNote:
    spans = (span("Ana Ruiz", "NAME"), span("Dr. Kay", "NAME"), span("March 3, 2024", "DATE"))
    return AnnotatedNote(day=DAY, text=TEXT, spans=spans, **more)  # type: ignore[arg-type]


def hide(*texts: str) -> list[Hidden]:
    return [Hidden(TEXT.index(t), TEXT.index(t) + len(t), "NAME") for t in texts]


@pytest.mark.parametrize(
    ("hidden", "anyhow", "full", "precision"),
    [
        ([], 0.0, 0.0, None),
        (["Ana Ruiz", "Dr. Kay", "March 3, 2024"], 1.0, 1.0, 1.0),
        (["Ana", "Dr", "3"], 1.0, 0.0, 1.0),
        (["Ruiz", "saw"], 0.3333, 0.0, 0.5),
        (["Ana", "Ruiz"], 0.3333, 0.3333, 1.0),
        (["Dr. Kay on March 3, 2024"], 0.6667, 0.6667, 1.0),
        ([". Kay"], 0.3333, 0.0, 1.0),
        (["; "], 0.0, 0.0, 0.0),
    ],
)
def test_recall_and_precision(hidden: list[str], anyhow: float, full: float, precision: float | None) -> None:
    tally = Tally()
    score_note(tally, note(), hide(*hidden), "x")
    assert (tally.share("any", "n"), tally.share("full", "n")) == (anyhow, full)
    assert tally.share("right", "hidden") == precision


def test_terms_to_keep_are_damaged_by_a_single_letter() -> None:
    tally = Tally()
    kept = span("PHQ-9 = 14", "")
    score_note(tally, note(keep=(Range(kept.start, kept.end),)), hide("14", "= "), "x")
    assert tally.share("damaged", "keep") == 1.0
    assert [f.text for f in tally.faults if f.kind == "damaged"] == ["PHQ-9 = 14"]


def test_what_is_laid_aside_counts_neither_way() -> None:
    tally = Tally()
    score_note(tally, note(aside=(span("well", "TITLE"),)), hide("well", "Ana Ruiz"), "x")
    assert tally.counts["hidden", "ALL"] == 1
    assert tally.share("right", "hidden") == 1.0
    assert tally.counts["n", "ALL"] == 3


def test_figures_are_those_of_the_labelled_case_format() -> None:
    """Random predictions over several notes score as `evals.scorer` scores them."""
    rng = random.Random(7)
    for _ in range(40):
        hidden = [
            [
                Hidden(a, a + rng.randint(1, 9), "NAME")
                for a in rng.sample(range(len(TEXT) - 9), rng.randint(0, 5))
            ]
            for _ in range(3)
        ]
        tally = Tally()
        chart = AnnotatedChart(id="c", client="Ana Ruiz", notes=(note(),) * 3)
        score_chart(tally, chart, hidden)
        expected = figures([score_case(_gold(), _prediction(hidden))])
        assert tally.counts["n", "ALL"] == expected["phi_count"]
        assert tally.share("any", "n") == expected["phi_recall_any"]
        assert tally.share("full", "n") == expected["phi_recall_full"]
        assert tally.share("right", "hidden") == expected["phi_precision"]
        by_type = {kind: tally.share("full", "n", kind) for kind in tally.types()}
        assert by_type == expected["phi_full_by_type"]


def _gold() -> GoldCase:
    spans = tuple(GoldSpan(start=s.start, end=s.end, type=s.type, text=s.text) for s in note().spans)
    return GoldCase(
        id="c",
        notes=tuple(GoldNote(session=n, text=TEXT, phi=spans) for n in (1, 2, 3)),
        domains={},
        overall=GoldVerdict(change="improved", durability="none"),
    )


def _prediction(hidden: list[list[Hidden]]) -> Prediction:
    return Prediction(
        case_id="c",
        phi=tuple(
            PredictedSpan(session=n, start=h.start, end=h.end, type=h.type)
            for n, spans in enumerate(hidden, 1)
            for h in spans
        ),
    )
