"""What is found does not depend on how it is stored: in a generation, in the tail after it, or both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.benchmarks.crashes.child import Reader
from index import generation
from index.archive import Archive
from index.embedder import Embedder
from index.publish import most_behind

WORDS = "river flood mayor council bridge snow pass drivers budget vote parliament harbour".split()
QUESTIONS = ("the flood and the mayor", "snow on the pass", "who voted for the budget?", "harbour")

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(
    lambda words: f"The {' '.join(words)} were seen."
)
texts = st.lists(sentences, min_size=1, max_size=6).map("\n\n".join)
names = st.sampled_from("abcdefgh")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), names, texts, st.sampled_from(["Flood", "Snow", "The vote"])),
        st.tuples(st.just("drop"), names, st.just(""), st.just("")),
        st.tuples(st.just("merge"), st.just(""), st.just(""), st.just("")),
    ),
    max_size=8,
)


def found(archive: Archive) -> dict[str, list[tuple[str, float, tuple[str, ...]]]]:
    """Everything that a search says, for questions and as of a day."""
    return {
        f"{question} {until}": [
            (hit.passage.id, hit.score, hit.found_by)
            for hit in archive.search(question, 20, until=until, per_article=9)
        ]
        for question in QUESTIONS
        for until in (None, "2023-06-01")
    } | {"idf": [(word, weight, ()) for word, weight in archive.idf(WORDS).items()]}


def write(folder: Path, articles: dict[str, tuple[str, str]]) -> Path:
    rows = [
        {"id": name, "text": text, "title": title, "published": f"2023-0{1 + ord(name[0]) % 9}-01"}
        for name, (text, title) in sorted(articles.items())
    ]
    file = folder / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)) or "\n", encoding="utf-8")
    return file


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_a_state_gives_the_same_however_it_was_reached_and_merged(
    steps: list[tuple[str, str, str, str]], tmp_path_factory: pytest.TempPathFactory, word_embedder: Embedder
) -> None:
    home = tmp_path_factory.mktemp("states")
    articles = {"a": ("The river flood was seen by the mayor.", "Flood")}
    with (
        patch("index.sync.Sandbox", Reader),
        Archive.open(home / "archive", create=True, exact=True, embedder=word_embedder) as archive,
    ):
        archive.sync([write(home, articles)], prune=True)
        for step, name, text, title in steps:
            if step == "merge":
                archive.merge()
                continue
            if step == "put":
                articles[name] = (text, title)
            elif len(articles) > 1:
                articles.pop(name, None)
            archive.sync([write(home, articles)], prune=True)
        before = found(archive)
        archive.merge()
        assert found(archive) == before
        published = generation.published(archive.path)
        assert published is not None
        assert published.passages == archive.info().passages


def test_a_new_title_is_searched_at_once(archive: Archive, folder: Path) -> None:
    text = "The river rose by two metres, and forty drivers spent the night in their cars."
    archive.sync([write(folder, {"a": (text, "Flood"), "b": ("Snow fell on the pass.", "Snow")})])
    archive.sync([write(folder, {"a": (text, "Zeppelin"), "b": ("Snow fell on the pass.", "Snow")})])
    assert archive.search("zeppelin", 1)[0].article.id == "a"
    assert all("lexical" not in hit.found_by for hit in archive.search("flood"))


def test_one_article_more_does_not_build_what_is_searched_anew(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync([write(folder, {"a": ("The river rose.", "Flood")})])
    monkeypatch.setattr(generation, "publish", lambda *_, **__: pytest.fail("built anew"))
    archive.sync(
        [write(folder, {"a": ("The river rose.", "Flood"), "b": ("Snow fell on the pass.", "Snow")})]
    )
    assert archive.search("snow", 1)[0].article.id == "b"


def test_a_tail_that_outgrew_its_bound_is_taken_in(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.publish.MOST_BEHIND", 2)
    articles = {"a": ("The river rose.", "Flood")}
    archive.sync([write(folder, articles)])
    first = generation.current(archive.path)
    for number, name in enumerate("bcd"):
        articles[name] = (f"Snow fell on pass {number}.", "Snow")
        archive.sync([write(folder, articles)])
        assert (generation.current(archive.path) == first) is (number < 2)


@pytest.mark.parametrize(("rows", "most"), [(0, 1_000), (30_000, 1_000), (100_000, 2_000)])
def test_the_bound_grows_with_the_generation(rows: int, most: int) -> None:
    assert most_behind(rows) == most


def test_another_reader_sees_a_new_article_and_a_removed_one_at_its_next_question(
    open_archive: Callable[[], Archive], folder: Path
) -> None:
    writer, reader = open_archive(), open_archive()
    articles = {"a": ("The river rose.", "Flood"), "b": ("Snow fell on the pass.", "Snow")}
    writer.sync([write(folder, {"a": articles["a"]})])
    assert [hit.article.id for hit in reader.search("snow")] == ["a"]
    writer.sync([write(folder, articles)])
    assert reader.search("snow", 1)[0].article.id == "b"
    writer.remove("b")
    assert [hit.article.id for hit in reader.search("snow")] == ["a"]


def test_a_word_that_is_rarer_in_the_archive_than_in_its_generation_counts_by_the_archive(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the generation "mayor" is the common word, with the tail "flood" is: the best are of the mayor."""
    monkeypatch.setattr("index.sync.Sandbox", Reader)
    articles = {f"f{n}": (f"The flood number {n} was seen.", "Flood") for n in range(160)}
    articles |= {f"m{n}": (f"The mayor number {n} was seen.", "Mayor") for n in range(240)}
    archive.sync([write(folder, articles)])
    articles |= {f"t{n}": (f"The flood after {n} was seen again.", "Flood") for n in range(500)}
    archive.sync([write(folder, articles)])
    published = generation.published(archive.path)
    assert published is not None
    assert published.passages == 400
    with archive._seen() as (db, view):
        before = [(view.id(place), score) for place, score in view.lexical(db, "flood mayor", 100)]
    archive.merge()
    with archive._seen() as (db, view):
        after = [(view.id(place), score) for place, score in view.lexical(db, "flood mayor", 100)]
    assert before == after
    assert {id_[0] for id_, _ in before} == {"m"}
