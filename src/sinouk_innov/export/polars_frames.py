"""How do tables and datasets become polars data frames?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.arrow_tables import to_arrow
from sinouk_innov.export.ledger import Exported, Ledger
from sinouk_innov.table import Table

try:
    import polars as pl
except ModuleNotFoundError as _error:
    if _error.name != "polars":
        raise
    raise MissingExtraError("polars", "frames") from _error

if TYPE_CHECKING:
    import pyarrow as pa

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.arrow_tables import Evidence
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.record import Record

__all__ = ["to_polars"]


@overload
def to_polars(
    data: Table[Record], *, evidence: Evidence = "columns", progress: Progress | None = None
) -> pl.DataFrame: ...
@overload
def to_polars(
    data: Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> Exported[dict[str, pl.DataFrame]]: ...
def to_polars(
    data: Table[Record] | Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> pl.DataFrame | Exported[dict[str, pl.DataFrame]]:
    """Return a table as one data frame, or a dataset as a star of them; what is in them tells `to_arrow`.

    Args:
        data: A table or a dataset.
        evidence: `columns`, `ids` or `none`, as in `to_arrow`.
        progress: Called while the tables of a dataset are made.

    Raises:
        ValueError: There is no such way to carry evidence.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> to_polars(load().people).filter(id="per-xianghui-bian")["label"].item()
        'Xianghui Bian'
    """
    if isinstance(data, Table):
        return _frame(to_arrow(data, evidence=evidence))
    made = to_arrow(data, evidence=evidence, progress=progress)
    frames = {name: _frame(table) for name, table in made.value.items()}
    return Exported(frames, Ledger("polars", data, made.ledger.losses))


def _frame(table: pa.Table) -> pl.DataFrame:
    untyped: Any = pl
    frame: pl.DataFrame = untyped.from_arrow(table)
    return frame
