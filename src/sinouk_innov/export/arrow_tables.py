"""How do tables and datasets become Apache Arrow tables?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.ledger import Exported, Fate, Ledger, Loss
from sinouk_innov.export.single_table import evidence_of, overview_of
from sinouk_innov.export.star import DIGITS, SCALE, Cells, Column, ColumnType, Plan, plan_of
from sinouk_innov.export.star_rows import tables_of
from sinouk_innov.model.facts import facts_of
from sinouk_innov.table import Table

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "frames") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.record import Record

__all__ = ["Evidence", "arrow_of", "arrow_star", "to_arrow"]

Evidence = Literal["columns", "ids", "none"]
"""How much of the evidence comes along: spelled out, as addresses of citations, or not at all."""
# What is known of its type is a list of forty, none of which is any.
_nulls: Any = pa.nulls
_EVIDENCE = ("columns", "ids", "none")
_CITING = ("citations", "supports", "evidence")

_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.DECIMAL: pa.decimal128(DIGITS, SCALE),
    ColumnType.DATE: pa.date32(),
    ColumnType.TEXTS: pa.list_(pa.string()),
}


@overload
def to_arrow(data: Table[Record], *, evidence: Evidence = "columns", progress: Progress | None = None) -> pa.Table: ...
@overload
def to_arrow(
    data: Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> Exported[dict[str, pa.Table]]: ...
def to_arrow(
    data: Table[Record] | Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> pa.Table | Exported[dict[str, pa.Table]]:
    """Return a table as one Arrow table, or a dataset as a star of them.

    Of a table each record is one row: its id and label, its fields with one value (dates as EDTF with their earliest
    and latest day, figures as decimals with their bounds), and the texts of fields with several. Of a dataset
    everything is there, in tables that join by keys; see the how-to page on frames.

    Args:
        data: A table or a dataset.
        evidence: For a table: `columns` adds the sources, the weakest basis and addresses that open the passages,
            `ids` the addresses of the citations, `none` neither. For a dataset: `columns` spells out the evidence of
            each fact, `ids` gives the addresses of its citations, `none` leaves out citations.
        progress: Called while the tables of a dataset are made.

    Returns:
        For a table a plain `pyarrow.Table`; for a dataset tables by name, with the ledger of what is not in them.

    Raises:
        ValueError: There is no such way to carry evidence.
    """
    if evidence not in _EVIDENCE:
        raise ValueError(f"evidence is one of {', '.join(_EVIDENCE)}, not {evidence!r}")
    if isinstance(data, Table):
        columns, cells = overview_of(data, evidence)
        return _arrow_table(columns, cells)
    tables = arrow_star(data, progress)
    if evidence == "columns":
        tables["evidence"] = _arrow_table(*evidence_of(data))
    if evidence == "none":
        for name in _CITING:
            del tables[name]
        return Exported(tables, Ledger("arrow", data, tuple(_uncited(data))))
    return Exported(tables, Ledger("arrow", data))


def _uncited(data: Dataset) -> Iterator[Loss]:
    for record in data:
        for fact in facts_of(record):
            if fact.citations:
                yield Loss(fact.ref, Fate.APPROXIMATED, "citations", "left out as asked")


def arrow_star(data: Dataset, progress: Progress | None = None) -> dict[str, pa.Table]:
    """Return a dataset as a star of Arrow tables, by name, from which it can be read again."""
    cells = tables_of(data, progress)
    return {plan.name: arrow_of(plan, cells[plan.name]) for plan in plan_of()}


def arrow_of(plan: Plan, cells: Cells) -> pa.Table:
    """Return one table of a star as an Arrow table."""
    return _arrow_table(plan.columns, cells)


def _arrow_table(columns: tuple[Column, ...], cells: Cells) -> pa.Table:
    fields: list[pa.Field[Any]] = []
    arrays: list[pa.Array[Any]] = []
    for column in columns:
        kind = _TYPES[column.type]
        said = {"description": column.meaning} if column.meaning else None
        fields.append(pa.field(column.name, kind, nullable=not column.needed, metadata=said))
        values = cells[column.name]
        empty = values.count(None) == len(values)
        arrays.append(_nulls(len(values), kind) if empty else pa.array(values, type=kind))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))
