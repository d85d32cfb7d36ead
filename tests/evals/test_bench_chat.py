import sys
from pathlib import Path

import pytest

from evals.bench_chat import LINKED, answers, free_port, pages_ms, served
from evals.errors import EvalError

PAGE = '<link href="/a.css"><script src="/b.js"></script><img src="/c.png"><a href="/">home</a>'


def test_a_server_is_timed_until_it_serves_and_then_ended(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "a.css").write_text("p {}")
    (tmp_path / "b.js").write_text("1;")
    port = free_port()
    where = ["--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with served([sys.executable, "-m", "http.server", str(port), *where], port, {}) as serving:
        assert 0 < serving.seconds < 60
        assert len([ms for ms in pages_ms(port, port) if ms > 0]) == 2
    assert not answers(port)


def test_scripts_and_styles_belong_to_the_first_page() -> None:
    assert LINKED.findall(PAGE) == ["/a.css", "/b.js"]


def test_a_server_that_ends_by_itself_is_an_error() -> None:
    command = [sys.executable, "-c", "raise SystemExit(7)"]
    with pytest.raises(EvalError, match="ended with 7"), served(command, free_port(), {}):
        pytest.fail("it never served")
