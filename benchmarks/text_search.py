"""How fast is full-text search, as a ratio against FTS5 of SQLite, in one run?

    python benchmarks/text_search.py [ROUNDS]

Both hold 10,000 records: the bundled ones, again and again under other ids. Both are warm, and both give the id and
score of the best 20 records, or of all. FTS5 has one row for each record, with its names, other texts and notes in
three columns that count 4, 2 and 1; words are cut by `unicode61`, Chinese by `trigram`. Its last word may be a
beginning (`centre*`), as ours may; small words are left out there, which with us count but need not stand.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
import tracemalloc
from functools import partial
from typing import TYPE_CHECKING

import attrs
from run import ROUNDS, SEED, repeated, rounds, told

import sinouk_innov as si
from sinouk_innov.questions.search import search
from sinouk_innov.questions.text_index import TextIndex, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDS = 10_000
SHOWN = 20
EVERYTHING = 1_000_000
ENGLISH = (
    "innovation centre",
    "Tus",
    "Tsinghua",
    "Peng Lv",
    "Cambridge Science Park",
    "high-tech enterprises",
    "memorandum of understanding",
    "UK",
    "deputy minister",
    '"joint venture"',
    '"science park" newcastle',
    "centre of the university",
)
SMALL_WORDS = ("of", "the")
CHINESE = ("科技创新", "清华大学", "启迪控股", "科技部", "创新中心", "孵化器", "中英科技创新合作")


def enlarged() -> si.Dataset:
    """Return the bundled records under as many ids as make up the number."""
    bundled = list(si.load())
    return si.Dataset.of(
        attrs.evolve(bundled[at % len(bundled)], id=f"{bundled[at % len(bundled)].id}-{at}") for at in range(RECORDS)
    )


def fts5(data: si.Dataset, tokenizer: str) -> sqlite3.Connection:
    """Return a database in which the texts of the records are indexed."""
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table record using fts5 (id unindexed, name, said, note, tokenize = '{tokenizer}')")
    base.execute("insert into record (record, rank) values ('rank', 'bm25(0, 4, 2, 1)')")
    for record in data:
        columns: dict[int, list[str]] = {4: [], 2: [], 1: []}
        for text in texts_of(record):
            columns[text.importance].append(text.text)
        base.execute("insert into record values (?, ?, ?, ?)", (record.id, *("\n".join(t) for t in columns.values())))
    base.execute("insert into record (record) values ('optimize')")
    base.commit()
    return base


def asked_of_fts5(text: str) -> str:
    """Return a query in the language of FTS5 that asks for what ours asks."""
    if text in CHINESE:
        return f'"{text}"'
    pieces = text.split('"')
    words = [
        f'"{piece}"'
        if at % 2
        else " ".join(f'"{word}"' for word in piece.replace("-", " ").split() if word not in SMALL_WORDS)
        for at, piece in enumerate(pieces)
    ]
    last = pieces[-1].split()
    return " ".join(words) + ("*" if last and len(last[-1]) > len("UK") else "")


def in_fts5(base: sqlite3.Connection, limit: int, text: str) -> object:
    """Ask FTS5."""
    return base.execute(
        "select id, rank from record where record match ? order by rank limit ?", (text, limit)
    ).fetchall()


def marked_in_fts5(base: sqlite3.Connection, text: str) -> object:
    """Ask FTS5 for the best records with their texts, the matches marked."""
    marks = ", ".join(f"highlight(record, {column}, '[', ']')" for column in (1, 2, 3))
    return base.execute(
        f"select id, rank, {marks} from record where record match ? order by rank limit {SHOWN}",  # noqa: S608
        (text,),
    ).fetchall()


def compared(data: si.Dataset, queries: Sequence[str], tokenizer: str, count: int) -> None:
    """Time the same queries in both."""
    base = fts5(data, tokenizer)
    ours = list(queries) * 3
    theirs = [asked_of_fts5(text) for text in ours]
    for text in queries:
        found, known = len(search(data, text)), len(in_fts5(base, EVERYTHING, asked_of_fts5(text)))  # type: ignore[arg-type]
        print(f"- `{text}`: {found} records here, {known} there")
    cases = {
        f"best {SHOWN}": lambda: repeated(partial(search, data, limit=SHOWN), ours),
        f"best {SHOWN} in FTS5": lambda: repeated(partial(in_fts5, base, SHOWN), theirs),
        "all": lambda: repeated(partial(search, data), ours),
        "all in FTS5": lambda: repeated(partial(in_fts5, base, EVERYTHING), theirs),
        f"best {SHOWN}, marked": lambda: repeated(
            lambda text: [hit.matches for hit in search(data, text, limit=SHOWN)], ours
        ),
        f"best {SHOWN} in FTS5, marked": lambda: repeated(partial(marked_in_fts5, base), theirs),
    }
    times = rounds(cases, count, random.Random(SEED))
    print(f"\nBy `{tokenizer}`, {len(ours)} queries a round:\n")
    best = f"best {SHOWN}"
    for case, against, bar in (
        (best, f"{best} in FTS5", 5.0),
        ("all", "all in FTS5", 5.0),
        (f"{best}, marked", f"{best} in FTS5, marked", 5.0),
    ):
        told(times, against, {case: bar}, "µs", 1e6 / len(ours))
        print()


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    data = enlarged()
    begin = time.perf_counter()
    TextIndex(data)
    taken = time.perf_counter() - begin
    tracemalloc.start()
    index = data.kept(TextIndex)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    begin = time.perf_counter()
    base = fts5(data, "unicode61")
    fts5_taken = time.perf_counter() - begin
    pages = base.execute("select page_count * page_size from pragma_page_count, pragma_page_size").fetchone()[0]
    print(f"{index}: made in {taken:.2f} s, {held / 1e6:.1f} MB, at most {most / 1e6:.1f} MB while it is made.")
    print(f"FTS5 of SQLite {sqlite3.sqlite_version}: {fts5_taken:.2f} s, {pages / 1e6:.1f} MB with its texts.\n")
    compared(data, ENGLISH, "unicode61", count)
    compared(data, CHINESE, "trigram", count)


if __name__ == "__main__":
    main()
