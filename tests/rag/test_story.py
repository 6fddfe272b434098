"""An article as it is read: its sentences, whom each is about, where the story was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from rag.names import SURE, Name
from rag.story import Story, leader, oblique

Read = Callable[..., Story]
WORDS = "Ana Brandt Halden she They his said met . ! ? “ ” — LUSAKA, , on Friday 3 May in the the".split()
TEXT = st.text() | st.lists(st.sampled_from([*WORDS, "\n\n"])).map(" ".join)


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


@settings(max_examples=60)
@given(text=TEXT, title=TEXT)
def test_no_text_is_too_odd_to_be_read(text: str, title: str, story: Read) -> None:
    told = story(text, title=title)
    for sentence in (*told.sentences, told.title):
        subject = told.subject(sentence)
        assert subject is None or isinstance(subject, Name)
        for name in sentence.names:
            assert -1 <= leader(sentence, name) < name.first
    assert all(len(name.words) > 1 for name in told.full_names)


@settings(max_examples=40)
@given(text=TEXT)
def test_sentences_and_their_times_stand_at_their_offsets(text: str, story: Read) -> None:
    told = story(text)
    assert [s.index for s in told.sentences] == list(range(len(told.sentences)))
    for sentence in told.sentences:
        assert told.article.text[sentence.start : sentence.end] == sentence.text
        assert all(sentence.start <= t.start < t.end <= sentence.end for t in sentence.times)
        assert told.at(sentence.start) == sentence.index


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Brandt spoke.", "Ana Brandt"),
        ("In Lusaka on Friday, officials met Ana Brandt.", "Ana Brandt"),
        ("French officials met Ana Brandt.", "Ana Brandt"),
        ("Ana Brandt flew in. She left.", "Ana Brandt"),
        ("Ana Brandt flew in. The rain fell. She left.", "Ana Brandt"),
        ("Ana Brandt spoke. Tomas Okoro listened. He left.", "Tomas Okoro"),
        ("Ivo Lind met Tomas Okoro. He left.", "Ivo Lind"),
        ("Norway won. She left.", None),
        ("It rained. She left.", None),
    ],
)
def test_a_sentence_is_about_its_opening_name_or_whom_its_pronoun_means(
    story: Read, text: str, who: str | None
) -> None:
    told = story(text)
    subject = told.subject(told.sentences[-1])
    assert (str(subject) if subject else None) == who


@pytest.mark.parametrize(
    "text", ["In Halden, Ana Brandt spoke. She left.", "At Halden Hall, Ana Brandt spoke. She left."]
)
def test_a_place_that_opens_a_sentence_is_not_whom_it_is_about(story: Read, text: str) -> None:
    told = story(text)
    assert [str(told.subject(s)) for s in told.sentences] == ["Ana Brandt", "Ana Brandt"]


def test_the_owner_of_a_subject_is_not_whom_a_pronoun_means(story: Read) -> None:
    told = story("Ana Brandt's deputy flew to Lusaka. He left.")
    assert told.subject(told.sentences[1]) is None


def test_a_pronoun_reaches_back_only_a_few_sentences(story: Read) -> None:
    told = story("Ana Brandt left. " + "The rain fell. " * 6 + "She came back.")
    assert told.subject(told.sentences[-1]) is None


def test_a_name_behind_a_preposition_is_oblique(story: Read) -> None:
    sentence = story("Officials from the Norwegian town of Halden met Ana Brandt.").sentences[0]
    assert {str(n): oblique(sentence, n) for n in sentence.names} == {
        "Norwegian": True,
        "Halden": True,
        "Ana Brandt": False,
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LUSAKA, Zambia — Ana Brandt left the city.", "Lusaka"),
        ("PORT HALDEN — Ana Brandt left the city.", "Port Halden"),
        ("OSLO, May 3 - Ana Brandt left the city.", "Oslo"),
        ("HALDEN (Meridian) — Ana Brandt left the city.", "Halden"),
        ("OSLO, May 3 (Meridian) - Ana Brandt left the city.", "Oslo"),
    ],
)
def test_a_dateline_is_a_place_and_no_name_of_the_sentence(story: Read, text: str, place: str) -> None:
    told = story(text)
    assert str(told.dateline) == place
    assert [str(n) for n in told.sentences[0].names] == ["Ana Brandt"]


def test_a_story_without_a_dateline_has_none(story: Read) -> None:
    assert story("Ana Brandt left Lusaka — and came back.").dateline is None


def test_a_bare_name_means_the_person_whom_the_article_names_in_full(story: Read) -> None:
    ana, brandt = Name(("Ana", "Brandt"), 0, 2), Name(("Brandt",), 0, 1)
    assert story("Ana Brandt spoke. Brandt left.").same(ana, brandt) == SURE
    assert story("Jill Brandt spoke. Brandt left.").same(ana, brandt) == 0.0
    assert story("Jill Brandt met Ana Brandt. Brandt left.").same(ana, brandt) == SURE


def test_full_names_come_from_title_and_text_once_each(story: Read) -> None:
    told = story("Then Ana Brandt met Juno Hale. Hale left with Ana Brandt.", title="Rain in Halden")
    assert [str(n) for n in told.full_names] == ["Ana Brandt", "Juno Hale"]


def test_a_plain_word_that_the_question_uses_as_a_name_is_one_at_a_sentences_start(
    article: Callable[..., Article],
) -> None:
    page = article("Hale left.")
    assert Story(page).sentences[0].names == ()
    assert [str(n) for n in Story(page, frozenset({"hale"})).sentences[0].names] == ["Hale"]


def test_a_headline_knows_its_names_from_the_running_text(story: Read) -> None:
    told = story("The mayor met Brandt in Halden. Talks lasted.", title="Brandt Holds Talks In Halden")
    assert [str(n) for n in told.title.names] == ["Brandt", "Halden"]


def test_paragraphs_are_counted_and_neighbours_come_nearest_first(story: Read) -> None:
    told = story("One fell. Two fell.\n\nThree fell. Four fell.")
    assert [s.paragraph for s in told.sentences] == [0, 0, 1, 1]
    assert [s.index for s in told.near(1, 2)] == [0, 2, 3]


def test_times_are_resolved_against_the_day_of_publication(story: Read) -> None:
    text = "Ana Brandt left on Friday."
    assert [t.value for t in story(text, published="2024-05-15").sentences[0].times] == ["2024-05-10"]
    assert all(t.span is None for t in story(text, published=None).sentences[0].times)


def test_a_line_without_a_full_stop_is_a_heading(story: Read) -> None:
    told = story("Brandt leaves the city\n\nAna Brandt left. “She is gone.”")
    assert [s.heading for s in told.sentences] == [True, False, False]
