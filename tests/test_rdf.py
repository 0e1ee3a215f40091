"""The data as linked data: nothing is lost, nothing is invented, and others' terms are used as they are meant."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from rdflib import DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SKOS, TIME, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

import rdf_reader
import small
import strategies
from rdf_reader import linked
from sinouk_innov.bundle import load
from sinouk_innov.codec import encode
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import MissingExtraError
from sinouk_innov.evidence import Basis, FactRef, fingerprint, passage_words
from sinouk_innov.export import rdf_terms
from sinouk_innov.export.fields import fields_of
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.rdf import to_ntriples, to_rdf, to_turtle
from sinouk_innov.export.rdf_fields import REFERENCES
from sinouk_innov.export.rdf_terms import (
    CV,
    EDTF,
    OA,
    SCHEMA,
    TERM,
    class_of,
    concept,
    fact_iri,
    property_of,
    record_iri,
    vocabulary,
)
from sinouk_innov.model.belonging import Identifier
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Name
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    Capacity,
    EventKind,
    IdentifierScheme,
    InitiativeKind,
    Measure,
    Modality,
    NameKind,
    OrganisationKind,
    RelationKind,
)
from sinouk_innov.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from sinouk_innov.model.record import Record

PAGE = small.source("page", "2020-05", url="https://agency.example/page", lineage="src-first")


def graph_of(*records: Record) -> Graph:
    """Return the graph of a few records."""
    return to_rdf(small.dataset(*records)).value


def own(graph: Graph) -> set[tuple[Node, Node, Node]]:
    """Return what a graph says beside what our terms mean."""
    return set(graph) - set(vocabulary())


def plain(data: Dataset) -> list[object]:
    """Return records as plain data, which can be compared to the last wording."""
    return [encode(record) for record in data]


def test_nothing_of_the_bundled_data_is_lost() -> None:
    """All records can be read back from our own terms, so the ledger has no losses."""
    data = load()
    back = rdf_reader.read_back(linked().value)
    assert plain(back) == plain(rdf_reader.in_order(data))
    assert back.release == data.release
    assert linked().ledger == Ledger("rdf", data)


@given(data=strategies.datasets())
@settings(max_examples=25, deadline=None)
def test_nothing_of_any_data_is_lost(data: Dataset) -> None:
    """Records of every shape can be read back, whatever stands in their texts; kept and lost are all facts."""
    made = to_rdf(data)
    back = rdf_reader.read_back(made.value)
    assert plain(back) == plain(rdf_reader.in_order(data))
    assert (back.release, back.redirects) == (data.release, data.redirects)
    facts = {fact.ref for record in data for fact in facts_of(record)}
    assert set(made.ledger.kept) | made.ledger.lost == facts
    for fact in facts:
        assert (fact_iri(fact), None, None) in made.value


@given(data=strategies.datasets())
@settings(max_examples=6, deadline=None)
def test_files_hold_the_graph(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is written can be read by others, and is the graph."""
    folder = tmp_path_factory.mktemp("files")
    graph = to_rdf(data).value
    assert to_ntriples(data, folder / "data.nt") == Ledger("ntriples", data)
    assert set(Graph().parse(folder / "data.nt", format="nt")) == set(graph)
    if len(data) % 2:
        assert to_turtle(data, folder / "data.ttl") == Ledger("turtle", data)
        assert set(Graph().parse(folder / "data.ttl")) == set(graph)


