"""What an act is done to or is about, held against a telling: "the dock strike began", no other beginning."""

from __future__ import annotations

from collections.abc import Sequence

from rag.evidence import Evidence, name_support, told_near
from rag.names import PARTIAL
from rag.question import Question
from rag.words import family, root

_ABOUT = 0.4
_NEAR = 0.3
_STANDING = frozenset("it they this that he she both".split())


def tells_of(question: Question, item: Evidence) -> bool:
    """Whether a sentence is about what the question's act is about.

    Where nobody is named as the doer, enough of the words beside the act must be told there; where
    somebody is, the object of the act ("attend the forum") may be told around it.
    """
    if question.actors:
        return not question.thing or max(_held(word, item) for word in question.thing) >= _NEAR
    acts = family(question.verb) if question.verb else frozenset[str]()
    words = [t for t in question.terms if root(t) not in acts]
    told = [_held(word, item) for word in words]
    told += [name_support(item.story, item.sentence, name) for name in question.names]
    return not told or (sum(told) / len(told) >= _ABOUT and _takes_up(question, words, item))


def _takes_up(question: Question, words: Sequence[str], item: Evidence) -> bool:
    """The sentence itself has one of the words or names, or a pronoun that may stand for them."""
    sentence = item.sentence
    if sentence.tokens and sentence.tokens[0].lower in _STANDING:
        return True
    if any(family(root(word)) & sentence.roots for word in words):
        return True
    return any(item.story.likeness(name, sentence) >= PARTIAL for name in question.names)


def _held(word: str, item: Evidence) -> float:
    return told_near(root(word), item.story, item.sentence)
