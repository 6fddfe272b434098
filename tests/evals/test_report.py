import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evals.gate import Floor
from evals.golden import Dated
from evals.metrics.score import Sample
from evals.metrics.verdict import judge
from evals.report import conclusion, show, to_dict
from evals.run import Result, Suite
from rag.answer import Event

Make = Callable[..., Sample]
FLOORS = {"answer_right": Floor(0.9, 0.02)}


@pytest.fixture
def result(sample: Make, refused: Make) -> Result:
    verdicts = (
        judge(sample(id="right")),
        judge(sample("It reopened in [May]. [1]", id="wrong", part="test", question="When [exactly]?")),
        judge(refused(id="unknown", refuse=True)),
    )
    return Result(Suite("golden", Path("golden"), Path("corpus")), "all", verdicts)


def shown(result: Result, faults: list[str]) -> str:
    console = Console(file=StringIO(), width=160)
    show(console, result, FLOORS, faults)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_failure_is_listed_with_what_was_asked_got_and_expected(result: Result) -> None:
    text = shown(result, [])
    assert "wrong (when, test) When [exactly]?" in text
    assert "expected: 4 May 2021 | 2021-05-04" in text
    assert "got: It reopened in [May]. [1]" in text
    assert "answer_right: lacks 4 May 2021 or 2021-05-04" in text
    assert "right (when, dev)" not in text


def test_the_tables_count_by_kind_and_part(result: Result) -> None:
    rows = [line.replace("│", "").split() for line in shown(result, []).splitlines()]
    assert ["when", "1/1", "0/1", "1/2"] in rows
    assert ["to", "be", "refused", "1/1", "–", "1/1"] in rows
    assert ["all", "2/2", "0/1", "2/3"] in rows


def test_the_last_line_is_the_verdict(result: Result) -> None:
    holds = "dateline eval golden (all): 2 of 3 questions passed; the gate holds."
    assert shown(result, []).splitlines()[-1] == holds == conclusion(result, [])
    fails = shown(result, ["answer_right is low"]).splitlines()
    assert fails[-2:] == [
        "  - answer_right is low",
        "dateline eval golden (all): 2 of 3 questions passed; the gate does NOT hold.",
    ]


def test_the_json_report_has_every_question_and_every_metric_with_its_interval(result: Result) -> None:
    report = json.loads(json.dumps(to_dict(result, FLOORS, ["answer_right is low"])))
    assert report["gate"] == {"holds": False, "faults": ["answer_right is low"]}
    metric = report["metrics"]["answer_right"]
    assert (metric["passed"], metric["n"], metric["floor"], metric["margin"]) == (1, 2, 0.9, 0.02)
    assert [row["id"] for row in report["questions"]] == ["right", "wrong", "unknown"]
    assert report["questions"][1]["answer"]["citations"][0]["path"] == "/news/bridge.md"
    assert report["questions"][2]["answer"]["refusal"]["reason"] == "not_in_archive"


@pytest.fixture
def talk(sample: Make, refused: Make) -> Result:
    """A dialogue whose second turn fails, around a question that stands alone, and one without a fault."""
    second = refused(id="two", after="one", question="And when did it close?")
    second = replace(second, answer=replace(second.answer, understood_as="When did the [old] bridge close?"))
    verdicts = (
        judge(sample(id="one", question="When did the bridge reopen?")),
        judge(sample(id="alone")),
        judge(second),
        judge(sample(id="three", after="two", question="And then?")),
        judge(sample(id="fine")),
        judge(sample(id="fine too", after="fine")),
    )
    return Result(Suite("golden", Path("golden"), Path("corpus")), "all", verdicts)


def test_a_dialogue_with_a_failure_is_shown_whole_and_in_order(talk: Result) -> None:
    text = shown(talk, [])
    assert [line for line in text.splitlines() if line.startswith(("✓", "✗"))] == [
        "✓ one (when, dev) When did the bridge reopen?",
        "✗ two (when, dev) And when did it close?",
        "✓ three (when, dev) And then?",
    ]
    assert "  understood as: When did the [old] bridge close?" in text


def test_turns_of_dialogues_are_kinds_of_their_own_in_the_table(talk: Result) -> None:
    rows = [line.replace("│", "").split() for line in shown(talk, []).splitlines()]
    assert ["dialogue:", "opener", "2/2", "–", "2/2"] in rows
    assert ["dialogue:", "follow-up", "2/3", "–", "2/3"] in rows
    assert ["when", "1/1", "–", "1/1"] in rows
    assert ["all", "5/6", "–", "5/6"] in rows


def test_the_json_report_says_what_a_follow_up_comes_after(talk: Result) -> None:
    report = to_dict(talk, FLOORS, [])
    assert [row["after"] for row in report["questions"]] == [None, None, "one", "two", None, "fine"]
    assert report["metrics"]["follow_ups_right"]["passed"] == 2
    assert report["kinds"]["dialogue: follow-up"]["n"] == 3


def test_temporal_questions_are_kinds_of_their_own_with_their_dates_shown(
    sample: Make, event: Callable[..., Event]
) -> None:
    wanted = (Dated("2021-05-04", "planned"), Dated("2022"))
    told = [event("2021-05-04", "2021-05-04")]
    verdicts = (
        judge(sample(id="as of", time="as_of", timeline=told, dates=wanted)),
        judge(sample(id="first", time="latest_first")),
    )
    result = Result(Suite("golden", Path("golden"), Path("corpus")), "all", verdicts)
    text = shown(result, [])
    assert "  dates: 2021-05-04 planned, 2022; got 2021-05-04 happened" in text
    rows = [line.replace("│", "").split() for line in text.splitlines()]
    assert ["time:", "as", "of", "0/1", "–", "0/1"] in rows
    assert ["time:", "latest", "first", "1/1", "–", "1/1"] in rows
    assert [row["time"] for row in to_dict(result, FLOORS, [])["questions"]] == ["as_of", "latest_first"]
