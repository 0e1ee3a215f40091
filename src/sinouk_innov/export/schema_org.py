"""How does a web page say in schema.org what it shows, so that search engines understand it?

schema.org says much less than the model: it has no place for who says so, passage by passage, and takes figures and
dates for exact. What it cannot carry stands in the ledger, and what would be taken for more than it is is left out: an
event that was only claimed, a figure that was only planned.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sinouk_innov.dataset import Dataset
from sinouk_innov.export.guards import inert_json
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.export.schema_nodes import Nodes
from sinouk_innov.files import write_text

if TYPE_CHECKING:
    import os

    from sinouk_innov.export.ledger import Ledger, Progress
    from sinouk_innov.export.schema_pages import Node
    from sinouk_innov.model.record import Record

__all__ = ["script_json", "to_schema_org", "write_schema_org"]


def to_schema_org(
    data: Dataset, record: str | Record | None = None, *, progress: Progress | None = None
) -> Exported[dict[str, Any]]:
    """Return one record, or all, as JSON-LD in schema.org, with a ledger of what it lost.

    Args:
        data: The dataset.
        record: The record of the page, or its id; without one, all are given. The ledger is of that record alone.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        UnknownIdError: There is no such record.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> college = to_schema_org(load(), "org-trinity-college-cambridge").value
        >>> college["@context"], college["@graph"][0]["@type"]
        ('https://schema.org', 'CollegeOrUniversity')
    """
    shown = data
    if record is not None:
        one = data[record if isinstance(record, str) else record.id]
        shown = Dataset.of([one], release=data.release)
    tally = Tally(shown, "schema.org", progress)
    nodes = Nodes(data, tally)
    graph: list[Node] = [nodes.dataset()] if record is None else []
    for described in tally.records():
        graph.extend(nodes.of(described))
    return Exported({"@context": "https://schema.org", "@graph": graph}, tally.ledger())


def write_schema_org(
    data: Dataset, path: str | os.PathLike[str], record: str | Record | None = None, *, progress: Progress | None = None
) -> Ledger:
    """Write one record, or all, as a JSON-LD file in schema.org, and return what it lost.

    Raises:
        UnknownIdError: There is no such record.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_schema_org(data, record, progress=progress)
    write_text(path, script_json(exported.value) + "\n")
    return exported.ledger


def script_json(plain: object) -> str:
    r"""Return plain data as JSON text that can stand in a `<script>` element of any page, XHTML too.

    Examples:
        >>> print(script_json({"name": "</script> & more"}))
        {"name":"\u003c/script\u003e \u0026 more"}
    """
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return inert_json(text).replace("&", "\\u0026")
