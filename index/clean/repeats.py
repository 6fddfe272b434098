"""Furniture that only repetition shows: notices that a site puts into many of its articles.

Repetition alone is not enough, for wire copy repeats its background ("The war began on 24 February 2022")
and papers repeat their headings. What goes must also speak to the reader about the site and report nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict

from index.clean.calls import reports
from index.clean.canonical import paragraphs
from index.clean.furniture import plain
from index.clean.reader import PARTS, VERB

FEWEST_ARTICLES = 3
_FEWEST_WORDS, _MOST_WORDS, _LONGEST, _FACE = 4, 90, 700, 2_000
"""Words and characters of a notice; characters of a paragraph that are looked at to tell articles apart."""
_READER = re.compile(r"\b(you|your|you're|you've|you'll|our|us|we|we're|we've|me|my)\b")
_ASKS = re.compile(rf"[\W_]*(please |also )?{VERB}\b")
_SITE = re.compile(rf"https?://|www\.|\w@\w|\s@\w|\b\w+\.(com|org|net|co\.uk)\b|\bhere\b(?!'s)|\b{PARTS}\b")


class Repeats:
    """What stands in the articles of one outlet again and again."""

    def __init__(self) -> None:
        self._beside: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, text: str) -> None:
        """Look through one more article of the outlet: its text as it was read, before cleaning.

        A paragraph counts once for each longest piece of reporting that it stands beside, so that later
        versions and copies of one article count once.
        """
        found = list(paragraphs(text))
        suspects = [paragraph for paragraph in found if is_unlike_reporting(paragraph)]
        if suspects:
            face = _face(found)
            for paragraph in suspects:
                self._beside[key_of(paragraph)].add(face)

    def keys(self) -> frozenset[str]:
        """The keys of the paragraphs that are furniture of the outlet's site: in three articles or more."""
        return frozenset(key for key, faces in self._beside.items() if len(faces) >= FEWEST_ARTICLES)


def key_of(paragraph: str) -> str:
    """The same for paragraphs with the same words: figures count, marks and case do not."""
    return hashlib.sha256(" ".join(re.findall(r"\w+", paragraph.casefold())).encode()).hexdigest()[:16]


def is_unlike_reporting(paragraph: str) -> bool:
    """Whether it speaks to the reader about the site, and tells of nothing that was said or happened."""
    if len(paragraph) > _LONGEST or not _FEWEST_WORDS <= len(paragraph.split()) <= _MOST_WORDS:
        return False
    line = plain(paragraph)
    if line[0] in "\"'" or not _SITE.search(line) or reports(line):
        return False
    return bool(_READER.search(line) or _ASKS.match(line))


def _face(found: list[str]) -> str:
    """The key of the longest paragraph that reports, else of the longest; the start of it tells."""
    ranked = sorted(found, key=len, reverse=True)
    told = (paragraph for paragraph in ranked if reports(plain(paragraph[:_FACE])))
    return key_of(next(told, ranked[0])[:_FACE])
