"""What can be asked for by name: the buttons beside the message box, the menu, and words after a slash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SLASH = re.compile(r"\s*/(\w+)\b[ \t]*(.*)", re.DOTALL)
COMPARING = re.compile(r"\b(compar\w*|contrast\w*|vs|versus)\b", re.IGNORECASE)
SPAN = 3
"""Sessions at either end that `/compare` takes where none are named."""
ENDS = {1: "session", 2: "two sessions", 3: "three sessions"}
LEAST = 2
"""Sessions that there must be to compare anything."""
BY_DOMAIN = "Has this client's improvement been sustained?"
NOTHING_TO_COMPARE = (
    "There are too few attended sessions to compare. Import more notes, or name two periods: "
    "`/compare March with September`."
)


class Wish(StrEnum):
    """What a command asks for."""

    OUTCOMES = "outcomes"
    TIMELINE = "timeline"
    COMPARE = "compare"
    SUPERVISION = "supervision"
    DISCHARGE = "discharge"
    DOCUMENT = "document"
    PRIVACY = "privacy"
    OBSERVATIONS = "observations"
    PATTERNS = "patterns"
    NOTES = "notes"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command."""

    wish: Wish
    label: str
    icon: str
    """Name of a Lucide icon."""
    description: str
    button: bool = False
    """On show beside the message box; the others wait in the menu."""
    anywhere: bool = False
    """It is about no client, and may be asked for before one is chosen."""
    words: re.Pattern[str] | None = None
    """A message of nothing but these words asks for it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A wish, and what was written besides the command."""

    wish: Wish
    label: str
    rest: str = ""
    anywhere: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{pattern}\W*", re.IGNORECASE)


COMMANDS = (
    Command(
        wish=Wish.NOTES,
        label="Notes",
        icon="folder-open",
        description="The notes of this client: add, read, earlier versions",
        button=True,
        words=_words(r"(show|open|add|import|upload)?\s*(me\s+)?((the|some|my)\s+)?(new\s+)?notes"),
    ),
    Command(
        wish=Wish.OBSERVATIONS,
        label="Observations",
        icon="list-checks",
        description="What was read from the notes, session by session; say what is not so",
        button=True,
        words=_words(
            r"(show\s+(me\s+)?)?(the\s+)?(observations|what\s+(was|did\s+you)\s+read(\s+from\s+the\s+notes)?)"
        ),
    ),
    Command(
        wish=Wish.PRIVACY,
        label="What was hidden",
        icon="eye-off",
        description="Names and dates hidden from search and models, least certain first",
        button=True,
        words=_words(
            r"(show\s+(me\s+)?)?(what|which\s+names?)\s+(was|is|were|are|has\s+been)\s+(hidden|masked)"
        ),
    ),
    Command(
        wish=Wish.OUTCOMES,
        label="Outcomes",
        icon="trending-up",
        description="What changed in each domain and whether it has lasted, with the timeline",
    ),
    Command(
        wish=Wish.TIMELINE,
        label="Timeline",
        icon="chart-line",
        description="The five domains over time, with setbacks and life events",
        words=_words(r"(show|open|draw|see)?\s*(me\s+)?(the|a)?\s*time\s?line"),
    ),
    Command(
        wish=Wish.COMPARE,
        label="Compare",
        icon="git-compare",
        description="Two periods side by side: the first and latest sessions, or those that you name",
    ),
    Command(
        wish=Wish.SUPERVISION,
        label="Supervision",
        icon="users",
        description="Draft a supervision sheet, section by section",
    ),
    Command(
        wish=Wish.DISCHARGE,
        label="Discharge",
        icon="file-text",
        description="Draft a discharge narrative, section by section",
    ),
    Command(
        wish=Wish.DOCUMENT,
        label="Document",
        icon="files",
        description="Draft another document: review, transfer letter, necessity, progress summary",
    ),
    Command(
        wish=Wish.PATTERNS,
        label="Patterns",
        icon="chart-bar",
        description="Across all your cases, in codes: counts, what stuck cases share, courses like this one",
    ),
    Command(
        wish=Wish.OVERVIEW,
        label="Overview",
        icon="layout-list",
        description="Your clients by last review, risk and what waits",
        anywhere=True,
        words=_words(r"(show\s+(me\s+)?)?(the\s+)?(practice\s+)?overview"),
    ),
)


def wanted(text: str, command: str | None) -> Wanted | None:
    """What a message asks for by name; None if it is a question like any other.

    Args:
        text: what was written.
        command: the label that was chosen beside the message box, if any.
    """
    slashed = SLASH.fullmatch(text)
    for known in COMMANDS:
        if command == known.label:
            return Wanted(wish=known.wish, label=known.label, rest=text.strip(), anywhere=known.anywhere)
        if slashed and slashed[1].lower() == known.wish:
            return Wanted(
                wish=known.wish, label=known.label, rest=slashed[2].strip(), anywhere=known.anywhere
            )
        if known.words is not None and known.words.fullmatch(text):
            return Wanted(wish=known.wish, label=known.label, anywhere=known.anywhere)
    return None


def unknown_command(text: str) -> str:
    """What to say to a slash and a word that is no command; empty if the text is something else."""
    slashed = SLASH.fullmatch(text)
    if slashed is None or slashed[2]:
        return ""
    known = ", ".join(f"`/{command.wish}`" for command in COMMANDS)
    return f"There is no such command. Type one of {known}, or ask in your own words."


def comparing_question(rest: str, sessions: tuple[int, ...]) -> str:
    """The question that `/compare` stands for; empty if there is nothing to compare.

    Args:
        rest: the periods as they were written after the command, if any.
        sessions: the numbers of the sessions that were attended, in order.
    """
    if rest:
        return rest if COMPARING.search(rest) else f"Compare {rest}"
    if len(sessions) < LEAST:
        return ""
    ends = ENDS[min(SPAN, len(sessions) // 2)]
    return f"Compare the first {ends} with the last {ends}"
