from __future__ import annotations

import numpy as np
import pytest

from tools.outcomes.course_model import course_models
from tools.outcomes.decoding import DRAWS, SILENT, draw_courses
from tools.records import Domain, StateBelief

MODEL = course_models()[Domain.SYMPTOMS]


def belief(impaired=0.0, partly=0.0, well=0.0, silent=0.0):
    return StateBelief(impaired=impaired, partly=partly, well=well, not_documented=silent)


def test_certain_states_are_drawn_as_they_are():
    row = [belief(impaired=1), belief(silent=1), None, belief(partly=1), belief(well=1)]
    assert (draw_courses(row, MODEL) == np.array([0, SILENT, SILENT, 1, 2])).all()


def test_the_same_input_draws_the_same_courses():
    row = [belief(0.4, 0.3, 0.2, 0.1)] * 6
    assert (draw_courses(row, MODEL) == draw_courses(row, MODEL)).all()


def test_one_doubtful_session_is_read_in_the_light_of_its_neighbours():
    doubt = belief(0.45, 0.1, 0.45)
    among_trouble = draw_courses([belief(impaired=1)] * 3 + [doubt] + [belief(impaired=1)] * 3, MODEL)
    among_health = draw_courses([belief(well=1)] * 3 + [doubt] + [belief(well=1)] * 3, MODEL)
    assert (among_trouble[:, 3] == 0).mean() > 0.7
    assert (among_health[:, 3] == 2).mean() > 0.7


def test_a_session_is_drawn_silent_as_often_as_believed():
    courses = draw_courses([belief(impaired=1)] + [belief(0.6, 0, 0, 0.4)] * 8, MODEL)
    assert (courses[:, 1:] == SILENT).mean() == pytest.approx(0.4, abs=0.1)


def test_nothing_heard_is_silence_throughout():
    courses = draw_courses([belief(silent=1)] * 3, MODEL)
    assert courses.shape == (DRAWS, 3) and (courses == SILENT).all()


@pytest.mark.parametrize("domain", list(Domain))
def test_the_table_holds_distributions(domain):
    model = course_models()[domain]
    for row in (model.start, model.share, *model.steps):
        assert row.sum() == pytest.approx(1, abs=1e-3) and (row > 0).all()
