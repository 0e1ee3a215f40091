"""Who held which post, and on which day is that known?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate, day_of
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.vocabularies import Modality

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.event import Participation
    from sinouk_innov.model.record import Record

__all__ = ["Holding", "people_at", "roles_of", "sightings"]


@frozen(repr=False)
class Holding:
    """A person in a post.

    Attributes:
        person: The person.
        role: The post.
        held: True where a source shows the person in the post on the day that was asked for, or, where none was, at
            all; None where it is not known.
        seen: When the post was shown, as far as known: when its sources were published, and the days of the events at
            which the same passages show the person.
        fact: The address of the role.
    """

    person: Person
    role: Role
    held: bool | None
    seen: tuple[PartialDate, ...]
    fact: FactRef

    def __repr__(self) -> str:
        held = "held" if self.held else "not known"
        return f"<Holding {self.person.label}: {self.role.title}, {self.role.body}, {held}>"


def roles_of(data: Dataset, person: str | Person, on: str | dt.date | PartialDate | None = None) -> tuple[Holding, ...]:
    """Return the posts of a person, in the order of the record.

    Nobody's tenure is made up: a post that was seen in May and in October is not known to have been held in July.

    Args:
        data: The dataset.
        person: The person, or the id.
        on: A day. Posts that were surely not held then, because a source gives their period, are left out; the others
            have `held` True where a source shows the person in the post on that day, else None.

    Raises:
        UnknownIdError: There is no such person.
        ValueError: `on` is no day.
    """
    found = data.people[person if isinstance(person, str) else person.id]
    return tuple(_holdings(data, found, None if on is None else day_of(on)))


def people_at(data: Dataset, body: str | Record, on: str | dt.date | PartialDate | None = None) -> tuple[Holding, ...]:
    """Return who has a post at a body itself, by person; its parts and the body that it belongs to are asked apart.

    Args:
        data: The dataset.
        body: The organisation or centre, or its id.
        on: A day, as in `roles_of`.

    Raises:
        UnknownIdError: There is no such body.
        ValueError: `on` is no day.
    """
    body_id = data[body if isinstance(body, str) else body.id].id
    day = None if on is None else day_of(on)
    people = data.kept(_staff).get(body_id, ())
    return tuple(holding for person in people for holding in _holdings(data, person, day, body_id))


def _staff(data: Dataset) -> dict[str, tuple[Person, ...]]:
    """Return for each body the people with a post at it, in the order of their table."""
    found: dict[str, dict[str, Person]] = {}
    for person in data.people:
        for role in person.roles:
            found.setdefault(role.body, {})[person.id] = person
    return {body: tuple(people.values()) for body, people in found.items()}


def _holdings(data: Dataset, person: Person, day: PartialDate | None, body_id: str | None = None) -> Iterator[Holding]:
    """Yield the posts of a person, or those at one body."""
    for role in person.roles:
        if body_id is not None and role.body != body_id:
            continue
        seen = sightings(data, person, role)
        held = _held(role, seen, day)
        if held is not False:
            yield Holding(person, role, held, seen, FactRef(person.id, "roles", role.key))


def _held(role: Role, seen: tuple[PartialDate, ...], day: PartialDate | None) -> bool | None:
    if day is None:
        return True
    covered = None if role.period is None else role.period.covers(day)
    if covered is not None:
        return covered
    return True if day.is_exact and day in seen else None


def sightings(data: Dataset, person: Person, role: Role) -> tuple[PartialDate, ...]:
    """Return when a post was shown, as far as known: see `Holding.seen`."""
    passages = {(citation.source, citation.fingerprint) for citation in role.citations}
    days = {data.sources[source].published for source, _ in passages}
    for day, participation in data.kept(_appearances).get(person.id, ()):
        if _shared(participation.citations, passages):
            days.add(day)
    return tuple(sorted((day for day in days if day is not None), key=lambda day: day.sort_key))


def _appearances(data: Dataset) -> dict[str, list[tuple[PartialDate, Participation]]]:
    """Return for each id on which days it took part in something that happened."""
    found: dict[str, list[tuple[PartialDate, Participation]]] = {}
    for event in data.events:
        if not isinstance(event.when, PartialDate) or not event.when.is_exact:
            continue
        # What is planned, claimed or denied shows nobody anywhere.
        if event.modality is not Modality.HAPPENED:
            continue
        for participation in event.participations:
            if participation.entity is not None:
                found.setdefault(participation.entity, []).append((event.when, participation))
    return found


def _shared(citations: tuple[Citation, ...], passages: set[tuple[str, str | None]]) -> bool:
    return any(
        citation.fingerprint is not None and (citation.source, citation.fingerprint) in passages
        for citation in citations
    )
