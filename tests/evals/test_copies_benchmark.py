"""The benchmark of copies and rewrites: its labels, how pairs are judged, and what it prints."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from evals.benchmarks.copies import __main__ as command
from evals.benchmarks.copies import speed, synthetic
from evals.benchmarks.copies.labels import Pair, labelled
from evals.benchmarks.copies.measure import System, judge, resembling, systems
from evals.benchmarks.copies.shelf import Shelf, draft, sources
from evals.benchmarks.copies.table import percent, show
from evals.metrics.rate import Rate
from index.draft import Draft
from index.errors import Malformed, UsageError
from index.readers import Source

PAIRS = labelled()


def _text(number: int, words: int = 150) -> str:
    return " ".join(f"w{number}x{word * word % 97}y{word}" for word in range(words))


ROWS = [
    {"id": "rt00505", "title": "A", "published": "2022-06-22", "source": "a.example", "text": _text(1)},
    {
        "id": "rt00512",
        "title": "A",
        "published": "2022-06-22",
        "source": "b.example",
        "text": _text(1) + " End.",
    },
    {"id": "rt00506", "title": "B", "published": "2022-06-22", "source": "b.example", "text": _text(2)},
    {"id": "x", "title": "C", "published": "2022-06-22", "source": "c.example", "text": _text(3)},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder as RealTime QA's, of four articles; three of them are labelled."""
    (tmp_path / "questions.jsonl").write_text('{"question": "Who?", "date": "2022-06-17"}\n', "utf-8")
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in ROWS)
    return tmp_path


@pytest.fixture
def originals(data: Path) -> list[tuple[Source, Draft]]:
    return [(source, made) for source in sources(data) if (made := draft(source))]


def test_there_are_enough_labels_of_each_kind_in_both_parts() -> None:
    counts = Counter((pair.part, pair.label) for pair in PAIRS)
    assert len(PAIRS) >= 200
    assert min(counts.values()) >= 5
    assert len(counts) == 8


def test_a_label_is_two_ids_and_a_short_reason() -> None:
    assert all(pair.one < pair.other for pair in PAIRS)
    assert len({(pair.one, pair.other) for pair in PAIRS}) == len(PAIRS)
    assert all(10 < len(pair.reason) < 100 for pair in PAIRS)


def test_a_label_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    good = '{"one": "a", "other": "b", "label": "copy", "reason": "r"}'
    file.write_text(f"{good}\n{good.replace('copy', 'twin')}\n", "utf-8")
    with pytest.raises(Malformed, match=r"^labels\.jsonl:2: label: "):
        labelled(file)


def test_precision_and_recall_count_the_wanted_among_the_judged() -> None:
    told = {"copy": True, "update": True, "different": False, "rewrite": False}
    pairs = [Pair(label, f"{number}", label, "") for label in told for number in range(20)]  # type: ignore[arg-type]
    system = System("s", lambda one, other: told[one], "copy", tuple(told))  # type: ignore[arg-type]
    of_copies = judge(system, pairs)
    assert sum(result.precision.passed for result in of_copies) == 20
    assert sum(result.precision.n for result in of_copies) == 40
    neutral = judge(replace(system, judged=("copy", "different")), pairs)
    assert all(result.precision.value == result.recall.value == 1 for result in neutral)
    assert sum(result.updates.passed for result in neutral) == 20


def test_the_usual_rule_chains() -> None:
    words = [f"w{number}" for number in range(200)]
    texts = {name: " ".join(words[start : start + 120]) for name, start in (("a", 0), ("b", 30), ("c", 60))}
    assert resembling(texts | {"d": _text(5)}) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_articles_are_grouped_as_sync_groups_them(
    originals: list[tuple[Source, Draft]], tmp_path: Path
) -> None:
    shelf = Shelf.open(tmp_path)
    shelf.add([made for _, made in originals])
    articles = shelf.articles()
    shelf.journal.close()
    assert articles["rt00505"].copy_group == articles["rt00512"].copy_group != articles["rt00506"].copy_group
    by_name = {system.name: system.related for system in systems(articles)}
    assert by_name["copy groups"]("rt00505", "rt00512")
    assert not by_name["exact copies: the same words"]("rt00505", "rt00512")
    assert not by_name["rewrites"]("rt00505", "rt00506")


def test_the_large_archive_is_the_same_every_time(originals: list[tuple[Source, Draft]]) -> None:
    made = list(synthetic.enlarged(originals, 60))
    assert made == list(synthetic.enlarged(originals, 60))
    assert len(made) == 60 - len(originals)
    assert {each.edit for each in made} <= {*synthetic.EDITS, synthetic.OTHER}


def test_edits_are_seen_through_and_other_articles_are_not_taken_for_copies(
    originals: list[tuple[Source, Draft]],
) -> None:
    measured = speed.measure(originals, 120)
    assert measured.articles == 120
    assert measured.mistaken.passed == 0
    assert measured.found["1 of 50 words replaced"].value == measured.found["cut to 70 %"].value == 1


def test_the_table_says_what_was_counted() -> None:
    told = judge(System("exact", lambda one, other: True, "copy", ("copy", "different")), PAIRS)
    console = Console(width=118, file=io.StringIO())
    show(console, PAIRS, told, left_out=2)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert f"{len(PAIRS)} pairs" in printed
    assert "2 more have no text left" in printed
    assert percent(Rate(3, 4)) == "75% (3 of 4, 30%…95%)"
    assert percent(Rate(0, 0)) == "–"


def test_the_command_prints_pairs_and_speed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.main([str(data), "--articles", "40"])
    printed = capsys.readouterr().out
    assert "copy groups" in printed
    assert "40 articles, made from those of the data set" in printed
    assert "one article more" in printed


def test_wrong_use_says_what_to_do(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, message in (
        ([str(data / "elsewhere")], "has no questions.jsonl and no articles.jsonl.gz"),
        ([str(data), "--articles", "5"], "--articles is 5."),
    ):
        with pytest.raises(SystemExit) as ended:
            command.main(arguments)
        assert ended.value.code == UsageError.exit_code
        assert message in capsys.readouterr().err


def test_data_without_a_labelled_article_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with gzip.open(data / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(ROWS[-1]) + "\n")
    with pytest.raises(SystemExit):
        command.main([str(data), "--articles", "0"])
    assert "None of the labelled articles is in the data." in capsys.readouterr().err


def test_a_file_that_is_no_gzip_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "articles.jsonl.gz").write_bytes(b"\x1f\x8bno gzip")
    with pytest.raises(SystemExit):
        command.main([str(data), "--articles", "0"])
    assert "Get the file again." in capsys.readouterr().err
