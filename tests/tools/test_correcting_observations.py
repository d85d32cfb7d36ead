from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.records import Evidence, NoteKind
from tools.both_versions import both_versions
from tools.correcting_observations import (
    ObservationChange,
    change_from_data,
    change_to_data,
    corrected_chart,
)
from tools.errors import ToolRefused
from tools.finding_again import anchor_of, anchor_to_data, found_again
from tools.outcomes.corrections import Dismissal, ThresholdChange, VerdictOverride
from tools.records import (
    Change,
    Chart,
    ChartSession,
    Direction,
    Domain,
    Durability,
    Level,
    Observation,
    Reading,
    StateBelief,
    Topic,
)

START = date(2024, 1, 8)
SILENT = StateBelief(impaired=0.0, partly=0.0, well=0.0, not_documented=1.0)


def belief(level: Level) -> StateBelief:
    shares = {"impaired": 0.02, "partly": 0.02, "well": 0.02, "not_documented": 0.02} | {level.value: 0.94}
    return StateBelief(**shares)


def observation(session: int, level: Level, *, name: str = "a", certainty: float = 0.9) -> Observation:
    words = f"Words {name} of session {session} on {level.value} attacks."
    evidence = Evidence(note_id=f"n{session}", session=session, start=0, end=len(words), quote=words)
    return Observation(
        id=f"{session}{name}",
        topic=Topic.FINDING,
        evidence=evidence,
        domains=(Domain.SYMPTOMS,),
        level=level,
        certainty=certainty,
    )


def session(number: int, *found: Observation, state: Level) -> ChartSession:
    states = dict.fromkeys(Domain, SILENT) | {Domain.SYMPTOMS: belief(state)}
    reading = Reading(note_id=f"n{number}", reader="-", observations=found, states=states)
    day = START + timedelta(weeks=number - 1)
    return ChartSession(session=number, date=day, kind=NoteKind.PROGRESS, reading=reading)


def course(*levels: Level) -> Chart:
    sessions = (session(n, observation(n, level), state=level) for n, level in enumerate(levels, 1))
    return Chart(client_id="c", sessions=tuple(sessions))


SUSTAINED = course(*[Level.IMPAIRED] * 3, *[Level.WELL] * 12)


def state_of(chart: Chart, number: int, domain: Domain = Domain.SYMPTOMS) -> StateBelief:
    return chart.sessions[number - 1].reading.states[domain]


def test_a_corrected_level_becomes_the_state_where_it_is_all_that_is_said() -> None:
    chart = corrected_chart(SUSTAINED, [ObservationChange(observation_id="15a", level=Level.IMPAIRED)])
    assert state_of(chart, 15).impaired == 1.0
    assert chart.sessions[14].reading.observations[0].level is Level.IMPAIRED
    assert chart.sessions[:14] == SUSTAINED.sessions[:14]


def test_other_findings_of_the_session_keep_their_weight() -> None:
    both = (observation(1, Level.WELL), observation(1, Level.WELL, name="b", certainty=1.0))
    chart = Chart(client_id="c", sessions=(session(1, *both, state=Level.WELL),))
    found = state_of(
        corrected_chart(chart, [ObservationChange(observation_id="1a", level=Level.IMPAIRED)]), 1
    )
    assert found.impaired == pytest.approx(0.5, abs=0.02)
    assert found.well == pytest.approx(0.5, abs=0.05)  # the session was not quite sure of it


def test_words_about_somebody_else_document_nothing_of_the_client() -> None:
    chart = corrected_chart(SUSTAINED, [ObservationChange(observation_id="2a", of_client=False)])
    assert state_of(chart, 2).not_documented == 1.0
    assert len(chart.sessions[1].reading.observations) == 1


def test_another_domain_takes_the_words_over() -> None:
    chart = corrected_chart(SUSTAINED, [ObservationChange(observation_id="2a", domain=Domain.FUNCTION)])
    assert state_of(chart, 2).not_documented == 1.0
    assert state_of(chart, 2, Domain.FUNCTION).impaired == 1.0


def test_of_two_changes_the_last_counts_and_a_dismissal_above_both() -> None:
    first = ObservationChange(observation_id="2a", level=Level.PARTLY)
    last = ObservationChange(observation_id="2a", level=Level.WELL)
    assert state_of(corrected_chart(SUSTAINED, [first, last]), 2).well == 1.0
    gone = corrected_chart(SUSTAINED, [first, Dismissal(observation_id="2a"), last])
    assert gone.sessions[1].reading.observations == ()
    assert state_of(gone, 2).not_documented == 1.0


@given(st.lists(st.sampled_from(Level), min_size=15, max_size=15))
def test_states_stay_shares_of_one(levels: list[Level]) -> None:
    changes = [ObservationChange(observation_id=f"{n}a", level=level) for n, level in enumerate(levels, 1)]
    for number in range(1, 16):
        found = state_of(corrected_chart(SUSTAINED, changes), number)
        assert found.impaired + found.partly + found.well + found.not_documented == pytest.approx(1.0)


def test_corrections_change_the_verdict_and_both_versions_stay() -> None:
    changes = [ObservationChange(observation_id=f"{n}a", level=Level.IMPAIRED) for n in range(12, 16)]
    both = both_versions(SUSTAINED, changes)
    before, after = (a.domains[Domain.SYMPTOMS] for a in (both.computed, both.corrected))
    assert (before.change, before.durability) == (Change.IMPROVED, Durability.SUSTAINED)
    assert after.change is not Change.IMPROVED
    assert Domain.SYMPTOMS in {change.domain for change in both.changed}
    assert {one.session for one in both.dismissed} == {12, 13, 14, 15}


def test_nothing_corrected_changes_nothing() -> None:
    both = both_versions(SUSTAINED)
    assert both.corrected == both.computed
    assert both.changed == ()


def test_a_verdict_of_her_own_and_a_threshold_stand_beside_changes() -> None:
    own = VerdictOverride(domain=Domain.SYMPTOMS, change=Change.UNCHANGED, durability=Durability.NONE)
    change = ObservationChange(observation_id="2a", level=Level.PARTLY)
    limit = ThresholdChange(name="sustained_days", value=100)
    both = both_versions(SUSTAINED, [change, own, limit])
    assert both.corrected.domains[Domain.SYMPTOMS].change is Change.UNCHANGED
    assert both.computed.domains[Domain.SYMPTOMS].durability is Durability.SUSTAINED
    assert both.thresholds.sustained_days == 100


@pytest.mark.parametrize(
    "change",
    [
        ObservationChange(observation_id="x", level=Level.WELL),
        ObservationChange(observation_id="x", direction=Direction.SAME, of_client=True),
        ObservationChange(observation_id="x", domain=Domain.RISK, of_client=False),
    ],
)
def test_json_keeps_a_change(change: ObservationChange) -> None:
    assert change_from_data(change_to_data(change)) == change


def test_a_change_of_nothing_and_an_entry_out_of_form_are_refused() -> None:
    with pytest.raises(ToolRefused, match="says what is so instead"):
        ObservationChange(observation_id="x")
    with pytest.raises(ToolRefused, match="not well formed"):
        change_from_data({"observation": "x", "level": "splendid"})


def test_an_observation_is_found_again_by_its_words_where_its_id_is_gone() -> None:
    anchor = anchor_to_data(anchor_of(SUSTAINED.sessions[1].reading.observations[0]))
    assert found_again(SUSTAINED, "2a", anchor) == "2a"
    assert found_again(SUSTAINED, "an id of an earlier reader", anchor) == "2a"
    assert found_again(SUSTAINED, "gone", anchor | {"quote": "Other words."}) is None
