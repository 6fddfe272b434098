"""Who did what and where: an act told in a sentence, held against the one a question asks about.

It is there to tell "Putin's visit to Beijing" from a sentence in which both names merely occur.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.clauses import clause_at
from rag.doers import doers_of, name_ending, partners, sufferers_of
from rag.names import PARTIAL, RELATED, SURE, Name
from rag.question import Question
from rag.story import Sentence, Story, is_role, leader
from rag.words import any_of, families, family, root, roots

_PLACES = frozenset("to in at into for from through near via across".split())
_SETTLEMENTS = frozenset("city town capital port village resort island".split())
_STOPPING = frozenset("stop stops stopped stopover".split())
_BEING = frozenset("is are was were be been".split())
_MEETING = "meet host"
_PRESENT = "attend participate speak hold arrive stay land address spend tour inspect"
_COMING = "arrive land"
_WIRED = "video phone telephone virtual online videolink"
_REMOTE = "video phone telephone virtual online videolink call remote"
_HERE = any_of("here", r"this (?:\w+ ){0,3}(?:city|town|capital|port|resort|village|province|country)")
_TOGETHER = any_of(
    r"the two(?: men| leaders| presidents| sides)?(?! \w+s\b)",
    "the pair",
    "both (?:men|leaders|presidents)",
    "the (?:leaders|presidents)",
)
_CONTINUED = 0.7  # "The ship …" behind a sentence that names it
_HINTED = 0.6  # named in the sentence before, in whatever part
_DATELINE = 0.7  # a lede that names no place happened where it was written
_HEADLINE = 0.7


@dataclass(frozen=True, slots=True)
class Mention:
    """An act told at ``sentence.tokens[at]`` and how surely it is the one asked about, 0 to 1."""

    sentence: Sentence
    at: int
    clause: frozenset[int]
    binding: float


@dataclass(frozen=True, slots=True)
class _Telling:
    """An act as it is told; ``presence`` where being there stands for having gone there.

    ``placed``: the question asks of it "in" a place; ``suffered``: those asked about suffer the act.
    """

    story: Story
    sentence: Sentence
    at: int
    clause: frozenset[int]
    going: bool
    presence: bool
    placed: bool = False
    suffered: bool = False

    @property
    def here(self) -> list[Name]:
        return [n for n in self.sentence.names if n.first in self.clause]


def mentions(story: Story, sentence: Sentence, question: Question) -> list[Mention]:
    """The acts in a sentence that may be the one asked about, with how far actor and place fit."""
    acts = family(question.verb) if question.verb else frozenset[str]()
    if _asks_remote(question):
        acts |= roots("call")
    if question.verb in families(_MEETING):
        acts |= roots("receive")
    if question.verb in families("visit"):
        acts |= roots("return")
    if question.verb in roots("lift blast"):  # "lift off"
        acts |= family(root("launch"))
    if question.passive and question.verb in families("hold"):
        acts |= roots("play")
    visiting = question.verb in families("visit")
    going = question.verb in families("visit arrive")
    placed = any(re.search(rf"\bin {re.escape(str(n))}\b", question.text) for n in question.others)
    found = []
    for i, token in enumerate(sentence.tokens):
        if any(n.first <= i < n.last for n in sentence.names) or _idle(sentence, i):
            continue
        same = token.root in acts
        presence = visiting and not same and bool(question.actors) and _is_there(sentence, i)
        won = question.passive and _wins_vote(question, sentence, i)
        if same or presence or won:
            clause, suffered = clause_at(sentence, i), question.passive and not won
            telling = _Telling(story, sentence, i, clause, going, presence, placed, suffered)
            homeward = going and _next_word(sentence, i) == "home" and "home" not in question.terms
            binding = 0.0 if homeward else min(_actors_fit(telling, question), _others_fit(telling, question))
            found.append(Mention(sentence, i, telling.clause, binding))
    return found


def _wins_vote(question: Question, sentence: Sentence, at: int) -> bool:
    """Whoever "won the election" was elected."""
    if question.verb not in roots("elect") or sentence.tokens[at].root not in roots("win"):
        return False
    return any(sentence.tokens[i].root in families("elect") for i in clause_at(sentence, at))


def _idle(sentence: Sentence, at: int) -> bool:
    """ "Go" tells of a journey only with its goal: "went to", not "goes ahead"; "stayed away" of none."""
    act, following = sentence.tokens[at].root, _next_word(sentence, at)
    if act == "step":  # "stepped down"
        return following not in {"down", "aside"}
    return (act == "go" and following not in {"to", "on", "home"}) or (act == "stay" and following == "away")


def _next_word(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at + 1].lower if at + 1 < len(sentence.tokens) else ""


def _is_there(sentence: Sentence, at: int) -> bool:
    """Whoever meets, speaks or is in a place has gone there."""
    token = sentence.tokens[at]
    if token.lower in _BEING | _STOPPING:
        return _next_word(sentence, at) in {"in", "at", "there"}
    return token.root in families(_MEETING) | roots(_PRESENT)


def _actors_fit(telling: _Telling, question: Question) -> float:
    """How surely those asked about do the act, or suffer it: the least sure of them counts."""
    story, sentence, at, clause = telling.story, telling.sentence, telling.at, telling.clause
    doers = (sufferers_of if telling.suffered else doers_of)(story, sentence, at, clause)
    if telling.presence or sentence.tokens[at].root in families(_MEETING):
        doers = [*doers, *partners(sentence, at, clause), *sufferers_of(story, sentence, at, clause)]
    if sentence.tokens[at].root in roots("call") and _asks_remote(question):
        doers = [*doers, *(n for n in sentence.names if n.country is None)]  # both ends of the line
    if not doers and len(question.actors) > 1 and _tells_of_another(story, sentence, question):
        return 0.0
    fits = []
    for actor in question.actors:
        named = max((_stands_for(story, actor, d) for d in doers), default=0.0)
        fits.append(named or (0.0 if doers else _owned(telling, question, actor)))
    return min(fits, default=SURE)


def _owned(telling: _Telling, question: Question, actor: Name) -> float:
    """ "Pilots of Condor walked out": asked of Condor's pilots, they are told; else whoever is meant."""
    sentence = telling.sentence
    for name in telling.here:
        led = 1 < name.first < telling.at and sentence.tokens[name.first - 1].lower in {"of", "at"}
        if led and telling.story.same(actor, name) >= PARTIAL:
            head = sentence.tokens[name.first - 2].root
            if any(root(term) == head for term in question.terms):
                return PARTIAL
    return _meant(telling.story, sentence, actor)


