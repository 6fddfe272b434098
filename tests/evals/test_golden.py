import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.golden import Question, load
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
