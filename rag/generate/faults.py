"""Third-party errors told as ours: what happened, and what to do about it."""

from __future__ import annotations

from index.errors import BadReply, ModelAway, ModelError, ModelRefused, ModelTimedOut

_OVERLOADED = 429
_SERVER = 500


def told(error: Exception, name: str) -> ModelError:
    """The `ModelError` that an exception of a client library is.

    Libraries agree on little but ``status_code`` and the names of their classes, so these decide.
    """
    status = _status(error)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if status is not None:
        return _answered(status, name)
    if any("Timeout" in kind for kind in kinds):
        return ModelTimedOut(
            f"{name} did not answer in time.", "Ask again, or allow more DATELINE_LLM_SECONDS."
        )
    if {"TransportError", "APIConnectionError", "ConnectionError", "OSError"} & kinds:
        return ModelAway(f"No server answers for {name}.", "Start it, or correct its address.")
    if isinstance(error, ValueError) and "model" in str(error).lower():
        return ModelRefused(f"{name} is not known to its library.", "Correct the name of the model.")
    return BadReply(
        f"What {name} sent cannot be read ({type(error).__name__}).", "Ask again, or use another model."
    )


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    if status is None:
        status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) and status >= 0 else None


def _answered(status: int, name: str) -> ModelError:
    if status in {401, 403}:
        return ModelRefused(f"{name} refuses the key ({status}).", "Correct the key in the environment.")
    if status == 404:
        return ModelRefused(
            f"The server knows no model for {name} (404).", "Correct the model's name or address."
        )
    if status in {408, 504}:
        return ModelTimedOut(f"{name} did not answer in time ({status}).", "Ask again.")
    if status == _OVERLOADED or status >= _SERVER:
        return ModelAway(f"{name} is overloaded or out of order ({status}).", "Ask again in a while.")
    return ModelRefused(f"{name} does not take the request ({status}).", "Use another model.")