def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    """Neither the order of records nor that in which a process holds sets makes a difference."""
    program = (
        "import sys, strategies; from sinouk_innov import codec; from sinouk_innov.dataset import Dataset\n"
        "from sinouk_innov.model.kinds import kind_of_table; from sinouk_innov.export.rdf import *\n"
        "rows = [codec.decode(kind_of_table(t), row) for t, rows in strategies.small().items() for row in rows]\n"
        "data = Dataset.of(rows[::int(sys.argv[2])])\n"
        "to_turtle(data, sys.argv[1] + '.ttl'); to_ntriples(data, sys.argv[1] + '.nt')\n"
    )
    paths = os.pathsep.join(path for path in [str(Path(__file__).parent), *sys.path] if path)
    for number, step in (("1", "1"), ("2", "-1")):
        environment = os.environ | {"PYTHONHASHSEED": number, "PYTHONPATH": paths}
        command = [sys.executable, "-c", program, str(tmp_path / number), step]
        subprocess.run(command, check=True, env=environment)
    for suffix in (".ttl", ".nt"):
        one, other = (tmp_path / f"{number}{suffix}" for number in "12")
        assert one.read_bytes() == other.read_bytes()
    assert isomorphic(Graph().parse(tmp_path / "1.ttl"), Graph().parse(tmp_path / "2.nt"))


def test_there_are_no_blank_nodes() -> None:
    """Each node has a name, so that graphs can be compared line by line."""
    assert all(isinstance(node, (URIRef, Literal)) for triple in linked().value for node in triple)


