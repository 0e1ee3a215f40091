"""What of a dataset do nodes and edges carry that have texts and numbers only?

GraphML and GEXF are written from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs
from attrs import frozen

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.export.fields import fields_of
from sinouk_innov.export.guards import xml_text
from sinouk_innov.export.star import ColumnType, cells_of, columns_of, part_fields, single_fields, text_fields
from sinouk_innov.model.facts import citations_in, facts_of
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.graph import ends_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.facts import Fact

__all__ = ["BASES", "Edge", "FlatGraph", "Node", "Tie", "flat_graph", "ties_in"]

BASES = (Basis.INFERRED, Basis.ENTAILED, Basis.STATED)
"""The bases, the weakest first."""
_EVIDENCE = "the format has sources and the weakest basis of a record or edge, and not the citations of each fact"
_NO_RECORD = "names no record of the dataset, so that there is nothing to join"
_LISTED = "one text for all values of the field; the parts of each are not told"
_NOTE = "the format has no place for notes"
_ABSENT = "the format cannot say why a field is empty"
_CHARACTERS = "a character that XML cannot hold stands as U+FFFD"
_BETWEEN = " | "

Cell = str | int | float


@frozen
class Tie:
    """A fact that joins two records.

    Attributes:
        one: The id of the record at its one end.
        kind: The kind of relation, or the field.
        other: The id of the record at its other end.
        key: What tells it from all other ties: the address of the fact, and the kind where it has several ends.
        value: The value of the fact: a relation, a part or an id.
        citations: Where it rests.
        period: When it held, where that is stated.
    """

    one: str
    kind: str
    other: str
    key: str
    value: object
    citations: tuple[Citation, ...]
    period: Period | None = None


def ties_in(record: Record) -> Iterator[Tie]:
    """Yield the facts of a record that join it, or two others, with their ends."""
    if isinstance(record, Relation):
        yield Tie(record.subject, record.kind.value, record.object, record.id, record, record.citations, record.period)
        return
    for fact in facts_of(record):
        address = str(fact.ref)
        for at, (kind, other) in enumerate(ends_of(fact.ref.field or "", fact.value)):
            key = f"{address} {kind}" if at else address
            yield Tie(record.id, kind, other, key, fact.value, fact.citations, getattr(fact.value, "period", None))


@frozen
class Node:
    """A node.

    Attributes:
        id: The id of the record.
        label: What to call it.
        cells: Its attributes.
        when: The date or period that it has, if it has one.
    """

    id: str
    label: str
    cells: dict[str, Cell]
    when: PartialDate | Period | None


@frozen
class Edge:
    """An edge.

    Attributes:
        key: What tells it from all others: the address of its fact, without what XML cannot hold.
        one: The id of the node that it leads from.
        other: The id of the node that it leads to.
        kind: What it says.
        cells: Its attributes.
        when: When it held, where that is stated.
    """

    key: str
    one: str
    other: str
    kind: str
    cells: dict[str, Cell]
    when: Period | None


@frozen
class FlatGraph:
    """Nodes and edges with texts and numbers only.

    Attributes:
        nodes: The nodes, by id.
        edges: The edges, by the order of the records.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def node_columns(self) -> dict[str, type[Cell]]:
        """The names and types of the attributes of nodes, by name."""
        return _columns([node.cells for node in self.nodes])

    @property
    def edge_columns(self) -> dict[str, type[Cell]]:
        """The names and types of the attributes of edges, by name."""
        return _columns([edge.cells for edge in self.edges])


def _columns(rows: list[dict[str, Cell]]) -> dict[str, type[Cell]]:
    return dict(sorted({name: type(cell) for cells in rows for name, cell in cells.items()}.items()))


def flat_graph(data: Dataset, tally: Tally) -> FlatGraph:
    """Return a dataset as nodes and edges, and note what becomes of each fact."""
    known = {record.id for record in data if not isinstance(record, Relation)}
    nodes: list[Node] = []
    edges: list[Edge] = []
    taken: set[str] = set()
    for record in tally.records():
        joined: set[str] = set()
        for tie in ties_in(record):
            if {tie.one, tie.other} <= known:
                edges.append(_edge(tie, taken))
                joined.add(tie.key)
        if not isinstance(record, Relation):
            nodes.append(_node(record))
        for fact in facts_of(record):
            _note(tally, record, fact, joined)
    return FlatGraph(tuple(nodes), tuple(edges))


