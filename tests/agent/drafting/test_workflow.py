from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.checkpoints import Checkpoints
from agent.drafting.desk import Author, Decision, DocumentDesk
from agent.drafting.workflow import Workflow
from agent.errors import AgentError
from tools.documents.document import Choice
from tools.documents.errors import DocumentError
from tools.documents.records import Basis, DocumentKind, Purpose
from ui.practice import Practice

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ME = Author(account="a-1", name="Dr Ilse Brandt")
KEY = b"k" * 32
Begin = Callable[[], Workflow]


@pytest.fixture
def workflow(practice: Practice, zofia: str, desk_of: Callable[[str], DocumentDesk], tmp_path: Path) -> Begin:
    """The same work, as another process would find it."""

    def made() -> Workflow:
        return Workflow(
            Checkpoints(tmp_path / "checkpoints.db", KEY),
            desk_of(zofia),
            client_id=zofia,
            identity=practice.history(zofia).identity,
            author=ME,
        )

    return made


async def test_outline_first_then_draft_then_decisions_then_signature(
    workflow: Begin, desk_of: Callable[[str], DocumentDesk], zofia: str, tmp_path: Path
) -> None:
    work, desk = workflow(), desk_of(zofia)
    assert (await work.begin("d1", DocumentKind.DISCHARGE, Purpose.OWN)).stage == "outline"
    assert "d1" not in {d.id for d in desk.documents()}
    assert (await workflow().go("d1")).stage == "review"
    quotes = [s for x in desk.load("d1").sections for s in x.sentences if s.basis is Basis.QUOTE]
    await workflow().decide("d1", Decision(choice=Choice.ACCEPTED, sentence_id=quotes[0].id))
    await workflow().decide(
        "d1", Decision(choice=Choice.EDITED, sentence_id=quotes[1].id, text="Halina drove Zofia.")
    )
    await workflow().decide("d1", Decision(choice=Choice.REJECTED, sentence_id=quotes[2].id))
    await workflow().redraft("d1", "presenting")
    chosen = desk.load("d1").choices
    assert [chosen[q.id] for q in quotes[:3]] == [Choice.ACCEPTED, Choice.EDITED, Choice.REJECTED]
    assert (await workflow().sign("d1")).stage == "signed"
    assert desk.load("d1").signature is not None
    stored = b"".join(p.read_bytes() for p in tmp_path.glob("checkpoints.db*"))
    assert [w for w in (b"Halina", b"Zofia", b"discharge", b"drove") if w in stored] == []


async def test_what_cannot_be_done_leaves_the_work_where_it_was(workflow: Begin) -> None:
    await workflow().begin("d2", DocumentKind.DISCHARGE, Purpose.OWN)
    await workflow().go("d2")
    with pytest.raises(DocumentError, match="no such sentence"):
        await workflow().decide("d2", Decision(choice=Choice.ACCEPTED, sentence_id="nowhere"))
    with pytest.raises(DocumentError, match="no section"):
        await workflow().redraft("d2", "nowhere")
    assert (await workflow().standing("d2")).stage == "review"
    assert (await workflow().sign("d2")).stage == "signed"


async def test_an_outline_may_be_left(workflow: Begin) -> None:
    await workflow().begin("d3", DocumentKind.SUPERVISION, Purpose.SUPERVISOR)
    assert (await workflow().go("d3", draft=False)).stage == "left"
    with pytest.raises(AgentError, match="left"):
        await workflow().sign("d3")


async def test_nothing_goes_on_that_was_not_begun(workflow: Begin) -> None:
    with pytest.raises(AgentError, match="was begun"):
        await workflow().go("d4")


async def test_the_work_on_a_client_is_forgotten_with_her(
    workflow: Begin, zofia: str, tmp_path: Path
) -> None:
    await workflow().begin("d5", DocumentKind.DISCHARGE, Purpose.OWN)
    await Checkpoints(tmp_path / "checkpoints.db", KEY).forget_client(zofia)
    with pytest.raises(AgentError, match="was begun"):
        await workflow().standing("d5")
