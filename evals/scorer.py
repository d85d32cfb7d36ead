"""Score one prediction against its gold case, as the labelled-case format defines it (docs/method.md).

Every figure is a sum of marks over cases; `evals.figures` turns the sums into fractions. Two choices are the
format's own: a verdict "sustained" where gold says otherwise is counted apart, because a passing gain that is
reported as lasting is the costliest error here; and a quote that is not verbatim counts against all quotes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evals.gold import GoldCase, GoldNote, GoldQuestion, GoldVerdict
from evals.predictions import Cited, PredictedAnswer, PredictedMeasure, PredictedVerdict, Prediction
from evals.wording import is_verbatim, norm, says_all, what_is_read

HELD_OR_HOLDING = ("sustained", "emerging")
"""Durabilities that have an onset."""

NEAR = 2
"""Sessions by which a predicted onset may be off."""


@dataclass(frozen=True, slots=True)
class Mark:
    """So many right, of so many."""

    hit: int = 0
    of: int = 0

    def __add__(self, other: Mark) -> Mark:
        return Mark(self.hit + other.hit, self.of + other.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One thing that was not right. `where` is a domain, a question or a session."""

    case_id: str
    topic: str
    where: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScore:
    """The marks of one case by name of figure, and everything that was not right."""

    case_id: str
    marks: Mapping[str, Mark]
    misses: tuple[Miss, ...]
    missing: bool = False


@dataclass(slots=True)
class _Sheet:
    """Marks and misses of one case while they are being collected."""

    case: GoldCase
    marks: defaultdict[str, Mark] = field(default_factory=lambda: defaultdict(Mark))
    misses: list[Miss] = field(default_factory=list)

    def mark(self, figure: str, hit: int | bool, of: int = 1) -> None:
        self.marks[figure] += Mark(int(hit), of)

    def overlap(self, figure: str, predicted: set[object], gold: set[object]) -> None:
        both = len(predicted & gold)
        self.mark(f"{figure}_precision", both, len(predicted))
        self.mark(f"{figure}_recall", both, len(gold))

    def miss(self, topic: str, where: str, wanted: str, got: str) -> None:
        self.misses.append(Miss(case_id=self.case.id, topic=topic, where=where, wanted=wanted, got=got))

    def quotes(self, cited: Iterable[Cited], where: str) -> None:
        for item in cited:
            note = self.case.note(item.session)
            right = is_verbatim(item.quote, note.text if note else None)
            self.mark("quotes_verbatim", right)
            if not right:
                self.miss("quote", where, f"words of session {item.session}", repr(item.quote))


def score_case(gold: GoldCase, prediction: Prediction | None) -> CaseScore:
    """Score one case; a missing prediction scores as one that says nothing."""
    said = prediction or Prediction(case_id=gold.id)
    sheet = _Sheet(case=gold)
    for domain, wanted in gold.domains.items():
        _domain(sheet, domain, wanted, said.domains.get(domain, PredictedVerdict()))
    _overall(sheet, gold.overall, said.overall)
    _measures(sheet, gold.measures, said.measures)
    for note in gold.notes:
        _identifiers(sheet, note, [(s.start, s.end) for s in said.phi if s.session == note.session])
    answers = {norm(answer.question): answer for answer in said.answers}
    for question in gold.questions:
        _answer(sheet, question, answers.get(norm(question.question), PredictedAnswer(question="")))
    return CaseScore(
        case_id=gold.id,
        marks=dict(sheet.marks),
        misses=tuple(sheet.misses),
        missing=prediction is None,
    )


def _domain(sheet: _Sheet, domain: str, wanted: GoldVerdict, got: PredictedVerdict) -> None:
    change, durability = got.change == wanted.change, got.durability == wanted.durability
    sheet.mark("domain_change_accuracy", change)
    sheet.mark("domain_durability_accuracy", durability)
    sheet.mark("domain_verdict_accuracy", change and durability)
    _sustained(sheet, wanted, got)
    if wanted.durability == "sustained":
        sheet.mark("sustained_recall", got.durability == "sustained")
    if wanted.durability in HELD_OR_HOLDING and wanted.onset_session and got.onset_session:
        sheet.mark("onset_within_2_sessions", abs(got.onset_session - wanted.onset_session) <= NEAR)
    sheet.overlap("evidence_session", {item.session for item in got.evidence}, set(wanted.sessions))
    sheet.quotes(got.evidence, domain)
    if not (change and durability):
        sheet.miss("verdict", domain, _verdict(wanted), _verdict(got))


