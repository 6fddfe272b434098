"""Bytes into text: byte order mark, declaration, UTF-8, and only then a guess. Never an error."""

from __future__ import annotations

import codecs
import re
from unicodedata import category

from index.readers.garbled import garbled

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Pages that declare one of these are mostly Windows-1252, and often UTF-8 in truth.
_WESTERN = {"ascii", "iso8859-1", "iso8859-15", "cp1252"}
_SEVEN_BITS = {"hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr", "utf-7"}
_WESTERN_MARKS = frozenset("“”‘’‚„–—…•·€£¥§°©®™«»¿¡ªº½¼¾´¨\xa0\xad†‡‰‹›±×²³")
_SAMPLE = 1 << 18


def decode(data: bytes) -> str:
    """The text of ``data``; bytes that fit no encoding become "�"."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    encoding = _declared(data)
    text = _strict(data, "utf-8")
    if text is not None and not (data.isascii() and encoding in _SEVEN_BITS):
        return text
    if encoding and encoding not in _WESTERN:
        text = _tolerant(data, encoding)
        if text is not None:
            return text
    return _utf8(data) or _western(data, sure=encoding in _WESTERN) or _guessed(data)


def looks_wide(data: bytes) -> bool:
    """Whether the zero bytes of ``data`` are those of UTF-16 or UTF-32 text."""
    return data.startswith(tuple(mark for mark, _ in _MARKS[1:])) or bool(_wide(data))


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: the zero bytes of spaces and line ends stand in the high places."""
    head = data[: min(len(data), 4096) & ~3]
    zeros = [head[place::4].count(0) for place in range(4)]
    quarter = len(head) // 4
    if quarter < 4 or not any(zeros):
        return ""
    if min(zeros[2:]) > 0.9 * quarter > 2 * zeros[0]:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 * quarter > 2 * zeros[3]:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    one_sided = min(even, odd) * 4 <= max(even, odd)
    return encoding if one_sided and not _is_noise(head.decode(encoding, "replace")) else ""


def _is_noise(text: str) -> bool:
    """Whether a tenth of the text is neither letters nor digits, spaces and marks, or it is garbled."""
    signs = sum(not (" " <= one <= "~" or one.isspace() or category(one)[0] in "LMNP") for one in text)
    return signs * 10 > len(text) or garbled(text)


def _declared(data: bytes) -> str:
    match = _DECLARATION.search(data[:4096])
    if match is None:
        return ""
    try:
        return codecs.lookup((match[1] or match[2]).decode("ascii", "replace")).name
    except LookupError:
        return ""


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _tolerant(data: bytes, encoding: str) -> str | None:
    """The text in the encoding that is declared, unless it makes no sense in it; a few bytes may be bad."""
    try:
        text = data.decode(encoding, "replace")
    except (UnicodeError, LookupError):
        return None
    return None if garbled(text) or text.count("\ufffd") * 100 > len(text) else text


def _utf8(data: bytes) -> str:
    """UTF-8 with a few broken bytes among many good ones, which are read as Windows-1252."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return data.decode("utf-8", "windows-1252-bytes") if good > 3 * bad else ""


def _western(data: bytes, *, sure: bool) -> str:
    """Windows-1252, when declared or when all it gives are the letters and marks of Western text."""
    text = data.decode("cp1252", "replace")
    beyond = [character for character in text if character > "\x7f"]
    likely = all((c.isalpha() and c < "\u0180") or c in _WESTERN_MARKS for c in set(beyond))
    return text if (sure or likely) and len(beyond) < (0.3 if sure else 0.15) * len(text) else ""


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252-bytes", _as_windows_1252)
