"""The application as it is served: Gradio within our walls, and the pages of single articles."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html
from starlette.types import Message

from tests.ui.visitor import Served
from ui import render

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # what Gradio takes from pandas

OPEN = {
    "/",
    "/article",
    "/health",
    *("/assets/{path:path}", "/favicon.ico", "/manifest.json", "/static/{path:path}", "/svelte/{path:path}"),
    *(
        "/theme.css",
        "/gradio_api/theme.css",
        "/gradio_api/startup-events",
        "/gradio_api/heartbeat/{session_hash}",
    ),
    *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/cancel", "/gradio_api/reset"),
    *("/gradio_api/upload", "/gradio_api/upload_progress"),
}
"""All that answers; whatever else Gradio brings, now or in a later version, does not."""


def _page(text: str) -> Any:
    return html.document_fromstring(text)


def test_the_page_is_gradios_with_a_nonce_on_every_script(client: httpx.Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    policy = response.headers["content-security-policy"]
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy)
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    scripts = _page(response.text).xpath("//script")
    assert len(scripts) >= 3
    assert {script.get("nonce") for script in scripts} == {nonce}
    assert response.text.count("<script") == len(scripts)
    assert "gradio_config" in response.text
    assert nonce not in client.get("/").headers["content-security-policy"]


def test_no_element_of_the_page_brings_a_script_of_its_own(client: httpx.Client) -> None:
    for element in _page(client.get("/").text).iter():
        assert not [name for name in element.attrib if name.startswith("on")]


def test_the_page_loads_nothing_from_elsewhere_and_all_that_it_loads_is_open(client: httpx.Client) -> None:
    page = _page(client.get("/").text)
    wanted = [*page.xpath("//script/@src"), *page.xpath("//link/@href"), "dateline/chat.js"]
    for address in wanted:
        place = urljoin(str(client.base_url), address)
        assert place.startswith(str(client.base_url)), f"{address} lies elsewhere"
        assert client.get(place).status_code == 200


def test_the_page_can_be_asked_for_without_its_body(client: httpx.Client) -> None:
    response = client.head("/")
    assert (response.status_code, response.text) == (200, "")
    assert "nonce-" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "kind"), [("chat.js", "javascript"), ("chat.css", "css"), ("article.css", "css")]
)
def test_our_own_files_are_served_as_what_they_are(name: str, kind: str, client: httpx.Client) -> None:
    response = client.get(f"/dateline/{name}")
    assert response.status_code == 200
    assert kind in response.headers["content-type"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("folder", ["dateline", "static", "assets", "svelte"])
@pytest.mark.parametrize(
    "way", ["%2e%2e/app.py", "..%2fapp.py", "%2e%2e/%2e%2e/ui/app.py", "..%5capp.py", "%2fetc/passwd", "%00"]
)
def test_no_way_leads_out_of_a_folder(folder: str, way: str, client: httpx.Client) -> None:
    response = client.get(f"/{folder}/{way}")
    assert response.status_code in (400, 403, 404, 405)
    assert "import" not in response.text
    assert "root:" not in response.text


def _routes(app: Any, before: str = "") -> Iterator[str]:
    """Every path that an application knows, those of what is mounted or included too."""
    for route in app.routes:
        inner = getattr(route, "app", None) or getattr(route, "original_router", None)
        if getattr(inner, "routes", None):
            yield from _routes(inner, before + getattr(route, "path", ""))
        elif hasattr(route, "path"):
            yield before + route.path


def test_of_what_gradio_offers_only_what_the_page_needs_is_open(served: Served, client: httpx.Client) -> None:
    paths = set(_routes(served.app))
    assert len(paths) > 40
    for path in sorted(paths - OPEN):
        address = re.sub(r"\{[^}]*\}", "x", path)
        for method in ("GET", "POST"):
            response = client.request(method, address)
            assert (response.status_code, response.text) == (404, "There is nothing here."), path


def test_every_open_address_is_one_that_gradio_or_we_have(served: Served) -> None:
    assert set(_routes(served.app)) >= OPEN


def test_health_says_that_the_page_is_up_and_nothing_more(client: httpx.Client) -> None:
    response = client.get("/health")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_foreign_name_is_not_answered(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
def test_a_foreign_page_can_neither_send_nor_read(origin: str, client: httpx.Client) -> None:
    for path in ("queue/join", "upload", "cancel", "reset"):
        response = client.post(f"/gradio_api/{path}", headers={"origin": origin})
        assert response.status_code == 403
    for path in ("/", "/article?archive=own&id=x", "/gradio_api/startup-events", "/gradio_api/theme.css"):
        response = client.get(path, headers={"origin": origin})
        assert not {"access-control-allow-origin", "access-control-allow-credentials"} & set(response.headers)
        assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_question_of_megabytes_is_refused_declared_or_not(client: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    long = b'{"data":["' + b"w" * 2_000_000 + b'"]}'
    for content in (long, iter([long[:1_500_000], long[1_500_000:]])):
        response = client.post("/gradio_api/queue/join", content=content, headers=headers)
        assert (response.status_code, response.text) == (413, "At most 1 MB are taken at once: send less.")


def test_an_upload_over_the_limit_is_refused_before_it_comes_in(client: httpx.Client) -> None:
    connection = HTTPConnection("127.0.0.1", client.base_url.port)
    connection.putrequest("POST", "/gradio_api/upload")
    connection.putheader("Content-Length", "100000001")
    connection.endheaders()
    response = connection.getresponse()
    assert (response.status, response.read()) == (413, b"At most 100 MB are taken at once: send less.")
    connection.close()


def test_no_socket_is_opened(served: Served) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "websocket", "path": "/gradio_api/queue/join", "scheme": "ws"}
    scope |= {
        "headers": [(b"host", b"evil.example")],
        "query_string": b"",
        "root_path": "",
        "subprotocols": [],
    }
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(served.app(scope, receive, send))).result()
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_an_article_has_a_page_with_the_quote_marked(served: Served, client: httpx.Client) -> None:
    article = next(served.shelf.archive("own").articles())
    start, end = article.sentences[1]
    response = client.get(render.article_address("own", article.id, start, end))
    assert response.status_code == 200
    page = _page(response.text)
    assert [mark.text for mark in page.xpath('//mark[@id="quote"]')] == [article.text[start:end]]
    assert page.xpath("//h1")[0].text == article.title
    assert "script-src" not in response.headers["content-security-policy"]
    assert not page.xpath("//script")


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [("0", "0", 0), ("5", "2", 0), ("999999999", "9999999999", 0), ("3", "99999999999999999999999", 1)],
)
def test_offsets_beyond_an_article_mark_what_there_is(
    start: str, end: str, marked: int, served: Served, client: httpx.Client
) -> None:
    article = next(served.shelf.archive("own").articles())
    response = client.get("/article", params={"archive": "own", "id": article.id, "from": start, "to": end})
    assert response.status_code == 200
    marks = _page(response.text).xpath("//mark")
    assert bool(marks) == bool(marked)
    assert len(marks) == marked * len(article.text.split("\n\n"))


@pytest.mark.parametrize(
    "query",
    [
        {"archive": "own", "id": "never"},
        {"archive": "own", "id": ""},
        {"archive": "own", "id": "../../etc/passwd"},
        {"archive": "own", "id": "a'; DROP TABLE articles; --"},
        {"archive": "own", "id": '"><script>alert(1)</script>'},
        {"archive": "own", "id": "%00\x00é🗞"},
        {"archive": "own", "id": "x" * 1001},
        {"archive": "sample", "id": "never"},
        {"archive": "elsewhere", "id": "a"},
        {"archive": "../own", "id": "a"},
        {"archive": "own"},
        {"id": "a"},
        {},
        {"archive": "own", "id": "a", "from": "-1"},
        {"archive": "own", "id": "a", "from": "x", "to": "y"},
        {"archive": "own", "id": "a", "to": "9" * 5000},
    ],
    ids=lambda query: str(query)[:60],
)
def test_an_article_that_is_not_there_gets_a_page_that_says_so(
    query: dict[str, str], served: Served, client: httpx.Client
) -> None:
    response = client.get("/article", params=query)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    page = _page(response.text)
    assert page.xpath("//h1")[0].text
    assert page.xpath("//p")[0].text
    for hidden in (str(served.own), "Traceback", "<script", "DROP TABLE", "dateline "):
        assert hidden not in response.text


def test_an_id_with_slashes_and_quotes_finds_its_article(
    served: Served, client: httpx.Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    id_ = "news/2021/a b?c=1&d=\\\"'<x>#é"
    text = "The northern bridge reopened on 4 May 2021."
    rows.write_text(json.dumps({"id": id_, "text": text}), encoding="utf-8")
    archive = served.shelf.archive("own")
    assert archive.sync([rows]).added == 1
    response = client.get(render.article_address("own", id_, 4, 12))
    assert response.status_code == 200
    assert [mark.text for mark in _page(response.text).xpath("//mark")] == ["northern"]
    archive.remove(id_)
    assert client.get(render.article_address("own", id_, 4, 12)).status_code == 404
