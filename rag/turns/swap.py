"""A fragment ("And in March?", "What about Chad?", "I meant Okoro"): it takes its match's place."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from index.dates import DateSpan
from index.timex import describe
from rag.acts import AUXILIARIES
from rag.lexicon import COURTESY
from rag.names import Name
from rag.turns.cut import Cut, Phrase, cut, phrases
from rag.turns.lexicon import ASKING, LEAD_IN, PREPOSITIONS, PRONOUNS_IN_TURN
from rag.turns.named import Sort
from rag.turns.past import Named, Past
from rag.turns.refer import Edit, apply, day_of
from rag.windows import read_window
from rag.words import Token, lemma, root

_ABOUT = re.compile(
    r"^(?:what about|how about|what of|and what about|and how about|same (?:question )?for|the same for)\s+",
    re.I,
)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:then|too|instead|though|as well|please|rather|perhaps|maybe))*\s*[?.!…]*$", re.I
)
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
_RANK = re.compile(
    r"^(?:the\s+)?(?P<rank>first|second|third|fourth|fifth|last|latest|next|previous)(?:\s+(?:one|time))?$",
    re.I,
)
_BEYOND = re.compile(r"^(?P<lead>before|after|since|until)\s+(?:that|then|this)$", re.IGNORECASE)
_YEAR_ON = re.compile(
    r"^(?:in\s+)?(?:the\s+)?(?P<way>next|following|previous)?\s*(?P<unit>year|month|day)"
    r"\s*(?P<side>before|after|later|earlier)?$",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_MONTH_TYPED = re.compile(  # "in march", "may 2022": a month, whatever its letters
    r"\b((?:in|since|until|before|after|by|during|of|from)\s+|)"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\b(\s+\d{4}|(?=\W*$))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b\d{4}\b")
_MOST_WORDS = 7
_TYPED_WRONG = 0.72  # "Velmira" for "Velmora"


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A turn that is no clause: its words, and whether they say that something takes a place."""

    text: str
    led: bool


def swapped(text: str, past: Past) -> str | None:
    """The last question with the fragment in its match's place; None when the text is no fragment."""
    if corrected := _correction(text, past):
        return corrected
    fragment = _fragment(text, past)
    if fragment is None:
        return None
    asked = past.last.asked
    return _ranked(fragment.text, past) or _beyond(fragment.text, past) or _put(fragment.text, asked, past)


def is_fragment(text: str, past: Past) -> bool:
    """Whether a text asks nothing by itself."""
    return _fragment(text, past) is not None


def is_led(text: str) -> bool:
    """Whether a text begins with "And" or "What about"."""
    return _ABOUT.sub("", LEAD_IN.sub("", text)) != text


def _correction(text: str, past: Past) -> str | None:
    match = _MEANT.match(text) or _OLD_NEW.match(text) or _NOT_OLD.match(LEAD_IN.sub("", text))
    if not match:
        return None
    new, old = _stripped(match["new"]), match["old"]
    if any(w.lower in ASKING | AUXILIARIES and w.text != "May" for w in cut(new).words):
        return new[:1].upper() + new[1:] + ("" if new.endswith("?") else "?")
    asked = past.last.asked
    if old:
        gone = next((n for n in asked.names if _stripped(old).split()[-1].lower() in n.key.split()), None)
        if gone:
            return _replaced(asked, gone, new)
        at = re.search(re.escape(_stripped(old)), asked.text, re.IGNORECASE)
        return f"{asked.text[: at.start()]}{new}{asked.text[at.end() :]}" if at else None
    given = cut(new, past.proper, fragment=True)
    if len(given.names) == 1 and (meant := _misspelt(given.names[0], asked)):
        return _replaced(asked, meant, _of(given, given.names[0]))
    return _put(new, asked, past)


def _misspelt(new: Name, asked: Cut) -> Name | None:
    """The one name of the question that is written much like the new one."""
    near = [
        n
        for n in asked.names
        if difflib.SequenceMatcher(None, n.key, new.key).ratio() > 0.72 and n.key != new.key
    ]
    return near[0] if len(near) == 1 else None


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _stripped(text: str) -> str:
    return _TRAILING.sub("", text.strip())


