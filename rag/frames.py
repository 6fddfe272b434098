"""Who did what and where: an act told in a sentence, held against the one a question asks about.

It is there to tell "Putin's visit to Beijing" from a sentence in which both names merely occur.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.clauses import clause_at
from rag.doers import doers_of, partners, sufferers_of
from rag.idioms import act_at, idiom_at
from rag.names import PARTIAL, RELATED, SURE, Name
from rag.places import asks_remote, others_fit
from rag.question import Question
from rag.story import Sentence, Story, is_role
from rag.telling import Telling, next_word
from rag.words import any_of, families, family, root, roots

_STOPPING = frozenset("stop stops stopped stopover".split())
_SEVERAL = frozenset("trips journeys tours meetings summits".split())
"""Of several acts no time is that of each."""
_AHEAD_OF = re.compile(r"\bahead of an? (?:\w+ ){0,3}$")
"""They met "ahead of a summit": that is another one."""
_BEING = frozenset("is are was were be been".split())
_MEETING = "meet host"
_SUMMITS = "summit conference"
_PRESENT = "attend watch participate speak hold arrive stay land address spend tour inspect"
_TOGETHER = any_of(
    r"the two(?: men| leaders| presidents| sides)?(?! \w+s\b)",
    "the pair",
    "both (?:men|leaders|presidents)",
    "the (?:leaders|presidents)",
)
_CONTINUED = 0.7  # "The ship …" behind a sentence that names it
_HINTED = 0.6  # named in the sentence before, in whatever part


@dataclass(frozen=True, slots=True)
class Mention:
    """An act told at ``sentence.tokens[at]`` and how surely it is the one asked about, 0 to 1."""

    sentence: Sentence
    at: int
    clause: frozenset[int]
    binding: float


def mention_of_all(sentence: Sentence, at: int, binding: float) -> Mention:
    """What a sentence tells taken for one act, in whatever words, at the word ``at``."""
    return Mention(sentence, at, frozenset(range(len(sentence.tokens))), binding)


def mentions(story: Story, sentence: Sentence, question: Question) -> list[Mention]:
    """The acts in a sentence that may be the one asked about, with how far actor and place fit."""
    acts = family(question.verb) if question.verb else frozenset[str]()
    if asks_remote(question):
        acts |= roots("call confer speak talk")
    if question.verb in families(_MEETING):
        acts |= roots("receive")
    if not question.actors and question.verb in roots(_SUMMITS):  # a meeting of two is none
        acts = roots(_SUMMITS)
    if question.verb in families("visit"):
        acts |= roots("return")
    if question.verb in roots("lift blast"):  # "lift off"
        acts |= family(root("launch"))
    if question.passive and question.verb in families("hold"):
        acts |= roots("play")
    visiting = question.verb in families("visit")
    going = question.verb in families("visit arrive")
    placed = any(re.search(rf"\bin {re.escape(str(n))}\b", question.text) for n in question.others)
    meeting = question.verb in families(_MEETING) and not asks_remote(question)
    begins = question.verb in roots("begin start")
    found = []
    for i, token in enumerate(sentence.tokens):
        if any(n.first <= i < n.last for n in sentence.names) or _idle(sentence, i):
            continue
        if question.actors and _AHEAD_OF.search(sentence.text, 0, token.start):
            continue
        same = act_at(sentence.tokens, i) in acts
        presence = visiting and not same and bool(question.actors) and _is_there(sentence, i)
        agreed = meeting and not same and _agree_together(story, sentence, i)
        won = question.passive and _wins_vote(question, sentence, i)
        if same or presence or won or agreed or (begins and _is_under_way(sentence, i)):
            clause, suffered = clause_at(sentence, i), question.passive and not won
            telling = Telling(story, sentence, i, clause, going, presence, placed, suffered)
            homeward = going and next_word(sentence, i) == "home" and "home" not in question.terms
            binding = 0.0 if homeward else min(_actors_fit(telling, question), others_fit(telling, question))
            found.append(Mention(sentence, i, telling.clause, binding))
    return found


def _agree_together(story: Story, sentence: Sentence, at: int) -> bool:
    """Where "Brandt and Okoro signed a pact" they have met."""
    if sentence.tokens[at].root not in roots("agree sign") or sentence.tokens[at].capital:
        return False
    return len(doers_of(story, sentence, at, clause_at(sentence, at))) > 1


def _is_under_way(sentence: Sentence, at: int) -> bool:
    """ "Work got under way"."""
    return at > 0 and [t.lower for t in sentence.tokens[at - 1 : at + 1]] in (
        ["under", "way"],
        ["got", "underway"],
    )


def _wins_vote(question: Question, sentence: Sentence, at: int) -> bool:
    """Whoever "won the election" was elected."""
    if question.verb not in roots("elect") or sentence.tokens[at].root not in roots("win"):
        return False
    return any(sentence.tokens[i].root in families("elect") for i in clause_at(sentence, at))


def _idle(sentence: Sentence, at: int) -> bool:
    """ "Go" tells of a journey only with its goal: "went to", not "goes ahead"; "stayed away" of none."""
    act, following = sentence.tokens[at].root, next_word(sentence, at)
    if idiom_at(sentence.tokens, at):
        return False
    if sentence.tokens[at].lower in _SEVERAL:
        return True
    if act == "step":  # "stepped down"
        return following not in {"down", "aside"}
    return (act == "go" and following not in {"to", "on", "home"}) or (act == "stay" and following == "away")


def _is_there(sentence: Sentence, at: int) -> bool:
    """Whoever meets, speaks or is in a place has gone there."""
    token = sentence.tokens[at]
    if token.lower in _BEING | _STOPPING:
        due = next_word(sentence, at) in {"due", "expected"}
        return next_word(sentence, at + due) in {"in", "at", "there"}
    return token.root in families(_MEETING) | roots(_PRESENT)


def _actors_fit(telling: Telling, question: Question) -> float:
    """How surely those asked about do the act, or suffer it: the least sure of them counts."""
    story, sentence, at, clause = telling.story, telling.sentence, telling.at, telling.clause
    doers = (sufferers_of if telling.suffered else doers_of)(story, sentence, at, clause)
    if telling.presence or sentence.tokens[at].root in families(_MEETING):
        doers = [*doers, *partners(sentence, at, clause), *sufferers_of(story, sentence, at, clause)]
    if sentence.tokens[at].root in roots("call") and asks_remote(question):
        doers = [*doers, *(n for n in sentence.names if n.country is None)]  # both ends of the line
    if not doers and len(question.actors) > 1 and _tells_of_another(story, sentence, question):
        return 0.0
    fits = []
    for actor in question.actors:
        named = max((_stands_for(story, actor, d) for d in doers), default=0.0)
        fits.append(named or (0.0 if doers else _owned(telling, question, actor)))
    return min(fits, default=SURE)


def _owned(telling: Telling, question: Question, actor: Name) -> float:
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
    if re.search(rf"\b[Tt]he {re.escape(actor.words[-1].lower())}\b", sentence.text):
        return PARTIAL  # "the bank" of a Bank named in the story
    subject = story.subject(sentence) if ";" in sentence.text else None
    if subject and story.same(actor, subject) >= PARTIAL:
        return PARTIAL  # "She left today; a stop in Oslo was cancelled"
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
