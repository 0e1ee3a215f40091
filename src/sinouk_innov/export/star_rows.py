"""Which rows do the tables of a star have for a dataset?

They are made field by field, not record by record: what is alike is made alike, which is several times as quick.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from sinouk_innov.collector import paused_collector
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Citation, link_to
from sinouk_innov.export.lazy_columns import Counts, Joined, Lazy, Picked, Places, Same, Spread, Told, Values
from sinouk_innov.export.star import (
    Cells,
    cells_of,
    part_classes,
    part_fields,
    plan_of,
    single_fields,
    text_fields,
)
from sinouk_innov.model.facts import FACT_KINDS
from sinouk_innov.model.record import Absence, Part, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.model.kinds import Kind
    from sinouk_innov.model.source import Source
    from sinouk_innov.table import Table

__all__ = ["Rows", "refuse_dangling", "rows_by_kind", "rows_of", "tables_of"]

Rows = tuple[str, dict[str, Lazy]]
"""Rows of a table: its name, and its columns."""


def tables_of(data: Dataset, progress: Progress | None = None) -> dict[str, Cells]:
    """Return the rows of all tables, by table and column.

    Args:
        data: The dataset.
        progress: Called after each kind of record, with how many records are done and how many there are.
    """
    found: dict[str, Cells] = {plan.name: {name: [] for name in plan.names} for plan in plan_of()}
    with paused_collector():
        for rows in rows_by_kind(data, progress):
            for table, columns in rows:
                for name, cells in found[table].items():
                    cells.extend(columns[name])
    return found


def rows_by_kind(data: Dataset, progress: Progress | None = None) -> Iterator[list[Rows]]:
    """Yield the rows of all tables for one kind of record after the other, then those of the whole dataset.

    Args:
        data: The dataset.
        progress: Called after each kind of record, with how many records are done and how many there are.
    """
    total = len(data) if progress is not None else 0
    done = 0
    link = cache(partial(_link, data.sources))
    for table in data.tables():
        records = list(table)
        if records:
            yield _Kind(table.kind, records, link).rows()
        done += len(records)
        if progress is not None:
            progress(done, total)
    retired = sorted(data.redirects)
    successors = [data.redirects[each] for each in retired]
    yield [
        ("redirects", {"retired": Values(retired), "successor": Values(successors)}),
        ("release", {name: Values([value or None]) for name, value in attrs.asdict(data.release).items()}),
    ]


def _link(sources: Table[Source], source: str, starts: str | None, ends: str | None) -> str | None:
    """Return the address that opens a passage."""
    found = sources.get(source)
    return None if found is None or found.url is None else link_to(found.url, starts, ends)


class _Kind:
    """The rows that the records of one kind have in all tables."""

    def __init__(
        self, kind: Kind, records: list[Record], link: Callable[[str, str | None, str | None], str | None]
    ) -> None:
        self._kind = kind
        self._records = records
        self._ids = Values(_values("id", self._records))
        self._link = link
        self._rows: list[Rows] = []

    def rows(self) -> list[Rows]:
        """Return them, by table; a table may come more than once."""
        kind, ids, records = self._kind, self._ids, self._records
        labels, notes = Values([record.label for record in records]), Values(_values("note", records))
        self._add("records", id=ids, kind=Same(kind.name, len(ids)), label=labels, note=notes)
        cited: list[tuple[Citation, ...]] = _values("citations", records)
        addresses, counts = self._cite(ids, None, cited)
        supported: list[tuple[str, ...]] = _values("supports", chain.from_iterable(cited))
        within, fields = Counts.of(supported), Values([*chain.from_iterable(supported)])
        self._add("supports", citation=Spread(addresses, within), position=Places(within), field=fields)
        if kind.prefix in FACT_KINDS:
            nothing = Same(None, len(ids))
            self._add("facts", fact=ids, record=ids, field=nothing, key=nothing)
            self._add("evidence", fact=Spread(ids, counts), citation=addresses)
        grounds = _Grounds(addresses, counts, supported, kind.prefix in FACT_KINDS)
        own: dict[str, Lazy] = {"id": ids}
        for field in single_fields(kind.record_class):
            values = _values(field.name, records)
            own |= _made(cells_of(field, values))
            self._add_plain(field.name, values, grounds)
        self._add(kind.table, **own)
        for field in text_fields(kind.record_class):
            self._add_targets(field.name, grounds)
        for field, item in part_fields(kind.record_class):
            self._add_parts(field.name, item)
        self._add_absences()
        return self._rows

    def _add(self, table: str, **columns: Lazy) -> None:
        self._rows.append((table, columns))

    def _add_plain(self, name: str, values: list[Any], grounds: _Grounds) -> None:
        """Add the facts of a field with one value."""
        held = [at for at, value in enumerate(values) if value is not None]
        records = self._ids if len(held) == len(values) else Picked(self._ids, held)
        facts = Joined((records, f"#{name}"))
        self._add("facts", fact=facts, record=records, field=Same(name, len(held)), key=Same(None, len(held)))
        self._add("evidence", **grounds.evidence(facts, [grounds.of(at, name) for at in held]))

    def _add_targets(self, name: str, grounds: _Grounds) -> None:
        """Add the facts of a field whose values are ids."""
        values: list[tuple[str, ...]] = _values(name, self._records)
        counts, targets = Counts.of(values), Values([*chain.from_iterable(values)])
        records, field = Spread(self._ids, counts), Same(name, counts.total)
        facts = Joined((records, f"#{name}[", targets, "]"))
        self._add("facts", fact=facts, record=records, field=field, key=targets)
        self._add("targets", fact=facts, record=records, field=field, position=Places(counts), target=targets)
        on = [grounds.of(at, name, f"{name}[{key}]") for at, keys in enumerate(values) for key in keys]
        self._add("evidence", **grounds.evidence(facts, on))

    def _add_parts(self, name: str, item: type[Part]) -> None:
        """Add the facts of a field whose values are parts, and the parts that are in these."""
        held: list[tuple[Part, ...]] = _values(name, self._records)
        parts = [*chain.from_iterable(held)]
        counts, keys = Counts.of(held), Values(_values("key", parts))
        records, field, position = Spread(self._ids, counts), Same(name, counts.total), Places(counts)
        facts = Joined((records, f"#{name}[", keys, "]"))
        self._add("facts", fact=facts, record=records, field=field, key=keys)
        table = part_classes()[item]
        self._add(table, fact=facts, record=records, field=field, position=position, **_own_cells(item, parts))
        places = Joined((f"{name}[", position, "]"))
        addresses, cited = self._cite(records, places, _values("citations", parts))
        self._add("evidence", fact=Spread(facts, cited), citation=addresses)
        for inner_field, inner in part_fields(item):
            lists: list[tuple[Part, ...]] = _values(inner_field.name, parts)
            inside, within = [*chain.from_iterable(lists)], Counts.of(lists)
            holders, at = Spread(records, within), Places(within)
            row = {"fact": Spread(facts, within), "record": holders, "position": at}
            self._add(f"{table.removesuffix('s')}_{inner_field.name}", **row, **_own_cells(inner, inside))
            inner_places = Joined((Spread(places, within), f".{inner_field.name}[", at, "]"))
            self._cite(holders, inner_places, _values("citations", inside))

    def _cite(self, records: Lazy, places: Lazy | None, cited: list[tuple[Citation, ...]]) -> tuple[Lazy, Counts]:
        """Add citations; return their addresses, and how many of them each holder has.

        Args:
            records: The record in which each list of citations stands.
            places: Where in its record each list stands; None where it is the record's own.
            cited: The lists of citations.
        """
        counts, citations = Counts.of(cited), [*chain.from_iterable(cited)]
        record, at = Spread(records, counts), Places(counts)
        if places is None:
            place: Lazy = Same(None, counts.total)
            address = Joined((record, "#citations[", at, "]"))
        else:
            place = Spread(places, counts)
            address = Joined((record, "#", place, ".citations[", at, "]"))
        own = _own_cells(Citation, citations)
        links = Told((own["source"], own["starts"], own["ends"]), self._link)
        self._add("citations", citation=address, record=record, place=place, position=at, **own, link=links)
        return address, counts

    def _add_absences(self) -> None:
        lists: list[tuple[Absence, ...]] = _values("absent", self._records)
        counts, absences = Counts.of(lists), [*chain.from_iterable(lists)]
        own = _own_cells(Absence, absences)
        self._add("absences", record=Spread(self._ids, counts), position=Places(counts), **own)


class _Grounds:
    """Which of their citations the plain fields of records rest on."""

    def __init__(self, addresses: Lazy, counts: Counts, supported: list[tuple[str, ...]], are_facts: bool) -> None:  # noqa: FBT001
        """Hold the citations of records of one kind.

        Args:
            addresses: The addresses of all their citations.
            counts: How many of these each record has.
            supported: The fields that each citation is for.
            are_facts: Whether they are facts by themselves, so that citations which name no field are for all others.
        """
        self._addresses = addresses
        self._named: list[dict[str, list[int]]] = []
        self._unnamed: list[list[int]] = []
        row = 0
        for cited in counts.each:
            named: dict[str, list[int]] = {}
            unnamed: list[int] = []
            for at in range(row, row + cited):
                for field in supported[at]:
                    named.setdefault(field, []).append(at)
                if are_facts and not supported[at]:
                    unnamed.append(at)
            row += cited
            self._named.append(named)
            self._unnamed.append(unnamed)

    def of(self, at: int, field: str, value: str | None = None) -> list[int]:
        """Return on which citations a field of a record rests, or one of its values; as `citations_for` tells."""
        named = self._named[at]
        for_all = named.get(field)
        for_one = None if value is None else named.get(value)
        if for_all and for_one:
            return sorted({*for_all, *for_one})
        return for_all or for_one or self._unnamed[at]

    def evidence(self, facts: Lazy, rests: list[list[int]]) -> dict[str, Lazy]:
        """Return rows that tell on which citations facts rest."""
        at = [*chain.from_iterable(rests)]
        return {"fact": Spread(facts, Counts.of(rests)), "citation": Picked(self._addresses, at)}


def _own_cells(described: type[object], items: list[Any]) -> dict[str, Lazy]:
    """Return the columns of the fields of parts that have one value, and of their notes."""
    cells: Cells = {}
    for field in single_fields(described):
        cells |= cells_of(field, _values(field.name, items))
    return _made(cells | {"note": _values("note", items)})


def _made(cells: Cells) -> dict[str, Lazy]:
    return {name: Values(values) for name, values in cells.items()}


def _values(name: str, holders: Iterable[object]) -> list[Any]:
    return [*map(attrgetter(name), holders)]


def rows_of(cells: Cells) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table."""
    return zip(*cells.values(), strict=True)


def refuse_dangling(tables: Mapping[str, Cells], file: str) -> None:
    """Raise an error that names every id to which there is no row.

    Raises:
        InvalidDataError: There are such ids: no keys can hold.
    """
    held = {plan.name: set(tables[plan.name][plan.key[0]]) for plan in plan_of() if len(plan.key) == 1}
    problems = [
        Problem(f"there is no {value!r} in {column.refers}", f"{file}/{plan.name}", path=column.name)
        for plan in plan_of()
        for column in plan.columns
        if column.refers is not None
        for value in dict.fromkeys(tables[plan.name][column.name])
        if value is not None and value not in held[column.refers]
    ]
    if problems:
        raise InvalidDataError(tuple(problems))