def test_progress_is_reported() -> None:
    """After each record."""
    seen: list[tuple[int, int]] = []
    to_rdf(small.dataset(PAGE, small.place("a")), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_fields_that_refer_are_known() -> None:
    """The fields that hold ids are those of which their classes say so."""
    said = {
        field.name
        for described in rdf_terms._DESCRIBED
        for field in fields_of(described)
        if field.prefixes and field.name not in {"id", "supports"}
    }
    parts = said - {"part_of", "roles", "parties", "participations"} | {"part_of"}
    assert parts | {"source"} == REFERENCES


def test_terms_are_documented() -> None:
    """Each term of ours that the graph uses has a label and says what it means."""
    graph = linked().value
    used = {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(str(TERM))}
    used |= {node.datatype for triple in graph for node in triple if isinstance(node, Literal) and node.datatype}
    for term in sorted(used):
        if str(term).startswith(str(TERM)):
            meant = graph.value(term, RDFS.comment) or graph.value(term, SKOS.definition)
            assert meant is not None, term
    acronym = concept(NameKind.ACRONYM)
    assert str(graph.value(acronym, SKOS.definition)) == NameKind.ACRONYM.description
    assert (TERM["Sector/biomedicine"], SKOS.broader, TERM["Sector/life_sciences"]) in graph
    assert str(graph.value(concept(RelationKind.BUILT), TERM.inverse)) == "built_by"
    assert {str(kind.record_class.__name__) for kind in KINDS} <= {str(node).rpartition(":")[2] for node in used}


def test_terms_of_one_text_are_not_mixed_up() -> None:
    """`other` of one vocabulary is not `other` of the next."""
    assert concept(EventKind.AGREEMENT) != concept(InitiativeKind.AGREEMENT)


def test_a_centre_is_a_body_and_a_site() -> None:
    """The two are two nodes, since ORG has no site that is an organisation."""
    body, site = record_iri("cen-park"), URIRef("urn:sinouk-innov:cen-park/site")
    graph = graph_of(
        small.centre("park", "pla-city", "cen-zone", at="cen-zone", operators=("org-firm",)),
        small.centre("lab", at="pla-city"),
        small.organisation("firm", seat="cen-park", part_of="cen-park"),
        attrs.evolve(small.organisation("works", seat="pla-city"), kind=OrganisationKind.UNIT),
        small.place("hall", part_of="cen-park"),
    )
    assert set(graph.objects(body, RDF.type)) == {TERM.Centre, ORG.Organization, PROV.Agent, SCHEMA.Organization}
    assert set(graph.objects(site, RDF.type)) == {ORG.Site, SCHEMA.Place}
    zone = URIRef("urn:sinouk-innov:cen-zone/site")
    assert set(graph.objects(site, SCHEMA.containedInPlace)) == {record_iri("pla-city"), zone}
    assert graph.value(body, DCTERMS.isPartOf) == record_iri("cen-zone")
    assert graph.value(body, ORG.linkedTo) == record_iri("org-firm")
    assert graph.value(record_iri("org-firm"), ORG.hasPrimarySite) == site
    assert graph.value(record_iri("org-firm"), ORG.subOrganizationOf) == body
    seat = graph.value(record_iri("org-works"), ORG.hasPrimarySite)
    assert graph.value(seat, SCHEMA.containedInPlace) == record_iri("pla-city")
    assert (record_iri("org-works"), RDF.type, ORG.OrganizationalUnit) in graph
    assert graph.value(record_iri("pla-hall"), SCHEMA.containedInPlace) == site


def test_a_post_is_a_membership() -> None:
    """Its title is an `org:Role`; its time is told as precisely as it is known, and no more."""
    post = small.role("Director", "org-firm", period=Period("2018-03/2019-04-05"))
    vague = small.role("Head", "org-firm", period=Period("2018~/"))
    named = Name(text="Peng Lv", language="zh-Latn", kind=NameKind.OFFICIAL, family="Lv", given="Peng")
    graph = graph_of(small.person("peng-lv", post, vague, names=(named,), honorific="Mr"))
    person = record_iri("per-peng-lv")
    node = fact_iri(FactRef("per-peng-lv", "roles", "Director@org-firm"))
    assert graph.value(node, ORG.member) == person
    assert (person, ORG.hasMembership, node) in graph
    assert str(graph.value(graph.value(node, ORG.role), SKOS.prefLabel)) == "Director"
    during = graph.value(node, ORG.memberDuring)
    start, end = graph.value(during, TIME.hasBeginning), graph.value(during, TIME.hasEnd)
    assert graph.value(start, TIME.inXSDgYearMonth) == Literal("2018-03", datatype=XSD.gYearMonth)
    assert graph.value(end, TIME.inXSDDate) == Literal("2019-04-05", datatype=XSD.date)
    other = fact_iri(FactRef("per-peng-lv", "roles", "Head@org-firm"))
    assert graph.value(graph.value(other, ORG.memberDuring), TIME.hasBeginning) is None
    assert graph.value(other, TERM.period) == Literal("2018~/", datatype=EDTF)
    assert (str(graph.value(person, FOAF.familyName)), str(graph.value(person, FOAF.title))) == ("Lv", "Mr")


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2019", "2019", None),
        ("2019-05", "2019-05", None),
        ("2019-05-23", "2019-05-23", None),
        ("2019~", None, None),
        ("[..2021-05-17]", None, None),
        ("2018/2019~", "2018", None),
        ("2018/2019-01", "2018", "2019-01"),
        ("2018/..", "2018", None),
    ],
)
def test_no_day_is_made_up(when: str, start: str | None, end: str | None) -> None:
    """Dates have the datatype of their precision; what is approximate or bounded stands as EDTF alone."""
    graph = graph_of(small.event("visit", when))
    event = record_iri("evt-visit")
    assert graph.value(event, TERM.when) == Literal(when, datatype=EDTF)
    datatypes = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    for term, date in ((SCHEMA.startDate, start), (SCHEMA.endDate, end)):
        found = graph.value(event, term)
        assert found == (None if date is None else Literal(date, datatype=datatypes[len(date)], normalize=False))


