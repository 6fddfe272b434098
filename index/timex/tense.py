"""Whether the words around an expression look back or ahead."""

from __future__ import annotations

import re
from functools import lru_cache

PAST, OPEN, FUTURE, NEAR = -1, 0, 1, 2
"""``NEAR``: the present of a headline, which is written of what was and of what will be."""

_BEFORE, _AFTER, _FAR = 110, 110, 12
_NEAR_AFTER = 60
"""Only an expression that opens its sentence is judged by words farther on."""
"""How far a cue may stand: in characters before and after, and in words."""
_BREAK = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\.m\.)(?<!\b[MD]r\.)(?<!\bSt\.)(?<!\bM[rs]s\.)(?<!\b(?:Sen|Rep|Gen|Gov)\.)"
    r"[\"”’')]{0,2}\s{1,3}(?=[\"“‘'(]?[A-Z])|\n\s{0,3}\n|;\s"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_AT_ONCE = dict.fromkeys(("until", "till", "before", "starting", "effective"), FUTURE)
_AT_ONCE |= dict.fromkeys(("since", "following", "after"), PAST)
_MODALS = frozenset("will would shall should could might must can won't to may".split())
_AHEAD = (
    "will would shall could might should must can won't it'll he'll she'll they'll we'll i'll you'll "
    "plan plans planned planning scheduled scheduling expect expects expected expecting due upcoming "
    "slated forthcoming deadline intends intended aims aiming poised wants seeks until payable expires "
    "expire maturing looms awaits awaiting tomorrow"
)
_SCHEDULED = (
    "begins starts opens meets arrives travels visits returns faces leaves plays hosts resumes concludes "
    "votes goes heads appears attends flies departs holds ends closes"
)
_BACK = (
    "was were been had did didn't said says told met took made came went won lost held began found gave "
    "led left fell rose saw sent spoke struck became broke brought built bought sold drew drove fought "
    "got grew hit kept knew paid ran shot stood taught thought threw wrote cut put set read fled flew "
    "chose sought slid sank swore swept rang withdrew overthrew since ago after gone taken seen done "
    "given born shown thrown tore froze hid hurt beat blew bore caught crept dealt dug ate forgot hung "
    "heard laid lay lent lit meant rode sang shook slept spent spread stole stuck swung understood wore "
    "saying warning adding announcing telling announcement statement interview remarks speech briefing "
    "tweet news report testimony"
)
_NEITHER = (
    "united hundred indeed need speed exceed proceed feed limited red bed based related seed unspecified"
)
_KINDS = dict.fromkeys(_AHEAD.split(), FUTURE)
_KINDS |= dict.fromkeys(_SCHEDULED.split(), NEAR)
_KINDS |= dict.fromkeys(_BACK.split(), PAST)
_KINDS |= dict.fromkeys(_NEITHER.split(), OPEN)
_ENDED = re.compile(r",?\s(?:was|were)\s\w")
_ARRANGED = re.compile(r"\b(?:planned|scheduled|due|set|expected)\s(?:for|on)\s(?:the\s)?$")
_MOVED = frozenset("postponed pushed put moved delayed deferred rescheduled brought shifted".split())
_NEW_TIME = frozenset(("to", "for", "until"))
_LIMITS = frozenset(("by", "before"))
_LIMITS_IF_OPEN = _LIMITS | {"through"}
_BEFOREHAND = frozenset("as previously originally already initially".split())
"""What was "previously planned" or done "as scheduled" is over."""
_NOUNS = frozenset("plans plan deadline".split())
_NEXT_CLAUSE = frozenset("and but while as when who which that because after before if though".split())
_CAPTION = re.compile(r"/(?:Getty|AP|AFP|Reuters|EPA|Shutterstock)\b|\(AP ")
_LEADS = frozenset("the early earlier mid late later beginning start middle end of in sometime".split())
_OPENING = frozenset("on at during and but then also".split())
_LEADS_TO = frozenset(
    "is are be was were set due going about ready been slated poised preparing prepared".split()
)
_TO_DO = "meet visit attend hold host vote decide begin start open close travel take return discuss play be"
_DOING = frozenset(_TO_DO.split())
_PLURAL = frozenset("they we you i".split())
_OF_PLURALS = frozenset(
    "leave fly depart arrive begin start open close meet return travel end resume".split()
)
_NEVER_NOUNS = frozenset("begin resume".split())
_HELPING = _MODALS | frozenset("do does did don't doesn't didn't let".split())
_WENT = frozenset("went came flew travelled traveled drove arrived returned gathered headed rushed".split())
"""After these "to meet" says what for, not what is still to come."""
_ATTRIBUTION = re.compile(
    r",[\"”’']{0,2}\s(?:[\w.'’-]{1,20}\s){0,4}?(?:said|says|told|added|announced|reported)\b"
)
_IS = frozenset(("is", "are"))
_TAKES_PLACE = (["takes", "place"], ["take", "place"])
_PARAGRAPH = re.compile(r"\n\s{0,3}\n")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]{0,2}(?:\s|$)")


def tense(text: str, start: int, end: int) -> int:
    """PAST, FUTURE, OPEN or NEAR for the clause around ``text[start:end]``: the nearest cue decides.

    A cue after the expression has to be twice as near as one before it; a possessive ("Friday's
    vote") looks back, and so does what somebody did on Friday "to meet" somebody. Only a bounded
    stretch around the expression is read.
    """
    before = text[start - _BEFORE : start] if start > _BEFORE else "\n\n" + text[:start]
    after = text[end : end + _AFTER] + ("\n\n" if end + _AFTER >= len(text) else "")
    return _between(before, after)


