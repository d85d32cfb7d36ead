import sys

import pytest

from evals.bench_chat import answers, free_port, seconds_until_served
from evals.errors import EvalError


def test_a_server_is_timed_until_it_serves_and_then_ended() -> None:
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    assert 0 < seconds_until_served(command, port, {}) < 60
    assert not answers(port)


def test_a_server_that_ends_by_itself_is_an_error() -> None:
    with pytest.raises(EvalError, match="ended with 7"):
        seconds_until_served([sys.executable, "-c", "raise SystemExit(7)"], free_port(), {})
