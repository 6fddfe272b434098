"""The benchmark of clean text: how it counts, and the floors that the rules keep on its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.benchmarks.cleaning import PAGES, Page, digest, main, ours, pages, score
from evals.benchmarks.timex import part_of

PAGE = Page("a.html", "", ("The river rose. It fell again.", "Nobody was hurt."), ("River rises",))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("River rises\n\nThe river rose. It fell again.\n\nNobody was hurt.", (3, 3, 3)),
        ("The river rose. It fell again.\n\nNobody was hurt.\n\nSign up here.", (3, 4, 3)),
        ("The river rose. It fell again.\n\nNobody was hurt.\n\nNobody was hurt.", (3, 4, 3)),
        ("The river rose. It fell.", (3, 2, 1)),
        ("", (3, 0, 0)),
    ],
)
def test_sentences_count_where_they_stand_whole_each_as_often_as_written(
    text: str, counts: tuple[int, int, int]
) -> None:
    result = score([PAGE], lambda page: text)
    assert (result.gold, result.kept, result.right) == counts
    assert len(result.lost) == result.gold - result.right
    assert len(result.wrong) == result.kept - result.right


def test_the_marks_are_gone_from_the_page_that_is_read(tmp_path: Path) -> None:
    marked = "<html><body><h1 data-may>A</h1><p class='x' data-keep>B <i data-may>c</i></p></body></html>"
    (tmp_path / "a.html").write_text(marked, "utf-8")
    (page,) = pages(tmp_path)
    assert (page.keep, page.may) == (("B ",), ("A", "c"))
    assert page.content == "<html><body><h1>A</h1><p class='x'>B <i>c</i></p></body></html>"


def test_paragraphs_of_texts_go_by_their_digest() -> None:
    assert digest("READ MORE") == digest("READ MORE")
    assert len(digest("")) == 12


def test_there_are_at_least_forty_pages_in_both_parts() -> None:
    parts = [part_of(page.name) for page in pages(PAGES)]
    assert len(parts) >= 40
    assert min(parts.count("dev"), parts.count("test")) >= 20


@pytest.mark.parametrize(("part", "lost", "wrong"), [("dev", 0, 8), ("test", 2, 59)])
def test_the_floors_hold(part: str, lost: int, wrong: int) -> None:
    result = score([page for page in pages(PAGES) if part_of(page.name) == part], ours)
    assert len(result.lost) <= lost
    assert len(result.wrong) <= wrong


def test_the_command_prints_a_table_and_names_what_it_lacks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    main(["--part", "dev", "--show"])
    out = capsys.readouterr().out
    assert "kept in error" in out
    assert "Clean text" in out
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "no pages in" in capsys.readouterr().err
