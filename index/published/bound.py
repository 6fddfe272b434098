"""What the text itself gives away of its age: it is no older than the latest day that it tells of as past."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from index.clean.kind import one_of
from index.dates import DateSpan
from index.timex import Timex, describe, tag
from index.timex.tense import PAST, tense

_MOST = 200_000
"""Characters that are looked through."""
_YEAR = re.compile(r"\d{4}")
_BEFORE = re.compile(r"(?:\b(?:on|in|since|during)(?: the)?|\A|[(])\s?\Z", re.IGNORECASE)
_BEFORE_A_YEAR = re.compile(r"\b[Ss]ince\s\Z|(?:\A|[.!?][\"”’)]*\s)In\s\Z")
"""Elsewhere "in 2024" may belong to a noun: "his bid in 2024 has failed"."""
_FULL = re.compile(r"\d{4}(?P<month>-\d\d(?:-\d\d(?:T.*)?)?)?")
_CHANGES = one_of(r"""
    updated?|amended|corrected|correction|revised|modified|clarif\w+|earlier version|editor's note
    republished|copyright|accessed|retrieved|cached|archived|captured|saved
""")
_CHANGE = re.compile(rf"\b{_CHANGES}\b|©", re.IGNORECASE)
_TO_COME = one_of(r"""
    due|scheduled|postponed|delayed|moved|set|planned|expected|would|will|to be|expires?|valid|deadline
    projected|forecast|estimated|if|hoped|promised|aimed|until|till|for (the|a|an|its|his|her|their)
""")
_NOT_SO = one_of(r"""
    novels?|films?|movies?|fiction\w*|fictional|imagin\w+|sci-fi|dystopia\w*|utopia\w*|video ?games?
    (the|this|his|her|its) (play|book|series|story|game|plan|vision|aim|simulation)
    set in|goals?|targets?|contract(s|ed)?|scenarios?|believed|dream(s|ed|t)?|predict\w+|prophe\w+|hologram\w*
    cancelled|canceled|called off|scrapped|abandoned
""")
"""What is told of with these did not happen, or not then."""
_IMAGINED = re.compile(rf"\b{_NOT_SO}\b", re.IGNORECASE)
_AHEAD = re.compile(rf"\b{_TO_COME}\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–]")
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")


def latest_past(paragraphs: Iterable[str], today: date | None = None) -> DateSpan | None:
    """The latest day, month or year that a text gives in full and tells of in the past tense.

    Only dates behind "on", "in", "since" or "during", in sentences that look nowhere ahead, tell no
    fiction and do not speak of changes to the page itself; none that begins after ``today``.
    """
    spans = (span for text in _with_years(paragraphs) for span in _past_spans(text))
    if today is not None:
        spans = (span for span in spans if span.start <= today)
    return max(spans, key=lambda span: (span.start, -span.days), default=None)


def _with_years(paragraphs: Iterable[str]) -> Iterator[str]:
    """Few paragraphs give a year, and reading times out of the others would be most of the work."""
    left = _MOST
    for paragraph in paragraphs:
        if _YEAR.search(paragraph):
            yield paragraph[:left]
        left -= len(paragraph)
        if left <= 0:
            return


def _past_spans(text: str) -> Iterator[DateSpan]:
    return (found.span for found in tag(text, None) if found.span and _is_past(text, found))


def _is_past(text: str, found: Timex) -> bool:
    form = _FULL.fullmatch(found.value) if found.type in ("DATE", "TIME") else None
    if form is None:
        return False
    lead = _BEFORE if form["month"] else _BEFORE_A_YEAR
    if not lead.search(text[max(0, found.start - 12) : found.start]):
        return False
    before = _SENTENCE_BREAK.split(text[max(0, found.start - 300) : found.start])[-1]
    after = _SENTENCE_BREAK.split(text[found.end : found.end + 300], maxsplit=1)[0]
    sentence = f"{before} {after}"
    if _CHANGE.search(sentence) or _IMAGINED.search(sentence) or _AHEAD.search(_CLAUSE.split(before)[-1]):
        return False
    return tense(text, found.start, found.end) == PAST


def in_words(span: DateSpan) -> str:
    """ "on or after 26 September 2023", "in or after February 2022"."""
    return f"{'on' if span.days == 1 else 'in'} or after {describe(span)}"
