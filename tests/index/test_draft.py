"""A draft: what of a source is kept, and what is too long to be cut."""

from __future__ import annotations

import pytest

from index.draft import MOST_CHARACTERS, MOST_SENTENCES, Recipe, draft
from index.errors import TooLarge
from index.readers.source import Source


def test_what_the_text_gives_away_is_kept_where_no_date_is_known() -> None:
    source = Source(text="It rained.", title="", path="a", published_from="on or after 3 May 2020")
    made = draft(source, "a", "", Recipe())
    assert (made.published, made.published_from) == (None, "on or after 3 May 2020")


def test_the_raw_text_is_that_of_the_whole_page_where_there_is_more() -> None:
    source = Source(text="It rained.", title="", path="a", raw="Menu\n\nIt rained.")
    assert draft(source, "a", "", Recipe()).raw == "Menu\n\nIt rained."
    assert draft(Source(text="It rained.", title="", path="a"), "a", "", Recipe()).raw == "It rained."


@pytest.mark.parametrize(
    "text",
    ["x" * (MOST_CHARACTERS + 1), "It rained.\n\n" * (MOST_SENTENCES + 1)],
    ids=["one endless word", "endless lines"],
)
def test_what_would_take_minutes_to_cut_is_too_large(text: str) -> None:
    with pytest.raises(TooLarge, match="the limit is"):
        draft(Source(text=text, title="t", path="a"), "a", "", Recipe())
