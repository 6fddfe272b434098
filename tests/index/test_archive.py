"""The archive as its users see it: opening, searching with filters, copies, corrections, removal."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from index import journal
from index.archive import Archive
from index.embedder import Embedder
from index.errors import Damaged, EmbeddingMismatch, Missing, TooNew, UsageError
from index.journal import newest_version

STORIES: list[dict[str, str]] = [
    {
        "id": "flood",
        "title": "River floods the valley",
        "text": "The river flooded the valley on Monday. The mayor spoke of the worst flood in years.",
        "published": "2022-01-10",
        "outlet": "Kent Courier",
    },
    {
        "id": "copy",
        "title": "River floods the valley",
        "text": "The river flooded the valley on Monday. The mayor spoke of the worst flood in years.",
        "published": "2022-01-11",
        "outlet": "Harbour Post",
    },
    {
        "id": "dam",
        "title": "A dam against the next flood",
        "text": "Engineers will build a dam above the valley. It should hold back the next flood.",
        "published": "2023-06",
        "outlet": "Harbour Post",
    },
    {
        "id": "budget",
        "title": "Council passes budget",
        "text": "The council passed its budget. Money for the library was cut by a third.",
        "published": "2023-02-01",
        "outlet": "Harbour Times",
    },
    {
        "id": "undated",
        "title": "What a flood leaves behind",
        "text": "A flood leaves mud behind. It takes months until the houses in a valley are dry.",
        "outlet": "",
    },
]


@pytest.fixture
def stories(folder: Path) -> Path:
    path = folder / "stories.jsonl"
    path.write_text("".join(json.dumps(story) + "\n" for story in STORIES), encoding="utf-8")
    return path


@pytest.fixture
def filled(archive: Archive, stories: Path) -> Archive:
    assert archive.sync([stories]).failed == []
    return archive


def _ids(archive: Archive, question: str = "flood in the valley", **filters: object) -> list[str]:
    return [hit.article.id for hit in archive.search(question, **filters)]  # type: ignore[arg-type]


def test_a_missing_archive_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(Missing) as caught:
        Archive.open(tmp_path / "none")
    assert caught.value.message == f"There is no archive at {tmp_path / 'none'}."
    assert caught.value.remedy == "Index something first: `dateline add PATH`."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [True, False])
def test_a_file_and_a_folder_of_other_things_are_left_alone(tmp_path: Path, create: bool) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file; an archive is a folder"):
        Archive.open(tmp_path / "letter.txt", create=create)
    with pytest.raises(UsageError, match="is no archive: it holds 1 other files or folders"):
        Archive.open(tmp_path, create=create)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("create", [True, False])
def test_an_archive_without_its_journal_is_damaged_not_new(filled: Archive, create: bool) -> None:
    filled.close()
    (filled.path / journal.FILE).write_bytes(b"")
    with pytest.raises(Damaged, match="has lost its journal"):
        Archive.open(filled.path, create=create)


def test_an_archive_of_a_newer_version_is_refused(archive: Archive, word_embedder: Embedder) -> None:
    with archive._journal.writing(None) as change:
        change.db.execute("PRAGMA user_version = 7")
    archive.close()
    with pytest.raises(TooNew):
        Archive.open(archive.path, embedder=word_embedder)


def test_an_archive_of_another_model_is_refused(filled: Archive) -> None:
    filled.close()
    with pytest.raises(EmbeddingMismatch, match="embedded with words \\(00000000…\\), not with sentence-"):
        Archive.open(filled.path)


def test_hits_are_ranked_quotable_and_the_same_each_time(filled: Archive) -> None:
    hits = filled.search("Who spoke of the worst flood?")
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert hits[0].article.id == "flood"
    assert set(hits[0].found_by) == {"dense", "lexical"}
    for hit in hits:
        assert hit.text == hit.article.text[hit.passage.start : hit.passage.end]
        assert hit.passage.article_id == hit.article.id
    assert filled.search("Who spoke of the worst flood?") == hits


def test_of_copies_the_earliest_is_found_once(filled: Archive) -> None:
    assert _ids(filled).count("flood") == 1
    assert "copy" not in _ids(filled)
    assert [copy.id for copy in filled.copies(filled.article("flood"))] == ["copy"]


def test_a_copy_is_found_where_its_groups_face_is_filtered_out(filled: Archive) -> None:
    assert _ids(filled, outlets=["Harbour Post"])[:2] == ["copy", "dam"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"as_of": "2022-01-10"}, {"flood"}),
        ({"as_of": date(2022, 12, 31)}, {"flood"}),
        ({"until": datetime(2022, 1, 10, 23, 0)}, {"flood"}),
        ({"since": "2023"}, {"dam", "budget"}),
        ({"since": "2023-02-02"}, {"dam"}),
        ({"since": "2023-06-02"}, set()),
        ({"as_of": "2023-06-29"}, {"flood", "budget"}),
        ({"as_of": "2023-06"}, {"flood", "budget", "dam"}),
        ({"since": "2022-01-11", "until": "2022"}, {"copy"}),
        ({"as_of": "2022", "until": "2023"}, {"flood"}),
        ({"as_of": "2021-12-31"}, set()),
    ],
)
def test_dates_filter_by_publication_and_leave_undated_articles_out(
    filled: Archive, filters: dict[str, object], expected: set[str]
) -> None:
    assert set(_ids(filled, "flood valley budget", **filters)) == expected


@pytest.mark.parametrize("name", ["as_of", "since", "until"])
def test_a_word_that_is_no_date_is_wrong_use(filled: Archive, name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} 'soon' is not a date"):
        _ids(filled, **{name: "soon"})


def test_a_window_without_a_day_is_wrong_use(filled: Archive) -> None:
    with pytest.raises(UsageError, match="No day is since 2023-01-01 and until 2022-12-31"):
        _ids(filled, since="2023", until="2022")


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [("kent courier", {"flood"}), ("Courier", {"flood"}), ("HARBOUR TIMES", {"budget"})],
)
def test_an_outlet_may_be_named_in_part_and_in_any_case(
    filled: Archive, outlet: str, expected: set[str]
) -> None:
    assert set(_ids(filled, "flood budget", outlets=[outlet])) == expected


def test_an_unknown_outlet_is_answered_with_the_known_ones(filled: Archive) -> None:
    with pytest.raises(UsageError) as caught:
        _ids(filled, outlets=["Gazette"])
    assert caught.value.message == (
        "The archive has no outlet 'Gazette'; it has Harbour Post, Harbour Times, Kent Courier."
    )


def test_a_name_that_fits_two_outlets_is_not_guessed(filled: Archive) -> None:
    with pytest.raises(UsageError, match="'harbour' may be any of Harbour Post, Harbour Times"):
        _ids(filled, outlets=["harbour"])


def test_an_empty_question_finds_nothing_and_k_must_be_positive(filled: Archive) -> None:
    assert filled.search(" \n") == []
    assert len(filled.search("flood", k=2)) == 2
    with pytest.raises(UsageError, match="k is 0"):
        filled.search("flood", k=0)


def test_few_passages_of_one_article_are_found(archive: Archive, folder: Path) -> None:
    long = "\n\n".join(
        f"The harbour flooded again on day {day}. " + "Water rose in the harbour. " * 40 for day in range(9)
    )
    (folder / "long.txt").write_text(long, encoding="utf-8")
    (folder / "short.txt").write_text("Ducks swam in the flooded harbour.", encoding="utf-8")
    archive.sync([folder])
    assert len({hit.passage.id for hit in archive.search("flooded harbour")}) == 4
    assert len(archive.search("flooded harbour", per_article=1)) == 2


def test_an_empty_archive_finds_nothing(archive: Archive) -> None:
    assert archive.search("flood") == []
    assert archive.idf(["flood"]) == {"flood": pytest.approx(0.693, abs=0.001)}
    assert archive.info().to_dict() | {"path": ""} == {
        "path": "",
        "articles": 0,
        "passages": 0,
        "from": None,
        "to": None,
        "outlets": {},
        "undated": 0,
        "model": "words",
        "schema": newest_version(),
        "sequence": 0,
    }


def test_articles_that_were_never_published_are_spoken_of(
    archive: Archive, stories: Path, unpublished: list[int]
) -> None:
    archive.sync([stories])
    with pytest.raises(Missing) as caught:
        archive.search("flood")
    assert caught.value.message == "5 articles of the archive cannot be searched yet: indexing was stopped."


def test_info_counts_what_is_there(filled: Archive) -> None:
    info = filled.info()
    assert (info.articles, info.undated, info.model) == (5, 1, "words")
    assert (info.from_date, info.to_date) == (date(2022, 1, 10), date(2023, 6, 30))
    assert info.outlets == {"Harbour Post": 2, "": 1, "Harbour Times": 1, "Kent Courier": 1}
    assert filled.undated() == 1


def test_the_counts_of_one_state_are_made_once(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.info()
    with monkeypatch.context() as patch:
        patch.setattr("index.archive.ArchiveInfo.count", lambda *_: pytest.fail("counted again"))
        assert filled.info() == before
    filled.remove(next(filled.articles()).id)
    assert filled.info().articles == before.articles - 1


def test_a_rare_word_weighs_more_than_a_common_one(filled: Archive) -> None:
    weights = filled.idf(["library", "flood", "zeppelin"])
    assert weights["zeppelin"] > weights["library"] > weights["flood"] > 0


def test_a_removed_article_is_found_no_more_and_its_copy_is(filled: Archive) -> None:
    filled.remove("flood")
    assert _ids(filled)[0] == "copy"
    assert "flood" not in _ids(filled)
    with pytest.raises(UsageError, match="has no article 'flood'"):
        filled.article("flood")
    with pytest.raises(UsageError, match="has no article 'flood'"):
        filled.remove("flood")


def test_a_removed_article_comes_back_with_its_file(filled: Archive, stories: Path) -> None:
    filled.remove("flood")
    assert filled.sync([stories]).added == 1
    assert _ids(filled)[0] == "flood"


def test_a_corrected_date_filters_at_once_and_outlives_indexing_again(filled: Archive, stories: Path) -> None:
    article = filled.set_published("undated", "2021-03")
    assert article.published is not None
    assert (article.published.text, article.published_from) == ("2021-03", "set by hand")
    assert _ids(filled, until="2021") == ["undated"]
    text = stories.read_text(encoding="utf-8")
    stories.write_text(text.replace("It takes months", "It takes weeks"), encoding="utf-8")
    assert filled.sync([stories]).updated == 1
    assert "weeks" in filled.article("undated").text
    assert _ids(filled, until="2021") == ["undated"]
    with pytest.raises(UsageError, match="'soon' is not a date"):
        filled.set_published("undated", "soon")


def test_what_cleaning_took_out_can_be_shown(archive: Archive, folder: Path) -> None:
    (folder / "a.txt").write_text("Rain fell.\r\n\r\n\r\nThe river rose.\r\n", encoding="utf-8", newline="")
    archive.sync([folder])
    (article,) = archive.articles()
    assert article.text == "Rain fell.\n\nThe river rose."
    assert archive.raw_text(article.id) != article.text


def test_a_reader_sees_what_another_process_published(
    filled: Archive, open_archive: Callable[[], Archive], folder: Path
) -> None:
    reader = open_archive()
    assert "storm" not in _ids(reader, "storm over the lake")
    (folder / "new.jsonl").write_text(
        json.dumps({"id": "storm", "text": "A storm hit the lake."}), encoding="utf-8"
    )
    filled.sync([folder])
    assert _ids(reader, "storm over the lake")[0] == "storm"


def test_sentences_are_embedded_as_unit_vectors(filled: Archive) -> None:
    vectors = filled.embed(["A flood.", "A budget."])
    assert (vectors**2).sum(axis=1) == pytest.approx([1.0, 1.0])


def test_importing_the_front_door_loads_none_of_the_giants() -> None:
    code = (
        "import sys; from index import Archive; print(sorted({'torch', 'sentence_transformers', 'chromadb', "
        "'llama_index', 'gradio', 'trafilatura', 'nltk', 'onnxruntime', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
