"""What remains of an imprecise date where a format takes only plain ones?

Most formats take `2019`, `2019-05` or `2019-05-23`, some whole days alone, and none a bound or a doubt. What they
cannot say is told with each date, for the ledger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate, Period, Precision

if TYPE_CHECKING:
    from sinouk_innov.dates import When

__all__ = ["PlainDates", "day_dates", "prefix_dates"]

_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_BOUNDS = "known only within bounds, which the format cannot say"
_ABOUT = "approximate, which the format cannot say"
_COARSE = "known to the month or year only; the format takes whole days"
_WORDING = "the format has no place for how the source puts the date"


@frozen
class PlainDates:
    """What a format with plain dates can say of a date or period.

    Attributes:
        start: The date, or the start of the period; None where nothing plain is known.
        end: The end of the period; for a date the date itself; None where nothing plain is known or it still goes on.
        losses: What is lost, as pairs of the part of the date and the reason; none where the dates say it all.
    """

    start: str | None
    end: str | None
    losses: tuple[tuple[str, str], ...] = ()


def prefix_dates(when: When) -> PlainDates:
    """Return a date or period as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as it is.

    A date that is known within bounds only gives none, since each day in them would be made up. What is approximate
    loses its doubt.

    Examples:
        >>> prefix_dates(PartialDate("2019-05")).start
        '2019-05'
        >>> prefix_dates(PartialDate("[..2021-05-17]")).start is None
        True
        >>> prefix_dates(Period("2017~/2019")).losses
        (('start', 'approximate, which the format cannot say'),)
    """
    said = (("wording", _WORDING),) if when.wording is not None else ()
    if isinstance(when, PartialDate):
        plain, loss = _prefix(when)
        return PlainDates(plain, plain, (*((("date", loss),) if loss else ()), *said))
    start, start_loss = _prefix(when.start) if when.start else (None, _open_start(when))
    end, end_loss = _prefix(when.end) if when.end else (None, _open_end(when))
    losses = [(part, loss) for part, loss in (("start", start_loss), ("end", end_loss)) if loss]
    return PlainDates(start, end, (*losses, *said))


def day_dates(when: When) -> PlainDates:
    """Return a date or period in whole days; what is coarser than a day gives none, since a day would be made up.

    Examples:
        >>> day_dates(PartialDate("2019-05-23")).start
        '2019-05-23'
        >>> day_dates(PartialDate("2019-05")).losses
        (('date', 'known to the month or year only; the format takes whole days'),)
    """
    plain = prefix_dates(when)
    one = isinstance(when, PartialDate)
    losses = list(plain.losses)
    kept: list[str | None] = []
    for part, date in (("date" if one else "start", plain.start), ("date" if one else "end", plain.end)):
        coarse = date is not None and not _WHOLE_DAY.fullmatch(date)
        if coarse and (part, _COARSE) not in losses:
            losses.append((part, _COARSE))
        kept.append(None if coarse else date)
    return PlainDates(kept[0], kept[1], tuple(losses))


def _prefix(date: PartialDate) -> tuple[str | None, str | None]:
    if date.precision is Precision.RANGE:
        return None, _BOUNDS
    return date.edtf.removesuffix("~"), _ABOUT if date.approximate else None


def _open_start(period: Period) -> str:
    unknown = period.start_unknown
    return "start unknown, which the format cannot say" if unknown else "always so, which the format cannot say"


def _open_end(period: Period) -> str:
    unknown = period.end_unknown
    return "end unknown, which the format cannot say" if unknown else "still going on, which the format cannot say"
