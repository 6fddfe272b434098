"""Tellings become events: the same one merged over articles, others kept apart, oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from index.dates import DateSpan, TimeValue
from rag.answer import Status
from rag.corrections import WITHDRAWN, correction_of
from rag.happening import CORRECTED, Happening
from rag.names import PARTIAL, Name, likeness
from rag.question import Question
from rag.settle import is_moment, settled
from rag.sightings import UNDATED, Sighting, exact, numbered
from rag.story import Sentence, Story
from rag.words import family

_ORDER: tuple[Status, ...] = ("happened", "cancelled", "planned", "open", "denied", "unknown")


def happenings(question: Question, seen: Sequence[Sighting]) -> list[Happening]:
    """Sightings merged into events, oldest first; times that cannot be placed come last."""
    undone = [s for s in seen if s.when is UNDATED]
    withdrawn = [s for s in seen if s.because.startswith(WITHDRAWN)]
    seen = [s for s in seen if s not in withdrawn]
    events = sorted((_event(g) for g in _groups(question, _most_exact(seen))), key=lambda h: h.sort_key)
    return settled(events, undone, withdrawn)


def _groups(question: Question, seen: Sequence[Sighting]) -> list[list[Sighting]]:
    """The tellings of each event; only groups that share a month are held against each other."""
    groups: list[list[Sighting]] = []
    by_month: dict[int, list[int]] = defaultdict(list)
    for sighting in sorted(seen, key=lambda s: (s.when.span is None, _length(s.when.span), -s.weight)):
        months = _months(sighting.when.span)
        near = sorted({i for month in months for i in by_month[month]})
        home = next((i for i in near if _belongs(question, sighting, groups[i])), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(sighting)
        for month in months:
            if home not in by_month[month][-1:]:
                by_month[month].append(home)
    return groups


def _months(span: DateSpan | None) -> range:
    """The months that a span and the days right beside it touch, numbered; one number for no span."""
    if span is None:
        return range(-1, 0)
    first, last = (
        date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))
        for day, by in ((span.start, -1), (span.end, 1))
    )
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _most_exact(seen: Sequence[Sighting]) -> list[Sighting]:
    """Without the "this week" of an article that gives the same act a date elsewhere."""
    dated = {(s.story.article.id, s.status) for s in seen if numbered(s.when)}
    timed = [s for s in seen if s.when is not UNDATED]
    return [s for s in timed if numbered(s.when) or (s.story.article.id, s.status) not in dated]


def _length(span: DateSpan | None) -> int:
    return span.days if span else 0


def _belongs(question: Question, sighting: Sighting, group: Sequence[Sighting]) -> bool:
    same = any(_same_time(sighting, other) for other in group)
    return same and not any(_told_apart(question, sighting, other) for other in group)


def _same_time(one: Sighting, other: Sighting) -> bool:
    """The same days, or days on end: a visit of two days is told by each of them."""
    a, b = one.when, other.when
    if a.span and b.span:
        gap = max(a.span.start, b.span.start) - min(a.span.end, b.span.end)
        lasting = exact(a) and exact(b) and not (is_moment(one) and is_moment(other))
        return a.span.overlaps(b.span) or (lasting and gap <= timedelta(days=1))
    return a.span is None and b.span is None and overlap_unplaced(a.value, b.value)


def overlap_unplaced(one: str, other: str) -> bool:
    """ "XXXX-10-17" lies in "XXXX-10-17/XXXX-10-18" and in "XXXX-10"."""
    ends = [value.split("/") for value in (one, other)]
    return any(a.startswith(b) or b.startswith(a) for a in ends[0] for b in ends[1])


def _told_apart(question: Question, one: Sighting, other: Sighting) -> bool:
    """Two acts of one time with other people or in another place.

    Where the question gives the doer and whom or where, every telling of it is of the same act.
    """
    if question.actors and question.others:
        return False
    ends_a_plan = bool(question.names) and {one.status, other.status} == {"planned", "cancelled"}
    if question.listing and not question.verb and not ends_a_plan and other.act not in family(one.act):
        return True
    given = question.names
    return _differ(one, other, one.people, other.people, given) or _differ(
        one, other, one.places, other.places, given
    )


def _differ(
    one: Sighting, other: Sighting, mine: Sequence[Name], theirs: Sequence[Name], given: Sequence[Name]
) -> bool:
    """Both name somebody (or some place) that the question does not, and never the same."""
    mine, theirs = (
        [n for n in names if all(likeness(g, n) < PARTIAL for g in given)] for names in (mine, theirs)
    )
    if not mine or not theirs or any(one.story.same(a, b) for a in mine for b in theirs):
        return False
    if one.story.article.id == other.story.article.id:
        return (one.start, one.end) != (other.start, other.end) or one.when.span != other.when.span
    return not (_told_in(other.story, mine) or _told_in(one.story, theirs))


def _told_in(story: Story, names: Iterable[Name]) -> bool:
    return any(story.likeness(n, s) for n in names for s in (story.title, *story.sentences))


def _event(group: Sequence[Sighting]) -> Happening:
    ranked = sorted(group, key=lambda s: -s.weight)
    ranked, corrected = _as_corrected(ranked)
    statuses = {s.status for s in ranked if s.status != "happened" or _reported_after(s)}
    status = min(statuses or {s.status for s in ranked}, key=_ORDER.index)
    deciding = next(s for s in ranked if s.status == status)
    before = next((s for s in ranked if s.status == "planned"), None) if status != "planned" else None
    because = deciding.because + (f"; announced before ({before.because})" if before else "")
    because += f"; {CORRECTED}" if corrected else ""
    return Happening(_extent(ranked, status), status, tuple(ranked), because, corrected=corrected)


def _reported_after(sighting: Sighting) -> bool:
    """Only who writes when the day has come can report it; an undated article may have."""
    published, span = sighting.story.article.published, sighting.when.span
    return not (published and published.span and span) or span.start <= published.span.end


def _as_corrected(
    ranked: list[Sighting],
) -> tuple[list[Sighting], tuple[Story, Sentence] | None]:
    """Where a correction gives one of several exact days as right, the others give way."""
    days = {s.when.span for s in ranked if s.when.span and exact(s.when)}
    if len(days) < 2:
        return ranked, None
    for sighting in ranked:
        span = sighting.when.span
        if span and exact(sighting.when) and (found := correction_of(sighting.story, span)):
            kept = [s for s in ranked if s.when.span is None or s.when.span.overlaps(span)]
            return kept, (sighting.story, found)
    return ranked, None


def _extent(ranked: Sequence[Sighting], status: Status) -> TimeValue:
    """The days of an event: all those given exactly, else the narrowest span, else the fullest words."""
    own = [s for s in ranked if s.status == status and s.when.span and exact(s.when)]
    given = [s.when.span for s in ranked if s.when.span and exact(s.when)]
    spans = [s.when.span for s in own if s.when.span] or given
    if spans:
        whole = DateSpan(min(s.start for s in spans), max(s.end for s in spans))
        # What was planned for several days and is reported of one of them was as planned.
        whole = max((s for s in given if s.contains(whole)), key=_length, default=whole)
        one = next((s.when for s in ranked if s.when.span == whole), None)
        return one or TimeValue(ranked[0].when.text, f"{whole.start}/{whole.end}", whole)
    if any(s.when.span for s in ranked):
        return min((s.when for s in ranked if s.when.span), key=lambda w: _length(w.span))
    return max(ranked, key=lambda s: (len(s.when.value), s.weight)).when
