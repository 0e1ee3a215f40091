"""How does plain data become an instance of a class of the model at once, where nothing is wrong with it?

A decoder is made of a class's own fields and their types when data of that class first come, and made once. It says
nothing of what is wrong: it raises whatever it meets, and `structuring`, which reads by the same rules, tells it all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints

from sinouk_innov import plain_values
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.plain_values import LONGEST_TEXT
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Refused", "decoder", "is_quantity", "is_when"]


class Refused(Exception):  # noqa: N818  no error that anybody meets
    """Plain data are not as they should be, or not so plainly that this could be seen at once."""


@cache
def decoder(wanted: Any) -> Callable[[Any], Any]:
    """Return the function that makes a value of a type, as fields of the model have it, of plain data.

    Args:
        wanted: A class of the model, a vocabulary, `str`, `int`, `float`, `tuple[X, ...]` or one of these or None.
    """
    arguments = tuple(member for member in get_args(wanted) if member is not type(None))
    if get_origin(wanted) is tuple:
        return _items(decoder(arguments[0]))
    # A field without a value is left out: null is refused by the decoder of what may stand there.
    return decoder(arguments[0]) if len(arguments) == 1 else _decoder_of_class(wanted)


def _decoder_of_class(wanted: Any) -> Callable[[Any], Any]:
    if wanted in _SIMPLE:
        return _SIMPLE[wanted]
    if is_when(wanted):
        return lambda value: plain_values.when(value, wanted)
    if issubclass(wanted, Term):
        return {str(term): term for term in wanted}.__getitem__
    return plain_values.quantity if is_quantity(wanted) else _object(wanted)


def is_when(wanted: Any) -> bool:
    """Tell whether a type is that of a date, of a period, or of either."""
    return wanted in {PartialDate, Period} or {PartialDate, Period} <= set(get_args(wanted))


def is_quantity(wanted: Any) -> bool:
    """Tell whether a type is that of a figure, without importing it."""
    return getattr(wanted, "__name__", "") == "Quantity"


def _text(value: Any) -> str:
    if type(value) is str and value.isascii() and len(value) <= LONGEST_TEXT:
        return value
    return plain_values.text(value)


_SIMPLE: dict[Any, Callable[[Any], Any]] = {str: _text, int: plain_values.integer, float: plain_values.number}


def _items(item: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def items_of(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Refused
        return tuple([item(each) for each in cast("Iterable[Any]", value)])

    return items_of


class _Fields(dict[str, "Callable[[Any], Any]"]):
    """The decoders of a class's fields, each made when a value for its field first comes: few records have them all."""

    def __init__(self, wanted: Any) -> None:
        super().__init__()
        types = get_type_hints(wanted)
        self._types = {attribute.name: types[attribute.name] for attribute in wanted.__attrs_attrs__}

    def __missing__(self, field: str) -> Callable[[Any], Any]:
        made = self[field] = decoder(self._types[field])
        return made


def _object(wanted: Any) -> Callable[[Any], Any]:
    fields = _Fields(wanted)

    def object_of(value: Any) -> Any:
        if type(value) is not dict:
            raise Refused
        # A key that is no field is missed here, a field that must be there by the class, which judges its sense too.
        return wanted(**{key: fields[key](item) for key, item in cast("dict[str, Any]", value).items()})

    return object_of
