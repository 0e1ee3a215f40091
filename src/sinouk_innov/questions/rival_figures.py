"""Which figures answer one question differently?

A figure is compared with those that measure the same: of the same thing or of what came of it, in the same words or
others for the same, at a time that may be the same. What is a part of something may well be less than it; it is a
disagreement only where it is more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Measure, StatisticStatus
from sinouk_innov.quantities import Unit
from sinouk_innov.questions.causes import REAL, Answer, Cause, Clash, Ground, cause_of_figures, gap_of_figures
from sinouk_innov.questions.kinship import Kin, Tie, kinship_of, sources_of
from sinouk_innov.questions.topics import Topic, topic_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import When
    from sinouk_innov.model.event import Event

__all__ = ["gather_figures"]

_YEAR = dt.timedelta(days=365)
_RESULTS = frozenset({StatisticStatus.REPORTED, StatisticStatus.PLANNED})
_MONEY = frozenset({Unit.CNY, Unit.GBP, Unit.USD, Unit.EUR})
_AREAS = frozenset({Measure.FLOOR_AREA, Measure.LAND_AREA})
_ADDING_UP = _AREAS | {
    Measure.ASSETS,
    Measure.CAPACITY,
    Measure.COUNT,
    Measure.FUNDING,
    Measure.INVESTMENT,
    Measure.OUTPUT_VALUE,
    Measure.POPULATION,
    Measure.REVENUE,
    Measure.VALUE_ADDED,
}
"""Of these a part is never more than its whole."""
_TELLING = 10
"""Figures below it are the same by chance too often to be taken for one."""


@frozen
class _Figure:
    """A statistic, read once for all comparisons.

    Attributes:
        statistic: The statistic.
        subject: The id under which goes what it is about.
        topic: What is counted or measured.
        scope: What it is limited to.
        sources: The ids of its sources.
        told: The day by which it was so, or was told, where that is known.
        occasions: The ids of the events of that very day of which its sources tell.
    """

    statistic: Statistic
    subject: str
    topic: Topic
    scope: Topic
    sources: frozenset[str]
    told: dt.date | None
    occasions: frozenset[str]

    @property
    def own_time(self) -> bool:
        """Whether the figure names a time other than that of its page, which may only be known within bounds."""
        as_of = self.statistic.as_of
        return self.statistic.over is not None or (as_of is not None and not as_of.edtf.startswith("["))

    @property
    def answer(self) -> Answer:
        found = self.statistic
        text = found.quantity.describe()
        return Answer(found.quantity, text, (FactRef(found.id, "quantity"),), found.citations)


def gather_figures(data: Dataset) -> Iterator[Clash]:
    """Yield what figures disagree on, and the figures that are told of more than one thing."""
    kin = data.kept(kinship_of)
    figures = [_read(data, kin, statistic) for statistic in data.statistics if _is_result(statistic)]
    yield from _of_values(kin, figures)
    yield from _of_bearers(data, kin, figures)


def _is_result(statistic: Statistic) -> bool:
    quantity = statistic.quantity
    return statistic.status in _RESULTS and quantity.value is not None and quantity.unit is not Unit.OTHER


def _read(data: Dataset, kin: Kin, statistic: Statistic) -> _Figure:
    sources = sources_of(statistic)
    days = [statistic.as_of] if statistic.as_of else [data.sources[source].published for source in sources]
    # What is told "so far" is told on the last day that it may mean.
    told = [day.latest or day.earliest for day in days if day is not None]
    first = min((day for day in told if day is not None), default=None)
    subject = kin.one(statistic.about)
    topic = topic_of(statistic.category).without(statistic.measure.split("_"))
    occasions = frozenset(
        event.id
        for event in data.kept(_events_by_day).get(statistic.as_of, ())
        if not sources.isdisjoint(sources_of(event))
    )
    return _Figure(statistic, subject, topic, topic_of(statistic.scope), sources, first, occasions)


def _events_by_day(data: Dataset) -> dict[When | None, list[Event]]:
    found: dict[When | None, list[Event]] = defaultdict(list)
    for event in data.events:
        if isinstance(event.when, PartialDate) and event.when.is_exact:
            found[event.when].append(event)
    return found


# --- one question, several values -----------------------------------------------------------------------------------


def _of_values(kin: Kin, figures: list[_Figure]) -> Iterator[Clash]:
    groups: dict[tuple[str, str, str], list[_Figure]] = defaultdict(list)
    for figure in figures:
        statistic = figure.statistic
        groups[figure.subject, statistic.measure, statistic.status].append(figure)
    edges: dict[tuple[str, str], _Edge] = {}
    by_id = {figure.statistic.id: figure for figure in figures}
    for (subject, measure, status), here in groups.items():
        pairs = list(combinations(here, 2))
        for tie in kin.of(subject):
            # Each pair of groups is met from both ends.
            if subject < tie.other:
                pairs += [(one, other) for one in here for other in groups.get((tie.other, measure, status), ())]
        for one, other in pairs:
            edge = _disagreement(kin, one, other)
            if edge is not None:
                edges[one.statistic.id, other.statistic.id] = edge
    for ids in _together(edges):
        members = [by_id[key] for key in sorted(ids)]
        found = [edge for pair, edge in edges.items() if ids.issuperset(pair)]
        yield _value_clash(members, found)


@frozen
class _Edge:
    """Why two figures disagree."""

    ground: Ground
    gap: float
    tie: Tie | None


def _disagreement(kin: Kin, one: _Figure, other: _Figure) -> _Edge | None:
    """Return why two figures disagree, or None where they do not, or measure different things."""
    ours, theirs = one.statistic.quantity, other.statistic.quantity
    tie = None if one.subject == other.subject else kin.tie(one.subject, other.subject)
    if (tie is not None and one.sources & other.sources) or _is_subset(one.statistic, other.statistic):
        return None
    if not _differ(one, other) or not _same_time(one, other):
        return None
    narrower = _narrower(one, other, tie)
    if narrower is None:
        return None
    if narrower:
        if one.statistic.measure not in _ADDING_UP:
            return None
        part, whole = (ours, theirs) if narrower > 0 else (theirs, ours)
        if part.unit.dimension != whole.unit.dimension or not whole.below(part):
            return None
    ground = cause_of_figures(ours, theirs) or _circumstance(one, other, tie, narrower=bool(narrower))
    return _Edge(ground, gap_of_figures(ours, theirs), tie)


def _is_subset(one: Statistic, other: Statistic) -> bool:
    wholes = {one.part_of, one.share_of}, {other.part_of, other.share_of}
    return other.id in wholes[0] or one.id in wholes[1]


def _differ(one: _Figure, other: _Figure) -> bool:
    ours, theirs = one.statistic.quantity, other.statistic.quantity
    if ours.unit.dimension != theirs.unit.dimension:
        # Of two currencies nothing is known, but that one number stands before both.
        return {ours.unit, theirs.unit} <= _MONEY and cause_of_figures(ours, theirs) is not None
    # One printed figure, `over` in one place and plain in another, is no disagreement.
    printed = (ours.value, ours.upto, ours.unit) == (theirs.value, theirs.upto, theirs.unit)
    return not printed and ours.equals(theirs) is False


def _same_time(one: _Figure, other: _Figure) -> bool:
    """Tell whether two figures may be of one time, or are both told as present."""
    ours, theirs = one.statistic.over, other.statistic.over
    if ours is not None or theirs is not None:
        return ours == theirs
    if not one.own_time and not other.own_time:
        return True
    if one.own_time and other.own_time:
        return _overlap(one.statistic.as_of, other.statistic.as_of)
    return one.told is not None and other.told is not None and abs(one.told - other.told) < _YEAR


def _overlap(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.overlaps(other) is not False


def _narrower(one: _Figure, other: _Figure, tie: Tie | None) -> int | None:
    """Return 0 where two figures measure the same, 1 where the first measures a part of what the other does.

    -1 where it is the other way round; None where they measure different things.
    """
    found = {_narrower_topic(one, other), one.scope.narrower(other.scope)}
    if tie is not None:
        found.add(tie.narrower)
    if None in found or {1, -1} <= found:
        return None
    return next((sign for sign in (1, -1) if sign in found), 0)


def _narrower_topic(one: _Figure, other: _Figure) -> int | None:
    ours, theirs = one.topic, other.topic
    if ours.words == theirs.words:
        return 0
    if one.statistic.measure in _AREAS:
        # The measure itself says what is measured.
        return None if ours.words and theirs.words and ours.words.isdisjoint(theirs.words) else 0
    if ours.head is None or ours.head != theirs.head:
        return None
    # Two pages that tell of one occasion count the same there, in words of their own.
    told_apart = one.sources.isdisjoint(other.sources) and one.occasions & other.occasions
    return 0 if told_apart else ours.narrower(theirs)


def _circumstance(one: _Figure, other: _Figure, tie: Tie | None, *, narrower: bool) -> Ground:
    """Return the cause that lies in what the figures are about, or in their times."""
    if tie is not None and not tie.identity and tie.narrower == 0:
        return Ground(Cause.SCOPE, f"told of two things that belong together: {tie.reason}")
    if one.told is not None and other.told is not None and abs(one.told - other.told) >= _YEAR:
        first, last = sorted((one.told, other.told))
        return Ground(Cause.DATE, f"told a year or more apart, by {first} and by {last}")
    if narrower:
        return Ground(Cause.REAL_CONFLICT, "the narrower of the two figures is the larger")
    return REAL


def _together(pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
    """Yield the groups that pairs make, in the order of their first members."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        yield frozenset(group)


