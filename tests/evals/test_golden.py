import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from evals.golden import Dated, Question, Time, load
from evals.run import SUITES
from index.errors import Empty, Malformed

ROW = {"id": "a", "kind": "when", "part": "dev", "question": "When?", "expect": [["4 May"]], "refuse": False}


@pytest.fixture
def golden(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: dict[str, Any] | str) -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (tmp_path / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return write


def test_a_row_becomes_a_question_with_its_dates_read(golden: Callable[..., Path]) -> None:
    (question,) = load(golden(ROW | {"as_of": "2021-06-01", "outlets": ["The Harbour Post"], "since": None}))
    assert question == Question(
        "a",
        "when",
        "dev",
        "When?",
        (("4 May",),),
        as_of=date(2021, 6, 1),
        outlets=("The Harbour Post",),
    )


def test_a_temporal_row_has_the_dates_of_its_timeline(golden: Callable[..., Path]) -> None:
    dates = [{"value": "2021-05-04", "status": "happened", "also": ["2021-05"]}, {"value": "XXXX-05-04"}]
    (question,) = load(golden(ROW | {"time": "undated", "dates": dates, "order": [["May"], ["June"]]}))
    assert question.time == "undated"
    assert question.dates == (Dated("2021-05-04", "happened", ("2021-05",)), Dated("XXXX-05-04"))
    assert question.order == (("May",), ("June",))


def test_blank_lines_count_as_lines_but_not_as_questions(golden: Callable[..., Path]) -> None:
    with pytest.raises(Malformed, match=r"news\.jsonl:3"):
        load(golden(ROW, "", "{"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expct": [["x"]]}, "expct: Unexpected keyword argument"),
        ({"kind": "whenever"}, "kind: "),
        ({"part": "train"}, "part: "),
        ({"refuse": "no"}, "refuse: "),
        ({"expect": [["4 May"], []]}, "an empty group"),
        ({"expect": [["4 May", " "]]}, "an empty wording"),
        ({"expect": "4 May"}, "expect: "),
        ({"expect": []}, "at least one group"),
        ({"refuse": True}, "expects no wording"),
        ({"nearest": ["bridge.md"]}, "only for questions to be refused"),
        ({"as_of": "2021-02-30"}, "as_of: "),
        ({"question": " "}, "must not be empty"),
        ({"time": "sometimes"}, "time: "),
        ({"reason": "outside_dates"}, "only for questions to be refused"),
        ({"order": [["4 May"], []]}, "an empty group"),
        ({"says": [[" "]]}, "an empty wording"),
        ({"together": ["bridge.md"], "sources": ["tunnel.md"]}, "must be among the 'sources'"),
        ({"expect": [], "refuse": True, "dates": [{"value": "2021-05-04"}]}, "expects no wording"),
        ({"dates": [{"value": "4 May 2021"}]}, "'4 May 2021' is no date like"),
        ({"dates": [{"value": "2021-02-30"}]}, "dates.0: "),
        ({"dates": [{"value": "2021-05-04/2021-05-04"}]}, "is written '2021-05-04'"),
        ({"dates": [{"value": "2021", "also": ["2021-05-01/2021-05-31"]}]}, "is written '2021-05'"),
        ({"dates": [{"value": "2021", "status": "done"}]}, "dates.0.status: "),
        ({"dates": [{"value": "2021", "when": "May"}]}, "dates.0.when: "),
    ],
)
def test_a_wrong_row_names_its_file_its_line_and_its_fault(
    golden: Callable[..., Path], change: dict[str, Any], said: str
) -> None:
    with pytest.raises(Malformed) as error:
        load(golden(ROW, ROW | {"id": "b"} | change))
    assert "news.jsonl:2" in error.value.message
    assert said in error.value.message


def test_a_missing_key_is_named(golden: Callable[..., Path]) -> None:
    with pytest.raises(Malformed, match="part: Field required"):
        load(golden({key: value for key, value in ROW.items() if key != "part"}))


def test_two_questions_cannot_share_an_id(golden: Callable[..., Path]) -> None:
    with pytest.raises(Malformed, match=r"news\.jsonl:2: the id 'a' is taken"):
        load(golden(ROW, ROW))


def test_a_question_cannot_name_an_article_that_is_not_in_the_corpus(golden: Callable[..., Path]) -> None:
    folder = golden(ROW | {"sources": ["bridge.md"]})
    assert load(folder, {"bridge.md"})[0].files == ("bridge.md",)
    with pytest.raises(Malformed, match=r"'bridge\.md' is not one of the 1 sample articles"):
        load(folder, {"tunnel.md"})


FOLLOW_UP = ROW | {"id": "b", "question": "And where?", "after": "a"}


def test_a_follow_up_names_the_turn_before_it_and_has_filters_of_its_own(golden: Callable[..., Path]) -> None:
    third = ROW | {"id": "c", "after": "b", "as_of": "2021-06-01"}
    opener, second, last = load(golden(ROW, FOLLOW_UP, third))
    assert (opener.after, second.after, last.after) == (None, "a", "b")
    assert (second.as_of, last.as_of) == (None, date(2021, 6, 1))


@pytest.mark.parametrize("after", ["x", "c", "b", ""])
def test_a_follow_up_of_what_does_not_stand_above_it_is_an_error(
    golden: Callable[..., Path], after: str
) -> None:
    with pytest.raises(Malformed, match=rf"news\.jsonl:2: no question '{after}' stands above it"):
        load(golden(ROW, FOLLOW_UP | {"after": after}, ROW | {"id": "c", "after": "b"}))


def test_a_dialogue_stays_in_its_file(golden: Callable[..., Path]) -> None:
    folder = golden(ROW)
    (folder / "other.jsonl").write_text(json.dumps(FOLLOW_UP), encoding="utf-8")
    with pytest.raises(Malformed, match=r"other\.jsonl:1: no question 'a' stands above it in this file"):
        load(folder)


def test_a_dialogue_stays_in_its_part(golden: Callable[..., Path]) -> None:
    with pytest.raises(Malformed, match=r"jsonl:2: it is of the part 'test', the turn before it of 'dev'"):
        load(golden(ROW, FOLLOW_UP | {"part": "test"}))


def test_a_dialogue_does_not_fork(golden: Callable[..., Path]) -> None:
    with pytest.raises(Malformed, match=r"news\.jsonl:3: 'b' comes after 'a' already"):
        load(golden(ROW, FOLLOW_UP, FOLLOW_UP | {"id": "c"}))


def test_a_folder_without_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Empty):
        load(tmp_path)


