"""Is it any good: golden questions over a sample archive, metrics without an LLM, and a gate."""
