"""What do the data look like as linked data?

Everything is said in terms of our own, field by field, so that nothing is lost; and what W3C ORG, FOAF, SKOS,
schema.org, PROV and OWL-Time have a word for is said in that word as well. Each citation is a Web Annotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Exported, Ledger, Tally
from sinouk_innov.export.rdf_evidence import add_evidence
from sinouk_innov.export.rdf_fields import add_plain_fields, add_record
from sinouk_innov.export.rdf_records import add_known_terms
from sinouk_innov.export.rdf_terms import DC, OURS, PREFIXES, SCHEMA, TERM, prefixed, record_iri, vocabulary
from sinouk_innov.files import write_text

from rdflib import DCTERMS, PROV, RDF, Graph, Literal, URIRef  # isort: skip  after what says which extra brings it

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from rdflib.term import Node

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress

__all__ = ["to_ntriples", "to_rdf", "to_turtle", "to_vocabulary"]

_TO_ESCAPE = re.compile(r"[\x00-\x1f\x7f\"\\\u2028\u2029]")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def to_rdf(data: Dataset, *, progress: Progress | None = None) -> Exported[Graph]:
    """Return the data as an RDF graph; nothing is lost in it.

    It holds what each of our own terms means as well. There are no blank nodes in it.

    Args:
        data: The dataset.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.

    Examples:
        >>> from rdflib import SKOS
        >>> from sinouk_innov.bundle import load
        >>> graph = to_rdf(load()).value
        >>> str(graph.value(record_iri("per-xianghui-bian"), SKOS.prefLabel))
        'Xianghui Bian'
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    graph += vocabulary()
    _add_release(graph, data)
    with refused_halves(data):
        for record in Tally(data, "rdf", progress).records():
            add_record(graph, record)
            add_known_terms(graph, record)
            add_evidence(graph, record, data.sources)
    return Exported(graph, Ledger("rdf", data))


def to_turtle(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as a Turtle file, in the order of the subjects; the same data give the same bytes.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_rdf(data, progress=progress)
    with refused_halves(data):
        write_text(path, _turtle(exported.value))
    return Ledger("turtle", data)


def to_ntriples(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as an N-Triples file, its lines in order; the same data give the same bytes.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_rdf(data, progress=progress)
    lines = sorted(" ".join(map(_whole, triple)) for triple in exported.value)
    with refused_halves(data):
        write_text(path, "".join(f"{line} .\n" for line in lines))
    return Ledger("ntriples", data)


def to_vocabulary(path: str | os.PathLike[str]) -> None:
    """Write what each term of ours means as a Turtle file: classes, properties and vocabularies, in RDFS and SKOS.

    Each graph of data holds this too; by itself it is for whoever writes or maps data in these terms.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    write_text(path, _turtle(vocabulary()))


def _add_release(graph: Graph, data: Dataset) -> None:
    node = OURS.dataset
    release = data.release
    graph.add((node, RDF.type, TERM.Release))
    graph.add((node, RDF.type, SCHEMA.Dataset))
    graph.add((node, RDF.type, PROV.Entity))
    add_plain_fields(graph, node, release)
    for term, text in (
        (DCTERMS["title"], release.title),
        (SCHEMA.name, release.title),
        (SCHEMA.version, release.data_version),
        (DC.rights, release.licence),
    ):
        if text:
            graph.add((node, term, Literal(text)))
    for source in data.sources:
        graph.add((node, PROV.wasDerivedFrom, record_iri(source.id)))
    for retired, successor in data.redirects.items():
        graph.add((record_iri(retired), RDF.type, TERM.Retired))
        if successor is not None:
            graph.add((record_iri(retired), DCTERMS.isReplacedBy, record_iri(successor)))


def _turtle(graph: Graph) -> str:
    said: dict[str, dict[str, list[str]]] = {}
    for triple in graph:
        subject, term, value = map(_short, triple)
        said.setdefault(subject, {}).setdefault(term, []).append(value)
    pieces = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    for name, node in sorted(said.items()):
        lines = [f"    {term} {', '.join(sorted(values))}" for term, values in sorted(node.items())]
        pieces.append("\n{}\n{} .\n".format(name, " ;\n".join(lines)))
    return "".join(pieces)


def _short(node: Node) -> str:
    if isinstance(node, URIRef):
        return prefixed(str(node))
    return _literal(node, prefixed)


def _whole(node: Node) -> str:
    return f"<{node}>" if isinstance(node, URIRef) else _literal(node, "<{}>".format)


def _literal(node: Node, named: Callable[[str], str]) -> str:
    # A graph of ours has names and literals alone. Escapes are those that N-Triples and Turtle share.
    literal = cast("Literal", node)
    text = f'"{_TO_ESCAPE.sub(_escape, literal)}"'
    if literal.language is not None:
        return f"{text}@{literal.language}"
    return text if literal.datatype is None else f"{text}^^{named(str(literal.datatype))}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0]) or f"\\u{ord(found[0]):04X}"
