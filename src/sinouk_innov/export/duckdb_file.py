"""How does a dataset become a DuckDB database?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.sql import VIEWS, statements
from sinouk_innov.export.star import DIGITS, SCALE, ColumnType, plan_of
from sinouk_innov.export.star_rows import refuse_dangling, tables_of
from sinouk_innov.files import in_place_of

try:
    import duckdb
except ModuleNotFoundError as _error:
    if _error.name != "duckdb":
        raise
    raise MissingExtraError("duckdb", "sql") from _error
from sinouk_innov.export.arrow_tables import arrow_of

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress

__all__ = ["to_duckdb"]

_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.DECIMAL: f"DECIMAL({DIGITS}, {SCALE})",
    ColumnType.DATE: "DATE",
}


def to_duckdb(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as a DuckDB database: the tables of its star, with keys, and views for common questions.

    The database is written beside its place, and then moved there.

    Args:
        data: The dataset.
        path: The file; one that is there is replaced.
        progress: Called while the tables are made.

    Raises:
        InvalidDataError: A record refers to one that is not in the dataset, or a text holds half a character; all such
            are named.
        OSError: The file cannot be written there.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from sinouk_innov.bundle import load
        >>> with TemporaryDirectory() as folder:
        ...     to_duckdb(load(), f"{folder}/data.duckdb")
        <Ledger duckdb: ... facts kept, ... of them approximated, ... lost>
    """
    place = Path(path)
    tables = tables_of(data, progress)
    refuse_dangling(tables, place.name)
    with refused_halves(data), in_place_of(place) as draft:
        draft.unlink(missing_ok=True)
        with closing(duckdb.connect(str(draft))) as database:
            for statement in statements(_TYPES):
                database.execute(statement)
            for plan in plan_of():
                database.register("filled", arrow_of(plan, tables[plan.name]))
                database.execute(f'INSERT INTO "{plan.name}" SELECT * FROM filled')  # noqa: S608  a name of the plan
                database.unregister("filled")
            for view in VIEWS:
                database.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
    return Ledger("duckdb", data)
