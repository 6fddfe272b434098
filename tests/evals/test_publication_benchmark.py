"""The benchmark of publication dates: how it counts, and the floors that the rules keep on its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evals.benchmarks.publication import PAGES, Found, Page, main, ours, pages, score
from evals.benchmarks.timex import part_of


def _page(published: str | None, *ways: str, bound: str | None = None) -> Page:
    return Page(Path("a.html"), published, ways, bound, date(2023, 10, 3) if bound else None, "")


@pytest.mark.parametrize(
    ("page", "found", "counts"),
    [
        (_page("2023-10-16", "url"), Found("2023-10-16", "url"), (1, 1, 1, 1)),
        (_page("2023-10-16", "url"), Found("2023-10-16", "byline"), (1, 1, 1, 0)),
        (_page("2023-10", "url"), Found("2023-10-01", "url"), (1, 1, 0, 0)),
        (_page("2023-10-16", "url"), Found(""), (1, 0, 0, 0)),
        (_page(None, ""), Found("2023-10-16", "url"), (0, 1, 0, 0)),
        (_page(None, ""), Found(""), (0, 0, 0, 1)),
        (_page(None, ""), Found("", "11 May of an unknown year (dateline)"), (0, 0, 0, 0)),
    ],
)
def test_a_date_is_right_at_its_own_precision_only(
    page: Page, found: Found, counts: tuple[int, int, int, int]
) -> None:
    result = score([page], lambda _: found)
    assert (result.stated, result.found, result.right, result.named) == counts


@pytest.mark.parametrize(
    ("words", "held"),
    [("on or after 26 September 2023", 1), ("in or after 2022", 0), ("on or after 4 October 2023", 0)],
)
def test_a_bound_holds_when_the_text_gives_it_and_it_is_no_later_than_the_writing(
    words: str, held: int
) -> None:
    page = _page(None, "26 September 2023", bound="2023-09-26")
    result = score([page], lambda _: Found("", f"{words} (inferred from the text)"))
    assert (result.bounds, result.bounds_held) == (1, held)


def test_there_are_at_least_sixty_pages_in_both_parts() -> None:
    parts = [part_of(page.path.name) for page in pages(PAGES)]
    assert len(parts) >= 60
    assert min(parts.count("dev"), parts.count("test")) >= 30
    assert {page.path.name for page in pages(PAGES)} == {path.name for path in PAGES.glob("*.html")}


@pytest.mark.parametrize(("part", "right", "named", "bounds"), [("dev", 45, 71, 6), ("test", 33, 59, 4)])
def test_the_floors_hold(part: str, right: int, named: int, bounds: int) -> None:
    chosen = [page for page in pages(PAGES) if part_of(page.path.name) == part]
    result = score(chosen, ours)
    assert result.right >= right
    assert result.found - result.right <= (part == "test")
    assert result.named >= named
    assert result.bounds == result.bounds_held >= bounds


def test_the_command_names_what_it_lacks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "no expected.jsonl in" in capsys.readouterr().err
