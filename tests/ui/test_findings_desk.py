import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.settings import Settings
from retrieval.errors import CorrectionError
from retrieval.vault import Cipher
from tools.correcting_observations import ObservationChange
from tools.errors import ToolRefused
from tools.outcomes.corrections import Dismissal, ThresholdChange, VerdictOverride
from tools.records import Change, Domain, Durability, Level
from ui.answer_standing import CitedPlace, answer_standing
from ui.cli import main
from ui.findings_words import effect_words, notices
from ui.observations_list import log_data, observations_by_session, observations_data
from ui.practice import Practice

NOTES = {
    "2024-01-08 intake.txt": "Ines has panic attacks every day. Cannot take the bus. Denies SI.",
    "2024-01-15 progress.txt": "Panic attacks daily again. Ines avoids the bus and stayed off work.",
    "2024-01-22 progress.txt": "Four panic attacks this week. Missed work on two days.",
    "2024-02-26 progress.txt": "No panic attacks for three weeks.",
}


def imported(root: Path, practice: Practice, name: str) -> str:
    client = practice.add_client(name)
    folder = root / client.id
    folder.mkdir()
    for file, text in NOTES.items():
        (folder / file).write_text(text)
    practice.import_path(client.id, folder)
    return client.id


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("findings")


@pytest.fixture(scope="module")
def opened(root: Path) -> Iterator[tuple[Practice, str, str]]:
    settings = Settings(_env_file=None, data_dir=root / "data", config_dir=root / "config")  # type: ignore[call-arg]
    with Practice.open(settings, master=Cipher.new()) as made:
        yield made, imported(root, made, "Ines Moreau"), imported(root, made, "Tom Hale")


@pytest.fixture
def practice(opened: tuple[Practice, str, str]) -> Practice:
    return opened[0]


@pytest.fixture
def ines(opened: tuple[Practice, str, str]) -> Iterator[str]:
    """A client with nothing in force; what a test did is taken back."""
    practice, client_id, _ = opened
    yield client_id
    for entry in reversed(practice.standing(client_id).log):
        if entry.in_force and entry.undoes is None:
            practice.findings.undo(client_id, entry.number)


def last_of(practice: Practice, client_id: str) -> str:
    sessions = practice.standing(client_id).read.sessions
    return sessions[-1].reading.observations[0].id


def test_a_dismissal_holds_at_once_for_this_client_alone(
    practice: Practice, ines: str, opened: tuple[Practice, str, str]
) -> None:
    other = practice.assessment(opened[2])
    read = practice.chart(ines)
    which = last_of(practice, ines)
    practice.findings.correct(ines, Dismissal(observation_id=which), reason="of another week", author="a1")
    assert which not in {o.id for o in practice.chart(ines).sessions[-1].reading.observations}
    assert practice.standing(ines).read == read
    assert practice.assessment(opened[2]) == other
    entry = log_data(practice.standing(ines).log)[-1]
    assert (entry["reason"], entry["author"], entry["inForce"]) == ("of another week", "a1", True)


def test_taking_it_back_gives_what_was_before_and_stays_in_the_log(practice: Practice, ines: str) -> None:
    before = practice.assessment(ines)
    which = last_of(practice, ines)
    done = practice.findings.correct(
        ines, ObservationChange(observation_id=which, level=Level.IMPAIRED), reason="misread"
    )
    after = practice.assessment(ines)
    assert after != before
    differ = {
        d for d in Domain if replace(before.domains[d], trace=()) != replace(after.domains[d], trace=())
    }
    assert {change.domain for change in done.changed} - {None} == differ
    assert effect_words(done.number, done.changed).startswith(f"Correction {done.number}. ")
    practice.findings.undo(ines, done.number)
    assert practice.assessment(ines) == before
    lines = log_data(practice.standing(ines).log)[-2:]
    assert [line["inForce"] for line in lines] == [False, True]
    with pytest.raises(CorrectionError, match="in force"):
        practice.findings.undo(ines, done.number)


def test_what_cannot_be_taken_is_refused_and_nothing_is_written(
    practice: Practice, ines: str, opened: tuple[Practice, str, str]
) -> None:
    count = practice.findings.latest(ines)
    mine, theirs = last_of(practice, ines), last_of(practice, opened[2])
    refused = [
        (Dismissal(observation_id=mine), " ", False),
        (Dismissal(observation_id=theirs), "why", False),
        (Dismissal(observation_id=""), "why", False),
        (Dismissal(observation_id=mine), "why", True),
        (ThresholdChange(name="sustained_days", value=-3), "why", False),
        (ThresholdChange(name="luck", value=3), "why", True),
    ]
    for correction, reason, always in refused:
        with pytest.raises((CorrectionError, ToolRefused)):
            practice.findings.correct(ines, correction, reason=reason, always=always)
    assert practice.findings.latest(ines) == count


