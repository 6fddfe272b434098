"""The commands that open the page: ``dateline chat`` and ``dateline demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index import Archive
from index.cli import ArchiveOption, VectorsOption, settings
from ui.sample import QUESTIONS, sample_archive, sample_articles

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.settings import Settings
    from ui.shelf import Name

_Host = Annotated[
    str | None,
    typer.Option(
        "--host", metavar="H", help="The address to serve on.", show_default="127.0.0.1: this machine"
    ),
]
_Port = Annotated[int | None, typer.Option("--port", metavar="P", help="The port.", show_default="7860")]
_NamesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A host name by which browsers reach the page; may be given again."
    ),
]
_Llm = Annotated[
    str | None,
    typer.Option("--llm", metavar="MODEL", help="A language model that words the answers: see dateline ask."),
]
_NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address and open no browser.")]


def register(app: typer.Typer) -> None:
    """Add this folder's commands to the command line."""
    app.command("chat")(chat)
    app.command("demo")(demo)


def chat(
    archive: ArchiveOption = None,
    host: _Host = None,
    port: _Port = None,
    name: _NamesOption = None,
    vectors: VectorsOption = None,
    llm: _Llm = None,
    no_browser: _NoBrowser = False,
) -> None:
    """Ask the archive in a browser. Beyond this machine it takes DATELINE_PASSWORD."""
    names = tuple(name) if name else None
    found = settings(archive=archive, host=host, port=port, names=names, vectors=vectors, llm=llm)
    _check_model(found)
    _serve(found, "own", browser=not no_browser)


def demo(
    no_chat: Annotated[bool, typer.Option("--no-chat", help="Print one cited answer and stop.")] = False,
    host: _Host = None,
    port: _Port = None,
    no_browser: _NoBrowser = False,
) -> None:
    """Build the sample archive, answer a question from it, with sources, and open the page on it."""
    from index.progress import progress_bars
    from rag.commands import written
    from rag.pipeline import ask
    from ui.serve import check

    found = settings(host=host, port=port)
    if not no_chat:
        _check_model(found)
        check(found.host, _password(found))
    folder = sample_archive()
    with Archive.open(folder, create=True) as archive:
        with progress_bars() as progress:
            report = archive.sync([sample_articles()], prune=True, progress=progress)
        typer.echo(f"The sample archive: {report.articles} articles, {report.passages} passages, in {folder}")
        typer.echo(f'\n$ dateline ask "{QUESTIONS[0]}" --archive {folder}\n')
        typer.echo(written(ask(QUESTIONS[0], archive=archive)))
    if no_chat:
        typer.echo("\nAsk more with the command above, or read your own articles in: dateline add FOLDER")
    else:
        _serve(found, "sample", browser=not no_browser)


def _serve(found: Settings, start: Name, *, browser: bool) -> None:
    """Print the address, then serve until Ctrl-C."""
    from ui import serve

    password = _password(found)
    serve.check(found.host, password)
    with serve.bind(found.host, found.port) as taken:
        url = serve.address(found.host, found.port)
        typer.echo(f"\nDateline is at {url} (Ctrl-C stops it)")
        if browser:
            serve.open_browser(url)
        serve.run(lambda: _application(found, start, password), taken)


def _check_model(found: Settings) -> None:
    """What cannot be used is said now, and not to a reader of the page. `UsageError`, `ModelMissing`."""
    from rag.generate.providers import model_of

    if found.llm:
        model_of(found.llm)


def _password(found: Settings) -> str | None:
    return found.password.get_secret_value() if found.password else None


def _application(found: Settings, start: Name, password: str | None) -> FastAPI:
    from ui.app import create
    from ui.serve import hosts
    from ui.shelf import Shelf

    shelf = Shelf(Path(found.archive), sample_archive(), vectors=found.vectors, llm=found.llm)
    return create(shelf, start=start, hosts=hosts(found.host, found.names), password=password)
