"""Which facts does a record hold, and on what does each rest?

A fact is a record that is one by itself (an event, relation, statistic or remark) or a part of a record: a name, role,
participation, identifier, plain field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from attrs import frozen

from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.record import Part, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FACT_KINDS",
    "UNCITED_KINDS",
    "Fact",
    "citations_at",
    "citations_for",
    "citations_in",
    "facts_in",
    "facts_of",
]

FACT_KINDS = frozenset({"evt", "rel", "sta", "rem"})
"""The prefixes of the kinds of record that are facts by themselves."""
UNCITED_KINDS = frozenset({"src"})
"""The prefixes of the kinds whose fields need no citation: a source is what others are cited to."""
_FRAME = frozenset({"id", "citations", "note", "absent"})


@frozen
class Fact:
    """One fact: its address, its value and what it rests on.

    Attributes:
        ref: The address of the fact.
        value: The value of the field or part, or the record itself.
        citations: Where it rests.
    """

    ref: FactRef
    value: object
    citations: tuple[Citation, ...]


def facts_of(record: Record) -> Iterator[Fact]:
    """Yield the facts that a record holds, in the order of its fields."""
    if record.prefix in FACT_KINDS:
        yield Fact(FactRef(record.id), record, record.citations)
    for attribute in attrs.fields(type(record)):
        if attribute.name not in _FRAME:
            yield from facts_in(record, attribute.name)


def facts_in(record: Record, field: str) -> Iterator[Fact]:
    """Yield the facts that one field of a record holds."""
    value = getattr(record, field)
    if value is None:
        return
    if not isinstance(value, tuple):
        yield Fact(FactRef(record.id, field), value, citations_for(record, field))
        return
    for item in cast("tuple[object, ...]", value):
        key = item.key if isinstance(item, Part) else str(item)
        citations = item.citations if isinstance(item, Part) else citations_for(record, field, f"{field}[{key}]")
        yield Fact(FactRef(record.id, field, key), item, citations)


def citations_for(record: Record, field: str, value: str | None = None) -> tuple[Citation, ...]:
    """Return where a plain field of a record rests: on the citations that name it.

    On a record that is a fact by itself, a field that none names rests on the citations that name no field.

    Args:
        record: The record.
        field: The field.
        value: One value of a field that has several, as `field[key]`.
    """
    wanted = {field, value or field}
    named = tuple(citation for citation in record.citations if not wanted.isdisjoint(citation.supports))
    if named or record.prefix not in FACT_KINDS:
        return named
    return tuple(citation for citation in record.citations if not citation.supports)


def citations_at(record: Record, ref: FactRef) -> Iterator[Citation]:
    """Yield what the fact at an address rests on; a record's own address stands for all that it says.

    Raises:
        ValueError: The record has no such fact.
    """
    if ref.field is None:
        yield from (citation for _, citation in citations_in(record))
        return
    facts = [fact for fact in facts_of(record) if fact.ref.field == ref.field and ref.key in {None, fact.ref.key}]
    if not facts:
        raise ValueError(f"there is no fact {ref}")
    for fact in facts:
        yield from fact.citations


def citations_in(record: Record) -> Iterator[tuple[str, Citation]]:
    """Yield every citation in a record, with the path to it, such as `roles[0].citations[1]`."""
    yield from _citations_in(record, "")


def _citations_in(holder: Record | Part, path: str) -> Iterator[tuple[str, Citation]]:
    for attribute in attrs.fields(type(holder)):
        value = getattr(holder, attribute.name)
        if not isinstance(value, tuple):
            continue
        for index, item in enumerate(cast("tuple[object, ...]", value)):
            place = f"{path}{attribute.name}[{index}]"
            if isinstance(item, Citation):
                yield place, item
            elif isinstance(item, Part):
                yield from _citations_in(item, f"{place}.")
