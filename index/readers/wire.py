"""What goes over the pipe from the reading process: frames of JSON behind their length, never pickle.

The process that read a hostile file is not believed: whatever is no frame, or no article in one,
raises `Garbled`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from datetime import date
from typing import Any

from index.dates import DateSpan, TimeValue
from index.readers.source import Failure, Source

Frame = dict[str, Any]

_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 27
"""Bytes of a frame: an article of the largest size, with what JSON and UTF-8 make of it."""
_WORDS = ("text", "title", "published_from", "outlet", "author", "url", "row_id", "key", "place", "raw")


class Garbled(Exception):
    """These bytes are none that `pack` gives."""


def pack(frame: Frame) -> bytes:
    """The frame as bytes: a length of four bytes, and JSON in UTF-8 that half a surrogate pair may be in."""
    data = json.dumps(frame, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(data)) + data


def unpack(buffer: bytearray) -> Frame | None:
    """The first frame of the buffer, taken out of it; None while it is not whole."""
    if len(buffer) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(buffer)
    if length > _LONGEST:
        raise Garbled(f"a frame of {length} bytes")
    end = _LENGTH.size + length
    if len(buffer) < end:
        return None
    data = bytes(buffer[_LENGTH.size : end])
    del buffer[:end]
    try:
        frame = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise Garbled(str(error)) from error
    if not isinstance(frame, dict):
        raise Garbled(f"a frame that is a {type(frame).__name__}")
    return frame


def found_frame(found: Source | Failure) -> Frame:
    """What was found, without its path: that is known to whoever asked."""
    if isinstance(found, Failure):
        return {"failure": [found.code, found.message]}
    fields = {name: getattr(found, name) for name in _WORDS}
    published = found.published.to_dict() if found.published else None
    return {"source": fields | {"row": found.row, "published": published}}


def found_in(frame: Frame, path: str) -> Source | Failure:
    """What `found_frame` made the frame of."""
    try:
        if "failure" in frame:
            code, message = _pair(frame["failure"])
            return Failure(path, _word(code), _word(message))
        fields = frame["source"]
        words = {name: _word(fields[name]) for name in _WORDS}
        row = None if fields["row"] is None else int(fields["row"])
        return Source(path=path, row=row, published=_time_value(fields["published"]), **words)
    except (LookupError, TypeError, ValueError) as error:
        raise Garbled(f"{type(error).__name__}: {error}") from error


def member_in(frame: Frame) -> tuple[int, str]:
    """The number and the name of the zip archive's member that is read from here on."""
    number, name = _pair(frame["member"])
    if not isinstance(number, int):
        raise Garbled("a member without a number")
    return number, str(name)


def _pair(value: object) -> tuple[object, object]:
    if not isinstance(value, list) or len(value) != 2:
        raise Garbled("no pair where one is expected")
    return value[0], value[1]


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} where a text is expected")
    return value


def _time_value(fields: Mapping[str, object] | None) -> TimeValue | None:
    if fields is None:
        return None
    start, end = fields["start"], fields["end"]
    span = None
    if start is not None or end is not None:
        span = DateSpan(date.fromisoformat(_word(start)), date.fromisoformat(_word(end)))
    return TimeValue(_word(fields["text"]), _word(fields["value"]), span)
