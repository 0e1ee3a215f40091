"""How much does a figure say, and how much does it leave open?

A `Quantity` keeps a figure as it was printed, with its unit and its bound: `more_than 1500 count` is not 1500. From
these follows an `Interval` that holds the true value. Sums, products and conversions are computed on intervals, so
that a result encloses every value that its inputs allow, and a comparison that they cannot decide answers None.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from sinouk_innov.errors import UnitError
from sinouk_innov.intervals import Interval
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Bound", "FigureReading", "Quantity", "Unit"]

_MOST_DIGITS = 60
_INFINITY = float("inf")


class Unit(Term):
    """What is a figure a number of?

    Attributes:
        description: One line that says what the unit means.
        dimension: What it measures; only units of one dimension convert into each other.
        factor: How many of the dimension's base unit (the one whose factor is 1) make one of this unit, exactly.
        symbol: How it is written beside a figure; empty where a figure stands alone.
    """

    dimension: str
    factor: Fraction
    symbol: str

    # The members of `Term` are made before its own `__new__` can be asked again, so the text is made here.
    def __new__(
        cls, value: str, description: str, dimension: str, factor: Fraction = Fraction(1), symbol: str = ""
    ) -> Self:
        """Make the unit `value`, explained by `description`, as `factor` base units of `dimension`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        member.dimension = dimension
        member.factor = factor
        member.symbol = symbol
        return member

    COUNT = "count", "things counted; the statistic says what", "count"
    SHARE = "share", "a part of one", "share"
    PERCENT = "percent", "a hundredth of one", "share", Fraction(1, 100), "%"
    M2 = "m2", "square metre", "area", Fraction(1), "m²"
    KM2 = "km2", "square kilometre", "area", Fraction(1_000_000), "km²"
    HA = "ha", "hectare, 10,000 square metres", "area", Fraction(10_000), "ha"
    MU = "mu", "Chinese mu, 2000/3 square metres: fifteen make a hectare", "area", Fraction(2000, 3), "mu"
    ACRE = "acre", "international acre, 43,560 square feet", "area", Fraction("4046.8564224"), "acres"
    SQ_FT = "sq_ft", "square foot, of the international foot of 0.3048 metres", "area", Fraction("0.09290304"), "sq ft"
    M = "m", "metre", "length", Fraction(1), "m"
    KM = "km", "kilometre", "length", Fraction(1000), "km"
    MW = "MW", "megawatt", "power", Fraction(1), "MW"
    GW = "GW", "gigawatt", "power", Fraction(1000), "GW"
    CNY = "CNY", "Chinese yuan, also called renminbi or RMB", "CNY", Fraction(1), "CNY"
    GBP = "GBP", "pound sterling", "GBP", Fraction(1), "GBP"
    USD = "USD", "dollar of the United States", "USD", Fraction(1), "USD"
    EUR = "EUR", "euro", "EUR", Fraction(1), "EUR"
    HOUR = "hour", "hour", "time", Fraction(1), "hours"
    DAY = "day", "day of 24 hours", "time", Fraction(24), "days"
    WEEK = "week", "week of seven days", "time", Fraction(168), "weeks"
    MONTH = "month", "calendar month, which has no fixed number of days", "calendar", Fraction(1), "months"
    YEAR = "year", "calendar year of twelve months", "calendar", Fraction(12), "years"
    OTHER = (
        "other",
        "another unit, named in a note; it goes with no figure, not even of the same kind",
        "other",
        Fraction(1),
        "(other unit)",
    )


_UNITS = {str(unit): unit for unit in Unit}
_CURRENCIES = frozenset({Unit.CNY, Unit.GBP, Unit.USD, Unit.EUR})


class Bound(Term):
    """On which side of the printed figure does the true one lie?"""

    EXACT = "exact", "the figure itself"
    ABOUT = "about", "within half a unit of the last non-zero digit, on either side"
    NEARLY = "nearly", "below, by at most half a unit of the last non-zero digit"
    AT_LEAST = "at_least", "the figure or more"
    MORE_THAN = "more_than", "more than the figure"
    AT_MOST = "at_most", "the figure or less"
    LESS_THAN = "less_than", "less than the figure"
    BETWEEN = "between", "from one figure up to another, both included"
    VAGUE = "vague", "no figure at all, as in `many`"


class FigureReading(Term):
    """How are the figures in a table written?"""

    CANONICAL = "canonical", "as a quantity writes itself: `more_than 1500 count`, or the number alone beside a unit"
    PROSE = "prose", "in words, English or Chinese: `more than 2,100`, `35万平方米`"


_BOUNDS = {str(bound): bound for bound in Bound}
_FROM_VALUE = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.BETWEEN})
_UP_TO_VALUE = frozenset({Bound.EXACT, Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY})


