"""Chainlit puts ui/ first on sys.path while it loads the app: a file's name must not hide a package."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import ui

FILES = sorted(
    path.stem for path in Path(ui.__file__).parent.iterdir() if path.suffix == ".py" or path.is_dir()
)


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.isidentifier() and not name.startswith("__")]
)
def test_no_file_hides_a_package(name: str) -> None:
    assert name not in sys.stdlib_module_names
    assert name not in packages_distributions()
    assert name not in ("agent", "tools", "retrieval", "evals", "ui")
