"""Lines that say when a page was published or changed, and nothing else."""

from __future__ import annotations

import re

from index.clean.kind import Kind

_MOST_WORDS = 16
_SAYS = re.compile(r"\b(updated|published|posted|modified|revised|min(ute)?s? read)\b")
_TELLS = re.compile(r"\b(is|was|were|be|been|has|had)\b")
_NAMED = re.compile(
    r"\W*(by )?([^\W\d_][\w.'-]* ){0,5}?(?=[^\w ]|\w+ ?:|last|first|updated|published|posted|\d)"
)
_DATE = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d+ (?:min|hour|day|week)\w*)\b")
_WORDS = """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct
    october nov november dec december mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri
    friday sat saturday sun sunday am pm a m p noon midnight at on of the st nd rd th ago hour hours hr hrs
    minute minutes min mins day days week weeks month months year years an last first updated update
    published posted modified date edited revised read reading time
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc ist cet cest
"""
_KNOWN = frozenset(_WORDS.split())
STAMP = Kind("a line of dates", _MOST_WORDS, _SAYS)


def is_stamp(line: str) -> bool:
    """Whether a line in lower case is one, be it with a name in front: "ana ruiz | updated 3 hours ago".

    A date alone is none: it may head a part of a chronology.
    """
    if len(line.split()) > _MOST_WORDS or not _SAYS.search(line) or _TELLS.search(line):
        return False
    name = _NAMED.match(line)
    rest = re.findall(r"[^\W\d_]+", line[name.end() :] if name else line)
    return any(map(str.isdigit, line)) and all(word in _KNOWN for word in rest)


def gives_a_date(line: str) -> bool:
    """Whether a year or a clock stands in a line, as in a byline."""
    return bool(_DATE.search(line))


def is_dated(line: str) -> bool:
    """Whether a line in lower case is nothing but a date or a clock, be it with a name in front."""
    name = _NAMED.match(line)
    rest = line[name.end() :] if name else line
    words = re.findall(r"[^\W\d_]+", rest)
    return bool(_DATE.search(rest)) and all(word in _KNOWN for word in words)
