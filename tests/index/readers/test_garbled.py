from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.garbled import garbled

FRENCH = "Le président a déclaré à Genève que la « trêve » coûterait cinq millions d’euros – « peut-être »."
RUSSIAN = "Президент заявил, что переговоры в Женеве завершились без результата и будут продолжены."
JAPANESE = "北京で会談した両首脳は、経済協力の拡大で合意したと発表した。市長によると、学校は休校となる。"
KOREAN = "두 정상은 베이징에서 회담한 뒤 경제 협력을 확대하기로 합의했다고 발표했다. 시장은 말했다."
CHINESE = "两国领导人在北京会谈后宣布，将扩大经济合作。市长表示，学校将停课至星期五。"
VIETNAMESE = "Chủ tịch nước đã gặp người đồng cấp tại Hà Nội hôm thứ Sáu và thảo luận về hợp tác kinh tế."


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE, KOREAN, CHINESE, VIETNAMESE])
def test_what_people_write_is_not_garbled(text: str) -> None:
    assert not garbled(text)
    assert not garbled(f"{text * 20} And some English, £5 – “quoted”.")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (RUSSIAN, "cp1251", "latin-1"),
        (RUSSIAN, "koi8-r", "cp1252"),
        (FRENCH * 3, "cp1252", "koi8-r"),
        (JAPANESE, "utf-8", "cp1252"),
        (JAPANESE, "shift_jis", "gb18030"),
        (CHINESE, "gb18030", "koi8-r"),
        (CHINESE, "gb18030", "latin-1"),
        (KOREAN, "euc-kr", "latin-1"),
        (RUSSIAN, "utf-8", "ascii"),
    ],
)
def test_what_was_read_in_another_encoding_is_garbled(text: str, right: str, wrong: str) -> None:
    assert garbled(text.encode(right, "replace").decode(wrong, "replace"))


def test_of_a_few_characters_nothing_is_concluded() -> None:
    assert not garbled("Été à Genève")
    assert not garbled("The price rose by 5 \ufffd to \ufffd 7.")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_garbled(text: str) -> None:
    assert not garbled(text)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert garbled(text) in (True, False)
