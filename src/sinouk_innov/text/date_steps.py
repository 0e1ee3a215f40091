"""How does one date follow from another, and what does the day of publication add?

Reading a date goes in steps: a point in time is read from the words, and the words around it make a limit or a period
of it. Each step keeps every day that the words allow.
"""

from __future__ import annotations

import datetime as dt
import math
import re

from attrs import evolve, frozen

from sinouk_innov.dates import PartialDate, Period, Precision
from sinouk_innov.errors import UnreadableError
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.text.interpretation import PhraseRule

__all__ = [
    "Anchor",
    "Reading",
    "after",
    "ago",
    "before",
    "calendar_day",
    "century",
    "circa",
    "decade",
    "no_earlier",
    "no_later",
    "part",
    "season",
    "since",
    "span",
    "until",
]

_DAY = dt.timedelta(days=1)
_HALF_A_YEAR = dt.timedelta(days=182)
_YEARS = range(1000, 3000)
_CENTURIES = range(11, 30)
_PLAIN = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
# From the earliest to the latest month that any calendar of the north gives a season: the Chinese solar terms begin it
# first (spring about 4 February), and astronomy ends it last (spring about 21 June). A winter takes from two years.
_SEASONS = {"spring": ("02", "06"), "summer": ("05", "09"), "autumn": ("08", "12")}


@frozen
class Reading:
    """A date or period that was read, without its wording."""

    when: PartialDate | Period
    rule: PhraseRule
    entailed: bool = False

    @property
    def point(self) -> PartialDate:
        """The date; a period is none.

        Raises:
            UnreadableError: It is a period.
        """
        if isinstance(self.when, Period):
            raise UnreadableError(str(self.when), "a period bounds no other date")
        return self.when

    @property
    def plain(self) -> str:
        """The text of a date that can be an end of a period.

        Raises:
            UnreadableError: It is a set of days or a period.
        """
        edtf = self.point.edtf
        if edtf.startswith("["):
            raise UnreadableError(edtf, "a period starts and ends with a year, a month or a day")
        return edtf

    @property
    def first(self) -> str:
        """The text of the first day that it may be.

        Raises:
            UnreadableError: There is none.
        """
        return self._end(self.point.edtf[1:].partition("..")[0], self.point.earliest)

    @property
    def last(self) -> str:
        """The text of the last day that it may be.

        Raises:
            UnreadableError: There is none.
        """
        return self._end(self.point.edtf[:-1].partition("..")[2], self.point.latest)

    def _end(self, limit: str, day: dt.date | None) -> str:
        edtf = self.point.edtf
        if re.fullmatch(_PLAIN, edtf):
            return edtf
        if day is None:
            raise UnreadableError(edtf, "the date is open on the side that is bounded")
        return limit if edtf.startswith("[") else day.isoformat()


