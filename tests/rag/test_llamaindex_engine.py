"""`DatelineQueryEngine` and the retriever inside LlamaIndex's own chat engine, fusion and evaluator."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from llama_index.core.base.llms.types import (
    ChatMessage,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
)
from llama_index.core.chat_engine import CondensePlusContextChatEngine, CondenseQuestionChatEngine
from llama_index.core.chat_engine.types import StreamingAgentChatResponse
from llama_index.core.evaluation import RetrieverEvaluator
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from llama_index.core.memory import ChatMemoryBuffer
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import QueryBundle, TextNode

from index import Archive
from index.errors import UsageError
from rag import ask
from rag.llamaindex import DatelineQueryEngine, DatelineRetriever

QUESTION = "When did Finland join NATO?"
VISIT = "When did Putin visit Beijing?"


@pytest.fixture(autouse=True)
def loop() -> Iterator[None]:
    """A loop that is closed again: asked synchronously where there is none, the evaluator of LlamaIndex makes
    one that it leaves open, and the next `asyncio.run` drops it."""
    with asyncio.Runner() as runner:
        asyncio.set_event_loop(runner.get_loop())
        yield


class Parrot(CustomLLM):
    """Says one thing, whatever it is asked; remembers what that was."""

    says: str = "Finland joined NATO on 4 April 2023 [1]."
    heard: list[str] = []  # noqa: RUF012 - a pydantic field, copied for each

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=8000, model_name="parrot")

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        self.heard.append(prompt)
        return CompletionResponse(text=self.says)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        self.heard.append(prompt)
        return (CompletionResponse(text=self.says[: i + 1], delta=c) for i, c in enumerate(self.says))


def test_a_response_is_the_answer_with_its_quotes_as_nodes(sample_archive: Archive) -> None:
    answer = ask(VISIT, archive=sample_archive)
    response = DatelineQueryEngine(sample_archive).query(VISIT)
    assert str(response) == answer.text
    assert len(response.source_nodes) == len(answer.citations) > 1
    for found, cited in zip(response.source_nodes, answer.citations, strict=True):
        node = found.node
        assert isinstance(node, TextNode)
        text = sample_archive.article(node.metadata["article_id"]).text
        assert text[node.start_char_idx : node.end_char_idx] == node.text == cited.quote
        assert node.metadata["rank"] == cited.n
    assert response.metadata is not None
    assert response.metadata["answer"]["claims"] == answer.to_dict()["claims"]


def test_a_refusal_is_a_response_without_nodes(sample_archive: Archive) -> None:
    response = DatelineQueryEngine(sample_archive).query("When did Joe Biden visit Beijing?")
    assert response.source_nodes == []
    assert response.metadata is not None
    assert response.metadata["answer"]["refusal"]["reason"] == "not_in_archive"


def test_it_answers_asynchronously_alike(sample_archive: Archive) -> None:
    engine = DatelineQueryEngine(sample_archive)
    assert str(asyncio.run(engine.aquery(QUESTION))) == str(engine.query(QUESTION))


def test_filters_are_those_of_ask_and_checked_at_once(sample_archive: Archive) -> None:
    response = DatelineQueryEngine(sample_archive, as_of="2022-12-31").query(VISIT)
    assert str(response) == ask(VISIT, archive=sample_archive, as_of="2022-12-31").text
    with pytest.raises(UsageError):
        DatelineQueryEngine(sample_archive, since="yesterday")


def test_a_llamaindex_model_words_the_answer_and_is_verified(sample_archive: Archive) -> None:
    says = "Finland joined NATO on 4 April 2023 [1]. Norway left it on 5 April 2023 [1]."
    response = DatelineQueryEngine(sample_archive, llm=Parrot(says=says, heard=[])).query(QUESTION)
    assert str(response) == "Finland joined NATO on 4 April 2023. [1]"


def test_it_takes_part_in_a_chat_engine_of_llamaindex(sample_archive: Archive) -> None:
    llm = Parrot(heard=[])
    engine = CondensePlusContextChatEngine(
        retriever=DatelineRetriever(sample_archive, k=3),
        llm=llm,
        memory=ChatMemoryBuffer.from_defaults(llm=llm),
    )
    first = engine.chat(QUESTION)
    assert first.response == llm.says
    assert len(first.source_nodes) == 3
    assert any("joined NATO" in heard for heard in llm.heard)
    assert engine.chat("And who looked on?").response == llm.says
    assert len(engine.chat_history) == 4
    assert isinstance(engine.chat_history[0], ChatMessage)


class Scripted(Parrot):
    """Says one thing after the other, the last one for good."""

    lines: list[str] = []  # noqa: RUF012 - a pydantic field, copied for each

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        self.heard.append(prompt)
        return CompletionResponse(text=self.lines.pop(0) if len(self.lines) > 1 else self.lines[0])


def test_a_follow_up_is_condensed_before_the_retriever_is_asked(sample_archive: Archive) -> None:
    condensed = "Who visited Beijing with Putin?"
    llm = Scripted(lines=["Putin visited Beijing in 2022.", condensed, "He went alone."], heard=[])
    engine = CondensePlusContextChatEngine(
        retriever=DatelineRetriever(sample_archive, k=3),
        llm=llm,
        memory=ChatMemoryBuffer.from_defaults(llm=llm),
    )
    engine.chat(VISIT)
    second = engine.chat("Who went with him?")
    assert [item.node.node_id for item in second.source_nodes] == [
        item.node.node_id for item in DatelineRetriever(sample_archive, k=3).retrieve(condensed)
    ]
    assert VISIT in llm.heard[1]
    assert "Who went with him?" in llm.heard[1]


def test_a_chat_engine_of_llamaindex_streams_and_awaits_over_it(sample_archive: Archive) -> None:
    llm = Parrot(heard=[])

    def engine() -> CondensePlusContextChatEngine:
        memory = ChatMemoryBuffer.from_defaults(llm=llm)
        retriever = DatelineRetriever(sample_archive, k=3)
        return CondensePlusContextChatEngine(retriever=retriever, llm=llm, memory=memory)

    streamed = engine().stream_chat(QUESTION)
    assert isinstance(streamed, StreamingAgentChatResponse)
    assert "".join(streamed.response_gen) == llm.says
    assert len(streamed.source_nodes) == 3
    awaited = asyncio.run(engine().achat(QUESTION))
    assert [n.node.node_id for n in awaited.source_nodes] == [n.node.node_id for n in streamed.source_nodes]


def test_the_engine_answers_inside_a_chat_engine_of_llamaindex(sample_archive: Archive) -> None:
    llm = Scripted(lines=[QUESTION], heard=[])
    engine = CondenseQuestionChatEngine.from_defaults(
        DatelineQueryEngine(sample_archive), llm=llm, memory=ChatMemoryBuffer.from_defaults(llm=llm)
    )
    engine.chat(VISIT)
    second = engine.chat("And Finland NATO?")
    answer = ask(QUESTION, archive=sample_archive)
    assert second.response == answer.text
    assert [item.node.get_content() for item in second.source_nodes] == [c.quote for c in answer.citations]


def test_its_quotes_are_retrieved_as_nodes(sample_archive: Archive) -> None:
    answer = ask(QUESTION, archive=sample_archive)
    found = DatelineQueryEngine(sample_archive).retrieve(QueryBundle(QUESTION))
    assert [item.node.get_content() for item in found] == [cited.quote for cited in answer.citations]
    assert [item.node.ref_doc_id for item in found] == [cited.article_id for cited in answer.citations]


def test_questions_that_a_model_adds_are_retrieved_for_as_well(sample_archive: Archive) -> None:
    retriever = DatelineRetriever(sample_archive, k=4)
    fused = QueryFusionRetriever(
        [retriever],
        llm=Scripted(lines=[VISIT], heard=[]),
        similarity_top_k=8,
        num_queries=2,
        mode=FUSION_MODES.RECIPROCAL_RANK,
        use_async=False,
    ).retrieve(QUESTION)
    each = [{item.node.node_id for item in retriever.retrieve(question)} for question in (QUESTION, VISIT)]
    assert {item.node.node_id for item in fused} == each[0] | each[1]


def test_it_is_fused_with_other_retrievers(sample_archive: Archive) -> None:
    old = DatelineRetriever(sample_archive, k=4, until="2022-12-31")
    new = DatelineRetriever(sample_archive, k=4, since="2023-01-01")
    fused = QueryFusionRetriever(
        [old, new], llm=Parrot(heard=[]), similarity_top_k=8, num_queries=1, use_async=False
    )
    found = fused.retrieve(VISIT)
    assert {item.node.node_id for item in found} == {
        item.node.node_id for item in (*old.retrieve(VISIT), *new.retrieve(VISIT))
    }


def test_it_is_judged_by_the_evaluator_of_llamaindex(sample_archive: Archive) -> None:
    retriever = DatelineRetriever(sample_archive, k=5)
    first = retriever.retrieve(QUESTION)[0].node.node_id
    judged = RetrieverEvaluator.from_metric_names(["mrr", "hit_rate"], retriever=retriever).evaluate(
        query=QUESTION, expected_ids=[first]
    )
    assert judged.metric_vals_dict == {"mrr": 1.0, "hit_rate": 1.0}


def test_the_evaluator_tells_a_later_hit_and_a_miss_apart(sample_archive: Archive) -> None:
    retriever = DatelineRetriever(sample_archive, k=5)
    found = [item.node.node_id for item in retriever.retrieve(QUESTION)]
    other = next(
        item.node.node_id for item in retriever.retrieve(VISIT) if item.node.node_id not in set(found)
    )
    judge = RetrieverEvaluator.from_metric_names(["mrr", "hit_rate"], retriever=retriever)
    results = [
        asyncio.run(judge.aevaluate(query=QUESTION, expected_ids=[node])) for node in (found[2], other)
    ]
    assert [result.metric_vals_dict for result in results] == [
        {"mrr": pytest.approx(1 / 3), "hit_rate": 1.0},
        {"mrr": 0.0, "hit_rate": 0.0},
    ]
