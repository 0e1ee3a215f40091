"""Which undertaking is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.belonging import SectorLink
from sinouk_innov.model.record import NAMED, Name, Part, Record
from sinouk_innov.model.vocabularies import Capacity, InitiativeKind

__all__ = ["Initiative", "Party"]


@frozen(kw_only=True, repr=False)
class Party(Part):
    """Someone who takes part in an initiative.

    Attributes:
        entity: The id of the organisation, centre or person; none where only a label is known.
        label: What the source calls those who have no record of their own, such as `UK startups`.
        capacity: In which capacity.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.either("entity", "label", "a party has either an entity or a label"),
        must.refers("entity", "org", "cen", "per"),
        must.text("label"),
        must.explained("capacity"),
    )

    entity: str | None = None
    label: str | None = None
    capacity: Capacity

    @property
    def key(self) -> str:
        """Capacity, and entity or label, joined by a colon."""
        return f"{self.capacity}:{self.entity or self.label}"


@frozen(kw_only=True, repr=False)
class Initiative(Record):
    """A programme, plan, policy, strategy, designation, agreement, venture: what has a life of its own, and no site.

    Attributes:
        names: What it is called; the first is shown. An agreement without a name bears a plain description.
        kind: What sort of undertaking it is.
        part_of: The id of the initiative that it is a part of.
        parties: Who takes part in it, and in which capacity.
        operators: The ids of the bodies that run it.
        sectors: The fields that it is for.
        outcome: What came of it, in our own words, where stated.
    """

    prefix: ClassVar[str] = "ini"
    kind_name: ClassVar[str] = "initiative"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.apart("part_of", "an initiative is no part of itself"),
        *NAMED,
        must.refers("part_of", "ini"),
        must.refer("operators", "org", "cen"),
        must.text("outcome"),
    )

    names: tuple[Name, ...]
    kind: InitiativeKind
    part_of: str | None = None
    parties: tuple[Party, ...] = ()
    operators: tuple[str, ...] = ()
    sectors: tuple[SectorLink, ...] = ()
    outcome: str | None = None

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].text
