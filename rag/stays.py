"""How long a stay was that only its beginning or its end dates: "ended a two-day visit on Friday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from index.dates import DateSpan
from index.timex import Timex
from rag.frames import Mention
from rag.story import Sentence

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS_LONG = re.compile(rf"\b({'|'.join(_NUMBERS)}|[2-9]|1\d)-day (?:\w+ ){{0,2}}$", re.IGNORECASE)
_ENDING = re.compile(
    r"\b(?:end(?:s|ed|ing)?(?: of)?|clos(?:es|ed|ing)|conclud(?:es|ed|ing)|finish(?:es|ed|ing)|"
    r"wrap(?:s|ped|ping) up|round(?:s|ed|ing) off|last day of)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"\b(?:beg(?:ins|an|un|inning)(?: of)?|start(?:s|ed|ing|)(?: of)?|open(?:s|ed|ing)|arriv\w+ for|"
    r"first day of|embark\w+ on)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)


def whole_stay(sentence: Sentence, mention: Mention, time: Timex) -> Timex:
    """ "Ended a two-day visit on Friday": the visit was on Thursday and Friday."""
    act = sentence.tokens[mention.at]
    match = _DAYS_LONG.search(sentence.text, max(0, act.start - 40), act.start)
    if not match or not time.span or time.span.days > 1:
        return time
    more = timedelta(days=_NUMBERS.index(match[1].lower()) + 1 if match[1].isalpha() else int(match[1]) - 1)
    day, before = time.span.start, sentence.text[: match.start()]
    if _ENDING.search(before) and day - date.min >= more:
        span = DateSpan(day - more, day)
    elif _BEGINNING.search(before) and date.max - day >= more:
        span = DateSpan(day, day + more)
    else:
        return time
    return replace(time, value=f"{span.start}/{span.end}", span=span)
