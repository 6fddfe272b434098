"""Who did what, where and when: an act told in a sentence, with those it is told of.

A clause grammar of a few rules, no parser: subordinators and relative pronouns open clauses, the
doer is the nearest name before the act that no preposition leads in, a pronoun stands for the
subject before it. It is there to tell "Putin's visit to Beijing" from a sentence in which both
names merely occur.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import TITLES
from rag.names import PARTIAL, RELATED, SURE, Name, likeness
from rag.question import Question, acts
from rag.story import Sentence, Story, leader, oblique
from rag.words import Token, family, root

_OPENERS = frozenset(
    """
    who whom whose which that when while after before since because although though if until
    where whereas but unless
    """.split()  # fmt: skip
)
_BREAK = re.compile(r"[;:—()“”\"]| [–-] ")
_RELATIVE = frozenset({"who", "whom", "which", "whose"})
SUBJECTS = frozenset("he she they it who".split())
_PRONOUNS = frozenset("he she they his her their him".split())
_PLACES = frozenset("to in at into for from through near via across".split())
_MEETING = family(root("meet")) | family(root("host"))
_PRESENCE = _MEETING | {
    root(w) for w in "attend participate speak hold arrive stay land address spend tour inspect".split()
}
_VISITING = family(root("visit"))
_GOING = _VISITING | family(root("arrive"))
_HERE = re.compile(
    r"\b(?:here|this (?:\w+ ){0,3}(?:city|town|capital|port|resort|village|province|country))\b"
)
_TOGETHER = re.compile(
    r"\b(?:the two(?: men| leaders| presidents| sides)?(?! \w+s\b)|the pair|both (?:men|leaders|presidents)|the (?:leaders|presidents))\b",
    re.I,
)
_BEING = frozenset("is are was were be been".split())
_DATELINE = 0.7  # a lede that names no place happened where it was written
_CONTINUED = 0.7  # "The ship …" behind a sentence that names it
_HINTED = 0.6  # named in the sentence before, in whatever part
_REMOTE = frozenset(root(w) for w in "video phone telephone virtual online videolink call remote".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """An act told at ``sentence.tokens[at]`` and how surely it is the one asked about, 0 to 1."""

    sentence: Sentence
    at: int
    clause: frozenset[int]
    binding: float


def clauses(sentence: Sentence) -> tuple[int, ...]:
    """A clause number for each token; an embedded ", who …," gives way to its outer clause again."""
    return _cut(sentence)[0]


@lru_cache(maxsize=4096)
def _cut(sentence: Sentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The clause number of each token, and for each clause the one that it hangs on."""
    numbers: list[int] = []
    parents = [0]
    current, outer, leading = 0, -1, False
    for i, token in enumerate(sentence.tokens):
        gap = sentence.text[sentence.tokens[i - 1].end : token.start] if i else ""
        comma = "," in gap
        if comma and outer >= 0:
            current, outer = outer, -1
        opened = i > 0 and ((comma and leading) or bool(_BREAK.search(gap)))
        if comma:
            leading = False
        if _opens(sentence, i, comma):
            if comma and token.lower in _RELATIVE:
                outer = current
            leading = leading or i == 0
            opened = i > 0
        if opened:
            parents.append(current)
            current = len(parents) - 1
        numbers.append(current)
    return tuple(numbers), tuple(parents)


def _opens(sentence: Sentence, i: int, comma: bool) -> bool:
    word = sentence.tokens[i].lower
    if word in _OPENERS:
        return not (word == "that" and i and sentence.tokens[i - 1].lower in {"so", "of", "in", "at"})
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if word == "as" and following:
        return following.capital or following.lower in _PRONOUNS
    return comma and word in {"and", "but", "so", "yet"}


def clause_at(sentence: Sentence, at: int) -> frozenset[int]:
    numbers = clauses(sentence)
    return frozenset(i for i, n in enumerate(numbers) if n == numbers[at])


def mentions(story: Story, sentence: Sentence, question: Question) -> list[Mention]:
    """The acts in a sentence that may be the one asked about, with how far actor and place fit."""
    found = []
    asked = acts(question)
    going = question.verb in _GOING
    for i, token in enumerate(sentence.tokens):
        if any(n.first <= i < n.last for n in sentence.names) or _idle(sentence, i):
            continue
        same = token.root in asked
        being = (
            question.verb in _VISITING and token.lower in _BEING and _next_word(sentence, i) in {"in", "at"}
        )
        if not (
            same or being or (question.verb in _VISITING and token.root in _PRESENCE and question.actors)
        ):
            continue
        clause = clause_at(sentence, i)
        actor = _actor_fit(story, sentence, i, clause, question, presence=not same)
        place = _others_fit(story, sentence, i, clause, question, going=going, presence=not same)
        found.append(Mention(sentence, i, clause, min(actor, place)))
    return found


