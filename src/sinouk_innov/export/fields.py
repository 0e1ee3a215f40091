"""Which fields does a class of the model have, and what is said of each?

What is said stands once, in the docstring of the class; schemas and reference pages read it there.
"""

from __future__ import annotations

import inspect
import re
import types
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from sinouk_innov.dataset import Release
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.quantities import Quantity

__all__ = ["Field", "attributes_said", "fields_of", "members", "prose", "required_of", "summary", "without_none"]

_LAST = ("citations", "note", "absent")
_ID_OF = re.compile(r"The ids? of ([^;.]+)")
# What docstrings call those who have ids, and the prefixes of these.
_CALLED = {kind.name: (kind.prefix,) for kind in KINDS} | dict.fromkeys(("body", "bodies"), ("org", "cen"))
_SECTION = re.compile(r"[A-Z]\w+:\n")
_NAMED = re.compile(r"    (\w+): (.+)")


@frozen(kw_only=True)
class Field:
    """One field of a class, as files hold it.

    Attributes:
        name: Its name.
        type: Its type, without the None that stands for no value.
        meaning: What its class's docstring says of it.
        default: What it is where it is left out; `attrs.NOTHING` where it must not be.
    """

    name: str
    type: Any
    meaning: str
    default: object

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The prefixes of the ids that it takes; none where it takes no ids.

        Its docstring says whose ids they are; where it says so in general only, ids of every kind are let through.
        """
        found = _ID_OF.match(self.meaning)
        if found is None:
            return ()
        named = [prefix for word in re.findall(r"\w+", found[1]) for prefix in _CALLED.get(word, ())]
        return tuple(dict.fromkeys(named or [kind.prefix for kind in KINDS]))


def fields_of(described: type[object]) -> tuple[Field, ...]:
    """Return the fields of an attrs class that a file holds, in the order in which it holds them."""
    hints = get_type_hints(described)
    said: dict[str, str] = {}
    for ancestor in reversed(described.__mro__):
        said |= attributes_said(ancestor)
    fields = [
        Field(
            name=attribute.name,
            type=without_none(hints[attribute.name]),
            meaning=said.get(attribute.name, ""),
            default=attribute.default,
        )
        for attribute in attrs.fields(cast("Any", described))
        if attribute.init
    ]
    early = [field for field in fields if field.name not in _LAST]
    return (*early, *(field for field in fields if field.name in _LAST))


def required_of(described: type[object]) -> list[str]:
    """Return the names of the fields that a file must not leave out."""
    if described is Quantity:
        # A vague figure has no value; but no file leaves the unit or the bound to a default.
        return ["unit", "bound"]
    if described is Release:
        # In a program a dataset is of this release's schema; a file has to say of which it is.
        return ["schema_version"]
    return [field.name for field in fields_of(described) if field.default is attrs.NOTHING]


def without_none(wanted: Any) -> Any:
    """Return a type without its None.

    Examples:
        >>> without_none(str | None)
        <class 'str'>
    """
    rest = [member for member in members(wanted) if member is not type(None)]
    return Union[tuple(rest)]  # noqa: UP007  there is no other way to say it of a list


def members(wanted: Any) -> tuple[Any, ...]:
    """Return the types of a union; any other type is the only one.

    Examples:
        >>> members(str | int), members(str)
        ((<class 'str'>, <class 'int'>), (<class 'str'>,))
    """
    return get_args(wanted) if get_origin(wanted) in {types.UnionType, Union} else (wanted,)


def summary(described: type[object]) -> str:
    """Return the first line of a class's docstring."""
    return _lines(described)[0]


def prose(described: type[object]) -> list[str]:
    """Return the paragraphs of a class's docstring down to its first section, examples left out.

    Examples:
        >>> prose(Field)
        ['One field of a class, as files hold it.']
    """
    paragraphs = "\n".join(_lines(described)).split("\n\n")
    sections = [index for index, text in enumerate(paragraphs) if _SECTION.match(text)]
    told = paragraphs[: sections[0] if sections else None]
    return [" ".join(text.split()) for text in told if not text.startswith(">>>")]


def attributes_said(described: type[object]) -> dict[str, str]:
    """Return what a class's own docstring says of each attribute, in one line each.

    Examples:
        >>> attributes_said(Field)["name"]
        'Its name.'
    """
    said: dict[str, str] = {}
    name = ""
    lines = _lines(described)
    section = lines[lines.index("Attributes:") + 1 :] if "Attributes:" in lines else []
    for line in section:
        if not line.startswith("    "):
            break
        if found := _NAMED.fullmatch(line):
            name, said[found[1]] = found[1], found[2]
        else:
            said[name] += f" {line.strip()}"
    return said


def _lines(described: type[object]) -> list[str]:
    # Under `python -OO` there are no docstrings; nothing is said then.
    return inspect.cleandoc(described.__dict__.get("__doc__") or "").split("\n")
