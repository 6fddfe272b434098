"""The pairs that verification is measured on: true sentences, and the same made wrong in one thing."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from evals.benchmarks.verification import qags, swaps
from evals.benchmarks.verification.__main__ import balanced, by_kind, judged
from evals.benchmarks.verification.pairs import Pair
from index.errors import Malformed
from rag.verify.exchanged import TELLS


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """All of the made pairs."""
    return list(swaps.pairs())


def test_there_are_over_three_hundred_swapped_pairs_of_each_common_kind(pairs: list[Pair]) -> None:
    wrong = Counter(pair.kind for pair in pairs if not pair.supported)
    assert wrong.total() > 300
    assert set(wrong) == set(swaps.MAKERS)
    assert min(wrong[kind] for kind in ("name", "number", "date", "negation")) >= 100


def test_the_same_seed_makes_the_same_pairs(pairs: list[Pair]) -> None:
    again = list(swaps.pairs())
    assert [(p.text, p.kind) for p in again] == [(p.text, p.kind) for p in pairs]


def test_an_article_is_all_in_one_part(pairs: list[Pair]) -> None:
    parts: dict[str, set[str]] = {}
    for pair in pairs:
        parts.setdefault(pair.source.story.article.path, set()).add(pair.part)
    assert all(len(found) == 1 for found in parts.values())
    assert {part for found in parts.values() for part in found} == {"dev", "test"}


def test_a_true_sentence_stands_in_its_quote_and_a_swapped_one_does_not(pairs: list[Pair]) -> None:
    for pair in pairs:
        stands = pair.text in pair.source.quote
        assert stands == (pair.kind == "true"), pair


def test_a_shortened_sentence_is_the_beginning_of_its_quote(pairs: list[Pair]) -> None:
    shortened = [pair for pair in pairs if pair.kind == "shortened"]
    assert len(shortened) > 200
    assert all(f"{pair.text.removesuffix('.')}, " in pair.source.quote for pair in shortened)


def test_the_reader_s_share_is_what_falls_by_an_exchanged_name(pairs: list[Pair]) -> None:
    one, other = pairs[0], next(p for p in pairs if not p.supported)
    table = by_kind("Some", [(one, ""), (other, f"{TELLS} Okoro, not of Brandt"), (other, "a fault")])
    assert next(iter(table.columns[-1].cells)) == "1 right, 0 wrong"


def test_the_caught_and_the_kept_make_the_balanced_accuracy(pairs: list[Pair]) -> None:
    one = next(p for p in pairs if p.supported)
    other = next(p for p in pairs if not p.supported)
    assert balanced([(one, ""), (other, "a fault")]) == 1.0
    assert balanced([(one, ""), (other, "")]) == 0.5
    assert balanced([(one, "a fault"), (one, ""), (other, "")]) == 0.25
    assert by_kind("Some", [(one, ""), (other, "a fault")]).row_count == 3


def test_most_swapped_sentences_of_some_articles_are_caught_and_true_ones_kept(pairs: list[Pair]) -> None:
    some = [p for p in pairs if p.source.story.article.path.startswith("2023-0")]
    assert balanced(judged(some, "dev")) > 0.9


def test_qags_rows_become_pairs(tmp_path: Path) -> None:
    row = {"set": "qags_xsum", "document": "It rained in Harlow.", "claim": "It rained.", "supported": True}
    with gzip.open(tmp_path / "qags_part.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    (pair,) = qags.pairs(tmp_path)
    assert (pair.text, pair.supported, pair.kind) == ("It rained.", True, "qags_xsum")
    assert pair.source.quote == "It rained in Harlow."


def test_a_folder_without_the_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="qags_part"):
        list(qags.pairs(tmp_path))
