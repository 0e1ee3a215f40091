"""How does a dataset become a GEXF file, with time?

GEXF 1.3 is the XML format of Gephi (https://gexf.net). It takes whole days, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.export.flat_graph import flat_graph
from sinouk_innov.export.guards import xml_document, xml_text
from sinouk_innov.export.ledger import Tally
from sinouk_innov.export.plain_dates import day_dates
from sinouk_innov.files import write_text
from sinouk_innov.model.facts import facts_of

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import When
    from sinouk_innov.evidence import FactRef
    from sinouk_innov.export.flat_graph import Cell, FlatGraph
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["to_gexf"]

# An edge without an end is there from its start on, which is what such a period says.
_OPEN = "still going on, which the format cannot say"
_SPACE = "http://gexf.net/1.3"
_TYPES: dict[type[Cell], str] = {str: "string", int: "integer", float: "double"}


def to_gexf(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as GEXF: records are nodes, facts that join two records are edges, and days move the timeline.

    Nodes and edges have attributes as in `to_graphml`. An event has its days as `start` and `end`, and so has an edge
    whose period is stated, where they are known to the day; what is known less exactly has none, so that no day is
    made up, and keeps its text and bounds among the attributes. A node or edge without days is there at all times. A
    character that XML cannot hold is replaced by U+FFFD, which the ledger notes.

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
        ...     to_gexf(load(), f"{folder}/data.gexf")
        <Ledger gexf: ... facts kept, ... of them approximated, ... lost>
    """
    tally = Tally(data, "gexf", progress)
    graph = flat_graph(data, tally)
    for record in data:
        for fact in facts_of(record):
            when = fact.value if fact.ref.field in {"when", "period"} else getattr(fact.value, "period", None)
            if isinstance(when, PartialDate | Period) and fact.value is not record and not tally.is_dropped(fact.ref):
                _note(tally, fact.ref, when)
    root = _root(graph, data)
    ledger = tally.ledger()
    write_text(path, xml_document(root))
    return ledger


def _note(tally: Tally, fact: FactRef, when: When) -> None:
    """Note what the timeline does not show of a date; its text and bounds are among the attributes."""
    for part, reason in day_dates(when).losses:
        if part != "wording" and reason != _OPEN:
            tally.approximate(fact, f"{part} on the timeline", reason)


def _root(graph: FlatGraph, data: Dataset) -> ET.Element:
    root = ET.Element("gexf", {"xmlns": _SPACE, "version": "1.3"})
    about = ET.SubElement(root, "meta")
    ET.SubElement(about, "description").text = xml_text(data.release.title or "Dataset")
    settings = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date", "idtype": "string"}
    drawn = ET.SubElement(root, "graph", settings)
    numbers: dict[str, dict[str, str]] = {}
    for holder, columns in (("node", graph.node_columns), ("edge", graph.edge_columns)):
        numbers[holder] = {name: f"{holder}-{name}" for name in columns}
        listed = ET.SubElement(drawn, "attributes", {"class": holder, "mode": "static"})
        for name, kind in columns.items():
            ET.SubElement(listed, "attribute", {"id": numbers[holder][name], "title": name, "type": _TYPES[kind]})
    nodes = ET.SubElement(drawn, "nodes", {"count": str(len(graph.nodes))})
    for node in graph.nodes:
        told = {"id": node.id, "label": xml_text(node.label)}
        # The day of a page or of a count is not that on which its node begins to be.
        when = node.when if node.id.startswith("evt-") else None
        _tell(ET.SubElement(nodes, "node", told | _days(when)), numbers["node"], node.cells)
    edges = ET.SubElement(drawn, "edges", {"count": str(len(graph.edges))})
    for edge in graph.edges:
        told = {"id": edge.key, "source": edge.one, "target": edge.other, "label": edge.kind}
        _tell(ET.SubElement(edges, "edge", told | _days(edge.when)), numbers["edge"], edge.cells)
    return root


def _days(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    plain = day_dates(when)
    return {name: day for name, day in (("start", plain.start), ("end", plain.end)) if day is not None}


def _tell(element: ET.Element, numbers: dict[str, str], cells: dict[str, Cell]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, cell in cells.items():
        ET.SubElement(values, "attvalue", {"for": numbers[name], "value": xml_text(str(cell))})
