"""Why do two answers to one question differ, as far as they themselves show it?

A cause is recognised by a rule from what the two say, never from who says it, and comes with the reason in words, so
that a reader can check it. Where no rule holds, the disagreement is real.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sinouk_innov.dates import When

__all__ = [
    "REAL",
    "Answer",
    "Cause",
    "Clash",
    "Ground",
    "cause_of_days",
    "cause_of_figures",
    "gap_of_days",
    "gap_of_figures",
]

_SLIP = Fraction(3, 100)
_RULE_OF_THUMB = Fraction(1, 10)
_MONTHS = 12
_YEAR = 365
_PLAIN = frozenset({Bound.EXACT, Bound.ABOUT})
_AREAS = (Unit.MU, Unit.SQ_FT, Unit.M2, Unit.HA, Unit.ACRE, Unit.KM2)
"""The units of ground and floors that stand for one another by mistake, those of both countries first."""


class Cause(Term):
    """Why do the answers differ?"""

    REAL_CONFLICT = "real_conflict", "nothing in the answers explains it: one of them is wrong"
    COPY_ERROR = "copy_error", "a slip of the pen: digits changed places, or the day of the page for that of the event"
    SCOPE = "scope", "they may be about a whole and a part of it, or a venture and what came of it"
    DATE = "date", "they may both have been right, each at its own time"
    UNIT = "unit", "they come near once the unit is changed"
    TRANSLATION = "translation", "they may be one answer in two languages"
    PRECISION = "precision", "the one rounds the other"


@frozen
class Ground:
    """A cause, and how it was recognised."""

    cause: Cause
    reason: str


REAL = Ground(Cause.REAL_CONFLICT, "nothing that the sources say explains it")
"""What is left where no rule recognises a cause."""


@frozen
class Answer:
    """What one record answers.

    Attributes:
        value: The answer.
        text: The answer, for people to read.
        facts: The addresses of the facts that give it.
        citations: Where they rest.
    """

    value: object
    text: str
    facts: tuple[FactRef, ...]
    citations: tuple[Citation, ...]


@frozen
class Clash:
    """Answers to one question that cannot all be right.

    Attributes:
        subjects: The ids of what the question is about.
        asked: What is asked of it.
        sides: The answers, those that agree together.
        ground: The cause, and how it was recognised.
        gap: How far the answers lie apart, from 0 to 1.
        links: The addresses of the facts that make it one question, where the subjects are two records.
        doubtful: Whether that the subjects are one is itself a curator's judgement.
    """

    subjects: tuple[str, ...]
    asked: str
    sides: tuple[tuple[Answer, ...], ...]
    ground: Ground
    gap: float = 1.0
    links: tuple[FactRef, ...] = ()
    doubtful: bool = False


# --- figures --------------------------------------------------------------------------------------------------------


def cause_of_figures(one: Quantity, other: Quantity) -> Ground | None:
    """Return what the figures alone show of why they differ, or None where they show nothing.

    Both have a value. Looked for are, in this order: an answer in another unit, a slip of the pen, rounding.

    Examples:
        >>> cause_of_figures(Quantity(900, Unit.ACRE), Quantity(150, Unit.ACRE)).reason
        '900 mu, not 900 acres, would be 150 acres or nearly'
        >>> cause_of_figures(Quantity(152, Unit.ACRE), Quantity(150, Unit.ACRE)).cause
        Cause.PRECISION
        >>> cause_of_figures(Quantity(5), Quantity(4)) is None
        True
    """
    # The answer is the same whichever comes first, down to its words.
    one, other = sorted((one, other), key=lambda quantity: quantity.sort_key)
    return _in_another_unit(one, other) or _slip_of_digits(one, other) or _rounded(one, other)


def gap_of_figures(one: Quantity, other: Quantity) -> float:
    """Return how far two figures lie apart, as a share of the larger; of two currencies nothing is known, so none."""
    if one.unit.dimension != other.unit.dimension:
        return 0.0
    return float(_apart(*(_printed(quantity) * quantity.unit.factor for quantity in (one, other))))


def _printed(quantity: Quantity) -> Fraction:
    return Fraction(quantity.value or 0)


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """Return by which share of the larger two numbers differ; of two signs, by all of it."""
    larger = max(abs(one), abs(other))
    return min(abs(one - other) / larger, Fraction(1)) if larger else Fraction(0)


def _in_another_unit(one: Quantity, other: Quantity) -> Ground | None:
    ours, theirs = _printed(one), _printed(other)
    if one.unit is not other.unit and _apart(ours, theirs) <= _SLIP:
        text = f"nearly the same number is told in {one.unit.symbol} and in {other.unit.symbol}"
        return Ground(Cause.UNIT, text)
    if one.unit.dimension != other.unit.dimension:
        return None
    if one.unit is not other.unit and gap_of_figures(one, other) <= _RULE_OF_THUMB:
        text = f"told in {one.unit.symbol} and {other.unit.symbol}, and within a tenth of each other once converted"
        return Ground(Cause.UNIT, text)
    for wrong, right in ((one, other), (other, one)):
        for unit in _AREAS:
            if unit.dimension != wrong.unit.dimension or unit is wrong.unit:
                continue
            meant = _printed(wrong) * unit.factor
            if _apart(meant, _printed(right) * right.unit.factor) <= _SLIP:
                number = Quantity(wrong.value, unit).describe()
                text = f"{number}, not {Quantity(wrong.value, wrong.unit).describe()}, would be"
                return Ground(Cause.UNIT, f"{text} {Quantity(right.value, right.unit).describe()} or nearly")
    return None


def _slip_of_digits(one: Quantity, other: Quantity) -> Ground | None:
    if one.unit is not other.unit:
        return None
    ours, theirs = _digits(one), _digits(other)
    if _swapped(ours, theirs):
        return Ground(Cause.COPY_ERROR, f"two digits changed places: {ours}, {theirs}")
    less, more = sorted((_printed(one), _printed(other)))
    if more == 10 * less and len(str(less.numerator).rstrip("0")) > 1:
        return Ground(Cause.COPY_ERROR, f"the same digits with one zero more or less: {ours}, {theirs}")
    return None


def _swapped(one: str, other: str) -> bool:
    """Tell whether two texts differ in two neighbouring characters that changed places, and in nothing else."""
    if len(one) != len(other):
        return False
    differing = [at for at, (ours, theirs) in enumerate(zip(one, other, strict=True)) if ours != theirs]
    if len(differing) != len("ab") or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]


def _rounded(one: Quantity, other: Quantity) -> Ground | None:
    for rough, fine in ((one, other), (other, one)):
        if rough.unit is not fine.unit or not {rough.bound, fine.bound} <= _PLAIN:
            continue
        near = Quantity(rough.value, rough.unit, Bound.ABOUT).interval
        if _places(fine) > _places(rough) and near.contains(_printed(fine)):
            text = f"{Quantity(fine.value, fine.unit).describe()} rounds to"
            return Ground(Cause.PRECISION, f"{text} {Quantity(rough.value, rough.unit).describe()}")
    return None


def _places(quantity: Quantity) -> int:
    """Return how many digits of a figure say something."""
    return len(_digits(quantity).replace(".", "").strip("0-"))


def _digits(quantity: Quantity) -> str:
    """Return a figure as printed; of a fraction, which is no row of digits, nothing."""
    return f"{quantity.value:f}" if isinstance(quantity.value, Decimal) else ""


# --- days -----------------------------------------------------------------------------------------------------------


def cause_of_days(one: When, other: When) -> Ground | None:
    """Return what two days or periods alone show of why they differ, or None where they show nothing.

    Examples:
        >>> cause_of_days(PartialDate("2018-10-05"), PartialDate("2018-11-05")).reason
        'one day of two neighbouring months: 2018-10-05, 2018-11-05'
        >>> cause_of_days(PartialDate("2018-01"), PartialDate("2018-02-01")).cause
        Cause.PRECISION
    """
    one, other = sorted((one, other), key=lambda when: when.sort_key)
    for first, last in ((one, other), (other, one)):
        if first.latest is not None and last.earliest is not None and (last.earliest - first.latest).days == 1:
            return Ground(Cause.PRECISION, f"the one begins on the day after the other ends: {first}, {last}")
    ours, theirs = _day(one), _day(other)
    if ours is None or theirs is None:
        return None
    for slip, text in _slips(ours, theirs):
        if slip:
            return Ground(Cause.COPY_ERROR, f"{text}: {one}, {other}")
    return None


def _slips(one: dt.date, other: dt.date) -> Iterator[tuple[bool, str]]:
    months = abs(_MONTHS * (one.year - other.year) + one.month - other.month)
    yield one.day == other.day and months == 1, "one day of two neighbouring months"
    yield one.day == other.day and months == _MONTHS, "one day of two neighbouring years"
    day_for_month = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    yield day_for_month, "day and month changed places"
    yield _swapped(one.isoformat(), other.isoformat()), "two digits changed places"


def gap_of_days(one: When, other: When) -> float:
    """Return how far two days or periods lie apart, a year or more being all; unknown ends count for nothing."""
    gaps = [
        (last.earliest - first.latest).days
        for first, last in ((one, other), (other, one))
        if first.latest is not None and last.earliest is not None
    ]
    return min(max([*gaps, 0]) / _YEAR, 1.0)


def _day(when: When) -> dt.date | None:
    """Return the day that a date names, or None where it names none."""
    return when.earliest if isinstance(when, PartialDate) and when.is_exact else None