def _fragment(text: str, past: Past) -> _Fragment | None:
    plain = _MONTH_TYPED.sub(lambda m: f"{m[1]}{m[2].capitalize()}{m[3]}", LEAD_IN.sub("", text))
    about = _ABOUT.sub("", plain)
    led = is_led(text)
    given = _stripped(about)
    given = f"in {given}" if re.fullmatch(r"(?:19|20)\d\d", given) else given
    asked = cut(given, past.proper, fragment=True)
    words = asked.words
    if not words or len(words) > _MOST_WORDS or all(w.lower in COURTESY for w in words):
        return None
    if any(_clausal(w.lower, w.text, led=led) for w in words):
        return None
    inside = {i for n in asked.names for i in range(n.first, n.last)}
    timed = {i for i, w in enumerate(words) for s, e in asked.times if s <= w.start < e}
    plain_words = [w for i, w in enumerate(words) if i not in inside | timed and w.content]
    if not led and plain_words and not (_RANK.match(given) or _YEAR_ON.match(given)):
        return None  # "the ferry disaster" is a topic of its own
    if not led and not (
        asked.names or timed or _RANK.match(given) or _BEYOND.match(given) or _YEAR_ON.match(given)
    ):
        return None
    if any(
        lemma(w.lower) != w.lower and not w.lower.endswith(("s", "ing")) and not w.capital
        for w in plain_words[1:]
    ):
        return None
    return _Fragment(given, led)


def _past(word: Token) -> bool:
    return lemma(word.lower) != word.lower and not word.lower.endswith(("s", "ing")) and not word.capital


def _clausal(word: str, text: str, *, led: bool) -> bool:
    if word in ASKING or (word in AUXILIARIES and text != "May"):
        return True
    return word in PRONOUNS_IN_TURN - {"that"} or (not led and word in {"i", "you", "we"})


def _ranked(text: str, past: Past) -> str | None:
    """ "And the second one?": another of the same kind, or another time of the same act."""
    match = _RANK.match(text)
    if not match:
        return None
    asked = past.last.asked
    rank = match["rank"].lower()
    before = re.search(r"\b(?:first|second|third|fourth|fifth|last|latest|next|previous)\b", asked.text, re.I)
    if before:
        return f"{asked.text[: before.start()]}{rank}{asked.text[before.end() :]}"
    if asked.verb is None or asked.form not in {"adjunct", "polar"}:
        return None
    rank = "last" if rank in {"latest", "previous"} else rank
    if rank not in {"first", "last", "next"}:
        return None
    at = asked.words[asked.verb].start
    return f"{asked.text[:at]}{rank} {asked.text[at:]}"


def _beyond(text: str, past: Past) -> str | None:
    """ "And before that?", "the year after?": counted from what the last answer came to."""
    asked = past.last.asked
    if match := _BEYOND.match(text):
        lead = match["lead"].lower()
        day = day_of(past, late=lead != "before")
        return _timed(asked, f"{lead} {day}") if day else None
    match = _YEAR_ON.match(text)
    if match and (match["way"] or match["side"]):
        back = (match["way"] or match["side"] or "").lower() in {"previous", "before", "earlier"}
        return _stepped(past, match["unit"].lower(), -1 if back else 1)
    return None