def _value_clash(members: list[_Figure], edges: list[_Edge]) -> Clash:
    sides: dict[tuple[object, ...], list[Answer]] = defaultdict(list)
    for figure in members:
        quantity = figure.statistic.quantity
        sides[quantity.value, quantity.upto, quantity.unit].append(figure.answer)
    widest = max(edges, key=lambda edge: (edge.gap, edge.ground.reason))
    reasons = [widest.ground.reason, *sorted({edge.ground.reason for edge in edges} - {widest.ground.reason})]
    ties = {edge.tie for edge in edges if edge.tie is not None}
    identities = sorted({f"held for one: {tie.reason}" for tie in ties if tie.identity})
    return Clash(
        tuple(sorted({figure.subject for figure in members})),
        _asked(members),
        tuple(tuple(answers) for answers in sides.values()),
        evolve(widest.ground, reason="; ".join([*reasons, *identities])),
        widest.gap,
        tuple(sorted({tie.fact for tie in ties})),
        doubtful=bool(identities),
    )


def _asked(members: list[_Figure]) -> str:
    """Return what some figures measure, in the words of all of them."""
    measure = members[0].statistic.measure
    name = measure.replace("_", " ")
    categories = sorted({figure.statistic.category for figure in members if figure.statistic.category} - {name})
    shown = " / ".join(categories)
    if measure is Measure.COUNT:
        return f"number of {shown}"
    return f"{name}: {shown}" if shown else name


