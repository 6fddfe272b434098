"""Cleaning is linear: the work of four times the text is about four times the work, counted in calls.

What a pattern does within itself makes no calls: so no pattern is given more than a bounded piece.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from index.clean import Repeats, calls, clean, repeats
from index.clean import furniture as rooms
from index.clean.page import parsed, prune

QUARTER = 60_000
SUSPECT = "You will find the list of every closed road on our site all year.\n\n"

HOSTILE: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda n: "sign up for our newsletter " * (n // 27),
    "the same call": lambda n: "Sign up for our newsletter here.\n\n" * (n // 34),
    "the same quotation": lambda n: "“We have nothing left but the boat and the dog”\n\n" * (n // 50),
    "other quotations": lambda n: "".join(
        f"“We have but the boat, the dog and number {i}”\n\n" for i in range(n // 52)
    ),
    "one word": lambda n: "a" * n,
    "a letter a line": lambda n: "a\n" * (n // 2),
    "wrapped lines": lambda n: ("x" * 60 + " y\n") * (n // 63),
    "open quotes": lambda n: ('"a b c d e ' * 50 + "\n\n") * (n // 552),
    "quotes without spaces": lambda n: SUSPECT + '"a' * (n // 2),
    "a foot without end": lambda n: "More from us\n\n" * (n // 14),
}


def _calls(work: Callable[[], object]) -> int:
    """The calls of Python and of C that a piece of work makes."""
    rooms._kind_of.cache_clear()
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_is_no_more_than_five_times_the_work(name: str) -> None:
    small, large = HOSTILE[name](QUARTER), HOSTILE[name](4 * QUARTER)
    assert _calls(lambda: clean(large)) <= 5 * _calls(lambda: clean(small)) + 100
    assert _calls(lambda: Repeats().add(large)) <= 5 * _calls(lambda: Repeats().add(small)) + 100


class _Watched:
    """A pattern that notes how much text it is given."""

    def __init__(self, pattern: re.Pattern[str], seen: list[int]) -> None:
        self._pattern, self._seen = pattern, seen

    def search(self, text: str) -> re.Match[str] | None:
        self._seen.append(len(text))
        return self._pattern.search(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_signs_of_reporting_are_looked_for_in_a_bounded_piece(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    for pattern in ("_ATTRIBUTED", "_TOLD", "_REPORTS", "_ENDS_WITH_A_SPEAKER"):
        monkeypatch.setattr(calls, pattern, _Watched(getattr(calls, pattern), seen))
    text = SUSPECT + HOSTILE[name](QUARTER)
    clean(text)
    Repeats().add(text)
    calls.reports(text)
    calls.attributes(text)
    calls.tells_of_the_past(text)
    assert seen
    assert max(seen) <= 2_000


def test_a_suspect_has_its_article_told_by_the_start_of_its_longest_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(repeats, "reports", lambda line: seen.append(len(line)))
    Repeats().add(SUSPECT + '"a' * 50_000)
    assert 2_000 in seen
    assert max(seen) == 2_000


def test_a_megabyte_in_one_paragraph_is_never_put_to_a_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(rooms, "_worded", lambda line, kinds, may_report: seen.append(len(line)))
    clean("sign up for our newsletter " * 40_000)
    clean("Sign up here. " * 26)
    assert seen
    assert max(seen) <= 600


def test_long_paragraphs_are_not_kept_in_memory() -> None:
    rooms._kind_of.cache_clear()
    clean("sign up for our newsletter " * 40_000)
    assert rooms._kind_of.cache_info().currsize == 0
    clean("Sign up here.")
    assert rooms._kind_of.cache_info().currsize == 1


@pytest.mark.parametrize(
    "piece", ["<div class='card'><a href='/x'>a b</a></div>", "<p>It rose, he said on Friday.</p>", "<div>"]
)
def test_four_times_the_page_is_no_more_than_five_times_the_work(piece: str) -> None:
    small, large = (f"<html><body><h1>a</h1>{piece * times}</body></html>" for times in (400, 1600))
    assert _calls(lambda: prune(parsed(large))) <= 5 * _calls(lambda: prune(parsed(small))) + 100
