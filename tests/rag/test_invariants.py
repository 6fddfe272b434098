"""What DESIGN.md promises of every answer, held over all golden questions and over random ones."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import evals
from evals import golden
from evals.sample import corpus
from index import Archive
from index.article import Hit
from index.dates import DateSpan
from rag import Answer, ask
from rag.notes import DAY_NOT_KNOWN
from rag.question import understand

Asked = list[tuple[golden.Question, Answer]]

_MARKS = re.compile(r"\[(\d+)\]")
_GOLDEN = Path(evals.__file__).parent / "golden"


@cache
def _words() -> list[str]:
    texts = " ".join(file.read_text(encoding="utf-8") for file in sorted(corpus().glob("*.md")))
    return sorted(set(re.findall(r"[A-Za-zÀ-ÿ0-9'-]{2,}", texts)))


_ASKING = st.sampled_from(["When did", "Who", "Where is", "How many", "What", "Why did", "Which", "Did", ""])
_QUESTIONS = st.builds(
    lambda asking, words: f"{asking} {' '.join(words)}?",
    _ASKING,
    st.lists(st.deferred(lambda: st.sampled_from(_words())), min_size=1, max_size=6),
)


@pytest.fixture(scope="session", params=["dev", pytest.param(None, id="every part", marks=pytest.mark.long)])
def asked(sample_archive: Archive, request: pytest.FixtureRequest) -> Asked:
    """Every fifth golden question of the development part, or every one; asked once a session.

    A follow-up is asked after the turns of its dialogue. (`dateline eval` holds all quotes, too.)
    """
    said: dict[str, list[tuple[str, Answer]]] = {}
    answered = []
    for place, q in enumerate(golden.load(_GOLDEN)):
        fifth = q.part == request.param and (q.after in said if q.after else place % 5 == 0)
        if request.param is None or fifth:
            before = said[q.after] if q.after else []
            answer = ask(
                q.question,
                archive=sample_archive,
                history=before,
                as_of=q.as_of,
                since=q.since,
                until=q.until,
                outlets=q.outlets,
            )
            said[q.id] = [*before, (q.question, answer)]
            answered.append((q, answer))
    return answered


def _assert_quotes_stand(archive: Archive, answer: Answer) -> None:
    for cited in answer.citations:
        article = archive.article(cited.article_id)
        assert article.text[cited.start : cited.end] == cited.quote
        assert cited.quote.strip() == cited.quote != ""
        assert hashlib.sha256(article.text.encode("utf-8")).hexdigest() == article.sha256
        assert (cited.title, cited.outlet, cited.path) == (article.title, article.outlet, article.path)
        assert (cited.published, cited.url) == (article.published, article.url)


def _assert_numbered_in_order_of_use(answer: Answer) -> None:
    listed = [cited.n for cited in answer.citations]
    assert listed == list(range(1, len(listed) + 1))
    in_claims = list(chain.from_iterable(claim.citations for claim in answer.claims))
    assert list(dict.fromkeys(in_claims)) == listed
    assert [int(n) for n in _MARKS.findall(answer.text)] == in_claims
    assert {n for event in answer.timeline for n in event.citations} <= set(listed)
    for claim in answer.claims:
        assert claim.citations
        assert [int(n) for n in _MARKS.findall(claim.text)] == list(claim.citations)


def _assert_whole(answer: Answer) -> None:
    """Claims or a refusal, never both; the text is the claims, and nothing else."""
    assert (answer.refusal is None) == bool(answer.claims) == bool(answer.citations)
    if answer.refusal:
        assert answer.text == answer.refusal.message
        assert not answer.timeline
    else:
        assert answer.text == "\n".join(claim.text for claim in answer.claims)


def test_every_quote_stands_in_its_article_character_for_character(
    asked: Asked, sample_archive: Archive
) -> None:
    assert any(answer.citations for _, answer in asked)
    for _, answer in asked:
        _assert_quotes_stand(sample_archive, answer)


def test_every_claim_is_cited_and_numbers_follow_their_first_use(asked: Asked) -> None:
    for _, answer in asked:
        _assert_numbered_in_order_of_use(answer)


def test_an_answer_is_its_claims_or_a_refusal(asked: Asked) -> None:
    for _, answer in asked:
        _assert_whole(answer)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(question=_QUESTIONS)
def test_whatever_is_asked_the_quotes_stand_and_the_numbers_follow(
    sample_archive: Archive, question: str
) -> None:
    answer = ask(question, archive=sample_archive)
    _assert_quotes_stand(sample_archive, answer)
    _assert_numbered_in_order_of_use(answer)
    _assert_whole(answer)
    json.dumps(answer.to_dict())


def test_a_relative_date_of_an_undated_article_keeps_its_words_and_the_answer_says_so(
    sample_archive: Archive,
) -> None:
    answer = ask("When did Putin arrive in Pyongyang?", archive=sample_archive)
    (event,) = answer.timeline
    assert (event.when.span, event.when.text) == (None, "Wednesday")
    assert "“Wednesday” (day not known)" in answer.text
    assert DAY_NOT_KNOWN in answer.notes
    assert answer.citations[0].published is None


def test_every_date_of_an_event_is_one_that_its_articles_allow(asked: Asked, sample_archive: Archive) -> None:
    for _, answer in asked:
        cited = {c.n: c for c in answer.citations}
        for event in answer.timeline:
            if event.when.span is None:
                continue
            published = [cited[n].published for n in event.citations]
            years = {str(p.span.start.year + more) for p in published if p and p.span for more in (-1, 0, 1)}
            quotes = " ".join(cited[n].quote for n in event.citations)
            assert str(event.when.span.start.year) in years | set(re.findall(r"\b\d{4}\b", quotes))


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        ("When did Putin visit Beijing?", "2022-02-04"),
        ("When did Xi Jinping visit Moscow?", "2023-03-17"),
        ("Who accompanied Putin to Beijing?", "2023-10-18"),
        ("What is the Power of Siberia 2 pipeline?", "2023-03-22"),
    ],
)
def test_nothing_published_after_as_of_is_read(sample_archive: Archive, question: str, as_of: str) -> None:
    answer = ask(question, archive=sample_archive, as_of=as_of)
    named = answer.refusal.nearest if answer.refusal else answer.citations
    assert named
    for article in named:
        assert article.published is not None
        assert article.published.span is not None
        assert article.published.span.end <= date.fromisoformat(as_of)


@pytest.mark.parametrize(
    "question", ["When did Putin visit Beijing?", "Who won the World Cup?", "putin and xi"]
)
def test_no_search_under_as_of_finds_anything_later(
    sample_archive: Archive, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Hit] = []

    def search(*arguments: Any, **options: Any) -> list[Hit]:
        hits = Archive.search(sample_archive, *arguments, **options)
        found.extend(hits)
        return hits

    monkeypatch.setattr(sample_archive, "search", search)
    ask(question, archive=sample_archive, as_of="2022-02-04")
    days = [hit.article.published.span for hit in found if hit.article.published]
    assert len(days) == len(found) > 0
    assert all(span is not None and span.end <= date(2022, 2, 4) for span in days)


def test_with_as_of_today_is_that_day_and_without_it_there_is_no_today() -> None:
    question = "Who went to Beijing last month?"
    assert understand(question, today=date(2022, 3, 10)).window == DateSpan(
        date(2022, 2, 1), date(2022, 2, 28)
    )
    assert understand(question).window is None


def test_what_sync_reported_is_there_after_reopening(
    sample_path: Path, sample_archive: Archive, open_remembering: Callable[[Path], Archive]
) -> None:
    files = {str(file) for file in corpus().glob("*.md")}
    with open_remembering(sample_path) as again:
        assert {article.path for article in again.articles()} == files
        for mine, other in zip(sample_archive.articles(), again.articles(), strict=True):
            assert mine == other


_ASK = (
    "import json, sys\nfrom rag import ask\n"
    "print(json.dumps([ask(q, archive=sys.argv[1]).to_dict() for q in sys.argv[2:]]))\n"
)


def test_the_same_question_has_the_same_answer_again_and_in_a_fresh_process(
    sample_archive: Archive, python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    questions = ["When did Putin visit Beijing?", "Who leads Gazprom?", "When did Joe Biden visit Beijing?"]
    first = [ask(q, archive=sample_archive) for q in questions]
    assert [ask(q, archive=sample_archive) for q in questions] == first
    done = python(_ASK, sample_archive.path, *questions, PYTHONHASHSEED="7")
    for answer, other in zip(first, json.loads(done.stdout), strict=True):
        assert {**answer.to_dict(), "took_ms": 0} == {**other, "took_ms": 0}


_OFFLINE = """
import sys
from index import cli

