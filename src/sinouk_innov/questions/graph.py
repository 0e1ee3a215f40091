"""Which links meet at a record, and which ways lead through links from one record to another?

All links of a dataset are gathered once and kept with it, so that a question costs in proportion to its answer. Of a
relation, which is one link and nothing else, the record itself is kept, and its `Tie` is made for who asks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from sinouk_innov.dates import Period
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.facts import facts_in
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import RelationKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import TypeAlias

    from sinouk_innov.dataset import Dataset

    Rows = Mapping[str, tuple[str, ...]]
    Told: TypeAlias = "Relation | Tie"

__all__ = [
    "READ_BACK",
    "Tie",
    "ends_of",
    "far_ends",
    "first_route",
    "linked",
    "routes",
    "ties_between",
    "ties_of",
    "unknown_ends",
]

_FIELDS = {
    "part_of": "has_part",
    "place": "place_of",
    "seat": "seat_of",
    "operators": "operates",
    "roles": "has_post_held_by",
    "parties": "party_to",
    "participations": "took_part_in",
    "on_behalf_of": "represented_at",
    "where": "place_of",
    "about": "subject_of",
    "speaker": "said",
    "event": "occasion_of",
    "share_of": "has_share",
    "lineage": "repeated_by",
}
READ_BACK = _FIELDS | {kind.value: kind.inverse for kind in RelationKind}
"""Every kind of link, which is the name of a field or the kind of a relation, and how it reads from the other end."""


@frozen
class Tie:
    """A link as the fact that says so tells it, before anyone looks at it from one of its ends.

    Attributes:
        one: The id of the record that holds the fact, or the subject of a relation.
        kind: The name of the field, or the kind of the relation.
        other: The id of the record that it leads to.
        fact: The address of the fact.
        citations: Where the fact rests.
        period: When the fact says that it held, if it does.
    """

    one: str
    kind: str
    other: str
    fact: FactRef
    citations: tuple[Citation, ...]
    period: Period | None = None

    def kind_from(self, end: str) -> str:
        """Return the kind as it reads from an end."""
        return self.kind if self.one == end else READ_BACK[self.kind]

    def far_from(self, end: str) -> str:
        """Return the id at the other end."""
        return self.other if self.one == end else self.one


def ties_of(data: Dataset, record_id: str) -> tuple[Tie, ...]:
    """Return the links that meet at a record, in the order of the records that tell them.

    An end that names a retired id meets at what took its place; one that leads nowhere meets at the id itself.
    """
    return tuple(map(_tie, data.kept(_gathered).get(record_id, ())))


def ties_between(data: Dataset, one: str, other: str) -> list[Tie]:
    """Return the links between two records, in the order of the records that tell them."""
    gathered = data.kept(_gathered)
    ours, theirs = gathered.get(one, ()), gathered.get(other, ())
    # What a record with few links shares with one that has many is found among the few.
    few, there = (ours, other) if len(ours) <= len(theirs) else (theirs, one)
    return [
        _tie(told)
        for told in few
        if there in ((told.subject, told.object) if isinstance(told, Relation) else (told.one, told.other))
    ]


def far_ends(data: Dataset, record_id: str, kinds: Collection[str]) -> Iterator[str]:
    """Yield the other end of each link of some kinds that meets at a record, in the order of `ties_of`."""
    for told in data.kept(_gathered).get(record_id, ()):
        if told.kind in kinds:
            one, other = _ends(told)
            yield other if one == record_id else one


def linked(data: Dataset) -> Collection[str]:
    """Return the ids at which links meet."""
    return data.kept(_gathered).keys()


def unknown_ends(data: Dataset) -> frozenset[str]:
    """Return the ids at which links end and that no record has."""
    return data.kept(_unknown)


def _unknown(data: Dataset) -> frozenset[str]:
    return frozenset(end for end in linked(data) if (found := data.get(end)) is None or found.id != end)


def _gathered(data: Dataset) -> Mapping[str, tuple[Told, ...]]:
    found: dict[str, list[Told]] = {}
    redirects = data.redirects
    for holder in data:
        for told in _told_by(holder):
            one, other = _ends(told)
            now = told
            if one in redirects or other in redirects:
                # Few ids are ever retired, and a tie is made faster than it is changed.
                one, other = data.current(one), data.current(other)
                now = attrs.evolve(_tie(told), one=one, other=other)
            found.setdefault(one, []).append(now)
            if other != one:
                found.setdefault(other, []).append(now)
    return {end: tuple(ties) for end, ties in found.items()}


def _told_by(holder: Record) -> Iterator[Told]:
    """Yield what tells each link that a record expresses."""
    if isinstance(holder, Relation):
        yield holder
        return
    for field in _linking(holder.kind_name):
        for fact in facts_in(holder, field):
            period = fact.value.period if isinstance(fact.value, Role) else None
            for kind, other in ends_of(field, fact.value):
                yield Tie(holder.id, kind, other, fact.ref, fact.citations, period)


@cache
def _linking(kind_name: str) -> tuple[str, ...]:
    """Return the fields of a kind of record that express links."""
    kind = next(kind for kind in KINDS if kind.name == kind_name)
    return tuple(name for name in attrs.fields_dict(kind.record_class) if name in _FIELDS)


def _ends(told: Told) -> tuple[str, str]:
    return (told.subject, told.object) if isinstance(told, Relation) else (told.one, told.other)


def _tie(told: Told) -> Tie:
    if not isinstance(told, Relation):
        return told
    fact = FactRef(told.id)
    return Tie(told.subject, told.kind.value, told.object, fact, told.citations, told.period)


def ends_of(field: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the kind and the other end of each link that a fact expresses."""
    if isinstance(value, str) and field in _FIELDS:
        yield field, value
    elif isinstance(value, Part):
        for attribute in attrs.fields(type(value)):
            end = getattr(value, attribute.name)
            if attribute.name in {"whole", "body", "entity"} and end is not None:
                yield field, end
            elif attribute.name == "on_behalf_of" and end is not None:
                yield attribute.name, end


