"""What is kept of a page: ``python -m evals.benchmarks.cleaning [FOLDER]``.

FOLDER holds saved pages (``*.html``) in which ``data-keep`` marks every element that reports and
``data-may`` what is neither reporting nor furniture (headlines, captions, boxes of figures); the marks are
taken out before a page is read. It may also hold texts (``*.txt``): of those, ``texts.json`` beside the
pages names the furniture, each paragraph by the first 12 digits of its SHA-256, and the rest is reporting.

A sentence counts as kept where it stands whole and alone, each as often as it was written. Precision: of
the sentences kept, those that report; recall: of those that report, the kept ones. The rules are tuned on
the part "dev" only, the files whose name has a SHA-256 that begins with an even byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.benchmarks.timex import part_of
from index.clean import clean
from index.readers import Source, read
from index.split import sentences

PAGES = Path(__file__).parents[1] / "pages" / "cleaning"
_MARK = re.compile(r"\sdata-(?:keep|may)(?=[\s>])")


@dataclass(frozen=True)
class Page:
    """A file as it is read, and what of it reports (``keep``) or may stay or go (``may``), by paragraph."""

    name: str
    content: str
    keep: tuple[str, ...]
    may: tuple[str, ...]


@dataclass
class Score:
    """Counts of sentences; ``lost`` and ``wrong`` name the page of each with it."""

    gold: int = 0
    kept: int = 0
    right: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.kept if self.kept else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0


def pages(folder: Path) -> Iterator[Page]:
    """The marked pages of a folder, and its texts."""
    for path in sorted(folder.glob("*.html")):
        yield _page(path.name, path.read_text("utf-8"))
    texts = json.loads((PAGES / "texts.json").read_text("utf-8"))
    for path in sorted(folder.glob("*.txt")):
        if path.name in texts:
            yield _text(path.name, path.read_text("utf-8"), frozenset(texts[path.name]))


def _page(name: str, marked: str) -> Page:
    from lxml import html

    tree = html.document_fromstring(marked.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for note in tree.xpath("//sup"):
        note.drop_tree()
    may = [element.text_content() for element in tree.xpath("//*[@data-may]")]
    for element in tree.xpath("//*[@data-keep]//*[@data-may]"):
        element.drop_tree()
    keep = [element.text_content() for element in tree.xpath("//*[@data-keep]")]
    return Page(name, _MARK.sub("", marked), tuple(keep), tuple(may))


def _text(name: str, text: str, furniture: frozenset[str]) -> Page:
    lines = (" ".join(line.split()) for line in text.splitlines())
    keep = (line for line in lines if line and digest(line) not in furniture)
    return Page(name, text, tuple(keep), ())


def digest(paragraph: str) -> str:
    """The name of a paragraph in ``texts.json``."""
    return hashlib.sha256(paragraph.encode()).hexdigest()[:12]


def ours(page: Page) -> str:
    """What an archive stores of the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / page.name
        path.write_text(page.content, "utf-8")
        return "\n\n".join(clean(item.text) for item in read(path) if isinstance(item, Source))


def as_it_comes(page: Page) -> str:
    """What trafilatura takes from the page with its own settings; a plain text stays as it is."""
    from trafilatura import extract

    text = extract(page.content) if page.name.endswith(".html") else page.content
    return re.sub(r"\n+", "\n\n", text or "")


def score(chosen: Sequence[Page], system: Callable[[Page], str]) -> Score:
    """The sentences that a system keeps of the pages, against their marks."""
    total = Score()
    for page in chosen:
        _add(total, page, system(page))
    return total


def _add(total: Score, page: Page, text: str) -> None:
    gold = Counter(key for paragraph in page.keep for key in _sentences(paragraph))
    found = Counter(_sentences(text))
    neutral = [f" {_key(paragraph)} " for paragraph in page.may]
    right = gold & found
    for key, count in (found - right).items():
        if not any(f" {key} " in paragraph for paragraph in neutral):
            total.kept += count
            total.wrong += [(page.name, key)] * count
    total.gold += gold.total()
    total.right += right.total()
    total.kept += right.total()
    total.lost += [(page.name, key) for key in (gold - right).elements()]


def _sentences(text: str) -> list[str]:
    return [key for start, end in sentences(text) if (key := _key(text[start:end]))]


def _key(text: str) -> str:
    """The words alone: marks and spaces differ between two ways to read a page."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and with ``--show`` the sentences that are lost or kept in error."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.cleaning", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES)
    parser.add_argument("--part", choices=("dev", "test"), help="only this part; both when left out")
    parser.add_argument("--show", action="store_true", help="also the sentences lost and kept in error")
    options = parser.parse_args(arguments)
    found = list(pages(options.folder))
    if not found:
        parser.error(f"no pages in {options.folder}: it needs marked *.html, or *.txt named in texts.json")
    console = Console(soft_wrap=True)
    table = Table("part", "what reads", "files", "sentences", "precision", "recall", title="Clean text")
    for part in [options.part] if options.part else ["dev", "test"]:
        chosen = [page for page in found if part_of(page.name) == part]
        for name, system in (("dateline", ours), ("trafilatura", as_it_comes)):
            result = score(chosen, system)
            table.add_row(part, name, str(len(chosen)), str(result.gold), *_rates(result))
            if options.show and system is ours:
                _show(console, result)
    console.print(table)


def _rates(result: Score) -> tuple[str, str]:
    return (
        f"{100 * result.precision:.1f} % ({result.right}/{result.kept})",
        f"{100 * result.recall:.1f} % ({result.right}/{result.gold})",
    )


def _show(console: Console, result: Score) -> None:
    for name, items in (("lost", result.lost), ("kept in error", result.wrong)):
        for page, sentence in items:
            console.print(f"{name}: {page}: {sentence}", markup=False)


if __name__ == "__main__":
    main()
