"""How long does the first shortest path take, as a ratio to networkx on a ready graph of the same links, in one run?

    python benchmarks/path_search.py [PAIRS]

Random relations between random organisations, from a fixed seed. The index and the graph are made before; each pair is
asked of both, in shuffled order, after a few pairs that do not count. It asks what is installed: run it in an
environment with the wheel and networkx, not beside the source.
"""

from __future__ import annotations

import gc
import importlib.metadata
import platform
import random
import statistics
import sys
import time
import tracemalloc
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import networkx as nx

import sinouk_innov as si
from sinouk_innov.questions.paths import Paths, paths

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

PAIRS = 1_000
LOOKUPS = 2_000
WARMING = 200
ORGANISATIONS = 30_000
RELATIONS = 100_000
LONGEST = 30
SEED = 20_261_123


def made(rng: random.Random) -> si.Dataset:
    """Return a dataset of random relations between organisations, each cited."""
    page = si.Source(
        id="src-page",
        kind=si.SourceKind.NEWS,
        title="Page",
        publisher="Publisher",
        publisher_kind=si.PublisherKind.MEDIA,
        language="en",
    )
    cited = (si.Citation(source=page.id),)
    ids = [f"org-{number}" for number in range(ORGANISATIONS)]
    names = [si.Name(text=one, language="en", kind=si.NameKind.OFFICIAL, citations=cited) for one in ids]
    bodies = [
        si.Organisation(id=one, names=(name,), kind=si.OrganisationKind.COMPANY)
        for one, name in zip(ids, names, strict=True)
    ]
    relations: list[si.Relation] = []
    for number in range(RELATIONS):
        one, other = rng.sample(ids, 2)
        kind = si.RelationKind.PARTNER_OF
        relations.append(si.Relation(id=f"rel-{number}", subject=one, kind=kind, object=other, citations=cited))
    return si.Dataset.of([page, *bodies, *relations])


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that something takes, and what it gives."""
    begin = time.perf_counter()
    given = act()
    return time.perf_counter() - begin, given


def megabytes(act: Callable[[], object]) -> float:
    """Return how much more memory is held after something than before it, with what it gives."""
    gc.collect()
    tracemalloc.start()
    given = act()
    gc.collect()
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del given
    return memory


def first(data: si.Dataset, one: str, other: str) -> int:
    """Return the number of steps of the first path, made with all its evidence."""
    return len(paths(data, one, other, max_length=LONGEST)[0])


def searched(data: si.Dataset, one: str, other: str) -> int:
    """Return how many steps the shortest paths have, which is known before one is made."""
    found = paths(data, one, other, max_length=LONGEST)
    return found.shortest if isinstance(found, Paths) else 0


def in_networkx(graph: nx.Graph[str], one: str, other: str) -> int:
    """Return the number of steps of a shortest path of networkx, which is a list of nodes."""
    return len(nx.shortest_path(graph, one, other)) - 1


def compared(
    ours: Callable[[str, str], int], theirs: Callable[[str, str], int], count: int, rng: random.Random, nodes: list[str]
) -> tuple[list[float], list[float]]:
    """Return the seconds that pairs take here and there, after checking that both find paths of one length.

    The two go in shuffled order, and each of our cases has pairs of its own: whoever asks for a pair again finds it
    warm.
    """
    here: list[float] = []
    there: list[float] = []
    for turn in range(WARMING + count):
        one, other = rng.sample(nodes, 2)
        cases = [(ours, here), (theirs, there)]
        steps: set[int] = set()
        for ask, times in rng.sample(cases, len(cases)):
            seconds, length = timed(partial(ask, one, other))
            steps.add(length)
            if turn >= WARMING:
                times.append(seconds)
        if len(steps) > 1:
            raise SystemExit(f"no agreement from {one} to {other}: {steps}")
    return here, there


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    rng = random.Random(SEED)
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("sinouk-innov", "networkx")]
    print(f"{', '.join(versions)}; Python {platform.python_version()}; {RELATIONS} relations, {ORGANISATIONS} bodies.")
    data = made(rng)
    ends = [(relation.subject, relation.object) for relation in data.relations]
    keyed = [(relation.subject, relation.object, relation.id, {"relation": relation}) for relation in data.relations]
    of_links = megabytes(lambda: si.links(data, "org-0"))
    of_paths = megabytes(lambda: searched(data, *ends[0]))
    of_graph = megabytes(lambda: nx.Graph(ends))
    of_facts = megabytes(lambda: nx.MultiGraph(keyed))
    again = made(random.Random(SEED))
    seconds, _ = timed(partial(si.links, again, "org-0"))
    ids = [f"org-{number}" for number in range(LOOKUPS)]
    lookups, _ = timed(lambda: [si.links(data, one) for one in ids])
    del again
    building, graph = timed(lambda: nx.Graph(ends))
    print(f"\nThe index of links takes {seconds:.2f} s, once; a graph in networkx {building:.2f} s.")
    print("\n| memory | MB | ratio | to | bar |\n|---|---:|---:|---|---|")
    bare = f"`Graph` of names, {of_graph:.1f} MB"
    print(f"| to search | {of_paths:.1f} | {of_paths / of_graph:.2f} | {bare} | at most 0.25 |")
    both, named = of_links + of_paths, "`MultiGraph` with each relation"
    print(
        f"| and to tell the facts | {both:.1f} | {both / of_facts:.2f} | {named}, {of_facts:.1f} MB | at most 0.25 |\n"
    )
    print(f"Then the links of one record take {lookups / LOOKUPS * 1e6:.0f} µs.")
    parts = [sorted(part) for part in nx.connected_components(graph)]
    print(f"\nA way between two bodies, {count} pairs:\n")
    print("| case | median | ratio | to | bar |\n|---|---:|---:|---|---|")
    cases = (
        ("the search alone", partial(searched, data), 1.1),
        ("the first path, with its evidence", partial(first, data), 1.5),
    )
    for name, ours, most in cases:
        here, there = compared(ours, partial(in_networkx, graph), count, rng, max(parts, key=len))
        ratio = statistics.median(a / b for a, b in zip(here, there, strict=True))
        networkx = f"`networkx.shortest_path`, {statistics.median(there) * 1e6:.0f} µs"
        print(f"| {name} | {statistics.median(here) * 1e6:.0f} µs | {ratio:.2f} | {networkx} | at most {most} |")


if __name__ == "__main__":
    main()
