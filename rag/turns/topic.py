"""What the turns before are about, for a question that does not say it."""

from __future__ import annotations

import re

from rag.lexicon import PERSON_NOUNS, RELATIONAL
from rag.turns.cut import Cut, cut
from rag.turns.edits import the
from rag.turns.lexicon import IT, LANDFORMS, LEAD_IN, LIGHT, OUTER, PRONOUNS_IN_TURN, THEY
from rag.turns.named import Sort
from rag.turns.past import Past, Told
from rag.turns.phrases import Phrase, phrases, whole
from rag.words import in_dictionary, is_known_act, lemma, root, tokens

_NEXT = re.compile(r"\b(?:instead|as well|too|next|else|then|afterwards|also)\b", re.IGNORECASE)
_RANKED = re.compile(r"the (?:first|second|third|fourth|fifth|last|latest|next|previous|other)\b", re.I)
_PEOPLE = frozenset("anyone anybody someone somebody people everyone everybody all they".split())


def with_topic(text: str, past: Past) -> str | None:
    """A question with what the turns before are about named ahead: "About …: How many came?"."""
    linked = [past.turns[0]]
    for told in past.turns[1:4]:
        if not (linked[-1].kept or linked[-1].asked.topic or linked[-1].asked.text != linked[-1].typed):
            break
        linked.append(told)
    things = (topic for told in linked if (topic := _told_apart(told)))
    topic = next(things, "") or next(filter(None, map(topic_of, past.turns[:3])), "")
    topic = re.sub(r"['’]s$", "", topic)  # "Okoro's" is about Okoro
    return f"About {topic}: {text[:1].upper()}{text[1:]}" if topic else None


def _told_apart(told: Told) -> str:
    """The thing that a turn is about, with whose it is where it has no name in it."""
    topic = thing_of(told)
    people = [n.text for n in told.in_question if not n.bare and n.sort != "place"]
    if not topic or told.asked.topic or not people or cut(topic, fragment=True).names:
        return topic
    return f"{' and '.join(people)} and {topic}"


def topic_of(told: Told) -> str:
    """What a turn is about: its answer, its event or thing with place and time, else its names."""
    return thing_of(told) or _names(told.asked, told)


def thing_of(told: Told) -> str:
    """The event or thing that a turn is about; "" where it is about people or places."""
    asked = told.asked
    if asked.topic:
        return asked.topic
    if told.focus and told.focus.sort in {"body", "thing"}:
        return told.focus.text
    existing = re.match(r"How many (\w+s) (?:are|were) there\b(.*?)\W*$", asked.text)
    if existing:
        return existing[1] + existing[2]
    found = phrases(asked)
    bodies = [p for p in found if _is_thing(p, told) and (p.definite or p.name) and _has_own(asked, p)]
    things = [p for p in bodies if not p.subject] or [p for p in bodies if p.subject]
    things.sort(key=lambda p: bool(p.name) and _sort(p, told) == "body")
    if not things and not told.in_question[1:]:  # "How many people are saved from rip currents?"
        things = [p for p in found if _is_thing(p, told)]
    around = [n.text for n in told.others if n.lead in {"in", "on", "near"} and not n.bare]
    if things and lemma(things[0].head) in LANDFORMS and around:
        return around[0]  # "the north ridge on Halden": what happened there happened on Halden
    if things:
        return _placed(the(whole(asked, things[0])), asked, told)
    return ""


def _placed(topic: str, asked: Cut, told: Told) -> str:
    """A thing without a name of its own is told apart by place and time."""
    if any(n.text in topic for n in told.in_question if not n.bare):
        return topic
    places = [n for n in told.others if n.sort == "place" and n.lead in {"in", "at"}]
    where = f" {places[0].lead} {places[0].text}" if places else ""
    when = asked.text[slice(*asked.times[-1])] if asked.times else ""
    return f"{topic}{where}{f' {when}' if when and when not in topic else ''}"


def _has_own(asked: Cut, phrase: Phrase) -> bool:
    return asked.text[phrase.start : phrase.end].lower().split()[-1] not in OUTER


