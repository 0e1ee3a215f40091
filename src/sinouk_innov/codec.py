"""How do records become plain data, and plain data records?

Reading is strict: nothing is coerced, nothing is dropped, and whatever is wrong is told with its place, all at once.
"""

from __future__ import annotations

import json
import math
import types
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.kinds import Kind
    from sinouk_innov.model.record import Part, Record
    from sinouk_innov.quantities import Quantity

__all__ = ["Plain", "decode", "decode_table", "decode_value", "encode", "encode_part", "parse_json", "print_json"]

_JSON_TYPES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "a flag",
    int: "a number",
    float: "a number",
}
Plain = dict[str, Any]
"""A record as plain data: what a JSON object holds."""

T = TypeVar("T", bound=Term)
V = TypeVar("V")

MOST_DIGITS = 60
LONGEST_TEXT = 20_000
_SHOWN = 80
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
    return _structured(kind.record_class, plain, Problem("", file, kind.name, _id_in(plain) or place))


def _id_in(plain: object) -> str | None:
    known: object = cast("Plain", plain).get("id") if isinstance(plain, dict) else None
    readable = isinstance(known, str) and known.isprintable() and len(known) <= _LONGEST_ID
    return cast("str", known) if readable else None


def decode_value(wanted: type[V], plain: object, file: str) -> V:
    """Return a value that is no record, such as the header of a dataset, from plain data.

    Raises:
        InvalidDataError: The data describe no such value.
    """
    return _structured(wanted, plain, Problem("", file))


def _structured(wanted: type[V], plain: object, place: Problem) -> V:
    try:
        made: V = _converter().structure(plain, wanted)
    except Exception as error:  # whatever a hook or a validator raised is sorted below
        reasons = tuple(attrs.evolve(place, reason=reason, path=path) for reason, path in _reasons(error, ""))
        raise InvalidDataError(reasons) from error
    return made


def decode_table(kind: Kind, rows: object, file: str) -> list[Record]:
    """Return the records of one table's rows, or tell everything that is wrong with all of them.

    Raises:
        InvalidDataError: At least one row is no record of this kind, or two have one id.
    """
    if not isinstance(rows, list):
        raise InvalidDataError((Problem(f"takes a list of records, not {_said(rows)}", file, kind.name),))
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


def _said(value: object) -> str:
    if value is None:
        return "null"
    for shape, name in _JSON_TYPES.items():
        if isinstance(value, shape):
            return name
    return type(value).__name__


