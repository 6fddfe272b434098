"""Names in text, and when two of them mean the same person, place or body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.countries import Country, capital_of, country_of, is_country_word
from rag.lexicon import INSTITUTIONS, MONTHS_AND_DAYS, OFFICERS, STOP_WORDS, TITLES
from rag.words import Token, in_dictionary

_JOINERS = frozenset({"of", "de", "da", "del", "della", "du", "van", "von", "bin", "al", "el", "ul"})
_ENDINGS = frozenset("an ans ian ians n ns ese ish i is".split())
_OFFICES = frozenset("state defense defence finance energy commerce health interior justice treasury".split())
"""In "Secretary of State Ana Brandt" they belong to the title."""
_SURNAMES = frozenset("judge king prince pope bishop dean duke marshal major".split())
_RANKS = frozenset("federal supreme high crown senior district chief grand county circuit former".split())
_COUNTRY = 8  # words of a country's longest name
_GIVEN_MONTHS = frozenset({"may", "april", "august"})
SURE, PARTIAL, RELATED = 1.0, 0.8, 0.5
"""How sure a match is: the same name; a part of a longer one; its country, capital or people."""


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: ``tokens[first:last]`` of its sentence, titles left out."""

    words: tuple[str, ...]
    first: int
    last: int
    possessive: bool = False
    titled: bool = False

    @property
    def key(self) -> str:
        return " ".join(self.words).lower()

    @property
    def common(self) -> bool:
        """All its words stand in the dictionary too ("Earth", "Victory Day")."""
        return self.country is None and all(in_dictionary(w.lower()) for w in self.words)

    @property
    def country(self) -> Country | None:
        """(country, "name" | "people" | "capital") when the name is one of a country's."""
        return country_of(self.key)

    @property
    def of_people(self) -> bool:
        """A people's word is an adjective as a rule ("Russian officials")."""
        return self.country is not None and self.country[1] == "people"

    def __str__(self) -> str:
        return " ".join(self.words)


def find_names(
    text: str, tokens: Sequence[Token], proper: Collection[str] = (), *, heading: bool = False
) -> list[Name]:
    """The names among ``tokens`` of ``text``.

    ``proper``: lower-case words known to be names here. They decide where a capital is no sign by
    itself: on the first word of a sentence, and on every word of a ``heading``. Titles
    ("President"), months and weekdays are no names.
    """
    names: list[Name] = []
    run: list[int] = []
    marks = [_proper(text, tokens, i, proper, heading) for i in range(len(tokens))]
    for i, marked in enumerate(marks):
        if marked:
            if run and not _adjoins(text, tokens, run[-1], i):
                names += _close(tokens, run)
                run = []
            run.append(i)
        elif run and not (i + 1 < len(marks) and marks[i + 1] and _joins(text, tokens, i)):
            names += _close(tokens, run)
            run = []
    return [_capital(tokens, n) or n for n in names + _close(tokens, run)]


def _capital(tokens: Sequence[Token], name: Name) -> Name | None:
    """ "The Chinese capital" names Beijing."""
    country = name.country
    following = tokens[name.last].lower if name.last < len(tokens) else ""
    if not country or country[1] != "people" or following != "capital":
        return None
    words = tuple(w.capitalize() for w in capital_of(country[0]).split())
    return replace(name, words=words, last=name.last + 1) if words else None


def _proper(text: str, tokens: Sequence[Token], i: int, proper: Collection[str], heading: bool) -> bool:
    token = tokens[i]
    word = token.lower
    shouted = token.text.isupper() and len(token.text) > 1
    if not any(c.isupper() for c in token.text):
        return False
    if word in _OFFICES and i > 1 and tokens[i - 1].lower == "of" and tokens[i - 2].lower in OFFICERS:
        return False
    if word in MONTHS_AND_DAYS and not _part_of_name(text, tokens, i):
        return False
    if heading:
        return word in proper or shouted
    if word == "i" and i > 1 and tokens[i - 1].start and _follows_name(tokens, i):
        return True  # "Artemis I", no pronoun
    if word in STOP_WORDS and not (shouted and word in {"us", "it", "who"}):
        # Inside a sentence such a capital belongs to a name: the ship "Ever Given".
        return i > 0 and word not in {"i", "the", "a"} and _precedes_capital(tokens, i)
    if shouted or not _opens_sentence(text, tokens, i):
        return True
    return word in proper or is_country_word(word) or _precedes_capital(tokens, i) or not in_dictionary(word)


def _part_of_name(text: str, tokens: Sequence[Token], i: int) -> bool:
    """A month that is none: "Theresa May", or tied to a small word, as the first one of "Mar-a-Lago"."""
    if tokens[i].lower in _GIVEN_MONTHS and i and _follows_name(tokens, i):
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and not following.capital and text[tokens[i].end : following.start] == "-"


