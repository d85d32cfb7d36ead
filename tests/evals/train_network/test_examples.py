from evals.train.corpus import Mark, Session
from evals.train_network.examples import build
from evals.train_network.readable import readable
from retrieval.records import NoteKind
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS

TEXT = "Slept four hours. Mother had panic. Talked of cats."


def session(kind: NoteKind = NoteKind.PROGRESS) -> Session:
    marks = (
        Mark(0, 16, "finding", ("symptom_burden",), "impaired", "worse", frozenset(), "sleep"),
        Mark(18, 34, "finding", ("symptom_burden",), "impaired", None, frozenset({"other_person"}), "panic"),
    )
    return Session(
        chart="C101", writer="C1", number=1, kind=kind, text=TEXT,
        sentences=((0, 17), (18, 35), (36, 51)), marks=marks, states={d.value: "partly" for d in DOMAINS},
    )  # fmt: skip


def test_targets_follow_the_marks() -> None:
    x = build([session()])
    none = len(LEVELS)
    assert x.domains[:, 0].tolist() == [0, none, none]
    assert x.flags[:, FLAGS.index("other_person")].tolist() == [0, 1, 0]
    assert x.directions[0] == [str(d) for d in DIRECTIONS].index("worse")
    assert x.topics[2] == len(TOPICS) - 1
    assert x.marked.tolist() == [True, True, False]
    assert x.states.tolist() == [[1] * len(DOMAINS)]


def test_pieces_stand_row_by_row_with_the_sentences() -> None:
    x = build([session(), session()])
    assert len(x.pieces) == len(x.texts) == 6
    assert x.note_of.tolist() == [0, 0, 0, 1, 1, 1]


def test_cancelled_sessions_are_not_read() -> None:
    assert readable(build([session(), session(NoteKind.CANCELLED)])).tolist() == [True, False]
