from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan, TimeValue
from index.published import find_published, parse_date
from index.published.wording import sure_part

_OCTOBER_16 = DateSpan.day(date(2023, 10, 16))


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-16",
        "2023/10/16",
        "2023/10/16 12:31:55",
        "20231016",
        "2023-10-16T09:30:00Z",
        "2023-10-16T23:59:59-08:00",
        "2023-10-16T09:30:00.000+0000",
        "2023-10-16 09:30:00",
        "20231016T093000Z",
        "16 October 2023",
        "16th October, 2023",
        "Monday 16 October 2023",
        "Oct. 16, 2023",
        "OCTOBER 16, 2023",
        "Monday, October 16, 2023 at 9:30 AM EDT",
        "Mon, 16 Oct 2023 09:30:00 +0000",
        "Mon, 16 Oct 2023 09:30:00 GMT",
        "16-Oct-2023",
        "Mon Oct 16 10:00:00 2023",
        "Mon Oct 16 10:00:00 UTC 2023",
        "20231016T0930",
        "2023-10-16 9am",
        "10/16/2023",
        "16.10.2023",
        "  16   October\n2023 ",
    ],
)
def test_a_stated_day_is_read_and_kept_as_written(text: str) -> None:
    found = parse_date(text)
    assert found == TimeValue(" ".join(text.split()), "2023-10-16", _OCTOBER_16)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("2023-10", "2023-10", date(2023, 10, 1), date(2023, 10, 31)),
        ("October 2023", "2023-10", date(2023, 10, 1), date(2023, 10, 31)),
        ("2023", "2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2999-01-01", "2999-01-01", date(2999, 1, 1), date(2999, 1, 1)),
    ],
)
def test_a_month_a_year_and_the_future_keep_their_precision(
    text: str, value: str, start: date, end: date
) -> None:
    assert parse_date(text) == TimeValue(text, value, DateSpan(start, end))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "unknown",
        "today",
        "yesterday",
        "Friday",
        "October 16",
        "0000-01-01",
        "0",
        "2023-02-30",
        "2023-13",
        "2023-00-10",
        "2023-10-00",
        "30 February 2023",
        "05/06/2023",
        "1697443200",
        "12345",
        "2023-10-16 and more",
        "٢٠٢٣-١٠-١٦",
        "2023-10-16" * 100,
        "2023 10",
        "2023-10 16",
        "2023-10-16 09",
        "2023-10-16T24:00:00",
        "20231016103000",
        "Friday, 16 October 2023",
        "Tue Oct 16 10:00:00 2023",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert parse_date(text) is None


def test_the_first_of_the_fields_with_a_name_counts_and_one_with_a_number_is_another() -> None:
    fields = {"date": "2023-10-16", "Date": "2022-05-05", "date_2": "2024-05-05"}
    assert find_published(fields, None, "")[0] == parse_date("2023-10-16")
    assert find_published({"date_2": "2024-05-05"}, None, "") == (None, "")


@pytest.mark.parametrize("name", ["created", "created_at", "date_created", "updated", "modified", "crawled"])
def test_when_a_row_was_made_or_changed_is_no_publication(name: str) -> None:
    assert find_published({name: "2023-10-16"}, None, "") == (None, "")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_date(text)


