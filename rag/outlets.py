"""Outlets that a question names: "according to the Harbour Post" is asked of that outlet alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from index import Archive
from rag.retrieve import Scope

_LEADS = (
    r"according to|as (?:reported|told|described|covered) (?:by|in)|(?:reported|published|written) (?:by|in)|"
    r"as per|per"
)
_TELLING = r"(?:say|said|report|reported|write|written|print|printed|publish|published)"
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


def outlets_named(archive: Archive, text: str, scope: Scope) -> tuple[Scope, str]:
    """The scope narrowed to the outlets that the question asks by name, and the question without them.

    Only "according to the Harbour Post (and …)", "what did the Harbour Post report about" and their
    like count, and "in the Harbour Post" where it is written as the outlet writes itself: a bare word may
    be a place, or a time. The outlets that a caller gives go first.
    """
    known = [outlet for outlet in archive.info().outlets if len(outlet) > 2]
    if scope.outlets or not known:
        return scope, text
    named = f"(?:the )?(?:{'|'.join(re.escape(word) for word in sorted(map(_bare, known), key=_longest))})"
    listed = rf"(?P<outlets>{named}(?:(?:,| and| or|, and) {named})*)"
    for asked, instead in (
        (rf"(?<!\s),?\s*\b(?:{_LEADS}) {listed}\b", ""),
        (rf"(?<!\s),?\s*\b[Ii]n (?-i:{listed})(?![\w-])", ""),
        (rf"\bwhat (?:did|does|do|has|have) {listed} {_TELLING} (?=(?:about|on|of)\b)", "What is said "),
    ):
        if match := re.search(asked, text, re.IGNORECASE):
            rest = f"{text[: match.start()]}{instead}{text[match.end() :]}".strip()
            return replace(scope, outlets=_told(match["outlets"], known, named)), rest
    return scope, text


def _told(words: str, known: Collection[str], named: str) -> tuple[str, ...]:
    """The outlets of a list, as the archive writes them and in the order of the question."""
    found = [_bare(match.group()).lower() for match in re.finditer(named, words, re.IGNORECASE)]
    return tuple(dict.fromkeys(outlet for name in found for outlet in known if _bare(outlet).lower() == name))


def _bare(outlet: str) -> str:
    return _ARTICLE.sub("", outlet, count=1) if _ARTICLE.match(outlet) else outlet


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name
