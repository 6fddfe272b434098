"""A model is asked again after what may pass, left at the deadline, and left alone when it keeps failing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from index.errors import BadReply, ModelAway, ModelRefused, ModelTimedOut
from rag.generate import patience
from rag.generate.model import Deadline, Prompt
from rag.generate.patience import Breaker, patiently
from rag.stop import Stopped

PROMPT = Prompt("", "Who?")
AWAY = ModelAway("It is away.", "Wait.")


def _asked(model: object, breaker: Breaker | None = None, seconds: float = 20) -> list[str]:
    return list(patiently(model, PROMPT, Deadline.within(seconds), breaker or Breaker()))  # type: ignore[arg-type]


def test_what_may_pass_is_tried_three_times(scripted: Callable[..., object]) -> None:
    model = scripted([AWAY], [AWAY], ["yes"])
    assert _asked(model) == ["yes"]
    away = scripted([AWAY])
    with pytest.raises(ModelAway):
        _asked(away)
    assert len(away.prompts) == 3  # type: ignore[attr-defined]


@pytest.mark.parametrize("error", [ModelRefused("No.", "Pay."), BadReply("What?", "Ask.")])
def test_what_will_not_pass_is_not_tried_again(scripted: Callable[..., object], error: Exception) -> None:
    model = scripted([error], ["yes"])
    with pytest.raises(type(error)):
        _asked(model)
    assert len(model.prompts) == 1  # type: ignore[attr-defined]


def test_whatever_a_model_raises_is_told_as_ours(scripted: Callable[..., object]) -> None:
    with pytest.raises(BadReply, match="scripted"):
        _asked(scripted([RuntimeError("out of order")]))


def test_what_was_said_already_is_not_said_again(scripted: Callable[..., object]) -> None:
    model = scripted(["half", AWAY], ["whole"])
    reply = patiently(model, PROMPT, Deadline.within(20), Breaker())  # type: ignore[arg-type]
    assert next(reply) == "half"
    with pytest.raises(ModelAway):
        next(reply)


def test_a_pause_that_does_not_fit_before_the_deadline_is_not_made(
    scripted: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (1000.0,))
    model = scripted([AWAY], ["yes"])
    with pytest.raises(ModelAway):
        _asked(model)


def test_after_three_failures_in_a_row_it_is_left_alone(scripted: Callable[..., object]) -> None:
    model, breaker = scripted([AWAY]), Breaker()
    for _ in range(3):
        with pytest.raises(ModelAway, match="It is away"):
            _asked(model, breaker)
    with pytest.raises(ModelAway, match="3 times in a row"):
        _asked(model, breaker)
    assert len(model.prompts) == 9  # type: ignore[attr-defined]


def test_a_success_forgets_the_failures_before_it(scripted: Callable[..., object]) -> None:
    breaker = Breaker()
    breaker.note("scripted", failed=True)
    breaker.note("scripted", failed=True)
    _asked(scripted(["yes"]), breaker)
    breaker.note("scripted", failed=True)
    breaker.check("scripted")


class _Hanging:
    """Says a word, then nothing until it is let go."""

    name = "hanging"

    def __init__(self) -> None:
        self.go, self.closed = threading.Event(), threading.Event()

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:
        try:
            yield "one"
            self.go.wait(30)
            yield "two"
            yield "three"
        finally:
            self.closed.set()


def test_a_model_that_hangs_is_left_at_the_deadline() -> None:
    model = _Hanging()
    with pytest.raises(ModelTimedOut):
        _asked(model, seconds=0.05)
    model.go.set()


def test_who_stops_listening_stops_the_model() -> None:
    model = _Hanging()
    reply = patiently(model, PROMPT, Deadline.within(20), Breaker())
    assert next(reply) == "one"
    reply.close()  # type: ignore[attr-defined]
    model.go.set()
    assert model.closed.wait(10)


def test_a_model_is_not_waited_for_when_the_answer_is_given_up() -> None:
    model, stop = _Hanging(), threading.Event()
    reply = patiently(model, PROMPT, Deadline.within(20, stop), Breaker())
    assert next(reply) == "one"
    stop.set()
    with pytest.raises(Stopped):
        next(reply)
    model.go.set()
    assert model.closed.wait(10)


def test_a_model_that_does_not_end_is_cut_off(scripted: Callable[..., object]) -> None:
    text = "".join(_asked(scripted(["so "] * 10_000)))
    assert patience.MOST_CHARACTERS <= len(text) < patience.MOST_CHARACTERS + 3
