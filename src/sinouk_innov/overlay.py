"""How do two datasets become one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Citation
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.model.vocabularies import AbsenceReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["merge"]

_BETWEEN_NOTES = " | "


def merge(data: Dataset, mine: Dataset) -> Dataset:
    """Return one dataset with the facts of two.

    Where both have a record, its names, roles and other parts are united, and so are the citations of what both say.
    The first dataset's order, notes and header come first. A retired id in either is read as its successor; that one
    has retired what the other tells of, and nothing took its place, is a contradiction.

    Raises:
        InvalidDataError: The two contradict each other; each problem tells both sides.
    """
    problems: list[Problem] = []
    redirects = _redirects(data, mine, problems)
    moved = {retired: successor for retired, successor in redirects.items() if successor is not None}
    united: dict[str, Record] = {}
    for record in (*data, *mine):
        place = Problem("", "", record.kind_name, record.id)
        if record.id in redirects and redirects[record.id] is None:
            problems.append(attrs.evolve(place, reason="one tells of it, the other has retired it"))
            continue
        try:
            current = _with_successors(record, moved, place, problems) if moved else record
            ours = united.get(current.id)
            united[current.id] = current if ours is None else _united(ours, current, place, problems)
        except ValueError as error:
            problems.append(attrs.evolve(place, reason=f"cannot be united: {error}"))
    if problems:
        raise InvalidDataError(tuple(problems))
    return Dataset.of(united.values(), release=data.release, redirects=redirects)


# --- retired ids ----------------------------------------------------------------------------------------------------


def _redirects(data: Dataset, mine: Dataset, problems: list[Problem]) -> dict[str, str | None]:
    """Return for each retired id what takes its place at last, if anything."""
    steps = {**mine.redirects, **data.redirects}
    last = {retired: _last(retired, steps) for retired in steps}
    for retired, successor in last.items():
        place = Problem("", "", "", retired)
        if successor in steps:
            problems.append(attrs.evolve(place, reason=f"is retired for {steps[retired]!r}, and that in turn for it"))
            continue
        other = mine.redirects.get(retired, successor)
        if (other if other is None else last.get(other, other)) != successor:
            reason = f"one says that {_named(steps[retired])} took its place, the other {_named(other)}"
            problems.append(attrs.evolve(place, reason=reason))
    return last


def _last(retired: str, steps: Mapping[str, str | None]) -> str | None:
    passed: set[str] = set()
    found: str | None = retired
    while found is not None and found in steps and found not in passed:
        passed.add(found)
        found = steps[found]
    return found


def _named(successor: str | None) -> str:
    return "nothing" if successor is None else repr(successor)


def _with_successors(holder: Any, redirects: Mapping[str, str], place: Problem, problems: list[Problem]) -> Any:
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(cast("Any", type(holder))):
        value = getattr(holder, attribute.name)
        now: Any = value
        if isinstance(value, str):
            now = redirects.get(value, value)
        elif attribute.name == "supports":
            now = tuple(dict.fromkeys(_supported(text, redirects) for text in value))
        elif isinstance(value, tuple):
            items = [
                _with_successors(item, redirects, place, problems)
                if isinstance(item, Part | Citation)
                else redirects.get(item, item)
                if isinstance(item, str)
                else item
                for item in cast("tuple[object, ...]", value)
            ]
            now = _both(items, _at(place, attribute.name), problems)
        if now != value:
            changes[attribute.name] = now
    return attrs.evolve(holder, **changes) if changes else holder


def _supported(text: str, redirects: Mapping[str, str]) -> str:
    """Return what a citation supports, such as `operators[org-old]`, as its field and key are now."""
    begin = max(text.rfind(mark) for mark in "[@:") + 1
    wanted = text[begin:-1]
    return f"{text[:begin]}{redirects[wanted]}]" if wanted in redirects else text


# --- two records of one id ------------------------------------------------------------------------------------------


def _united(ours: Record, theirs: Record, place: Problem, problems: list[Problem]) -> Record:
    absences = _missing(ours, theirs, place, problems)
    return cast("Record", _one(ours, theirs, place, problems, absent=absences))


def _one(ours: Any, theirs: Any, place: Problem, problems: list[Problem], **given: Any) -> Any:
    """Return a record or part with what either of two says; where they contradict each other, tell it."""
    changes = dict(given)
    for attribute in attrs.fields(cast("Any", type(ours))):
        name = attribute.name
        a, b = getattr(ours, name), getattr(theirs, name)
        if name in changes:
            continue
        if name == "note":
            changes[name] = _noted(a, b)
        elif isinstance(a, tuple):
            changes[name] = _both((*cast("tuple[object, ...]", a), *b), _at(place, name), problems)
        elif a is None or (a == b and getattr(a, "wording", "") is None):
            # A wording is no part of what a date or figure is, and the one that has one is kept.
            changes[name] = b
        elif b is not None and a != b:
            reason = f"one says {_shown(a)}, the other {_shown(b)}"
            problems.append(attrs.evolve(_at(place, name), reason=reason))
    return attrs.evolve(ours, **changes)


def _at(place: Problem, step: str) -> Problem:
    return attrs.evolve(place, path=f"{place.path}.{step}" if place.path else step)


def _shown(value: object) -> str:
    return repr(str(value)) if isinstance(value, str) else str(value)


def _both(items: Iterable[Any], place: Problem, problems: list[Problem]) -> tuple[Any, ...]:
    """Return each value once; parts that are one fact, by their keys, become one part."""
    made: dict[object, Any] = {}
    for item in items:
        key: object = item.key if isinstance(item, Part) else item
        if isinstance(item, Part) and key in made:
            there = attrs.evolve(place, path=f"{place.path}[{key}]")
            made[key] = _one(made[key], item, there, problems)
        else:
            made.setdefault(key, item)
    return tuple(made.values())


def _missing(ours: Record, theirs: Record, place: Problem, problems: list[Problem]) -> tuple[Absence, ...]:
    """Return why fields are empty that neither fills; that nothing was found does not stand against a find."""
    made: dict[str, Absence] = {}
    for absence in (*ours.absent, *theirs.absent):
        there = _at(place, absence.field)
        values = [getattr(record, absence.field) for record in (ours, theirs)]
        value = next((value for value in values if value not in (None, ())), None)
        first = made.setdefault(absence.field, absence)
        if value is not None:
            del made[absence.field]
            if absence.reason is not AbsenceReason.NOT_STATED:
                reason = f"one says that it is {absence.reason}, the other {_shown(value)}"
                problems.append(attrs.evolve(there, reason=reason))
        elif first.reason is not absence.reason:
            reason = f"one says that it is {first.reason}, the other that it is {absence.reason}"
            problems.append(attrs.evolve(there, reason=reason))
        else:
            made[absence.field] = attrs.evolve(first, note=_noted(first.note, absence.note))
    return tuple(made.values())


def _noted(ours: str | None, theirs: str | None) -> str | None:
    if ours is None or theirs is None or ours == theirs:
        return ours or theirs
    # By whole notes: a few words that happen to stand in a longer note may say something else.
    return _BETWEEN_NOTES.join(dict.fromkeys([*ours.split(_BETWEEN_NOTES), *theirs.split(_BETWEEN_NOTES)]))
