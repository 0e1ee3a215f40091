"""What is connected with what, and by which fact?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.record import Record
from sinouk_innov.questions.graph import READ_BACK, ties_of

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset

__all__ = ["Link", "links"]


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

    They come by kind, then by the other record's id. All links are gathered when one is first asked for.

    Args:
        data: The dataset.
        record: The record, or its id.

    Raises:
        UnknownIdError: There is no such record.
    """
    here = data[record if isinstance(record, str) else record.id]
    ties = ties_of(data, here.id)
    # What is linked with itself is linked both ways.
    found = [Link(here, tie.kind, data[tie.other], tie.fact, tie.citations) for tie in ties if tie.one == here.id]
    found += [
        Link(here, READ_BACK[tie.kind], data[tie.one], tie.fact, tie.citations) for tie in ties if tie.other == here.id
    ]
    return tuple(sorted(found, key=lambda link: (link.kind, link.other.id, link.fact)))
