"""Descriptions ("that deal", "the minister", "the trip") by the names they have in the turns before."""

from __future__ import annotations

import re

from rag.lexicon import KINDS, PERSON_NOUNS, TITLES
from rag.names import find_names
from rag.turns.cut import Cut
from rag.turns.edits import Edit, owner, the
from rag.turns.lexicon import BETWEEN_TWO, OF_SOMETHING, OUTER, TRIPS
from rag.turns.past import Past, Told
from rag.turns.phrases import Phrase, phrases, whole
from rag.turns.topic import topic_of
from rag.words import family, lemma, root, tokens

_SPANS = frozenset("day week month year time moment end start beginning world country".split())
_NARROWED = re.compile(
    r"\b(?:of|first|second|third|fourth|fifth|last|latest|next|other|previous)\b", re.IGNORECASE
)


def described(asked: Cut, past: Past) -> list[Edit]:
    """What a question describes without naming it, as it was named in the turns before."""
    edits = []
    foreign = asked.form == "other" or _names_others(asked, past)
    for phrase in phrases(asked):
        if foreign and asked.text[phrase.start : phrase.end].split()[0].lower() not in OUTER:
            continue
        if not phrase.definite or phrase.name or _has_name(asked, phrase) or lemma(phrase.head) in _SPANS:
            continue
        if any(str(name) in whole(asked, phrase) for name in asked.names):
            continue
        if _NARROWED.search(asked.text[phrase.start : phrase.end]):
            continue
        if fuller := _fuller(asked, phrase, past):
            edits.append(Edit(phrase.start, phrase.end, fuller))
    return edits


def _names_others(asked: Cut, past: Past) -> bool:
    """Whether a question names what no turn has named: "the" may then be another's."""
    texts = (text for told in past.turns for text in (told.asked.text, told.typed, *told.said, *told.cited))
    known = {w.lower for text in texts for w in tokens(text)}
    return any(name.words[-1].lower() not in known for name in asked.names)


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
    two = [n.text for n in past.last.in_question if not n.bare and n.sort != "thing"]
    if noun in BETWEEN_TWO and len(two) == 2:
        return f"the {phrase.head} between {two[0]} and {two[1]}"
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
    named = [n for n in (told.focus, *told.subject, *told.others, *told.answered) if n]
    for one in named:
        if not one.bare and root(one.key) in heads and not one.plural:
            return one.text if one.text.startswith("the ") else _articled(one.text, told)
    for phrase in phrases(told.asked):
        if phrase.name or root(phrase.head) not in heads:
            continue
        if (noun in PERSON_NOUNS) != (lemma(phrase.head) in PERSON_NOUNS):  # a judge is no judgment
            continue
        full = the(whole(told.asked, phrase))
        if (len(full.split()) > len(words.split()) or root(noun) != root(phrase.head)) and full not in around:
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
