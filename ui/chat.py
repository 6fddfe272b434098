"""The page: what is on it, and what happens on a click. Every value is drawn from the conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import DatelineError, Missing
from index.progress import STAGES
from index.published import parse_date
from index.readers.walk import SUFFIXES
from ui import render
from ui.blocks import Blocks
from ui.problems import Problem, problem
from ui.sample import QUESTIONS
from ui.sessions import Conversation, Filters, give_up, reply
from ui.shelf import Name, Shelf
from ui.uploads import File, Upload, take_in

_HOURS_KEPT = 12
_UPLOADS_KEPT = (3600, 86_400)  # seconds: how often old ones are looked for, and how old they are
_ASKING_AT_ONCE = 4
_WAITING = 64
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

Updates = dict[Any, Any]
Fields = tuple[Sequence[str], str | None, str | None, str | None]
"""What stands in the filters: outlets, published from and to, as of."""


class Page:
    """The Gradio blocks over one shelf; ``start`` names the archive that a new visitor reads."""

    def __init__(self, shelf: Shelf, start: Name = "own") -> None:
        self._shelf = shelf
        with Blocks(
            title="Dateline", fill_width=True, analytics_enabled=False, delete_cache=_UPLOADS_KEPT
        ) as self.blocks:
            self._conversation = gr.State(Conversation(start), time_to_live=_HOURS_KEPT * 3600)
            self._head = _markup("head")
            with gr.Row(elem_id="columns"):
                with gr.Column(scale=3, min_width=300, elem_id="talk"):
                    self._lay_out_talk()
                with gr.Column(scale=2, min_width=300, elem_id="side"):
                    self._lay_out_side()
            self._wire()
        self.blocks.queue(max_size=_WAITING, default_concurrency_limit=_ASKING_AT_ONCE, api_open=False)

    def _lay_out_talk(self) -> None:
        with gr.Column(elem_id="welcome", visible=False) as self._welcome:
            self._greeting = _markup("greeting")
            with gr.Row():
                self._examples = [
                    gr.Button(question, size="sm", elem_classes="example", visible=False)
                    for question in QUESTIONS
                ]
        self._chat = _markup("chat")
        self._notice = _markup("notice")
        self._box = gr.Textbox(
            elem_id="question",
            label="Your question",
            show_label=False,
            placeholder="Ask when, who, where, how many, why …",
            max_lines=6,
            autofocus=True,
            submit_btn="Ask",
        )
        with gr.Row(elem_id="below"):
            self._retry = gr.Button("Ask again", size="sm", visible=False, scale=0)
            self._as_typed = gr.Button("Ask as typed", size="sm", visible=False, scale=0)
            self._anew = gr.Button("New conversation", size="sm", visible=False, scale=0)
            self._back = gr.Button("Use my own archive", size="sm", visible=False, scale=0)

    def _lay_out_side(self) -> None:
        with gr.Accordion("Filters", open=False, elem_id="filters"):
            self._outlets = gr.Dropdown(
                [], multiselect=True, label="Outlets", info="None chosen: all of them"
            )
            with gr.Row():
                hint = "e.g. 2022"
                self._since = gr.Textbox(label="Published from", placeholder=hint, min_width=120)
                self._until = gr.Textbox(label="Published to", placeholder=hint, min_width=120)
            self._as_of = gr.Textbox(
                label="As of",
                placeholder=hint,
                info="Reads nothing published later, and takes this day for today",
            )
        with gr.Accordion("Add articles", open=False, elem_id="add"):
            self._files = gr.File(
                label="Text, Markdown, HTML, PDF, DOCX, RSS, JSON lines, zip",
                file_count="multiple",
                file_types=sorted({Path(f"x{ending}").suffix for ending in SUFFIXES}),
                height=160,
            )
            self._upload = _markup("upload")
        self._evidence = _markup("evidence")

    def _wire(self) -> None:
        filters = [self._outlets, self._since, self._until, self._as_of]
        shown = [self._conversation, self._chat, self._evidence, self._box, self._notice, self._welcome]
        shown += [self._retry, self._as_typed, self._anew]
        place = [self._head, self._outlets, self._greeting, *self._examples, self._back]
        asked: dict[str, Any] = {"concurrency_id": "ask", "concurrency_limit": _ASKING_AT_ONCE, **_HIDDEN}
        self.blocks.load(self._arrive, [self._conversation], [*place, *shown], **_HIDDEN)
        running: list[dict[str, Any]] = [
            self._box.submit(self._ask, [self._box, self._conversation, *filters], shown, **asked),
            self._retry.click(self._again, [self._conversation, *filters], shown, **asked),
            self._as_typed.click(self._ask_as_typed, [self._conversation, *filters], shown, **asked),
        ]
        for button in self._examples:
            example = button.click(self._ask_example, [button, self._conversation], [*shown, *place], **asked)
            running.append(example)
        # One by one: of a list, Gradio cancels the next only when the one before it has ended, and by then
        # that may be a new question.
        for ended in (self._box.stop, self._anew.click, self._back.click):
            for event in running:
                ended(None, cancels=[event], **_HIDDEN)
        self._box.stop(self._stop, [self._conversation], shown, **_HIDDEN)
        self._anew.click(self._start_anew, [self._conversation], [*place, *shown], **_HIDDEN)
        self._back.click(self._use_own, [self._conversation], [*place, *shown], **_HIDDEN)
        taken = self._files.upload(
            self._take_in,
            [self._files],
            [self._upload, self._files],
            concurrency_id="upload",
            concurrency_limit=1,
            **_HIDDEN,
        )
        # With the conversation as it is by then: questions may be asked while files are read.
        taken.then(self._use_what_came_in, [self._conversation], [*place, *shown], **_HIDDEN)

    def _ask(
        self,
        question: str,
        conversation: Conversation,
        outlets: Sequence[str],
        since: str | None,
        until: str | None,
        as_of: str | None,
    ) -> Iterator[Updates]:
        yield from self._taken(question, conversation, (outlets, since, until, as_of))

    def _taken(
        self, question: str, conversation: Conversation, fields: Fields, *, alone: bool = False
    ) -> Iterator[Updates]:
        if not question.strip():
            yield {self._notice: ""}
            return
        try:
            filters = _filters(*fields)
        except ValueError as error:
            problem = Problem(f"“{error}” is not a date.", "Write it as 2022-02-04, Feb 2022 or 2022.")
            yield {self._notice: render.notice(problem)}
            return
        yield from self._replied(conversation, question, filters, alone=alone)

    def _replied(
        self, conversation: Conversation, question: str, filters: Filters, *, alone: bool = False
    ) -> Iterator[Updates]:
        # Half of a character, which JSON can carry, is nothing that could be read or sent back.
        question = question.encode("utf-8", "replace").decode("utf-8")
        for now in reply(self._shelf, conversation, question, filters, alone=alone):
            yield self._drawn(now) | {self._box: self._entry(now, question)}

    def _again(
        self,
        conversation: Conversation,
        outlets: Sequence[str],
        since: str | None,
        until: str | None,
        as_of: str | None,
    ) -> Iterator[Updates]:
        """Ask the latest question once more, with the filters as they are now."""
        yield from self._repeated(conversation, (outlets, since, until, as_of))

    def _ask_as_typed(
        self,
        conversation: Conversation,
        outlets: Sequence[str],
        since: str | None,
        until: str | None,
        as_of: str | None,
    ) -> Iterator[Updates]:
        """Undo the reading of a follow-up: its words alone are asked, in its place."""
        yield from self._repeated(conversation, (outlets, since, until, as_of), alone=True)

    def _repeated(
        self, conversation: Conversation, fields: Fields, *, alone: bool = False
    ) -> Iterator[Updates]:
        if conversation.turns:
            turn = conversation.turns[-1]
            before = conversation.without_latest()
            yield from self._taken(turn.question, before, fields, alone=alone or turn.alone)

    def _ask_example(self, question: str, conversation: Conversation) -> Iterator[Updates]:
        """Ask an example of the sample archive, which is made when it is not there yet."""
        yield {self._welcome: gr.update(visible=False)}  # one at a time
        try:
            for stage in _made(self._shelf):
                yield {self._notice: render.upload(stage)}
        except DatelineError as error:
            yield {self._notice: render.notice(problem(error))}
            return
        there = replace(conversation, archive="sample")
        switched = conversation.archive != there.archive
        yield {self._conversation: there, self._notice: ""} | self._place(there, switched=switched)
        yield from self._replied(there, question, Filters())

    def _stop(self, conversation: Conversation) -> Updates:
        return self._drawn(give_up(conversation)) | {self._box: _ready()}

    def _arrive(self, conversation: Conversation) -> Updates:
        return self._drawn(conversation) | self._place(conversation)

    def _start_anew(self, conversation: Conversation) -> Updates:
        fresh = replace(give_up(conversation), turns=())
        return self._drawn(fresh) | self._place(fresh) | {self._box: _ready()}

    def _use_own(self, conversation: Conversation) -> Updates:
        own = replace(give_up(conversation), archive="own", turns=())
        return self._drawn(own) | self._place(own, switched=True) | {self._box: _ready()}

    def _take_in(self, files: Sequence[str]) -> Iterator[Updates]:
        for state in take_in(self._shelf, [Path(file) for file in files]):
            yield {self._upload: render.upload(state)}
        yield {self._files: None}

    def _use_what_came_in(self, conversation: Conversation) -> Updates:
        """Read the own archive from here on, unless the other is being asked right now."""
        asking = bool(conversation.turns) and conversation.turns[-1].state == "asking"
        if asking or conversation.archive == "own":
            return self._place(conversation)
        own = replace(conversation, archive="own")
        return self._drawn(own) | self._place(own, switched=True)

    def _drawn(self, conversation: Conversation) -> Updates:
        """Everything that shows the conversation."""
        begun = bool(conversation.turns)
        return {
            self._conversation: conversation,
            self._chat: render.conversation(conversation),
            self._evidence: render.evidence(conversation, date.today()),
            self._notice: "",
            self._welcome: gr.update(visible=not begun),
            self._retry: gr.update(visible=begun and conversation.turns[-1].state != "asking"),
            self._as_typed: gr.update(visible=begun and conversation.turns[-1].rewritten),
            self._anew: gr.update(visible=begun),
        }

    def _place(self, conversation: Conversation, *, switched: bool = False) -> Updates:
        """Everything that shows which archive is read; a notice too where it cannot be.

        Outlets that were chosen stay chosen, unless the archive was ``switched``.
        """
        name = conversation.archive
        info, wrong = None, ""
        try:
            info = self._shelf.archive(name).info()
        except DatelineError as error:
            # One that is not there yet is as good as an empty one.
            wrong = "" if isinstance(error, Missing) else render.notice(problem(error))
        empty = not wrong and (info is None or not info.articles)
        outlets = [outlet for outlet in info.outlets if outlet] if info else []
        choices = [(render.label(outlet), outlet) for outlet in outlets]
        chosen: dict[str, Any] = {"value": []} if switched or not outlets else {}
        updates: Updates = {
            self._head: render.archive_line(info, name),
            self._outlets: gr.update(choices=choices, **chosen),
            self._greeting: render.welcome(name, empty=empty),
            self._back: gr.update(visible=name == "sample"),
        }
        updates |= {self._notice: wrong} if wrong else {}
        return updates | {button: gr.update(visible=empty or name == "sample") for button in self._examples}

    def _entry(self, conversation: Conversation, question: str) -> Any:
        """The box: emptied when the question is taken, given it back after a failure.

        What is typed while an answer is under way stays.
        """
        turn = conversation.turns[-1]
        if turn.state != "asking":
            return _ready(question if turn.state == "failed" else None)
        if turn.searched:  # not the first step any more
            return gr.update(submit_btn=False, stop_btn="Stop")
        return gr.update(value="", submit_btn=False, stop_btn="Stop")


def _markup(elem_id: str) -> gr.Markdown:
    """A place for what ``ui.render`` writes.

    Not ``gr.HTML``, whose templates are evaluated in the browser: that would need a content security
    policy that lets a string become a script. This one passes through Gradio's sanitizer as well.
    """
    return gr.Markdown(elem_id=elem_id, sanitize_html=True, latex_delimiters=[])


def _ready(value: str | None = None) -> Any:
    """The box as it takes a question; ``value`` replaces what stands in it."""
    box: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
    return gr.update(**box if value is None else box | {"value": value})


def _filters(outlets: Sequence[str], since: str | None, until: str | None, as_of: str | None) -> Filters:
    """What the fields say; ValueError names the words that are no date."""
    return Filters(tuple(outlets), _day(since, "start"), _day(until, "end"), _day(as_of, "end"))


def _day(text: str | None, end: str) -> date | None:
    """The first or the last day of what a field names; None when it is empty."""
    if not text or not text.strip():
        return None
    found = parse_date(text)
    if found is None or found.span is None:
        raise ValueError(text.strip())
    day: date = getattr(found.span, end)
    return day


def _made(shelf: Shelf) -> Iterator[Upload]:
    """The steps of making the sample archive; none when it is there."""
    if not shelf.holds_articles("sample"):
        yield Upload(files=(File("The sample articles", "reading"),), stage=STAGES["embed"])
        shelf.make_sample()
