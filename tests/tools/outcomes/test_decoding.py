from __future__ import annotations

import numpy as np
import pytest

from tools.outcomes.course_tables import course_tables
from tools.outcomes.decoding import DRAWS, SILENT, draw_courses
from tools.records import Domain, StateBelief


def draw(row):
    return draw_courses({Domain.SYMPTOMS: row}, course_tables().models)[Domain.SYMPTOMS]


def belief(impaired=0.0, partly=0.0, well=0.0, silent=0.0):
    return StateBelief(impaired=impaired, partly=partly, well=well, not_documented=silent)


def test_certain_states_are_drawn_as_they_are():
    row = [belief(impaired=1), belief(silent=1), None, belief(partly=1), belief(well=1)]
    assert (draw(row) == np.array([0, SILENT, SILENT, 1, 2])).all()


def test_the_same_input_draws_the_same_courses():
    row = [belief(0.4, 0.3, 0.2, 0.1)] * 6
    assert (draw(row) == draw(row)).all()


def test_one_doubtful_session_is_read_in_the_light_of_its_neighbours():
    doubt = belief(0.45, 0.1, 0.45)
    among_trouble = draw([belief(impaired=1)] * 3 + [doubt] + [belief(impaired=1)] * 3)
    among_health = draw([belief(well=1)] * 3 + [doubt] + [belief(well=1)] * 3)
    assert (among_trouble[:, 3] == 0).mean() > 0.7
    assert (among_health[:, 3] == 2).mean() > 0.7


def test_a_session_is_drawn_silent_as_often_as_believed():
    courses = draw([belief(impaired=1)] + [belief(0.6, 0, 0, 0.4)] * 8)
    assert (courses[:, 1:] == SILENT).mean() == pytest.approx(0.4, abs=0.15)


def test_nothing_heard_is_silence_throughout():
    courses = draw([belief(silent=1)] * 3)
    assert courses.shape == (DRAWS, 3) and (courses == SILENT).all()


@pytest.mark.parametrize("domain", list(Domain))
def test_the_table_holds_distributions(domain):
    model = course_tables().models[domain]
    for row in (model.start, model.share, *model.steps):
        assert row.sum() == pytest.approx(1, abs=1e-3) and (row > 0).all()


def test_domains_are_drawn_as_if_alone():
    """Of different lengths, with silence at either end, and one that is never heard."""
    rows = {
        Domain.SYMPTOMS: [belief(0.5, 0.3, 0.2)] * 7,
        Domain.RISK: [
            None,
            belief(silent=1),
            belief(0.2, 0.3, 0.3, 0.2),
            belief(0.6, 0.2, 0.2),
            None,
            None,
            None,
        ],
        Domain.STABILITY: [belief(silent=1)] * 7,
    }
    together = draw_courses(rows, course_tables().models)
    for domain, row in rows.items():
        alone = draw_courses({domain: row}, course_tables().models)[domain]
        assert (together[domain] == alone).all()
