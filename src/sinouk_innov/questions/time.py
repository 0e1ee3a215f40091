"""What happened when, and what came first as far as that is known?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate, Period, day_of
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.place import Place
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.places import within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = ["Moment", "timeline"]


@frozen(repr=False)
class Moment:
    """An event in a timeline.

    Attributes:
        event: The event.
        inside: True where it, or a part of it, surely lies in the time that was asked for; None where it may.
        unordered: The ids of the events in the timeline that may have come before it or after it.
        fact: The address of its date, or of the event where it has none.
    """

    event: Event
    inside: bool | None
    unordered: tuple[str, ...]
    fact: FactRef

    @property
    def when(self) -> PartialDate | Period | None:
        """When the event took place, as precise as its source."""
        return self.event.when

    def __repr__(self) -> str:
        when = "undated" if self.when is None else str(self.when)
        modality = "" if self.event.modality is Modality.HAPPENED else f", {self.event.modality}"
        return f"<Moment {when}: {self.event.label}{modality}>"


def timeline(
    data: Dataset,
    about: str | Record | None = None,
    start: str | dt.date | PartialDate | None = None,
    end: str | dt.date | PartialDate | None = None,
) -> tuple[Moment, ...]:
    """Return events in the order of their dates, as far as these go; undated ones last.

    The order in which they come is one that the dates allow: by the first day of each date, or the last where only that
    is known. `unordered` tells for each which others it cannot be ordered against.

    Args:
        data: The dataset.
        about: A record, or its id: only events that it took part in, that were about it or parts of it, or that took
            place there or in what lies there.
        start: A day: no events that surely ended before it.
        end: A day: no events that surely began after it.

    Raises:
        UnknownIdError: There is no such record.
        ValueError: `start` or `end` is no day, or they stand the wrong way round.
    """
    first = None if start is None else day_of(start)
    last = None if end is None else day_of(end)
    if first is not None and last is not None and last.before(first):
        raise ValueError(f"the time ends on {last}, before it starts on {first}")
    topic = None if about is None else data[about if isinstance(about, str) else about.id]
    there = {record.id for record in within(data, topic)} if isinstance(topic, Place | Centre) else set[str]()
    events = [
        (event, inside)
        for event in data.events
        if topic is None or topic.id in _touched(event) or event.where in there
        if (inside := _inside(event.when, first, last)) is not False
    ]
    events.sort(key=lambda pair: _order(pair[0]))
    return tuple(
        Moment(
            event,
            inside,
            tuple(other.id for other, _ in events if other.id != event.id and not _ordered(event, other)),
            FactRef(event.id) if event.when is None else FactRef(event.id, "when"),
        )
        for event, inside in events
    )


def _touched(event: Event) -> Iterator[str]:
    yield event.id
    yield from event.about
    yield from (place for place in (event.where, event.part_of) if place is not None)
    for participation in event.participations:
        yield from (body for body in (participation.entity, participation.on_behalf_of) if body is not None)


def _inside(when: PartialDate | Period | None, first: PartialDate | None, last: PartialDate | None) -> bool | None:
    if first is None and last is None:
        return True
    if when is None:
        return None
    outside = [when.before(first)] if first is not None else []
    outside += [when.after(last)] if last is not None else []
    if True in outside:
        return False
    return None if None in outside else True


def _order(event: Event) -> tuple[object, ...]:
    """Return what a timeline is sorted by.

    Any day within the bounds of a date keeps what is surely earlier before what is surely later. Taken is the first, or
    the last where only that is known: what happened no later than 2019 stands there, not at the beginning of time.
    """
    when = event.when
    if when is None:
        return (True, event.id)
    day = when.earliest or when.latest
    return (False, 0 if day is None else day.toordinal(), when.sort_key, event.id)


def _ordered(one: Event, other: Event) -> bool:
    if one.when is None or other.when is None:
        return False
    return bool(one.when.before(other.when)) or bool(one.when.after(other.when))
