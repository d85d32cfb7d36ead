import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from agent.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_without_any_setting_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LONGVIEW_MODEL", raising=False)
    settings = Settings(_env_file=None)
    assert settings.model == ""
    assert settings.host == "127.0.0.1"


def test_the_key_never_lies_beside_the_data(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="must not lie beside the data"):
        Settings(_env_file=None, data_dir=tmp_path, config_dir=tmp_path / "x" / "..")


def test_the_api_key_never_shows() -> None:
    settings = Settings(_env_file=None, api_key="sk-secret")
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in settings.model_dump_json()


@pytest.mark.parametrize(
    ("name", "value"), [("port", 0), ("model_timeout", 0), ("idle_minutes", 0), ("model_steps", 21)]
)
def test_what_makes_no_sense_is_refused(name: str, value: int) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **{name: value})


def test_every_setting_is_explained_in_the_example_file() -> None:
    explained = set(re.findall(r"^#LONGVIEW_([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert explained == {name.upper() for name in Settings.model_fields}
