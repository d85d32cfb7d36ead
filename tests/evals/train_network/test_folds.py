from evals.train_network.folds import FOLDS, fold_of


def test_whole_writers_are_held_out() -> None:
    writers = [f"C{c}" for c in "123456789ABCDEFG" for _ in range(3)]
    folds = fold_of(writers)
    assert {len({f for f, w in zip(folds, writers, strict=True) if w == one}) for one in writers} == {1}
    assert sorted(set(folds.tolist())) == list(range(FOLDS))
