"""Which function builds an instance of a class of the model from what a parser gave, as fast as Python can?

It is written out, field by field, from the class's own fields and their types, and compiled when it is first needed.
It judges shape and types, and writes out the tests of the class's rules. Where a test is not true, the instance itself
judges its sense as ever, in its `__attrs_post_init__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import attrs

from sinouk_innov import plain_values
from sinouk_innov.decoders import Refused, is_quantity, is_when
from sinouk_innov.obligations import tests_of
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Assembly", "free_twin", "judgement"]

_LARGE = 10**15


def free_twin(wanted: type[Any]) -> Any:
    """Return a class whose instances are like those of a frozen class, and may be filled before they become such.

    A frozen class sets each of its slots by a call, which takes most of the time of making an instance. An instance of
    the twin is filled by plain assignment and then told its true class, which it shares its layout with.
    """
    members = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Free{wanted.__name__}", (wanted,), members)


def judgement(wanted: Any, names: dict[str, Any]) -> list[str]:
    """Return the lines that refuse an instance, `made`, that makes no sense, where its fields are names.

    Args:
        wanted: Its class.
        names: The names that the lines use are added here.
    """
    if not hasattr(wanted, "obligations"):
        return [" made.__attrs_post_init__()"] if hasattr(wanted, "__attrs_post_init__") else []
    return [f" if not ({tests_of(wanted, names)}): made.__attrs_post_init__()"]


class Assembly:
    """Builds instances from plain data that `json` parsed: of texts it is known that they are fit."""

    def __init__(self) -> None:
        self.makers: dict[type[Any], Callable[..., Any]] = {}
        self._names: dict[str, Any] = {
            "_new": object.__new__,
            "_Refused": Refused,
            "_text": _text,
            "_integer": _integer,
            "_number": _number,
            "_items": _items,
            "_when": _when,
            "_quantity": _quantity,
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
        names = self._names | {"_Frozen": wanted, "_Free": free_twin(wanted)}
        lines = ["def make(_given, _seen):", " if type(_given) is not dict: raise _Refused", " _get = _given.get"]
        lines += [" made = _new(_Free)", " _known = len(_given)", " _found = 0"]
        for field in attrs.fields(wanted):
            name = field.name
            lines.append(f" _x = _get({name!r})")
            made = self._value("_x", types[name], names)
            if field.default is attrs.NOTHING:
                lines += [" _found += 1", f" made.{name} = {name} = {made}"]
            else:
                names[f"_default_{name}"] = field.default
                lines += [f" if _x is None: made.{name} = {name} = _default_{name}"]
                lines += [" else:", "  _found += 1", f"  made.{name} = {name} = {made}"]
        # A key that is no field, and a null for what may be left out, were not found.
        lines += [" if _found != _known: raise _Refused", " _seen[0] += _known", " made.__class__ = _Frozen"]
        lines += judgement(wanted, names)
        lines += [" return made"]
        exec("\n".join(lines), names)  # noqa: S102  every name in it is one of the model's
        compiled: Callable[..., Any] = names["make"]
        return compiled

    def _value(self, x: str, wanted: Any, names: dict[str, Any]) -> str:  # noqa: PLR0911  a way for each sort of type
        """Return the expression that makes the value of a type of `x`."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        if get_origin(wanted) is tuple:
            return f"tuple([{self._value('_y', arguments[0], names)} for _y in _items({x})])"
        if len(arguments) == 1:
            return self._value(x, arguments[0], names)
        if wanted is str:
            return f"{x} if type({x}) is str else _text({x})"
        if wanted in {int, float}:
            return f"{'_integer' if wanted is int else '_number'}({x})"
        name = f"_of_{len(names)}"
        if is_when(wanted):
            names[name] = wanted
            return f"_when({x}, {name}, _seen)"
        if is_quantity(wanted):
            return f"_quantity({x}, _seen)"
        if issubclass(wanted, Term):
            names[name] = {str(term): term for term in wanted}
            return f"{name}[{x}]"
        names[name] = self.maker(wanted)
        return f"{name}({x}, _seen)"


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
    return plain_values.figure(**value)
