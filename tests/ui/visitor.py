"""A browser as the application sees it."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Served:
    """The application on a port of this machine, and the folder of its own archive."""

    app: FastAPI
    url: str
    own: Path
    shelf: Shelf


@dataclass
class Visitor:
    """A browser as the application sees it: it loads the page, and sends what a click would send."""

    client: httpx.Client
    session: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        page = self.client.get("/").text
        found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page, re.DOTALL)
        assert found is not None
        config = json.loads(found[1])
        self._events = {event["api_name"]: event for event in config["dependencies"]}
        self._kinds = {part["id"]: part["type"] for part in config["components"]}
        self._ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}

    def begins(self, event: str, *values: Any) -> str:
        """Send one event of the page, named as its function; its id."""
        told = self._events[event]
        given = iter(values)
        data = [None if self._kinds[part] == "state" else next(given) for part in told["inputs"]]
        body = json.dumps({"data": data, "fn_index": told["id"], "session_hash": self.session})
        headers = {"content-type": "application/json", "origin": str(self.client.base_url).rstrip("/")}
        answer = self.client.post("/gradio_api/queue/join", content=body, headers=headers)
        assert answer.status_code == 200, answer.text
        id_: str = answer.json()["event_id"]
        return id_

    def messages(self) -> Iterator[dict[str, Any]]:
        """What comes back, until every event that was begun is over."""
        query = {"session_hash": self.session}
        with self.client.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    def does(self, event: str, *values: Any) -> Outcome:
        """Send one event and wait until it is over."""
        self.begins(event, *values)
        return self.outcome(event, list(self.messages()))

    def outcome(self, event: str, messages: list[dict[str, Any]]) -> Outcome:
        """What an event whose messages these are has put on the page."""
        last = [message for message in messages if message["msg"] == "process_completed"][-1]
        values = last["output"].get("data", [])
        outputs = self._events[event]["outputs"]
        shown = dict(zip(outputs, values, strict=False))
        return Outcome(last["success"], json.dumps(messages), {n: shown.get(i) for n, i in self._ids.items()})

    def asks(self, question: str, **filters: Any) -> Outcome:
        """Ask a question, with what stands in the filters."""
        values = {"outlets": [], "since": "", "until": "", "as_of": ""} | filters
        return self.does("_ask", question, *values.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an event went well, all that came back as JSON, and the last value of each part by its id."""

    success: bool
    sent: str
    parts: dict[str, Any]
