"""Between which numbers does something lie, and what follows for sums, products and comparisons?"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Interval"]

_INFINITY = float("inf")


@frozen
class Interval:
    """All numbers from one end to another; never empty.

    Attributes:
        low: The lower end, or None where there is none.
        high: The upper end, or None where there is none.
        low_closed: Whether the lower end belongs to it.
        high_closed: Whether the upper end belongs to it.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = field(default=False, kw_only=True)
    high_closed: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.low is None and self.low_closed) or (self.high is None and self.high_closed):
            raise ValueError("an end that is not there belongs to no interval")
        if self.low is None or self.high is None or self.low < self.high:
            return
        if self.low > self.high or not (self.low_closed and self.high_closed):
            raise ValueError(f"no number lies in an interval such as {self}")

    def __str__(self) -> str:
        low = "-∞" if self.low is None else self.low
        high = "∞" if self.high is None else self.high
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"

    def contains(self, number: Decimal | Fraction | int) -> bool:
        """Return whether a number lies in the interval.

        Examples:
            >>> Interval(Fraction(1500)).contains(1500)
            False
        """
        exact = Fraction(number)
        above = self.low is None or self.low < exact or (self.low == exact and self.low_closed)
        return above and (self.high is None or exact < self.high or (self.high == exact and self.high_closed))

    def below(self, other: Interval) -> bool | None:
        """Return whether every number of this interval is less than every number of another.

        True where all are, False where none can be, None where some may be and some may not.
        """
        if self.high is not None and other.low is not None:
            both_reach = self.high_closed and other.low_closed
            if self.high < other.low or (self.high == other.low and not both_reach):
                return True
        return False if self.low is not None and other.high is not None and self.low >= other.high else None

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            low_closed=self.low_closed and other.low_closed,
            high_closed=self.high_closed and other.high_closed,
        )

    def scaled(self, factor: Fraction) -> Interval:
        """Return the interval with each of its numbers multiplied by a factor."""
        return self * Interval(factor, factor, low_closed=True, high_closed=True)

    def inverted(self) -> Interval:
        """Return the interval of one divided by each of its numbers.

        Raises:
            ZeroDivisionError: Zero is one of them.

        Examples:
            >>> str(Interval(Fraction(2), Fraction(4), low_closed=True).inverted())
            '(1/4, 1/2]'
        """
        if self.contains(0):
            raise ZeroDivisionError(f"zero lies in {self}")
        # Next to zero there is no limit, and without a limit the quotients come as near to zero as can be.
        low = None if self.high == 0 else Fraction(0) if self.high is None else 1 / self.high
        high = None if self.low == 0 else Fraction(0) if self.low is None else 1 / self.low
        return Interval(
            low,
            high,
            low_closed=low is not None and self.high_closed,
            high_closed=high is not None and self.low_closed,
        )

    def __mul__(self, other: Interval) -> Interval:
        # The extremes lie at the ends. A missing end is an infinity, and nothing times infinity is nothing, since every
        # figure behind it is finite; an end at zero that belongs to its interval is reached whatever the other figure.
        found: list[tuple[Fraction | float, bool]] = []
        for one, one_closed in self._ends():
            for end, end_closed in other._ends():
                if one == 0 or end == 0:
                    found.append((Fraction(0), (one == 0 and one_closed) or (end == 0 and end_closed)))
                else:
                    found.append((one * end, one_closed and end_closed))
        low, high = min(end for end, _ in found), max(end for end, _ in found)
        return Interval(
            low if isinstance(low, Fraction) else None,
            high if isinstance(high, Fraction) else None,
            low_closed=any(reached for end, reached in found if end == low),
            high_closed=any(reached for end, reached in found if end == high),
        )

    def _ends(self) -> tuple[tuple[Fraction | float, bool], tuple[Fraction | float, bool]]:
        low = -_INFINITY if self.low is None else self.low
        high = _INFINITY if self.high is None else self.high
        return (low, self.low_closed), (high, self.high_closed)
