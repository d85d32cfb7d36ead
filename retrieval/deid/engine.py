"""Presidio's analyzer with our recognisers: one statistical pass per text, no network, nothing needless.

The statistical pass is that of our tagger; of spaCy, which Presidio is built around, nothing runs (see
docs/decisions/0005-a-tagger-of-our-own.md). Presidio's e-mail recogniser is left out: it asks the network for
the public-suffix list. Its context enhancer is replaced by one that does nothing: the tagger reads context.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from retrieval.cores import fork_map
from retrieval.deid import dates, keep, naming, patterns
from retrieval.deid.findings import Finding
from retrieval.deid.page import Page
from retrieval.deid.tagger import Beliefs, tag
from retrieval.deid.tokens import Word, words_of
from retrieval.records import IdentifierType

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

BATCH = 16
"""Texts that a process of several takes at a time; what is found does not depend on it."""

Tag = Callable[[str, Sequence[Word], Sequence[str]], Beliefs]
Detector = Callable[[Page], Iterable[Finding]]

DETECTORS: dict[str, Detector] = {
    "patterns": lambda page: patterns.find(page.text),
    "dates": lambda page: dates.find(page.text, doubtful=True),
    "names": naming.find,
}


class Engine:
    """The analyzer. It loads with the first text, in about a second, and once per process."""

    def __init__(self, tagger: Tag = tag, *, processes: int = 1) -> None:
        """Take another tagger than the built-in one, and how many processes may share long work.

        More than one is for the command line only; see `retrieval.cores.fork_map`.
        """
        self._tag, self._processes = tagger, processes

    def analyze(self, texts: Sequence[str]) -> Iterator[tuple[Page, list[Finding]]]:
        """Yield for every (folded) text its page and all findings, also unlikely and overlapping ones."""
        analyzer = _analyzer()  # loaded before any fork

        def part(some: Sequence[str]) -> list[tuple[Page, list[Finding]]]:
            return [self._analyzed(analyzer, text) for text in some]

        parts = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
        for found in fork_map(part, parts, processes=self._processes):
            yield from found

    def _analyzed(self, analyzer: AnalyzerEngine, text: str) -> tuple[Page, list[Finding]]:
        tokens = words_of(text)
        marks = keep.mark(tokens, text)
        page = Page(text, tokens, marks, self._tag(text, tokens, marks))
        artifacts = analyzer.nlp_engine.process_text(text, "en")
        artifacts.page = page
        results = analyzer.analyze(text, "en", nlp_artifacts=artifacts)
        return page, [result.recognition_metadata["finding"] for result in results]


@cache
def _analyzer() -> AnalyzerEngine:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    registry = RecognizerRegistry(
        recognizers=[_recogniser(name, detect) for name, detect in DETECTORS.items()],
        supported_languages=["en"],
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]),
        supported_languages=["en"],
        context_aware_enhancer=_no_enhancer(),
    )


def _no_enhancer() -> Any:
    from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

    class NoEnhancer(ContextAwareEnhancer):
        """Leaves scores as they are."""

        def __init__(self) -> None:
            super().__init__(0.0, 0.0, 0, 0)

        def enhance_using_context(self, text: str, raw_results: list[Any], *_: Any, **__: Any) -> list[Any]:
            return raw_results

    return NoEnhancer()


def _recogniser(name: str, detect: Detector) -> Any:
    from presidio_analyzer import LocalRecognizer, RecognizerResult

    class Recogniser(LocalRecognizer):
        """Presents one of our detectors to Presidio."""

        def load(self) -> None:
            """Nothing to load."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
            return [
                RecognizerResult(
                    entity_type=finding.type.value,
                    start=finding.start,
                    end=finding.end,
                    score=finding.score,
                    recognition_metadata={
                        RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                        "finding": finding,
                    },
                )
                for finding in detect(nlp_artifacts.page)
            ]

    return Recogniser(supported_entities=[kind.value for kind in IdentifierType], name=name)
