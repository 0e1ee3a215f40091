"""Which figure is more, what do several come to, and what is left of a whole?

Figures are reckoned with as the intervals that they are, so that a result encloses every value that they allow. What
would be no sound figure, such as a sum of subsets that may overlap, is refused with the reason; what a reader should
know of a result stands in its caveats.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from sinouk_innov.evidence import FactRef
from sinouk_innov.logic import Truth
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.questions.reckoning import Pair, formula, point_of
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sinouk_innov.dataset import Dataset

__all__ = [
    "Calculation",
    "Comparison",
    "Order",
    "Parts",
    "Total",
    "amount",
    "compare",
    "difference",
    "parts",
    "share",
    "total",
]

_STEPS: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "×": lambda one, other: one * other,
    "/": lambda one, other: one / other,
}


class Order(Term):
    """How does one figure stand to another?"""

    LESS = "less", "the first is less than the second, whatever the evidence leaves open"
    EQUAL = "equal", "the two are the same, exactly"
    MORE = "more", "the first is more than the second, whatever the evidence leaves open"


@frozen(repr=False)
class Comparison:
    """How two figures stand to each other.

    Attributes:
        one: The first figure.
        other: The second.
        order: How the first stands to the second; None where that is open or cannot be asked.
        reason: Why there is no order; else empty.
        caveats: In what the two are not alike.
        facts: The addresses of the figures.
    """

    one: Statistic
    other: Statistic
    order: Order | None
    reason: str
    caveats: tuple[str, ...]
    facts: tuple[FactRef, ...]

    def __repr__(self) -> str:
        shown = self.order or f"not decided ({self.reason})"
        return f"<Comparison {self.one.quantity} to {self.other.quantity}: {shown}{_warned(self.caveats)}>"


@frozen(repr=False)
class Calculation:
    """A figure that was worked out from others: entailed by them, and stated by nobody.

    Attributes:
        value: The figure, which encloses all that its inputs allow; None where none would be sound.
        point: What the printed figures come to if taken at their word, as a quantity; None without a value, or where a
            figure is vague.
        formula: How it was worked out, such as `362 - 252`.
        reason: Why there is no value; else empty.
        caveats: What a reader should know of it.
        facts: The addresses of the figures that it was worked out from.
    """

    value: Quantity | None
    point: Quantity | None
    formula: str
    reason: str
    caveats: tuple[str, ...]
    facts: tuple[FactRef, ...]

    def __str__(self) -> str:
        if self.value is None:
            return f"not known: {self.reason}"
        if self.point is None or self.value.bound is not Bound.BETWEEN:
            return f"{_shown(self.value)} ({self.formula})"
        return f"about {self.point.describe()}, {self.value.describe()} ({self.formula})"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}{_warned(self.caveats)}>"


@frozen(repr=False)
class Total(Calculation):
    """A sum of figures.

    Attributes:
        statistics: The figures.
    """

    statistics: tuple[Statistic, ...] = field(kw_only=True)


@frozen(repr=False)
class Parts:
    """A figure, and those that are subsets or shares of it.

    Attributes:
        whole: The figure.
        subsets: The figures that are subsets of it.
        rests: For each subset what of the whole is not in it.
        shares: For each figure that is a share of the whole how much that is.
        adds_up: Whether the subsets, taken together, come to the whole; undecided where the figures leave it open.
        overlap: Whether some of the subsets must overlap, because they come to more than the whole; undecided where
            they may, since no source says that they do not.
        reason: What `adds_up` and `overlap` rest on, in words.
        facts: The addresses of all these figures.
    """

    whole: Statistic
    subsets: tuple[Statistic, ...]
    rests: tuple[Calculation, ...]
    shares: tuple[Calculation, ...]
    adds_up: Truth
    overlap: Truth
    reason: str
    facts: tuple[FactRef, ...]

    def __repr__(self) -> str:
        held = f"{len(self.subsets)} subsets, {len(self.shares)} shares"
        return f"<Parts of {self.whole.quantity}: {held}; adds up: {self.adds_up}, overlap: {self.overlap}>"


def compare(data: Dataset, a: str | Statistic, b: str | Statistic) -> Comparison:
    """Return how one figure stands to another, and in what the two are not alike.

    Args:
        data: The dataset.
        a: A statistic, or its id.
        b: Another.

    Raises:
        UnknownIdError: There is no such statistic.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> zone = "sta-taizhou-bay-new-area"
        >>> compare(load(), f"{zone}-industrial-enterprises", f"{zone}-four-top-enterprises").order
        Order.LESS
    """
    pair = Pair(data, *_figures(data, (a, b)))
    one, other = pair.one.quantity, pair.other.quantity
    order = None
    reason = pair.incommensurable()
    if reason is None:
        for truth, found in (
            (one.below(other), Order.LESS),
            (one.above(other), Order.MORE),
            (one.equals(other), Order.EQUAL),
        ):
            if truth:
                order = found
        if order is None:
            reason = f"{one.describe()} and {other.describe()} leave it open"
    return Comparison(pair.one, pair.other, order, reason or "", tuple(pair.unlike()), pair.facts)


def difference(data: Dataset, a: str | Statistic, b: str | Statistic) -> Calculation:
    """Return how much more one figure is than another: what is left of a whole without a subset, or what came to be.

    Args:
        data: The dataset.
        a: The statistic to take from, or its id.
        b: The statistic to take off, or its id.

    Raises:
        UnknownIdError: There is no such statistic.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> zone = "sta-taizhou-bay-new-area"
        >>> print(difference(load(), f"{zone}-four-top-enterprises", f"{zone}-industrial-enterprises"))
        110 (362 - 252)
    """
    pair = Pair(data, *_figures(data, (a, b)))
    reason = pair.incommensurable() or pair.of_another_sort()
    caveats = [] if pair.other_is_in_one() else list(pair.unlike())
    return _worked("-", (pair.one, pair.other), reason, caveats)


def share(data: Dataset, part: str | Statistic, whole: str | Statistic) -> Calculation:
    """Return what share of a whole a subset is.

    It is refused where no source says that the one is a subset of the other.

    Args:
        data: The dataset.
        part: The statistic of the subset, or its id.
        whole: The statistic of the whole, or its id.

    Raises:
        UnknownIdError: There is no such statistic.
    """
    pair = Pair(data, *_figures(data, (whole, part)))
    reason = pair.incommensurable()
    if reason is None and not pair.other_is_in_one():
        reason = f"no source says that {pair.other.id} is a part of {pair.one.id}"
    if reason is None and pair.one.quantity.interval.contains(0):
        reason = f"{pair.one.quantity.describe()} may be nothing"
    return _worked("/", (pair.other, pair.one), reason)


def amount(data: Dataset, statistic: str | Statistic) -> Calculation:
    """Return how much a figure is that is told as a share of another.

    Args:
        data: The dataset.
        statistic: A statistic that is a share of another (`share_of`), or its id.

    Raises:
        UnknownIdError: There is no such statistic.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> print(amount(load(), "sta-qingdao-high-tech-zone-eu-share-of-foreign-invested-companies"))
        about 46, between 45 and 47 (1/5 × about 230)
    """
    (part,) = _figures(data, (statistic,))
    if part.share_of is None:
        return _worked("×", (part,), f"{part.id} is told as a share of no figure")
    return _worked("×", (part, data.statistics[part.share_of]))


def total(data: Dataset, statistics: Iterable[str | Statistic]) -> Total:
    """Return what several figures come to.

    A sum is refused where it would count something twice, or may: where one figure is a part of another, where two are
    subsets of one whole, where two tell the same, where the subject of one lies in that of another. It is refused, too,
    for different measures, categories, scopes or times, and for results together with plans, targets and forecasts.

    Args:
        data: The dataset.
        statistics: The statistics, or their ids; at least one.

    Raises:
        UnknownIdError: There is no such statistic.
        ValueError: No statistic was given.
    """
    found = tuple(dict.fromkeys(_figures(data, statistics)))
    if not found:
        raise ValueError("a total takes at least one statistic")
    pairs = [Pair(data, one, other) for one, other in combinations(found, 2)]
    reasons = dict.fromkeys(reason for pair in pairs if (reason := pair.against_sum()))
    caveats = list(dict.fromkeys(caveat for pair in pairs for caveat in pair.undated()))
    worked = _worked("+", found, "; ".join(reasons) or None, caveats)
    return Total(
        worked.value, worked.point, worked.formula, worked.reason, worked.caveats, worked.facts, statistics=found
    )


def parts(data: Dataset, statistic: str | Statistic) -> Parts:
    """Return the subsets and shares of a figure, what each leaves of it, and whether they add up.

    Args:
        data: The dataset.
        statistic: The statistic of the whole, or its id.

    Raises:
        UnknownIdError: There is no such statistic.
    """
    (whole,) = _figures(data, (statistic,))
    subsets = tuple(data.statistics.where(part_of=whole.id))
    shares = tuple(amount(data, part) for part in data.statistics.where(share_of=whole.id))
    adds_up, overlap, reason = _added(whole, subsets)
    facts = [FactRef(one.id) for one in (whole, *subsets)] + [ref for part in shares for ref in part.facts]
    rests = tuple(difference(data, whole, subset) for subset in subsets)
    return Parts(whole, subsets, rests, shares, adds_up, overlap, reason, tuple(dict.fromkeys(facts)))


def _added(whole: Statistic, subsets: tuple[Statistic, ...]) -> tuple[Truth, Truth, str]:
    """Return whether subsets come to their whole, whether they must overlap, and why."""
    if not subsets:
        return Truth.UNDECIDED, Truth.UNDECIDED, "no subset of it is known"
    come_to = subsets[0].quantity
    for subset in subsets[1:]:
        come_to += subset.quantity
    left = whole.quantity.describe()
    sums = f"{formula('+', subsets)} = {come_to.describe()}" if len(subsets) > 1 else come_to.describe()
    if come_to.above(whole.quantity):
        return Truth.FALSE, Truth.TRUE, f"{sums}, more than {left}: some are counted twice"
    apart = (
        "no source says that no one is in two of them" if len(subsets) > 1 else "it is the only subset that is known"
    )
    return Truth.of(come_to.equals(whole.quantity)), Truth.UNDECIDED, f"{sums}, of {left}; {apart}"


def _figures(data: Dataset, given: Iterable[str | Statistic]) -> Iterator[Statistic]:
    return (data.statistics[one if isinstance(one, str) else one.id] for one in given)


def _worked(
    sign: str, statistics: tuple[Statistic, ...], reason: str | None = None, caveats: Iterable[str] = ()
) -> Calculation:
    """Work something out step by step, unless there is a reason against it."""
    step = _STEPS[sign]
    value = point = None
    if reason is None:
        value, points = statistics[0].quantity, [point_of(one.quantity) for one in statistics]
        for other in statistics[1:]:
            value = step(value, other.quantity)
        point = points[0]
        for after in points[1:]:
            point = None if point is None or after is None else step(point, after)
    facts = tuple(FactRef(one.id) for one in statistics)
    return Calculation(value, point, formula(sign, statistics), reason or "", tuple(caveats), facts)


def _shown(quantity: Quantity) -> str:
    if quantity.unit is not Unit.SHARE or quantity.value is None or quantity.upto is not None:
        return quantity.describe()
    return f"{quantity.describe()}, or {float(quantity.value):.1%}"


def _warned(caveats: tuple[str, ...]) -> str:
    return f"; {len(caveats)} caveat{'s' * (len(caveats) > 1)}" if caveats else ""