def _idle(sentence: Sentence, at: int) -> bool:
    """ "Go" tells of a journey only with its goal: "went to", not "goes ahead"."""
    return sentence.tokens[at].root == "go" and _next_word(sentence, at) not in {"to", "on", "home"}


def _next_word(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at + 1].lower if at + 1 < len(sentence.tokens) else ""


def _actor_fit(
    story: Story, sentence: Sentence, at: int, clause: frozenset[int], question: Question, *, presence: bool
) -> float:
    if not question.actors:
        return SURE
    act = sentence.tokens[at].root
    doers = doers_of(story, sentence, at, clause)
    if act in _MEETING or presence:
        doers = [*doers, *_partners(sentence, at, clause)]
    fits = []
    for actor in question.actors:
        best = max((story_likeness(story, actor, d) for d in doers), default=0.0)
        fits.append(best or _topical(story, sentence, actor, told=bool(doers)))
    return min(fits)


def _topical(story: Story, sentence: Sentence, actor: Name, *, told: bool) -> float:
    """The doer is not told with the act: whom the sentence before, or the headline, is about.

    ``told``: somebody else is told as its doer, and then nobody is meant silently.
    """
    if told:
        return 0.0
    if _TOGETHER.search(sentence.text):
        around = (*story.sentences[max(0, sentence.index - 1) : sentence.index], story.title)
        return PARTIAL if any(story.likeness(actor, s) >= PARTIAL for s in around) else 0.0
    for near in story.sentences[max(0, sentence.index - 1) : sentence.index]:
        subject = story.subject(near)
        if subject and story_likeness(story, actor, subject) >= PARTIAL:
            return PARTIAL
        if story.likeness(actor, near) >= PARTIAL:
            return _CONTINUED if sentence.tokens[0].lower in {"the", "this"} else _HINTED
    title = story.subject(story.title) if story.article.title else None
    return RELATED if title and story_likeness(story, actor, title) >= PARTIAL else 0.0


def story_likeness(story: Story, asked: Name, seen: Name) -> float:
    """How surely a name of a story is the one asked, with the story's own full names in mind."""
    return likeness(asked, seen, story.full_names)