def test_events_are_told_as_surely_as_they_are_known() -> None:
    """What happened is an activity; what is planned is an event; what was claimed or denied is neither to others."""
    guests = (
        Participation(entity="org-firm", capacity=Capacity.ORGANISER),
        Participation(entity="org-new", capacity=Capacity.SUBJECT),
        Participation(entity="per-a", capacity=Capacity.SUBJECT),
        Participation(label="his delegation", capacity=Capacity.ORGANISER),
    )
    told: dict[str, Any] = {"kind": EventKind.FOUNDING, "where": "cen-park", "part_of": "evt-z"}
    graph = graph_of(
        small.event("a", "2019", *guests, about=("ini-plan",), **told),
        small.event("b", "2019", *guests, modality=Modality.PLANNED, **told),
        small.event("c", "2019", *guests, modality=Modality.CLAIMED, **told),
    )
    happened, planned, claimed = (record_iri(f"evt-{slug}") for slug in "abc")
    assert {PROV.Activity, ORG.ChangeEvent, SCHEMA.Event} < set(graph.objects(happened, RDF.type))
    assert set(graph.objects(happened, ORG.resultingOrganization)) == {record_iri("org-new")}
    assert set(graph.objects(happened, PROV.wasAssociatedWith)) == {record_iri("org-firm")}
    assert set(graph.objects(planned, RDF.type)) == {TERM.Event, SCHEMA.Event}
    assert graph.value(planned, SCHEMA.eventStatus) == SCHEMA.EventScheduled
    assert set(graph.objects(claimed, RDF.type)) == {TERM.Event}
    assert graph.value(claimed, SCHEMA.startDate) is None


def relation(kind: RelationKind, subject: str, other: str, period: Period | None = None) -> Relation:
    """Make a relation."""
    slug = f"{subject}-{kind.replace('_', '-')}-{other}"
    return Relation(id=f"rel-{slug}", subject=subject, kind=kind, object=other, period=period)


def test_relations_are_told_where_others_have_a_word() -> None:
    """That something held for a time, or that two may be the same, is left to our own terms."""
    graph = graph_of(
        relation(RelationKind.MEMBER_OF, "org-a", "org-net"),
        relation(RelationKind.MEMBER_OF, "org-b", "org-net", period=Period("2018/2019")),
        relation(RelationKind.MEMBER_OF, "ini-a", "org-net"),
        relation(RelationKind.PARTNER_OF, "org-a", "cen-park"),
        relation(RelationKind.PARTNER_OF, "org-b", "cen-park", period=Period("2018/2019")),
        relation(RelationKind.PARTNER_OF, "org-a", "per-a"),
        relation(RelationKind.SAME_AS, "org-a", "org-b"),
    )
    assert set(graph.subject_objects(SCHEMA.memberOf)) == {(record_iri("org-a"), record_iri("org-net"))}
    assert set(graph.subject_objects(ORG.linkedTo)) == {(record_iri("org-a"), record_iri("cen-park"))}
    assert not [triple for triple in graph if "sameAs" in str(triple[1])]


def test_figures_keep_their_bounds() -> None:
    """A lower bound is a least value and no value; about so many is told in our own terms alone."""

    def figure(slug: str, quantity: str, **fields: object) -> Statistic:
        given: dict[str, object] = {"about": "cen-park", "measure": Measure.COUNT, "category": "firms"} | fields
        return Statistic(id=f"sta-{slug}", quantity=Quantity.parse(quantity), **given)  # type: ignore[arg-type]

    graph = graph_of(
        figure("a", "1500 count", as_of=PartialDate("2020-04")),
        figure("b", "more_than 1500 count"),
        figure("c", "between 5 and 7 count"),
        figure("d", "less_than 7.50 ha", measure=Measure.LAND_AREA, category=None),
        figure("e", "about 770000 m2"),
        figure("f", "1/3 share"),
    )
    said = {
        slug: {
            str(term).rpartition("/")[2]: str(value)
            for term, value in graph.predicate_objects(record_iri(f"sta-{slug}"))
            if term in {SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.observationDate}
        }
        for slug in "abcdef"
    }
    assert said == {
        "a": {"value": "1500", "observationDate": "2020-04"},
        "b": {"minValue": "1500"},
        "c": {"minValue": "5", "maxValue": "7"},
        "d": {"maxValue": "7.50"},
        "e": {},
        "f": {},
    }


