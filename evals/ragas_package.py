"""The one door to ragas.

Left alone it posts usage data to its makers, and leaves an id of its user in the home folder even when told
not to post. Both are off here, before anything of it is used.
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any

from agent.quiet import hush


def ragas_module(name: str) -> Any:
    """Import `ragas` or a module of it, silenced.

    Raises:
        ModuleNotFoundError: the `evals` extra is not installed.
    """
    hush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dependencies, at import
        analytics: Any = importlib.import_module("ragas._analytics")
        analytics.user_data_dir = _no_folder
        return importlib.import_module(name)


def _no_folder(**_: str) -> str:
    raise OSError("ragas keeps no id of its user here")  # which it takes for an unwritable home folder
