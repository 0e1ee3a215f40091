"""What exactly is wrong with plain data, and where in them?

Everything is told at once, so a value is read to its end even after a fault. That takes time, and so does cattrs, which
does it: plain data come here when they have been refused, or where nobody waits.
"""

from __future__ import annotations

import types
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

from sinouk_innov import plain_values
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.plain_values import SHOWN, said
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["structured"]

T = TypeVar("T", bound=Term)
V = TypeVar("V")


def structured(wanted: type[V], plain: object, place: Problem) -> V:
    """Return the instance of a class that plain data describe.

    Args:
        wanted: The class.
        plain: The data.
        place: Where they stand: a problem without reason and path, which each reason and path are put into.

    Raises:
        InvalidDataError: They describe none; `.problems` has every reason with its place.
    """
    try:
        made: V = _converter().structure(plain, wanted)
    except Exception as error:  # whatever a hook or a validator raised is sorted below
        reasons = tuple(attrs.evolve(place, reason=reason, path=path) for reason, path in _reasons(error, ""))
        raise InvalidDataError(reasons) from error
    return made


def _reasons(error: BaseException, path: str) -> Iterable[tuple[str, str]]:
    """Flatten what cattrs raised into reasons and the paths to them."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner in error.exceptions:
            yield from _reasons(inner, path + _step(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for extra in sorted(error.extra_fields, key=str):
            yield f"there is no field {str(extra)[:SHOWN]!r}", path
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
                raise ValueError(f"takes an object, not {said(value)}")
            return structure(cast("dict[str, Any]", value), wanted)

        return object_of

    return reader


def _text(value: object, _: Any) -> str:
    return plain_values.text(value)


def _integer(value: object, _: Any) -> int:
    return plain_values.integer(value)


def _number(value: object, _: Any) -> float:
    return plain_values.number(value)


def _term(value: object, wanted: type[T]) -> T:
    return plain_values.term(value, wanted)


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
    return plain_values.when(value, wanted)


def _is_quantity(wanted: Any) -> bool:
    return getattr(wanted, "__name__", "") == "Quantity"


def _quantity(value: object, _: Any) -> Any:
    return plain_values.quantity(value)


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
                raise ValueError(f"takes a list, not {said(value)}")
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
