"""What do the vocabularies that others know say of a record: ORG, FOAF, SKOS, schema.org, PROV, OWL-Time?

They say less than our own terms, and nothing that ours do not say. What stands in none of them is left to `rdf_fields`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sinouk_innov.dates import Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.rdf_terms import (
    CV,
    DC,
    SCHEMA,
    address,
    concept,
    fact_iri,
    plain_date,
    record_iri,
)
from sinouk_innov.export.schema_types import CAPACITIES, register_page, relation_property, type_of
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person
from sinouk_innov.model.place import Place
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    Capacity,
    EventKind,
    InitiativeKind,
    Modality,
    NameKind,
    OrganisationKind,
    RelationKind,
)
from sinouk_innov.quantities import Bound

from rdflib import (  # isort: skip  after what says which extra brings it
    DCTERMS,
    FOAF,
    ORG,
    PROV,
    RDF,
    SKOS,
    TIME,
    XSD,
    Graph,
    Literal,
    URIRef,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from sinouk_innov.dates import When
    from sinouk_innov.model.belonging import Identifier
    from sinouk_innov.model.person import Role
    from sinouk_innov.model.record import Name, Record

__all__ = ["add_known_terms"]

_PUBLIC = frozenset(
    (
        OrganisationKind.GOVERNMENT,
        OrganisationKind.MINISTRY,
        OrganisationKind.BUREAU,
        OrganisationKind.AGENCY,
        OrganisationKind.DIPLOMATIC_MISSION,
    )
)
_FORMAL = _PUBLIC | {OrganisationKind.UNIVERSITY, OrganisationKind.COMPANY}
_PLANS = frozenset((InitiativeKind.PLAN, InitiativeKind.POLICY, InitiativeKind.STRATEGY, InitiativeKind.CONCEPT))
_WRONG = frozenset((NameKind.MISSPELLING, NameKind.MISTRANSLATION))
_INSTANT = {4: TIME.inXSDgYear, 7: TIME.inXSDgYearMonth, 10: TIME.inXSDDate}
_LINKED = frozenset((RelationKind.PARTNER_OF, RelationKind.COOPERATES_WITH))
_FROM = frozenset((Bound.AT_LEAST, Bound.MORE_THAN, Bound.BETWEEN))
_UP_TO = frozenset((Bound.AT_MOST, Bound.LESS_THAN))


def add_known_terms(graph: Graph, record: Record) -> None:
    """Add what known vocabularies say of a record."""
    node = record_iri(record.id)
    kind = type_of(record)
    if kind is not None:
        graph.add((node, RDF.type, SCHEMA[kind]))
    _ADD[type(record)](graph, node, record)


def _add_names(graph: Graph, node: URIRef, names: Iterable[Name], *, one_each: bool = False) -> None:
    """Add names: the first is shown; wrong ones are there to be searched, not to be shown.

    Args:
        graph: Where to.
        node: What bears them.
        names: The names, the first to be shown first.
        one_each: Whether at most one further name of each language is shown, as the profile for public bodies asks.
    """
    seen: set[str] = set()
    for place, name in enumerate(names):
        text = Literal(name.text, lang=name.language)
        if place == 0:
            graph.add((node, SKOS.prefLabel, text))
            graph.add((node, SCHEMA.name, Literal(name.text, lang=name.language)))
            continue
        spare = name.kind in _WRONG or (one_each and name.language in seen)
        graph.add((node, SKOS.hiddenLabel if spare else SKOS.altLabel, text))
        if not spare:
            seen.add(name.language)


def _add_identifiers(graph: Graph, node: URIRef, identifiers: Iterable[Identifier], term: URIRef) -> None:
    for identifier in identifiers:
        graph.add((node, term, Literal(identifier.value, datatype=concept(identifier.scheme))))
        page = register_page(identifier)
        if page is not None:
            graph.add((node, SCHEMA.sameAs, URIRef(page)))


def _add_address(graph: Graph, node: URIRef, term: URIRef, text: str | None) -> None:
    # `foaf:homepage` would say that two bodies with one address are one.
    found = address(text)
    if found is not None:
        graph.add((node, term, found))


def _site(graph: Graph, record_id: str) -> URIRef:
    """Return the node of a place; of a centre that of its site, since a body is no place."""
    node = record_iri(record_id)
    if not record_id.startswith("cen-"):
        return node
    site = URIRef(f"{node}/site")
    graph.add((site, RDF.type, ORG.Site))
    graph.add((site, RDF.type, SCHEMA.Place))
    graph.add((site, ORG.siteOf, node))
    return site


def _add_body(graph: Graph, node: URIRef, body: Organisation | Centre) -> None:
    graph.add((node, RDF.type, ORG.Organization))
    graph.add((node, RDF.type, PROV.Agent))
    graph.add((node, ORG.classification, concept(body.kind)))
    for link in body.sectors:
        graph.add((node, ORG.classification, concept(link.sector)))
        graph.add((node, SCHEMA.knowsAbout, concept(link.sector)))
    _add_identifiers(graph, node, body.identifiers, ORG.identifier)
    _add_address(graph, node, SCHEMA.url, body.website)


def _add_organisation(graph: Graph, node: URIRef, body: Organisation) -> None:
    public = body.kind in _PUBLIC
    _add_body(graph, node, body)
    _add_names(graph, node, body.names, one_each=public)
    if public:
        graph.add((node, RDF.type, CV.PublicOrganisation))
    if body.kind in _FORMAL:
        graph.add((node, RDF.type, ORG.FormalOrganization))
    if body.kind is OrganisationKind.UNIT:
        graph.add((node, RDF.type, ORG.OrganizationalUnit))
    if body.part_of is not None:
        graph.add((node, ORG.subOrganizationOf, record_iri(body.part_of)))
        graph.add((node, SCHEMA.parentOrganization, record_iri(body.part_of)))
    if body.seat is not None:
        seat = _site(graph, body.seat)
        site = seat if body.seat.startswith("cen-") else URIRef(f"{node}/seat")
        graph.add((node, ORG.hasPrimarySite, site))
        graph.add((site, ORG.siteOf, node))
        graph.add((site, RDF.type, ORG.Site))
        graph.add((site, RDF.type, SCHEMA.Place))
        graph.add((node, SCHEMA.location, site))
        if site != seat:
            graph.add((site, SCHEMA.containedInPlace, seat))


def _add_centre(graph: Graph, node: URIRef, centre: Centre) -> None:
    _add_body(graph, node, centre)
    _add_names(graph, node, centre.names)
    site = _site(graph, centre.id)
    graph.add((node, ORG.hasSite, site))
    graph.add((node, SCHEMA.location, site))
    if centre.place is not None:
        graph.add((site, SCHEMA.containedInPlace, _site(graph, centre.place)))
    for part in centre.part_of:
        if part.whole.startswith("pla-"):
            graph.add((site, SCHEMA.containedInPlace, record_iri(part.whole)))
        else:
            graph.add((node, DCTERMS.isPartOf, record_iri(part.whole)))
    for operator in centre.operators:
        graph.add((node, ORG.linkedTo, record_iri(operator)))


def _add_place(graph: Graph, node: URIRef, place: Place) -> None:
    graph.add((node, RDF.type, DCTERMS.Location))
    graph.add((node, RDF.type, PROV.Location))
    _add_names(graph, node, place.names)
    _add_identifiers(graph, node, place.identifiers, SKOS.notation)
    if place.part_of is not None:
        graph.add((node, SCHEMA.containedInPlace, _site(graph, place.part_of)))
    for term, degrees in ((SCHEMA.latitude, place.latitude), (SCHEMA.longitude, place.longitude)):
        if degrees is not None:
            graph.add((node, term, Literal(repr(degrees), datatype=XSD.double, normalize=False)))


def _add_person(graph: Graph, node: URIRef, person: Person) -> None:
    graph.add((node, RDF.type, FOAF.Person))
    graph.add((node, RDF.type, PROV.Agent))
    _add_names(graph, node, person.names)
    shown = person.names[0]
    graph.add((node, FOAF.name, Literal(shown.text, lang=shown.language)))
    for term, part in ((FOAF.familyName, shown.family), (FOAF.givenName, shown.given), (FOAF.title, person.honorific)):
        if part is not None:
            graph.add((node, term, Literal(part)))
    for role in person.roles:
        _add_post(graph, node, fact_iri(FactRef(person.id, "roles", role.key)), role)


def _add_post(graph: Graph, holder: URIRef, node: URIRef, role: Role) -> None:
    graph.add((node, RDF.type, ORG.Membership))
    graph.add((holder, ORG.hasMembership, node))
    graph.add((node, ORG.member, holder))
    graph.add((node, ORG.organization, record_iri(role.body)))
    post = URIRef(f"{node}/role")
    graph.add((node, ORG.role, post))
    graph.add((post, RDF.type, ORG.Role))
    for place, title in enumerate(role.titles):
        label = SKOS.altLabel if place else SKOS.prefLabel
        graph.add((post, label, Literal(title.text, lang=title.language)))
    if role.period is not None:
        _add_interval(graph, node, role.period)


def _add_interval(graph: Graph, node: URIRef, period: Period) -> None:
    during = URIRef(f"{node}/during")
    graph.add((node, ORG.memberDuring, during))
    graph.add((during, RDF.type, TIME.Interval))
    for term, name, date in ((TIME.hasBeginning, "start", period.start), (TIME.hasEnd, "end", period.end)):
        plain = plain_date(date)
        if plain is not None:
            instant = URIRef(f"{during}/{name}")
            graph.add((during, term, instant))
            graph.add((instant, RDF.type, TIME.Instant))
            graph.add((instant, _INSTANT[len(plain)], plain))


def _add_initiative(graph: Graph, node: URIRef, initiative: Initiative) -> None:
    _add_names(graph, node, initiative.names)
    graph.add((node, DCTERMS.type, concept(initiative.kind)))
    if initiative.kind in _PLANS:
        graph.add((node, RDF.type, PROV.Plan))
    if initiative.part_of is not None:
        graph.add((node, DCTERMS.isPartOf, record_iri(initiative.part_of)))
    for link in initiative.sectors:
        graph.add((node, DCTERMS.subject, concept(link.sector)))


def _add_event(graph: Graph, node: URIRef, event: Event) -> None:
    _add_names(graph, node, event.names)
    graph.add((node, DCTERMS.type, concept(event.kind)))
    # What was only claimed, or denied, is nothing that others should count among events.
    if type_of(event) is None:
        return
    if event.modality is Modality.PLANNED:
        graph.add((node, SCHEMA.eventStatus, SCHEMA.EventScheduled))
    else:
        _add_activity(graph, node, event)
    _add_dates(graph, node, event.when)
    if event.where is not None:
        graph.add((node, SCHEMA.location, _site(graph, event.where)))
    if event.part_of is not None:
        graph.add((node, SCHEMA.superEvent, record_iri(event.part_of)))
    for about in event.about:
        graph.add((node, SCHEMA.about, record_iri(about)))
    for taking_part in event.participations:
        if taking_part.entity is not None and taking_part.capacity in CAPACITIES:
            graph.add((node, SCHEMA[CAPACITIES[taking_part.capacity]], record_iri(taking_part.entity)))


def _add_activity(graph: Graph, node: URIRef, event: Event) -> None:
    graph.add((node, RDF.type, PROV.Activity))
    founding = event.kind is EventKind.FOUNDING
    if founding:
        graph.add((node, RDF.type, ORG.ChangeEvent))
    for taking_part in event.participations:
        entity = taking_part.entity
        if entity is not None and taking_part.capacity is Capacity.ORGANISER:
            graph.add((node, PROV.wasAssociatedWith, record_iri(entity)))
        if founding and taking_part.capacity is Capacity.SUBJECT and entity is not None and entity[:3] != "per":
            graph.add((node, ORG.resultingOrganization, record_iri(entity)))


def _add_dates(graph: Graph, node: URIRef, when: When | None) -> None:
    start, end = (when.start, when.end) if isinstance(when, Period) else (when, None)
    for term, date in ((SCHEMA.startDate, start), (SCHEMA.endDate, end)):
        plain = plain_date(date)
        if plain is not None:
            graph.add((node, term, plain))


def _add_relation(graph: Graph, node: URIRef, relation: Relation) -> None:
    graph.add((node, DCTERMS.type, concept(relation.kind)))
    known = relation_property(relation)
    if known is not None:
        graph.add((record_iri(relation.subject), SCHEMA[known], record_iri(relation.object)))
    # A triple has no time: what held for a time is told by our own terms alone.
    bodies = {relation.subject[:3], relation.object[:3]} <= {"org", "cen"}
    if relation.kind in _LINKED and bodies and relation.period is None:
        graph.add((record_iri(relation.subject), ORG.linkedTo, record_iri(relation.object)))


def _add_statistic(graph: Graph, node: URIRef, statistic: Statistic) -> None:
    graph.add((node, DCTERMS.type, concept(statistic.measure)))
    if type_of(statistic) is None:
        return
    graph.add((node, SCHEMA.observationAbout, record_iri(statistic.about)))
    graph.add((node, SCHEMA.variableMeasured, Literal(statistic.category or statistic.measure.description)))
    quantity = statistic.quantity
    graph.add((node, SCHEMA.unitText, Literal(str(quantity.unit))))
    if quantity.bound is Bound.EXACT:
        _add_figure(graph, node, SCHEMA.value, quantity.value)
    if quantity.bound in _FROM:
        _add_figure(graph, node, SCHEMA.minValue, quantity.value)
    if quantity.bound in _UP_TO:
        _add_figure(graph, node, SCHEMA.maxValue, quantity.value)
    _add_figure(graph, node, SCHEMA.maxValue, quantity.upto)
    when = plain_date(statistic.as_of)
    if when is not None:
        graph.add((node, SCHEMA.observationDate, when))


def _add_figure(graph: Graph, node: URIRef, term: URIRef, value: Decimal | Fraction | None) -> None:
    # A fraction such as one third is no decimal number.
    if isinstance(value, Decimal):
        graph.add((node, term, Literal(f"{value:f}", datatype=XSD.decimal, normalize=False)))


def _add_remark(graph: Graph, node: URIRef, remark: Remark) -> None:
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, DCTERMS.type, concept(remark.kind)))
    graph.add((node, SCHEMA.abstract, Literal(remark.gist, lang="en")))
    for about in remark.about:
        graph.add((node, SCHEMA.about, record_iri(about)))
    if remark.speaker is not None:
        graph.add((node, SCHEMA.author, record_iri(remark.speaker)))
        graph.add((node, PROV.wasAttributedTo, record_iri(remark.speaker)))


def _add_source(graph: Graph, node: URIRef, source: Source) -> None:
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, DCTERMS.type, concept(source.kind)))
    graph.add((node, DCTERMS.title, Literal(source.title, lang=source.language)))
    graph.add((node, SCHEMA.headline, Literal(source.title, lang=source.language)))
    graph.add((node, DC.publisher, Literal(source.publisher)))
    graph.add((node, DC.language, Literal(source.language)))
    if source.licence is not None:
        graph.add((node, DC.rights, Literal(source.licence)))
    _add_address(graph, node, SCHEMA.url, source.url)
    _add_address(graph, node, SCHEMA.archivedAt, source.archived)
    published = plain_date(source.published)
    if published is not None:
        graph.add((node, DCTERMS.issued, published))
        graph.add((node, SCHEMA.datePublished, published))
    if source.lineage is not None:
        graph.add((node, PROV.wasQuotedFrom, record_iri(source.lineage)))
        graph.add((node, SCHEMA.isBasedOn, record_iri(source.lineage)))


_ADD: dict[type[Record], Callable[[Graph, URIRef, Any], None]] = {
    Organisation: _add_organisation,
    Centre: _add_centre,
    Place: _add_place,
    Person: _add_person,
    Initiative: _add_initiative,
    Event: _add_event,
    Relation: _add_relation,
    Statistic: _add_statistic,
    Remark: _add_remark,
    Source: _add_source,
}
