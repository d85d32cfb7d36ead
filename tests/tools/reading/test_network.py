import math

import numpy as np
import pytest

from retrieval.records import NoteKind
from tools.reading.labels import DIRECTIONS, DOMAINS, FLAGS, LEVELS, TOPICS
from tools.reading.network import Beliefs, erf, gelu, load_network, softmax
from tools.reading.pieces import pieces


def beliefs(*texts: str) -> Beliefs:
    return load_network().read([pieces(t, section="-", kind=NoteKind.PROGRESS) for t in texts])


def test_every_sentence_and_the_note_are_judged() -> None:
    found = beliefs("Slept four hours.", "Went to no class.", "Calm.")
    assert found.domains.shape == (3, len(DOMAINS), len(LEVELS) + 1)
    assert found.topics.shape == (3, len(TOPICS))
    assert found.directions.shape == (3, len(DIRECTIONS))
    assert found.flags.shape == (3, len(FLAGS))
    assert found.states.shape == (len(DOMAINS), len(LEVELS) + 1)
    for part in (found.domains, found.topics, found.directions, found.states):
        assert np.allclose(part.sum(axis=-1), 1, atol=1e-4)


def test_the_same_note_gives_the_same_bytes() -> None:
    text = ["Slept four hours most nights and cried daily."] * 40
    assert beliefs(*text).states.tobytes() == beliefs(*text).states.tobytes()


def test_what_stands_around_a_sentence_counts() -> None:
    alone, beside = beliefs("Same."), beliefs("Panic attacks: five this week, all at night.", "Same.")
    assert not np.allclose(alone.domains[0], beside.domains[1], atol=1e-3)


def test_softmax_of_large_scores() -> None:
    assert softmax(np.array([1000.0, 0.0], dtype=np.float32)).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("value", [-2.0, -0.3, 0.0, 0.7, 3.0])
def test_gelu_is_the_exact_one(value: float) -> None:
    assert erf(np.array([value], dtype=np.float32))[0] == pytest.approx(math.erf(value), abs=1e-6)
    expected = value * 0.5 * (1 + math.erf(value / math.sqrt(2)))
    assert gelu(np.array([value], dtype=np.float32))[0] == pytest.approx(expected, abs=1e-6)
