"""The model card: what the weights are, what they learned from, how they measured, what they cannot do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rag.reader.calibration import calibration_error
from rag.reader.evaluate.measure import Report
from rag.reader.train.recipe import SHIPPED

_HEAD = """# The reader

A cross-encoder of six layers (22.7 million parameters) that reads a question with a text and says how
likely the text answers it, and with which words. It began as all-MiniLM-L6-v2 and was trained by
`python -m rag.reader.train`, packed by `python -m rag.reader.export` and measured by
`python -m rag.reader.evaluate`, which wrote this card.

## What it learned from

| set | what | licence |
|---|---|---|
| SQuADShifts | questions on Wikipedia, Reddit and Amazon reviews | CC BY 4.0 |
| SQuAD 2.0, a quarter of its development set | on Wikipedia, half of them unanswerable | CC BY-SA 4.0 |
| TimeQA | questions with a time on long Wikipedia articles | BSD-3 |
| all-MiniLM-L6-v2 | the weights that training began with | Apache-2.0 |

From these the project made questions by rule, and texts that do not answer: what a search brings up for
a question, other parts of a long article, questions with a name, a year or a number exchanged or a word
turned into its opposite, texts without the sentence that answers. No other set went in. Articles are
kept apart by the hash of their name: 12 % for the test, 8 % for calibration and choices.
"""

_LIMITS = """## What it cannot do

It reads English. It knows no more than the text before it, and no date of publication. An answer is one
span of at most 40 wordpieces: lists, reasons over several sentences, yes and no are put together
elsewhere. Where a name of the question stands in the text with another deed, it may take that for the
answer. Its scores are calibrated on questions of the kinds above, half of them unanswerable; among the
results of a search far fewer texts answer, so what it finds there is less sure than the score says.
"""


def card(report: Report, milliseconds: float, note: Mapping[str, Any]) -> str:
    """The card as Markdown; ``note`` is what ``reader.json`` beside the weights says."""
    training, files = note["training"], note["files"]
    cost = 100 * (training["f1_float32"] - training["f1_int8"])
    made = (
        f"{training['steps']:,} steps over {training['windows']:,} windows in {training['hours']} hours; "
        f"recipe `{training['recipe_sha256'][:12]}`. "
        f"Eight bits cost {cost:+.2f} points of F1 on the development part."
    )
    hashes = _table(("file", "SHA-256"), [(f"`{name}`", f"`{sha256}`") for name, sha256 in files.items()])
    recipe = f"```toml\n{SHIPPED.read_text(encoding='utf-8')}```"
    parts = [
        _HEAD,
        "## Recipe\n",
        made,
        recipe,
        "## Measured\n",
        tables(report, milliseconds),
        _LIMITS,
        hashes,
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def tables(report: Report, milliseconds: float) -> str:
    """The measures, the reliability picture and what thresholds refuse, as Markdown."""
    values = [(name, str(value), f"{value.count:,}") for name, value in report.values.items()]
    bins = [(f"{b.promised:.2f}", f"{b.kept:.2f}", f"{b.count:,}") for b in report.bins]
    settings = [
        (f"{s.least:.2f}", *(f"{x:.1%}" for x in (s.answered, s.squad2, s.retrieved, s.exchanged)))
        for s in report.settings
    ]
    return "\n\n".join(
        [
            _table(("measure", "value [95 % interval]", "texts"), values),
            f"Reading 12 passages takes {milliseconds:.0f} ms (median).",
            _table(("score", "share that answers", "texts"), bins),
            f"Expected calibration error: {calibration_error(report.bins):.3f}.",
            _table(
                (
                    "refused under",
                    "of texts that answer",
                    "SQuAD 2.0 without answer",
                    "retrieved",
                    "exchanged",
                ),
                settings,
            ),
        ]
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
