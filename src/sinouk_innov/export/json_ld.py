"""What do the linked data look like as JSON-LD, for programs that read JSON?

The context is in the file: nothing has to be fetched to understand it. It is the graph of `rdf`, node by node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.rdf import to_rdf
from sinouk_innov.export.rdf_terms import PREFIXES
from sinouk_innov.export.schema_org import script_json
from sinouk_innov.files import write_text

from rdflib import RDF, Graph, Literal, URIRef  # isort: skip  after what says which extra brings it

if TYPE_CHECKING:
    import os

    from rdflib.term import Node

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress

__all__ = ["to_jsonld"]

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def to_jsonld(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as a JSON-LD file with its context; the same data give the same bytes.

    The text may stand in a `<script>` element as it is.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from sinouk_innov.bundle import load
        >>> with TemporaryDirectory() as folder:
        ...     to_jsonld(load(), f"{folder}/data.jsonld")
        <Ledger json-ld: ... facts kept, ... of them approximated, ... lost>
    """
    exported = to_rdf(data, progress=progress)
    write_text(path, script_json(_document(exported.value)) + "\n")
    return Ledger("json-ld", data)


def _document(graph: Graph) -> dict[str, Any]:
    nodes: dict[str, dict[str, list[Any]]] = {}
    for subject, term, value in graph:
        node = nodes.setdefault(_short(subject), {})
        if term == RDF.type:
            node.setdefault("@type", []).append(_short(value))
        else:
            node.setdefault(_short(term), []).append(_value(value))
    said = [
        {"@id": name} | {term: sorted(values, key=repr) for term, values in sorted(node.items())}
        for name, node in sorted(nodes.items())
    ]
    return {"@context": dict(sorted(PREFIXES.items())), "@graph": said}


def _value(node: Node) -> dict[str, str] | str:
    if isinstance(node, URIRef):
        return {"@id": _short(node)}
    literal = cast("Literal", node)
    if literal.language is not None:
        return {"@value": str(literal), "@language": literal.language}
    return str(literal) if literal.datatype is None else {"@value": str(literal), "@type": _short(literal.datatype)}


def _short(node: Node) -> str:
    iri = str(node)
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
