from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.published import find_published

BODY = (
    "The river rose by two metres in the night, and the people of the lower town were told to leave.\n\n"
    "Nobody was hurt, the mayor said. Schools stay closed until the water falls."
)


def _page(head: str = "", top: str = "", tail: str = "", above: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
    return (
        f"<html><head><title>River rises - Valley Paper</title>{head}</head><body>{above}"
        f"<main><article><h1>River rises</h1>{top}{paragraphs}{tail}</article></main></body></html>"
    )


def _found(page: str | None = None, url: str = "", text: str = BODY) -> tuple[str, str]:
    value, how = find_published({}, page, url, text)
    return value.value if value else "", how


META = '<meta name="date" content="2023-10-16">'
URL = "https://valley.example/2023/10/17/river"
LINE = "<p>By Ana Ruiz, 18 October 2023</p>"
DATELINE = f"LOWER TOWN, Oct. 19, 2023 (Valley Wire) - {BODY}"


def test_the_surest_source_counts() -> None:
    assert _found(_page(META, LINE), URL, DATELINE) == ("2023-10-16", "page metadata")
    assert _found(_page(top=LINE), URL, DATELINE) == ("2023-10-17", "url")
    assert _found(_page(top=LINE), "", DATELINE) == ("2023-10-18", "byline")
    assert _found(_page(), "", DATELINE) == ("2023-10-19", "dateline")
    assert _found(_page()) == ("", "")


def test_a_month_is_refined_by_a_day_within_it_and_by_no_other() -> None:
    month = "https://valley.example/2023/10/river"
    assert _found(_page(top=LINE), month) == ("2023-10-18", "byline")
    assert _found(_page(), month, DATELINE.replace(", 2023", "")) == ("2023-10-19", "dateline")
    assert _found(_page(top="<p>By Ana Ruiz, 18 November 2023</p>"), month) == ("2023-10", "url")
    assert _found(_page(), month, DATELINE.replace("Oct. 19, 2023", "Nov. 19")) == ("2023-10", "url")


def test_figures_in_an_unknown_order_give_the_year() -> None:
    assert _found(_page('<meta name="date" content="03/04/2023">')) == ("2023", "page metadata")
    assert _found(_page('<meta name="date" content="03/04/2023">'), "https://v.example/2023/04/03/a") == (
        "2023-04-03",
        "url",
    )


@pytest.mark.parametrize(
    ("stated", "line", "value"),
    [
        ("2024-02-29T00:30:00Z", "February 28, 2024", "2024-02-28"),
        ("2024-02-28T20:00:00+00:00", "29 February 2024", "2024-02-29"),
        ("2024-02-29T18:30:00Z", "28 February 2024", "2024-02-29"),
        ("2024-02-29T00:30:00+01:00", "28 February 2024", "2024-02-29"),
        ("2024-02-29T00:30:00Z", "20 February 2024", "2024-02-29"),
        ("2024-02-28T09:00:00Z", "29 February 2024", "2024-02-28"),
        ("2024-02-28T10:00:00Z", "29 February 2024", "2024-02-29"),
    ],
)
def test_a_day_in_utc_gives_way_to_the_day_that_readers_saw(stated: str, line: str, value: str) -> None:
    page = _page(f'<meta name="date" content="{stated}">', f"<p>By Ana Ruiz | {line}</p>")
    assert _found(page)[0] == value


@pytest.mark.parametrize(
    "extra",
    [
        {"top": "<p>28 February 2024</p>"},
        {"top": "<p>Edition: February 28, 2024</p>"},
        {"tail": "<p>Published 28 February 2024</p>"},
        {"above": "<p>Wednesday, 28 February 2024</p>"},
    ],
)
def test_only_a_line_with_a_label_or_an_author_moves_the_day(extra: dict[str, str]) -> None:
    page = _page('<meta name="date" content="2024-02-29T00:30:00Z">', **extra)
    assert _found(page)[0] == "2024-02-29"


def test_a_date_at_the_end_of_a_slug_gives_way_to_whatever_else_is_stated() -> None:
    url = "https://valley.example/dam-opens-2023-10-17"
    assert _found(_page(), url) == ("2023-10-17", "url")
    assert _found(_page(top=LINE), url) == ("2023-10-18", "byline")
    assert _found(_page(), url, DATELINE) == ("2023-10-19", "dateline")


def test_in_a_text_the_headline_and_what_a_browser_printed_state_nothing() -> None:
    for first in ("World Cup Final, 18 December 2022", "13/05/2024, 10:12", "18 December 2022"):
        assert _found(text=f"{first}\n\nRiver rises\n\n{BODY}") == ("", "")
    assert _found(text=f"River rises\n\n13/05/2024, 10:12\n\n{BODY}") == ("", "")
    assert _found(text=f"River rises\n\nBy Ana Ruiz, 18 October 2023\n\n{BODY}") == ("2023-10-18", "byline")
    assert _found(text=f"Published 18 October 2023\n\n{BODY}") == ("2023-10-18", "byline")


TIME = "<time datetime='2023-11-02'>2 Nov 2023</time>"


@pytest.mark.parametrize(
    "top",
    [
        f"<p>{TIME}</p>",
        f"<p>By Ana Ruiz {TIME}</p>",
        f"<div><span>Ana Ruiz</span> · {TIME}</div>",
        f"<p><b>Published</b> {TIME}</p>",
        f"<div class='date-published'><span>on</span> {TIME}</div>",
        "<time class='entry-date published updated' datetime='2023-11-02'>2 Nov</time>",
        "<span class='modified-date'><time datetime='2023-12-05'>5 Dec</time></span>"
        f" <span class='x'>{TIME}</span>",
        f"<p>Updated <time datetime='2023-12-05'>5 Dec</time> Published {TIME}</p>",
        f"<div><h3><a href='/x'>Mill</a></h3><time datetime='2020-01-01'>x</time></div><p>{TIME}</p>",
    ],
)
def test_a_time_tag_that_stands_as_a_byline_does_or_says_published_counts(top: str) -> None:
    assert _found(_page(top=top)) == ("2023-11-02", "page metadata")


@pytest.mark.parametrize(
    "extra",
    [
        {"top": f"<p><b>Last updated:</b> {TIME}</p>"},
        {"top": f"<p><span class='label'>Updated</span> {TIME}</p>"},
        {"top": f"<div class='last-updated'>{TIME}</div>"},
        {"top": f"<div class='is-modified'><div><span>{TIME}</span></div></div>"},
        {"top": "<div class='last-updated'>2 November 2023</div>"},
        {"top": f"<p>The vote is on {TIME}.</p>"},
        {"top": f"<h2>Rain on {TIME}</h2>"},
        {"top": f"<div class='event-date'>{TIME}</div>"},
        {"top": f"<table><tr><td>Vote</td><td>{TIME}</td></tr></table>"},
        {"tail": f"<p>{TIME}</p>"},
        {"tail": "<div class='comment'><time class='published' datetime='2023-11-02'>x</time> joe</div>"},
        {"tail": f"<ul class='replies'><li>published {TIME} joe: Great</li></ul>"},
        {"tail": f"<section class='discussion'><p>Published {TIME}</p></section>"},
        {"tail": f"<div><h3>Mill sold</h3><p>Published {TIME}</p></div>"},
        {"tail": "<div class='m'><h3>Mill</h3><meta itemprop='datePublished' content='2020-01-01'></div>"},
        {"tail": "<div itemscope><meta itemprop='datePublished' content='2020-01-01'></div>"},
        {"top": "<abbr class='unpublished' title='2020-01-01'>x</abbr>"},
        {"tail": f"<p>Published {TIME}</p><p>Published <time datetime='2023-11-05'>5 Nov 2023</time></p>"},
        {"top": "<h3>Latest</h3><p>16 October 2023</p>"},
        {"top": "<p>16 October 2023</p><p>Venue: Old Mill</p>"},
        {"above": "<p>Wednesday, 5 March 2025</p>"},
    ],
)
def test_time_tags_and_lines_of_anything_else_never_count(extra: dict[str, str]) -> None:
    assert _found(_page(**extra), "https://valley.example/river") == ("", "")


def test_an_unset_field_counts_for_nothing() -> None:
    for default in ("1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "0001-01-01", "1900-01-01"):
        assert _found(_page(f'<meta name="date" content="{default}">', LINE)) == ("2023-10-18", "byline")
        assert find_published({"published": default}, None, "") == (None, "")


def test_a_day_after_tomorrow_is_passed_over_and_tomorrow_is_not() -> None:
    page = _page('<meta name="date" content="2023-10-20">', LINE)

    def found(today: date) -> str:
        value, _ = find_published({}, page, "", "", today=today)
        return value.value if value else ""

    assert found(date(2023, 10, 18)) == "2023-10-18"
    assert found(date(2023, 10, 19)) == "2023-10-20"
    assert found(date.max) == "2023-10-20"
    assert find_published({"date": "2999-01-01"}, None, "", today=date(2023, 10, 18))[1] == "field"


def test_what_the_text_gives_away_is_said_and_no_date_is_made_of_it() -> None:
    past = f"{BODY} The dam was built in May 1961 and mended on 26 September 2019."
    assert _found(None, "", past) == ("", "on or after 26 September 2019 (inferred from the text)")
    yearless = DATELINE.replace(", 2023", "")
    assert _found(None, "", yearless) == ("", "19 October of an unknown year (dateline)")


@pytest.mark.parametrize(
    "extra",
    [
        {"above": "<header><time datetime='2024-03-05'>5 March 2024</time></header>"},
        {"tail": "<section class='comments'><time datetime='2022-08-03'>3 August 2022</time></section>"},
        {"tail": "<div class='related'><p>Dam fails inspection | 12 January 2021</p></div>"},
        {"tail": "<p>© 2019-2024 Valley Paper</p>"},
        {"top": "<p>Updated 5 March 2024</p>"},
        {"top": "<figure><figcaption>The dam on 3 May 2019</figcaption></figure>"},
        {"top": "<p>Report published 3 May 2019 blames the keeper</p>"},
        {"top": "<p>2 hours ago</p>"},
        {"head": '<meta http-equiv="date" content="Tue, 05 Mar 2024 10:00:00 GMT">'},
        {"head": '<meta property="article:modified_time" content="2023-05-04">'},
    ],
)
def test_other_dates_of_a_page_are_never_taken(extra: dict[str, str]) -> None:
    assert _found(_page(**extra), "https://valley.example/river") == ("", "")


@given(st.text(max_size=200), st.text(max_size=300))
def test_no_text_raises(url: str, text: str) -> None:
    find_published({}, None, url, text)
    find_published({}, f"<html><body><h1>{text}</h1>{text}</body></html>", url, text)
