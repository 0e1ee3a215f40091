"""Where on the map is it, and whose point is that?

Few places have coordinates of their own. What lies in one that has some is near that point, and how near depends on how
far up it stands: a building in a city is somewhere in the city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.place import Place
from sinouk_innov.questions.places import holders

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = ["Position", "position_of"]


@frozen(repr=False)
class Position:
    """A point, the place whose point it is, and how one comes from something to that place.

    Attributes:
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        place: The place whose point it is.
        steps: The addresses of the facts that lead to that place, the nearest first; none where the point is its own.
    """

    latitude: float
    longitude: float
    place: Place
    steps: tuple[FactRef, ...] = ()

    def __repr__(self) -> str:
        whose = "its own" if not self.steps else f"that of {self.place.label}, steps up: {len(self.steps)}"
        return f"<Position {self.latitude:g} N {self.longitude:g} E, {whose}>"


def position_of(data: Dataset, record: Record) -> Position | None:
    """Return the point of a record, or of the nearest thing that it lies in and that has one; None where none has.

    Where two things that have points lie equally near, it is the one that the record names first. What is named and not
    in the dataset leads nowhere.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> data = load()
        >>> position_of(data, data["pla-qingdao"])
        <Position 36.0649 N 120.38 E, its own>
        >>> position_of(data, data["pla-china"]) is None
        True
    """
    ways: list[tuple[Record, tuple[FactRef, ...]]] = [(record, ())]
    seen = {record.id}
    # It grows while it is read: the nearest come first.
    for here, steps in ways:
        if isinstance(here, Place) and here.latitude is not None and here.longitude is not None:
            return Position(here.latitude, here.longitude, here, steps)
        for holder, fact, _ in holders(here):
            found = data.get(holder)
            if found is not None and found.id not in seen:
                seen.add(found.id)
                ways.append((found, (*steps, fact)))
    return None
