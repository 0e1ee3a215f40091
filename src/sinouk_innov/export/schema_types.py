"""Which type and which property of schema.org says what ours says, and no more?

schema.org is release 30.0 (<https://schema.org/version/30.0>). Where it has nothing that fits, the wider type stands.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sinouk_innov.model.event import Event
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    Capacity,
    EventKind,
    IdentifierScheme,
    InitiativeKind,
    Modality,
    OrganisationKind,
    PlaceKind,
    RelationKind,
    SourceKind,
    StatisticStatus,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinouk_innov.model.belonging import Identifier
    from sinouk_innov.model.record import Record
    from sinouk_innov.model.relation import Relation

__all__ = ["CAPACITIES", "register_page", "relation_property", "type_of"]

_BODIES = {
    OrganisationKind.GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.MINISTRY: "GovernmentOrganization",
    OrganisationKind.BUREAU: "GovernmentOrganization",
    OrganisationKind.AGENCY: "GovernmentOrganization",
    OrganisationKind.DIPLOMATIC_MISSION: "GovernmentOrganization",
    OrganisationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganisationKind.COLLEGE: "CollegeOrUniversity",
    OrganisationKind.MEDIA: "NewsMediaOrganization",
}
_PLACES = {
    PlaceKind.COUNTRY: "Country",
    PlaceKind.PROVINCE: "AdministrativeArea",
    PlaceKind.COUNTY: "AdministrativeArea",
    PlaceKind.CITY: "City",
    PlaceKind.DISTRICT: "AdministrativeArea",
}
# A project of schema.org is an organisation that works on something; a mere plan is a work.
_INITIATIVES = {
    InitiativeKind.PROGRAMME: "Project",
    InitiativeKind.PROJECT: "Project",
    InitiativeKind.PLAN: "CreativeWork",
    InitiativeKind.POLICY: "CreativeWork",
    InitiativeKind.STRATEGY: "CreativeWork",
    InitiativeKind.AGREEMENT: "CreativeWork",
    InitiativeKind.LIST: "CreativeWork",
    InitiativeKind.JOINT_VENTURE: "Organization",
}
_EVENTS = {EventKind.EXHIBITION: "ExhibitionEvent"}
_SOURCES = {
    SourceKind.NEWS: "NewsArticle",
    SourceKind.PRESS_RELEASE: "Article",
    SourceKind.POST: "Article",
    SourceKind.ENCYCLOPEDIA: "Article",
    SourceKind.WEB_PAGE: "WebPage",
    SourceKind.DIRECTORY_ENTRY: "WebPage",
    SourceKind.DATASET: "Dataset",
}
# Terms of two vocabularies may be the same text, so each kind of record has a table of its own.
_NARROWER: dict[str, Mapping[Any, str]] = {
    "organisation": _BODIES,
    "place": _PLACES,
    "initiative": _INITIATIVES,
    "event": _EVENTS,
    "source": _SOURCES,
}
_WIDEST = {
    "source": "CreativeWork",
    "place": "Place",
    "organisation": "Organization",
    "person": "Person",
    "centre": "Organization",
    "initiative": "Thing",
    "event": "Event",
    "statistic": "Observation",
    "remark": "Claim",
}

CAPACITIES: Mapping[Capacity, str] = MappingProxyType(
    {
        Capacity.ORGANISER: "organizer",
        Capacity.SPEAKER: "performer",
        Capacity.FUNDER: "funder",
        Capacity.HOST: "attendee",
        Capacity.GUEST: "attendee",
        Capacity.LEADER: "attendee",
        Capacity.CHAIR: "attendee",
        Capacity.SIGNATORY: "attendee",
        Capacity.WITNESS: "attendee",
        Capacity.ACCOMPANYING: "attendee",
        Capacity.ATTENDEE: "attendee",
    }
)
"""How an event names those who were there in a capacity; who was not there, or need not have been, has none."""

_RELATIONS = {
    RelationKind.MEMBER_OF: "memberOf",
    RelationKind.FUNDED_BY: "funder",
    RelationKind.FOUNDED_BY: "founder",
}
_BODY_TO_BODY = frozenset((subject, other) for subject in ("org", "cen") for other in ("org", "cen"))
_ENDS = {
    RelationKind.MEMBER_OF: _BODY_TO_BODY | {("per", "org"), ("per", "cen")},
    RelationKind.FUNDED_BY: _BODY_TO_BODY | {("org", "per"), ("cen", "per"), ("per", "org"), ("per", "cen")},
    RelationKind.FOUNDED_BY: _BODY_TO_BODY | {("org", "per"), ("cen", "per")},
}

_REGISTERS = {
    IdentifierScheme.GEONAMES: "https://www.geonames.org/{}",
    IdentifierScheme.WIKIDATA: "https://www.wikidata.org/entity/{}",
    IdentifierScheme.ROR: "https://ror.org/{}",
    IdentifierScheme.ISNI: "https://isni.org/isni/{}",
}


def type_of(record: Record) -> str | None:
    """Return the type of a record in schema.org.

    None stands for what must not be taken for something else there: an event that did not take place for certain, and
    is not planned either, or a figure that is no result; and for relations, which are no things.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> type_of(load()["org-trinity-college-cambridge"])
        'CollegeOrUniversity'
    """
    unsure = isinstance(record, Event) and record.modality not in {Modality.HAPPENED, Modality.PLANNED}
    no_result = isinstance(record, Statistic) and record.status is not StatisticStatus.REPORTED
    if unsure or no_result:
        return None
    widest = _WIDEST.get(record.kind_name)
    return _NARROWER.get(record.kind_name, {}).get(getattr(record, "kind", None), widest)


def register_page(identifier: Identifier) -> str | None:
    """Return the address under which a register shows what an identifier stands for, or None where it has none.

    Examples:
        >>> from sinouk_innov.model.belonging import Identifier
        >>> register_page(Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q170322"))
        'https://www.wikidata.org/entity/Q170322'
    """
    pattern = _REGISTERS.get(identifier.scheme)
    return None if pattern is None else pattern.format(identifier.value)


def relation_property(relation: Relation) -> str | None:
    """Return how the subject of a relation names its object, or None where schema.org has no word that fits.

    Nor has it one for what held for a time only: it would be told as if it held always.
    """
    if relation.period is not None:
        return None
    ends = relation.subject[:3], relation.object[:3]
    return _RELATIONS.get(relation.kind) if ends in _ENDS.get(relation.kind, ()) else None
