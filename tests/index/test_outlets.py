"""What an outlet repeats is left out of its articles: learned from those stored and those that come in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive

NOTICE = "Our archive is paid for in part by a grant; our partners have no say in any of our articles."

NEWS = (
    "The harbour was closed on Monday after a barge struck the eastern pier, the port authority said.",
    "Two bakers from Ostrow won the national prize for rye bread at a ceremony on Saturday evening.",
    "The council voted by nine to four to close the old tram depot, and sold the land to a builder.",
    "A rare heron nested on the island for the third year, wardens who count the birds reported.",
)


def _write(folder: Path, *numbers: int, **fields: str) -> Path:
    rows = [{"id": f"n{number}", "text": f"{NEWS[number]}\n\n{NOTICE}"} | fields for number in numbers]
    file = folder / f"{'-'.join(map(str, numbers))}.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


@pytest.mark.parametrize("site", [{"outlet": "The Ledger"}, {"url": "https://ledger.example/news/1"}])
def test_a_notice_in_three_articles_of_an_outlet_is_in_none_of_them(
    archive: Archive, folder: Path, site: dict[str, str]
) -> None:
    archive.sync([_write(folder, 0, 1, 2, **site)])
    assert [article.text for article in archive.articles()] == list(NEWS[:3])
    assert NOTICE in archive.raw_text("n0")


def test_what_stored_articles_repeat_is_left_out_of_the_next_one(
    open_archive: Callable[[], Archive], folder: Path
) -> None:
    for number in range(2):
        open_archive().sync([_write(folder, number, outlet="The Ledger")])
    assert NOTICE in open_archive().article("n1").text
    archive = open_archive()
    archive.sync([_write(folder, 2, outlet="The Ledger")])
    assert archive.article("n2").text == NEWS[2]


def test_versions_of_one_article_count_once(open_archive: Callable[[], Archive], folder: Path) -> None:
    for number in range(3):
        open_archive().sync([_write(folder, 0, outlet="The Ledger")])
        (folder / "0.jsonl").write_text(
            json.dumps({"id": "n0", "outlet": "The Ledger", "text": f"{NEWS[number]}\n\n{NOTICE}"}),
            encoding="utf-8",
        )
        open_archive().sync([folder / "0.jsonl"])
    assert NOTICE in open_archive().article("n0").text


def test_an_outlet_is_not_taken_for_a_host_of_that_name(archive: Archive, folder: Path) -> None:
    named = _write(folder, 0, 1, outlet="ledger.example")
    addressed = _write(folder, 2, url="https://ledger.example/news/2")
    archive.sync([named, addressed])
    assert all(NOTICE in article.text for article in archive.articles())


def test_what_another_outlet_repeats_does_not_count(archive: Archive, folder: Path) -> None:
    archive.sync([_write(folder, 0, 1, outlet="The Ledger"), _write(folder, 2, outlet="The Post")])
    assert all(NOTICE in article.text for article in archive.articles())


def test_articles_of_no_known_outlet_keep_what_they_repeat(archive: Archive, folder: Path) -> None:
    archive.sync([_write(folder, 0, 1, 2)])
    assert all(NOTICE in article.text for article in archive.articles())


def test_an_address_that_is_none_is_no_outlet(archive: Archive, folder: Path) -> None:
    archive.sync([_write(folder, 0, 1, 2, url="http://[broken")])
    assert archive.info().articles == 3
