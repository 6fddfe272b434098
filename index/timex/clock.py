"""Times of day: "10:35 a.m.", "noon", "1430 GMT"; the day is joined to them in ``join``."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import DAYTIME, DAYTIMES, GAP, MONTH, WEEKDAY
from index.timex.spans import add_days
from index.timex.tense import FUTURE

_ZONE = (
    r"(?:\s?\(?(?-i:GMT|UTC|BST|CET|CEST|MSK|IST|JST|[ECMP][SD]?T)\)?(?!\w)|"
    rf"{GAP}(?:local{GAP}time|eastern(?:{GAP}time)?|pacific(?:{GAP}time)?))?"
)
_HALF = r"(?P<half>[ap])(?:\.{0,1}m\.?|\.{0,1}\sm\.)(?!\w)"
_HOURS = r"(?P<hour>[01]?\d|2[0-3])"
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def _read_half_day(match: re.Match[str], _: Scene) -> Reading | None:
    hour, minute = int(match["hour"]), match["minute"] or "00"
    if not 1 <= hour <= 12:
        return None
    late = match["half"].lower() == "p"
    return Reading("TIME", f"T{hour % 12 + 12 * late:02d}:{minute}")


def _read_24(match: re.Match[str], _: Scene) -> Reading:
    return Reading("TIME", f"T{int(match['hour']):02d}:{match['minute']}")


_OPENING = re.compile(r"(?:^|[.!?:\n•–—(][\"”’')]{0,2}\s{0,2}[\"“(]?)$")


def _read_named(match: re.Match[str], scene: Scene) -> Reading | None:
    """A capital within the sentence makes it part of a name: "High Noon"."""
    before = scene.text[max(0, match.start() - 6) : match.start()]
    if match["name"][0].isupper() and not match["name"].isupper() and not _OPENING.search(before):
        return None
    return Reading("TIME", f"T{_NAMED[match['name'].lower()]}")


def _read_daytime(match: re.Match[str], _: Scene) -> Reading:
    return Reading("TIME", f"T{DAYTIMES[match['daytime'].lower()]}")


def _read_hour_of_daytime(match: re.Match[str], _: Scene) -> Reading | None:
    hour, daytime = int(match["hour"]), match["daytime"].lower()
    if not 1 <= hour <= 12:
        return None
    return Reading(
        "TIME", f"T{hour % 12 + (0 if daytime == 'morning' else 12):02d}:{match['minute'] or '00'}"
    )


_NIGHT_NEWS = re.compile(
    r"\s{1,3}(?!(?:trad|loss|gain|raid|attack|strike|clash|fight|flight|drone|rain|storm|snow|violence|shell|bomb|"
    r"curfew|talks|session|vigil|fire|low|temperature|and|but|or|as|in|on|at|by|to|from|for|into|with|after|when|"
    r"while|the|that|between|because|before|near|amid|following|under|over|local|during|across|until|is|was|were|"
    r"he|she|it|they|said|said|there|outside|inside|off|where|which|who)\w{0,6})[a-z]"
)


def _read_overnight(match: re.Match[str], scene: Scene) -> Reading | None:
    """The night before the publication; an overnight success is none."""
    if _NIGHT_NEWS.match(scene.text, match.end()):
        return None
    steps = 0 if scene.tense(match) == FUTURE else -1
    day = add_days(scene.published, steps) if scene.published else None
    return Reading("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}TNI")


RULES = (
    Rule(r"overnight\b", _read_overnight, lead=Lead.NOTHING),
    Rule(
        rf"(?<=\bby\s)(?:(?:early|mid|late)(?:-|{GAP}))(?P<daytime>morning|afternoon|evening)\b",
        _read_daytime,
        lead=Lead.NOTHING,
    ),
    Rule(
        rf"{_HOURS}(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF}{_ZONE}",
        _read_half_day,
        figures=(1, 2),
        lead=Lead.NOTHING,
    ),
    Rule(rf"{_HOURS}:(?P<minute>[0-5]\d)(?![:\d]){_ZONE}", _read_24, figures=(1, 2), lead=Lead.NOTHING),
    Rule(
        r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:\s(?-i:GMT|UTC|BST)|(?<=at\s\d{4})\shours)\b",
        _read_24,
        figures=(4,),
        lead=Lead.NOTHING,
    ),
    Rule(rf"(?:12\s)?(?P<name>noon|midday|midnight)\b{_ZONE}", _read_named, figures=(2,), lead=Lead.NOTHING),
    Rule(
        rf"{_HOURS}(?::(?P<minute>[0-5]\d))?(?:{GAP}o[’']clock)?{GAP}in{GAP}the{GAP}(?P<daytime>morning|afternoon|evening)\b",
        _read_hour_of_daytime,
        figures=(1, 2),
        lead=Lead.NOTHING,
    ),
    Rule(
        rf"in{GAP}the{GAP}(?:early{GAP}|late{GAP})?(?P<daytime>{DAYTIME})\b", _read_daytime, lead=Lead.NOTHING
    ),
    Rule(
        rf"(?:early{GAP}|late{GAP})?(?P<daytime>{DAYTIME})(?={GAP}of{GAP}(?:\d|{MONTH}|{WEEKDAY}))",
        _read_daytime,
    ),
)
