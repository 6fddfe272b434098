"""The short answer that leads a claim: the words in which the reader sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer import Status
from rag.evidence import Evidence, plain
from rag.frames import mentions
from rag.names import PARTIAL, find_names, likeness
from rag.question import Question
from rag.story import Sentence
from rag.words import Token, any_of, denies, lemma, root, tokens

_SURE = 0.5
"""How likely a reading must be for its words to lead."""
_MOST_WORDS = 12
_NUMBERS = any_of(
    r"\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?", r"\w+ty"
)
_WHAT_HAPPENED = re.compile(r"\W*what (?:has |had )?(?:happened|took place|went on)\b", re.IGNORECASE)
_ANSWERED: dict[Status, str] = {"happened": "Yes", "denied": "No", "cancelled": "No"}
_TOLD = 0.8
"""How surely the act must be told of those asked about for a yes or a no."""
_WHOLE, _HINTED = 0.75, 0.1
"""The sentence speaks of nearly all that is asked, and the reader does not rule it out."""
_GOING_ON = frozenset("is are was were been after since while when by before upon on the".split())
"""Before a form in "-ing": it is done, or was, or is meant as a noun ("after joining", "the meeting")."""


def short_answer(question: Question, item: Evidence, status: Status = "happened") -> str:
    """A few words of the sentence, in front of which it is quoted; "" where they would say nothing new.

    Asked for a reason, a time, what somebody said or what happened, the sentence itself is the answer; and
    who has done a thing is not whoever only may or will, which ``status`` tells of the sentence's act.
    """
    if not item.span or item.read < _SURE or question.kind in {"when", "why", "yes_no", "topic"}:
        return ""
    if _WHAT_HAPPENED.match(question.text):
        return ""
    if question.kind == "said" and not re.match(r"who\b", question.text, re.IGNORECASE):
        return ""
    behind_dateline = item.span.start >= item.sentence.start + item.sentence.opens
    if not behind_dateline and question.kind != "where":
        return ""
    text = plain(item.story.article.text[item.span.start : min(item.span.end, item.sentence.end)])
    words = tokens(text)
    asked = {token.root for token in tokens(question.text)}
    if not words or len(words) > _MOST_WORDS or all(t.root in asked for t in words if t.content):
        return ""
    if question.kind in {"who", "where"} and not any(t.capital for t in words):
        return ""
    if question.kind == "who" and question.verb and _tells_only_of_those_asked(question, text, words):
        return ""
    if question.kind == "who" and _asks_done(question) and not _is_done(question, item, status):
        return ""
    if question.kind == "how_many" and not _NUMBERS.search(text):
        return ""
    return text[0].upper() + text[1:]


def _asks_done(question: Question) -> bool:
    """ "Who succeeded her?": the act is asked about in the past."""
    forms = [term for term in question.terms if root(term) == question.verb]
    return any(lemma(form) != form and not form.endswith(("s", "ing")) for form in forms)


def _is_done(question: Question, item: Evidence, status: Status) -> bool:
    """Where the act is told at all it is told as done; where another word tells it, the reader decides."""
    return item.told == 0.0 or (status == "happened" and _reported(question, item))


def _tells_only_of_those_asked(question: Question, text: str, words: Sequence[Token]) -> bool:
    """ "Former President Brandt was shot" does not say who shot Brandt."""
    named = [n for n in find_names(text, words) if not n.of_people]
    return bool(named) and all(any(likeness(asked, n) >= PARTIAL for asked in question.names) for n in named)


def yes_or_no(question: Question, item: Evidence, status: Status) -> str:
    """ "Yes" or "No" where the act is told plainly, or plainly denied; "" where only the quote can say.

    A question that itself says "not" is left to the quote: a yes to it means two things.
    """
    if question.kind != "yes_no" or denies(question.text):
        return ""
    if item.told < _TOLD or item.coverage < _WHOLE or item.read < _HINTED:
        return ""
    if status == "happened" and not _reported(question, item):
        return ""
    return _ANSWERED.get(status, "")


def _reported(question: Question, item: Evidence) -> bool:
    """The act is told, not only named: "joining seems wise" and "it takes years to join" report nothing."""
    told = mentions(item.story, item.sentence, question)
    surest = max((mention.binding for mention in told), default=0.0)
    return not told or any(m.binding == surest and _finite(item.sentence, m.at) for m in told)


def _finite(sentence: Sentence, at: int) -> bool:
    before = {token.lower for token in sentence.tokens[max(0, at - 2) : at]}
    if sentence.tokens[at].lower.endswith("ing"):
        return bool(before & _GOING_ON)
    return at == 0 or sentence.tokens[at - 1].lower != "to"
