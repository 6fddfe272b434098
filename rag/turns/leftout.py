""" "There", "then", "instead", "the first one": places, times and things that were said before."""

from __future__ import annotations

import re

from index.timex import describe
from rag.lexicon import RELATIONAL
from rag.turns.cut import Cut
from rag.turns.edits import Edit, the
from rag.turns.lexicon import GOING, PREPOSITIONS, PRONOUNS_IN_TURN
from rag.turns.naming import Named
from rag.turns.past import Past
from rag.turns.phrases import phrases, whole
from rag.words import lemma

_ONE = re.compile(
    r"\bthe (?:first|second|third|fourth|last|latest|other|next|previous|biggest|largest) (ones?)\b", re.I
)
_THAT_TIME = re.compile(
    r"\b(?:on that (?:same )?day|(?:in|during) that (?:week|month|year)|at that time)\b", re.I
)
_STILL = frozenset("stay arrive land remain".split())
_LEAVING = frozenset("go come travel fly".split())
_ADVERBIAL = frozenset("instead too also then first alone together".split())
_AFTER_THERE = frozenset("a an any no some another more enough other".split())


def ones(asked: Cut, past: Past) -> list[Edit]:
    """ "The first one": one of those that the last question had several of."""
    match = _ONE.search(asked.text)
    if not match:
        return []
    for phrase in phrases(past.last.asked):
        noun = lemma(phrase.head)
        if noun != phrase.head and phrase.head.endswith("s") and not phrase.name:
            full = whole(past.last.asked, phrase)
            single = re.sub(
                rf"\b{re.escape(phrase.head)}\b", noun, re.sub(r"^(?:the|these|those)\s+", "", full)
            )
            return [Edit(match.start(1), match.end(1), single)]
    for phrase in phrases(past.last.asked):
        if phrase.definite and not phrase.name and match[1] == "one" and phrase.head in RELATIONAL:
            plain = re.sub(r"^(?:the|that|this)\s+", "", past.last.asked.text[phrase.start : phrase.end])
            return [Edit(match.start(1), match.end(1), plain)]
    return []


def place_of(past: Past) -> Named | None:
    """The place last spoken of, or the event that one may be at."""
    for told in past.turns[:5]:
        led = [n for n in told.others if n.lead in {"in", "at", "to", "from", "near"} and n.sort != "person"]
        places = [n for n in (*told.others, *told.subject) if n.sort == "place"]
        focus = [told.focus] if told.focus and told.focus.sort == "place" else []
        events = [n for n in told.others if n.sort == "thing" and not n.plural and n.lead == ""]
        known = [n for n in told.answered if n.sort in {"place", "body"}]
        given = known if len(known) == 1 else []
        asked_where = focus if told.asked.kind == "where" else []
        for found in (
            asked_where,
            [n for n in led if n.sort == "place"],
            led,
            places,
            events,
            focus,
            given,
        ):
            if found:
                return found[0]
    return None


def there(asked: Cut, past: Past) -> list[Edit]:
    """ "There" as the place last spoken of; not the "there" of "is there a treaty"."""
    edits = []
    for i, word in enumerate(asked.words):
        following = asked.words[i + 1].lower if i + 1 < len(asked.words) else ""
        if word.lower != "there" or not i or following in _AFTER_THERE or _existential(asked, i):
            continue
        place = place_of(past)
        if place:
            before = asked.words[i - 1].lower
            led = before in {"from", "near", "in", "to", "at", "around", "over"}
            name = the(_event(place, past))
            edits.append(Edit(word.start, word.end, name if led else f"{_lead(asked, place)} {name}"))
    return edits


def _event(place: Named, past: Past) -> str:
    """An event with its own place and time; a place is told by its name."""
    if place.sort == "place":
        return place.text
    for told in past.turns:
        for phrase in phrases(told.asked):
            if told.asked.text[phrase.start : phrase.end] == place.text:
                return whole(told.asked, phrase)
    return place.text


