from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evals.metrics import leak_free
from evals.metrics.score import Sample
from index.dates import DateSpan, TimeValue
from rag import Citation
from rag.answer import Nearest

Make = Callable[..., Sample]
Cite = Callable[..., Citation]

MAY = TimeValue("5 May 2021", "2021-05-05", DateSpan.day(date(2021, 5, 5)))


@pytest.mark.parametrize(
    ("asked", "passed"),
    [
        ({"as_of": date(2021, 5, 5)}, True),
        ({"as_of": date(2021, 5, 4)}, False),
        ({"until": date(2021, 5, 5)}, True),
        ({"until": date(2021, 5, 4)}, False),
        ({"as_of": date(2021, 6, 1), "until": date(2021, 5, 4)}, False),
        ({"since": date(2021, 5, 5)}, True),
        ({"since": date(2021, 5, 6)}, False),
        ({"since": date(2021, 5, 1), "as_of": date(2021, 5, 9)}, True),
    ],
)
def test_what_was_published_outside_the_days_is_a_leak(
    sample: Make, cite: Cite, asked: dict[str, Any], passed: bool
) -> None:
    assert leak_free.score(sample(citations=[cite(published=MAY)], **asked)).passed is passed


def test_a_leak_is_named(sample: Make, cite: Cite) -> None:
    listed = [cite(1, published=MAY), cite(2, published=None)]
    score = leak_free.score(sample(citations=listed, as_of=date(2021, 1, 1)))
    assert score.why == (
        "[1] bridge.md was published 2021-05-05; [2] bridge.md was published on no known day"
    )


def test_an_article_of_a_month_may_be_of_its_last_day(sample: Make, cite: Cite) -> None:
    month = TimeValue("May 2021", "2021-05", DateSpan(date(2021, 5, 1), date(2021, 5, 31)))
    cited = [cite(published=month)]
    assert leak_free.score(sample(citations=cited, as_of=date(2021, 5, 20))).passed is False
    assert leak_free.score(sample(citations=cited, as_of=date(2021, 5, 31))).passed


def test_a_refusal_may_not_name_a_later_article_either(refused: Make) -> None:
    sample = refused("/news/bridge.md", refuse=True, as_of=date(2021, 5, 4))
    refusal = sample.answer.refusal
    assert refusal is not None
    assert leak_free.score(sample).passed is False
    dated = tuple(replace(near, published=MAY) for near in refusal.nearest)
    later = replace(sample, answer=replace(sample.answer, refusal=replace(refusal, nearest=dated)))
    assert isinstance(dated[0], Nearest)
    assert leak_free.score(later).why == "bridge.md was published 2021-05-05"


def test_an_answer_that_shows_nothing_leaks_nothing(refused: Make) -> None:
    assert leak_free.score(refused(refuse=True, as_of=date(2021, 5, 4))).passed


def test_a_question_of_all_days_does_not_count(sample: Make) -> None:
    assert leak_free.score(sample()).passed is None


def test_a_refusal_may_not_name_a_later_day_in_its_message(refused: Make) -> None:
    sample = refused(refuse=True, as_of=date(2021, 5, 4))
    assert sample.answer.refusal is not None
    for said, passed in (("The archive covers 2021-01-02 to 2021-05-04.", True), ("… to 2021-05-05.", False)):
        refusal = replace(sample.answer.refusal, message=said)
        told = replace(sample, answer=replace(sample.answer, refusal=refusal))
        assert leak_free.score(told).passed is passed
