"""Articles read per second, by format: ``python -m evals.benchmarks.reading [ARTICLES]``.

The files are made here, of articles of about 2.4 kB. "In one process" is the reader alone, "in the
sandbox" what `Archive.sync` does: a child process with limits that gives its articles over a pipe. The
best of three rounds counts; the child's start is left out, and told below the table.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.readers import Failure, Source, read
from index.readers.child import Child
from index.readers.sandbox import Sandbox

_SENTENCES = (
    "The river rose by two metres in the night, and the people of the lower town were told to leave.",
    "“Nobody was hurt,” the mayor said on Friday. The dam would be opened, she added.",
    "Schools in the valley stay closed until the water falls, the council announced later that day.",
    "Forty drivers spent the night in their cars after snow closed the mountain pass.",
)
_ROUNDS = 3
Files = dict[str, list[Path]]
Reader = Callable[[Path], Iterator[Source | Failure]]


def main() -> None:
    """Make the files, read them, print the table."""
    parser = argparse.ArgumentParser(description="Articles read per second, by format.")
    parser.add_argument("articles", nargs="?", type=int, default=500, help="of each format (500)")
    count = parser.parse_args().articles
    table = Table(title=f"Articles a second, {count} of each format", title_justify="left")
    for name in ("format", "files", "in one process", "in the sandbox", "ms more an article"):
        table.add_column(name, justify="left" if name == "format" else "right")
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        for kind, paths in made(Path(folder), count).items():
            alone, apart = best(read, paths, count), best(sandbox.read, paths, count)
            more = f"{1000 * (apart - alone) / count:.2f}"
            table.add_row(kind, str(len(paths)), f"{count / alone:.0f}", f"{count / apart:.0f}", more)
    console = Console()
    console.print(table)
    console.print(f"A child process is there after {1000 * started():.0f} ms.")


def best(reader: Reader, paths: Sequence[Path], count: int) -> float:
    """The seconds that reading them all takes, in the quickest round."""
    seconds = []
    for _ in range(_ROUNDS + 1):  # the first loads what the format needs
        began = time.perf_counter()
        found = [item for path in paths for item in reader(path)]
        seconds.append(time.perf_counter() - began)
        if sum(isinstance(item, Source) for item in found) != count:
            raise SystemExit(f"{paths[0].name}: {len(found)} of {count} articles, such as {found[:1]}")
    return min(seconds[1:])


def started() -> float:
    """The seconds until a child process can be asked for a file."""
    began = time.perf_counter()
    child = Child()
    seconds = time.perf_counter() - began
    child.stop()
    return seconds


def made(folder: Path, count: int) -> Files:
    """``count`` articles in each format."""
    stories = [story(number) for number in range(count)]
    texts = ["\n\n".join(paragraphs) for paragraphs in stories]
    rows = "\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)).encode()
    items = "".join(
        f"<item><guid>{n}</guid><description><![CDATA[{markup(paragraphs)}]]></description></item>"
        for n, paragraphs in enumerate(stories)
    )
    feed = f"<rss version='2.0'><channel><title>Valley Paper</title>{items}</channel></rss>"
    return {
        "text": written(folder, "txt", (text.encode() for text in texts)),
        "Markdown": written(folder, "md", (f"---\ndate: 2023-10-16\n---\n{text}".encode() for text in texts)),
        "HTML": written(folder, "html", map(page, stories)),
        "PDF": written(folder, "pdf", map(pdf, stories)),
        "DOCX": written(folder, "docx", map(docx, stories)),
        "RSS": written(folder, "rss", [feed.encode()]),
        "JSON lines": written(folder, "jsonl", [rows]),
        "JSON lines, gzipped": written(folder, "jsonl.gz", [gzip.compress(rows)]),
        "zip of texts": written(folder, "zip", [zipped({f"{n}.txt": text for n, text in enumerate(texts)})]),
    }


def story(number: int) -> list[str]:
    """The paragraphs of an article that is like no other."""
    pairs = [(_SENTENCES[at % 4], _SENTENCES[(at + 1) % 4]) for at in range(number, number + 12)]
    return [f"{one} It was day {day} of story {number}. {two}" for day, (one, two) in enumerate(pairs)]


def written(folder: Path, suffix: str, contents: Iterable[bytes]) -> list[Path]:
    """The files that hold these."""
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{number}.{suffix}")
        paths[-1].write_bytes(content)
    return paths


def markup(paragraphs: Sequence[str]) -> str:
    """The paragraphs in HTML."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(paragraphs: Sequence[str]) -> bytes:
    """A saved web page."""
    head = '<title>A story</title><meta property="article:published_time" content="2023-10-16T09:30:00Z">'
    links = '<a href="/">Home</a>' * 40
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav>{links}</nav>"
        f"<article><h1>A story</h1>{markup(paragraphs)}</article></body></html>"
    ).encode()


def zipped(members: dict[str, str]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(paragraphs: Sequence[str]) -> bytes:
    """A Word document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document})


def pdf(paragraphs: Sequence[str]) -> bytes:
    """A PDF of one page, set in Helvetica."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, 90)]
    shown = "".join(f"({line}) Tj 0 -12 Td " for line in lines)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 10 Tf 40 800 Td {shown}ET".encode("cp1252"))
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{name}") for key, name in names.items()})
    writer = PdfWriter()
    sheet = writer.add_blank_page(595, 842)
    sheet[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
