"""What does a question cost on 1,000 to 1,000,000 records, also as a ratio to SQLite, polars and networkx?

    python benchmarks/questions.py [RECORDS ...]

Usually at 1,000, 10,000 and 100,000 records; a million take about eight minutes of the processor and 2 GB. The records
are the bundled ones many times over: each copy has ids of its own, and of its relations every tenth, by a fixed seed,
leads into another copy. What is asked is the same at each size: of a few hundred records, in turns with the peer, which
has its indexes ready; a ratio is taken round by round, in time of the processor, and its median is printed. It asks
what is installed: run it in an environment with the package, polars and networkx.
"""

from __future__ import annotations

import gc
import platform
import random
import sqlite3
import statistics
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx
import polars as pl

import sinouk_innov as si
from sinouk_innov.collector import paused_collector
from sinouk_innov.model.record import Part, Record, is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Ask = Callable[[Any], int]

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 7
KEYS = 100
SEED = 20_261_123
ABROAD = 0.1
LONGEST = 30
# What a question costs is told in µs, and what is slower than this is asked of fewer records.
SLOW = 0.002
BARS = {"by id": 0.3, "`where`, few rows out": 0.5, "`where`, many rows out": 0.5, "the shortest path, searched": 1.1}


# --- records --------------------------------------------------------------------------------------------------------


def copied(value: Any, number: int) -> Any:
    """Return a value with the ids in it as they are in a copy; what is cited is cited to the same pages."""
    if isinstance(value, str):
        return f"{value}-{number}" if is_id(value) and value[:4] != "src-" else value
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value
        changed = tuple(copied(item, number) for item in items)
        return items if all(one is other for one, other in zip(items, changed, strict=True)) else changed
    if not isinstance(value, Part | Record):
        return value
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        old = getattr(value, field.name)
        new = old if field.name == "citations" else copied(old, number)
        if new is not old and new != old:
            changes[field.name] = new
    return attrs.evolve(value, **changes) if changes else value


