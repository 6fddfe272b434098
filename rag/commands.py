"""The commands that ask: ``dateline ask`` and ``dateline timeline``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from index.cli import ArchiveOption, JsonOption, VectorsOption, print_json, settings
from index.dates import TimeValue
from index.errors import UsageError
from rag.answer import Answer, Care, Citation

_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Read nothing published after this day; it is also “today”."),
]
_Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Read only what was published from this day on.")
]
_Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Read only what was published up to this day.")
]
_Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", help="Read only this outlet; may be given again.")
]
_Strict = Annotated[bool, typer.Option("--strict", help="Answer only what is surely answered; refuse more.")]
_Lenient = Annotated[bool, typer.Option("--lenient", help="Answer also what is less sure; refuse less.")]
_Llm = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="MODEL",
        help="Let a language model word the answer: ollama:NAME, openai:NAME, anthropic:NAME "
        "or http://HOST:PORT/v1#NAME. Every sentence is verified; after DATELINE_LLM_SECONDS (60) "
        "the articles' own words answer.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add this folder's commands to the command line."""
    app.command("ask")(ask_command)
    app.command("timeline")(timeline_command)


def ask_command(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    as_of: _AsOf = None,
    since: _Since = None,
    until: _Until = None,
    outlet: _Outlets = None,
    strict: _Strict = False,
    lenient: _Lenient = False,
    llm: _Llm = None,
    vectors: VectorsOption = None,
) -> None:
    """Answer a question from the archive, with the quotes that carry the answer."""
    from rag.pipeline import ask

    if strict and lenient:
        raise UsageError("--strict and --lenient contradict each other.", "Give one of them, or none.")
    care: Care = "strict" if strict else "lenient" if lenient else "usual"
    known = settings(archive=archive, llm=llm, vectors=vectors)
    filters: dict[str, Any] = {"as_of": as_of, "since": since, "until": until, "outlets": outlet}
    answer = ask(question, archive=known.archive, llm=known.llm, vectors=known.vectors, care=care, **filters)
    _show(answer, as_json)


def timeline_command(
    topic: Annotated[str, typer.Argument(help="What to follow, for example “Putin visits Beijing”.")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
    as_of: _AsOf = None,
    since: _Since = None,
    until: _Until = None,
    outlet: _Outlets = None,
    vectors: VectorsOption = None,
) -> None:
    """List the dated events of a topic, oldest first."""
    from rag.pipeline import timeline

    known = settings(archive=archive, vectors=vectors)
    filters: dict[str, Any] = {"as_of": as_of, "since": since, "until": until, "outlets": outlet}
    answer = timeline(topic, archive=known.archive, vectors=known.vectors, **filters)
    _show(answer, as_json)


def _show(answer: Answer, as_json: bool) -> None:
    if as_json:
        print_json(answer.to_dict())
    else:
        typer.echo(written(answer))
    raise typer.Exit(1 if answer.refusal else 0)


def written(answer: Answer) -> str:
    """An answer as the terminal shows it: claims, notes, then the numbered sources with quotes."""
    parts = [answer.text]
    if answer.understood_as != " ".join(answer.question.split()):
        parts.insert(0, f"Understood as: {answer.understood_as}")
    parts += [f"Note: {note}" for note in answer.notes]
    if answer.citations:
        parts.append("\n".join(["Sources", *map(_source, answer.citations)]))
    if answer.refusal and answer.refusal.nearest:
        near = [f"  {head(n.outlet, n.published, n.title)}" for n in answer.refusal.nearest]
        parts.append("\n".join(["Nearest articles", *near]))
    parts.append(f"({answer.took_ms / 1000:.1f} s)")
    return "\n\n".join(parts)


def _source(citation: Citation) -> str:
    copies = (
        f" (+{citation.copies} {'copy' if citation.copies == 1 else 'copies'})" if citation.copies else ""
    )
    quote = " ".join(citation.quote.split())
    article = head(citation.outlet, citation.published, citation.title)
    return f"  [{citation.n}] {article}{copies}\n      “{quote}”\n      {citation.path}"


def head(outlet: str, published: TimeValue | None, title: str) -> str:
    """An article in a line: outlet, date, title; what is unknown is said."""
    from index.timex import describe

    day = describe(published.span) if published and published.span else "no publication date"
    return " · ".join(part for part in (outlet, day, title) if part)
