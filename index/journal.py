"""The journal: one SQLite file that is the truth; whatever is searched is built from it.

Only connections, transactions and versions are here; `index.records` says what the tables hold.
Each committed change takes the next number of one sequence, and that number names the state.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.disk import disk_full, has_no_room
from index.errors import ArchiveError, Damaged, Locked, Missing, TooNew
from index.unchanging import UNWRITABLE, is_unwritable, unchanging

FILE = "journal.sqlite"
APPLICATION_ID = 0x44415445
""""DATE", in the file's header."""

_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Change:
    """A transaction under way: its connection, and the number of its change (0 where it counts as none)."""

    db: sqlite3.Connection
    sequence: int


class Journal:
    """Opened by `Journal.open`. Safe to share between threads: each transaction has its own connection."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @classmethod
    def open(cls, file: Path, *, create: bool = False) -> Journal:
        """Open the journal and bring it to the newest version, in one transaction.

        Raises `Missing` where there is none and ``create`` is off, `TooNew` for one of a newer
        Dateline, `Damaged` for a file that is not a journal.
        """
        if not file.is_file() and not create:
            raise _missing(file)
        journal = cls(file)
        with _translated(file):
            if create:
                journal._idle.append(journal._connect("rwc"))
            with journal._connection(only_read=not create) as db:
                _upgrade(db, file, create=create)
        return journal

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the journal for as long as the block lasts."""
        with _translated(self.file), self._connection(only_read=True) as db, _transaction(db, "BEGIN"):
            yield db

    @contextmanager
    def writing(self, what: str | None) -> Iterator[Change]:
        """A transaction: all of the block is committed, or none of it.

        ``what`` names the change in the log; None is for bookkeeping that leaves the state as it
        is. A change that adds or removes passages says so with `passages_changed`.
        """
        with _translated(self.file), self._connection() as db, _transaction(db, "BEGIN IMMEDIATE"):
            yield Change(db, _next_change(db, what) if what else 0)

    def copy_to(self, file: Path) -> None:
        """Write one state of the journal to a new file, compact, while others read and write here."""
        with _translated(self.file), self._connection(only_read=True) as db:
            db.execute("VACUUM INTO ?", (str(file),))

    def close(self) -> None:
        """Close what is idle; the last to close writes the log back into the file."""
        with self._lock:
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def _connection(self, *, only_read: bool = False) -> Iterator[sqlite3.Connection]:
        """One that is idle, or a new one; ``only_read``: perhaps one that writes nothing at all."""
        with self._lock:
            db = self._idle.pop() if self._idle else None
        try:
            db = db or self._connect("rw")
        except sqlite3.OperationalError as error:
            if not only_read or not is_unwritable(error):
                raise
            with unchanging(self.file, error) as db:
                yield db
            return
        try:
            yield db
        except BaseException:
            db.close()  # rolls back
            raise
        with self._lock:
            self._idle.append(db)

    def _connect(self, mode: str) -> sqlite3.Connection:
        db = sqlite3.connect(
            f"{self.file.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=10,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA user_version").fetchall()  # says now what would be said at the first reading
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    yield
    db.execute("COMMIT")


def sequence(db: sqlite3.Connection) -> int:
    """The number of the newest change; 0 for an archive that never held anything."""
    return int(db.execute("SELECT coalesce(max(sequence), 0) FROM changes").fetchone()[0])


def passages_sequence(db: sqlite3.Connection) -> int:
    """The newest change that brought or took passages: what is searched must not be older."""
    row = db.execute("SELECT coalesce(max(sequence), 0) FROM changes WHERE passages = 1").fetchone()
    return int(row[0])


def passages_changed(change: Change) -> None:
    """Note that a change brought or took passages."""
    change.db.execute("UPDATE changes SET passages = 1 WHERE sequence = ?", (change.sequence,))


def schema_version(db: sqlite3.Connection) -> int:
    """The migrations that this journal has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def newest_version() -> int:
    """The migrations that this Dateline knows."""
    return len(_scripts())


def is_whole(db: sqlite3.Connection) -> bool:
    """Whether the tables, indexes and all else are those of a new journal, and no others."""
    new = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for script in _scripts():
            for statement in _statements(script.read_text(encoding="utf-8")):
                new.execute(statement)
        return _schema(db) == _schema(new)
    finally:
        new.close()


def _schema(db: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    return set(db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"))


def _next_change(db: sqlite3.Connection, what: str) -> int:
    number = sequence(db) + 1
    at = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute("INSERT INTO changes (sequence, at, what, passages) VALUES (?, ?, ?, 0)", (number, at, what))
    return number


def _upgrade(db: sqlite3.Connection, file: Path, *, create: bool) -> None:
    version, newest = schema_version(db), newest_version()
    if version > newest:
        raise TooNew(
            f"The archive has version {version}, this Dateline reads up to {newest}.",
            "Install a newer Dateline: `pip install --upgrade dateline`.",
        )
    marked = db.execute("PRAGMA application_id").fetchone()[0]
    empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if version == 0 and not (create and empty and marked == 0):
        if empty:
            raise Missing(f"The journal {file} is empty.", "Index something first: `dateline add PATH`.")
        raise _not_ours(file)
    if version > 0 and marked != APPLICATION_ID:
        raise _not_ours(file)
    if version < newest:
        _migrate(db, newest)


def _migrate(db: sqlite3.Connection, newest: int) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    # Asked again under the lock: another process may have done it meanwhile.
    for script in _scripts()[schema_version(db) :]:
        for statement in _statements(script.read_text(encoding="utf-8")):
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {newest}")
    db.execute("COMMIT")


def _scripts() -> list[Path]:
    return sorted(_MIGRATIONS.glob("[0-9][0-9][0-9][0-9].sql"))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _not_ours(file: Path) -> Damaged:
    return Damaged(
        f"{file} is a database, but not a journal of Dateline.",
        "Name another folder with --archive.",
        str(file),
    )


def _damaged(file: Path, why: str) -> Damaged:
    return Damaged(
        f"The journal {file} is damaged: {why}.",
        "`dateline doctor` says more; restore an export with `dateline import`, or index anew.",
        str(file),
    )


def _missing(file: Path) -> Missing:
    return Missing(f"There is no journal at {file}.", "Index something first: `dateline add PATH`.")


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    """What SQLite reports, as an error of ours; mistakes in our own SQL stay what they are."""
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite quotes the bytes of a damaged schema in its message, which sqlite3 cannot decode.
        raise _damaged(file, "its tables' names are not text") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        undecodable = str(error).startswith("Could not decode to UTF-8")
        if undecodable or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise _damaged(file, str(error)) from error
        if code == sqlite3.SQLITE_FULL or (code in UNWRITABLE and has_no_room(file.parent)):
            raise disk_full(file) from error
        if code == sqlite3.SQLITE_BUSY:
            raise Locked(
                f"The journal {file} is locked by another program.", "Close what has it open, then try again."
            ) from error
        if code == sqlite3.SQLITE_CANTOPEN and not file.exists():
            raise _missing(file) from error
        if code in UNWRITABLE:
            raise ArchiveError(
                f"The journal {file} cannot be used: {error}.", "Check the folder's permissions and its disk."
            ) from error
        raise
