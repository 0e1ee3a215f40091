"""Which FollowTheMoney entities do our records become?

One function per kind of record enters what the schemas have a place for, and notes what becomes of each fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.export.account import Facts, digest, facts_by_place
from sinouk_innov.export.ftm_entities import Entity, cleaned
from sinouk_innov.export.ftm_writer import CLEANED, NO_KIND, REFUSED, Writer
from sinouk_innov.export.plain_dates import prefix_dates
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import Capacity, IdentifierScheme, Modality, RelationKind

if TYPE_CHECKING:
    from sinouk_innov.model.facts import Fact
    from sinouk_innov.model.record import Record

__all__ = ["enter"]

_TERRITORY_CODES = frozenset({IdentifierScheme.ISO_3166_1, IdentifierScheme.ISO_3166_2})
_NO_PLACE = "the format has no place for this"
_NO_NAME = "no name of it is one that the format takes"
_NO_FIGURES = "the format knows no figures"
_NOT_SO = "was said not to have taken place, and the format could not say so"


def enter(writer: Writer, record: Record) -> None:
    """Enter a record, and note what becomes of each of its facts."""
    schema = writer.entities.schema_of(record.id)
    lost = _NO_PLACE
    if isinstance(record, Relation):
        _relation(writer, record)
    elif schema is None:
        denied = isinstance(record, Event) and record.modality is Modality.DENIED
        lost = _NO_FIGURES if record.prefix == "sta" else _NOT_SO if denied else _NO_NAME
    else:
        _entity(writer, record, writer.entities.add(record.id, schema))
    writer.lose(record, lost)


def _entity(writer: Writer, record: Record, entity: Entity) -> None:
    facts = facts_by_place(record)
    match record:
        case Source():
            _source(writer, record, entity, facts)
        case Place():
            _place(writer, record, entity, facts)
        case Organisation() | Centre():
            _body(writer, record, entity, facts)
        case Person():
            _person(writer, record, entity, facts)
        case Initiative():
            _initiative(writer, record, entity, facts)
        case Event():
            _event(writer, record, entity, facts)
        case Remark():
            _remark(writer, record, entity, facts)
        case _:  # pragma: no cover  figures and relations become no entities of their own
            raise TypeError(record.kind_name)


# --- documents, places, bodies ----------------------------------------------------------------------------------------


def _source(writer: Writer, source: Source, entity: Entity, facts: Facts) -> None:
    values = {
        "title": ("title", source.title),
        "publisher": ("publisher", source.publisher),
        "kind": ("keywords", source.kind.value),
        "url": ("sourceUrl", source.url),
        "language": ("language", source.language),
    }
    for field, (prop, value) in values.items():
        if value is not None:
            writer.put(entity, prop, value.partition("-")[0] if field == "language" else value, facts[field, None])
    for field, prop, when in (
        ("published", "publishedAt", source.published),
        ("accessed", "retrievedAt", source.accessed),
    ):
        if when is not None:
            writer.dates(entity, when, facts[field, None], (prop, prop))
    if source.lineage is not None:
        writer.refer(entity, "repeats", source.lineage, facts["lineage", None])
    writer.keep_record(source, facts["title", None])


def _place(writer: Writer, place: Place, entity: Entity, facts: Facts) -> None:
    writer.names(entity, place, place.names, facts)
    territory = entity.schema == "Territory"
    writer.put(entity, "level" if territory else "keywords", place.kind.value, facts["kind", None])
    for item in place.identifiers:
        fact = facts["identifiers", item.key]
        if item.scheme is IdentifierScheme.WIKIDATA:
            writer.put(entity, "wikidataId", item.value, fact)
        elif item.scheme in _TERRITORY_CODES and territory:
            writer.put(entity, "territoryCode", item.value, fact)
    if place.latitude is not None and place.longitude is not None:
        spot = entity if not territory else writer.entities.add(f"{place.id}-spot", "Address")
        if territory:
            spot.put("name", place.label, facts["names", place.names[0].key])
            entity.put("addressEntity", spot.id, facts["latitude", None])
        writer.put(spot, "latitude", repr(place.latitude), facts["latitude", None])
        writer.put(spot, "longitude", repr(place.longitude), facts["longitude", None])
    if place.part_of is None:
        return
    fact = facts["part_of", None]
    if territory and writer.entities.takes("Territory", "partOf", place.part_of):
        writer.put(entity, "partOf", place.part_of, fact)
    else:
        writer.refer(entity, "part of", place.part_of, fact)


def _body(writer: Writer, body: Organisation | Centre, entity: Entity, facts: Facts) -> None:
    writer.names(entity, body, body.names, facts)
    writer.put(entity, "classification", body.kind.value, facts["kind", None])
    for item in body.identifiers:
        wikidata = item.scheme is IdentifierScheme.WIKIDATA
        prop, value = ("wikidataId", item.value) if wikidata else ("idNumber", item.key)
        writer.put(entity, prop, value, facts["identifiers", item.key])
    if body.website is not None:
        writer.put(entity, "website", body.website, facts["website", None])
    for link in body.sectors:
        lost = ("standing and wording", "a sector is a text and no more")
        writer.put(entity, "sector", link.sector.value, facts["sectors", link.key], lost)
    if isinstance(body, Organisation):
        if body.part_of is not None:
            writer.refer(entity, "part of", body.part_of, facts["part_of", None])
        if body.seat is not None:
            writer.refer(entity, "seated in", body.seat, facts["seat", None])
        return
    if body.place is not None:
        writer.refer(entity, "located in", body.place, facts["place", None])
    for part in body.part_of:
        more = {} if part.qualifier is None else {"qualifier": part.qualifier}
        writer.refer(entity, "part of", part.whole, facts["part_of", part.key], **more)
    for operator in body.operators:
        writer.refer(entity, "run by", operator, facts["operators", operator])


# --- people -----------------------------------------------------------------------------------------------------------


def _person(writer: Writer, person: Person, entity: Entity, facts: Facts) -> None:
    writer.names(entity, person, person.names, facts)
    if person.honorific is not None:
        writer.put(entity, "title", person.honorific, facts["honorific", None])
    for role in person.roles:
        _role(writer, entity, role, facts["roles", role.key])


def _role(writer: Writer, person: Entity, role: Role, fact: Fact) -> None:
    if not writer.entities.takes("Position", "organization", role.body):
        return
    titles = [title.text for title in role.titles]
    if cleaned("Position", "name", titles[0]) is None:
        writer.drop(fact, REFUSED)
        return
    post = writer.entities.add(f"post-{digest(role.body, role.rank.value, *titles)}", "Position")
    post.put("organization", role.body, fact)
    post.put("keywords", role.rank.value, fact)
    losses: list[tuple[str, str]] = []
    for title in role.titles:
        taken = post.put("name", title.text, fact, language=title.language)
        losses += writer.name_losses(title)
        if not taken or not post.holds("name", title.text):
            losses.append(("titles", CLEANED if taken else REFUSED))
    held = writer.entities.add(f"occupancy-{digest(person.id, str(fact.ref))}", "Occupancy")
    held.put("holder", person.id, fact)
    held.put("post", post.id, fact)
    if role.period is not None:
        _, lost = writer.enter_dates(held, role.period, ("startDate", "endDate"), fact)
        losses += [(f"period.{part}", reason) for part, reason in lost]
    losses.append(("kind of titles", NO_KIND))
    writer.carry(held, fact, losses)


# --- undertakings and events ------------------------------------------------------------------------------------------


def _initiative(writer: Writer, initiative: Initiative, entity: Entity, facts: Facts) -> None:
    writer.names(entity, initiative, initiative.names, facts)
    writer.put(entity, "keywords", initiative.kind.value, facts["kind", None])
    for party in initiative.parties:
        _party(writer, entity, party, facts["parties", party.key])
    for operator in initiative.operators:
        fact = facts["operators", operator]
        ends = {"participant": operator, "project": entity.id}
        link = writer.entities.link("ProjectParticipant", ends, "operator", fact)
        if link is not None:
            writer.carry(link, fact)
    for sector in initiative.sectors:
        lost = ("standing and wording", "a keyword is a text and no more")
        writer.put(entity, "keywords", sector.sector.value, facts["sectors", sector.key], lost)
    if initiative.part_of is not None:
        writer.refer(entity, "part of", initiative.part_of, facts["part_of", None])
    if initiative.outcome is not None:
        writer.put(entity, "summary", initiative.outcome, facts["outcome", None])


def _party(writer: Writer, entity: Entity, party: Party, fact: Fact) -> None:
    if party.entity is None:
        _mention(writer, entity, party, fact)
        return
    ends = {"participant": party.entity, "project": entity.id}
    link = writer.entities.link("ProjectParticipant", ends, party.capacity.value, fact)
    if link is not None:
        writer.carry(link, fact)


def _mention(writer: Writer, entity: Entity, part: Party | Participation, fact: Fact, *losses: tuple[str, str]) -> None:
    """Enter the label of those who have no record of their own."""
    lost = ("capacity", "those without a record are mentioned by name only")
    writer.put(entity, "namesMentioned", part.label or "", fact, lost, *losses)


def _event(writer: Writer, event: Event, entity: Entity, facts: Facts) -> None:
    if event.names:
        writer.names(entity, event, event.names, facts)
    else:
        # The schema wants a name, and the label is what the event is called in all our texts.
        entity.put("name", event.label)
        writer.keep_record(event, facts[None, None])
    writer.carry(entity, facts[None, None])
    writer.put(entity, "keywords", event.kind.value, facts["kind", None])
    writer.put(entity, "keywords", event.modality.value, facts["modality", None])
    if event.when is not None:
        one = prefix_dates(event.when).start == prefix_dates(event.when).end
        writer.dates(entity, event.when, facts["when", None], ("date", "date") if one else ("startDate", "endDate"))
    if event.where is not None and writer.refer(entity, "held in", event.where, facts["where", None]) is not None:
        entity.put("location", writer.data[event.where].label, facts["where", None])
    if event.part_of is not None:
        writer.refer(entity, "part of", event.part_of, facts["part_of", None])
    for about in event.about:
        writer.refer(entity, "about", about, facts["about", about])
    for part in event.participations:
        _participation(writer, entity, part, facts["participations", part.key])


def _participation(writer: Writer, entity: Entity, part: Participation, fact: Fact) -> None:
    lost = [
        (name, "a link between two has no third end and no group")
        for name in ("on_behalf_of", "group")
        if getattr(part, name) is not None
    ]
    if part.entity is None:
        if part.role is not None:
            lost.append(("role", "those without a record are mentioned by name only"))
        _mention(writer, entity, part, fact, *lost)
        return
    ends = {"subject": part.entity, "object": entity.id}
    link = writer.entities.link("UnknownLink", ends, part.capacity.value, fact)
    if link is None:
        return
    prop = "organizer" if part.capacity is Capacity.ORGANISER else "involved"
    entity.put(prop, part.entity, fact)
    if part.role is not None:
        lost += writer.describe(link, {"role": part.role})
    writer.carry(link, fact, lost)


# --- relations and remarks --------------------------------------------------------------------------------------------


def _relation(writer: Writer, relation: Relation) -> None:
    facts = facts_by_place(relation)
    fact = facts[None, None]
    subject, other = relation.subject, relation.object
    tries = {
        RelationKind.SUCCESSOR_OF: ("Succession", {"predecessor": other, "successor": subject}),
        RelationKind.MEMBER_OF: ("Membership", {"member": subject, "organization": other}),
        RelationKind.OWNED_BY: ("Ownership", {"owner": other, "asset": subject}),
    }
    link: Entity | None = None
    if relation.kind in tries:
        link = writer.entities.link(*tries[relation.kind], relation.kind.value, fact)
    if link is None:
        ends = {"subject": subject, "object": other}
        link = writer.entities.link("UnknownLink", ends, relation.kind.value, fact)
    if link is None:
        return
    writer.carry(link, fact)
    writer.keep_record(relation, fact)
    for field in ("subject", "kind", "object"):
        writer.carry(link, facts[field, None])
    if relation.period is not None:
        writer.dates(link, relation.period, facts["period", None], ("startDate", "endDate"))
    if relation.qualifier is not None:
        writer.put(link, "summary", relation.qualifier, facts["qualifier", None])


def _remark(writer: Writer, remark: Remark, entity: Entity, facts: Facts) -> None:
    writer.carry(entity, facts[None, None])
    writer.keep_record(remark, facts[None, None])
    writer.put(entity, "description", remark.gist, facts["gist", None])
    writer.put(entity, "keywords", remark.kind.value, facts["kind", None])
    for about in remark.about:
        if writer.entities.takes("Note", "entity", about):
            writer.put(entity, "entity", about, facts["about", about])
    if remark.event is not None:
        writer.refer(entity, "said at", remark.event, facts["event", None])
    for field, target in (("speaker", remark.speaker), ("on_behalf_of", remark.on_behalf_of)):
        if target is not None:
            writer.refer(entity, field.replace("_", " "), target, facts[field, None])
    for citation in remark.citations:
        ends = {"document": citation.source, "entity": entity.id}
        link = writer.entities.link("Documentation", ends, citation.basis.value)
        if link is not None and citation.paragraph is not None:
            link.put("summary", f"paragraph {citation.paragraph}")
