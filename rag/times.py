"""When an act was: which of the times around it an article means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from index.timex import Timex
from rag.clauses import RELATIVE, clause_at, clause_numbers, cut
from rag.corrections import is_notice, withdraws
from rag.doers import doers_of, is_noun_phrase
from rag.frames import Mention
from rag.names import PARTIAL
from rag.story import Sentence, Story
from rag.words import Token, families, family, lemma, roots

_VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_REPORTING = "say tell add announce report write state declare note publish"
_BETWEEN = frozenset("reporters late early state television".split())  # "told reporters late on Tuesday"
_AND = re.compile(
    r"(?:,| and|, and)(?: again)?(?: (?:in|at|near)(?: [A-ZÀ-Þ][\w'’-]*){1,4})?(?: on| in)?(?: the)? "
)
_BOUND = re.compile(
    r"\b(?:since|until|till)\s+(?:the\s+)?(?:(?:(?!and\b|but\b|when\b|who\b|which\b)[\w'’-]+\s+){1,6}?(?:in|of)\s+)?$",
    re.IGNORECASE,
)
_UNITS = frozenset("minute hour day week month year".split())
_IT_WAS = re.compile(r"(?:It|That|The (?:correct|right) (?:day|date)) (?:was|is)\b")
_PARTICIPLE = re.compile(
    r", (?:\w+ly )?(?:cancell?ed|postponed|called off|abandoned|founded|last held|held)\b[^,]*$"
)
_DEFINITE = frozenset("the that this their".split())
_REACH = 4  # words between a verb of saying and its time


def time_of(story: Story, mention: Mention, *, bounds: bool = False) -> tuple[Timex, Sentence] | None:
    """The time of an act and the sentence that states it.

    Its own clause first, the nearest there; then a clause beside it that tells of nobody else; then
    the sentence beside it that goes on about the same act, then a later one that takes it up ("the
    meeting in Oslo, on 3 May"). With ``bounds`` "since May" counts.
    """
    sentence, at = mention.sentence, mention.at
    if detached := _of_main_clause(sentence, at):
        return detached, sentence
    times = [
        t
        for t in points(sentence.times)
        if not (of_report(sentence, t, at) or (is_bound(sentence, t, at) and not bounds))
    ]
    own = [t for t in times if token_at(sentence, t) in mention.clause or _apposed(sentence, t, mention)]
    free = [t for t in times if _beside(sentence, t, at) and _tells_of_nobody(story, sentence, t)]
    for near in (own, _of_outer_clause(sentence, times, mention), free):
        if near:
            return _closest(sentence, near, at), sentence
    if found := _in_next_sentence(story, mention) or _taken_up(story, mention):
        return found
    return _put_right(story, mention)


def _put_right(story: Story, mention: Mention) -> tuple[Timex, Sentence] | None:
    """A correction: "… misstated the day on which the ferry sank. It was Friday, not Saturday"."""
    following = story.sentences[mention.sentence.index + 1 : mention.sentence.index + 2]
    notice = is_notice(mention.sentence) and following and _IT_WAS.match(following[0].text)
    right = [t for t in points(following[0].times) if not withdraws(following[0], t)] if notice else []
    return (right[0], following[0]) if right else None


def _of_outer_clause(sentence: Sentence, times: Sequence[Timex], mention: Mention) -> list[Timex]:
    """ "Signed on Friday after two hours of talks": the talks were that day."""
    first = min(mention.clause)
    lead = sentence.tokens[first].lower
    met = sentence.tokens[mention.at].root in families("meet")
    if not first or not (lead in {"during", "at"} or (lead == "after" and met)):
        return []
    measured = sentence.tokens[first - 1].lower.removesuffix("s") in _UNITS  # "two weeks after the talks"
    if measured or not is_noun_phrase(sentence, mention.clause):
        return []
    numbers, parents = cut(sentence)
    outer = parents[numbers[first]]
    return [t for t in times if numbers[token_at(sentence, t)] == outer]


def _taken_up(story: Story, mention: Mention) -> tuple[Timex, Sentence] | None:
    """The act again, as "the meeting in Oslo, on 16 June", in a sentence farther on or back."""
    names = [n for n in mention.sentence.names if n.first in mention.clause]
    act = family(mention.sentence.tokens[mention.at].root)
    for other in (s for s in story.sentences if s.times and s is not mention.sentence):
        for i in _definite(other, act):
            placed = (n for n in other.names if i < n.first <= i + 4)
            places = [n for n in placed if other.tokens[n.first - 1].lower == "in"]
            again = Mention(other, i, clause_at(other, i), mention.binding)
            times = [
                t
                for t in points(other.times)
                if token_at(other, t) in again.clause or _apposed(other, t, again)
            ]
            if times and any(story.same(n, p) >= PARTIAL for n in names for p in places):
                return _closest(other, times, i), other
    return None


def _definite(sentence: Sentence, act: Collection[str]) -> list[int]:
    """Where a sentence speaks of "the meeting", one that is known already."""
    words = sentence.tokens
    return [i for i in range(1, len(words)) if words[i].root in act and words[i - 1].lower in _DEFINITE]


def _of_main_clause(sentence: Sentence, at: int) -> Timex | None:
    """ "He promised on Friday that …, in a call": what is added is of the main clause's day."""
    behind_at = range(at - 1, max(0, at - 4), -1)
    lead = next((i for i in behind_at if sentence.tokens[i].lower in {"in", "during"}), 0)
    if not lead or "," not in sentence.text[sentence.tokens[lead - 1].end : sentence.tokens[lead].start]:
        return None
    numbers = clause_numbers(sentence)
    first = next((i for i, t in enumerate(sentence.tokens) if t.start >= sentence.opens), 0)
    main = [t for t in points(sentence.times) if numbers[token_at(sentence, t)] == numbers[first]]
    behind = any(token_at(sentence, t) > at for t in points(sentence.times))
    return main[0] if main and not behind and token_at(sentence, main[0]) < lead else None


def _apposed(sentence: Sentence, time: Timex, mention: Mention) -> bool:
    """ "After the meeting in Oslo, on 16 June, she said": between commas, right behind the act's clause."""
    first = token_at(sentence, time)
    if first and sentence.tokens[first - 1].lower in {"on", "in"}:
        first -= 1
    closed = sentence.text[time.end - sentence.start :].startswith(",")
    return closed and first - 1 in mention.clause and first - 1 >= mention.at


def joined(sentence: Sentence, time: Timex) -> list[Timex]:
    """The times that "and" joins to one: "on 3 May and on 10 May" are two."""
    found = [time]
    for other in points(sentence.times):
        before = found[-1]
        gap = sentence.text[before.end - sentence.start : max(0, other.start - sentence.start)]
        if other.start >= before.end and _AND.fullmatch(gap):
            found.append(other)
    return found


def points(times: Iterable[Timex]) -> list[Timex]:
    """Times that say on which day, if only in words ("today"); an hour of no day does not."""
    dated = [t for t in times if t.type in {"DATE", "TIME"} and not t.value.startswith("XXXX-XX-XX")]
    return [t for t in dated if not t.value.startswith(_VAGUE) or t.end - t.start == len("today")]


def token_at(sentence: Sentence, time: Timex) -> int:
    """The position of the time's first word among the sentence's tokens."""
    at = time.start - sentence.start
    return next((i for i, t in enumerate(sentence.tokens) if t.end > at), len(sentence.tokens) - 1)


def _closest(sentence: Sentence, times: Sequence[Timex], at: int) -> Timex:
    """The time nearest to the act; a day inside it ("next week … on 17 October") says it better."""

    def distance(time: Timex) -> tuple[int, int]:
        return abs(token_at(sentence, time) - at), time.start

    told = [t for t in times if not _in_modifier(sentence, t, at)] or times
    near = min(told, key=distance)
    inside = [t for t in times if t.span and near.span and near.span != t.span and near.span.contains(t.span)]
    return min(inside, key=distance) if inside else near


def _in_modifier(sentence: Sentence, time: Timex, at: int) -> bool:
    """ "The fair, cancelled last year, will be held …": what stands between the commas is not of the fair."""
    before, behind = sentence.text[: time.start - sentence.start], sentence.text[time.end - sentence.start :]
    opened = _PARTICIPLE.search(before)
    return bool(opened and behind.startswith(",") and sentence.tokens[at].end <= opened.start())


def _in_next_sentence(story: Story, mention: Mention) -> tuple[Timex, Sentence] | None:
    """The paragraph goes on: "They met in Paris. The meeting on Friday …"."""
    act = family(mention.sentence.tokens[mention.at].root)
    for near in story.near(mention.sentence.index, 1):
        if near.paragraph != mention.sentence.paragraph and not mention.sentence.heading:
            continue
        for i, token in enumerate(near.tokens):
            times = [t for t in points(near.times) if not (of_report(near, t, i) or is_bound(near, t, i))]
            clause = clause_at(near, i)
            times = [t for t in times if token_at(near, t) in clause] or (times if len(times) == 1 else [])
            homeward = i + 1 < len(near.tokens) and near.tokens[i + 1].lower == "home"
            if token.root in act and times and not homeward:
                return _closest(near, times, i), near
    return None


def of_report(sentence: Sentence, time: Timex, at: int) -> bool:
    """The time of the report ("he said on Tuesday"), not of what is reported."""
    end = token_at(sentence, time)
    for i in range(end - 1, max(-1, end - 1 - _REACH), -1):
        token = sentence.tokens[i]
        if i == at or not token.content or token.capital or token.lower in _BETWEEN:
            if i == at:
                return False
            continue
        return token.root in roots(_REPORTING)
    return False


def is_bound(sentence: Sentence, time: Timex, act: int) -> bool:
    """ "Since 1982", "since his release in March": where a stretch begins or ends, not when the act was."""
    match = _BOUND.search(sentence.text, 0, time.start - sentence.start)
    return bool(match) and not (match and match.start() < sentence.tokens[act].start < match.end())


def _beside(sentence: Sentence, time: Timex, at: int) -> bool:
    """The time's clause comes right before or behind that of the act."""
    numbers, parents = cut(sentence)
    its = numbers[token_at(sentence, time)]
    first = sentence.tokens[numbers.index(its)].lower
    if first in RELATIVE and its < numbers[at]:  # "the talks, which ended on Monday, and then went on"
        return parents[its] == numbers[at]
    return abs(its - numbers[at]) == 1


def _tells_of_nobody(story: Story, sentence: Sentence, time: Timex) -> bool:
    """The time's clause has no doer of its own ("before the opening on Friday")."""
    at = token_at(sentence, time)
    clause = clause_at(sentence, at)
    if any(sentence.tokens[i].lower in {"he", "she", "they", "it", "who"} for i in clause):
        return False
    opener = sentence.tokens[min(clause)].lower
    if opener not in {"that", "which", "when", "where"} and any(_is_past(sentence.tokens[i]) for i in clause):
        return False
    named = [n for n in sentence.names if n.first in clause and n.country is None]
    return not named or not doers_of(story, sentence, at, clause)


def _is_past(token: Token) -> bool:
    """A finite verb of its own, as far as its form tells."""
    word = token.lower
    return not token.capital and token.content and lemma(word) != word and not word.endswith(("s", "ing"))
