"""Which FollowTheMoney schema is a record of, and does it become an entity at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.export.ftm_entities import cleaned
from sinouk_innov.model.event import Event
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.place import Place
from sinouk_innov.model.vocabularies import Modality, OrganisationKind, PlaceKind

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Name, Record

__all__ = ["schemas_of"]

_PUBLIC = frozenset(
    {
        OrganisationKind.GOVERNMENT,
        OrganisationKind.MINISTRY,
        OrganisationKind.BUREAU,
        OrganisationKind.AGENCY,
        OrganisationKind.DIPLOMATIC_MISSION,
        OrganisationKind.MANAGEMENT_COMMITTEE,
        OrganisationKind.PUBLIC_INSTITUTION,
    }
)
_TERRITORIES = frozenset(
    {
        PlaceKind.COUNTRY,
        PlaceKind.REGION,
        PlaceKind.PROVINCE,
        PlaceKind.COUNTY,
        PlaceKind.CITY,
        PlaceKind.DISTRICT,
    }
)
_SCHEMAS = {"src": "Article", "per": "Person", "cen": "Organization", "ini": "Project", "evt": "Event", "rem": "Note"}


def _schema_of(record: Record) -> str | None:
    """Return the schema of a record; None for a kind of which nothing becomes an entity of its own."""
    if isinstance(record, Place):
        return "Territory" if record.kind in _TERRITORIES else "Address"
    if isinstance(record, Organisation):
        if record.kind in _PUBLIC:
            return "PublicBody"
        return "Company" if record.kind is OrganisationKind.COMPANY else "Organization"
    if isinstance(record, Event) and record.modality is Modality.DENIED:
        return None
    return _SCHEMAS.get(record.prefix)


def schemas_of(data: Dataset) -> dict[str, str]:
    """Return the schema of each record that becomes an entity, by its id.

    None becomes one that was said not to have taken place, or of whose names the format takes none.
    """
    found: dict[str, str] = {}
    for record in data:
        schema = _schema_of(record)
        if schema is not None and _is_nameable(record, schema):
            found[record.id] = schema
    return found


def _is_nameable(record: Record, schema: str) -> bool:
    # Every schema wants a name, but for documents and notes.
    names: tuple[Name, ...] | None = getattr(record, "names", None)
    if names is None:
        text = record.label
        return cleaned(schema, "title" if schema == "Article" else "description", text) is not None
    texts = [name.text for name in names] or [record.label]
    return any(cleaned(schema, "name", text) is not None for text in texts)