def made(records: Iterable[Record], size: int) -> si.Dataset:
    """Return some records over and over, as many as are wanted, with the pages that they cite."""
    rng = random.Random(SEED)
    given = [record for record in records if record.prefix != "src"]
    copies = -(-size // len(given))

    def rows() -> Iterator[Record]:
        yield from si.load().sources
        for place in range(size):
            number, which = divmod(place, len(given))
            record = copied(given[which], number)
            if isinstance(record, si.Relation) and rng.random() < ABROAD:
                there = record.object.rpartition("-")[0]
                record = attrs.evolve(record, object=f"{there}-{rng.randrange(copies)}")
            yield record

    with paused_collector():
        return si.Dataset.of(rows())


# --- timing ---------------------------------------------------------------------------------------------------------


def taken(ask: Ask, keys: list[Any]) -> tuple[float, list[int]]:
    """Return the seconds of processor time that the questions take, and what each gives."""
    begin = time.process_time()
    given = [ask(key) for key in keys]
    return time.process_time() - begin, given


def compared(name: str, ours: Ask, theirs: Ask | None, keys: list[Any]) -> str:
    """Return a row of the table: what a question costs here, and as a ratio to a peer that must answer alike."""
    asked = keys
    for ask in (ours, theirs):
        if ask is not None:
            seconds, _ = taken(ask, keys[:2])
            asked = asked[: max(5, int(SLOW * len(asked) / max(seconds / 2, SLOW)))]
    here: list[float] = []
    there: list[float] = []
    rows: list[int] = []
    for turn in range(ROUNDS):
        gc.collect()
        sides: list[tuple[Ask | None, list[float]]] = [(ours, here), (theirs, there)]
        answers: list[list[int]] = []
        for ask, times in sides if turn % 2 else sides[::-1]:
            if ask is not None:
                seconds, given = taken(ask, asked)
                times.append(seconds / len(asked))
                answers.append(given)
        if answers[0] != answers[-1]:
            raise SystemExit(f"no agreement: {name}")
        rows = answers[0]
    cost = f"{statistics.median(here) * 1e6:.1f}"
    if theirs is None:
        return f"| {name} | {statistics.mean(rows):.0f} | {cost} | | | |"
    ratio = statistics.median(one / other for one, other in zip(here, there, strict=True))
    bar = BARS.get(name.partition(" of ")[0], "")
    peer = f"{statistics.median(there) * 1e6:.1f}"
    return f"| {name} | {statistics.mean(rows):.0f} | {cost} | {peer} | {ratio:.3f} | {bar} |"


def first(act: Callable[[], object]) -> str:
    """Return how long the first question takes, which makes the index, in milliseconds."""
    gc.collect()
    begin = time.process_time()
    act()
    return f"{(time.process_time() - begin) * 1e3:.1f}"


# --- peers ----------------------------------------------------------------------------------------------------------


def in_sqlite(data: si.Dataset) -> sqlite3.Connection:
    """Return a database with the records by id, and the posts and relations by their ends."""
    base = sqlite3.connect(":memory:")
    base.execute("create table record (id text primary key, kind text, label text)")
    base.executemany("insert into record values (?, ?, ?)", ((one.id, one.kind_name, one.label) for one in data))
    base.execute("create table post (person text, body text, title text)")
    posts = ((person.id, role.body, role.title) for person in data.people for role in person.roles)
    base.executemany("insert into post values (?, ?, ?)", posts)
    base.execute("create index post_body on post (body)")
    return base


def frame_of(table: si.Table[si.Statistic]) -> pl.DataFrame:
    """Return the plain columns of a table of figures."""
    names = ("id", "about", "measure", "category", "scope", "status", "quantity", "as_of", "note")
    rows = [[None if (value := getattr(row, name)) is None else str(value) for name in names] for row in table]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


# --- questions ------------------------------------------------------------------------------------------------------


def told(size: int) -> Iterator[str]:
    """Yield the rows of the table for a number of records; of three sets of records, one is held at a time."""
    for asked in (mixed, filtered, searched):
        yield from asked(size, random.Random(SEED))


def mixed(size: int, rng: random.Random) -> Iterator[str]:
    """Yield the rows of the table for what is asked of records of all kinds."""
    data = made(si.load(), size)
    base = in_sqlite(data)

    def picked(records: Iterable[Record]) -> list[str]:
        ids = [record.id for record in records]
        return rng.sample(ids, min(KEYS, len(ids)))

    def selected(text: str) -> Ask:
        return lambda key: len(base.execute(text, (key,)).fetchall())

    yield compared(
        "by id of SQLite",
        lambda key: int(data[key].id == key),
        selected("select * from record where id = ?"),
        picked(data) * 10,
    )
    yield f"| the first `links` | | {first(lambda: si.links(data, next(iter(data.people))))} ms | | | |"
    yield compared("`links`", lambda key: len(si.links(data, key)), None, picked(data))
    bodies = [*data.organisations, *data.centres]
    yield f"| the first `people_at` | | {first(lambda: si.people_at(data, bodies[0]))} ms | | | |"
    body = "select distinct person, title from post where body = ?"
    yield compared("`people_at` of SQLite", lambda key: len(si.people_at(data, key)), selected(body), picked(bodies))
    yield f"| the first `within` | | {first(lambda: si.within(data, next(iter(data.places))))} ms | | | |"
    yield compared("`within`", lambda key: len(si.within(data, key)), None, picked(data.places))
    ends = [(link.subject, link.object) for link in data.relations]
    yield f"| the first `paths` | | {first(lambda: si.paths(data, *ends[0]))} ms | | | |"
    days = [f"20{year}-06-30" for year in range(15, 25)]
    if size <= SIZES[1]:
        yield compared("`valid_on`", lambda key: 1 if si.valid_on(data, key) else 0, None, days)


def filtered(size: int, rng: random.Random) -> Iterator[str]:
    """Yield the rows of the table for conditions on so many records of one table."""
    figures = made(si.load().statistics, size).statistics
    frame = frame_of(figures)
    abouts = [figure.about for figure in rng.sample(list(figures), KEYS)]
    measures = sorted({str(figure.measure) for figure in figures})

    def ours(field: str, key: str) -> int:
        return len(list(figures.where(**{field: key})))

    def theirs(field: str, key: str) -> int:
        return len(frame.filter(pl.col(field) == key).rows())

    def scanned(key: str) -> int:
        return len(figures.where(about=lambda about: about == key))

    def both(key: tuple[str, str]) -> int:
        return len(figures.where(about=key[0], measure=key[1]))

    def both_there(key: tuple[str, str]) -> int:
        return len(frame.filter((pl.col("about") == key[0]) & (pl.col("measure") == key[1])).rows())

    yield f"| the first `where` | | {first(partial(ours, 'about', abouts[0]))} ms | | | |"
    yield compared("`where`, few rows out of polars", partial(ours, "about"), partial(theirs, "about"), abouts)
    figures.where(measure=measures[0])
    yield compared("`where`, many rows out of polars", partial(ours, "measure"), partial(theirs, "measure"), measures)
    pairs = [(figure.about, str(figure.measure)) for figure in rng.sample(list(figures), KEYS)]
    yield compared("`where` on two fields of polars", both, both_there, pairs)
    rows = list(figures)

    def loop(key: str) -> int:
        test: Callable[[str], bool] = lambda about: about == key  # noqa: E731  what `scanned` asks
        return len([row for row in rows if test(row.about)])

    yield compared("`where` with a callable of a loop", scanned, loop, abouts)


def searched(size: int, rng: random.Random) -> Iterator[str]:
    """Yield the rows of the table for ways over so many relations."""
    ids = [f"org-{number}" for number in range(size * 3 // 10)]
    cited = (si.Citation(source="src-page"),)
    bodies = [
        si.Organisation(
            id=one,
            names=(si.Name(text=one, language="en", kind=si.NameKind.OFFICIAL, citations=cited),),
            kind=si.OrganisationKind.COMPANY,
        )
        for one in ids
    ]
    relations: list[Record] = []
    graph: nx.Graph[str] = nx.Graph()
    for number in range(size):
        one, other = rng.sample(ids, 2)
        relations.append(si.Relation(id=f"rel-{number}", subject=one, kind=si.RelationKind.PARTNER_OF, object=other))
        graph.add_edge(one, other)
    data = si.Dataset.of([*bodies, *relations])
    parts = [sorted(part) for part in nx.connected_components(graph)]
    nodes = max(parts, key=len)
    pairs = [tuple(rng.sample(nodes, 2)) for _ in range(3 * KEYS)]

    def ours(key: tuple[str, str]) -> int:
        return getattr(si.paths(data, *key, max_length=LONGEST), "shortest", 0)

    def theirs(key: tuple[str, str]) -> int:
        return len(nx.shortest_path(graph, *key)) - 1

    ours((nodes[0], nodes[1]))
    yield compared("the shortest path, searched of networkx", ours, theirs, pairs)


def main() -> None:
    """Print the tables."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, polars {pl.__version__},"
        f" networkx {nx.__version__}"
    )
    for size in sizes:
        print(f"\n{size:,} records\n")
        print("| question | rows | µs | peer, µs | ratio | bar |\n|---|---:|---:|---:|---:|---:|")
        for row in told(size):
            print(row, flush=True)


if __name__ == "__main__":
    main()
