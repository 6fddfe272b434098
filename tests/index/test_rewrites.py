"""Rewrites of one report: rare wording in common, and the archive's search for them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import rewrites
from index.archive import Archive
from index.dates import DateSpan
from index.related import terms
from index.rewrites import Telling

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

WIRE = """The ferry Aurelia ran aground off Tarnmouth before dawn on Monday with 212 people on board, the
coastguard said. “We heard a long grinding noise and then every light went out,” said Ingrid Solheim, a nurse
on her way home. The owner, Northern Crossings, put the damage at 14 million crowns and apologised. Harbour
master Odd Brekke said that the buoy which marks the reef had been missing since August."""
REWRITE = """A night crossing ended on a reef near Tarnmouth. Passengers of the Aurelia, 212 people on board
in all, were brought ashore by noon. Among them was Ingrid Solheim, a nurse: “We heard a long grinding noise
and then every light went out.” Northern Crossings expects to pay 14 million crowns for repairs. According to
harbour master Odd Brekke, nobody had replaced the buoy that was lost in August."""
SAME_DAY = """Ferries to the islands were full again on Monday as the school holidays began. The coastguard
asked owners of small boats to keep clear of the channel off Tarnmouth, where a wreck was reported, and the
weather office expects calm seas until Thursday. Northern Crossings added two departures."""
BUDGET = """The council of Tarnmouth voted for a new library on Monday evening. It will stand beside the old
fish market and cost 9 million crowns, a third of which the county pays. The opposition wanted a pool."""

MAY_2 = DateSpan.day(date(2023, 5, 2))
words = st.lists(st.sampled_from("ferry reef crowns nurse buoy dawn harbour noon".split()), max_size=30)
tellings = st.builds(
    lambda outlet, day, found: Telling(outlet, day, rewrites.runs(" ".join(found))),
    st.sampled_from(["", "post", "herald"]),
    st.one_of(st.none(), st.integers(0, 9).map(lambda day: DateSpan.day(date(2023, 5, 1 + day)))),
    words,
)


def _telling(text: str, outlet: str = "", published: DateSpan | None = MAY_2) -> Telling:
    return Telling(outlet, published, rewrites.runs(text))


def _rewritten(one: Telling, other: Telling) -> bool:
    others = [_telling(SAME_DAY), _telling(BUDGET)]
    return rewrites.tells_the_same(one, other, rewrites.spread([one, other, *others]))


def test_a_rewrite_keeps_quotes_names_and_figures() -> None:
    assert _rewritten(_telling(WIRE, "post"), _telling(REWRITE, "herald"))


def test_another_story_of_the_day_is_none() -> None:
    for other in (SAME_DAY, BUDGET):
        assert not _rewritten(_telling(WIRE, "post"), _telling(other, "herald"))


def test_an_outlet_is_not_compared_with_itself_but_unknown_ones_are() -> None:
    assert not _rewritten(_telling(WIRE, "post"), _telling(REWRITE, "post"))
    assert _rewritten(_telling(WIRE), _telling(REWRITE))


def test_only_what_was_published_within_two_days_is_compared() -> None:
    for days, is_near in ((2, True), (3, False), (-2, True), (-3, False)):
        other = _telling(REWRITE, "herald", DateSpan.day(date(2023, 5, 2) + timedelta(days)))
        assert _rewritten(_telling(WIRE, "post"), other) is is_near


def test_without_a_date_more_must_be_in_common() -> None:
    dated, undated = _telling(WIRE, "post"), _telling(WIRE, "post", None)
    other = _telling(REWRITE, "herald")
    assert rewrites.enough(dated, other) == rewrites.SHARE
    assert rewrites.enough(undated, other) == rewrites.UNDATED_SHARE > rewrites.SHARE


def test_what_many_articles_say_counts_little() -> None:
    one, other = _telling(WIRE), _telling(REWRITE)
    alone = rewrites.share(one, other, rewrites.spread([one, other]))
    common = rewrites.share(one, other, rewrites.spread([one, other, *[_telling(WIRE)] * 50]))
    assert common < alone / 25


def test_the_words_asked_for_are_names_and_figures() -> None:
    assert terms("In Tarnmouth 212 people heard Odd Brekke.") == "In Tarnmouth 212 Odd Brekke"


@given(tellings, tellings, st.lists(tellings, max_size=4))
def test_the_relation_is_symmetric_and_a_share(one: Telling, other: Telling, rest: list[Telling]) -> None:
    spread = rewrites.spread([one, other, *rest])
    assert rewrites.share(one, other, spread) == rewrites.share(other, one, spread)
    assert 0 <= rewrites.share(one, other, spread) <= 1
    assert rewrites.tells_the_same(one, other, spread) == rewrites.tells_the_same(other, one, spread)


@given(st.lists(tellings, min_size=2, max_size=5), st.data())
def test_the_order_of_the_articles_makes_no_difference(found: list[Telling], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(found))
    assert rewrites.spread(found) == rewrites.spread(moved)
    assert rewrites.share(found[0], found[1], rewrites.spread(moved)) == rewrites.share(
        found[0], found[1], rewrites.spread(found)
    )


@given(words)
def test_a_text_of_fewer_than_four_words_has_nothing_in_common(found: list[str]) -> None:
    telling = _telling(" ".join(found[:3]))
    assert rewrites.share(telling, telling, Counter()) == 0


def _rows(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_an_archive_names_the_rewrites_of_an_article_and_no_copy_twice(
    archive: Archive, folder: Path
) -> None:
    day, next_day, month = "2023-05-01", "2023-05-02", "2023-06-01"
    archive.sync(
        [
            _rows(
                folder,
                {"id": "wire", "text": WIRE, "published": day, "outlet": "Post"},
                {"id": "copy", "text": f"{WIRE} More soon.", "published": day, "outlet": "Gazette"},
                {"id": "rewrite", "text": REWRITE, "published": next_day, "outlet": "Herald"},
                {"id": "later", "text": f"{REWRITE} A month on.", "published": month, "outlet": "Echo"},
                {"id": "other", "text": SAME_DAY, "published": next_day, "outlet": "Herald"},
                {"id": "budget", "text": BUDGET, "published": day, "outlet": "Herald"},
            )
        ]
    )
    assert [found.id for found in archive.related(archive.article("wire"))] == ["rewrite"]
    (told,) = archive.related(archive.article("rewrite"))
    assert told.copy_group == archive.article("wire").copy_group
    assert archive.related(archive.article("budget")) == []


def test_an_article_that_was_just_added_is_found_at_once(archive: Archive, folder: Path) -> None:
    archive.sync([_rows(folder, {"id": "wire", "text": WIRE, "published": "2023-05-01"})])
    assert archive.related(archive.article("wire")) == []
    archive.sync(
        [
            _rows(
                folder,
                {"id": "wire", "text": WIRE, "published": "2023-05-01"},
                {"id": "rewrite", "text": REWRITE, "published": "2023-05-01"},
            )
        ]
    )
    assert [found.id for found in archive.related(archive.article("wire"))] == ["rewrite"]


def test_the_first_and_the_last_day_of_the_calendar_have_neighbours_on_one_side(
    archive: Archive, folder: Path
) -> None:
    archive.sync(
        [
            _rows(
                folder,
                {"id": "first", "text": WIRE},
                {"id": "last", "text": REWRITE, "published": "9999-12-31"},
            )
        ]
    )
    archive.set_published("first", "0001-01-01")
    assert archive.related(archive.article("first")) == archive.related(archive.article("last")) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed articles are not at hand")
def test_of_the_seeds_two_rewrite_one_agency_story(open_archive: Callable[[], Archive]) -> None:
    archive = open_archive()
    archive.sync([SEEDS])
    number = {article.id: Path(article.path).name[:3] for article in archive.articles()}
    found = {
        number[article.id]: [number[other.id] for other in archive.related(article)]
        for article in archive.articles()
    }
    assert found == {"000": [], "001": [], "002": [], "003": ["004"], "004": ["003"]}
    assert all(archive.copies(article) == [] for article in archive.articles())
