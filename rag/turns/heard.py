"""What is read of a turn before: its question, the claims of its answer and what they cite, each bounded.

A long history costs no more to understand than a short one: of long texts the beginning counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.dates import DateSpan
from index.timex import tag
from rag.answer import Answer

MOST_READ = 2_000
"""Characters of a question, of what its answer says, and of what that cites. No answer of the development
dialogues comes near it."""
_MARKS = re.compile(r"\s*\[\d+\]")


def head(text: str, most: int = MOST_READ) -> str:
    """The first ``most`` characters; a word that does not end within them is left out."""
    if len(text) <= most:
        return text
    space = next((at for at in range(most, -1, -1) if text[at].isspace()), -1)
    return text[: min(space + 1, most)] or text[:most]


def claims_of(answer: Answer | str) -> list[str]:
    """What an answer says, without its marks: its claims, or the lines of its text."""
    if isinstance(answer, str):
        lines = head(answer).split("\n")
        return [_MARKS.sub("", line) for line in lines if line.strip()]
    return _within(_MARKS.sub("", head(claim.text)) for claim in answer.claims)


def quotes_of(answer: Answer | str) -> list[str]:
    """The titles and quotes that an answer cites."""
    if isinstance(answer, str):
        return []
    return _within(text for cited in answer.citations for text in (cited.title, cited.quote))


def articles_of(answer: Answer | str) -> tuple[str, ...]:
    """The ids of the articles that an answer cites, each once."""
    cited = () if isinstance(answer, str) else answer.citations
    return tuple(dict.fromkeys(citation.article_id for citation in cited))


def days_of(answer: Answer | str) -> tuple[DateSpan, ...]:
    """The days that an answer came to, earliest first."""
    if isinstance(answer, Answer):
        spans = [c.when.span for c in answer.claims if c.when and c.when.span]
    else:
        spans = [time.span for time in tag(head(answer), None) if time.span]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _within(texts: Iterable[str]) -> list[str]:
    """The texts until `MOST_READ` characters are read; the one that goes beyond is cut."""
    kept: list[str] = []
    left = MOST_READ
    for text in texts:
        if left <= 0:
            break
        kept.append(head(text, left))
        left -= len(text)
    return kept
