"""Which centre is it: a body and a site in one?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.record import NAMED, Name, Record
from sinouk_innov.model.vocabularies import CentreKind

__all__ = ["Centre"]


def _part_of_itself(centre: Centre) -> str | None:
    return "a centre is no part of itself" if any(part.whole == centre.id for part in centre.part_of) else None


@frozen(kw_only=True, repr=False)
class Centre(Record):
    """A body and a site in one: a science park, a zone, an innovation centre, an academy.

    A zone is a centre; the committee that manages it is an organisation.

    Attributes:
        names: What it is called; the first is shown.
        kind: What sort of centre it is.
        place: The id of the place, or of the centre, in which it lies.
        part_of: What it is a part of, each with a qualifier where one is stated.
        operators: The ids of the bodies that run it.
        sectors: The fields in which it works.
        website: The address of its site.
        identifiers: Its entries in public registers.
    """

    prefix: ClassVar[str] = "cen"
    kind_name: ClassVar[str] = "centre"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.apart("place", "a centre is no part of itself"),
        must.Rule(_part_of_itself, "not part_of or _part_of_itself(made) is None", _part_of_itself=_part_of_itself),
        *NAMED,
        must.refers("place", "pla", "cen"),
        must.refer("operators", "org", "cen"),
        must.address("website"),
    )

    names: tuple[Name, ...]
    kind: CentreKind
    place: str | None = None
    part_of: tuple[PartOf, ...] = ()
    operators: tuple[str, ...] = ()
    sectors: tuple[SectorLink, ...] = ()
    website: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].text