def _tells_of_another(story: Story, sentence: Sentence, question: Question) -> bool:
    """The sentence names none of those asked about and has a subject of its own."""
    named = any(story.likeness(actor, sentence) >= PARTIAL for actor in question.actors)
    if named or _TOGETHER.search(sentence.text):
        return False
    subject = story.subject(sentence)
    return bool(
        subject
        and subject.country is None
        and all(story.same(actor, subject) < PARTIAL for actor in question.actors)
    )


def _stands_for(story: Story, actor: Name, doer: Name) -> float:
    """A government is called by its capital: "Helsinki applied"."""
    fit = story.same(actor, doer)
    whole = actor.country and doer.country and (actor.country[1], doer.country[1]) == ("name", "capital")
    return max(fit, PARTIAL) if fit and whole else fit


def _meant(story: Story, sentence: Sentence, actor: Name) -> float:
    """Nobody is told as the doer: whom the sentence before, or the headline, is about may be meant."""
    before = story.sentences[max(0, sentence.index - 1) : sentence.index]
    if _TOGETHER.search(sentence.text):
        return PARTIAL if any(story.likeness(actor, s) >= PARTIAL for s in (*before, story.title)) else 0.0
    for near in before:
        subject = story.subject(near)
        if subject and story.same(actor, subject) >= PARTIAL:
            return PARTIAL
        if story.likeness(actor, near) >= PARTIAL:
            return _CONTINUED if sentence.tokens[0].lower in {"the", "this"} else _HINTED
    title = story.subject(story.title) if story.article.title else None
    if not title or story.same(actor, title) < PARTIAL:
        return 0.0
    thing = sentence.tokens[0].lower == "the" and sentence.tokens[1:2] and not sentence.tokens[1].capital
    return _CONTINUED if thing and not is_role(sentence, 1) else RELATED


