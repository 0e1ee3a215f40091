"""In which order do records stand by what a field says?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sinouk_innov.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ordered"]

R = TypeVar("R", bound=Record)


def ordered(rows: Iterable[R], field: str) -> list[R]:
    """Return records in the order of a field; `-field` turns the order round. None and nothing come last.

    Records of which the field says the same stay as they stand.
    """
    name = field.removeprefix("-")
    full: list[tuple[tuple[Any, ...], R]] = []
    empty: list[R] = []
    for record in rows:
        value = getattr(record, name)
        if value in (None, ()):
            empty.append(record)
        else:
            full.append((_sort_key(value), record))
    full.sort(key=lambda pair: pair[0], reverse=field.startswith("-"))
    return [*(record for _, record in full), *empty]


def _sort_key(value: Any) -> tuple[Any, ...]:
    """Return what a value is sorted by; values of one field give comparable keys."""
    if isinstance(value, tuple):
        return tuple(str(item).casefold() for item in cast("tuple[object, ...]", value))
    if isinstance(value, str):
        return (value.casefold(), value)
    return tuple(value.sort_key) if hasattr(value, "sort_key") else (value,)
