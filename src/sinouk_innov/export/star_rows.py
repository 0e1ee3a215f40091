"""Which rows do the tables of a star have for a dataset?

They are made field by field, not record by record: what is alike is made alike, which is several times as quick.
"""

from __future__ import annotations

from itertools import chain, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from sinouk_innov.collector import paused_collector
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Citation, link_to
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.table import Table

__all__ = ["refuse_dangling", "rows_of", "tables_of"]


def tables_of(data: Dataset, progress: Progress | None = None) -> dict[str, Cells]:
    """Return the rows of all tables, by table and column.

    Args:
        data: The dataset.
        progress: Called after each kind of record, with how many records are done and how many there are.
    """
    with paused_collector():
        found: dict[str, Cells] = {plan.name: {name: [] for name in plan.names} for plan in plan_of()}
        total = len(data) if progress is not None else 0
        done = 0
        links = _Links(data)
        for table in data.tables():
            if len(table):
                _Rows(found, table, links).fill()
            done += len(table)
            if progress is not None:
                progress(done, total)
    for retired, successor in sorted(data.redirects.items()):
        found["redirects"]["retired"].append(retired)
        found["redirects"]["successor"].append(successor)
    for name, value in attrs.asdict(data.release).items():
        found["release"][name].append(value or None)
    return found


class _Rows:
    """The rows that the records of one kind have in all tables."""

    def __init__(self, found: dict[str, Cells], table: Table[Record], links: _Links) -> None:
        self._found = found
        self._kind = table.kind
        self._records = list(table)
        self._ids = [record.id for record in self._records]
        self._links = links

    def fill(self) -> None:
        """Add them to the tables."""
        kind, ids, records = self._kind, self._ids, self._records
        labels, notes = [record.label for record in records], _values("note", records)
        _extend(self._found["records"], {"id": ids, "kind": [kind.name] * len(ids), "label": labels, "note": notes})
        cited: list[tuple[Citation, ...]] = _values("citations", records)
        addresses = self._cite([f"{each}#citations" for each in ids], ids, None, cited)
        if kind.prefix in FACT_KINDS:
            self._tell(ids, ids, None, [None] * len(ids))
            _extend(self._found["evidence"], _rests(ids, addresses))
        grounds = [_Grounds(*each, kind.prefix in FACT_KINDS) for each in zip(cited, addresses, strict=True)]
        own: Cells = {"id": ids}
        for field in single_fields(kind.record_class):
            values = _values(field.name, records)
            own |= cells_of(field, values)
            self._fill_plain(field.name, values, grounds)
        _extend(self._found[kind.table], own)
        for field in text_fields(kind.record_class):
            self._fill_targets(field.name, grounds)
        for field, item in part_fields(kind.record_class):
            self._fill_parts(field.name, item)
        self._fill_absences()

    def _tell(self, facts: list[str], records: list[str], field: str | None, keys: Sequence[str | None]) -> None:
        """Add rows of facts."""
        _extend(self._found["facts"], {"fact": facts, "record": records, "field": [field] * len(facts), "key": keys})

    def _fill_plain(self, name: str, values: list[Any], grounds: list[_Grounds]) -> None:
        """Add the facts of a field with one value."""
        held = [at for at, value in enumerate(values) if value is not None]
        records = [self._ids[at] for at in held]
        facts = [f"{record}#{name}" for record in records]
        self._tell(facts, records, name, [None] * len(held))
        _extend(self._found["evidence"], _rests(facts, [grounds[at].of(name) for at in held]))

    def _fill_targets(self, name: str, grounds: list[_Grounds]) -> None:
        """Add the facts of a field whose values are ids."""
        values: list[tuple[str, ...]] = _values(name, self._records)
        targets = [*chain.from_iterable(values)]
        records = _by_holder(self._ids, values)
        facts = [f"{record}#{name}[{target}]" for record, target in zip(records, targets, strict=True)]
        self._tell(facts, records, name, targets)
        row = {"fact": facts, "record": records, "field": [name] * len(facts), "position": _positions(values)}
        _extend(self._found["targets"], row | {"target": targets})
        on = [ground.of(name, f"{name}[{key}]") for ground, keys in zip(grounds, values, strict=True) for key in keys]
        _extend(self._found["evidence"], _rests(facts, on))

    def _fill_parts(self, name: str, item: type[Part]) -> None:
        """Add the facts of a field whose values are parts, and the parts that are in these."""
        held: list[tuple[Part, ...]] = _values(name, self._records)
        parts = [*chain.from_iterable(held)]
        if not parts:
            return
        records, positions = _by_holder(self._ids, held), _positions(held)
        keys = [part.key for part in parts]
        facts = [f"{record}#{name}[{key}]" for record, key in zip(records, keys, strict=True)]
        self._tell(facts, records, name, keys)
        table = part_classes()[item]
        row: Cells = {"fact": facts, "record": records, "field": [name] * len(facts), "position": positions}
        _extend(self._found[table], row | _own_cells(item, parts))
        places = [f"{name}[{at}]" for at in positions]
        addresses = self._cite_parts(records, places, parts)
        _extend(self._found["evidence"], _rests(facts, addresses))
        for field, inner in part_fields(item):
            inside: list[tuple[Part, ...]] = _values(field.name, parts)
            inner_parts = [*chain.from_iterable(inside)]
            at = _positions(inside)
            row = {"fact": _by_holder(facts, inside), "record": _by_holder(records, inside), "position": at}
            _extend(self._found[f"{table.removesuffix('s')}_{field.name}"], row | _own_cells(inner, inner_parts))
            inner_places = [
                f"{place}.{field.name}[{n}]" for place, n in zip(_by_holder(places, inside), at, strict=True)
            ]
            stems = [f"{record}#{place}.citations" for record, place in zip(row["record"], inner_places, strict=True)]
            self._cite(stems, row["record"], inner_places, _values("citations", inner_parts))

    def _cite(
        self, stems: list[str], records: list[str], places: list[str] | None, cited: list[tuple[Citation, ...]]
    ) -> list[list[str]]:
        """Add rows of citations, and return their addresses.

        Args:
            stems: What the addresses of each list of citations begin with.
            records: The record in which each list stands.
            places: Where in its record each list stands; None where it is the record's own.
            cited: The lists of citations.
        """
        addresses = [[f"{stem}[{at}]" for at in range(len(each))] for stem, each in zip(stems, cited, strict=True)]
        flat, citations = [*chain.from_iterable(addresses)], [*chain.from_iterable(cited)]
        cells: Cells = {
            "citation": flat,
            "record": _by_holder(records, cited),
            "place": [None] * len(flat) if places is None else _by_holder(places, cited),
            "position": _positions(cited),
        }
        for field in single_fields(Citation):
            cells |= cells_of(field, _values(field.name, citations))
        cells |= {"note": _values("note", citations), "link": [*map(self._links.__getitem__, map(_PASSAGE, citations))]}
        _extend(self._found["citations"], cells)
        if places is None:
            supported: list[tuple[str, ...]] = _values("supports", citations)
            fields = [*chain.from_iterable(supported)]
            row: Cells = {"citation": _by_holder(flat, supported), "position": _positions(supported), "field": fields}
            _extend(self._found["supports"], row)
        return addresses

    def _cite_parts(self, records: list[str], places: list[str], parts: list[Part]) -> list[list[str]]:
        """Add rows of the citations of parts, and return their addresses."""
        stems = [f"{record}#{place}.citations" for record, place in zip(records, places, strict=True)]
        return self._cite(stems, records, places, _values("citations", parts))

    def _fill_absences(self) -> None:
        lists: list[tuple[Absence, ...]] = _values("absent", self._records)
        absences = [*chain.from_iterable(lists)]
        cells: Cells = {"record": _by_holder(self._ids, lists), "position": _positions(lists)}
        for field in single_fields(Absence):
            cells |= cells_of(field, _values(field.name, absences))
        _extend(self._found["absences"], cells | {"note": _values("note", absences)})


