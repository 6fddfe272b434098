"""Whose act it is, and where: a name that merely stands in the same sentence does not do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Binding = Callable[..., float]
BOUND = 0.65  # what the timeline asks for before a date counts

VISIT = "When did Ana Brandt visit Lusaka?"
MEET = "When did Mira Castel meet Tomas Okoro?"
BEAT = "When did Juno Hale defeat Ivo Lind?"
SIGN = "When did Mira Castel sign the treaty?"


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt visited Lusaka on Friday.",
        "Brandt went to Lusaka on Friday.",
        "On Friday, Foreign Minister Ana Brandt flew to Lusaka.",
        "Ana Brandt made a trip to Lusaka on Friday.",
        "Ana Brandt arrived in Lusaka on Friday.",
        "Ana Brandt will travel to Lusaka on Friday.",
        "Brandt's visit to Lusaka began on 3 May.",
        "Ana Brandt's two-day visit to Lusaka ended on Sunday.",
        "The visit of Ana Brandt to Lusaka lasted two days.",
        "A visit to Lusaka by Ana Brandt ended in March.",
        "Ana Brandt met officials in Oslo. She visited Lusaka on Friday.",
        "Ana Brandt leads the ministry. The budget is large. She travelled to Lusaka in May.",
        "Ana Brandt spoke in Oslo. The French president visited Lusaka in May.",
        "Ana Brandt praised Lusaka, which she visited in March.",
        "Ana Brandt spoke of Lusaka, where she travelled in March.",
        "Ana Brandt, who visited Lusaka in March, declined to comment.",
        "Ana Brandt, the finance minister, visited Lusaka in March.",
        "Ana Brandt and Tomas Okoro visited Lusaka in March.",
        "Tomas Okoro and Ana Brandt travelled to Lusaka in March.",
        "Officials said that Ana Brandt visited Lusaka in March.",
        "Ana Brandt attended a summit in Lusaka on Friday.",
        "Ana Brandt was in Lusaka on Friday.",
        "Brandt visited the Zambian capital in May.",
        "LUSAKA, Zambia — Ana Brandt met traders on Friday.",
        "LUSAKA, Zambia — Ana Brandt said that she visited this city in May.",
        pytest.param(
            "Lusaka was visited by Ana Brandt in March.",
            marks=gap("the subject of a passive is no place for it"),
        ),
        "Ana Brandt left Oslo on Monday and flew to Lusaka on Friday.",
        "Ana Brandt, Tomas Okoro and Juno Hale visited Lusaka in May.",
    ],
)
def test_a_visit_is_told_of_the_one_who_goes_there(binding: Binding, text: str) -> None:
    assert binding(VISIT, text) >= BOUND


@pytest.mark.parametrize(
    "text",
    [
        "Brandt's remarks drew criticism from Lusaka.",
        "Ana Brandt thanked Tomas Okoro, who visited Lusaka in March.",
        "Tomas Okoro visited Lusaka in March, and Ana Brandt stayed in Oslo.",
        "Tomas Okoro visited Lusaka after Ana Brandt criticised him.",
        "Ana Brandt said that Tomas Okoro visited Lusaka in May.",
        "Ana Brandt praised Tomas Okoro's visit to Lusaka in March.",
        "Tomas Okoro spoke of Ana Brandt. He visited Lusaka in March.",
        "According to Ana Brandt, Tomas Okoro visited Lusaka.",
        "A spokesman for Ana Brandt visited Lusaka.",
        "Ana Brandt sent Tomas Okoro to Lusaka.",
        "Tomas Okoro will visit Lusaka instead of Ana Brandt.",
        "Jill Brandt visited Lusaka in May. Ana Brandt did not speak.",
        "The French president visited Lusaka while Ana Brandt spoke in Oslo.",
        "Tomas Okoro's visit to Lusaka was praised by Ana Brandt.",
        "Ana Brandt's deputy visited Lusaka in May.",
        "Ana Brandt's wife travelled to Lusaka.",
    ],
)
def test_a_visit_of_somebody_else_is_not_told_of_a_name_beside_it(binding: Binding, text: str) -> None:
    assert binding(VISIT, text) < BOUND


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt visited Oslo.",
        "Ana Brandt visited Oslo. Lusaka protested.",
        "Ana Brandt visited Oslo after talks with Lusaka.",
        "Ana Brandt will meet the mayor of Lusaka in Oslo.",
        "Ana Brandt received Tomas Okoro, who arrived from Lusaka.",
        "Delegates from Lusaka visited Ana Brandt in May.",
        "The mayor of Lusaka visited Ana Brandt.",
        "Ana Brandt was visited by Tomas Okoro, the envoy of Lusaka.",
        "Ana Brandt took a trip to Oslo on Friday, officials in Lusaka said.",
        "Ana Brandt's visit to Oslo was criticised in Lusaka.",
        "Ana Brandt visited Oslo to discuss aid to Lusaka.",
    ],
)
def test_a_visit_elsewhere_is_no_visit_to_a_place_beside_it(binding: Binding, text: str) -> None:
    assert binding(VISIT, text) < BOUND


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt spoke to leaders in Lusaka by phone on Friday.",
        "Ana Brandt held a video call with leaders in Lusaka.",
        "Ana Brandt met traders in Lusaka at a virtual summit.",
    ],
)
def test_a_call_is_no_visit(binding: Binding, text: str) -> None:
    assert binding(VISIT, text) < BOUND


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MEET, "Mira Castel met Tomas Okoro on Friday."),
        (MEET, "Tomas Okoro met with Mira Castel on Friday."),
        (MEET, "Castel and Okoro met on Friday."),
        (MEET, "The meeting between Castel and Okoro took place on Friday."),
        (MEET, "Castel held talks with Okoro on Friday."),
        (MEET, "Castel's meeting with Okoro lasted an hour."),
        (MEET, "Mira Castel and Tomas Okoro came to Oslo. The two leaders met on Friday."),
        (MEET, "Mira Castel praised Tomas Okoro, whom she met on Friday."),
        pytest.param(
            MEET, "Castel hosted Okoro for talks on Friday.", marks=gap("a host is not seen as one who meets")
        ),
        (SIGN, "Mira Castel signed the treaty on Friday."),
        (SIGN, "The treaty was signed by Mira Castel on Friday."),
        (SIGN, "President Castel, who signed the treaty on Friday, left."),
        (BEAT, "Juno Hale defeated Ivo Lind on Sunday."),
        (BEAT, "Ivo Lind was defeated by Juno Hale on Sunday."),
        ("Who defeated Ivo Lind?", "Juno Hale defeated Ivo Lind on Sunday."),
        ("Who defeated Ivo Lind?", "Ivo Lind was defeated by Juno Hale on Sunday."),
        ("Who met Ivo Lind?", "Ivo Lind met Juno Hale on Sunday."),
    ],
)
def test_meetings_signatures_and_victories_are_told_of_their_doers(
    binding: Binding, question: str, text: str
) -> None:
    assert binding(question, text) >= BOUND


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MEET, "Tomas Okoro met Lena Sorel after Mira Castel left."),
        (MEET, "Mira Castel met Lena Sorel on Friday, Tomas Okoro said."),
        (MEET, "Mira Castel met Lena Sorel, a critic of Tomas Okoro, on Friday."),
        (MEET, "Okoro's aides met Castel's lawyers on Friday."),
        (SIGN, "Mira Castel watched as Juno Hale signed the treaty."),
        (SIGN, "The treaty was signed by Juno Hale, a friend of Mira Castel."),
        (SIGN, "Mira Castel praised the treaty signed by Juno Hale."),
        (BEAT, "Ivo Lind defeated Juno Hale on Sunday."),
        (BEAT, "Juno Hale was defeated by Ivo Lind on Sunday."),
        ("Who succeeded Ivo Lind?", "Ivo Lind will be the next mayor, succeeding Juno Hale."),
        ("Who defeated Ivo Lind?", "Ivo Lind defeated Juno Hale on Sunday."),
    ],
)
def test_swapped_or_other_actors_are_told_apart(binding: Binding, question: str, text: str) -> None:
    assert binding(question, text) < BOUND
