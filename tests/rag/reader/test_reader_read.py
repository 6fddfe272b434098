"""`read` as everything else calls it, with weights that were never trained."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import Damaged, LimitError, ModelMissing, UsageError
from rag.reader import Reading, read
from rag.reader.calibration import Calibration
from rag.reader.session import LONGEST_TEXT, MOST_CHARACTERS, trimmed
from rag.reader.weights import CARD, GRAPH, NOTE, TOKENIZER, checked, write_note

ASKED = "Who opened the lighthouse?"
TEXT = "Marta Lindqvist opened the lighthouse at Merrow. The council came by ship."


def exact(text: str, reading: Reading) -> bool:
    """Whether a reading says what stands at its offsets."""
    return text[reading.start : reading.end] == reading.text and 0 <= reading.score <= 1


def test_one_reading_a_text_in_their_order(small_weights: Path) -> None:
    texts = [TEXT, "", TEXT * 40, "No."]
    readings = read(ASKED, texts, folder=small_weights)
    assert len(readings) == 4
    assert all(exact(text, reading) for text, reading in zip(texts, readings, strict=True))
    assert readings[1] == Reading(0.0, 0, 0, "")


def test_no_texts_and_no_question_are_no_answer(small_weights: Path) -> None:
    assert read(ASKED, [], folder=small_weights) == []
    assert read("  ", [TEXT], folder=small_weights) == [Reading(0.0, 0, 0, "")]


@settings(max_examples=60)
@given(st.text(max_size=500), st.text(max_size=80))
def test_offsets_are_exact_in_any_text(small_weights: Path, text: str, question: str) -> None:
    (reading,) = read(question, [text], folder=small_weights)
    assert exact(text, reading)
    assert reading.text == reading.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "習近平在北京會見了普京。",
        "Der Bürgermeister eröffnete den Leuchtturm \u2014 im Jahr 1803.",
        "İstanbul'da \u0130\u0307 \U0001f6a2\U0001f1ec\U0001f1e7 zero\u200bwidth e\u0301cole",
        "x" * 5000,
        "\x00\x01 control \ud800 surrogate",
        "ﷺ ligature ﬃ Å K",
    ],
)
def test_offsets_are_exact_in_other_scripts_and_odd_text(small_weights: Path, text: str) -> None:
    for reading in read("Кто открыл маяк?", [text, text * 30], folder=small_weights):
        assert reading.text in text * 30
        assert exact(text * 30, reading) or exact(text, reading)


def test_a_text_scores_the_same_alone_and_beside_others(small_weights: Path) -> None:
    alone = read(ASKED, [TEXT], folder=small_weights)
    beside = read(ASKED, [TEXT * 20, TEXT, "Short."], folder=small_weights)
    assert alone[0] == beside[1]


def test_the_same_question_is_read_the_same_in_threads(small_weights: Path) -> None:
    texts = [TEXT, TEXT * 9, "The council came."]
    once = read(ASKED, texts, folder=small_weights)
    with ThreadPoolExecutor(4) as pool:
        again = pool.map(lambda _: read(ASKED, texts, folder=small_weights), range(8))
        assert all(readings == once for readings in again)


def test_a_megabyte_is_read_in_a_bounded_number_of_windows(small_weights: Path) -> None:
    text = "The road to the coast is closed in winter. " * 12_000 + TEXT + " The sea is cold." * 30_000
    assert len(text) > 1_000_000
    (reading,) = read(ASKED, [text], folder=small_weights)
    assert exact(text, reading)


def test_ten_thousand_texts_are_refused_with_the_numbers_and_what_to_do(small_weights: Path) -> None:
    texts = [f"{number} {TEXT * 12}" for number in range(10_000)]
    with pytest.raises(LimitError, match=f"10,000 texts .* takes {MOST_CHARACTERS:,}") as error:
        read(ASKED, texts, folder=small_weights)
    assert "Search first" in error.value.remedy


def test_the_same_text_ten_thousand_times_is_read_once(small_weights: Path) -> None:
    readings = read(ASKED, [TEXT] * 10_000, folder=small_weights)
    assert len(readings) == 10_000
    assert len(set(readings)) == 1


def test_a_text_over_the_limit_is_refused(small_weights: Path) -> None:
    with pytest.raises(LimitError, match="Cut it into passages"):
        read(ASKED, ["a " * LONGEST_TEXT], folder=small_weights)


def test_a_string_in_place_of_a_list_is_a_mistake_that_is_told(small_weights: Path) -> None:
    with pytest.raises(UsageError, match="takes a list"):
        read(ASKED, TEXT, folder=small_weights)


def test_under_the_least_score_no_answer_is_shown_but_the_score_stays(
    small_weights: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(small_weights, tmp_path / "weights")
    write_note(folder, Calibration(least=1.0), {})
    (reading,) = read(ASKED, [TEXT], folder=folder)
    (shown,) = read(ASKED, [TEXT], folder=small_weights)
    assert shown.text
    assert reading == Reading(shown.score, 0, 0, "")


def test_missing_weights_say_how_to_get_some(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no weights of the reader") as error:
        read(ASKED, [TEXT], folder=tmp_path)
    assert "python -m rag.reader.train" in error.value.remedy


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER, NOTE])
def test_an_altered_file_is_found_before_it_is_used(small_weights: Path, tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(small_weights, tmp_path / "weights")
    changed = (folder / name).read_bytes()
    (folder / name).write_bytes(changed[: len(changed) // 2])
    with pytest.raises(Damaged, match=name) as error:
        read(ASKED, [TEXT], folder=folder)
    assert "reinstall" in error.value.remedy


def test_a_file_that_is_gone_is_found(small_weights: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_weights, tmp_path / "weights")
    (folder / GRAPH).unlink()
    with pytest.raises(Damaged, match="found nothing"):
        checked(folder)


def test_a_note_of_another_format_is_not_trusted(small_weights: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_weights, tmp_path / "weights")
    note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    (folder / NOTE).write_text(json.dumps(note | {"format": 99}), encoding="utf-8")
    with pytest.raises(Damaged, match=NOTE):
        checked(folder)


@pytest.mark.parametrize(
    ("text", "kept"), [(" 17 October, ", "17 October"), ("U.S.", "U.S."), (",;", ""), ("a", "a")]
)
def test_edges_of_a_span_lose_spaces_and_separators(text: str, kept: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == kept


def test_reading_needs_neither_torch_nor_the_training(
    python: Callable[..., subprocess.CompletedProcess[str]], small_weights: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from rag.reader import read\n"
        "heavy = {'torch', 'onnxruntime', 'tokenizers', 'onnx', 'transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "read('Who?', ['Marta did.'], folder=Path(sys.argv[1]))\n"
        "assert not {'torch', 'onnx', 'transformers', 'rag.reader.train'} & set(sys.modules)\n"
    )
    done = python(code, small_weights)
    assert done.returncode == 0, done.stderr


def test_the_card_stands_beside_weights_that_are_shipped() -> None:
    from rag.reader.weights import SHIPPED

    if (SHIPPED / GRAPH).exists():
        assert checked().graph.stat().st_size < 35_000_000
        assert (SHIPPED / CARD).is_file()
