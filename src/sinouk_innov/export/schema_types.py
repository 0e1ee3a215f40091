"""Which type and which property of schema.org says what ours says, and no more?

schema.org is release 30.0 (<https://schema.org/version/30.0>). Where it has nothing that fits, the wider type stands.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sinouk_innov.model.event import Event
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.source import Source
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

    from sinouk_innov.model.record import Identifier, Record

__all__ = ["CAPACITIES", "RELATIONS", "can_act", "register_page", "type_of"]

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
_ALWAYS = {"person": "Person", "centre": "Organization", "remark": "Claim"}

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

RELATIONS: Mapping[RelationKind, str] = MappingProxyType(
    {RelationKind.MEMBER_OF: "memberOf", RelationKind.FUNDED_BY: "funder", RelationKind.FOUNDED_BY: "founder"}
)
"""How the subject of a relation names its object, both of them bodies or people."""

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
        >>> type_of(load()["org-trinity-college"])
        'CollegeOrUniversity'
    """
    match record:
        case Organisation():
            return _BODIES.get(record.kind, "Organization")
        case Place():
            return _PLACES.get(record.kind, "Place")
        case Initiative():
            return _INITIATIVES.get(record.kind, "Thing")
        case Event():
            sure = record.modality in {Modality.HAPPENED, Modality.PLANNED}
            return _EVENTS.get(record.kind, "Event") if sure else None
        case Source():
            return _SOURCES.get(record.kind, "CreativeWork")
        case Statistic():
            return "Observation" if record.status is StatisticStatus.REPORTED else None
        case Relation():
            return None
        case _:
            return _ALWAYS[record.kind_name]


def register_page(identifier: Identifier) -> str | None:
    """Return the address under which a register shows what an identifier stands for, or None where it has none.

    Examples:
        >>> from sinouk_innov.model.record import Identifier
        >>> register_page(Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q170322"))
        'https://www.wikidata.org/entity/Q170322'
    """
    pattern = _REGISTERS.get(identifier.scheme)
    return None if pattern is None else pattern.format(identifier.value)


def can_act(record_id: str) -> bool:
    """Tell whether an id is that of a body or person, who can be a member, funder or founder."""
    return record_id[:3] in {"org", "cen", "per"}
