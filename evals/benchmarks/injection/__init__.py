"""Hostile articles and what they achieve; run with ``python -m evals.benchmarks.injection``."""
