"""How does each field of a record become triples in our own terms, so that nothing of it is lost?

A part of a record (a name, a role) is a node, named by its address. A plain field is a triple, and a statement about it
(`rdf:Statement`), named by the address of the fact, stands beside it, so that evidence has something to hold on to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.rdf_terms import EDTF, TERM, class_of, concept, fact_iri, property_of, record_iri
from sinouk_innov.model.record import Part
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

from rdflib import DCTERMS, RDF, XSD, Literal, URIRef  # isort: skip  after what says which extra brings it

if TYPE_CHECKING:
    from rdflib import Graph

    from sinouk_innov.dataset import Release
    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Absence, Record

__all__ = ["REFERENCES", "add_plain_fields", "add_record", "part_iri"]

REFERENCES = frozenset(
    (
        *("about", "body", "entity", "event", "lineage", "object", "on_behalf_of", "operators", "part_of", "place"),
        *("seat", "share_of", "source", "speaker", "subject", "where", "whole"),
    )
)
"""The fields that hold ids of records."""
_ADDRESSES = frozenset({"archived", "url", "website"})
_APART = frozenset({"id", "citations", "absent"})


def add_record(graph: Graph, record: Record) -> None:
    """Add a record with all its fields and parts; its citations are left to `rdf_evidence`."""
    node = record_iri(record.id)
    graph.add((node, RDF.type, class_of(type(record))))
    graph.add((node, DCTERMS.identifier, Literal(record.id)))
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if attribute.name in _APART or value is None:
            continue
        if isinstance(value, tuple):
            for position, item in enumerate(cast("tuple[object, ...]", value), 1):
                key = item.key if isinstance(item, Part) else str(item)
                fact = FactRef(record.id, attribute.name, key)
                _add_fact(graph, node, fact, item)
                graph.add((fact_iri(fact), TERM.position, Literal(position)))
        elif attribute.name == "note":
            graph.add((node, TERM.note, Literal(value)))
        else:
            _add_fact(graph, node, FactRef(record.id, attribute.name), value)
    for absence in record.absent:
        place = URIRef(f"{node}/absent/{absence.field}")
        graph.add((node, TERM.absent, place))
        graph.add((place, RDF.type, TERM.Absence))
        add_plain_fields(graph, place, absence)


def _add_fact(graph: Graph, node: URIRef, fact: FactRef, value: object) -> None:
    place = fact_iri(fact)
    field = cast("str", fact.field)
    graph.add((place, DCTERMS.identifier, Literal(str(fact))))
    if isinstance(value, Part):
        graph.add((node, property_of(field), place))
        _add_part(graph, place, value)
        return
    term = _value(field, value)
    graph.add((node, property_of(field), term))
    graph.add((place, RDF.type, RDF.Statement))
    graph.add((place, RDF.subject, node))
    graph.add((place, RDF.predicate, property_of(field)))
    graph.add((place, RDF.object, term))
    _add_wording(graph, node, field, value)


def _add_part(graph: Graph, node: URIRef, part: Part) -> None:
    graph.add((node, RDF.type, class_of(type(part))))
    add_plain_fields(graph, node, part)
    for attribute in attrs.fields(type(part)):
        items = getattr(part, attribute.name)
        if attribute.name == "citations" or not isinstance(items, tuple):
            continue
        for position, item in enumerate(cast("tuple[Part, ...]", items), 1):
            inner = part_iri(node, attribute.name, item)
            graph.add((node, property_of(attribute.name), inner))
            graph.add((inner, TERM.position, Literal(position)))
            _add_part(graph, inner, item)


def part_iri(node: URIRef, field: str, part: Part) -> URIRef:
    """Return the name of a part within a part, such as the title of a role, which has no address of its own."""
    return URIRef(f"{fact_iri(FactRef('x', field, part.key))}".replace("urn:sinouk-innov:x#", f"{node}/", 1))


def add_plain_fields(
    graph: Graph, node: URIRef, holder: Part | Absence | Citation | Release, *, but: frozenset[str] = frozenset()
) -> None:
    """Add those fields that hold one plain value each.

    Args:
        graph: Where to.
        node: What the values are said of.
        holder: What holds them.
        but: Fields that are left out.
    """
    for attribute in attrs.fields(type(holder)):
        value = getattr(holder, attribute.name)
        if value in (None, "") or isinstance(value, tuple) or attribute.name in but:
            continue
        graph.add((node, property_of(attribute.name), _value(attribute.name, value)))
        _add_wording(graph, node, attribute.name, value)


def _add_wording(graph: Graph, node: URIRef, field: str, value: object) -> None:
    if isinstance(value, (PartialDate, Period, Quantity)) and value.wording is not None:
        graph.add((node, property_of(f"{field}_wording"), Literal(value.wording)))


def _value(field: str, value: object) -> URIRef | Literal:
    if isinstance(value, Term):
        return concept(value)
    if field in REFERENCES:
        return record_iri(str(value))
    match value:
        case PartialDate() | Period():
            return Literal(value.edtf, datatype=EDTF)
        case Quantity():
            return Literal(str(value), datatype=TERM.quantityText)
        case float():
            return Literal(repr(value), datatype=XSD.double, normalize=False)
        case _:
            # Whole numbers bring their datatype, texts need none.
            return Literal(value, datatype=XSD.anyURI if field in _ADDRESSES else None)
