"""How does a dataset lie in tables, with keys, so that nothing of it is lost?

One table, `records`, has a row for each record; around it stand a table for each kind, for each sort of part and for
the evidence, each with a key into `records`. All of it follows from the classes of the model: a field that is added
there has its column here.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

import attrs
from attrs import frozen

from sinouk_innov.dataset import Release
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Citation
from sinouk_innov.export.fields import Field, fields_of, members, summary
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Absence, Part
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "DIGITS",
    "SCALE",
    "Cells",
    "Column",
    "ColumnType",
    "Plan",
    "cells_of",
    "columns_of",
    "part_classes",
    "part_fields",
    "plan_of",
    "single_fields",
    "text_fields",
]

SCALE = 9
"""How many digits a decimal column has after the point."""
DIGITS = 38
"""How many digits it has in all."""
_FRAME = frozenset({"id", "citations", "note", "absent"})
_RECORDS = "records"


class ColumnType(Term):
    """What does a column hold?"""

    TEXT = "text", "text"
    INTEGER = "integer", "whole numbers"
    NUMBER = "number", "numbers in floating point, such as coordinates"
    DECIMAL = "decimal", "exact decimals with nine digits after the point"
    DATE = "date", "days"
    TEXTS = "texts", "lists of texts"


@frozen
class Column:
    """One column of a table.

    Attributes:
        name: Its name.
        type: What it holds.
        meaning: What its values say.
        needed: Whether every row has a value.
        refers: The table whose key its values are, or none.
    """

    name: str
    type: ColumnType
    meaning: str
    needed: bool = False
    refers: str | None = None


@frozen
class Plan:
    """One table: its columns and its key.

    Attributes:
        name: Its name.
        meaning: What one row of it is.
        columns: Its columns.
        key: The names of the columns that together tell its rows apart.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


Cells = dict[str, list[Any]]
"""The values of a table by column, each column as long as the others."""

# --- what a field becomes -------------------------------------------------------------------------------------------

_CONTEXT = Context(prec=10 * DIGITS)
_STEP = Decimal(1).scaleb(-SCALE)
_Maker = tuple[str, ColumnType, "Callable[[Any], Any] | None"]


def _number(value: Decimal | Fraction | None, rounding: str | None = None) -> Decimal | None:
    """Return a number as a decimal that fits its column: exact, or rounded if told how, else None."""
    if value is None:
        return None
    found = _CONTEXT.divide(value.numerator, value.denominator) if isinstance(value, Fraction) else value
    if found.adjusted() >= DIGITS - SCALE:
        return None
    rounded = found.quantize(_STEP, rounding=rounding or ROUND_FLOOR, context=_CONTEXT)
    return rounded if rounding is not None or Fraction(rounded) == Fraction(value) else None


_DATED: tuple[_Maker, ...] = (
    ("", ColumnType.TEXT, attrgetter("edtf")),
    ("_earliest", ColumnType.DATE, attrgetter("earliest")),
    ("_latest", ColumnType.DATE, attrgetter("latest")),
    ("_wording", ColumnType.TEXT, attrgetter("wording")),
)
_COUNTED: tuple[_Maker, ...] = (
    ("", ColumnType.TEXT, str),
    ("_value", ColumnType.DECIMAL, lambda found: _number(found.value)),
    ("_upto", ColumnType.DECIMAL, lambda found: _number(found.upto)),
    ("_unit", ColumnType.TEXT, attrgetter("unit.value")),
    ("_bound", ColumnType.TEXT, attrgetter("bound.value")),
    ("_low", ColumnType.DECIMAL, lambda found: _number(found.low, ROUND_FLOOR)),
    ("_high", ColumnType.DECIMAL, lambda found: _number(found.high, ROUND_CEILING)),
    ("_wording", ColumnType.TEXT, attrgetter("wording")),
)
_SAID = {
    "": "{} As EDTF.",
    "_earliest": "The first day that it may be.",
    "_latest": "The last day that it may be.",
    "_wording": "How its source puts it.",
    "_value": "The figure as printed, where it is a decimal.",
    "_upto": "The other end of a range.",
    "_unit": "Its unit.",
    "_bound": "Whether it is exact, a bound, or about right.",
    "_low": "The least that it may be, rounded down.",
    "_high": "The most that it may be, rounded up.",
}


