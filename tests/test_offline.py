"""The main path works on a machine without any network, and does not even try to reach one.

Each command runs in a network namespace that has no route, not even loopback, with a hook that records every
attempt of Python code to look up a name or to connect.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "demo" / "lupe_aragon.csv"
CASE_NOTES = ROOT / "demo" / "bao_anh_lindgren.json"
CLIENT = "Lupe Aragón"

RECORD = """\
import os, sys

def _record(event, details):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        address = details[-1] if event in ("socket.connect", "socket.sendto") else details[0]
        if isinstance(address, (str, bytes)) and event == "socket.connect":
            return  # a socket of this machine's file system
        with open(os.environ["NETWORK_ATTEMPTS"], "a") as file:
            file.write(f"{event} {address}\\n")

sys.addaudithook(_record)
"""

Longview = Callable[..., subprocess.CompletedProcess[str]]


def _namespace_works() -> bool:
    try:
        return subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not _namespace_works(), reason="this kernel or container does not allow a network namespace"
    ),
]


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    """Return the file that attempts are written to, and put the recorder where Python starts it."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(RECORD)
    return tmp_path / "attempts.txt"


@pytest.fixture
def without_network(tmp_path: Path, attempts: Path) -> Longview:
    """Return a function that runs a Python command line without network, in empty folders of its own."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "hook"), str(ROOT)]),
        "PYTHONIOENCODING": "utf-8",
        "NETWORK_ATTEMPTS": str(attempts),
        "LONGVIEW_DATA_DIR": str(tmp_path / "data"),
        "LONGVIEW_CONFIG_DIR": str(tmp_path / "config"),
        "OMP_NUM_THREADS": "1",
    }
    (tmp_path / "home").mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["unshare", "-rn", sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=240
        )

    return run


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Return a folder with one case, without labels."""
    folder = tmp_path / "cases" / "S01"
    folder.mkdir(parents=True)
    shutil.copy(CASE_NOTES, folder / "notes.json")
    client = {"case_id": "S01", "name": "Bao-Anh Lindgren", "pronouns": "she/her"}
    (folder / "client.json").write_text(json.dumps(client))
    (folder / "questions.json").write_text(json.dumps(["Has her mood stayed better?", "PHQ-9 scores?"]))
    return folder.parent


def test_the_namespace_has_no_network_and_attempts_are_recorded(
    without_network: Longview, attempts: Path
) -> None:
    done = without_network("-c", "import socket; socket.create_connection(('192.0.2.1', 80), 1)")
    assert done.returncode != 0
    assert "unreachable" in done.stderr
    assert "192.0.2.1" in attempts.read_text()


def test_import_question_and_batch_need_no_network(
    without_network: Longview, attempts: Path, cases: Path, tmp_path: Path
) -> None:
    done = without_network("-m", "ui.cli", "import", str(DEMO), "--client", CLIENT, "--pronouns", "they/them")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "10 imported" in done.stdout

    question = "Has the improvement been sustained?"
    done = without_network("-m", "ui.cli", "ask", question, "--client", CLIENT)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "[1]" in done.stdout

    out = tmp_path / "out"
    done = without_network("-m", "ui.cli", "batch", str(cases), "--out", str(out))
    assert done.returncode == 0, done.stderr + done.stdout
    assert (out / "S01.json").exists()

    assert not attempts.exists(), f"something tried to reach a network:\n{attempts.read_text()}"
