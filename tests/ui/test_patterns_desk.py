"""Questions across the cases of a practice: real notes, real charts, one memory an account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.settings import Settings
from retrieval.vault import Cipher
from tools.case_codes import case_code
from tools.errors import ToolRefused, ToolRetry
from tools.patterns.wording import Across, AcrossQuestion
from ui.patterns_desk import Answered, PatternsDesk
from ui.patterns_memory import PatternMemory
from ui.practice import Practice

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
FIRST = {
    "2024-03-01 intake.txt": "Panic attacks daily. Off work since January.",
    "2024-03-15 progress.txt": "Four panic attacks this week. Interoceptive exposure begun.",
    "2024-03-22 progress.txt": "Panic attacks daily again this week. Exposure repeated.",
    "2024-04-05 progress.txt": "No panic attacks this week. Sleeps well. Works full days.",
}
LATER = {"2024-05-03 progress.txt": "Panic attacks daily again. Off work again. Sertraline 50 mg begun."}
TABLE, LIKE = AcrossQuestion(asks=Across.TABLE), AcrossQuestion(asks=Across.LIKE)
EXPOSURE = AcrossQuestion(asks=Across.PRECEDE, intervention="exposure")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("patterns")
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        for n in range(6):
            add(made, root, f"Client {n}", FIRST)
        yield made


def add(practice: Practice, folder: Path, name: str, notes: dict[str, str]) -> str:
    place = folder / name
    place.mkdir(exist_ok=True)
    for file, text in notes.items():
        (place / file).write_text(text, encoding="utf-8")
    known = practice.find_client(name) or practice.add_client(name, "she/her")
    practice.import_path(known.id, place)
    return known.id


def ask(practice: Practice, account: str, question: AcrossQuestion = TABLE, like: str = "") -> Answered:
    return PatternsDesk(practice, account=account).answer(question, practice.clients(), like=like)


def test_every_case_is_counted_and_nobody_named(practice: Practice) -> None:
    found = ask(practice, "a")
    (whole,) = [c for c in found.cells if (c.presentation, c.intervention) == ("any", "any")]
    assert set(whole.cases) == {case_code(client.id) for client in practice.clients()}
    assert ("any", "exposure") in {(c.presentation, c.intervention) for c in found.cells}
    assert "| any | exposure | 6 |" in found.text
    assert "Client" not in found.text


def test_before_and_after_an_import_and_with_one_more_the_answer_is_the_same(
    practice: Practice, tmp_path: Path
) -> None:
    first = ask(practice, "b")
    add(practice, tmp_path, "Client 0", LATER)
    changed = ask(practice, "b")
    assert changed.cells == first.cells
    assert "Fewer than 5 of your cases are new, changed" in changed.text
    seventh = add(practice, tmp_path, "Client 7", FIRST)
    assert ask(practice, "b").cells == first.cells
    practice.erase_client(seventh)
    assert ask(practice, "b").cells == first.cells


def test_another_account_has_a_memory_of_its_own(practice: Practice) -> None:
    with pytest.raises(ToolRefused):
        PatternsDesk(practice, account="few").answer(TABLE, practice.clients()[:4])
    assert PatternMemory(practice.database, practice.cipher).asked("few").codes == ()
    assert ask(practice, "c").cells


def test_courses_like_one_are_named_by_code(practice: Practice) -> None:
    this = practice.clients()[2].id
    text = ask(practice, "d", LIKE, this).text
    assert case_code(this) in text.splitlines()[0]
    assert text.count("likeness") == 5
    assert "no forecast" in text
    with pytest.raises(ToolRetry, match="no notes yet"):
        ask(practice, "d", LIKE, "nobody")


def test_what_was_asked_is_sealed_and_goes_with_the_client(practice: Practice, tmp_path: Path) -> None:
    gone = add(practice, tmp_path, "Client 9", FIRST)
    code = case_code(gone)
    ask(practice, "e")
    memory = PatternMemory(practice.database, practice.cipher)
    assert code in {case.code for case in memory.asked("e").cases}
    assert code.encode() not in Path(practice.settings.data_dir / "longview.db").read_bytes()
    practice.erase_client(gone)
    assert code not in {case.code for case in memory.asked("e").cases}
    assert code in memory.asked("e").codes
    with pytest.raises(ToolRefused):  # she and others would be set apart
        ask(practice, "e")
