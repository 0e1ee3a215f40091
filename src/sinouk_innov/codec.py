"""How do records become plain data, and plain data records?

Reading is strict: nothing is coerced, nothing is dropped, and whatever is wrong is told with its place, all at once.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.decoders import decoder
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.plain_values import LONGEST_TEXT, SHOWN, said
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.kinds import Kind
    from sinouk_innov.model.record import Part, Record

__all__ = [
    "LONGEST_TEXT",
    "Plain",
    "decode",
    "decode_table",
    "decode_value",
    "encode",
    "encode_part",
    "parse_checked",
    "parse_json",
    "print_json",
]

Plain = dict[str, Any]
"""A record as plain data: what a JSON object holds."""

V = TypeVar("V")

MOST_DIGITS = 60
_LONGEST_ID = 200
_LAST = ("citations", "note", "absent")
_FIELD_DEPTH = 2
"""In a file of records: the list, the record, the value of a field."""
_WIDEST = 400


# --- plain data to records ------------------------------------------------------------------------------------------


def decode(kind: Kind, plain: object, file: str = "", place: str = "") -> Record:
    """Return the record that plain data describe.

    Args:
        kind: The kind of record.
        plain: The data, as a JSON object.
        file: The name of the file, for the wording of problems.
        place: What to call the record where it has no id, such as `#3`.

    Raises:
        InvalidDataError: The data describe no such record; `.problems` has every reason with its place.
    """
    return _structured(kind.record_class, plain, lambda: Problem("", file, kind.name, _id_in(plain) or place))


def _id_in(plain: object) -> str | None:
    known: object = cast("Plain", plain).get("id") if isinstance(plain, dict) else None
    readable = isinstance(known, str) and known.isprintable() and len(known) <= _LONGEST_ID
    return cast("str", known) if readable else None


def decode_value(wanted: type[V], plain: object, file: str) -> V:
    """Return a value that is no record, such as the header of a dataset, from plain data.

    Raises:
        InvalidDataError: The data describe no such value.
    """
    return _structured(wanted, plain, lambda: Problem("", file))


def _structured(wanted: type[V], plain: object, place: Callable[[], Problem]) -> V:
    try:
        made: V = decoder(cast("Any", wanted))(plain)
    except Exception:  # noqa: BLE001  whatever it is, it is read again, and told in words
        # Costs start-up time, and what is right needs no words.
        from sinouk_innov.structuring import structured  # noqa: PLC0415

        return structured(wanted, plain, place())
    return made


def decode_table(kind: Kind, rows: object, file: str) -> list[Record]:
    """Return the records of one table's rows, or tell everything that is wrong with all of them.

    Raises:
        InvalidDataError: At least one row is no record of this kind, or two have one id.
    """
    if not isinstance(rows, list):
        raise InvalidDataError((Problem(f"takes a list of records, not {said(rows)}", file, kind.name),))
    records: list[Record] = []
    problems: list[Problem] = []
    for number, row in enumerate(cast("list[object]", rows)):
        try:
            records.append(decode(kind, row, file, f"#{number}"))
        except InvalidDataError as error:
            problems.extend(error.problems)
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            problems.append(Problem("the id is taken already", file, kind.name, record.id))
        seen.add(record.id)
    if problems:
        raise InvalidDataError(tuple(problems))
    return records


# --- records to plain data ------------------------------------------------------------------------------------------


def encode(record: Record) -> Plain:
    """Return a record as plain data, its fields in their order, those without a value left out.

    `decode(kind, encode(record)) == record`, wordings included.
    """
    return _plain_object(record)


def encode_part(part: Part | Citation) -> Plain:
    """Return a part of a record, or a citation, as plain data."""
    return _plain_object(part)


def _plain_object(value: Any) -> Plain:
    plain: Plain = {}
    attributes = attrs.fields(cast("Any", type(value)))
    early = [attribute for attribute in attributes if attribute.name not in _LAST]
    late = [attribute for attribute in attributes if attribute.name in _LAST]
    for attribute in [*early, *late]:
        item = getattr(value, attribute.name)
        if item is not None and item != ():
            plain[attribute.name] = _plain(item)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Term):
        return value.value
    if isinstance(value, PartialDate | Period):
        return {"edtf": value.edtf} | ({} if value.wording is None else {"wording": value.wording})
    if type(value).__name__ == "Quantity":
        from sinouk_innov import figures  # noqa: PLC0415  as above

        return figures.plain(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if attrs.has(cast("Any", type(value))):
        return _plain_object(value)
    return value


# --- plain data and JSON text ---------------------------------------------------------------------------------------


def parse_json(text: bytes | str, file: str) -> Any:
    """Return the plain data of a JSON text, more strictly than JSON: each key once, and no NaN or infinity.

    Raises:
        InvalidDataError: The text is no JSON, is no UTF-8, nests absurdly deep or has an absurdly long number.
    """
    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(
            decoded,
            object_pairs_hook=_object_of_pairs,
            parse_constant=no_constant,
            parse_int=_whole,
            parse_float=fractional,
        )
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg.lower()} in line {error.lineno}, column {error.colno}"
    except UnicodeDecodeError as error:
        reason = f"is no UTF-8: byte {error.start}"
    except RecursionError:
        reason = "is nested too deep"
    except ValueError as error:
        reason = str(error)
    raise InvalidDataError((Problem(reason, file),))


def parse_checked(text: bytes) -> Any:
    """Return the plain data of a JSON text of which it is known that `parse_json` has nothing to say against it."""
    return json.loads(text.decode())


def _object_of_pairs(pairs: list[tuple[str, Any]]) -> Plain:
    made = dict(pairs)
    if len(made) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"has the key {key[:SHOWN]!r} twice in one object")
    return made


def no_constant(name: str) -> Any:
    """Refuse a constant that JSON has not."""
    raise ValueError(f"has {name}, which is no figure")


def _whole(digits: str) -> int:
    return int(_short(digits))


def fractional(digits: str) -> float:
    """Return the number that digits with a point or exponent write, unless they are absurdly many."""
    return float(_short(digits))


def _short(digits: str) -> str:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"has a number of {len(digits)} digits; the most are {MOST_DIGITS}")
    return digits


def print_json(plain: Mapping[str, Any] | list[Plain], *, indent: int | None = 2) -> str:
    """Return the canonical JSON text of plain data: UTF-8 as it is, and a line feed at the end.

    Each record, and each field of a record, begins a line of its own; what is inside a field stands in one line if that
    is no longer than 400 characters, and is broken up otherwise. So a citation is one line.

    Args:
        plain: The data.
        indent: Spaces a level; None puts everything in one line, as in JSON Lines.
    """
    text = _in_one_line(plain) if indent is None else _broken_up(plain, 0, indent)
    return text + "\n"


def _in_one_line(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _broken_up(plain: object, depth: int, indent: int) -> str:
    """Return JSON text with one item a line, as deep as need be."""
    if not plain or not isinstance(plain, dict | list):
        return _in_one_line(plain)
    if depth >= _FIELD_DEPTH:
        line = _in_one_line(cast("object", plain))
        if len(line) + indent * depth <= _WIDEST:
            return line
    if isinstance(plain, dict):
        fields = cast("Plain", plain)
        items = [f"{_in_one_line(key)}: {_broken_up(value, depth + 1, indent)}" for key, value in fields.items()]
        opened, closed = "{}"
    else:
        items = [_broken_up(value, depth + 1, indent) for value in cast("list[object]", plain)]
        opened, closed = "[]"
    margin = "\n" + " " * indent * (depth + 1)
    return f"{opened}{margin}{f',{margin}'.join(items)}\n{' ' * indent * depth}{closed}"