def _is_thing(phrase: Phrase, told: Told) -> bool:
    return _sort(phrase, told) in {"thing", "body"} and lemma(phrase.head) not in LIGHT


def _sort(phrase: Phrase, told: Told) -> Sort:
    key = _last(told, phrase)
    return next((n.sort for n in told.in_question if n.lead == phrase.lead and n.key == key), "")


def _last(told: Told, phrase: Phrase) -> str:
    words = tokens(told.asked.text[phrase.start : phrase.end])
    return words[-1].lower if words else ""


def _names(asked: Cut, told: Told) -> str:
    """The names of a question: people first, then where and when."""
    named = [n for n in told.in_question if not n.bare]
    people = [n.text for n in named if n.sort != "place"]
    places = [n.text for n in named if n.sort == "place"]
    who = " and ".join(dict.fromkeys(people))
    where = " and ".join(dict.fromkeys(places))
    when = f" {asked.text[slice(*asked.times[-1])]}" if asked.times and (who or where) else ""
    return f"{who}{' in ' if who and where else ''}{where}{when}"


def lacks_topic(text: str, asked: Cut, past: Past) -> bool:
    """Whether a question says too little to stand alone: no name, no time, nothing of its own.

    A definite thing that no turn has spoken of ("the fire in the cathedral") is a topic of its own.
    """
    if asked.names or asked.times or asked.topic or _unknown_words(asked):
        return False
    if not any(w.content for w in asked.words):  # "Who?" and no more
        return False
    if asked.form == "other" and not LEAD_IN.match(text):  # "the river treaty" is a topic
        return False
    if LEAD_IN.match(text) or _NEXT.search(text):
        return True
    content = [w for w in asked.words if w.content and w.end > asked.lead]
    if any(w.lower in PRONOUNS_IN_TURN for w in asked.words):
        return any(w.lower in THEY | IT for w in asked.words)
    if _only_of_the_last_article(asked, past):
        return True
    known = _known_roots(past)
    spoken_of = {root(p.head) for told in past.turns[:2] for p in phrases(told.asked) if not p.name}
    if spoken_of & {w.root for w in content}:
        return True
    own = 0
    for phrase in phrases(asked):
        noun = lemma(phrase.head)
        if noun in LIGHT or noun in PRONOUNS_IN_TURN:
            continue
        if noun in RELATIONAL or root(noun) in known or _of_another(asked, phrase):
            return len(content) <= 5
        own += 2 if phrase.definite or phrase.lead in {"against", "of", "for", "in"} else 1
    if asked.form == "polar" and not {w.lower for w in asked.words} & _PEOPLE:
        return False
    return own < 2 and len(content) <= 3


def _of_another(asked: Cut, phrase: Phrase) -> bool:
    """ "The judge", "the second event": of a thing that the question does not name."""
    ranked = _RANKED.match(asked.text, phrase.start) and " of " not in asked.text[phrase.start : phrase.end]
    return bool(ranked) or (phrase.definite and lemma(phrase.head) in PERSON_NOUNS)


def _only_of_the_last_article(asked: Cut, past: Past) -> bool:
    """ "The trial", "the coffin": all that a short question speaks of is in the article last cited."""
    nouns = {root(p.head) for p in phrases(asked) if lemma(p.head) not in LIGHT and not p.name}
    definite = any(p.definite for p in phrases(asked))
    return bool(nouns) and definite and nouns <= past.cited_roots()


def _unknown_words(asked: Cut) -> bool:
    """A word that no dictionary has is a name typed small, and a topic."""

    return any(not in_dictionary(w.lower) and len(w.lower) > 3 and not w.lower.isdigit() for w in asked.words)


def _known_roots(past: Past) -> set[str]:
    """What the last two turns spoke of, acts of saying and going left out."""
    texts = [text for told in past.turns[:2] for text in (told.asked.text, *told.said)]
    words = {w.root for text in texts for w in tokens(text) if w.content}
    return {word for word in words if not is_known_act(word)} | {root("deal")} - {root("people")}
