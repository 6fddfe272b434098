"""What each site repeats in its articles, learned from its newest stored ones and those that come in."""

from __future__ import annotations

from index import records
from index.clean import Repeats
from index.journal import Journal
from index.readers.source import Source

_STORED = 50
"""How many articles of a site are looked through: a notice still in use is in those."""


class Outlets:
    """One run's knowledge of the sites' notices. An article that names no outlet and no address has none.

    Articles that are stored already keep a notice that shows only later, until their file is read again.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._repeats: dict[str, Repeats] = {}
        self._seen: dict[str, set[tuple[str, str]]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def learn(self, source: Source, path: str, place: str) -> None:
        """Look through an article that came in; a new version of one that was looked through says no more."""
        site = source.site
        if not site:
            return
        if site not in self._repeats:
            self._look_through_stored(site)
        if (path, place) not in self._seen[site]:
            self._seen[site].add((path, place))
            self._repeats[site].add(source.text)
            self._keys.pop(site, None)

    def repeated(self, source: Source) -> frozenset[str]:
        """The keys of the paragraphs that the article's site repeats."""
        site = source.site
        if site not in self._repeats:
            return frozenset()
        if site not in self._keys:
            self._keys[site] = self._repeats[site].keys()
        return self._keys[site]

    def _look_through_stored(self, site: str) -> None:
        self._repeats[site], self._seen[site] = Repeats(), set()
        with self._journal.reading() as db:
            for path, place, text in records.raw_texts_of(db, site, _STORED):
                self._seen[site].add((path, place))
                self._repeats[site].add(text)
