"""Which paragraphs are furniture of a web page, and of which kind.

A paragraph is furniture only where the whole of it is; "read more" inside a sentence of reporting
stays. When in doubt, a paragraph stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.clean import notices, wordings
from index.clean.calls import attributes, is_call, reports, tells_of_the_past
from index.clean.canonical import ENDS_SENTENCE
from index.clean.kind import Kind
from index.clean.reader import addresses
from index.clean.stamp import STAMP, is_stamp

_KINDS = (
    wordings.LINKS,
    wordings.LISTS,
    wordings.CALLS,
    wordings.SHARING,
    wordings.NEWSLETTERS,
    wordings.CONSENT,
    wordings.ADVERTS,
    wordings.COMMENTS,
    wordings.NAVIGATION,
    notices.ORIGIN,
    notices.CREDITS,
    notices.LIABILITY,
    notices.PAYWALL,
    notices.PLAYER,
    notices.FOREIGN,
    notices.MARKUP,
)
_MOST_WORDS, _LONGEST, _A_LABEL, _A_CLAUSE = 80, 600, 8, 5
# A share bar is nothing but these.
_SHARE_BAR = """
    share tweet pin post send print email e-mail save copy link whatsapp facebook twitter x reddit linkedin
    telegram flipboard pinterest messenger tumblr instagram youtube threads bluesky mastodon pocket on via to
"""
_SHARE_WORDS = frozenset(_SHARE_BAR.split())
# "Label:Headline", the colon glued on where a link began: a teaser for another article.
_TEASER = re.compile(r"[^.:]{2,79}[\w'’”\"?!)]:['‘“\"]?[A-Z]\S*(?: \S+){3,}(?<![.])(?<![.]['’”\"])")
_QUESTION = re.compile(r"[^.?!]*\?")
_MARKS = " \"':;,*|►▶▼▲→←»«›‹•·–—-+"
_HEADLINE_WORDS, _SIGNS = 20, 2


def kind_of(paragraph: str) -> Kind | None:
    """The kind of furniture that the whole paragraph is; None for anything else."""
    return None if len(paragraph) > _LONGEST else _kind_of(paragraph)


@lru_cache(maxsize=4096)  # furniture repeats itself, and is short
def _kind_of(paragraph: str) -> Kind | None:
    words = len(paragraph.split())
    if words > _MOST_WORDS:
        return None
    if not any(character.isalnum() for character in paragraph):
        return notices.MARKUP
    line = plain(paragraph)
    quotes = line[0] == '"' and '"' in line[1:-1]
    if quotes or (words > _A_LABEL and paragraph.endswith(".") and attributes(line)):
        return None
    fitting = [kind for kind in _KINDS if words <= kind.most_words]
    may_report = words > _A_CLAUSE and _may_report(paragraph, line)
    return (
        _worded(line, fitting, may_report)
        or _shaped(paragraph, line, words)
        or _unlike_reporting(line, fitting)
    )


def _may_report(paragraph: str, line: str) -> bool:
    """Whether it is a sentence that speaks to nobody, or tells of what happened."""
    if not ENDS_SENTENCE.search(paragraph) or paragraph.endswith("?"):
        return False
    return not addresses(line) or tells_of_the_past(_QUESTION.sub("", line))


def _worded(line: str, kinds: Sequence[Kind], may_report: bool) -> Kind | None:
    forms = {line, line.strip(_MARKS)}
    for kind in kinds:
        patterns = (kind.whole,) if may_report else (kind.whole, kind.open)
        if any(pattern.fullmatch(form) for pattern in patterns for form in forms):
            return kind
    return None


def _shaped(paragraph: str, line: str, words: int) -> Kind | None:
    if words <= 25 and _TEASER.fullmatch(paragraph) and not attributes(line.partition(":")[0]):
        return wordings.LINKS
    if words > 2 and set(re.split(r"[\s|,/•·]+", line.strip(_MARKS))) <= _SHARE_WORDS:
        return wordings.SHARING
    return STAMP if is_stamp(line) else None


def _unlike_reporting(line: str, kinds: Sequence[Kind]) -> Kind | None:
    if reports(line):
        return None
    found = next((kind for kind in kinds if kind.inside and kind.inside.search(line)), None)
    return found or (wordings.CALLS if is_call(line) else None)


def plain(paragraph: str) -> str:
    """In lower case, with straight quotes: how wordings are written."""
    return paragraph.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def foot(paragraphs: Sequence[str], kinds: Sequence[Kind | None]) -> int:
    """Where the foot of the page begins: a comment form or a list of other articles, and no sentence below.

    What is in it goes whole, with the labels of widgets and the headlines that no table can know. Round-ups
    of news and results look like it: with one sign alone, none of its lines may give a figure.
    """
    start = len(paragraphs)
    only_labels, figures, signs = True, False, 0
    for at in reversed(range(len(paragraphs))):
        kind = kinds[at]
        if kind is None and not _is_headline(paragraphs[at]):
            break
        only_labels = only_labels and (kind is not None or _is_label(paragraphs[at]))
        figures = figures or (kind is None and any(map(str.isdigit, paragraphs[at])))
        signs += kind is not None
        is_sign = kind is wordings.LISTS or (kind is wordings.COMMENTS and only_labels)
        if is_sign and (signs >= _SIGNS or not figures):
            start = at
    return start


def _is_label(paragraph: str) -> bool:
    return len(paragraph.split()) <= 3 and not ENDS_SENTENCE.search(paragraph)


def _is_headline(paragraph: str) -> bool:
    """A headline may be a question, but no more than one sentence."""
    return len(paragraph.split()) <= _HEADLINE_WORDS and not ENDS_SENTENCE.search(paragraph.rstrip("?"))
