"""What a part of a document can be filled from: one function a kind of source, found by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.documents.material import Material
from tools.documents.outlines import Take
from tools.documents.records import Sentence
from tools.documents.takes import contacts, course, golden_thread, scores, setbacks, stuck, words

Taker = Callable[[Material, Take, str], tuple[Sentence, ...]]
"""Material, take and register to sentences; none where the notes are silent."""

TAKERS: Mapping[str, Taker] = {
    "client": contacts.client,
    "dates": contacts.dates,
    "contacts": contacts.contacts,
    "spacing": contacts.spacing,
    "words": words.words,
    "topic": words.topic,
    "findings": words.findings,
    "life": words.life,
    "course": course.course,
    "overall": course.overall,
    "against": course.against,
    "order": course.order,
    "setbacks": setbacks.setbacks,
    "scores": scores.scores,
    "thread": golden_thread.thread,
    "stuck": stuck.stuck,
}
