"""Files of every format, made here: the smallest that real programs would also open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from index.readers import Failure, Source
from index.readers.file import read

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def word(body: str, core: str = "") -> bytes:
    """A Word document: ``body`` is what stands in its w:body, ``core`` in its core properties."""
    members = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v">'
        f"<w:body>{body}</w:body></w:document>",
    }
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return zipped(members)


def printed(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with these lines on its pages and these entries in its document information."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    entries = "".join(f"/{name} ({_escaped(value)}) " for name, value in (info or {}).items())
    objects.append(f"<< {entries}>>")
    kids = []
    for lines in pages:
        shows = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shows}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assembled(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[str]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")


@pytest.fixture(scope="session")
def make_zip() -> Callable[[Mapping[str, bytes | str]], bytes]:
    return zipped


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return word


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return printed


@pytest.fixture
def read_all(tmp_path: Path) -> Callable[[str, bytes], list[Source | Failure]]:
    """Writes a file and reads it, in this process."""

    def found(name: str, data: bytes) -> list[Source | Failure]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read(path))

    return found


@pytest.fixture
def read_one(read_all: Callable[[str, bytes], list[Source | Failure]]) -> Callable[[str, bytes], Source]:
    """Writes a file that holds one article, and reads it."""

    def found(name: str, data: bytes) -> Source:
        (source,) = read_all(name, data)
        assert isinstance(source, Source), source
        return source

    return found
