"""The archive inside any LlamaIndex application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index import Archive
from index.article import Article, Hit, Passage
from rag.answer import Answer, Citation
from rag.pipeline import aask, ask
from rag.rerank import ranked
from rag.retrieve import Scope

_HIDDEN = ["article_id", "url", "path", "rank"]


class DatelineRetriever(BaseRetriever):
    """A LlamaIndex retriever over an ``Archive``.

    Nodes carry the passage's text, its offsets in the article (``start_char_idx``,
    ``end_char_idx``) and as metadata ``article_id, title, outlet, published, url, path, rank``;
    only title, outlet and date are shown to models. ``ref_doc_id`` is the article's id. Scores lie between
    0 and 1. The best passages are read, and ranked by how likely they answer too; ``read=False`` leaves
    that out, and the scores are then those of `rag.retrieve.candidates`.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        k: int = 10,
        as_of: date | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        outlets: Sequence[str] | None = None,
        read: bool = True,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        self._archive = archive
        self._k = k
        self._read = read
        self._scope = Scope.of(as_of=as_of, since=since, until=until, outlets=outlets)
        super().__init__(callback_manager=callback_manager)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = ranked(self._archive, query_bundle.query_str, self._scope, self._k, read=self._read)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


class DatelineQueryEngine(BaseQueryEngine):
    """A LlamaIndex query engine that answers as ``ask`` does.

    The response is the answer's text with its marks; its source nodes are the citations in their order,
    each the exact quote with its offsets. ``response.metadata["answer"]`` is the whole ``Answer`` as JSON
    types. Without ``llm`` no language model is asked.
    """

    def __init__(
        self,
        archive: Archive,
        *,
        llm: object | None = None,
        as_of: date | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        outlets: Sequence[str] | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        Scope.of(as_of=as_of, since=since, until=until, outlets=outlets)  # what cannot be used is said now
        self._archive = archive
        self._options = {"llm": llm, "as_of": as_of, "since": since, "until": until, "outlets": outlets}
        super().__init__(callback_manager)

    def _query(self, query_bundle: QueryBundle) -> Response:
        options: dict[str, Any] = self._options
        return _response(ask(query_bundle.query_str, archive=self._archive, **options))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return _response(await aask(query_bundle.query_str, archive=self._archive, **self._options))

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The quotes that the answer to a question cites, for parts that take nodes and no text."""
        return self._query(query_bundle).source_nodes

    def _get_prompt_modules(self) -> PromptMixinType:
        """None of its prompts is LlamaIndex's."""
        return {}


def _response(answer: Answer) -> Response:
    nodes = [NodeWithScore(node=_quoted(citation), score=1.0) for citation in answer.citations]
    return Response(answer.text, source_nodes=nodes, metadata={"answer": answer.to_dict()})


def _quoted(citation: Citation) -> TextNode:
    id_ = f"{citation.article_id}:{citation.start}-{citation.end}"
    return _text_node(id_, citation.quote, citation, citation.article_id, citation, citation.n)


def _node(hit: Hit) -> TextNode:
    return _text_node(hit.passage.id, hit.text, hit.passage, hit.article.id, hit.article, hit.rank)


def _text_node(
    id_: str,
    text: str,
    place: Passage | Citation,
    article_id: str,
    article: Article | Citation,
    rank: int,
) -> TextNode:
    """A stretch of an article with where it stands in it, and what is told of the article."""
    return TextNode(
        id_=id_,
        text=text,
        start_char_idx=place.start,
        end_char_idx=place.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article_id)},
        metadata={
            "article_id": article_id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.value if article.published else None,
            "url": article.url,
            "path": article.path,
            "rank": rank,
        },
        excluded_embed_metadata_keys=_HIDDEN,
        excluded_llm_metadata_keys=_HIDDEN,
    )
