"""How do two datasets become one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.model.record import Part, Record

if TYPE_CHECKING:
    from sinouk_innov.evidence import Citation

__all__ = ["merge"]


def merge(data: Dataset, mine: Dataset) -> Dataset:
    """Return one dataset with the facts of two.

    Where both have a record, its names, roles and other parts are united, and so are the citations of what both say.
    The first dataset's order, notes and header come first. A retired id in either is read as its successor.

    Raises:
        InvalidDataError: The two contradict each other; each problem tells both sides.
    """
    redirects = {**mine.redirects, **data.redirects}
    problems: list[Problem] = []
    united: dict[str, Record] = {record.id: record for record in data}
    for record in mine:
        record_id = redirects.get(record.id, record.id)
        theirs = record if record_id == record.id else attrs.evolve(record, id=record_id)
        ours = united.get(record_id)
        if ours is None:
            united[record_id] = theirs
            continue
        try:
            united[record_id] = _united(ours, theirs, problems)
        except ValueError as error:
            problems.append(Problem(f"cannot be united: {error}", "", ours.kind_name, ours.id))
    if problems:
        raise InvalidDataError(tuple(problems))
    return Dataset.of(united.values(), release=data.release, redirects=redirects)


def _united(ours: Record, theirs: Record, problems: list[Problem]) -> Record:
    changes: dict[str, Any] = {}
    defaults = {attribute.name: attribute.default for attribute in attrs.fields(type(ours))}
    for name in defaults:
        a, b = getattr(ours, name), getattr(theirs, name)
        if name == "citations":
            changes[name] = _cited(a, b)
        elif name == "note":
            changes[name] = _noted(a, b)
        elif name == "absent":
            filled = {
                field
                for field in defaults
                if getattr(ours, field) not in (None, ()) or getattr(theirs, field) not in (None, ())
            }
            known = {absence.field for absence in a}
            both = [*a, *(absence for absence in b if absence.field not in known)]
            changes[name] = tuple(absence for absence in both if absence.field not in filled)
        elif isinstance(a, tuple):
            changes[name] = _both(cast("tuple[object, ...]", a), b)
        elif a is None:
            changes[name] = b
        elif b is not None and a != b:
            problems.append(Problem(f"one says {_shown(a)}, the other {_shown(b)}", "", ours.kind_name, ours.id, name))
    return attrs.evolve(ours, **changes)


def _shown(value: object) -> str:
    return repr(str(value)) if isinstance(value, str) else str(value)


def _both(ours: tuple[object, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    made: dict[str, Any] = {}
    for item in (*ours, *theirs):
        key = item.key if isinstance(item, Part) else str(item)
        if key not in made:
            made[key] = item
        elif isinstance(item, Part):
            made[key] = _one_part(made[key], item)
    return tuple(made.values())


def _one_part(ours: Part, theirs: Part) -> Part:
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(ours)):
        a, b = getattr(ours, attribute.name), getattr(theirs, attribute.name)
        if attribute.name == "citations":
            changes["citations"] = _cited(a, b)
        elif attribute.name == "note":
            changes["note"] = _noted(a, b)
        elif isinstance(a, tuple):
            changes[attribute.name] = _both(cast("tuple[object, ...]", a), b)
        elif a is None:
            changes[attribute.name] = b
        elif b is not None and a != b:
            raise ValueError(f"{ours.key}: {attribute.name} is {_shown(a)} in one, {_shown(b)} in the other")
    return attrs.evolve(ours, **changes)


def _cited(ours: tuple[Citation, ...], theirs: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))


def _noted(ours: str | None, theirs: str | None) -> str | None:
    if ours is None or theirs is None or theirs in ours:
        return ours or theirs
    return theirs if ours in theirs else f"{ours} {theirs}"
