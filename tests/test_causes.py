"""By which rule is the cause of a disagreement recognised, and what is said of it?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given

from sinouk_innov.dates import PartialDate, Period, parse_when
from sinouk_innov.quantities import Quantity, Unit
from sinouk_innov.questions.causes import Cause, cause_of_days, cause_of_figures, gap_of_days, gap_of_figures
from strategies import partial_dates, periods, quantities


@pytest.mark.parametrize(
    ("one", "other", "cause"),
    [
        ("50000 sq_ft", "50445 m2", Cause.UNIT),
        ("350000 sq_ft", "more_than 34000 m2", Cause.UNIT),
        ("more_than 900 acre", "150 acre", Cause.UNIT),
        ("1000000000 GBP", "1000000000 USD", Cause.UNIT),
        ("367 count", "376 count", Cause.COPY_ERROR),
        ("1.51 count", "1.15 count", Cause.COPY_ERROR),
        ("350000 m2", "35000 m2", Cause.COPY_ERROR),
        ("152 acre", "150 acre", Cause.PRECISION),
        ("about 11400 count", "11000 count", Cause.PRECISION),
        ("5 count", "4 count", None),
        ("20 count", "200 count", None),
        ("123 count", "132 m2", None),
        ("123 count", "321 count", None),
        ("112 count", "134 count", None),
        ("1234 count", "1999 count", None),
        ("1000000000 GBP", "1510000000 USD", None),
        ("more_than 100 count", "104 count", None),
        ("1/3 share", "1/7 share", None),
        ("0 count", "0 m2", Cause.UNIT),
    ],
)
def test_causes_of_figures(one: str, other: str, cause: Cause | None) -> None:
    """Another unit, a slip of digits and rounding are told from the figures alone, and nothing else is."""
    found = cause_of_figures(Quantity.parse(one), Quantity.parse(other))
    assert (None if found is None else found.cause) is cause


@given(quantities(), quantities())
def test_figures_are_compared_the_same_both_ways(one: Quantity, other: Quantity) -> None:
    """Cause, reason and gap do not depend on which figure comes first; a gap lies within 0 and 1."""
    assume(one.value is not None and other.value is not None)
    assert cause_of_figures(one, other) == cause_of_figures(other, one)
    assert gap_of_figures(one, other) == gap_of_figures(other, one)
    assert 0 <= gap_of_figures(one, other) <= 1


def test_gaps_of_figures() -> None:
    """A gap is the share of the larger by which the two differ; signs and currencies are the bounds of sense."""
    assert gap_of_figures(Quantity(75), Quantity(100)) == 0.25
    assert gap_of_figures(Quantity(-5), Quantity(100)) == 1
    assert gap_of_figures(Quantity(15, Unit.MU), Quantity(1, Unit.HA)) == 0
    assert gap_of_figures(Quantity(5, Unit.GBP), Quantity(100, Unit.USD)) == 0
    assert gap_of_figures(Quantity(0), Quantity(0)) == 0
    assert gap_of_figures(Quantity(Fraction(1, 3)), Quantity(Fraction(2, 3))) == 0.5


@pytest.mark.parametrize(
    ("one", "other", "cause"),
    [
        ("2018-10-05", "2018-11-05", Cause.COPY_ERROR),
        ("2018-12-05", "2019-01-05", Cause.COPY_ERROR),
        ("2018-11-05", "2017-11-05", Cause.COPY_ERROR),
        ("2018-05-10", "2018-10-05", Cause.COPY_ERROR),
        ("2018-05-12", "2018-05-21", Cause.COPY_ERROR),
        ("2018-01", "2018-02-01", Cause.PRECISION),
        ("2018", "2019", Cause.PRECISION),
        ("2018-10", "2018-11-22", None),
        ("2019-08-28", "2019-09-04", None),
        ("2016/2017", "2019", None),
    ],
)
def test_causes_of_days(one: str, other: str, cause: Cause | None) -> None:
    """Neighbouring months and years, day for month, swapped digits, and the day after are told from days alone."""
    found = cause_of_days(parse_when(one), parse_when(other))
    assert (None if found is None else found.cause) is cause


@given(partial_dates() | periods(), partial_dates() | periods())
def test_days_are_compared_the_same_both_ways(one: PartialDate | Period, other: PartialDate | Period) -> None:
    """Cause, reason and gap do not depend on which day comes first; a gap lies within 0 and 1."""
    assert cause_of_days(one, other) == cause_of_days(other, one)
    assert gap_of_days(one, other) == gap_of_days(other, one)
    assert 0 <= gap_of_days(one, other) <= 1


def test_gaps_of_days() -> None:
    """A year or more is all; days that may be one, and ends that are not known, are no gap."""
    assert gap_of_days(PartialDate("2016"), PartialDate("2019")) == 1
    assert gap_of_days(PartialDate("2019-01-01"), PartialDate("2019-03-15")) == 73 / 365
    assert gap_of_days(PartialDate("2019"), PartialDate("2019-05")) == 0
    assert gap_of_days(PartialDate("[..2016]"), PartialDate("[..2019]")) == 0
