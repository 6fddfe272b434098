"""The trace: which rule decided, in the order of the claims, compact and the same every time."""

from __future__ import annotations

from datetime import date

from index.dates import DateSpan, TimeValue
from rag.answer import Step
from rag.compose import Draft
from rag.trace import steps_of

MAY_3 = TimeValue("3 May", "2024-05-03", DateSpan.day(date(2024, 5, 3)))


def test_every_dated_claim_leaves_the_rule_that_decided_its_status() -> None:
    told = Draft("x", (), MAY_3, "planned", because="will")
    assert steps_of([told, Draft("y", ())]) == (Step("status", "2024-05-03 planned", "will"),)


def test_an_inferred_year_and_a_dropped_claim_leave_their_reasons() -> None:
    told = Draft("x", (), MAY_3, "happened", because="reported as a fact", inferred="a reason")
    fallen = Draft("z" * 500, ())
    status, inferred, dropped = steps_of([told], [(fallen, "a number is not in its quotes")])
    assert (status.step, inferred) == ("status", Step("inferred", "2024-05-03", "a reason"))
    assert dropped == Step("dropped", "z" * 120, "a number is not in its quotes")
