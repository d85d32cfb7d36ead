from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from retrieval.errors import TamperedError
from retrieval.vault import Cipher
from ui import schema
from ui.conversation_records import Part
from ui.conversations import Conversations
from ui.errors import NotYoursError

QUESTION = {"id": "s1", "output": "Has Ottoline been sleeping?", "type": "user_message"}
ANSWER = {"id": "s2", "output": "Yes, since session 4.", "type": "assistant_message"}


@pytest.fixture
def conversations(database: Engine, cipher: Cipher) -> Conversations:
    kept = Conversations(database, cipher)
    kept.start("t1", account_id="a1", client_id="c1", title="Has Ottoline been sleeping?")
    return kept


def test_what_was_said_comes_back_in_order(conversations: Conversations) -> None:
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    conversations.put(schema.steps, "s2", "t1", "a1", ANSWER)
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION | {"output": "Edited"})
    found = conversations.open("t1")
    assert found is not None
    assert [step["output"] for step in found.steps] == ["Edited", "Yes, since session 4."]
    assert found.heading.title == "Has Ottoline been sleeping?"


def test_it_is_there_after_a_restart(
    conversations: Conversations, database_path: Path, cipher: Cipher
) -> None:
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    engine = create_engine(f"sqlite:///{database_path}")
    found = Conversations(engine, cipher).open("t1")
    engine.dispose()
    assert found is not None
    assert found.steps == (QUESTION,)


def test_another_key_opens_nothing(conversations: Conversations, database: Engine) -> None:
    with pytest.raises(TamperedError):
        Conversations(database, Cipher.new()).open("t1")


def test_no_word_of_it_is_in_the_file(conversations: Conversations, database_path: Path) -> None:
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    conversations.put(schema.elements, "e1", "t1", "a1", {"id": "e1", "words": "slept through"})
    conversations.put(schema.feedback, "f1", "t1", "a1", {"forId": "s2", "comment": "quite right"})
    content = database_path.read_bytes()
    for words in (b"Ottoline", b"sleeping", b"slept", b"quite right", b"user_message"):
        assert words not in content


@pytest.mark.parametrize(
    "table", [schema.steps, schema.elements, schema.feedback], ids=lambda table: table.name
)
def test_another_account_can_write_and_remove_nothing(
    conversations: Conversations, table: schema.Table
) -> None:
    conversations.put(table, "p1", "t1", "a1", {"id": "p1"})
    with pytest.raises(NotYoursError):
        conversations.put(table, "p2", "t1", "a2", {"id": "p2"})
    with pytest.raises(NotYoursError):
        conversations.remove(table, "p1", "a2")
    with pytest.raises(NotYoursError):
        conversations.start("t1", account_id="a2", client_id="c1")


def test_a_part_cannot_be_taken_over_from_another_conversation(conversations: Conversations) -> None:
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    conversations.start("t2", account_id="a2", client_id="c1")
    with pytest.raises(NotYoursError):
        conversations.put(schema.steps, "s1", "t2", "a2", ANSWER)


def test_parts_that_are_written_together_are_judged_one_by_one(conversations: Conversations) -> None:
    def part(number: int, account: str, output: str, conversation: str = "t1") -> Part:
        return Part(
            table=schema.steps,
            id=f"s{number}",
            conversation_id=conversation,
            account_id=account,
            client_id="c1",
            body={"output": output},
        )

    errors = conversations.put_all(
        [
            part(1, "a1", "first"),
            part(2, "a1", "second"),
            part(3, "a2", "foreign"),
            part(1, "a1", "first, edited"),
            part(4, "a2", "hers", "t2"),
        ]
    )
    assert [error is None for error in errors] == [True, True, False, True, True]
    mine, hers = conversations.open("t1"), conversations.open("t2")
    assert mine is not None
    assert hers is not None
    assert [step["output"] for step in mine.steps] == ["first, edited", "second"]
    assert (hers.heading.account_id, hers.heading.client_id) == ("a2", "c1")
    assert [step["output"] for step in hers.steps] == ["hers"]


def test_a_list_holds_only_ones_own(conversations: Conversations) -> None:
    conversations.start("t2", account_id="a2", client_id="c1", title="Hers")
    assert [heading.id for heading in conversations.headings("a1")] == ["t1"]
    assert [heading.title for heading in conversations.headings("a2")] == ["Hers"]


def test_the_latest_stands_first(conversations: Conversations) -> None:
    conversations.start("t2", account_id="a1", client_id="c2")
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    assert [heading.id for heading in conversations.headings("a1")] == ["t1", "t2"]


def test_a_deleted_conversation_stays_deleted_when_writes_come_late(conversations: Conversations) -> None:
    conversations.put(schema.steps, "s1", "t1", "a1", QUESTION)
    conversations.delete("t1")
    conversations.start("t1", account_id="a1", client_id="c1", title="Back again")
    conversations.put(schema.steps, "s2", "t1", "a1", ANSWER)
    conversations.rename("t1", "Back again")
    assert conversations.open("t1") is None
    assert conversations.headings("a1") == ()
    assert conversations.conversation_of(schema.steps, "s2") is None


def test_forgetting_a_client_takes_her_conversations_and_no_others(conversations: Conversations) -> None:
    conversations.start("t2", account_id="a2", client_id="c1")
    conversations.start("t3", account_id="a1", client_id="c2")
    assert conversations.forget_client("c1") == 2
    assert [heading.id for heading in conversations.headings("a1")] == ["t3"]
    assert conversations.headings("a2") == ()


def test_an_unknown_conversation_is_none(conversations: Conversations) -> None:
    assert conversations.open("unknown") is None
    conversations.put(schema.steps, "s9", "unknown", "a1", QUESTION)
    assert conversations.conversation_of(schema.steps, "s9") is None
