"""Where settings come from, and what an unknown one gets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import settings
from index.errors import SettingsError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder and a user's folders of the test's own, and no setting in the environment."""
    for name in os.environ:
        if name.startswith(settings.PREFIX):
            monkeypatch.delenv(name)
    (tmp_path / "work").mkdir()
    (tmp_path / "config" / "dateline").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_the_archive_is_in_the_users_data_folder_by_default(tmp_path: Path) -> None:
    assert settings.load().archive == tmp_path / "data" / "dateline" / "archive"


def test_a_flag_goes_before_the_environment_and_that_before_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = tmp_path / "config" / "dateline" / "dateline.toml"
    _write(user, 'archive = "user"\npassage_tokens = 100\n')
    assert settings.load().archive == Path("user")
    _write(Path("dateline.toml"), 'archive = "here"\n')
    assert (settings.load().archive, settings.load().passage_tokens) == (Path("here"), 100)
    monkeypatch.setenv("DATELINE_ARCHIVE", "environment")
    assert settings.load().archive == Path("environment")
    assert settings.load(archive=Path("flag")).archive == Path("flag")
    assert settings.load(archive=None).archive == Path("environment")


def test_an_unknown_key_in_a_file_is_named_with_the_file_and_the_known_keys(tmp_path: Path) -> None:
    _write(Path("dateline.toml"), "archiv = 'x'\n")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert caught.value.message == f"Unknown setting 'archiv' in {tmp_path / 'work' / 'dateline.toml'}."
    assert caught.value.remedy == "Known are archive, debug, model, passage_overlap, passage_tokens."
    assert caught.value.exit_code == 2


def test_an_unknown_variable_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ARCHIV", "x")
    with pytest.raises(SettingsError, match="Unknown setting 'DATELINE_ARCHIV' in the environment"):
        settings.load()


def test_an_empty_variable_counts_as_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ARCHIVE", "")
    assert settings.load().archive == tmp_path / "data" / "dateline" / "archive"


@pytest.mark.parametrize(
    ("name", "value"), [("passage_tokens", "many"), ("passage_tokens", "4"), ("model", "x")]
)
def test_a_value_that_cannot_be_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DATELINE_{name.upper()}", value)
    with pytest.raises(SettingsError, match=f"The setting {name} cannot be '{value}'"):
        settings.load()


def test_a_file_that_is_not_toml_is_named() -> None:
    _write(Path("dateline.toml"), "archive =")
    with pytest.raises(SettingsError, match=r"dateline\.toml cannot be read"):
        settings.load()