_PASSAGE = attrgetter("source", "starts", "ends")


class _Links(dict[tuple[str, str | None, str | None], "str | None"]):
    """The addresses that open passages, each made once."""

    def __init__(self, data: Dataset) -> None:
        super().__init__()
        self._sources = data.sources

    def __missing__(self, passage: tuple[str, str | None, str | None]) -> str | None:
        source = self._sources.get(passage[0])
        made = self[passage] = None if source is None or source.url is None else link_to(source.url, *passage[1:])
        return made


class _Grounds:
    """The addresses of the citations of a record, by the field that they support."""

    __slots__ = ("_all", "_named", "_unnamed")

    def __init__(self, citations: tuple[Citation, ...], addresses: list[str], is_fact: bool) -> None:  # noqa: FBT001
        """Hold them.

        Args:
            citations: The citations of the record.
            addresses: Their addresses.
            is_fact: Whether the record is a fact by itself, so that those which name no field are for all others.
        """
        self._all = addresses
        self._named: dict[str, list[str]] = {}
        self._unnamed: list[str] = []
        for citation, address in zip(citations, addresses, strict=True):
            if citation.supports:
                for supported in citation.supports:
                    self._named.setdefault(supported, []).append(address)
            elif is_fact:
                self._unnamed.append(address)

    def of(self, field: str, value: str | None = None) -> list[str]:
        """Return the addresses of those on which a field rests, or one of its values; as `citations_for` tells."""
        for_all = self._named.get(field)
        for_one = None if value is None else self._named.get(value)
        if for_all and for_one:
            named = {*for_all, *for_one}
            return [address for address in self._all if address in named]
        return for_all or for_one or self._unnamed


def _own_cells(item: type[Part], parts: list[Part]) -> Cells:
    cells: Cells = {}
    for field in single_fields(item):
        cells |= cells_of(field, _values(field.name, parts))
    return cells | {"note": _values("note", parts)}


def _values(name: str, holders: Iterable[object]) -> list[Any]:
    return [*map(attrgetter(name), holders)]


def _positions(lists: Iterable[Sequence[object]]) -> list[int]:
    """Return which one of its list each item is."""
    return [*chain.from_iterable(map(range, map(len, lists)))]


def _by_holder(holders: Iterable[str], lists: Iterable[Sequence[object]]) -> list[str]:
    """Return the holder of each item of some lists."""
    return [*chain.from_iterable(map(repeat, holders, map(len, lists)))]


def _rests(facts: list[str], addresses: list[list[str]]) -> Cells:
    """Return which fact rests on which citations."""
    return {"fact": _by_holder(facts, addresses), "citation": [*chain.from_iterable(addresses)]}


def _extend(cells: Cells, more: Mapping[str, Iterable[Any]]) -> None:
    for name, column in cells.items():
        column.extend(more[name])


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
