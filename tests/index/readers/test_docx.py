from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.errors import Empty, Malformed, TooLarge
from index.readers import limits
from index.readers.docx import read_docx
from index.readers.source import Source

PATH = Path("folder/story.docx")
Word = Callable[..., bytes]


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def opened(data: bytes) -> Source:
    with ZipFile(BytesIO(data)) as archive:
        return read_docx(archive, PATH)


def test_a_document_gives_its_paragraphs(make_docx: Word) -> None:
    source = opened(make_docx(paragraph(run("River ") + run("rises")) + paragraph(run("It rose."))))
    assert (source.text, source.title, source.path) == (
        "River rises\n\nIt rose.",
        "River rises",
        "folder/story.docx",
    )


def test_title_and_author_come_from_the_properties_and_no_date_does(make_docx: Word) -> None:
    core = (
        "<dc:title>The night of the flood</dc:title><dc:creator>Ana Ruiz</dc:creator>"
        "<dcterms:created>2024-01-01T00:00:00Z</dcterms:created>"
    )
    source = opened(make_docx(paragraph(run("It rose.")), core))
    assert (source.title, source.author) == ("The night of the flood", "Ana Ruiz")
    assert source.published is None


@pytest.mark.parametrize("creator", ["Microsoft Office User", "python-docx", "admin", ""])
def test_the_name_of_an_account_is_no_author(make_docx: Word, creator: str) -> None:
    assert opened(make_docx(paragraph(run("It rose.")), f"<dc:creator>{creator}</dc:creator>")).author == ""


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:ins>{run('Inserted.')}</w:ins>", "Inserted."),
        (f"{run('Kept.')}<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>", "Kept."),
        (f"{run('Kept.')}<w:moveFrom>{run('Moved.')}</w:moveFrom>", "Kept."),
        (f"<w:sdt><w:sdtContent>{run('Control.')}</w:sdtContent></w:sdt>", "Control."),
        (f"<w:smartTag>{run('Smart')}</w:smartTag>{run(' tag')}", "Smart tag"),
        (f'<w:hyperlink w:anchor="no">{run("A link")}</w:hyperlink>{run(" after")}', "A link after"),
        (f"{run('One')}<w:r><w:br/></w:r>{run('two')}<w:r><w:tab/></w:r>{run('three')}", "One\ntwo three"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('Page 3')}", "Page 3"),
        (f"{run('A ')}<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>event</w:t></w:r>", "A non-event"),
    ],
)
def test_what_word_shows_is_read_and_what_it_hides_is_not(make_docx: Word, inner: str, text: str) -> None:
    assert opened(make_docx(paragraph(inner))).text == text


def test_a_text_box_is_read_once_and_tables_cell_by_cell(make_docx: Word) -> None:
    box = f"<v:box>{paragraph(run('Box.'))}</v:box>"
    forms = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{forms}</mc:AlternateContent>"
    cells = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in ("Town", "4.2 m"))
    body = paragraph(f"<w:r>{both}</w:r>{run('Around it.')}") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert opened(make_docx(body)).text == "Box.\n\nAround it.\n\nTown\n\n4.2 m"


def test_a_document_without_text_is_empty(make_docx: Word) -> None:
    with pytest.raises(Empty):
        opened(make_docx(paragraph("")))


def test_damaged_xml_is_malformed(make_docx: Word) -> None:
    with pytest.raises(Malformed, match="no valid XML"):
        opened(make_docx("<w:p><w:r>"))


@pytest.mark.parametrize("entity", ['"a file"', 'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused(make_zip: Callable[[dict[str, bytes | str]], bytes], entity: str) -> None:
    document = f"<!DOCTYPE d [<!ENTITY e {entity}>]><d><p><t>before &e; after</t></p></d>"
    with pytest.raises(Malformed, match="declares entities"):
        opened(make_zip({"word/document.xml": document}))


def test_entities_of_entities_blow_nothing_up(make_zip: Callable[[dict[str, bytes | str]], bytes]) -> None:
    bombs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE d [<!ENTITY a0 "lol">{bombs}]><d><p><t>&a9;</t></p></d>'
    with pytest.raises(Malformed):
        opened(make_zip({"word/document.xml": document}))


def test_a_document_over_the_limit_is_not_unpacked(make_docx: Word, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOCX_BYTES", 1000)
    with pytest.raises(TooLarge, match=r"the limit is 0\.001 MB"):
        opened(make_docx(paragraph(run("It rose. " * 1000))))
