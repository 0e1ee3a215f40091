"""Which date or period does an English phrase state?"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import evolve

from sinouk_innov.dates import Precision
from sinouk_innov.errors import UnreadableError
from sinouk_innov.text.date_steps import (
    Anchor,
    Reading,
    after,
    ago,
    before,
    calendar_day,
    century,
    circa,
    decade,
    no_earlier,
    no_later,
    part,
    season,
    since,
    span,
    until,
)
from sinouk_innov.text.figure_phrases import interpret_quantity
from sinouk_innov.text.interpretation import PhraseRule

if TYPE_CHECKING:
    from sinouk_innov.quantities import Quantity

__all__ = ["read_english_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_TWELVE = range(1, 13)
_MONTH = rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = "([0-9]{1,2})(st|nd|rd|th)?"
_YEAR = "([0-9]{4})"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CURRENT = frozenset({
    "now", "today", "currently", "at present", "present", "presently", "at the moment", "nowadays", "these days",
    "recently", "lately", "previously", "already", "to date", "until now", "so far",
    "a few days ago", "some days ago", "several days ago", "not long ago",
})  # fmt: skip
_LIMITS = (
    ("by|no later than|not later than|on or before|up to", no_later),
    ("before|prior to|earlier than", before),
    ("after|later than", after),
    ("no earlier than|not earlier than|not before|on or after", no_earlier),
    (
        "since(?: its| their| the)? (?:foundation|founding|establishment|launch|opening) in|since|starting from|from",
        since,
    ),
    ("until|till|up until", until),
)
_RELATIVE = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}


def read_english_date(plain: str, anchor: Anchor) -> Reading:
    """Return the date or period that a phrase in plain text states.

    Raises:
        UnreadableError: No rule reads the whole phrase as one date.
    """
    text = plain.casefold().removesuffix(".")
    if plain in {"may", "march"}:
        raise UnreadableError(plain, "without its capital, it may be a verb")
    if text in _CURRENT:
        return anchor.current()
    for read in (_span, _limit, _lasting):
        found = read(text, anchor)
        if found is not None:
            return found
    return _point(text, anchor)


def _span(text: str, anchor: Anchor) -> Reading | None:
    ongoing = re.fullmatch("(?:from )?(.+?)(?: to | until | till | ?- ?)(?:the )?(?:present|now|today|date)", text)
    if ongoing:
        return since(_point(ongoing[1], anchor), ongoing=True)
    if re.match("between ", text):
        raise UnreadableError(text, "one day between the two, or all from the one to the other")
    days = re.fullmatch(f"(?:from )?{_DAY} ?(?:-|to) ?{_DAY}(?: of)? {_MONTH},? {_YEAR}", text)
    if days:
        first, first_suffix, last, last_suffix, month, year = days.groups()
        return span(_day(first, first_suffix, month, year), _day(last, last_suffix, month, year))
    months = re.fullmatch(f"(?:from )?{_MONTH} ?(?:-|to|until) ?{_MONTH},? {_YEAR}", text)
    if months:
        first, last, year = months.groups()
        return span(calendar_day(int(year), _MONTHS[first]), calendar_day(int(year), _MONTHS[last]))
    years = re.fullmatch(f"(?:from )?{_YEAR} ?- ?(?:{_YEAR}|([0-9]{{2}}))", text)
    # A month is read elsewhere, and so is what may be one.
    if years and (years[2] or int(years[3]) > max(_TWELVE[-1], int(years[1]) % 100)):
        return span(calendar_day(int(years[1])), calendar_day(int(years[2] or years[1][:2] + years[3])))
    ends = re.fullmatch("(from )?(.+?)(?: to | until | till | through )(.+)", text)
    if ends and (ends[1] or not text.startswith(("up to ", "prior to "))):
        return span(_point(ends[2], anchor), _point(ends[3], anchor))
    return None


def _limit(text: str, anchor: Anchor) -> Reading | None:
    for words, step in _LIMITS:
        found = re.fullmatch(f"(?:{words}) (.+)", text)
        if found:
            return step(_point(found[1], anchor))
    return None


def _lasting(text: str, anchor: Anchor) -> Reading | None:
    past = re.fullmatch("(.+) ago", text)
    if past:
        return ago(_length(past[1]), anchor, PhraseRule.AGO)
    lasting = re.fullmatch("for (?:the (?:past|last) )?(.+?)(?: now)?", text)
    return ago(_length(lasting[1]), anchor, PhraseRule.LASTING) if lasting else None


def _length(text: str) -> Quantity:
    years = re.sub("^((?:over |more than )?)an? (?=(?:year|month|day)$)", r"\1one ", text)
    return interpret_quantity(years).value


def _point(text: str, anchor: Anchor) -> Reading:
    text = re.sub("^(?:in|on|during|at) ", "", text)
    text = re.sub("^the ", "", text)
    for read in (_circa, _counted, _part, _season, _long, _written, _numeric):
        found = read(text, anchor)
        if found is not None:
            return found
    raise UnreadableError(text, "it holds no date that a rule reads")


def _circa(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch(r"(?:about|around|circa|c\.|ca\.|approximately|roughly) (.+)", text)
    return circa(_point(found[1], anchor)) if found else None


def _counted(text: str, anchor: Anchor) -> Reading | None:
    """Return a date counted from the publication."""
    if text == "yesterday":
        return anchor.yesterday()
    found = re.fullmatch("(last|previous|this|current|next) (year|month)", text)
    if found:
        step = _RELATIVE[found[1]]
        return anchor.relative_year(step) if found[2] == "year" else anchor.relative_month(step)
    this = re.fullmatch(f"this {_MONTH}", text)
    return anchor.yearless(_MONTHS[this[1]]) if this else None


def _part(text: str, anchor: Anchor) -> Reading | None:
    hours = re.fullmatch("(?:morning|afternoon|evening) of (.+)", text)
    if hours:
        found = _point(hours[1], anchor)
        if found.point.precision is not Precision.DAY:
            raise UnreadableError(text, "only a day has a morning")
        return found
    piece = re.fullmatch(
        "(?:(?:very )?(?:early|mid|late)(?: in|-)?|(?:earlier|later)(?: in)?"
        "|(?:beginning|start|middle|end)(?: of)?) (.+)"
        "|mid-(.+)",
        text,
    )
    return part(_point(piece[1] or piece[2], anchor)) if piece else None


def _season(text: str, anchor: Anchor) -> Reading | None:
    found = re.fullmatch("(spring|summer|autumn|fall|winter),?(?: of| in)? (.+)", text)
    if found is None:
        return None
    return season("autumn" if found[1] == "fall" else found[1], _point(found[2], anchor))


def _long(text: str, _: Anchor) -> Reading | None:
    found = re.fullmatch("([0-9]{3}0)'?s", text)
    if found:
        if found[1].endswith("00"):
            raise UnreadableError(text, "it is a decade or a century")
        return decade(int(found[1]))
    found = re.fullmatch("([0-9]{2})(st|nd|rd|th) century", text)
    if found is None:
        return None
    _check_ordinal(found[1], found[2])
    return century(int(found[1]))


def _written(text: str, anchor: Anchor) -> Reading | None:
    """Return a date whose month is a word."""
    named = re.fullmatch(f"({'|'.join(_WEEKDAYS)}),? (.+)", text)
    if named:
        then = _point(named[2], anchor)
        day = then.point.earliest or dt.date.min
        if then.point.precision is not Precision.DAY or _WEEKDAYS[day.weekday()] != named[1]:
            raise UnreadableError(text, "the day of the week is not that of the date")
        return then
    return _dated(text) or _undated(text, anchor)


def _dated(text: str) -> Reading | None:
    """Return a day or month with its year."""
    found = re.fullmatch(f"{_DAY}(?: of)? {_MONTH},? {_YEAR}", text)
    if found:
        return _day(found[1], found[2], found[3], found[4])
    found = re.fullmatch(f"{_MONTH} {_DAY},? {_YEAR}", text)
    if found:
        return _day(found[2], found[3], found[1], found[4])
    found = re.fullmatch(f"{_MONTH},?(?: of)? {_YEAR}", text)
    return calendar_day(int(found[2]), _MONTHS[found[1]]) if found else None


def _undated(text: str, anchor: Anchor) -> Reading | None:
    """Return a day or month whose year is counted from the publication."""
    found = re.fullmatch(f"{_MONTH},?(?: of)? (last|this|next) year", text)
    if found:
        year = anchor.relative_year(_RELATIVE[found[2]])
        return evolve(year, when=calendar_day(int(year.plain), _MONTHS[found[1]]).when)
    found = re.fullmatch(f"{_DAY}(?: of)? {_MONTH}|{_MONTH}(?: {_DAY})?", text)
    if found is None:
        return None
    day, suffix = found[1] or found[5], found[2] or found[6]
    if day is None:
        return anchor.yearless(_MONTHS[found[4]])
    _check_ordinal(day, suffix)
    return anchor.yearless(_MONTHS[found[3] or found[4]], int(day))


def _day(day: str, suffix: str | None, month: str, year: str) -> Reading:
    _check_ordinal(day, suffix)
    return calendar_day(int(year), _MONTHS[month], int(day))


def _check_ordinal(number: str, suffix: str | None) -> None:
    last = int(number) % 10
    right = "th" if number[-2:-1] == "1" else {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    if suffix not in {None, right}:
        raise UnreadableError(f"{number}{suffix}", f"{number} ends in {right}")


def _numeric(text: str, _: Anchor) -> Reading | None:
    """Return a date in digits only, or None; one whose day and month could change places is refused.

    Raises:
        UnreadableError: It is a date in digits that can be read in two ways, or is in no calendar.
    """
    clock = "(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    found = re.fullmatch(f"(?:year )?{_YEAR}", text)
    if found:
        return calendar_day(int(found[1]))
    found = re.fullmatch(f"{_YEAR}-([0-9]{{2}})(?:-([0-9]{{2}}){clock})?", text)
    if found:
        year, month, day = found.groups()
        if day is None and int(year) % 100 < int(month):
            raise UnreadableError(text, "it is a month or two years in a row")
        return calendar_day(int(year), int(month), None if day is None else int(day))
    found = re.fullmatch(rf"{_YEAR}([/.-])([0-9]{{1,2}})\2([0-9]{{1,2}}){clock}", text)
    if found:
        return calendar_day(int(found[1]), int(found[3]), int(found[4]))
    found = re.fullmatch(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2{_YEAR}", text)
    if found is None:
        return None
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if max(one, other) in _TWELVE and one != other:
        raise UnreadableError(text, "it is not said whether the day or the month comes first")
    return calendar_day(year, min(one, other), max(one, other))
