"""How does a dataset become a GraphML file?

GraphML is the XML format of http://graphml.graphdrawing.org; Gephi, yEd, Cytoscape, igraph and networkx read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sinouk_innov.export.flat_graph import flat_graph
from sinouk_innov.export.guards import xml_document, xml_text
from sinouk_innov.export.ledger import Tally
from sinouk_innov.files import write_text

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.flat_graph import Cell, FlatGraph
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["to_graphml"]

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: dict[type[Cell], str] = {str: "string", int: "int", float: "double"}


def to_graphml(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as GraphML: records are nodes, and facts that join two records are edges.

    Nodes and edges have their fields with one value as attributes, dates with their earliest and latest day, the texts
    of fields with several, the ids of their sources and the weakest basis. The id of an edge is the address of its
    fact. A character that XML cannot hold is replaced by U+FFFD, which the ledger notes.

    Args:
        data: The dataset.
        path: The file.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        OSError: The file cannot be written there; one that was there is as it was.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from sinouk_innov.bundle import load
        >>> with TemporaryDirectory() as folder:
        ...     to_graphml(load(), f"{folder}/data.graphml")
        <Ledger graphml: ... facts kept, ... of them approximated, ... lost>
    """
    tally = Tally(data, "graphml", progress)
    root = _root(flat_graph(data, tally), data)
    ledger = tally.ledger()
    write_text(path, xml_document(root))
    return ledger


def _root(graph: FlatGraph, data: Dataset) -> ET.Element:
    root = ET.Element("graphml", {"xmlns": _SPACE})
    columns = {
        "node": {"label": str, **graph.node_columns},
        "edge": {"relation": str, **graph.edge_columns},
    }
    for holder, names in columns.items():
        for name, kind in names.items():
            told = {"id": f"{holder}-{name}", "for": holder, "attr.name": name, "attr.type": _TYPES[kind]}
            ET.SubElement(root, "key", told)
    drawn = ET.SubElement(root, "graph", {"id": "sinouk-innov", "edgedefault": "directed"})
    ET.SubElement(drawn, "desc").text = xml_text(data.release.title or "Dataset")
    for node in graph.nodes:
        element = ET.SubElement(drawn, "node", {"id": node.id})
        _tell(element, "node", {"label": node.label, **node.cells})
    for edge in graph.edges:
        element = ET.SubElement(drawn, "edge", {"id": edge.key, "source": edge.one, "target": edge.other})
        _tell(element, "edge", {"relation": edge.kind, **edge.cells})
    return root


def _tell(element: ET.Element, holder: str, cells: dict[str, Cell]) -> None:
    for name, cell in cells.items():
        ET.SubElement(element, "data", {"key": f"{holder}-{name}"}).text = xml_text(str(cell))