def _fits(number: Decimal) -> bool:
    places = number.adjusted()
    return places >= -_MOST_DIGITS and max(len(number.as_tuple().digits), places + 1) <= _MOST_DIGITS


def _number(value: Decimal | Fraction | int) -> Decimal | Fraction:
    """Return a figure as it is kept: a Decimal, or a Fraction that is not whole.

    Raises:
        ValueError: It is no such number, not finite, or of absurd length.
    """
    match value:
        case bool():
            raise ValueError(f"a figure is a number, not {value}")
        case Decimal():
            if not value.is_finite():
                raise ValueError(f"a figure is finite, not {value}")
            short = _fits(value)
        case Fraction() | int():
            short = max(abs(value.numerator), value.denominator) < 10**_MOST_DIGITS
        case _:
            raise ValueError(f"a figure is an int, a Decimal or a Fraction, not {value!r}")
    if not short:
        raise ValueError(f"a figure has at most {_MOST_DIGITS} digits")
    if isinstance(value, Decimal):
        # No figure is printed as minus zero.
        return value or value.copy_abs()
    return Decimal(value.numerator) if value.denominator == 1 else Fraction(value)


def _figure(value: Decimal | Fraction | int | None) -> Decimal | Fraction | None:
    return None if value is None else _number(value)


def _unit(unit: Unit) -> Unit:
    if unit not in _UNITS:
        raise ValueError(f"no unit is called {unit!r}")
    return _UNITS[unit]


def _bound(bound: Bound) -> Bound:
    if bound not in _BOUNDS:
        raise ValueError(f"no bound is called {bound!r}")
    return _BOUNDS[bound]


