"""What a newspaper takes back: the days that a correction withdraws, and those that it puts right."""

from __future__ import annotations

import re
from functools import lru_cache

from index.dates import DateSpan
from index.timex import Timex
from rag.story import Sentence, Story
from rag.words import any_of

WITHDRAWN = "withdrawn: "
_NOTICE = any_of(
    "corrections?|corrected|corrects|amended|clarification|erratum",
    "(?:an )?earlier (?:version|report|article|story)",
    "(?:wrongly|incorrectly|mistakenly|erroneously)",
    "misstated|misreported|in error|by mistake",
)
_WRONG = any_of(
    r"(?:earlier|previous|original|first) (?:version|report|article|story)\b.{0,60}?",
    "wrongly|incorrectly|mistakenly|erroneously|misstated|misreported|in error|by mistake",
    r"(?:had )?(?:said|stated|gave|reported|dated|put)",
)
_RIGHT = any_of(
    "in fact|actually|it (?:is|was)|should (?:have|be)|the (?:correct|right)|to say|but|not until"
)
_INSTEAD = re.compile(r"\b(?:not|instead of|rather than)(?: (?:on|in|for|as))?(?: the)?\s+$", re.IGNORECASE)
_REACH = 2  # sentences of a notice that still belong to it
_CLAUSE = re.compile(r"[;—]|\. |, (?:and|but|when|while) ")


def is_notice(sentence: Sentence) -> bool:
    """Whether a sentence says that something was reported wrongly."""
    return bool(_NOTICE.search(sentence.text))


def withdraws(sentence: Sentence, time: Timex) -> str:
    """The words with which a correction takes back a time that it repeats; "" where it does not."""
    if not is_notice(sentence):
        return ""
    before = sentence.text[: time.start - sentence.start]
    if match := _INSTEAD.search(before):
        return f"{WITHDRAWN}{match.group().strip()}"
    clause = _CLAUSE.split(before)[-1]
    wrong = list(_WRONG.finditer(clause))
    if not wrong or any(m.start() > wrong[-1].end() for m in _RIGHT.finditer(clause)):
        return ""
    return f"{WITHDRAWN}{wrong[-1].group()}"


@lru_cache(maxsize=1024)
def correction_of(story: Story, span: DateSpan) -> Sentence | None:
    """The sentence of a correction that gives this very span as right; None where there is none."""
    if is_notice(story.title):
        dated = ((s, t) for s in story.sentences for t in s.times)
        return next((s for s, t in dated if t.span == span and not withdraws(s, t)), None)
    for i, sentence in enumerate(story.sentences):
        if not is_notice(sentence):
            continue
        takes_back = any(withdraws(sentence, t) for t in sentence.times)
        for near in story.sentences if takes_back else story.sentences[i : i + 1 + _REACH]:
            if any(t.span == span and not withdraws(near, t) for t in near.times):
                return near
    return None
