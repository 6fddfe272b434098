"""Who holds an office: a name that stands beside "chief executive of Halden Group", or "Halden Group CEO".

The reader sees a name near an office; whose office it is, the order of the words tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rag.lexicon import STOP_WORDS
from rag.names import PARTIAL, Name
from rag.question import Question
from rag.story import Sentence, Story
from rag.words import Token, tokens

_ASKED = re.compile(
    r"\W*who(?:['’]s| is| was| are| were)\s+(?:(?:now|currently) )?(?P<office>[^,;:?]+)", re.I
)
_OF = frozenset("of at for in to".split())
_FORMER = frozenset(
    "former ex then late onetime longtime incoming outgoing acting interim vice deputy".split()
)
_OFFICES = frozenset(
    "president premier minister chancellor king queen pope governor mayor chairman chairwoman ceo secretary "
    "speaker ambassador archbishop".split()
) | {"chief executive", "secretary general", "attorney general", "police chief"}
_OWN, _NO_OWNER = 0.9, 0.6
_ALIKE = (
    frozenset({"ceo", "chief executive", "chief executive officer"}),
    frozenset({"pm", "prime minister", "premier"}),
    frozenset({"governor", "gov"}),
    frozenset({"chair", "chairman", "chairwoman", "chairperson"}),
)
_NOT_OF_THE_OFFICE = frozenset("the current new present".split())
_LONGEST = 4
_APPOSED = re.compile(
    r"\.?,? ?(?:(?:who )?(?:is|was|became|becomes|"
    r"(?:(?:is|was|has been) )?(?:elected|appointed|named|made|sworn in as)) )?(?:the |its |an? |current )*"
)
"""Between a name and its office: "Brandt, the chief executive of …", "… chief executive, Brandt"."""


def asks_office(question: Question) -> bool:
    """Whether it asks who holds an office whose name news puts beside the holder's."""
    wording = _office(question)
    return any(wording == each or wording.endswith(f" {each}") for each in _OFFICES) if wording else False


def holder(question: Question, story: Story, sentence: Sentence) -> tuple[Name, float] | None:
    """The name that a sentence gives for the office asked about, and how surely, 0 to 1.

    Where the sentence does not say whose office it is ("Mayor Brandt said"), the article may.
    """
    wording = _office(question)
    found: tuple[Name, float] | None = None
    for start, end in _told(sentence, wording) if wording else ():
        names = _apart(sentence, start, end)
        owners = [(whole, n) for n in names if (whole := _with_owner(sentence, start, end, n))]
        for whole, owner in owners:
            named = any(story.same(asked, owner) >= PARTIAL for asked in question.names)
            if named and (name := _beside(sentence, names, *whole)):
                return name, _OWN
        if not (owners or found) and _about(question, story, sentence):
            name = _beside(sentence, names, start, end)
            found = (name, _NO_OWNER) if name else None
    return found


@lru_cache(maxsize=64)
def _office(question: Question) -> str:
    """The words of the office that a question asks for ("chief executive"), in small letters."""
    asked = (
        _ASKED.match(question.text)
        if question.kind == "who" and question.names and not question.verb
        else None
    )
    if not asked:
        return ""
    words = tokens(asked["office"])
    named = {word.lower() for name in question.names for word in name.words}
    run = [t for t in words if t.lower not in named | _NOT_OF_THE_OFFICE]
    if run and run[-1].lower in _OF:
        run.pop()
    plain = not any(t.lower in STOP_WORDS or t.lower.endswith("ed") for t in run)
    return " ".join(t.lower for t in run) if plain and len(run) <= _LONGEST and _led(words, run) else ""


def _led(words: Sequence[Token], run: Sequence[Token]) -> bool:
    """ "The mayor of Halden", "Halden's mayor"; in "King Brandt" the office is a title."""
    behind = [t for t in words if run and t.start > run[-1].start]
    return not behind or behind[0].lower in _OF


def _about(question: Question, story: Story, sentence: Sentence) -> bool:
    """Whether the sentence, the one before it or the headline names whose office is asked about."""
    near = (sentence, *story.sentences[max(0, sentence.index - 1) : sentence.index], story.title)
    return any(story.likeness(asked, each) >= PARTIAL for asked in question.names for each in near)


def _apart(sentence: Sentence, start: int, end: int) -> list[Name]:
    """The names, cut where the office stands inside of one: "Halden Group CEO Ana Brandt" are two."""
    names: list[Name] = []
    for name in sentence.names:
        if not name.first < start < end < name.last:
            names.append(name)
            continue
        names.append(replace(name, words=name.words[: start - name.first], last=start, possessive=False))
        names.append(replace(name, words=name.words[end - name.first :], first=end, titled=True))
    return names


def _told(sentence: Sentence, wording: str) -> list[tuple[int, int]]:
    """Where the office stands in a sentence, in its own words or in those that mean the same."""
    spelled = next((alike for alike in _ALIKE if wording in alike), frozenset({wording}))
    runs = sorted((tuple(one.split()) for one in spelled), key=len, reverse=True)
    words = [_bare(token) for token in sentence.tokens]
    found: list[tuple[int, int]] = []
    for start in range(len(words)):
        run = next((r for r in runs if tuple(words[start : start + len(r)]) == r), None)
        if not run or _inside(found, start) or (start and words[start - 1] in _FORMER):
            continue
        if words[start + len(run) : start + len(run) + 1] != ["under"]:  # of another's time
            found.append((start, start + len(run)))
    return found


def _bare(token: Token) -> str:
    return token.lower.removesuffix("'s").removesuffix("’s")


def _inside(found: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in found)


def _with_owner(sentence: Sentence, start: int, end: int, owner: Name) -> tuple[int, int] | None:
    """The office together with whose it is: "Halden's chief executive", "chief executive of Halden"."""
    if owner.last == start:
        return owner.first, end
    led = [token.lower for token in sentence.tokens[end : owner.first]]
    if led and led[0] in _OF and set(led[1:]) <= {"the"} and owner.first > end:
        return start, owner.last
    return None


def _beside(sentence: Sentence, names: Sequence[Name], start: int, end: int) -> Name | None:
    """The name right before or behind the office, with no more than a comma and an article between."""
    words, text = sentence.tokens, sentence.text
    for name in names:
        if name.country or name.possessive or _is_no_person(sentence, name):
            continue
        if name.first < end and name.last > start:
            continue
        low, high = (name.last, start) if name.last <= start else (end, name.first)
        if _APPOSED.fullmatch(text[words[low - 1].end : words[high].start].lstrip("'’s")):
            return name
    return None


def _is_no_person(sentence: Sentence, name: Name) -> bool:
    """ "The Tarn Prizes, Norway's president …"; and in "attorney general GOP" letters are a body's name."""
    acronym = len(name.words) == 1 and name.words[0].isupper()
    return acronym or (name.first > 0 and sentence.tokens[name.first - 1].lower in {"the", "a", "an"})
