"""`dateline ask` and `dateline timeline`, and what bad input gets: a message, a remedy, an exit code."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Archive, cli
from index.journal import newest_version
from rag import Answer, ask
from rag.commands import written

VISIT = "When did Emmanuel Macron visit Beijing?"
_FRONT = "---\ntitle: {0}\noutlet: Kent Courier\npublished: 2023-05-04\n---\n{1}\n"


class Line:
    """The command line on one archive, in this process: (exit code, stdout, stderr)."""

    def __init__(self, capsys: pytest.CaptureFixture[str], archive: Path) -> None:
        self._capsys = capsys
        self.archive = archive

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        code = cli.run([*map(str, arguments), "--archive", str(self.archive)])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: object) -> Any:
        return json.loads(self(*arguments, "--json")[1])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sample(capsys: pytest.CaptureFixture[str], sample_path: Path) -> Line:
    """The command line on the sample archive."""
    return Line(capsys, sample_path)


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line on an archive of the test's own, which is not there yet."""
    return Line(capsys, tmp_path / "archive")


@pytest.fixture
def copied(capsys: pytest.CaptureFixture[str], tmp_path: Path, sample_path: Path) -> Line:
    """The command line on a copy of the sample archive, to be damaged."""
    shutil.copytree(sample_path, tmp_path / "copy", ignore=shutil.ignore_patterns("model"))
    (tmp_path / "copy" / "model").symlink_to(sample_path / "model")
    return Line(capsys, tmp_path / "copy")


