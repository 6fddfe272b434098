"""When an act was: its own time, not that of the report or of another act in the same sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.frames import mentions
from rag.question import understand
from rag.story import Story
from rag.times import points, time_of, token_at

Read = Callable[..., Story]
QUESTION = understand("When did Tomas Okoro visit Halden?")


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


def when(story: Story) -> str | None:
    """The value of the time of the surest telling; None where it has none."""
    told = [m for s in story.sentences for m in mentions(story, s, QUESTION)]
    found = time_of(story, max(told, key=lambda m: m.binding))
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Okoro visited Halden on Friday.", "2024-05-10"),
        ("On Friday Okoro visited Halden.", "2024-05-10"),
        ("Okoro said on Tuesday that he visited Halden on Friday.", "2024-05-10"),
        ("Officials said on Tuesday that Okoro will travel to Halden on Friday.", "2024-05-17"),
        ("Okoro told reporters late on Tuesday that he visited Halden on Friday.", "2024-05-10"),
        ("Officials announced on Tuesday that Okoro visited Halden.", None),
        ("Okoro visited Halden, officials said on Tuesday.", None),
        ("Okoro visited Halden in March before flying to Oslo in April.", "2024-03"),
        ("Before visiting Halden on 3 May, Tomas Okoro spoke in Oslo on 2 May.", "2024-05-03"),
        ("Okoro, who was born in 1970, visited Halden on 3 May.", "2024-05-03"),
        ("Okoro visited Halden on 3 May, when Juno Hale was in Oslo.", "2024-05-03"),
        ("Okoro visited Halden for 20 minutes on 3 May.", "2024-05-03"),
        ("Okoro visited Halden at 4:30 p.m. on Friday.", "2024-05-10T16:30"),
        ("Okoro visited Halden this morning at 9 a.m.", "2024-05-15T09:00"),
        ("Okoro visited Halden.", None),
    ],
)
def test_the_time_of_an_act_is_in_its_own_clause_and_not_that_of_the_report(
    story: Read, text: str, value: str | None
) -> None:
    assert when(story(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Okoro visited Halden on May 3-5.", "2024-05-03/2024-05-05"),
        ("Okoro visited Halden from 3 to 5 May.", "2024-05-03/2024-05-05"),
        ("Okoro visited Halden in May 2022.", "2022-05"),
        ("Okoro will visit Halden next week, arriving on 22 May.", "2024-05-22"),
        ("Okoro will visit Halden next week, on Tuesday.", "2024-05-21"),
        ("Okoro will visit Halden next week.", "2024-W21"),
    ],
)
def test_ranges_stay_ranges_and_a_day_says_better_than_its_week(story: Read, text: str, value: str) -> None:
    assert when(story(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Okoro visited Halden. The visit on 3 May lasted an hour.", "2024-05-03"),
        ("On 3 May Juno Hale left. Okoro visited Halden.", None),
        ("Okoro visited Halden. Juno Hale spoke on 3 May.", None),
        ("Okoro visited Halden. The visit had been talked of since 2019.", None),
        ("Okoro visited Halden.\n\nThe visit on 3 May lasted an hour.", None),
    ],
)
def test_the_next_sentence_lends_its_time_only_where_it_goes_on_about_the_act(
    story: Read, text: str, value: str | None
) -> None:
    assert when(story(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "Okoro visited Halden for the first time since Juno Hale issued a warrant in March.",
        "Okoro visited Halden after Juno Hale issued a warrant in March.",
        "Okoro visited Halden for the first time since the court issued a warrant in March.",
        "Okoro visited Halden after the court issued a warrant in March.",
    ],
)
def test_the_time_of_what_went_before_is_not_that_of_the_act(story: Read, text: str) -> None:
    assert when(story(text)) is None


def test_without_a_publication_date_a_weekday_stays_a_weekday(story: Read) -> None:
    told = story("Okoro visited Halden on Friday.", published=None)
    (time,) = told.sentences[0].times
    assert time.span is None
    assert when(told) == time.value


def test_hours_durations_and_vague_words_are_no_points(story: Read) -> None:
    told = story("Hale now speaks for three hours every Monday. She left today at 5 p.m. on 3 May.")
    texts = [told.article.text[t.start : t.end] for t in points(told.times)]
    assert any("3 May" in text for text in texts)
    assert not any(word in text for text in texts for word in ("three hours", "now", "every"))


def test_the_position_of_a_time_is_that_of_its_first_word(story: Read) -> None:
    sentence = story("It rained. Okoro left on 3 May.").sentences[1]
    assert sentence.tokens[token_at(sentence, sentence.times[0])].text == "3"
