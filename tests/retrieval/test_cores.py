import os
import signal
import sys
from functools import partial

import pytest

from retrieval.cores import fork_map, usable_cores
from retrieval.errors import ProcessLostError

forks = pytest.mark.skipif(sys.platform != "linux", reason="work is shared by processes on Linux only")


def square(number: int) -> int:
    return number * number


def refuse(number: int) -> int:
    raise ValueError(f"{number} is refused")


def end(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def where(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("items", [[], [3], list(range(25))])
@pytest.mark.parametrize("each", [1, 4])
def test_results_come_in_order(processes: int, items: list[int], each: int) -> None:
    found = list(fork_map(square, items, processes=processes, each=each))
    assert found == [number * number for number in items]


@forks
def test_work_need_not_be_picklable() -> None:
    offset = 5
    assert list(fork_map(lambda n: n + offset, [1, 2, 3], processes=2)) == [6, 7, 8]


@forks
def test_several_work_elsewhere_and_one_works_here() -> None:
    assert os.getpid() not in set(fork_map(where, [0, 1, 2, 3], processes=2))
    assert set(fork_map(where, [0, 1, 2, 3], processes=1)) == {os.getpid()}


@pytest.mark.parametrize("processes", [1, 2])
def test_an_exception_is_raised_here(processes: int) -> None:
    with pytest.raises(ValueError, match="7 is refused"):
        list(fork_map(refuse, [7, 8], processes=processes))


@forks
def test_a_process_that_is_ended_is_told() -> None:
    with pytest.raises(ProcessLostError, match="ended before it was done"):
        list(fork_map(end, [1, 2], processes=2))


@forks
def test_a_child_has_one_core_to_itself() -> None:
    assert list(fork_map(lambda _: usable_cores(), [0, 1], processes=2)) == [1, 1]
    assert usable_cores() >= 1


@forks
def test_maps_may_follow_each_other() -> None:
    for power in (1, 2, 3):
        assert list(fork_map(partial(pow, 2), [power, power], processes=2)) == [2**power] * 2
