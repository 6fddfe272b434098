"""Descriptions ("that deal", "the minister", "the trip"), and questions that lack what they are about."""

from __future__ import annotations

import re

from rag.lexicon import TITLES
from rag.names import find_names
from rag.turns.cut import Cut, Phrase, phrases, whole
from rag.turns.lexicon import (
    IT,
    KINDS,
    LEAD_IN,
    LIGHT,
    OF_SOMETHING,
    OUTER,
    PERSON_NOUNS,
    PRONOUNS_IN_TURN,
    RELATIONAL,
    THEY,
    TRIPS,
)
from rag.turns.past import Past, Told
from rag.turns.refer import Edit, owner, the
from rag.words import family, is_known_act, lemma, root, tokens

_SPANS = frozenset("day week month year time moment end start beginning world country".split())
_NARROWED = re.compile(
    r"\b(?:of|first|second|third|fourth|fifth|last|latest|next|other|previous)\b", re.IGNORECASE
)
_NEXT = re.compile(r"\b(?:instead|as well|too|next|else|then|afterwards|also)\b", re.IGNORECASE)
_PEOPLE = frozenset("anyone anybody someone somebody people everyone everybody all they".split())


def described(asked: Cut, past: Past) -> list[Edit]:
    """What a question describes without naming it, as it was named in the turns before."""
    edits = []
    for phrase in phrases(asked):
        if not phrase.definite or phrase.name or _has_name(asked, phrase) or lemma(phrase.head) in _SPANS:
            continue
        if _NARROWED.search(asked.text[phrase.start : phrase.end]):
            continue
        if fuller := _fuller(asked, phrase, past):
            edits.append(Edit(phrase.start, phrase.end, fuller))
    return edits


def _has_name(asked: Cut, phrase: Phrase) -> bool:
    return any(phrase.start <= asked.words[n.first].start < phrase.end for n in asked.names)


def _fuller(asked: Cut, phrase: Phrase, past: Past) -> str:
    """The words under which the thing is known, "" when no turn tells."""
    noun = lemma(phrase.head)
    words = asked.text[phrase.start : phrase.end]
    for told in past.turns[:4]:
        found = _same_noun(noun, words, told, asked.text) or _same_act(noun, told)
        found = found or (_titled(noun, told) if noun in PERSON_NOUNS else "") or _in_answer(noun, told)
        if found:
            return found
    if known := _of_kind(noun, past.last):
        return known
    topic = topic_of(past.last)
    if noun in OF_SOMETHING and len(topic.split()) <= 6 and " of " not in topic and topic not in asked.text:
        return f"{words} of {topic}"
    return ""


def _of_kind(noun: str, told: Told) -> str:
    """ "The ship": the one name of that sort in the last turn."""
    sort = next((sort for sort, nouns in KINDS.items() if noun in nouns), None)
    named = {
        n.key: n for n in (told.focus, *told.subject, *told.others) if n and not n.bare and n.sort == sort
    }
    return next(iter(named.values())).text if len(named) == 1 else ""


def _same_noun(noun: str, words: str, told: Told, around: str) -> str:
    """Named by that noun in the question ("the friendship treaty between …"), or with it in its name."""
    heads = {root(noun)} if noun not in {"deal", "agreement", "accord", "pact"} else family(root(noun))
    named = [n for n in (told.focus, *told.subject, *told.others) if n]
    for one in named:
        if not one.bare and root(one.key) in heads and not one.plural:
            return one.text if one.text.startswith("the ") else _articled(one.text, told)
    for one in phrases(told.asked):
        if one.name or root(one.head) not in heads:
            continue
        full = the(whole(told.asked, one))
        if (len(full.split()) > len(words.split()) or root(noun) != root(one.head)) and full not in around:
            return full
    return ""


def _articled(name: str, told: Told) -> str:
    """The name as the turn has it, with "the" where it had one."""
    texts = (told.asked.text, *told.said)
    return f"the {name}" if any(f"the {name}" in text for text in texts) else name


def _same_act(noun: str, told: Told) -> str:
    """ "The trip" of one who was asked about as visiting: "Okoro's trip to Oslo in May"."""
    asked = told.asked
    doer = next((n for n in told.subject if n.sort in {"person", ""} and not n.bare), None)
    if doer is None:
        return ""
    places = [n for n in told.others if n.sort == "place"]
    verb = root(asked.words[asked.verb].lower) if asked.verb is not None else ""
    going = noun in TRIPS and (
        verb in family(root("visit")) or any(p.lead in {"in", "to", "at"} for p in places)
    )
    if not going and not (verb and root(noun) == verb):
        return ""
    where = f" to {places[0].text}" if going and places else ""
    time = f" {asked.text[slice(*asked.times[-1])]}" if asked.times else ""
    return f"{owner(doer.text)} {noun}{where}{time}"


