"""How does a dataset become a folder of Parquet files, and these a dataset again?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinouk_innov.collector import paused_collector
from sinouk_innov.errors import InvalidDataError, MissingExtraError, Problem
from sinouk_innov.export.arrow_tables import arrow_chunks, schema_of
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.star import Cells, plan_of
from sinouk_innov.export.star_reader import dataset_of
from sinouk_innov.files import in_place_of

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError as _error:
    if _error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "frames") from _error

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress

__all__ = ["read_parquet", "to_parquet"]

# What is known of its types is half unknown.
_pq: Any = pq


def to_parquet(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as a folder with a Parquet file for each table of its star; `read_parquet` gives it back.

    The files are written beside their places, and moved there when all of them are written.

    Args:
        data: The dataset.
        path: The folder. It is made if need be; its other files are left alone.
        progress: Called while the tables are made.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: The files cannot be written there.
    """
    folder = Path(path)
    # While the rows of one kind are made, those of the one before are written, which needs no lock of the interpreter.
    with refused_halves(data), ExitStack() as drafts, paused_collector(), ThreadPoolExecutor(1) as pen:
        writers: dict[str, Any] = {}
        for plan in plan_of():
            draft = drafts.enter_context(in_place_of(folder / f"{plan.name}.parquet"))
            writers[plan.name] = drafts.enter_context(_pq.ParquetWriter(draft, schema_of(plan.name)))
        written = [pen.submit(writers[name].write_table, table) for name, table in arrow_chunks(data, progress)]
        for each in written:
            each.result()
    return Ledger("parquet", data)


def read_parquet(path: str | os.PathLike[str]) -> Dataset:
    """Read the dataset that `to_parquet` wrote.

    What follows from other columns is not read: bounds of dates and figures, labels, addresses, `facts`, `evidence`.

    Raises:
        FileNotFoundError: There is no such folder.
        InvalidDataError: A file is missing or is no Parquet, or what they hold is no dataset; all problems are told.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    problems: list[Problem] = []
    tables: dict[str, Cells] = {}
    for plan in plan_of():
        file = folder / f"{plan.name}.parquet"
        try:
            tables[plan.name] = _pq.read_table(file).to_pydict()
        except FileNotFoundError:
            problems.append(Problem("there is no such file", file.name))
        except (pa.ArrowException, OSError) as error:
            problems.append(Problem(f"cannot be read: {str(error).splitlines()[0]}", file.name))
    if problems:
        raise InvalidDataError(tuple(problems))
    return dataset_of(tables, folder.name)
