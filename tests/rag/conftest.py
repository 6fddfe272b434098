"""What the tests of the language rooms share: invented articles and the stories read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from index.article import Article
from index.dates import DateSpan, TimeValue
from index.split import sentences
from rag.evidence import Evidence
from rag.frames import mentions
from rag.question import understand
from rag.story import Sentence, Story

_PUBLISHED = "2024-05-15"  # a Wednesday


def _article(
    text: str, *, title: str = "", published: str | None = _PUBLISHED, outlet: str = "The Meridian"
) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    day = None if published is None else date.fromisoformat(published)
    return Article(
        id=hashlib.sha256(f"{title}|{published}|{outlet}|{digest}".encode()).hexdigest()[:12],
        title=title,
        text=text,
        published=TimeValue(str(day), str(day), DateSpan.day(day)) if day else None,
        published_from="front matter" if day else "",
        outlet=outlet,
        author="",
        url="",
        path="article.md",
        sha256=digest,
        copy_group=digest[:12],
        sentences=sentences(text),
    )


def _story(text: str, **fields: str | None) -> Story:
    return Story(_article(text, **fields))  # type: ignore[arg-type]


def _evidence(stories: Sequence[Story], read: float = 0.5) -> list[Evidence]:
    return [_as_evidence(s, sentence, read) for s in stories for sentence in s.sentences]


def _as_evidence(story: Story, sentence: Sentence, read: float) -> Evidence:
    best = dict.fromkeys(("coverage", "names", "fit", "binding", "act", "hit", "told"), 1.0)
    return Evidence(story=story, sentence=sentence, read=read, span=None, **best)


def _binding(question: str, text: str, **fields: str | None) -> float:
    asked, story = understand(question), _story(text, **fields)
    bindings = [m.binding for s in story.sentences for m in mentions(story, s, asked)]
    return max(bindings, default=0.0)


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """(text, title=, published= "YYYY-MM-DD" or None, outlet=) → an article of no archive."""
    return _article


@pytest.fixture(scope="session")
def story() -> Callable[..., Story]:
    """The same arguments → the article read as a story."""
    return _story


@pytest.fixture(scope="session")
def evidence() -> Callable[..., list[Evidence]]:
    """(stories, sense) → every sentence as evidence with full marks, so that only the telling decides."""
    return _evidence


@pytest.fixture(scope="session")
def binding() -> Callable[..., float]:
    """(question, text, title=, published=) → how surely the text tells the act asked about, 0 to 1."""
    return _binding
