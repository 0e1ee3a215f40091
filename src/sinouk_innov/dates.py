"""Which days does the evidence allow, and what follows when it does not settle the day?

A `PartialDate` is one day, known as well as the evidence has it; a `Period` runs from one such day to another. Both are
written in a subset of EDTF, the extended date format of ISO 8601-2 and the Library of Congress
(<https://www.loc.gov/standards/datetime/>). What is asked of them is answered True, False, or None: it may be either.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Self

from attrs import field, frozen

from sinouk_innov.terms import Term

__all__ = ["PartialDate", "Period", "Precision", "When", "day_of", "parse_when"]

_PLAIN = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_OPEN = ".."
_DAY = dt.timedelta(days=1)

# First and last day on which something may start, first and last on which it may end, as numbers of days.
# Infinite: no such limit, or, where both limits are, no start or no end at all.
_Span = tuple[float, float, float, float]


class Precision(Term):
    """How fine is the text of a partial date?"""

    DAY = "day", "the date names a day"
    MONTH = "month", "the date names a month"
    YEAR = "year", "the date names a year"
    RANGE = "range", "the date is one day of a set with a first day, a last day or both"


@frozen(repr=False, order=False)
class PartialDate:
    """One day, as precisely as the evidence has it.

    The text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each with `~` where it is approximate; or one day of a set: `[..D]`
    (no later than D), `[D..]` (no earlier than D), `[D..E]` (between them), with D and E plain and in order.

    The bounds of a plain form are its first and last day. Approximate widens both by one unit of the form's own
    precision (a year, a month or a day), within the calendar, which runs from 0001-01-01 to 9999-12-31.

    There is no `<`: sorted dates would look like an order in time that the evidence may not give. Ask `before`, which
    may answer None, or sort by `sort_key`, which claims nothing.

    Examples:
        >>> may = PartialDate("2019-05", wording="May 2019")
        >>> may.earliest, may.latest
        (datetime.date(2019, 5, 1), datetime.date(2019, 5, 31))
        >>> may.before(PartialDate("2019-06-01")), may.before(PartialDate("2019"))
        (True, None)

    Attributes:
        edtf: The canonical text.
        wording: The date as its source has it, such as "recently"; no part of equality.
        earliest: The first day that it may be; None where nothing limits it.
        latest: The last day that it may be; None where nothing limits it.

    Raises:
        ValueError: The text is none of these forms, or not in the calendar, or a set ends before it begins.
    """

    edtf: str
    wording: str | None = field(default=None, eq=False)
    earliest: dt.date | None = field(init=False, eq=False, repr=False)
    latest: dt.date | None = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        earliest, latest = _bounds(_text(self.edtf))
        _text(self.wording or "", "the wording of a date")
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)

    @classmethod
    def parse(cls, text: str, wording: str | None = None) -> Self:
        """Read a date from its text, with or without white space around it.

        Examples:
            >>> PartialDate.parse(" [..2021-05-17] ")
            PartialDate('[..2021-05-17]')

        Raises:
            ValueError: The text is no date.
        """
        return cls(_text(text).strip(), wording)

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """Make the date that is exactly this day.

        Examples:
            >>> from datetime import date
            >>> PartialDate.of(date(2023, 1, 29))
            PartialDate('2023-01-29')

        Raises:
            ValueError: It is no `datetime.date`, or a `datetime.datetime`, whose day depends on its time zone.
        """
        return cls(_iso_day(day))

    @property
    def approximate(self) -> bool:
        """Whether the date is only about right (`~`)."""
        return self.edtf.endswith("~")

    @property
    def precision(self) -> Precision:
        """How fine the text is; approximate or not makes no difference.

        Examples:
            >>> PartialDate("2019-05~").precision
            Precision.MONTH
        """
        return Precision.RANGE if self.edtf.startswith("[") else _precision(self.edtf.removesuffix("~"))

    @property
    def is_exact(self) -> bool:
        """Whether the date can be one single day only, and is not approximate."""
        # One limit is always known, and what is approximate is more than one day wide.
        return self.earliest == self.latest

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key that sorts dates and periods always the same way, and is no claim of which came first.

        By earliest day, unlimited first; then by latest day, unlimited last; then by text.
        """
        return _sort_key(self)

    def before(self, other: When) -> bool | None:
        """Whether this day lies before the other, or before the period starts; None where it may or may not.

        Two mentions of `2019` need not mean the same day, so a date that is not exact may lie before itself.

        Examples:
            >>> PartialDate("2018").before(Period("2019/..")), PartialDate("2019").before(PartialDate("2019"))
            (True, None)
        """
        return _before(_span(self), _span(other))

    def after(self, other: When) -> bool | None:
        """Whether this day lies after the other, or after the period ends; None where it may or may not.

        Examples:
            >>> PartialDate("2018").after(Period("2017/.."))
            False
        """
        return _before(_span(other), _span(self))

    def overlaps(self, other: When) -> bool | None:
        """Whether this is the same day as the other, or lies within the period; None where it may or may not.

        Examples:
            >>> PartialDate("2019").overlaps(PartialDate("2020")), PartialDate("2019").overlaps(PartialDate("2019-05"))
            (False, None)
        """
        return _overlaps(_span(self), _span(other))

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False, order=False)
class Period:
    """The days from some day within the bounds of its start to some day within those of its end, both included.

    The text is `a/b`; `../b` (open: it has been so always); `a/..` (open: it still goes on); `a/` (it ends on some
    unknown day from a on); or `/b` (it starts on some unknown day up to b). Here a and b are `YYYY`, `YYYY-MM` or
    `YYYY-MM-DD`, each with `~` where it is approximate.

    Examples:
        >>> park = Period("2016-10/..", wording="since October 2016")
        >>> park.covers(PartialDate("2019")), park.covers(PartialDate("2016-10-10")), park.covers(PartialDate("2015"))
        (True, None, False)

    Attributes:
        edtf: The canonical text.
        wording: The period as its source has it, such as "during the pandemic"; no part of equality.
        start: The day on which it starts; None where that is open or unknown.
        end: The day on which it ends; None where that is open or unknown.

    Raises:
        ValueError: The text is none of these forms, or not in the calendar, or it ends before it starts.
    """

    edtf: str
    wording: str | None = field(default=None, eq=False)
    start: PartialDate | None = field(init=False, eq=False, repr=False)
    end: PartialDate | None = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        start, end = _ends(_text(self.edtf))
        _text(self.wording or "", "the wording of a date")
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    @classmethod
    def parse(cls, text: str, wording: str | None = None) -> Self:
        """Read a period from its text, with or without white space around it.

        Examples:
            >>> Period.parse(" 2016-10/.. ")
            Period('2016-10/..')

        Raises:
            ValueError: The text is no period.
        """
        return cls(_text(text).strip(), wording)

    @property
    def ongoing(self) -> bool:
        """Whether the period still goes on (`a/..`)."""
        return self.edtf.endswith(_OPEN)

    @property
    def start_unknown(self) -> bool:
        """Whether the period starts on a day that is not known (`/b`)."""
        return self.edtf.startswith("/")

    @property
    def end_unknown(self) -> bool:
        """Whether the period ends on a day that is not known (`a/`)."""
        return self.edtf.endswith("/")

    @property
    def earliest(self) -> dt.date | None:
        """The first day on which it may start; None where that is open or unknown."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it may end; None where that is open or unknown."""
        return self.end.latest if self.end else None

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """A key that sorts dates and periods always the same way, and is no claim of which came first.

        By earliest day, unlimited first; then by latest day, unlimited last; then by text.
        """
        return _sort_key(self)

    def before(self, other: When) -> bool | None:
        """Whether this period ends before the other day, or before the other period starts; None if it may or may not.

        Examples:
            >>> Period("2016/2018").before(PartialDate("2019")), Period("2016/").before(PartialDate("2019"))
            (True, None)
        """
        return _before(_span(self), _span(other))

    def after(self, other: When) -> bool | None:
        """Whether this period starts after the other day, or after the other period ends; None if it may or may not.

        Examples:
            >>> Period("2016/2018").after(Period("../2014"))
            True
        """
        return _before(_span(other), _span(self))

    def overlaps(self, other: When) -> bool | None:
        """Whether the other day lies within this period, or the periods share a day; None if they may or may not.

        Examples:
            >>> Period("2016/2018").overlaps(Period("2017/..")), Period("2016/2018").overlaps(Period("2018/.."))
            (True, None)
        """
        return _overlaps(_span(self), _span(other))

    def covers(self, day: dt.date | PartialDate) -> bool | None:
        """Whether the day lies within the period; None where it may or may not.

        A period that still goes on covers every day after its start; one whose end is unknown may cover it.

        Examples:
            >>> Period("2016/..").covers(PartialDate("2019")), Period("2016/").covers(PartialDate("2019"))
            (True, None)

        Raises:
            ValueError: It is no day; see `day_of`.
        """
        return self.overlaps(day_of(day))

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return _repr(self)