def _decimal(number: Fraction) -> Decimal | None:
    """Return a number as a Decimal, without loss, or None where it has none that is short enough."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest > 1:
        return None
    places = max(twos, fives)
    # Built from text, since only a constructor is free of the context's precision.
    found = Decimal(f"{number.numerator * 10**places // number.denominator}E-{places}")
    return found if _fits(found) else None


def _half_digit(value: Decimal | Fraction) -> Fraction | None:
    """Return half a unit of the last non-zero digit (for zero, of its units digit); None where digits never end."""
    number = value if isinstance(value, Decimal) else _decimal(value)
    if number is None:
        return None
    whole, _, part = f"{number:f}".partition(".")
    part = part.rstrip("0")
    zeros = len(whole) - len(whole.rstrip("0")) if number else 0
    return Fraction(10) ** (-len(part) if part else zeros) / 2


def _grouped(value: Decimal | Fraction) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value.numerator:,}/{value.denominator:,}"


def _read(text: str) -> Decimal | Fraction:
    return Fraction(text) if "/" in text else Decimal(text)


def _parts(text: str) -> tuple[Decimal | Fraction | None, Unit, Bound, Decimal | Fraction | None]:
    match text.split(" "):
        case ["vague", unit]:
            return None, _UNITS[unit], Bound.VAGUE, None
        case [value, unit]:
            return _read(value), _UNITS[unit], Bound.EXACT, None
        case [bound, value, unit]:
            return _read(value), _UNITS[unit], _BOUNDS[bound], None
        case ["between", value, "and", upto, unit]:
            return _read(value), _UNITS[unit], Bound.BETWEEN, _read(upto)
        case _:
            raise ValueError("a quantity is written in two, three or five words")


@frozen(repr=False, order=False)
class Quantity:
    """A figure that knows what it does not say.

    Two are equal where number, unit and bound are; `equals` asks whether the figures behind them are.

    Attributes:
        value: The figure as printed: a Decimal, a Fraction for such as one fifth, None only where the bound is vague.
        unit: What it is a number of.
        bound: On which side of the figure the true one lies.
        upto: The upper figure of a range, where the bound is between.
        wording: The figure in the words of its source; no part of equality.

    Raises:
        ValueError: A number is no int, Decimal or Fraction, is not finite or has more than 60 digits, or the fields do
            not go together.
    """

    value: Decimal | Fraction | None = field(converter=_figure)
    unit: Unit = field(default=Unit.COUNT, converter=_unit)
    bound: Bound = field(default=Bound.EXACT, converter=_bound)
    upto: Decimal | Fraction | None = field(default=None, converter=_figure)
    wording: str | None = field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if (self.value is None) is not (self.bound is Bound.VAGUE):
            raise ValueError("a figure is missing exactly where its bound is vague")
        if (self.upto is None) is (self.bound is Bound.BETWEEN):
            raise ValueError("an upper figure stands exactly where the bound is between")
        if self.value is not None and self.upto is not None and Fraction(self.upto) <= Fraction(self.value):
            raise ValueError("the upper figure of a range is above the lower one")
        if self.wording is not None and not self.wording.strip():
            raise ValueError("a wording is not blank")

    @classmethod
    def parse(cls, text: str, wording: str | None = None) -> Self:
        """Return the quantity that canonical text, as `str` writes it, stands for.

        Raises:
            ValueError: The text is not canonical.

        Examples:
            >>> Quantity.parse("more_than 1500 count", wording="over 1,500")
            Quantity('more_than 1500 count', wording='over 1,500')
        """
        try:
            value, unit, bound, upto = _parts(text)
        except (ArithmeticError, LookupError, ValueError) as error:
            raise ValueError(f"no canonical text of a quantity: {text!r}") from error
        found = cls(value, unit, bound, upto, wording)
        # Numbers can be spelt in many ways (`1e3`, `1_000`, `2/4`), of which only ours is canonical.
        if str(found) != text:
            raise ValueError(f"no canonical text of a quantity: {text!r}; it would be {str(found)!r}")
        return found

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.bound} {self.unit}"
        value = f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)
        if self.upto is not None:
            upto = f"{self.upto:f}" if isinstance(self.upto, Decimal) else str(self.upto)
            return f"{self.bound} {value} and {upto} {self.unit}"
        return f"{value} {self.unit}" if self.bound is Bound.EXACT else f"{self.bound} {value} {self.unit}"

    def __repr__(self) -> str:
        wording = "" if self.wording is None else f", wording={self.wording!r}"
        return f"{type(self).__name__}({str(self)!r}{wording})"

    def describe(self) -> str:
        """Return the quantity for people to read.

        Examples:
            >>> Quantity(770000, Unit.M2, Bound.MORE_THAN).describe()
            'more than 770,000 m²'
            >>> Quantity(42_800_000_000, Unit.CNY).describe()
            'CNY 42,800,000,000'
        """
        symbol = self.unit.symbol
        if self.value is None:
            return self.wording or f"unspecified {symbol}".rstrip()
        # One of a unit, or a fraction of one, takes the singular, which is the unit's own text.
        if self.upto is None and 0 < self.value <= 1 and symbol == f"{self.unit}s":
            symbol = str(self.unit)
        figures = _grouped(self.value) if self.upto is None else f"{_grouped(self.value)} and {_grouped(self.upto)}"
        if self.unit in _CURRENCIES:
            figures = f"{symbol} {figures}"
        elif symbol:
            figures += symbol if self.unit is Unit.PERCENT else f" {symbol}"
        return figures if self.bound is Bound.EXACT else f"{self.bound.replace('_', ' ')} {figures}"

    @property
    def interval(self) -> Interval:
        """The interval in which the true figure lies, in the quantity's own unit.

        About a figure means plus or minus half a unit of its last non-zero digit, and nearly the lower half of that
        without the figure; zero counts as printed to the unit. A fraction that no finite decimal equals, such as one
        third, has no last digit: about it sets no bounds, and nearly only the upper one.
        """
        if self.value is None:
            return Interval()
        value = Fraction(self.value)
        half = _half_digit(self.value) if self.bound in {Bound.ABOUT, Bound.NEARLY} else None
        low = high = None
        if self.bound in _FROM_VALUE:
            low = value
        elif half is not None:
            low = value - half
        if self.bound in _UP_TO_VALUE:
            high = value
        elif self.upto is not None:
            high = Fraction(self.upto)
        elif half is not None:
            high = value + half
        return Interval(
            low,
            high,
            low_closed=low is not None and self.bound is not Bound.MORE_THAN,
            high_closed=high is not None and self.bound not in {Bound.LESS_THAN, Bound.NEARLY},
        )

    @property
    def low(self) -> Fraction | None:
        """The lower end of the interval, or None where there is none."""
        return self.interval.low

    @property
    def high(self) -> Fraction | None:
        """The upper end of the interval, or None where there is none."""
        return self.interval.high

    @property
    def sort_key(self) -> tuple[str, Fraction | float, Fraction | float, str]:
        """A key that sorts quantities always the same way, and is no claim of which is more.

        By dimension; then by lower end in the base unit, unlimited first; then by upper end, unlimited last; then by
        text.

        Examples:
            >>> figures = [Quantity(1, Unit.HA), Quantity(9, Unit.MU), Quantity(9000, Unit.M2, Bound.MORE_THAN)]
            >>> [str(figure) for figure in sorted(figures, key=lambda figure: figure.sort_key)]
            ['9 mu', 'more_than 9000 m2', '1 ha']
        """
        found = self.interval
        low = -_INFINITY if found.low is None else found.low * self.unit.factor
        high = _INFINITY if found.high is None else found.high * self.unit.factor
        return self.unit.dimension, low, high, str(self)

    def below(self, other: Quantity) -> bool | None:
        """Return whether the figure is certainly (True) or never (False) less than another; None where neither is.

        Raises:
            UnitError: The units are of different dimensions, or one is `other`.
        """
        return self.interval.below(_in_unit(other, self.unit))

    def above(self, other: Quantity) -> bool | None:
        """Return whether the figure is certainly (True) or never (False) more than another; None where neither is.

        Raises:
            UnitError: The units are of different dimensions, or one is `other`.
        """
        return _in_unit(other, self.unit).below(self.interval)

    def equals(self, other: Quantity) -> bool | None:
        """Return whether the figures are certainly (True) or never (False) the same; None where neither is.

        Raises:
            UnitError: The units are of different dimensions, or one is `other`.

        Examples:
            >>> Quantity(15, Unit.MU).equals(Quantity(1, Unit.HA))
            True
        """
        ours, theirs = self.interval, _in_unit(other, self.unit)
        if ours.below(theirs) or theirs.below(ours):
            return False
        return True if ours == theirs and ours.low is not None and ours.low == ours.high else None

    def to(self, unit: Unit) -> Quantity:
        """Return the quantity in another unit, exactly.

        About and nearly become `between` their bounds, since the last printed digit means nothing in another unit.

        Raises:
            UnitError: The units are of different dimensions.

        Examples:
            >>> Quantity(15, Unit.MU, Bound.AT_LEAST).to(Unit.M2)
            Quantity('at_least 10000 m2')
        """
        return self if unit is self.unit else _enclosing(_in_unit(self, unit), unit)

    def exchange(self, rate: Decimal | Fraction | int, unit: Unit) -> Quantity:
        """Return an amount of money in another currency, at a rate that the caller answers for.

        Args:
            rate: How much of `unit` one of the present currency buys.
            unit: The other currency.

        Raises:
            UnitError: One of the units is no currency.
            ValueError: The rate is not above zero, or the currency is the same.
        """
        if not {self.unit, unit} <= _CURRENCIES:
            raise UnitError(self.unit, unit)
        if unit is self.unit:
            raise ValueError(f"money is exchanged into another currency, not into {unit} again")
        factor = Fraction(_number(rate))
        if factor <= 0:
            raise ValueError(f"a rate of exchange is above zero, not {rate}")
        return _enclosing(self.interval.scaled(factor), unit)

    def __add__(self, other: Quantity) -> Quantity:
        if not _is_quantity(other):
            return NotImplemented
        return _enclosing(self.interval + _in_unit(other, self.unit), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        if not _is_quantity(other):
            return NotImplemented
        return _enclosing(self.interval + _in_unit(other, self.unit).scaled(Fraction(-1)), self.unit)

    def __mul__(self, other: Decimal | Fraction | int | Quantity) -> Quantity:
        if isinstance(other, Quantity):
            if Unit.SHARE.dimension not in {self.unit.dimension, other.unit.dimension}:
                raise UnitError(self.unit, other.unit)
            whole, part = (self, other) if other.unit.dimension == Unit.SHARE.dimension else (other, self)
            return _enclosing(whole.interval * _in_unit(part, Unit.SHARE), whole.unit)
        factor = _scalar(other)
        return NotImplemented if factor is None else _enclosing(self.interval.scaled(factor), self.unit)

    __rmul__ = __mul__

    def __truediv__(self, other: Decimal | Fraction | int | Quantity) -> Quantity:
        if isinstance(other, Quantity):
            return _enclosing(self.interval * _in_unit(other, self.unit).inverted(), Unit.SHARE)
        divisor = _scalar(other)
        return NotImplemented if divisor is None else _enclosing(self.interval.scaled(1 / divisor), self.unit)


def _is_quantity(other: object) -> bool:
    return isinstance(other, Quantity)


def _scalar(number: object) -> Fraction | None:
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        return None
    return Fraction(_number(number))


def _in_unit(quantity: Quantity, unit: Unit) -> Interval:
    """Return the interval of a quantity in another unit.

    Raises:
        UnitError: The units do not go together.
    """
    if quantity.unit.dimension != unit.dimension or unit is Unit.OTHER:
        raise UnitError(quantity.unit, unit)
    return quantity.interval.scaled(quantity.unit.factor / unit.factor)


def _enclosing(found: Interval, unit: Unit) -> Quantity:
    """Return the narrowest quantity in a unit that encloses an interval: what is open on both sides is closed."""
    low = None if found.low is None else _decimal(found.low) or found.low
    high = None if found.high is None else _decimal(found.high) or found.high
    if low is None:
        if high is None:
            return Quantity(None, unit, Bound.VAGUE)
        return Quantity(high, unit, Bound.AT_MOST if found.high_closed else Bound.LESS_THAN)
    if high is None:
        return Quantity(low, unit, Bound.AT_LEAST if found.low_closed else Bound.MORE_THAN)
    return Quantity(low, unit) if low == high else Quantity(low, unit, Bound.BETWEEN, high)
