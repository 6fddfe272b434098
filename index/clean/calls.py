"""Paragraphs that speak to the readers of a site, told by their grammar where no wording is known.

An imperative is no sign by itself ("Do not feed it to your child" is reporting): what the reader is to do
must be done with the site ("Get our briefing in your inbox"). A paragraph that reports stays.
"""

from __future__ import annotations

import re

from index.clean.kind import one_of
from index.clean.reader import OFFERS, VERB

_MOST_WORDS, _LOOKED_AT = 60, 2_000
"""Words of a call; characters of a paragraph in which a sign of reporting is looked for."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"')]*\s+")
_ATTRIBUTES = r"""
    said|says|told|according to|announced|reported|wrote|added|asked|warned|urged|ruled|claimed|testified
    argued|explained|confirmed|denied|insisted|recalled|demanded|ordered
"""
_PAST = r"""
    was|were|had|did|didn't|wasn't|weren't|went|came|began|took|made|gave|saw|died|killed|fell|rose|won|lost
    broke|drew|blocked|leaked|gained|struck|fled|grew|stole|found(?=[,.]| that)
    on (mon|tues|wednes|thurs|fri|satur|sun)day|last (week|month|year|night)
"""
_YEARS = r"""
    1[89]\d\d|20\d\d
"""
_ENDS_WITH_A_SPEAKER = re.compile(
    r", (the |an? |\w+'s? )?[^,]{2,60} (urges?|asks?|warns?|goes|reads?|runs|advises?)( \w+){0,2}[.!]*\Z"
    r"|, (urges|asks|warns|reads|advises) (?!more\b|on\b)[^,]{2,60}[.!]*\Z"
)
_ATTRIBUTED = re.compile(rf"\b{one_of(_ATTRIBUTES)}\b")
_TOLD = re.compile(rf"\b{one_of(_ATTRIBUTES + _PAST)}\b")
_REPORTS = re.compile(rf"\b{one_of(_ATTRIBUTES + _PAST + _YEARS)}\b")
_QUOTED = 4
"""Words of a quotation that reports what was said; a title has fewer."""

_LEAD = r"[\[(*▸►>•—–-]*\s*([\w '&-]{1,30}: ?)?(please |also |and |or |just |simply |now |kindly |so )*"
_OPENS = re.compile(rf"{_LEAD}{VERB}\b")
_TURNS = re.compile(
    r"(to|for|if|when|while|before|want|enjoyed?|looking|have|do|are|would)\b"
    rf"[^.!]*[,?:–—-] (please )?{VERB}\b"
)
_READS = re.compile(
    rf"\b{OFFERS}\b|\bjoin\b.*\b(facebook|whatsapp|telegram|reddit|discord)\b"
    r"|\b(listen|check out|subscribe|hear|download|get|getting)\b.*\bpodcasts?\b"
    rf"|\A{_LEAD}subscribe (to|for) (?!an? |one |some |two |at least |streaming)\S+( \S+){{0,15}}\Z"
)
_ACCOUNT = re.compile(
    r"\b(follow|connect with|find|reach( out to)?)\b.*(@\w|twitter|facebook|instagram|linkedin|\bon x\b)"
    r"|\b(reach|contact|call|e-?mail|text|send)( \w+)? "
    r"(him|her|them|(\w+ )?(reporter|editor|columnist|writer))\b"
)
_LINKED = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!'m )(?<!stuck )\bhere(>+|[.!):]*$)"
    r"|\bour (\w+ ){0,3}(website|site|page|team|store|shop|archive|editors|experts|partner|work)\b"
    r"|\bthis (article|story|interview|post|guide|page|reporting)\b"
)
_ADDRESSES = re.compile(r"\b(you|your|you're|you've|you'll|our|us|we|we're|we've|my|me|i'm|i)\b")
_WRITES = re.compile(
    r"\b(covers?|writes|reports on)\b|\bis (an?|the) ([\w/-]+ ){0,6}"
    r"(reporter|editor|writer|correspondent|columnist|author|journalist|producer|fellow)\b"
)
_SERVES = re.compile(
    r"\b(police|sheriff|detectives?|officers?|crimestoppers|crime stoppers|emergency|hotline|helpline|missing"
    r"|witness(es)?|victims?|famil(y|ies)|survivors?|blood|polling|9-?1-?1|999|101)\b"
)
"""Advice to the public is news, whoever gives it."""
_PAPER = one_of(r"""
    journalis(m|ts?)|newsroom|(our|local) reporting|(our|my) (readers|mission|work)|readers like you|paywall
