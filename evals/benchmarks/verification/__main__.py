"""Sentences held against their quotes: ``python -m evals.benchmarks.verification [FOLDER] [--show N]``.

Two sets. QAGS (in FOLDER) has real summaries, right and wrong; the swapped pairs are made here, from the
sample articles, by a fixed seed. Rules were written on the development parts.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.benchmarks.verification import qags, swaps
from evals.benchmarks.verification.pairs import Pair
from evals.metrics.rate import Rate
from index.console import errors_told
from rag.verify import fault_of
from rag.verify.exchanged import TELLS

Judged = tuple[Pair, str]


def main() -> None:
    """Judge every pair, print the tables."""
    parser = argparse.ArgumentParser(description="Sentences held against their quotes.")
    parser.add_argument("folder", nargs="?", type=Path, help="where qags_part.jsonl.gz is")
    parser.add_argument("--part", choices=["dev", "test", "all"], default="all")
    parser.add_argument("--show", type=int, default=0, help="so many mistakes of the development part")
    given = parser.parse_args()
    console = Console()
    with errors_told():
        made = judged(swaps.pairs(), given.part)
        real = judged(qags.pairs(given.folder), given.part) if given.folder else []
    console.print(by_kind("Swapped pairs", made))
    if real:
        console.print(by_kind("QAGS", real))
    mistakes = [(p, why) for p, why in (*made, *real) if p.part == "dev" and bool(why) == p.supported]
    for pair, why in mistakes[: given.show]:
        console.print(f"[{pair.kind}] {pair.text}\n    {why or 'nothing found'}\n", markup=False)


def judged(pairs: Iterable[Pair], part: str) -> list[Judged]:
    """Each pair of a part with what is found against it."""
    return [(p, fault_of(p.text, [p.source])) for p in pairs if part in {p.part, "all"}]


def balanced(found: Sequence[Judged]) -> float:
    """Mean of the share of supported sentences that are kept and of others that are dropped."""
    kept = [not why for p, why in found if p.supported]
    dropped = [bool(why) for p, why in found if not p.supported]
    return (sum(kept) / len(kept) + sum(dropped) / len(dropped)) / 2 if kept and dropped else float("nan")


def by_kind(title: str, found: Sequence[Judged]) -> Table:
    """Kept of the supported and dropped of the others, by kind and part."""
    table = Table(title=title, title_justify="left")
    columns = (
        "kind",
        "part",
        "carried: kept",
        "not carried: dropped",
        "balanced accuracy",
        "the reader's share",
    )
    for name in columns:
        table.add_column(name, justify="left" if name in {"kind", "part"} else "right")
    parts: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for pair, why in found:
        parts[pair.kind, pair.part].append((pair, why))
        parts["all", pair.part].append((pair, why))
    for (kind, part), rows in sorted(parts.items()):
        kept = Rate.of(not why for p, why in rows if p.supported)
        dropped = Rate.of(bool(why) for p, why in rows if not p.supported)
        both = balanced(rows)
        accuracy = "" if both != both else f"{both:.3f}"
        table.add_row(kind, part, _shown(kept), _shown(dropped), accuracy, _by_reader(rows))
    return table


def _by_reader(rows: Sequence[Judged]) -> str:
    """What falls by the reader alone, which is asked last: rightly dropped, and wrongly."""
    alone = [pair.supported for pair, why in rows if why.startswith(TELLS)]
    return f"{alone.count(False)} right, {alone.count(True)} wrong" if alone else ""


def _shown(rate: Rate) -> str:
    return f"{rate.value:.3f} of {rate.n}" if rate.n else "–"


if __name__ == "__main__":
    main()
