"""Which record does a line of JSON hold, by msgspec?

msgspec decodes a line into structs that are made of the model's own fields and types, and refuses what is none of them;
of structs records are built, which judge their own sense as ever. A line that this cannot vouch for gives None, and is
read by the strict codec. It does not look for keys that stand twice in one object: the last counts.
"""

from __future__ import annotations

import re
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

import attrs
import msgspec

from sinouk_innov import plain_values
from sinouk_innov.assembly import free_twin, judgement
from sinouk_innov.decoders import is_quantity, is_when
from sinouk_innov.evidence import Citation
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.plain_values import LONGEST_TEXT, when_of
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.model.record import Record

__all__ = ["record_of"]

_LONG_NUMBER = re.compile(rb"[-+.\deE]{61}")
_MOST_KEPT = 1 << 12
_LARGE = 10**15


class _When(msgspec.Struct, forbid_unknown_fields=True):
    edtf: str
    wording: str = None  # type: ignore[assignment]  # null is no text, and a text may be left out


class _Figure(msgspec.Struct, forbid_unknown_fields=True):
    unit: str
    bound: str
    value: str = None  # type: ignore[assignment]  # null is no text, and a text may be left out
    upto: str = None  # type: ignore[assignment]  # null is no text, and a text may be left out
    wording: str = None  # type: ignore[assignment]  # null is no text, and a text may be left out


class _Cited(dict[bytes, tuple[Citation, ...]]):
    """Lists of citations by their text: the same passage carries many facts."""

    def __init__(self, struct: Any, maker: Callable[[Any], Citation]) -> None:
        self._decode = msgspec.json.Decoder(GenericAlias(tuple, (struct, ...))).decode
        self._maker = maker

    def __missing__(self, text: bytes) -> tuple[Citation, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        maker = self._maker
        given = self._decode(text)
        made = self[text] = (maker(given[0]),) if len(given) == 1 else tuple(map(maker, given))
        return made


class _Model:
    """The structs that stand for the classes of the model, and the functions that make instances of them."""

    def __init__(self) -> None:
        self._structs: dict[Any, Any] = {}
        self._makers: dict[Any, Callable[[Any], Any]] = {}
        self.cited = _Cited(self._struct(Citation), self._maker(Citation))
        first, *others = (self._struct(kind.record_class, tag=kind.name, tag_field="record") for kind in KINDS)
        for other in others:
            first |= other
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(first).decode
        self.makers = {self._structs[kind.record_class]: self._maker(kind.record_class) for kind in KINDS}
        self.measured = {self._structs[kind.record_class] for kind in KINDS if self._is_measured(kind.record_class)}

    def _is_measured(self, wanted: Any) -> bool:
        """Tell whether a class has a field for a number that may have a fraction."""
        return any(float in {wanted, *get_args(wanted)} for wanted in get_type_hints(wanted).values())

    def _struct(self, wanted: Any, **tag: Any) -> Any:
        if wanted not in self._structs:
            types = get_type_hints(wanted)
            fields = [
                (field.name, self._type(types[field.name]), msgspec.field(default=field.default))
                if field.default is not attrs.NOTHING
                else (field.name, self._type(types[field.name]))
                for field in attrs.fields(wanted)
            ]
            self._structs[wanted] = msgspec.defstruct(
                wanted.__name__, fields, kw_only=True, forbid_unknown_fields=True, **tag
            )
        return self._structs[wanted]

    def _type(self, wanted: Any) -> Any:
        """Return the type that msgspec reads; null is of none, since a field without a value is left out."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        if get_origin(wanted) is tuple:
            # Lists of citations stay text until it is known that they are new.
            return msgspec.Raw if arguments[0] is Citation else GenericAlias(tuple, (self._type(arguments[0]), ...))
        if is_when(wanted):
            return _When
        if len(arguments) == 1:
            return self._type(arguments[0])
        if is_quantity(wanted):
            return _Figure
        if wanted is int:
            return Annotated[int, msgspec.Meta(ge=-_LARGE, le=_LARGE)]
        return wanted if wanted in {str, float} or issubclass(wanted, Term) else self._struct(wanted)

    def _maker(self, wanted: Any) -> Callable[[Any], Any]:
        if wanted not in self._makers:
            self._makers[wanted] = self._compiled(wanted)
        return self._makers[wanted]

    def _compiled(self, wanted: Any) -> Callable[[Any], Any]:
        types = get_type_hints(wanted)
        names: dict[str, Any] = {
            "_new": object.__new__,
            "_Frozen": wanted,
            "_Free": free_twin(wanted),
            "_when": when_of,
        }
        names |= {"_figure": plain_values.figure}
        lines = ["def make(_given):"]
        lines += [" made = _new(_Free)"]
        for field in attrs.fields(wanted):
            x = f"_given.{field.name}"
            lines.append(f" made.{field.name} = {field.name} = {self._value(x, types[field.name], names)}")
        lines += [" made.__class__ = _Frozen", *judgement(wanted, names)]
        lines += [" return made"]
        exec("\n".join(lines), names)  # noqa: S102  every name in it is one of the model's
        compiled: Callable[[Any], Any] = names["make"]
        return compiled

    def _value(self, x: str, wanted: Any, names: dict[str, Any]) -> str:
        """Return the expression that makes the value of a type of `x`."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        name = f"_of_{len(names)}"
        if is_when(wanted):
            names[name] = wanted
            return f"_when(_x.edtf, _x.wording, {name}) if (_x := {x}) is not None else None"
        if is_quantity(wanted):
            return f"_figure(_x.unit, _x.bound, _x.value, _x.upto, _x.wording) if (_x := {x}) is not None else None"
        if get_origin(wanted) is tuple:
            if not attrs.has(arguments[0]):
                return x
            if arguments[0] is Citation:
                names["_cited"] = self.cited
                return f"_cited[bytes(_x)] if (_x := {x}) else ()"
            names[name] = self._maker(arguments[0])
            return f"(({name}(_x[0]),) if len(_x) == 1 else tuple(map({name}, _x))) if (_x := {x}) else ()"
        return self._value(x, arguments[0], names) if len(arguments) == 1 and arguments[0] is not wanted else x


_model = _Model()


def record_of(line: bytes) -> Record | None:
    """Return the record that a line holds, or None where it holds none, or none with which nothing is wrong."""
    if len(line) > LONGEST_TEXT:
        return None
    try:
        struct = _model.decode(line)
        if type(struct) in _model.measured and _LONG_NUMBER.search(line):
            return None
        record: Record = _model.makers[type(struct)](struct)
    except Exception:  # noqa: BLE001  whatever it is, the line is read again, and it is told in words
        return None
    return record
