"""Which function builds an instance of a class of the model from what a parser gave, as fast as Python can?

It is written out, field by field, from the class's own fields and their types, and compiled when it is first needed.
It judges shape and types; of its own sense a record judges as ever, in its `__attrs_post_init__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import attrs

from sinouk_innov import plain_values
from sinouk_innov.decoders import Refused, is_quantity, is_when
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Assembly", "free_twin"]

_LARGE = 10**15


def free_twin(wanted: type[Any]) -> Any:
    """Return a class whose instances are like those of a frozen class, and may be filled before they become such.

    A frozen class sets each of its slots by a call, which takes most of the time of making an instance. An instance of
    the twin is filled by plain assignment and then told its true class, which it shares its layout with.
    """
    members = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Free{wanted.__name__}", (wanted,), members)


class Assembly:
    """Builds instances from plain data that `json` parsed: of texts it is known that they are fit."""

    def __init__(self) -> None:
        self.makers: dict[type[Any], Callable[..., Any]] = {}
        self._names: dict[str, Any] = {
            "new": object.__new__,
            "Refused": Refused,
            "text": _text,
            "integer": _integer,
            "number": _number,
            "items": _items,
            "when": _when,
            "quantity": _quantity,
        }

    def maker(self, wanted: type[Any]) -> Callable[[Any, list[int]], Any]:
        """Return the function that builds an instance of a class.

        It takes the plain data, and a list whose one number it raises by the number of keys that it saw.
        """
        if wanted not in self.makers:
            self.makers[wanted] = self._compiled(wanted)
        return self.makers[wanted]

    def _compiled(self, wanted: type[Any]) -> Callable[..., Any]:
        types = get_type_hints(wanted)
        names = self._names | {"Frozen": wanted, "Free": free_twin(wanted)}
        lines = ["def make(value, seen):", " if type(value) is not dict: raise Refused", " get = value.get"]
        lines += [" made = new(Free)", " known = len(value)", " found = 0"]
        for field in attrs.fields(wanted):
            lines.append(f" x = get({field.name!r})")
            made = self._value("x", types[field.name], names)
            if field.default is attrs.NOTHING:
                lines += [" found += 1", f" made.{field.name} = {made}"]
            else:
                names[f"default_{field.name}"] = field.default
                lines += [f" if x is None: made.{field.name} = default_{field.name}"]
                lines += [" else:", "  found += 1", f"  made.{field.name} = {made}"]
        # A key that is no field, and a null for what may be left out, were not found.
        lines += [" if found != known: raise Refused", " seen[0] += known", " made.__class__ = Frozen"]
        lines += [" made.__attrs_post_init__()"] if hasattr(wanted, "__attrs_post_init__") else []
        lines += [" return made"]
        exec("\n".join(lines), names)  # noqa: S102  every name in it is one of the model's
        compiled: Callable[..., Any] = names["make"]
        return compiled

    def _value(self, x: str, wanted: Any, names: dict[str, Any]) -> str:  # noqa: PLR0911  a way for each sort of type
        """Return the expression that makes the value of a type of `x`."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        if get_origin(wanted) is tuple:
            return f"tuple([{self._value('y', arguments[0], names)} for y in items({x})])"
        if len(arguments) == 1:
            return self._value(x, arguments[0], names)
        if wanted is str:
            return f"{x} if type({x}) is str else text({x})"
        if wanted in {int, float}:
            return f"{'integer' if wanted is int else 'number'}({x})"
        name = f"of_{len(names)}"
        if is_when(wanted):
            names[name] = wanted
            return f"when({x}, {name}, seen)"
        if is_quantity(wanted):
            return f"quantity({x}, seen)"
        if issubclass(wanted, Term):
            names[name] = {str(term): term for term in wanted}
            return f"{name}[{x}]"
        names[name] = self.maker(wanted)
        return f"{name}({x}, seen)"


def _text(_: object) -> Any:
    raise Refused


def _integer(value: Any) -> int:
    if type(value) is int and -_LARGE < value < _LARGE:
        return value
    raise Refused


def _number(value: Any) -> float:
    return plain_values.number(value if type(value) is float else _integer(value))


def _items(value: Any) -> list[Any]:
    if type(value) is list:
        return value  # pyright: ignore[reportUnknownVariableType]  its items are judged one by one
    raise Refused


def _when(value: Any, wanted: Any, seen: list[int]) -> Any:
    seen[0] += len(value)
    return plain_values.when(value, wanted)


def _quantity(value: Any, seen: list[int]) -> Any:
    seen[0] += len(value)
    return plain_values.quantity(value)
