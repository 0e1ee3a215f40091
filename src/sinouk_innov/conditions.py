"""Does a value meet a condition, and what if the evidence does not settle it?

`where` takes plain conditions, which a value meets or not. `split` takes these and three-valued ones: on imprecise
dates and bounded figures, and on fields that are empty because no source fills them. What meets plain conditions is
found by an index of the field where it holds texts, ids or terms, and else by asking record after record.
"""

from __future__ import annotations

import threading
from collections.abc import Callable  # attrs keeps the types of fields
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attrs import field, frozen

from sinouk_innov.collector import paused_collector
from sinouk_innov.dates import PartialDate, Period, Precision, day_of, parse_when
from sinouk_innov.errors import UndecidedError, UnitError
from sinouk_innov.logic import Truth, all_of, any_of
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.vocabularies import AbsenceReason
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from sinouk_innov.dates import When

__all__ = [
    "Condition",
    "FieldIndexes",
    "Judgement",
    "is_above",
    "is_after",
    "is_before",
    "is_below",
    "is_during",
    "is_equal_to",
    "judge_all",
    "meets",
]

R_co = TypeVar("R_co", bound=Record, covariant=True)


# --- three-valued conditions ----------------------------------------------------------------------------------------


@frozen(repr=False)
class Condition:
    """A condition on an imprecise date or a bounded figure; `&`, `|` and `~` combine conditions on one field.

    Examples:
        >>> from sinouk_innov import PartialDate
        >>> condition = is_after("2017") & ~is_after("2019")
        >>> condition, condition.of(PartialDate("2018-05")), condition.of(PartialDate("2019~"))
        (<Condition (after 2017 and not after 2019)>, Truth.TRUE, Truth.UNDECIDED)

    Attributes:
        text: The condition in words.
    """

    text: str
    _test: Callable[[object], Truth | None] = field(eq=False)

    def of(self, value: object) -> Truth | None:
        """Return whether a value meets the condition; None where it is of another sort, such as money for an area."""
        return self._test(value)

    def __and__(self, other: Condition) -> Condition:
        def both(value: object) -> Truth | None:
            one, two = self.of(value), other.of(value)
            return None if one is None or two is None else one & two

        return Condition(f"({self.text} and {other.text})", both)

    def __or__(self, other: Condition) -> Condition:
        def either(value: object) -> Truth | None:
            found = [truth for condition in (self, other) if (truth := condition.of(value)) is not None]
            return any_of(found) if found else None

        return Condition(f"({self.text} or {other.text})", either)

    def __invert__(self) -> Condition:
        def opposite(value: object) -> Truth | None:
            found = self.of(value)
            return None if found is None else ~found

        return Condition(f"not {self.text}", opposite)

    def __repr__(self) -> str:
        return f"<Condition {self.text}>"


def is_before(time: str | dt.date | When) -> Condition:
    """Return the condition that a date lies, or a period ends, before a time.

    A plain year or month stands for the whole of it: before `2019` is before its first day, after it after its last.

    Raises:
        ValueError: It is neither a date nor a period.
    """
    wanted, whole = _time(time)
    return Condition(f"before {wanted}", lambda value: _dated(value, lambda when: when.before(whole)))


def is_after(time: str | dt.date | When) -> Condition:
    """Return the condition that a date lies, or a period starts, after a time; as `is_before`.

    Raises:
        ValueError: It is neither a date nor a period.
    """
    wanted, whole = _time(time)
    return Condition(f"after {wanted}", lambda value: _dated(value, lambda when: when.after(whole)))


def is_during(time: str | dt.date | When) -> Condition:
    """Return the condition that a date lies in a time, or that a period shares a day with it; as `is_before`.

    Raises:
        ValueError: It is neither a date nor a period.
    """
    wanted, whole = _time(time)
    return Condition(f"during {wanted}", lambda value: _dated(value, lambda when: when.overlaps(whole)))


def is_above(figure: str | Quantity) -> Condition:
    """Return the condition that a figure is more than another, in any unit that converts into its own.

    Args:
        figure: A quantity, or its canonical text, such as `100 ha`.

    Raises:
        ValueError: The text is no quantity.
    """
    wanted = Quantity.parse(figure) if isinstance(figure, str) else figure
    return Condition(f"above {wanted}", lambda value: _counted(value, lambda found: found.above(wanted)))


def is_below(figure: str | Quantity) -> Condition:
    """Return the condition that a figure is less than another; as `is_above`.

    Raises:
        ValueError: The text is no quantity.
    """
    wanted = Quantity.parse(figure) if isinstance(figure, str) else figure
    return Condition(f"below {wanted}", lambda value: _counted(value, lambda found: found.below(wanted)))


def is_equal_to(figure: str | Quantity) -> Condition:
    """Return the condition that a figure is the same as another; as `is_above`.

    Raises:
        ValueError: The text is no quantity.
    """
    wanted = Quantity.parse(figure) if isinstance(figure, str) else figure
    return Condition(f"equal to {wanted}", lambda value: _counted(value, lambda found: found.equals(wanted)))


