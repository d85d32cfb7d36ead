from __future__ import annotations

import pytest

from tools.outcomes import assess
from tools.outcomes.intervention_use import intervention_uses, names_in
from tools.records import Assertion, Domain, Level, Topic


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Imaginal exposure, 40 min, SUDS 80 to 40", ("imaginal exposure",)),
        ("exposure to the lift, three floors", ("exposure",)),
        ("did ACT values card sort", ("acceptance and values work",)),
        ("told him to act on it", ()),
        ("thought record and behavioural activation", ("cognitive restructuring", "behavioural activation")),
        ("behavioral activation", ("behavioural activation",)),
        ("read a chapter together", ()),
    ],
)
def test_names(text, names):
    assert names_in(text) == names


def test_first_use_and_what_followed(build_chart, add, say):
    chart = add(
        build_chart("---~++++"),
        say(3, "interoceptive exposure with straw", Topic.INTERVENTION),
        say(5, "interoceptive again, spinning", Topic.INTERVENTION),
        say(2, "plan EMDR later", Topic.INTERVENTION, assertion=Assertion.HYPOTHETICAL),
        say(4, "read a poem together", Topic.INTERVENTION),
    )
    use, other = intervention_uses(assess(chart))
    assert (use.name, use.first_session, use.sessions) == ("interoceptive exposure", 3, (3, 5))
    assert (use.followed[0].domain, use.followed[0].before) == (Domain.SYMPTOMS, Level.IMPAIRED)
    assert (use.followed[0].after, use.followed[0].sessions) == ((Level.PARTLY, Level.WELL), (4, 5))
    assert (other.name, other.sessions) == ("other", (4,))
