from evals.bench_pair import READ_WORDS, by_turns, joined, masking, reading, vanilla_presidio

NOTE = "Zofia slept four hours most nights. Her sister Halina drove her from Leeds. Denies SI. PHQ-9 14."


def test_each_goes_first_in_every_other_turn() -> None:
    heard: list[str] = []

    def one(text: str) -> None:
        heard.append(f"1{text}")

    def other(text: str) -> None:
        heard.append(f"2{text}")

    by_turns(["a", "b", "c", "d"], one, other)
    assert "".join(heard[6:]) == "2a1a1b2b2c1c1d2d"


def test_slower_work_costs_more() -> None:
    quick, slow = by_turns(["x"] * 9, lambda _: sum(range(100)), lambda _: sum(range(300_000)))
    assert 0 < quick < slow


def test_short_notes_are_put_together_and_none_is_cut() -> None:
    notes = ["word " * 120] * 5 + ["word " * 400]
    lengths = [len(text.split()) for text in joined(notes)]
    assert lengths == [360, 640]
    assert min(lengths) >= READ_WORDS - READ_WORDS // 6


def test_what_is_compared_does_its_work() -> None:
    assert "[CLIENT]" not in NOTE
    masked = masking()(NOTE)
    assert "Halina" not in str(masked.bodies[0].text)  # type: ignore[attr-defined]
    assert "Halina" not in vanilla_presidio()(NOTE).text  # type: ignore[attr-defined]
    assert [m.instrument for m in reading()(NOTE).measures] == ["PHQ-9"]  # type: ignore[attr-defined]
