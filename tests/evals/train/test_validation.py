from evals.train.examples import vocabulary
from evals.train.folds import fold_of


def test_whole_writers_are_held_out() -> None:
    writers = [f"C{c}" for c in "123456789ABCDEFG" for _ in range(3)]
    folds = fold_of(writers)
    assert {len({f for f, w in zip(folds, writers, strict=True) if w == one}) for one in writers} == {1}
    assert sorted(set(folds.tolist())) == list(range(4))


def test_a_term_needs_several_writers() -> None:
    terms = [{"sleep", "pet"}, {"sleep", "pet"}, {"sleep"}, {"sleep"}]
    known = vocabulary(terms, ["C1", "C1", "C2", "C3"], texts=2, voices=2)
    assert list(known.position) == ["sleep"]
    assert known.rarity[0] == 0
