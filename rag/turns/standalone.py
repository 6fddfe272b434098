"""A follow-up becomes a question that stands alone; every word of it comes from the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.turns.again import asked_again
from rag.turns.antecedents import Unclear
from rag.turns.cut import ABOUT, cut
from rag.turns.described import described
from rag.turns.edits import apply
from rag.turns.fragments import is_fragment, is_led
from rag.turns.lexicon import LEAD_IN
from rag.turns.library import Library
from rag.turns.past import History, Past, courteous, read_past
from rag.turns.refer import resolve
from rag.turns.swap import corrected, swapped
from rag.turns.topic import lacks_topic, with_topic
from rag.words import tokens

_ROUNDS = 3  # a description may name what a pronoun stood for, and the other way round


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it stands alone; ``unclear`` is what could be read in more than one way."""

    text: str
    unclear: Unclear | None = None


def standalone(text: str, history: History | None, library: Library | None = None) -> Understood:
    """The question with what it leans on named in it; as it is where it leans on nothing.

    ``history`` holds earlier questions with their answers (or the answers' texts), oldest first; the
    last ten count. ``library`` tells of names that the conversation itself leaves open.
    """
    if not history or not tokens(text) or ABOUT.match(text):
        return Understood(text)
    past = read_past(history, lambda question, before: _rewritten(question, before).text, library)
    return _rewritten(text, past)


def _rewritten(text: str, past: Past) -> Understood:
    if not past.turns or courteous(text):
        return Understood(text)
    if meant := corrected(text):
        return _rewritten(meant[1], past.with_topic(meant[0]))
    whole = asked_again(text, past) or swapped(text, past)
    if whole:
        return Understood(_closed(whole[0].upper() + whole[1:]))
    if is_fragment(text, past):
        about = _what_about(_lead_in_off(text))
        return Understood((with_topic(about, past) if is_led(text) else None) or text)
    return _clause(text, past)


def _what_about(text: str) -> str:
    """A noun as a question: "What about the union?"."""
    asking = re.match(r"(?:what|how) about\b", text, re.IGNORECASE)
    name = any(n.first == 0 for n in cut(text).names)
    return text if asking else f"What about {text if name else text[0].lower() + text[1:]}"


def _closed(text: str) -> str:
    return text if text[-1] in "?.!" else f"{text}?"


def _clause(text: str, past: Past) -> Understood:
    done = text
    for _ in range(_ROUNDS):
        asked = cut(done, past.proper)
        edits, unclear = resolve(asked, past)
        if unclear:
            return Understood(text, unclear[0])
        changed = apply(done, edits or described(asked, past))
        if changed == done:
            break
        done = changed
    asked = cut(done, past.proper)
    if lacks_topic(text, asked, past):
        return Understood(with_topic(_lead_in_off(done), past) or text)
    return Understood(text if done == text else _lead_in_off(done))


def _lead_in_off(text: str) -> str:
    """Without "And" or "But" before it."""
    plain = LEAD_IN.sub("", text)
    return plain[:1].upper() + plain[1:] if plain else text
