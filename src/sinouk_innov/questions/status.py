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
from sinouk_innov.model.facts import citations_for, citations_in
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
# A plan to go there, to talk, to staff or to close it tells nothing of how it is to come about.
_NO_PLANS = frozenset({EventKind.VISIT, EventKind.MEETING, EventKind.APPOINTMENT, EventKind.CLOSURE})
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
        since: When that was, as precise as its source; where no date is stated, no later than it was first told. None
            where that is not known either, or the status is unknown.
        seen: The last day by then on which a source that tells of it was published; after it nothing is known. None
            where no such source bears a date.
        held: True where the day that was asked for lies from the step to the last source; None where it does not, or
            may not, or the step is open. Without a day, whether there is a status at all.
        possible: Steps that it may have come to besides, each with the event that leaves it open; denials among them.
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
    opening surely came later. What is planned was announced when the first source that tells of the plan was published,
    and what happened had happened by then, whatever its own date leaves open; a source without a date of publication
    counts from the day on which it was read. A denial stands against the step that it denies and those beyond, unless
    another surely came after it.

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
    steps = [step for step in _steps(data, found, day) if step.by is not False]
    certain = [step for step in steps if step.by and step.event.modality is not Modality.CLAIMED]
    reached = _furthest([step for step in certain if step.kind is not StatusKind.DENIED])
    last = _denial(certain, reached) or reached
    possible = tuple((step.kind, step.event) for step in _open(steps, certain, reached) if step != last)
    events = ([] if last is None else [last.event]) + [event for _, event in possible]
    seen = _seen(data, found, day)
    kind, when = (StatusKind.UNKNOWN, None) if last is None else (last.kind, last.when)
    return Status(
        record=found,
        kind=kind,
        event=None if last is None else last.event,
        since=when,
        seen=seen,
        held=_held(when, day, seen, kind),
        possible=possible,
        reason=_reason(possible, certain, last),
        facts=tuple(dict.fromkeys(FactRef(event.id) for event in events)),
    )


# --- the steps ------------------------------------------------------------------------------------------------------


@frozen
class _Step:
    """A step of a life: the event that it was, when it came, and whether it had come by the day that was asked for."""

    kind: StatusKind
    event: Event
    when: PartialDate | Period | None
    by: bool | None

    def surely_after(self, other: _Step) -> bool:
        return self.when is not None and other.when is not None and self.when.after(other.when) is True


def _steps(data: Dataset, record: Centre | Initiative, day: PartialDate | None) -> Iterator[_Step]:
    for event in data.kept(_events_about).get(record.id, ()):
        kind = _STEPS.get(event.kind)
        told = _first_told(data, event)
        if event.modality is Modality.DENIED:
            if kind is not None and kind is not StatusKind.CLOSED:
                yield _Step(StatusKind.DENIED, event, told, _by(told, day))
        elif event.modality is Modality.PLANNED:
            if event.kind not in _NO_PLANS:
                yield _Step(StatusKind.ANNOUNCED, event, told, _by(told, day))
        elif kind is not None and not (kind is StatusKind.UNDER_CONSTRUCTION and record.kind in _NOT_BUILT):
            by = _by(event.when, day)
            # Nobody tells of what has not happened yet; told later, it may have happened before.
            yield _Step(kind, event, event.when or told, (_by(told, day) or None) if by is None else by)


def _events_about(data: Dataset) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in data.events:
        for topic in event.about:
            found.setdefault(data.current(topic), []).append(event)
    return found


def _first_told(data: Dataset, event: Event) -> PartialDate | None:
    """Return no later than when it was told that an event happened, is planned, or did not happen."""
    sources = (data.sources[citation.source] for citation in citations_for(event, "modality"))
    days = (source.published or source.accessed for source in sources)
    first = min((day.latest for day in days if day is not None and day.latest is not None), default=None)
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


# --- which of them stands -------------------------------------------------------------------------------------------


def _furthest(steps: list[_Step]) -> _Step | None:
    """Return the furthest of sure steps; of several of one sort the one that had come by the earliest day."""
    furthest = max((step.kind for step in steps), key=_ORDER.__getitem__, default=None)
    closed = [step for step in steps if step.kind is StatusKind.CLOSED]
    again = [
        step
        for step in steps
        if step.kind is StatusKind.OPENED and closed and all(step.surely_after(one) for one in closed)
    ]
    wanted = again or [step for step in steps if step.kind is furthest]
    return min(wanted, key=_earliest_come, default=None)


def _earliest_come(step: _Step) -> tuple[int, str]:
    return _latest(step.when), step.event.id


def _denial(certain: list[_Step], reached: _Step | None) -> _Step | None:
    """Return the denial of a step beyond what was surely reached, or None."""
    beyond = [
        step
        for step in _denials(certain, certain)
        if reached is None or _ORDER[_STEPS[step.event.kind]] > _ORDER[reached.kind]
    ]
    return min(beyond, key=_earliest_come, default=None)


def _denials(steps: list[_Step], certain: list[_Step]) -> list[_Step]:
    """Return the denials that no sure step surely came after."""
    return [
        step
        for step in steps
        if step.kind is StatusKind.DENIED
        and not any(one.surely_after(step) for one in certain if one.kind is not StatusKind.DENIED)
    ]


def _open(steps: list[_Step], certain: list[_Step], reached: _Step | None) -> list[_Step]:
    """Return the steps that it may have come to besides what was surely reached."""
    order = _ORDER[StatusKind.UNKNOWN if reached is None else reached.kind]
    told = [step for step in steps if step.kind is not StatusKind.DENIED]
    ahead = [step for step in told if step not in certain and _ORDER[step.kind] > order]
    again = [
        step
        for step in told
        if reached is not None
        and reached.kind is StatusKind.CLOSED
        and step.kind is StatusKind.OPENED
        and not any(one.surely_after(step) for one in certain if one.kind is StatusKind.CLOSED)
    ]
    return [*ahead, *again, *_denials(steps, certain)]


def _latest(when: PartialDate | Period | None) -> int:
    last = None if when is None else when.latest
    return dt.date.max.toordinal() if last is None else last.toordinal()


# --- until when, and why not further --------------------------------------------------------------------------------


def _seen(data: Dataset, record: Record, day: PartialDate | None) -> PartialDate | None:
    """Return the last known publication by a day of a source that tells of a record or of what happened to it."""
    tellers = [record, *data.kept(_events_about).get(record.id, ())]
    days = {
        published
        for one in tellers
        for _, citation in citations_in(one)
        if (published := data.sources[citation.source].published) is not None
        and published.earliest is not None
        and (day is None or published.after(day) is False)
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


def _reason(possible: tuple[tuple[StatusKind, Event], ...], certain: list[_Step], last: _Step | None) -> str:
    reasons: list[str] = []
    if last is not None:
        if last.when is None:
            reasons.append(f"when it was is not known: {last.event.id}")
        rivals = (step for step in certain if step.kind is last.kind and not step.surely_after(last))
        reasons += [
            f"{step.event.id}, of {step.when or 'an unknown day'}, may have come first"
            for step in rivals
            if step.event != last.event and step.when != last.when
        ]
    for kind, event in possible:
        # What a plan or a denial dates is not itself.
        day = event.when if event.modality is Modality.HAPPENED else None
        open_ = "only claimed" if event.modality is Modality.CLAIMED else f"of {day or 'an unknown day'}"
        reasons.append(f"{kind.replace('_', ' ')} by {event.id}, {open_}")
    return "; ".join(reasons)
