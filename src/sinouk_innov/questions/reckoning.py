"""May two figures be reckoned with together, and what stands against it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dataset import Dataset
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.place import Place
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import StatisticStatus
from sinouk_innov.quantities import Quantity, Unit
from sinouk_innov.questions.places import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dates import When

__all__ = ["Pair", "formula", "point_of"]


@frozen
class Pair:
    """Two figures of a dataset.

    Attributes:
        data: The dataset.
        one: The first figure.
        other: The second.
    """

    data: Dataset
    one: Statistic
    other: Statistic

    @property
    def facts(self) -> tuple[FactRef, FactRef]:
        """The addresses of the two."""
        return FactRef(self.one.id), FactRef(self.other.id)

    def incommensurable(self) -> str | None:
        """Say why the units of the two do not go together."""
        one, other = self.one.quantity.unit, self.other.quantity.unit
        if one.dimension != other.dimension:
            return f"{one} and {other} do not go together"
        return "another unit goes with no figure" if one is Unit.OTHER else None

    def of_another_sort(self) -> str | None:
        """Say why the two measure different things."""
        if self.one.measure is not self.other.measure:
            return f"the one measures {_read(self.one.measure)}, the other {_read(self.other.measure)}"
        if self.other_is_in_one() or self.one_is_in_other() or _alike(self.one.category, self.other.category):
            return None
        return f"the one counts {_or_nothing(self.one.category)}, the other {_or_nothing(self.other.category)}"

    def unlike(self) -> Iterator[str]:
        """Yield in what the two are not alike."""
        one, other = self.one, self.other
        for what, first, second in (
            ("about", one.about, other.about),
            ("measure", one.measure, other.measure),
            ("category", one.category, other.category),
            ("scope", one.scope, other.scope),
            ("status", one.status, other.status),
        ):
            if not _alike(first, second):
                yield f"{what}: {_or_nothing(first)}, {_or_nothing(second)}"
        if self._apart_in_time():
            yield f"time: {_time(one)}, {_time(other)}"
        yield from self.undated()

    def undated(self) -> Iterator[str]:
        """Yield what is not known of the times of the two."""
        for statistic in (self.one, self.other):
            if _time(statistic) is None:
                yield f"as of when is not stated: {statistic.id}"
        if not self._apart_in_time() and not self._at_one_time() and None not in {_time(self.one), _time(self.other)}:
            yield f"it is open whether they are of one time: {_time(self.one)}, {_time(self.other)}"

    def against_sum(self) -> str | None:
        """Say why the two cannot be added."""
        return self.incommensurable() or self._counted_twice() or self.of_another_sort() or self._of_another_frame()

    def other_is_in_one(self) -> bool:
        """Tell whether the second is a subset of the first, or of a subset of it."""
        return self.one.id in _wholes(self.data, self.other)

    def one_is_in_other(self) -> bool:
        """Tell whether the first is a subset of the second, or of a subset of it."""
        return self.other.id in _wholes(self.data, self.one)

    def _counted_twice(self) -> str | None:
        one, other = self.one, self.other
        if self.other_is_in_one():
            return f"{other.id} is a part of {one.id}"
        if self.one_is_in_other():
            return f"{one.id} is a part of {other.id}"
        wholes = _wholes(self.data, other)
        common = next((whole for whole in _wholes(self.data, one) if whole in wholes), None)
        if common:
            return f"both are subsets of {common}, and may overlap"
        if one.about == other.about:
            same = one.measure is other.measure and _alike(one.category, other.category)
            return f"both tell the same of {one.about}" if same else None
        for inner, outer in ((one.about, other.about), (other.about, one.about)):
            if self._lies_in(inner, outer):
                return f"{inner} lies in {outer}, and may be counted there already"
        return None

    def _of_another_frame(self) -> str | None:
        one, other = self.one, self.other
        if not _alike(one.scope, other.scope):
            return f"their scopes differ: {_or_nothing(one.scope)}, {_or_nothing(other.scope)}"
        if one.status is not other.status and StatisticStatus.DERIVED not in {one.status, other.status}:
            return f"the one is {one.status}, the other {other.status}"
        return f"they are of different times: {_time(one)}, {_time(other)}" if self._apart_in_time() else None

    def _lies_in(self, inner: str, outer: str) -> bool:
        there = self.data.get(outer)
        return isinstance(there, Place | Centre) and any(record.id == inner for record in within(self.data, there))

    def _apart_in_time(self) -> bool:
        one, other = _time(self.one), _time(self.other)
        return one is not None and other is not None and one.overlaps(other) is False

    def _at_one_time(self) -> bool:
        one, other = _time(self.one), _time(self.other)
        if one is None or other is None:
            return False
        return bool(one.overlaps(other)) or (one == other and self._of_one_source())

    def _of_one_source(self) -> bool:
        ours = {citation.source for citation in self.one.citations}
        return any(citation.source in ours for citation in self.other.citations)


def formula(sign: str, statistics: tuple[Statistic, ...]) -> str:
    """Return how figures are worked with, as a reader would write it."""
    return f" {sign} ".join(statistic.quantity.describe() for statistic in statistics)


def point_of(quantity: Quantity) -> Quantity | None:
    """Return the printed figure taken at its word; none for a range or where there is no figure."""
    return None if quantity.value is None or quantity.upto is not None else Quantity(quantity.value, quantity.unit)


def _wholes(data: Dataset, statistic: Statistic) -> tuple[str, ...]:
    """Return the ids of what a figure is a subset of, the nearest first."""
    found: dict[str, None] = {}
    whole = statistic.part_of
    while whole is not None and whole not in found:
        found[whole] = None
        whole = data.statistics[whole].part_of
    return tuple(found)


def _time(statistic: Statistic) -> When | None:
    return statistic.as_of or statistic.over


def _alike(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.casefold() == other.casefold()


def _or_nothing(text: str | None) -> str:
    return text or "nothing stated"


def _read(term: str) -> str:
    return term.replace("_", " ")
