"""How is each thing of the model called in RDF, and what does each of our own terms mean?

Our names begin with `urn:sinouk-innov:`. That is no registered namespace and no web address: it claims no domain that
somebody else could own, and nothing can be fetched there. What each term means is therefore said in the graph itself.

Records are `urn:sinouk-innov:<id>`; a fact is its record with `#field` or `#field[key]`, percent-encoded; own terms
begin with `urn:sinouk-innov:term:`. Nothing is a blank node, so that two graphs can be compared line by line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from sinouk_innov.dataset import Release
from sinouk_innov.dates import PartialDate, Period, Precision
from sinouk_innov.errors import MissingExtraError
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.export.fields import fields_of, members, summary
from sinouk_innov.export.guards import is_web_address
from sinouk_innov.model import vocabularies
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Absence, Name
from sinouk_innov.quantities import Bound, Quantity, Unit

try:
    from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, XSD, Graph, Literal, Namespace, URIRef
except ModuleNotFoundError as _error:
    if _error.name != "rdflib":
        raise
    raise MissingExtraError("rdflib", "rdf") from _error

if TYPE_CHECKING:
    from sinouk_innov.dates import When
    from sinouk_innov.terms import Term

__all__ = [
    "CV",
    "DC",
    "EDTF",
    "OA",
    "PREFIXES",
    "SCHEMA",
    "TERM",
    "address",
    "class_of",
    "concept",
    "fact_iri",
    "plain_date",
    "prefixed",
    "property_of",
    "record_iri",
    "vocabulary",
]

OURS = Namespace("urn:sinouk-innov:")
TERM = Namespace("urn:sinouk-innov:term:")
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
CV = Namespace("http://data.europa.eu/m8g/")
DC = Namespace("http://purl.org/dc/elements/1.1/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""The datatype of dates as precise as their evidence, by the Library of Congress."""

PREFIXES = {
    "cv": str(CV),
    "dc": str(DC),
    "dcterms": str(DCTERMS),
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": str(FOAF),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sin": str(OURS),
    "skos": str(SKOS),
    "term": str(TERM),
    "time": str(TIME),
    "xsd": str(XSD),
}
"""The prefixes that our files use."""

_DESCRIBED = (
    *(kind.record_class for kind in KINDS),
    *(Name, Identifier, SectorLink, PartOf, Role, Participation, Party, Absence, Citation, Release),
)
_VOCABULARIES: tuple[type[Term], ...] = (
    *(cast("type[Term]", getattr(vocabularies, name)) for name in vocabularies.__all__),
    *(Basis, Bound, Unit),
)
_WORDED = frozenset({PartialDate, Period, Quantity})
_DATED = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_SAFE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?", re.ASCII)
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

# What the graph says beside the fields of the model.
_EXTRA = {
    "position": "Which of several values this is, counted from 1, in the order of the record.",
    "link": "The address that opens the source at the passage.",
    "inverse": "How the same relation is called from its object.",
    "fingerprintScheme": "The number of the scheme by which a passage was fingerprinted.",
}
_EXTRA_CLASSES = {
    "FingerprintSelector": "Selects a passage by the fingerprint and the number of its words, so that whoever holds a "
    "copy can find it and the text itself need not be told.",
    "Retired": "An id that was taken back; what took its place is told where anything did.",
}


def record_iri(record_id: str) -> URIRef:
    """Return the name of a record.

    Examples:
        >>> str(record_iri("org-trinity-college"))
        'urn:sinouk-innov:org-trinity-college'
    """
    return URIRef(f"{OURS}{record_id}")


def fact_iri(ref: FactRef) -> URIRef:
    """Return the name of a fact: its address, percent-encoded, so that it can be read back.

    Examples:
        >>> str(fact_iri(FactRef("per-peng-lv", "names", "Peng Lv@en")))
        'urn:sinouk-innov:per-peng-lv#names%5BPeng%20Lv%40en%5D'
    """
    if ref.field is None:
        return record_iri(ref.record)
    return URIRef(f"{OURS}{ref.record}#{quote(str(ref).partition('#')[2], safe='')}")


def class_of(described: type[object]) -> URIRef:
    """Return the term for a class of the model."""
    return TERM[described.__name__]


@cache
def property_of(field: str) -> URIRef:
    """Return the term for a field of the model: its name, without underscores.

    Examples:
        >>> str(property_of("on_behalf_of"))
        'urn:sinouk-innov:term:onBehalfOf'
    """
    first, *rest = field.split("_")
    return TERM[first + "".join(word.capitalize() for word in rest)]


def concept(term: Term) -> URIRef:
    """Return the term for a member of a closed vocabulary."""
    return URIRef(f"{TERM}{type(term).__name__}/{term.value}")


