"""Throw-away practices, for measuring: a folder that the caller removes and a key that is never written."""

from __future__ import annotations

from pathlib import Path

from agent.settings import Settings
from retrieval.vault import Cipher
from ui.practice import Practice


def throw_away(folder: Path) -> Practice:
    """Open an empty practice in a folder, with the model settings of the environment."""
    settings = Settings(data_dir=folder, config_dir=folder.with_name("config"), database_url="")
    return Practice.open(settings, master=Cipher.new())
