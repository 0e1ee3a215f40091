"""How does a dataset become a graph of networkx?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import encode
from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.flat_graph import BASES, ties_in
from sinouk_innov.export.ledger import Exported, Ledger
from sinouk_innov.model.relation import Relation

try:
    import networkx as nx
except ModuleNotFoundError as _error:
    if _error.name != "networkx":
        raise
    raise MissingExtraError("networkx", "graph") from _error

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.record import Record

__all__ = ["to_networkx"]


def to_networkx(data: Dataset, *, progress: Progress | None = None) -> Exported[nx.MultiDiGraph[str]]:
    """Return a dataset as a directed graph: records are nodes, and facts that join two records are edges.

    A node is the id of a record, with `kind`, `label`, `names` and `record`, which is the record as plain data. An edge
    has the address of its fact for a key, and `kind`, `basis` (the weakest of its citations), `sources` (their ids),
    `passages` (addresses that open them) and, where the fact says so, `period` as EDTF. A relation is an edge and no
    node, with its own `record`; so nothing is lost. An id that no record has is a node without attributes.

    Args:
        data: The dataset.
        progress: Called after each record, with how many are done and how many there are.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> to_networkx(load()).value.nodes["per-xianghui-bian"]["label"]
        'Xianghui Bian'
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        name=data.release.title, version=data.release.data_version, licence=data.release.licence
    )
    total = len(data)
    for done, record in enumerate(data, 1):
        if not isinstance(record, Relation):
            graph.add_node(record.id, **_node(record))
        for tie in ties_in(record):
            known = [(one, data.sources.get(one.source)) for one in tie.citations]
            edge: dict[str, Any] = {
                "kind": tie.kind,
                "basis": next((str(basis) for basis in BASES if any(c.basis is basis for c in tie.citations)), None),
                "sources": sorted({citation.source for citation in tie.citations}),
                "passages": [link for one, source in known if source and (link := one.link(source))],
            }
            if tie.period is not None:
                edge["period"] = tie.period.edtf
            if isinstance(record, Relation):
                edge["record"] = encode(record)
            graph.add_edge(tie.one, tie.other, key=tie.key, **edge)
        if progress is not None:
            progress(done, total)
    return Exported(graph, Ledger("networkx", data))


def _node(record: Record) -> dict[str, Any]:
    names = [name.text for name in getattr(record, "names", ())]
    return {"kind": record.kind_name, "label": record.label, "names": names, "record": encode(record)}