def _reasons(error: BaseException, path: str) -> Iterable[tuple[str, str]]:
    """Flatten what cattrs raised into reasons and the paths to them."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner in error.exceptions:
            yield from _reasons(inner, path + _step(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for extra in sorted(error.extra_fields, key=str):
            yield f"there is no field {str(extra)[:_SHOWN]!r}", path
    elif isinstance(error, KeyError):
        yield "a value is needed", path
    else:
        yield str(error), path


def _step(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}" if path else note.name
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    # cattrs asks for a hook by class before it asks predicates, and its own hooks for these coerce.
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _integer)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(Term, _term)
    converter.register_structure_hook_factory(_is_optional, _optional(converter))
    converter.register_structure_hook_func(_is_when, _when)
    converter.register_structure_hook_factory(_is_tuple, _items(converter))
    converter.register_structure_hook(PartialDate, _when)
    converter.register_structure_hook(Period, _when)
    converter.register_structure_hook_factory(_is_class, _object(converter))
    converter.register_structure_hook_func(_is_quantity, _quantity)
    return converter


def _object(converter: Converter) -> Callable[[Any], Callable[[object, Any], Any]]:
    def reader(wanted: Any) -> Callable[[object, Any], Any]:
        structure: Callable[[Any, Any], Any] = make_dict_structure_fn(wanted, converter)

        def object_of(value: object, _: Any) -> Any:
            if not isinstance(value, dict):
                raise ValueError(f"takes an object, not {_said(value)}")
            return structure(cast("Plain", value), wanted)

        return object_of

    return reader


def _text(value: object, _: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"takes a text, not {_said(value)}")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"a text has at most {LONGEST_TEXT} characters, not {len(value)}")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("a text has half of a surrogate pair")
    return value


def _integer(value: object, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(
            f"takes an integer, not {value!r}" if isinstance(value, float) else f"takes an integer, not {_said(value)}"
        )
    return value


def _number(value: object, _: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"takes a number, not {_said(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"takes a finite number, not {number}")
    return number


def _term(value: object, wanted: type[T]) -> T:
    return wanted.parse(_text(value, str))


def _is_optional(wanted: Any) -> bool:
    return get_origin(wanted) in {types.UnionType, Union} and type(None) in get_args(wanted)


def _optional(converter: Converter) -> Callable[[Any], Callable[[object, Any], Any]]:
    def reader(wanted: Any) -> Callable[[object, Any], Any]:
        members = [member for member in get_args(wanted) if member is not type(None)]
        inner: Any = members[0] if len(members) == 1 else PartialDate | Period
        structure = converter.get_structure_hook(inner)

        def optional(value: object, _: Any) -> Any:
            if value is None:
                raise ValueError("takes no null: a field without a value is left out")
            return structure(value, inner)

        return optional

    return reader


def _is_when(wanted: Any) -> bool:
    return get_origin(wanted) in {types.UnionType, Union} and set(get_args(wanted)) == {PartialDate, Period}


def _when(value: object, wanted: Any) -> PartialDate | Period:
    known = _keys(value, ("edtf", "wording"))
    edtf = known["edtf"]
    shape = wanted if wanted in {PartialDate, Period} else Period if "/" in edtf else PartialDate
    made: PartialDate | Period = shape(edtf, known.get("wording"))
    return made


def _is_quantity(wanted: Any) -> bool:
    return getattr(wanted, "__name__", "") == "Quantity"


def _quantity(value: object, _: Any) -> Quantity:
    # Decimals and fractions cost start-up time, and most records hold no figure.
    from sinouk_innov import figures  # noqa: PLC0415

    return figures.read(_keys(value, ("value", "unit", "bound", "upto", "wording"), needed=("unit", "bound")))


def _keys(value: object, allowed: tuple[str, ...], needed: tuple[str, ...] | None = None) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"takes an object, not {_said(value)}")
    known = cast("dict[str, object]", value)
    for key, item in known.items():
        if key not in allowed:
            raise ValueError(f"there is no field {str(key)[:_SHOWN]!r}")
        if not isinstance(item, str):
            raise ValueError(f"{key} takes a text, not {_said(item)}")
        _text(item, str)
    for key in allowed[:1] if needed is None else needed:
        if key not in known:
            raise ValueError(f"a value is needed for {key}")
    texts = cast("dict[str, str]", known)
    wording = texts.get("wording", "as printed")
    if not wording or wording != wording.strip():
        raise ValueError("wording is blank or has white space at its ends")
    return texts


def _is_class(wanted: Any) -> bool:
    return attrs.has(wanted)


def _is_tuple(wanted: Any) -> bool:
    return get_origin(wanted) is tuple


def _items(converter: Converter) -> Callable[[Any], Callable[[object, Any], tuple[Any, ...]]]:
    def reader(wanted: Any) -> Callable[[object, Any], tuple[Any, ...]]:
        member = get_args(wanted)[0]
        structure = converter.get_structure_hook(member)

        def items_of(value: object, _: Any) -> tuple[Any, ...]:
            if not isinstance(value, list):
                raise ValueError(f"takes a list, not {_said(value)}")
            made: list[Any] = []
            errors: list[Exception] = []
            for index, item in enumerate(cast("list[object]", value)):
                try:
                    made.append(structure(item, member))
                except Exception as error:  # noqa: BLE001  told with its place, beside those of the other items
                    error.add_note(IterableValidationNote(f"[{index}]", index, member))
                    errors.append(error)
            if errors:
                raise IterableValidationError("items", errors, wanted)  # pyright: ignore[reportCallIssue]  its base has a __new__
            return tuple(made)

        return items_of

    return reader


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
    if _is_quantity(type(value)):
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
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_fractional,
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


def _object_of_pairs(pairs: list[tuple[str, Any]]) -> Plain:
    made = dict(pairs)
    if len(made) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"has the key {key[:_SHOWN]!r} twice in one object")
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(f"has {name}, which is no figure")


def _whole(digits: str) -> int:
    return int(_short(digits))


def _fractional(digits: str) -> float:
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
