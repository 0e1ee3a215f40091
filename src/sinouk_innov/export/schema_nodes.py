"""Which node of schema.org stands for a record, and which of the record's facts stand in it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov.dates import Period
from sinouk_innov.export.guards import is_web_address
from sinouk_innov.export.schema_pages import (
    NO_PLACE,
    OURS,
    PLAIN,
    Node,
    Page,
    alone,
    left_out,
    plain_days,
    put_address,
    put_body,
    put_figure,
    put_identifiers,
    put_names,
    put_sectors,
    term_name,
)
from sinouk_innov.export.schema_types import CAPACITIES, relation_property, type_of
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Capacity, Modality

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.record import Record

__all__ = ["Nodes"]

_BODIES = frozenset(("Organization", "Project"))
_PARTIES = {
    Capacity.FUNDER: "funder",
    Capacity.FOUNDER: "founder",
    Capacity.PARTNER: "member",
    Capacity.PARTY: "member",
}
_NO_RECORD = "schema.org has no type for such a record that would not say too much"
_NO_PASSAGES = "pages are named for a whole record, passages for none"
_NO_TARGET = "what it refers to has no counterpart"


class Nodes:
    """Makes the nodes of records, and notes in a tally what became of each fact.

    Args:
        data: The dataset, in which the names of others are looked up.
        tally: Where it is noted.
    """

    def __init__(self, data: Dataset, tally: Tally) -> None:
        self._data = data
        self._tally = tally
        self._fill: dict[type[Record], Callable[[Page, Any], None]] = {
            Organisation: self._organisation,
            Centre: self._centre,
            Place: self._place,
            Person: self._person,
            Initiative: self._initiative,
            Event: self._event,
            Statistic: self._statistic,
            Remark: self._remark,
            Source: self._source,
        }

    def dataset(self) -> Node:
        """Return the node of the dataset itself."""
        release = self._data.release
        said = {"name": release.title, "version": release.data_version, "copyrightNotice": release.licence}
        return {"@type": "Dataset", "@id": f"{OURS}dataset"} | {term: text for term, text in said.items() if text}

    def of(self, record: Record) -> list[Node]:
        """Return the nodes of a record: one, or none where schema.org has no type for it."""
        if isinstance(record, Relation):
            page = self._relation(record)
        else:
            kind = type_of(record)
            page = None if kind is None else self._described(record, kind)
        if page is None:
            self._tally.drop_rest(record, _NO_RECORD)
            return []
        pages = self._pages(record)
        if pages:
            page.node["appearance" if isinstance(record, Remark) else "subjectOf"] = pages
        for fact in facts_of(record):
            losses = page.carried.get(fact.ref)
            if losses is None:
                self._tally.drop(fact.ref, page.dropped.get(fact.ref, NO_PLACE))
                continue
            self._tally.keep(fact.ref)
            for part, reason in (*losses, *((("citations", _NO_PASSAGES),) if fact.citations else ())):
                self._tally.approximate(fact.ref, part, reason)
        return [{term: alone(value) for term, value in page.node.items()}]

    def _described(self, record: Record, kind: str) -> Page:
        page = Page(record.id, kind)
        page.carry()
        for field in ("kind", "measure", "status", "modality", "extent"):
            term = getattr(record, field, None)
            if term is not None:
                page.put("additionalType", term_name(term), field)
        self._fill[type(record)](page, record)
        return page

    # --- what a record refers to --------------------------------------------------------------------------------------

    def _stub(self, record_id: str) -> Node | None:
        record = self._data.get(record_id)
        kind = None if record is None else type_of(record)
        if record is None or kind is None:
            return None
        return {"@type": kind, "@id": f"{OURS}{record_id}", "name": record.label}

    def _site(self, record_id: str) -> Node | None:
        """Return the node of a place, or of the site of a centre."""
        stub = self._stub(record_id)
        if stub is not None and record_id.startswith("cen-"):
            return stub | {"@type": "Place", "@id": f"{OURS}{record_id}/site"}
        return stub

    def _refer(self, page: Page, term: str, target: Node | None, field: str, key: str | None = None) -> None:
        if target is None:
            page.drop(_NO_TARGET, field, key)
        else:
            page.put(term, target, field, key)

    def _pages(self, record: Record) -> list[Node]:
        cited = {citation.source for fact in facts_of(record) for citation in fact.citations}
        stubs: list[Node] = []
        for source in sorted(cited):
            found = self._data.sources.get(source)
            if found is not None:
                stub: Node = {"@type": type_of(found), "@id": f"{OURS}{source}", "name": found.title}
                url = found.url if found.url is not None and is_web_address(found.url) else None
                stubs.append(stub if url is None else stub | {"url": url})
        return stubs

    # --- kinds --------------------------------------------------------------------------------------------------------

    def _organisation(self, page: Page, record: Organisation) -> None:
        put_names(page, record.names)
        put_body(page, record.sectors, record.identifiers, record.website)
        if record.part_of is not None:
            self._refer(page, "parentOrganization", self._stub(record.part_of), "part_of")
        if record.seat is not None:
            self._refer(page, "location", self._site(record.seat), "seat")

    def _centre(self, page: Page, record: Centre) -> None:
        put_names(page, record.names)
        put_body(page, record.sectors, record.identifiers, record.website)
        site: Node = {"@type": "Place", "@id": f"{OURS}{record.id}/site", "name": record.label}
        wholes: list[Node] = []
        if record.place is not None:
            whole = self._site(record.place)
            if whole is None:
                page.drop(_NO_TARGET, "place")
            else:
                wholes.append(whole)
                page.carry("place")
        for part in record.part_of:
            whole = self._stub(part.whole)
            if whole is None:
                page.drop(_NO_TARGET, "part_of", part.key)
            elif part.whole.startswith("pla-"):
                wholes.append(whole)
                page.carry("part_of", part.key, *left_out(part, "qualifier", "note"))
            else:
                page.put("parentOrganization", whole, "part_of", part.key, *left_out(part, "qualifier", "note"))
        if wholes:
            site["containedInPlace"] = alone(wholes)
        page.node["location"] = [site]

    def _place(self, page: Page, record: Place) -> None:
        put_names(page, record.names)
        put_identifiers(page, record.identifiers)
        if record.part_of is not None:
            self._refer(page, "containedInPlace", self._site(record.part_of), "part_of")
        for field, degrees in (("latitude", record.latitude), ("longitude", record.longitude)):
            if degrees is not None:
                page.put(field, degrees, field)

    def _person(self, page: Page, record: Person) -> None:
        put_names(page, record.names)
        shown = record.names[0]
        for term, text in (("familyName", shown.family), ("givenName", shown.given)):
            if text is not None:
                page.node[term] = text
        if record.honorific is not None:
            page.put("honorificPrefix", record.honorific, "honorific")
        for role in record.roles:
            body = self._stub(role.body)
            if body is None:
                page.drop(_NO_TARGET, "roles", role.key)
                continue
            titles = [title.text for title in role.titles]
            post: Node = {
                "@type": "OrganizationRole",
                "roleName": alone(titles),
                "additionalType": term_name(role.rank),
            }
            losses = [("titles", PLAIN), *left_out(role, "note")]
            if role.period is not None:
                start, end, lost = plain_days(role.period)
                post |= {term: date for term, date in (("startDate", start), ("endDate", end)) if date is not None}
                losses += [(f"period.{part}", reason) for part, reason in lost]
            page.put("affiliation", post | {"affiliation": body}, "roles", role.key, *losses)

    def _initiative(self, page: Page, record: Initiative) -> None:
        put_names(page, record.names)
        kind = page.node["@type"]
        if record.outcome is not None:
            page.put("description", record.outcome, "outcome")
        if kind != "Thing":
            put_sectors(page, record.sectors)
        if record.part_of is not None:
            whole = self._stub(record.part_of)
            term = {"CreativeWork": "isPartOf", "Project": "parentOrganization"}.get(kind)
            fits = whole is not None and (whole["@type"] in _BODIES if kind == "Project" else whole["@type"] == kind)
            if term is not None:
                self._refer(page, term, whole if fits else None, "part_of")
        for party in record.parties:
            term = _PARTIES.get(party.capacity)
            fits = kind in _BODIES or (kind == "CreativeWork" and term == "funder")
            if term is not None and fits and party.entity is not None:
                self._refer(page, term, self._stub(party.entity), "parties", party.key)

    def _event(self, page: Page, record: Event) -> None:
        put_names(page, record.names)
        if record.modality is Modality.PLANNED:
            page.node["eventStatus"] = "https://schema.org/EventScheduled"
        if record.when is not None:
            start, end, losses = plain_days(record.when)
            last = end if isinstance(record.when, Period) else None
            page.put_dates({"startDate": start, "endDate": last}, "when", losses)
        if record.where is not None:
            self._refer(page, "location", self._site(record.where), "where")
        if record.part_of is not None:
            self._refer(page, "superEvent", self._stub(record.part_of), "part_of")
        for about in record.about:
            self._refer(page, "about", self._stub(about), "about", about)
        for taking_part in record.participations:
            term = CAPACITIES.get(taking_part.capacity)
            target = None if taking_part.entity is None else self._stub(taking_part.entity)
            if term is None or taking_part.entity is None:
                continue
            self._refer(page, term, target, "participations", taking_part.key)
            if target is not None:
                losses = (("capacity", "told as organizer, performer, funder or attendee alone"),)
                more = left_out(taking_part, "role", "on_behalf_of", "group", "note")
                page.carry("participations", taking_part.key, *losses, *more)

    def _relation(self, record: Relation) -> Page | None:
        term = relation_property(record)
        subject, other = self._stub(record.subject), self._stub(record.object)
        if term is None or subject is None or other is None:
            return None
        page = Page(record.id, subject["@type"])
        page.node |= subject
        page.carry()
        page.carry("subject")
        page.carry("kind")
        page.put(term, other, "object")
        return page

    def _statistic(self, page: Page, record: Statistic) -> None:
        self._refer(page, "observationAbout", self._stub(record.about), "about")
        page.node["variableMeasured"] = record.category or record.measure.description
        if record.category is not None:
            page.carry("category")
        if record.scope is not None:
            page.put("description", record.scope, "scope")
        put_figure(page, record.quantity)
        if record.as_of is not None:
            start, _, losses = plain_days(record.as_of)
            page.put_dates({"observationDate": start}, "as_of", losses)

    def _remark(self, page: Page, record: Remark) -> None:
        page.put("abstract", record.gist, "gist")
        for about in record.about:
            self._refer(page, "about", self._stub(about), "about", about)
        if record.speaker is not None:
            self._refer(page, "author", self._stub(record.speaker), "speaker")

    def _source(self, page: Page, record: Source) -> None:
        page.put("name", record.title, "title")
        publisher = {
            "@type": "Organization",
            "name": record.publisher,
            "additionalType": term_name(record.publisher_kind),
        }
        page.put("publisher", publisher, "publisher")
        page.carry("publisher_kind")
        page.put("inLanguage", record.language, "language")
        put_address(page, "url", record.url, "url")
        put_address(page, "archivedAt", record.archived, "archived")
        if record.published is not None:
            start, _, losses = plain_days(record.published)
            page.put_dates({"datePublished": start}, "published", losses)
        if record.licence is not None:
            page.put("copyrightNotice", record.licence, "licence")
        if record.lineage is not None:
            self._refer(page, "isBasedOn", self._stub(record.lineage), "lineage")
        if record.fingerprint is not None:
            mark = {"@type": "PropertyValue", "propertyID": "fingerprint, scheme 1", "value": record.fingerprint}
            page.put("identifier", mark, "fingerprint")
