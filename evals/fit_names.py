"""Fit the weights of the name finder: `python -m evals.fit_names CHARTS.jsonl TABLE`.

TABLE is retrieval/deid/tables/weights.tsv. CHARTS holds annotated charts, one a line, with the identifiers of
each session. Every chart is seen twice, the second time in lower case, so that small writing is learnt too.
The sentences in evals/deid/sentences and the tuning templates are filled in with drawn names (fixed seeds),
and learnt from as well.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals import naming_sentences
from retrieval.deid import candidates, dates, features, keep, patterns
from retrieval.deid.engine import PIPELINE, UNUSED
from retrieval.deid.model import CLASSES
from retrieval.deid.shadow import Shadow, cast
from retrieval.deid.tokens import words_of

PENALTY = 0.5
"""Inverse strength of the L2 penalty, chosen by holding out writers."""
WRITERS = 3
"""Writers that must have a feature before it may carry weight: one writer's habit is no rule."""
LOWER_SHARE = 0.6
"""Weight of a lower-cased copy beside its original."""
WRITTEN_SHARE = 0.5
"""Weight of what was generated beside the text of a chart."""
WRITTEN = "written"
LEAST = 0.03
"""Smaller weights are left out of the table; no decision turns on them."""
HEADER = (
    "# Weights of the linear model over candidates: feature, then its weight for {classes}.\n"
    "# Source: fitted by multinomial logistic regression (L2, C = {penalty}) on annotated fictional charts,\n"
    "# sentences and templates (evals/deid); features seen with three writers or more.\n"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate of one text."""

    writer: str
    label: str
    features: Sequence[str]
    weight: float
    source: str = ""
    """`WRITTEN` for a sentence written for learning; it takes up how dense with names those are."""


def rows(charts: Sequence[Mapping[str, Any]], *, lower: bool) -> Iterator[Row]:
    """Yield the candidates of all charts that no pattern or date has already found."""
    import spacy

    tagger = spacy.load(PIPELINE, exclude=list(UNUSED))
    for chart in charts:
        shadows = [_shadow(session["text"], lower) for session in chart["sessions"]]
        tokens = [words_of(shadow.text) for shadow in shadows]
        small = frozenset(word.key for words in tokens for word in words if not word.capital)
        tagged = tagger.pipe([shadow.text for shadow in shadows])
        for session, shadow, words, doc in zip(chart["sessions"], shadows, tokens, tagged, strict=True):
            marks = keep.mark(words, shadow.text)
            spans = tuple((e.start_char, e.end_char, e.label_) for e in doc.ents)
            page = features.Page(shadow.text, words, marks, spans, small)
            certain = [*patterns.find(shadow.text), *dates.find(shadow.text)]
            for found in candidates.find(shadow.text, words, marks):
                if any(c.start <= found.start and c.end >= found.end for c in certain):
                    continue
                label = _label(shadow.to_source(found.start, found.end), session["phi"])
                writer, source = _writer(chart), WRITTEN if chart.get("written") else ""
                weight = (LOWER_SHARE if lower else 1.0) * (WRITTEN_SHARE if "writer" in chart else 1.0)
                yield Row(writer, label, features.features(page, found), weight, source)


def _writer(chart: Mapping[str, Any]) -> str:
    return str(chart.get("writer", chart["chart"][:2]))


def fit(examples: Sequence[Row]) -> dict[str, tuple[float, ...]]:
    """Return the weight of each feature for each class, in the order of `CLASSES`."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    writers: defaultdict[str, set[str]] = defaultdict(set)
    for row in examples:
        for feature in row.features:
            writers[feature].add(row.writer)
    known = [
        {f: 1 for f in (*row.features, row.source) if f == WRITTEN or len(writers[f]) >= WRITERS}
        for row in examples
    ]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(
        vectorizer.fit_transform(known),
        [row.label for row in examples],
        sample_weight=[row.weight for row in examples],
    )
    order = [list(model.classes_).index(name) for name in CLASSES]
    weights = {
        feature: tuple(round(float(model.coef_[k][at]), 2) + 0.0 for k in order)
        for feature, at in vectorizer.vocabulary_.items()
    }
    weights.pop(WRITTEN, None)
    bias = weights.get("bias", (0.0,) * len(CLASSES))
    weights["bias"] = tuple(
        round(float(b + model.intercept_[k]), 2) + 0.0 for b, k in zip(bias, order, strict=True)
    )
    return {feature: row for feature, row in weights.items() if any(abs(w) >= LEAST for w in row)}


def write(weights: Mapping[str, tuple[float, ...]], path: Path) -> None:
    """Write the table, one feature a line, in order."""
    lines = ("\t".join([feature, *map(str, weights[feature])]) for feature in sorted(weights))
    header = HEADER.format(classes=", ".join(CLASSES), penalty=PENALTY)
    path.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def _shadow(text: str, lower: bool) -> Shadow:
    shadow = cast(text)
    small = shadow.text.lower()
    return replace(shadow, text=small) if lower and len(small) == len(shadow.text) else shadow


def _label(span: tuple[int, int], identifiers: Sequence[Mapping[str, Any]]) -> str:
    start, end = span
    labels = (i["type"] for i in identifiers if i["start"] < end and i["end"] > start)
    label = next(labels, CLASSES[0])
    return label if label in CLASSES else CLASSES[0]


def main(charts_path: str, table: str) -> None:
    """Fit on all charts and write the table."""
    charts = [json.loads(line) for line in Path(charts_path).read_text(encoding="utf-8").splitlines()]
    charts.extend(naming_sentences.read())
    examples = [row for lower in (False, True) for row in rows(charts, lower=lower)]
    weights = fit(examples)
    write(weights, Path(table))
    print(f"{len(weights)} weights from {len(examples)} candidates")


if __name__ == "__main__":
    main(*sys.argv[1:])