def _time(given: str | dt.date | When) -> tuple[When, When]:
    """Return a time as it is given, and from the first day to the last that its plain years and months name."""
    text = given if isinstance(given, str) else str(given if isinstance(given, Period) else day_of(given))
    found = parse_when(text)
    if isinstance(found, Period):
        start, slash, end = found.edtf.partition("/")
        return found, Period(f"{_end(start, found.start, 'earliest')}{slash}{_end(end, found.end, 'latest')}")
    day = _end(found.edtf, found, "earliest")
    return found, found if day == found.edtf else Period(f"{day}/{found.latest}")


def _end(edtf: str, day: PartialDate | None, side: str) -> str:
    """Return the first or last day of a plain month or year; what is anything else stays as it is."""
    plain = day is not None and not day.approximate and day.precision in {Precision.MONTH, Precision.YEAR}
    return str(getattr(day, side)) if plain else edtf


def _dated(value: object, ask: Callable[[When], bool | None]) -> Truth | None:
    if isinstance(value, Part):
        # What has a time of its own, such as a name or a post, is judged by it.
        time = getattr(value, "period", None)
        return Truth.UNDECIDED if time is None else _dated(time, ask)
    return Truth.of(ask(value)) if isinstance(value, PartialDate | Period) else None


def _counted(value: object, ask: Callable[[Quantity], bool | None]) -> Truth | None:
    if not isinstance(value, Quantity):
        return None
    try:
        return Truth.of(ask(value))
    except UnitError:
        return None


# --- a field of a record --------------------------------------------------------------------------------------------


@frozen
class Judgement:
    """Whether a record meets a condition, and why that is so.

    Attributes:
        truth: Whether it does.
        reason: Why, where it is undecided; else empty.
    """

    truth: Truth
    reason: str = ""


def judge(record: Record, name: str, wanted: Any) -> Judgement:
    """Return whether a field of a record meets a condition as far as the evidence goes.

    An empty field decides nothing, unless the record says that there can be no value. A field with several values is
    only as complete as its sources: one that meets the condition settles it, and none that does leaves it open.
    """
    value = getattr(record, name)
    if value is None or value == ():
        return _empty(record, name)
    if callable(wanted):
        return Judgement(Truth.of(bool(wanted(value))))
    if not isinstance(value, tuple):
        truth = _judged(value, wanted)
        return Judgement(truth, f"{name} is {value}" if truth is Truth.UNDECIDED else "")
    truths = [_judged(item, wanted) for item in cast("tuple[object, ...]", value)]
    if Truth.TRUE in truths:
        return Judgement(Truth.TRUE)
    if Truth.UNDECIDED in truths:
        return Judgement(Truth.UNDECIDED, f"a value of {name} may or may not")
    return Judgement(Truth.UNDECIDED, f"none of the known {name.replace('_', ' ')} does; there may be others")


def _empty(record: Record, name: str) -> Judgement:
    found = next((absence for absence in record.absent if absence.field == name), None)
    if found is None:
        return Judgement(Truth.UNDECIDED, f"{name} is not known")
    if found.reason is AbsenceReason.NOT_APPLICABLE:
        return Judgement(Truth.FALSE)
    note = "" if found.note is None else f": {found.note}"
    return Judgement(Truth.UNDECIDED, f"{name} is {found.reason.replace('_', ' ')}{note}")


def _judged(value: object, wanted: Any) -> Truth:
    if isinstance(wanted, Condition):
        found = wanted.of(value)
        return Truth.FALSE if found is None else found
    if isinstance(wanted, set | frozenset):
        return any_of(_judged(value, one) for one in cast("set[object]", wanted))
    return Truth.of(_is(value, wanted))


def judge_all(record: Record, conditions: Mapping[str, Any]) -> Judgement:
    """Return whether a record meets conditions on several fields, and what leaves that open."""
    found: list[Judgement] = []
    for name, wanted in conditions.items():
        found.append(judge(record, name, wanted))
        if found[-1].truth is Truth.FALSE:
            return Judgement(Truth.FALSE)
    reasons = [judgement.reason for judgement in found if judgement.truth is Truth.UNDECIDED]
    return Judgement(all_of(judgement.truth for judgement in found), "; ".join(reasons))


# --- plain conditions -----------------------------------------------------------------------------------------------


def meets(record: Record, name: str, wanted: Any) -> bool:
    """Tell whether a field of a record meets a condition, plainly.

    Raises:
        UndecidedError: The condition is three-valued, and the evidence does not settle it.
    """
    if not _is_three_valued(wanted):
        return _meets(getattr(record, name), wanted)
    judgement = judge(record, name, wanted)
    if judgement.truth is Truth.UNDECIDED:
        raise UndecidedError(f"{judgement.reason} in {record.id}; `split` tells what is certain and what is possible")
    return bool(judgement.truth)


def _is_three_valued(wanted: Any) -> bool:
    if isinstance(wanted, set | frozenset):
        return any(_is_three_valued(one) for one in cast("set[object]", wanted))
    return isinstance(wanted, Condition)


