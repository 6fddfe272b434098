from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Empty, Malformed
from index.readers import limits
from index.readers.jsonl import read_json, read_jsonl
from index.readers.source import Failure, Source

PATH = Path("folder/rows.jsonl")


def rows(data: bytes, *, gzipped: bool = False) -> list[Source | Failure]:
    try:
        return list(read_jsonl(io.BytesIO(data), PATH, gzipped=gzipped))
    except Empty:
        return []


def one(row: object) -> Source:
    (found,) = rows(json.dumps(row).encode())
    assert isinstance(found, Source)
    return found


def test_a_row_is_an_article_with_what_it_says_about_itself() -> None:
    source = one(
        {
            "id": "rt7",
            "title": "Flood",
            "text": "It rose.",
            "published": "2023-10-16",
            "outlet": "Valley Paper",
            "author": "Ana Ruiz",
            "url": "https://valley.example/7",
            "tags": [1],
        }
    )
    assert (source.row_id, source.title, source.text, source.row) == ("rt7", "Flood", "It rose.", 1)
    assert (source.outlet, source.author, source.url) == (
        "Valley Paper",
        "Ana Ruiz",
        "https://valley.example/7",
    )
    assert source.published is not None
    assert source.published.value == "2023-10-16"
    assert source.published_from == "field"
    assert source.path == "folder/rows.jsonl"


@pytest.mark.parametrize("text", [5, True, {"name": "a story"}, [1, 2], ""])
def test_what_is_no_text_is_no_article(text: object) -> None:
    (found,) = rows(json.dumps({"text": text}).encode())
    assert isinstance(found, Failure)
    assert (found.code, "no text" in found.message) == ("empty", True)


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ana Ruiz", "Tom Ode"], "Ana Ruiz, Tom Ode"),
        ("['Ana Ruiz', 'Tom Ode']", "Ana Ruiz, Tom Ode"),
        ("[]", ""),
        ("[Ana", "[Ana"),
        ("[Ana]", "[Ana]"),
        ([{"name": "Ana Ruiz"}], "Ana Ruiz"),
        (None, ""),
    ],
)
def test_authors_come_in_many_shapes(authors: object, names: str) -> None:
    assert one({"text": "It rose.", "authors": authors}).author == names


def test_other_names_of_the_fields_are_known() -> None:
    source = one({"body": "It rose.", "date": "2023-10-16", "source": {"name": "Valley Paper"}, "id": 12})
    assert (source.text, source.outlet, source.row_id) == ("It rose.", "Valley Paper", "12")
    assert source.published is not None


def test_a_list_of_texts_is_read_as_paragraphs() -> None:
    assert one({"content": ["It rose.", "It fell."]}).text == "It rose.\n\nIt fell."


def test_a_row_without_a_title_takes_its_first_line() -> None:
    assert one({"text": "It rose.\nIt fell."}).title == "It rose."


def test_a_bad_row_is_reported_with_its_line_and_the_rest_goes_on() -> None:
    data = b'{"text": "One."}\n\n{"text": \n[1]\n{"title": "No text"}\n{"text": " "}\n{"text": "Two."}\n'
    found = rows(data)
    assert [row.row for row in found if isinstance(row, Source)] == [1, 7]
    failures = [row for row in found if isinstance(row, Failure)]
    assert [failure.code for failure in failures] == ["malformed", "malformed", "empty", "empty"]
    assert [failure.message.split(":")[0] for failure in failures] == ["line 3", "line 4", "line 5", "line 6"]
    assert "its fields: 'title'" in failures[2].message
    assert all(failure.path == "folder/rows.jsonl" for failure in failures)


def test_a_row_nested_too_deeply_is_malformed() -> None:
    (failure,) = rows(b'{"text": ' + b"[" * 200_000)
    assert isinstance(failure, Failure)
    assert failure.code == "malformed"


def test_half_a_gzip_file_gives_its_whole_rows_and_one_failure() -> None:
    whole = gzip.compress(
        b"".join(json.dumps({"text": f"Story {n}.", "id": n}).encode() + b"\n" for n in range(5000))
    )
    found = rows(whole[: len(whole) // 2], gzipped=True)
    assert isinstance(found[0], Source)
    assert isinstance(found[-1], Failure)
    assert [type(row) for row in found].count(Failure) == 1
    assert "gzip" in found[-1].message


def test_a_row_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROW_BYTES", 100)
    found = rows(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "Two."}\n')
    assert isinstance(found[0], Failure)
    assert found[0].code == "too_large"
    assert isinstance(found[1], Source)
    assert found[1].row == 2


def test_a_gzip_file_unpacks_to_a_multiple_of_its_size_and_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    data = b'{"text": "One."}\n' * 50_000
    found = rows(gzip.compress(data), gzipped=True)
    assert 1000 / 17 < len(found) < 50_000
    assert isinstance(found[-1], Failure)
    assert found[-1].code == "too_large"
    assert isinstance(rows(gzip.compress(data[:900]), gzipped=True)[-1], Source)


def test_a_row_that_never_ends_is_left_at_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    monkeypatch.setattr(limits, "ROW_BYTES", 100)
    (failure,) = rows(gzip.compress(b" " * 10_000_000), gzipped=True)
    assert isinstance(failure, Failure)
    assert failure.code == "too_large"


@pytest.mark.parametrize("form", ["lines", "array"])
def test_after_a_thousand_bad_rows_in_a_row_the_rest_is_left(form: str) -> None:
    good = json.dumps({"text": "One."})
    bad = ["5"] * 999 + [good] + ["5"] * 3000 + [good]
    data = "\n".join(bad) if form == "lines" else f"[{','.join(bad)}]"
    found = rows(data.encode()) if form == "lines" else list(read_json(data.encode(), PATH))
    assert len(found) == 2001
    assert [type(row) for row in found].count(Source) == 1
    assert isinstance(found[-1], Failure)
    assert "1000 rows" in found[-1].message


def test_half_a_pair_of_surrogates_does_not_reach_the_title() -> None:
    (source,) = rows(b'{"text": "It rose.", "title": "River \\ud800"}')
    assert isinstance(source, Source)
    assert source.title == "River \ufffd"


def test_a_json_file_holds_one_article_or_an_array_of_them() -> None:
    (source,) = read_json(b'{\n "text": "It rose."\n}', PATH)
    assert isinstance(source, Source)
    found = list(read_json(b'[{"text": "One."}, 5, {"text": "Two."}]', PATH))
    assert [type(row) for row in found] == [Source, Failure, Source]
    assert isinstance(found[1], Failure)
    assert found[1].message.startswith("row 2")


def test_a_json_file_without_rows_or_with_an_error_is_refused() -> None:
    with pytest.raises(Empty):
        list(read_json(b"[]", PATH))
    with pytest.raises(Malformed):
        list(read_json(b"[{]", PATH))


visible = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1)


@given(
    st.lists(st.fixed_dictionaries({"text": visible, "id": visible, "title": visible}), max_size=5),
    st.booleans(),
)
def test_rows_come_back_as_they_were_written(articles: list[dict[str, str]], gzipped: bool) -> None:
    data = "\n".join(json.dumps(article, ensure_ascii=False) for article in articles).encode()
    found = rows(gzip.compress(data) if gzipped else data, gzipped=gzipped)
    assert [row.text for row in found if isinstance(row, Source)] == [article["text"] for article in articles]


@given(st.binary(), st.booleans())
def test_any_bytes_are_articles_or_failures(data: bytes, gzipped: bool) -> None:
    assert all(isinstance(row, Source | Failure) for row in rows(data, gzipped=gzipped))
