"""Real pages, where they are at hand: nothing of their furniture stays, and all of their reporting."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.clean import clean_with_removed

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

FOUND_ON_SEEDS = [
    "VIP Member",
    "Leave a Reply",
    "Adblock",
    "READ MORE",
    "Read More",
    "In Related News",
    "Related Stories",
    "Let me know in the comments",
    "Avatar",
    "/p>",
]
KEPT_OF_SEEDS = {
    "000": [
        "some of Vladimir Putin",
        "(Associated Press)",
        "first in-person meeting since 2019",
        "very disturbing trend",
    ],
    "001": ["On March 20", "close friends", "What do you think?", "Is this mere deterrence?"],
    "002": [
        "meeting spree",
        "no limits",
        "C$149 billion",
        "makes no mention of Ukraine",
        "Joint Statement condemns",
    ],
    "003": ["Oct. 17–18", "Since 2022", "on Sept. 26", "rules.", "complex and competitive world"],
    "004": [
        "October 17-18",
        "in February 2022",
        "opposing the USA",
        "Graham Allison",
        "$27 trillion",
        "will be finalized",
    ],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")
@pytest.mark.parametrize("name", KEPT_OF_SEEDS)
def test_real_pages_lose_their_furniture_and_none_of_their_reporting(name: str) -> None:
    raw = next(SEEDS.glob(f"{name}_*.txt")).read_text("utf-8")
    text, removed = clean_with_removed(raw)
    assert not [words for words in FOUND_ON_SEEDS if words in text]
    assert all(words in text for words in KEPT_OF_SEEDS[name])
    assert not [line for line in removed if len(line.split()) > 25]
