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
    known = (
        "archive, debug, host, llm, llm_seconds, model, names, passage_overlap, passage_tokens, password, "
        "port, vectors"
    )
    assert caught.value.remedy == f"Known are {known}."
    assert caught.value.exit_code == 2


def test_an_unknown_variable_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ARCHIV", "x")
    with pytest.raises(SettingsError, match="Unknown setting 'DATELINE_ARCHIV' in the environment"):
        settings.load()


def test_an_empty_variable_counts_as_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ARCHIVE", "")
    assert settings.load().archive == tmp_path / "data" / "dateline" / "archive"


def test_the_page_is_served_on_this_machine_alone_by_default() -> None:
    found = settings.load()
    assert (found.host, found.port, found.names, found.password) == ("127.0.0.1", 7860, (), None)


def test_where_the_page_is_served_comes_from_flags_the_environment_and_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _write(Path("dateline.toml"), 'host = "::1"\nport = 8000\nnames = ["a.example", "b.example"]\n')
    found = settings.load()
    assert (found.host, found.port, found.names) == ("::1", 8000, ("a.example", "b.example"))
    monkeypatch.setenv("DATELINE_HOST", "192.168.1.5")
    monkeypatch.setenv("DATELINE_PORT", "9000")
    monkeypatch.setenv("DATELINE_NAMES", "c.example")
    found = settings.load(port=65_535)
    assert (found.host, found.port, found.names) == ("192.168.1.5", 65_535, ("c.example",))
    assert settings.load(names=("d.example",)).names == ("d.example",)


def test_a_password_is_never_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = "correct horse"
    monkeypatch.setenv("DATELINE_PASSWORD", chosen)
    found = settings.load()
    assert found.password is not None
    assert found.password.get_secret_value() == chosen
    for printed in (repr(found), str(found), found.model_dump_json()):
        assert chosen not in printed


def test_a_password_has_eight_characters_or_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PASSWORD", "horse 7")
    with pytest.raises(SettingsError, match="The setting password cannot be"):
        settings.load()
    monkeypatch.setenv("DATELINE_PASSWORD", "horses 8")
    assert settings.load().password is not None


def test_a_password_that_is_too_short_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PASSWORD", "horse 7")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert "horse 7" not in str(caught.value)


def test_names_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NAMES", "news.example, desk.example,")
    assert settings.load().names == ("news.example", "desk.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("passage_tokens", "many"), ("passage_tokens", "4"), ("model", "x")),
        *(("port", "0"), ("port", "65536"), ("port", "-1"), ("port", "http")),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"DATELINE_{name.upper()}", value)
    with pytest.raises(SettingsError, match=f"The setting {name} cannot be '{value}'"):
        settings.load()


def test_a_file_that_is_not_toml_is_named() -> None:
    _write(Path("dateline.toml"), "archive =")
    with pytest.raises(SettingsError, match=r"dateline\.toml cannot be read"):
        settings.load()
