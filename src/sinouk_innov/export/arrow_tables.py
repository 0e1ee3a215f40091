"""How do tables and datasets become Apache Arrow tables?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, overload

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.arrow_arrays import Arrays
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Exported, Fate, Ledger, Loss
from sinouk_innov.export.single_table import evidence_of, overview_of
from sinouk_innov.export.star import DIGITS, SCALE, Cells, Column, ColumnType, Plan, plan_of
from sinouk_innov.export.star_rows import rows_by_kind
from sinouk_innov.model.facts import facts_of
from sinouk_innov.table import Table

try:
    import pyarrow as pa
except ModuleNotFoundError as _error:
    if _error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "frames") from _error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.record import Record

__all__ = ["Evidence", "arrow_chunks", "arrow_of", "arrow_star", "schema_of", "to_arrow"]

Evidence = Literal["columns", "ids", "none"]
"""How much of the evidence comes along: spelled out, as addresses of citations, or not at all."""
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
        InvalidDataError: A text holds half a character; all such texts are named.
    """
    if evidence not in _EVIDENCE:
        raise ValueError(f"evidence is one of {', '.join(_EVIDENCE)}, not {evidence!r}")
    if isinstance(data, Table):
        columns, cells = overview_of(data, evidence)
        return _arrow_table(columns, cells)
    with refused_halves(data):
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
    chunks: dict[str, list[pa.Table]] = {plan.name: [] for plan in plan_of()}
    for name, table in arrow_chunks(data, progress):
        chunks[name].append(table)
    return {name: pa.concat_tables([schema_of(name).empty_table(), *tables]) for name, tables in chunks.items()}


def arrow_chunks(data: Dataset, progress: Progress | None = None) -> Iterator[tuple[str, pa.Table]]:
    """Yield a dataset as a star of Arrow tables, some rows at a time, with the name of the table that these are of."""
    plans = {plan.name: plan for plan in plan_of()}
    for rows in rows_by_kind(data, progress):
        arrays = Arrays()
        chunks: dict[str, list[pa.Table]] = {}
        for name, columns in rows:
            made = [arrays.of(columns[column.name], _TYPES[column.type]) for column in plans[name].columns]
            chunks.setdefault(name, []).append(pa.Table.from_arrays(made, schema=schema_of(name)))
        for name, tables in chunks.items():
            yield name, pa.concat_tables(tables)


@cache
def schema_of(name: str) -> pa.Schema:
    """Return the types of the columns of a table of the star, with what they mean."""
    return _schema(next(plan.columns for plan in plan_of() if plan.name == name))


def arrow_of(plan: Plan, cells: Cells) -> pa.Table:
    """Return one table of a star as an Arrow table."""
    return _arrow_table(plan.columns, cells)


def _arrow_table(columns: tuple[Column, ...], cells: Cells) -> pa.Table:
    arrays = [pa.array(cells[column.name], _TYPES[column.type]) for column in columns]
    return pa.Table.from_arrays(arrays, schema=_schema(columns))


def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema(
        [
            pa.field(
                column.name,
                _TYPES[column.type],
                nullable=not column.needed,
                metadata={"description": column.meaning} if column.meaning else None,
            )
            for column in columns
        ]
    )
