"""Texts that do not answer a question although much speaks for it: what teaches the reader to refuse.

Each begins with a question whose answer is known: a text that a search brings up and that lacks the
answer, another part of a long article, the question with a name or a number exchanged or a word turned
into its opposite, and the text without the sentence that answers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np

from index.split import sentences
from rag.reader.data.entities import Entity, entities, opposed, swapped
from rag.reader.data.example import Example
from rag.reader.data.lexical import Lexical, content_words
from rag.reader.data.rows import Row, by_document

_BEST = 8
"""How many of the best texts for a question one is drawn from."""
_COMMON = 0.02
"""A question whose rarest word stands in more of the texts asks of anything: another may answer it too."""
_SHORTEST = 200
"""Characters that must be left of a text without its answer."""
_PART = 1200
"""Characters of a part of a long article."""
_NEAREST = 4
"""How many of the parts that share most words with the question one is drawn from."""
_EXCHANGES_TIMES = ("timeqa_easy", "timeqa_hard")
"""Their texts answer the same question for several times, so an exchanged one may be answered as well."""


class Retrieved:
    """For a question, the texts of a search that do not hold its answer."""

    def __init__(self, texts: dict[str, str]) -> None:
        """``texts``: each with the document that it is of."""
        self._texts = list(texts)
        self._documents = np.array([texts[text] for text in self._texts])
        self._lower = [text.lower() for text in self._texts]
        self._lexical = Lexical(self._texts)

    def best(self, row: Row, *, same_document: bool, count: int = _BEST) -> list[str]:
        """The best texts without the answer, best first: of the row's own document, or of any."""
        if self._lexical.rarest(row.question) > _COMMON:
            return []
        scores = self._lexical.scores(row.question)
        if same_document:
            scores = np.where(self._documents == row.document, scores, 0.0)
        answers = [answer.lower().strip(" .,") for answer in row.answer_texts]
        found: list[str] = []
        for place in np.argsort(-scores, kind="stable")[: 6 * count]:
            lower = self._lower[place]
            if scores[place] <= 0 or len(found) == count:
                break
            if self._texts[place] != row.text and not any(answer in lower for answer in answers):
                found.append(self._texts[place])
        return found


def retrieved(rows: Sequence[Row], search: Retrieved, rng: random.Random) -> list[Example]:
    """Each question with one of the best texts that lack its answer, every other one of its own article."""
    made: list[Example] = []
    for row in rows:
        own = rng.random() < 0.5
        texts = search.best(row, same_document=own) or search.best(row, same_document=False)
        if texts:
            made.append(Example("retrieved", row.question, rng.choice(texts), ()))
    return made


def elsewhere(rows: Sequence[Row], rng: random.Random) -> list[Example]:
    """Questions on long articles, each with a part that lacks the answer and shares many of its words."""
    made: list[Example] = []
    for row in rows:
        parts = [row.text[at : at + _PART] for at in range(0, len(row.text), _PART)]
        answers = [answer.lower().strip(" .,") for answer in row.answer_texts]
        lacking = [part for part in parts if not any(answer in part.lower() for answer in answers)]
        if len(parts) > 1 and lacking:
            asked = set(content_words(row.question))
            lacking.sort(key=lambda part: -len(asked & set(content_words(part))))
            made.append(Example("elsewhere", row.question, rng.choice(lacking[:_NEAREST]), ()))
    return made


def exchanged(rows: Sequence[Row], rng: random.Random) -> list[Example]:
    """Each question with a name, year or number of its text, or else of its article, put for its own."""
    return [
        Example("exchanged", question, row.text, (), row.answers[0])
        for row, question in exchanged_in(rows, rows, rng)
    ]


def exchanged_in(rows: Sequence[Row], pool: Sequence[Row], rng: random.Random) -> list[tuple[Row, str]]:
    """The rows of which one can be exchanged, with the new question; ``pool`` holds their articles."""
    pools = {document: _pool(of) for document, of in by_document(pool).items()}
    made: list[tuple[Row, str]] = []
    for row in rows:
        if row.set in _EXCHANGES_TIMES or not row.answers:
            continue
        near = entities(row.text) if rng.random() < 0.5 else pools[row.document]
        question = swapped(row.question, near, row.answer_texts, rng)
        question = question or swapped(row.question, pools[row.document], row.answer_texts, rng)
        if question:
            made.append((row, question))
    return made


def turned(rows: Sequence[Row], rng: random.Random) -> list[Example]:
    """Questions with a word turned into its opposite."""
    made = [(row, opposed(row.question, rng)) for row in rows if row.answers]
    return [Example("turned", question, row.text, (), row.answers[0]) for row, question in made if question]


def cut(rows: Sequence[Row]) -> list[Example]:
    """Texts without the sentences that answer, where what is left does not hold the answer."""
    made: list[Example] = []
    for row in rows:
        text = without_answers(row) if row.answers else None
        if text is not None:
            made.append(Example("cut", row.question, text, ()))
    return made


def without_answers(row: Row) -> str | None:
    """The row's text less every sentence with an answer; None where too little or an answer is left."""
    kept = [
        row.text[start:end]
        for start, end in sentences(row.text)
        if not any(start < last and first < end for first, last in row.answers)
    ]
    text = " ".join(kept)
    holds = any(re.search(rf"(?i)\b{re.escape(answer.strip(' .,'))}\b", text) for answer in row.answer_texts)
    return None if holds or len(text) < _SHORTEST else text


def _pool(rows: Sequence[Row]) -> list[Entity]:
    texts = dict.fromkeys(row.text for row in rows)
    return [entity for text in texts for entity in entities(text)]
