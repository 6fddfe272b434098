"""A fragment or a corrected name takes the place of its match in the last question."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise

from rag.acts import AUXILIARIES
from rag.names import Name
from rag.turns.cut import Cut, cut
from rag.turns.dated import beyond, ranked, timed
from rag.turns.edits import Edit, apply
from rag.turns.fragments import fragment_of, stripped
from rag.turns.lexicon import ASKING, DETERMINERS, LEAD_IN
from rag.turns.listed import RANKED, one_of
from rag.turns.named import Sort
from rag.turns.naming import Named
from rag.turns.past import Past
from rag.turns.phrases import Phrase, phrases
from rag.words import families, root

_MEANT = re.compile(
    r"^(?:\W*(?:no|nope|sorry|oops|oh|well|actually|wait|hm+|pardon|and|but)\b[\s,.!;:–-]*)*"
    r"(?:(?:i|we) (?:(?:actually |really )?mean[t]?|was asking about|am asking about|was thinking of|wanted)|"
    r"i['’]m asking about|make that|(?:it )?should be|rather)\s*[:,]?\s+(?P<new>.+?)"
    r"(?:,?\s+(?:and )?not (?P<old>.+?))?[.?!]*$",
    re.IGNORECASE,
)
_NOT_OLD = re.compile(r"^(?P<new>[^,?]+),\s+not\s+(?P<old>[^,?]+?)[.?!]*$", re.IGNORECASE)
_OLD_NEW = re.compile(
    r"^(?:no,?\s+)?not\s+(?P<old>[^,?]+),\s+(?:but\s+)?(?P<new>[^,?]+?)[.?!]*$", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?:(?:last|this|next) (?:week|month|year|spring|summer|autumn|winter)|yesterday|today|tomorrow)", re.I
)
_TYPED_WRONG = 0.72  # "Velmira" for "Velmora"
_LIKE: dict[Sort, tuple[Sort, ...]] = {
    "person": ("person", ""),
    "place": ("place", ""),
    "body": ("body", "thing", "place"),
    "thing": ("thing", "body"),
    "": ("", "person"),
}
"""Which sorts of names a name may stand in for, the likeliest first."""


def corrected(text: str) -> tuple[str, str] | None:
    """ "No, I meant Okoro. How old is he?": what was meant, and the question that follows."""
    for stop in re.finditer(r"\.\s+", text):
        said, asking = text[: stop.start()], text[stop.end() :]
        first = re.match(r"\w+", asking)
        match = _MEANT.match(said)
        if match and first and first.group().lower() in ASKING | AUXILIARIES:  # no "St. Petersburg"
            return stripped(match["new"]), asking.strip()
    return None


def swapped(text: str, past: Past) -> str | None:
    """The last question with the fragment in its match's place; None when the text is no fragment."""
    if meant := _correction(text, past):
        return meant
    fragment = fragment_of(text, past)
    if fragment is None:
        return None
    asked = past.last.asked
    rank = RANKED.match(fragment.text)
    one = one_of(rank["rank"], past) if rank and asked.kind != "when" else ""
    if one:
        return _put(one, asked, past)
    return ranked(fragment.text, past) or beyond(fragment.text, past) or _put(fragment.text, asked, past)


def _correction(text: str, past: Past) -> str | None:
    match = _MEANT.match(text) or _OLD_NEW.match(text) or _NOT_OLD.match(LEAD_IN.sub("", text))
    if not match:
        return None
    new, old = stripped(match["new"]), match["old"]
    if any(w.lower in ASKING | AUXILIARIES and w.text != "May" for w in cut(new).words):
        return new[:1].upper() + new[1:] + ("" if new.endswith("?") else "?")
    asked = past.last.asked
    if old:
        gone = next((n for n in asked.names if stripped(old).split()[-1].lower() in n.key.split()), None)
        if gone:
            return _replaced(asked, gone, gone, new)
        at = re.search(re.escape(stripped(old)), asked.text, re.IGNORECASE)
        return f"{asked.text[: at.start()]}{new}{asked.text[at.end() :]}" if at else None
    given = cut(new, past.proper, fragment=True)
    if len(given.names) == 1 and (meant := _misspelt(given.names[0], asked)):
        return _replaced(asked, meant, meant, _words_of(given, given.names[0]))
    return _put(new, asked, past)


def _misspelt(new: Name, asked: Cut) -> Name | None:
    """The one name of the question that is written much like the new one."""
    near = [n for n in asked.names if n.key != new.key and _alike(n.key, new.key) > _TYPED_WRONG]
    return near[0] if len(near) == 1 else None


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _put(text: str, asked: Cut, past: Past) -> str | None:
    """Each time, name or place of a fragment in the place of the question's own."""
    text = f"in {text}" if re.fullmatch(r"(?:19|20)\d\d", text) else text
    given = cut(text, past.proper, fragment=True)
    for start, end in given.times[-1:]:
        time = text[start:end].strip()
        asked = cut(timed(asked, time), past.proper)
        text = f"{text[:start]} {text[end:]}".strip(" ,")
    if not text:
        return asked.text
    given = cut(text, past.proper, fragment=True)
    found = phrases(given)
    if _RELATIVE.fullmatch(text):
        return _closed_by(asked, text)
    if not given.names:
        led = [p for p in found if p.lead in {"in", "at", "to", "from"} and not p.definite]
        place = led and len(found) == 1 and len(given.words) == 2
        return _placed(text, found[0], asked, past) if place else _noun(text, asked)
    for phrase in found:
        name = phrase.name
        if name is None:  # "Kelso's budget" is no name
            return None
        whole = text[phrase.start : phrase.end]
        sort = past.lore.sort(name, text, given.words) or past.learned(Named(str(name), "")).sort
        if phrase.lead and phrase.lead != "of":
            done = _placed(text, phrase, asked, past)
        else:
            done = _named(whole, name, sort, asked, past)
        if done is None:
            return None
        asked = cut(done, past.proper)
    return asked.text


