"""The built-in reader: one clean note in, its observations, states and scores out. No language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from retrieval.records import Evidence, Note, NoteKind, Passage
from tools.reading.absence import with_absence
from tools.reading.acute import with_danger
from tools.reading.addressed import unheard, without
from tools.reading.aims import aimed_at, as_aim
from tools.reading.bounding import bounded, floors
from tools.reading.features import Floats
from tools.reading.heads import Model, load_model
from tools.reading.labels import DOMAINS
from tools.reading.network import load_network
from tools.reading.observing import observe
from tools.reading.quoting import carrying
from tools.reading.revision import rules_digest
from tools.reading.scores import Score, scores
from tools.reading.sentence import believe
from tools.records import Domain, Measure, Reading, StateBelief

SILENT = StateBelief(impaired=0.0, partly=0.0, well=0.0, not_documented=1.0)


class Reader:
    """Reads notes with the heads and tables of this package; the model loads with the first note."""

    @cached_property
    def version(self) -> str:
        """Name, rules and model: another version reads again."""
        return f"built-in-{rules_digest()}-{self._model.version}-{load_network().version}"

    def read(self, note: Note, passages: Sequence[Passage], vectors: Floats) -> Reading:
        """Return what one note says.

        Args:
            note: In clean space.
            passages: Its sentences, in order.
            vectors: Their unit vectors, float32 of shape (passages, 384).

        A cancelled session yields no observations, and documents nothing; nor does what is said to a machine.
        """
        if note.kind is NoteKind.CANCELLED:
            return Reading(note_id=note.id, reader=self.version, states=dict.fromkeys(DOMAINS, SILENT))
        taken = unheard(note, passages)
        if any(taken):
            heard = [at for at, gone in enumerate(taken) if not gone]
            note, vectors = without(note, passages, taken), vectors[heard]
            passages = [passages[at] for at in heard]
        if not passages:
            return Reading(note_id=note.id, reader=self.version, states=dict.fromkeys(DOMAINS, SILENT))
        believed = believe(self._model, load_network(), note, passages, vectors)
        aims = aimed_at(note.text, [p.end for p in passages])
        told = [
            as_aim(b) if aim else with_danger(with_absence(b))
            for b, aim in zip(believed.sentences, aims, strict=True)
        ]
        observations = tuple(o for b in told for o in observe(note, b))
        return Reading(
            note_id=note.id,
            reader=self.version,
            observations=observations,
            states=_states(believed.states, floors(told, observations)),
            measures=tuple(_measures(note, passages)),
        )

    @property
    def _model(self) -> Model:
        return load_model()


def _states(states: Floats, least: Mapping[Domain, float]) -> dict[Domain, StateBelief]:
    rows = dict(zip(DOMAINS, states, strict=True))
    return {d: _belief(bounded(row, least[d]) if d in least else row) for d, row in rows.items()}


def _belief(row: Floats) -> StateBelief:
    """Round so that the same note gives the same bytes on any processor; the last takes the remainder."""
    impaired, partly, well = (round(float(p), 4) for p in row[:3])
    rest = round(max(0.0, 1.0 - impaired - partly - well), 4)
    return StateBelief(impaired=impaired, partly=partly, well=well, not_documented=rest)


def _measures(note: Note, passages: Sequence[Passage]) -> list[Measure]:
    """Scores of every stretch up to the end of a sentence, headings included ("MADRS: 28" is one)."""
    found, at = [], 0
    for passage in passages:
        found += [
            _measure(note, passage, at, score) for score in scores(note.text[at : passage.end], note.kind)
        ]
        at = passage.end
    return found


def _measure(note: Note, passage: Passage, at: int, score: Score) -> Measure:
    focus = (at + score.start, at + score.end)
    start, end = carrying(note.text, min(passage.start, focus[0]), passage.end, focus)
    evidence = Evidence(
        note_id=note.id, session=note.session, start=start, end=end, quote=note.text[start:end]
    )
    return Measure(
        instrument=score.instrument.name,
        score=score.value,
        session=note.session,
        evidence=evidence,
        used=score.used,
        remark=score.remark,
    )
