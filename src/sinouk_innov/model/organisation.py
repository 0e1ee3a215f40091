"""Which body is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov.model.record import Identifier, Name, Record, SectorLink, named, wrong_address, wrong_ids
from sinouk_innov.model.vocabularies import OrganisationKind

__all__ = ["Organisation"]


@frozen(kw_only=True, repr=False)
class Organisation(Record):
    """A body that acts: a government, a firm, a university, an office.

    Attributes:
        names: What it is called; the first is shown.
        kind: What sort of body it is.
        part_of: The id of the organisation or centre that it is a part of.
        seat: The id of the place or centre where it sits.
        sectors: The fields in which it works.
        website: The address of its site.
        identifiers: Its entries in public registers.
    """

    prefix: ClassVar[str] = "org"
    kind_name: ClassVar[str] = "organisation"

    names: tuple[Name, ...]
    kind: OrganisationKind
    part_of: str | None = None
    seat: str | None = None
    sectors: tuple[SectorLink, ...] = ()
    website: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].text

    def _senseless(self) -> str | None:
        if self.part_of == self.id:
            return "an organisation is no part of itself"
        return (
            named(self.names, self.kind, self.note)
            or wrong_ids("part_of", (self.part_of,), "org", "cen")
            or wrong_ids("seat", (self.seat,), "pla", "cen")
            or wrong_address("website", self.website)
        )
