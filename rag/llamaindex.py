"""The archive inside any LlamaIndex application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index import Archive
from index.article import Hit
from rag.retrieve import Scope, search


class DatelineRetriever(BaseRetriever):
    """A LlamaIndex retriever over an ``Archive``.

    Nodes carry the passage's text, its offsets in the article (``start_char_idx``,
    ``end_char_idx``) and as metadata ``article_id, title, outlet, published, url, path, rank``;
    only title, outlet and date are shown to models. Scores are those of ``Archive.search``.
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
        callback_manager: CallbackManager | None = None,
    ) -> None:
        self._archive = archive
        self._k = k
        self._scope = Scope.of(as_of=as_of, since=since, until=until, outlets=outlets)
        super().__init__(callback_manager=callback_manager)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = search(self._archive, query_bundle.query_str, self._scope, self._k)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


def _node(hit: Hit) -> TextNode:
    article, passage = hit.article, hit.passage
    hidden = ["article_id", "url", "path", "rank"]
    return TextNode(
        id_=passage.id,
        text=hit.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "article_id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.value if article.published else None,
            "url": article.url,
            "path": article.path,
            "rank": hit.rank,
        },
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
    )
