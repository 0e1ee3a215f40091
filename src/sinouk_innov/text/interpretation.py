"""What did a phrase turn out to say, by which rule, and on what ground?"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

__all__ = ["Interpretation", "PhraseRule"]

Value = TypeVar("Value", bound=Quantity | PartialDate | Period, covariant=True)  # noqa: PLC0105 - it is the kind of value


class PhraseRule(Term):
    """By which rule was a phrase read?

    Attributes:
        description: One line that says what the rule does.
    """

    # Figures.
    PLAIN = "plain", "a number, with its unit if it has one: `42.8 billion yuan`, `35万平方米`"
    BOUNDED = "bounded", "a number and a word that bounds it: `more than 2,100`, `300余家`"
    RANGE = "range", "two numbers, the lower one first: `35-40 companies`, `9亿～16亿`"
    FRACTION = "fraction", "a part of a whole: `two thirds`, `三分之一`, `七成`"
    ESTIMATE = "estimate", "a Chinese numeral with an open or doubled digit: `十几`, `六七个月`, `一千多万`"
    FLOOR = "floor", "a Chinese plural of a round number, at least two of it: `数十家`, `几百`"
    VAGUE = "vague", "words for a number that name none: `many`, `dozens of`, `若干`"
    # Dates that say all by themselves.
    CALENDAR = "calendar", "a day, month or year: `1 February 2018`, `2019年5月`, `2018-02-01`"
    PART = "part", "an early, middle or late part, which is not made narrower than the whole: `early 2018`, `3月底`"
    SEASON = "season", "a season of a year, as wide as any calendar has it: `autumn of 1973`"
    DECADE = "decade", "some day in a decade: `the 1980s`, `20世纪80年代`"
    CENTURY = "century", "some day in a century: `the 19th century`, `19世纪`"
    CIRCA = "circa", "about a day, month or year: `around 2017`, `2017年前后`"
    LIMIT = "limit", "a day no later or no earlier than another: `by 2025`, `截至2019年底`"
    SPAN = "span", "a period: `from 2016 to 2018`, `since 2004`, `2004年以来`"
    # Dates that hang on the day of publication.
    YEARLESS = "yearless", "a day or month without a year, taken from the publication: `August 12`, `2月1日`"
    RELATIVE = "relative", "a day, month, year or century counted from the publication: `last year`, `去年9月`"
    CURRENT = "current", "a time up to the publication: `today`, `at present`, `近日`"
    AGO = "ago", "a stretch of time before the publication: `two years ago`, `三年前`"
    LASTING = "lasting", "how long something has gone on; the value is the day of its start: `for over twenty years`"


@frozen(repr=False)
class Interpretation(Generic[Value]):
    """What a phrase says, and how that was read.

    Attributes:
        value: The figure, date or period; its own wording is the phrase.
        wording: The phrase as it was given.
        rule: The rule that read it; where one stands within another, as `early` in `by early 2018`, the outer one.
        basis: STATED where the words say it; ENTAILED where it is computed, as from the day of publication.
    """

    value: Value
    wording: str
    rule: PhraseRule
    basis: Basis = Basis.STATED

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.wording!r}: {self.value}, {self.rule}, {self.basis}>"
