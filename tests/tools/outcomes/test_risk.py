from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.records import Evidence
from tools.outcomes.risk import believed
from tools.records import Assertion, Domain, Level, Observation, StateBelief, Topic

CALM = StateBelief(impaired=0.1, partly=0.1, well=0.7, not_documented=0.1)


@pytest.mark.parametrize(
    ("domain", "fields", "raised"),
    [
        (Domain.RISK, {}, True),
        (Domain.RISK, {"assertion": Assertion.PAST}, False),
        (Domain.RISK, {"assertion": Assertion.HYPOTHETICAL}, False),
        (Domain.RISK, {"of_client": False}, False),
        (Domain.RISK, {"level": Level.WELL}, False),
        (Domain.SYMPTOMS, {}, False),
    ],
)
def test_one_grave_sign_is_not_averaged_away(build_session, domain, fields, raised):
    sign = Observation(
        id="o",
        topic=Topic.FINDING,
        domains=(domain,),
        evidence=Evidence(note_id="n1", session=1, start=0, end=26, quote="cut her forearm on Tuesday"),
        **{"level": Level.IMPAIRED, **fields},
    )
    session = build_session(1, 0, {})
    session = replace(session, reading=replace(session.reading, observations=(sign,), states={domain: CALM}))
    found = believed(session, domain)
    assert (found.impaired == 0.5) is raised
    assert found.impaired + found.partly + found.well + found.not_documented == pytest.approx(1)
