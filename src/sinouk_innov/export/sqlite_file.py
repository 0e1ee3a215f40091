"""How does a dataset become an SQLite database?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.sql import VIEWS, insertion, statements
from sinouk_innov.export.star import ColumnType, plan_of
from sinouk_innov.export.star_rows import refuse_dangling, rows_of, tables_of
from sinouk_innov.files import in_place_of

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Callable

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress

__all__ = ["to_sqlite"]

_TYPES = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "REAL",
    # What SQLite cannot keep as a number without loss stays the text that it is.
    ColumnType.DECIMAL: "NUMERIC",
    ColumnType.DATE: "TEXT",
}


def _iso(day: dt.date) -> str:
    return day.isoformat()


_CELLS: dict[ColumnType, Callable[[Any], str]] = {ColumnType.DECIMAL: Decimal.__str__, ColumnType.DATE: _iso}


def to_sqlite(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as an SQLite database: the tables of its star, with keys, and views for common questions.

    Days are texts such as `2019-05-23`. The database is written beside its place, checked, and then moved there.

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
        ...     to_sqlite(load(), f"{folder}/data.sqlite")
        <Ledger sqlite: ... facts kept, ... of them approximated, ... lost>
    """
    place = Path(path)
    tables = tables_of(data, progress)
    refuse_dangling(tables, place.name)
    with refused_halves(data), in_place_of(place) as draft:
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("BEGIN")
            for statement in statements(_TYPES, " DEFERRABLE INITIALLY DEFERRED"):
                database.execute(statement)
            for plan in plan_of():
                cells = tables[plan.name]
                for column in plan.columns:
                    make = _CELLS.get(column.type)
                    if make is not None:
                        cells[column.name] = [None if cell is None else make(cell) for cell in cells[column.name]]
                database.executemany(insertion(plan), rows_of(cells))
            for view in VIEWS:
                database.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
            database.commit()
    return Ledger("sqlite", data)