# --- one value, several bearers -------------------------------------------------------------------------------------


def _of_bearers(data: Dataset, kin: Kin, figures: list[_Figure]) -> Iterator[Clash]:
    """Yield the figures that are told of two things that belong together, as if each had it alone."""
    groups: dict[tuple[object, ...], list[_Figure]] = defaultdict(list)
    for figure in figures:
        quantity, measure = figure.statistic.quantity, figure.statistic.measure
        if quantity.value is not None and quantity.value >= _TELLING:
            # Money is told in many words; what is counted is not.
            counted = None if quantity.unit in _MONEY else figure.topic
            groups[measure, quantity.value, quantity.upto, quantity.unit, counted].append(figure)
    for group in groups.values():
        edges: dict[tuple[str, str], Tie] = {}
        by_id = {figure.statistic.id: figure for figure in group}
        for one, other in combinations(group, 2):
            tie = _bearers(kin, one, other)
            if tie is not None:
                edges[one.statistic.id, other.statistic.id] = tie
        for ids in _together(edges):
            members = [by_id[key] for key in sorted(ids)]
            ties = [tie for pair, tie in edges.items() if ids.issuperset(pair)]
            yield _bearer_clash(data, members, ties)


def _bearers(kin: Kin, one: _Figure, other: _Figure) -> Tie | None:
    if one.subject == other.subject or one.sources & other.sources or not _same_time(one, other):
        return None
    tie = kin.tie(one.subject, other.subject, distant=True)
    if tie is None or tie.identity:
        return None
    in_money = one.statistic.quantity.unit in _MONEY
    return None if tie.sisters and in_money else tie


def _bearer_clash(data: Dataset, members: list[_Figure], ties: list[Tie]) -> Clash:
    sides: dict[str, list[Answer]] = defaultdict(list)
    for figure in members:
        statistic = figure.statistic
        facts = (FactRef(statistic.id, "about"),)
        sides[figure.subject].append(Answer(figure.subject, data[figure.subject].label, facts, statistic.citations))
    shown = members[0].statistic.quantity.describe()
    nested = any(not tie.sisters for tie in ties)
    reason = "one figure is told of things that belong together" if nested else "one figure is told of sisters"
    return Clash(
        tuple(sorted(sides)),
        f"whose is the {_asked(members[:1])}, {shown}",
        tuple(tuple(answers) for answers in sides.values()),
        Ground(
            Cause.SCOPE if nested else Cause.REAL_CONFLICT,
            f"{reason}: {'; '.join(sorted({tie.reason for tie in ties}))}",
        ),
        gap=0.5,
        links=tuple(sorted({tie.fact for tie in ties})),
    )
