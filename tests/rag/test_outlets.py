"""Outlets in the question's own words narrow where it is asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from index import Archive
from rag.outlets import outlets_named
from rag.retrieve import Scope


@pytest.mark.parametrize(
    ("text", "outlet", "rest"),
    [
        ("According to the Harbour Post, what did Xi say?", "Harbour Post", ", what did Xi say?"),
        ("What did Xi say, according to the harbour post?", "Harbour Post", "What did Xi say?"),
        ("What was reported by Northline Wire on Xi?", "Northline Wire", "What was on Xi?"),
        ("What did Xi say in the Foundry Gazette?", "The Foundry Gazette", "What did Xi say?"),
        ("As told by Foundry Gazette, what did Xi say?", "The Foundry Gazette", ", what did Xi say?"),
        ("What did the Harbour Post report about Xi?", "Harbour Post", "What is said about Xi?"),
        ("What does Northline Wire say on gas?", "Northline Wire", "What is said on gas?"),
    ],
)
def test_an_outlet_that_is_asked_narrows_the_scope(
    sample_archive: Archive, text: str, outlet: str, rest: str
) -> None:
    scope, asked = outlets_named(sample_archive, text, Scope())
    assert scope.outlets == (outlet,)
    assert asked == rest


@pytest.mark.parametrize(
    "text", ["Did the Harbour Post close?", "What did Xi say in Harbourtown?", "Who owns Northline Wire?"]
)
def test_an_outlet_that_is_asked_about_is_no_filter(sample_archive: Archive, text: str) -> None:
    assert outlets_named(sample_archive, text, Scope()) == (Scope(), text)


def test_several_outlets_are_asked_side_by_side(sample_archive: Archive) -> None:
    text = "What did Xi say, according to the Northline Wire and the Foundry Gazette?"
    scope, asked = outlets_named(sample_archive, text, Scope())
    assert scope.outlets == ("Northline Wire", "The Foundry Gazette")
    assert asked == "What did Xi say?"


def test_the_outlets_of_the_caller_go_first(sample_archive: Archive) -> None:
    scope = Scope(outlets=("Northline Wire",))
    text = "According to the Harbour Post, what did Xi say?"
    assert outlets_named(sample_archive, text, scope) == (scope, text)


def _holding(*outlets: str) -> Archive:
    return cast(Archive, SimpleNamespace(info=lambda: SimpleNamespace(outlets=outlets)))


def test_a_word_that_is_also_an_outlet_narrows_only_where_it_is_written_so() -> None:
    archive = _holding("Time", "The Sun")
    for text in ("Did the aid arrive in time?", "How many died in the sun?"):
        assert outlets_named(archive, text, Scope()) == (Scope(), text)
    assert outlets_named(archive, "What did Xi say in Time?", Scope())[0].outlets == ("Time",)


def test_outlets_that_differ_by_their_article_alone_are_both_asked() -> None:
    asked = outlets_named(_holding("The Lamp", "Lamp"), "What did Xi say, according to the Lamp?", Scope())
    assert asked[0].outlets == ("The Lamp", "Lamp")
