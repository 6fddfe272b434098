"""`DatelineRetriever` inside LlamaIndex: nodes with offsets, scores and metadata."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from llama_index.core import Settings
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

from index import Archive
from index.errors import UsageError
from rag.llamaindex import DatelineRetriever
from rag.rerank import ranked
from rag.retrieve import Scope

QUESTION = "When did Putin visit Beijing?"


def _nodes(found: list[NodeWithScore]) -> list[TextNode]:
    nodes = [item.node for item in found]
    assert all(isinstance(node, TextNode) for node in nodes)
    return nodes  # type: ignore[return-value]  # just asserted


def test_a_node_is_the_passage_at_its_offsets(sample_archive: Archive) -> None:
    found = DatelineRetriever(sample_archive, k=12).retrieve(QUESTION)
    assert len(found) == 12
    for node in _nodes(found):
        text = sample_archive.article(node.metadata["article_id"]).text
        assert text[node.start_char_idx : node.end_char_idx] == node.text == node.get_content()


@pytest.mark.parametrize("read", [True, False])
def test_nodes_come_best_first_read_or_not(sample_archive: Archive, read: bool) -> None:
    found = DatelineRetriever(sample_archive, k=8, read=read).retrieve(QUESTION)
    scores = [item.score for item in found]
    assert scores == sorted((score for score in scores if score is not None), reverse=True)
    assert [node.metadata["rank"] for node in _nodes(found)] == list(range(1, 9))
    hits = ranked(sample_archive, QUESTION, Scope(), 8, read=read)
    assert [(item.node.node_id, item.score) for item in found] == [(h.passage.id, h.score) for h in hits]


def test_metadata_names_the_article(sample_archive: Archive) -> None:
    for node in _nodes(DatelineRetriever(sample_archive).retrieve(QUESTION)):
        article = sample_archive.article(node.metadata["article_id"])
        assert node.metadata == {
            "article_id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.value if article.published else None,
            "url": article.url,
            "path": article.path,
            "rank": node.metadata["rank"],
        }


def test_a_model_sees_title_outlet_and_date_and_no_path(sample_archive: Archive) -> None:
    (node,) = _nodes(DatelineRetriever(sample_archive, k=1).retrieve(QUESTION))
    seen = node.get_content(MetadataMode.LLM)
    assert node.metadata["title"] in seen
    assert node.metadata["outlet"] in seen
    for name in ("path", "article_id"):
        assert node.metadata[name] not in seen


@pytest.mark.parametrize("value", ["2022-12-31", date(2022, 12, 31)])
def test_filters_hold(sample_archive: Archive, value: date | str) -> None:
    nodes = _nodes(DatelineRetriever(sample_archive, as_of=value).retrieve(QUESTION))
    assert nodes
    assert all(node.metadata["published"] <= "2022-12-31" for node in nodes)
    options: dict[str, Any] = {"since": "2023-01-01", "until": "2023-12-31", "outlets": ["Northline Wire"]}
    nodes = _nodes(DatelineRetriever(sample_archive, **options).retrieve(QUESTION))
    assert {node.metadata["outlet"] for node in nodes} == {"Northline Wire"}
    assert all("2023" <= node.metadata["published"] < "2024" for node in nodes)


def test_a_filter_that_is_no_date_is_wrong_use(sample_archive: Archive) -> None:
    with pytest.raises(UsageError, match="since is 'soon'"):
        DatelineRetriever(sample_archive, since="soon")


def test_an_empty_question_finds_nothing(sample_archive: Archive) -> None:
    assert DatelineRetriever(sample_archive).retrieve(" ") == []


def test_it_works_in_a_query_engine(sample_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "_llm", MockLLM(max_tokens=32))
    engine = RetrieverQueryEngine.from_args(
        DatelineRetriever(sample_archive, k=3), llm=MockLLM(max_tokens=32), response_mode=ResponseMode.COMPACT
    )
    response = engine.query(QUESTION)
    assert len(response.source_nodes) == 3
    assert str(response)


def test_it_works_in_a_fusion_of_retrievers(sample_archive: Archive) -> None:
    plain = DatelineRetriever(sample_archive, k=4)
    fusion = QueryFusionRetriever([plain], llm=MockLLM(), num_queries=1, similarity_top_k=4, use_async=False)
    fused = fusion.retrieve(QUESTION)
    assert {item.node.node_id for item in fused} == {item.node.node_id for item in plain.retrieve(QUESTION)}


def test_it_can_be_awaited(sample_archive: Archive) -> None:
    import asyncio

    retriever = DatelineRetriever(sample_archive, k=2)
    found = asyncio.run(retriever.aretrieve(QUESTION))
    assert [item.node.node_id for item in found] == [
        item.node.node_id for item in retriever.retrieve(QUESTION)
    ]
