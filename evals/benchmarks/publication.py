"""When a page was published: ``python -m evals.benchmarks.publication [FOLDER]``.

FOLDER holds ``*.html`` and ``expected.jsonl``, a row a page: ``page``, ``published`` (the day, month or year
that the page states, null where it states none), ``from`` (how that may be found), ``trap`` (what else the
page says), and for pages without a date ``bound`` and ``written``: what the text gives away, and the day on
which it was written.

A date is right when it says just what the page states: a day for a month is wrong, and so is any date for
a page that states none. Precision: of the dates found, the right ones; recall: of those stated, the right
ones. "how" counts the pages of which the way it was found is named rightly, the bounds those given, and
those that hold. The rules are tuned on the part "dev" only, the files whose name has a SHA-256 that begins
with an even byte. Beside it: htmldate and trafilatura as they come.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.benchmarks.timex import part_of
from index.dates import DateSpan
from index.published import parse_date
from index.readers import Source, read
from index.timex.spans import span_of

PAGES = Path(__file__).parents[1] / "pages" / "publication"


@dataclass(frozen=True)
class Page:
    """A file and what it states; ``ways`` are words of which one must name how that was found."""

    path: Path
    published: str | None
    ways: tuple[str, ...]
    bound: str | None
    written: date | None
    trap: str


@dataclass(frozen=True)
class Found:
    """What a system says of a page: the value ("" for none) and how it was found."""

    value: str
    how: str = ""


@dataclass
class Score:
    """Counts over pages; ``faults`` are the pages and what was said of them."""

    stated: int = 0
    found: int = 0
    right: int = 0
    named: int = 0
    bounds: int = 0
    bounds_held: int = 0
    faults: list[tuple[Page, Found]] = field(default_factory=list)


def pages(folder: Path) -> list[Page]:
    """The pages that ``expected.jsonl`` names."""
    lines = (folder / "expected.jsonl").read_text("utf-8").splitlines()
    return [_page(folder, json.loads(line)) for line in lines]


def _page(folder: Path, row: dict[str, Any]) -> Page:
    written = date.fromisoformat(row["written"]) if "written" in row else None
    path = folder / row["page"]
    return Page(path, row["published"], tuple(row["from"]), row.get("bound"), written, row["trap"])


def ours(page: Page) -> Found:
    """What an archive stores of the page."""
    source = next((item for item in read(page.path) if isinstance(item, Source)), None)
    if source is None:
        return Found("")
    return Found(source.published.value if source.published else "", source.published_from)


def htmldate(page: Page) -> Found:
    """What htmldate makes of the page with its own settings, asked for the first date."""
    from htmldate import find_date

    return Found(find_date(page.path.read_text("utf-8"), original_date=True) or "")


def trafilatura(page: Page) -> Found:
    """The date among what trafilatura says of the page."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page.path.read_text("utf-8"), with_metadata=True)
    return Found(found.date or "" if isinstance(found, Document) else "")


def score(chosen: Sequence[Page], system: Callable[[Page], Found]) -> Score:
    """What a system says of the pages, against what they state."""
    total = Score()
    for page in chosen:
        _add(total, page, system(page))
    return total


def _add(total: Score, page: Page, found: Found) -> None:
    right = found.value == (page.published or "")
    named = any(way in found.how if way else not found.how for way in page.ways)
    total.stated += page.published is not None
    total.found += bool(found.value)
    total.right += right and bool(found.value)
    total.named += right and named
    if not (right and named):
        total.faults.append((page, found))
    bound = _bound(found.how)
    if bound and page.written:
        total.bounds += 1
        total.bounds_held += bound.start <= page.written and bound == span_of(page.bound or "")


def _bound(how: str) -> DateSpan | None:
    """The span that "on or after 26 September 2023 (inferred from the text)" names."""
    match = re.search(r"(?:on|in) or after ([^(]+) \(inferred", how)
    value = parse_date(match[1]) if match else None
    return value.span if value else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and with ``--show`` the pages of which something wrong is said."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.publication", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES)
    parser.add_argument("--part", choices=("dev", "test"), help="only this part; both when left out")
    parser.add_argument("--show", action="store_true", help="also the pages of which something wrong is said")
    options = parser.parse_args(arguments)
    if not (options.folder / "expected.jsonl").is_file():
        parser.error(f"no expected.jsonl in {options.folder}: it says what the pages there state")
    console = Console(soft_wrap=True)
    columns = ("part", "what reads", "pages", "dated", "precision", "recall", "how", "bounds")
    table = Table(*columns, title="Publication dates")
    for part in [options.part] if options.part else ["dev", "test"]:
        chosen = [page for page in pages(options.folder) if part_of(page.path.name) == part]
        for name, system in (("dateline", ours), ("htmldate", htmldate), ("trafilatura", trafilatura)):
            result = score(chosen, system)
            rates = _rates(result, len(chosen), system is ours)
            table.add_row(part, name, str(len(chosen)), str(result.stated), *rates)
            if options.show and system is ours:
                _show(console, result)
    console.print(table)


def _rates(result: Score, total: int, is_ours: bool) -> tuple[str, str, str, str]:
    return (
        _rate(result.right, result.found),
        _rate(result.right, result.stated),
        _rate(result.named, total) if is_ours else "–",
        f"{result.bounds_held}/{result.bounds}" if is_ours else "–",
    )


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "–"


def _show(console: Console, result: Score) -> None:
    for page, found in result.faults:
        wanted = f"{page.published or 'none'} ({', '.join(page.ways)})"
        said = f"{found.value or 'none'} ({found.how})"
        console.print(f"{page.path.name}: {said}, stated is {wanted}; trap: {page.trap}", markup=False)


if __name__ == "__main__":
    main()
