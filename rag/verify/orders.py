"""Text that speaks to a language model instead of a reader: no evidence, whatever it says."""

from __future__ import annotations

import re

_RULES = "(?:instruction|prompt|rule|evidence|guideline|direction)s?"
_MACHINE = "(?:ai|llm|language|chat)"
_IMPERATIVE = r"(?:^|[.!?:]\s+|\bplease |\bmust |\bshould |\bthen )"
_FORMS = (
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{{0,40}}\b{_RULES}\b",
    r"\bsystem (?:prompt|message|note|override|update)\b",
    r"^\W{0,6}(?:system|assistant|user|developer)\W{0,3}:",
    r"\b(?:you are|act as|acting as|pretend to be) (?:now |from now on )?(?:an? |the )?"
    r"(?:ai|assistant|language model|llm|chatbot|helpful assistant)\b",
    rf"\b{_MACHINE} (?:models?|assistants?|bots?|systems?|agents?)\b[^.]{{0,40}}"
    r"\b(?:must|should|shall|are to|please)\b",
    r"\b(?:attention|note|notice|message|dear)\b,? (?:to |for )?(?:all |any )?"
    r"(?:ai|llm|language model|assistant|chatbot)s?\b",
    rf"{_IMPERATIVE}(?:answer|respond|reply|output|print|write|state|repeat|say|tell the (?:user|reader))\b"
    r"(?: (?:only|exactly|instead|always|verbatim|back))*(?: (?:with|that|this))?"
    r"(?:\s*[:,]\s*|\s+)[\"“'‘](?=\S)",  # a mark that closes a quotation orders nothing
    r"\b(?:your|the) (?:answer|reply|response|output) (?:must|should|has to|is to)\b",
    r"\bwhen (?:you are asked|answering)\b",
    r"\bwhen asked\b[^.]{0,60}, (?:say|answer|reply|respond|state|cite)\b",
    r"<\|?/?(?:im_start|im_end|system|assistant|user|evidence)[^>]{0,40}>|\[/?INST\]|<<SYS>>",
    r"\b(?:do not|don't|never) (?:mention|reveal|cite|quote|verify|tell)\b[^.]{0,40}"
    r"\b(?:this|source|instruction|user|evidence)\b",
)
_ORDERS = re.compile("|".join(_FORMS), re.IGNORECASE | re.MULTILINE)


def gives_orders(text: str) -> bool:
    """Whether a text tells a model what to do, poses as a turn of its conversation, or names it."""
    return bool(_ORDERS.search(text))
