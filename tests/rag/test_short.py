"""The short answer that leads a claim, and when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.answer import Status
from rag.evidence import Evidence
from rag.question import understand
from rag.short import short_answer, yes_or_no
from rag.spans import Span
from rag.story import Story

TEXT = "Ada Brook opened the new bridge in Kelso for 40 million euros because the old one had burnt down."

Read = Callable[..., Evidence]


@pytest.fixture
def reads(story: Callable[..., Story], evidence: Callable[..., list[Evidence]]) -> Read:
    """(words of the text, score) → its only sentence with the reader pointing at these words."""

    def make(words: str, score: float = 0.9) -> Evidence:
        item = evidence([story(TEXT)])[0]
        start = TEXT.index(words)
        return replace(item, read=score, span=Span(start, start + len(words), score))

    return make


@pytest.mark.parametrize(
    ("question", "words", "lead"),
    [
        ("Who opened the bridge?", "Ada Brook", "Ada Brook"),
        ("Where was the bridge opened?", "Kelso", "Kelso"),
        ("How much did the bridge cost?", "40 million euros", "40 million euros"),
        ("What did Ada Brook open?", "the new bridge", "The new bridge"),
    ],
)
def test_what_the_reader_sees_leads_the_claim(reads: Read, question: str, words: str, lead: str) -> None:
    assert short_answer(understand(question), reads(words)) == lead


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who opened the bridge?", "the old one"),
        ("How much did the bridge cost?", "Kelso"),
        ("Who is Ada Brook?", "Ada Brook"),
        ("Why did Ada Brook open the bridge?", "the old one had burnt down"),
        ("When did Ada Brook open the bridge?", "Kelso"),
        ("What did Ada Brook say about the bridge?", "the new bridge"),
        ("What did Ada Brook do?", TEXT[:-1]),
        ("Who honoured Ada Brook?", "Ada Brook opened the new bridge"),
        ("What happened in Kelso?", "the new bridge"),
    ],
)
def test_words_of_another_kind_or_of_the_question_itself_do_not_lead(
    reads: Read, question: str, words: str
) -> None:
    assert short_answer(understand(question), reads(words)) == ""


@pytest.mark.parametrize(
    ("question", "status", "lead"),
    [
        ("Who opened the bridge?", "happened", "Ada Brook"),
        ("Who opened the bridge?", "planned", ""),
        ("Who opened the bridge?", "unknown", ""),
        ("Who will open the bridge?", "planned", "Ada Brook"),
    ],
)
def test_who_has_done_it_is_not_whoever_only_may(
    reads: Read, question: str, status: Status, lead: str
) -> None:
    assert short_answer(understand(question), reads("Ada Brook"), status) == lead


def test_an_unsure_reading_does_not_lead(reads: Read) -> None:
    assert short_answer(understand("Who opened the bridge?"), reads("Ada Brook", 0.4)) == ""
    assert short_answer(understand("Who opened the bridge?"), replace(reads("Ada Brook"), span=None)) == ""


@pytest.mark.parametrize(
    ("question", "status", "word"),
    [
        ("Did Ada Brook open the bridge?", "happened", "Yes"),
        ("Did Ada Brook open the bridge?", "denied", "No"),
        ("Did Ada Brook open the bridge?", "cancelled", "No"),
        ("Did Ada Brook open the bridge?", "planned", ""),
        ("Did Ada Brook open the bridge?", "unknown", ""),
        ("Did Ada Brook not open the bridge?", "happened", ""),
        ("Who opened the bridge?", "happened", ""),
    ],
)
def test_yes_or_no_is_said_where_the_act_is_told_or_denied(
    reads: Read, question: str, status: Status, word: str
) -> None:
    assert yes_or_no(understand(question), reads("Ada Brook"), status) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ada Brook has joined the Kelso Pact.", "Yes"),
        ("After joining the Kelso Pact, Ada Brook spoke.", "Yes"),
        ("For Ada Brook joining the Kelso Pact now seems the best way.", ""),
        ("It takes years for Ada Brook to join the Kelso Pact.", ""),
    ],
)
def test_what_is_only_named_is_not_told(
    story: Callable[..., Story], evidence: Callable[..., list[Evidence]], text: str, word: str
) -> None:
    asked = understand("Has Ada Brook joined the Kelso Pact?")
    item = replace(evidence([story(text)], asked.text)[0], read=0.9, told=1.0, coverage=1.0)
    assert yes_or_no(asked, item, "happened") == word


def test_where_the_act_is_hardly_told_only_the_quote_answers(reads: Read) -> None:
    hardly = replace(reads("Ada Brook"), told=0.5)
    assert yes_or_no(understand("Did Ada Brook open the bridge?"), hardly, "happened") == ""


def test_the_place_of_a_dateline_does_not_lead_but_where_it_is_asked(
    story: Callable[..., Story], evidence: Callable[..., list[Evidence]]
) -> None:
    text = "KELSO — The mayor was sworn in at the castle."
    item = replace(evidence([story(text)])[0], read=0.9, span=Span(0, 5, 0.9))
    assert short_answer(understand("At which residence was the mayor sworn in?"), item) == ""
    assert short_answer(understand("Where was the mayor sworn in?"), item) == "KELSO"
