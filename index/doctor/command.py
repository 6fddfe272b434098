"""The command `doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import ArchiveOption, JsonOption, VectorsOption, print_json, settings
from index.doctor.finding import counted

if TYPE_CHECKING:
    from index.doctor.visit import Diagnosis

UNSOUND = 3


def doctor(
    archive: ArchiveOption = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended; nothing is embedded again.")
    ] = False,
    vectors: VectorsOption = None,
    json: JsonOption = False,
) -> None:
    """Check everything in the archive; say what is wrong and what mends it."""
    from index.doctor.visit import visit
    from index.progress import progress_bars

    known = settings(archive=archive, vectors=vectors)
    with progress_bars() as progress:
        found = visit(known.archive, repair=repair, vectors=known.vectors, progress=progress)
    if json:
        print_json(found.to_dict())
    else:
        _print(found)
    if not found.sound:
        raise typer.Exit(UNSOUND)


def _print(found: Diagnosis) -> None:
    for done in found.mended:
        typer.echo(f"Mended: {done}")
    for finding in found.findings:
        typer.echo(f"Wrong ({finding.code}): {finding.message}\n→ {finding.remedy}")
    held = f"{counted(found.articles, 'article')} in {counted(found.passages, 'passage')}"
    wrong = f"{counted(len(found.findings), 'thing')} wrong" if found.findings else "sound"
    typer.echo(f"{found.path}: {wrong}; {held}, change {found.sequence:,}.")
