from __future__ import annotations

from tools.outcomes import assess


def quotes(chart):
    return [o.evidence.quote for o in assess(chart).life_context]


def test_events_are_listed_in_order(build_chart):
    chart = build_chart("---", events={3: ["landlord raised the rent"], 1: ["started a new job at the mill"]})
    assert quotes(chart) == ["started a new job at the mill", "landlord raised the rent"]


def test_the_same_event_is_listed_once(build_chart):
    chart = build_chart(
        "---", events={1: ["mother's surgery planned for Friday"], 2: ["mother's surgery on Friday"]}
    )
    assert len(quotes(chart)) == 1


def test_the_list_is_capped(build_chart):
    events = {n: [f"event{n} happening{n} somewhere{n}"] for n in range(1, 31)}
    assert len(quotes(build_chart("-" * 30, events=events))) == 15
