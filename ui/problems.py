"""What went wrong, in words for a reader of the page: no traceback, no path, no command to type."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urldefrag

from index.errors import DatelineError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened and what to do next."""

    message: str
    remedy: str


UNFORESEEN = Problem(
    "Something went wrong that should not have.",
    "Try again; if it happens again, whoever runs this page finds the reason in its log.",
)

NOTHING_YET = Problem(
    "There is nothing to search yet.",
    "Add articles beside this, wait until that is done, or ask one of the examples of the sample.",
)

_FOR_A_READER = {
    "missing": Problem(
        "The archive is no longer there, or is not ready yet.",
        "Ask whoever runs this page to bring it back, then ask again. Your conversation is kept.",
    ),
    "locked": Problem(
        "Somebody else is adding articles to this archive right now.",
        "Try again in a minute; nothing is lost.",
    ),
    "damaged": Problem(
        "The archive on disk is damaged.",
        "Ask whoever runs this page to repair it, then ask again. Your conversation is kept.",
    ),
    "archive_error": Problem(
        "The archive cannot be used as it is.",
        "Ask whoever runs this page to look at its folder, then ask again. Your conversation is kept.",
    ),
    "too_new": Problem(
        "The archive was made by a newer version of Dateline.", "Ask whoever runs this page to update it."
    ),
    "embedding_mismatch": Problem(
        "The archive was made with another model than this page uses.",
        "Ask whoever runs this page to index the articles again.",
    ),
    "disk_full": Problem(
        "The disk that holds the archive is full.",
        "Nothing that was indexed before is lost. Ask whoever runs this page to free some space.",
    ),
    "server_away": Problem(
        "The server that keeps this archive's vectors does not answer.",
        "Ask whoever runs this page to start it again; questions are answered without it.",
    ),
    "model_missing": Problem(
        "The model that understands questions is missing or damaged.",
        "Ask whoever runs this page to install Dateline again.",
    ),
    "model_away": Problem(
        "The language model does not answer.",
        "Ask whoever runs this page to start its server, then ask again.",
    ),
    "model_refused": Problem(
        "The language model's provider refused the request.",
        "Ask whoever runs this page to look at its key and its name, then ask again.",
    ),
    "model_timed_out": Problem("The language model took too long.", "Ask again in a moment."),
    "bad_reply": Problem("The language model said nothing that can be read.", "Ask again in a moment."),
}
"""Errors whose own words speak of files and commands."""


def problem(error: DatelineError) -> Problem:
    """An error as the page shows it; what the page does not show stands in the log."""
    if error.code not in _FOR_A_READER:
        return Problem(error.message, error.remedy)
    _log.warning("%s", error)
    return _FOR_A_READER[error.code]


def without_address(text: str, llm: str | None) -> str:
    """``text`` with a served model (``http://HOST:PORT/v1#MODEL``) by its name alone.

    Where its server is concerns whoever runs the page, not its readers.
    """
    spec = (llm or "").strip()
    if not spec.startswith(("http://", "https://")):
        return text
    return text.replace(spec, urldefrag(spec).fragment)
