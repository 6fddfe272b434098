"""Temporal expressions in English news: found, typed, and resolved to real days."""

from index.timex.expression import Timex
from index.timex.tag import tag
from index.timex.words import describe, describe_value

__all__ = ["Timex", "describe", "describe_value", "tag"]
