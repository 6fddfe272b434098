"""The dates of a sentence held against those of its quotes, each as the days that it denotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.dates import TimeValue
from index.timex import Timex, tag
from rag.compose import Source
from rag.verify.stretch import sentences_of
from rag.words import tokens

_VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_ABOUT = 0.5  # of the words that the nearest sentence shares
_REPORTS = re.compile(r"\b(?:report(?:s|ed)?|publish(?:es|ed)?|wrote|according to)\b", re.IGNORECASE)


def times_in(text: str, published: TimeValue | None) -> list[Timex]:
    """The dates and hours of a sentence about an article, its relative ones counted from its day."""
    span = published.span if published else None
    day: date | None = span.start if span and span.days == 1 else None
    return [t for t in tag(text, day) if t.type in {"DATE", "TIME"} and not t.value.startswith(_VAGUE)]


def times_of(source: Source) -> list[Timex]:
    """The dates and hours of a quote, as its article resolves them."""
    return [
        t
        for t in source.story.times
        if t.type in {"DATE", "TIME"} and source.start <= t.start and t.end <= source.end
    ]


def fault_in_days(text: str, sources: Sequence[Source]) -> str:
    """ "" where every date of the sentence is one of its quotes; "17 May" is "May 17, 2024" of that year.

    Only the sentences of a quote that share words with this one count: another event's date is no proof.
    """
    readings = [times_in(text, s.story.article.published) for s in sources]
    quoted = _near(text, sources)
    alike = len({len(reading) for reading in readings}) == 1
    columns = list(zip(*readings, strict=True)) if alike else [(t,) for t in max(readings, key=len)]
    for same in columns:
        literal = text[same[0].start : same[0].end].lower()
        told = any(_says(claim, time) or words == literal for claim in same for time, words in quoted)
        if not (told or _of_the_report(text, same, sources)):
            return "a date is not in its quotes"
    return ""


def _near(text: str, sources: Sequence[Source]) -> list[tuple[Timex, str]]:
    """The times, with their words, of the quotes' sentences that are about the same."""
    own = {t.root for t in tokens(text) if t.content}
    shares = [(len(own & s.roots), s, source) for source in sources for s in sentences_of(source)]
    enough = _ABOUT * max((share for share, _, _ in shares), default=0)
    return [
        (time, source.story.article.text[time.start : time.end].lower())
        for share, sentence, source in shares
        if share >= enough
        for time in times_of(source)
        if sentence.start <= time.start < sentence.end
    ]


def _says(claim: Timex, quote: Timex) -> bool:
    """Whether a date says no more than the quote's: the same, a coarser one, or an end of its range."""
    if claim.value == quote.value or claim.value in quote.value.split("/"):
        return True
    if claim.type == "TIME":
        return False
    if claim.span and quote.span:
        return claim.span.contains(quote.span)
    return _matches(claim.value, quote.value)


def _matches(claim: str, quote: str) -> bool:
    """ "XXXX-10-17" is in "2023-10-17": what the claim leaves open may be anything."""
    return len(claim) <= len(quote) and all(
        c in {"X", q} for c, q in zip(claim, quote[: len(claim)], strict=True)
    )


def _of_the_report(text: str, same: Sequence[Timex], sources: Sequence[Source]) -> bool:
    """ "The Meridian reported on 17 May": the day on which the article was published."""
    days = {s.story.article.published.span for s in sources if s.story.article.published}
    return bool(_REPORTS.search(text)) and any(t.span in days for t in same if t.span)
