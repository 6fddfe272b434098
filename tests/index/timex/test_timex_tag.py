from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.timex import Timex, tag

_PIECES = st.sampled_from(
    (
        "the last next this on in at by Friday May March Oct. October 4 17 30 2022 2023 0000 , - – / : . ' ’ "
        "s to and of a an two three hundred half year years week days ago later earlier quarter first "
        "century 1990s '80s a.m. p.m. noon now every each twice Monday Sept. 11 attacks Christmas ſunday "
        "İn \u212aelvin ٣ \n\n \u00a0 between from since will met that week month year’s following overnight "
        "centuries decade + Q 2Q Night once per www.x.org/ summer weekend some long while"
    ).split(" ")
)
_TEXTS = st.one_of(
    st.text(), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES, max_size=30).map("".join)
)
_PUBLISHED = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))

_FORMS = (
    "{day.day} {month} {day.year}",
    "{month} {day.day}, {day.year}",
    "{short} {day.day}, {day.year}",
    "{day.day} {short} {day.year}",
    "{weekday}, {month} {day.day}, {day.year}",
    "{weekday} {day.day} {month} {day.year}",
    "the {day.day}{th} of {month} {day.year}",
    "{day.year:04d}-{day.month:02d}-{day.day:02d}",
)


def _rendered(form: str, day: date) -> str:
    months = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
    th = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return form.format(day=day, month=f"{day:%B}", short=months[day.month - 1], weekday=f"{day:%A}", th=th)


@settings(max_examples=300)
@given(_TEXTS, _PUBLISHED)
def test_no_text_raises_and_every_offset_is_right(text: str, published: date | None) -> None:
    at = 0
    for timex in tag(text, published):
        assert at <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end].strip() == text[timex.start : timex.end]
        assert timex.type in ("DATE", "TIME", "DURATION", "SET")
        assert timex.value
        at = timex.end


@given(_TEXTS, _PUBLISHED)
def test_the_same_text_gives_the_same_result(text: str, published: date | None) -> None:
    assert tag(text, published) == tag(text, published)


@given(_TEXTS)
def test_a_text_repeated_after_a_break_is_read_again_as_it_was(text: str) -> None:
    once = tag(f"{text} end.\n\n", None)
    twice = tag(f"{text} end.\n\n" * 2, None)
    length = len(f"{text} end.\n\n")
    assert twice[: len(once)] == once
    assert [(t.start - length, t.end - length) for t in twice[len(once) :]] == [
        (t.start, t.end) for t in once
    ]


@pytest.mark.parametrize("form", _FORMS)
@given(day=st.dates(date(1500, 1, 1), date(2100, 12, 31)))
def test_any_date_in_any_newspaper_form_is_found_with_exactly_its_value(form: str, day: date) -> None:
    words = _rendered(form, day)
    (timex,) = tag(f"They signed it on {words}, in Rome.", None)
    assert timex.value == day.isoformat()
    assert timex.span is not None
    assert timex.span.start == timex.span.end == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_a_yearless_date_lies_within_a_year_of_the_publication(published: date, month: int, day: int) -> None:
    (timex,) = tag(f"They met on {day} {date(2000, month, 1):%B}.", published)
    assert timex.span is not None
    assert abs((timex.span.start - published).days) <= 366


def test_a_relative_date_without_a_publication_date_stays_unresolved() -> None:
    assert tag("They met on Friday.", None) == [Timex(12, 18, "DATE", "XXXX-WXX-5", None)]


def test_an_empty_text_and_a_text_of_numbers_hold_no_times() -> None:
    assert tag("", None) == []
    assert tag("12 345 2023 1999 17 10 4.5 1,000 20-30 3/4", date(2023, 10, 16)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Am 4. Februar trafen sie sich in Peking.",
        "Ils se sont vus le 4 mai dernier, mardi soir.",
        "Встретились 4 февраля 2022 года.",
        "两国元首于2022年2月4日会谈。",
        "عقد اللقاء في ٤ فبراير ٢٠٢٢",
        "on 14 Ramadan 1444 and 5 Tishri",
        "令和5年10月17日",
    ],
)
def test_another_language_or_calendar_gives_no_invented_date(text: str) -> None:
    assert [timex for timex in tag(text, date(2023, 10, 16)) if timex.value != "2022"] == []


@pytest.mark.parametrize("published", [date.min, date(1, 12, 31), date(2999, 6, 1), date.max])
def test_a_publication_at_the_edge_of_the_calendar_or_in_the_future_is_borne(published: date) -> None:
    text = (
        "Last year, two centuries ago, next week, the decade before, on Friday, tomorrow, the next decade, "
        "in March, on 4 May, Easter, last quarter, this winter, overnight, Tuesday of last week, in ten "
        "years it will end, the week of May 4, in October of that year, three weeks later."
    )
    assert len(tag(text, published)) > 15


@pytest.mark.parametrize(
    "text", ["on February 30", "on 31 April 2022", "in the year 0", "on 4 February 0000", "on 2022-13-45"]
)
def test_a_day_that_no_calendar_has_stays_words(text: str) -> None:
    assert tag(text, date(2023, 10, 16)) == []


def test_importing_the_tagger_compiles_no_rule() -> None:
    """Programs that only import it, such as the readers' child processes, pay for none."""
    code = "import sys, index.timex; print(sys.modules['index.timex.tag']._openers.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "0\n"


@pytest.mark.parametrize(
    "piece",
    [
        "the ",
        "1-",
        "1/",
        "20 to ",
        "May 1-",
        "Friday ",
        "a hundred ",
        "the early ",
        " ",
        "\n",
        "'",
        "said ",
        "9:",
        "www.",
        "twice a ",
        "May and ",
        "that May ",
        "the week of ",
        "8 p.m. Friday ",
        "a quarter of a ",
        "two and a half ",
    ],
)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Where the work grew with the square of the length, this would not come to an end."""
    text = piece * (20_000 // len(piece)) + " until 4 February 2022"
    assert tag(text, date(2023, 10, 16))[-1].value == "2022-02-04"


def test_a_hundred_kilobytes_of_beginnings_are_read_to_their_end() -> None:
    text = "the last early next every " * 4_000
    assert tag(text, None) == []
