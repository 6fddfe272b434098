"""Settings: flags, else the environment (``DATELINE_*``), else ``dateline.toml``, else the defaults.

``dateline.toml`` is read from the folder of the command and from the user's configuration folder;
where both have a key, the nearer file wins. A key that is not known is an error, wherever it stands.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.sources import InitSettingsSource

from index.embed import MODEL_NAME
from index.errors import SettingsError

FILE = "dateline.toml"
PREFIX = "DATELINE_"


class Settings(BaseSettings):
    """Every setting and its default; load them with `load`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", env_ignore_empty=True)

    archive: Path = Field(default_factory=lambda: user_data_path("dateline") / "archive")
    model: str = Field(default=MODEL_NAME, pattern=f"^{MODEL_NAME}$")
    passage_tokens: int = Field(default=200, ge=20, le=240)
    passage_overlap: int = Field(default=1, ge=0, le=5)
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65_535)
    names: Annotated[tuple[str, ...], NoDecode] = ()  # by which browsers may call the page, beside its host
    password: SecretStr | None = Field(default=None, min_length=8)
    vectors: str | None = Field(default=None, pattern=r"^https?://[^/?#@\s]+$")  # a Chroma server
    llm: str | None = None  # a language model that words the answers: "ollama:qwen3"
    llm_seconds: float = Field(default=60.0, gt=0, le=600)  # after which the articles' own words answer
    debug: bool = False

    @field_validator("names", mode="before")
    @classmethod
    def _separated(cls, value: Any) -> Any:
        """The environment has one string: the names stand between commas."""
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic calls it by these names
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, and the files, the nearer first."""
        files = (InitSettingsSource(settings_cls, _file(path)) for path in _paths())
        return (init_settings, env_settings, *files)


def load(**flags: Any) -> Settings:
    """The settings in force; a flag that is None was not given. Raises `SettingsError`."""
    _known((name for name in os.environ if name.startswith(PREFIX)), "the environment", prefix=PREFIX)
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(
            f"The setting {name} cannot be {_shown(name, first['input'])}: {first['msg']}.",
            f"Correct it in the flag, in {PREFIX}{name.upper()} or in {FILE}.",
        ) from None


def _shown(name: str, value: Any) -> str:
    return "what it is" if name == "password" else repr(value)


def _paths() -> tuple[Path, Path]:
    return Path.cwd() / FILE, user_config_path("dateline") / FILE


def _file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.", "Correct or remove it.") from None
    _known(values, str(path))
    return values


def _known(names: Iterable[str], where: str, prefix: str = "") -> None:
    known = sorted(f"{prefix}{name.upper()}" if prefix else name for name in Settings.model_fields)
    for name in names:
        if name not in known:
            raise SettingsError(f"Unknown setting {name!r} in {where}.", f"Known are {', '.join(known)}.")
