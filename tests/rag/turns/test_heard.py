"""Of long turns the beginning is read, and no more of a history than a bounded number of characters."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan, TimeValue
from rag.answer import Answer, Citation, Claim
from rag.turns import standalone
from rag.turns.heard import MOST_READ, articles_of, claims_of, days_of, head, quotes_of

TEXTS = st.text(alphabet="ab .\n[1]", max_size=3 * MOST_READ)
DAY = TimeValue("4 May 2021", "2021-05-04", DateSpan.day(date(2021, 5, 4)))


def _answer(*texts: str) -> Answer:
    """An answer with a claim of each text, and a citation whose quote it is."""
    claims = tuple(Claim(text, (n,), DAY, "happened") for n, text in enumerate(texts, 1))
    cited = tuple(_citation(n, text) for n, text in enumerate(texts, 1))
    return Answer("?", "?", "\n".join(texts), claims, cited)


def _citation(n: int, quote: str) -> Citation:
    return Citation(n, f"id-{n}", f"Title {n}", "", None, "", "", 0, len(quote), quote)


@given(TEXTS, st.integers(1, MOST_READ))
def test_the_head_of_a_text_is_its_beginning_and_cuts_no_word_that_fits(text: str, most: int) -> None:
    kept = head(text, most)
    assert text.startswith(kept)
    assert len(kept) <= most
    assert kept == text or len(kept) == most or kept[-1].isspace()


def test_a_short_answer_is_read_whole_without_its_marks() -> None:
    answer = _answer("Ada Brandt went to Oslo. [1]", "She met Ole Lund. [2]")
    said = ["Ada Brandt went to Oslo.", "She met Ole Lund."]
    assert claims_of(answer) == said
    assert claims_of(answer.text) == said
    assert quotes_of(answer) == ["Title 1", answer.citations[0].quote, "Title 2", answer.citations[1].quote]
    assert articles_of(answer) == ("id-1", "id-2")
    assert days_of(answer) == (DAY.span, DAY.span)


@given(st.lists(TEXTS, max_size=6))
def test_however_long_an_answer_is_no_more_than_so_much_is_read(texts: list[str]) -> None:
    answer = _answer(*texts)
    for read in (claims_of(answer), quotes_of(answer), claims_of(answer.text)):
        assert sum(map(len, read)) <= MOST_READ


def test_the_days_of_a_text_are_those_of_its_beginning() -> None:
    late = " so it was" * MOST_READ + " on 4 May 2021."
    assert days_of("It was on 4 May 2021." + late) == (DAY.span,)
    assert days_of(late) == ()


def test_what_a_follow_up_leans_on_is_found_at_the_beginning_of_a_long_answer() -> None:
    filler = " The weather stayed dry." * 1_000
    history = [("Who opened the bridge in Oslo?", f"Ada Brandt opened the bridge.{filler}")]
    assert standalone("When did she speak?", history).text == "When did Ada Brandt speak?"
    assert standalone("When did she speak?", [("Who opened it?" + filler, history[0][1])]).text
