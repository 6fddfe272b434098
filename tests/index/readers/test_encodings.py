"""Hundreds of files in wrong and missing encodings: each is read as it was written, or turned away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.readers import Failure, Source, read

TEXTS = {
    "English": "The river rose by two metres in the night, and the people of the lower town were told to "
    "leave. “Nobody was hurt,” the mayor said on Friday – the dam would cost £5 million.",
    "French": "Le président a déclaré à Genève que la « trêve » coûterait cinq millions d’euros. Les écoles "
    "de la vallée resteront fermées jusqu’à vendredi, a annoncé le maire.",
    "German": "Die Gespräche über die Brücke in Köln dauerten fünf Stunden. Der Bürgermeister erklärte, "
    "dass die Schulen bis Freitag geschlossen bleiben müssten.",
    "Russian": "Президент заявил, что переговоры в Женеве завершились без результата и будут продолжены в "
    "пятницу. По его словам, школы останутся закрытыми до понедельника.",
    "Japanese": "北京で会談した両首脳は、経済協力の拡大で合意したと発表した。市長によると、"
    "学校は金曜日まで休校となる。ダムの水位は夜のうちに二メートル上がった。",
    "Chinese": "两国领导人在北京会谈后宣布，将扩大经济合作。市长表示，学校将停课至星期五。"
    "河水在夜间上涨了两米，低洼地区的居民被要求撤离。",
    "Taiwanese": "兩國領導人在北京會談後宣布，將擴大經濟合作。市長表示，學校將停課至星期五。"
    "河水在夜間上漲了兩米，低窪地區的居民被要求撤離。",
    "Korean": "두 정상은 베이징에서 회담한 뒤 경제 협력을 확대하기로 합의했다고 발표했다. "
    "시장은 학교가 금요일까지 문을 닫는다고 말했다.",
}
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
ENCODINGS = {
    "English": ("utf-8", "utf-8-sig", *WIDE, "cp1252"),
    "French": ("utf-8", "utf-8-sig", *WIDE, "cp1252", "latin-1"),
    "German": ("utf-8", *WIDE, "cp1252", "latin-1", "iso8859-15"),
    "Russian": ("utf-8", "utf-8-sig", *WIDE, "koi8-r", "cp1251", "iso8859-5"),
    "Japanese": ("utf-8", *WIDE, "shift_jis", "euc-jp"),
    "Chinese": ("utf-8", *WIDE, "gb18030"),
    "Taiwanese": ("utf-8", "big5"),
    "Korean": ("utf-8", *WIDE, "euc-kr"),
}
WRONG = ("utf-8", "iso-8859-1", "koi8-r", "gb18030", "no-such-encoding")
CASES = [(language, encoding) for language, encodings in ENCODINGS.items() for encoding in encodings]


def files(text: str, encoding: str) -> Iterator[tuple[str, bytes]]:
    """One text in an encoding that nobody declares, that is declared rightly or wrongly, cut or mixed."""

    def encoded(text: str) -> bytes:
        return text.encode(encoding, "replace")

    long = encoded("\n\n".join([text] * 8))
    yield "plain.txt", long
    yield "short.txt", encoded(text)
    yield "cut.txt", long[: len(long) // 2 - 1]
    yield "mixed.txt", long + TEXTS["French"].encode("utf-8" if encoding == "cp1252" else "cp1252")
    for declared in (encoding, *WRONG):
        head = f'<html><head><meta charset="{declared}"><title>x</title></head><body>'
        yield f"declared {declared}.html", encoded(f"{head}<article><p>{text}</p></article></body></html>")


def likeness(one: str, other: str) -> float:
    """The share of the letters of one text that are in the other, in whatever order."""
    left, right = (Counter(filter(str.isalnum, text)) for text in (one, other))
    return (left & right).total() / max(1, left.total())


def test_there_are_three_hundred_of_them() -> None:
    assert sum(1 for language, encoding in CASES for _ in files(TEXTS[language], encoding)) >= 300


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_file_is_read_as_it_was_written_or_turned_away(
    language: str, encoding: str, tmp_path: Path
) -> None:
    text = TEXTS[language]
    turned_away = 0
    for name, data in files(text, encoding):
        path = tmp_path / name
        path.write_bytes(data)
        (found,) = read(path)
        if isinstance(found, Failure):
            assert found.code in {"malformed", "unsupported"}
            turned_away += 1
        elif "mixed" in name:
            assert likeness(text, found.text) > 0.95, (name, found.text)
        else:
            assert likeness(found.text, text * 8) > 0.95, (name, found.text)
            assert likeness(text, found.text) > (0.4 if "cut" in name else 0.95), (name, found.text)
    assert turned_away <= 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", *WIDE[:2], "cp1252"])
def test_english_is_never_turned_away(encoding: str, tmp_path: Path) -> None:
    for name, data in files(TEXTS["English"], encoding):
        path = tmp_path / name
        path.write_bytes(data)
        assert "mixed" in name or isinstance(next(iter(read(path))), Source), name
