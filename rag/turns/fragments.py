"""Which turns ask nothing by themselves: "And in March?", "What about Chad?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.acts import AUXILIARIES
from rag.lexicon import COURTESY
from rag.turns.cut import cut
from rag.turns.dated import BEYOND, RANK, YEAR_ON
from rag.turns.lexicon import ASKING, LEAD_IN, PRONOUNS_IN_TURN
from rag.turns.past import Past
from rag.words import Token, lemma

_TRAILING = re.compile(
    r"(?:[\s,]+(?:then|too|instead|though|as well|please|rather|perhaps|maybe))*\s*[?.!…]*$", re.I
)
_ABOUT = re.compile(
    r"^(?:what about|how about|what of|and what about|and how about|same (?:question )?for|the same for)\s+",
    re.I,
)
_MONTH_TYPED = re.compile(  # "in march", "may 2022": a month, whatever its letters
    r"\b((?:in|since|until|before|after|by|during|of|from)\s+|)"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\b(\s+\d{4}|(?=\W*$))",
    re.IGNORECASE,
)
_NOUN_ASKED = re.compile(r"the [a-z]+\s?\?", re.IGNORECASE)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Fragment:
    """A turn that is no clause: its words, and whether they say that something takes a place."""

    text: str
    led: bool


def fragment_of(text: str, past: Past) -> Fragment | None:
    """The fragment that a turn is; None for a clause, for thanks, and for a topic of its own."""
    plain = _MONTH_TYPED.sub(lambda m: f"{m[1]}{m[2].capitalize()}{m[3]}", LEAD_IN.sub("", text))
    about = _ABOUT.sub("", plain)
    led = is_led(text)
    given = stripped(about)
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
    counting = any(pattern.match(given) for pattern in (RANK, BEYOND, YEAR_ON))
    if not led and not counting and (plain_words or not (asked.names or timed)):
        return None  # "the ferry disaster" is a topic of its own
    if any(_past(word) for word in plain_words[1:]):
        return None
    return Fragment(given, led)


def is_led(text: str) -> bool:
    """Whether a text begins with "And" or "What about", or asks for one thing: "The reward?"."""
    return _ABOUT.sub("", LEAD_IN.sub("", text)) != text or bool(_NOUN_ASKED.fullmatch(text))


def is_fragment(text: str, past: Past) -> bool:
    """Whether a text asks nothing by itself."""
    return fragment_of(text, past) is not None


def _past(word: Token) -> bool:
    return lemma(word.lower) != word.lower and not word.lower.endswith(("s", "ing")) and not word.capital


def _clausal(word: str, text: str, *, led: bool) -> bool:
    if word in ASKING or (word in AUXILIARIES and text != "May"):
        return True
    return word in PRONOUNS_IN_TURN - {"that"} or (not led and word in {"i", "you", "we"})


def stripped(text: str) -> str:
    """Without a question mark, "then" or "instead" at its end."""
    return _TRAILING.sub("", text.strip())
