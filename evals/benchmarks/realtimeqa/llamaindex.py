"""LlamaIndex over Chroma as its documentation shows it, with the model that Dateline ships.

`SentenceSplitter` with its defaults (1,024 tokens, 20 of overlap), `HuggingFaceEmbedding`,
`ChromaVectorStore`, `VectorStoreIndex.from_documents` and `as_retriever`. The articles are the file's
own, all of them and uncleaned. It is given two things that a beginner may miss: the title is metadata
that is embedded with each chunk, and a question sees only what was published up to its day, through
a filter on an integer (yyyymmdd), because Chroma does not compare dates. The model reads 256 wordpieces
of a chunk and says nothing of the rest: that is what the defaults do.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.benchmarks.realtimeqa.dataset import ARTICLES as ARTICLES_FILE
from evals.benchmarks.realtimeqa.dataset import Item, articles
from evals.benchmarks.realtimeqa.systems import Found
from index.embed import MODEL_SHA256, model_folder
from index.published import parse_date
from index.search import DEPTH

if TYPE_CHECKING:
    from llama_index.core import Document, VectorStoreIndex

PACKAGES = ("llama-index-embeddings-huggingface", "llama-index-vector-stores-chroma")
_MODULES = ("llama_index.embeddings.huggingface", "llama_index.vector_stores.chroma")
_COMPLETE = "complete"
_FORMAT = 1  # of what is embedded: to be raised with any change to `_document`
_DAY = "published"


class LlamaIndex:
    """A retriever over the index, one a question: the day it may see is part of the retriever."""

    name = "LlamaIndex"

    def __init__(self, index: VectorStoreIndex) -> None:
        self._index = index

    def search(self, question: str, as_of: date, k: int) -> list[Found]:
        """The ``k`` nearest chunks."""
        from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

        day = MetadataFilter(key=_DAY, value=_number(as_of), operator=FilterOperator.LTE)
        filters = MetadataFilters(filters=[day])
        found = self._index.as_retriever(similarity_top_k=k, filters=filters).retrieve(question)
        return [Found(scored.node.ref_doc_id or "", scored.node.get_content()) for scored in found]

    def articles(self, question: str, as_of: date) -> list[str]:
        """Those of as many chunks as the other baselines look at."""
        return [found.article for found in self.search(question, as_of, DEPTH)]


def is_installed() -> bool:
    """Whether the packages are there; none of them is loaded."""
    try:
        return all(importlib.util.find_spec(module) for module in _MODULES)
    except ModuleNotFoundError:
        return False


def versions() -> dict[str, str]:
    """Of everything that has a say in what is found."""
    return {name: version(name) for name in ("llama-index-core", "chromadb", *PACKAGES)}


@contextmanager
def indexed(data: Path, folder: Path) -> Iterator[LlamaIndex]:
    """The articles of ``data`` in a collection under ``folder``, embedded when that has not been done yet."""
    home = folder / _fingerprint(data)
    documents = None
    if not (home / _COMPLETE).exists():
        documents = [_document(item) for item in articles(data)]
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
    with _index(home, documents) as index:
        (home / _COMPLETE).touch()
        yield LlamaIndex(index)


@contextmanager
def _index(home: Path, documents: list[Document] | None) -> Iterator[VectorStoreIndex]:
    """The index kept in ``home``, or made there of ``documents``."""
    import chromadb
    from chromadb.config import Settings
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    store_type, embedding = _integrations(home)
    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    client = chromadb.PersistentClient(str(home / "chroma"), settings=settings)
    try:
        # No embedding function: LlamaIndex brings the vectors, and Chroma's own would be downloaded.
        store = store_type(client.get_or_create_collection("articles", embedding_function=None))
        if documents is None:
            yield VectorStoreIndex.from_vector_store(store, embed_model=embedding)
        else:
            yield VectorStoreIndex.from_documents(
                documents,
                storage_context=StorageContext.from_defaults(vector_store=store),
                transformations=[SentenceSplitter()],
                embed_model=embedding,
                show_progress=sys.stderr.isatty(),
            )
    finally:
        client.close()  # type: ignore[attr-defined]


def _integrations(home: Path) -> tuple[Any, Any]:
    """The class of the vector store, and the embedding; their packages have no types, and may be missing."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    embeddings = importlib.import_module(_MODULES[0])
    stores = importlib.import_module(_MODULES[1])
    embedding = embeddings.HuggingFaceEmbedding(
        model_name=str(model_folder()), device="cpu", cache_folder=str(home), local_files_only=True
    )
    return stores.ChromaVectorStore, embedding


def _document(item: Item) -> Document:
    from llama_index.core import Document

    published = parse_date(item.published or "")
    day = {_DAY: _number(published.span.end)} if published and published.span else {}
    return Document(
        id_=item.id,
        text=item.text,
        metadata={"title": item.title, **day},
        excluded_embed_metadata_keys=[_DAY],
    )


def _number(day: date) -> int:
    """As yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def _fingerprint(data: Path) -> str:
    """A name for what is embedded: another file, model or version is embedded anew."""
    digest = hashlib.sha256((data / ARTICLES_FILE).read_bytes())
    digest.update(repr((_FORMAT, MODEL_SHA256, sorted(versions().items()))).encode())
    return digest.hexdigest()[:16]