def _closed_by(asked: Cut, time: str) -> str:
    """The question at a time that counts from today, whatever time it named before."""
    start, end = asked.times[-1] if asked.times else (asked.end, asked.end)
    return f"{asked.text[:start].rstrip()} {time}{asked.text[end:]}"


def _words_of(given: Cut, name: Name) -> str:
    start, end = given.words[name.first].start, given.words[name.last - 1].end
    start -= 4 if given.text[:start].lower().endswith("the ") else 0
    return given.text[start:end]


def _placed(text: str, phrase: Phrase, asked: Cut, past: Past) -> str | None:
    """ "In Madrid": for the place, or else for what the same preposition led in; added where none was."""
    new = text[phrase.start : phrase.end]
    new = new if new[:1].isupper() or phrase.definite else new.capitalize()
    lead = text[phrase.whole : phrase.start].strip()
    old = phrases(asked)
    same = [
        p
        for p in old
        if (p.lead == phrase.lead and _sort(p, asked, past) != "person")
        or (p.lead == phrase.lead and phrase.lead in {"with", "by", "for", "about", "against"})
    ]
    going = phrase.lead in {"in", "at", "to", "from", "near"}
    places = [p for p in old if _sort(p, asked, past) == "place" and not p.subject]
    for chosen in (same, places if going else []):
        if chosen:
            kept = chosen[-1].lead
            start = chosen[-1].whole if kept else chosen[-1].start
            words = f"{kept} {new}" if kept else new
            return f"{asked.text[:start]}{words}{asked.text[chosen[-1].end :]}"
    at = min([start for start, _ in asked.times if start > asked.lead] or [asked.end])
    return f"{asked.text[:at].rstrip()} {lead.lower()} {new} {asked.text[at:]}".replace(" ?", "?").strip()


def _sort(phrase: Phrase, asked: Cut, past: Past) -> Sort:
    return past.lore.sort(phrase.name, asked.text, asked.words) if phrase.name else "thing"


def _named(new: str, name: Name, sort: Sort, asked: Cut, past: Past) -> str | None:
    """A name for the name of the same sort; the subject where several are."""
    akin = next((n for n in asked.names if n.key != name.key and set(n.words) & set(name.words)), None)
    if akin:  # "And South Sudan?" behind "Sudan" or "North Sudan"
        return _replaced(asked, akin, akin, new)
    sorts = {n: past.lore.sort(n, asked.text, asked.words) for n in asked.names}
    first, end = asked.subject or (0, 0)
    subject = [n for n in asked.names if first <= asked.words[n.first].start < end]
    for kind in _LIKE[sort]:
        fitting = [n for n in asked.names if sorts[n] == kind and n.key != name.key]
        if fitting:
            gone = next((n for n in fitting if n in subject), fitting[0])
            return _replaced(asked, *_together(asked, gone), new)
    alone = asked.names[0] if len(asked.names) == 1 and asked.names[0].key != name.key else None
    if alone and (sort == "" or (sort == "person" and sorts[alone] == "")):
        return _replaced(asked, alone, alone, new)
    return None


def _together(asked: Cut, name: Name) -> tuple[Name, Name]:
    """The first and the last of those who did it together, unless it takes two to do it."""
    verb = asked.words[asked.verb].root if asked.verb is not None else ""
    if verb in families("meet agree marry talk sign"):
        return name, name
    joined = [
        (one, other)
        for one, other in pairwise(asked.names)
        if name in (one, other)
        and asked.text[asked.words[one.last - 1].end : asked.words[other.first].start] == " and "
    ]
    return joined[0] if joined else (name, name)


def _replaced(asked: Cut, old: Name, last: Name, new: str) -> str:
    new = new if any(c.isupper() for c in new) else new.title()
    start, end = asked.words[old.first].start, asked.words[last.last - 1].end
    if asked.text[:start].lower().endswith("the ") and (new.startswith("the ") or old.country is None):
        start -= 4
    return apply(asked.text, [Edit(start, end, new)])


def _noun(text: str, asked: Cut) -> str | None:
    """ "And the crew?" takes the place of a noun that it names anew ("the second crew")."""
    given = phrases(cut(text))
    for old in phrases(asked):
        if given and root(old.head) == root(given[0].head) and not old.name:
            return f"{asked.text[: old.start]}{text}{asked.text[old.end :]}"
    for old in phrases(asked):  # "And best song?" behind "best film"
        said = asked.text[old.start : old.end].lower().split()
        if len(said) == len(text.split()) == 2 and said[0] == text.lower().split()[0] not in DETERMINERS:
            return f"{asked.text[: old.start]}{text}{asked.text[old.end :]}"
    return None