@cache
def prefixed(iri: str) -> str:
    """Return a name as Turtle writes it: with a prefix where what follows is plain, else in angle brackets.

    Examples:
        >>> prefixed("urn:sinouk-innov:term:seat"), prefixed("urn:sinouk-innov:org-a#names")
        ('term:seat', '<urn:sinouk-innov:org-a#names>')
    """
    for prefix, namespace in _LONGEST_FIRST:
        local = iri.removeprefix(namespace)
        if local != iri and _SAFE.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def address(text: str | None) -> URIRef | None:
    """Return a web address as a name, or None where it is none."""
    if text is None or not is_web_address(text):
        return None
    return URIRef(text)


def plain_date(when: When | None) -> Literal | None:
    """Return a date as `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`, as precise as it is.

    What is approximate or known within bounds gives none: it would look exact. The EDTF literal beside it says it all.
    """
    if not isinstance(when, PartialDate) or when.approximate or when.precision is Precision.RANGE:
        return None
    return Literal(when.edtf, datatype=_DATED[len(when.edtf)], normalize=False)


@cache
def vocabulary() -> Graph:
    """Return what each of our own terms means: classes, properties, and vocabularies as SKOS concept schemes.

    The graph is made once; whoever wants to change it copies it.

    Examples:
        >>> str(vocabulary().value(TERM["NameKind/acronym"], SKOS.definition))
        'first letters or pieces of words'
    """
    graph = Graph()
    for described in _DESCRIBED:
        if described is not Citation:
            _add_class(graph, described.__name__, summary(described))
        for field in fields_of(described):
            if field.name not in {"id", "citations"}:
                said = f"Of a {described.__name__}: {field.meaning}"
                _add_property(graph, property_of(field.name), field.name, said, described)
            if not _WORDED.isdisjoint(members(field.type)):
                said = f"How the source puts the {field.name.replace('_', ' ')}."
                _add_property(graph, property_of(f"{field.name}_wording"), f"{field.name} wording", said, described)
    for name, meaning in _EXTRA.items():
        _add_property(graph, TERM[name], name, meaning)
    for name, meaning in _EXTRA_CLASSES.items():
        _add_class(graph, name, meaning)
    graph.add((TERM.FingerprintSelector, RDFS.subClassOf, OA.Selector))
    graph.add((TERM.quantityText, RDF.type, RDFS.Datatype))
    graph.add((TERM.quantityText, RDFS.comment, Literal("A figure with its bound and unit, in one text.", lang="en")))
    graph.add((TERM.evidencing, RDF.type, OA.Motivation))
    graph.add((TERM.evidencing, SKOS.broader, OA.linking))
    graph.add((TERM.evidencing, SKOS.prefLabel, Literal("evidencing", lang="en")))
    graph.add((TERM.evidencing, SKOS.definition, Literal("to show on which passage a fact rests", lang="en")))
    for terms in _VOCABULARIES:
        _add_scheme(graph, terms)
    return graph


def _add_class(graph: Graph, name: str, meaning: str) -> None:
    graph.add((TERM[name], RDF.type, RDFS.Class))
    graph.add((TERM[name], RDFS.label, Literal(name, lang="en")))
    graph.add((TERM[name], RDFS.comment, Literal(meaning, lang="en")))


def _add_property(graph: Graph, term: URIRef, label: str, meaning: str, of: type[object] | None = None) -> None:
    graph.add((term, RDF.type, RDF.Property))
    graph.add((term, RDFS.label, Literal(label.replace("_", " "), lang="en")))
    graph.add((term, RDFS.comment, Literal(meaning, lang="en")))
    if of is not None and of is not Citation:
        graph.add((term, SCHEMA.domainIncludes, class_of(of)))


def _add_scheme(graph: Graph, terms: type[Term]) -> None:
    scheme = TERM[terms.__name__]
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal(terms.__name__, lang="en")))
    graph.add((scheme, SKOS.definition, Literal(summary(terms), lang="en")))
    for term in terms:
        graph.add((concept(term), RDF.type, SKOS.Concept))
        graph.add((concept(term), SKOS.inScheme, scheme))
        graph.add((concept(term), SKOS.notation, Literal(term.value)))
        graph.add((concept(term), SKOS.prefLabel, Literal(term.value.replace("_", " "), lang="en")))
        graph.add((concept(term), SKOS.definition, Literal(term.description, lang="en")))
        if broader := getattr(term, "broader", ""):
            graph.add((concept(term), SKOS.broader, concept(terms.parse(broader))))
        if inverse := getattr(term, "inverse", ""):
            graph.add((concept(term), TERM.inverse, Literal(inverse)))
