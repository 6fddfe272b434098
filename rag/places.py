"""Where an act goes or is done, held against the places and occasions that a question gives."""

from __future__ import annotations

import re

from rag.doers import doers_of, name_ending, partners
from rag.names import PARTIAL, RELATED, SURE, Name
from rag.question import Question
from rag.story import Sentence, Story, leader
from rag.telling import Telling
from rag.words import any_of, families, root, roots

_PLACES = frozenset("to in at into for from through near via across".split())
_SETTLEMENTS = frozenset("city town capital port village resort island".split())
_WIRED = "video phone telephone virtual online videolink"
_REMOTE = "video phone telephone virtual online videolink call remote"
_HERE = any_of("here", r"this (?:\w+ ){0,3}(?:city|town|capital|port|resort|village|province|country)")
_MUTUAL = "meet talk speak call confer marry agree discuss clash play"
"""Acts that two do to each other."""
_DATELINE = 0.7  # a lede that names no place happened where it was written
_HEADLINE = 0.7


def others_fit(telling: Telling, question: Question) -> float:
    """How surely the other names belong to the act; where somebody goes or is met, each must."""
    remote = any(t.root in roots(_REMOTE) for t in telling.sentence.tokens)
    if (telling.presence and remote) or (asks_remote(question) and not remote):
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


def _told_about(telling: Telling, occasion: Name) -> bool:
    """The occasion is named in the sentence, beside it, or in the headline."""
    story = telling.story
    near = (telling.sentence, *story.near(telling.sentence.index, 2), story.title)
    return any(story.likeness(occasion, s) >= PARTIAL for s in near)


def asks_remote(question: Question) -> bool:
    """Whether a question is about a call, a meeting over a wire."""
    return any(root(term) in roots(_WIRED) for term in question.terms)


def _object_fit(telling: Telling, asked: Name) -> float:
    """How surely the act is done to or with one: named as that, or nobody is and it is told around.

    Who met somebody was met as well; who succeeded somebody was not succeeded.
    """
    story, sentence = telling.story, telling.sentence
    found = partners(sentence, telling.at, telling.clause)
    if telling.going or not found:
        return _other_fit(telling, asked)
    if sentence.tokens[telling.at].root in families(_MUTUAL):
        found += doers_of(story, sentence, telling.at, telling.clause)
    return max(story.same(asked, n) for n in found)


def _other_fit(telling: Telling, asked: Name) -> float:
    """In the act's clause, in its sentence, or just around it; 0 where it goes somewhere else."""
    story, sentence = telling.story, telling.sentence
    reference = _reference(telling)
    if reference and story.same(asked, reference) >= PARTIAL:
        return SURE
    goals = _goals(telling)
    told = goals or [
        n for n in telling.here if not telling.going or _located(sentence, n, telling.at, going=telling.moves)
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
    city, country = story.dateline, story.country
    if city and country and story.same(city, seen) >= PARTIAL:
        fit = max(fit, story.same(asked, country))
    inside = asked.country and seen.country and (asked.country[1], seen.country[1]) == ("name", "capital")
    return max(fit, PARTIAL) if fit and inside else fit


def _reference(telling: Telling) -> Name | None:
    """What the clause hangs on (", which he visited"), or the dateline where it says "here"."""
    first = min(telling.clause)
    if first and telling.sentence.tokens[first].lower in {"which", "where"}:
        return name_ending(telling.sentence, first)
    if telling.presence and any(telling.sentence.tokens[i].lower == "there" for i in telling.clause):
        return _place_before(telling)
    return telling.story.dateline if _HERE.search(telling.sentence.text) else None


def _place_before(telling: Telling) -> Name | None:
    """What "there" stands for: the last place that the two sentences before name."""
    index = telling.sentence.index
    for near in reversed(telling.story.sentences[max(0, index - 2) : index]):
        places = [n for n in near.names if _located(near, n, 0)]
        if places:
            return places[-1]
    return None


def _elsewhere(telling: Telling) -> bool:
    """Another place is named right behind the act: "was in Oslo"."""
    words, at = telling.sentence.tokens, telling.at
    behind = [n for n in telling.here if at < n.first <= at + 8 and not n.of_people]
    towns = [n for n in behind if n.country or words[n.first - 1].lower != "the"]  # a hall may lie there
    return any(words[leader(telling.sentence, n, at)].lower in {"in", "to"} for n in towns)


def _met_elsewhere(telling: Telling, asked: Name) -> bool:
    """Asked of a city, "met in Oslo" tells of another one; a hall or an unknown town may lie in it."""
    words, at = telling.sentence.tokens, telling.at
    behind = [n for n in telling.here if at < n.first <= at + 6 and words[n.first - 1].lower == "in"]
    country = asked.country is not None and asked.country[1] == "name"
    return telling.placed and any(n.country or not country for n in behind)


def _at_dateline(telling: Telling, asked: Name) -> bool:
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


def _goals(telling: Telling) -> list[Name]:
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


def _gone_to(sentence: Sentence, name: Name) -> bool:
    """ "… and then went on to Oslo": whoever is told of next is there."""
    by = leader(sentence, name)
    if by < 2 or sentence.tokens[by].lower != "to":
        return False
    return any(t.root in families("visit arrive") for t in sentence.tokens[by - 2 : by])


def _aims(telling: Telling, by: int) -> bool:
    """ "A visit to the Tarn works" and "a tour of the Tarn works"."""
    word = telling.sentence.tokens[by].lower
    tour = telling.sentence.tokens[telling.at].lower in {"tour", "inspection"}
    return word == "to" or (tour and word == "of" and by == telling.at + 1)


def _around(telling: Telling, asked: Name) -> float:
    """Support by neighbouring sentences (one away), then by the headline."""
    story = telling.story
    for near in story.near(telling.sentence.index, 1):
        for name in near.names:
            placed = (
                not telling.going or len(name.words) > 1 or _located(near, name, -1) or _gone_to(near, name)
            )
            fit = _lies_in(story, asked, name) if telling.going else story.same(asked, name)
            if placed and fit >= PARTIAL:
                return PARTIAL
    headline = story.likeness(asked, story.title) >= PARTIAL and not telling.presence
    return _HEADLINE if headline else 0.0
