"""Throw-away practices: a folder that vanishes and a key that is never written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.settings import Settings
from retrieval.vault import Cipher
from ui.practice import Practice


@contextmanager
def throw_away() -> Iterator[Practice]:
    """Yield an empty practice with the model settings of the environment, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="longview-") as folder:
        root = Path(folder)
        settings = Settings(data_dir=root / "data", config_dir=root / "config", database_url="")
        with Practice.open(settings, master=Cipher.new()) as practice:
            yield practice