def test_own_threshold_and_verdict_are_told_with_every_answer(
    practice: Practice, ines: str, opened: tuple[Practice, str, str]
) -> None:
    own = VerdictOverride(domain=Domain.RISK, change=Change.WORSENED, durability=Durability.NONE)
    practice.findings.correct(ines, own, reason="known from the phone")
    limit = ThresholdChange(name="sustained_days", value=90)
    practice.findings.correct(ines, limit, reason="our rule", always=True)
    assert practice.assessment(ines).domains[Domain.RISK].change is Change.WORSENED
    told = notices(practice.standing(ines).log)
    assert any("lasting, 90." in line for line in told)
    assert any("Risk, worse." in line for line in told)
    assert [t for t in notices(practice.standing(opened[2]).log) if "90" in t]
    assert not [t for t in notices(practice.standing(opened[2]).log) if "Risk" in t]


async def test_an_answer_says_what_it_was_given_under(practice: Practice, ines: str) -> None:
    which = last_of(practice, ines)
    practice.findings.correct(ines, Dismissal(observation_id=which), reason="not so")
    question = practice.ask("How is she now?", client_id=ines, thread_id="t1")
    events = [event async for event in question]
    assert any("1 observation corrected by you." in line for line in events[-1].notices)  # type: ignore[union-attr]


def test_an_earlier_answer_is_stale_where_it_rests_on_what_was_corrected(
    practice: Practice, ines: str
) -> None:
    findings, history = practice.findings, practice.history(ines)
    before = findings.standing(ines)
    first, last = (before.read.sessions[at].reading.observations[0] for at in (0, -1))
    cited = [
        CitedPlace(note_id=q.note_id, start=q.start, end=q.end)
        for q in (history.quote(one.evidence) for one in (first, last))
    ]
    done = findings.correct(ines, Dismissal(observation_id=last.id), reason="not so")
    now = practice.standing(ines)
    rests = [answer_standing(before, now, history, [one], tells_verdicts=False).stale for one in cited]
    assert rests == [False, True]
    verdicts = answer_standing(before, now, history, [], tells_verdicts=True)
    assert verdicts.stale == bool(done.changed)
    findings.undo(ines, done.number)
    back = answer_standing(before, practice.standing(ines), history, cited, tells_verdicts=True)
    assert not back.stale


def test_the_list_has_words_of_the_original(practice: Practice, ines: str) -> None:
    history = practice.history(ines)
    found = observations_data(observations_by_session(practice.standing(ines), history))
    assert [one["session"] for one in found] == [1, 2, 3, 4]
    for one in found:
        text = history.original(one["note"])
        for seen in one["observations"]:
            assert text[seen["start"] : seen["end"]] == seen["quote"] != ""
    risk = observations_by_session(practice.standing(ines), history, session=1, domain=Domain.RISK)
    assert all(Domain.RISK in line.observation.domains for one in risk for line in one.lines)


def test_corrections_written_at_once_are_all_kept(practice: Practice, ines: str) -> None:
    which = last_of(practice, ines)
    before = len(practice.standing(ines).log)

    def dismiss(reason: str) -> None:
        practice.findings.correct(ines, Dismissal(observation_id=which), reason=reason)

    writers = [threading.Thread(target=dismiss, args=(f"reason {n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = practice.standing(ines).log[before:]
    assert {entry.reason for entry in lines} == {f"reason {n}" for n in range(4)}


def test_the_command_lists_corrects_and_takes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGVIEW_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LONGVIEW_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    for name, text in NOTES.items():
        (tmp_path / "notes" / name).write_text(text)

    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == code, result.output
        return result.output

    run("import", "notes", "--client", "Ines Moreau")
    listed = json.loads(run("observations", "Ines Moreau", "--session", "4", "--json"))
    which = listed[0]["observations"][0]["id"]
    assert "needs a reason" in run("observations", "Ines Moreau", "--dismiss", which, code=1)
    told = run(
        "observations", "Ines Moreau", "--correct", which, "--level", "impaired", "--reason", "misread"
    )
    number = told.split()[1].strip(".")
    assert "impaired" in run("observations", "Ines Moreau", "--session", "4")
    run("observations", "Ines Moreau", "--undo", number)
    log = run("observations", "Ines Moreau", "--log")
    assert "misread  (taken back)" in log
    assert "takes back" in log
    run("observations", "Ines Moreau", "--level", "well", code=2)

    own = ("--verdict", "risk_profile", "--change", "worsened", "--reason", "known from the phone")
    assert "Risk was" in run("judgement", "Ines Moreau", *own)
    run("judgement", "Ines Moreau", "--threshold", "sustained_days", "90", "--reason", "our rule")
    shown = run("judgement", "Ines Moreau")
    assert "Risk: worse  (computed: " in shown
    assert "sustained_days  90  (usually 56)" in shown
    assert "must lie between" in run(
        "judgement", "Ines Moreau", "--threshold", "sustained_days", "0", "--reason", "x", code=1
    )
    run("judgement", "Ines Moreau", "--verdict", "stability", code=2)
    assert "worse" in run("timeline", "Ines Moreau")
    assert ",verdict since,Risk,worse," in run("timeline", "Ines Moreau", "--csv")