def doers_of(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """The names that do the act at ``at``: its possessor, its subject, or "by …" behind it."""
    of = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower == "of"
    if agents := _led_by(sentence, at, clause, {"by", "of"} if of else {"by"}):
        return agents
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
        if not name and (sentence.tokens[i].lower in _PRONOUNS or _role(sentence, i)):
            stands_for = story.antecedent(sentence, sentence.tokens[i])
            return [stands_for] if stands_for else []
    return _inherited(story, sentence, at, clause)


def _role(sentence: Sentence, at: int) -> bool:
    """ "The French president" stands for a person as "he" does."""
    before = {t.lower for t in sentence.tokens[max(0, at - 3) : at]}
    return sentence.tokens[at].lower in TITLES and "the" in before


def _pronoun_beside(story: Story, sentence: Sentence, name: Name) -> list[Name]:
    """ "He and Putin talked": whom the pronoun stands for."""
    if name.first < 2 or sentence.tokens[name.first - 1].lower != "and":
        return []
    pronoun = sentence.tokens[name.first - 2]
    stands_for = story.antecedent(sentence, pronoun) if pronoun.lower in _PRONOUNS else None
    return [stands_for] if stands_for else []


def _common_subject(sentence: Sentence, at: int, clause: Collection[int]) -> bool:
    """The sentence is about a thing that is not named: "The 400-metre ship, owned by …, ran aground"."""
    opening = sentence.tokens[:3]
    plain = len(opening) == 3 and opening[0].lower in {"the", "this", "that"} and at > 2 and 0 in clause
    return plain and not any(t.capital or t.possessive or t.lower in TITLES for t in opening[1:])


def _inherited(story: Story, sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """A clause without a subject takes that of the clause it hangs on."""
    first = min(clause)
    if first == 0:
        return []
    if sentence.tokens[first].lower in _RELATIVE:
        before = _ending(sentence, first)
        return [before, *_coordinated(sentence, before)] if before else []
    if sentence.tokens[first].lower not in {"and", "but", "so"}:
        return []
    numbers, parents = _cut(sentence)
    outer = frozenset(i for i, n in enumerate(numbers) if n == parents[numbers[first]] and i < first)
    return doers_of(story, sentence, max(outer, default=0), outer) if outer else []


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


def _partners(sentence: Sentence, at: int, clause: Collection[int]) -> list[Name]:
    """Those who are met: "with X", "between X and Y", or the object right behind the verb."""
    behind = _led_by(sentence, at, clause, {"with", "between"})
    direct = [n for n in sentence.names if n.first > at and n.first in clause and not oblique(sentence, n)]
    return [*behind, *direct[:2]]


def _others_fit(
    story: Story,
    sentence: Sentence,
    at: int,
    clause: Collection[int],
    question: Question,
    *,
    going: bool,
    presence: bool,
) -> float:
    fits = [
        _place_fit(story, sentence, at, clause, o, going=going, presence=presence) for o in question.others
    ]
    if going or not fits:
        return min(fits, default=SURE)
    return 0.4 + 0.6 * sum(fits) / len(fits)


def _place_fit(
    story: Story,
    sentence: Sentence,
    at: int,
    clause: Collection[int],
    asked: Name,
    *,
    going: bool,
    presence: bool,
) -> float:
    """How surely the act is told of the asked name: in its clause, its sentence, or just around."""
    if presence and any(t.root in _REMOTE for t in sentence.tokens):
        return 0.0
    here = [n for n in sentence.names if n.first in clause]
    first = min(clause)
    if first and sentence.tokens[first].lower in {"which", "where"} and (stands := _ending(sentence, first)):
        if story_likeness(story, asked, stands) >= PARTIAL:
            return SURE
    if story.dateline and _HERE.search(sentence.text) and story_likeness(story, asked, story.dateline):
        return SURE
    best = max(
        (story_likeness(story, asked, n) for n in here if _located(sentence, n, at) or not going), default=0.0
    )
    if best >= PARTIAL:
        return best
    if (
        presence
        and sentence.index == 0
        and story.dateline
        and not any(_placed_elsewhere(sentence, n) for n in here)
    ):
        if story_likeness(story, asked, story.dateline) >= SURE:
            return _DATELINE
    if going and any(_destination(sentence, n, at) for n in here) and best < RELATED:
        return 0.0
    elsewhere = max(
        (story_likeness(story, asked, n) for n in sentence.names if _located(sentence, n, -1)), default=0.0
    )
    if elsewhere >= PARTIAL and not going:
        return PARTIAL
    return _around(story, sentence, asked, placed=going)


def _placed_elsewhere(sentence: Sentence, name: Name) -> bool:
    """A country or capital that the sentence says it happened in."""
    before = sentence.tokens[name.first - 1].lower if name.first else ""
    return name.country is not None and before in {"in", "to"}


def _ending(sentence: Sentence, position: int) -> Name | None:
    """The name right before a token: what a relative pronoun there stands for."""
    return next((n for n in sentence.names if n.last == position), None)


def _located(sentence: Sentence, name: Name, at: int) -> bool:
    """Led in by a preposition of place, or the direct object of the act."""
    by = leader(sentence, name, at)
    return by >= 0 and (by == at or sentence.tokens[by].lower in _PLACES)


def _destination(sentence: Sentence, name: Name, at: int) -> bool:
    """A place that the act itself goes to: right behind it, or led in by "to"."""
    if name.first <= at or name.first - at > 4:
        return False
    led = sentence.tokens[name.first - 1]
    return name.first - 1 == at or led.lower in {"to", "in", "the"}


def _around(story: Story, sentence: Sentence, asked: Name, *, placed: bool) -> float:
    """Support by neighbouring sentences (one away), then by the headline."""
    for near in story.near(sentence.index, 1):
        for name in near.names:
            here = not placed or len(name.words) > 1 or _located(near, name, -1)
            if here and story_likeness(story, asked, name) >= PARTIAL:
                return PARTIAL
    title = max((story_likeness(story, asked, n) for n in story.title.names), default=0.0)
    return min(title, 0.7) if title >= PARTIAL else 0.0


def words_before(sentence: Sentence, at: int, clause: Collection[int]) -> Sequence[Token]:
    """The words of an act's clause that stand before it."""
    return [sentence.tokens[i] for i in sorted(clause) if i < at]
