from __future__ import annotations

import pytest

from tools.errors import ToolRefused
from tools.outcomes.reliable_change import (
    CRITICAL,
    NOT_CLINICAL,
    Norms,
    ScoreChange,
    ScoreRules,
    classify,
    reliable_change_index,
    standard_error_of_difference,
)

# Jacobson & Truax 1991: M 40 (in care) and 60 (well), SD 7.5, reliability .80, scores 32.5 and 47.5
EXAMPLE = Norms(clinical_mean=40, clinical_sd=7.5, normal_mean=60, normal_sd=7.5)


def test_worked_example_cutoffs():
    assert (EXAMPLE.cutoff_a(), EXAMPLE.cutoff_b(), EXAMPLE.cutoff_c()) == (55, 45, 50)


def test_worked_example_reliable_change():
    assert standard_error_of_difference(7.5, 0.80) == pytest.approx(4.743, abs=5e-4)
    assert reliable_change_index(32.5, 47.5, 7.5, 0.80) == pytest.approx(3.162, abs=5e-4)
    assert reliable_change_index(32.5, 47.5, 7.5, 0.80) > CRITICAL


def test_cutoffs_mirror_where_lower_is_better():
    norms = Norms(clinical_mean=60, clinical_sd=7.5, normal_mean=40, normal_sd=7.5)
    assert (norms.cutoff_a(), norms.cutoff_b(), norms.cutoff_c()) == (45, 55, 50)


def test_cutoff_c_lies_nearer_the_group_that_varies_less():
    norms = Norms(clinical_mean=20, clinical_sd=6, normal_mean=5, normal_sd=3)
    assert norms.cutoff_c() == pytest.approx((6 * 5 + 3 * 20) / 9)


PHQ9 = ScoreRules(reliable_change=6, cutoff=10)
GAD7 = ScoreRules(reliable_change=4, cutoff=8)
ORS = ScoreRules(reliable_change=5, cutoff=25, higher_is_better=True, cutoff_is_clinical=False)


@pytest.mark.parametrize(
    ("rules", "before", "after", "change", "remark"),
    [
        (PHQ9, 18, 12, ScoreChange.IMPROVED, ""),  # exactly 6 counts (NHS), still a case
        (PHQ9, 18, 13, ScoreChange.UNCHANGED, ""),
        (PHQ9, 15, 9, ScoreChange.RECOVERED, ""),
        (PHQ9, 16, 10, ScoreChange.IMPROVED, ""),  # 10 is a case
        (PHQ9, 9, 2, ScoreChange.IMPROVED, NOT_CLINICAL),  # never "recovered"
        (PHQ9, 9, 15, ScoreChange.DETERIORATED, NOT_CLINICAL),
        (GAD7, 12, 8, ScoreChange.IMPROVED, ""),
        (GAD7, 11, 7, ScoreChange.RECOVERED, ""),
        (GAD7, 8, 12, ScoreChange.DETERIORATED, ""),
        (ORS, 20, 25, ScoreChange.RECOVERED, ""),
        (ORS, 26, 32, ScoreChange.IMPROVED, NOT_CLINICAL),
        (ORS, 24, 18, ScoreChange.DETERIORATED, ""),
    ],
)
def test_classification(rules, before, after, change, remark):
    found = classify(before, after, rules)
    assert (found.change, found.remark) == (change, remark)


def test_jacobson_truax_is_strict():
    strict = ScoreRules(reliable_change=6, cutoff=10, strict=True)
    assert classify(18, 12, strict).change is ScoreChange.UNCHANGED


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.8), (-1, 0.8), (7.5, 1.0), (7.5, -0.1)])
def test_impossible_figures_are_refused(sd, reliability):
    with pytest.raises(ToolRefused):
        standard_error_of_difference(sd, reliability)


def test_a_criterion_of_nothing_is_refused():
    with pytest.raises(ToolRefused):
        ScoreRules(reliable_change=0, cutoff=10)
