"""Which things belong so closely together that what is told of the one may be meant of the other?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import Basis, FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.place import Place
from sinouk_innov.model.vocabularies import RelationKind
from sinouk_innov.questions.places import chain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Part, Record
    from sinouk_innov.model.relation import Relation

__all__ = ["Kin", "Tie", "kinship_of", "lie_apart", "share_source", "sources_of"]


@frozen
class Tie:
    """How something belongs together with something else.

    Attributes:
        other: The id of the other.
        fact: The address of the fact that says so.
        reason: How, in words.
        narrower: 1 where it is a part of the other, -1 where the other is a part of it, 0 where neither is.
        identity: Whether the two may be one and the same.
        distant: Whether the two are too far apart to share more than a mistake.
        sisters: Whether both are parts of a third.
    """

    other: str
    fact: FactRef
    reason: str
    narrower: int = 0
    identity: bool = False
    distant: bool = False
    sisters: bool = False


class Kin:
    """What belongs together in a dataset."""

    def __init__(self, data: Dataset) -> None:
        """Read the ties of all records."""
        self._ties: dict[str, dict[str, Tie]] = defaultdict(dict)
        self._one: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        self._wholes: dict[str, dict[str, FactRef]] = defaultdict(dict)
        for relation in data.relations:
            self._read_identity(relation)
        for relation in data.relations:
            self._read_tie(relation)
        for record in (*data.places, *data.organisations, *data.centres):
            for field, whole, key in _wholes(record):
                ref = FactRef(record.id, field, key)
                reason = f"{record.id} is a part of {whole}"
                self._tie(record.id, whole, ref, reason, narrower=1)
                if field == "part_of":
                    self._wholes[self.one(record.id)][self.one(whole)] = ref

    def _read_identity(self, relation: Relation) -> None:
        ends = (relation.subject, relation.object)
        if relation.kind is RelationKind.DISTINCT_FROM:
            self._apart.add(frozenset(ends))
        elif relation.kind is RelationKind.SAME_AS and _is_stated(relation):
            first, second = sorted(map(self.one, ends))
            if first != second:
                self._one[second] = first

    def _read_tie(self, relation: Relation) -> None:
        one, other = relation.subject, relation.object
        ref = FactRef(relation.id)
        if relation.kind is RelationKind.SAME_AS:
            self._tie(one, other, ref, f"{one} may be {other}", identity=True)
        elif relation.kind is RelationKind.RESULT_OF:
            self._tie(one, other, ref, f"{one} came of {other}")
        elif relation.kind is RelationKind.CONCERNS:
            self._tie(one, other, ref, f"{one} concerns {other}", distant=True)

    def _tie(  # noqa: PLR0913  it makes a Tie, which has as many fields
        self,
        one: str,
        other: str,
        fact: FactRef,
        reason: str,
        *,
        narrower: int = 0,
        identity: bool = False,
        distant: bool = False,
    ) -> None:
        one, other = self.one(one), self.one(other)
        if one == other:
            return
        for here, there, sign in ((one, other, narrower), (other, one, -narrower)):
            found = Tie(there, fact, reason, sign, identity, distant)
            before = self._ties[here].get(there)
            # A tie that says more takes the place of one that says less.
            if before is None or (before.distant and not distant):
                self._ties[here][there] = found

    def one(self, record_id: str) -> str:
        """Return the id under which something goes: that of the first of those that a source states to be one."""
        while record_id in self._one:
            record_id = self._one[record_id]
        return record_id

    def apart(self, one: str, other: str) -> bool:
        """Tell whether a relation says that two things are not one."""
        return frozenset((one, other)) in self._apart

    def of(self, record_id: str) -> tuple[Tie, ...]:
        """Return the close ties of something, by the other's id."""
        ties = self._ties.get(record_id, {})
        return tuple(ties[other] for other in sorted(ties) if not ties[other].distant)

    def tie(self, one: str, other: str, *, distant: bool = False) -> Tie | None:
        """Return how two things belong together, or None; distant ties and parts of one whole only if asked for."""
        found = self._ties.get(one, {}).get(other)
        if found is not None and (distant or not found.distant):
            return found
        common = sorted(self._wholes.get(one, {}).keys() & self._wholes.get(other, {}).keys()) if distant else ()
        for whole in common:
            fact = self._wholes[one][whole]
            return Tie(other, fact, f"{one} and {other} are parts of {whole}", sisters=True)
        return None


def _is_stated(relation: Relation) -> bool:
    return any(citation.basis is not Basis.INFERRED for citation in relation.citations)


def _wholes(record: Record) -> Iterator[tuple[str, str, str | None]]:
    """Yield the field that says what something is a part of, the id of that, and the key of the value."""
    if isinstance(record, Centre):
        if record.place is not None:
            yield "place", record.place, None
        yield from (("part_of", part.whole, part.key) for part in record.part_of)
    elif isinstance(record, Organisation | Place) and record.part_of is not None:
        yield "part_of", record.part_of, None


def kinship_of(data: Dataset) -> Kin:
    """Return what belongs together in a dataset."""
    return Kin(data)


def sources_of(holder: Record | Part) -> frozenset[str]:
    """Return the ids of the sources that a record or a part of one cites."""
    return frozenset(citation.source for citation in holder.citations)


def share_source(one: Record | Part, other: Record | Part) -> bool:
    """Tell whether one source stands behind both."""
    return not sources_of(one).isdisjoint(sources_of(other))


def lie_apart(data: Dataset, one: str, other: str) -> bool:
    """Tell whether neither of two places lies in the other."""
    return one not in _around(data, other) and other not in _around(data, one)


def _around(data: Dataset, site: str) -> set[str]:
    return {site, *(step.record.id for step in chain(data, site))}
