from __future__ import annotations

from retrieval.records import NoteKind
from tools.outcomes.risk_view import risk_view
from tools.records import Assertion, Domain, Level

RISK = (Domain.RISK,)


def test_the_gravest_recent_sign_comes_before_newer_calm_words(build_chart, add, say):
    cut = say(6, "cut her arm on Sunday", level=Level.IMPAIRED, domains=RISK)
    low = say(7, "passing thoughts, no plan", level=Level.PARTLY, domains=RISK)
    calm = say(8, "denies SI", level=Level.WELL, domains=RISK)
    view = risk_view(add(build_chart("?" * 9), cut, low, calm))
    assert view.worst_recent == (cut, low)
    assert (view.worst_ever, view.last_denied, view.last_documented) == (cut, calm, 8)
    assert view.silent_since == (9,)


def test_old_signs_are_ever_but_not_recent(build_chart, add, say):
    old = say(1, "overdose in the first week", level=Level.IMPAIRED, domains=RISK)
    view = risk_view(add(build_chart("?" * 12), old))
    assert (view.worst_recent, view.worst_ever) == ((), old)


def test_past_feared_and_others_do_not_count_and_others_words_do(build_chart, add, say):
    past = say(5, "tried at sixteen", level=Level.IMPAIRED, domains=RISK, assertion=Assertion.PAST)
    brother = say(5, "brother jumped", start=300, level=Level.IMPAIRED, domains=RISK, of_client=False)
    told = say(6, "wife found pills counted out", level=Level.IMPAIRED, domains=RISK)
    chart = add(build_chart("?" * 6, kinds={6: NoteKind.COLLATERAL}), past, brother, told)
    assert risk_view(chart).worst_recent == (told,)


def test_nothing_said(build_chart):
    view = risk_view(build_chart("???"))
    assert (view.last_documented, view.silent_since) == (None, (1, 2, 3))


def test_danger_to_life_comes_before_a_later_drinking_weekend(build_chart, add, say):
    wish = say(5, "hopes not to wake", level=Level.IMPAIRED, domains=RISK, indicator="suicidal ideation")
    drank = say(6, "nine beers on Saturday", level=Level.IMPAIRED, domains=RISK, indicator="alcohol use")
    assert risk_view(add(build_chart("?" * 6), wish, drank)).worst_recent == (wish, drank)
