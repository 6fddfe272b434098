from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals import run
from evals.run import Suite
from index.dates import DateSpan, TimeValue
from index.errors import Malformed, UsageError
from rag import Answer, Citation
from rag.answer import Claim

TEXT = "The bridge reopened on 4 May 2021."
PUBLISHED = TimeValue("5 May 2021", "2021-05-05", DateSpan.day(date(2021, 5, 5)))


class OneArticle:
    """An archive that holds one article, "bridge", whatever it is given."""

    failed: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> OneArticle:
        return cls()

    def __enter__(self) -> OneArticle:
        return self

    def __exit__(self, *reason: object) -> None:
        pass

    def sync(self, paths: Sequence[Path]) -> SimpleNamespace:
        return SimpleNamespace(failed=self.failed)

    def article(self, article_id: str) -> SimpleNamespace:
        if article_id != "bridge":
            raise UsageError(f"There is no article '{article_id}'.", "")
        return SimpleNamespace(text=TEXT)


def cited(article_id: str) -> Answer:
    citation = Citation(1, article_id, "", "", PUBLISHED, "", f"/{article_id}.md", 0, len(TEXT), TEXT)
    return Answer("", "", f"{TEXT} [1]", (Claim(TEXT, (1,)),), (citation,))


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Suite:
    monkeypatch.setattr(run, "Archive", OneArticle)
    golden, corpus = tmp_path / "golden", tmp_path / "corpus"
    golden.mkdir()
    corpus.mkdir()
    (corpus / "bridge.md").write_text(TEXT)
    rows = [
        {"id": part, "kind": "when", "part": part, "question": f"When ({part})?", "expect": [["4 May"]]}
        | {"sources": ["bridge.md"], "as_of": "2021-06-01"}
        for part in ("dev", "test")
    ]
    (golden / "bridge.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return Suite("golden", golden, corpus)


def test_every_question_is_asked_with_its_filters_and_judged(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(question: str, **options: Any) -> Answer:
        asked.append((question, str(options["as_of"]), options["outlets"]))
        return cited("bridge")

    monkeypatch.setattr(run, "ask", ask)
    result = run.run(suite)
    assert asked == [("When (dev)?", "2021-06-01", None), ("When (test)?", "2021-06-01", None)]
    assert all(verdict.passed for verdict in result.verdicts)
    assert [verdict.sample.question.id for verdict in result.part("test").verdicts] == ["test"]


def test_only_the_questions_of_the_part_are_asked(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ask", lambda question, **options: cited("bridge"))
    assert [verdict.sample.question.id for verdict in run.run(suite, "dev").verdicts] == ["dev"]


def test_a_citation_of_an_unknown_article_is_a_fault_and_no_crash(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ask", lambda question, **options: cited("tunnel"))
    faults = run.run(suite, "dev").verdicts[0].faults
    assert "quotes_exact: [1] cites 'tunnel', which is not in the archive" in faults


def test_an_error_while_asking_says_which_question_it_was(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(question: str, **options: Any) -> Answer:
        raise ZeroDivisionError

    monkeypatch.setattr(run, "ask", ask)
    with pytest.raises(ZeroDivisionError) as error:
        run.run(suite)
    assert error.value.__notes__ == ["while asking the golden question 'dev': When (dev)?"]


def test_a_sample_article_that_cannot_be_read_stops_the_run(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OneArticle, "failed", (("bridge.md", "malformed", "no front matter"),))
    with pytest.raises(Malformed, match=r"1 sample articles cannot be read: bridge\.md"):
        run.run(suite)


def test_a_follow_up_is_asked_with_the_turns_before_it_and_the_answers_really_given(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    row: dict[str, Any] = {"kind": "when", "part": "dev", "expect": [["4 May"]]}
    turns = [("one", None), ("alone", None), ("two", "one"), ("three", "two")]
    rows = [row | {"id": name, "question": f"{name}?", "after": after} for name, after in turns]
    (suite.golden / "talk.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    given: dict[str, Answer] = {}
    asked: dict[str, tuple[tuple[str, Answer], ...]] = {}

    def ask(question: str, **options: Any) -> Answer:
        asked[question] = options["history"]
        return given.setdefault(question, cited("bridge"))

    monkeypatch.setattr(run, "ask", ask)
    run.run(suite)
    first, second = ("one?", given["one?"]), ("two?", given["two?"])
    assert [asked[name] for name in ("one?", "alone?", "two?", "three?")] == [
        (),
        (),
        (first,),
        (first, second),
    ]
    assert all(said is given[name] for name, said in asked["three?"])


def test_a_part_has_its_dialogues_whole(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    row: dict[str, Any] = {"kind": "when", "question": "When?", "expect": [["4 May"]]}
    rows = [
        row | {"id": f"{part}-{n}", "part": part, "after": f"{part}-1" if n == 2 else None}
        for n in (1, 2)
        for part in ("dev", "test")
    ]
    (suite.golden / "talk.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    monkeypatch.setattr(run, "ask", lambda question, **options: cited("bridge"))
    for result in (run.run(suite, "test"), run.run(suite).part("test")):
        assert [verdict.sample.question.id for verdict in result.verdicts] == ["test", "test-1", "test-2"]


class OneByOne:
    """Takes the place of the processes."""

    def __init__(self, jobs: int, mp_context: object) -> None: ...

    def __enter__(self) -> OneByOne:
        return self

    def __exit__(self, *reason: object) -> None: ...

    def map(self, do: Callable[..., Any], *given: Sequence[Any]) -> Iterator[Any]:
        return (do(*each) for each in zip(*given, strict=True))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_dialogues_are_dealt_out_whole_and_the_verdicts_keep_their_order(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    row = {"kind": "when", "part": "dev", "expect": [["4 May"]], "sources": ["bridge.md"]}
    rows = [row | {"id": f"{name}0", "question": "When 0?"} for name in "abc"]
    for turn in (1, 2):
        after = [{"id": f"{name}{turn}", "after": f"{name}{turn - 1}"} for name in "abc"]
        rows += [row | each | {"question": f"When {turn}?"} for each in after]
    (suite.golden / "bridge.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    before: list[int] = []

    def ask(question: str, **options: Any) -> Answer:
        before.append(len(options["history"]))
        return cited("bridge")

    monkeypatch.setattr(run, "ask", ask)
    monkeypatch.setattr(run, "ProcessPoolExecutor", OneByOne)
    verdicts = run.run(suite, "dev", jobs).verdicts
    assert [verdict.sample.question.id for verdict in verdicts] == [str(row["id"]) for row in rows]
    assert sorted(before) == [0, 0, 0, 1, 1, 1, 2, 2, 2]
