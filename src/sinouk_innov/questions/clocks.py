"""What held on a day, and what was known by then?

Two clocks tell time: that of the world, in which a post is held from a day to a day, and that of the sources, which
were published one after another. Each question gives a dataset, so that every other can be asked of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.dates import Period, day_of
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_for
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Modality, StatisticStatus
from sinouk_innov.questions.pruning import pruned

if TYPE_CHECKING:
    import datetime as dt

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import PartialDate
    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Part

__all__ = ["known_by", "valid_on"]


def valid_on(data: Dataset, day: str | dt.date | PartialDate) -> Dataset:
    """Return the dataset as it held on a day of the world.

    Left out is what surely did not hold: names, posts and relations whose period excludes the day; what happened later;
    figures of a later time that are told as results. What is not dated stays, for it may have held. A plan stays,
    whenever it is for. Whether a body or centre existed is asked of `status_of`.

    Args:
        data: The dataset.
        day: The day; of a month or year, what surely held on none of its days is left out.

    Raises:
        ValueError: It is no day.
    """
    wanted = day_of(day)

    def keeps(item: Record | Part) -> bool:
        match item:
            case Name() | Role() | Relation():
                return item.period is None or item.period.covers(wanted) is not False
            case Event():
                return item.modality is Modality.PLANNED or item.when is None or not item.when.after(wanted)
            case Statistic():
                time = item.as_of or item.over
                return item.status is not StatisticStatus.REPORTED or time is None or not time.after(wanted)
            case _:
                return True

    return pruned(data, keeps=keeps, cites=lambda _: True)


def known_by(data: Dataset, day: str | dt.date | PartialDate) -> Dataset:
    """Return the dataset as the sources that were published by a day tell it.

    Left out are sources that were surely published later, and what rests on them alone. A source without a date of
    publication stays, unless it tells as past what happened later: no page is older than its news. So it is with a page
    that bears an earlier date by mistake.

    Asked of what `known_by` gives, `valid_on` tells what held as far as it was known; the other way round, what of that
    which held was known. The two differ where a date was told later than what it dates, or where a page without a date
    is dated by its news.

    Args:
        data: The dataset.
        day: The day; of a month or year, what was published by its last day stays.

    Raises:
        ValueError: It is no day.
    """
    wanted = day_of(day)
    news = data.kept(_news)
    later = {
        source.id
        for source in data.sources
        if (source.published is not None and source.published.after(wanted))
        or any(when.after(wanted) for when in news.get(source.id, ()))
    }

    def cites(citation: Citation) -> bool:
        return citation.source not in later

    return pruned(data, keeps=lambda item: not isinstance(item, Record) or item.id not in later, cites=cites)


def _news(data: Dataset) -> dict[str, list[PartialDate]]:
    """Return for each source the days of what it tells as past, periods by the day on which they begin."""
    found: dict[str, list[PartialDate]] = {}
    for event in data.events:
        if event.modality is not Modality.HAPPENED or event.when is None:
            continue
        day = event.when.start if isinstance(event.when, Period) else event.when
        if day is not None:
            for citation in citations_for(event, "modality"):
                found.setdefault(citation.source, []).append(day)
    return found