def test_names_of_all_sorts() -> None:
    """The first is preferred; wrong ones can be searched; a public body shows one further name of each language."""

    def names(*kinds: NameKind) -> tuple[Name, ...]:
        return tuple(Name(text=f"Name {n}", language="en", kind=kind) for n, kind in enumerate(kinds))

    kinds = (NameKind.OFFICIAL, NameKind.SHORT, NameKind.ACRONYM, NameKind.MISSPELLING)
    graph = graph_of(
        small.organisation("firm", names=names(*kinds)),
        attrs.evolve(small.organisation("town", names=names(*kinds)), kind=OrganisationKind.GOVERNMENT),
    )

    def shown(slug: str, term: URIRef) -> list[str]:
        return sorted(str(value) for value in graph.objects(record_iri(f"org-{slug}"), term))

    assert shown("firm", SKOS.prefLabel) == ["Name 0"]
    assert shown("firm", SKOS.altLabel) == ["Name 1", "Name 2"]
    assert shown("firm", SKOS.hiddenLabel) == ["Name 3"]
    assert shown("town", SKOS.altLabel) == ["Name 1"]
    assert (record_iri("org-town"), RDF.type, CV.PublicOrganisation) in graph
    assert (record_iri("org-firm"), RDF.type, CV.PublicOrganisation) not in graph


def test_identifiers_and_addresses() -> None:
    """Registers have pages; an address that cannot be a name stays a text."""
    known = Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q170322")
    other = Identifier(scheme=IdentifierScheme.ISO_3166_1, value="CN")
    graph = graph_of(
        small.organisation("a", identifiers=(known, other), website="https://a.example/"),
        small.organisation("b", website="https://b.example/{x}"),
        small.organisation("c", website="https://["),
        small.place("p", identifiers=(known,), latitude=1.5, longitude=2.0),
    )
    assert graph.value(record_iri("org-a"), SCHEMA.sameAs) == URIRef("https://www.wikidata.org/entity/Q170322")
    assert Literal("CN", datatype=concept(IdentifierScheme.ISO_3166_1)) in set(graph.objects(None, ORG.identifier))
    assert graph.value(record_iri("org-a"), SCHEMA.url) == URIRef("https://a.example/")
    assert graph.value(record_iri("org-b"), SCHEMA.url) is None
    assert str(graph.value(record_iri("org-b"), TERM.website)) == "https://b.example/{x}"
    assert graph.value(record_iri("org-c"), SCHEMA.url) is None
    assert str(graph.value(record_iri("pla-p"), SCHEMA.latitude)) == "1.5"


def test_initiatives_and_remarks() -> None:
    """A plan is a `prov:Plan`; a part and a sector of it are told; a remark has its author."""
    graph = graph_of(
        Initiative(id="ini-a", names=(small.name("A"),), kind=InitiativeKind.PLAN, part_of="ini-b"),
        Initiative(id="ini-b", names=(small.name("B"),), kind=InitiativeKind.PLATFORM),
    )
    assert (record_iri("ini-a"), RDF.type, PROV.Plan) in graph
    assert (record_iri("ini-b"), RDF.type, PROV.Plan) not in graph
    assert graph.value(record_iri("ini-a"), DCTERMS.isPartOf) == record_iri("ini-b")
    bundle = linked().value
    remark = next(remark for remark in load().remarks if remark.speaker is not None)
    assert str(bundle.value(record_iri(remark.id), SCHEMA.abstract)) == remark.gist
    assert str(bundle.value(record_iri(remark.id), SCHEMA.author)) == str(record_iri(remark.speaker or ""))


def annotations_of(graph: Graph, fact: URIRef) -> Iterable[URIRef]:
    """Return the annotations whose body a fact is."""
    return [URIRef(str(node)) for node in graph.subjects(OA.hasBody, fact)]


