"""Who and what stands in a Popolo file, as records?

People with their memberships, organisations, areas and events are read. What the model has no place for, private
matters above all, is left out and told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov import codec
from sinouk_innov.dates import PartialDate
from sinouk_innov.imports.intake import UNDETERMINED, Intake, Spot, read_bytes, term_of
from sinouk_innov.imports.popolo_parts import NO_PLACE, Parts
from sinouk_innov.model.belonging import PartOf
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import (
    Capacity,
    CentreKind,
    EventKind,
    IdentifierScheme,
    Modality,
    OrganisationKind,
    PlaceKind,
    Rank,
    RelationKind,
)

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import Period
    from sinouk_innov.errors import Problem
    from sinouk_innov.evidence import Citation
    from sinouk_innov.imports.nodes import Node
    from sinouk_innov.model.record import Name
    from sinouk_innov.model.source import Source

__all__ = ["from_popolo"]

_PRIVATE = ("birth_date", "death_date", "gender", "pronouns", "image", "email", "national_identity", "contact_details")
_PRIVATE_REASON = "private matters are not kept"


def from_popolo(
    data: str | os.PathLike[str] | Mapping[str, Any],
    *,
    source: Source | str,
    language: str = UNDETERMINED,
    skipped: list[Problem] | None = None,
) -> Dataset:
    """Return the people, posts, organisations, areas and events of a Popolo document, for `merge`.

    Nothing is made up: a kind, rank or language that the file does not tell is `other` or `und`. An event is taken only
    if its status tells whether it took place, in our words.

    Args:
        data: A JSON file, or what one holds.
        source: The document that every fact is cited to: the record, or the id of one that is there already.
        language: The language of names of which the file tells none, as BCP 47.
        skipped: A list to which is added what was not taken over, with the reason and place of each.

    Raises:
        InvalidDataError: Something is wrong with the document; `.problems` has everything, with its place.
        FileNotFoundError: There is no such file.

    Examples:
        >>> found = from_popolo(
        ...     {
        ...         "persons": [{"id": "1", "name": "Ada Example"}],
        ...         "organizations": [{"id": "2", "name": "Example Park"}],
        ...         "memberships": [{"person_id": "1", "organization_id": "2", "role": "Director"}],
        ...     },
        ...     source="src-example",
        ... )
        >>> [str(role.title) for person in found.people for role in person.roles]
        ['Director']
    """
    file, plain = "", data
    if not isinstance(data, Mapping):
        file = Path(data).name
        plain = codec.parse_json(read_bytes(data), file)
    intake = Intake(source, file, language, skipped)
    if not isinstance(plain, Mapping):
        intake.wrong(Spot(file), "takes an object with lists such as persons and organizations")
        intake.check()
    return _Reading(intake, cast("Mapping[str, Any]", plain)).dataset()


class _Reading(Parts):
    """One document being read."""

    def dataset(self) -> Dataset:
        """Return the records, or raise every problem."""
        roles: dict[str, list[Role]] = {}
        for node in self.nodes["memberships"]:
            self._membership(node, None, roles)
        for node in self.nodes["persons"]:
            for nested in node.nodes("memberships"):
                self._membership(nested, node.text("id"), roles)
        for node in self.nodes["areas"]:
            self._area(node)
        for node in self.nodes["organizations"]:
            self._organization(node)
        for node in self.nodes["persons"]:
            self._person(node, roles)
        for node in self.nodes["events"]:
            self._event(node)
        for node in self.nodes["posts"]:
            # A post that nobody holds is held against the form too.
            self._titles(node, node)
            self.refer(node, "organization_id", "organizations")
            self.close(node)
        return self.intake.dataset()

    # --- areas and organisations --------------------------------------------------------------------------------

    def _area(self, node: Node) -> None:
        if self.ids["areas"].get(node.text("id") or "", "").startswith("cen-"):
            return
        kind, why = self.kind(node, PlaceKind)
        fields: dict[str, Any] = {"names": self.names(node), "kind": kind}
        fields["part_of"] = self.refer(node, "parent_id", "areas")
        scheme, _, value = (node.text("identifier") or "").partition(":")
        known = term_of(IdentifierScheme, scheme)
        if known is not None:
            identifier = self.identifier(node.spot.at("identifier"), known, value)
            fields["identifiers"] = () if identifier is None else (identifier,)
        elif scheme:
            self.intake.skip(node.spot.at("identifier"), "the file does not say of which register")
        fields |= self._point(node)
        self.close(node)
        self._add(node, "areas", Place, fields, why)

    def _point(self, node: Node) -> dict[str, float]:
        geometry = node.node("geometry")
        if geometry is None:
            return {}
        if geometry.text("type") != "Point":
            self.intake.skip(geometry.spot, "only points are kept")
            return {}
        found = geometry.numbers("coordinates")
        if len(found) not in {2, 3}:
            self.intake.wrong(geometry.spot.at("coordinates"), "a point has a longitude and a latitude")
            return {}
        return {"longitude": found[0], "latitude": found[1]}

    def _organization(self, node: Node) -> None:
        ours = self.ids["organizations"].get(node.text("id") or "", "")
        is_centre = ours.startswith("cen-")
        kind, why = self.kind(node, CentreKind if is_centre else OrganisationKind)
        fields: dict[str, Any] = {"names": self.names(node), "kind": kind, "website": self.website(node)}
        fields["identifiers"] = self.identifiers(node)
        whole = self.refer(node, "parent_id", "organizations")
        area = self.refer(node, "area_id", "areas")
        if is_centre:
            cited = (self.intake.cite(node.spot.at("parent_id")),)
            fields |= {"part_of": () if whole is None else (PartOf(whole=whole, citations=cited),), "place": area}
        else:
            fields |= {"part_of": whole, "seat": area}
        self.close(node)
        self._add(node, "organizations", Centre if is_centre else Organisation, fields, why)

    def _add(self, node: Node, table: str, record: type[Any], fields: dict[str, Any], why: str | None) -> None:
        ours = self.ids[table].get(node.text("id") or "")
        if ours is None or not fields["names"]:
            # What is missing was told when it was looked for.
            return
        cited = {name: value for name, value in fields.items() if not _is_parts(value)}
        citations = self.intake.cite_fields(node.spot, cited, why)
        self.intake.add(node.spot, lambda: record(id=ours, citations=citations, note=why, **fields))

    # --- people -------------------------------------------------------------------------------------------------

    def _person(self, node: Node, roles: dict[str, list[Role]]) -> None:
        ours = self.ids["persons"].get(node.text("id") or "")
        names = self.names(node)
        before, after = node.text("honorific_prefix"), node.text("honorific_suffix")
        if before is not None:
            node.skip("one form of address is kept", "honorific_suffix")
        for link in node.nodes("links"):
            link.address("url")
        node.skip(_PRIVATE_REASON, *_PRIVATE)
        node.skip(NO_PLACE, "links")
        self.close(node)
        if ours is None or not names:
            return
        held = tuple(roles.get(ours, ()))
        honorific = before or after
        citations = self.intake.cite_fields(node.spot, {"honorific": honorific})
        self.intake.add(
            node.spot, lambda: Person(id=ours, names=names, honorific=honorific, roles=held, citations=citations)
        )

    def _membership(self, node: Node, person_id: str | None, roles: dict[str, list[Role]]) -> None:
        post = self._post(node)
        holder = self.refer(node, "person_id", "persons") or self._member_id(node)
        if holder is None and person_id is not None and node.text("person_id") is None:
            holder = self.ids["persons"].get(person_id)
        body = self.refer(node, "organization_id", "organizations")
        if body is None and post is not None and node.text("organization_id") is None:
            body = self.refer(post, "organization_id", "organizations")
        titles = self._titles(node, post)
        # Dates are held against the form, whether or not the membership is taken over.
        self.period(node)
        if holder is None or body is None:
            self.intake.skip(node.spot, "the file does not say whose membership it is, or in what")
        elif titles and holder.startswith("per-"):
            self._role(node, None if post is None else post.text("role"), titles, body, roles.setdefault(holder, []))
        else:
            self._member(node, holder, body)
        node.skip("the model keeps on whose behalf someone acts at an event only", "on_behalf_of_id")
        node.skip(_PRIVATE_REASON, "contact_details")
        self.close(node)

    def _member_id(self, node: Node) -> str | None:
        member = node.node("member")
        foreign = None if member is None else member.text("id")
        if foreign is None:
            return None
        return self.ids["organizations"].get(foreign) or self.ids["persons"].get(foreign)

    def _post(self, node: Node) -> Node | None:
        foreign = node.text("post_id")
        if foreign is None:
            return None
        found = self.posts.get(foreign)
        if found is None:
            self.intake.wrong(node.spot.at("post_id"), f"nothing in posts has the id {foreign!r:.80}")
        return found

    def _titles(self, node: Node, post: Node | None) -> tuple[Name, ...]:
        texts: list[tuple[Spot, str]] = []
        for holder, key in ((node, "role"), (post, "label")):
            text = None if holder is None else holder.text(key)
            if holder is not None and text is not None and text not in {known for _, known in texts}:
                texts.append((holder.spot.at(key), text))
        texts += [] if post is None else post.texts("other_label")
        return self.intake.distinct((spot, self.intake.name(spot, text)) for spot, text in texts)

    def _role(self, node: Node, rank: str | None, titles: tuple[Name, ...], body: str, held: list[Role]) -> None:
        fields: dict[str, Any] = {"rank": term_of(Rank, rank) or Rank.OTHER, "period": self.period(node)}
        cited = (self.intake.cite(node.spot),)
        role = Role(titles=titles, body=body, citations=cited, **fields)
        if role.key in {other.key for other in held}:
            self.intake.skip(node.spot, "a person has one post of a title in a body, and has it already")
        else:
            held.append(role)

    def _member(self, node: Node, subject: str, whole: str) -> None:
        period, qualifier = self.period(node), node.text("label")
        ours = self.intake.id_of("rel", "member", "\x1f".join((subject, whole, str(period), qualifier or "")))
        fields: dict[str, Any] = {"period": period, "qualifier": qualifier, "citations": (self.intake.cite(node.spot),)}
        kind = RelationKind.MEMBER_OF
        self.intake.add(node.spot, lambda: Relation(id=ours, subject=subject, kind=kind, object=whole, **fields))

    # --- events -------------------------------------------------------------------------------------------------

    def _event(self, node: Node) -> None:
        ours = self.ids["events"].get(node.text("id") or "")
        modality = term_of(Modality, node.text("status"))
        kind, why = self.kind(node, EventKind)
        names = self.names(node) if node.text("name") is not None else ()
        start = self.intake.day(node.spot.at("start_date"), node.text("start_date"))
        end = self.intake.day(node.spot.at("end_date"), node.text("end_date"))
        when: PartialDate | Period | None = (
            PartialDate(start) if start is not None and start == end else self.intake.period(node.spot, start, end)
        )
        guests = self._attendees(node)
        node.skip("a place is kept by its record, and this is a text", "location")
        whole = self.refer(node, "parent_id", "events")
        self.close(node)
        if modality is None:
            self.intake.skip(node.spot, "its status does not say whether it took place")
        elif ours is not None:
            cited = [self.intake.cite(node.spot)]
            if why is not None:
                cited = list(self.intake.cite_fields(node.spot, {"kind": kind}, why)) + cited
            fields: dict[str, Any] = {"kind": kind, "modality": modality, "when": when, "part_of": whole, "note": why}
            self.intake.add(
                node.spot,
                lambda: Event(id=ours, names=names, participations=guests, citations=tuple(cited), **fields),
            )

    def _attendees(self, node: Node) -> tuple[Participation, ...]:
        cited = (self.intake.cite(node.spot),)
        found: dict[str, Participation] = {}
        organiser = self.refer(node, "organization_id", "organizations")
        if organiser is not None:
            made = Participation(entity=organiser, capacity=Capacity.ORGANISER, citations=cited)
            found[made.key] = made
        for guest in node.nodes("attendees"):
            foreign = guest.text("id")
            entity = None if foreign is None else self.refer(guest, "id", "persons")
            label = guest.text("name")
            guest.skip_rest(NO_PLACE)
            if foreign is None and label is None:
                self.intake.wrong(guest.spot, "someone who attends has an id or a name")
            elif foreign is None or entity is not None:
                part = self._attendee(guest.spot, entity, None if entity is not None else label, cited)
                if part is not None:
                    found.setdefault(part.key, part)
        return tuple(found.values())

    def _attendee(
        self, spot: Spot, entity: str | None, label: str | None, cited: tuple[Citation, ...]
    ) -> Participation | None:
        given: dict[str, Any] = {"entity": entity, "label": label, "citations": cited}
        return self.intake.attempt(spot, lambda: Participation(capacity=Capacity.ATTENDEE, **given))


def _is_parts(value: object) -> bool:
    return isinstance(value, tuple)
