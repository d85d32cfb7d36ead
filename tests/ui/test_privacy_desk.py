from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from agent.settings import Settings
from retrieval.correcting import ClientEffect, Effect
from retrieval.deid.corrections import NameMark, NotNameMark
from retrieval.records import IdentifierType
from retrieval.vault import Cipher
from ui.practice import Practice
from ui.privacy_desk import effect_words, mark_words
from ui.privacy_tables import report_data, spans

NOTES = {
    "2024-03-01 intake.txt": "Zofia came with her sister Halina. Lives near Tarnow. Cell 555-0148.",
    "2024-03-08 progress.txt": "Halina drove and halinax waited. Walked with bean on March 5. Denies SI.",
}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("desk")
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        client = made.add_client("Zofia Nowak")
        for name, text in NOTES.items():
            (root / name).write_text(text)
            made.import_path(client.id, root / name)
        yield made


@pytest.fixture
def client_id(practice: Practice) -> str:
    return practice.clients()[0].id


def test_a_review_is_by_type_and_least_certain_first(practice: Practice, client_id: str) -> None:
    review = practice.privacy.report(client_id).review
    kinds = [item.type for item in review.hidden]
    assert kinds == sorted(kinds, key=list(IdentifierType).index)
    for kind in set(kinds):
        scores = [item.score for item in review.hidden if item.type is kind]
        assert scores == sorted(scores)
    sister = next(item for item in review.hidden if item.surrogate == "[SISTER]")
    assert sister.sessions == (1, 2)
    hows = {writing.words: writing.how for item in review.hidden for writing in item.writings}
    assert hows["halinax"] in {"misspelling", "names"}  # either way it is found
    assert all(0 <= w.score <= 1 for item in review.hidden for w in item.writings)


def test_each_place_is_shown_with_the_words_around_it(practice: Practice, client_id: str) -> None:
    hidden = report_data(practice.privacy.report(client_id), IdentifierType.CONTACT)["hidden"]
    place = hidden[0]["writings"][0]["place"]
    assert place["before"].endswith("Cell ")
    assert (place["words"], place["session"]) == ("555-0148", 1)


def test_what_is_hidden_never_stands_among_what_was_kept(practice: Practice, client_id: str) -> None:
    review = practice.privacy.report(client_id).review
    kept = {item.writing.words for item in review.kept}
    assert not kept & {w.words for item in review.hidden for w in item.writings}
    assert all(item.writing.score >= 0.05 for item in review.kept)


def test_a_correction_shows_in_the_review_the_chart_and_the_history(
    practice: Practice, client_id: str
) -> None:
    before = practice.chart(client_id)
    effect = practice.privacy.mark(client_id, NotNameMark(words="Halina"), author="a1", reason="a cat")
    assert practice.chart(client_id) is not before
    assert "Halina drove" in practice.history(client_id).notes()[1].text
    report = practice.privacy.report(client_id)
    (kept,) = (item for item in report.review.kept if item.writing.words == "Halina")
    assert kept.marked
    line = report.log[-1]
    assert (line.number, line.author, line.reason, line.in_force) == (effect.number, "a1", "a cat", True)
    assert abs((datetime.now(UTC) - line.when).total_seconds()) < 60
    practice.privacy.undo(client_id, effect.number or 0)
    assert "[SISTER] drove" in practice.history(client_id).notes()[1].text


@pytest.mark.parametrize(
    ("who", "surrogate"),
    [
        ("Halina", "[SISTER]"),
        ("sister", "[SISTER]"),
        ("[SISTER]", "[SISTER]"),
        ("zofia  nowak", "[CLIENT]"),
        ("aunt", "[AUNT]"),
    ],
)
def test_somebody_known_is_found_by_surrogate_or_name(
    practice: Practice, client_id: str, who: str, surrogate: str
) -> None:
    assert practice.privacy.surrogate_of(client_id, who) == surrogate


def test_printing_a_report_says_no_name(practice: Practice, client_id: str) -> None:
    practice.privacy.mark(client_id, NameMark(words="bean"))
    report = practice.privacy.report(client_id)
    for name in ("Halina", "Zofia", "Tarnow", "555-0148", "bean"):
        assert name not in repr(report)


@pytest.mark.parametrize(
    ("sessions", "text"), [((), ""), ((3,), "3"), ((1, 2, 3), "1-3"), ((1, 2, 4, 7, 8), "1-2, 4, 7-8")]
)
def test_sessions_in_short(sessions: tuple[int, ...], text: str) -> None:
    assert spans(sessions) == text


def one(**counts: int) -> ClientEffect:
    return ClientEffect(client_id="c1", **counts)


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (
            Effect(number=3, clients=(one(notes=2, hidden=3),)),
            "Correction 3. 2 notes masked and indexed again: 3 places hidden now.",
        ),
        (
            Effect(number=4, clients=(one(),)),
            "Correction 4. No note changes; it holds for every later import.",
        ),
        (Effect(number=None, clients=(one(),)), "That holds already. No note changes"),
        (Effect(number=5, clients=(one(notes=1, shown=1), one())), "1 note of 1 client masked"),
        (Effect(number=6, clients=(one(),), behind=("c2",)), "--apply"),
    ],
)
def test_what_a_correction_did_is_told(effect: Effect, words: str) -> None:
    assert words in effect_words(effect)


def test_marks_in_words() -> None:
    assert mark_words(NameMark(words="Ash", role="FRIEND"), None) == "“Ash” is a name (FRIEND)"
    assert mark_words(NotNameMark(words="3/4", force=True), None) == "“3/4” is not a name (forced)"
    assert mark_words(None, 7) == "takes back 7"
