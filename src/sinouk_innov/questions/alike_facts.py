"""Which events, figures, relations or sources may be told twice?"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.vocabularies import Capacity, EventKind, Modality
from sinouk_innov.quantities import Bound, Unit
from sinouk_innov.questions.alike_names import address_key
from sinouk_innov.questions.likeness import pair_of
from sinouk_innov.spelling import name_key, words

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import PartialDate, Period
    from sinouk_innov.model.event import Event
    from sinouk_innov.model.record import Record
    from sinouk_innov.model.relation import Relation
    from sinouk_innov.model.source import Source
    from sinouk_innov.model.statistic import Statistic
    from sinouk_innov.questions.likeness import Likeness

__all__ = ["gather_events", "gather_figures", "gather_relations", "gather_sources"]

_ALIKE = (
    {EventKind.LAUNCH, EventKind.OPENING, EventKind.FOUNDING, EventKind.ANNOUNCEMENT},
    {EventKind.SIGNING, EventKind.AGREEMENT, EventKind.ANNOUNCEMENT, EventKind.COOPERATION},
    {EventKind.VISIT, EventKind.MEETING},
    {EventKind.SUMMIT, EventKind.MEETING, EventKind.EXHIBITION, EventKind.ROADSHOW},
    {EventKind.CONSTRUCTION, EventKind.LAUNCH},
    {EventKind.LETTING, EventKind.OPENING},
    {EventKind.COMPETITION, EventKind.PROGRAMME_RUN, EventKind.ROADSHOW},
)
"""The kinds under which two sources may tell one event."""
_WEEK, _MONTH, _YEAR = 7, 31, 366


# --- events ---------------------------------------------------------------------------------------------------------


def gather_events(data: Dataset, found: Likeness) -> None:
    """Compare the events that have a place, a subject or a participant in common."""
    touching: dict[str, list[Event]] = defaultdict(list)
    for event in data.events:
        for end in _ends(event):
            touching[end].append(event)
    seen: set[tuple[str, str]] = set()
    for events in touching.values():
        for one, other in combinations(events, 2):
            pair = pair_of(one.id, other.id)
            if pair not in seen:
                seen.add(pair)
                _compare_events(data, found, one, other)


def _ends(event: Event) -> set[str]:
    taking_part = [(part.entity, part.on_behalf_of) for part in event.participations]
    ends = (event.where, *event.about, *(end for both in taking_part for end in both))
    return {end for end in ends if end is not None}


def _topics(event: Event) -> set[str]:
    """Return what an event is about, or happens to."""
    subjects = [part.entity for part in event.participations if part.capacity is Capacity.SUBJECT]
    return {*event.about, *(entity for entity in subjects if entity is not None)}


def _compare_events(data: Dataset, found: Likeness, one: Event, other: Event) -> None:
    refs = (FactRef(one.id), FactRef(other.id))
    shared, either = _ends(one) & _ends(other), _ends(one) | _ends(other)
    labels = ", ".join(sorted(data[end].label for end in shared))
    found.add("shared", *refs, f"both concern {labels}", 0.35 * len(shared) / len(either))
    if _topics(one) and _topics(other) and _topics(one).isdisjoint(_topics(other)):
        found.add("topics", *refs, "about different things", -0.5)
    kinds = (FactRef(one.id, "kind"), FactRef(other.id, "kind"))
    if one.kind is other.kind:
        found.add("kind", *kinds, f"both are of kind {one.kind}", 0.0 if one.kind is EventKind.OTHER else 0.25)
    else:
        near = any({one.kind, other.kind} <= group for group in _ALIKE)
        found.add("kind", *kinds, f"of different kinds: {one.kind}, {other.kind}", -0.15 if near else -0.6)
    if (one.modality is Modality.HAPPENED) is not (other.modality is Modality.HAPPENED):
        found.add("modality", *refs, f"the one is {one.modality}, the other {other.modality}", -0.4)
    if one.when is not None and other.when is not None:
        found.add("time", FactRef(one.id, "when"), FactRef(other.id, "when"), *_times(one.when, other.when))
    _told_by_one_source(found, one, other)


def _times(one: PartialDate | Period, other: PartialDate | Period) -> tuple[str, float]:
    """Return what two times say of two records, and how much."""
    limits = [one.earliest, one.latest, other.earliest, other.latest]
    days = [day.toordinal() for day in limits if day is not None]
    bounded = len(days) == len(limits)
    if one.before(other) or one.after(other):
        gap = max(days[2] - days[1], days[0] - days[3]) if bounded else math.inf
        return f"at different times: {one}, {other}", -0.3 if gap <= _WEEK else -0.7 if gap <= _YEAR else -0.95
    if bounded and len(set(days)) == 1:
        return f"on one day: {one}", 0.5
    width = max(days) - min(days) if bounded else math.inf
    return f"perhaps at one time: {one}, {other}", 0.3 if width <= _MONTH else 0.15 if width <= _YEAR else 0.05


def _told_by_one_source(found: Likeness, one: Record, other: Record) -> None:
    common = {citation.source for citation in one.citations} & {citation.source for citation in other.citations}
    if common:
        text = f"one source tells both: {', '.join(sorted(common))}"
        found.add("source", FactRef(one.id), FactRef(other.id), text, -0.5)


# --- figures --------------------------------------------------------------------------------------------------------


def gather_figures(data: Dataset, found: Likeness) -> None:
    """Compare the figures that measure the same of one thing."""
    measured: dict[tuple[str, str], list[Statistic]] = defaultdict(list)
    for statistic in data.statistics:
        measured[statistic.about, statistic.measure].append(statistic)
    for statistics in measured.values():
        for one, other in combinations(statistics, 2):
            _compare_figures(found, one, other)


def _compare_figures(found: Likeness, one: Statistic, other: Statistic) -> None:
    refs = (FactRef(one.id), FactRef(other.id))
    found.add("value", FactRef(one.id, "quantity"), FactRef(other.id, "quantity"), *_values(one, other))
    found.add("category", *refs, *_categories(one.category, other.category))
    if one.scope != other.scope:
        found.add("scope", *refs, f"different scopes: {one.scope!r}, {other.scope!r}", -0.3)
    if one.status is not other.status:
        found.add("status", *refs, f"the one is {one.status}, the other {other.status}", -0.3)
    ours, theirs = one.as_of or one.over, other.as_of or other.over
    if ours is not None and theirs is not None:
        text, weight = _times(ours, theirs)
        found.add("time", *refs, text, min(weight, 0.2))
    _told_by_one_source(found, one, other)


def _values(one: Statistic, other: Statistic) -> tuple[str, float]:
    ours, theirs = one.quantity, other.quantity
    shown = f"{ours.describe()}, {theirs.describe()}"
    if ours.unit.dimension != theirs.unit.dimension:
        return f"different units: {shown}", -0.95
    # Of two figures in other units nothing says that they can be compared.
    same = ours == theirs if Unit.OTHER in {ours.unit, theirs.unit} else ours.equals(theirs)
    if same is False:
        return f"different values: {shown}", -0.95
    if Bound.VAGUE in {ours.bound, theirs.bound}:
        return f"vague values: {shown}", 0.2 if ours == theirs else 0.05
    return (f"one value: {ours.describe()}", 0.5) if same or ours == theirs else (f"perhaps one value: {shown}", 0.3)


def _categories(one: str | None, other: str | None) -> tuple[str, float]:
    ours, theirs = set(words(one or "")), set(words(other or ""))
    if ours == theirs:
        return f"one category: {one!r}", 0.4
    if 2 * len(ours & theirs) >= len(ours | theirs):
        return f"categories alike: {one!r}, {other!r}", 0.2
    return f"different categories: {one!r}, {other!r}", -0.3


# --- relations and sources ------------------------------------------------------------------------------------------


def gather_relations(data: Dataset, found: Likeness) -> None:
    """Compare the relations of one kind between the same two."""
    told: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for relation in data.relations:
        ends = (relation.subject, relation.object)
        if relation.kind.inverse == relation.kind.value:
            ends = pair_of(*ends)
        told[relation.kind.value, *ends].append(relation)
    for (kind, _, _), relations in told.items():
        for one, other in combinations(relations, 2):
            refs = (FactRef(one.id), FactRef(other.id))
            weight = 0.95 if one.qualifier == other.qualifier else 0.6
            found.add("ends", *refs, f"the same ends and kind: {kind}", weight)
            if one.period is not None and other.period is not None and one.period != other.period:
                found.add("time", *refs, f"over different times: {one.period}, {other.period}", -0.4)


def gather_sources(data: Dataset, found: Likeness) -> None:
    """Compare the addresses and titles of sources."""
    addresses: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, list[Source]] = defaultdict(list)
    for source in data.sources:
        address = address_key(source.url)
        if address:
            addresses[address].append(source.id)
        titles[name_key(source.title)].append(source)
    for address, ids in addresses.items():
        for one, other in combinations(ids, 2):
            found.add("address", FactRef(one, "url"), FactRef(other, "url"), f"one address: {address}", 0.95)
    for sources in titles.values():
        for former, latter in combinations(sources, 2):
            text = f"one title: {former.title!r}; if the one repeats the other, say so in `lineage`"
            found.add("title", FactRef(former.id, "title"), FactRef(latter.id, "title"), text, 0.6)
