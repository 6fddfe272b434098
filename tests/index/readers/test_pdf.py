from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from index.errors import Empty, TooLarge, Unsupported
from index.readers.pdf import read_pdf

PATH = Path("folder/paper.pdf")
LINES = (
    "River rises in the night",
    "By Ana Ruiz",
    "The river rose by two metres in the night, and the people of the lower town were told",
    "to leave. Nobody was hurt, the mayor said on Friday.",
    "Schools in the valley stay closed.",
)
Printed = Callable[..., bytes]


def test_a_pdf_gives_the_paragraphs_of_its_pages(make_pdf: Printed) -> None:
    source = read_pdf(make_pdf([LINES]), PATH)
    assert source.text.split("\n\n") == [
        "River rises in the night",
        "By Ana Ruiz",
        "The river rose by two metres in the night, and the people of the lower town were told to leave. "
        "Nobody was hurt, the mayor said on Friday.",
        "Schools in the valley stay closed.",
    ]
    assert source.title == "River rises in the night"
    assert source.path == "folder/paper.pdf"


def test_the_day_on_which_a_pdf_was_made_is_no_day_of_publication(make_pdf: Printed) -> None:
    dates = {"CreationDate": "D:20240101120000Z", "ModDate": "D:20240102120000Z"}
    source = read_pdf(make_pdf([LINES], dates), PATH)
    assert (source.published, source.published_from) == (None, "")


def test_title_and_author_are_taken_where_the_page_bears_them_out(make_pdf: Printed) -> None:
    source = read_pdf(make_pdf([LINES], {"Title": "River Rises in the Night", "Author": "Ana Ruiz"}), PATH)
    assert (source.title, source.author) == ("River Rises in the Night", "Ana Ruiz")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - draft3.docx", "untitled", "River", "Template A4 news", ""]
)
@pytest.mark.parametrize("author", ["jsmith", "Ana", "Adobe InDesign", ""])
def test_names_of_templates_and_accounts_are_not(make_pdf: Printed, title: str, author: str) -> None:
    source = read_pdf(make_pdf([LINES], {"Title": title, "Author": author}), PATH)
    assert (source.title, source.author) == ("River rises in the night", "")


def test_pages_without_text_are_empty_and_say_what_helps(make_pdf: Printed) -> None:
    with pytest.raises(Empty, match=r"no text on its 2 pages.*OCR"):
        read_pdf(make_pdf([[], []]), PATH)


def test_a_book_is_too_large(make_pdf: Printed) -> None:
    with pytest.raises(TooLarge, match="201 pages, the limit is 200"):
        read_pdf(make_pdf([["A page."]] * 201), PATH)


def test_what_opens_without_a_password_is_read(make_pdf: Printed) -> None:
    assert read_pdf(encrypted(make_pdf([LINES]), user=""), PATH).title == "River rises in the night"


def test_what_needs_a_password_is_unsupported(make_pdf: Printed) -> None:
    with pytest.raises(Unsupported, match="is encrypted"):
        read_pdf(encrypted(make_pdf([LINES]), user="secret"), PATH)


def encrypted(data: bytes, user: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - of a test
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
