"""Do ten thousand random damages, which nobody foresaw, end in anything but a valid dataset or told problems?"""

from __future__ import annotations

import copy
import json
import random
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from damages import TABLES, Gate, files
from sinouk_innov import codec, integrity
from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.model.kinds import kind_of_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sinouk_innov.model.record import Record

ID = re.compile(r"(?:src|pla|org|per|cen|ini|evt|rel|sta|rem)-[a-z0-9]+(?:-[a-z0-9]+)*")
REFERRING = {
    "about",
    "body",
    "entity",
    "event",
    "lineage",
    "object",
    "on_behalf_of",
    "operators",
    "part_of",
    "place",
    "seat",
    "share_of",
    "source",
    "speaker",
    "subject",
    "where",
    "whole",
}
"""The fields that hold ids, by name; this list is kept apart from the library's own on purpose."""

Tables = dict[str, list[Any]]


def referred(plain: Any, field: str = "") -> Iterator[str]:
    """Walk plain data and yield every id that stands in a field that refers to something."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from referred(value, key)
    elif isinstance(plain, list):
        for value in plain:
            yield from referred(value, field)
    elif field in REFERRING and isinstance(plain, str):
        yield plain


@cache
def groups() -> tuple[Tables, ...]:
    """Return all bundled records in groups of a dozen or more, each with everything that its records refer to.

    Every group is a valid dataset, and small enough to be damaged and judged very many times.
    """
    rows = {row["id"]: (table, row) for table in TABLES for row in files()[f"{table}.json"]}
    waiting = [record_id for record_id in rows if not record_id.startswith("src-")]
    random.Random(1).shuffle(waiting)  # noqa: S311  the same groups each time
    made: list[Tables] = []
    covered: set[str] = set()
    while waiting:
        chosen: set[str] = set()
        while waiting and len(chosen) < 10:
            ahead = [waiting.pop()]
            if ahead[0] in covered:
                continue
            while ahead:
                here = ahead.pop()
                if here not in chosen:
                    chosen.add(here)
                    ahead.extend(referred(rows[here][1]))
        if chosen:
            covered |= chosen
            made.append(
                {table: [rows[each][1] for each in sorted(chosen) if rows[each][0] == table] for table in TABLES}
            )
    assert covered == rows.keys(), "every bundled record is in some group"
    return tuple(made)


class Shaker:
    """Damages plain data at random places in random ways, always alike for one seed."""

    def __init__(self, seed: int, tables: Tables) -> None:
        """Damage some tables, which are changed in place."""
        self.random = random.Random(seed)  # noqa: S311  the same damages each time
        self.tables = tables
        self.redirects: dict[str, str] = {}
        self.ids = [row["id"] for rows in tables.values() for row in rows]

    def shake(self) -> None:
        """Do one to three damages."""
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            self.random.choice(self.WAYS)(self)

    def _somewhere(self) -> tuple[Any, Any]:
        """Return a dict or list inside some record, or a table, and one of its keys or indexes."""
        holder: Any = self.tables[self.random.choice([table for table, rows in self.tables.items() if rows])]
        key: Any = self.random.randrange(len(holder))
        while isinstance(holder[key], dict | list) and holder[key] and self.random.random() < 0.85:
            holder = holder[key]
            key = self.random.choice(list(holder)) if isinstance(holder, dict) else self.random.randrange(len(holder))
        return holder, key

    def _junk(self) -> Any:
        pick = self.random.choice
        return pick(
            (
                None,
                True,
                False,
                0,
                -1,
                3.9,
                10**30,
                float("inf"),
                float("nan"),
                "",
                " ",
                "x" * 20_001,
                "\ud800",
                "other",
                "stated",
                "2020",
                "2999-01",
                "[..]",
                "1/0",
                "9" * 70,
                "zh",
                "https://example.org",
                [],
                {},
                [[]],
                [None],
                {"id": "per-x"},
                {"edtf": pick(("2020", "2999", "20~", "2020/..", "[2020..2019]"))},
                {"source": pick(("src-x", pick(self.ids)))},
                "per-nobody",
                pick(self.ids),
                pick(self.ids)[:4] + "nowhere",
            )
        )

    def delete(self) -> None:
        """Delete a key, an item or a whole record."""
        holder, key = self._somewhere()
        del holder[key]

    def repeat(self) -> None:
        """Let an item stand twice, or put a value under another key as well."""
        holder, key = self._somewhere()
        if isinstance(holder, list):
            holder.insert(self.random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        else:
            holder[self.random.choice([*holder, "names", "kind", "part_of", "note"])] = copy.deepcopy(holder[key])

    def replace(self) -> None:
        """Put something odd in the place of a value."""
        holder, key = self._somewhere()
        holder[key] = self._junk()

    def add(self) -> None:
        """Put something odd under a new key."""
        holder, _ = self._somewhere()
        if isinstance(holder, list):
            holder.append(self._junk())
        else:
            keys = ("citations", "note", "absent", "kind", "x", "period", "where", "lineage", "honorific", "supports")
            holder[self.random.choice(keys)] = self._junk()

    def retype(self) -> None:
        """Wrap, unwrap or convert a value."""
        holder, key = self._somewhere()
        value = holder[key]
        ways: list[Callable[[Any], Any]] = [lambda it: [it], lambda it: {"value": it}, str, repr, bool]
        if isinstance(value, list) and value:
            ways.append(lambda it: it[0])
        holder[key] = self.random.choice(ways)(value)

    def exchange(self) -> None:
        """Let two values anywhere change places."""
        (one, here), (other, there) = self._somewhere(), self._somewhere()
        one[here], other[there] = copy.deepcopy(other[there]), copy.deepcopy(one[here])

    def rename(self) -> None:
        """Give a key another name."""
        holder, key = self._somewhere()
        if isinstance(holder, dict):
            holder[self.random.choice((key + "s", key.title(), "id", "kind", "names", "source"))] = holder.pop(key)

    def reorder(self) -> None:
        """Put keys or items in another order."""
        holder, _ = self._somewhere()
        if isinstance(holder, list):
            self.random.shuffle(holder)
        else:
            items = list(holder.items())
            self.random.shuffle(items)
            holder.clear()
            holder.update(items)

    def misplace(self) -> None:
        """Move a record into another table."""
        rows = self.tables[self.random.choice([table for table, rows in self.tables.items() if rows])]
        self.tables[self.random.choice(TABLES)].append(rows.pop(self.random.randrange(len(rows))))

    def _reference(self) -> tuple[Any, Any]:
        """Return the holder and key of a value that refers to something or is an id."""
        found: list[tuple[Any, Any]] = []
        ahead: list[Any] = list(self.tables.values())
        while ahead:
            here = ahead.pop()
            for key, value in here.items() if isinstance(here, dict) else enumerate(here):
                if isinstance(value, dict | list):
                    ahead.append(value)
                elif isinstance(value, str) and ID.fullmatch(value):
                    found.append((here, key))
        return self.random.choice(found) if found else self._somewhere()

    def redirect(self) -> None:
        """Let a reference, or an id, be another one, there or not there, now and then of the same kind."""
        holder, key = self._reference()
        alike = [each for each in self.ids if each[:3] == str(holder[key])[:3]]
        holder[key] = self.random.choice([*alike, self.random.choice(self.ids), "org-nowhere", f"{holder[key]}-x"])

    def swap_ids(self) -> None:
        """Exchange two references or ids."""
        (one, here), (other, there) = self._reference(), self._reference()
        one[here], other[there] = other[there], one[here]

    def retire(self) -> None:
        """Retire an id, one that is in use or not, for another, one that is there or not."""
        retired = self.random.choice([*self.ids, "per-old", "src-old", "org-old"])
        successors = [each for each in self.ids if each[:3] == retired[:3]]
        self.redirects[retired] = self.random.choice([*successors, f"{retired[:3]}-nowhere"])

    WAYS = (
        delete, repeat, replace, replace, add, retype, exchange, rename, reorder, misplace,
        redirect, redirect, swap_ids, retire,
    )  # fmt: skip


def _decoded(table: str, rows: object) -> list[Record]:
    return codec.decode_table(kind_of_table(table), rows, f"{table}.json")


@cache
def record_of(group: int, table: str, number: int) -> Record:
    """Return an undamaged record of a group."""
    return _decoded(table, [groups()[group][table][number]])[0]


def judged(group: int, tables: Tables, redirects: Mapping[str, str]) -> Gate:
    """Return at which gate damaged tables of a group are caught. Rows that are as they were are not decoded again."""
    sound = groups()[group]
    records: list[Record] = []
    said: list[str] = []
    for table, rows in tables.items():
        known = {id(row): number for number, row in enumerate(sound[table])}
        fresh = [row for row in rows if id(row) not in known]
        records += [record_of(group, table, known[id(row)]) for row in rows if id(row) in known]
        try:
            records += _decoded(table, fresh)
        except InvalidDataError as error:
            said.extend(map(str, error.problems))
    if said:
        # Whatever stood in the file, what is said of it can be printed.
        assert all(text.encode() and text.isprintable() for text in said)
        return Gate.READ
    try:
        data = Dataset.of(records, redirects=redirects)
    except InvalidDataError:
        return Gate.READ
    return Gate.PROBLEMS if integrity.problems(data) else Gate.NONE


@cache
def _as_text(group: int) -> tuple[str, dict[str, tuple[str, Any]]]:
    """Return a group as JSON, and its rows by id, each with its text."""
    tables = groups()[group]
    return json.dumps(tables), {row["id"]: (repr(row), row) for rows in tables.values() for row in rows}


def own(group: int) -> Tables:
    """Return a copy of a group that can be damaged."""
    copied: Tables = json.loads(_as_text(group)[0])
    return copied


def shared(group: int, shaken: Tables) -> Tables:
    """Return shaken tables in which each row that is as it was is the very row of the group."""
    known = _as_text(group)[1]

    def same(row: Any) -> Any:
        record_id = row.get("id") if isinstance(row, dict) else None
        text, before = known.get(record_id, ("", None)) if isinstance(record_id, str) else ("", None)
        return before if before is not None and text == repr(row) else row

    return {table: [same(row) for row in rows] for table, rows in shaken.items()}


def test_fields_that_refer_are_known() -> None:
    """Whatever looks like an id in the bundled files stands in a field that the walker knows to refer, or is an id."""

    def fields(plain: Any, field: str = "") -> Iterator[str]:
        if isinstance(plain, dict):
            for key, value in plain.items():
                yield from fields(value, key)
        elif isinstance(plain, list):
            for value in plain:
                yield from fields(value, field)
        elif isinstance(plain, str) and ID.fullmatch(plain):
            yield field

    assert {field for table in TABLES for field in fields(files()[f"{table}.json"])} - REFERRING == {"id"}


def test_groups_are_sound() -> None:
    """The groups that are going to be damaged are valid before."""
    for number, group in enumerate(groups()):
        assert judged(number, group, {}) is Gate.NONE, number


@pytest.mark.parametrize("tenth", range(10))
def test_a_thousand_random_damages(tenth: int) -> None:
    """Each random damage ends in a valid dataset, in problems or in an `InvalidDataError`, never in a dangling id."""
    verdicts = dict.fromkeys(Gate, 0)
    for seed in range(1000 * tenth, 1000 * (tenth + 1)):
        number = seed % len(groups())
        shaker = Shaker(seed, own(number))
        shaker.shake()
        try:
            verdict = judged(number, shared(number, shaker.tables), shaker.redirects)
        except Exception as error:
            error.add_note(f"the seed is {seed}")
            raise
        verdicts[verdict] += 1
        if verdict is Gate.NONE:
            ids = [row["id"] for rows in shaker.tables.values() for row in rows]
            assert len(ids) == len(set(ids)), seed
            assert set(referred(list(shaker.tables.values()))) <= set(ids), seed
            assert not shaker.redirects.keys() & set(ids), seed
            assert set(shaker.redirects.values()) <= set(ids), seed
    assert min(verdicts.values()) >= 30, verdicts
