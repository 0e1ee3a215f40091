"""Where is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov.model.record import Identifier, Name, Record, named, wrong_ids
from sinouk_innov.model.vocabularies import PlaceKind

__all__ = ["Place"]

_NORTH = 90
_EAST = 180


@frozen(kw_only=True, repr=False)
class Place(Record):
    """A place, from a country down to a building.

    Attributes:
        names: What it is called; the first is shown.
        kind: What sort of place it is.
        part_of: The id of the place or centre that it lies in.
        identifiers: Its entries in public registers.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
    """

    prefix: ClassVar[str] = "pla"
    kind_name: ClassVar[str] = "place"

    names: tuple[Name, ...]
    kind: PlaceKind
    part_of: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].text

    def _senseless(self) -> str | None:
        if (self.latitude is None) != (self.longitude is None):
            return "latitude and longitude go together"
        if self.latitude is not None and not -_NORTH <= self.latitude <= _NORTH:
            return f"a latitude lies between -90 and 90, not {self.latitude}"
        if self.longitude is not None and not -_EAST <= self.longitude <= _EAST:
            return f"a longitude lies between -180 and 180, not {self.longitude}"
        if self.part_of == self.id:
            return "a place is no part of itself"
        return named(self.names, self.kind, self.note) or wrong_ids("part_of", (self.part_of,), "pla", "cen")
