"""Small files that would cost much: each is a failed row in time, and the next file goes on."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.readers import Failure, Source
from index.readers.sandbox import Sandbox

SECONDS = 2.0


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SECONDS) as opened:
        yield opened


def pdf(stream: bytes) -> bytes:
    """A PDF of one page, drawn by a compressed stream."""
    packed = zlib.compress(stream, 1)
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    head += b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    head += b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
    head += b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def zipped(name: str, data: bytes, copies: int = 1) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(copies):
            archive.writestr(f"{number}{name}", data)
    return written.getvalue()


def entities(root: str) -> str:
    more = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a0 "lol">{more}]>'


def noise() -> bytes:
    return random.Random(1).randbytes(3_000_000)  # noqa: S311 - only has to be the same each time


BOMBS: dict[str, Callable[[], bytes]] = {
    "draws.pdf": lambda: pdf(b"BT " + b"(a) Tj 0 1 Td " * 2_000_000 + b"ET"),
    "zeros.pdf": lambda: pdf(bytes(200_000_000)),
    "paragraphs.html": lambda: b"<html><body>" + b"<p>" * 300_000,
    "size.html": lambda: b"<html><body><p>" + b"word " * 500_000,
    "nested.html": lambda: b"<html><body>" + b"<div>" * 19_000,
    "links.md": lambda: b"[a](b " * 1_000_000,
    "anchors.md": lambda: b"---\n" + b"? " * 40_000 + b"\n---\nx",
    "deep.json": lambda: b"[" * 9_900_000,
    "wide.json": lambda: b"[" + b"[]," * 3_200_000 + b"1]",
    "size.txt": lambda: b"It rose. " * 1_200_000,
    "row.jsonl": lambda: b'{"text": "' + b"a" * 11_000_000,
    "lines.jsonl.gz": lambda: gzip.compress(b'{"text": ""}\n' + b"\n" * 90_000_000, 1),
    "size.jsonl.gz": lambda: gzip.compress(b'{"text": ""}\n' + bytes(200_000_000), 1),
    "size.zip": lambda: zipped(".txt", b"a" * 150_000_000, 7),
    "members.zip": lambda: zipped(".txt", b"a", 10_001),
    "zip.zip": lambda: zipped(".zip", zipped(".txt", b"It rose.")),
    "deep.docx": lambda: zipfile_of("<document>" + "<p>" * 100_000),
    "entities.docx": lambda: zipfile_of(f"{entities('document')}<document><p><t>&a9;</t></p></document>"),
    "size.docx": lambda: zipfile_of("<document><p><t>" + "a " * 30_000_000),
    "deep.xml": lambda: b"<rss version='2.0'>" + b"<a>" * 1_000_000,
    "open.xml": lambda: b"<feed><entry>" + b"<link href=" * 700_000,
    "noise.txt": noise,
    "noise.pdf": lambda: b"%PDF-1.4\n" + noise(),
    "noise.zip": lambda: b"PK\x03\x04" + noise(),
}


def zipfile_of(document: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", document)
    return written.getvalue()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_gives_failures_alone_and_the_next_file_goes_on(
    name: str, sandbox: Sandbox, tmp_path: Path
) -> None:
    bomb, fine = tmp_path / name, tmp_path / "fine.txt"
    bomb.write_bytes(BOMBS[name]())
    fine.write_bytes(b"It rose.")
    found = list(sandbox.read(bomb))
    assert 0 < len(found) <= 1001
    assert all(isinstance(item, Failure) for item in found)
    assert [type(item) for item in sandbox.read(fine)] == [Source]
