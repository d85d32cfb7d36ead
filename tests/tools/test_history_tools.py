from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from langgraph.prebuilt import ToolRuntime

from retrieval.records import Evidence, MaskedText, Note, NoteFormat, NoteKind, Passage
from tools.errors import ToolRetry
from tools.history_tools import HISTORY_TOOLS

BY_NAME = {t.name: t for t in HISTORY_TOOLS}
TEXTS = {1: "[CLIENT] sleeps four hours.", 2: "Sertraline 50 mg started.", 4: "Sleeps through most nights."}


@dataclass(frozen=True)
class Hit:
    passage: Passage


class FakeHistory:
    """Three notes; finds passages that share a word with the query."""

    def notes(self):
        return tuple(
            Note(
                id=f"n{n}",
                client_id="c",
                session=n,
                date=date(2022, 5, n),
                week=n,
                kind=NoteKind.PROGRESS,
                format=NoteFormat.NARRATIVE,
                body=MaskedText(text=text),
            )
            for n, text in TEXTS.items()
        )

    def passages(self, note_id=None):
        return tuple(
            Passage(id=f"p{n}", note_id=f"n{n}", session=n, position=0, start=0, end=len(t), text=t)
            for n, t in TEXTS.items()
            if note_id in (None, f"n{n}")
        )

    def search(self, query, *, limit, sessions=None):
        words = set(query.lower().split())
        found = [p for p in self.passages() if words & set(p.text.lower().split())]
        return tuple(Hit(p) for p in found if sessions is None or p.session in sessions)[:limit]

    def evidence(self, passage):
        return Evidence(
            note_id=passage.note_id,
            session=passage.session,
            start=passage.start,
            end=passage.end,
            quote=passage.text,
        )


@dataclass(frozen=True)
class Context:
    history: FakeHistory


def call(name, **args):
    runtime = ToolRuntime(
        state={},
        context=Context(FakeHistory()),
        config={},
        stream_writer=lambda _: None,
        tool_call_id="1",
        store=None,
    )
    return BY_NAME[name].invoke(
        {"type": "tool_call", "id": "1", "name": name, "args": {**args, "runtime": runtime}}
    )


@pytest.mark.parametrize(
    ("name", "arguments"), [("search_history", {"query", "sessions"}), ("read_session", {"session"})]
)
def test_the_model_sees_neither_client_nor_runtime(name, arguments):
    function = convert_to_openai_tool(BY_NAME[name])["function"]
    assert set(function["parameters"]["properties"]) == arguments
    assert "runtime" not in str(function)


@pytest.mark.parametrize(
    ("args", "sessions"),
    [
        ({"query": "sleeps"}, [1, 4]),
        ({"query": "sleeps", "sessions": [4]}, [4]),
        ({"query": "violin"}, []),
    ],
)
def test_search(args, sessions):
    message = call("search_history", **args)
    assert [e["session"] for e in message.artifact["evidence"]] == sessions
    assert all(f"session {n}: “{TEXTS[n]}”" in message.content for n in sessions)


def test_nothing_found_is_said():
    assert call("search_history", query="violin").content == "Nothing found."


def test_a_session_is_read_whole():
    message = call("read_session", session=2)
    assert message.content == f"session 2 (week 2, progress)\n{TEXTS[2]}"
    assert [e["quote"] for e in message.artifact["evidence"]] == [TEXTS[2]]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("read_session", {"session": 3}),
        ("search_history", {"query": "sleeps", "sessions": [9]}),
        ("search_history", {"query": "sleeps", "sessions": []}),
        ("search_history", {"query": "  "}),
    ],
)
def test_what_the_model_can_mend_is_said(name, args):
    with pytest.raises(ToolRetry, match="Expected"):
        call(name, **args)
