"""What a pronoun stands for: the latest fitting thing, person or place of the turns before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rag.names import find_names
from rag.turns.cut import Cut
from rag.turns.edits import owner
from rag.turns.lexicon import HE, IT, MADE, OF_SOMETHING, SHE, THEY
from rag.turns.named import Gender
from rag.turns.naming import Named, named_in
from rag.turns.past import Past, Told
from rag.words import family, is_known_act, lemma, root, tokens


def owners_of(noun: str, past: Past) -> set[str]:
    """The last names of those who own such a thing in the turns before: "Okoro's visit", "Okoro visits".

    Where the turns do not tell, the articles that the last answer cites may.
    """
    acts = family(root(noun)) if is_known_act(root(noun)) else frozenset({root(noun)})
    told = [text for told in past.turns[:2] for text in (told.asked.text, *told.said, *told.cited)]
    found = _owners(acts, told)
    if not found and is_known_act(root(noun)):
        named = {n.key for told in past.turns[:2] for n in told.in_question}
        often = Counter({key: n for key, n in _owners(acts, past.cited_texts()).items() if key in named})
        found = Counter(dict(often.most_common(1)))
    return set(found)


def _owners(acts: frozenset[str], texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        words = tokens(text)
        for name in find_names(text, words):
            width = 3 if name.possessive else 1
            if acts & {w.root for w in words[name.last : name.last + width]}:
                found[name.words[-1].lower()] += 1
    return found


def may_be(pronoun: str, named: Named) -> bool:
    """Whether a pronoun may stand for it at all."""
    if pronoun in HE | SHE:
        gender: Gender = "m" if pronoun in HE else "f"
        human = named.sort == "person" or (named.sort == "" and not named.text.startswith("the "))
        return human and not named.plural and named.gender in {"", gender}
    if pronoun in IT:
        measured = re.match(r"the (\w+) of ", named.text)  # "the size of Norland": it is Norland
        return named.sort != "person" and not named.plural and not (measured and measured[1] in OF_SOMETHING)
    return named.plural or named.sort in {"body", "place"} or _of_several(named)


def _of_several(named: Named) -> bool:
    """ "The Halden Rovers": a name in the plural, as teams have."""
    return named.sort == "thing" and not named.bare and bool(re.fullmatch(r"the .*[^su]s", named.text))


def surely_be(pronoun: str, named: Named) -> bool:
    """Whether its sort is known to fit, and not merely unknown."""
    if pronoun in THEY:
        return may_be(pronoun, named)
    return bool(named.sort) and (pronoun not in HE | SHE or named.sort == "person")


def antecedent(pronoun: str, past: Past, owned: str, asked: Cut) -> Named | Unclear | None:
    """The latest fitting thing: what the answer gave, what is spoken of all along, the subject, the rest."""
    here = {n.key for pair in named_in(asked, past.lore) for n in pair}
    owners = owners_of(owned, past) if owned else set[str]()

    def fits(named: Named) -> bool:
        return may_be(pronoun, named) and named.key not in here

    if pronoun in IT and (found := _thing(past, fits)):
        return found
    for told in past.turns[:5]:
        tiers = list(_tiers(told, past, plural=pronoun in THEY))
        if owners and (own := [n for tier in tiers for n in tier if n.key in owners and fits(n)]):
            return own[0]
        for sure in (True, False):
            for tier in tiers:
                fitting = _distinct([n for n in tier if fits(n) and (not sure or surely_be(pronoun, n))])
                if pronoun in THEY:  # a country that did it, not the town in which it was done
                    fitting = [n for n in fitting if n.sort != "place" or n in (*told.subject, told.focus)]
                if len(fitting) > 1 and pronoun in HE | SHE:
                    fitting = [n for n in map(past.learned, fitting) if fits(n)]
                    fitting = _of_gender(pronoun, fitting)
                if len(fitting) > 1 and pronoun in HE | SHE and tier is told.subject:
                    return Unclear(pronoun, tuple(n.text for n in fitting))
                if fitting:
                    return min(fitting, key=lambda n: (n.lead != "", n.bare))
    return None


def _thing(past: Past, fits: Callable[[Named], bool]) -> Named | None:
    """What "it" stands for: a thing or a body, and a place only where there is neither."""
    for told in past.turns[:5]:
        for tier in _tiers(told, past, plural=False):
            found = [n for n in tier if n.sort in {"thing", "body"} and fits(n)]
            if found and tier is not told.answered[:3]:
                whole_ = [n for n in found if n.bare and any(_begins(o, n) for o in found if not o.bare)]
                return min(whole_ or found, key=lambda n: (n.lead != "", n.bare))
        if act := announced(told):
            return act
        given = [n for n in told.answered if n.sort in {"thing", "body"} and fits(n)]
        if len(given) == 1 and all(n.sort == "person" for n in told.in_question):
            return given[0]
    return None


def _begins(name: Named, named: Named) -> bool:
    """ "The Oslo Cup final" is no cup, though the cup stands in it."""
    return named.text.removeprefix("the ").startswith(f"{name.text.removeprefix('the ')} ")


def announced(told: Told) -> Named | None:
    """What somebody was asked to have announced: "Okoro's announcement about the river"."""
    asked = told.asked
    noun = MADE.get(lemma(asked.words[asked.verb].lower)) if asked.verb is not None else None
    doer = next((n for n in told.subject if not n.bare), None)
    if asked.kind not in {"what", "said"} or asked.form != "object" or not noun or not doer or asked.counted:
        return None
    rest = asked.text[asked.words[asked.verb or 0].end : asked.end].rstrip()
    return Named(f"{owner(doer.text)} {noun}{rest}", "thing", bare=True)


def _tiers(told: Told, past: Past, *, plural: bool) -> Iterator[tuple[Named, ...]]:
    """What a turn offers, the most salient first."""
    keys = {n.key for n in told.in_question}
    gone_on = [t.focus for t in past.turns if t is not told and t.focus and t.focus.key in keys]
    if plural and (counted := _counted(told)):
        yield (counted,)
    yield tuple(n for n in (told.focus, *gone_on[:1]) if n)
    several = [n for n in told.subject if n.lead == "" and not n.bare]
    if plural and len(several) > 1:
        yield (Named(" and ".join(n.text for n in several), "person", plural=True),)
    yield told.kept
    yield told.subject
    yield told.others
    if not told.refused:
        yield told.answered[:3]


def _counted(told: Told) -> Named | None:
    """What "How many members does it have?" counted: "the members of the court"."""
    noun, asked = told.asked.counted, told.asked
    plural = bool(noun) and lemma(noun.split()[-1].lower()) != noun.split()[-1].lower()
    if asked.kind not in {"how_many", "which"} or not plural:
        return None
    has = asked.verb is not None and lemma(asked.words[asked.verb].lower) == "have"
    owner_ = f" of {told.subject[0].text}" if has and told.subject else ""
    return Named(f"the {noun}{owner_}", "thing", plural=True, bare=True)


def _distinct(named: list[Named]) -> list[Named]:
    """Each once, under its longest words."""
    best: dict[str, Named] = {}
    for one in named:
        if one.key not in best or len(one.text) > len(best[one.key].text):
            best[one.key] = one
    return list(best.values())


def _of_gender(pronoun: str, named: list[Named]) -> list[Named]:
    gender = "m" if pronoun in HE else "f" if pronoun in SHE else ""
    return [n for n in named if gender and n.gender == gender] or named


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word of a question that may stand for several things, or for none that was named."""

    word: str
    options: tuple[str, ...] = ()
