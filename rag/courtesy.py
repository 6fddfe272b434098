"""What a polite question says around what it asks: "Could you tell me …, please?"."""

from __future__ import annotations

import re

_GREETING = r"(?:(?:hi|hello|hey|ok|okay|so|well|sorry|excuse me)\b[\s,.!]*)*(?:(?:please|kindly)\s+)*"
_TELLING = r"(?:tell|show|give|remind) (?:me|us)|let (?:me|us) know|say|find out|look up|check|recall"
_LEADS = (
    rf"(?:could|can|would|will) (?:you|we|anyone|someone) (?:please |kindly |perhaps )?(?:{_TELLING})",
    r"(?:may|might|could|can) i (?:please )?(?:ask(?: you)?|know)",
    r"(?:do|does|would) (?:you|we|anyone|anybody) (?:happen to |also )?(?:know|remember|recall)",
    r"(?:tell|show|remind) (?:me|us)",
    r"i(?: am|['’]m) (?:trying to (?:find out|establish)|wondering|curious)",
    r"i(?:['’]d| would) (?:like|love) to (?:know|find out|ask)",
    r"i (?:want|need|wish) to (?:know|find out|ask)",
    r"i wonder",
    r"(?:do you have |have you (?:got )?)?any idea",
    r"is it known",
)
_LEAD = re.compile(rf"\W*{_GREETING}(?:{'|'.join(_LEADS)})\b[\s,:]*", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:(?:about|of|on|from|in|at|by|to|for|with) )?"
    r"(?:exactly |roughly |approximately )?(?:who\w*|what|when|where|which|why|how|whether|if|the)\b",
    re.IGNORECASE,
)
_ONLY_PREPOSITION = re.compile(r"(?:about|of) (?=the\b)", re.IGNORECASE)
_THANKS = r"(?:please|thanks|thank you|many thanks|cheers)(?=[\s?!.]*$)"
_CLOSE = re.compile(rf"(?:(?<!\s)\s*,\s*|(?<=[?.!])\s+){_THANKS}", re.IGNORECASE)
"""Behind a comma or a stop: "Who said thank you?" asks for it."""
_CLOSE_LED = re.compile(rf"(?<![\s,])[\s,]+{_THANKS}", re.IGNORECASE)


def plainly(text: str) -> str:
    """A question without its courtesies; whatever is not surely one stays.

    >>> plainly("Could you tell me when the bridge opened, please?")
    'when the bridge opened?'
    """
    lead = _LEAD.match(text)
    if not lead or not _ASKED.match(text, lead.end()):
        return _CLOSE.sub("", text)
    return _ONLY_PREPOSITION.sub("", _CLOSE_LED.sub("", text[lead.end() :]), count=1)
