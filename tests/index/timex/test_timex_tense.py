from __future__ import annotations

import pytest

from index.timex.tense import FUTURE, NEAR, OPEN, PAST, tense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met the king on @", PAST),
        ("He will meet the king on @", FUTURE),
        ("The talks will be held on @", FUTURE),
        ("The talks were held on @", PAST),
        ("He said @ that he would go", PAST),
        ("He will go, he said @", PAST),
        ("It was due. He arrives on @", FUTURE),
        ("It will end. He left on @", PAST),
        ("On @ the council issued a rule", PAST),
        ("by @", FUTURE),
        ("since early @", PAST),
        ("@'s vote", PAST),
        ("But by @, the lava had reached the town", PAST),
        ("Before @ there had been none", PAST),
        ("He was freed on @ and will speak", PAST),
        ("He announced plans @", PAST),
        ("He will ask them to put it to a vote on @", FUTURE),
        ("A man leaves a gift on @. Jo Doe/Getty Images", PAST),
        ("They are meeting on @", FUTURE),
        ("In @, a week after the vote that they had hoped for, a bomb exploded", PAST),
        ("On @, after the talks, the two will sign a pact", FUTURE),
        ("It began as planned on @", PAST),
        ("Shop now through @", FUTURE),
        ("Mr. Xi will, said Mr. Li, go on @", FUTURE),
        ("on @", OPEN),
        ("@", OPEN),
        ("He was in Kyiv, which he visited without prior notice on @ to meet the president.", PAST),
        ("He went to Rome on @ to meet the pope", PAST),
        ("He flew to Rome to meet the pope on @.", PAST),
        ("The council gathered to vote on @.", PAST),
        ("He agreed to meet the pope on @.", FUTURE),
        ("He is to meet the pope on @", FUTURE),
        ("He plans on @ to meet the pope", FUTURE),
        ("The council is on @ to vote on it", FUTURE),
        ("He will fly to Rome on @ to meet the pope", FUTURE),
        ("He flies home on @.", FUTURE),
        ("On @ the bank closes two branches.", FUTURE),
        ("The festival ends on @.", FUTURE),
        ("They leave for Oslo on @.", FUTURE),
        ("The talks begin on @.", FUTURE),
        ("The talks did not begin on @.", PAST),
        ("Talks about the end of the war begin on @.", FUTURE),
        ("She holds a news conference on @.", FUTURE),
        ("He called it bad news on @.", PAST),
        ("The envoy leaves for Oslo on @, the ministry said.", FUTURE),
        ("“The ferry departs early on @,” said Jo Doe.", FUTURE),
        ("The man who holds the record won on @.", PAST),
    ],
)
def test_the_nearest_cue_of_the_clause_decides(text: str, expected: int) -> None:
    start = text.index("@")
    assert tense(text, start, start + 1) == expected


@pytest.mark.parametrize("text", ["Putin meets Xi on @", "News\n\nPutin meets Xi on @\n\nThe leaders met."])
def test_a_headline_in_the_present_means_the_nearest(text: str) -> None:
    start = text.index("@")
    assert tense(text, start, start + 1) == NEAR


@pytest.mark.parametrize("text", ["Putin will meet Xi on @", "Talks will begin on @"])
def test_a_headline_that_says_will_looks_ahead(text: str) -> None:
    assert tense(text, len(text) - 1, len(text)) == FUTURE


def test_an_abbreviation_does_not_end_the_sentence() -> None:
    text = "The envoy will leave at 4 a.m. EDT @"
    assert tense(text, len(text) - 1, len(text)) == FUTURE