def _note(tally: Tally, record: Record, fact: Fact, joined: set[str]) -> None:
    """Note what becomes of a fact."""
    value, address = fact.value, str(fact.ref)
    owner = record.id if isinstance(record, Relation) else address
    if isinstance(record, Relation) and record.id not in joined:
        tally.drop(fact.ref, _NO_RECORD)
        return
    if isinstance(value, Part) and fact.ref.field in _JOINING and owner not in joined:
        tally.drop(fact.ref, _NO_RECORD)
        return
    tally.keep(fact.ref)
    if fact.citations:
        tally.approximate(fact.ref, "citations", _EVIDENCE)
    if any(xml_text(text) != text for text in _texts(value)):
        tally.approximate(fact.ref, "characters", _CHARACTERS)
    if isinstance(value, Part):
        _note_part(tally, fact.ref, value, listed=owner not in joined)
    if fact.ref.field is None or next(facts_of(record)).ref == fact.ref:
        if record.note is not None:
            tally.approximate(fact.ref, "note of the record", _NOTE)
        if record.absent:
            tally.approximate(fact.ref, "absent", _ABSENT)


def _note_part(tally: Tally, ref: FactRef, part: Part, *, listed: bool) -> None:
    if part.note is not None:
        tally.approximate(ref, "note", _NOTE)
    if listed:
        tally.approximate(ref, "parts", _LISTED)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a fact, but for notes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, PartialDate | Period | Quantity):
        yield value.wording or ""
    elif isinstance(value, Part):
        for attribute in attrs.fields(type(value)):
            if attribute.name not in {"citations", "note"}:
                yield from _texts(getattr(value, attribute.name))
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _texts(item)


_JOINING = frozenset({"roles", "parties", "participations", "part_of"})


def _node(record: Record) -> Node:
    described = type(record)
    cells: dict[str, Cell] = {"record_kind": record.kind_name}
    when: PartialDate | Period | None = None
    for field in single_fields(described):
        value = getattr(record, field.name)
        if value is None:
            continue
        if when is None and isinstance(value, PartialDate | Period) and field.name != "accessed":
            when = value
        cells |= _cells(field, value)
    for field, _ in part_fields(described):
        if field.name not in _JOINING and getattr(record, field.name):
            cells[field.name] = _BETWEEN.join(str(part) for part in getattr(record, field.name))
    for field in text_fields(described):
        if getattr(record, field.name):
            cells[field.name] = _BETWEEN.join(getattr(record, field.name))
    citations = [citation for _, citation in citations_in(record)]
    return Node(record.id, record.label, cells | _evidence(citations), when)


def _cells(field: Any, value: object) -> dict[str, Cell]:
    """Return the cells of one value, days and decimals as texts."""
    found: dict[str, Cell] = {}
    numbers = {column.name: column.type is ColumnType.NUMBER for column in columns_of(field)}
    for name, [cell] in cells_of(field, [value]).items():
        if cell is not None:
            found[name] = cell if numbers[name] or isinstance(cell, str) else str(cell)
    return found


def _evidence(citations: list[Citation] | tuple[Citation, ...]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    if citations:
        found["sources"] = _BETWEEN.join(sorted({citation.source for citation in citations}))
        found["weakest_basis"] = next(basis.value for basis in BASES if any(one.basis is basis for one in citations))
    return found


def _edge(tie: Tie, taken: set[str]) -> Edge:
    key = xml_text(tie.key)
    # Two addresses may differ by what XML cannot hold alone.
    while key in taken:
        key += "\ufffd"
    taken.add(key)
    cells: dict[str, Cell] = {"fact": tie.key}
    if attrs.has(type(tie.value)):
        for field in single_fields(type(tie.value)):
            value = getattr(tie.value, field.name)
            if value is not None:
                cells |= _cells(field, value)
        for field in fields_of(type(tie.value)):
            if field.name == "titles":
                cells["titles"] = _BETWEEN.join(str(title) for title in getattr(tie.value, "titles"))  # noqa: B009
    return Edge(key, tie.one, tie.other, tie.kind, cells | _evidence(tie.citations), tie.period)
