"""Everything that is drawn on the page, with a text of one's choice wherever text comes from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from index import Archive
from index.article import Article
from index.dates import DateSpan, TimeValue
from rag import Answer, Citation, Refusal
from rag.answer import Claim, Conflict, Nearest
from ui import render
from ui.problems import Problem
from ui.sessions import Conversation, Evidence, Filters, Turn
from ui.uploads import File, Upload

TODAY = date(2024, 5, 17)


PUBLISHED = TimeValue("2022-02-04", "2022-02-04", DateSpan.day(date(2022, 2, 4)))


PLAIN = "plain words"


ADDRESS = "https://news.example/story?a=1&b=2"


class _Alone:
    """An archive for pages of single articles: it holds the given copies of each."""

    def __init__(self, *copies: Article) -> None:
        self._copies = list(copies)

    def copies(self, article: Article) -> list[Article]:
        return self._copies


def an_article(text: str, **fields: str) -> Article:
    made: dict[str, Any] = {"id": "a1", "title": PLAIN, "outlet": PLAIN, "author": PLAIN, "url": ADDRESS}
    made |= {"published": PUBLISHED, "published_from": "front matter", "path": "news/a.md", "sha256": ""}
    return Article(**(made | {"text": text, "copy_group": "a1"} | fields))


def article_page(article: Article, start: int = 0, end: int = 0, copies: Sequence[Article] = ()) -> str:
    return render.article_page(cast(Archive, _Alone(*copies)), article, start, end)


def a_citation(n: int, text: str, url: str = ADDRESS, id: str = "a1") -> Citation:  # noqa: A002
    length = len(text)
    return Citation(n, id, text, text, PUBLISHED, url, f"/news/{text}", 5, 5 + length, text, copies=n)


def a_turn(number: int = 1, **changes: Any) -> Turn:
    made: dict[str, Any] = {"number": number, "question": PLAIN, "filters": Filters(), "archive": "own"}
    return Turn(**(made | changes))


def answered(text: str, url: str = ADDRESS, number: int = 1) -> Turn:
    """A turn every word of which is ``text``: question, claims, quotes, titles, outlets, notes."""
    citations = tuple(a_citation(n, text, url) for n in (1, 2))
    answer = Answer(
        question=text,
        understood_as=f"{text}?",
        text=text,
        claims=(Claim(f"{text}[1][2]", (1, 2), PUBLISHED, "planned"), Claim(text, (2,))),
        citations=citations,
        conflicts=(Conflict(f"{text}!", ((text, (1,)), (text, (2,)))),),
        notes=(text,),
    )
    evidence = tuple(Evidence(citation, text, text) for citation in citations)
    filters = Filters(outlets=(text,), since=TODAY)
    changes: dict[str, Any] = {"answer": answer, "evidence": evidence, "filters": filters}
    return a_turn(number, question=text, state="answered", searched=text, **changes)


def refused(text: str, number: int) -> Turn:
    near = (Nearest(text, text, text, PUBLISHED, text), Nearest("a2", "", "", None, ""))
    refusal = Refusal("not_in_archive", text, near)
    answer = Answer(text, f"{text}?", text, notes=(text,), refusal=refusal)
    return a_turn(number, question=text, state="answered", searched=text, answer=answer)


def one_of_each(text: str, url: str = ADDRESS) -> Conversation:
    """One turn of each kind, with ``text`` for every word."""
    problem = Problem(text, text)
    return Conversation(
        turns=(
            answered(text, url),
            refused(text, 2),
            a_turn(3, question=text, state="failed", problem=problem),
            a_turn(4, question=text, state="stopped", partial=f"{text}."),
            a_turn(5, question=text, partial=f"{text}."),
            a_turn(6, question=text, searched=f"{text}."),
        )
    )


def fragments(text: str, url: str = ADDRESS) -> dict[str, str]:
    """Everything that is put into the page of the chat, with ``text`` wherever text can come from outside."""
    files = (File(text), File(text, "reading"), File(text, "read"), File(text, "failed", (text, text)))
    told = one_of_each(text, url)
    return {
        "conversation": render.conversation(told),
        "evidence": render.evidence(told, TODAY),
        "upload under way": render.upload(Upload(files, stage=text, count=1, total=4)),
        "upload done": render.upload(Upload(files, done=True, summary=text)),
        "upload failed": render.upload(Upload(files, problem=Problem(text, text))),
        "notice": render.notice(Problem(text, text)),
    }


def pages(text: str, url: str = ADDRESS) -> dict[str, str]:
    """The pages of their own, likewise."""
    words = {"title": text, "outlet": text, "author": text, "published_from": f"{text}.", "url": url}
    paragraph = f".{text}.".replace("\n\n", "\n")
    article = an_article(f"{paragraph}\n\n{paragraph}", **words)
    return {
        "article": article_page(article, 1, len(article.text) - 1, [article]),
        "refusal page": render.refusal_page(Problem(text, text)),
    }


def everything(text: str, url: str = ADDRESS) -> dict[str, str]:
    return fragments(text, url) | pages(text, url)
