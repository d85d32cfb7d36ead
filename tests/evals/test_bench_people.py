import pytest

from evals.bench_people import NAMES, NOTES, WORDS, Crowd, p95
from evals.bench_visitor import Asked


def asked(*whole_ms: float) -> tuple[Asked, ...]:
    return tuple(Asked(step_ms=value / 10, whole_ms=value) for value in whole_ms)


def test_everybody_has_a_name_and_a_word_of_her_own() -> None:
    assert len(set(NAMES)) == len(set(WORDS)) == 20
    assert not [word for word in WORDS if any(word in text for text in NOTES.values())]


def test_the_slowest_of_a_crowd_is_compared_with_the_slowest_of_one_alone() -> None:
    crowd = Crowd(
        alone=asked(50, 100), first=asked(4000, 4000), together=asked(500, 900), wrong=1, leaks=2, people=2
    )
    figures = crowd.figures()
    assert figures["questions"] == 6
    assert (figures["wrong"], figures["leaks"]) == (1, 2)
    assert figures["first_step_max_ms"] == 10
    assert figures["together_p95_over_alone_p95"] == pytest.approx(880 / 97.5)


@pytest.mark.parametrize(("values", "expected"), [([1.0, 1.0, 1.0], 1.0), ([0.0, 100.0], 95.0)])
def test_95_of_100_stay_below(values: list[float], expected: float) -> None:
    assert p95(values) == pytest.approx(expected)
