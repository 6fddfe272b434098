"""The web application: the page, the pages of single articles, and the walls around them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from index.errors import DatelineError
from ui import guard, render
from ui.problems import Problem, problem
from ui.shelf import Name, Shelf

ASSETS = Path(__file__).parent / "assets"
_HEAD = "".join(f'<script src="/dateline/{name}" defer></script>' for name in ("connection.js", "chat.js"))
_GONE = Problem("This article is not in the archive.", "It may have been removed. Go back and ask again.")


def create(
    shelf: Shelf, *, start: Name = "own", hosts: Sequence[str] = guard.LOOPBACK, password: str | None = None
) -> FastAPI:
    """The application over a shelf of archives.

    It answers only requests that name one of ``hosts``, and, where there is a ``password``, only those
    that bring it. ``start`` names the archive that a new visitor reads.
    """
    # Before its import: otherwise Gradio asks an outside host for its newest version.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from ui.chat import Page

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        shelf.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=closing)
    app.mount("/dateline", StaticFiles(directory=ASSETS))

    @app.get("/health")
    def health() -> JSONResponse:
        """Whether the server is up; says nothing of the archive."""
        return JSONResponse({"status": "ok"})

    @app.get("/article", response_class=HTMLResponse)
    def article(
        archive: Name,
        id: Annotated[str, Query(max_length=1000)],  # noqa: A002 - the name in the address
        start: Annotated[int, Query(alias="from", ge=0)] = 0,
        end: Annotated[int, Query(alias="to", ge=0)] = 0,
    ) -> HTMLResponse:
        try:
            store = shelf.archive(archive)
            return HTMLResponse(render.article_page(store, store.article(id), start, end))
        except DatelineError as error:
            told = _GONE if error.code == "usage_error" else problem(error)
            return HTMLResponse(render.refusal_page(told), status_code=404)

    @app.exception_handler(RequestValidationError)
    def unusable(_: Request, __: RequestValidationError) -> HTMLResponse:
        """An address of an article that was written by hand, or broken on its way."""
        return HTMLResponse(render.refusal_page(_GONE), status_code=404)

    gr.mount_gradio_app(
        app,
        Page(shelf, start).blocks,
        path="/",
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        run_history=False,
        max_file_size=guard.MOST_UPLOADED_AT_ONCE,
        footer_links=[],
        head=_HEAD,
        css_paths=[ASSETS / "chat.css"],
        theme=_theme(),
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
    )
    guard.put_around(app, hosts=hosts, password=password)
    return app


def _theme() -> object:
    """Gradio's plain theme with the fonts that a machine has: the default ones are fetched."""
    import gradio as gr

    fonts = ["system-ui", "-apple-system", "Segoe UI", "sans-serif"]
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=["ui-monospace", "monospace"]
    )
