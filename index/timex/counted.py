"""So many units: a length ("three years"), or a time so far away ("two weeks ago", "a year earlier")."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.grammar import NOTHING, Lead, Reading, Rule
from index.timex.lexicon import CLOCK_UNITS, GAP, THE_FOLLOWING, UNITS
from index.timex.numbers import COUNT, count_of
from index.timex.shift import shifted
from index.timex.spans import span_of
from index.timex.tense import FUTURE, NEAR, PAST

_UNIT = r"(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade|centur(?=y|ies))(?:s|y|ies)?\b"
_KIND = (
    rf"(?:(?:trading|business|working|calendar|more|full|straight|consecutive|additional|extra|whole|long|"
    rf"short|solid|successive|other|further|fiscal|academic|light){GAP})?"
)
_WHICH = (
    rf"(?:(?=[a-z])(?:past|last|next|first|coming|final|previous|prior|{THE_FOLLOWING}|preceding|remaining|opening|closing|"
    rf"ensuing|early|another|recent|latest){GAP})?"
)
_WAY = rf"(?P<way>ago|earlier|previously|later|afterwards?|hence|from{GAP}(?:now|today))"
_NOT_AGE = rf"(?!(?:-|{GAP})(?:olds?|of{GAP}age)\b)"
_AGED = re.compile(r"(?i)\b(?:aged|ages?)\s$")
_A_SECOND = re.compile(
    r"\s{1,3}(?:ago|later|earlier|before|after|and|or|to|in|at|of)\b|\s{0,3}(?:[^\w\s’'-]|$)"
)
"""What follows a second that is a time: "a second dose" is another one."""
_A_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNITS = (
    rf"(?P<count>{COUNT})(?:(?:{GAP}(?:to|or){GAP}|[-–])(?P<other>{COUNT}))?(?:-|{GAP}){_KIND}{_UNIT}"
    rf"(?P<half>{GAP}and{GAP}a{GAP}half)?(?:{GAP}or{GAP}(?:so|two))?"
)
_IN_YEARS = {"decade": 10, "century": 100}
_SMALLER = {"year": (12, "M"), "hour": (60, "M"), "minute": (60, "S")}
_QUARTER = re.compile(r"(\d{4})(-Q[1-4])")
_MONTH = re.compile(r"(\d{4})(-\d\d)")
_REACH = 1000
_PER = re.compile(
    r"(?i)(?:\b(?:once|twice|times|percent|per\scent|million|billion|trillion|thousand|hundred|apiece|\d+)|%|"
    r"\b(?!as|is|was|has|its|his|this|less|plus|across|years|months|weeks|days|hours|last|lasts|takes|for|"
    r"gives|makes|includes|becomes|perhaps|besides|always|sometimes)\w{2,16}s)\s{1,2}$"
)
"""What makes "a year" a rate: "$33 million a year", "four flights a week"."""

_THAN = re.compile(r"\s{1,3}than\b")
_FROM_THEN = re.compile(r"\s(?:after|before|since|into|or\stwo)\b")
"""What makes it a distance after all: "the action comes a day after"."""


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; X for a vague count, halves broken into the smaller unit."""
    if unit == "fortnight":
        count, unit = (None if count is None else count * 2), "week"
    if unit in _IN_YEARS:
        count, unit = (None if count is None else count * _IN_YEARS[unit]), "year"
    letter, mark = UNITS[unit], "PT" if unit in CLOCK_UNITS else "P"
    if count is None:
        return f"{mark}X{letter}"
    whole = int(count)
    if count == whole or unit not in _SMALLER:
        return f"{mark}{count:.10g}{letter}"
    parts, smaller = _SMALLER[unit]
    return mark + (f"{whole}{letter}" if whole else "") + f"{round((count - whole) * parts)}{smaller}"


def unit_of(match: re.Match[str]) -> str:
    """The unit that a match names, in the singular."""
    unit = match["unit"].lower()
    return "century" if unit.startswith("centur") else unit


def _read_counted(match: re.Match[str], scene: Scene) -> Reading | None:
    unit, count = unit_of(match), count_of(match["count"])
    if match["way"]:
        compared = _THAN.match(scene.text, match.end())  # "a year later than planned"
        return Reading("DURATION", length(count, unit)) if compared else _read_away(match, scene)
    if _AGED.search(scene.text[max(0, match.start() - 6) : match.start()]):
        return NOTHING
    if _is_no_length(match, scene):
        return None
    if match["count"].lower() in ("a", "an") and not match["other"]:
        if scene.text[match.end("unit") : match.end("unit") + 1].lower() == "s":
            return None  # "a decades-long battle"
        per = _PER.search(scene.text[max(0, match.start() - 24) : match.start()])
        if per and not _FROM_THEN.match(scene.text, match.end()):
            return Reading("SET", length(1, unit))
    if match["half"] and count is not None:
        count += 0.5
    return Reading("DURATION", length(count, unit))


