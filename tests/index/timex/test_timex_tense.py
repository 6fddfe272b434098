from __future__ import annotations

import pytest

from index.timex.tense import FUTURE, OPEN, PAST, tense


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
        ("Mr. Xi will, said Mr. Li, go on @", FUTURE),
        ("on @", OPEN),
        ("@", OPEN),
    ],
)
def test_the_nearest_cue_of_the_clause_decides(text: str, expected: int) -> None:
    start = text.index("@")
    assert tense(text, start, start + 1) == expected


def test_an_abbreviation_does_not_end_the_sentence() -> None:
    text = "The envoy will leave at 4 a.m. EDT @"
    assert tense(text, len(text) - 1, len(text)) == FUTURE
