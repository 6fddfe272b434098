"""A question word alone ("Why?", "By whom?", "When was that?"): the last question asked anew with it."""

from __future__ import annotations

import re

from rag.turns.cut import Cut
from rag.turns.lexicon import LEAD_IN
from rag.turns.past import Past, Told
from rag.words import lemma

_PREPOSITION = r"(?:in|on|at|by|to|from|for|with|since|until|of|about|against|through|after|before|under)"
_WORD = (
    r"(?:why(?: not)?|when|where|who|whom|how come|how|what for|"
    r"how (?:many|much|long|often|soon|far|old|big|large|tall)"
    r"(?: (?:times|days|weeks|months|years|hours|people))?|"
    r"(?:which|what) (?:day|date|year|month|week|time|city|town|country|place|state|reason))"
)
_ALONE = re.compile(
    rf"^(?P<lead>{_PREPOSITION}\s+)?(?P<word>{_WORD})(?P<tail>\s+{_PREPOSITION})?(?:\s+(?:exactly|then|so|though))?$",
    re.I,
)
_OF_THAT = re.compile(
    rf"^(?P<lead>{_PREPOSITION}\s+)?(?P<word>{_WORD})\s+(?:is|was|did|does|has|were|are)\s+"
    r"(?:(?:that|this)(?:\s+(?:happen|happened|take place|occur|so|the case|be))?|"
    r"it\s+(?:happen|happened|take place|occur|so))$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:and\s+)?(?P<word>who|what|where)\s+else$", re.IGNORECASE)


def asked_again(text: str, past: Past) -> str | None:
    """The last question with another question word; None when the text is more than one."""
    plain = re.sub(r"\s*[?.!]*$", "", LEAD_IN.sub("", text))
    if match := _ELSE.match(plain):
        return _else(match["word"], past.last)
    match = _ALONE.match(plain) or _OF_THAT.match(plain)
    if not match:
        return None
    groups = match.groupdict()
    word = match["word"].lower()
    lead, tail = (groups.get("lead") or "").strip(), (groups.get("tail") or "").strip()
    told = past.last
    if word in {"who", "whom"} and not lead and not tail:
        return _by_whom(told)
    if word in {"how many", "how much", "how many people"} and not lead:
        return _how_many(told)
    negated, word = word.endswith(" not"), word.removesuffix(" not")
    word = {"how come": "why", "what for": "why"}.get(word, word)
    if not lead and re.match(r"(?:which|what) (?!reason|time)", word):
        lead = "on" if word.endswith(("day", "date")) else "in"
    if word == "who" and lead:
        word = "whom"
    opening = f"{lead} {word}".strip()
    return _anew(opening, tail, told, negated=negated)


def _anew(opening: str, tail: str, told: Told, *, negated: bool = False) -> str | None:
    clause = inverted(told)
    if not clause:
        return None
    if negated:
        clause = _negated(clause, told)
    if told.asked.form == "adjunct" and tail and clause.endswith(f" {tail}"):
        tail = ""
    prefix = f"About {told.asked.topic}: " if told.asked.topic else ""
    return f"{prefix}{opening[0].upper()}{opening[1:]} {clause}{f' {tail}' if tail else ''}?"


def inverted(told: Told) -> str:
    """The last question from its auxiliary on, with what was asked for filled in: "did … visit …"."""
    asked = told.asked
    text, end = asked.text, asked.end
    if asked.form in {"adjunct", "polar"} and asked.aux is not None:
        rest = text[asked.words[asked.aux].start : end]
        return rest[0].lower() + rest[1:]
    if asked.form == "object" and asked.aux is not None:
        return _filled_object(told)
    if asked.form == "subject" and asked.verb is not None:
        return _filled_subject(told)
    return ""


def _filled_object(told: Told) -> str:
    asked = told.asked
    at = asked.words[asked.aux or 0]
    if asked.verb is None and asked.kind in {"who", "what"}:  # "Who is Okoro?" says nothing of an act
        return ""
    if asked.verb is None:
        return asked.text[at.start : asked.end]
    verb = asked.words[asked.verb]
    if asked.kind == "how_many" and not asked.counted:  # "How much was it sold for?": no thing is missing
        return re.sub(r"\s+for$", "", asked.text[at.start : asked.end])
    return f"{asked.text[at.start : verb.end]} {_gap(told)}{asked.text[verb.end : asked.end]}"


def _gap(told: Told) -> str:
    """What the question word stood for: the answer, if it is one thing, else its own noun."""
    if told.focus:
        return told.focus.text
    counted = told.asked.counted
    many = told.asked.kind == "how_many"
    return (counted if many else f"the {counted}") if counted else "that"


def _filled_subject(told: Told) -> str:
    asked = told.asked
    verb = asked.words[asked.verb or 0]
    counted = asked.counted if asked.kind == "how_many" else ""
    doer = counted or (told.focus.text if told.focus else _somebody(asked))
    if asked.aux is not None:
        aux = asked.words[asked.aux]
        return f"{aux.text} {doer}{asked.text[aux.end : asked.end]}"
    form = verb.lower
    base = lemma(form)
    helper = "did" if base != form and not form.endswith("s") else "does" if form.endswith("s") else "did"
    return f"{helper} {doer} {base}{asked.text[verb.end : asked.end]}"


def _somebody(asked: Cut) -> str:
    if asked.counted:
        return f"the {asked.counted}"
    return "someone" if asked.kind in {"who", "said"} else "that"


def _negated(clause: str, told: Told) -> str:
    """ "Why not?": "did Putin go" becomes "did Putin not go"."""
    asked = told.asked
    if re.search(r"\bnot\b", clause) or asked.subject is None:
        return clause
    subject = asked.text[slice(*asked.subject)]
    return clause.replace(subject, f"{subject} not", 1)


def _by_whom(told: Told) -> str | None:
    """ "Who?" asks who did what was said to be done."""
    asked = told.asked
    being = asked.aux is not None and asked.words[asked.aux].lower in {"was", "were", "is", "are", "been"}
    form = asked.words[asked.verb].lower if asked.verb is not None else ""
    done = bool(form) and lemma(form) != form and not form.endswith(("s", "ing"))
    return _anew("by whom", "", told) if being and done else None


def _how_many(told: Told) -> str | None:
    asked = told.asked
    if asked.kind in {"who", "said"} and asked.form == "subject" and asked.verb is not None:
        behind = asked.words[asked.aux if asked.aux is not None else asked.verb].start
        rest = re.sub(r"^was\b", "were", re.sub(r"^is\b", "are", asked.text[behind : asked.end]))
        return f"How many people {rest}?"
    if asked.kind in {"which", "what"} and asked.counted and asked.counted.endswith("s"):
        return f"How many {asked.counted}{asked.text[asked.lead : asked.end]}?"
    return None


def _else(word: str, told: Told) -> str | None:
    asked = told.asked
    if asked.words and asked.text.lower().startswith(word.lower() + " "):
        return f"{word.capitalize()} else{asked.text[len(word) :]}"
    return None
