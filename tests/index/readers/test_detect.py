from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Unsupported
from index.readers.detect import detect


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"The river rose.", "a.txt", "text"),
        (b"The river rose.", "noname", "text"),
        (b"The river rose.", "a.md", "markdown"),
        (b"---\ntitle: River\n---\nIt rose.", "a.txt", "markdown"),
        (b"<!DOCTYPE html><html><body><p>It rose.</p>", "a.txt", "html"),
        (b"<!-- saved --><html><p>It rose.</p>", "a", "html"),
        (b'<?xml version="1.0"?><html><p>It rose.</p></html>', "a.xml", "html"),
        (b"\xef\xbb\xbf  <p>It rose.</p>", "a.html", "html"),
        (b"No tags at all.", "a.html", "text"),
        (b'{"text": "It rose."}\n{"text": "It fell."}', "a.txt", "jsonl"),
        (b'{"text": "It rose."}', "a.json", "json"),
        (b'[{"text": "It rose."}]', "a.json", "json"),
        (b"not json", "a.jsonl", "jsonl"),
        (b"{curly} text", "a.txt", "text"),
        ("The river rose.".encode("utf-16"), "a.txt", "text"),
    ],
)
def test_content_decides_and_then_the_name(head: bytes, name: str, kind: str) -> None:
    assert detect(head, name) == kind


@pytest.mark.parametrize(
    ("head", "looks_like"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "a zip archive or an office document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\x7fELF\x02", "a program"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"text \x00\x01\x02 text", "binary data"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "XML"),
    ],
)
def test_what_cannot_be_read_is_named(head: bytes, looks_like: str) -> None:
    with pytest.raises(Unsupported) as caught:
        detect(head, "article.txt")
    assert looks_like in caught.value.message
    assert caught.value.remedy


@given(st.binary(), st.sampled_from(["a", "a.txt", "a.md", "a.html", "a.json", "a.jsonl.gz"]))
def test_any_bytes_have_a_kind_or_are_unsupported(head: bytes, name: str) -> None:
    with suppress(Unsupported):
        assert detect(head, name) in {"text", "markdown", "html", "jsonl", "json"}
