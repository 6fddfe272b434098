"""A byline with a day that has not come is passed over in every format, a field stays as it is stated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.readers.docx import read_docx
from index.readers.feed import read_feed
from index.readers.html import read_html
from index.readers.jsonl import read_json
from index.readers.markdown import read_markdown
from index.readers.pdf import read_pdf
from index.readers.source import Failure, Source
from index.readers.text import read_text

PATH = Path("folder/story")
TOLD = "The river rose by two metres in the night, and the people of the lower town were told to leave."
Made = Callable[..., bytes]


def _in_text(line: str) -> Source:
    return read_text(f"River rises\n\n{line}\n\n{TOLD}".encode(), PATH)


def _in_markdown(line: str) -> Source:
    return read_markdown(f"# River rises\n\nFlood\n\n{line}\n\n{TOLD}".encode(), PATH)


def _in_json(line: str) -> Source:
    return _only(read_json(json.dumps({"text": f"River rises\n\n{line}\n\n{TOLD}"}).encode(), PATH))


def _in_feed(line: str) -> Source:
    text = f"<p>River rises</p><p>{line}</p><p>{TOLD}</p>".replace("<", "&lt;").replace(">", "&gt;")
    return _only(
        read_feed(
            f"<rss version='2.0'><channel><title>V</title><item><title>A</title><description>{text}"
            "</description></item></channel></rss>".encode(),
            PATH,
        )
    )


def _in_html(line: str) -> Source:
    page = (
        f"<html><body><article><h1>River rises</h1><p>{line}</p><p>{TOLD}</p><p>{TOLD}</p></article></body>"
    )
    return read_html(page.encode(), PATH)


def _only(found: Iterable[Source | Failure]) -> Source:
    (source,) = found
    assert isinstance(source, Source)
    return source


@pytest.mark.parametrize("read", [_in_text, _in_markdown, _in_json, _in_feed, _in_html])
def test_a_byline_of_a_day_to_come_is_passed_over(read: Callable[[str], Source]) -> None:
    found = read("Published 3 May 2019").published
    assert found is not None
    assert found.value == "2019-05-03"
    assert read("Published 3 May 2999").published is None


def test_it_is_in_documents_and_printed_pages(make_docx: Made, make_pdf: Made) -> None:
    for year, value in ((2019, "2019-05-03"), (2999, "")):
        lines = ("River rises", f"Published 3 May {year}", TOLD)
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        with ZipFile(BytesIO(make_docx(body))) as archive:
            word = read_docx(archive, PATH)
        for source in (word, read_pdf(make_pdf([lines]), PATH)):
            assert (source.published.value if source.published else "") == value


def test_a_bound_that_lies_ahead_is_passed_over() -> None:
    text = f"River rises\n\n{TOLD}\n\nThe dam opened on 3 May 2019. On 5 May {date.max.year} it was shut."
    assert read_text(text.encode(), PATH).published_from.startswith("on or after 3 May 2019")


def test_a_field_of_a_day_to_come_stays_as_it_is_stated() -> None:
    found = _only(read_json(json.dumps({"text": TOLD, "published": "2999-05-03"}).encode(), PATH)).published
    assert found is not None
    assert found.value == "2999-05-03"


def test_the_head_that_a_browser_prints_is_no_date_and_no_title(make_pdf: Made) -> None:
    head = "13/05/2024, 10:12 River rises - Valley Paper"
    source = read_pdf(make_pdf([(head, "River rises", TOLD)]), PATH)
    assert (source.title, source.published) == ("River rises", None)
