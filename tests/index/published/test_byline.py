from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.published.byline import from_lines
from index.published.dateline import Dateline, from_dateline
from index.published.tongues import month_of

TOLD = "The river rose by two metres in the night, and the people of the lower town were told to leave."


def _values(*head: str, above: tuple[str, ...] = (), foot: tuple[str, ...] = ()) -> list[str]:
    found = (line.value.value for line in from_lines(above, head, foot, [*above, *head, *foot]))
    return [*dict.fromkeys(found)]


@pytest.mark.parametrize(
    "line",
    [
        "Published 16 October 2023",
        "Posted on: October 16, 2023 in Town",
        "First published: Mon 16 Oct 2023 13.00 BST",
        "Updated: Oct. 18, 2023 at 9:00 a.m. | Published: Oct. 16, 2023 at 4:15 p.m.",
        "Ana Ruiz · Valley Paper · Posted: Oct 16, 2023 4:00 AM EST | Last updated: October 17, 2023",
        "By Ana Ruiz | 16 October 2023 09:30 BST",
        "By ANA RUIZ Town Reporter 12:01, 16 OCT 2023",
        "Ana Ruiz • October 16, 2023 • 3 min read",
        "Written by Ana Ruiz on 16 October 2023",
        "Monday, October 16, 2023",
        "2023-10-16",
        "Posted 10/16/2023 8:15 AM",
        "16.10.2023, 11:20 Uhr",
        "Publié le 16 octobre 2023 à 09h30, mis à jour le 17 octobre 2023",
        "Veröffentlicht am 16. Oktober 2023, 14:05 Uhr",
        "Publicado el 16 de octubre de 2023 a las 11:45",
        "Publicado em 16 de outubro de 2023",
        "Pubblicato il 16 ottobre 2023",
        "Gepubliceerd op 16 oktober 2023",
        "16 October 2023 (updated 19 November 2023)",
        "By Ana Ruiz, 16 October 2023, updated 19 November 2023",
        "Published by Ana Ruiz on 16 October 2023",
        "Ana Ruiz, Published October 16, 2023",
        "October 16, 2023 at 5:00 a.m. EST",
        "Mon 16 Oct 2023 07.00 CEST",
        "October 16, 2023 Updated 3:00 p.m. ET",
        "Article by Ana Ruiz | Oct. 16, 2023 | 5 comments",
        "Published 7:00 AM CST, October 16, 2023",
        "PUBLISHED: October 16, 2023 at 5:00 a.m. | UPDATED: October 17, 2023 at 6:00 a.m.",
    ],
)
def test_a_byline_states_the_day_of_publication_and_no_other(line: str) -> None:
    assert _values("River rises", line, TOLD) == ["2023-10-16"]


@pytest.mark.parametrize(
    "line",
    [
        "Updated 16 October 2023",
        "Last modified: 16 October 2023",
        "Stand: 16.10.2023, 11:20 Uhr",
        "Mis à jour le 16 octobre 2023",
        "Retrieved 16 October 2023",
        "The dam on 16 October 2023 (Photo: Ana Ruiz)",
        "Published by Valley Media Ltd, registered 12 May 2003",
        "Her first book was published in May 2011.",
        "Report published 16 October 2023 blames the keeper",
        "River rises on 16 October 2023",
        "Published Friday at 9:15 am",
        "2 hours ago",
        "30 February 2023",
        "© 2019-2023 Valley Paper",
        "Published by Valley Media, 3 Mill Street, 16 October 2023",
        "© 2019 Valley Paper. Published 16 October 2023",
        "First published October 16, 1951, The Mill turns 70",
        "Posted in: May 2023 vote",
        "Filed under: Mars 2020, space",
        "Release date: 16 October 2023",
        "Released: 16 October 2023",
        "Case No. 21-123, filed 16 October 2023",
        "Bonds, issued October 16, 2013",
        "Effective: October 16, 2023",
        "Edition: October 16, 2023",
        "By October 16, 2023",
        "Apply By October 16, 2023",
        "By Monday, October 16, 2023",
        "Tickets On Sale, October 16, 2023",
        "Lower Town, 16 October 2023",
        "Theatre Royal, Lower Town, 16 October 2023",
        "Ana Ruiz (3 May 1931 – 16 October 2023)",
        "Ana Ruiz, 3 May 1931 - 16 October 2023",
        "Mill Falls, 16 October 2023",
        "Joe: posted 16 October 2023",
        "Date: 16 October 2023",
        "16/10/2023, 10:12",
        f"Published 16 October 2023, the report is clear. {TOLD}",
    ],
)
def test_other_dates_near_a_headline_are_not_taken(line: str) -> None:
    assert _values("River rises", line, TOLD) == []


