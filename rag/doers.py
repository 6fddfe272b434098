"""Who does an act: the nearest name before it that no preposition leads in, its possessor, "by …"."""

from __future__ import annotations

import re
from collections.abc import Collection

from rag.acts import AUXILIARIES
from rag.clauses import RELATIVE, cut
from rag.lexicon import TITLES
from rag.names import Name
from rag.story import PRONOUNS, Sentence, Story, is_role, leader, oblique
from rag.words import Token, families, lemma

_TIMING = frozenset("before after since until".split())
_TEMPORAL = frozenset("after before during following".split())
_INDEFINITE = frozenset("a an".split())
_OWNING = frozenset("his her their its".split())
_OF_LIFE = "die bear marry divorce resign retire arrest kill murder"
"""Acts that no one does to what is theirs: of "her father" they are her father's."""
SOMEBODY = Name(("somebody else",), 0, 0)
"""The doer is told and has no name: nobody who is asked about."""
_COUNTERPART = re.compile(
    r"(?: \w+){0,4}? with (?:his|her|its|their|the)"
    r"(?: (?!and\b|who\b|that\b)[\w'’-]+){1,6},\s+(?:[A-Z]\w+\.? )?"
)
_BE = frozenset("is are was were be been being".split())


def doers_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names that do the act at ``at``: "by …" behind it, its possessor, or its subject."""
    of = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower == "of"
    of = of and sentence.tokens[at].lower not in {"tour", "inspection"}
    agents = _led_by(sentence, at, clause, {"by", "of"} if of else {"by"})
    if not agents and of and _of_relation(sentence, at):
        return [SOMEBODY]
    return agents or subjects_of(story, sentence, at, clause)


def sufferers_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names that suffer the act: the subject behind a form of "be", else its object."""
    before = [sentence.tokens[i].lower for i in range(max(0, at - 3), at) if i in clause]
    if _BE & set(before):
        return subjects_of(story, sentence, at, clause)
    owner = [n for n in sentence.names if n.possessive and n.last == at]
    found = [*owner, *_led_by(sentence, at, clause, {"of"}), *_objects(sentence, at, clause)]
    if not found and _of_relation(sentence, at):
        return [SOMEBODY]
    reduced = sentence.tokens[at].lower.endswith("ed")  # "the court, based in The Hague"
    return found or (subjects_of(story, sentence, at, clause) if reduced else [])


def _of_relation(sentence: Sentence, at: int) -> bool:
    """ "The death of her father": whose it is stands behind it. "The opening of its works" is its own act."""
    behind = [token.lower for token in sentence.tokens[at + 1 : at + 3]]
    theirs = behind[:1] == ["of"] and behind[-1] in _OWNING
    return theirs and sentence.tokens[at].root in families(_OF_LIFE)


def subjects_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The nearest name before ``at`` that no preposition leads in, with those joined to it."""
    if _common_subject(sentence, at, clause):
        return []
    for i in range(at - 1, -1, -1):
        if i not in clause:
            continue
        name = next((n for n in sentence.names if n.first <= i < n.last), None)
        if name and i == name.last - 1:
            if name.possessive and _in_apposition(sentence, name, at):
                continue
            if name.possessive and not _owns(sentence, name, at):
                return [SOMEBODY]
            if not name.possessive and (oblique(sentence, name) or _passed_over(sentence, name, clause)):
                continue
            return [name, *_coordinated(sentence, name), *_pronoun_beside(story, sentence, name)]
        if not name and sentence.tokens[i].lower in _OWNING and not _is_own(sentence, i, at):
            if sentence.tokens[at - 1].lower in _INDEFINITE:
                continue  # "ended her visit on Friday with a tour": the tour is hers
            return [SOMEBODY]
        if not name and (sentence.tokens[i].lower in PRONOUNS or is_role(sentence, i)):
            stands_for = story.antecedent(sentence, sentence.tokens[i])
            together = sentence.tokens[i].lower in {"they", "both"}
            joined = _joined_before(story, sentence, stands_for) if stands_for and together else []
            return [stands_for, *joined] if stands_for else []
    return _inherited(story, sentence, clause)


def _joined_before(story: Story, sentence: Sentence, name: Name) -> list[Name]:
    """ "Brandt and Okoro met. They …": those joined to the first one that "they" stands for."""
    for before in (sentence, *reversed(story.sentences[max(0, sentence.index - 3) : sentence.index])):
        if name not in before.names:
            continue
        chain = [name]
        for other in (n for n in before.names if n.first >= name.last):
            if not _is_joint(before, chain[-1], other.first):
                break
            chain.append(other)
        return chain[1:]
    return []


def _in_apposition(sentence: Sentence, name: Name, at: int) -> bool:
    """ "Dale, Hale's spokesman, denied": who is between the commas only says who Dale is."""
    words, text = sentence.tokens, sentence.text
    before = next((n for n in sentence.names if n.last == name.first and not n.possessive), None)
    if not before or "," not in text[words[before.last - 1].end : words[name.first].start]:
        return False
    return "," in text[words[name.last - 1].end : words[at].start]


def _owns(sentence: Sentence, name: Name, at: int) -> bool:
    """ "Brandt's second visit" is hers; in "Brandt's deputy visited" somebody else does it."""
    act = sentence.tokens[at].lower
    return name.last == at or (at - name.last <= 2 and lemma(act) in {act, act.removesuffix("s")})


def _is_own(sentence: Sentence, pronoun: int, at: int) -> bool:
    """ "His second visit" is his; in "their navies met" and "her father's death" others do it."""
    if any(t.possessive for t in sentence.tokens[pronoun + 1 : at]):
        return False
    act = sentence.tokens[at].lower
    return pronoun + 1 == at or (at - pronoun <= 3 and lemma(act) in {act, act.removesuffix("s")})


def _passed_over(sentence: Sentence, name: Name, clause: Collection[int]) -> bool:
    """A people's word, or a place behind a person ("Brandt left Oslo and flew to …")."""
    if name.country is None:
        return False
    persons = (n for n in sentence.names if n.last <= name.first and n.first in clause and not n.country)
    free = (n for n in persons if sentence.tokens[leader(sentence, n)].lower not in _TIMING)
    return name.of_people or any(not oblique(sentence, n) for n in free)


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
    nominal = sentence.tokens[first].lower in _TEMPORAL and is_noun_phrase(sentence, clause)
    if not nominal and sentence.tokens[first].lower not in {"and", "but", "so"}:
        return []
    numbers, parents = cut(sentence)
    outer = frozenset(i for i, n in enumerate(numbers) if n == parents[numbers[first]] and i < first)
    return subjects_of(story, sentence, max(outer, default=0), outer) if outer else []


