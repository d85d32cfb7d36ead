from __future__ import annotations

from tools.outcomes.alliance import Sign, alliance_signs
from tools.records import Topic


def test_a_rupture_names_its_repair(build_chart, add, say):
    said = [
        say(2, "says I am easy to talk to", Topic.ALLIANCE),
        say(4, "angry with me over the late letter", Topic.ALLIANCE),
        say(6, "we talked it through and she felt heard", Topic.ALLIANCE),
        say(8, "wants a different therapist", Topic.ALLIANCE),
    ]
    found = [
        (s.sign, s.observation.evidence.session, s.repaired_in)
        for s in alliance_signs(add(build_chart("-" * 8), *said))
    ]
    assert found == [
        (Sign.BOND, 2, None),
        (Sign.RUPTURE, 4, 6),
        (Sign.REPAIR, 6, None),
        (Sign.RUPTURE, 8, None),
    ]
