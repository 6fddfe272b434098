"""Text into sentences, as offsets into the text.

Sentence boundaries follow Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary
Detection", 2006): the trained English parameters lie as plain text in llama-index-core's package and
are read from there; the decision itself is made here, with the abbreviations of news added, because
importing nltk for it takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from index.article import Offsets
from index.packages import package_file


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name follows these, so the full stop after them never ends a sentence.
_TITLES = _words("""
    mr mrs ms mx dr prof gen sen rep gov lt col sgt capt maj cpl adm cmdr brig pvt rev hon pres supt det
    amb sec st messrs mme mlle fr insp atty dep asst spc sgts gens sens reps govs lt-gen maj-gen lt-col lt-gov
""")
# These may also stand at the end of a sentence: what follows decides.
_ABBREVIATIONS = _words("""
    jr sr esq inc corp co ltd llc plc bros dept univ assn gov't int'l intl natl ave blvd rd hwy mt ft
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa penn tenn tex va vt wash wis wyo ont que a.m p.m etc al vs v approx est ca cf viz
    ph.d m.d b.a m.a m.b.a u.s u.k u.n e.u u.s.a d.c l.a n.y b.c a.d e.g i.e
""")
# Only a number makes these an abbreviation: "No. 10" against "The answer was no."
_BEFORE_NUMBER = _words("no nos p pp art sec ch vol fig para")
# Words that open sentences and are hardly ever a name; Punkt's own list lacks the commonest of them.
_OPENERS = _words("""
    a an the he she it they we i you his her its their our my this that these those there here but and or
    nor so yet if when while as at by for from in of on to with after before since until because
    although though however meanwhile also then now still even some many most all both each no not what who
    why how where which one more other others another once during despite about under over
