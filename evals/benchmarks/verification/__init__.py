"""How well sentences are held against their quotes; run with ``python -m evals.benchmarks.verification``."""
