"""How often, and lengths without a count: "every Monday", "a decade", "recent years"."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.counted import length, unit_of
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import (
    DAYTIME,
    DAYTIMES,
    GAP,
    MONTH_NAME,
    SEASON,
    SEASONS,
    THE_FOLLOWING,
    WEEKDAY,
    any_of,
    month_number,
    weekday_number,
)
from index.timex.numbers import COUNT, count_of

_UNIT = (
    r"(?P<unit>second|minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|centur(?=y|ies))"
    r"(?:s|y|ies)?\b"
)
_WHICH = (
    rf"(?:(?:past|last|next|first|coming|final|previous|{THE_FOLLOWING}|preceding|early|recent|many){GAP})?"
)
# "weeklong", "decades-long"
_LONG = any_of(
    f"{unit}{ending}long"
    for unit in ("hour", "day", "week", "month", "year", "decade")
    for ending in ("", "-", "s-")
)
_NOT_AGE = rf"(?!(?:-|{GAP})(?:olds?|of{GAP}age)\b)"
_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}

_SPENT = re.compile(r"(?i)\b(?:for|within|in|after|over|took|takes?|lasted|lasting|spent|by|just|mere)\s$")
_AWAY = re.compile(r"\s(?:later|after|before|earlier|ago)\b")


def _read_vague(match: re.Match[str], scene: Scene) -> Reading | None:
    """Bare "hours" may be those of a shop: they count where something takes or is within them."""
    if match.group().lower() == "early hours":
        return None
    bare = match.group().lower() in ("hours", "minutes")
    if bare and not (
        _SPENT.search(scene.text[max(0, match.start() - 9) : match.start()])
        or _AWAY.match(scene.text, match.end())
    ):
        return None
    return Reading("DURATION", length(None, unit_of(match)))


def _read_long_ago(_match: re.Match[str], _: Scene) -> Reading:
    return Reading("DATE", "PAST_REF")


def _read_long(match: re.Match[str], _: Scene) -> Reading:
    unit = re.split(r"s?-?long", match.group().lower())[0]
    return Reading("DURATION", length(None if match.group()[len(unit)].lower() == "s" else 1, unit))


def _read_one(match: re.Match[str], _: Scene) -> Reading:
    return Reading("DURATION", length(1, unit_of(match)))


def _read_every(match: re.Match[str], _: Scene) -> Reading | None:
    words = match.groupdict()
    if weekday := words.get("weekday"):
        part = f"T{DAYTIMES[words['daytime'].lower()]}" if words.get("daytime") else ""
        return Reading("SET", f"XXXX-WXX-{weekday_number(weekday)}{part}")
    if month := words.get("month"):
        return Reading("SET", f"XXXX-{month_number(month):02d}")
    if daytime := words.get("daytime"):
        return Reading("SET", f"XXXX-XX-XXT{DAYTIMES[daytime.lower()]}")
    if season := words.get("season"):
        return Reading("SET", f"XXXX-{SEASONS[season.lower()]}")
    if unit_of(match) == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    count = {"other": 2.0}.get((words.get("count") or "a").lower()) or count_of(words.get("count") or "a")
    return Reading("SET", length(count, unit_of(match)))


def _read_so_often(match: re.Match[str], _: Scene) -> Reading:
    return Reading("SET", length(1, unit_of(match)))


def _read_weekends(_match: re.Match[str], _: Scene) -> Reading:
    return Reading("SET", "XXXX-WXX-WE")


def _read_adverb(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "daily", but neither "half-yearly" nor the Daily that is part of a name."""
    if scene.text[max(0, match.start() - 5) : match.start()].lower().endswith(("half-", "semi-", "bi-")):
        return None
    if match.group()[0].isupper() and re.search(
        r"\w\s$", scene.text[max(0, match.start() - 2) : match.start()]
    ):
        return None
    return Reading("SET", _ADVERBS[match.group().lower()])


RULES = (
    Rule(
        rf"{_WHICH}(?P<unit>minute|hour|day|week|month|year|decade|centurie)s\b{_NOT_AGE}",
        _read_vague,
    ),
    Rule(
        rf"(?:(?:day|week|month|year|decade)s|centuries|(?:a{GAP})?long(?:{GAP}time)?|some{GAP}time|a{GAP}while){GAP}ago\b",
        _read_long_ago,
    ),
    Rule(rf"{_LONG}\b", _read_long),
    Rule(rf"past{GAP}{_UNIT}{_NOT_AGE}", _read_one),
    Rule(rf"(?:coming|next|last){GAP}(?P<unit>decade|centur(?=y))y?\b", _read_one),
    Rule(
        rf"(?:every|each|per(?!{GAP}(?:hour|minute|second))){GAP}(?:(?P<count>{COUNT}|other){GAP})?{_UNIT}{_NOT_AGE}",
        _read_every,
        lead=Lead.NOTHING,
    ),
    Rule(
        rf"(?:every|each){GAP}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b",
        _read_every,
        lead=Lead.NOTHING,
    ),
    Rule(rf"(?P<weekday>{WEEKDAY})s\b", _read_every, lead=Lead.NOTHING),
    Rule(rf"(?P<weekday>{WEEKDAY}){GAP}(?P<daytime>{DAYTIME})s\b", _read_every, lead=Lead.NOTHING),
    Rule(rf"(?:every|each){GAP}(?P<month>{MONTH_NAME})", _read_every, lead=Lead.NOTHING),
    Rule(rf"(?:every|each){GAP}(?P<daytime>{DAYTIME})\b", _read_every, lead=Lead.NOTHING),
    Rule(rf"(?:every|each){GAP}(?P<season>{SEASON})\b", _read_every, lead=Lead.NOTHING),
    Rule(
        rf"(?:once|twice|{COUNT}{GAP}(?:times|hours|days|weeks|months)){GAP}(?:an?|each|every|per){GAP}{_UNIT}",
        _read_so_often,
        figures=(1, 2, 3),
        lead=Lead.NOTHING,
    ),
    Rule(r"(?<=\bon\s)weekends\b", _read_weekends, lead=Lead.NOTHING),
    Rule(rf"{any_of(_ADVERBS)}\b", _read_adverb, lead=Lead.NOTHING),
)
