from __future__ import annotations

import struct
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan, TimeValue
from index.readers.source import Failure, Source
from index.readers.wire import Garbled, found_frame, found_in, member_in, pack, unpack

words = st.text(max_size=20)
days = st.dates(date(1900, 1, 1))
spans = st.tuples(days, days).map(lambda pair: DateSpan(min(pair), max(pair)))
times = st.builds(TimeValue, words, words, st.none() | spans)
sources = st.builds(
    Source,
    text=st.text(st.characters(codec=None)),
    title=words,
    path=st.just("a"),
    published=st.none() | times,
    published_from=words,
    outlet=words,
    author=words,
    url=words,
    row_id=words,
    row=st.none() | st.integers(1, 10**9),
    key=words,
    place=words,
)
failures = st.builds(Failure, st.just("a"), words, words)


@given(st.lists(sources | failures, max_size=4), st.integers(1, 50))
def test_what_was_found_comes_over_as_it_was_in_whatever_pieces(
    found: list[Source | Failure], size: int
) -> None:
    data = b"".join(pack(found_frame(item)) for item in found)
    buffer, heard = bytearray(), []
    for at in range(0, len(data), size):
        buffer += data[at : at + size]
        while (frame := unpack(buffer)) is not None:
            heard.append(found_in(frame, "a"))
    assert (heard, buffer) == (found, bytearray())


def test_half_a_surrogate_pair_comes_over() -> None:
    source = Source(text="a\ud800b", title="", path="a")
    frame = unpack(bytearray(pack(found_frame(source))))
    assert frame is not None
    assert found_in(frame, "a") == source


@given(st.binary(max_size=60))
def test_other_bytes_are_garbled_or_not_whole(data: bytes) -> None:
    for buffer in (bytearray(data), bytearray(struct.pack(">I", len(data)) + data)):
        with suppress(Garbled):
            assert isinstance(unpack(buffer), dict | None)


def test_a_length_that_no_article_has_is_not_waited_for() -> None:
    with pytest.raises(Garbled):
        unpack(bytearray(b"\xff\xff\xff\xff"))


GOOD = found_frame(Source(text="It rose.", title="", path="a"))["source"]


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"failure": ["malformed"]},
        {"failure": ["malformed", 5]},
        {"failure": "ab"},
        {"source": None},
        {"source": {"text": "It rose."}},
        {"source": GOOD | {"text": 5}},
        {"source": GOOD | {"row": "one"}},
        {"source": GOOD | {"published": {"text": "x"}}},
        {"source": GOOD | {"published": {"text": "x", "value": "x", "start": "2023-02-30", "end": None}}},
        {
            "source": GOOD
            | {"published": {"text": "", "value": "", "start": "2023-02-02", "end": "2023-02-01"}}
        },
    ],
)
def test_a_frame_that_holds_no_article_is_garbled(frame: dict[str, Any]) -> None:
    with pytest.raises(Garbled):
        found_in(frame, "a")


def test_a_member_has_a_number_and_a_name() -> None:
    assert member_in({"member": [3, "a.txt"]}) == (3, "a.txt")
    for wrong in (["3", "a.txt"], [3], "3a", None):
        with pytest.raises(Garbled):
            member_in({"member": wrong})
