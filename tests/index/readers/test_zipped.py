from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.readers import Failure, Source, limits
from index.readers.file import read

Zipped = Callable[[Mapping[str, bytes | str]], bytes]
ReadAll = Callable[[str, bytes], list[Source | Failure]]


def codes(found: list[Source | Failure]) -> dict[str, str]:
    """The failures by the names of their members."""
    return {item.message.split(":")[0]: item.code for item in found if isinstance(item, Failure)}


def test_each_member_is_read_as_a_file_of_its_own(
    make_zip: Zipped, make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes], read_all: ReadAll
) -> None:
    rows = "\n".join(json.dumps(row) for row in ({"id": "x", "text": "Two."}, {"text": "Three."}))
    members: dict[str, bytes | str] = {
        "a/one.txt": "One.",
        "rows.jsonl": rows,
        "four.pdf": make_pdf([["Four."]]),
        "five.docx": make_docx("<w:p><w:r><w:t>Five.</w:t></w:r></w:p>"),
    }
    found = read_all("news.zip", make_zip(members))
    assert all(isinstance(item, Source) and item.path.endswith("news.zip") for item in found)
    assert [(item.text, item.within, item.place) for item in found if isinstance(item, Source)] == [
        ("One.", "member:a/one.txt", "a/one.txt"),
        ("Two.", "member:rows.jsonl/id:x", "rows.jsonl, line 1"),
        ("Three.", "member:rows.jsonl/row:2", "rows.jsonl, line 2"),
        ("Four.", "member:four.pdf", "four.pdf"),
        ("Five.", "member:five.docx", "five.docx"),
    ]
    assert [item.row_id for item in found if isinstance(item, Source)] == ["", "x", "", "", ""]


def test_a_member_keeps_its_name_when_others_come_before_it(make_zip: Zipped, read_all: ReadAll) -> None:
    (before,) = read_all("a.zip", make_zip({"b.txt": "Old."}))
    _, after = read_all("a.zip", make_zip({"a.txt": "New.", "b.txt": "Old."}))
    assert isinstance(before, Source)
    assert isinstance(after, Source)
    assert before.within == after.within


def test_a_bad_member_is_a_failure_with_its_name_and_the_rest_goes_on(
    make_zip: Zipped, read_all: ReadAll
) -> None:
    members: dict[str, bytes | str] = {
        "a.txt": "",
        "b.jsonl": "{",
        "c.png": "x",
        "d.txt": "Fine.",
        "e.zip": make_zip({"f.txt": "x"}),
    }
    found = read_all("news.zip", make_zip(members | {"g.jsonl.gz": b"\x1f\x8bx"}))
    assert [item.text for item in found if isinstance(item, Source)] == ["Fine."]
    assert codes(found) == {
        "a.txt": "empty",
        "b.jsonl": "malformed",
        "c.png": "unsupported",
        "e.zip": "unsupported",
        "g.jsonl.gz": "unsupported",
    }


def test_hidden_members_and_folders_are_passed_over(make_zip: Zipped, read_all: ReadAll) -> None:
    members = {"a/": "", ".b.txt": "x", "__MACOSX/._c.txt": "x", ".git/d.txt": "x", "e.txt": "Fine."}
    assert len(read_all("news.zip", make_zip(members))) == 1


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "..\\a.txt", "\\a.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(
    name: str, make_zip: Zipped, read_all: ReadAll
) -> None:
    found = read_all("news.zip", make_zip({name: "x", "b.txt": "Fine."}))
    assert isinstance(found[0], Failure)
    assert (found[0].code, "leads out" in found[0].message) == ("unsupported", True)
    assert isinstance(found[1], Source)


def test_links_pipes_and_encrypted_members_are_refused(read_all: ReadAll) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, kind in (("link.txt", stat.S_IFLNK), ("pipe.txt", stat.S_IFIFO)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o644) << 16
            archive.writestr(info, "/etc/hostname")
        archive.writestr("secret.txt", "x")
        archive.writestr("fine.txt", "Fine.")
    data = bytearray(buffer.getvalue())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):  # the flags of the third member
        at = [place for place in range(len(data)) if data[place : place + 4] == mark][2]
        data[at + offset] |= 1
    found = read_all("news.zip", bytes(data))
    assert codes(found) == dict.fromkeys(("link.txt", "pipe.txt", "secret.txt"), "unsupported")
    assert isinstance(found[-1], Source)


def test_what_unpacks_to_too_much_is_not_unpacked(
    make_zip: Zipped, read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_zip({f"{number}.txt": "x" * 1000 for number in range(3)})
    monkeypatch.setattr(limits, "ZIP_BYTES", 2999)
    (failure,) = read_all("news.zip", data)
    assert isinstance(failure, Failure)
    assert (failure.code, "3 members" in failure.message) == ("too_large", True)
    monkeypatch.setattr(limits, "ZIP_BYTES", 3000)
    monkeypatch.setattr(limits, "ZIP_MEMBERS", 2)
    assert codes(read_all("news.zip", data)).popitem()[1] == "too_large"


def test_a_member_over_the_limit_of_files_is_one_failure(make_zip: Zipped, read_all: ReadAll) -> None:
    found = read_all("news.zip", make_zip({"a.txt": b"a" * 11_000_000, "b.txt": "Fine."}))
    assert isinstance(found[0], Failure)
    assert "a.txt has 11.0 MB, the limit is 10 MB" in found[0].message
    assert isinstance(found[1], Source)


def test_a_member_that_unpacks_to_more_than_it_says_is_damaged(make_zip: Zipped, read_all: ReadAll) -> None:
    data = bytearray(make_zip({"a.txt": "It rose. " * 100_000, "b.txt": "Fine."}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (9).to_bytes(4, "little")
    found = read_all("news.zip", bytes(data))
    assert isinstance(found[0], Failure)
    assert found[0].code == "malformed"
    assert isinstance(found[1], Source)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_other_documents_that_are_zip_archives_are_unsupported(
    name: str, make_zip: Zipped, read_all: ReadAll
) -> None:
    (failure,) = read_all("sheet.xlsx", make_zip({name: "x", "content.xml": "x"}))
    assert isinstance(failure, Failure)
    assert failure.code == "unsupported"


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x05\x06" + bytes(18), "empty"), (b"PK\x03\x04x", "malformed")]
)
def test_an_archive_of_nothing_and_half_an_archive(data: bytes, code: str, read_all: ReadAll) -> None:
    (failure,) = read_all("news.zip", data)
    assert isinstance(failure, Failure)
    assert failure.code == code


def test_a_reader_that_goes_on_where_another_ended_passes_over_what_was_read(
    make_zip: Zipped, tmp_path: Path
) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(make_zip({f"{number}.txt": f"Story {number}." for number in range(4)}))
    entered: list[tuple[int, str]] = []
    found = list(read(path, after=2, enter=lambda *member: entered.append(member)))
    assert [item.text for item in found if isinstance(item, Source)] == ["Story 2.", "Story 3."]
    assert entered == [(3, "2.txt"), (4, "3.txt")]
