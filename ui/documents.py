"""Drafting in the chat: outline with its gaps, the draft section by section, decisions, signature, export.

The conversation goes through `Talk`, which `ui.documents_talk` gives it in Chainlit; where the work stands is
kept by LangGraph, so that it can be left and taken up again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Protocol

from agent.drafting.desk import Author, Decision, DocumentDesk
from agent.drafting.workflow import Workflow
from agent.errors import AgentError
from tools.documents import outline_of
from tools.documents.document import Choice, Document
from tools.documents.layout import LaidSection, Page
from tools.documents.records import DocumentKind, Purpose
from tools.errors import ToolsError
from ui.documents_desk import desk_of
from ui.documents_export import AS_TEXT, FORMATS, Written, export
from ui.documents_words import outline_text, read_wish, section_text

if TYPE_CHECKING:
    from ui.practice import Practice

PURPOSES: Mapping[Purpose, str] = {
    Purpose.OWN: "My own file",
    Purpose.SUPERVISOR: "Supervisor (no names)",
    Purpose.CLINICIAN: "Next clinician",
    Purpose.INSURER: "Insurer (minimum)",
    Purpose.CLIENT: "The client",
}
HOW = (
    "Write the number and your words (`3 Slept badly since March.`), `3 delete`, or `+ a sentence of your "
    "own`. Your words are kept with your name and the time."
)


class Talk(Protocol):
    """A conversation with the clinician."""

    async def say(self, text: str) -> None:
        """Show Markdown."""
        ...

    async def choose(self, text: str, options: Mapping[str, str]) -> str:
        """Let her choose one of the options (key to label); empty when she leaves."""
        ...

    async def ask(self, text: str) -> str:
        """Let her write; empty when she leaves."""
        ...

    async def give(self, written: Written) -> None:
        """Hand over a file."""
        ...


async def draft_in_chat(
    practice: Practice,
    client_id: str,
    kind: DocumentKind,
    *,
    author: Author,
    talk: Talk,
    purpose: Purpose | None = None,
) -> None:
    """Draft a document about one client with the clinician, from outline to export.

    Args:
        practice: with the client's record.
        client_id: the client of this conversation.
        kind: which document.
        author: who is signed in; her name goes into the signature line.
        talk: the conversation.
        purpose: whom it is for; asked for if not given.
    """
    desk = await asyncio.to_thread(desk_of, practice, client_id)
    identity = practice.history(client_id).identity
    work = Workflow(practice.checkpoints, desk, client_id=client_id, identity=identity, author=author)
    document_id = await _taken_up(desk, work, kind, talk) or await _begun(desk, work, kind, purpose, talk)
    if document_id and await _reviewed(desk, work, document_id, talk):
        await _exported(desk, document_id, talk)


async def which_document(talk: Talk) -> DocumentKind | None:
    """Let her choose a document; None when she leaves."""
    chosen = await talk.choose(
        "Which document?", {kind.value: outline_of(kind).title for kind in DocumentKind}
    )
    return DocumentKind(chosen) if chosen else None


async def _taken_up(desk: DocumentDesk, work: Workflow, kind: DocumentKind, talk: Talk) -> str:
    """The latest unsigned draft of this kind, if she wants to go on with it."""
    documents = await asyncio.to_thread(desk.documents)
    left = next((d for d in documents if d.draft.kind is kind and d.signature is None), None)
    if left is None:
        return ""
    stale = " The chart has changed since." if await asyncio.to_thread(desk.stale, left) else ""
    told = f"There is an unsigned draft ({PURPOSES[left.draft.purpose].lower()}).{stale}"
    chosen = await talk.choose(told, {"on": "Go on with it", "new": "Begin a new one"})
    if chosen != "on":
        return ""
    try:
        await work.standing(left.id)
    except AgentError:  # drafted on the command line
        await work.begin(left.id, kind, left.draft.purpose, part2=left.part2)
        await work.go(left.id)
    return left.id


async def _begun(
    desk: DocumentDesk, work: Workflow, kind: DocumentKind, purpose: Purpose | None, talk: Talk
) -> str:
    """Ask whom it is for, show the outline with its gaps, and draft if she wants it."""
    from retrieval.documents import DocumentStore

    allowed = outline_of(kind).purposes
    options = {p.value: PURPOSES[p] for p in allowed}
    whom = f"**{outline_of(kind).title}**. Whom is it for?"
    wanted = purpose.value if purpose else await talk.choose(whom, options)
    if not wanted:
        return ""
    document_id = DocumentStore.new_id()
    preview = await asyncio.to_thread(desk.preview, kind, Purpose(wanted))
    await talk.say(outline_text(preview))
    await work.begin(document_id, kind, Purpose(wanted))
    go = await talk.choose("Draft it?", {"draft": "Draft", "leave": "Not now"}) == "draft"
    await work.go(document_id, draft=go)
    return document_id if go else ""


async def _reviewed(desk: DocumentDesk, work: Workflow, document_id: str, talk: Talk) -> bool:
    """Go through the sections; true when she has seen all of them or wants to export."""
    at = 0
    while True:
        document, page = await asyncio.to_thread(_shown, desk, document_id)
        if at >= len(page.sections):
            return await _signed(desk, work, document, talk)
        section = page.sections[at]
        options = {
            "next": "Keep and go on",
            "change": "Change",
            "again": "Draft anew",
            "all": "Keep all",
            "stop": "Later",
        }
        shown = section_text(section, at + 1, len(page.sections), page.sources)
        chosen = await talk.choose(shown, options)
        if chosen in ("", "stop"):
            await talk.say("The draft is kept. The same command takes it up again.")
            return False
        if chosen == "change":
            await _changed(work, document_id, section, document, talk)
        elif chosen == "again":
            await _tried(talk, work.redraft(document_id, section.key))
        elif chosen == "all":
            at = len(page.sections)
        else:
            await _accepted(work, document, section)
            at += 1


async def _accepted(work: Workflow, document: Document, section: LaidSection) -> None:
    shown = (line.sentence_id for part in section.parts for line in part.lines)
    kept = [Decision(choice=Choice.ACCEPTED, sentence_id=s) for s in shown if s not in document.choices]
    if kept:
        await work.decide(document.id, *kept)


async def _changed(
    work: Workflow, document_id: str, section: LaidSection, document: Document, talk: Talk
) -> None:
    wish = read_wish(await talk.ask(HOW), section, document)
    if wish is None:
        await talk.say("No sentence has that number; nothing was changed.")
    else:
        await _tried(talk, work.decide(document_id, wish))


async def _tried(talk: Talk, doing: Awaitable[object]) -> None:
    try:
        await doing
    except ToolsError as error:
        await talk.say(str(error))


async def _signed(desk: DocumentDesk, work: Workflow, document: Document, talk: Talk) -> bool:
    open_ = document.undecided()
    told = f"That is all of it. {open_} sentences have no decision yet." if open_ else "That is all of it."
    chosen = await talk.choose(told, {"sign": "Sign", "export": "Export as a draft", "later": "Later"})
    if chosen == "sign":
        await _tried(talk, work.sign(document.id))
    return chosen in ("sign", "export")


async def _exported(desk: DocumentDesk, document_id: str, talk: Talk) -> None:
    """Hand it over in as many formats as she asks for."""
    options = {**dict.fromkeys(FORMATS, ""), "txt": "Text for the EHR", "md": "Markdown", "docx": "Word"}
    options |= {"pdf": "PDF", "fhir": "FHIR", "done": "Done"}
    while (form := await talk.choose("Export as", options)) in FORMATS:
        cited = await talk.choose("With numbered sources?", {"yes": "With", "no": "Without"}) != "no"
        try:
            written = await asyncio.to_thread(export, desk, document_id, form, citations=cited)
        except ToolsError as error:
            await talk.say(str(error))
            continue
        if form in AS_TEXT[:1]:
            await talk.say(f"```text\n{written.data.decode()}\n```")
        await talk.give(written)


def _shown(desk: DocumentDesk, document_id: str) -> tuple[Document, Page]:
    """The document as it stands; drafted anew first if the chart has changed (edits stay)."""
    document = desk.load(document_id)
    if document.signature is None and desk.stale(document):
        document = desk.redraft(document_id)
    return document, desk.page(document_id)
