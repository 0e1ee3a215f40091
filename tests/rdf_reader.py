"""The records that a graph of ours tells, read back from our own terms alone: the proof that nothing is lost in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs
from rdflib import RDF, Literal, URIRef

from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate, Period, parse_when
from sinouk_innov.evidence import Citation
from sinouk_innov.export.fields import fields_of, members
from sinouk_innov.export.rdf import to_rdf
from sinouk_innov.export.rdf_fields import REFERENCES
from sinouk_innov.export.rdf_terms import OA, OURS, TERM, class_of, property_of
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from sinouk_innov.export.ledger import Exported

_PLACE = {"source", "paragraph", "words", "fingerprint", "starts", "ends", "locator"}
DCTERMS = "http://purl.org/dc/terms/"


@cache
def linked() -> Exported[Graph]:
    """Return the bundled data as linked data, made once for all tests."""
    return to_rdf(load())


def read_back(graph: Graph) -> Dataset:
    """Return the dataset that a graph tells; citations come in the order of their texts."""
    annotations: dict[str, list[URIRef]] = {}
    for node in graph.subjects(RDF.type, OA.Annotation):
        annotations.setdefault(str(node).rpartition("/citation/")[0], []).append(URIRef(str(node)))
    records = [
        _record(graph, node, kind.record_class, annotations)
        for kind in KINDS
        for node in graph.subjects(RDF.type, class_of(kind.record_class))
    ]
    release = {
        field.name: str(value)
        for field in fields_of(Release)
        if (value := graph.value(OURS.dataset, property_of(field.name))) is not None
    }
    redirects = {
        _id(node): None if (to := graph.value(node, URIRef(f"{DCTERMS}isReplacedBy"))) is None else _id(to)
        for node in graph.subjects(RDF.type, TERM.Retired)
    }
    return Dataset.of(records, release=Release(**release), redirects=redirects)


def in_order(data: Dataset) -> Dataset:
    """Return a dataset with the citations of each fact in the order of their texts."""
    return Dataset.of([_sorted(record) for record in data], release=data.release, redirects=data.redirects)


def _sorted(holder: Any) -> Any:
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(holder)):
        value = getattr(holder, attribute.name)
        if attribute.name == "citations":
            changes["citations"] = tuple(sorted(map(_sorted_supports, value), key=_key))
        elif attribute.name == "absent":
            changes["absent"] = tuple(sorted(value, key=lambda absence: absence.field))
        elif isinstance(value, tuple):
            changes[attribute.name] = tuple(_sorted(item) if isinstance(item, Part) else item for item in value)
    return attrs.evolve(holder, **changes)


def _sorted_supports(citation: Citation) -> Citation:
    return attrs.evolve(citation, supports=tuple(sorted(citation.supports)))


def _id(node: Node) -> str:
    return str(node).removeprefix(str(OURS))


def _record(graph: Graph, node: Node, made: type[Record], annotations: dict[str, list[URIRef]]) -> Record:
    return made(id=_id(node), **_fields(graph, node, made, annotations))


def _fields(graph: Graph, node: Node, made: type[Any], annotations: dict[str, list[URIRef]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields_of(made):
        if field.name == "citations":
            cited = [_citation(graph, place) for place in annotations.get(str(node), ())]
            found["citations"] = tuple(sorted(cited, key=_key))
        elif field.name == "absent":
            absences = [
                Absence(**_fields(graph, place, Absence, {})) for place in graph.objects(node, property_of("absent"))
            ]
            found["absent"] = tuple(sorted(absences, key=lambda absence: absence.field))
        elif get_origin(field.type) is tuple:
            found[field.name] = _several(graph, node, field.name, get_args(field.type)[0], annotations)
        elif field.name != "id" and (value := graph.value(node, property_of(field.name))) is not None:
            wording = graph.value(node, property_of(f"{field.name}_wording"))
            found[field.name] = _value(field.name, field.type, value, None if wording is None else str(wording))
    return found


def _several(graph: Graph, node: Node, name: str, member: Any, annotations: dict[str, list[URIRef]]) -> tuple[Any, ...]:
    values = list(graph.objects(node, property_of(name)))
    if isinstance(member, type) and issubclass(member, Part):
        values.sort(key=lambda value: _position(graph, value))
        return tuple(member(**_fields(graph, value, member, annotations)) for value in values)
    places = {
        graph.value(place, RDF.object): _position(graph, place)
        for place in graph.subjects(RDF.subject, node)
        if graph.value(place, RDF.predicate) == property_of(name)
    }
    return tuple(_id(value) for value in sorted(values, key=lambda value: places[value]))


def _position(graph: Graph, node: Node) -> int:
    found = graph.value(node, TERM.position)
    assert isinstance(found, Literal)
    return int(found)


def _value(name: str, wanted: Any, value: Node, wording: str | None) -> Any:
    text = str(value)
    if name in REFERENCES:
        return _id(value)
    kinds = members(wanted)
    if isinstance(wanted, type) and issubclass(wanted, Term):
        return wanted.parse(text.rpartition("/")[2])
    if PartialDate in kinds or Period in kinds:
        return parse_when(text, wording)
    if wanted is Quantity:
        return Quantity.parse(text, wording)
    return wanted(text) if wanted in {int, float} else text


def _citation(graph: Graph, node: URIRef) -> Citation:
    target = graph.value(node, OA.hasTarget)
    assert target is not None
    source = graph.value(target, OA.hasSource)
    given: dict[str, Any] = {"source": _id(source or target)}
    selector = next(
        (place for place in graph.objects(target, OA.hasSelector) if str(place).endswith("/fingerprint")), None
    )
    for field in fields_of(Citation):
        for place in (target, selector) if field.name in _PLACE - {"source"} else (node,):
            if place is not None and (source is not None or place == node):
                value = graph.value(place, property_of(field.name))
                if value is not None and field.name != "supports":
                    given[field.name] = _value(field.name, field.type, value, None)
    given["supports"] = tuple(sorted(str(value) for value in graph.objects(node, TERM.supports)))
    return Citation(**given)


def _key(citation: Citation) -> str:
    return repr(attrs.astuple(citation))
