"""The command line ``dateline``: commands from the entry points ``dateline.commands``, errors with a remedy.

Exit codes: 0 fine, 1 refused or partly failed, 2 wrong use, 3 the archive is damaged or locked,
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import DatelineError

if TYPE_CHECKING:
    from index.settings import Settings

GROUP = "dateline.commands"
STOPPED = 130

ArchiveOption = Annotated[
    Path | None,
    typer.Option("--archive", metavar="DIR", help="The archive's folder.", show_default="DATELINE_ARCHIVE"),
]
VectorsOption = Annotated[
    str | None,
    typer.Option(
        "--vectors",
        metavar="URL",
        help="A Chroma server that keeps the vectors, as http://127.0.0.1:8000.",
        show_default="DATELINE_VECTORS",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, errors too.")]

# typer has click inside, or beside it, and exports only some of its errors: this is ClickException.
_WrongUse: type[Exception] = typer.BadParameter.__mro__[2]


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], commands: Iterable[EntryPoint] | None = None) -> int:
    """Run one command line; its exit code. ``commands`` are those installed unless given."""
    as_json = "--json" in arguments
    try:
        app = assemble(entry_points(group=GROUP) if commands is None else commands)
        result = app(list(arguments) or ["--help"], prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except DatelineError as error:
        return _report(error.code, error.message, error.remedy, error.exit_code, as_json)
    except _WrongUse as error:
        message = error.format_message()  # type: ignore[attr-defined]
        return _report("usage_error", message, "`dateline --help` shows what there is.", 2, as_json)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("Stopped.", err=True)
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the last one to know
        return _internal(error, as_json)


def assemble(commands: Iterable[EntryPoint]) -> typer.Typer:
    """The app with every command that loads; one that does not is named on stderr and left out."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Answers questions from a news archive: quoted, dated, or refused.",
    )
    app.callback()(_options)
    for command in sorted(commands, key=lambda entry: entry.name):
        try:
            command.load()(app)
        except Exception as error:  # noqa: BLE001 - a broken package must not take the others along
            typer.echo(f"The commands of {command.value} are missing: {error}", err=True)
    return app


def settings(**flags: Any) -> Settings:
    """The settings in force, with the flags of the command line on top."""
    # Late, because pydantic takes a quarter of a second that `--help` has no use for.
    from index.settings import load

    return load(**flags)


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _options(
    show_version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, help="Print the version.", callback=lambda on: _version(on)),
    ] = False,
) -> None:
    """Answers questions from a news archive: quoted, dated, or refused."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {version('dateline')}")
        raise typer.Exit


def _report(code: str, message: str, remedy: str, exit_code: int, as_json: bool) -> int:
    if as_json:
        print_json({"error": {"code": code, "message": message, "remedy": remedy}})
    typer.echo(f"Error: {message}\n→ {remedy}", err=True)
    return exit_code


def _internal(error: Exception, as_json: bool) -> int:
    if os.environ.get("DATELINE_DEBUG"):
        traceback.print_exception(error)
    message = f"Internal error: {type(error).__name__}: {error}"
    return _report("internal_error", message, "DATELINE_DEBUG=1 shows where; please report it.", 1, as_json)
