from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.outcomes.deciding import LASTING
from tools.outcomes.weighing import weigh
from tools.records import Change, Domain, Durability

FLAT = (Change.UNCHANGED, Durability.NONE)
LABELS = [LASTING, FLAT, (Change.IMPROVED, Durability.EMERGING), (Change.UNCHANGED, Durability.TEMPORARY)]


@given(shares=st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=5, max_size=5))
def test_every_domain_stays_a_distribution_over_its_own_verdicts(shares):
    tallies = {
        d: dict(zip(LABELS, [s / sum(row) for s in row], strict=True))
        for d, row in zip(Domain, shares, strict=True)
    }
    for domain, weighed in weigh(tallies).items():
        assert sum(weighed.values()) == pytest.approx(1)
        assert set(weighed) == set(tallies[domain])


def test_what_is_certain_stays_certain():
    tallies = {domain: {FLAT: 1.0} for domain in Domain}
    assert weigh(tallies) == tallies


def test_domains_that_gained_make_a_doubtful_gain_likelier():
    doubtful = {LASTING: 0.5, FLAT: 0.5}

    def beside(others):
        return weigh({d: doubtful if d is Domain.FUNCTION else others for d in Domain})[Domain.FUNCTION][
            LASTING
        ]

    assert beside({LASTING: 1.0}) > 0.6 > 0.4 > beside({FLAT: 1.0})