def test_a_citation_leads_to_its_passage() -> None:
    """By its fingerprint, by a text fragment, and by its text only where the fingerprint proves that this is all."""
    long = "Mr Peng Lv opened the park"
    whole = "Peng Lv"
    cited = (
        small.citation("page", long, starts="Mr Peng", ends="park", paragraph=2),
        small.citation("page", whole, starts=whole),
        small.citation("page"),
        small.citation("page", locator="row 7"),
        small.citation("gone", long, starts="Mr Peng", basis=Basis.INFERRED, note="why"),
        small.citation("page", "no first words are told"),
    )
    graph = graph_of(PAGE, small.place("p", names=(small.name("P", *cited),)))
    fact = fact_iri(FactRef("pla-p", "names", "P@en"))
    targets = {graph.value(node, OA.hasTarget) for node in annotations_of(graph, fact)}
    assert len(targets) == 6
    assert record_iri("src-page") in targets
    fragments = {str(value) for value in graph.objects(None, TERM.link)}
    assert fragments == {
        "https://agency.example/page#:~:text=Mr%20Peng,park",
        "https://agency.example/page#:~:text=Peng%20Lv",
    }
    assert {str(text) for text in graph.objects(None, OA.exact)} == {whole}
    marks = {str(mark) for mark in graph.objects(None, TERM.fingerprint)}
    assert marks == {fingerprint(long), fingerprint(whole), fingerprint("no first words are told")}
    assert Literal(len(passage_words(long))) in set(graph.objects(None, TERM.words))
    assert (fact, DCTERMS.source, record_iri("src-page")) in graph
    assert Literal("row 7") in set(graph.objects(None, TERM.locator))


def test_citations_of_a_record_name_the_facts_that_they_carry() -> None:
    """A field that a citation supports is a body; on a record that is a fact by itself the record is one too."""
    graph = graph_of(
        small.place("p", part_of="pla-q", citations=(small.citation("page", supports=("kind",)),)),
        small.event("e", "2019", citations=(small.citation("page"),)),
        small.place("q", citations=(small.citation("page", supports=("latitude",)),)),
    )
    bodies = {str(body).removeprefix("urn:sinouk-innov:") for body in graph.objects(None, OA.hasBody)}
    assert bodies == {"pla-p#kind", "evt-e", "evt-e#kind", "evt-e#when", "evt-e#modality", "pla-q"}


def test_titles_have_their_own_evidence() -> None:
    """The title of a post is cited apart from the post."""
    graph = graph_of(small.person("a", small.role("Head", "org-b", small.citation("page", "Head of B"))))
    title = URIRef("urn:sinouk-innov:per-a#roles%5BHead%40org-b%5D/titles%5BHead%40en%5D")
    assert len(list(annotations_of(graph, title))) == 1
    assert (title, RDF.type, class_of(Name)) in graph


def test_retired_ids_lead_on() -> None:
    """A redirect is told; so is that an id was retired and nothing took its place."""
    data = Dataset.of([small.place("new")], redirects={"pla-old": "pla-new", "pla-gone": None})
    graph = to_rdf(data).value
    assert graph.value(record_iri("pla-old"), DCTERMS.isReplacedBy) == record_iri("pla-new")
    assert (record_iri("pla-gone"), RDF.type, TERM.Retired) in graph


def test_own_terms_are_named_after_fields() -> None:
    """Without underscores, as terms of RDF are."""
    assert property_of("on_behalf_of") == TERM.onBehalfOf
    assert own(graph_of()) == own(to_rdf(Dataset.of([])).value)


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra; another missing library is told as it is."""
    path = str(rdf_terms.__file__)
    with monkeypatch.context() as hidden:
        hidden.setitem(sys.modules, "rdflib", None)
        with pytest.raises(MissingExtraError, match=r"sinouk-innov\[rdf\]"):
            runpy.run_path(path)
    monkeypatch.delitem(sys.modules, "rdflib")
    monkeypatch.setitem(sys.modules, "rdflib.graph", None)
    with pytest.raises(ModuleNotFoundError, match=r"rdflib\.graph"):
        runpy.run_path(path)