# --- ways -----------------------------------------------------------------------------------------------------------


def first_route(rows: Rows, start: str, end: str, longest: int) -> tuple[str, ...] | None:
    """Return a shortest way between two nodes, always the same, or None where none is short enough.

    Both ends are searched from in turn, the one with the smaller front first, until the fronts meet (Pohl,
    *Bi-directional search*, 1971).

    Args:
        rows: The neighbours of each node; each of two neighbours stands in the other's row.
        start: The one node.
        end: The other node.
        longest: How many steps a way may have.
    """
    here, there = {start: start}, {end: end}
    front, front_there = [start], [end]
    for _ in range(longest):
        if len(front) > len(front_there):
            here, there, front, front_there = there, here, front_there, front
        reached: list[str] = []
        for node in front:
            for near in rows[node]:
                if near not in here:
                    here[near] = node
                    if near in there:
                        route = (*_way_back(here, node)[::-1], *_way_back(there, near))
                        return route if route[0] == start else route[::-1]
                    reached.append(near)
        front = reached
    return None


def _way_back(came_from: dict[str, str], node: str) -> list[str]:
    """Return the way from a node to the one that came from itself."""
    route = [node]
    while came_from[node] != node:
        node = came_from[node]
        route.append(node)
    return route


def routes(rows: Rows, first: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    """Yield each way that passes no node twice, the shortest first, and of these the one that was found first.

    Ways of one length come in the order of the rows. What is far from the end is looked at only when ways of that
    length are asked for.

    Args:
        rows: The neighbours of each node.
        first: A shortest way.
        longest: How many steps a way may have.
    """
    yield first
    start, end = first[0], first[-1]
    left, front = {end: 0}, {end}
    for length in range(1, longest + 1):
        if length >= len(first) - 1:
            yield from (route for route in _routes(rows, start, end, left, length) if route != first)
        front = set[str]().union(*map(rows.__getitem__, front)).difference(left)
        left |= dict.fromkeys(front, length)


def _routes(rows: Rows, start: str, end: str, left: Mapping[str, int], length: int) -> Iterator[tuple[str, ...]]:
    """Yield each way of a length, told how far from the end is every node that is nearer to it than that."""
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        route = waiting.pop()
        rest = length - len(route)
        if rest < 0:
            yield route
            continue
        # No way turns where the end is too far for what is left of it, and none comes to the end too soon.
        waiting.extend(
            (*route, node)
            for node in reversed(rows[route[-1]])
            if left.get(node, length) <= rest and (node != end or rest == 0) and node not in route
        )
