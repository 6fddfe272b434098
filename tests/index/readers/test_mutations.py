"""Thousands of damaged files of every format: each is articles or failures with a code and a reason."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index import errors
from index.readers import Source
from index.readers.sandbox import Sandbox

STORY = (
    "The river rose by two metres in the night, and the people of the lower town were told to leave.",
    "“Nobody was hurt,” the mayor said on Friday. The dam would be opened, she added – for £5 million.",
    "Schools in the valley stay closed until the water falls, the council announced later that day.",
)
CODES = {kind("", "").code for kind in errors.ReadError.__subclasses__()}
SUFFIXES = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "json": ".json",
    "jsonl": ".jsonl",
    "gzip": ".jsonl.gz",
    "feed": ".xml",
    "pdf": ".pdf",
    "docx": ".docx",
    "zip": ".zip",
}
Seeds = Mapping[str, tuple[bytes, ...]]


@pytest.fixture(scope="module")
def seeds(
    make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes], make_zip: Callable[..., bytes]
) -> Seeds:
    """Whole files of each format, of which the damaged ones are made."""
    text, markup = "\n\n".join(STORY), "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    about = {"@type": "NewsArticle", "headline": "River rises", "author": {"name": "Ana Ruiz"}}
    html = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>River rises</title>'
        '<meta property="article:published_time" content="2023-10-16T09:30:00Z">'
        f'<script type="application/ld+json">{json.dumps(about)}</script></head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>River rises</h1>{markup}</article></body></html>"
    )
    row = {"id": "a", "title": "River rises", "text": text, "published": "2023-10-16", "authors": ["A B"]}
    rows = "\n".join(json.dumps(row) for _ in range(3)).encode()
    item = "<item><title>River</title><guid>a</guid><pubDate>Mon, 16 Oct 2023 09:30:00 GMT</pubDate>"
    item += f"<description><![CDATA[{markup}]]></description></item>"
    rss = f"<rss version='2.0'><channel>{item * 2}</channel></rss>"
    entry = f"<entry><id>a</id><published>2023-10-16</published><summary>{text}</summary></entry>"
    atom = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{entry * 2}</feed>"
    pdf = make_pdf([STORY, STORY], {"Title": "River rises", "Author": "Ana Ruiz"})
    docx = make_docx(
        "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in STORY), "<title>A</title>"
    )
    return {
        "text": (text.encode(), text.encode("cp1252"), text.encode("utf-16")),
        "markdown": (
            f"---\ntitle: River\nauthors: [A, B]\n---\n# River\n\n{text}\n\n- *one*\n- two".encode(),
        ),
        "html": (html.encode(), html.encode("cp1252")),
        "json": (json.dumps([row] * 3).encode(),),
        "jsonl": (rows,),
        "gzip": (gzip.compress(rows),),
        "feed": (rss.encode(), atom.encode()),
        "pdf": (pdf, compressed(pdf)),
        "docx": (docx, stored(docx)),
        "zip": (make_zip({"a.txt": text, "b.html": html, "c.jsonl": rows, "d.docx": docx}),),
    }


def compressed(pdf: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        page.compress_content_streams()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def stored(archive: bytes) -> bytes:
    """The zip archive without compression, so that damage reaches what is inside."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as whole, zipfile.ZipFile(written, "w") as plain:
        for name in whole.namelist():
            plain.writestr(name, whole.read(name))
    return written.getvalue()


def damaged(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """``data`` after one to four accidents; ``other`` is a file that got mixed up with it."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        if len(changed) > 1:
            start = rng.randrange(len(changed))
            end = min(len(changed), start + rng.randint(1, max(1, min(400, len(changed) // 3))))
            rng.choice(ACCIDENTS)(rng, changed, slice(start, end), other)
    return bytes(changed)


def cut_off(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    del data[place.start :]


def lose(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    del data[place]


def flip_bits(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def splice(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    start = rng.randrange(len(other))
    data[place] = other[start : start + rng.randint(1, 400)]


def repeat(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    data[place.start : place.start] = data[place] * rng.randint(1, 50)


def scramble(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    data[place] = rng.randbytes(place.stop - place.start)


def change_numbers(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    """Lengths, offsets and counts, written in digits."""
    digits = [at for at, byte in enumerate(data) if byte in b"0123456789"]
    for _ in range(min(len(digits), rng.randint(1, 6))):
        data[rng.choice(digits)] = rng.choice(b"0123456789")


def change_lengths(rng: random.Random, data: bytearray, place: slice, other: bytes) -> None:
    """The same, written in bytes."""
    most = rng.choice((b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", bytes(4), rng.randbytes(4)))
    data[place.start : place.start + 4] = most


ACCIDENTS = (cut_off, lose, flip_bits, splice, repeat, scramble, change_numbers, change_lengths)


def read_damaged(kind: str, seeds: Seeds, path: Path, count: int) -> Counter[str]:
    """How many articles, and how many failures of which code, damaged files of a format gave."""
    rng = random.Random(kind)  # noqa: S311 - only has to be the same each time
    every = [seed for of_kind in seeds.values() for seed in of_kind]
    gave: Counter[str] = Counter()
    with Sandbox() as sandbox:
        for _ in range(count):
            suffix = SUFFIXES[kind] if rng.random() < 0.8 else rng.choice(list(SUFFIXES.values()))
            file = path / f"damaged{suffix}"
            file.write_bytes(damaged(rng, rng.choice(seeds[kind]), rng.choice(every)))
            found = list(sandbox.read(file))
            assert found
            for item in found:
                assert item.path == str(file)
                assert item.text.strip() if isinstance(item, Source) else item.message
                gave["article" if isinstance(item, Source) else item.code] += 1
    return gave


@pytest.mark.parametrize("kind", SUFFIXES)
def test_two_thousand_damaged_files_are_articles_or_failures(kind: str, seeds: Seeds, tmp_path: Path) -> None:
    gave = read_damaged(kind, seeds, tmp_path, 2000)
    assert gave["article"] > 0
    assert gave["malformed"] > 0
    assert set(gave) <= CODES | {"article"}


@pytest.mark.long
@pytest.mark.parametrize("kind", SUFFIXES)
def test_ten_thousand_damaged_files_are_articles_or_failures(kind: str, seeds: Seeds, tmp_path: Path) -> None:
    assert set(read_damaged(kind, seeds, tmp_path, 10_000)) <= CODES | {"article"}
