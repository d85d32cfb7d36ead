"""The settings of the operator reach the model."""

from __future__ import annotations

from pathlib import Path

from agent.settings import Settings
from ui.phrasing_choice import phrasing_of


def settings(tmp_path: Path, **more: object) -> Settings:
    folders = {"data_dir": tmp_path / "data", "config_dir": tmp_path / "config"}
    return Settings.model_validate(folders | more)


def test_every_limit_of_the_settings_takes_effect(tmp_path: Path) -> None:
    limits = {"model_timeout": 7.0, "model_steps": 2, "model_tokens": 1234}
    phrasing = phrasing_of(settings(tmp_path, model="openai/scripted", **limits))
    assert phrasing is not None
    choice = phrasing._choice
    assert (choice.timeout, choice.steps, choice.tokens) == (7.0, 2, 1234)


def test_without_a_model_nothing_phrases(tmp_path: Path) -> None:
    assert phrasing_of(settings(tmp_path, model="")) is None