""")
_SPEECH = "said|says|asked|asks|added|adds|replied|wrote|writes|told|shouted|warned|tweeted|continued"

_BOUNDARY = re.compile(r"""([.!?…]+)(["'”’»)\]]*)(?:\s+(?=\S))|[。！？]+[」』”’）]*(?=[^」』”’）。！？])""")
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_ATTRIBUTION = re.compile(rf"(?:[A-Z][\w.’'-]*,?\s+){{1,3}}(?:{_SPEECH})\b")
# "U.S." and its kind open names: "U.S. Circuit Court". The time of day does not.
_INITIALISM = re.compile(r"(?!a\.m|p\.m)(?:[^\W\d]\.)+[^\W\d]")
_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_WINDOW = 80
"""How many characters around a stop are looked at."""
_SINGLE_QUOTED = re.compile(r"(?<!\w)‘(?=[^\W\d])[^‘]{,1000}?[.,!?…]’(?!\w)")
_CLOSING_MARKS = frozenset("\"'”’»")


class _Punkt(NamedTuple):
    abbreviations: frozenset[str]
    openers: frozenset[str]
    """Words that often open a sentence."""
    common: frozenset[str]
    """Words that take a capital only there."""


@cache
def _punkt() -> _Punkt:
    folder = package_file("llama_index.core", "_static", "nltk_cache", "tokenizers", "punkt_tab", "english")
    abbreviations = (folder / "abbrev_types.txt").read_text("utf-8").split()
    starters = (folder / "sent_starters.txt").read_text("utf-8").split()
    middle_upper, any_lower = 1 << 2, (1 << 4) | (1 << 5) | (1 << 6)
    common = set()
    for line in (folder / "ortho_context.tab").read_text("utf-8").splitlines():
        word, _, flags = line.rpartition("\t")
        if len(word) > 3 and int(flags) & any_lower and not int(flags) & middle_upper:
            common.add(word)
    return _Punkt(
        _ABBREVIATIONS | frozenset(abbreviations), _OPENERS | frozenset(starters), frozenset(common)
    )


def _ends_sentence(before: str, mark: str, after: str, first: bool) -> bool:
    """Whether ``mark`` between the words ``before`` and ``after`` ends a sentence.

    ``first``: nothing of the sentence stands in front of ``before``.
    """
    word = after.lstrip("\"'“‘«„([")
    if not word or word[0] in ".,;:!?)]…%" or word[0] in "–—-" or word[0].islower():
        return False
    opener = word.split("’")[0].split("'")[0].rstrip('.,;:!?…”")').lower()
    if "?" in mark or "!" in mark:
        return True
    if len(mark) > 1 or mark == "…":
        return opener in _punkt().openers
    core = re.sub(r"\A\W+", "", before).lower()
    last = re.split("[-/–—]", core)[-1]  # "D-St. Cloud"
    if first and (core.isdigit() or len(core) == 1):
        return False
    if last in _TITLES or (last in _BEFORE_NUMBER and word[0].isdigit()):
        return False
    if len(core) == 1 and core.isalpha():
        return core != "i" and opener in _OPENERS - {"a", "i"}
    if _INITIALISM.fullmatch(last):
        return opener in _punkt().openers
    if last in _punkt().abbreviations or "." in last:
        return opener in _punkt().openers or opener in _punkt().common
    return True


def _quotations(paragraph: str, goes_on: bool) -> list[Offsets]:
    """Where the paragraph quotes, marks included, in order and without overlaps.

    A quotation left open reaches to the end of the paragraph only when ``goes_on`` (the next
    paragraph opens with a mark again, as newspapers print long quotations); else it is a slip.
    """
    # Inside ‘…’ an apostrophe looks like the end: only one after a stop can close several sentences.
    found = [match.span() for match in _SINGLE_QUOTED.finditer(paragraph)]
    opened, closing = -1, ""
    for match in re.finditer('[“”«»„"]', paragraph):
        at, mark = match.start(), match.group()
        before, after = paragraph[at - 1 : at], paragraph[at + 1 : at + 2]
        opens = (not before or before in " \n([{—–-/‘'") and bool(after) and after not in " \n.,;:!?)"
        if opened >= 0 and mark in closing and not (mark == '"' and opens):
            found.append((opened, at + 1))
            opened = -1
        elif (mark == '"' and opens) or (mark in _PAIRS and opened < 0):
            opened, closing = at, _PAIRS.get(mark, mark)
    if opened >= 0 and goes_on:
        found.append((opened, len(paragraph)))
    return _merged(found)


def _merged(spans: list[Offsets]) -> list[Offsets]:
    merged: list[Offsets] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _candidates(paragraph: str) -> Iterator[int]:
    """Where a sentence may end inside the paragraph, quotations not considered."""
    start = 0
    for match in _BOUNDARY.finditer(paragraph):
        end = match.end()
        if match[1] is not None:
            end = match.end(2)
            words = paragraph[max(start, match.start() - _WINDOW) : match.start()].split()
            rest = paragraph[match.end() : match.end() + _WINDOW]
            first = len(words) == 1 and match.start() - start < _WINDOW
            if not words or not _ends_sentence(words[-1], match[1], rest.split(None, 1)[0], first):
                continue
            if match[1] != "." and set(match[2]) & _CLOSING_MARKS and _ATTRIBUTION.match(rest):
                continue
        yield end
        start = end


def _breaks(paragraph: str, goes_on: bool) -> Iterator[int]:
    """Where a sentence ends inside the paragraph, in order."""
    quotations = _quotations(paragraph, goes_on)
    at = 0
    for end in _candidates(paragraph):
        while at < len(quotations) and quotations[at][1] <= end:
            at += 1
        if at == len(quotations) or end <= quotations[at][0]:
            yield end


def sentences(text: str) -> tuple[Offsets, ...]:
    """The sentences of ``text`` in order, as offsets without the whitespace around them.

    A blank line always ends one, a quotation is never split, and together they cover every
    character that is not whitespace.
    """
    found: list[Offsets] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for match, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and following.group()[0] in '“"«„'
        paragraph, start = match.group(), 0
        for end in [*_breaks(paragraph, goes_on), len(paragraph)]:
            stripped = paragraph[start:end].strip()
            if stripped:
                begin = match.start() + paragraph.index(stripped, start)
                found.append((begin, begin + len(stripped)))
            start = end
    return tuple(found)
