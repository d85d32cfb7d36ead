import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import StoreLockedError
from retrieval.lock import DataLock

HOLD = """
import pathlib, sys
from retrieval.lock import DataLock
lock = DataLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
input()
"""


def test_a_second_process_is_told_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLockedError, match="Another Longview process"):
            DataLock(tmp_path)
        holder.kill()
    DataLock(tmp_path).close()


def test_it_is_free_after_closing(tmp_path: Path) -> None:
    with DataLock(tmp_path):
        pass
    with DataLock(tmp_path):
        pass