def _stepped(past: Past, unit: str, by: int) -> str | None:
    """The next year, month or day, from the one that the question names or the answer came to."""
    asked, days = past.last.asked, past.last.days
    if asked.times:
        span = read_window(asked.text[slice(*asked.times[-1])], None).span
    else:
        span = days[-1 if by > 0 else 0] if days else None
    if span is None:
        return None
    try:
        if unit == "year" and span.start.year == span.end.year and (span.days > 31 or not asked.times):
            return _timed(asked, f"in {span.start.year + by}")
        if unit == "month" and 27 < span.days < 32:
            months = span.start.year * 12 + span.start.month - 1 + by
            month = span.start.replace(year=months // 12, month=months % 12 + 1)
            return _timed(asked, f"in {_MONTH_NAMES[month.month - 1]} {month.year}")
        if unit == "day" and span.days == 1:
            day = span.start.fromordinal(span.start.toordinal() + by)
            return _timed(asked, f"on {describe(DateSpan.day(day))}")
    except (ValueError, OverflowError):
        return None
    return None


_MONTH_NAMES = "January February March April May June July August September October November December".split()


def _put(text: str, asked: Cut, past: Past) -> str | None:
    """Each time, name or place of a fragment in the place of the question's own."""
    text = f"in {text}" if re.fullmatch(r"(?:19|20)\d\d", text) else text
    given = cut(text, past.proper, fragment=True)
    for start, end in given.times[-1:]:
        time = text[start:end].strip()
        asked = cut(_timed(asked, time), past.proper)
        text = f"{text[:start]} {text[end:]}".strip(" ,")
    if not text:
        return asked.text
    given = cut(text, past.proper, fragment=True)
    found = phrases(given)
    if not given.names:
        led = [p for p in found if p.lead in {"in", "at", "to", "from"} and not p.definite]
        place = led and len(found) == 1 and len(given.words) == 2
        return _placed(text, found[0], asked, past) if place else _noun(text, asked)
    for phrase in [p for p in found if p.name] or found[:1]:
        name = phrase.name or given.names[0]
        whole = text[phrase.start : phrase.end] if phrase.name else _of(given, name)
        sort = past.lore.sort(name, text, given.words) or past.learned(Named(str(name), "")).sort
        if phrase.lead in PREPOSITIONS and phrase.lead:
            done = _placed(text, phrase, asked, past)
        else:
            done = _named(whole, name, sort, asked, past)
        if done is None:
            return None
        asked = cut(done, past.proper)
    return asked.text


def _of(given: Cut, name: Name) -> str:
    start, end = given.words[name.first].start, given.words[name.last - 1].end
    start -= 4 if given.text[:start].lower().endswith("the ") else 0
    return given.text[start:end]


def _timed(asked: Cut, time: str) -> str:
    """The question at another time; a month takes the year that the question named."""
    text = asked.text
    if not asked.times:
        return f"{text[: asked.end]} {_led(time, '')}{text[asked.end :]}"
    start, end = asked.times[-1]
    old = text[start:end]
    year = _YEAR.search(old)
    if year and _MONTH.search(time) and not _YEAR.search(time):
        time = f"{time} {year[0]}"
    return f"{text[:start]}{_led(time, old)}{text[end:]}"


def _led(time: str, old: str) -> str:
    """A time with a preposition: its own, that of the time it replaces, or the usual one."""
    if re.match(
        r"(?:in|on|at|during|since|before|after|until|by|from|around|as of|between|within|for|last|next|this|"
        r"yesterday|today|tomorrow)\b",
        time,
        re.IGNORECASE,
    ):
        return time[0].lower() + time[1:]
    lead = re.match(r"(?:in|on|during|since|before|after|until|by|around)\b", old, re.IGNORECASE)
    exact = re.search(r"\b\d{1,2}\b(?!\d)|day\b", _YEAR.sub("", time))
    usual = "on" if exact else "in"
    kept = lead[0] if lead and lead[0].lower() not in {"in", "on"} else usual
    return f"{kept} {time}"


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


_LIKE: dict[Sort, tuple[Sort, ...]] = {
    "person": ("person", ""),
    "place": ("place", ""),
    "body": ("body", "thing", "place"),
    "thing": ("thing", "body"),
    "": ("", "person"),
}
"""Which sorts of names a name may stand in for, the likeliest first."""


def _named(new: str, name: Name, sort: Sort, asked: Cut, past: Past) -> str | None:
    """A name for the name of the same sort; the subject where several are."""
    sorts = {n: past.lore.sort(n, asked.text, asked.words) for n in asked.names}
    subject = [
        n
        for n in asked.names
        if asked.subject and asked.subject[0] <= asked.words[n.first].start < asked.subject[1]
    ]
    like = {
        "person": ("person", ""),
        "place": ("place", ""),
        "body": ("body", "thing", "place"),
        "thing": ("thing", "body"),
        "": ("", "person"),
    }[sort]
    for kind in like:
        fitting = [n for n in asked.names if sorts[n] == kind and n.key != name.key]
        if fitting:
            first = [n for n in fitting if n in subject] or fitting
            return _replaced(asked, first[0], new)
    if (
        len(asked.names) == 1
        and asked.names[0].key != name.key
        and sort in {"", "person"}
        and "" in sorts.values()
    ):
        return _replaced(asked, asked.names[0], new)
    if subject and sort == "" and len(asked.names) == 1:
        return _replaced(asked, subject[0], new)
    return None


def _replaced(asked: Cut, old: Name, new: str) -> str:
    new = new if any(c.isupper() for c in new) else new.title()
    start, end = asked.words[old.first].start, asked.words[old.last - 1].end
    if asked.text[:start].lower().endswith("the ") and (new.startswith("the ") or old.country is None):
        start -= 4
    return apply(asked.text, [Edit(start, end, new)])


def _noun(text: str, asked: Cut) -> str | None:
    """ "And the crew?" takes the place of a noun that it names anew ("the second crew")."""
    given = phrases(cut(text))
    for old in phrases(asked):
        if given and root(old.head) == root(given[0].head) and not old.name:
            return f"{asked.text[: old.start]}{text}{asked.text[old.end :]}"
    return None
