"""How long does the export to Parquet take, as a ratio to pyarrow writing the same columns ready-made, in one run?

    python benchmarks/parquet_export.py [COPIES]

The bundled records many times over, each copy with ids of its own. Both write to one disk, in turns. It asks what is
installed: run it in an environment with the wheel and pyarrow, not beside the source.
"""

from __future__ import annotations

import gc
import importlib.metadata
import platform
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

import sinouk_innov as si
from sinouk_innov.export.arrow_tables import arrow_star
from sinouk_innov.export.parquet import to_parquet

COPIES = 59
ROUNDS = 5
_ID = re.compile(r'"((?:src|pla|org|per|cen|ini|evt|rel|sta|rem)-[a-z0-9-]+)')
_PARQUET: Any = pyarrow.parquet


def made(copies: int) -> si.Dataset:
    """Return the bundled records many times over."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bundled.jsonl"
        si.write(si.load(), file)
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        copied = (_ID.sub(rf'"\1-{copy}', line) for copy in range(copies) for line in lines)
        file.write_text("\n".join([header, *copied]) + "\n", encoding="utf-8")
        return si.read(file)


def seconds(act: Any) -> float:
    """Return how long something takes."""
    gc.collect()
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    tracemalloc.start()
    data = made(copies)
    gc.collect()
    own = tracemalloc.get_traced_memory()[0]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        tracemalloc.reset_peak()
        pool = pa.default_memory_pool()
        to_parquet(data, place / "ours")
        peak = tracemalloc.get_traced_memory()[1] - own + (pool.max_memory() or 0)
        tracemalloc.stop()
        ready = arrow_star(data)
        (place / "theirs").mkdir()

        def theirs() -> None:
            for name, table in ready.items():
                _PARQUET.write_table(table, place / "theirs" / f"{name}.parquet")

        times = [(seconds(lambda: to_parquet(data, place / "ours")), seconds(theirs)) for _ in range(ROUNDS)]
    ours, peer = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    print(f"{len(data)} records, Python {platform.python_version()}, pyarrow {importlib.metadata.version('pyarrow')}")
    print("\n| case | | ratio | to | bar |\n|---|---:|---:|---|---|")
    told = f"pyarrow, writing finished Arrow tables, {peer:.2f} s"
    print(f"| `to_parquet` | {ours:.2f} s | {ratio:.2f} | {told} | at most 4 |")
    print(
        f"| the memory that it takes meanwhile | {peak / 1e6:.0f} MB | {peak / own:.2f} "
        f"| the dataset's own, {own / 1e6:.0f} MB | at most 3 |"
    )


if __name__ == "__main__":
    main()