""")
_HELP = one_of(r"""
    support\w*|donat\w+|gifts?|contribut\w+|membership|subscri\w+|chip in|help us|fund(ed)?
""")
_APPEALS = tuple(
    re.compile(rf"\b{group}\b") for group in ("(you|your|please|help us|join us)", _PAPER, _HELP)
)


def attributes(line: str) -> bool:
    """Whether a paragraph in lower case says who said something."""
    line = line[:_LOOKED_AT]
    return bool(_ATTRIBUTED.search(line) or _ENDS_WITH_A_SPEAKER.search(line))


def reports(line: str) -> bool:
    """Whether a paragraph in lower case says who said something, or tells of a past or dated event."""
    line = line[:_LOOKED_AT]
    return bool(_REPORTS.search(line) or _ENDS_WITH_A_SPEAKER.search(line)) or _quotes(line)


def tells_of_the_past(line: str) -> bool:
    """The same without what a year alone or a quotation says: notices of rights give years too."""
    line = line[:_LOOKED_AT]
    return bool(_TOLD.search(line) or _ENDS_WITH_A_SPEAKER.search(line))


def _quotes(line: str) -> bool:
    """Whether some words stand between two quotation marks, the first of them right behind a mark."""
    between = line.split('"')[1:-1]
    return any(part[:1].strip() and len(part.split()) >= _QUOTED for part in between)


def is_call(line: str) -> bool:
    """Whether a paragraph that reports nothing, in lower case, speaks to the readers of a site.

    Either one of its sentences asks for something that only the reader of a paper can do, and the others
    speak to the reader too or say who the writer is; or every sentence points to a link.
    """
    if line[:1] in "\"'" or len(line.split()) > _MOST_WORDS or _SERVES.search(line):
        return False
    parts = _SENTENCE.split(line)
    asks = [_asks_a_reader(part) for part in parts]
    if any(asks):
        return all(asked or _goes_with_it(part) for asked, part in zip(asks, parts, strict=True))
    points = [_points_to_a_link(part) for part in parts]
    if any(points) and all(point or part.endswith("?") for point, part in zip(points, parts, strict=True)):
        return True
    return all(sign.search(line) for sign in _APPEALS)


def _asks_a_reader(sentence: str) -> bool:
    asked = _READS.search(sentence) or _ACCOUNT.search(sentence) or _names_address(sentence)
    return bool(asked) and _opens(sentence)


def _opens(sentence: str) -> bool:
    return bool(_OPENS.match(sentence) or _TURNS.match(sentence))


def _names_address(sentence: str) -> bool:
    """An address that bears the name of the one who is to be reached: "Contact Ana Ruiz at aruiz@…"."""
    head, at, _ = sentence.partition("@")
    account = re.search(r"[\w.+-]*\Z", head)
    if not at or account is None:
        return False
    names = re.findall(r"[^\W\d_]{4,}", head[: account.start()])
    return any(name in account.group() for name in names[1:])


def _goes_with_it(sentence: str) -> bool:
    signs = (_ADDRESSES.search, _OPENS.match, _WRITES.search)
    return len(sentence.split()) <= 6 or any(sign(sentence) for sign in signs)


def _points_to_a_link(sentence: str) -> bool:
    return _opens(sentence) and bool(_LINKED.search(sentence))
