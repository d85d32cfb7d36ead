from __future__ import annotations

import pytest

from tools.outcomes.summary import overall
from tools.records import Change, Domain, Durability, Verdict

CHANGE = {c.value[0]: c for c in Change if c is not Change.NOT_DOCUMENTED} | {"?": Change.NOT_DOCUMENTED}
DURABILITY = {d.value[0]: d for d in Durability if d is not Durability.INSUFFICIENT} | {
    "?": Durability.INSUFFICIENT
}


@pytest.mark.parametrize(
    ("symptoms", "function", "stability", "risk", "presentation", "expected"),
    [
        ("i/s", "i/s", "i/e", "u/n", "i/s", "i/s"),
        ("i/e", "i/s", "i/e", "i/s", "u/n", "i/e"),
        ("i/s", "w/n", "i/s", "u/n", "i/s", "m/n"),
        ("i/s", "i/s", "u/t", "u/t", "i/s", "m/t"),
        ("i/s", "u/n", "u/n", "u/n", "u/n", "m/n"),
        ("i/s", "i/s", "i/s", "w/n", "i/s", "m/n"),
        ("u/f", "i/f", "u/f", "?/?", "i/s", "m/f"),
        ("u/n", "u/n", "?/?", "u/n", "i/s", "u/n"),
        ("u/t", "w/t", "u/t", "w/t", "u/t", "w/t"),
        ("?/?", "i/e", "u/n", "u/n", "u/n", "i/e"),
        ("?/?", "?/?", "u/n", "u/n", "u/n", "?/?"),
    ],
)
def test_five_verdicts_make_one(symptoms, function, stability, risk, presentation, expected):
    verdicts = {
        domain: Verdict(domain=domain, change=CHANGE[c], durability=DURABILITY[d], trace=())
        for domain, (c, d) in zip(
            Domain, (x.split("/") for x in (symptoms, function, stability, risk, presentation)), strict=True
        )
    }
    found = overall(verdicts)
    change, durability = expected.split("/")
    assert (found.change, found.durability) == (CHANGE[change], DURABILITY[durability])
    assert found.trace[-1].outcome == f"{found.change.value}, {found.durability.value}"
