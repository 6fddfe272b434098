"""Who does an act: the nearest name before it that no preposition leads in, its possessor, "by …"."""

from __future__ import annotations

from collections.abc import Collection

from rag.clauses import RELATIVE, cut
from rag.lexicon import TITLES
from rag.names import Name
from rag.story import PRONOUNS, Sentence, Story, leader, oblique

_BE = frozenset("is are was were be been being".split())


def doers_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names that do the act at ``at``: "by …" behind it, its possessor, or its subject."""
    of = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower == "of"
    agents = _led_by(sentence, at, clause, {"by", "of"} if of else {"by"})
    return agents or subjects_of(story, sentence, at, clause)


def sufferers_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names that suffer the act: the subject behind a form of "be", else its object."""
    before = [sentence.tokens[i].lower for i in range(max(0, at - 3), at) if i in clause]
    if _BE & set(before):
        return subjects_of(story, sentence, at, clause)
    owner = [n for n in sentence.names if n.possessive and n.last == at]
    return [*owner, *_led_by(sentence, at, clause, {"of"}), *_objects(sentence, at, clause)]


def subjects_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The nearest name before ``at`` that no preposition leads in, with those joined to it."""
    if _common_subject(sentence, at, clause):
        return []
    for i in range(at - 1, -1, -1):
        if i not in clause:
            continue
        name = next((n for n in sentence.names if n.first <= i < n.last), None)
        if name and i == name.last - 1 and not (oblique(sentence, name) and not name.possessive):
            if name.country and name.country[1] == "people":
                continue
            return [name, *_coordinated(sentence, name), *_pronoun_beside(story, sentence, name)]
        if not name and (sentence.tokens[i].lower in PRONOUNS or _role(sentence, i)):
            stands_for = story.antecedent(sentence, sentence.tokens[i])
            return [stands_for] if stands_for else []
    return _inherited(story, sentence, clause)


def _role(sentence: Sentence, at: int) -> bool:
    """ "The French president" stands for a person as "he" does."""
    before = {t.lower for t in sentence.tokens[max(0, at - 3) : at]}
    return sentence.tokens[at].lower in TITLES and "the" in before


def _pronoun_beside(story: Story, sentence: Sentence, name: Name) -> list[Name]:
    """ "He and Putin talked": whom the pronoun stands for."""
    if name.first < 2 or sentence.tokens[name.first - 1].lower != "and":
        return []
    pronoun = sentence.tokens[name.first - 2]
    stands_for = story.antecedent(sentence, pronoun) if pronoun.lower in PRONOUNS else None
    return [stands_for] if stands_for else []


def _common_subject(sentence: Sentence, at: int, clause: Collection[int]) -> bool:
    """The sentence is about a thing that is not named: "The 400-metre ship, owned by …, ran aground"."""
    opening = sentence.tokens[:3]
    plain = len(opening) == 3 and opening[0].lower in {"the", "this", "that"} and at > 2 and 0 in clause
    return plain and not any(t.capital or t.possessive or t.lower in TITLES for t in opening[1:])


def _inherited(story: Story, sentence: Sentence, clause: Collection[int]) -> list[Name]:
    """A clause without a subject takes that of the clause it hangs on."""
    first = min(clause)
    if first == 0:
        return []
    if sentence.tokens[first].lower in RELATIVE:
        before = name_ending(sentence, first)
        return [before, *_coordinated(sentence, before)] if before else []
    if sentence.tokens[first].lower not in {"and", "but", "so"}:
        return []
    numbers, parents = cut(sentence)
    outer = frozenset(i for i, n in enumerate(numbers) if n == parents[numbers[first]] and i < first)
    return subjects_of(story, sentence, max(outer, default=0), outer) if outer else []


def _coordinated(sentence: Sentence, name: Name) -> list[Name]:
    """The names joined to one by "and" or commas: "Xi and Putin met"."""
    joined, edge = [], name.first
    for other in reversed([n for n in sentence.names if n.last <= name.first]):
        between = [t.lower for t in sentence.tokens[other.last : edge] if not t.capital]
        if (
            between
            and set(between) <= {"and", "the", "of", "with"}
            and "and" in between
            and not other.possessive
        ):
            joined.append(other)
            edge = other.first
        elif other.country and other.last == edge:
            edge = other.first
        else:
            break
    return joined


def _led_by(sentence: Sentence, at: int, clause: Collection[int], words: Collection[str]) -> list[Name]:
    """Names that one of ``words`` leads in, right behind the act."""
    near = [n for n in sentence.names if at < n.first <= at + 8 and n.first in clause]
    led: list[Name] = []
    for name in near:
        by = leader(sentence, name, at)
        joined = led and sentence.tokens[name.first - 1].lower == "and"
        if joined or (by > at and sentence.tokens[by].lower in words):
            led.append(name)
    return led


def partners(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """Those who are met: "with X", "between X and Y", or the object right behind the verb."""
    behind = _led_by(sentence, at, clause, {"with", "between"})
    return [*behind, *_objects(sentence, at, clause)]


def _objects(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The first names behind the act that no preposition leads in."""
    behind = [n for n in sentence.names if n.first > at and n.first in clause]
    return [n for n in behind if not oblique(sentence, n)][:2]


def name_ending(sentence: Sentence, position: int) -> Name | None:
    """The name right before a token: what a relative pronoun there stands for."""
    return next((n for n in sentence.names if n.last == position), None)