def _makers(wanted: Any) -> tuple[_Maker, ...] | None:
    """Return the columns that a field of a type becomes; None where it has several values."""
    kinds = set(members(wanted))
    if kinds <= {PartialDate, Period}:
        return _DATED
    if wanted is Quantity:
        return _COUNTED
    if wanted is str:
        return (("", ColumnType.TEXT, None),)
    if wanted is int:
        return (("", ColumnType.INTEGER, None),)
    if wanted is float:
        return (("", ColumnType.NUMBER, None),)
    # The text of a term, read where it lies: `.value` takes five times as long.
    return (
        (("", ColumnType.TEXT, attrgetter("_value_")),)
        if isinstance(wanted, type) and issubclass(wanted, Term)
        else None
    )


def item_of(wanted: Any) -> Any:
    """Return the type of the values of a field that has several; None for any other."""
    return get_args(wanted)[0] if get_origin(wanted) is tuple else None


def columns_of(field: Field) -> tuple[Column, ...]:
    """Return the columns that a field with one value becomes."""
    needed = field.default is attrs.NOTHING
    refers = _RECORDS if field.prefixes and field.type is str else None
    made: list[Column] = []
    for suffix, kind, _ in _makers(field.type) or ():
        meaning = field.meaning if len(_makers(field.type) or ()) == 1 else _SAID[suffix].format(field.meaning)
        if field.type is Quantity and not suffix:
            meaning = f"{field.meaning} As canonical text."
        must = needed and suffix in {"", "_unit", "_bound"}
        made.append(Column(f"{field.name}{suffix}", kind, meaning, must, refers))
    return tuple(made)


def cells_of(field: Field, values: list[Any]) -> Cells:
    """Return the values of a field in the columns that it becomes."""
    found: Cells = {}
    for suffix, _, make in _makers(field.type) or ():
        name = f"{field.name}{suffix}"
        if make is None:
            found[name] = values
        elif None in values:
            found[name] = [None if value is None else make(value) for value in values]
        else:
            found[name] = [*map(make, values)]
    return found


# --- the tables -----------------------------------------------------------------------------------------------------


@frozen
class _Shape:
    """The fields of a class, by what becomes of them."""

    singles: tuple[Field, ...]
    parts: tuple[tuple[Field, type[Part]], ...]
    texts: tuple[Field, ...]


def single_fields(described: type[object]) -> tuple[Field, ...]:
    """Return the fields of a class that have one value, but for those of the frame of a record."""
    return _shape(cast("Any", described)).singles


def part_fields(described: type[object]) -> tuple[tuple[Field, type[Part]], ...]:
    """Return the fields of a class whose values are parts, with the class of these."""
    return _shape(cast("Any", described)).parts


def text_fields(described: type[object]) -> tuple[Field, ...]:
    """Return the fields of a class whose values are ids."""
    return _shape(cast("Any", described)).texts


@cache
def _shape(described: Any) -> _Shape:
    fields = [field for field in fields_of(described) if field.name not in _FRAME]
    items = [(field, item_of(field.type)) for field in fields]
    return _Shape(
        tuple(field for field in fields if _makers(field.type) is not None),
        tuple((field, item) for field, item in items if isinstance(item, type) and issubclass(item, Part)),
        tuple(field for field, item in items if item is str),
    )


@cache
def part_classes() -> dict[type[Part], str]:
    """Return the classes of parts that records hold, with the names of their tables."""
    found = {item: field.name for kind in KINDS for field, item in part_fields(kind.record_class)}
    # A centre is a part of several wholes, and `part_of` is the column of those that have one.
    return {item: "wholes" if name == "part_of" else name for item, name in found.items()}


_FACT = Column("fact", ColumnType.TEXT, "The address of the fact.", needed=True, refers="facts")
_RECORD = Column("record", ColumnType.TEXT, "The id of the record.", needed=True, refers=_RECORDS)
_FIELD = Column("field", ColumnType.TEXT, "The field of the record.", needed=True)
_POSITION = Column("position", ColumnType.INTEGER, "Which of the values of its field it is, from 0.", needed=True)
_NOTE = Column("note", ColumnType.TEXT, "What a careful reader should know.")
_CITATION = Column("citation", ColumnType.TEXT, "The address of the citation.", needed=True, refers="citations")