def _existential(asked: Cut, i: int) -> bool:
    """ "Is there a treaty", "how many ships are there in the fleet"."""
    words = asked.words
    being = words[i - 1].lower in {"is", "are", "was", "were", "be", "been", "will"}
    behind = words[i + 1].lower if i + 1 < len(words) else ""
    locating = PREPOSITIONS - {"in", "on", "of"} | {"when", "then", "too"}
    return being and bool(behind) and behind not in locating


def _lead(asked: Cut, place: Named) -> str:
    verb = lemma(asked.words[asked.verb].lower) if asked.verb is not None else ""
    if verb in GOING and not re.search(r"\b(?:place|part) there\b", asked.text):
        return "to"
    if place.sort == "place" and not place.bare:
        return "in"
    return place.lead if place.lead in {"in", "at", "on"} else "at"


def when_of(past: Past) -> str:
    """The time last spoken of, in words: the question's own, else the day that the answer came to."""
    for told in past.turns[:3]:
        if told.asked.times:
            return told.asked.text[slice(*told.asked.times[-1])]
        if told.days:
            span = told.days[0]
            return f"{'on' if span.days == 1 else 'in'} {describe(span)}"
    return ""


def then(asked: Cut, past: Past) -> list[Edit]:
    """ "Then" behind the verb is a time; "since then", "before that" count from one."""
    if len(asked.words) < 2:
        return []
    before, last = asked.words[-2].lower, asked.words[-1]
    time = ""
    if match := _THAT_TIME.search(asked.text):
        time = when_of(past)
        return [Edit(match.start(), match.end(), time)] if time else []
    if before in {"before", "after", "since", "until", "by"} and last.lower in {"that", "then", "this"}:
        time = day_of(past, late=before != "before")
    elif last.lower == "then" and len(asked.words) > 3:
        time = when_of(past)
    return [Edit(last.start, last.end, time)] if time else []


def day_of(past: Past, *, late: bool) -> str:
    """The day that the turns before came to, in words; the latest of several, or the earliest."""
    for told in past.turns[:3]:
        if told.days:
            return describe(told.days[-1 if late else 0])
        if told.asked.times:
            time = told.asked.text[slice(*told.asked.times[-1])]
            return re.sub(r"^(?:in|on|during|at|since|before|after)\s+", "", time, flags=re.IGNORECASE)
    return ""


def places_left_out(asked: Cut, past: Past) -> list[Edit]:
    """ "How long did he stay?", "Who went?": where, has been said before."""
    if asked.verb is None or asked.kind == "where" or (asked.names and not _leaning(asked)):
        return []
    verb = lemma(asked.words[asked.verb].lower)
    behind = [w for w in asked.words[asked.verb + 1 :] if w.lower not in _ADVERBIAL]
    place = place_of(past)
    if verb not in _STILL | _LEAVING or behind or place is None or place.sort != "place":
        return []
    at = asked.words[asked.verb].end
    return [Edit(at, at, f" {'in' if verb in _STILL else 'to'} {place.text}")]


def object_left_out(asked: Cut, past: Past) -> list[Edit]:
    """ "When did they join?": what was joined stood behind the same verb in the last question."""
    before = past.last.asked
    if asked.verb is None or before.verb is None or not _leaning(asked):
        return []
    verb, told = asked.words[asked.verb], before.words[before.verb]
    ends = asked.verb + 1 == len(asked.words)
    objects = [p for p in phrases(before) if p.start == told.end + 1 and p.name]
    if not ends or verb.root != told.root or not objects:
        return []
    return [Edit(verb.end, verb.end, f" {before.text[objects[0].start : objects[0].end]}")]


def _leaning(asked: Cut) -> bool:
    return any(w.lower in PRONOUNS_IN_TURN for w in asked.words)


def instead_of(asked: Cut, past: Past) -> list[Edit]:
    """ "Who went instead?": of the one who was asked about."""
    last = asked.words[-1] if asked.words else None
    doers = [n for n in past.last.subject if not n.bare]
    doers = doers or [n for n in past.last.others if n.sort == "person"]
    if last is None or last.lower != "instead" or len(doers) != 1:
        return []
    return [Edit(last.end, last.end, f" of {doers[0].text}")]