def _opens_sentence(text: str, tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or bool(re.search(r"[.!?:“\"—]|--", text[tokens[i - 1].end : tokens[i].start]))


def _precedes_capital(tokens: Sequence[Token], i: int) -> bool:
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return bool(
        following and following.capital and following.start == tokens[i].end + 1 and not tokens[i].possessive
    )


def _follows_name(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1]
    return before.capital and before.lower not in STOP_WORDS and tokens[i].start == before.end + 1


def _adjoins(text: str, tokens: Sequence[Token], left: int, right: int) -> bool:
    between = text[tokens[left].end : tokens[right].start]
    if right - left > 1:  # a joiner stands between
        return True
    return between in {" ", "-", "–", ". ", " & ", "’", "'"} and not (
        between == ". " and len(tokens[left].text) > 1 and tokens[left].lower not in TITLES
    )


def _joins(text: str, tokens: Sequence[Token], i: int) -> bool:
    """A small word inside a name: "Bank of England", "Port-au-Prince", but not "President of China"."""
    if {text[tokens[i - 1].end : tokens[i].start], text[tokens[i].end : tokens[i + 1].start]} == {"-"}:
        return True
    if tokens[i].text not in _JOINERS or tokens[i - 1].lower in TITLES or tokens[i - 1].possessive:
        return False
    joined = re.fullmatch(r" \w+[ -]", text[tokens[i - 1].end : tokens[i + 1].start])  # "Asif al-Badr"
    return bool(joined) and not is_country_word(tokens[i - 1].text)


def _close(tokens: Sequence[Token], run: list[int]) -> list[Name]:
    """A run of capitalised tokens, cut at possessives and where a people's word precedes a title."""
    parts: list[list[int]] = [[]]
    for i in run:
        parts[-1].append(i)
        if tokens[i].possessive:
            parts.append([])
    names: list[Name] = []
    for part in parts:
        names += _without_titles(tokens, part)
    return names


def _without_titles(tokens: Sequence[Token], part: list[int]) -> list[Name]:
    if not part:
        return []
    body = [tokens[i].lower for i in part]
    institution = body[-1] in INSTITUTIONS
    known = max(
        (n for n in range(1, min(len(body), _COUNTRY) + 1) if country_of(" ".join(body[:n]))), default=0
    )
    if known and part[known:] and not institution and _ends_with(body[:known], body[known]):
        return [_name(tokens, part[:known], False), *_without_titles(tokens, part[known:])]
    titled = False
    while part and tokens[part[0]].lower in TITLES and not institution:
        part, titled = part[1:], True
    while part and tokens[part[-1]].lower in TITLES and not (institution or _is_surname(tokens, part)):
        part = part[:-1]
    return [_name(tokens, part, titled)] if part else []


def _ends_with(words: Sequence[str], following: str) -> bool:
    """ "French President": the name of a country ends before a title, the word for a people everywhere."""
    country = country_of(" ".join(words))
    return country is not None and (following in TITLES or country[1] == "people")


def _is_surname(tokens: Sequence[Token], part: Sequence[int]) -> bool:
    """ "Stephen King": behind a single given name some titles are family names."""
    given = tokens[part[0]].lower
    return len(part) == 2 and tokens[part[1]].lower in _SURNAMES and given not in _RANKS


def _name(tokens: Sequence[Token], part: list[int], titled: bool) -> Name:
    words = tuple(tokens[i].text for i in range(part[0], part[-1] + 1))
    return Name(words, part[0], part[-1] + 1, tokens[part[-1]].possessive, titled)


def likeness(asked: Name, seen: Name, full_names: Iterable[Name] = ()) -> float:
    """How far ``seen`` in an article names what ``asked`` in a question names, 0 to 1.

    ``full_names`` are the article's longer names: a bare "Biden" means the Biden that the article
    names in full, so it is not Jill Biden where the article is about Joe Biden.
    """
    a, s = [_bare(w) for w in asked.words], [_bare(w) for w in seen.words]
    if a == s:
        return SURE
    country = _same_country(asked, seen)
    if country:
        return country
    if _acronym(a, asked, seen) or _acronym(s, seen, asked):
        return SURE
    if len(s) == 1 and len(a) > 1 and s[0] in (a[0], a[-1]):
        longer = [n for n in full_names if len(n.words) > 1 and _bears(n, s[0])]
        return SURE if not longer or any([_bare(w) for w in n.words] == a for n in longer) else 0.0
    if len(a) == 1 and len(s) > 1 and a[0] in s:
        return SURE if a[0] in (s[0], s[-1]) and not is_country_word(a[0]) else PARTIAL
    if len(a) > 1 and len(s) > 1:
        return _shared(a, s)
    return PARTIAL if len(a) == len(s) == 1 and _people_of(a[0], s[0]) else 0.0


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    """A word in small letters without its accents: "Pelé" is typed "Pele"."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


def _people_of(one: str, other: str) -> bool:
    """ "Velmorans" are of "Velmora": one word is the other with the ending of a people."""
    short, long = sorted((one, other), key=len)
    stem = short.rstrip("aeiy")
    return len(stem) >= 4 and long.startswith(stem) and long[len(stem) :] in _ENDINGS


def _bears(name: Name, word: str) -> bool:
    return word in (_bare(name.words[0]), _bare(name.words[-1]))


def _shared(a: list[str], s: list[str]) -> float:
    if set(a) <= set(s) or (set(s) <= set(a) and len(s) > 1):
        return SURE
    if a[-1] == s[-1] and a[0][0] == s[0][0] and min(len(a[0]), len(s[0])) == 1:
        return SURE  # "J. Biden" for "Joe Biden"
    return 0.0


def _same_country(asked: Name, seen: Name) -> float:
    a, s = asked.country, seen.country
    if not a or not s or a[0] != s[0]:
        return 0.0
    if "capital" in (a[1], s[1]):
        return SURE if a[1] == s[1] else RELATED
    return SURE


def _acronym(letters: list[str], short: Name, long: Name) -> bool:
    initials = "".join(w[0] for w in long.words if w.lower() not in _JOINERS)
    plain = short.words[0].replace(".", "")
    return len(letters) == 1 and len(plain) > 1 and plain.isupper() and plain == initials.upper()
