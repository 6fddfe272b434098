"""When it last was: the time that an article gives as the last one ("the first since 2018")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.timex import Timex
from rag.evidence import Evidence
from rag.frames import mention_of_all
from rag.lexicon import MONTHS_AND_DAYS
from rag.question import Question
from rag.sightings import SAME_NAMES, Sighting, sight
from rag.story import Sentence
from rag.times import points, token_at
from rag.words import any_of, families

_COVERED, _BOUND = 0.5, 0.65
_SINCE = re.compile(r"\bsince\s[^.;:!?]*$", re.IGNORECASE)
_FIRST = any_of(r"first|only|no|none|nothing|nobody|not|never|again|\w+n['’]t")
_MOST = any_of(r"most|least|worst|(?!(?:\w*(?:test|vest|gest|fest|rest|quest))\b)\w{2,}(?:i|[^aeiour])est")
_COMPARED = any_of(r"more|less|fewer|as (?:much|many|\w+) (?:\w+ )?as|with as|than")
_LAST = re.compile(r"(?<!\bat )\blast (?P<word>\w+)[^.;:!?]*$", re.IGNORECASE)
_PERIODS = MONTHS_AND_DAYS | frozenset(
    "day week weekend month year decade century season quarter spring summer autumn fall winter night".split()
)
_REACH = 300  # characters before a time
_BECAUSE = "told as the last one"


def last_told(question: Question, evidence: Sequence[Evidence]) -> Iterator[Sighting]:
    """The past times that sentences about all of the question give as the last, best sentence first.

    "The first visit since 2018" and "she last posted in May" tell of it, in whatever words of the act but
    for who went where or met whom; "the worst since 2018" only where the question compares.
    """
    moving = question.verb in families("visit arrive meet")
    compared = bool(_COMPARED.search(question.text))
    for item in evidence:
        if item.names < SAME_NAMES or item.coverage < _COVERED or (moving and item.told < _BOUND):
            continue
        if time := _given_as_last(item.sentence, compared):
            at = token_at(item.sentence, time)
            whole = mention_of_all(item.sentence, at, 1.0)
            seen = sight(item, whole, time, item.sentence)
            if _is_past(seen):
                yield replace(seen, status="happened", because=_BECAUSE)


def _given_as_last(sentence: Sentence, compared: bool) -> Timex | None:
    for time in points(sentence.times):
        at = time.start - sentence.start
        before = sentence.text[max(0, at - _REACH) : at]
        since, last = _SINCE.search(before), _LAST.search(before)
        if since and (_FIRST.search(before, 0, since.start()) or (compared and _MOST.search(before))):
            return time
        if last and last["word"].lower() not in _PERIODS:
            return time
    return None


def _is_past(seen: Sighting) -> bool:
    printed = seen.story.article.published
    if not seen.when.span or not printed or not printed.span:
        return bool(seen.when.span)
    return seen.when.span.end < printed.span.start
