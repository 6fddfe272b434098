from collections.abc import Callable
from typing import Any

import pytest

from evals.metrics import quotes_exact
from evals.metrics.score import Sample
from rag import Citation
from rag.answer import Claim

Make = Callable[..., Sample]
Cite = Callable[..., Citation]


def test_an_exact_quote_used_in_the_text_passes(sample: Make) -> None:
    assert quotes_exact.score(sample()).passed


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The bridge reopened on 5 May 2021."},
        {"quote": "the bridge reopened on 4 May 2021."},
        {"start": 0},
        {"start": -10},
        {"end": 10_000},
        {"start": 5, "end": 5, "quote": ""},
    ],
)
def test_one_character_off_is_wrong(sample: Make, cite: Cite, change: dict[str, Any]) -> None:
    score = quotes_exact.score(sample(citations=[cite(**change)]))
    assert score.passed is False
    assert "[1] quotes what does not stand at" in score.why


def test_an_article_that_the_archive_does_not_have_is_wrong(sample: Make, cite: Cite) -> None:
    score = quotes_exact.score(sample(citations=[cite(article_id="tunnel")]))
    assert score.why == "[1] cites 'tunnel', which is not in the archive"


def test_a_claim_without_a_citation_is_wrong(sample: Make) -> None:
    claims = [Claim("It reopened.", (1,)), Claim("It is popular.", ())]
    assert quotes_exact.score(sample(claims=claims)).why == "no citation for: It is popular."


def test_an_answer_without_claims_is_wrong(sample: Make) -> None:
    assert quotes_exact.score(sample(claims=[])).why == "the answer makes no claim"


def test_a_number_that_is_not_in_the_list_is_wrong(sample: Make) -> None:
    assert quotes_exact.score(sample(claims=[Claim("It reopened.", (1, 3))])).passed is False
    assert quotes_exact.score(sample("It reopened. [1][3]")).passed is False


def test_a_citation_that_the_text_does_not_use_is_wrong(sample: Make, cite: Cite) -> None:
    assert quotes_exact.score(sample("It reopened. [1]", [cite(1), cite(2)])).passed is False


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It reopened [1]. Traffic was light [2]. So it was [1].", True),
        ("It reopened [1, 2].", True),
        ("It reopened [2]. Traffic was light [1].", False),
    ],
)
def test_numbers_run_in_order_of_first_use(sample: Make, cite: Cite, text: str, right: bool) -> None:
    assert quotes_exact.score(sample(text, [cite(1), cite(2)])).passed is right


def test_the_list_counts_from_one(sample: Make, cite: Cite) -> None:
    assert quotes_exact.score(sample("It reopened [2].", [cite(2)])).passed is False


def test_a_refusal_makes_no_promise_unless_it_cites(refused: Make) -> None:
    assert quotes_exact.score(refused()).passed is None
