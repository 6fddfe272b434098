from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.encoding import decode, looks_wide

WESTERN = "Le président a déclaré à Genève que la « trêve » coûterait 5 £ — “peut-être”."
RUSSIAN = "Президент заявил, что переговоры в Женеве завершились без результата и будут продолжены."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_western_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_latin_1_is_read() -> None:
    text = "Die Gespräche über die Brücke in Köln dauerten fünf Stunden."
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_alphabets_are_guessed(encoding: str) -> None:
    assert decode((RUSSIAN * 3).encode(encoding)) == RUSSIAN * 3


@pytest.mark.parametrize(("encoding", "text"), [("shift_jis", "北京で会談した。"), ("windows-1251", RUSSIAN)])
def test_a_declaration_decides(encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body>{text}</body></html>'
    assert text in decode(page.encode(encoding))


def test_a_wrong_declaration_gives_way_to_utf_8() -> None:
    page = f'<meta charset="iso-8859-1"><p>{WESTERN}</p>'
    assert decode(page.encode("utf-8")) == page


def test_an_unknown_declaration_is_passed_over() -> None:
    page = f'<meta charset="no-such-thing"><p>{WESTERN}</p>'
    assert decode(page.encode("utf-8")) == page


def test_a_few_broken_bytes_do_not_spoil_utf_8() -> None:
    assert decode(WESTERN.encode("utf-8") + b" caf\xe9") == WESTERN + " café"


def test_an_encoding_declared_for_binary_codecs_is_no_encoding() -> None:
    assert decode(b'<meta charset="base64"><p>Yes</p>') == '<meta charset="base64"><p>Yes</p>'


def test_zero_bytes_of_wide_text_are_told_from_binary_ones() -> None:
    assert looks_wide("The river rose.".encode("utf-16-le"))
    assert not looks_wide(b"\x00\x01\x02\x03" * 50)


@given(st.one_of(st.binary(), st.binary(max_size=40).map(lambda data: b'<meta charset="gb18030">' + data)))
def test_no_bytes_make_decoding_fail(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
