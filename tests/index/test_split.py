from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.split import passages, sentences, tiktoken_count

# "|" stands where a sentence must end, and nowhere else does one.
HARD = [
    "The U.S. President met Mr. Kovac on Oct. 17.| They spoke for an hour.",
    "He lives in the U.S.| The senator does not.",
    "The U.S. Circuit Court of Appeals ruled for D-St. Cloud.| An appeal is likely.",
    "Gen. Mark A. Holt and Sen. J. D. Reyes arrived at 9 a.m. Monday.| Nobody asked why.",
    "The office closes at 5 p.m.| It opens again at 8 a.m. ET on Tuesday.",
    "J. K. Rowling wrote it.| George R. R. Martin did not.",
    "Pear Inc. shares fell 3.5 percent to $1.2 billion.| Alpha Inc. rose.",
    "“We will go. We will not wait. It is time,” she said.| He nodded.",
    "He said: “It is over.”| Then he left.",
    "“Is it true?” Mr. Smith asked.| No one replied.",
    "She shouted “Stop! Now!” and ran.| The car did not stop.",
    '"I was there. I saw it," he said.| "It was bad. Very bad."',
    "The No. 10 spokesman declined to comment.| The answer was no.| The case is closed.",
    "St. Louis won 3-2 vs. Boston on Sept. 26, 2023.| Its coach was pleased.",
    "Sales rose to 2.5 million in 2022.| In 2023 they fell.",
    "Prof. Dr. H. Lang of the Univ. of Bonn disagreed.| He has data.",
    "Yahoo! reported a profit.| Who knew?| Nobody!",
    "The vote was 5-4.| Justice Paul A. Reed Jr. dissented.",
    "He was born in Washington, D.C.| She was born in Phoenix, Ariz., in 1970.",
    "What now?| Well ... nobody knows.| It was the end… or so they thought.",
    "(The report came later.)| It said so.",
    "Lt. Gov. Ana Ruiz and Rep. Tom Ode spoke.| Both left early.",
    "See p. 4 and Sec. 230 for details.| The law is old.",
    "He paid approx. 40 euros, i.e. too much.| The shop, e.g. its owner, was glad.",
    "‘I won’t go. I can’t,’ he said.| They went.",
    "1. China wins.| The others lose.",
    "A meeting . . . and no result.| So it goes.",
    "北京会议结束。| 双方发表声明。",
]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("marked", HARD)
def test_sentences_of_news_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert split(" ".join(expected)) == expected


def test_a_headline_without_a_stop_is_a_sentence_of_its_own() -> None:
    assert split("Talks end in Oslo\n\nThe talks ended.\n\nWhat comes next") == [
        "Talks end in Oslo",
        "The talks ended.",
        "What comes next",
    ]


def test_a_quotation_that_the_next_paragraph_continues_is_kept_whole() -> None:
    text = "He said: “It began. It went on.\n\n“Then it ended.” He sat down."
    assert split(text) == ["He said: “It began. It went on.", "“Then it ended.”", "He sat down."]


def test_a_mark_that_nobody_closes_does_not_swallow_the_paragraph() -> None:
    assert split('The 6" pipe broke. "It was old. It leaked, he said. Nobody came.') == [
        'The 6" pipe broke.',
        '"It was old.',
        "It leaked, he said.",
        "Nobody came.",
    ]


def test_nothing_comes_of_nothing() -> None:
    assert sentences("") == ()
    assert sentences(" \n\n \n") == ()
    assert passages("", ()) == []


words = st.sampled_from(
    ["Talks", "the", "U.S.", "Mr.", "3.5", "ended.", "“Yes.”", '"No!"', "’", "…", "(a)", "\n\n", "Oct."]
)
texts = st.one_of(st.text(), st.lists(words).map(" ".join))


