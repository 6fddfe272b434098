"""Canonical text: what an article says, without what its web page wrapped around it."""

from index.clean.canonical import clean_line, squeezed
from index.clean.repeats import Repeats
from index.clean.text import clean, clean_with_removed

__all__ = ["Repeats", "clean", "clean_line", "clean_with_removed", "squeezed"]
