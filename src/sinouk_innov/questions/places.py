"""What lies where?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import PlaceKind
from sinouk_innov.sense import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.table import Table

__all__ = ["Step", "chain", "holders", "within"]


@frozen(repr=False)
class Step:
    """One step from something to what it lies in.

    Attributes:
        record: The place or centre that the step leads to.
        fact: The address of the fact that says so.
        qualifier: In what way it lies there, where stated, such as `core area of`.
    """

    record: Record
    fact: FactRef
    qualifier: str | None = None

    def __repr__(self) -> str:
        return f"<Step to {self.record.label}, {self.fact}>"


def within(data: Dataset, place: str | Record, table: str | Table[Record] | None = None) -> tuple[Record, ...]:
    """Return what lies in a place or centre, at any depth, by name.

    Places lie in what they are part of, centres in their place and in the places and centres that they are part of,
    organisations at their seat, events where they were held. That one organisation belongs to another says nothing
    about where it is.

    Args:
        data: The dataset.
        place: The place or centre, or its id.
        table: A table, or its name, such as `centres`: only its records.

    Raises:
        UnknownIdError: There is no such place or centre.
        UnknownFieldError: There is no such table.
    """
    top = _spatial(data, place)
    inside = data.kept(_inside)
    found: dict[str, Record] = {}
    waiting = [top.id]
    while waiting:
        for record in inside.get(waiting.pop(), ()):
            if record.id not in found:
                found[record.id] = record
                waiting.append(record.id)
    found.pop(top.id, None)
    wanted = data.table(table) if isinstance(table, str) else table
    kept = found.values() if wanted is None else (record for record in found.values() if record in wanted)
    return tuple(sorted(kept, key=lambda record: (record.label.casefold(), record.id)))


def _inside(data: Dataset) -> dict[str, tuple[Record, ...]]:
    """Return for each id what lies right in it."""
    inside: dict[str, list[Record]] = {}
    for table in (data.places, data.organisations, data.centres, data.events):
        for record in table:
            for holder, _, _ in holders(record):
                inside.setdefault(holder, []).append(record)
    return {holder: tuple(held) for holder, held in inside.items()}


def chain(data: Dataset, record: str | Record) -> tuple[Step, ...]:
    """Return the steps from something to the country in which it lies.

    Where there are several ways, it is a shortest one to a country; where none leads so far, the one that leads
    furthest. No steps mean that it is not stated where the thing lies.

    Args:
        data: The dataset.
        record: A place, centre, organisation or event, or its id.

    Raises:
        UnknownIdError: There is no such record.
    """
    start = data[record if isinstance(record, str) else record.id]
    ways: list[tuple[Step, ...]] = [()]
    seen = {start.id}
    furthest: tuple[Step, ...] = ()
    while ways:
        longer: list[tuple[Step, ...]] = []
        for way in ways:
            here = way[-1].record if way else start
            if way and isinstance(here, Place) and here.kind is PlaceKind.COUNTRY:
                return way
            if len(way) > len(furthest):
                furthest = way
            for holder, fact, qualifier in holders(here):
                if holder not in seen:
                    seen.add(holder)
                    longer.append((*way, Step(data[holder], fact, qualifier)))
        ways = longer
    return furthest


def _spatial(data: Dataset, place: str | Record) -> Record:
    found = data[place if isinstance(place, str) else place.id]
    if not isinstance(found, Place | Centre):
        raise UnknownIdError("place or centre", found.id)
    return found


def holders(record: Record) -> Iterator[tuple[str, FactRef, str | None]]:
    """Yield the id of each thing that a record lies in, with the fact that says so, the nearest first."""
    if isinstance(record, Place):
        held = [("part_of", record.part_of)]
    elif isinstance(record, Centre):
        held = [("place", record.place)]
    elif isinstance(record, Organisation):
        held = [("seat", record.seat)]
    elif isinstance(record, Event):
        held = [("where", record.where)]
    else:
        return
    for field, value in held:
        if value is not None:
            yield value, FactRef(record.id, field), None
    if isinstance(record, Centre):
        for part in record.part_of:
            if is_id(part.whole, "pla", "cen"):
                yield part.whole, FactRef(record.id, "part_of", part.key), part.qualifier
