"""How many, how large, how much, and as of when?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import Measure, StatisticStatus
from sinouk_innov.quantities import Quantity

__all__ = ["Statistic"]


def _stock_and_flow(figure: Statistic) -> str | None:
    if figure.as_of is not None and figure.over is not None:
        return "a figure is a stock as of a day or a flow over a time, not both"
    return None


@frozen(kw_only=True, repr=False)
class Statistic(Record):
    """A figure about something.

    Attributes:
        about: The id of what the figure is about.
        measure: What is measured.
        category: What is counted or meant, such as `state-level high-tech enterprises`.
        scope: What the figure is limited to, such as `above designated size`.
        quantity: The figure, with its unit and bound.
        as_of: The day on which a stock stood so; as precise as its source.
        over: The time that a flow covers; a year stands for the whole of it.
        part_of: The id of the statistic that this one is a subset of.
        share_of: The id of the statistic that this one is a share of.
        status: Whether it is a result, a plan, a target or derived.
    """

    prefix: ClassVar[str] = "sta"
    kind_name: ClassVar[str] = "statistic"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.Rule(_stock_and_flow, "as_of is None or over is None"),
        must.apart("part_of", "a figure is no part of itself"),
        must.apart("share_of", "a figure is no part of itself"),
        must.needs("measure", Measure.COUNT, "category", "a count says what is counted"),
        must.refers("about", "pla", "org", "per", "cen", "ini", "evt"),
        must.refers("part_of", "sta"),
        must.refers("share_of", "sta"),
        must.text("category"),
        must.text("scope"),
        must.explained("measure"),
    )

    about: str
    measure: Measure
    category: str | None = None
    scope: str | None = None
    quantity: Quantity
    as_of: PartialDate | None = None
    over: PartialDate | Period | None = None
    part_of: str | None = None
    share_of: str | None = None
    status: StatisticStatus = StatisticStatus.REPORTED

    @property
    def label(self) -> str:
        """What is counted or measured, and the figure."""
        return f"{self.category or self.measure.replace('_', ' ')}: {self.quantity.describe()}"
