"""One idea a file: a scorer (sample → score) apart from a metric (scores → share, n, interval)."""
