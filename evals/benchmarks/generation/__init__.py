"""Answers in a model's words beside the plain ones; run with ``python -m evals.benchmarks.generation``."""
