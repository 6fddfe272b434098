"""What the archive's commands print."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from index.article import Article
    from index.info import ArchiveInfo
    from index.report import SyncReport

_FAILURES_SHOWN = 20
_OUTLETS_SHOWN = 20
_PIPED_WIDTH = 400


def summary(article: Article) -> dict[str, Any]:
    """What is said of an article in JSON."""
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.to_dict() if article.published else None,
        "published_from": article.published_from,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "path": article.path,
        "copy_group": article.copy_group,
    }


def day_of(article: Article) -> str:
    """Its day of publication in words."""
    span = article.published.span if article.published else None
    if span is None:
        return article.published.text if article.published else ""
    return span.start.isoformat() if span.days == 1 else f"{span.start} – {span.end}"


def print_report(report: SyncReport) -> None:
    """What a run of `add` did."""
    done = [f"{getattr(report, name)} {name}" for name in ("added", "updated", "unchanged", "removed")]
    typer.echo(f"{', '.join(done)}, {len(report.failed)} failed in {report.seconds:.1f} s.")
    passages = count(report.passages, "passage")
    typer.echo(f"The archive holds {count(report.articles, 'article')} in {passages}.")
    for path, code, message in report.failed[:_FAILURES_SHOWN]:
        typer.echo(f"Failed: {printable(path)} ({code}): {printable(message)}", err=True)
    if (more := len(report.failed) - _FAILURES_SHOWN) > 0:
        typer.echo(f"Failed: {more} more; --json lists them all.", err=True)


def print_info(found: ArchiveInfo) -> None:
    """What an archive holds."""
    days = f"{found.from_date} – {found.to_date}" if found.from_date else "not known"
    rows = [
        ("archive", found.path),
        ("articles", f"{found.articles:,}"),
        ("passages", f"{found.passages:,}"),
        ("published", days),
        ("undated", count(found.undated, "article")),
        ("model", found.model),
        ("version", f"schema {found.schema}, change {found.sequence}"),
    ]
    for name, value in rows:
        typer.echo(f"{name + ':':<11}{value}")
    outlets = [(name or "(none named)", f"{count:,}") for name, count in found.outlets.items()]
    if outlets:
        print_table(("outlet", "articles"), outlets[:_OUTLETS_SHOWN])
    if (more := len(outlets) - _OUTLETS_SHOWN) > 0:
        typer.echo(f"and {count(more, 'outlet')} more")


def print_table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Rows under their names; the last column is cut to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    *narrow, last = names
    table = Table(*narrow, box=box.SIMPLE_HEAD)
    table.add_column(last, no_wrap=True, overflow="ellipsis")
    for row in rows:
        # As Text, because "[…]" in a title is no markup.
        table.add_row(*(Text(printable(cell)) for cell in row))
    # Nothing is cut where the output is read by another program.
    console = Console() if sys.stdout.isatty() else Console(width=_PIPED_WIDTH)
    console.print(table)


def printable(text: str) -> str:
    """Text of others without the control characters that a terminal would obey."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\ufffd" for c in text)


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
