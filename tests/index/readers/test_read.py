from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Malformed
from index.readers import Failure, Source, file, limits, read
from index.readers.source import first_line, shorten


def only(path: Path) -> Source | Failure:
    (found,) = read(path)
    return found


def failure(path: Path) -> Failure:
    found = only(path)
    assert isinstance(found, Failure)
    return found


def test_plain_text_is_an_article_with_its_first_line_as_title(tmp_path: Path) -> None:
    path = tmp_path / "flood.txt"
    path.write_text("\n* * *\nRiver rises\n\nIt rose.\n", "utf-8")
    source = only(path)
    assert isinstance(source, Source)
    assert source.title == "River rises"
    assert source.text == "\n* * *\nRiver rises\n\nIt rose.\n"
    assert source.path == str(path)
    assert (source.published, source.published_from, source.row) == (None, "", None)


def test_two_letters_make_no_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "flood.txt"
    path.write_text("PK said that it rose.", "utf-8")
    assert isinstance(only(path), Source)


def test_a_latin_1_file_comes_out_sane(tmp_path: Path) -> None:
    path = tmp_path / "flood.txt"
    path.write_bytes("Überschwemmung in Köln und Düren".encode("latin-1"))
    source = only(path)
    assert isinstance(source, Source)
    assert source.title == "Überschwemmung in Köln und Düren"


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_an_empty_file_is_a_failure_with_its_size(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "nothing.txt"
    path.write_bytes(data)
    found = failure(path)
    assert found.code == "empty"
    assert f"{len(data)} bytes" in found.message
    assert found.path == str(path)


def test_a_file_with_nothing_but_front_matter_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "nothing.md"
    path.write_text("---\ntitle: River\n---\n", "utf-8")
    assert failure(path).code == "empty"


def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    assert failure(tmp_path / "gone.txt").code == "unavailable"


def test_a_binary_file_is_unsupported_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"\x89PNG\x00\x01")
    found = failure(path)
    assert found.code == "unsupported"
    assert "looks like a PNG image" in found.message


def test_a_pdf_a_document_and_a_feed_are_known_whatever_their_name(
    tmp_path: Path, make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes]
) -> None:
    feed = b"<rss version='2.0'><channel><item><description>It rose.</description></item></channel></rss>"
    for data in (make_pdf([["It rose."]]), make_docx("<w:p><w:r><w:t>It rose.</w:t></w:r></w:p>"), feed):
        path = tmp_path / "article.txt"
        path.write_bytes(data)
        source = only(path)
        assert isinstance(source, Source)
        assert (source.text, source.path) == ("It rose.", str(path))


def test_whatever_a_parser_raises_is_a_failure_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "flood.txt"
    path.write_text("It rose.", "utf-8")

    def fails(error: BaseException) -> Failure:
        def reader(data: bytes, path: Path) -> Source:
            raise error

        monkeypatch.setitem(file._ONE, "text", reader)
        return failure(path)

    assert fails(KeyError("/Pages")).code == "malformed"
    assert "KeyError: '/Pages'" in fails(KeyError("/Pages")).message
    assert fails(MemoryError()).code == "too_large"
    assert fails(RecursionError()).code == "malformed"
    assert fails(OSError(22, "Invalid argument")).code == "malformed"
    assert fails(OSError(5, "Input/output error")).code == "unavailable"
    assert fails(Malformed("It is no text.", "Save it.")).message == "It is no text. Save it."


def test_a_text_in_no_encoding_that_can_be_made_out_is_malformed(tmp_path: Path) -> None:
    path = tmp_path / "flood.txt"
    rng = random.Random(1)  # noqa: S311 - only has to be the same each time
    path.write_bytes(rng.randbytes(4000).translate(bytes(range(128, 256)) * 2))
    assert failure(path).code in {"malformed", "unsupported"}


def test_a_file_over_the_limit_is_too_large_and_says_both_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"It rose. " * 200_000)
    monkeypatch.setattr(limits, "FILE_BYTES", 1_000_000)
    found = failure(path)
    assert found.code == "too_large"
    assert "1.8 MB, the limit is 1 MB" in found.message


def test_a_page_has_a_smaller_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_bytes(b"<html><body><p>" + b"It rose. " * 240_000)
    assert "the limit is 2 MB" in failure(path).message


def test_json_lines_are_read_from_gzip_by_content(tmp_path: Path) -> None:
    path = tmp_path / "rows.data"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert [source.text for source in read(path) if isinstance(source, Source)] == ["One.", "Two."]


@pytest.mark.parametrize(
    "data",
    [
        # Without a fixed time the header holds the second of the call, and every worker of a
        # parallel run would collect a test of another name.
        pytest.param(gzip.compress(b"It rose.", mtime=0), id="a text"),
        pytest.param(b"\x1f\x8bnonsense", id="nonsense"),
    ],
)
def test_other_gzip_files_are_unsupported(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "flood.txt.gz"
    path.write_bytes(data)
    assert failure(path).code == "unsupported"


def test_json_lines_that_are_not_utf_8_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "One."}\n{"text": "Two."}\n'.encode("utf-16"))
    assert "Save it as UTF-8." in failure(path).message


def test_json_lines_without_a_row_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n\n"))
    assert failure(path).code == "empty"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failure(tmp_path / "pipe.txt").code == "unsupported"


def test_a_name_that_is_no_text_can_still_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9.txt"))
    path.write_text("It rose.", "utf-8")
    source = only(path)
    assert isinstance(source, Source)
    assert source.path.encode("utf-8").endswith(b".txt")


@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.gz"]),
)
def test_any_file_is_read_or_fails_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    found = list(read(path))
    assert found
    for entry in found:
        assert isinstance(entry, Source) or (entry.code and entry.message)


def test_a_long_line_is_shortened_at_a_word() -> None:
    title = first_line("word " * 60)
    assert title.endswith("word…")
    assert len(title) <= 121
    assert shorten("x" * 500) == "x" * 119 + "…"
    assert shorten("River rises") == "River rises"


@pytest.mark.parametrize(
    ("text", "title"),
    [(",\n\n12:30\nIt rose.", "It rose."), ("READ MORE\nIt rose.", "It rose."), ("1\n2", "")],
)
def test_a_title_is_a_line_that_says_something(text: str, title: str) -> None:
    assert first_line(text) == title
