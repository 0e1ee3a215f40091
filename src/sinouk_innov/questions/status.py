"""How far has a centre or an undertaking come by a day, and by which event?"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate, Period, day_of
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_in
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import EventKind, InitiativeKind, Modality
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Status", "StatusKind", "status_of"]


class StatusKind(Term):
    """How far has something come?"""

    UNKNOWN = "unknown", "no source that was read tells a step of it by then"
    DENIED = "denied", "it is said not to have come about"
    ANNOUNCED = "announced", "it was announced or planned"
    AGREED = "agreed", "it was agreed on, signed or approved"
    FOUNDED = "founded", "it was founded or launched; whether its doors are open is not told"
    UNDER_CONSTRUCTION = "under_construction", "building had begun; whether it opened is not told"
    OPENED = "opened", "it opened"
    CLOSED = "closed", "it closed or ended"


_STEPS = {
    EventKind.ANNOUNCEMENT: StatusKind.ANNOUNCED,
    EventKind.SIGNING: StatusKind.AGREED,
    EventKind.AGREEMENT: StatusKind.AGREED,
    EventKind.APPROVAL: StatusKind.AGREED,
    EventKind.FOUNDING: StatusKind.FOUNDED,
    EventKind.LAUNCH: StatusKind.FOUNDED,
    EventKind.CONSTRUCTION: StatusKind.UNDER_CONSTRUCTION,
    EventKind.OPENING: StatusKind.OPENED,
    EventKind.CLOSURE: StatusKind.CLOSED,
}
# What is built is theirs, and they are not.
_NOT_BUILT = frozenset({InitiativeKind.AGREEMENT, InitiativeKind.JOINT_VENTURE})
_ORDER = {kind: place for place, kind in enumerate(StatusKind)}


@frozen(repr=False)
class Status:
    """How far something has come.

    Attributes:
        record: The centre or initiative.
        kind: The furthest step that is sure.
        event: The event that says so; None where the status is unknown.
        since: When that was, as precise as its source; None where that is not stated, or the status unknown.
        seen: The last day by then on which a source that tells of it was published; after it nothing is known. None
            where no such source bears a date.
        held: True where the day that was asked for lies from the step to the last source; None where it does not, or
            may not, or the step is open. Without a day, whether there is a status at all.
        possible: Steps that it may have come to besides, each with the event that leaves it open.
        reason: What is not known, in words; empty where nothing is.
        facts: The addresses of the events.
    """

    record: Record
    kind: StatusKind
    event: Event | None
    since: PartialDate | Period | None
    seen: PartialDate | None
    held: bool | None
    possible: tuple[tuple[StatusKind, Event], ...]
    reason: str
    facts: tuple[FactRef, ...]

    def __str__(self) -> str:
        since = "" if self.since is None else f", {self.since}"
        event = "" if self.event is None else f" ({self.event.label})"
        seen = "" if self.seen is None else f"; last told of {self.seen}"
        maybe = ", ".join(dict.fromkeys(str(kind).replace("_", " ") for kind, _ in self.possible))
        return f"{self.kind.replace('_', ' ')}{since}{event}{seen}{f'; possibly {maybe}' if maybe else ''}"

    def __repr__(self) -> str:
        return f"<Status of {self.record.label}: {self}>"


def status_of(data: Dataset, record: str | Record, on: str | dt.date | PartialDate | None = None) -> Status:
    """Return how far a centre or initiative has come, by the events that are about it.

    The steps come in the order of a life: announced, agreed, founded, under construction, opened, closed. A step of an
    earlier stage sets nothing back, since a park that opened may build on; what closed is open again only where an
    opening surely came later. What is planned was announced when the first source that tells of the plan was published.

    Args:
        data: The dataset.
        record: The centre or initiative, or its id.
        on: A day: steps that surely came later do not count, and those that may have are `possible`.

    Raises:
        UnknownIdError: There is no such centre or initiative.
        ValueError: `on` is no day.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> status_of(load(), "cen-oscar", on="2018-12").kind
        StatusKind.OPENED
    """
    found = data[record if isinstance(record, str) else record.id]
    if not isinstance(found, Centre | Initiative):
        raise UnknownIdError("centre or initiative", found.id)
    day = None if on is None else day_of(on)
    steps = list(_steps(data, found))
    certain = [step for step in steps if _by(step[2], day) and step[1].modality is not Modality.CLAIMED]
    kind, event, when = _furthest(certain)
    ahead = [step for step in steps if step not in certain and _by(step[2], day) is not False]
    possible = [(step, one) for step, one, _ in ahead if _ORDER[step] > _ORDER[kind]] + _reopened(kind, certain)
    events = ([] if event is None else [event]) + [one for _, one in possible]
    seen = _seen(data, found, day)
    return Status(
        record=found,
        kind=kind,
        event=event,
        since=when,
        seen=seen,
        held=_held(when, day, seen, kind),
        possible=tuple(possible),
        reason=_reason(possible, when, event),
        facts=tuple(dict.fromkeys(FactRef(one.id) for one in events)),
    )


Step = tuple[StatusKind, Event, PartialDate | Period | None]


def _steps(data: Dataset, record: Centre | Initiative) -> Iterator[Step]:
    """Yield each step of a life, the event that it was, and when it came."""
    for event in data.kept(_events_about).get(record.id, ()):
        kind = _STEPS.get(event.kind)
        if event.modality is Modality.DENIED:
            yield StatusKind.DENIED, event, event.when
        elif event.modality is Modality.PLANNED:
            yield StatusKind.ANNOUNCED, event, _first_told(data, event)
        elif kind is not None and not (kind is StatusKind.UNDER_CONSTRUCTION and record.kind in _NOT_BUILT):
            yield kind, event, event.when


def _events_about(data: Dataset) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in data.events:
        for topic in event.about:
            found.setdefault(data.current(topic), []).append(event)
    return found


def _first_told(data: Dataset, event: Event) -> PartialDate | None:
    """Return no later than when a plan was told: the first publication of those that are known."""
    told = (data.sources[citation.source].published for _, citation in citations_in(event))
    first = min((day.latest for day in told if day is not None and day.latest is not None), default=None)
    return None if first is None else PartialDate(f"[..{first}]")


def _by(when: PartialDate | Period | None, day: PartialDate | None) -> bool | None:
    """Tell whether a step had come by a day; None where it may have come later."""
    if day is None:
        return True
    if when is None:
        return None
    start = when if isinstance(when, PartialDate) else when.start
    if start is None or day.latest is None or day.earliest is None:
        return None
    if start.after(day):
        return False
    return True if start.latest is not None and start.latest <= day.earliest else None


def _furthest(steps: list[Step]) -> tuple[StatusKind, Event | None, PartialDate | Period | None]:
    """Return the furthest of sure steps; of several of one sort the one that had come by the earliest day."""
    if not steps:
        return StatusKind.UNKNOWN, None, None
    furthest = max((kind for kind, _, _ in steps), key=_ORDER.__getitem__)
    closed = [step for step in steps if step[0] is StatusKind.CLOSED]
    again = [
        step for step in steps if step[0] is StatusKind.OPENED and closed and all(_after(step, one) for one in closed)
    ]
    wanted = again or [step for step in steps if step[0] is furthest]
    return min(wanted, key=lambda step: (_latest(step[2]), step[1].id))


def _latest(when: PartialDate | Period | None) -> int:
    last = None if when is None else when.latest
    return dt.date.max.toordinal() if last is None else last.toordinal()


def _after(step: Step, other: Step) -> bool:
    return step[2] is not None and other[2] is not None and step[2].after(other[2]) is True


def _reopened(kind: StatusKind, steps: list[Step]) -> list[tuple[StatusKind, Event]]:
    """Return the openings that may have come after all that closed it."""
    if kind is not StatusKind.CLOSED:
        return []
    closed = [step for step in steps if step[0] is StatusKind.CLOSED]
    opened = [step for step in steps if step[0] is StatusKind.OPENED]
    return [(step[0], step[1]) for step in opened if not any(_after(one, step) for one in closed)]


def _seen(data: Dataset, record: Record, day: PartialDate | None) -> PartialDate | None:
    """Return the last known publication by a day of a source that tells of a record or of what happened to it."""
    tellers = [record, *data.kept(_events_about).get(record.id, ())]
    days = {
        published
        for one in tellers
        for _, citation in citations_in(one)
        if (published := data.sources[citation.source].published) is not None
        and published.earliest is not None
        and (day is None or not published.after(day))
    }
    return max(days, key=lambda found: found.sort_key, default=None)


def _held(
    when: PartialDate | Period | None, day: PartialDate | None, seen: PartialDate | None, kind: StatusKind
) -> bool | None:
    if kind is StatusKind.UNKNOWN:
        return None
    if day is None:
        return True
    if when is None or seen is None or day.latest is None or seen.earliest is None:
        return None
    return True if day.latest <= seen.earliest else None


def _reason(possible: list[tuple[StatusKind, Event]], when: PartialDate | Period | None, event: Event | None) -> str:
    reasons = [f"when it was is not stated: {event.id}"] if event is not None and when is None else []
    for kind, one in possible:
        day = None if one.modality is Modality.PLANNED else one.when
        open_ = "only claimed" if one.modality is Modality.CLAIMED else f"of {day or 'an unknown day'}"
        reasons.append(f"{kind.replace('_', ' ')} by {one.id}, {open_}")
    return "; ".join(reasons)
