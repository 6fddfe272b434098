"""Two questions in one get both answers."""

from __future__ import annotations

import re

from index import Archive
from rag import ask

BOTH = "When did Finland join NATO, and which companies' heads flew to Beijing with Scholz?"
ONE = "When did Finland join NATO?"


def test_each_of_two_questions_is_answered_under_one_numbering(sample_archive: Archive) -> None:
    answer = ask(BOTH, archive=sample_archive)
    assert "4 April 2023" in answer.text
    assert "Volkswagen" in answer.text
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    used = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
    assert list(dict.fromkeys(used)) == [c.n for c in answer.citations]
    assert all(f"[{n}]" in claim.text for claim in answer.claims for n in claim.citations)
    articles = {c.article_id: archive_text(sample_archive, c.article_id) for c in answer.citations}
    assert all(c.quote == articles[c.article_id][c.start : c.end] for c in answer.citations)


def test_the_question_that_nothing_answers_is_named(sample_archive: Archive) -> None:
    answer = ask("When did Finland join NATO and when did Joe Biden visit Beijing?", archive=sample_archive)
    assert answer.refusal is None
    assert answer.text == ask(ONE, archive=sample_archive).text
    assert "The archive does not answer “when did Joe Biden visit Beijing?”." in answer.notes


def test_a_part_is_named_in_its_own_words(sample_archive: Archive) -> None:
    answer = ask("When did Finland join NATO, and who invented the telephone?", archive=sample_archive)
    assert "The archive does not answer “who invented the telephone?”." in answer.notes


def test_where_nothing_answers_either_it_is_a_refusal(sample_archive: Archive) -> None:
    asked = "When did Joe Biden visit Beijing and who invented the telephone?"
    answer = ask(asked, archive=sample_archive)
    assert answer.refusal is not None
    assert answer.question == asked


def archive_text(archive: Archive, id_: str) -> str:
    return archive.article(id_).text


def test_a_part_with_a_subject_of_its_own_is_answered_without_the_names_of_the_other(
    sample_archive: Archive,
) -> None:
    alone = "how many people died in the earthquakes?"
    answer = ask(f"When did Finland join NATO and {alone}", archive=sample_archive)
    told = ask(alone, archive=sample_archive)
    assert told.refusal is None
    assert not any("does not answer" in note for note in answer.notes)
    assert {claim.text.partition(" [")[0] for claim in told.claims} <= {
        claim.text.partition(" [")[0] for claim in answer.claims
    }
