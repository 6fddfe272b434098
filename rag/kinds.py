"""What kind of thing a question asks for, by its question words and the phrases that stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.acts import AUXILIARIES, Kind
from rag.words import Token

FORMS_OF_DO = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|happen"
_TO_SAY = (
    r"(?:say|tell|state|claim|comment|argue|describe|call|think|warn|declare|promise|announce|react|respond"
    r"|answer|accuse|insist|suggest|admit|pledge|vow|urge|tweet|write|explain|believe)(?:s|d|ed)?"
    r"|said|told|thought|wrote|repl(?:y|ies|ied)"
)
_TO_REACT = r"(?:react|respond)(?:s|ed)?|repl(?:y|ies|ied)"
_REACTION = "reactions?|response|reply|views?|opinion|verdict|stance|comments?|message|advice"
_TO_CAUSE = "prompted|led|made|drove|caused|motivated|forced|triggered|pushed"
_GROUNDS = "reasons?|grounds|explanation|justification|motives?"
_PERSONS = "|".join(
    """
    person man woman officer owner founder boss director manager coach
    analyst expert economist scientist researcher professor doctor lawyer attorney judge minister
    senator lawmaker politician president governor mayor leader candidate spokes(?:man|woman|person)
    spectator fan player striker goalkeeper athlete runner swimmer driver cyclist astronaut pilot
    actor actress singer musician rapper artist author writer novelist journalist reporter presenter
    host comedian filmmaker designer chef architect historian activist campaigner billionaire
    business(?:man|woman) celebrity king queen prince princess
    """.split()
)
SAYING = re.compile(rf"{_TO_SAY}|{_REACTION}", re.IGNORECASE)
_CAUSING = re.compile(rf"{_TO_CAUSE}|{_GROUNDS}", re.IGNORECASE)
_TOPIC_LEADS = frozenset("about on of over regarding concerning with".split())
_LEADS_CAUSE = frozenset("what which the had has".split())
_DIMENSIONS = "many much large big long old far high tall deep fast often strong wide heavy".replace(" ", "|")
_QUANTITIES = (
    "size number percentage share amount price cost value magnitude score rate toll length age volume"
).replace(" ", "|")
_SAYINGS = 2  # the first of these go before whatever stands in front of them
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("said", r"who (?:said|told|called|described|warned|declared)\b"),
    ("said", rf"what (?:did|does|do|has|have) .+? (?:{_TO_SAY})\b"),
    ("said", rf"how (?:did|does|do|has|have) .+? (?:{_TO_REACT})\b"),
    ("said", rf"what (?:was|were|is|are) (?:the |[\w .-]{{1,40}}?[’']s? )?(?:\w+ )?(?:{_REACTION})\b"),
    ("when", r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|week)\b|\bhow soon\b|\bsince when\b"),
    ("when", r"\b(?:day|date|year|month)s? (?:(?:on|in|at|by|to|from) which|when)\b"),
    ("when", r"(?:^|[:;,-])\W*(?:the )?(?:exact |precise )?(?:day|date) (?:of|that)\b"),
    ("when", r"\b(?:date|deadline)\W*$"),
    ("when", r"\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:\w+ ){0,2}(?:date|deadline)\b"),
    ("how_many", rf"\bhow (?:{_DIMENSIONS})\b"),
    ("how_many", rf"^\W*(?:the )?(?:\w+ )?(?:{_QUANTITIES}|amount) of\b"),
    ("how_many", rf"\bwhat (?:is |was |are |were )?(?:the )?(?:\w+ )?(?:{_QUANTITIES})\b"),
    ("why", rf"\bwhy\b|\bhow come\b|\b(?:what|which) (?:is |was |were )?(?:the )?(?:{_GROUNDS})\b"),
    ("why", rf"\bwhat (?:had |has )?(?:{_TO_CAUSE})\b"),
    ("who", r"\bwhom?\b|\bwhose\b"),
    ("who", rf"\b(?:which|what) (?:(?!(?:{FORMS_OF_DO})\b)[\w.-]+ ){{0,2}}?(?:{_PERSONS})\b(?![’'-])"),
    (
        "where",
        r"\bwhere\b|\b(?:in|at|to|from) (?:what|which) (?:city|country|place|town|venue|state|stadium)\b",
    ),
    ("which", rf"\bwhich\b|\bwhat (?!(?:{FORMS_OF_DO})\b)\w+|^\W*(?:list|name|give)\b"),
    ("what", r"\bwhat\b"),
    ("how", r"\bhow\b"),
)
_FIRST_WORD = re.compile(
    r"\W*(?:(?:in|on|at|by|during|before|after|since|until|as of|according to)\b[^,?]*,\s*)?(\w+)"
)
"""The word that shows what is asked, behind a time or a source that leads the question in."""


def kind_of(asked: str) -> Kind:
    """What kind of thing a question asks for; "topic" where it has no question word."""
    low = asked.lower()
    if (first := _FIRST_WORD.match(low)) and first[1] in AUXILIARIES | {"whether", "if"}:
        return "yes_no"
    found = [(m.start(), i, kind) for i, (kind, p) in enumerate(_KINDS) if (m := re.search(p, low))]
    return min(found, key=lambda f: (f[0] if f[1] >= _SAYINGS else -1, f[1]))[2] if found else "topic"


def only_asks(kind: Kind, words: Sequence[Token], at: int) -> bool:
    """Whether a word tells the kind of a question alone: no article need say "reason" or "react"."""
    if kind == "said":  # behind "about" stands what it was said of
        topic = any(word.lower in _TOPIC_LEADS for word in words[:at])
        return not topic and bool(SAYING.fullmatch(words[at].lower))
    led = at > 0 and words[at - 1].lower in _LEADS_CAUSE
    return kind == "why" and led and bool(_CAUSING.fullmatch(words[at].lower))
