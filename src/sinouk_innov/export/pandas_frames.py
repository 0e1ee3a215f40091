"""How do tables and datasets become pandas data frames?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.arrow_tables import to_arrow
from sinouk_innov.export.ledger import Exported, Ledger
from sinouk_innov.table import Table

try:
    import pandas as pd
except ModuleNotFoundError as _error:
    if _error.name != "pandas":
        raise
    raise MissingExtraError("pandas", "frames") from _error
import pyarrow as pa

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.arrow_tables import Evidence
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.record import Record

__all__ = ["to_pandas"]

# Whole numbers stay whole where some are missing.
_KEPT = {pa.int64(): pd.Int64Dtype()}


@overload
def to_pandas(
    data: Table[Record], *, evidence: Evidence = "columns", progress: Progress | None = None
) -> pd.DataFrame: ...
@overload
def to_pandas(
    data: Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> Exported[dict[str, pd.DataFrame]]: ...
def to_pandas(
    data: Table[Record] | Dataset, *, evidence: Evidence = "columns", progress: Progress | None = None
) -> pd.DataFrame | Exported[dict[str, pd.DataFrame]]:
    """Return a table as one plain data frame, or a dataset as a star of them; what is in them tells `to_arrow`.

    Days are `datetime64`, figures `decimal.Decimal`, whole numbers `Int64`, lists of texts arrays of `str`.

    Args:
        data: A table or a dataset.
        evidence: `columns`, `ids` or `none`, as in `to_arrow`.
        progress: Called while the tables of a dataset are made.

    Raises:
        ValueError: There is no such way to carry evidence.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> to_pandas(load().people).set_index("id")["label"]["per-xianghui-bian"]
        'Xianghui Bian'
    """
    if isinstance(data, Table):
        return _frame(to_arrow(data, evidence=evidence))
    made = to_arrow(data, evidence=evidence, progress=progress)
    frames = {name: _frame(table) for name, table in made.value.items()}
    return Exported(frames, Ledger("pandas", data, made.ledger.losses))


def _frame(table: pa.Table) -> pd.DataFrame:
    untyped: Any = table
    frame: pd.DataFrame = untyped.to_pandas(types_mapper=_KEPT.get, date_as_object=False)
    return frame
