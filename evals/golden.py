"""Golden questions: what is asked of the sample archive, and what a right answer has to contain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from evals.metrics.when import span_of, written
from index.errors import Empty, Malformed
from rag.answer import Reason, Status

Kind = Literal["when", "who", "where", "how_many", "what", "which", "why", "yes_no", "said", "list", "trap"]
Part = Literal["dev", "test"]
Time = Literal[
    "relative",
    "status",
    "as_of",
    "window",
    "subject_date",
    "latest_first",
    "order",
    "duration",
    "count",
    "conflict",
    "correction",
    "undated",
    "outside",
]
"""What a temporal question asks of a system; a kind of its own in the report."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that the answer's timeline must have, as exact as it is known, and what came of it.

    ``value`` is the shortest way to write its days ("2022-02-04", "2022-02", "2023-10-17/2023-10-18";
    "XXXX-10-12" with the year unknown); ``also`` are other values that are as right.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    value: str
    status: Status | None = None
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for value in (self.value, *self.also):
            span = span_of(value)
            if span and written(span) != value:
                raise ValueError(f"'{value}' is written '{written(span)}'")


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a golden file.

    ``expect``: of every inner group one wording must occur in the answer's text; ``forbid``: none may.
    ``sources``: the files of which one must be cited; ``quote``: wordings of which the quote cited from
    there must contain one. A question to be refused (``refuse``) expects nothing; ``nearest`` then names
    files of which one should be among the nearest articles. ``dev`` questions may be tuned on, ``test``
    questions may not. ``after`` makes it a follow-up, a later turn of a dialogue: the id of the turn just
    before it; its filters are its own.

    ``time`` marks a temporal question. ``dates`` are the dates of its timeline; ``order`` are groups of
    wordings that follow one another in the text; ``says`` are groups of wordings that the text or the
    notes must contain, of a refusal too; ``together`` are files that must all be cited; ``reason`` is
    the one that a refusal must give.

    Of a follow-up, ``understood`` are groups of wordings that the question it is understood as must
    contain, ``not_understood`` wordings that it must not; one that ``stays`` leans on nothing and must
    be understood as it was typed.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: str
    kind: Kind
    part: Part
    question: str
    expect: tuple[tuple[str, ...], ...]
    refuse: bool = False
    forbid: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] | None = None
    note: str = ""
    after: str | None = None
    time: Time | None = None
    dates: tuple[Dated, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    says: tuple[tuple[str, ...], ...] = ()
    together: tuple[str, ...] = ()
    reason: Reason | None = None
    understood: tuple[tuple[str, ...], ...] = ()
    not_understood: tuple[str, ...] = ()
    stays: bool = False

    def __post_init__(self) -> None:
        if not self.id or not self.question.strip():
            raise ValueError("'id' and 'question' must not be empty")
        if self.refuse and (self.expect or self.quote or self.dates or self.order or self.together):
            raise ValueError(
                "a question to be refused expects no wording: 'expect', 'quote', 'dates', 'order' and "
                "'together' must be empty"
            )
        if not self.refuse and not self.expect:
            raise ValueError("a question that has an answer needs at least one group in 'expect'")
        if (self.nearest or self.reason) and not self.refuse:
            raise ValueError("'nearest' and 'reason' are only for questions to be refused")
        if set(self.together) - set(self.sources):
            raise ValueError("what must be cited 'together' must be among the 'sources'")
        if self.after is None and (self.understood or self.not_understood or self.stays):
            raise ValueError("'understood', 'not_understood' and 'stays' are only for follow-ups")
        if self.stays and (self.understood or self.not_understood):
            raise ValueError("what 'stays' as it was typed needs neither 'understood' nor 'not_understood'")
        wanted = (*self.expect, *self.order, *self.says, *self.understood)
        groups = (*wanted, self.forbid, self.not_understood, self.sources, self.quote, self.nearest)
        if not all(wanted) or not all(wording.strip() for group in groups for wording in group):
            raise ValueError("an empty wording or an empty group matches everything or nothing")

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the corpus that the question names."""
        return (*self.sources, *self.nearest)


_rows = TypeAdapter(Question)


def load(folder: Path, corpus: Collection[str] | None = None) -> tuple[Question, ...]:
    """The questions of every ``*.jsonl`` under ``folder``, by file name, then by line.

    ``corpus`` holds the names of the sample's files: a question that names another one is an error.
    A follow-up stands below the turn before it, in the same file and part, and is the only one after it.
    Raises Malformed with the file and the line, Empty when there is no question at all.
    """
    questions: dict[str, Question] = {}
    for file in sorted(folder.glob("*.jsonl")):
        above: dict[str, Question] = {}
        for place, question in _read(file):
            if question.id in questions:
                raise Malformed(
                    f"{place}: the id '{question.id}' is taken.", "Give every question its own id."
                )
            _check_files(place, question.files, corpus)
            _check_turn(place, question, above)
            questions[question.id] = above[question.id] = question
    if not questions:
        raise Empty(
            f"There is no golden question in {folder}.", "Put questions there, one JSON object a line."
        )
    return tuple(questions.values())


def _read(file: Path) -> Iterator[tuple[str, Question]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            place = f"{file.name}:{number}"
            yield place, _parse(place, line)


def _parse(place: str, line: str) -> Question:
    try:
        return _rows.validate_json(line)
    except ValidationError as error:
        names = ", ".join(field.name for field in fields(Question))
        raise Malformed(f"{place}: {_faults(error)}.", f"Mend the line; its keys are {names}.") from error


def _faults(error: ValidationError) -> str:
    """Each fault with the key it concerns: "expct: Unexpected keyword argument"."""
    faults = []
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        faults.append(f"{where}: {fault['msg']}" if where else fault["msg"])
    return "; ".join(faults)


def _check_files(place: str, named: Iterable[str], corpus: Collection[str] | None) -> None:
    for name in named:
        if corpus is not None and name not in corpus:
            raise Malformed(
                f"{place}: '{name}' is not one of the {len(corpus)} sample articles.",
                "Name a file of evals/corpus, with its ending.",
            )


def _check_turn(place: str, question: Question, above: Mapping[str, Question]) -> None:
    """Only what stands above in the file may be followed, so that no dialogue runs in a circle."""
    if question.after is None:
        return
    before = above.get(question.after)
    if before is None:
        raise Malformed(
            f"{place}: no question '{question.after}' stands above it in this file.",
            "Let 'after' name the turn just before, on a line further up.",
        )
    if before.part != question.part:
        raise Malformed(
            f"{place}: it is of the part '{question.part}', the turn before it of '{before.part}'.",
            "Give all turns of a dialogue the same part.",
        )
    if other := next((q.id for q in above.values() if q.after == question.after), None):
        raise Malformed(
            f"{place}: '{other}' comes after '{question.after}' already.",
            "A dialogue does not fork: begin another one with an opener of its own.",
        )
