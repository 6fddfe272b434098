"""When there is no answer: why, in words, and which articles come nearest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from index import Archive
from index.dates import DateSpan
from index.timex import Timex, describe, describe_value
from rag.answer import Nearest, Reason, Refusal
from rag.evidence import Evidence, told_near
from rag.likely import SETTINGS, likelihood
from rag.question import Question
from rag.retrieve import Found, Scope
from rag.story import Sentence, Story
from rag.turns import Unclear
from rag.windows import about, admits
from rag.words import is_known_act, root

_NEAREST = 3
_NAMED, _BOUND, _FIT = 0.5, 0.4, 0.3
_SEEN, _PLAIN, _HERE, _TOPICAL = 0.25, 0.4, 0.5, 0.7
_AFTERMATH = timedelta(days=31)  # what an article tells may lie this far before its publication


def refusal(reason: Reason, message: str, found: Sequence[Found] = ()) -> Refusal:
    """A refusal that names the nearest of the found articles."""
    return Refusal(reason, message, tuple(nearest(found)))


def answers(question: Question, item: Evidence) -> bool:
    """Whether a sentence answers the question and is not merely about it.

    It is about those who are asked about and of the days asked for, it holds the kind of thing asked for
    or the reader sees the answer there, and all its marks together make an answer likely enough. Further
    bounds for single marks refused more of the questions that have an answer, and no more of the others
    (``python -m evals.benchmarks.weighing``); only whether somebody did a thing is never answered by what
    others did, nor, unseen by the reader, where the act is not told; nor is who did it, see `_tells_who`.
    """
    if item.names < _NAMED or (item.fit < _FIT and item.read < _SEEN):
        return False
    untold = item.told == 0.0 and item.read < _SEEN and is_known_act(question.verb)
    if question.kind == "yes_no" and (untold or item.binding < _BOUND):
        return False
    if question.kind == "who" and not _tells_who(question, item):
        return False
    return likelihood(question, item) >= SETTINGS[question.care] and within(
        question, item.story, item.sentence
    )


def _tells_who(question: Question, item: Evidence) -> bool:
    """Whether somebody is told as the doer of the act, and not as the one it was done to.

    Where the sentence tells the act in no word, or what it was done to is not told around it, nearly all
    that is asked must be spoken of there, or the reader see plainly who did it.
    """
    if not question.actors and item.binding < _BOUND:
        return False
    story, sentence = item.story, item.sentence
    untold = bool(question.thing) and not any(told_near(root(w), story, sentence) for w in question.thing)
    return item.read >= _PLAIN or item.coverage >= _TOPICAL or not (item.act < _HERE or untold)


def within(question: Question, story: Story, sentence: Sentence) -> bool:
    """Whether a sentence may tell of the days a question names: by the times around it, or by the
    day of publication where it gives none."""
    printed = story.article.published.span if story.article.published else None
    if not about(question.subject, story.times, printed):
        return False
    if not (question.window or question.yearless):
        return True
    own = [(t.span, t.value) for t in sentence.times if _tells_days(question, t)]
    if own:
        return any(admits(question.window, question.yearless, *time) for time in own)
    around = (s for s in (*story.near(sentence.index, 1), story.title))
    spans = [(t.span, t.value) for s in around for t in s.times if _tells_days(question, t)]
    if printed:
        first = max(printed.start, date.min + _AFTERMATH) - _AFTERMATH
        spans.append((DateSpan(first, printed.end), ""))
    return not spans or any(admits(question.window, question.yearless, *time) for time in spans)


def _tells_days(question: Question, time: Timex) -> bool:
    return time.span is not None or bool(question.yearless and time.value.startswith("XXXX-"))


def nearest(found: Sequence[Found]) -> list[Nearest]:
    """The articles that a search found first, each once."""
    chosen = [f.story.article for f in sorted(found, key=lambda f: -f.score)[:_NEAREST]]
    return [Nearest(a.id, a.title, a.outlet, a.published, a.path) for a in chosen]


def not_in_archive(question: Question, found: Sequence[Found]) -> Refusal:
    """The articles found are about the question and do not answer it."""
    return refusal("not_in_archive", f"The archive does not answer this{_missing(question, found)}.", found)


def not_dated(events: Sequence[str], found: Sequence[Found]) -> Refusal:
    """Asked which of two came first, of one or both of them no date is known."""
    named = " nor ".join(f"“{event}”" for event in events)
    return refusal(
        "not_in_archive", f"The archive gives no date for {named}, so it cannot order them.", found
    )


def _missing(question: Question, found: Sequence[Found]) -> str:
    """Says which of the names asked for no found article has."""
    absent = [
        str(n)
        for n in question.names
        if not any(f.story.likeness(n, s) for f in found for s in f.story.sentences)
    ]
    return f": no article found for it names {' or '.join(absent)}" if absent else ""


def nothing_found(archive: Archive, scope: Scope) -> Refusal:
    """Nothing lies within the filters, or nothing in the archive at all."""
    if not archive.info().articles:
        return no_archive("The archive is empty.", "Add articles with: dateline add PATH")
    return outside_dates(archive, scope)


def outside_dates(archive: Archive, scope: Scope) -> Refusal:
    """Nothing lies within the filters; says which days the archive covers."""
    limits = [
        f"{word} {day.isoformat()}"
        for word, day in (("since", scope.since), ("until", scope.until), ("as of", scope.as_of))
        if day
    ]
    where = f" from {', '.join(scope.outlets)}" if scope.outlets else ""
    covered = _covered(archive, scope)
    asked = f" published {' and '.join(limits)}" if limits else ""
    return refusal("outside_dates", f"The archive has no article{where}{asked} on this. {covered}".strip())


def beyond_coverage(archive: Archive, question: Question, scope: Scope) -> bool:
    """The days that a question names lie wholly before or behind what the archive covers."""
    days, span = _coverage(archive, scope), question.window
    return days is not None and span is not None and not span.overlaps(days)


def outside_window(archive: Archive, question: Question, found: Sequence[Found], scope: Scope) -> Refusal:
    """Something answers, but at other times than the question names."""
    said = f"No article tells of this {_days(question)}. {_covered(archive, scope)}"
    return refusal("outside_dates", said.strip(), found)


def _covered(archive: Archive, scope: Scope) -> str:
    days = _coverage(archive, scope)
    return f"The archive covers {days.start} to {days.end}." if days else ""


def _coverage(archive: Archive, scope: Scope) -> DateSpan | None:
    """The days on which articles were published, none after the day that is today."""
    info = archive.info()
    if not (info.from_date and info.to_date):
        return None
    last = min(info.to_date, scope.as_of) if scope.as_of else info.to_date
    return DateSpan(info.from_date, last) if info.from_date <= last else None


def _days(question: Question) -> str:
    """The days that a question names, in words."""
    span = question.window
    if span and span.start == date.min:
        return f"up to {_day(span.end)}"
    if span and span.end == date.max:
        return f"from {_day(span.start)} on"
    if span:
        return f"{'on' if span.days == 1 else 'in'} {describe(span)}"
    named = question.yearless or " ".join(value.value for value in question.subject)
    return f"for {describe_value(named) or named}"


def _day(day: date) -> str:
    return describe(DateSpan.day(day))


UNCLEAR = Refusal(
    "unclear_question",
    "There is no question to search for. Ask in a sentence, for example “Who signed the treaty?”",
)


def ambiguous(unclear: Unclear) -> Refusal:
    """A word of a follow-up may stand for several things; says which."""
    options = " or ".join(unclear.options)
    said = f"It is not clear whether “{unclear.word}” is {options}. Ask again with the name."
    return Refusal("unclear_question", said)


def no_archive(message: str, remedy: str) -> Refusal:
    """There is nothing to ask yet."""
    return Refusal("no_archive", f"{message} {remedy}".strip())
