"""The commands of the archive, run as a user runs them."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from index import cli
from index.archive import Archive
from tests.vector_server import UNUSED

INDEX = EntryPoint("index", "index.commands:register", cli.GROUP)


class Line:
    """One command line after another on one archive."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments], [INDEX])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: object) -> Any:
        _, out, _ = self(*arguments, "--json")
        return json.loads(out)


@pytest.fixture
def line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word_embedder: object
) -> Line:
    """A command line whose archive is in the test's folder, and that embeds words only."""
    for name in ("DATELINE_PASSAGE_TOKENS", "DATELINE_PASSAGE_OVERLAP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setattr("index.archive.ShippedEmbedder", lambda folder: word_embedder)
    return Line(capsys)


@pytest.fixture
def article(folder: Path) -> Path:
    file = folder / "rain.md"
    file.write_text(
        "---\ntitle: Rain [again]\noutlet: Kent Courier\npublished: 2023-05-04\n---\n"
        "It rained all day. The river rose.\n",
        encoding="utf-8",
    )
    return file


def test_add_reports_what_it_did_and_doing_it_again_is_quiet_work(line: Line, article: Path) -> None:
    code, out, err = line("add", article.parent)
    assert (code, err) == (0, "")
    assert out.startswith("1 added, 0 updated, 0 unchanged, 0 removed, 0 failed in ")
    assert out.endswith("s.\nThe archive holds 1 article in 1 passage.\n")
    assert line("add", article)[1].startswith("0 added, 0 updated, 1 unchanged, 0 removed, 0 failed in ")


def test_add_as_json_has_exactly_the_documented_fields(line: Line, article: Path) -> None:
    report = line.json("add", article, article.with_name("gone.txt"))
    assert list(report) == [
        *("added", "updated", "unchanged", "removed", "failed", "articles", "passages", "seconds"),
    ]
    assert (report["added"], report["articles"], report["passages"]) == (1, 1, 1)
    (failure,) = report["failed"]
    assert (failure["path"], failure["code"]) == (str(article.with_name("gone.txt")), "unavailable")
    assert failure["message"]


def test_a_file_that_fails_is_named_with_the_reason_and_the_exit_code_is_1(line: Line, article: Path) -> None:
    article.with_name("empty.txt").touch()
    code, out, err = line("add", article.parent)
    assert code == 1
    assert "1 added" in out
    assert err.startswith(f"Failed: {article.with_name('empty.txt')} (empty): ")


def test_an_empty_folder_is_answered_with_what_to_do(line: Line, folder: Path) -> None:
    code, out, err = line("add", folder)
    assert code == 1
    assert "0 added" in out
    assert "Put articles there" in err


def test_a_file_without_a_row_is_answered_with_what_to_do(line: Line, folder: Path) -> None:
    file = folder / "rows.jsonl"
    file.write_text("\n\n", encoding="utf-8")
    code, _, err = line("add", file)
    assert code == 1
    assert err


def test_prune_removes_what_is_gone(line: Line, article: Path) -> None:
    article.with_name("other.txt").write_text("The council met on Monday.", encoding="utf-8")
    line("add", article.parent)
    article.unlink()
    assert line.json("add", article.parent)["removed"] == 0
    assert line.json("add", "--prune", article.parent)["removed"] == 1


def test_ctrl_c_says_what_is_kept(line: Line, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line("add", article)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "sync", interrupted)
    code, out, err = line("add", article)
    assert (code, out) == (130, "")
    assert err == "Stopped. 1 article is kept; run the same command again to go on.\n"


def test_list_shows_how_each_date_was_found(line: Line, article: Path) -> None:
    line("add", article)
    code, out, _ = line("list")
    assert code == 0
    for word in ("id", "published", "2023-05-04", "front matter", "Rain [again]"):
        assert word in out
    assert out.endswith("1 article\n")
    (row,) = line.json("list")
    assert row["published"] == {
        "text": "2023-05-04",
        "value": "2023-05-04",
        "start": "2023-05-04",
        "end": "2023-05-04",
    }
    assert (row["outlet"], row["path"]) == ("Kent Courier", str(article))


def test_show_gives_the_article_clean_or_as_it_was_read(line: Line, article: Path) -> None:
    line("add", article)
    id_ = line.json("list")[0]["id"]
    code, out, _ = line("show", id_)
    assert code == 0
    assert out.startswith(
        "title:     Rain [again]\npublished: 2023-05-04 (front matter)\noutlet:    Kent Courier\n"
    )
    assert out.endswith("\n\nIt rained all day. The river rose.\n")
    assert line.json("show", id_)["text"] == "It rained all day. The river rose."
    assert "It rained all day." in line.json("show", id_, "--raw")["text"]


def test_what_a_page_wraps_around_its_article_is_shown_with_raw_alone(line: Line, article: Path) -> None:
    page = article.with_name("page.html")
    told = "The bridge over the river at Kent was opened on Monday after four years of work, the mayor said."
    page.write_text(
        f"<html><head><title>Bridge opens</title></head><body><nav><a href='/'>Crosswords</a></nav>"
        f"<article><h1>Bridge opens</h1><p>{told}</p><p>{told.replace('mayor', 'council')}</p></article>"
        "</body></html>",
        encoding="utf-8",
    )
    line("add", page)
    (row,) = line.json("list")
    assert "Crosswords" in line.json("show", row["id"], "--raw")["text"]
    assert "Crosswords" not in line.json("show", row["id"])["text"]
    assert told in line.json("show", row["id"])["text"]


def test_what_the_text_gives_away_of_its_age_is_shown_where_no_date_is_known(
    line: Line, tmp_path: Path
) -> None:
    file = tmp_path / "hint.txt"
    file.write_text("The minister resigned on 26 September 2023. Nobody has followed him.", encoding="utf-8")
    line("add", file)
    (row,) = line.json("list")
    hint = "on or after 26 September 2023 (inferred from the text)"
    assert (row["published"], row["published_from"]) == (None, hint)
    assert f"published: {hint}\n" in line("show", row["id"])[1]
    corrected = line.json("set", row["id"], "--published", "2023-10-16")
    assert corrected["published"]["value"] == "2023-10-16"


def test_set_corrects_a_date(line: Line, article: Path) -> None:
    line("add", article)
    id_ = line.json("list")[0]["id"]
    code, out, _ = line("set", id_, "--published", "2023-05")
    assert (code, out) == (0, f"{id_} was published 2023-05-01 – 2023-05-31: Rain [again]\n")
    assert line.json("set", id_, "--published", "2023-05-05")["published_from"] == "set by hand"
    code, _, err = line("set", id_, "--published", "soon")
    assert (code, err) == (2, "Error: 'soon' is not a date.\n→ Write it as 2023-10-16, 2023-10 or 2023.\n")


def test_remove_takes_the_article_out_and_leaves_the_file(line: Line, article: Path) -> None:
    line("add", article)
    id_ = line.json("list")[0]["id"]
    assert line("remove", id_) == (0, f"Removed {id_}: Rain [again]\n", "")
    assert article.exists()
    assert line("remove", id_)[0] == 2
    assert line.json("list") == []


def test_info_counts_in_words_and_in_json(line: Line, article: Path, tmp_path: Path) -> None:
    line("add", article)
    code, out, _ = line("info")
    assert code == 0
    assert out.startswith(f"archive:   {tmp_path / 'archive'}\narticles:  1\npassages:  1\n")
    assert "undated:   0 articles" in out
    info = line.json("info")
    assert {"articles", "passages", "from", "to", "outlets"} <= info.keys()
    assert (info["from"], info["to"], info["outlets"]) == ("2023-05-04", "2023-05-04", {"Kent Courier": 1})


@pytest.mark.parametrize(
    "command", [["list"], ["info"], ["show", "x"], ["remove", "x"], ["set", "x", "--published", "2023"]]
)
def test_no_command_but_add_makes_an_archive(line: Line, command: list[str], tmp_path: Path) -> None:
    code, out, err = line(*command)
    assert (code, out) == (1, "")
    assert err == (
        f"Error: There is no archive at {tmp_path / 'archive'}.\n"
        "→ Index something first: `dateline add PATH`.\n"
    )
    assert not (tmp_path / "archive").exists()
    assert line.json(*command)["error"]["code"] == "missing"


def test_an_archive_flag_goes_before_the_environment(line: Line, article: Path, tmp_path: Path) -> None:
    line("add", article, "--archive", tmp_path / "second")
    assert line("info")[0] == 1
    assert line.json("info", "--archive", tmp_path / "second")["articles"] == 1


def test_an_unknown_setting_stops_the_command(line: Line, tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text("archve = 'x'\n", encoding="utf-8")
    code, _, err = line("info")
    assert code == 2
    assert err.startswith(
        f"Error: Unknown setting 'archve' in {tmp_path / 'dateline.toml'}.\n→ Known are archive, "
    )


def test_what_cannot_be_sent_to_the_vector_server_is_said_and_is_no_failure(
    line: Line, article: Path, tmp_path: Path
) -> None:
    code, out, err = line("add", article, "--vectors", UNUSED)
    assert code == 0
    assert out.startswith("1 added")
    assert f"Note: The vector server {UNUSED} cannot be used (ConnectError" in err
    assert err.endswith(" Vectors are compared one by one until an `add` reaches it.\n")
    line("export", tmp_path / "file")
    code, _, err = line("import", tmp_path / "file", "--archive", tmp_path / "new", "--vectors", UNUSED)
    assert code == 0
    assert "Note: The vector server" in err


def test_an_address_that_is_none_is_wrong_use(line: Line, article: Path) -> None:
    code, _, err = line("add", article, "--vectors", "localhost:8000")
    assert code == 2
    assert err.startswith("Error: The setting vectors cannot be 'localhost:8000'")
