from __future__ import annotations

from tools.outcomes import assess
from tools.outcomes.turning_points import Turn, turning_points
from tools.records import Direction, Domain, Level


def turns(chart):
    return {(p.session, p.turn): p.domains for p in turning_points(assess(chart), chart)}


def test_gain_loss_and_recovery_are_listed_once(build_chart):
    found = turns(build_chart("---+++-+++"))
    assert found[4, Turn.GAIN] == tuple(Domain)
    assert found[7, Turn.LOSS] and found[8, Turn.RECOVERY]
    assert [turn for _, turn in found] == [Turn.GAIN, Turn.LOSS, Turn.RECOVERY]


def test_decline_below_baseline(build_chart):
    assert turns(build_chart("~~~-----"))[4, Turn.DECLINE] == tuple(Domain)


def test_worse_before_better_by_state_or_by_words(build_chart, add, say):
    assert (3, Turn.WORSE_FIRST) in turns(build_chart("~~-~+++++"))
    worse = say(
        3,
        "nightmares every night since the tapes",
        level=Level.IMPAIRED,
        direction=Direction.WORSE,
        domains=(Domain.SYMPTOMS,),
    )
    chart = build_chart("----+++++")
    assert turns(add(chart, worse))[3, Turn.WORSE_FIRST] == (Domain.SYMPTOMS,)
    assert all(turn is not Turn.WORSE_FIRST for _, turn in turns(chart))


def test_the_words_speak_for_the_turn(build_chart, add, say):
    trouble = say(
        4, "still hides in the car", level=Level.IMPAIRED, domains=(Domain.SYMPTOMS,), certainty=1.0
    )
    chart = add(build_chart("---+++-+++"), trouble)
    listed = turning_points(assess(chart), chart)
    levels = {(p.session, p.turn): {o.level for o in p.words} for p in listed}
    assert levels[4, Turn.GAIN] == {Level.WELL} and levels[7, Turn.LOSS] == {Level.IMPAIRED}
