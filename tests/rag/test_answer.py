"""The results are plain frozen values, and `to_dict` gives exactly the documented fields as JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.dates import DateSpan, TimeValue
from rag import Answer, Citation, Claim, Conflict, Event, Refusal, Step, ask
from rag.answer import Nearest

_FIELDS = {
    Answer: "question understood_as text claims citations timeline conflicts notes refusal trace took_ms",
    Citation: "n article_id title outlet published url path start end quote copies answer",
    Claim: "text citations when status",
    Event: "when status what citations articles",
    Conflict: "what values",
    Refusal: "reason message nearest",
    Step: "step what because",
}
FRIDAY = TimeValue("Friday", "2022-02-04", DateSpan.day(date(2022, 2, 4)))
CITATION = Citation(
    1, "a1", "Talks", "Eastgate", FRIDAY, "https://x.example", "/news/a.md", 3, 9, "quoted", 2
)
ANSWERED = Answer(
    question="When?",
    understood_as="When?",
    text="Friday 4 February 2022: quoted [1]",
    claims=(Claim("Friday 4 February 2022: quoted [1]", (1,), FRIDAY, "happened"),),
    citations=(CITATION,),
    timeline=(Event(FRIDAY, "happened", "quoted", (1,), 1),),
    conflicts=(Conflict("the figure", (("38", (1,)), ("50", (1,)))),),
    notes=("A note.",),
    trace=(Step("status", "2022-02-04 happened", "reported as a fact"),),
    took_ms=1.5,
)
_times = st.none() | st.builds(TimeValue, st.text(), st.text(), st.none() | st.dates().map(DateSpan.day))


@pytest.mark.parametrize("kind", _FIELDS)
def test_each_result_has_exactly_the_documented_fields(kind: type) -> None:
    assert [f.name for f in fields(kind)] == _FIELDS[kind].split()


@pytest.mark.parametrize("value", [ANSWERED, CITATION, FRIDAY, *ANSWERED.claims, *ANSWERED.timeline])
def test_a_result_cannot_be_changed(value: Any) -> None:
    name = fields(value)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "changed")


def test_to_dict_gives_json_types_with_iso_dates() -> None:
    friday = {"text": "Friday", "value": "2022-02-04", "start": "2022-02-04", "end": "2022-02-04"}
    assert ANSWERED.to_dict() == {
        "question": "When?",
        "understood_as": "When?",
        "text": "Friday 4 February 2022: quoted [1]",
        "claims": [
            {
                "text": "Friday 4 February 2022: quoted [1]",
                "citations": [1],
                "when": friday,
                "status": "happened",
            }
        ],
        "citations": [
            {
                "n": 1,
                "article_id": "a1",
                "title": "Talks",
                "outlet": "Eastgate",
                "published": friday,
                "url": "https://x.example",
                "path": "/news/a.md",
                "start": 3,
                "end": 9,
                "quote": "quoted",
                "copies": 2,
                "answer": None,
            }
        ],
        "timeline": [
            {"when": friday, "status": "happened", "what": "quoted", "citations": [1], "articles": 1}
        ],
        "conflicts": [{"what": "the figure", "values": [["38", [1]], ["50", [1]]]}],
        "notes": ["A note."],
        "refusal": None,
        "trace": [{"step": "status", "what": "2022-02-04 happened", "because": "reported as a fact"}],
        "took_ms": 1.5,
    }


def test_a_refusal_names_the_nearest_articles_in_json_too() -> None:
    near = Nearest("a1", "Talks", "Eastgate", None, "/news/a.md")
    refused = Answer("Q?", "Q?", "No.", refusal=Refusal("not_in_archive", "No.", (near,)))
    assert refused.to_dict()["refusal"] == {
        "reason": "not_in_archive",
        "message": "No.",
        "nearest": [
            {
                "article_id": "a1",
                "title": "Talks",
                "outlet": "Eastgate",
                "published": None,
                "path": "/news/a.md",
            }
        ],
    }


@given(published=_times, quote=st.text(), number=st.integers())
def test_every_answer_survives_json(published: TimeValue | None, quote: str, number: int) -> None:
    cited = Citation(number, "a", "", "", published, "", "", 0, len(quote), quote)
    plain = Answer("q", "q", quote, citations=(cited,)).to_dict()
    assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize("question", ["When did Putin visit Beijing?", "When did Joe Biden visit Beijing?"])
def test_a_real_answer_survives_json(sample_archive: Archive, question: str) -> None:
    plain = ask(question, archive=sample_archive).to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == _FIELDS[Answer].split()
