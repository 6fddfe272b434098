"""Real articles without any metadata: what the archive answers about them, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.metrics.wording import contains, first_in
from index import Archive
from rag import Answer, ask

_SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "seeds" / "questions.jsonl").read_text("utf-8").splitlines()
]
_FLOOR = 35

pytestmark = pytest.mark.skipif(not _SEEDS.is_dir(), reason="the five seed articles are not at hand")


@pytest.fixture(scope="module")
def seeds(
    tmp_path_factory: pytest.TempPathFactory, open_remembering: Callable[[Path], Archive]
) -> Iterator[Archive]:
    with open_remembering(tmp_path_factory.mktemp("seeds") / "archive") as archive:
        report = archive.sync([_SEEDS])
        assert (report.added, report.failed) == (5, [])
        yield archive


@pytest.fixture(scope="module")
def answers(seeds: Archive) -> dict[str, Answer]:
    """The answer to every question, by its id."""
    return {row["id"]: ask(row["question"], archive=seeds) for row in _ROWS}


def _files(answer: Answer) -> set[str]:
    return {Path(cited.path).name for cited in answer.citations}


def _fault(row: dict[str, Any], answer: Answer) -> str:
    """What is wrong with an answer; "" where nothing is."""
    if row.get("refuse"):
        return "" if answer.refusal else "answered"
    if answer.refusal:
        return "refused"
    lacks = [group for group in row["expect"] if not first_in(answer.text, group)]
    says = [wording for wording in row.get("forbid", []) if contains(answer.text, wording)]
    cites = any(name.startswith(tuple(row["sources"])) for name in _files(answer))
    return "; ".join(
        fault
        for fault in (
            f"lacks {lacks}" if lacks else "",
            f"says {says}" if says else "",
            "" if cites else "cites others",
        )
        if fault
    )


def test_enough_of_the_questions_come_out_right(answers: dict[str, Answer]) -> None:
    assert len(_ROWS) == 40
    faults = {row["question"]: fault for row in _ROWS if (fault := _fault(row, answers[row["id"]]))}
    assert len(_ROWS) - len(faults) >= _FLOOR, faults


def test_all_that_the_articles_do_not_answer_is_refused(answers: dict[str, Answer]) -> None:
    traps = [row for row in _ROWS if row.get("refuse")]
    assert len(traps) == 10
    assert [row["question"] for row in traps if answers[row["id"]].refusal is None] == []


def test_when_did_putin_visit_beijing(seeds: Archive) -> None:
    answer = ask("when did Putin visit Beijing?", archive=seeds)
    assert first_in(answer.text, ["February 2022", "Feb. 2022"])
    forum = [event for event in answer.timeline if "10-17" in event.when.value]
    assert [event.status for event in forum] == ["planned"]
    (claim,) = [claim for claim in answer.claims if claim.when == forum[0].when]
    assert claim.text.startswith("Announced for ")
    assert first_in(claim.text, ["17-18 October", "October 17-18", "Oct. 17-18"])
    right = {name for name in _files(answer) if name.startswith(("000_", "002_", "003_", "004_"))}
    assert len(right) >= 3
    assert not any(name.startswith("001_") for name in _files(answer))
    assert not first_in(answer.text, ["March 20", "20 March"])
    assert not any("03-20" in event.when.value for event in answer.timeline)


def test_every_quote_stands_in_the_seeds_too(seeds: Archive, answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for cited in answer.citations:
            assert seeds.article(cited.article_id).text[cited.start : cited.end] == cited.quote
            assert cited.published is None