def is_noun_phrase(sentence: Sentence, clause: Collection[int]) -> bool:
    """ "After two hours of talks": a clause of nouns only has the doers of the one it hangs on."""
    return not any(_may_be_finite(sentence.tokens[i]) for i in clause)


def _may_be_finite(token: Token) -> bool:
    if token.lower in _BE | AUXILIARIES:
        return True
    changed = lemma(token.lower) != token.lower and not token.lower.endswith(("s", "ing"))
    return changed and token.content and not token.capital


def _coordinated(sentence: Sentence, name: Name) -> list[Name]:
    """The names joined to one by "and" or commas: "Xi and Putin met"."""
    joined, edge = [], name.first
    for other in reversed([n for n in sentence.names if n.last <= name.first]):
        if other.of_people and other.last == edge:
            edge = other.first
        elif _is_joint(sentence, other, edge):
            joined.append(other)
            edge = other.first
        else:
            break
    return joined


def _is_joint(sentence: Sentence, other: Name, edge: int) -> bool:
    between = [t.lower for t in sentence.tokens[other.last : edge] if not t.capital and t.lower not in TITLES]
    if between[:1] == ["of"] and any(n.first == other.last + 1 and n.country for n in sentence.names):
        between = between[1:]  # "Presidents Brandt of Norway and Okoro of Nigeria"
    gap = sentence.text[sentence.tokens[other.last - 1].end : sentence.tokens[other.last].start]
    listed = not between and gap == ", " and not oblique(sentence, other)  # "In Oslo, Brandt" is no list
    return not other.possessive and (between in (["and"], ["and", "the"]) or listed)


def _led_by(sentence: Sentence, at: int, clause: Collection[int], words: Collection[str]) -> list[Name]:
    """Names that one of ``words`` leads in behind the act, before another verb begins."""
    led: list[Name] = []
    for name in (n for n in sentence.names if at < n.first <= at + 8 and n.first in clause):
        by = leader(sentence, name, at)
        joined = led and sentence.tokens[name.first - 1].lower == "and"
        other_verb = any(t.lower in _BE or t.lower.endswith("ed") for t in sentence.tokens[at + 1 : by])
        apart = "," in sentence.text[sentence.tokens[at].end : sentence.tokens[by].start]
        if joined or (by > at and sentence.tokens[by].lower in words and not (other_verb or apart)):
            led.append(name)
    return led


def partners(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """Those who are met: "with X", "between X and Y", or the object right behind the verb."""
    behind = _led_by(sentence, at, clause, {"with", "between"})
    return [*behind, *_counterparts(sentence, at, clause), *_objects(sentence, at, clause)]


def _counterparts(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """ "Talks with his Peruvian counterpart, Rosa Brandt": who a role behind "with" is named as."""
    behind = (n for n in sentence.names if at < n.first and n.first in clause and not n.country)
    text, begin = sentence.text, sentence.tokens[at].end
    return [n for n in behind if _COUNTERPART.fullmatch(text, begin, sentence.tokens[n.first].start)][:1]


def _objects(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names right behind the act, over titles and articles, and those joined to them."""
    found: list[Name] = []
    for name in (n for n in sentence.names if n.first > at and n.first in clause):
        if leader(sentence, name, at) == at or (found and _is_joint(sentence, found[-1], name.first)):
            found.append(name)
    return found


def name_ending(sentence: Sentence, position: int) -> Name | None:
    """The name right before a token: what a relative pronoun there stands for."""
    return next((n for n in sentence.names if n.last == position), None)