def planned_and_over(text: str, start: int, end: int) -> bool:
    """ "A flight, planned for 3 May, was called off": what was planned may lie behind or ahead."""
    return bool(_ENDED.match(text, end)) and bool(_ARRANGED.search(text[max(0, start - _FAR * 3) : start]))


# A text that repeats itself, as hostile ones do, is not looked at again and again.
@lru_cache(maxsize=256)
def _between(text_before: str, text_after: str) -> int:
    before = _WORD.findall(_BREAK.split(text_before)[-1].lower().replace("’", "'"))
    while before and before[-1] in _LEADS:
        before.pop()
    following = _BREAK.split(text_after, maxsplit=1)[0].lower().replace("’", "'")
    if following.startswith("'s") or _CAPTION.search(text_after):
        return PAST
    own = _ATTRIBUTION.split(following, maxsplit=1)[0]
    if _OPENING.issuperset(before) and (found := _first(_WORD.findall(own))) in (PAST, FUTURE):
        return found
    after, aim = _own_clause(_WORD.findall(own[:_NEAR_AFTER]))
    limit = before[-1] if before else ""
    if limit in _LIMITS and len(before) <= 2 and _nearest([], after) == PAST:
        return PAST  # "By Tuesday, the lava had reached the town"
    if limit in _NEW_TIME and not _MOVED.isdisjoint(before[-6:-1]):
        return FUTURE  # "has been pushed back to May 20"
    if limit in _AT_ONCE or before[-3:] == ["as", "soon", "as"]:
        return _AT_ONCE.get(limit, FUTURE)
    lead = before[:-1] if limit == "on" else before
    if (lead and lead[-1] in _IS and lead[-2:-1] != ["it"]) or lead[-2:] in _TAKES_PLACE:
        return FUTURE  # "the vote is on Sunday"
    found = _nearest(before, after) or (FUTURE if aim or limit in _LIMITS_IF_OPEN else OPEN)
    return FUTURE if found == NEAR and not _is_headline(text_before, text_after) else found


def _is_headline(before: str, after: str) -> bool:
    """Whether what stands between is in a paragraph of its own, without the end of a sentence."""
    above, below = _PARAGRAPH.split(before), _PARAGRAPH.split(after, maxsplit=1)
    return min(len(above), len(below)) > 1 and not (
        _SENTENCE_END.search(above[-1]) or _SENTENCE_END.search(below[0])
    )


def _own_clause(words: list[str]) -> tuple[list[str], bool]:
    """The words up to the next conjunction or aim ("to meet"): those of one time; whether an aim follows."""
    for at, word in enumerate(words):
        if word in _NEXT_CLAUSE:
            return words[:at], False
        if word == "to" and words[at + 1 : at + 2] and words[at + 1] in _DOING and not _leads_to(words, at):
            return words[:at], True
    return words, False


def _leads_to(words: list[str], at: int) -> bool:
    return at > 0 and words[at - 1] in _LEADS_TO


def _first(words: list[str]) -> int:
    """The first verb's cue; "after the vote" counts only where no verb follows."""
    cues = [(_cue(words, at), words[at] in _AT_ONCE) for at in range(min(_FAR, len(words)))]
    told = [cue for cue, weak in cues if cue != OPEN and not weak] or [cue for cue, _ in cues if cue != OPEN]
    return told[0] if told else OPEN


def _nearest(before: list[str], after: list[str]) -> int:
    for distance in range(1, _FAR + 1):
        found = _cue(before, len(before) - distance) if distance <= len(before) else OPEN
        if found == OPEN and distance % 2 == 0 and distance // 2 <= len(after):
            found = _cue(after, distance // 2 - 1)
        if found != OPEN:
            return found
    return OPEN


def _kind(word: str) -> int:
    kind = _KINDS.get(word)
    if kind is None:
        return PAST if word[-2:] == "ed" and len(word) > 3 else OPEN
    return kind


def _cue(words: list[str], at: int) -> int:
    """What the word at a position says, with a few before it: "to be held" looks ahead, "held" back."""
    word = words[at]
    kind = OPEN if word == "news" and words[at + 1 : at + 2] == ["conference"] else _kind(word)
    if kind == FUTURE and at and word in _NOUNS and _kind(words[at - 1]) == PAST:
        return PAST
    if kind == FUTURE and at and word[-2:] == "ed" and words[at - 1] in _BEFOREHAND:
        return OPEN
    if kind == FUTURE and at and word[-2:] == "ed" and words[at - 1] == "had":
        return PAST  # "nobody had expected her to resign"
    if kind == PAST:
        lead = words[max(0, at - 3) : at]
        if lead and lead[-1] in _MODALS:
            return FUTURE
        return FUTURE if "be" in lead and not _MODALS.isdisjoint(lead) else PAST
    if kind != OPEN:
        return kind
    previous = words[at - 1] if at else ""
    if word == "to":
        return FUTURE if _leads_to(words, at) else OPEN
    if previous == "to" and word in _DOING:
        return OPEN if _is_aim(words, at - 1) else FUTURE
    if word in _OF_PLURALS and previous in _PLURAL:
        return NEAR
    if word in _NEVER_NOUNS and _HELPING.isdisjoint(words[max(0, at - 3) : at]):
        return NEAR
    if word[-3:] == "ing" and previous in ("is", "are", "be", "am") and len(word) > 5:
        return FUTURE
    return OPEN


def _is_aim(words: list[str], to: int) -> bool:
    """Whether the verb before "to meet" is one of going somewhere, and past."""
    verb = next((word for word in reversed(words[max(0, to - 5) : to]) if _kind(word) != OPEN), "")
    return verb in _WENT
