from collections.abc import Callable

from evals.metrics.score import Sample
from evals.metrics.verdict import judge, measure

Make = Callable[..., Sample]


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
    }
