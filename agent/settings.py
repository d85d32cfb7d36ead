"""All settings, and the only reader of the environment. `.env.example` documents each one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CALLS_HOME = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LITERAL_API_KEY")
"""Variables of libraries that would send prompts to somebody's server."""


class Settings(BaseSettings):
    """Settings of one Longview process, from LONGVIEW_… variables and an optional .env file."""

    model_config = SettingsConfigDict(env_prefix="LONGVIEW_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(default_factory=lambda: user_data_path("longview"))
    """Database, index, conversations, checkpoints. Never the master key."""
    config_dir: Path = Field(default_factory=lambda: user_config_path("longview"))
    """Master key and the secret that signs session cookies. Keep it on another disk or in another backup."""
    database_url: str = ""
    """SQLAlchemy URL; empty for SQLite in the data folder."""

    model: str = ""
    """LiteLLM name such as "ollama/llama3.1"; empty: no model is used and nothing leaves the machine."""
    api_base: str = ""
    api_key: SecretStr = SecretStr("")
    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds for one answer, all calls together."""
    model_steps: int = Field(default=6, ge=1, le=20)
    """Tool-calling rounds at most for one answer."""

    model_tokens: int = Field(default=40_000, ge=1_000)
    """Tokens at most for one answer, sent and received, all calls together."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    idle_minutes: int = Field(default=15, ge=1, le=240)
    """A signed-in session ends after so many minutes without a message (45 CFR 164.312(a)(2)(iii))."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"

    @model_validator(mode="after")
    def _key_apart_from_data(self) -> Settings:
        if self.config_dir.resolve() == self.data_dir.resolve():
            raise ValueError(
                "LONGVIEW_CONFIG_DIR and LONGVIEW_DATA_DIR are the same folder; "
                "the master key must not lie beside the data. Choose another folder for one of them."
            )
        return self

    @cached_property
    def resolved_database_url(self) -> str:
        """The database URL with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'longview.db'}"

    @property
    def master_key_path(self) -> Path:
        """Where the master key lies."""
        return self.config_dir / "master.key"
