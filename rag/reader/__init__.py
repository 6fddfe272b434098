"""The reader: how likely a text answers a question, and with which words.

A small cross-encoder that this project trains (`rag.reader.train`), measures (`rag.reader.evaluate`) and
ships (`rag.reader.export`). At run time it needs onnxruntime and tokenizers, and nothing else.
"""

from rag.reader.session import Reading, read

__all__ = ["Reading", "read"]
