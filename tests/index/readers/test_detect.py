from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Unsupported
from index.readers.detect import detect

KINDS = {"text", "markdown", "html", "jsonl", "json", "feed", "pdf", "zip"}


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
        (b"%PDF-1.7 ...", "a.txt", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.7 ...", "a.txt", "pdf"),
        (b"PK\x03\x04rest", "a.txt", "zip"),
        (b"PK said that it rose.", "a.txt", "text"),
        (b"PK\x05\x06", "a.docx", "zip"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "a.txt", "feed"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- <html> --><feed>", "a.html", "feed"),
        (b"<!DOCTYPE rss PUBLIC 'x'><rss version='0.91'>", "a", "feed"),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "a", "feed"),
        (b"<rss><channel><description><![CDATA[<html>]]>", "a", "feed"),
        (b'[\n {"text": "It rose."}]', "a.txt", "json"),
        (b'{\n "text": "It rose."\n}', "a.txt", "json"),
        (b'{"text": "' + b"x" * 100_000, "a.txt", "jsonl"),
        (b"{and so} on\nIt rose.", "a.txt", "text"),
    ],
)
def test_content_decides_and_then_the_name(head: bytes, name: str, kind: str) -> None:
    assert detect(head, name) == kind


@pytest.mark.parametrize(
    ("head", "looks_like"),
    [
        (b"\xd0\xcf\x11\xe0rest", "an old office document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\x7fELF\x02", "a program"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"text \x00\x01\x02 text", "binary data"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "XML, but no news feed"),
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
        assert detect(head, name) in KINDS


def test_comments_that_lead_to_nothing_are_passed_at_once() -> None:
    assert detect(b"<!---->" * 500 + b"It rose.", "a.txt") == "text"