def _meets(value: Any, wanted: Any) -> bool:
    if callable(wanted):
        return bool(wanted(value))
    if isinstance(wanted, set | frozenset):
        return any(_meets(value, one) for one in cast("set[object]", wanted))
    if isinstance(value, tuple) and not isinstance(wanted, tuple):
        return any(_is(item, wanted) for item in cast("tuple[object, ...]", value))
    return _is(value, wanted)


def _is(value: Any, wanted: Any) -> bool:
    if value == wanted:
        return True
    if not isinstance(wanted, str) or value is None or isinstance(value, str):
        return False
    return str(value) == wanted or (isinstance(value, Part) and value.key == wanted)


# --- the records of a table -----------------------------------------------------------------------------------------


class FieldIndexes(Generic[R_co]):
    """Finds what meets plain conditions among records; the index of a field is made when it is first asked for."""

    __slots__ = ("_fields", "_lock", "_places", "_rows")

    def __init__(self, rows: tuple[R_co, ...]) -> None:
        """Take the records, in the order in which they are to be given back."""
        self._rows = rows
        self._lock = threading.Lock()
        self._fields: dict[str, dict[object, tuple[R_co, ...]] | None] = {}
        self._places: dict[str, int] | None = None

    def chosen(self, conditions: Mapping[str, Any]) -> tuple[R_co, ...]:
        """Return the records that meet all conditions: just those that a loop over all of them finds, in its order.

        Raises:
            UndecidedError: A record may or may not meet a three-valued condition, and meets those before it.
        """
        found: dict[str, list[tuple[R_co, ...]]] = {}
        for name, wanted in conditions.items():
            keys = _keys(wanted)
            if keys is None:
                # It may be a callable that fails, or be undecided: then it counts which records it is asked about.
                break
            field_index = self._field(name)
            if field_index is not None:
                found[name] = [field_index[key] for key in keys if key in field_index]
        if not found:
            return tuple(_met_by(self._rows, conditions))
        fewest = min(found, key=lambda name: sum(map(len, found[name])))
        rows = self._joined(found[fewest])
        rest = {name: wanted for name, wanted in conditions.items() if name != fewest}
        return tuple(_met_by(rows, rest)) if rest else rows

    def _field(self, name: str) -> dict[object, tuple[R_co, ...]] | None:
        """Return the index of a field, made once, or None where its values have none."""
        if name not in self._fields:
            with self._lock:
                if name not in self._fields:
                    self._fields[name] = _indexed(self._rows, name)
        return self._fields[name]

    def _joined(self, parts: list[tuple[R_co, ...]]) -> tuple[R_co, ...]:
        """Return the records of several values of a field, each once, in the order of all."""
        if len(parts) < 2:  # noqa: PLR2004  one is in order
            return parts[0] if parts else ()
        places = self._places
        if places is None:
            places = self._places = {record.id: place for place, record in enumerate(self._rows)}
        met = {record.id: record for record in chain.from_iterable(parts)}
        return tuple(met[record_id] for record_id in sorted(met, key=places.__getitem__))


def _keys(wanted: Any) -> tuple[object, ...] | None:
    """Return what a condition looks up in an index, or None where only asking each record tells what meets it."""
    if type(wanted) in {set, frozenset}:
        several = [_keys(one) for one in cast("set[object]", wanted)]
        return None if None in several else tuple(chain.from_iterable(cast("list[tuple[object, ...]]", several)))
    plain = wanted is None or type(wanted) is str or (isinstance(wanted, Term) and not callable(wanted))
    return (wanted,) if plain else None


def _indexed(rows: Iterable[R_co], name: str) -> dict[object, tuple[R_co, ...]] | None:
    """Return the records by the values of a field, or None where it has any that is no text, id or term."""
    found: dict[object, list[R_co]] = {}
    value_of = attrgetter(name)
    with paused_collector():
        for record in rows:
            value = value_of(record)
            if value is None or isinstance(value, str):
                found.setdefault(value, []).append(record)
            elif isinstance(value, tuple):
                items = cast("tuple[object, ...]", value)
                if not all(isinstance(item, str) for item in items):
                    return None
                for item in dict.fromkeys(items):
                    found.setdefault(item, []).append(record)
            else:
                return None
        return {value: tuple(held) for value, held in found.items()}


def _met_by(rows: Iterable[R_co], conditions: Mapping[str, Any]) -> Iterable[R_co]:
    """Return the records that meet all conditions, each record asked after the one before it."""
    for name, wanted in conditions.items():
        rows = filter(_test(name, wanted), rows)
    return rows


def _test(name: str, wanted: Any) -> Callable[[Record], object]:
    """Return what tells whether a record meets a condition on a field."""
    if _is_three_valued(wanted):
        return lambda record: meets(record, name, wanted)
    value_of = attrgetter(name)
    if callable(wanted):
        return lambda record: wanted(value_of(record))
    return lambda record: _meets(value_of(record), wanted)
