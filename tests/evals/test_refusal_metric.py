from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import nearest, refusal
from evals.metrics.refusal import Outcome
from evals.metrics.score import Sample

Make = Callable[..., Sample]
OUTCOMES = st.lists(st.builds(Outcome, wanted=st.booleans(), given=st.booleans()))


def test_an_answer_where_a_refusal_was_expected_is_wrong(sample: Make) -> None:
    outcome = refusal.score(sample(refuse=True))
    assert not outcome.right
    assert "answered" in outcome.why


def test_a_refusal_where_a_refusal_was_expected_is_right(refused: Make) -> None:
    assert refusal.score(refused(refuse=True)).right


def test_precision_recall_and_false_refusals_count_different_things() -> None:
    outcomes = [Outcome(True, True)] * 3 + [Outcome(True, False)] + [Outcome(False, True)] * 2
    outcomes += [Outcome(False, False)] * 8
    assert str(refusal.precision(outcomes)).startswith("0.600 (3/5")
    assert str(refusal.recall(outcomes)).startswith("0.750 (3/4")
    assert str(refusal.false_refusals(outcomes)).startswith("0.200 (2/10")


@given(OUTCOMES)
def test_the_metrics_agree_on_who_was_refused(outcomes: list[Outcome]) -> None:
    refused = refusal.precision(outcomes)
    assert refused.passed == refusal.recall(outcomes).passed
    assert refused.n == refused.passed + refusal.false_refusals(outcomes).passed


def test_a_refusal_that_names_none_of_the_wanted_articles_is_told(refused: Make) -> None:
    wanted = {"refuse": True, "nearest": ("bridge.md",)}
    assert nearest.score(refused("/news/bridge.md", "/news/tunnel.md", **wanted)).passed
    missed = nearest.score(refused("/news/tunnel.md", **wanted))
    assert missed.why == "the nearest articles are tunnel.md, not bridge.md"


def test_where_no_nearest_article_is_wanted_none_is_scored(refused: Make, sample: Make) -> None:
    assert nearest.score(refused("/news/bridge.md", refuse=True)).passed is None
    assert nearest.score(sample(refuse=True, nearest=("bridge.md",))).passed is None