When = PartialDate | Period


def parse_when(text: str, wording: str | None = None) -> PartialDate | Period:
    """Read a date or a period from its text: a slash makes it a period.

    Examples:
        >>> parse_when("2019-05"), parse_when("2016/2018")
        (PartialDate('2019-05'), Period('2016/2018'))

    Raises:
        ValueError: The text is neither.
    """
    return Period.parse(text, wording) if "/" in _text(text) else PartialDate.parse(text, wording)


def day_of(value: str | dt.date | PartialDate) -> PartialDate:
    """Return what a caller gives for a day as a date.

    Examples:
        >>> from datetime import date
        >>> day_of("2019-05-01") == day_of(date(2019, 5, 1))
        True

    Raises:
        ValueError: It is neither text of a date nor a date; or it is a `datetime.datetime`, as in `PartialDate.of`.
    """
    if isinstance(value, PartialDate):
        return value
    return PartialDate.parse(value) if isinstance(value, str) else PartialDate.of(value)


def _text(value: object, name: str = "a date") -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is given as text, not as {type(value).__name__}")
    return value


def _iso_day(value: object) -> str:
    if isinstance(value, dt.datetime):
        raise ValueError("a day is wanted, not a moment: its .date() says which day")
    if not isinstance(value, dt.date):
        raise ValueError(f"a day is given as text or date, not as {type(value).__name__}")
    return value.isoformat()