def _others_fit(telling: _Telling, question: Question) -> float:
    """How surely the other names belong to the act; where somebody goes or is met, each must."""
    remote = any(t.root in roots(_REMOTE) for t in telling.sentence.tokens)
    if (telling.presence and remote) or (_asks_remote(question) and not remote):
        return 0.0
    others = [other for other in question.others if other not in question.objects]
    occasions = [other for other in others if _is_occasion(question, other)] if telling.going else []
    fits = [_other_fit(telling, other) for other in others if other not in occasions]
    fits += [_HEADLINE if _told_about(telling, o) else 0.0 for o in occasions]
    met = [_object_fit(telling, each) for each in question.objects]
    if telling.going or not fits:
        return min([*fits, *met], default=SURE)
    return min([0.4 + 0.6 * sum(fits) / len(fits), *met])


def _is_occasion(question: Question, other: Name) -> bool:
    """ "Travel to Oslo for the Winter Fair": what somebody goes for is no place to go to."""
    return bool(re.search(rf"\bfor (?:the |a |an )?{re.escape(str(other))}\b", question.text))


def _told_about(telling: _Telling, occasion: Name) -> bool:
    """The occasion is named in the sentence, beside it, or in the headline."""
    story = telling.story
    near = (telling.sentence, *story.near(telling.sentence.index, 2), story.title)
    return any(story.likeness(occasion, s) >= PARTIAL for s in near)


def _asks_remote(question: Question) -> bool:
    return any(root(term) in roots(_WIRED) for term in question.terms)


def _object_fit(telling: _Telling, asked: Name) -> float:
    """How surely the act is done to or with one: named as that, or nobody is and it is told around."""
    story, sentence = telling.story, telling.sentence
    found = partners(sentence, telling.at, telling.clause)
    if telling.going or not found:
        return _other_fit(telling, asked)
    found += doers_of(story, sentence, telling.at, telling.clause)
    return max(story.same(asked, n) for n in found)


def _other_fit(telling: _Telling, asked: Name) -> float:
    """In the act's clause, in its sentence, or just around it; 0 where it goes somewhere else."""
    story, sentence = telling.story, telling.sentence
    reference = _reference(telling)
    if reference and story.same(asked, reference) >= PARTIAL:
        return SURE
    goals = _goals(telling)
    moves = not telling.presence or sentence.tokens[telling.at].root in roots(_COMING)
    told = goals or [
        n for n in telling.here if not telling.going or _located(sentence, n, telling.at, going=moves)
    ]
    best = max((_lies_in(story, asked, n) for n in told), default=0.0)
    if best >= PARTIAL:
        return best
    if telling.going and best < RELATED and (goals or reference or _elsewhere(telling)):
        return 0.0
    if _at_dateline(telling, asked):
        return _DATELINE
    if not telling.going and story.likeness(asked, sentence) >= PARTIAL:
        return PARTIAL
    if not telling.going and _met_elsewhere(telling, asked):
        return 0.0
    return _around(telling, asked)


def _lies_in(story: Story, asked: Name, seen: Name) -> float:
    """Who is in the capital is in its country."""
    fit = story.same(asked, seen)
    inside = asked.country and seen.country and (asked.country[1], seen.country[1]) == ("name", "capital")
    return max(fit, PARTIAL) if fit and inside else fit


def _reference(telling: _Telling) -> Name | None:
    """What the clause hangs on (", which he visited"), or the dateline where it says "here"."""
    first = min(telling.clause)
    if first and telling.sentence.tokens[first].lower in {"which", "where"}:
        return name_ending(telling.sentence, first)
    if telling.presence and _next_word(telling.sentence, telling.at) == "there":
        return _place_before(telling)
    return telling.story.dateline if _HERE.search(telling.sentence.text) else None


