"""A few records, made by hand, for tests that need what no document says."""

from __future__ import annotations

from typing import Any

from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, parse_when
from sinouk_innov.evidence import Citation, fingerprint, passage_words
from sinouk_innov.model.belonging import PartOf
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import (
    Capacity,
    CentreKind,
    EventKind,
    NameKind,
    OrganisationKind,
    PlaceKind,
    PublisherKind,
    Rank,
    SourceKind,
)

DAYS = sorted(
    {str(event.when) for event in load().events if isinstance(event.when, PartialDate)}
    | {str(source.published) for source in load().sources if source.published is not None}
)
"""The dates that stand in the bundled data, where questions about days are most telling."""


def source(slug: str, published: str | None = None, **fields: Any) -> Source:
    """Make a source."""
    given: dict[str, Any] = {
        "kind": SourceKind.parse("news"),
        "title": f"Title of {slug}",
        "publisher": f"Publisher of {slug}",
        "publisher_kind": PublisherKind.parse("media"),
        "published": None if published is None else PartialDate(published),
        "language": "en",
    }
    return Source(id=f"src-{slug}", **(given | fields))


def citation(slug: str, passage: str | None = None, **fields: Any) -> Citation:
    """Make a citation of a source, and of a passage of it."""
    given: dict[str, Any] = {}
    if passage is not None:
        given = {"words": len(passage_words(passage)), "fingerprint": fingerprint(passage)}
    return Citation(source=f"src-{slug}", **(given | fields))


def name(text: str, *citations: Citation, language: str = "en") -> Name:
    """Make a name."""
    return Name(text=text, language=language, kind=NameKind.OFFICIAL, citations=citations)


def place(slug: str, part_of: str | None = None, kind: PlaceKind = PlaceKind.CITY, **fields: Any) -> Place:
    """Make a place."""
    given: dict[str, Any] = {"names": (name(slug),)}
    return Place(id=f"pla-{slug}", kind=kind, part_of=part_of, **(given | fields))


def centre(slug: str, *wholes: str, at: str | None = None, **fields: Any) -> Centre:
    """Make a centre."""
    parts = tuple(PartOf(whole=whole, qualifier="core area of") for whole in wholes)
    given: dict[str, Any] = {"names": (name(slug),), "part_of": parts}
    return Centre(id=f"cen-{slug}", kind=CentreKind.SCIENCE_PARK, place=at, **(given | fields))


def organisation(slug: str, seat: str | None = None, **fields: Any) -> Organisation:
    """Make an organisation."""
    given: dict[str, Any] = {"names": (name(slug),)}
    return Organisation(id=f"org-{slug}", kind=OrganisationKind.COMPANY, seat=seat, **(given | fields))


def person(slug: str, *roles: Role, **fields: Any) -> Person:
    """Make a person."""
    given: dict[str, Any] = {"names": (name(slug),)}
    return Person(id=f"per-{slug}", roles=roles, **(given | fields))


def role(title: str, body: str, *citations: Citation, **fields: Any) -> Role:
    """Make a post."""
    return Role(titles=(name(title, *citations),), rank=Rank.HEAD, body=body, citations=citations, **fields)


def event(slug: str, when: str | None = None, *guests: Participation, **fields: Any) -> Event:
    """Make an event."""
    day = None if when is None else parse_when(when)
    given: dict[str, Any] = {"kind": EventKind.VISIT}
    return Event(id=f"evt-{slug}", when=day, participations=guests, **(given | fields))


def guest(entity: str, *citations: Citation, **fields: Any) -> Participation:
    """Make a participation."""
    return Participation(entity=entity, capacity=Capacity.GUEST, citations=citations, **fields)


def dataset(*records: Record, **redirects: str) -> Dataset:
    """Hold records together; a redirect is given with underscores for hyphens."""
    return Dataset.of(records, redirects={retired.replace("_", "-"): to for retired, to in redirects.items()})
