"""The only place where text becomes markup.

Every word of an article, of an answer or of a user reaches the page through a template of
``ui/templates``, which escapes whatever it is given. The markup itself is written by us alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from index import Archive
from index.article import Article
from index.info import ArchiveInfo
from rag.answer import Citation, Claim
from ui.problems import Problem
from ui.sessions import Conversation, Filters, Turn
from ui.uploads import Upload
from ui.words import age, counted, day, on, searched, short

_TEMPLATES = Path(__file__).parent / "templates"
_TITLE = 200
_NAME = 60
# Characters that reorder or hide what stands around them: an article may not write over the page.
# With them the halves of pairs that a browser may send, which nothing can send back.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff]"
)
_STATUS = {
    "happened": "took place",
    "planned": "announced",
    "cancelled": "called off",
    "denied": "denied",
    "open": "not known",
}
_REFUSED = {
    "not_in_archive": "Not in this archive",
    "outside_dates": "Nothing within these limits",
    "unclear_question": "This is not a question yet",
    "no_archive": "There is nothing to search yet",
}
_MARKS = {"waiting": "·", "reading": "…", "read": "✓", "failed": "✗"}


def conversation(told: Conversation) -> str:
    """The conversation: for each turn what was asked and what came of it; "" before the first."""
    return _render("conversation.html", turns=told.turns) if told.turns else ""


def evidence(told: Conversation, today: date) -> str:
    """The sources of every answer; those of the latest are in view, the others come up on a click."""
    turns = [turn for turn in told.turns if turn.evidence]
    latest = told.turns[-1].number if told.turns else 0
    return _render("evidence.html", turns=turns, latest=latest, today=today)


def archive_line(info: ArchiveInfo | None, name: str) -> str:
    """What the page reads, under its title."""
    return _render("archive_line.html", info=info, name=name)


def welcome(name: str, *, empty: bool) -> str:
    """What stands in place of a conversation before the first question."""
    return _render("welcome.html", name=name, empty=empty)


def upload(state: Upload) -> str:
    """How far reading in uploaded files is, or what came of it."""
    return _render("upload.html", upload=state)


def label(text: str) -> str:
    """A name for a list of Gradio's, which escapes it: one line, nothing unseen."""
    return _cut(text, _NAME)


def notice(problem: Problem) -> str:
    """A problem that belongs to no question."""
    return _render("notice.html", problem=problem)


def article_page(archive: Archive, article: Article, start: int, end: int) -> str:
    """A page of its own for one article, with ``article.text[start:end]`` marked."""
    copies = archive.copies(article)
    pieces = _paragraphs(article.text, max(0, start), min(end, len(article.text)))
    return _render("article.html", article=article, copies=copies, paragraphs=pieces)


def refusal_page(problem: Problem) -> str:
    """A page of its own that says why there is nothing to show."""
    return _render("no_page.html", problem=problem)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    before: str
    marked: str
    after: str


def _paragraphs(text: str, start: int, end: int) -> list[_Paragraph]:
    """The paragraphs of a text, each with the part of it that lies within the marked stretch."""
    pieces, place = [], 0
    for paragraph in text.split("\n\n"):
        first = min(max(start - place, 0), len(paragraph))
        last = min(max(end - place, first), len(paragraph))
        pieces.append(_Paragraph(paragraph[:first], paragraph[first:last], paragraph[last:]))
        place += len(paragraph) + 2
    return pieces


def _filters(turn: Turn) -> str:
    """The filters of a question in words: "published from 1 Jan 2022 · Northline"."""
    filters: Filters = turn.filters
    parts = [
        f"{word} {on(day_)}"
        for word, day_ in (
            ("as of", filters.as_of),
            ("published from", filters.since),
            ("published to", filters.until),
        )
        if day_
    ]
    return " · ".join([*parts, *filters.outlets])


def _body(claim: Claim) -> str:
    """A claim without the citation marks at its end, which the page shows as chips."""
    return claim.text.removesuffix("".join(f"[{n}]" for n in claim.citations)).rstrip()


def _told(cited: Citation) -> tuple[str, str, str]:
    """A quote in three parts, of which the middle one holds the few words that answer, or none."""
    start, end = cited.answer or (cited.start, cited.start)
    first, last = start - cited.start, end - cited.start
    return cited.quote[:first], cited.quote[first:last], cited.quote[last:]


def _cut(text: str, most: int = _TITLE) -> str:
    """One line, cut at a word where it is long."""
    line = " ".join(_UNSEEN.sub("", text).split())
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[:most]) + " …"


def _web(url: str) -> str:
    """The address where it is one that a browser may follow from here, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    # Browsers read a backslash as a slash, so that another host would be named than they go to.
    followed = parts.scheme in ("http", "https") and parts.hostname and "\\" not in url
    return url if followed else ""


def _host(url: str) -> str:
    return _cut(urlsplit(url).hostname or "", _NAME)


def article_address(archive: str, id: str, start: int = 0, end: int = 0) -> str:  # noqa: A002
    """The address of an article's own page, at the marked words."""
    marked = {"from": start, "to": end} if end > start else {}
    query = urlencode({"archive": archive, "id": id, **marked})
    return f"/article?{query}{'#quote' if marked else ''}"


def _visible(value: Any) -> Any:
    """What a template prints: text without the characters that would rearrange the page."""
    return _UNSEEN.sub("", value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters |= {"age": age, "body": _body, "counted": counted, "cut": _cut, "day": day, "short": short}
    made.filters |= {"filters": _filters, "host": _host, "searched": searched, "told": _told, "web": _web}
    made.globals |= {
        "article_address": article_address,
        "STATUS": _STATUS,
        "REFUSED": _REFUSED,
        "MARKS": _MARKS,
    }
    return made


def _render(template: str, **values: Any) -> str:
    text = _environment().get_template(template).render(values)
    # On a single line, because a blank one ends a block of HTML in Markdown; one within a text is kept.
    return re.sub(r"(?<=>)\s*\n\s*(?=<)", "", text).strip().replace("\n", "&#10;")
