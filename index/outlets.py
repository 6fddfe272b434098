"""What each outlet repeats in its articles: learned from its newest stored ones and those that come in."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from index import records
from index.clean import Repeats
from index.journal import Journal
from index.readers.source import Source

_STORED = 50
"""How many articles of an outlet are looked through: a notice still in use is in those."""


class Outlets:
    """One run's knowledge of the outlets' notices. An article without outlet and address has none."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._repeats: dict[str, Repeats] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def learn(self, sources: Iterable[Source]) -> None:
        """Look through articles that came in, before any of them is cleaned."""
        for source in sources:
            if name := _name(source):
                self._of(name, source).add(source.text)
                self._keys.pop(name, None)

    def repeated(self, source: Source) -> frozenset[str]:
        """The keys of the paragraphs that the article's outlet repeats."""
        name = _name(source)
        if name not in self._repeats:
            return frozenset()
        if name not in self._keys:
            self._keys[name] = self._repeats[name].keys()
        return self._keys[name]

    def _of(self, name: str, source: Source) -> Repeats:
        if name not in self._repeats:
            self._repeats[name] = repeats = Repeats()
            with self._journal.reading() as db:
                for text in records.raw_texts_of(db, source.outlet, _host(source.url), _STORED):
                    repeats.add(text)
        return self._repeats[name]


def _name(source: Source) -> str:
    return source.outlet or _host(source.url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
