"""Questions across an account's cases, from understanding to words and pictures. Not from an event loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrieval.records import Client
from tools.case_codes import case_code
from tools.errors import ToolRefused, ToolRetry
from tools.patterns import asking
from tools.patterns.cohort import settled
from tools.patterns.counting import table
from tools.patterns.facts import case_facts
from tools.patterns.guard import AT_LEAST, Guard
from tools.patterns.records import Case, Cell, Pattern
from tools.patterns.sheets import cells_text, reflection, similar_text
from tools.patterns.similar import similar
from tools.patterns.wording import Across, AcrossQuestion
from ui.patterns_memory import PatternMemory

if TYPE_CHECKING:
    from ui.practice import Practice

TITLES = {
    Across.TABLE: "presentations, interventions and outcomes",
    Across.STUCK: "what the stuck cases share",
    Across.LASTING: "what the lasting gains share",
    Across.SLOWER: "where the turn comes later",
}
WAITING = (
    "Fewer than {least} of your cases are new, changed or set aside since they were counted last. Taken in "
    "by themselves they would stand out, so that these counts stand as they were."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was found: Markdown, and what a picture or a table can be made of."""

    text: str = field(repr=False)
    cells: tuple[Cell, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class PatternsDesk:
    """Counts across the cases that one account may see."""

    def __init__(self, practice: Practice, *, account: str = "", at_least: int = AT_LEAST) -> None:
        self._practice, self._account, self._at_least = practice, account, at_least
        self._memory = PatternMemory(practice.database, practice.cipher)

    def answer(self, asked: AcrossQuestion, clients: Iterable[Client], *, like: str = "") -> Answered:
        """Answer from these clients' charts.

        Args:
            asked: the question.
            clients: all that the account may see.
            like: id of the client whose course is compared, for LIKE.

        Raises:
            ToolsError: too few cases; or the intervention is not noted anywhere.
        """
        cases = self._cases(clients)
        if asked.asks is Across.LIKE:
            return Answered(text=self._like(case_code(like), cases))
        before = self._memory.asked(self._account)
        counted = settled(before.codes, before.cases, cases, self._at_least)
        if not counted:
            raise ToolRefused(
                f"No answer: patterns rest on {self._at_least} cases or more, and fewer can be counted. Ask "
                "about this client instead."
            )
        guard = Guard(self._at_least, map(frozenset, before.released), _marks(counted))
        found = _found(asked, counted, guard)
        self._memory.keep(self._account, counted, guard.released)
        return found if _marks(counted) == _marks(cases) else _waiting(found, self._at_least)

    def _cases(self, clients: Iterable[Client]) -> list[Case]:
        practice = self._practice
        return [
            case_facts(
                practice.chart(client.id),
                practice.assessment(client.id),
                practice.history(client.id).passages(),
            )
            for client in clients
            if practice.history(client.id).notes()
        ]

    def _like(self, code: str, cases: list[Case]) -> str:
        this = next((case for case in cases if case.code == code), None)
        if this is None:
            raise ToolRetry("This client has no notes yet, so that there is no course to compare.")
        found = similar_text(similar(this, cases, at_least=self._at_least))
        return f"# Clients whose course looked like this one ({code})\n\n{found}"


def _found(asked: AcrossQuestion, cases: tuple[Case, ...], guard: Guard) -> Answered:
    if asked.asks is Across.TABLE:
        cells = table(cases, guard)
        return Answered(text=f"# {TITLES[Across.TABLE].capitalize()}\n\n{cells_text(cells)}", cells=cells)
    if asked.asks is Across.PRECEDE:
        pattern = asking.preceded(cases, asked.intervention, guard)
        title = f"{asked.intervention} and lasting change"
        return Answered(text=reflection(title, [pattern]), patterns=(pattern,))
    ways = {Across.STUCK: asking.stuck, Across.LASTING: asking.lasting, Across.SLOWER: asking.slower}
    patterns = ways[asked.asks](cases, guard)
    return Answered(text=reflection(TITLES[asked.asks], patterns), patterns=patterns)


def _marks(cases: Iterable[Case]) -> frozenset[str]:
    return frozenset(case.mark for case in cases)


def _waiting(found: Answered, least: int) -> Answered:
    return replace(found, text=f"{found.text}\n\n{WAITING.format(least=least)}")
