"""How fast and how small, as ratios against the libraries that a user would take instead, in one run?

    python benchmarks/run.py [ROUNDS]

Each case runs in every round, in shuffled order; a ratio is taken round by round, and its median is printed. It asks
what is installed: run it in an environment with the wheel, not beside the source.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import random
import resource
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

    from sinouk_innov import Record, Table

ROUNDS = 15
LOOKUPS = 2_000
SEED = 20_261_122


def started(code: str, spent: list[float]) -> float:
    """Return the seconds that a new process takes to run some code, and note those that processors worked for it."""
    worked = processor_seconds()
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    taken = time.perf_counter() - begin
    spent.append(processor_seconds() - worked)
    return taken


def processor_seconds() -> float:
    """Return how long processors have worked for processes that this one started, and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def name_in(table: Table[Record], rng: random.Random) -> str:
    """Return a name that one record of a table bears, and no other."""
    labels = [record.label for record in table]
    for name in rng.sample(labels, len(labels)):
        if sum(match.score == 1 for match in table.find(name)) == 1:
            return name
    raise LookupError(f"each name in {table!r} means several")


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
        print(f"| {name} | {median:.2f} {unit} | {ratio:.3f} | {against} | {bar} |")


def processes(rng: random.Random, count: int) -> None:
    """Time new processes: bare Python, our import and first look-ups, and what a user would take instead."""
    largest = max(si.load().tables(), key=len)
    some_id = rng.choice([record.id for record in largest])
    people = si.load().table("people")
    some_name = rng.choice([record.label for record in people])
    named = max((table for table in si.load().tables() if any(getattr(row, "names", ()) for row in table)), key=len)
    other_name = name_in(named, rng)
    pycountry, ftm = "pycountry, import and countries.get", "followthemoney, import"
    codes = {
        "bare Python": "pass",
        "import": "import sinouk_innov",
        "first look-up of an id": f"import sinouk_innov as si; si.load()[{some_id!r}]",
        "first look-up of a name": f"import sinouk_innov as si; si.load().people.one({some_name!r})",
        f"first look-up of a name in {named.kind.table}": (
            f"import sinouk_innov as si; si.load().{named.kind.table}.one({other_name!r})"
        ),
        pycountry: "import pycountry; pycountry.countries.get(alpha_2='GB')",
    }
    if importlib.util.find_spec("followthemoney") is not None:
        codes[ftm] = "import followthemoney"
    worked: dict[str, list[float]] = {name: [] for name in codes}
    times = rounds({name: partial(started, code, worked[name]) for name, code in codes.items()}, count, rng)
    print(f"\nA new process each: id {some_id!r} in {largest.kind.table}, the largest table;")
    print(f"name {some_name!r} in people, name {other_name!r} in {named.kind.table}, the largest table with names.")
    first = [name for name in codes if name.startswith("first")]
    for what, measured in (
        ("By the clock", times),
        # As with the clock, the first round does not count.
        ("By processor time", {name: spent[1:] for name, spent in worked.items()}),
    ):
        print(f"\n{what}:\n")
        told(measured, "bare Python", {"bare Python": None, "import": 1.2}, "ms", 1000)
        print()
        told(measured, pycountry, dict.fromkeys(first, 1.05) | {pycountry: None}, "ms", 1000)
        if ftm in codes:
            print()
            told(measured, ftm, dict.fromkeys(first, 0.08) | {ftm: None}, "ms", 1000)


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