def _place_before(telling: _Telling) -> Name | None:
    """What "there" stands for: the last place that the two sentences before name."""
    index = telling.sentence.index
    for near in reversed(telling.story.sentences[max(0, index - 2) : index]):
        places = [n for n in near.names if _located(near, n, 0)]
        if places:
            return places[-1]
    return None


def _elsewhere(telling: _Telling) -> bool:
    """Another place is named right behind the act: "was in Oslo"."""
    words, at = telling.sentence.tokens, telling.at
    behind = [n for n in telling.here if at < n.first <= at + 8 and not n.of_people]
    return any(words[leader(telling.sentence, n, at)].lower in {"in", "to"} for n in behind)


def _met_elsewhere(telling: _Telling, asked: Name) -> bool:
    """Asked of a city, "met in Oslo" tells of another one; a hall or an unknown town may lie in it."""
    words, at = telling.sentence.tokens, telling.at
    behind = [n for n in telling.here if at < n.first <= at + 6 and words[n.first - 1].lower == "in"]
    country = asked.country is not None and asked.country[1] == "name"
    return telling.placed and any(n.country or not country for n in behind)


def _at_dateline(telling: _Telling, asked: Name) -> bool:
    """A lede without a place tells of the place in its dateline."""
    story, sentence = telling.story, telling.sentence
    if not telling.presence or sentence.index or not story.dateline:
        return False
    elsewhere = any(
        n.country and sentence.tokens[n.first - 1].lower in {"in", "to"} for n in telling.here if n.first
    )
    return not elsewhere and (
        story.same(asked, story.dateline) >= SURE or _lies_in(story, asked, story.dateline) >= PARTIAL
    )


def _located(sentence: Sentence, name: Name, at: int, *, going: bool = True) -> bool:
    """Led in by a preposition of place, or by "city of", or the direct object of the act.

    Who meets or speaks somewhere (not ``going``) does so "in" a place: "envoy to Oslo" is none.
    """
    by = leader(sentence, name, at)
    following = sentence.tokens[name.last].lower if name.last < len(sentence.tokens) else ""
    if by < 0 or (name.of_people and following not in _SETTLEMENTS):  # "in the Norwegian leadership"
        return False
    word, before = sentence.tokens[by].lower, sentence.tokens[by - 1].lower if by else ""
    if word == "of":
        return before in _SETTLEMENTS
    # In front of the act only "in Oslo" places it: "important to Oslo" does not.
    return by == at or word in (_PLACES if name.first > at >= 0 and going else {"in", "at", "near"})


def _goals(telling: _Telling) -> list[Name]:
    """Where the act itself goes: the first place right behind it or led in by "to", and those joined."""
    goals: list[Name] = []
    if not telling.going or telling.presence:
        return goals
    for name in (n for n in telling.here if n.first > telling.at):
        by = leader(telling.sentence, name, telling.at)
        aimed = by == telling.at or (by > telling.at and _aims(telling, by))
        joined = goals and telling.sentence.tokens[name.first - 1].lower == "and"
        if joined or (aimed and not goals):
            goals.append(name)
    return goals


def _aims(telling: _Telling, by: int) -> bool:
    """ "A visit to the Tarn works" and "a tour of the Tarn works"."""
    word = telling.sentence.tokens[by].lower
    tour = telling.sentence.tokens[telling.at].lower in {"tour", "inspection"}
    return word == "to" or (tour and word == "of" and by == telling.at + 1)


def _around(telling: _Telling, asked: Name) -> float:
    """Support by neighbouring sentences (one away), then by the headline."""
    story = telling.story
    for near in story.near(telling.sentence.index, 1):
        for name in near.names:
            placed = not telling.going or len(name.words) > 1 or _located(near, name, -1)
            fit = _lies_in(story, asked, name) if telling.going else story.same(asked, name)
            if placed and fit >= PARTIAL:
                return PARTIAL
    headline = story.likeness(asked, story.title) >= PARTIAL and not telling.presence
    return _HEADLINE if headline else 0.0
