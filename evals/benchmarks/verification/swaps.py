"""True sentences of the sample articles, and the same with one thing in them made wrong.

The makers are simple on purpose and share no rule with the checks: a name gives way to another name of
the same article or of another one, a number or a date to one that the quote does not have, a statement
to its denial, a plan to a fact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from evals.benchmarks.verification.pairs import Pair, Part, stories
from rag.compose import Source
from rag.story import Sentence, Story

_SHORTEST, _LONGEST = 40, 260
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,:-])\d+(?:\.\d+)?(?![\w:]|[.,]\d)")
_SPELLED = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_WORD = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DATE = re.compile(rf"\b(?:{'|'.join([*_MONTHS[:4], *_MONTHS[5:], *_DAYS])})\b|\b(?:19|20)\d\d\b")
_BE = re.compile(r"\b(was|were|is|are|had|has|have|will|would|could|can)\b(?! not\b)")
_NOT = re.compile(r"\b(was|were|is|are|had|has|have|will|would|could|can|did|does|do) not ")
_WILL = re.compile(
    r"\b(?:will|is expected to|are expected to|is due to|are due to|plans to|is to) ([a-z]+)\b"
)
_PAST = {
    "said": "will say", "met": "will meet", "signed": "will sign", "arrived": "will arrive",
    "visited": "will visit", "landed": "will land", "opened": "will open", "told": "will tell",
    "announced": "will announce", "agreed": "will agree", "won": "will win", "joined": "will join",
    "held": "will hold", "left": "will leave", "took": "will take", "made": "will make",
}  # fmt: skip
_QUOTATION = re.compile('["“”]')
_TOLD = re.compile(rf"\b(?:{'|'.join(_PAST)})\b")
Maker = Callable[[random.Random, Story, Sentence, Sequence[str]], str]


def pairs(seed: int = 7) -> Iterator[Pair]:
    """Every usable sentence as it is, and once for each kind of swap that it allows."""
    rng = random.Random(seed)  # noqa: S311 - the same pairs every time
    everything = list(stories())
    elsewhere = sorted({str(n) for story, _ in everything for n in story.full_names})
    for story, part in everything:
        for sentence in story.sentences:
            if sentence.heading or not _SHORTEST <= len(sentence.text) <= _LONGEST:
                continue
            yield from _pairs_of(rng, story, sentence, part, elsewhere)


def _pairs_of(
    rng: random.Random, story: Story, sentence: Sentence, part: Part, elsewhere: Sequence[str]
) -> Iterator[Pair]:
    around = story.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    source = Source(story, around[0].start, around[-1].end)
    true = sentence.text[sentence.opens :]
    yield Pair(true, source, True, "true", part)
    for kind, text in (("restated", _restated(sentence)), ("shortened", _shortened(true))):
        if text:
            yield Pair(text, source, True, kind, part)
    for kind, maker in MAKERS.items():
        wrong = maker(rng, story, sentence, elsewhere)
        if wrong and wrong != true:
            yield Pair(wrong, source, False, kind, part)


def _restated(sentence: Sentence) -> str:
    """The same in other clothes: days as dates, numbers in figures."""
    text, moved = sentence.text, 0
    for time in sentence.times:
        single = time.type == "DATE" and time.span and time.span.days == 1
        if single and time.span and text[time.start - sentence.start + moved :].startswith(tuple(_DAYS)):
            day = time.span.start
            new = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
            at, end = time.start - sentence.start + moved, time.end - sentence.start + moved
            text, moved = text[:at] + new + text[end:], moved + len(new) - (end - at)
    text = re.sub(
        r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?= [a-z]+s\b)",
        lambda m: str(_SPELLED.index(m[1]) + 2),
        text,
    )
    text = text[sentence.opens :]
    return "" if text == sentence.text[sentence.opens :] else text


def _shortened(body: str) -> str:
    """Up to the last comma, as a summary has it."""
    cut, comma, _ = body.rpartition(", ")
    return f"{cut}." if comma and len(cut) >= _SHORTEST and not _QUOTATION.search(body) else ""


def _other_name(rng: random.Random, story: Story, sentence: Sentence, elsewhere: Sequence[str]) -> str:
    """A name of two words for one of two words, half of the time from the same article."""
    named = [n for n in sentence.names if len(n.words) > 1 and str(n) in sentence.text[sentence.opens :]]
    if not named:
        return ""
    old = rng.choice(named)
    near = [str(n) for n in story.full_names if not set(n.words) & set(old.words)]
    new = rng.choice(near if near and rng.random() < 0.5 else list(elsewhere))
    if set(new.split()) & set(old.words):
        return ""
    return sentence.text[sentence.opens :].replace(str(old), new)


def _turned_round(_: random.Random, __: Story, sentence: Sentence, ___: Sequence[str]) -> str:
    """Doer and sufferer change places."""
    body = sentence.text[sentence.opens :]
    named = [n for n in sentence.names if str(n) in body and not n.country]
    if len(named) < 2 or str(named[0]) in str(named[1]) or str(named[1]) in str(named[0]):
        return ""
    one, two = str(named[0]), str(named[1])
    between = body[body.index(one) + len(one) : body.index(two)] if body.index(one) < body.index(two) else ""
    if not re.fullmatch(
        r"(?: has| had)? (?:met|told|called|invited|beat|received|congratulated|thanked|hosted|"
        r"welcomed|accused|joined|defeated|replaced|succeeded|bought|warned)[a-z ]{0,30} ",
        between,
    ):
        return ""
    return body.replace(one, "\0").replace(two, one).replace("\0", two)


def _other_number(rng: random.Random, _: Story, sentence: Sentence, __: Sequence[str]) -> str:
    body = sentence.text[sentence.opens :]
    dated = [
        (t.start - sentence.start - sentence.opens, t.end - sentence.start - sentence.opens)
        for t in sentence.times
        if t.type in {"DATE", "TIME"}
    ]
    found = [
        m
        for m in (*_NUMBER.finditer(body), *_WORD.finditer(body))
        if not any(a <= m.start() < b for a, b in dated)
    ]
    if not found:
        return ""
    match = rng.choice(found)
    return body[: match.start()] + _another(rng, match.group()) + body[match.end() :]


def _another(rng: random.Random, number: str) -> str:
    if number in _SPELLED:
        return rng.choice([w for w in _SPELLED if w != number])
    if "." in number:
        return f"{float(number) * rng.choice([0.5, 1.3, 2.0, 3.0]) + 0.1:.1f}"
    value = int(number.replace(",", ""))
    new = max(1, round(value * rng.choice([0.4, 0.7, 1.3, 1.5, 2.0]))) + rng.choice([1, 2, 3])
    new += new == value
    return f"{new:,}" if "," in number else str(new)


def _other_date(rng: random.Random, _: Story, sentence: Sentence, __: Sequence[str]) -> str:
    body = sentence.text[sentence.opens :]
    found = list(_DATE.finditer(body))
    if not found:
        return ""
    match = rng.choice(found)
    old = match.group()
    kin = _MONTHS if old in _MONTHS else _DAYS
    new = (
        str(int(old) + rng.choice([-3, -2, -1, 1, 2]))
        if old.isdigit()
        else rng.choice([w for w in kin if w != old])
    )
    return body[: match.start()] + new + body[match.end() :]


def _denied(_: random.Random, __: Story, sentence: Sentence, ___: Sequence[str]) -> str:
    """A "not" put in, or taken out."""
    body = sentence.text[sentence.opens :]
    if match := _NOT.search(body):
        return f"{body[: match.start()]}{match[1]} {body[match.end() :]}"
    match = _BE.search(body)
    return f"{body[: match.end()]} not{body[match.end() :]}" if match else ""


def _other_status(_: random.Random, __: Story, sentence: Sentence, ___: Sequence[str]) -> str:
    """A plan told as done, a fact told as planned."""
    body = sentence.text[sentence.opens :]
    if match := _WILL.search(body):
        past = match[1] + ("d" if match[1].endswith("e") else "ed")
        return body[: match.start()] + past + body[match.end() :]
    match = _TOLD.search(body)
    return body[: match.start()] + _PAST[match.group()] + body[match.end() :] if match else ""


MAKERS: dict[str, Maker] = {
    "name": _other_name,
    "number": _other_number,
    "date": _other_date,
    "negation": _denied,
    "status": _other_status,
    "roles": _turned_round,
}
"""Each gives the sentence made wrong, or "" where it has nothing to change."""