def _precision(plain: str) -> Precision:
    return {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(plain)]


def _days(plain: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a plain form."""
    form = re.fullmatch(_PLAIN, plain, re.ASCII)
    if form is None:
        # A text that is no date may be of any length.
        raise ValueError(f"{plain!r:.40} is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD, as EDTF has them")
    year, month, day = form.groups()
    try:
        first = dt.date(int(year), int(month or "01"), int(day or "01"))
    except ValueError:
        raise ValueError(f"{plain!r} is not in the calendar") from None
    if day:
        return first, first
    if month in {None, "12"}:
        return first, first.replace(month=12, day=31)
    return first, first.replace(month=first.month + 1) - _DAY


def _bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    if edtf.startswith("["):
        return _bounds_of_set(edtf)
    plain = edtf.removesuffix("~")
    first, last = _days(plain)
    return (first, last) if plain == edtf else _widened(first, last, _precision(plain))


def _bounds_of_set(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    lower, dots, upper = edtf[1:-1].partition(_OPEN)
    if not (edtf.endswith("]") and dots and (lower or upper)):
        raise ValueError(f"{edtf!r:.40} is no date: a set takes [..D], [D..] or [D..E]")
    earliest = _days(lower)[0] if lower else None
    latest = _days(upper)[1] if upper else None
    if earliest and latest and latest < earliest:
        raise ValueError(f"{edtf!r} ends before it begins")
    return earliest, latest


def _widened(first: dt.date, last: dt.date, precision: Precision) -> tuple[dt.date, dt.date]:
    # Imported here for start-up time: few dates are approximate.
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415

    unit = {
        Precision.DAY: relativedelta(days=1),
        Precision.MONTH: relativedelta(months=1),
        Precision.YEAR: relativedelta(years=1),
    }[precision]
    # Beyond the calendar, a year is a ValueError and a day an OverflowError.
    try:
        earliest = first - unit
    except (OverflowError, ValueError):
        earliest = dt.date.min
    try:
        latest = last + unit
    except (OverflowError, ValueError):
        latest = dt.date.max
    return earliest, latest


def _ends(edtf: str) -> tuple[PartialDate | None, PartialDate | None]:
    before, slash, after = edtf.partition("/")
    # At least one end is a date.
    if not slash or "[" in edtf or {before, after} <= {"", _OPEN}:
        raise ValueError(f"{edtf!r:.40} is no period: it takes a/b, ../b, a/.., a/ or /b, with a and b plain dates")
    start = None if before in {"", _OPEN} else PartialDate(before)
    end = None if after in {"", _OPEN} else PartialDate(after)
    if start and end and _span(end)[1] < _span(start)[0]:
        raise ValueError(f"{edtf!r} ends before it starts")
    return start, end


def _span(when: object) -> _Span:
    if isinstance(when, PartialDate):
        first = when.earliest.toordinal() if when.earliest else -math.inf
        last = when.latest.toordinal() if when.latest else math.inf
        return first, last, first, last
    if not isinstance(when, Period):
        raise TypeError(f"a date compares with a PartialDate or a Period, not with {type(when).__name__}")
    if when.start:
        start_from, start_to = _span(when.start)[:2]
    else:
        start_from, start_to = -math.inf, math.inf if when.start_unknown else -math.inf
    if when.end:
        end_from, end_to = _span(when.end)[:2]
    else:
        end_from, end_to = -math.inf if when.end_unknown else math.inf, math.inf
    # No period ends before it starts, so each end also limits the other.
    return start_from, min(start_to, end_to), max(end_from, start_from), end_to


def _before(one: _Span, other: _Span) -> bool | None:
    _, _, end_from, end_to = one
    start_from, start_to, _, _ = other
    if end_to < start_from:
        return True
    return False if end_from >= start_to else None


def _overlaps(one: _Span, other: _Span) -> bool | None:
    # Two things share no day if and only if one of them is over before the other starts. They can share one unless the
    # longest that either can be are apart, so that "one or the other comes first, and nobody knows which" cannot arise.
    orders = {_before(one, other), _before(other, one)}
    if True in orders:
        return False
    return None if None in orders else True


def _sort_key(when: When) -> tuple[int, int, str]:
    first = when.earliest.toordinal() if when.earliest else 0
    last = when.latest.toordinal() if when.latest else dt.date.max.toordinal() + 1
    return first, last, when.edtf


def _repr(when: When) -> str:
    wording = "" if when.wording is None else f", wording={when.wording!r}"
    return f"{type(when).__name__}({when.edtf!r}{wording})"
