"""Which body is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.belonging import Identifier, SectorLink
from sinouk_innov.model.record import NAMED, Name, Record
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
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.apart("part_of", "an organisation is no part of itself"),
        *NAMED,
        must.refers("part_of", "org", "cen"),
        must.refers("seat", "pla", "cen"),
        must.address("website"),
    )

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
