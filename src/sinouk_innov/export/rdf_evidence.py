"""How does a citation become a web annotation, from a fact to a passage that anyone can find again?

Each citation is an `oa:Annotation`: its bodies are the facts that it carries, its target is the passage
(`oa:SpecificResource`) or, where none is known, the source. No text of a source is told: a passage is selected by its
fingerprint (a selector of our own), and by a text fragment where its first words are known. Only where those first
words are the whole passage is it quoted (`oa:TextQuoteSelector`), since the fingerprint proves it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import attrs

from sinouk_innov.evidence import SCHEME, fingerprint
from sinouk_innov.export.rdf_fields import add_plain_fields, part_iri
from sinouk_innov.export.rdf_terms import OA, TERM, address, fact_iri, record_iri
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Part

from rdflib import DCTERMS, PROV, RDF, XSD, Literal, URIRef  # isort: skip  after what says which extra brings it

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Record
    from sinouk_innov.model.source import Source
    from sinouk_innov.table import Table

__all__ = ["add_evidence"]

_PLACE = ("source", "paragraph", "words", "fingerprint", "starts", "ends", "locator")
_SELECTED = frozenset({"words", "fingerprint", "starts", "ends"})
_FRAGMENTS = URIRef("https://wicg.github.io/scroll-to-text-fragment/")


def add_evidence(graph: Graph, record: Record, sources: Table[Source]) -> None:
    """Add the citations of a record and of its parts.

    Args:
        graph: Where to.
        record: The record.
        sources: The sources, for the addresses of passages.
    """
    facts = list(facts_of(record))
    node = record_iri(record.id)
    for citation in record.citations:
        carried = [fact_iri(fact.ref) for fact in facts if citation in fact.citations and fact.value is not record]
        whole = not citation.supports or not carried
        _annotate(graph, node, citation, [*([node] if whole else []), *carried], sources)
    for fact in facts:
        if isinstance(fact.value, Part):
            place = fact_iri(fact.ref)
            _annotate_all(graph, place, fact.citations, sources)
            if isinstance(fact.value, Role):
                for title in fact.value.titles:
                    _annotate_all(graph, part_iri(place, "titles", title), title.citations, sources)


def _annotate_all(graph: Graph, node: URIRef, citations: Iterable[Citation], sources: Table[Source]) -> None:
    for citation in citations:
        _annotate(graph, node, citation, [node], sources)


def _annotate(
    graph: Graph, holder: URIRef, citation: Citation, bodies: Iterable[URIRef], sources: Table[Source]
) -> None:
    annotation = URIRef(f"{holder}/citation/{_digest(citation, tuple(attrs.fields_dict(type(citation))))}")
    graph.add((annotation, RDF.type, OA.Annotation))
    graph.add((annotation, OA.motivatedBy, TERM.evidencing))
    graph.add((annotation, OA.hasTarget, _passage(graph, citation, sources)))
    for body in bodies:
        graph.add((annotation, OA.hasBody, body))
        graph.add((body, DCTERMS.source, record_iri(citation.source)))
    add_plain_fields(graph, annotation, citation, but=frozenset(_PLACE))
    for supported in citation.supports:
        graph.add((annotation, TERM.supports, Literal(supported)))


def _passage(graph: Graph, citation: Citation, sources: Table[Source]) -> URIRef:
    """Add the passage that a citation names, and return it; or return the source where it names none."""
    source = record_iri(citation.source)
    if citation.paragraph is None and citation.fingerprint is None and citation.locator is None:
        return source
    passage = URIRef(f"{source}/passage/{_digest(citation, _PLACE)}")
    if (passage, RDF.type, OA.SpecificResource) in graph:
        return passage
    graph.add((passage, RDF.type, OA.SpecificResource))
    graph.add((passage, RDF.type, PROV.Entity))
    graph.add((passage, OA.hasSource, source))
    graph.add((passage, PROV.wasQuotedFrom, source))
    add_plain_fields(
        graph,
        passage,
        citation,
        but=_SELECTED | {"source", *attrs.fields_dict(type(citation))} - {"paragraph", "locator"},
    )
    if citation.fingerprint is not None:
        _add_selectors(graph, passage, citation, sources.get(citation.source))
    return passage


def _add_selectors(graph: Graph, passage: URIRef, citation: Citation, source: Source | None) -> None:
    by_words = URIRef(f"{passage}/fingerprint")
    graph.add((passage, OA.hasSelector, by_words))
    graph.add((by_words, RDF.type, TERM.FingerprintSelector))
    graph.add((by_words, TERM.fingerprintScheme, Literal(SCHEME)))
    add_plain_fields(graph, by_words, citation, but=frozenset(attrs.fields_dict(type(citation))) - _SELECTED)
    if citation.starts is None:
        return
    if fingerprint(citation.starts) == citation.fingerprint:
        quote = URIRef(f"{passage}/quote")
        graph.add((passage, OA.hasSelector, quote))
        graph.add((quote, RDF.type, OA.TextQuoteSelector))
        graph.add((quote, OA.exact, Literal(citation.starts)))
    link = address(citation.link(source)) if source is not None else None
    if link is not None:
        by_text = URIRef(f"{passage}/fragment")
        graph.add((passage, OA.hasSelector, by_text))
        graph.add((by_text, RDF.type, OA.FragmentSelector))
        graph.add((by_text, RDF.value, Literal(link.partition("#")[2])))
        graph.add((by_text, DCTERMS.conformsTo, _FRAGMENTS))
        graph.add((passage, TERM.link, Literal(str(link), datatype=XSD.anyURI)))


def _digest(citation: Citation, fields: Iterable[str]) -> str:
    text = json.dumps([getattr(citation, field) for field in fields], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
