"""How fast and how small, as ratios against the libraries that a user would take instead, in one run?

    python benchmarks/run.py [ROUNDS]

Each case runs in every round, in shuffled order; a ratio is taken round by round, and its median is printed. It asks
what is installed: run it in an environment with the wheel, not beside the source.
"""

from __future__ import annotations

import importlib.metadata
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import sinouk_innov as si

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS = 15
LOOKUPS = 2_000
SEED = 20_261_122


def started(code: str) -> float:
    """Return the seconds that a new process takes to run some code."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin


def repeated(act: Callable[[str], object], keys: list[str]) -> float:
    """Return the seconds that a look-up of every key takes."""
    begin = time.perf_counter()
    for key in keys:
        act(key)
    return time.perf_counter() - begin


def rounds(cases: dict[str, Callable[[], float]], count: int, rng: random.Random) -> dict[str, list[float]]:
    """Run every case once a round, in shuffled order, after a round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range(count + 1):
        for name in rng.sample(sorted(cases), len(cases)):
            taken = cases[name]()
            if turn:
                times[name].append(taken)
    return times


def told(
    times: dict[str, list[float]], against: str, bars: Mapping[str, float | None], unit: str, scale: float
) -> None:
    """Print cases: the median of each, its ratio to another in the same rounds, and what the ratio may be."""
    print("| case | median | ratio | to | bar |\n|---|---:|---:|---|---|")
    for name, most in bars.items():
        ratio = statistics.median(a / b for a, b in zip(times[name], times[against], strict=True))
        median = statistics.median(times[name]) * scale
        bar = "" if most is None else f"at most {most}"
        print(f"| {name} | {median:.2f} {unit} | {ratio:.2f} | {against} | {bar} |")


def processes(rng: random.Random, count: int) -> None:
    """Time new processes: bare Python, our import and first look-up, pycountry's."""
    largest = max(si.load().tables(), key=len)
    some_id = rng.choice([record.id for record in largest])
    people = si.load().people
    some_name = rng.choice([record.label for record in people])
    cases = {
        "bare Python": "pass",
        "import": "import sinouk_innov",
        "first look-up of an id": f"import sinouk_innov as si; si.load()[{some_id!r}]",
        "first look-up of a name": f"import sinouk_innov as si; si.load().people.one({some_name!r})",
        "pycountry, import and countries.get": "import pycountry; pycountry.countries.get(alpha_2='GB')",
    }
    times = rounds({name: partial(started, code) for name, code in cases.items()}, count, rng)
    print(f"\nA new process each (id {some_id!r} in the largest table, name {some_name!r}):\n")
    told(times, "bare Python", {"bare Python": None, "import": None}, "ms", 1000)
    print()
    bars = {"first look-up of an id": 1.5, "first look-up of a name": 1.5}
    told(times, "pycountry, import and countries.get", bars, "ms", 1000)


def lookups(rng: random.Random, count: int) -> None:
    """Time look-ups by id and by exact name against SQLite's by primary key."""
    data = si.load()
    ids = [rng.choice([record.id for record in data]) for _ in range(LOOKUPS)]
    people = data.people
    names = [rng.choice([record.label for record in people]) for _ in range(LOOKUPS)]
    capitals = [name.upper() for name in names]
    for name in names:
        people.one(name)
    base = sqlite3.connect(":memory:")
    base.execute("create table record (id text primary key, label text) without rowid")
    base.executemany("insert into record values (?, ?)", [(record.id, record.label) for record in data])

    def in_sqlite(key: str) -> object:
        return base.execute("select id, label from record where id = ?", (key,)).fetchone()

    cases = {
        "by id": lambda: repeated(data.__getitem__, ids),
        "by name as it stands in the data": lambda: repeated(people.one, names),
        "by name in capitals": lambda: repeated(people.one, capitals),
        "SQLite by primary key": lambda: repeated(in_sqlite, ids),
    }
    times = rounds(cases, count, rng)
    print(f"\nLook-ups, each {LOOKUPS} times a round:\n")
    bars = {"by id": 0.3, "by name as it stands in the data": 0.3, "by name in capitals": None}
    told(times, "SQLite by primary key", bars, "µs", 1e6 / LOOKUPS)


def sizes() -> None:
    """Print how large the installed package is, and a file of JSON Lines of all that it holds."""
    home = Path(str(si.__file__)).parent
    installed = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "all.jsonl.gz"
        si.write(si.load(), lines)
        packed = lines.stat().st_size
    print(f"\nInstalled package: {installed / 1e6:.2f} MB; all records as JSON Lines, gzipped: {packed / 1e6:.2f} MB.")


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rng = random.Random(SEED)
    versions = [
        f"{name} {importlib.metadata.version(name)}" for name in ("sinouk-innov", "attrs", "cattrs", "pycountry")
    ]
    print(f"{', '.join(versions)}; Python {platform.python_version()}; {count} rounds; {len(si.load())} records.")
    processes(rng, count)
    lookups(rng, count)
    sizes()


if __name__ == "__main__":
    main()
