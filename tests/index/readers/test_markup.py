from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import TooLarge
from index.readers import limits
from index.readers.markup import parsable, text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>It rose.</p><p>It fell.</p>", "It rose.\n\nIt fell."),
        ("It rose.<br>It fell.<br/>", "It rose.\nIt fell."),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("It <b>rose</b> by <a href='x'>two\n metres</a>.", "It rose by two metres."),
        ("<script>no()</script><style>p {}</style><p>Yes<!-- no -->.</p>", "Yes."),
        ("<table><tr><td>Town</td><td>4.2 m</td></tr></table>", "Town 4.2 m"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("It &amp; &lt;p&gt; caf&eacute;", "It & <p> café"),
        ("It rose.\n\nIt fell 3 < 4.", "It rose.\n\nIt fell 3 < 4."),
        ("<p>It rose", "It rose"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert text_of(markup, "entry 1") == text


def test_over_the_limits_nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge, match="entry 1 has 30000 HTML elements, the limit is 20000"):
        text_of("<p>" * 30_000, "entry 1")
    monkeypatch.setattr(limits, "PAGE_BYTES", 10)
    with pytest.raises(TooLarge, match="11 characters of HTML, the limit is 10"):
        text_of("<p>" + "x" * 8, "entry 1")


def test_characters_that_no_parser_takes_are_left_out() -> None:
    assert parsable("a\x00b\ud800c\x0bd\te", "x") == "abcd\te"


@given(st.text("<>/abp &;!-'\"\x00\n", max_size=80))
def test_any_markup_is_text(markup: str) -> None:
    assert "\x00" not in text_of(markup, "x")
