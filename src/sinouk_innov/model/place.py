"""Where is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.belonging import Identifier
from sinouk_innov.model.record import NAMED, Name, Record
from sinouk_innov.model.vocabularies import PlaceKind

__all__ = ["Place"]

_NORTH = 90
_EAST = 180


def _off_the_globe(place: Place) -> str | None:
    if (place.latitude is None) != (place.longitude is None):
        return "latitude and longitude go together"
    if place.latitude is not None and not -_NORTH <= place.latitude <= _NORTH:
        return f"a latitude lies between -90 and 90, not {place.latitude}"
    if place.longitude is not None and not -_EAST <= place.longitude <= _EAST:
        return f"a longitude lies between -180 and 180, not {place.longitude}"
    return None


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
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.Rule(_off_the_globe, "latitude is longitude is None or _off(made) is None", _off=_off_the_globe),
        must.apart("part_of", "a place is no part of itself"),
        *NAMED,
        must.refers("part_of", "pla", "cen"),
    )

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