@given(texts)
def test_sentences_cover_every_character_in_order_and_never_overlap(text: str) -> None:
    found = sentences(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    rest = text
    for start, end in reversed(found):
        rest = rest[:start] + rest[end:]
    assert not rest.strip()
    assert not any(re.search(r"\n\s*\n", text[start:end]) for start, end in found)


plain = st.lists(
    st.sampled_from(["We go.", "Why?", "It is Mr. Day.", "He knows", "No!"]), min_size=1, max_size=4
)


@given(plain, plain, plain, st.sampled_from(["“{}”", '"{}"', "«{}»"]))
def test_a_quotation_is_never_split(
    before: list[str], inside: list[str], after: list[str], marks: str
) -> None:
    quotation = marks.format(" ".join(inside))
    text = " ".join([*before, quotation, *after])
    start = text.index(quotation)
    assert any(s <= start and start + len(quotation) <= e for s, e in sentences(text))


def count_words(text: str) -> int:
    return len(text.split())


@given(
    st.lists(plain.map(" ".join), min_size=1, max_size=12).map("\n\n".join),
    st.integers(16, 40),
    st.integers(0, 2),
)
def test_passages_are_whole_sentences_within_the_budget(text: str, budget: int, overlap: int) -> None:
    found = sentences(text)
    starts, ends = {start for start, _ in found}, {end for _, end in found}
    cut = passages(text, found, budget=budget, overlap=overlap, count=count_words)
    for start, end, tokens in cut:
        assert start in starts
        assert end in ends
        assert tokens == count_words(text[start:end]) <= budget
    covered = {s for s in found if any(start <= s[0] and s[1] <= end for start, end, _ in cut)}
    assert covered == set(found)
    assert all(before[1] < after[1] for before, after in pairwise(cut))


def test_a_passage_repeats_the_last_sentence_of_the_one_before() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten eleven twelve."
    cut = passages(text, sentences(text), budget=6, count=count_words)
    assert [text[start:end] for start, end, _ in cut] == [
        "One two three. Four five six.",
        "Four five six. Seven eight nine.",
        "Seven eight nine. Ten eleven twelve.",
    ]


def test_a_passage_ends_with_a_paragraph_when_that_leaves_it_half_full() -> None:
    text = "One two three four. Five six.\n\nSeven eight nine. Ten eleven twelve. More."
    cut = passages(text, sentences(text), budget=10, overlap=0, count=count_words)
    assert text[slice(*cut[0][:2])] == "One two three four. Five six."


def test_a_heading_stays_with_what_it_heads() -> None:
    text = "One two three four. Five six.\n\nA new heading\n\nSeven eight nine. Ten eleven twelve."
    cut = passages(text, sentences(text), budget=10, overlap=0, count=count_words)
    assert text[slice(*cut[1][:2])].startswith("A new heading\n\nSeven")


def test_a_sentence_over_the_budget_is_cut_after_a_clause_and_never_inside_a_word() -> None:
    text = "Short one. " + "Alpha beta gamma, " * 10 + "end. Last one."
    cut = passages(text, sentences(text), budget=10, count=count_words)
    parts = [text[start:end] for start, end, _ in cut]
    assert parts[0] == "Short one."
    assert parts[-1] == "Last one."
    assert all(tokens <= 10 for _, _, tokens in cut)
    assert all(part.endswith(",") for part in parts[1:-2])
    assert " ".join(parts) == text


@given(st.text(alphabet="ab, .", min_size=1, max_size=200))
def test_cutting_keeps_every_word_whole(text: str) -> None:
    cut = passages(text, sentences(text), budget=3, overlap=0, count=count_words)
    assert [word for start, end, _ in cut for word in text[start:end].split()] == text.split()


def test_what_the_embedder_cannot_hold_is_cut_shorter_than_the_budget() -> None:
    text = "One two three. Four five six. Seven eight nine ten eleven twelve thirteen fourteen."
    cut = passages(text, sentences(text), count=count_words, fits=lambda part: len(part) <= 30)
    assert all(len(text[start:end]) <= 30 for start, end, _ in cut)


def test_a_word_longer_than_the_budget_is_left_whole() -> None:
    text = "x" * 5000
    assert [(start, end) for start, end, _ in passages(text, sentences(text), budget=50)] == [(0, 5000)]


def test_tokens_are_counted_without_a_download_and_without_leaving_a_trace() -> None:
    script = (
        "import os, sys; from index.split import sentences, tiktoken_count;"
        "assert tiktoken_count('Beijing and Moscow') > 2; sentences('One. Two.');"
        "assert 'TIKTOKEN_CACHE_DIR' not in os.environ;"
        "assert not {'llama_index.core', 'nltk', 'torch'} & set(sys.modules)"
    )
    clean = {name: value for name, value in os.environ.items() if name != "TIKTOKEN_CACHE_DIR"}
    proxies = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    subprocess.run([sys.executable, "-c", script], check=True, env=clean | proxies)


def test_tokens_of_special_words_count_as_text() -> None:
    assert tiktoken_count("<|endoftext|>") > 1
