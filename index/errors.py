"""Every error that Dateline raises on purpose, each with what to do next.

DatelineError
├── SettingsError           a setting is unknown or has a value that cannot be used
├── ReadError               a file could not be read in
│   ├── Unsupported         its type is not one that Dateline reads
│   ├── Malformed           it is not what it says it is
│   ├── TooLarge            it is over a limit
│   ├── TimedOut            reading it took too long
│   ├── Empty               there is no text in it
│   └── Unavailable         it is missing or cannot be opened; trying again may help
├── ArchiveError            the archive cannot be used as it is
│   ├── Missing, Locked, Damaged, TooNew, EmbeddingMismatch, DiskFull, ServerAway
├── ModelError              a model cannot be used
│   ├── ModelMissing        its weights, its package or its key are not here
│   ├── ModelRefused        its server refuses: a wrong key, an unknown model, a request it cannot take
│   ├── BadReply            what it sent cannot be read
│   ├── ModelAway           no server answers, or it is overloaded; trying again may help
│   └── ModelTimedOut       it did not answer in time
└── LimitError              a request is over a limit (QuestionTooLong)

Each class carries the exit code of the command line: 1 refused or partly failed (a missing archive
too), 2 wrong use, 3 the archive is damaged or locked.
"""

from __future__ import annotations


class DatelineError(Exception):
    """``message`` says what happened, with the numbers; ``remedy`` what to do next."""

    exit_code = 1

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy

    @property
    def code(self) -> str:
        """The error's name for machines: the class name in snake case."""
        name = type(self).__name__
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class UsageError(DatelineError):
    """A command or a call was given something that it cannot take."""

    exit_code = 2


class SettingsError(DatelineError):
    exit_code = 2


class ReadError(DatelineError):
    pass


class Unsupported(ReadError):
    pass


class Malformed(ReadError):
    pass


class TooLarge(ReadError):
    pass


class TimedOut(ReadError):
    pass


class Empty(ReadError):
    pass


class Unavailable(ReadError):
    pass


class ArchiveError(DatelineError):
    exit_code = 3


class Missing(ArchiveError):
    exit_code = 1


class Locked(ArchiveError):
    def __init__(self, message: str, remedy: str, pid: int | None = None) -> None:
        super().__init__(message, remedy)
        self.pid = pid


class Damaged(ArchiveError):
    def __init__(self, message: str, remedy: str, file: str = "") -> None:
        super().__init__(message, remedy)
        self.file = file


class TooNew(ArchiveError):
    pass


class EmbeddingMismatch(ArchiveError):
    pass


class DiskFull(ArchiveError):
    pass


class ServerAway(ArchiveError):
    """The vector server does not answer; searches go on without it."""

    exit_code = 1


class ModelError(DatelineError):
    pass


class ModelMissing(ModelError):
    pass


class ModelRefused(ModelError):
    pass


class BadReply(ModelError):
    pass


class ModelAway(ModelError):
    pass


class ModelTimedOut(ModelError):
    pass


class LimitError(DatelineError):
    exit_code = 2


class QuestionTooLong(LimitError):
    pass
