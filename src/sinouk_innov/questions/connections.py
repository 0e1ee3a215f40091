"""What is connected with what, and by which fact?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Link", "ends_of", "links"]

_READ_BACK = {
    "part_of": "has_part",
    "place": "place_of",
    "seat": "seat_of",
    "operators": "operates",
    "roles": "has_post_held_by",
    "parties": "party_to",
    "participations": "took_part_in",
    "on_behalf_of": "represented_at",
    "where": "place_of",
    "about": "subject_of",
    "speaker": "said",
    "event": "occasion_of",
    "share_of": "has_share",
    "lineage": "repeated_by",
}
"""The name of each field that links records, read from the other end."""


@frozen(repr=False)
class Link:
    """A link between two records.

    Attributes:
        record: The record at this end.
        kind: How it stands to the other: the kind of a relation or the name of a field, read from this end.
        other: The record at the other end.
        fact: The address of the fact that says so.
        citations: Where the fact rests.
    """

    record: Record
    kind: str
    other: Record
    fact: FactRef
    citations: tuple[Citation, ...]

    def __repr__(self) -> str:
        return f"<Link {self.record.label} {self.kind} {self.other.label}, {self.fact}>"


def links(data: Dataset, record: str | Record) -> tuple[Link, ...]:
    """Return every link of a record, in both directions: what fields say and what relations say.

    They come by kind, then by the other record's id.

    Args:
        data: The dataset.
        record: The record, or its id.

    Raises:
        UnknownIdError: There is no such record.
    """
    here = data[record if isinstance(record, str) else record.id]
    found = [
        Link(here, kind, data[other], fact, citations)
        for holder in data
        for end, kind, other, fact, citations in _ways(holder)
        if end == here.id
    ]
    return tuple(sorted(found, key=lambda link: (link.kind, link.other.id, link.fact)))


def _ways(holder: Record) -> Iterator[tuple[str, str, str, FactRef, tuple[Citation, ...]]]:
    """Yield each link that a record expresses, from both of its ends: one end, the kind read from there, the other."""
    if isinstance(holder, Relation):
        ref = FactRef(holder.id)
        yield holder.subject, holder.kind.value, holder.object, ref, holder.citations
        yield holder.object, holder.kind.inverse, holder.subject, ref, holder.citations
        return
    for fact in facts_of(holder):
        for kind, other in ends_of(fact.ref.field or "", fact.value):
            yield holder.id, kind, other, fact.ref, fact.citations
            yield other, _READ_BACK[kind], holder.id, fact.ref, fact.citations


def ends_of(field: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the kind and the other end of each link that the value of a field expresses."""
    if isinstance(value, str) and field in _READ_BACK:
        yield field, value
    elif isinstance(value, Part):
        for attribute in attrs.fields(type(value)):
            end = getattr(value, attribute.name)
            if attribute.name in {"whole", "body", "entity"} and end is not None:
                yield field, end
            elif attribute.name == "on_behalf_of" and end is not None:
                yield attribute.name, end