def _titled(noun: str, told: Told) -> str:
    """The one person whom the turn calls so: "Foreign Minister Lind", "Lind, the finance minister"."""
    found: list[str] = []
    for text in (told.asked.text, *told.said):
        words = tokens(text)
        for name in find_names(text, words):
            at = name.first - 1
            before: list[str] = []
            while at >= 0 and (words[at].lower in TITLES or words[at].lower in PERSON_NOUNS):
                before.append(words[at].lower)
                at -= 1
            after = text[words[name.last - 1].end :][:60]
            behind = re.match(rf",\s+(?:\w+['’]?s?\s+){{0,5}}{re.escape(noun)}\b", after, re.IGNORECASE)
            if noun in before or behind:
                found.append(str(name))
    last = {name.split()[-1] for name in found}
    return max(found, key=len) if len(last) == 1 else ""


def _in_answer(noun: str, told: Told) -> str:
    """As the answer's own words have it: "the Kelso summit", "the treaty of Oslo", "the ship Aurora"."""
    pattern = re.compile(
        rf"\b(?P<name>(?:[A-Z][\w’'-]*\s+){{1,4}})?{re.escape(noun)}\b"
        rf"(?P<behind>\s+(?:of|between|in|at|with)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*(?:\s+and\s+[A-Z]\w+)?)?"
        rf"(?P<called>(?:\s+[A-Z][\w-]*)+)?"
    )
    for text in told.said:
        for match in pattern.finditer(text):
            name = re.sub(r"^(?:The|A|An|In|On|At)\s+", "", match["name"] or "")
            if match["called"]:
                return f"the{match['called']}"
            if name or match["behind"]:
                return f"the {name}{noun}{match['behind'] or ''}"
    return ""


def lacks_topic(text: str, asked: Cut, past: Past) -> bool:
    """Whether a question says too little to stand alone: no name, no time, nothing of its own.

    A definite thing that no turn has spoken of ("the fire in the cathedral") is a topic of its own.
    """
    if asked.names or asked.times or asked.topic or _unknown_words(asked):
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
        if noun in RELATIONAL or root(noun) in known:
            return len(content) <= 5
        own += 2 if phrase.definite or phrase.lead in {"against", "of", "for", "in"} else 1
    if asked.form == "polar" and not {w.lower for w in asked.words} & _PEOPLE:
        return False
    return own < 2 and len(content) <= 3


def _only_of_the_last_article(asked: Cut, past: Past) -> bool:
    """ "The trial", "the coffin": all that a short question speaks of is in the article last cited."""
    nouns = {root(p.head) for p in phrases(asked) if lemma(p.head) not in LIGHT and not p.name}
    definite = any(p.definite for p in phrases(asked))
    return bool(nouns) and definite and nouns <= past.cited_roots()


def _unknown_words(asked: Cut) -> bool:
    """A word that no dictionary has is a name typed small, and a topic."""
    from rag.words import in_dictionary

    return any(not in_dictionary(w.lower) and len(w.lower) > 3 and not w.lower.isdigit() for w in asked.words)


def _known_roots(past: Past) -> set[str]:
    """What the last two turns spoke of, acts of saying and going left out."""
    texts = [text for told in past.turns[:2] for text in (told.asked.text, *told.said)]
    words = {w.root for text in texts for w in tokens(text) if w.content}
    return {word for word in words if not is_known_act(word)} | {root("deal")} - {root("people")}


def with_topic(text: str, past: Past) -> str | None:
    """A question with what the turns before are about named ahead: "About …: How many came?"."""
    linked = [past.turns[0]]
    for told in past.turns[1:4]:
        if not (linked[-1].kept or linked[-1].asked.topic):
            break
        linked.append(told)
    things = (topic for told in linked if (topic := thing_of(told)))
    topic = next(things, "") or next(filter(None, map(topic_of, past.turns[:3])), "")
    return f"About {topic}: {text[:1].upper()}{text[1:]}" if topic else None


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
    found = phrases(asked)
    bodies = [p for p in found if _is_thing(p, told) and (p.definite or p.name) and _has_own(asked, p)]
    things = [p for p in bodies if not p.subject] or [p for p in bodies if p.subject]
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
    named = next(
        (n for n in told.in_question if n.lead == phrase.lead and n.key == _last(told, phrase)), None
    )
    return named is not None and named.sort in {"thing", "body"} and lemma(phrase.head) not in LIGHT


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


def lead_in_off(text: str) -> str:
    """Without "And" or "But" before it."""
    plain = LEAD_IN.sub("", text)
    return plain[:1].upper() + plain[1:] if plain else text
