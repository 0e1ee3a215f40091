"""How does one thing stand to another?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.dates import Period
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import RelationKind

__all__ = ["Relation"]


@frozen(kw_only=True, repr=False)
class Relation(Record):
    """A link between two things that no field of theirs expresses.

    Attributes:
        subject: The id of the one.
        kind: How it stands to the other.
        object: The id of the other.
        period: When it held, where stated.
        qualifier: What narrows it, in our own words or a short phrase of the source.
    """

    prefix: ClassVar[str] = "rel"
    kind_name: ClassVar[str] = "relation"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.apart("subject", "a relation has two different ends", "object"),
        must.refers("subject", "pla", "org", "per", "cen", "ini", "evt"),
        must.refers("object", "pla", "org", "per", "cen", "ini", "evt"),
        must.explained("kind"),
        must.text("qualifier"),
    )

    subject: str
    kind: RelationKind
    object: str
    period: Period | None = None
    qualifier: str | None = None

    @property
    def label(self) -> str:
        """Subject, kind and object."""
        return f"{self.subject} {self.kind} {self.object}"
