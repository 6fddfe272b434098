"""The command that shows Dateline at work: ``dateline demo``."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from index import Archive
from index.errors import UsageError

QUESTION = "When did Putin visit Beijing?"


def register(app: typer.Typer) -> None:
    """Add this folder's commands to the command line."""
    app.command("demo")(demo)


def demo(
    no_chat: Annotated[  # noqa: ARG001 - scripts say so today; the chat comes with a later version
        bool, typer.Option("--no-chat", help="Print the answer and stop (this version has no chat yet).")
    ] = False,
) -> None:
    """Build the sample archive and answer a question from it, with sources."""
    from index.progress import progress_bars
    from rag.commands import written
    from rag.pipeline import ask

    folder = _archive_folder()
    with Archive.open(folder, create=True) as archive:
        with progress_bars() as progress:
            report = archive.sync([_sample()], prune=True, progress=progress)
        typer.echo(f"The sample archive: {report.articles} articles, {report.passages} passages, in {folder}")
        typer.echo(f'\n$ dateline ask "{QUESTION}" --archive {folder}\n')
        typer.echo(written(ask(QUESTION, archive=archive)))
    typer.echo("\nAsk more with the command above, or read your own articles in: dateline add FOLDER")


def _archive_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "sample"


def _sample() -> Path:
    """The folder of the sample articles; whoever brings samples announces them as an entry point."""
    for entry in entry_points(group="dateline.samples"):
        folder: Path = entry.load()()
        return folder
    raise UsageError("No sample articles are installed.", "Install the whole package: pip install dateline")
