"""How do the tables of a star become a dataset again?"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from sinouk_innov import codec, figures
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Citation
from sinouk_innov.export.fields import Field, members
from sinouk_innov.export.star import Cells, part_classes, part_fields, plan_of, single_fields, text_fields
from sinouk_innov.model.kinds import KINDS, Kind
from sinouk_innov.model.record import Absence, Part
from sinouk_innov.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sinouk_innov.model.record import Record

__all__ = ["dataset_of"]

Row = dict[str, Any]


def dataset_of(tables: Mapping[str, Cells], file: str) -> Dataset:
    """Return the dataset that lies in the tables of a star.

    What follows from other columns is not read: bounds of dates and figures, labels, addresses, `facts`, `evidence`.

    Args:
        tables: The tables, by name and column.
        file: What to call the whole in an error.

    Raises:
        InvalidDataError: Tables or columns are missing, or what they hold is no record; all problems are told.
    """
    problems = [*_missing(tables, file)]
    if not problems:
        problems += _unread_figures(tables, file)
    if problems:
        raise InvalidDataError(tuple(problems))
    parts = _Parts(tables)
    records: list[Record] = []
    for kind in KINDS:
        try:
            rows = [parts.record(kind, row) for row in _rows(tables[kind.table])]
            records += codec.decode_table(kind, rows, f"{file}/{kind.table}")
        except InvalidDataError as error:
            problems += error.problems
    try:
        release = codec.decode_value(Release, _release(tables["release"], file), f"{file}/release")
    except InvalidDataError as error:
        problems += error.problems
        release = Release()
    if problems:
        raise InvalidDataError(tuple(problems))
    redirects = {row["retired"]: row["successor"] for row in _rows(tables["redirects"])}
    return Dataset.of(records, release=release, redirects=redirects)


def _missing(tables: Mapping[str, Cells], file: str) -> Iterator[Problem]:
    for plan in plan_of():
        if plan.name not in tables:
            yield Problem("there is no such table", f"{file}/{plan.name}")
            continue
        for name in plan.names:
            if name not in tables[plan.name]:
                yield Problem("there is no such column", f"{file}/{plan.name}", path=name)


def _unread_figures(tables: Mapping[str, Cells], file: str) -> Iterator[Problem]:
    for kind in KINDS:
        for field in single_fields(kind.record_class):
            if field.type is Quantity:
                for row in _rows(tables[kind.table]):
                    try:
                        _single(field, row)
                    except ValueError as error:
                        yield Problem(str(error), f"{file}/{kind.table}", kind.name, row["id"], field.name)


def _release(cells: Cells, file: str) -> Row:
    rows = [{name: value for name, value in row.items() if value is not None} for row in _rows(cells)]
    if len(rows) != 1:
        raise InvalidDataError((Problem(f"takes one row, not {len(rows)}", f"{file}/release"),))
    return rows[0]


def _rows(cells: Cells) -> Iterator[Row]:
    names = list(cells)
    return (dict(zip(names, row, strict=True)) for row in zip(*cells.values(), strict=True))


class _Parts:
    """The rows of those tables whose rows belong to a record, by the place in it where they belong."""

    def __init__(self, tables: Mapping[str, Cells]) -> None:
        self._notes = {row["id"]: row["note"] for row in _rows(tables["records"])}
        self._held: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._citations: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._inner: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for item, name in part_classes().items():
            _sort_into(self._held, tables[name], "record", lambda row: row["field"])
            for field, _ in part_fields(item):
                inner = tables[f"{name.removesuffix('s')}_{field.name}"]
                _sort_into(self._inner, inner, "fact", partial(_always, field.name))
        _sort_into(self._held, tables["targets"], "record", lambda row: row["field"])
        _sort_into(self._held, tables["absences"], "record", partial(_always, "absent"))
        _sort_into(self._inner, tables["supports"], "citation", partial(_always, "supports"))
        _sort_into(self._citations, tables["citations"], "record", lambda row: row["place"] or "")

    def record(self, kind: Kind, row: Row) -> Row:
        """Return a row of a kind as plain data, with all that belongs to it."""
        described = kind.record_class
        plain: Row = {"id": row["id"]} | _singles(single_fields(described), row)
        for field, item in part_fields(described):
            held = self._held.get((row["id"], field.name), ())
            plain[field.name] = [
                self._part(item, part, row["id"], f"{field.name}[{at}]") for at, part in enumerate(held)
            ]
        for field in text_fields(described):
            plain[field.name] = [part["target"] for part in self._held.get((row["id"], field.name), ())]
        plain["absent"] = [
            _filled(_singles(single_fields(Absence), part) | {"note": part["note"]})
            for part in self._held.get((row["id"], "absent"), ())
        ]
        return _filled(plain | {"note": self._notes.get(row["id"]), "citations": self._cited(row["id"], "")})

    def _part(self, item: type[Part], row: Row, record: str, place: str) -> Row:
        plain = _singles(single_fields(item), row)
        for field, inner in part_fields(item):
            plain[field.name] = [
                self._part(inner, held, record, f"{place}.{field.name}[{at}]")
                for at, held in enumerate(self._inner.get((row["fact"], field.name), ()))
            ]
        return _filled(plain | {"note": row["note"], "citations": self._cited(record, place)})

    def _cited(self, record: str, place: str) -> list[Row]:
        return [
            _filled(
                _singles(single_fields(Citation), row)
                | {"supports": [held["field"] for held in self._inner.get((row["citation"], "supports"), ())]}
                | {"note": row["note"]}
            )
            for row in self._citations.get((record, place), ())
        ]


def _sort_into(
    into: dict[tuple[str, str], list[Row]], cells: Cells, holder: str, place_of: Callable[[Row], str]
) -> None:
    """Put rows where they belong: under what holds them and the place in it, in their order there."""
    for row in sorted(_rows(cells), key=_position):
        into[row[holder], place_of(row)].append(row)


def _always(place: str, _: Row) -> str:
    return place


def _position(row: Row) -> int:
    position = row["position"]
    return position if isinstance(position, int) else 0


def _filled(plain: Row) -> Row:
    return {name: value for name, value in plain.items() if value is not None and value != []}


def _singles(fields: tuple[Field, ...], row: Row) -> Row:
    return _filled({field.name: _single(field, row) for field in fields})


def _single(field: Field, row: Row) -> Any:
    value = row[field.name]
    if value is None or not isinstance(value, str):
        return value
    wording = row.get(f"{field.name}_wording")
    if set(members(field.type)) <= {PartialDate, Period}:
        return {"edtf": value} | ({} if wording is None else {"wording": wording})
    if field.type is Quantity:
        return figures.plain(Quantity.parse(value, wording))
    return value
