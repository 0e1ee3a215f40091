"""What does the data look like as Popolo, the shape in which civic projects exchange people and posts?

Popolo (<https://www.popoloproject.com/specs/>) has people, organisations, memberships, posts, areas, events and
speeches. Undertakings, figures and most links have no place in it, and are told in the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov import spelling
from sinouk_innov.codec import print_json
from sinouk_innov.export.account import MISSING, digest
from sinouk_innov.export.guards import inert_json
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.export.plain_dates import prefix_dates
from sinouk_innov.export.popolo_objects import Draft, Json, Sheet
from sinouk_innov.files import write_text
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import Capacity, RelationKind

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset, Release
    from sinouk_innov.export.ledger import Ledger, Progress
    from sinouk_innov.model.record import Record

__all__ = ["to_popolo", "write_popolo"]

_SHAPE = "popolo"
_TABLES = ("persons", "organizations", "memberships", "posts", "areas", "events", "speeches")
_NO_PLACE = "the format has no place for this"
_REASONS = {
    "names": "what is of this kind has one name here",
    "identifiers": "an area has one identifier",
    "sectors": "the format knows no sectors",
    "operators": "a body has one parent and no operators",
    "part_of": "a body has one parent, which is a body",
    "about": "the format cannot say what this is about",
    "participations": "only people attend who are said to have been there; of bodies one is named, an organiser",
}
_PRESENT = frozenset(
    {
        Capacity.HOST,
        Capacity.GUEST,
        Capacity.LEADER,
        Capacity.CHAIR,
        Capacity.SPEAKER,
        Capacity.SIGNATORY,
        Capacity.WITNESS,
        Capacity.ACCOMPANYING,
        Capacity.ATTENDEE,
    }
)
_NO_FIGURES = "the format knows no figures"
_NO_UNDERTAKINGS = "the format knows no undertakings"
_NO_LINKS = "the format knows no links but memberships"
_NO_VOICE = "the format holds what people say, and no voice without a speaker"
_NO_SOURCE = "a source is named only where a fact rests on it, by address, title, publisher and date"


def to_popolo(data: Dataset, *, progress: Progress | None = None) -> Exported[dict[str, Any]]:
    """Return the data as one Popolo document, with a ledger of what it lost.

    Its lists are `persons`, `organizations` (centres among them), `memberships`, `posts`, `areas`, `events` and
    `speeches`, each sorted by id; `meta` tells the title, version, date and licence of the dataset. Each object names
    in its `sources` what it rests on: the address opens the page at the passage. A speech is a gist in our own words,
    of the type `summary`.

    Args:
        data: The dataset.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> popolo = to_popolo(load()).value
        >>> person = next(person for person in popolo["persons"] if person["id"] == "per-xianghui-bian")
        >>> person["name"], person["family_name"]
        ('Xianghui Bian', 'Bian')
    """
    tally = Tally(data, _SHAPE, progress)
    draft = Draft(data, tally)
    made: dict[str, dict[str, Json]] = {table: {} for table in _TABLES}
    with refused_halves(data):
        for record in tally.records():
            _add(draft, record, made)
    for area in _sites(draft):
        made["areas"][area["id"]] = area
    for source in data.sources:
        _tell_source(draft, source)
    lists = {table: [objects[key] for key in sorted(objects)] for table, objects in made.items()}
    return Exported(_meta(data.release) | lists, tally.ledger())


def write_popolo(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as a Popolo JSON file, and return what it lost.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_popolo(data, progress=progress)
    write_text(path, inert_json(print_json(exported.value)))
    return exported.ledger


def _meta(release: Release) -> Json:
    said = {
        "title": release.title,
        "version": release.data_version,
        "as_of": release.as_of,
        "licence": release.licence,
    }
    said = {key: value for key, value in said.items() if value}
    return {"meta": said} if said else {}


def _add(draft: Draft, record: Record, made: dict[str, dict[str, Json]]) -> None:
    default = _NO_PLACE
    match record:
        case Source():
            return
        case Place():
            made["areas"][record.id] = _area(draft, record)
        case Organisation() | Centre():
            made["organizations"][record.id] = _organization(draft, record)
        case Person():
            made["persons"][record.id] = _person(draft, record, made)
        case Event():
            made["events"][record.id] = _event(draft, record)
        case Relation():
            default = _member(draft, record, made)
        case Remark():
            default = _speech(draft, record, made)
        case _:
            default = _NO_FIGURES if record.prefix == "sta" else _NO_UNDERTAKINGS
    draft.lose(record, default, _REASONS if default is _NO_PLACE else None)


def _tell_source(draft: Draft, source: Source) -> None:
    sheet = Sheet(draft, source)
    if source.id in draft.told:
        sheet.keep("title")
        sheet.keep("publisher")
        sheet.keep("url")
        if source.published is not None:
            # The date stands in the note of each link to the source.
            sheet.keep_date("published", source.published, "start_date", "end_date")
        sheet.keep_record("title")
    draft.lose(source, _NO_SOURCE)


# --- places and bodies ----------------------------------------------------------------------------------------------


def _area(draft: Draft, place: Place) -> Json:
    sheet = Sheet(draft, place, id=place.id, classification=place.kind.value)
    sheet.keep_names(place.names[:1])
    sheet.keep_record("names", place.names[0].key)
    sheet.keep("kind")
    if place.identifiers:
        first = place.identifiers[0]
        sheet.set(identifier=first.key)
        sheet.keep("identifiers", first.key)
    if place.latitude is not None:
        sheet.set(geometry={"type": "Point", "coordinates": [place.longitude, place.latitude]})
        sheet.keep("latitude")
        sheet.keep("longitude")
    parent = draft.area_id(place.part_of)
    if parent is not None:
        sheet.set(parent_id=parent)
        sheet.keep("part_of")
    return sheet.done()


def _sites(draft: Draft) -> list[Json]:
    """Return an area for each centre whose site other objects lie in."""
    made: dict[str, Json] = {}
    while draft.sites.keys() - made.keys():
        for site, centre in sorted(draft.sites.items()):
            area = {"id": site, "name": centre.label, "classification": centre.kind.value}
            parent = draft.area_id(centre.place)
            made[site] = area if parent is None else area | {"parent_id": parent}
    return list(made.values())


def _organization(draft: Draft, body: Organisation | Centre) -> Json:
    sheet = Sheet(draft, body, id=body.id)
    sheet.keep_names(body.names)
    sheet.keep_record("names", body.names[0].key)
    sheet.set(classification=body.kind.value)
    sheet.keep("kind")
    if body.identifiers:
        sheet.set(identifiers=[{"scheme": item.scheme.value, "identifier": item.value} for item in body.identifiers])
        for item in body.identifiers:
            sheet.keep("identifiers", item.key)
    if body.website is not None:
        sheet.keep_address("website", body.website)
    field, site = ("place", body.place) if isinstance(body, Centre) else ("seat", body.seat)
    area = draft.area_id(site)
    if area is not None:
        sheet.set(area_id=area)
        sheet.keep(field)
    _parent(draft, sheet, body)
    return sheet.done()


def _parent(draft: Draft, sheet: Sheet, body: Organisation | Centre) -> None:
    if isinstance(body, Organisation):
        if body.part_of is not None and draft.holds(body.part_of):
            sheet.set(parent_id=body.part_of)
            sheet.keep("part_of")
        return
    for part in body.part_of:
        if not part.whole.startswith("pla-") and draft.holds(part.whole):
            sheet.set(parent_id=part.whole)
            lost = [] if part.qualifier is None else [("qualifier", "a parent has no qualifier")]
            sheet.keep("part_of", part.key, lost)
            return


# --- people ---------------------------------------------------------------------------------------------------------


def _person(draft: Draft, person: Person, made: dict[str, dict[str, Json]]) -> Json:
    sheet = Sheet(draft, person, id=person.id)
    sheet.keep_names(person.names, parts=True)
    sheet.keep_record("names", person.names[0].key)
    if person.honorific is not None:
        # Chinese forms of address, such as 女士, follow the name.
        suffix = spelling.is_character(person.honorific[0])
        sheet.set(**{"honorific_suffix" if suffix else "honorific_prefix": person.honorific})
        sheet.keep("honorific")
    for role in person.roles:
        if draft.holds(role.body):
            membership, post = _membership(draft, person, role)
            made["memberships"][membership["id"]] = membership
            made["posts"][post["id"]] = post
    return sheet.done()


def _membership(draft: Draft, person: Person, role: Role) -> tuple[Json, Json]:
    """Return a membership and the post that it holds: who bears the same titles in a body holds the same post."""
    titles = [title.text for title in role.titles]
    post: Json = {
        "id": f"post-{role.body}-{digest(role.body, role.rank.value, *titles)}",
        "label": role.title,
        "role": role.rank.value,
        "organization_id": role.body,
    }
    if titles[1:]:
        post["other_label"] = titles[1:]
    sheet = Sheet(
        draft,
        person,
        id=f"membership-{person.id}-{digest(role.key)}",
        person_id=person.id,
        organization_id=role.body,
        post_id=post["id"],
        role=role.title,
    )
    losses = [("language and kind of titles", "a title has no language and no kind")]
    if any(title.period is not None or title.note is not None for title in role.titles):
        losses.append(("period and notes of titles", "a title is a text and no more"))
    if any(not set(title.citations) <= set(role.citations) for title in role.titles):
        losses.append(("citations of titles", "a membership names what it rests on as a whole"))
    if role.period is not None:
        dates = prefix_dates(role.period)
        sheet.set(start_date=dates.start, end_date=dates.end)
        losses += [(f"period.{part}", reason) for part, reason in dates.losses]
    sheet.keep("roles", role.key, losses)
    return sheet.done(), post


def _member(draft: Draft, relation: Relation, made: dict[str, dict[str, Json]]) -> str:
    """Add the membership that a relation is, if it is one, and return why the rest of it is lost."""
    ends = (relation.subject, relation.object)
    bodies = relation.object.startswith(("org-", "cen-")) and relation.subject.startswith(("per-", "org-", "cen-"))
    if relation.kind is not RelationKind.MEMBER_OF or not bodies:
        return _NO_LINKS
    if any(not draft.holds(end) for end in ends):
        return MISSING
    sheet = Sheet(draft, relation, id=relation.id, organization_id=relation.object)
    if relation.subject.startswith("per-"):
        sheet.set(person_id=relation.subject)
    else:
        sheet.set(member={"id": relation.subject, "name": draft.data[relation.subject].label})
    sheet.keep(None)
    sheet.keep_record(None)
    for field in ("subject", "kind", "object"):
        sheet.keep(field)
    if relation.qualifier is not None:
        sheet.set(label=relation.qualifier)
        sheet.keep("qualifier")
    if relation.period is not None:
        sheet.keep_date("period", relation.period, "start_date", "end_date")
    made["memberships"][relation.id] = sheet.done()
    return _NO_PLACE


# --- events and speeches --------------------------------------------------------------------------------------------


def _event(draft: Draft, event: Event) -> Json:
    sheet = Sheet(draft, event, id=event.id, classification=event.kind.value, status=event.modality.value)
    sheet.keep(None)
    sheet.keep_record(None)
    sheet.keep("kind")
    sheet.keep("modality")
    sheet.keep_names(event.names[:1])
    if event.when is not None:
        sheet.keep_date("when", event.when, "start_date", "end_date")
    if event.where is not None and draft.holds(event.where):
        sheet.set(location=draft.data[event.where].label)
        sheet.keep("where", losses=[("reference", "a location is a text")])
    if event.part_of is not None and draft.holds(event.part_of):
        sheet.set(parent_id=event.part_of)
        sheet.keep("part_of")
    _attendees(draft, sheet, event)
    return sheet.done()


def _attendees(draft: Draft, sheet: Sheet, event: Event) -> None:
    attendees: dict[str, Json] = {}
    organiser: str | None = None
    for part in event.participations:
        entity = part.entity
        if entity is None or not draft.holds(entity):
            continue
        losses = [
            (name, "an attendee is a person and no more")
            for name in ("role", "on_behalf_of", "group")
            if getattr(part, name) is not None
        ]
        if entity.startswith("per-") and part.capacity in _PRESENT:
            attendees[entity] = {"id": entity, "name": draft.data[entity].label}
            if part.capacity is not Capacity.ATTENDEE:
                losses.insert(0, ("capacity", "an attendee is a person and no more"))
            sheet.keep("participations", part.key, losses)
        elif not entity.startswith("per-") and part.capacity is Capacity.ORGANISER and organiser is None:
            organiser = entity
            sheet.keep("participations", part.key, losses)
    sheet.set(organization_id=organiser)
    if attendees:
        sheet.set(attendees=[attendees[entity] for entity in sorted(attendees)])


def _speech(draft: Draft, remark: Remark, made: dict[str, dict[str, Json]]) -> str:
    """Add the speech that a remark is, if it has a speaker, and return why the rest of it is lost."""
    speaker = remark.speaker
    if speaker is None:
        return _NO_VOICE
    if not draft.holds(speaker):
        return MISSING
    sheet = Sheet(draft, remark, id=remark.id, type="summary", text=remark.gist)
    sheet.keep(None)
    sheet.keep_record(None)
    sheet.keep("gist")
    if speaker.startswith("per-"):
        sheet.set(creator_id=speaker)
        sheet.keep("speaker")
    else:
        sheet.set(attribution_text=draft.data[speaker].label)
        sheet.keep("speaker", losses=[("reference", "a speaker that is no person is a text")])
    if remark.event is not None and draft.holds(remark.event):
        sheet.set(event_id=remark.event)
        sheet.keep("event")
    made["speeches"][remark.id] = sheet.done()
    return _NO_PLACE
