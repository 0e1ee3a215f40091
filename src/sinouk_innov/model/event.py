"""What happened, was planned, claimed or denied?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.model.record import Name, Part, Record
from sinouk_innov.model.vocabularies import Capacity, EventKind, Modality

__all__ = ["Event", "Participation"]


@frozen(kw_only=True, repr=False)
class Participation(Part):
    """That someone took part in an event.

    Attributes:
        entity: The id of the person, organisation or centre; none where only a label is known.
        label: What the source calls those who have no record of their own, such as `his delegation`.
        capacity: In which capacity.
        role: The post in which the source shows the person there, as printed.
        on_behalf_of: The id of the body for which.
        group: The group that they came with, as printed.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.either("entity", "label", "a participation has either an entity or a label"),
        must.refers("entity", "per", "org", "cen"),
        must.refers("on_behalf_of", "org", "cen"),
        must.text("label"),
        must.text("role"),
        must.text("group"),
        must.explained("capacity"),
    )

    entity: str | None = None
    label: str | None = None
    capacity: Capacity
    role: str | None = None
    on_behalf_of: str | None = None
    group: str | None = None

    @property
    def key(self) -> str:
        """Capacity, and entity or label, joined by a colon."""
        return f"{self.capacity}:{self.entity or self.label}"


@frozen(kw_only=True, repr=False)
class Event(Record):
    """Something that happened, was planned, claimed or denied.

    Attributes:
        names: What it is called, if anything; the first is shown.
        kind: What sort of event it is.
        when: When it took place or is to, as precise as its source: a date, or a period from and to.
        where: The id of the place or centre where.
        part_of: The id of the event that it is a part of.
        about: The ids of what it was about.
        participations: Who took part, and in which capacity.
        modality: How sure the source is that it took place.
    """

    prefix: ClassVar[str] = "evt"
    kind_name: ClassVar[str] = "event"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.apart("part_of", "an event is no part of itself"),
        must.explained("kind"),
        must.refers("where", "pla", "cen"),
        must.refers("part_of", "evt"),
        must.refer("about", "pla", "org", "per", "cen", "ini", "evt"),
    )

    names: tuple[Name, ...] = ()
    kind: EventKind
    when: PartialDate | Period | None = None
    where: str | None = None
    part_of: str | None = None
    about: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    modality: Modality = Modality.HAPPENED

    @property
    def label(self) -> str:
        """The first name, or else the id read aloud."""
        return self.names[0].text if self.names else self.id.removeprefix("evt-").replace("-", " ")