@cache
def plan_of() -> tuple[Plan, ...]:
    """Return the tables that any dataset lies in, each after those that its columns refer to."""
    plans = [
        Plan(
            _RECORDS,
            "A record: the hub that all other tables refer to.",
            (
                Column("id", ColumnType.TEXT, "The id of the record.", needed=True),
                Column("kind", ColumnType.TEXT, "What kind of record it is.", needed=True),
                Column("label", ColumnType.TEXT, "What to call it in a line of text.", needed=True),
                _NOTE,
            ),
            ("id",),
        ),
        Plan(
            "facts",
            "A fact: a record that is one by itself, or a part of a record.",
            (
                Column("fact", ColumnType.TEXT, "The address of the fact.", needed=True),
                _RECORD,
                Column("field", ColumnType.TEXT, "The field that it is a value of; empty where it is the record."),
                Column("key", ColumnType.TEXT, "Which of the values of the field it is."),
            ),
            ("fact",),
        ),
    ]
    for kind in KINDS:
        own = [column for field in single_fields(kind.record_class) for column in columns_of(field)]
        key = Column("id", ColumnType.TEXT, "The id of the record.", needed=True, refers=_RECORDS)
        plans.append(Plan(kind.table, summary(kind.record_class), (key, *own), ("id",)))
    for item, name in part_classes().items():
        own = [column for field in single_fields(item) for column in columns_of(field)]
        plans.append(Plan(name, summary(item), (_FACT, _RECORD, _FIELD, _POSITION, *own, _NOTE), ("fact",)))
        for field, inner in part_fields(item):
            own = [column for field in single_fields(inner) for column in columns_of(field)]
            holder = Column("fact", ColumnType.TEXT, "The address of the fact that it is in.", needed=True, refers=name)
            inner_name = f"{name.removesuffix('s')}_{field.name}"
            plans.append(
                Plan(inner_name, field.meaning, (holder, _RECORD, _POSITION, *own, _NOTE), ("fact", "position"))
            )
    citation = [column for field in single_fields(Citation) for column in columns_of(field)]
    citation[0] = attrs.evolve(citation[0], refers="sources")
    plans += [
        Plan(
            "targets",
            "One of several ids in a field, such as an operator.",
            (
                _FACT,
                _RECORD,
                _FIELD,
                _POSITION,
                Column("target", ColumnType.TEXT, "The id.", needed=True, refers=_RECORDS),
            ),
            ("fact",),
        ),
        Plan(
            "citations",
            summary(Citation),
            (
                Column("citation", ColumnType.TEXT, "The address of the citation.", needed=True),
                _RECORD,
                Column("place", ColumnType.TEXT, "Where in the record it stands: empty, or a part such as names[0]."),
                _POSITION,
                *citation,
                _NOTE,
                Column("link", ColumnType.TEXT, "An address that opens the page at the passage."),
            ),
            ("citation",),
        ),
        Plan(
            "supports",
            "A field that a citation of a record is for.",
            (_CITATION, _POSITION, Column("field", ColumnType.TEXT, "The field.", needed=True)),
            ("citation", "position"),
        ),
        Plan("evidence", "That a fact rests on a citation.", (_FACT, _CITATION), ("fact", "citation")),
        Plan(
            "absences",
            summary(Absence),
            (_RECORD, _POSITION, *(column for field in single_fields(Absence) for column in columns_of(field)), _NOTE),
            ("record", "position"),
        ),
        Plan(
            "redirects",
            "An id that is used no more.",
            (
                Column("retired", ColumnType.TEXT, "The id.", needed=True),
                Column("successor", ColumnType.TEXT, "What took its place, if anything did."),
            ),
            ("retired",),
        ),
        Plan(
            "release",
            summary(Release),
            tuple(column for field in fields_of(Release) for column in columns_of(field)),
            ("schema_version",),
        ),
    ]
    return tuple(plans)
