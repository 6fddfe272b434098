"""The benchmark of the temporal tagger: how it pairs, counts and prints."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from evals.benchmarks.timex import Document, Gold, align, documents, main, normalised, part_of, score, speed
from index.timex import Timex

_TEXT = "They met on Friday. It took two years."
_FRIDAY = Gold(12, 18, "DATE", "2023-10-13")
_YEARS = Gold(28, 37, "DURATION", "P2Y")


def _document(*gold: Gold) -> Document:
    return Document("wire", "dev", "a", _TEXT, date(2023, 10, 16), gold)


def _row(name: str, text: str = _TEXT) -> str:
    gold = [{"start": g.start, "end": g.end, "type": g.type, "value": g.value} for g in (_FRIDAY, _YEARS)]
    return json.dumps({"set": "wire", "doc": name, "dct": "2023-10-16", "text": text, "timex": gold})


def test_expressions_are_paired_one_to_one_in_the_order_of_the_text() -> None:
    gold = [Gold(0, 4, "DATE", "2022"), Gold(5, 9, "DATE", "2023")]
    found = [Timex(2, 7, "DATE", "2022", None), Timex(20, 24, "DATE", "2024", None)]
    assert list(align(gold, found)) == [(gold[0], found[0]), (gold[1], None), (None, found[1])]


def test_a_value_counts_only_on_a_found_expression_and_strict_asks_for_both_ends() -> None:
    wider = Gold(9, 18, "DATE", "2023-10-13")
    wrong = Gold(28, 37, "DURATION", "P3Y")
    result = score([_document(wider, wrong)])["all"]
    assert (result.gold, result.found, result.overlapping, result.exact, result.right) == (2, 2, 2, 1, 1)
    assert (result.span_f1, result.strict_f1, result.value_f1) == (100, 50, 50)


def test_a_missed_and_a_spurious_expression_count_for_the_type_that_they_have() -> None:
    scores = score([_document(_FRIDAY, Gold(0, 4, "SET", "P1D"))])
    assert (scores["SET"].gold, scores["SET"].found) == (1, 0)
    assert (scores["DURATION"].gold, scores["DURATION"].found) == (0, 1)
    assert scores["TIME"].value_f1 == 0


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("1998-W7", "1998-W07"),
        ("1998-W17", "1998-W17"),
        ("1998-02-11T22:00:00", "1998-02-11T22:00"),
        (" P1Y ", "P1Y"),
        ("1989-XX", "1989-XX"),
    ],
)
def test_only_spellings_of_one_value_are_made_equal(value: str, spelled: str) -> None:
    assert normalised(value) == spelled


def test_the_part_of_a_document_is_fixed_by_its_name() -> None:
    assert [part_of(name) for name in ("a", "b", "c", "d")] == ["dev", "dev", "dev", "dev"]
    assert {part_of(str(number)) for number in range(20)} == {"dev", "test"}


def test_the_table_has_a_row_for_every_type_and_the_speed_beneath(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wire.jsonl").write_text(_row("a") + "\n" + _row("b") + "\n", encoding="utf-8")
    main([str(tmp_path)])
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("DATE", "TIME", "SET", "100.0", "kB/s"))
    assert speed(list(documents(tmp_path))) > 0


def test_a_folder_without_documents_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "it needs *.jsonl files" in capsys.readouterr().err