@frozen
class Anchor:
    """The day of publication, from which some dates are counted."""

    published: PartialDate | None

    @property
    def earliest(self) -> dt.date:
        """The first day on which it may have been published."""
        return self._known(self._day.earliest)

    @property
    def latest(self) -> dt.date:
        """The last day on which it may have been published."""
        return self._known(self._day.latest)

    @property
    def _day(self) -> PartialDate:
        if self.published is None:
            raise UnreadableError("", "it hangs on the day of publication, which is not given")
        return self.published

    def _known(self, day: dt.date | None) -> dt.date:
        if day is None:
            raise UnreadableError("", "it hangs on the day of publication, of which only one limit is known")
        return day

    @property
    def year(self) -> int:
        """The year of publication."""
        if self.earliest.year != self.latest.year:
            raise UnreadableError("", "it hangs on the year of publication, which is not known for sure")
        return self.latest.year

    def current(self) -> Reading:
        """Return a time up to the publication."""
        day = self._day
        return no_later(Reading(day, PhraseRule.CURRENT, entailed=True), PhraseRule.CURRENT)

    def yesterday(self) -> Reading:
        """Return a day before that of publication; the text may have been written before it, too."""
        return Reading(PartialDate(f"[..{_shifted(self.latest, -1)}]"), PhraseRule.RELATIVE, entailed=True)

    def relative_year(self, years: int) -> Reading:
        """Return a year counted from that of publication."""
        return Reading(_date(self.year + years), PhraseRule.RELATIVE, entailed=True)

    def relative_month(self, months: int) -> Reading:
        """Return a month counted from that of publication."""
        first, last = self.earliest, self.latest
        if (first.year, first.month) != (last.year, last.month):
            raise UnreadableError("", "it hangs on the month of publication, which is not known for sure")
        count = 12 * last.year + last.month - 1 + months
        return Reading(_date(count // 12, count % 12 + 1), PhraseRule.RELATIVE, entailed=True)

    def relative_century(self, centuries: int) -> int:
        """Return the number of a century counted from that of publication."""
        return (self.year - 1) // 100 + 1 + centuries

    def yearless(self, month: int, day: int | None = None) -> Reading:
        """Return a day or month in the year of publication.

        The year is left out only for dates of the current year (Associated Press Stylebook, under years). That is
        relied on where the day lies within half a year of the publication, so that no other year's is nearer.
        """
        found = _date(self.year, month, day)
        first, last = _days(found)
        if self.latest - last > _HALF_A_YEAR or first - self.earliest > _HALF_A_YEAR:
            raise UnreadableError("", "it names no year, and lies half a year or more from the publication")
        return Reading(found, PhraseRule.YEARLESS, entailed=True)


def _date(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    numbers = [f"{number:02}" for number in (month, day) if number is not None]
    try:
        return PartialDate("-".join([f"{year:04}", *numbers]))
    except ValueError as error:
        raise UnreadableError("", str(error)) from None


def _days(plain: PartialDate) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a plain date, which has both."""
    return plain.earliest or dt.date.min, plain.latest or dt.date.max


def calendar_day(year: int, month: int | None = None, day: int | None = None) -> Reading:
    """Return a day, a month or a year of the years 1000 to 2999."""
    if year not in _YEARS:
        raise UnreadableError("", "a year is read from 1000 to 2999")
    return Reading(_date(year, month, day), PhraseRule.CALENDAR)


def decade(year: int) -> Reading:
    """Return some day in the ten years that begin with a year."""
    calendar_day(year)
    return Reading(PartialDate(f"[{year}..{year + 9}]"), PhraseRule.DECADE)


def century(number: int) -> Reading:
    """Return some day in a century, whether that begins with its year 0 or with its year 1."""
    if number not in _CENTURIES:
        raise UnreadableError("", "a century is read from the 11th to the 29th")
    return Reading(PartialDate(f"[{100 * number - 100}..{100 * number}]"), PhraseRule.CENTURY)


def season(name: str, year: Reading) -> Reading:
    """Return some day in a season of a year in the north, as wide as any calendar has it."""
    edtf = year.plain
    if year.point.precision is not Precision.YEAR or year.point.approximate:
        raise UnreadableError(edtf, "a season is that of a year")
    if name == "winter":
        return evolve(year, when=PartialDate(f"[{edtf}-01..{int(edtf) + 1:04}-03]"), rule=PhraseRule.SEASON)
    first, last = _SEASONS[name]
    return evolve(year, when=PartialDate(f"[{edtf}-{first}..{edtf}-{last}]"), rule=PhraseRule.SEASON)


def part(whole: Reading) -> Reading:
    """Return a part of a month, year, decade or century: the whole, since no source says where `early` ends."""
    if whole.rule not in {
        PhraseRule.CALENDAR,
        PhraseRule.RELATIVE,
        PhraseRule.YEARLESS,
        PhraseRule.DECADE,
        PhraseRule.CENTURY,
    } or (whole.point.precision is Precision.DAY):
        raise UnreadableError(str(whole.when), "only a month, year, decade or century has early and late parts")
    return evolve(whole, rule=PhraseRule.PART)


def circa(about: Reading) -> Reading:
    """Return about a day, month or year."""
    if about.plain.endswith("~"):
        raise UnreadableError(about.plain, "it is approximate twice")
    return evolve(about, when=PartialDate(f"{about.plain}~"), rule=PhraseRule.CIRCA)


def no_later(than: Reading, rule: PhraseRule = PhraseRule.LIMIT) -> Reading:
    """Return a day no later than another."""
    return evolve(than, when=PartialDate(f"[..{than.last}]"), rule=rule)


def no_earlier(than: Reading) -> Reading:
    """Return a day no earlier than another."""
    return evolve(than, when=PartialDate(f"[{than.first}..]"), rule=PhraseRule.LIMIT)


def _is_whole(reading: Reading) -> bool:
    """Tell whether `before` it means before it begins: a part of a year is somewhere in it."""
    return reading.rule in {
        PhraseRule.CALENDAR,
        PhraseRule.RELATIVE,
        PhraseRule.YEARLESS,
        PhraseRule.DECADE,
        PhraseRule.CENTURY,
    }


def before(then: Reading) -> Reading:
    """Return a day before another day, or before a month, year or decade begins."""
    return _beside(then, -1) if _is_whole(then) else no_later(then)


def after(then: Reading) -> Reading:
    """Return a day after another day, or after a month, year or decade ends."""
    return _beside(then, 1) if _is_whole(then) else no_earlier(then)


def _beside(then: Reading, step: int) -> Reading:
    text = then.first if step < 0 else then.last
    first, last = _days(PartialDate(text))
    limit = _shifted(first if step < 0 else last, step).isoformat()[: len(text)]
    return evolve(then, when=PartialDate(f"[..{limit}]" if step < 0 else f"[{limit}..]"), rule=PhraseRule.LIMIT)


def _shifted(day: dt.date, days: int) -> dt.date:
    try:
        return day + days * _DAY
    except OverflowError:
        raise UnreadableError(str(day), "it leads out of the calendar") from None


def since(start: Reading, *, ongoing: bool = False) -> Reading:
    """Return a period from a date on; that it still goes on is kept only where the words say so."""
    return evolve(start, when=Period(f"{start.plain}/{'..' if ongoing else ''}"), rule=PhraseRule.SPAN)


def until(end: Reading) -> Reading:
    """Return a period up to a date."""
    return evolve(end, when=Period(f"/{end.plain}"), rule=PhraseRule.SPAN)


def span(start: Reading, end: Reading) -> Reading:
    """Return the period from one date to another."""
    try:
        period = Period(f"{start.plain}/{end.plain}")
    except ValueError as error:
        raise UnreadableError("", str(error)) from None
    return Reading(period, PhraseRule.SPAN, entailed=start.entailed or end.entailed)


def ago(length: Quantity, anchor: Anchor, rule: PhraseRule) -> Reading:
    """Return the day that lies a length of time before the publication.

    An exact number of years, months or days is meant only about, by one of them. Any other figure is taken at both ends
    of its interval.
    """
    if length.unit not in {Unit.YEAR, Unit.MONTH, Unit.DAY}:
        raise UnreadableError(str(length), "time is counted back in years, months or days")
    low, high = length.low, length.high
    if length.bound is Bound.EXACT and low is not None and low.denominator == 1:
        return _about_ago(int(low), length.unit, anchor, rule)
    latest = _back(anchor.latest, math.floor(max(low or 0, 0)), length.unit)
    if high is None:
        return Reading(PartialDate(f"[..{latest}]"), rule, entailed=True)
    earliest = _back(anchor.earliest, math.ceil(high), length.unit)
    return Reading(PartialDate(f"[{earliest}..{latest}]"), rule, entailed=True)


def _about_ago(count: int, unit: Unit, anchor: Anchor, rule: PhraseRule) -> Reading:
    if unit is Unit.YEAR:
        found = anchor.relative_year(-count)
    elif unit is Unit.MONTH:
        found = anchor.relative_month(-count)
    else:
        if anchor.earliest != anchor.latest:
            raise UnreadableError("", "it hangs on the day of publication, which is not known for sure")
        found = Reading(PartialDate.of(_back(anchor.latest, count, unit)), rule, entailed=True)
    return evolve(circa(found), rule=rule)


def _back(day: dt.date, count: int, unit: Unit) -> dt.date:
    """Return the day that is a number of units earlier; a month that is too short gives its last day."""
    if unit is Unit.DAY:
        # Beyond a million days the calendar has ended anyway.
        return _shifted(day, -min(count, 10**6))
    months = 12 * day.year + day.month - 1 - count * (12 if unit is Unit.YEAR else 1)
    _, last = _days(_date(months // 12, months % 12 + 1))
    return last.replace(day=min(day.day, last.day))