def test_german_figures_have_the_day_first_and_others_only_a_year() -> None:
    assert _values("04.09.2023, 11:20 Uhr", TOLD) == ["2023-09-04"]
    assert _values("Posted: 04/09/2023", TOLD) == ["2023"]


def test_a_line_with_a_name_may_stand_below_the_deck_but_a_mere_date_may_not() -> None:
    assert _values(TOLD, "By Ana Ruiz, 16 October 2023") == ["2023-10-16"]
    assert _values(TOLD, "16 October 2023") == []


def test_several_lines_of_nothing_but_a_date_are_a_chronology() -> None:
    assert _values("16 October 2023", TOLD, "18 October 2023", TOLD) == []


def test_the_foot_counts_only_with_a_word_for_publishing() -> None:
    assert _values(TOLD, foot=("First published on 16 October 2023",)) == ["2023-10-16"]
    assert _values(TOLD, foot=("Ana Ruiz | 16 October 2023",)) == []


def test_the_headline_and_the_lines_above_it_count_only_with_a_word_for_publishing() -> None:
    assert _values("By Tom Ek", TOLD, above=("Wednesday, 5 March 2025", "Flood of 16 October 2023")) == []
    assert _values(TOLD, above=("By Ana Ruiz | 16 October 2023",)) == []
    assert _values(TOLD, above=("Published 16 October 2023",)) == ["2023-10-16"]


def test_comments_are_posted_below_an_article_and_articles_published() -> None:
    assert _values(TOLD, foot=("Posted on 16 October 2023", "Great!")) == []
    assert _values(TOLD, foot=("Read: Mill Falls", "Published 16 October 2023")) == []
    assert _values(TOLD, foot=("That is all there is to say.", "Published 16 October 2023")) == ["2023-10-16"]


def test_a_date_beside_an_author_and_a_source_is_that_of_an_article_and_beside_a_venue_of_an_event() -> None:
    date = "Date: 16 October 2023"
    assert _values("Author: Ana Ruiz", "Source: Valley Paper", date, TOLD) == ["2023-10-16"]
    assert _values(date, "Venue: Old Mill", TOLD) == []
    assert _values("16 October 2023", "Venue: Old Mill", TOLD) == []
    assert _values("Author: Ana Ruiz", date, "Venue: Old Mill", TOLD) == []


def test_months_are_known_in_seven_languages() -> None:
    names = "May mai mayo maggio maio mei MAI Sept. sept okt. août março dezembro".split()
    assert [month_of(name) for name in names] == [5, 5, 5, 5, 5, 5, 5, 9, 9, 10, 8, 3, 12]
    assert month_of("Mayor") is None


@given(st.lists(st.text(alphabet="Publishedby 0123456789/.,|OctMayüé", max_size=60), max_size=5))
def test_no_lines_raise(lines: list[str]) -> None:
    _values(*lines, foot=tuple(lines))


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("MOSCOW, Oct 16 (Reuters) - The talks ended.", Dateline("Oct 16", 10, 16, None)),
        ("NEW YORK, Sept. 9, 2022 /Newsroute/ -- The plant opened.", Dateline("Sept. 9, 2022", 9, 9, 2022)),
        ("CLARKTON, Tenn., May 4 (AP) — It rained.", Dateline("May 4", 5, 4, None)),
        ("BEIJING, 16 October 2023 (Wire) -- The forum opened.", Dateline("16 October 2023", 10, 16, 2023)),
        ("LONDON — The Queen died.", None),
        ("LONDON (AP) — The Queen died on Oct 16 - or so.", None),
        ("The talks of Oct 16 (Reuters) - ended.", None),
        ("THE PAPER DECLARED, March 11, 2020 - a flood; five years on it is dry.", None),
        ("NATO, since Oct 16, has grown.", None),
    ],
)
def test_a_dateline_has_its_place_in_capitals_and_ends_with_a_dash(
    line: str, dateline: Dateline | None
) -> None:
    assert from_dateline(["River rises", line]) == dateline