@pytest.fixture
def one_article(line: Line, tmp_path: Path, sample_path: Path) -> Path:
    """A folder whose one article is in the archive of ``line``."""
    _spare_the_export(line.archive, sample_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    text = "The old mill burned down on 3 May 2023. Nobody was hurt."
    (folder / "mill.md").write_text(_FRONT.format("Fire at the mill", text), encoding="utf-8")
    assert line("add", folder)[0] == 0
    return folder


def _spare_the_export(root: Path, sample_path: Path) -> None:
    """An empty archive that has the graph which embeds questions already: exporting it takes seconds."""
    Archive.open(root, create=True).close()
    (root / "model").symlink_to(sample_path / "model")


def _assert_nothing_is_lost(line: Line) -> None:
    code, out, _ = line("ask", "When did the old mill burn down?")
    assert code == 0
    assert "Wednesday 3 May 2023: " in out


def test_an_answer_shows_claims_then_sources_with_quotes(sample: Line) -> None:
    code, out, err = sample("ask", VISIT)
    answer = ask(VISIT, archive=sample.archive)
    assert (code, err) == (0, "")
    assert out.startswith(answer.text + "\n")
    assert "\n\nSources\n  [1] Orchard Street Review · 7 April 2023 · Macron ends China visit" in out
    for cited in answer.citations:
        assert f"“{' '.join(cited.quote.split())}”\n      {cited.path}\n" in out
    assert out.rstrip().endswith(" s)")


def test_a_refusal_exits_with_1_and_names_the_nearest_articles(sample: Line) -> None:
    code, out, err = sample("ask", "When did Joe Biden visit Beijing?")
    assert (code, err) == (1, "")
    assert out.startswith("The archive does not answer this")
    _, _, nearest = out.partition("\n\nNearest articles\n")
    assert len([row for row in nearest.splitlines() if row.startswith("  ")]) == 3


def test_notes_and_copies_are_shown(sample: Line) -> None:
    _, out, _ = sample("ask", "When did Putin arrive in Pyongyang?", "--outlet", "Lakeside Tribune")
    assert "\n\nNote: A relative date could not be resolved" in out
    assert "Lakeside Tribune · no publication date · Putin and Kim" in out
    _, out, _ = sample("ask", "How much gas did Gazprom agree to sell in February 2022?")
    assert " (+1 copy)\n" in out


def test_ask_as_json_is_to_dict(sample: Line) -> None:
    answer = ask(VISIT, archive=sample.archive, since="2023-01-01", outlets=["Orchard Street Review"])
    found = sample.json("ask", VISIT, "--since", "2023-01-01", "--outlet", "Orchard Street Review")
    assert {**found, "took_ms": 0} == {**answer.to_dict(), "took_ms": 0}


def test_a_refusal_as_json_exits_with_1_too(sample: Line) -> None:
    code, out, _ = sample("ask", "When did Joe Biden visit Beijing?", "--json")
    assert code == 1
    assert json.loads(out)["refusal"]["reason"] == "not_in_archive"


def test_filters_are_flags(sample: Line) -> None:
    early = sample.json("ask", "When did Putin visit Beijing?", "--as-of", "2022-12-31")
    assert early["citations"]
    assert all(cited["published"]["end"] <= "2022-12-31" for cited in early["citations"])
    code, _, err = sample("ask", VISIT, "--until", "soon")
    assert (code, err) == (2, "Error: until is 'soon', which is no date.\n→ Give a day as 2024-05-17.\n")


def test_the_question_as_it_was_understood_is_shown_where_it_differs() -> None:
    assert written(Answer("When?", "When did it rain?", "On Friday.")).startswith(
        "Understood as: When did it rain?\n\nOn Friday."
    )
    assert written(Answer(" When\n? ", "When ?", "On Friday.")).startswith("On Friday.")


def test_timeline_lists_dated_events_oldest_first(sample: Line) -> None:
    code, out, _ = sample("timeline", "Putin visits Beijing")
    assert code == 0
    events = sample.json("timeline", "Putin visits Beijing")["timeline"]
    starts = [event["when"]["start"] for event in events if event["when"]["start"]]
    assert len(starts) >= 3
    assert starts == sorted(starts)
    assert "October 2023: " in out


def test_a_missing_archive_exits_with_1_says_what_to_do_and_creates_nothing(line: Line) -> None:
    for command in ("ask", "timeline"):
        code, out, err = line(command, VISIT)
        assert code == 1
        expected = f"There is no archive at {line.archive}. Index something first: `dateline add PATH`."
        assert expected in out + err
    assert line.json("ask", VISIT)["refusal"]["reason"] == "no_archive"
    assert not line.archive.exists()


@pytest.mark.parametrize("question", ["", "  ", "?"])
def test_an_empty_question_exits_with_1_and_says_how_to_ask(sample: Line, question: str) -> None:
    code, out, _ = sample("ask", question)
    assert code == 1
    assert out.startswith("There is no question to search for. Ask in a sentence")


def test_a_question_of_10000_characters_is_wrong_use(sample: Line) -> None:
    code, out, err = sample("ask", "x" * 10_000)
    assert (code, out) == (2, "")
    assert err == (
        "Error: The question has 10,000 characters; at most 2,000 are read.\n→ Ask in a sentence or two.\n"
    )
    assert sample.json("ask", "x" * 10_000)["error"]["code"] == "question_too_long"


def test_no_question_at_all_is_wrong_use(sample: Line) -> None:
    code, _, err = sample("ask")
    assert code == 2
    assert err.startswith("Error: Missing argument")


def test_an_archive_of_a_newer_version_exits_with_3_and_is_left_alone(line: Line) -> None:
    Archive.open(line.archive, create=True).close()
    newer = newest_version() + 1
    with sqlite3.connect(line.archive / "journal.sqlite") as db:
        db.execute(f"PRAGMA user_version = {newer}")
    db.close()
    before = (line.archive / "journal.sqlite").read_bytes()
    for command in (["ask", VISIT], ["info"], ["add", __file__]):
        code, out, err = line(*command)
        assert (code, out) == (3, "")
        assert err == (
            f"Error: The archive has version {newer}, this Dateline reads up to {newer - 1}.\n"
            "→ Install a newer Dateline: `pip install --upgrade dateline`.\n"
        )
    assert (line.archive / "journal.sqlite").read_bytes() == before
    assert line.json("ask", VISIT)["error"]["code"] == "too_new"


@pytest.mark.parametrize("content", [b"this is no database at all " * 50, b"\x00" * 4096])
def test_a_damaged_journal_exits_with_3(line: Line, content: bytes) -> None:
    Archive.open(line.archive, create=True).close()
    (line.archive / "journal.sqlite").write_bytes(content)
    code, out, err = line("ask", VISIT)
    assert (code, out) == (3, "")
    assert err.startswith("Error: ")
    assert "journal" in err
    assert "→ " in err


def test_an_archive_without_its_journal_exits_with_3(copied: Line) -> None:
    (copied.archive / "journal.sqlite").unlink()
    code, _, err = copied("ask", VISIT)
    assert code == 3
    assert "has lost its journal.\n→ Restore journal.sqlite" in err


@pytest.mark.parametrize("name", ["vectors.npy", "ids.json", "words/meta.json", "manifest.json"])
def test_a_damaged_search_file_exits_with_3_and_names_the_file(copied: Line, name: str) -> None:
    (file,) = copied.archive.glob(f"generations/*/{name}")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    code, out, err = copied("ask", VISIT)
    assert (code, out) == (3, "")
    assert Path(name).name in err
    assert "→ " in err
    assert "dateline doctor --repair" in err


def test_a_damaged_question_model_exits_with_3(copied: Line, sample_path: Path) -> None:
    (copied.archive / "model").unlink()
    (copied.archive / "model").mkdir()
    shutil.copy(sample_path / "model" / "query.json", copied.archive / "model")
    (copied.archive / "model" / "query.onnx").write_bytes(b"not a graph")
    code, _, err = copied("ask", VISIT)
    assert code == 3
    assert "dateline add" in err


def test_a_folder_of_something_else_is_wrong_use(line: Line) -> None:
    line.archive.mkdir()
    (line.archive / "holiday.txt").write_text("sun", encoding="utf-8")
    code, _, err = line("ask", VISIT)
    assert code == 2
    assert "is no archive" in err


def _write_bad(folder: Path) -> dict[str, tuple[str, str]]:
    """Bad files by name: the code and a piece of the message that each must get."""
    rows = [
        json.dumps({"id": f"r{n}", "text": f"Row {n} tells that the {n}. lamp was lit."})
        for n in range(1, 10)
    ]
    rows[6] = '{"id": "r7", "text": "cut off'
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(3000))
    (folder / "zero.txt").touch()
    return {
        "rows.jsonl": ("malformed", "line 7"),
        "binary.txt": ("unsupported", "binary"),
        "picture.md": ("unsupported", "PNG"),
        "zero.txt": ("empty", "0 bytes"),
    }