def _overall(sheet: _Sheet, wanted: GoldVerdict, got: PredictedVerdict) -> None:
    right = _verdict(wanted) == _verdict(got)
    sheet.mark("overall_verdict_accuracy", right)
    _sustained(sheet, wanted, got)
    if not right:
        sheet.miss("verdict", "overall", _verdict(wanted), _verdict(got))


def _sustained(sheet: _Sheet, wanted: GoldVerdict, got: PredictedVerdict) -> None:
    sheet.mark("false_sustained_count", got.durability == "sustained" != wanted.durability)


def _verdict(verdict: GoldVerdict | PredictedVerdict) -> str:
    return f"{verdict.change}/{verdict.durability}"


def _measures(sheet: _Sheet, wanted: Iterable[PredictedMeasure], got: Iterable[PredictedMeasure]) -> None:
    gold, predicted = {_measure(item) for item in wanted}, {_measure(item) for item in got}
    sheet.overlap("measures", set(predicted), set(gold))
    for session, name, score in sorted(gold - predicted):
        sheet.miss("measure", f"session {session}", f"{name} {score:g}", "-")
    for session, name, score in sorted(predicted - gold):
        sheet.miss("measure", f"session {session}", "-", f"{name} {score:g}")


def _measure(item: PredictedMeasure) -> tuple[int, str, float]:
    return item.session, re.sub(r"[^a-z0-9]", "", item.name.lower()), float(item.score)


def _identifiers(sheet: _Sheet, note: GoldNote, found: list[tuple[int, int]]) -> None:
    where = f"session {note.session}"
    hidden = {position for start, end in found for position in range(start, end)}
    identifying: set[int] = set()
    for span in note.phi:
        letters = _letters(note.text, span.start, span.end)
        identifying |= letters
        whole = letters <= hidden
        sheet.mark("phi_recall_any", bool(letters & hidden))
        sheet.mark("phi_recall_full", whole)
        sheet.mark(f"phi_full_by_type/{span.type}", whole)
        if not whole:
            sheet.miss(
                "identifier", where, f"{span.type} {note.text[span.start : span.end]!r} hidden", "seen"
            )
    for start, end in found:
        right = bool(_letters(note.text, start, end) & identifying)
        sheet.mark("phi_precision", right)
        if not right:
            sheet.miss("identifier", where, "kept", f"{note.text[start:end]!r} hidden")


def _letters(text: str, start: int, end: int) -> set[int]:
    return {position for position in range(start, min(end, len(text))) if text[position].isalnum()}


def _answer(sheet: _Sheet, wanted: GoldQuestion, got: PredictedAnswer) -> None:
    text = what_is_read(got.answer, wanted.kind)
    said = says_all(text, wanted.must_include, wanted.must_not_include)
    if wanted.kind == "false_premise":
        right = (got.abstained or got.corrects_premise) and said
        sheet.mark("false_premise_handled", right)
    elif wanted.kind == "unanswerable" or not wanted.answerable:
        right = got.abstained
        sheet.mark("abstention_recall", right)
    else:
        right = bool(text.strip()) and said
        sheet.mark("answers_correct", right)
        sheet.mark("false_abstention", got.abstained)
        sheet.mark("false_correction", got.corrects_premise)
        if wanted.sessions:
            sheet.overlap("citation_session", {item.session for item in got.citations}, set(wanted.sessions))
    sheet.mark(f"answers_by_kind/{wanted.kind}", right)
    sheet.quotes(got.citations, wanted.question)
    if not right:
        sheet.miss(
            f"answer: {wanted.kind}",
            wanted.question,
            " & ".join(wanted.must_include) or wanted.answer,
            _outcome(got),
        )


def _outcome(answer: PredictedAnswer) -> str:
    flags = "(abstained) " * answer.abstained + "(corrects premise) " * answer.corrects_premise
    return f"{flags}{answer.answer or '-'}"
