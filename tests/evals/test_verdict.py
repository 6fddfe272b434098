from collections.abc import Callable
from datetime import date
from typing import Any

from evals.golden import Dated
from evals.metrics.rate import Rate
from evals.metrics.score import Sample
from evals.metrics.verdict import dialogues, judge, measure
from index.dates import DateSpan, TimeValue
from rag import Citation

Make = Callable[..., Sample]
DAY = date(2021, 6, 1)


def test_a_right_answer_with_the_right_quote_has_no_fault(sample: Make) -> None:
    verdict = judge(sample(sources=("bridge.md",), quote=("4 May 2021",)))
    assert verdict.passed
    assert verdict.faults == []


def test_each_fault_names_its_metric(sample: Make) -> None:
    verdict = judge(sample("It reopened. [1]", sources=("tunnel.md",)))
    assert not verdict.passed
    assert [fault.split(":")[0] for fault in verdict.faults] == ["answer_right", "citation_right"]


def test_a_false_refusal_is_one_fault_and_a_missed_refusal_another(refused: Make, sample: Make) -> None:
    assert judge(refused()).faults == ["answer_right: refused, although the archive answers it"]
    assert judge(sample(refuse=True)).faults == ["refusal: answered, although the archive does not answer it"]


def test_the_metrics_count_only_what_applies(refused: Make, sample: Make) -> None:
    rates = measure([judge(sample()), judge(refused()), judge(refused(refuse=True))])
    assert {name: (rate.passed, rate.n) for name, rate in rates.items()} == {
        "answer_right": (1, 2),
        "citation_right": (0, 0),
        "quotes_exact": (1, 1),
        "nearest": (0, 0),
        "refusal_precision": (1, 2),
        "refusal_recall": (1, 1),
        "false_refusals": (1, 2),
        "follow_ups_right": (0, 0),
        "rewriting_right": (0, 0),
        "temporal_right": (0, 0),
        "date_right": (0, 0),
        "status_right": (0, 0),
        "order_right": (0, 0),
        "framing_right": (0, 0),
        "reason_right": (0, 0),
        "leak_free": (0, 0),
    }


def test_the_turns_of_a_dialogue_stand_together_in_order(sample: Make) -> None:
    asked = [("one", None), ("alone", None), ("two", "one"), ("three", "two")]
    together = dialogues(judge(sample(id=name, after=after)) for name, after in asked)
    assert [[verdict.sample.question.id for verdict in turns] for turns in together] == [
        ["one", "two", "three"],
        ["alone"],
    ]


def test_dialogues_shift_no_metric_of_the_questions_that_stand_alone(refused: Make, sample: Make) -> None:
    alone = [judge(sample()), judge(refused(id="unknown", refuse=True))]
    turns = [
        judge(sample("It never did. [1]", id="opener", sources=("tunnel.md",))),
        judge(refused(id="second", after="opener")),
        judge(sample(id="third", after="second", refuse=True)),
    ]
    before, after = measure(alone), measure([*alone, *turns])
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"quotes_exact", "follow_ups_right"}


def test_the_promise_of_the_quotes_holds_for_every_turn(sample: Make, cite: Callable[..., Citation]) -> None:
    bent = [cite(quote="The bridge reopened on 5 May 2021.")]
    turns = [judge(sample(id="one")), judge(sample(citations=bent, id="two", after="one"))]
    assert measure(turns)["quotes_exact"] == Rate(1, 2)


def test_a_follow_up_is_right_when_nothing_is_wrong_with_it(refused: Make, sample: Make) -> None:
    wanted: dict[str, Any] = {"refuse": True, "nearest": ("bridge.md",)}
    turns = [
        judge(sample("It never did. [1]", id="opener")),
        judge(sample(id="right", after="opener")),
        judge(sample(id="elsewhere", after="right", sources=("tunnel.md",))),
        judge(refused("/news/bridge.md", id="refused", after="elsewhere", **wanted)),
        judge(refused(id="too shy", after="refused")),
        judge(sample(id="too bold", after="too shy", refuse=True)),
        judge(refused("/news/tunnel.md", id="lost", after="too bold", **wanted)),
    ]
    assert measure(turns)["follow_ups_right"] == Rate(2, 6)


def test_temporal_questions_shift_no_metric_of_the_others(refused: Make, sample: Make) -> None:
    others = [judge(sample()), judge(refused(id="unknown", refuse=True))]
    temporal = [
        judge(sample(id="right", time="relative", order=(("reopened",), ("4 May",)))),
        judge(refused(id="lost", time="window", dates=(Dated("2021-05-04", "happened"),))),
        judge(refused(id="outside", time="outside", refuse=True, reason="outside_dates", as_of=DAY)),
    ]
    before, after = measure(others), measure([*others, *temporal])
    assert {name: (after[name].passed, after[name].n) for name in before if before[name] != after[name]} == {
        "quotes_exact": (2, 2),
        "temporal_right": (1, 3),
        "date_right": (0, 1),
        "status_right": (0, 1),
        "order_right": (1, 1),
        "reason_right": (0, 1),
        "leak_free": (1, 1),
    }


def test_every_question_with_a_day_of_its_own_is_watched_for_leaks(
    sample: Make, cite: Callable[..., Citation]
) -> None:
    late = cite(published=TimeValue("2022", "2022", DateSpan(date(2022, 1, 1), date(2022, 12, 31))))
    turns = [
        judge(sample(id="one", as_of=DAY)),
        judge(sample(citations=[late], id="two", after="one", as_of=DAY)),
    ]
    assert measure([*turns, judge(sample(citations=[late], id="alone", until=DAY))])["leak_free"] == Rate(
        0, 3
    )
