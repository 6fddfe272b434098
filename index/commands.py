"""The commands of the archive: add, list, show, set, remove, info, export, import; and doctor beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import STOPPED, ArchiveOption, JsonOption, VectorsOption, print_json, settings
from index.doctor.command import doctor
from index.printing import count, day_of, print_info, print_report, print_table, printable, summary

if TYPE_CHECKING:
    from index.archive import Archive


def register(app: typer.Typer) -> None:
    """Add these commands to ``app``."""
    app.command("add")(add)
    app.command("list")(list_articles)
    app.command("show")(show)
    app.command("set")(set_field)
    app.command("remove")(remove)
    app.command("info")(info)
    app.command("export")(export)
    app.command("import")(import_)
    app.command("doctor")(doctor)
    app.command("re-embed")(re_embed)


Id = Annotated[str, typer.Argument(metavar="ID", help="An article's id, as `dateline list` shows it.")]


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of articles.")],
    archive: ArchiveOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles whose file or row left these paths.")
    ] = False,
    vectors: VectorsOption = None,
    json: JsonOption = False,
) -> None:
    """Index articles; run it again to take in what changed."""
    from index.progress import progress_bars

    with _open(archive, create=True, vectors=vectors) as opened:
        try:
            with progress_bars() as progress:
                report = opened.sync(paths, prune=prune, progress=progress)
            _tell_unsent(opened)
        except KeyboardInterrupt:
            articles = opened.info().articles
            kept = f"{count(articles, 'article')} {'is' if articles == 1 else 'are'} kept"
            typer.echo(f"Stopped. {kept}; run the same command again to go on.", err=True)
            raise typer.Exit(STOPPED) from None
    nothing = not (report.failed or report.removed or report.added or report.updated or report.unchanged)
    if json:
        print_json(report.to_dict())
    elif not nothing:
        print_report(report)
    if nothing:
        typer.echo(
            f"Error: There is nothing to read in {', '.join(map(str, paths))}.\n"
            "→ Name files or folders with articles: text, Markdown, HTML, PDF, DOCX, feeds, JSON lines, zip.",
            err=True,
        )
    if nothing or report.failed:
        raise typer.Exit(1)


def list_articles(archive: ArchiveOption = None, json: JsonOption = False) -> None:
    """List the articles, with the day of publication and how it was found."""
    with _open(archive) as opened:
        articles = list(opened.articles())
    if json:
        print_json([summary(article) for article in articles])
        return
    rows = [
        (article.id, day_of(article), article.published_from, article.outlet, article.title)
        for article in articles
    ]
    print_table(("id", "published", "found in", "outlet", "title"), rows)
    typer.echo(count(len(articles), "article"))


def show(
    id: Id,  # noqa: A002 - the name in the help
    archive: ArchiveOption = None,
    raw: Annotated[bool, typer.Option("--raw", help="The text as it was read, before cleaning.")] = False,
    json: JsonOption = False,
) -> None:
    """Show one article."""
    with _open(archive) as opened:
        article = opened.article(id)
        text = printable(opened.raw_text(id)) if raw else article.text
        copies = [copy.id for copy in opened.copies(article)]
        rewrites = [other.id for other in opened.related(article)]
    if json:
        found = {"sha256": article.sha256, "copies": copies, "rewrites": rewrites, "text": text}
        print_json(summary(article) | found)
        return
    evidence = article.published_from
    published = f"{day_of(article)} ({evidence})" if article.published else evidence or "not known"
    fields = {
        "title": article.title,
        "published": published,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "path": article.path,
        "copies": ", ".join(copies),
        "rewrites": ", ".join(rewrites),
    }
    for name, value in fields.items():
        if value:
            typer.echo(f"{name + ':':<11}{printable(value)}")
    typer.echo(f"\n{text}")


def set_field(
    id: Id,  # noqa: A002
    published: Annotated[str, typer.Option("--published", metavar="D", help="2023-10-16, 2023-10 or 2023.")],
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Correct an article; the correction outlives indexing its file again."""
    with _open(archive) as opened:
        article = opened.set_published(id, published)
    if json:
        print_json(summary(article))
    else:
        typer.echo(f"{article.id} was published {day_of(article)}: {article.title}")


def remove(
    id: Id,  # noqa: A002
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Remove an article from the archive; its file stays."""
    with _open(archive) as opened:
        article = opened.article(id)
        opened.remove(id)
    if json:
        print_json({"removed": id})
    else:
        typer.echo(f"Removed {id}: {article.title}")


def info(archive: ArchiveOption = None, json: JsonOption = False) -> None:
    """Say what the archive holds."""
    with _open(archive) as opened:
        found = opened.info()
    if json:
        print_json(found.to_dict())
    else:
        print_info(found)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, for example archive.dateline.")],
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Write the whole archive, vectors and corrections too, to one file."""
    with _open(archive) as opened:
        size = opened.export(file)
        found = opened.info()
    if json:
        print_json({"file": str(file), "bytes": size, "articles": found.articles, "passages": found.passages})
    else:
        articles = count(found.articles, "article")
        typer.echo(
            f"Exported {articles} in {count(found.passages, 'passage')} to {file} ({size / 1e6:.1f} MB)."
        )


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dateline export` made.")],
    archive: ArchiveOption = None,
    vectors: VectorsOption = None,
    json: JsonOption = False,
) -> None:
    """Make a new archive from an exported file; nothing is embedded again."""
    from index.archive import Archive
    from index.progress import progress_bars

    known = settings(archive=archive, vectors=vectors)
    with (
        progress_bars() as progress,
        Archive.restore(file, known.archive, progress=progress, vectors=known.vectors) as made,
    ):
        found = made.info()
        _tell_unsent(made)
    if json:
        print_json(found.to_dict())
    else:
        articles = count(found.articles, "article")
        typer.echo(f"Imported {articles} in {count(found.passages, 'passage')} into {found.path}.")


def re_embed(archive: ArchiveOption = None, vectors: VectorsOption = None, json: JsonOption = False) -> None:
    """Embed all of an archive again, when its model is no longer the one in use."""
    from index.archive import Archive
    from index.progress import progress_bars

    known = settings(archive=archive, vectors=vectors)
    with progress_bars() as progress:
        number = Archive.re_embed(known.archive, progress=progress, vectors=known.vectors)
    if json:
        print_json({"embedded": number})
    else:
        typer.echo(f"Embedded {count(number, 'passage')}.")


def _open(archive: Path | None, *, create: bool = False, vectors: str | None = None) -> Archive:
    from index.archive import Archive
    from index.draft import Recipe

    known = settings(archive=archive, vectors=vectors)
    recipe = Recipe(known.passage_tokens, known.passage_overlap)
    return Archive.open(known.archive, create=create, exact=True, recipe=recipe, vectors=known.vectors)


def _tell_unsent(archive: Archive) -> None:
    if archive.unsent:
        until = "Vectors are compared one by one until an `add` reaches it."
        typer.echo(f"Note: {archive.unsent.message} {until}", err=True)
