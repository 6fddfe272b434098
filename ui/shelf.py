"""The archives that a page reads: the one it was started for, and the sample beside it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from index import Archive
from index.errors import ArchiveError, Missing, UsageError
from index.journal import FILE
from index.progress import Progress
from index.report import SyncReport
from ui.sample import sample_articles

Name = Literal["own", "sample"]
_Identity = tuple[int, int] | None


class Shelf:
    """Opens each archive once, when it is first read, and lets go of one whose files have gone.

    ``own`` is the folder that the page was started for, ``sample`` the folder in which the sample
    archive is, or is made when somebody asks for it; ``vectors`` is the address of the Chroma server that
    keeps the vectors of the first, if one does, and ``llm`` the language model that words the answers.
    Safe to use from several threads.
    """

    def __init__(
        self, own: Path, sample: Path, *, vectors: str | None = None, llm: str | None = None
    ) -> None:
        self.llm = llm
        self._vectors: dict[Name, str | None] = {"own": vectors}
        self._folders: dict[Name, Path] = {"own": own, "sample": sample}
        self._opened: dict[Name, tuple[Archive, _Identity]] = {}
        self._lock = threading.Lock()
        self._making_sample = threading.Lock()

    def archive(self, name: Name) -> Archive:
        """The archive, open, whose owner is the shelf; `Missing` when there is none, or none any more."""
        return self._open(name)

    def holds_articles(self, name: Name) -> bool:
        """Whether there is an archive of that name with an article in it."""
        try:
            return self.archive(name).info().articles > 0
        except Missing:
            return False

    def make_sample(self, progress: Progress | None = None) -> None:
        """Index the sample articles where that has not been done."""
        with self._making_sample:
            if not self.holds_articles("sample"):
                self._open("sample", create=True).sync([sample_articles()], progress=progress)

    def ready(self) -> Path:
        """The folder of the page's own archive, which is made when there is none."""
        return self._open("own", create=True).path

    def add(self, files: Sequence[Path], progress: Progress | None = None) -> SyncReport:
        """Index files into the page's own archive, which is made when there is none."""
        return self._open("own", create=True).sync(list(files), progress=progress)

    def close(self) -> None:
        """Let go of every archive."""
        with self._lock:
            while self._opened:
                _, (archive, _) = self._opened.popitem()
                archive.close()

    def _open(self, name: Name, *, create: bool = False) -> Archive:
        folder = self._folders[name]
        with self._lock:
            if name in self._opened and self._opened[name][1] != _identity(folder):
                self._opened.pop(name)[0].close()
            if name not in self._opened:
                archive = _opened(folder, create=create, vectors=self._vectors.get(name))
                self._opened[name] = archive, _identity(folder)
            return self._opened[name][0]


def _opened(folder: Path, *, create: bool, vectors: str | None) -> Archive:
    try:
        return Archive.open(folder, create=create, vectors=vectors)
    except UsageError as error:
        # To the command line it is wrong use; a reader of the page did nothing wrong.
        raise ArchiveError(error.message, error.remedy) from error


def _identity(folder: Path) -> _Identity:
    """Which file the journal is: another one of the same name has another, none has None."""
    try:
        found = (folder / FILE).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
