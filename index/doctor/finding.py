"""What the doctor may find, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

REPAIR = "Run `dateline doctor --repair`; nothing is embedded again."
AGAIN = "Run `dateline remove ID` for each, then `dateline add` with its file."
RESTORE = "Run `dateline import FILE --archive DIR` with an export, or index into a new folder."

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: what, with the numbers, and the command that mends it.

    ``mendable`` by ``--repair``, which embeds nothing.
    """

    code: str
    message: str
    remedy: str
    mendable: bool

    def to_dict(self) -> dict[str, str | bool]:
        """The same for JSON."""
        return {
            "code": self.code,
            "message": self.message,
            "remedy": self.remedy,
            "mendable": self.mendable,
        }


def mendable(code: str, message: str) -> Finding:
    """What ``--repair`` mends."""
    return Finding(code, message, REPAIR, True)


def of_articles(code: str, what: str, ids: Sequence[str]) -> list[Finding]:
    """What is wrong with some articles, if there are any: their files give them anew."""
    return [Finding(code, f"{what} in {_articles(ids)}.", AGAIN, False)] if ids else []


def named(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _articles(ids: Sequence[str]) -> str:
    return f"{counted(len(ids), 'article')}: {named(ids)}"
