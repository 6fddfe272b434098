"""What a file is: by its content first, then by its name."""

from __future__ import annotations

import json
import re
from pathlib import Path

from index.errors import Unsupported
from index.readers.encoding import decode, looks_wide

HEAD = 1 << 16
"""How many bytes from the start of a file decide what it is."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "a sound or film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"wOF", "a font"),
)
_REMEDY = "Dateline reads text, Markdown, HTML, PDF, DOCX, feeds and JSON lines: convert it to one of these."
_PDF = re.compile(rb"[\x00-\x20\xef\xbb\xbf]{0,1024}%PDF-")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip archive begins, and one that holds nothing."""
# Atomic and possessive: runs of comments that lead to nothing are not tried in every grouping.
_HTML_START = re.compile(
    r"(?>\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype html|html|head|body|article|div|p|h1|section|main)\b",
    re.DOTALL,
)
_XML_START = re.compile(r"(?>\s|<!--.*?-->|<\?[^>]*>|<!doctype\s[^\[>]*>)*+<(?:\w+:)?([\w-]+)", re.DOTALL)
_FEEDS = frozenset(("rss", "feed", "rdf"))
_JSON_START = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){0,200}"\s*:')
_TAG = re.compile(r"</?(?:p|div|a|br|span|h[1-6]|li|img|table|article|body)\b[^<>]*>")
_NAMES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}


def detect(head: bytes, name: str) -> str:
    """What reads it: "text", "markdown", "html", "jsonl", "json", "feed", "pdf" or "zip".

    ``head`` are the first ``HEAD`` bytes. ``Unsupported`` for anything else, with what it looks like.
    """
    if _PDF.match(head):
        return "pdf"
    if head.startswith(ZIP):
        return "zip"
    _refuse_binary(head, name)
    text = decode(head).lstrip("\ufeff")
    start = text[:4096].lower()
    root = _XML_START.match(start)
    if root and root[1] in _FEEDS:
        return "feed"
    if _HTML_START.match(start) or "<html" in start[:2048]:
        return "html"
    if root and start.lstrip().startswith("<?xml"):
        raise Unsupported(f"{name} is XML, but no news feed and no web page.", _REMEDY)
    return _text_kind(text, name)


def _text_kind(text: str, name: str) -> str:
    by_name = _NAMES.get(Path(name.removesuffix(".gz")).suffix.lower(), "")
    if _is_object(text.lstrip().split("\n", 1)[0]):
        return "json" if by_name == "json" else "jsonl"
    if by_name:
        return by_name
    if _JSON_START.match(text):  # one row that is longer than the head, or one value on many lines
        return "json" if "\n" in text.strip() else "jsonl"
    if name.lower().endswith((".html", ".htm")) and _TAG.search(text[:4096].lower()):
        return "html"
    return "markdown" if re.match(r"---[ \t]*\r?\n", text) else "text"


def _refuse_binary(head: bytes, name: str) -> None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise Unsupported(f"{name} looks like {kind}.", _REMEDY)
    if looks_wide(head):
        return
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\f\x0b\x1b")
    if b"\x00" in head or controls * 10 > len(head):
        raise Unsupported(
            f"{name} looks like binary data ({controls} control bytes in the first {len(head)}).", _REMEDY
        )


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
