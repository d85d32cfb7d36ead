import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.figures import figures
from evals.gold import read_gold
from evals.predictions import read_prediction
from evals.scorer import CaseScore, score_case

Value = dict[str, Any]
Write = Callable[[Value], Path]


def score(cases: Path, folder: Path) -> CaseScore:
    return score_case(read_gold(cases / "S01"), read_prediction(folder / "S01.json"))


def test_a_right_prediction_has_full_marks_and_no_misses(
    cases: Path, right: Value, write_prediction: Write
) -> None:
    result = score(cases, write_prediction(right))
    got = figures([result])
    assert result.misses == ()
    zeros = {"missing_predictions", "false_sustained_count", "false_abstention", "false_correction"}
    counts = {"cases": 1, "quotes_count": 13, "phi_count": 7}
    for name, value in got.items():
        if name in counts:
            assert value == counts[name], name
        elif name == "answers_by_kind":
            assert set(value.values()) == {"1/1"}
        elif name == "phi_full_by_type":
            assert value == {"DATE": 1.0, "LOCATION": 1.0, "NAME": 1.0, "ORG": 1.0}
        else:
            assert value == (0 if name in zeros else 1.0), name


def spoil_sustained(value: Value) -> None:
    value["domains"]["risk_profile"]["durability"] = "sustained"


def spoil_overall(value: Value) -> None:
    value["overall"] = {"change": "improved", "durability": "emerging"}


def spoil_onset(value: Value) -> None:
    value["domains"]["symptom_burden"]["onset_session"] = 6


def spoil_quote(value: Value) -> None:
    value["answers"][1]["citations"][0]["quote"] = "Back at Fernhill School on full days."


def spoil_short_quote(value: Value) -> None:
    value["answers"][1]["citations"][0]["quote"] = "Back at"


def spoil_measure(value: Value) -> None:
    value["measures"][0]["score"] = 7


def spoil_hiding(value: Value) -> None:
    value["phi"][0]["end"] = 13  # "Ner": partly hidden


def spoil_overhiding(value: Value) -> None:
    value["phi"].append({"session": 2, "start": 0, "end": 5, "type": "NAME"})


def spoil_abstention(value: Value) -> None:
    value["answers"][2]["abstained"] = False


def spoil_by_abstaining(value: Value) -> None:
    value["answers"][1]["abstained"] = True


def spoil_premise(value: Value) -> None:
    value["answers"][3]["corrects_premise"] = False


def spoil_by_length(value: Value) -> None:
    value["answers"][1]["answer"] = "word " * 150 + "session 3"


def spoil_by_negation(value: Value) -> None:
    value["answers"][0]["answer"] = "Improvement was not sustained."


@pytest.mark.parametrize(
    ("spoil", "figure", "expected"),
    [
        (spoil_sustained, "false_sustained_count", 1),
        (spoil_sustained, "domain_verdict_accuracy", 0.8),
        (spoil_overall, "overall_verdict_accuracy", 0.0),
        (spoil_onset, "onset_within_2_sessions", 0.6667),
        (spoil_quote, "quotes_verbatim", 0.9231),
        (spoil_short_quote, "quotes_verbatim", 0.9231),
        (spoil_measure, "measures_recall", 0.75),
        (spoil_measure, "measures_precision", 0.75),
        (spoil_hiding, "phi_recall_full", 0.8571),
        (spoil_hiding, "phi_recall_any", 1.0),
        (spoil_overhiding, "phi_precision", 0.875),
        (spoil_abstention, "abstention_recall", 0.0),
        (spoil_by_abstaining, "false_abstention", 0.5),
        (spoil_premise, "false_premise_handled", 0.0),
        (spoil_by_length, "answers_correct", 0.5),
        (spoil_by_negation, "answers_correct", 0.5),
    ],
)
def test_each_error_lowers_its_figure(
    cases: Path,
    right: Value,
    write_prediction: Write,
    spoil: Callable[[Value], None],
    figure: str,
    expected: float,
) -> None:
    spoil(right)
    assert figures([score(cases, write_prediction(right))])[figure] == expected


@pytest.mark.parametrize(
    "spoil", [spoil_sustained, spoil_quote, spoil_measure, spoil_hiding, spoil_abstention]
)
def test_each_error_is_listed(
    cases: Path, right: Value, write_prediction: Write, spoil: Callable[[Value], None]
) -> None:
    spoil(right)
    assert {miss.case_id for miss in score(cases, write_prediction(right)).misses} == {"S01"}


def test_no_prediction_counts_as_missing_and_earns_nothing(cases: Path) -> None:
    got = figures([score_case(read_gold(cases / "S01"), None)])
    assert (got["missing_predictions"], got["domain_verdict_accuracy"], got["phi_recall_any"]) == (
        1,
        0.0,
        0.0,
    )
    assert got["quotes_verbatim"] is None


def shuffled(value: Value, seed: int) -> Value:
    """Spoil a prediction at random, the same way for the same seed."""
    dice = random.Random(seed)
    for verdict in value["domains"].values():
        if dice.random() < 0.5:
            verdict["durability"] = dice.choice(["sustained", "emerging", "temporary"])
        if dice.random() < 0.3:
            verdict["onset_session"] = dice.choice([None, 1, 4, 6])
        verdict["evidence"] = [item for item in verdict["evidence"] if dice.random() < 0.7]
    value["phi"] = [
        span | {"end": span["end"] - dice.randrange(3)} for span in value["phi"] if dice.random() < 0.8
    ]
    value["measures"] = [*dice.sample(value["measures"], 3), {"session": 2, "name": "gad 7", "score": 16.0}]
    for answer in value["answers"]:
        answer["abstained"] = dice.random() < 0.3
        answer["citations"] = [item for item in answer.get("citations", []) if dice.random() < 0.6]
    value["answers"] = value["answers"][: dice.randrange(2, 5)]
    return value


@pytest.mark.skipif(
    not os.environ.get("LONGVIEW_REFERENCE_SCORER"),
    reason="LONGVIEW_REFERENCE_SCORER does not name the reference score.py",
)
@pytest.mark.parametrize("seed", range(8))
def test_it_agrees_with_the_reference(
    cases: Path, right: Value, write_prediction: Write, tmp_path: Path, seed: int
) -> None:
    folder = write_prediction(shuffled(right, seed) if seed else right)
    out = tmp_path / "reference.json"
    script = os.environ["LONGVIEW_REFERENCE_SCORER"]
    subprocess.run(
        [sys.executable, script, str(cases), str(folder), "--json", str(out)], check=True, capture_output=True
    )
    assert figures([score(cases, folder)]) == json.loads(out.read_text())
