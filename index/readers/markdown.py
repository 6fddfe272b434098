"""Markdown with YAML front matter: what it is about on top, and the text without its markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from index.clean import clean_line
from index.errors import Malformed
from index.published import find_published
from index.readers.encoding import decode
from index.readers.source import Source, first_line, shorten, shown

_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"---[ \t]*\n\s*[A-Za-z_]+[ \t]*:")
_FRONT_LIMIT = 100_000
_REMEDY = "Correct the front matter between the two lines of '---', or take it out."

_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|=+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_BLOCK_MARK = re.compile(r"\s*(?:>\s?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_STARTS_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+|\s*\|")
# Lengths are bounded: marks that nothing closes would be searched for to the end, each of them.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"!\[[^\]]{0,500}\](?:\([^()\s]*(?:\([^()]*\)[^()]*)?(?:\s[^)]*)?\)|\[[^\]]*\])"),
        "",
    ),  # images
    (re.compile(r"\[\^[^\]\s]+\]:?"), ""),  # footnote marks
    (
        re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s[^)]*)?\)|\[[^\[\]]*\])"),
        r"\1",
    ),  # links
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(?<!\\)(`+)([^`]{1,1000})\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(?:\*\*\*?|___?|~~)(?=\S)|(?<=[^\s\\])(?:\*\*\*?|___?|~~)(?!\w)"), ""),
    (re.compile(r"(?<![\w\\])_(?=[^\s_])([^_]{0,1000}[^\s_\\])_(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]{0,1000}[^\s*\\])\*(?![\w*])"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(data: bytes, path: Path) -> Source:
    """The article of a Markdown file; ``Malformed`` when its front matter cannot be read."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    meta, body = _split(text, path.name)
    title = clean_line(meta.get("title", ""))
    heading, plain = _heading(body)
    if heading and (not title or heading.casefold() == title.casefold()):
        title, body = title or heading, plain
    content = plain_text(body)
    url = clean_line(meta.get("url", meta.get("link", "")))
    published, found_in = find_published(meta, None, url, content, today=date.today())
    return Source(
        text=content,
        title=shorten(title) if title else first_line(content),
        path=shown(path),
        published=published,
        published_from="front matter" if found_in == "field" else found_in,
        outlet=clean_line(
            next((meta[k] for k in ("outlet", "source", "site", "publisher") if meta.get(k)), "")
        ),
        author=clean_line(meta.get("author", meta.get("authors", ""))),
        url=url,
    )


def _split(text: str, name: str) -> tuple[dict[str, str], str]:
    """Front matter as words (lists joined by commas) and the text below it."""
    match = _FRONT.match(text)
    if match is None:
        if _OPENED.match(text):
            raise Malformed(f"{name}: the front matter that line 1 opens is never closed.", _REMEDY)
        return {}, text
    if len(match[1]) > _FRONT_LIMIT:
        raise Malformed(
            f"{name}: the front matter has {len(match[1])} characters, the limit is {_FRONT_LIMIT}.", _REMEDY
        )
    try:
        # The base loader knows words only: a date stays as it was written, and nothing is constructed.
        loaded = yaml.BaseLoader(match[1]).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise Malformed(
            f"{name}: line {line} of the front matter is no valid YAML ({error.problem}).", _REMEDY
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Malformed(f"{name}: the front matter is no valid YAML.", _REMEDY) from error
    if not isinstance(loaded, Mapping):
        return {}, text
    return {str(key).lower(): _words(value) for key, value in loaded.items()}, text[match.end() :]


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) and value not in ("~", "null") else ""


def _heading(body: str) -> tuple[str, str]:
    """The "# Heading" that opens the body, and the body without it; "" when there is none."""
    first, _, rest = body.lstrip("\n").partition("\n")
    match = _HEADING.fullmatch(first)
    if match and len(match[1]) == 1:
        return clean_line(_inline(_heading_words(match))), rest
    return "", body


def _heading_words(heading: re.Match[str]) -> str:
    """The words of a heading, without the marks that may close it."""
    words = heading[2].strip()
    opened = words.rstrip("#")
    return opened.strip() if opened != words and opened[-1:].strip() == "" else words


def _inline(line: str) -> str:
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return html.unescape(line)


def plain_text(body: str) -> str:
    """Markdown as paragraphs of plain text: words of links stay, images and markup go."""
    body = re.sub(r"<!--(?:(?!<!--).)*?-->|^\[[^\]]+\]:\s+\S+.*$", "", body, flags=re.DOTALL | re.MULTILINE)
    paragraphs: list[list[str]] = [[]]
    fenced = False
    for line in body.split("\n"):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
        elif fenced:
            paragraphs.append([line.strip()])
        elif not line.strip() or _RULE.fullmatch(line):
            paragraphs.append([])
        elif heading := _HEADING.fullmatch(line):
            paragraphs.extend(([_heading_words(heading)], []))
        elif _STARTS_ITEM.match(line):
            paragraphs.append([_BLOCK_MARK.sub("", line, count=1).strip(" \t|")])
        else:
            broken = line.endswith(("  ", "\\"))
            paragraphs[-1].append(_BLOCK_MARK.sub("", line, count=1).strip().removesuffix("\\"))
            if broken:
                paragraphs.append([])
    texts = (_inline(" ".join(lines)).strip() for lines in paragraphs)
    return "\n\n".join(text for text in texts if text)
