"""Who was at the same events, and who has posts at the same bodies?

The events or bodies between two people or organisations are drawn together into one edge, which keeps the facts that
it rests on.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import FactRef
from sinouk_innov.logic import Truth, any_of
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import Capacity, Modality, RelationKind
from sinouk_innov.questions.posts import roles_of
from sinouk_innov.questions.rival_claims import rival_accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import PartialDate
    from sinouk_innov.questions.posts import Holding

__all__ = ["Edge", "Ground", "co_attendance", "shared_organisations"]

# Whoever pays for an event, or is founded or provided for by it, need not have been there.
_NOT_THERE = frozenset({Capacity.FUNDER, Capacity.BENEFICIARY, Capacity.SUBJECT})


@frozen(repr=False)
class Ground:
    """What joins two people or organisations: an event or a body.

    Attributes:
        record: The event or the body.
        one: The facts that show the one there.
        other: The facts that show the other there.
        together: Whether both were there at the same time.
    """

    record: Record
    one: tuple[FactRef, ...]
    other: tuple[FactRef, ...]
    together: Truth

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """The facts that it rests on."""
        return (*self.one, *self.other)

    def __repr__(self) -> str:
        together = {Truth.TRUE: "together", Truth.FALSE: "at different times", Truth.UNDECIDED: "perhaps together"}
        return f"<Ground {self.record.label}: {together[self.together]}, {len(self.facts)} facts>"


@frozen(repr=False)
class Edge:
    """Two people or organisations that something joins.

    Attributes:
        one: The one whose id comes first.
        other: The other.
        weight: How many different things join them.
        grounds: What joins them, by id.
    """

    one: Record
    other: Record
    weight: int
    grounds: tuple[Ground, ...]

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """The facts that it rests on."""
        return tuple(fact for ground in self.grounds for fact in ground.facts)

    def __repr__(self) -> str:
        return f"<Edge {self.one.label} – {self.other.label}: {self.weight}>"


def co_attendance(data: Dataset) -> tuple[Edge, ...]:
    """Return the pairs of people, organisations and centres that took part in the same events, the most events first.

    Only events that happened count, and only those who took part themselves: not on whose behalf someone came, not
    those of whom no more than a label is known, such as a delegation, and not who only paid for it or was its subject.
    A visit and a talk during it are one occasion, and so are two events that may be the same: they are all among the
    grounds, and weigh as one. Two records that may be the same person or body make no pair. Where pages tell
    differently who acted for one body, such as who signed, it is undecided whether both were there.

    Args:
        data: The dataset.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> edge = co_attendance(load())[0]
        >>> edge, edge.facts[0].field
        (<Edge Offshore Renewable Energy Catapult – Tus-Holdings Co., Ltd.: 3>, 'participations')
    """
    same = _same(data)
    grounds: dict[tuple[str, str], list[Ground]] = {}
    for event in data.events:
        if event.modality is not Modality.HAPPENED:
            continue
        there: dict[str, list[FactRef]] = {}
        for participation in event.participations:
            present = None if participation.entity is None else data.get(participation.entity)
            if present is not None and participation.capacity not in _NOT_THERE:
                there.setdefault(present.id, []).append(FactRef(event.id, "participations", participation.key))
        rivals = rival_accounts(data, event)
        for one, other in combinations(sorted(there), 2):
            pairs = map(frozenset, product(there[one], there[other]))
            together = Truth.UNDECIDED if rivals.issuperset(pairs) else Truth.TRUE
            ground = Ground(event, tuple(there[one]), tuple(there[other]), together)
            grounds.setdefault((one, other), []).append(ground)
    return _edges(data, grounds, same, lambda events: _occasions(data, events, same))


def shared_organisations(data: Dataset) -> tuple[Edge, ...]:
    """Return the pairs of people who have posts at the same organisations or centres, the most of these first.

    Each ground tells whether they had them at the same time: true where the stated periods surely share a day, or a
    source shows both in their posts on one day; false where the periods surely share none; else undecided, and that is
    so for most, as tenure is stated seldom. A body and its parts are different bodies. Two records that may be the
    same person make no pair.

    Args:
        data: The dataset.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> edges = {(edge.one.id, edge.other.id): edge for edge in shared_organisations(load())}
        >>> edges["per-qinxian-jin", "per-you-zheng"].grounds
        (<Ground Tsinghua University: perhaps together, 2 facts>,)
    """
    posts: dict[str, dict[str, list[Holding]]] = {}
    for person in data.people:
        for holding in roles_of(data, person):
            body = data.get(holding.role.body)
            if body is not None:
                posts.setdefault(body.id, {}).setdefault(person.id, []).append(holding)
    grounds: dict[tuple[str, str], list[Ground]] = {}
    for body_id, holders in sorted(posts.items()):
        for one, other in combinations(sorted(holders), 2):
            ours, theirs = holders[one], holders[other]
            together = any_of(_together(*pair) for pair in product(ours, theirs))
            facts = (tuple(holding.fact for holding in ours), tuple(holding.fact for holding in theirs))
            grounds.setdefault((one, other), []).append(Ground(data[body_id], *facts, together))
    return _edges(data, grounds, _same(data), len)


def _edges(
    data: Dataset,
    grounds: Mapping[tuple[str, str], list[Ground]],
    same: Mapping[str, str],
    weigh: Callable[[list[Record]], int],
) -> tuple[Edge, ...]:
    edges = [
        Edge(data[one], data[other], weigh([ground.record for ground in found]), tuple(found))
        for (one, other), found in grounds.items()
        if same.get(one, one) != same.get(other, other)
    ]
    return tuple(sorted(edges, key=lambda edge: (-edge.weight, edge.one.id, edge.other.id)))


def _same(data: Dataset) -> dict[str, str]:
    """Return one id for all records that relations `same_as` join, under the id of each."""
    found: dict[str, str] = {}
    for relation in data.relations.where(kind=RelationKind.SAME_AS):
        ends = (data.current(end) for end in (relation.subject, relation.object))
        one, other = (found.setdefault(end, end) for end in ends)
        found = {end: one if root == other else root for end, root in found.items()}
    return found


def _occasions(data: Dataset, events: Iterable[Record], same: Mapping[str, str]) -> int:
    """Return how many events are surely different occasions, and none a part of another."""
    ids = {event.id: same.get(event.id, event.id) for event in events}
    occasions = set(ids.values())
    parts = {
        own
        for event_id, own in ids.items()
        if any(same.get(whole, whole) in occasions - {own} for whole in _wholes(data, event_id))
    }
    # Where each is told to be a part of the other, they are one.
    return max(1, len(occasions - parts))


def _wholes(data: Dataset, event_id: str) -> set[str]:
    """Return the ids of the events that an event is a part of, in any number of steps."""
    found: set[str] = set()
    event = data.events.get(event_id)
    while event is not None and event.part_of is not None and event.part_of not in found:
        found.add(event.part_of)
        event = data.events.get(event.part_of)
    return found


def _together(one: Holding, other: Holding) -> Truth:
    """Tell whether two posts were held at the same time."""
    ours, theirs = one.role.period, other.role.period
    if ours is not None and theirs is not None:
        return Truth.of(ours.overlaps(theirs))
    shown = (day for day in (*one.seen, *other.seen) if day.is_exact)
    return Truth.of(any(_held(one, day) and _held(other, day) for day in shown) or None)


def _held(holding: Holding, day: PartialDate) -> bool:
    """Tell whether a post is known to have been held on a day."""
    covered = None if holding.role.period is None else holding.role.period.covers(day)
    return day in holding.seen if covered is None else covered
