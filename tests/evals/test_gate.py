from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import gate
from evals.gate import Floor, Pins, Regression
from evals.metrics.rate import Rate

INPUTS = {"golden/news.jsonl": "aa", "corpus/bridge.md": "bb"}


def pins(**floors: Floor) -> Pins:
    return Pins(INPUTS, {"all": floors})


ANSWERS = pins(answer_right=Floor(0.9, 0.02))


def test_below_the_floor_fails_and_says_by_how_much() -> None:
    (fault,) = gate.check(ANSWERS, "all", {"answer_right": Rate(87, 100)}, INPUTS)
    assert fault == "answer_right is 0.8700 (87/100), its floor 0.9000 with a margin of 0.0200"


@pytest.mark.parametrize("passed", [88, 90, 100])
def test_within_the_margin_and_above_passes(passed: int) -> None:
    assert gate.check(ANSWERS, "all", {"answer_right": Rate(passed, 100)}, INPUTS) == []


def test_false_refusals_are_better_when_lower() -> None:
    ceiling = pins(false_refusals=Floor(0.1, 0.02))
    assert gate.check(ceiling, "all", {"false_refusals": Rate(0, 100)}, INPUTS) == []
    assert gate.check(ceiling, "all", {"false_refusals": Rate(12, 100)}, INPUTS) == []
    (fault,) = gate.check(ceiling, "all", {"false_refusals": Rate(13, 100)}, INPUTS)
    assert "its ceiling 0.1000" in fault


@pytest.mark.parametrize(
    ("inputs", "named"),
    [
        ({**INPUTS, "golden/news.jsonl": "cc"}, "golden/news.jsonl"),
        ({**INPUTS, "corpus/tunnel.md": "dd"}, "corpus/tunnel.md"),
        ({"golden/news.jsonl": "aa"}, "corpus/bridge.md"),
    ],
)
def test_changed_questions_or_articles_fail_and_ask_for_a_new_pin(inputs: dict[str, str], named: str) -> None:
    (fault,) = gate.check(ANSWERS, "all", {"answer_right": Rate(95, 100)}, inputs)
    assert "1 inputs are not the pinned ones" in fault
    assert named in fault
    assert "dateline eval --pin" in fault


def test_nothing_pinned_fails() -> None:
    assert gate.check(Pins(), "all", {"answer_right": Rate(1, 1)}, {}) == [
        "no floors are pinned for 'all': pin them with `dateline eval --pin`"
    ]


def test_a_metric_that_is_no_longer_measured_fails() -> None:
    assert "answer_right was not measured" in gate.check(ANSWERS, "all", {}, INPUTS)[0]
    assert (
        "answer_right was not measured" in gate.check(ANSWERS, "all", {"answer_right": Rate(0, 0)}, INPUTS)[0]
    )


def test_a_metric_without_a_floor_fails_once_there_is_something_to_measure() -> None:
    rates = {"answer_right": Rate(95, 100), "nearest": Rate(0, 0)}
    assert gate.check(ANSWERS, "all", rates, INPUTS) == []
    assert (
        "nearest has no pinned floor"
        in gate.check(ANSWERS, "all", rates | {"nearest": Rate(1, 1)}, INPUTS)[0]
    )


def test_the_first_dialogues_need_a_floor_of_their_own_and_move_no_other() -> None:
    rates = {"answer_right": Rate(89, 100), "follow_ups_right": Rate(20, 50)}
    (fault,) = gate.check(ANSWERS, "all", rates, INPUTS)
    assert fault == "follow_ups_right has no pinned floor: re-pin with `dateline eval --pin`"
    pinned = gate.pin(ANSWERS, {"all": rates}, INPUTS)
    assert pinned.floors["all"] == {
        "answer_right": Floor(0.9, 0.02),
        "follow_ups_right": Floor(0.4, 0.02),
    }
    assert gate.check(pinned, "all", rates, INPUTS) == []
    (fault,) = gate.check(pinned, "all", rates | {"follow_ups_right": Rate(18, 50)}, INPUTS)
    assert "follow_ups_right is 0.3600 (18/50), its floor 0.4000" in fault


def test_a_pin_raises_a_floor_and_never_lowers_one() -> None:
    better = gate.pin(ANSWERS, {"all": {"answer_right": Rate(95, 100)}}, INPUTS)
    assert better.floors["all"]["answer_right"].floor == 0.95
    noise = gate.pin(better, {"all": {"answer_right": Rate(94, 100)}}, INPUTS)
    assert noise.floors["all"]["answer_right"].floor == 0.95


def test_a_pin_of_a_worse_run_is_refused_unless_it_is_allowed() -> None:
    worse = {"all": {"answer_right": Rate(80, 100)}}
    with pytest.raises(Regression, match=r"1 floors would fall: all: answer_right is 0\.8000") as error:
        gate.pin(ANSWERS, worse, INPUTS)
    assert "--allow-regression" in error.value.remedy
    allowed = gate.pin(ANSWERS, worse, INPUTS, allow_regression=True)
    assert allowed.floors["all"]["answer_right"].floor == 0.8


def test_a_pin_does_not_forget_a_metric_in_silence() -> None:
    with pytest.raises(Regression, match="answer_right was not measured"):
        gate.pin(ANSWERS, {"all": {}}, INPUTS)


@pytest.mark.parametrize("name", ["quotes_exact", "leak_free"])
def test_an_invariant_is_pinned_at_one_with_no_margin_whatever_was_measured(name: str) -> None:
    pinned = gate.pin(Pins(), {"all": {name: Rate(49, 50)}}, INPUTS)
    assert pinned.floors["all"][name] == Floor(1.0, 0.0)
    assert gate.check(pinned, "all", {name: Rate(49, 50)}, INPUTS)


def test_the_margin_is_one_question_at_least() -> None:
    pinned = gate.pin(Pins(), {"all": {"refusal_recall": Rate(12, 12)}}, INPUTS)
    assert gate.check(pinned, "all", {"refusal_recall": Rate(11, 12)}, INPUTS) == []
    assert gate.check(pinned, "all", {"refusal_recall": Rate(10, 12)}, INPUTS)


RATES = st.integers(1, 60).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n)))


@given(RATES, st.sampled_from(["answer_right", "false_refusals"]))
def test_what_was_just_pinned_holds(rate: Rate, name: str) -> None:
    pinned = gate.pin(Pins(), {"all": {name: rate}}, INPUTS)
    assert gate.check(pinned, "all", {name: rate}, INPUTS) == []


@given(st.lists(RATES, min_size=1, max_size=6))
def test_no_row_of_pins_lowers_a_floor(rates: list[Rate]) -> None:
    pinned, highest = Pins(), 0.0
    for rate in rates:
        try:
            pinned = gate.pin(pinned, {"all": {"answer_right": rate}}, INPUTS)
        except Regression:
            continue
        floor = pinned.floors["all"]["answer_right"].floor
        assert floor >= highest
        highest = floor


def test_pins_survive_the_file_and_other_suites_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert gate.read("golden", path) == Pins()
    gate.write("golden", ANSWERS, path)
    gate.write("other", Pins(), path)
    assert gate.read("golden", path) == ANSWERS
    assert gate.read("other", path) == Pins()


def test_a_fingerprint_changes_with_one_character(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text("one")
    before = gate.fingerprints(folder)
    (folder / "a.md").write_text("One")
    assert before.keys() == gate.fingerprints(folder).keys() == {"corpus/a.md"}
    assert before != gate.fingerprints(folder)
