"""A small run of the fuzzing, and proofs that its search would find what it looks for."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.clean_side import look
from evals.deid.records import AnnotatedChart, AnnotatedNote, Span
from evals.deid.sets import generated
from evals.fuzz_store import Fuzzed, figures, fuzz, missed
from evals.stored_bytes import needles, scan
from retrieval.deid import ClientIdentity
from retrieval.deid.masking import Replacement, mask
from retrieval.records import IdentifierType as T
from retrieval.vault import Cipher

TEXT = "Maribel came with Ana. Ana's boss Łukasz rang; maribel will not go."
NAMES = ("Maribel", "Ana", "Łukasz")
SPANS = ((0, 7, "NAME"), (18, 21, "NAME"), (23, 26, "NAME"), (34, 40, "NAME"), (47, 54, "NAME"))
CHART = AnnotatedChart(
    id="T1",
    client="Maribel Ortuño",
    notes=(
        AnnotatedNote(
            day=date(2024, 1, 8),
            text=TEXT,
            spans=tuple(Span(start, end, kind, TEXT[start:end]) for start, end, kind in SPANS),
        ),
    ),
    roster=NAMES,
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x00\xffMaribel\xff", "Maribel"),
        (b"xxMARIBELxx", "Maribel"),
        (b"maribel", "Maribel"),
        (b"\x01e with Ana\x02", "Ana"),
        (b"\x01Ana's bos\x02", "Ana"),
        ("…Łukasz…".encode(), "Łukasz"),
        (b"{\\u0141ukasz}", "Łukasz"),
    ],
)
def test_names_are_found_in_bytes(content: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(b"\x00" * 1000 + content + b"\x80\x00")
    assert scan(tmp_path, needles(NAMES, [TEXT])).found == ((name, "deep/file.bin"),)


def test_only_the_same_place_of_the_control_is_set_aside(tmp_path: Path) -> None:
    own, wanted = b"id INTEGER REFERENCES notes(id)", needles(["Ferenc"], [])
    (tmp_path / "a.db").write_bytes(b"\0" + own)
    assert scan(tmp_path, wanted).found == (("Ferenc", "a.db"),)
    done = scan(tmp_path, wanted, control=b"CREATE TABLE\0" + own)
    assert (done.found, done.own_words) == ((), 1)
    (tmp_path / "a.db").write_bytes(b"\0" + own + b"\0 rang Ferenc today")
    assert scan(tmp_path, wanted, control=b"CREATE TABLE\0" + own).found == (("Ferenc", "a.db"),)


def test_random_bytes_hold_no_names(tmp_path: Path) -> None:
    (tmp_path / "file.bin").write_bytes(Cipher.new().encrypt(TEXT.encode() * 20_000, "x"))
    (tmp_path / "clean.txt").write_text("[CLIENT] came with [FRIEND]. An analysis of marigolds, anaphora.")
    done = scan(tmp_path, needles(NAMES, [TEXT]))
    assert done.found == ()
    assert done.files == 2 and done.size > 1_000_000


def masked(*hidden: tuple[int, int]) -> Any:
    items = [Replacement(start=a, end=b, type=T.NAME, surrogate="[PERSON]") for a, b in hidden]
    note = SimpleNamespace(id="n", session=1, body=mask(TEXT, items))
    identity = ClientIdentity.start("Maribel Ortuño")
    return SimpleNamespace(notes=lambda: (note,), original=lambda _: TEXT, identity=identity)


def test_what_masking_left_is_found_by_place() -> None:
    done = look(CHART, masked((0, 7), (18, 21), (34, 39)), ["Ana will go", "Łukasz and [PERSON]"])
    assert [(item.words, item.writing, item.whole) for item in done.left] == [
        ("Ana", "title", True),
        ("Łukasz", "title", False),
        ("maribel", "lower", True),
    ]
    assert (done.mentions, done.identifiers) == (5, 5)
    assert done.elsewhere == ()


def test_a_name_that_only_a_reading_holds_is_told() -> None:
    everything = masked(*((start, end) for start, end, _ in SPANS))
    done = look(CHART, everything, ['{"quote": "łukasz rang"}'])
    assert done.left == ()
    assert done.elsewhere == ("łukasz",)


@pytest.fixture(scope="module")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    """Import 60 generated notes and ask about everybody."""
    from agent.quiet import hush
    from agent.settings import Settings
    from ui.practice import Practice

    hush()

    @contextmanager
    def practice(folder: Path, master: Cipher) -> Iterator[Practice]:
        settings = Settings(data_dir=folder, config_dir=folder.parent / "config", model="", database_url="")
        with Practice.open(settings, master=master) as opened:
            yield opened

    before = logging.getLogger().level
    done = fuzz(generated("tuning", 60), tmp_path_factory.mktemp("fuzz"), practice)
    assert logging.getLogger().level == before
    return done


@pytest.mark.slow
class TestSmallRun:
    def test_it_did_what_it_says(self, small_run: Fuzzed) -> None:
        assert small_run.notes == 60
        assert small_run.questions == 3 * small_run.charts
        assert small_run.scan.files > 5 and small_run.scan.needles > 150
        assert small_run.mentions > 150

    def test_no_name_is_in_any_stored_byte(self, small_run: Fuzzed) -> None:
        assert small_run.scan.found == ()

    def test_readings_and_conversations_add_none(self, small_run: Fuzzed) -> None:
        assert small_run.elsewhere == 0

    def test_few_names_are_left_behind_the_encryption(self, small_run: Fuzzed) -> None:
        assert len(small_run.names_left) <= 0.08 * small_run.mentions

    def test_figures_name_nobody(self, small_run: Fuzzed) -> None:
        told = "\n".join(figures(small_run))
        assert "0 names found" in told
        assert not [item.words for item in small_run.names_left if f" {item.words} " in told]
        assert len(list(missed(small_run))) >= len(small_run.names_left)
