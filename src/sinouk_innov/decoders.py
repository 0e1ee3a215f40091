"""How does plain data become an instance of a class of the model at once, where nothing is wrong with it?

A decoder is made of a class's own fields and their types when data of that class first come, and made once. It says
nothing of what is wrong: it raises whatever it meets, and `structuring`, which reads by the same rules, tells it all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from sinouk_innov import plain_values
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.plain_values import LONGEST_TEXT
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["decoder"]


_LARGE = 10**15


class Refused(Exception):  # noqa: N818  no error that anybody meets
    """Plain data are not as they should be, or not so plainly that this could be seen at once."""


@cache
def decoder(wanted: Any, objects: type = dict) -> Callable[[Any], Any]:
    """Return the function that makes a value of a type, as fields of the model have it, of plain data.

    Args:
        wanted: A class of the model, a vocabulary, `str`, `int`, `float`, `tuple[X, ...]` or one of these or None.
        objects: How objects come: as `dict`, or as `tuple` of pairs, where a key may stand twice and a number may be of
            any length.
    """
    arguments = tuple(member for member in get_args(wanted) if member is not type(None))
    if get_origin(wanted) is tuple:
        return _items(decoder(arguments[0], objects))
    if len(arguments) == 1:
        # A field without a value is left out: null is refused by the decoder of what may stand there.
        return decoder(arguments[0], objects)
    if wanted is str:
        return _text
    if wanted in {int, float}:
        return _INTEGER[objects] if wanted is int else _NUMBER[objects]
    if arguments or wanted in {PartialDate, Period}:
        return _SIMPLE[objects](lambda value: plain_values.when(value, wanted))
    if issubclass(wanted, Term):
        return {str(term): term for term in wanted}.__getitem__
    if wanted.__name__ == "Quantity":
        return _SIMPLE[objects](plain_values.quantity)
    types = get_type_hints(wanted)
    fields = {attribute.name: decoder(types[attribute.name], objects) for attribute in wanted.__attrs_attrs__}
    return _OBJECT[objects](wanted, fields)


def _text(value: Any) -> str:
    if type(value) is str and value.isascii() and len(value) <= LONGEST_TEXT:
        return value
    return plain_values.text(value)


def _short_integer(value: Any) -> int:
    if type(value) is int and -_LARGE < value < _LARGE:
        return value
    raise Refused


def _short_number(value: Any) -> float:
    return plain_values.number(value if type(value) is float else _short_integer(value))


def _items(item: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def items_of(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Refused
        return tuple([item(each) for each in value])

    return items_of


def _of_dict(wanted: Any, fields: dict[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def object_of(value: Any) -> Any:
        if type(value) is not dict:
            raise Refused
        # A key that is no field is missed here, a field that must be there by the class, which judges its sense too.
        return wanted(**{key: fields[key](item) for key, item in value.items()})

    return object_of


def _of_pairs(wanted: Any, fields: dict[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def object_of(value: Any) -> Any:
        if type(value) is not tuple:
            raise Refused
        made = {key: fields[key](item) for key, item in value}
        if len(made) < len(value):
            raise Refused
        return wanted(**made)

    return object_of


def _simple_of_pairs(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def value_of(value: Any) -> Any:
        made = dict(value)
        if type(value) is not tuple or len(made) < len(value):
            raise Refused
        return read(made)

    return value_of


_OBJECT = {dict: _of_dict, tuple: _of_pairs}
_SIMPLE = {dict: lambda read: read, tuple: _simple_of_pairs}
_INTEGER = {dict: plain_values.integer, tuple: _short_integer}
_NUMBER = {dict: plain_values.number, tuple: _short_number}
