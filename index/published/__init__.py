"""When was this published? Only what a source states counts; what is unknown stays unknown."""

from index.published.find import find_published
from index.published.wording import parse_date

__all__ = ["find_published", "parse_date"]
