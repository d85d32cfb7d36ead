import subprocess
import sys

from evals.bench_memory import MemoryWatch

HOLD = "held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); import time; time.sleep(1.2)"


def peak(code: str) -> float:
    with subprocess.Popen([sys.executable, "-c", code]) as child, MemoryWatch(child.pid) as watch:
        child.wait()
    return watch.peak_mb


def test_memory_of_children_counts() -> None:
    alone = peak(HOLD)
    with_child = peak(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {HOLD!r}]); {HOLD}")
    assert 57 < alone < 100
    assert with_child > 115


def test_a_process_that_is_gone_weighs_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as child:
        child.wait()
        with MemoryWatch(child.pid) as watch:
            pass
    assert watch.peak_mb == 0