def test_bad_files_are_named_with_remedies_and_the_rest_goes_on(line: Line, one_article: Path) -> None:
    expected = _write_bad(one_article)
    code, out, err = line("add", one_article)
    assert code == 1
    assert out.startswith("8 added, 0 updated, 1 unchanged, 0 removed, 4 failed")
    for name, (kind, words) in expected.items():
        (row,) = [row for row in err.splitlines() if name in row]
        assert row.startswith(f"Failed: {one_article / name} ({kind}): ")
        assert words in row
        assert row.endswith(".")
    _assert_nothing_is_lost(line)
    assert (
        line("ask", "Which lamp does row 9 tell of?")[1]
        .partition("\n")[0]
        .endswith("Row 9 tells that the 9. lamp was lit. [1]")
    )


def test_a_latin_1_file_is_read_as_what_it_is(line: Line, tmp_path: Path, sample_path: Path) -> None:
    _spare_the_export(line.archive, sample_path)
    text = "The café by the Königsbrücke in Zürich reopened on 3 May 2023, señor Peña said."
    (tmp_path / "latin.txt").write_bytes(text.encode("latin-1"))
    assert line("add", tmp_path / "latin.txt")[0] == 0
    with Archive.open(line.archive) as archive:
        (article,) = archive.articles()
    assert article.text == text
    found = line.json("ask", "When did the café in Zürich reopen?")
    assert found["citations"][0]["quote"] == text


@pytest.mark.parametrize(("name", "kind"), [("empty", "empty"), ("missing", "unavailable")])
def test_an_empty_folder_or_a_missing_path_is_told_and_nothing_is_lost(
    line: Line, one_article: Path, tmp_path: Path, name: str, kind: str
) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = line("add", tmp_path / name, one_article)
    assert code == 1
    assert out.startswith("0 added, 0 updated, 1 unchanged, 0 removed, 1 failed")
    assert f"({kind}): " in err
    assert "try again" in err or "Put articles there" in err
    line("add", "--prune", tmp_path / name)
    _assert_nothing_is_lost(line)


def test_a_file_that_turns_bad_keeps_what_was_indexed_from_it(line: Line, one_article: Path) -> None:
    (one_article / "mill.md").write_bytes(bytes(range(256)) * 40)
    assert line("add", one_article)[0] == 1
    _assert_nothing_is_lost(line)


def test_the_installed_command_asks_in_a_process_of_its_own(
    dateline: Callable[..., subprocess.CompletedProcess[str]], sample_path: Path
) -> None:
    done = dateline("ask", VISIT, DATELINE_ARCHIVE=str(sample_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 April 2023" in done.stdout
    done = dateline("ask", VISIT)
    assert done.returncode == 1
    assert "There is no archive at " in done.stdout
