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
from sinouk_innov.assembly import free_twin
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
_MOST_KEPT = 1 << 16
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


class _Kept(dict[Any, Any]):
    """Citations by what they were made of: the same passage carries many facts."""

    most = _MOST_KEPT


class _Model:
    """The structs that stand for the classes of the model, and the functions that make instances of them."""

    def __init__(self) -> None:
        self._structs: dict[Any, Any] = {}
        self._makers: dict[Any, Callable[[Any], Any]] = {}
        self.kept = _Kept()
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
                wanted.__name__, fields, kw_only=True, forbid_unknown_fields=True, frozen=wanted is Citation, **tag
            )
        return self._structs[wanted]

    def _type(self, wanted: Any) -> Any:
        """Return the type that msgspec reads; null is of none, since a field without a value is left out."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        if get_origin(wanted) is tuple:
            return GenericAlias(tuple, (self._type(arguments[0]), ...))
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
        names: dict[str, Any] = {"new": object.__new__, "Frozen": wanted, "Free": free_twin(wanted), "when": when_of}
        names |= {"figure": _figure, "kept": self.kept}
        lines = ["def make(value):"]
        if wanted is Citation:
            lines += [" made = kept.get(value)", " if made is not None: return made"]
        lines += [" made = new(Free)"]
        for field in attrs.fields(wanted):
            x = f"value.{field.name}"
            lines.append(f" made.{field.name} = {self._value(x, types[field.name], names)}")
        lines += [" made.__class__ = Frozen", " made.__attrs_post_init__()"]
        if wanted is Citation:
            lines += [" if len(kept) >= kept.most: kept.clear()", " kept[value] = made"]
        lines += [" return made"]
        exec("\n".join(lines), names)  # noqa: S102  every name in it is one of the model's
        compiled: Callable[[Any], Any] = names["make"]
        return compiled

    def _value(self, x: str, wanted: Any, names: dict[str, Any]) -> str:
        """Return the expression that makes the value of a type of `x`."""
        arguments = [member for member in get_args(wanted) if member is not type(None)]
        name = f"of_{len(names)}"
        if is_when(wanted):
            names[name] = wanted
            return f"when(x.edtf, x.wording, {name}) if (x := {x}) is not None else None"
        if is_quantity(wanted):
            return f"figure({x})"
        if get_origin(wanted) is tuple:
            if not attrs.has(arguments[0]):
                return x
            names[name] = self._maker(arguments[0])
            return f"tuple([{name}(y) for y in x]) if (x := {x}) else ()"
        return self._value(x, arguments[0], names) if len(arguments) == 1 and arguments[0] is not wanted else x


def _figure(value: _Figure) -> Any:
    return plain_values.quantity(
        {name: text for name, text in msgspec.structs.asdict(value).items() if text is not None}
    )


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