@given(
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0100", "%Y%m%d"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    found = parse_date(day.strftime(form))
    assert found is not None
    assert found.span == DateSpan.day(day)
    assert found.value == day.isoformat()


@pytest.mark.parametrize(
    "name",
    [
        "published",
        "date",
        "published_at",
        "publish_date",
        "pubDate",
        "datePublished",
        "Date-Published",
    ],
)
def test_a_field_states_it_under_any_of_its_names(name: str) -> None:
    found, how = find_published({name: "2023-10-16", "title": "2019"}, None, "")
    assert found is not None
    assert (found.value, how) == ("2023-10-16", "field")


def test_the_surer_field_wins_and_an_unreadable_one_is_passed_over() -> None:
    fields = {"issued": "2020-01-01", "published": "2023-10-16"}
    assert find_published(fields, None, "")[0] == parse_date("2023-10-16")
    assert find_published(fields | {"published": "soon"}, None, "")[0] == parse_date("2020-01-01")
    assert find_published({"published": "soon"}, None, "") == (None, "")


@pytest.mark.parametrize(
    "page",
    [
        '<meta property="article:published_time" content="2023-10-16T09:30:00+02:00">',
        "<META content='2023-10-16' name='date'>",
        '<meta itemprop="datePublished" content="Oct. 16, 2023">',
        '<script type="application/ld+json">{"dateModified": "2024", "datePublished": "2023-10-16"}</script>',
        '<script type="application/ld+json">{"dateCreated":"2022","datePublished":"2023-10-16"}</script>',
        '<meta name="citation_publication_date" content="2023/10/16">',
    ],
)
def test_a_page_states_it_in_its_metadata(page: str) -> None:
    found, how = find_published({}, f"<html><head>{page}</head><body>17 October 2019</body></html>", "")
    assert found is not None
    assert (found.value, how) == ("2023-10-16", "page metadata")


@pytest.mark.parametrize(
    "page",
    [
        "<h1>17 October 2019</h1><footer>© 2024</footer>",
        '<meta name="lastmod" content="2021-03-04">',
        '<meta property="article:modified_time" content="2021-03-04">',
        '<meta name="viewport" content="width=device-width">',
        "<meta",
        "",
    ],
)
def test_dates_in_the_body_and_of_changes_are_never_taken(page: str) -> None:
    assert find_published({}, f"<html><body>{page}</body></html>", "") == (None, "")


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://news.example/2023/10/16/visit", "2023-10-16"),
        ("https://news.example/world/2023/oct/16/visit", "2023-10-16"),
        ("https://news.example/visit-2023-10-16.html", "2023-10-16"),
        ("https://news.example/20231016/visit", "2023-10-16"),
        ("https://news.example/2023/10/visit", "2023-10"),
        ("https://news.example/2023/13/45/visit", None),
        ("https://news.example/article/1697443200", None),
        ("https://news.example/visit", None),
        ("https://news.example/2023/10/16/", None),
        ("https://news.example/2023/10/16/index.html", None),
        ("https://news.example/eclipse-guide-2024-04-08", None),
        ("https://news.example/obituary-ana-ruiz-1931-05-03", None),
        ("https://news.example/the-flood-of-1931-05-03", None),
        ("https://news.example/events/2024/05/12/summer", None),
        ("https://news.example/wp-content/uploads/2019/05/scan.html", None),
        ("https://web.archive.org/web/20240102030405/https://news.example/visit", None),
        ("https://web.archive.org/web/20240102/https://news.example/2023/10/16/visit", "2023-10-16"),
        ("https://web.archive.org/web/20240102id_/news.example/2023/10/16/visit", "2023-10-16"),
        ("https://archive.ph/20240102/https://news.example/visit", None),
        ("https://archive.ph/2024.01.02-030405/visit", None),
        ("", None),
    ],
)
def test_an_address_may_state_it(url: str, value: str | None) -> None:
    found, how = find_published({}, None, url)
    assert (found.value if found else None) == value
    assert how == ("url" if value else "")


def test_what_comes_with_the_article_goes_before_its_page_and_its_page_before_its_address() -> None:
    page, url = '<meta name="date" content="2022-02-02">', "https://news.example/2021/01/01/a"
    assert find_published({"date": "2023-03-03"}, page, url)[1] == "field"
    assert find_published({}, page, url)[1] == "page metadata"
    assert find_published({}, "<p>no date</p>", url)[1] == "url"


@given(st.text(), st.text())
def test_no_page_and_no_address_raises(page: str, url: str) -> None:
    find_published({}, page, url)


def test_a_page_of_nothing_but_open_tags_takes_no_time() -> None:
    assert find_published({}, "<meta " * 20_000 + "<time " * 20_000, "x" * 20_000) == (None, "")


def test_no_leading_zeros_are_needed_where_the_year_stands_first() -> None:
    found = parse_date("2022/7/5")
    assert found is not None
    assert found.value == "2022-07-05"


def test_figures_in_an_unknown_order_are_sure_of_their_year_alone() -> None:
    found = sure_part("03/04/2023")
    assert found is not None
    assert (found.text, found.value) == ("03/04/2023", "2023")
    assert sure_part("13/04/2023") is None
    assert sure_part("2023-04-03") is None