def _is_no_length(match: re.Match[str], scene: Scene) -> bool:
    """Whether the words are a quarter of something, another one, or the year of a budget."""
    count, unit = match["count"].lower(), unit_of(match)
    if unit == "second" and count in ("a", "one"):
        return not _A_SECOND.match(scene.text, match.end())
    if count.endswith("quarter") and unit not in ("century", "hour"):
        return True
    # "the 2012 fiscal year"
    return bool(_A_YEAR.fullmatch(count)) and match.group().endswith(match["unit"])


def _read_away(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "a year earlier" keeps the precision of the date it is told from: the quarter before a quarter."""
    way, unit, count = match["way"].lower(), unit_of(match), count_of(match["count"])
    if count is not None and unit in _IN_YEARS:
        unit, count = "year", count * _IN_YEARS[unit]
    if unit in CLOCK_UNITS:
        return Reading("DURATION", length(count, unit))
    back = way in ("ago", "earlier", "previously")
    if count is None:
        past = back or scene.tense(match) == PAST
        return Reading("DATE", "PAST_REF" if past else "FUTURE_REF")
    steps = round(count) * (-1 if back else 1)
    if unit == "year" and abs(steps) == 1 and (quarter := same_quarter(scene, match.start(), steps)):
        return Reading("DATE", quarter)
    if back or way == "hence" or way.startswith("from"):
        spoken = span_of(scene.mention(match.start(), _REACH)) if way in ("earlier", "previously") else None
        return Reading("DATE", shifted(spoken.start if spoken else scene.published, unit, steps))
    return Reading("DATE", _later(match, scene, unit, steps))


def _later(match: re.Match[str], scene: Scene, unit: str, steps: int) -> str:
    """Told from the date spoken of; what would lie ahead though the text looks back is told from another."""
    spoken = span_of(scene.mention(match.start(), _REACH))
    value = shifted(spoken.start if spoken else None, unit, steps)
    span, published = span_of(value), scene.published
    if span and published and span.start > published and scene.tense(match) == PAST:
        return shifted(None, unit, steps)
    return value


def same_quarter(scene: Scene, start: int, years: int) -> str | None:
    """The quarter that the text speaks of, or the month that its sentence does, so many years away."""
    spoken = scene.last(_QUARTER, start, _REACH)
    if spoken is None and "." not in scene.text[max(0, start - _CLAUSE) : start]:
        spoken = _MONTH.fullmatch(scene.mention(start, _CLAUSE))
    return f"{int(spoken[1]) + years:04d}{spoken[2]}" if spoken else None


_RECORD = re.compile(
    r"\b(?:first|only|most|least|worst|best|(?:bigg|larg|great|small|high|low|fast|slow|weak|strong|long|short|deep|"
    r"steep|sharp|hott?|cold|wett|dri)est)\b[^.;]*$",
    re.IGNORECASE,
)
_CLAUSE = 60  # characters


def _looks_back(match: re.Match[str]) -> bool:
    """ "The first visit by a head of state in 17 years" tells how long it has been."""
    return bool(_RECORD.search(match.string[max(0, match.start() - _CLAUSE) : match.start()]))


def _read_in(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "in three days" is a date only where the text looks ahead."""
    unit, count = unit_of(match), count_of(match["count"])
    if unit in CLOCK_UNITS or _looks_back(match) or scene.tense(match) not in (FUTURE, NEAR):
        return None
    if match["count"].lower() == "a" and scene.text[match.end("unit") : match.end("unit") + 1] == "s":
        return None  # "in a years-long battle"
    if count is None or match["other"]:
        return Reading("DATE", "FUTURE_REF") if unit in ("year", "decade") else None
    return Reading("DATE", shifted(scene.published, unit, round(count)))


RULES = (
    Rule(
        rf"{_WHICH}{_UNITS}(?:{GAP}{_WAY}\b|{_NOT_AGE})",
        _read_counted,
        figures=(1, 2, 3, 4),
        names_a_time=False,
    ),
    Rule(rf"in{GAP}{_UNITS}(?:[’']{GAP}time)?{_NOT_AGE}", _read_in, lead=Lead.NOTHING),
)
