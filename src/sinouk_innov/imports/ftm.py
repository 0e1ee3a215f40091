"""Who and what stands in FollowTheMoney entities, as records?

People with their posts, bodies, territories, events and the links that our model has are read. What it has no place
for, private matters above all, is left out and told.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov.dates import PartialDate
from sinouk_innov.imports.ftm_entities import Entity, entities_in, lines_in, listed
from sinouk_innov.imports.intake import UNDETERMINED, Intake, Spot, term_of
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Name, Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import (
    Capacity,
    CentreKind,
    EventKind,
    IdentifierScheme,
    Modality,
    NameKind,
    OrganisationKind,
    PlaceKind,
    Rank,
    RelationKind,
    Sector,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import Period
    from sinouk_innov.errors import Problem
    from sinouk_innov.model.source import Source
    from sinouk_innov.terms import Term

__all__ = ["from_ftm"]

_NAMES = {"name": None, "alias": None, "weakAlias": None, "previousName": NameKind.FORMER}
_POSTS = {
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
    "Membership": ("member", "organization"),
}
_LINKS = {
    "UnknownLink": ("subject", "object", None),
    "Ownership": ("asset", "owner", RelationKind.OWNED_BY),
    "Succession": ("successor", "predecessor", RelationKind.SUCCESSOR_OF),
    "Membership": ("member", "organization", RelationKind.MEMBER_OF),
}
_FIELDS = {"part of": "part_of", "seated in": "seat", "located in": "place", "run by": "operators"}
_GUESTS = ("per-", "org-", "cen-")
_NO_KIND = "the model has no record of this kind, or no link"
_UNCLEAR = "it does not say whether it is a person or a body"
_NO_BODY = "a post belongs to a body, and none is named"


def from_ftm(
    data: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
    *,
    source: Source | str,
    language: str = UNDETERMINED,
    skipped: list[Problem] | None = None,
) -> Dataset:
    """Return the people, posts, bodies, places, events and links of FollowTheMoney entities, for `merge`.

    Nothing is made up: a kind or rank that no entity tells is `other`. A mere `LegalEntity` is left out, and so is an
    event whose keywords do not tell whether it took place, in our words.

    Args:
        data: A file with one entity a line as JSON, or entities as plain data; of an `EntityProxy` its `to_dict()`.
        source: The document that every fact is cited to: the record, or the id of one that is there already.
        language: The language of names, as BCP 47: entities tell none.
        skipped: A list to which is added what was not taken over, with the reason and place of each.

    Raises:
        InvalidDataError: Something is wrong with the entities; `.problems` has everything, with its place.
        FileNotFoundError: There is no such file.

    Examples:
        >>> person = {"id": "a1", "schema": "Person", "properties": {"name": ["Ada Example"]}}
        >>> [person.label for person in from_ftm([person], source="src-example").people]
        ['Ada Example']
    """
    if isinstance(data, str | os.PathLike):
        intake = Intake(source, Path(data).name, language, skipped)
        items = lines_in(intake, data)
    else:
        intake = Intake(source, "", language, skipped)
        items = listed(data)
    return _Reading(intake, entities_in(intake, items)).dataset()


class _Reading:
    """Entities being read, and the ids that their records get."""

    def __init__(self, intake: Intake, entities: dict[str, Entity]) -> None:
        self._intake = intake
        self._entities = entities
        self._ids = {key: ours for key, entity in entities.items() if (ours := self._id(entity)) is not None}
        self._roles: dict[str, list[Role]] = {}
        self._fields: dict[str, dict[str, list[str]]] = {}
        self._guests: dict[str, dict[str, Participation]] = {}

    def dataset(self) -> Dataset:
        """Return the records, or raise every problem."""
        for entity in self._entities.values():
            self._between(entity)
        for key, entity in self._entities.items():
            ours = self._ids.get(key)
            if ours is None:
                if not entity.is_a("Interval"):
                    unclear = entity.schema == "LegalEntity"
                    self._intake.skip(entity.spot, _UNCLEAR if unclear else _NO_KIND)
                continue
            {"per": self._person, "org": self._body, "cen": self._body, "pla": self._place, "evt": self._event}[
                ours[:3]
            ](entity, ours)
            entity.skip_rest()
        return self._intake.dataset()

    def _id(self, entity: Entity) -> str | None:
        names = entity.all("name")
        label = names[0] if names else entity.key
        if entity.is_a("Person"):
            return self._intake.id_of("per", label, entity.key)
        if entity.is_a("Organization"):
            return self._intake.id_of("org", label, entity.key, "org", "cen")
        if entity.is_a("Territory") or (entity.is_a("Address") and names and not entity.key.endswith("-spot")):
            return self._intake.id_of("pla", label, entity.key)
        if entity.schema == "Event":
            return self._intake.id_of("evt", label, entity.key)
        return None

    def _refer(self, entity: Entity, prop: str) -> str | None:
        """Return the id of the record that a property refers to, or None where it becomes none."""
        key = entity.first(prop)
        if key is not None and key not in self._entities:
            self._intake.wrong(entity.spot.at(prop), f"no entity has the id {key!r:.80}")
        return self._ids.get(key or "")

    # --- links --------------------------------------------------------------------------------------------------

    def _between(self, entity: Entity) -> None:
        """Read an entity that stands between others."""
        if entity.schema == "Occupancy":
            self._occupancy(entity)
        elif entity.schema in _POSTS and entity.schema != "Membership":
            self._post(entity)
        elif entity.schema == "Membership":
            role = entity.first("role")
            titled = role is not None and term_of(RelationKind, role) is None
            if titled and (self._refer(entity, "member") or "").startswith("per-"):
                self._post(entity)
            else:
                self._link(entity)
        elif entity.schema in _LINKS:
            self._link(entity)
        elif entity.is_a("Interval") and entity.key not in self._ids:
            self._intake.skip(entity.spot, _NO_KIND)

    def _period(self, entity: Entity) -> Period | None:
        start = self._intake.day(entity.spot.at("startDate"), entity.first("startDate"))
        end = self._intake.day(entity.spot.at("endDate"), entity.first("endDate"))
        return self._intake.period(entity.spot, start, end)

    def _occupancy(self, entity: Entity) -> None:
        holder, post = self._refer(entity, "holder"), self._entities.get(entity.first("post") or "")
        if post is None or not post.is_a("Position"):
            self._intake.wrong(entity.spot.at("post"), "refers to no position")
            return
        body = self._refer(post, "organization")
        rank = next((rank for word in post.all("keywords") if (rank := term_of(Rank, word)) is not None), Rank.OTHER)
        self._role(entity, holder, body, [(post.spot.at("name"), text) for text in post.all("name")], rank)

    def _post(self, entity: Entity) -> None:
        holder, body = _POSTS[entity.schema]
        titles = [(entity.spot.at("role"), text) for text in entity.all("role")[:1]]
        if not titles:
            self._intake.skip(entity.spot, "a post has a title, and none is given")
            return
        self._role(entity, self._refer(entity, holder), self._refer(entity, body), titles, Rank.OTHER)

    def _role(
        self, entity: Entity, holder: str | None, body: str | None, texts: list[tuple[Spot, str]], rank: Rank
    ) -> None:
        period = self._period(entity)
        if holder is None or not holder.startswith("per-") or body is None:
            self._intake.skip(entity.spot, _NO_BODY)
            return
        entity.skip_rest()
        titles = self._intake.distinct((spot, self._intake.name(spot, text)) for spot, text in texts)
        cited = (self._intake.cite(entity.spot),)
        role = self._intake.attempt(
            entity.spot, lambda: Role(titles=titles, rank=rank, body=body, period=period, citations=cited)
        )
        held = self._roles.setdefault(holder, [])
        if role is not None and role.key in {other.key for other in held}:
            self._intake.skip(entity.spot, "a person has one post of a title in a body, and has it already")
        elif role is not None:
            held.append(role)

    def _link(self, entity: Entity) -> None:
        """Read a link: as a relation, as a field of its subject, or as a participation in its object."""
        one, two, usual = _LINKS[entity.schema]
        subject, other = self._refer(entity, one), self._refer(entity, two)
        role = entity.first("role")
        if subject is None or other is None:
            self._intake.skip(entity.spot, "one of its ends becomes no record")
            return
        kind, field = usual or term_of(RelationKind, role), _FIELDS.get(role or "")
        capacity = term_of(Capacity, role)
        if usual is None and field is not None:
            self._fields.setdefault(subject, {}).setdefault(field, []).append(other)
        elif usual is None and capacity is not None and other.startswith("evt-") and subject.startswith(_GUESTS):
            self._participation(entity, subject, other, capacity)
        elif kind is None or kind is RelationKind.OTHER:
            self._intake.skip(entity.spot, "its role is no kind of link that the model has")
        else:
            self._relation(entity, subject, kind, other)
        entity.skip_rest()

    def _participation(self, entity: Entity, subject: str, event: str, capacity: Capacity) -> None:
        cited = (self._intake.cite(entity.spot),)
        role = entity.first("summary")
        note = "the file does not say in which capacity" if capacity is Capacity.OTHER else None
        part = self._intake.attempt(
            entity.spot,
            lambda: Participation(entity=subject, capacity=capacity, role=role, note=note, citations=cited),
        )
        if part is not None:
            self._guests.setdefault(event, {}).setdefault(part.key, part)

    def _relation(self, entity: Entity, subject: str, kind: RelationKind, other: str) -> None:
        ours = self._intake.id_of("rel", kind.value, entity.key)
        fields: dict[str, Any] = {"period": self._period(entity), "qualifier": entity.first("summary")}
        cited = (self._intake.cite(entity.spot),)
        self._intake.add(
            entity.spot,
            lambda: Relation(id=ours, subject=subject, kind=kind, object=other, citations=cited, **fields),
        )

    # --- records ------------------------------------------------------------------------------------------------

    def _names(self, entity: Entity) -> tuple[Name, ...]:
        found: list[tuple[Spot, Name | None]] = []
        parts = (
            {"family": entity.first("lastName"), "given": entity.first("firstName")} if entity.is_a("Person") else {}
        )
        for prop, kind in (*_NAMES.items(), ("abbreviation", NameKind.ACRONYM)):
            if prop == "abbreviation" and not entity.is_a("LegalEntity"):
                continue
            for number, text in enumerate(entity.all(prop)):
                spot = entity.spot.at(f"{prop}[{number}]")
                first = {} if found else {key: part for key, part in parts.items() if part is not None and part in text}
                found.append((spot, self._intake.name(spot, text, kind=kind, **first)))
        return self._intake.distinct(found)

    def _kind(self, words: list[str], vocabulary: type[Term], entity: Entity) -> tuple[Term, str | None]:
        found = next((term for word in words if (term := term_of(vocabulary, word)) is not None), None)
        if found is not None and found.value != "other":
            return found, None
        return vocabulary.parse("other"), f"the file says {', '.join([entity.schema, *words])[:200].strip()}"

    def _add(self, entity: Entity, record: type[Any], ours: str, why: str | None, fields: dict[str, Any]) -> None:
        plain = {name: fields[name] for name in fields if not _is_linked(fields[name])}
        cited = self._intake.cite_fields(entity.spot, plain, why)

        def build() -> Record:
            made: Record = record(id=ours, citations=cited, note=why, **fields)
            return made

        if fields["names"]:
            self._intake.add(entity.spot, build)

    def _person(self, entity: Entity, ours: str) -> None:
        fields: dict[str, Any] = {"names": self._names(entity), "honorific": entity.first("title")}
        fields["roles"] = tuple(self._roles.get(ours, ()))
        self._add(entity, Person, ours, None, fields)

    def _body(self, entity: Entity, ours: str) -> None:
        is_centre = ours.startswith("cen-")
        words = entity.all("classification")
        if entity.is_a("Company") and not is_centre and not words:
            words = [OrganisationKind.COMPANY.value]
        kind, why = self._kind(words, CentreKind if is_centre else OrganisationKind, entity)
        fields: dict[str, Any] = {"names": self._names(entity), "kind": kind, "website": entity.first("website")}
        fields |= {"identifiers": self._identifiers(entity), "sectors": self._sectors(entity)}
        links = self._fields.get(ours, {})
        if is_centre:
            cited = (self._intake.cite(entity.spot),)
            fields["part_of"] = tuple(PartOf(whole=whole, citations=cited) for whole in links.pop("part_of", ()))
            fields["place"] = self._one(entity, links, "place")
            fields["operators"] = tuple(dict.fromkeys(links.pop("operators", ())))
        else:
            fields["part_of"] = self._one(entity, links, "part_of")
            fields["seat"] = self._one(entity, links, "seat")
        for field in links:
            self._intake.skip(entity.spot.at(field), "a record of this kind has no such link")
        self._add(entity, Centre if is_centre else Organisation, ours, why, fields)

    def _one(self, entity: Entity, links: dict[str, list[str]], field: str) -> str | None:
        found = links.pop(field, [])
        if found[1:]:
            self._intake.skip(entity.spot.at(field), "one value is kept, and there are more")
        return found[0] if found else None

    def _identifiers(self, entity: Entity) -> tuple[Identifier, ...]:
        found: dict[str, Identifier] = {}
        texts = [f"{IdentifierScheme.WIKIDATA}:{value}" for value in entity.all("wikidataId")]
        for text in [*texts, *(entity.all("idNumber") if entity.is_a("LegalEntity") else [])]:
            scheme, _, value = text.partition(":")
            known = term_of(IdentifierScheme, scheme)
            if known is None:
                self._intake.skip(entity.spot.at("idNumber"), "the file does not say of which register")
                continue
            made = self._identifier(entity.spot, known, value)
            if made is not None:
                found.setdefault(made.key, made)
        return tuple(found.values())

    def _identifier(self, spot: Spot, scheme: IdentifierScheme, value: str) -> Identifier | None:
        cited = (self._intake.cite(spot),)
        return self._intake.attempt(spot, lambda: Identifier(scheme=scheme, value=value, citations=cited))

    def _sectors(self, entity: Entity) -> tuple[SectorLink, ...]:
        found: dict[str, SectorLink] = {}
        for text in entity.all("sector"):
            sector = term_of(Sector, text)
            if sector is None or sector is Sector.OTHER:
                self._intake.skip(entity.spot.at("sector"), "a sector that the model does not have")
                continue
            cited = (self._intake.cite(entity.spot),)
            link = SectorLink(sector=sector, standing=Standing.NAMED, citations=cited)
            found.setdefault(link.key, link)
        return tuple(found.values())

    def _place(self, entity: Entity, ours: str) -> None:
        kind, why = self._kind(entity.all("level") or entity.all("keywords"), PlaceKind, entity)
        fields: dict[str, Any] = {"names": self._names(entity), "kind": kind}
        fields["identifiers"] = self._identifiers(entity)
        links = self._fields.get(ours, {})
        whole = self._refer(entity, "partOf") if entity.is_a("Territory") else None
        fields["part_of"] = whole or self._one(entity, links, "part_of")
        for field in links:
            self._intake.skip(entity.spot.at(field), "a record of this kind has no such link")
        spot = entity if entity.is_a("Address") else self._entities.get(entity.first("addressEntity") or "")
        if spot is not None and spot.is_a("Address"):
            for prop in ("latitude", "longitude"):
                text = spot.first(prop)
                if text is not None:
                    fields[prop] = self._degrees(spot.spot.at(prop), text)
        self._add(entity, Place, ours, why, fields)

    def _degrees(self, spot: Spot, text: str) -> float | None:
        return self._intake.attempt(spot, lambda: float(text))

    def _event(self, entity: Entity, ours: str) -> None:
        words = entity.all("keywords")
        modality = next((term for word in words if (term := term_of(Modality, word)) is not None), None)
        if modality is None:
            self._intake.skip(entity.spot, "its keywords do not say whether it took place")
            return
        kind, why = self._kind([word for word in words if word != modality.value], EventKind, entity)
        day = self._intake.day(entity.spot.at("date"), entity.first("date"))
        links = self._fields.get(ours, {})
        fields: dict[str, Any] = {"names": self._names(entity), "kind": kind, "modality": modality}
        fields["when"] = self._period(entity) if day is None else PartialDate(day)
        fields["part_of"] = self._one(entity, links, "part_of")
        fields["participations"] = tuple(self._guests.get(ours, {}).values())
        cited = [self._intake.cite(entity.spot)]
        if why is not None:
            cited = [*self._intake.cite_fields(entity.spot, {"kind": kind}, why), *cited]
        self._intake.add(entity.spot, lambda: Event(id=ours, citations=tuple(cited), note=why, **fields))


def _is_linked(value: object) -> bool:
    """Tell whether a value is a tuple of parts, which carry citations of their own."""
    return isinstance(value, tuple) and any(isinstance(item, Part) for item in cast("tuple[object, ...]", value))