def test_the_golden_questions_cover_every_kind_and_both_parts() -> None:
    suite = SUITES["golden"]
    questions = load(suite.golden, {file.name for file in suite.corpus.iterdir()})
    assert len(questions) >= 40
    assert sum(question.refuse for question in questions) >= 12
    assert {question.part for question in questions} == {"dev", "test"}
    answered = {question.kind for question in questions if not question.refuse}
    kinds = {"when", "who", "where", "how_many", "what", "which", "why", "yes_no", "said", "list"}
    assert kinds <= answered, kinds - answered


def test_the_golden_dialogues_have_two_to_four_turns_in_both_parts() -> None:
    questions = load(SUITES["golden"].golden)
    length: dict[str, int] = {}
    for question in questions:
        length[question.id] = length.pop(question.after, 0) + 1 if question.after is not None else 1
    several = {last: turns for last, turns in length.items() if turns > 1}
    assert len(several) >= 14
    assert sum(several.values()) >= 36
    assert max(several.values()) <= 4
    parts = [question.part for question in questions if question.id in several]
    assert abs(parts.count("dev") - parts.count("test")) <= 2
    assert sum(question.refuse for question in questions if question.after) >= 2


def test_the_golden_questions_ask_about_time_in_every_way_in_both_parts() -> None:
    temporal = [question for question in load(SUITES["golden"].golden) if question.time]
    assert len(temporal) >= 60
    for part in ("dev", "test"):
        assert {question.time for question in temporal if question.part == part} == set(get_args(Time))
    statuses = {dated.status for question in temporal for dated in question.dates}
    assert {"happened", "planned", "cancelled"} <= statuses
    assert sum(bool(question.as_of) for question in temporal) >= 12
    assert sum(bool(question.order) for question in temporal) >= 8


def test_the_temporal_questions_of_the_two_parts_share_no_article_that_answers_them() -> None:
    sources: dict[str, set[str]] = {"dev": set(), "test": set()}
    for question in load(SUITES["golden"].golden):
        if question.time:
            sources[question.part].update(question.sources)
    assert not sources["dev"] & sources["test"]
