"""Did it happen? The status of an act, from the words around it and the date against publication."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from index.dates import DateSpan, TimeValue
from rag.answer import Status
from rag.clauses import cut
from rag.story import Sentence
from rag.words import any_of

_CANCELLED = any_of(
    "call(?:ed|ing|s)? off",
    r"drop(?:s|ped|ping)? (?:\w+ ){0,2}(?:plans?|trip|visit|tour|journey|talks|attempt|summit)",
    "(?:was|were|been|be) (?:dropped|called off|put off)",
    "cancel(?:s|l?ed|l?ing|lation)?",
    "scrap(?:s|ped)?",
    "postpone[ds]?",
    "shelved?",
    "abandon(?:s|ed)?",
    "pull(?:s|ed|ing)? out",
    "skip(?:s|ped|ping)?",
    r"(?:will|would|shall|do|does|is|are) not (?:be )?(?:attend|travel|go|visit|tak\w+ part)\w*",
    "stay(?:s|ed)? away",
)
_DENIED = any_of(
    "den(?:y|ied|ies)",
    "no plans?",
    "never|neither|nor|not|cannot|(?:fail|unable)(?:s|ed)? to",
    r"\w+n['’]t",
    r"refus\w+|declin\w+",
    r"rule[ds]? out|(?:dismiss|reject|refut|rebut)\w+",
    r"(?:wrongly|falsely|mistakenly|incorrectly) (?:claim|report|said|say|stat|suggest|assert)\w*",
)
_RUMOURS = any_of(r"(?:rumou?r|claim|report|allegation|suggestion|speculation|assertion|stor(?:y|ies))s?")
_CONFIRMED = any_of(r"(?:confirm|verif|back(?:ed|ing)|prove[ds]?|proved)\w*")
_FALSE = any_of(
    r"(?:is|are|was|were|be|been|as|proved|proven) (?:\w+ ){0,2}?"
    r"(?:false|untrue|baseless|unfounded|groundless|wrong|incorrect|invented|fabricated|not true|made up|"
    r"a hoax)"
)
_OPEN = any_of(
    "unclear|uncertain|unknown|undecided|whether",
    "not (?:yet )?(?:known|clear|decided|confirmed)",
    "remains? to be seen",
)
_REVIVED = re.compile(
    r", (?:cancell?ed|postponed|called off|abandoned)\b[^,]*,"
    r"(?= (?:will|is to|is due|is set|returns|resumes)\b)"
)
"""The fair, cancelled last year, will be held: what was called off is an earlier one."""
_RESTARTED = re.compile(r"\b(?:and|but) (?=(?:will|would|had|has|have|is|was|were|are)\b)", re.IGNORECASE)
"""What was denied before it is not denied behind it ("would not run again and would leave")."""
_MODAL = re.compile(
    r"\b(?:might|may|could|would|if|threat\w+ to|not|n['’]t|never|nor|without)"
    r"(?: (?:still|yet|also|well|have|be))*\s+(?:be(?:en)? )?$",
)
_UNREAL = any_of(
    "might|(?-i:may)|could|would|should|if|possible",
    r"(?:struggl|seek|try|tries|tried|want)\w* to",
    r"hop\w+ (?:to|for)",
    r"(?:urg|propos|speculat|invit)\w+|consider\w*|arrange",
)
_SUPPOSED = re.compile(
    r"\b(?:(?:potential|prospective|eventual|hypothetical|threatened|feared|rumou?red|looming|would-be)|"
    r"(?:risk|threat|prospect|possibility|chance|talk) of(?: an?| his| her| its| their| any)?"
    r"(?: [a-z]+)?)\s$",
    re.IGNORECASE,
)
"""Right before the act: "a potential visit", "the risk of a strike"."""
_NEAR = 60  # characters
_HAD = re.compile(r"\bhad (?:\w+ly )?\w+ed$", re.IGNORECASE)
_ONLY_POSSIBLE = any_of("(?:might|(?-i:may)|could) (?:well |yet |still )?[a-z]+")
_COMING = r"(?:heading|leaving|travel+ing|flying|visiting|arriving|going|embarking|making|meeting)"
_PLANNED = any_of(
    "will|shall|scheduled|plans?|planned|planning|expected|upcoming|forthcoming",
    r"\w+['’]ll",
    "(?:is|are|was|were) (?:due|set|to|expected|scheduled|planned|slated|preparing|going)",
    "(?:due|set|about) to|ahead of",
    r"agreed to (?!(?:the|an?|this|that|these|those|his|her|its|their|all|some|any|most)\b)[a-z]+",
    rf"(?:is|are|\w+['’]s|\w+['’]re) {_COMING}",
    "to (?:meet|visit|travel|attend|hold|host|sign)",
    r"announced (?:that|plans)|prepar\w+",
)
_AHEAD = any_of("will|shall|upcoming|scheduled", "(?:is|are) (?:to|due|set|expected|scheduled|planned)")
_INFINITIVE = any_of("to [a-z]+")
_FIRST_TO = any_of(r"(?:first|second|third|last|only)\b.{0,80}? to [a-z]+")
_ARRANGED = any_of("(?:was|were|been) (?:arranged|agreed|planned|announced|prepared|discussed|proposed)")
_NO = any_of("no")
_INVERTED = re.compile(r"\s*(?:Had|Were|Should) ")
_DETERMINERS = frozenset(
    "the a an his her its their this that first second third official state next no".split()
)
_NOUNS = frozenset("talks meeting trip summit journey arrival visits".split())


_MODIFIED = re.compile(
    r", (?:which|that|(?:\w+ly )?(?:planned|scheduled|due|set|slated|expected|meant|arranged|announced|"
    r"billed|advertised))\b[^;]{0,120}$",
    re.IGNORECASE,
)
_RESUMED = re.compile(
    r"[^;]{0,120}?, (?:(?:was|were|is|are|has been|have been|had been|will be) "
    r"(?:(?:now|then|also|again|\w+ly) )?"
    r"(?P<how>called off|put off|cancell?ed|scrapped|dropped|shelved|abandoned|postponed|delayed|deferred|"
    r"pushed back|suspended)|(?P<not>(?:will|would|is|are|was|were|did|does) not "
    r"(?:now )?(?:be held|held|take place|go(?:ing)? ahead|happen)))\b",
    re.IGNORECASE,
)


_PLANNED_AND_ENDED = re.compile(
    r"[^,;]{0,60}? (?:that|which) (?:had been|has been|was|were|is) "
    r"(?:planned|scheduled|due|set|to|meant|expected)\b[^,;]{0,80}? (?:was|were|has been|had been|is) "
    r"(?P<how>called off|put off|cancell?ed|scrapped|dropped|shelved|abandoned|postponed)\b",
    re.IGNORECASE,
)
"""Right behind the act: "a stop that had been planned for Friday was cancelled"."""


_WOULD = re.compile(r"\bwould (?:also |then |now |soon )?[a-z]+$")
_REPORTED = any_of("said|says|announced|promised|confirmed|pledged|added|told")


class Judgement(NamedTuple):
    """A status and the words or the comparison of dates that decided it."""

    status: Status
    because: str


def judge(
    sentence: Sentence,
    at: int,
    clause: Collection[int],
    when: DateSpan | None,
    published: TimeValue | None,
) -> Judgement:
    """The status of the act at ``sentence.tokens[at]``.

    Words of its own clause decide first (called off, denied, not known), then its date against the
    day of publication, then words of plan and possibility; a plain report has happened.
    """
    nominal, start = _nominal(sentence, at), sentence.tokens[at].start
    before, whole = _text(sentence, [i for i in clause if i <= at]), _text(sentence, clause)
    led = _text(sentence, [i for i in clause if i < at])  # without the act: "denied" may be what is asked
    led = _RESTARTED.split(led)[-1]
    above = _governing(sentence, clause)
    if ended := _called_off_behind(sentence, at):
        return Judgement("cancelled", ended)
    off = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower in {"off", "out"}
    scope = whole if nominal else _text(sentence, [i for i in clause if i <= at + off])
    scope = _REVIVED.sub("", scope)
    if (match := _CANCELLED.search(scope)) and not _MODAL.search(scope, 0, match.start()):
        return Judgement("cancelled", match.group())
    if match := _OPEN.search(before) or _OPEN.search(above):
        return Judgement("open", match.group())
    if match := _DENIED.search(led) or _DENIED.search(above) or _none(sentence, at):
        return Judgement("denied", match.group())
    if (rumour := _RUMOURS.search(above)) and not _CONFIRMED.search(above):
        false = _FALSE.search(sentence.text, sentence.tokens[at].end)
        return Judgement("denied", false.group()) if false else Judgement("unknown", rumour.group())
    printed = published.span if published else None
    if when and printed and when.start > printed.end:
        if match := _called_off_above(sentence, clause):
            return Judgement("cancelled", match.group())
        if not _led_in(sentence, at) and (match := _ONLY_POSSIBLE.search(before)):
            return Judgement("open", match.group())
        return Judgement("planned", "its date is after publication")
    if _WOULD.search(before) and _REPORTED.search(above):
        return Judgement("planned", _text(sentence, [i for i in clause if i <= at][-2:]).strip())
    if (
        match := (None if _led_in(sentence, at) else _UNREAL.search(before))
        or _SUPPOSED.search(sentence.text, max(0, start - _NEAR), start)
        or _INVERTED.match(before)
        or (_ARRANGED.search(whole) if nominal else None)
    ):
        return Judgement("unknown", match.group().strip())
    if match := _called_off_above(sentence, clause):
        return Judgement("cancelled", match.group())
    behind = _RESTARTED.split(_text(sentence, [i for i in clause if i > at]))[0]
    own = f"{before}{behind}"
    led_up = _FIRST_TO.sub("", before)
    match = _PLANNED.search(led_up) or (_AHEAD.search(own) if nominal else None)
    if match:
        past = match.group().split()[0] in {"was", "were"} or _HAD.search(led_up, 0, match.end())
        if when and printed and when.end < printed.start and past:
            return Judgement("unknown", match.group())
        return Judgement("planned", match.group())
    if sentence.heading and _INFINITIVE.search(before):
        return Judgement("planned", "to, in a headline")
    return Judgement("happened", "reported as a fact")


def _governing(sentence: Sentence, clause: Collection[int]) -> str:
    """The last words of the clause above, as far as they lead in this one ("denied that …")."""
    first = min(clause)
    led = first > 0 and sentence.tokens[first].lower in {"that", "whether", "if"}
    return _text(sentence, range(max(0, first - 3), first + 1)) if led else ""


def _called_off_above(sentence: Sentence, clause: Collection[int]) -> re.Match[str] | None:
    """ "Cancelled the tournament, which was to be played …": the clause above ends what this one plans."""
    first = min(clause)
    if not first or sentence.tokens[first].lower not in {"which", "that", "where", "when"}:
        return None
    numbers, parents = cut(sentence)
    above = [i for i, n in enumerate(numbers) if n == parents[numbers[first]] and i < first]
    return _CANCELLED.search(_text(sentence, above)) if above else None


def _called_off_behind(sentence: Sentence, at: int) -> str:
    """ "The fair, which was to be held on Friday, has been called off": what resumes behind the modifier."""
    act = sentence.tokens[at]
    if bound := _PLANNED_AND_ENDED.match(sentence.text, act.end):
        return bound["how"]
    if not _MODIFIED.search(sentence.text, 0, act.start):
        return ""
    resumed = _RESUMED.match(sentence.text, act.end)
    return (resumed["how"] or resumed["not"]) if resumed else ""


def _none(sentence: Sentence, at: int) -> re.Match[str] | None:
    """ "Made no visit", "no official talks"."""
    return _NO.search(_text(sentence, range(max(0, at - 2), at))) if _nominal(sentence, at) else None


def _led_in(sentence: Sentence, at: int) -> bool:
    """ "He invited her in a call on Friday": whatever else is planned, the call has been."""
    before = [t.lower for t in sentence.tokens[max(0, at - 3) : at]]
    return bool({"in", "during"} & set(before)) and "a" in before


def _nominal(sentence: Sentence, at: int) -> bool:
    """The act is a noun ("his visit", "Friday's talks"): its verb may stand behind it."""
    if not at:
        return False
    before = sentence.tokens[at - 1]
    return before.possessive or before.lower in _DETERMINERS or sentence.tokens[at].lower in _NOUNS


def _text(sentence: Sentence, positions: Collection[int]) -> str:
    """The words of a clause as they are written, what lies between them kept ("isn't")."""
    words, chosen = sentence.tokens, set(positions)
    return "".join(
        sentence.text[words[i - 1].end : words[i].end] if i - 1 in chosen else f" {words[i].text}"
        for i in sorted(chosen)
    )
