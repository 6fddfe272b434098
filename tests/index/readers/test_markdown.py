from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Malformed
from index.readers.markdown import plain_text, read_markdown

PATH = Path("folder/article.md")


def test_front_matter_says_what_the_article_is() -> None:
    data = (
        b"---\ntitle: 'River: a flood'\nsource: Valley Paper\nauthors: [Ana Ruiz, Tom Ode]\n"
        b"date: 2023-10-16\nlink: https://valley.example/flood\nlayout: post\n---\n\n"
        b"# River: a flood\n\nIt rose.\n"
    )
    source = read_markdown(data, PATH)
    assert source.title == "River: a flood"
    assert source.text == "It rose."
    assert source.outlet == "Valley Paper"
    assert source.author == "Ana Ruiz, Tom Ode"
    assert source.url == "https://valley.example/flood"
    assert source.path == "folder/article.md"
    assert source.published is not None
    assert source.published.value == "2023-10-16"
    assert source.published_from == "front matter"


def test_values_stay_the_words_they_are() -> None:
    source = read_markdown(b"---\ntitle: 2022\nauthor: No\noutlet: ~\n---\nIt rose.", PATH)
    assert (source.title, source.author, source.outlet) == ("2022", "No", "")


def test_a_heading_other_than_the_title_stays_in_the_text() -> None:
    assert (
        read_markdown(b"---\ntitle: Flood\n---\n# The night\n\nIt rose.", PATH).text
        == "The night\n\nIt rose."
    )


def test_without_front_matter_the_heading_is_the_title() -> None:
    source = read_markdown(b"# The night of the flood\n\nIt rose.", PATH)
    assert (source.title, source.text) == ("The night of the flood", "It rose.")


def test_without_any_heading_the_first_line_is_the_title() -> None:
    source = read_markdown(b"It rose.\n\nIt fell.", PATH)
    assert (source.title, source.text) == ("It rose.", "It rose.\n\nIt fell.")


def test_windows_line_ends_are_read() -> None:
    source = read_markdown(b"---\r\ntitle: Flood\r\n---\r\nIt\r\nrose.\r\n\r\nIt fell.", PATH)
    assert (source.title, source.text) == ("Flood", "It rose.\n\nIt fell.")


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert read_markdown(b"---\nIt rose.\n---\nIt fell.", PATH).text == "It rose.\n\nIt fell."


@pytest.mark.parametrize(
    ("front", "says"),
    [
        (b"---\ntitle: [River\n---\nIt rose.", "line"),
        (b"---\ntitle: 'River\ndate: 2023\n---\nIt rose.", "line"),
        (b"---\ntitle: River\nIt rose.\n", "never closed"),
        (b"---\ntitle: " + b"[" * 5000 + b"\n---\nIt rose.", "YAML"),
        (b"---\ntitle: " + b"x" * 200_000 + b"\n---\nIt rose.", "limit is 100000"),
    ],
)
def test_bad_front_matter_is_malformed_and_says_where(front: bytes, says: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_markdown(front, PATH)
    assert says in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("It **rose** in *one* night, ~~not two~~.", "It rose in one night, not two."),
        (
            "See [the map](https://a.example/x_(y) 'Map') and [more][1].\n\n[1]: https://a.example",
            "See the map and more.",
        ),
        ("Before ![a picture](a.png) after.", "Before  after."),
        ("Under the ![pic][p] sky[^2].", "Under the  sky."),
        (
            "Use `river_level` and snake_case_names, 5 * 3 * 2.",
            "Use river_level and snake_case_names, 5 * 3 * 2.",
        ),
        ("## The night ##\nIt rose.", "The night\n\nIt rose."),
        ("The night\n---------\nIt rose.", "The night\n\nIt rose."),
        ("> It rose,\n> he said.", "It rose, he said."),
        ("Two:\n- one\n- two\n  more", "Two:\n\none\n\ntwo more"),
        ("1. one\n2. two", "1. one\n\n2. two"),
        ("It rose.  \nIt fell.", "It rose.\n\nIt fell."),
        ("Wrapped\nlines.", "Wrapped lines."),
        ("A &amp; B <b>bold</b> <https://a.example>", "A & B bold https://a.example"),
        ("<!-- a note\n\nof ours -->It rose.", "It rose."),
        (r"Not \*this\* one.", "Not *this* one."),
        ("```\ncode *here*\n```", "code here"),
        ("It fell below 3 < 4 > 2.", "It fell below 3 < 4 > 2."),
        ("***\n\nIt rose.\n\n___", "It rose."),
    ],
)
def test_markup_becomes_text(marked: str, plain: str) -> None:
    assert plain_text(marked) == plain


@given(st.lists(st.text("abc XYZ,.’“”é$%0", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_text_without_markup_stays_as_it_is(paragraphs: list[str]) -> None:
    assert plain_text("\n\n".join(paragraphs)) == "\n\n".join(paragraphs)


@given(
    st.one_of(
        st.binary(), st.text("-:[]{}'\"&*#> \nab`_!()\\", max_size=60).map(lambda t: ("---\n" + t).encode())
    )
)
def test_any_bytes_are_an_article_or_malformed(data: bytes) -> None:
    with suppress(Malformed):
        assert isinstance(read_markdown(data, PATH).text, str)