reached = []

def watch(event, arguments):
    asks = event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
    sends = event in {"socket.connect", "socket.sendto", "socket.sendmsg"} and isinstance(arguments[1], tuple)
    if asks or sends:
        reached.append(event)
        raise PermissionError(event)

sys.addaudithook(watch)
codes = [cli.run(["add", sys.argv[1]]), cli.run(["ask", "When did the bridge reopen?"])]
print(codes, reached)
"""


def test_adding_and_asking_reach_no_network(
    tmp_path: Path, python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text("The town bridge reopened on 4 May 2021 after long repairs.", encoding="utf-8")
    done = python(_OFFLINE, file, DATELINE_ARCHIVE=str(tmp_path / "archive"))
    assert "Tuesday 4 May 2021: " in done.stdout
    assert done.stdout.endswith("[0, 0] []\n"), done.stderr


def test_copies_count_once_and_the_citation_says_how_many_there_are(
    asked: Asked, sample_archive: Archive
) -> None:
    copies = {
        "2022-02-04-eastgate-putin-xi-olympics-talks.md",
        "2022-02-05-lakeside-putin-xi-olympics-talks.md",
    }
    seen = 0
    of_copies = ask("What did Putin and Xi sign at the Diaoyutai State Guesthouse?", archive=sample_archive)
    for answer in (of_copies, *(answer for _, answer in asked)):
        named = {c.article_id: c for c in answer.citations if Path(c.path).name in copies}
        assert len(named) <= 1
        assert all(c.copies == 1 for c in named.values())
        seen += len(named)
        assert all(c.copies == 0 for c in answer.citations if Path(c.path).name not in copies)
        for event in answer.timeline:
            assert event.articles >= len({answer.citations[n - 1].article_id for n in event.citations})
    assert seen
