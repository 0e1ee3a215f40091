"""The shapes of our linked data, the EU profile for public bodies, and the terms of others: all with good and bad."""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pyshacl
import pytest
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

import small
from rdf_reader import linked
from sinouk_innov.bundle import load
from sinouk_innov.evidence import Basis
from sinouk_innov.export.rdf import to_rdf
from sinouk_innov.export.rdf_terms import CV, OA, SCHEMA, TERM, concept, record_iri
from sinouk_innov.export.shacl import shapes, to_shacl
from sinouk_innov.model.vocabularies import CentreKind, OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

TOWN = record_iri("org-town")


@cache
def shape_graph() -> Graph:
    """Return our shapes as a graph."""
    return Graph().parse(data=shapes(), format="turtle")


def conformance(name: str) -> Path:
    """Return a file of another project, or skip the test."""
    folder = os.environ.get("SINOUK_CONFORMANCE")
    if not folder:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schemas of others, which are in no package")
    return Path(folder, name)


def validated(graph: Graph, wanted: Graph) -> tuple[bool, str]:
    """Validate a graph; return whether it conforms, and the report."""
    conforms, _, report = pyshacl.validate(graph, shacl_graph=wanted, inference="none")
    return bool(conforms), str(report)


def little() -> Graph:
    """Return the graph of a few records, to be damaged."""
    judged = small.citation("page", basis=Basis.INFERRED, note="why")
    town = attrs.evolve(
        small.organisation("town", names=(small.name("Town", judged),), seat="pla-town"),
        kind=OrganisationKind.GOVERNMENT,
        website="https://town.example/",
        citations=(small.citation("page", "the town sits there", supports=("seat",)),),
    )
    source = small.source("page", "2020-05", url="https://agency.example/page")
    return to_rdf(small.dataset(source, town, small.place("town"))).value


# --- our own shapes -------------------------------------------------------------------------------------------------


def test_the_bundled_data_have_our_shapes() -> None:
    """The whole graph, some 140,000 triples, in a few seconds."""
    conforms, report = validated(linked().value, shape_graph())
    assert conforms, report


def test_what_is_whole_is_not_refused() -> None:
    """Before they are damaged, the few records fit our shapes, the profile and the terms of others."""
    graph = little()
    assert validated(graph, shape_graph())[0]
    assert validated(around_public_bodies(graph), profile())[0]
    assert terms().wrong(graph) == set()


def test_shapes_are_written(tmp_path: Path) -> None:
    """As they are, in Turtle."""
    to_shacl(tmp_path / "shapes.ttl")
    assert (tmp_path / "shapes.ttl").read_text(encoding="utf-8") == shapes()


def without_name(graph: Graph) -> None:
    """Take a required field away."""
    graph.remove((TOWN, TERM.names, None))


def two_kinds(graph: Graph) -> None:
    """Give a second value to a field that takes one."""
    graph.add((TOWN, TERM.kind, concept(OrganisationKind.COMPANY)))


def foreign_kind(graph: Graph) -> None:
    """Put a term of another vocabulary in the place of one."""
    graph.set((TOWN, TERM.kind, concept(CentreKind.SCIENCE_PARK)))


def wrong_reference(graph: Graph) -> None:
    """Seat a body in a person."""
    graph.set((TOWN, TERM.seat, record_iri("per-a")))


def wrong_date(graph: Graph) -> None:
    """Write a date as no EDTF does."""
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    graph.set((record_iri("src-page"), TERM.published, Literal("May 2020", datatype=edtf)))


def wrong_degrees(graph: Graph) -> None:
    """Put a place beyond the pole."""
    graph.add((record_iri("pla-town"), TERM.latitude, Literal(91.0)))


def wrong_id(graph: Graph) -> None:
    """Give a record an id in capitals."""
    graph.add((record_iri("org-TOWN"), RDF.type, TERM.Organisation))


def no_reason(graph: Graph) -> None:
    """Judge without saying why."""
    for annotation in list(graph.subjects(TERM.basis, concept(Basis.INFERRED))):
        graph.remove((annotation, TERM.note, None))


def no_words(graph: Graph) -> None:
    """Take the number of words from a fingerprint."""
    graph.remove((None, TERM.words, None))


def no_target(graph: Graph) -> None:
    """Cite nothing."""
    graph.remove((None, OA.hasTarget, None))


@pytest.mark.parametrize(
    "damage",
    [
        *(without_name, two_kinds, foreign_kind, wrong_reference, wrong_date),
        *(wrong_degrees, wrong_id, no_reason, no_words, no_target),
    ],
)
def test_damaged_data_are_refused(damage: Callable[[Graph], None]) -> None:
    """Each sort of damage is found."""
    graph = little()
    damage(graph)
    assert not validated(graph, shape_graph())[0]


# --- the EU profile for public bodies -------------------------------------------------------------------------------


@cache
def profile() -> Graph:
    """Return the Core Public Organisation profile, 2.1.2."""
    return Graph().parse(conformance("rdf/cpov-shacl.ttl"))


def around_public_bodies(graph: Graph) -> Graph:
    """Return what a graph says of public bodies and of all that they refer to."""
    found = Graph()
    bodies = set(graph.subjects(RDF.type, CV.PublicOrganisation))
    near = bodies | {value for body in bodies for value in graph.objects(body) if isinstance(value, URIRef)}
    for node in near:
        for triple in graph.triples((node, None, None)):
            found.add(triple)
    return found


def test_public_bodies_fit_the_profile() -> None:
    """The bodies of governments in the bundled data do, and only they are typed so."""
    wanted = profile()
    part = around_public_bodies(linked().value)
    bodies = set(part.subjects(RDF.type, CV.PublicOrganisation))
    kinds = {
        *(OrganisationKind.GOVERNMENT, OrganisationKind.MINISTRY, OrganisationKind.BUREAU),
        *(OrganisationKind.AGENCY, OrganisationKind.DIPLOMATIC_MISSION),
    }
    assert bodies == {record_iri(body.id) for body in load().organisations if body.kind in kinds}
    conforms, report = validated(part, wanted)
    assert conforms, report


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (DCTERMS.spatial, record_iri("src-page")),
        (ORG.hasUnit, Literal("a unit")),
        (SKOS.prefLabel, Literal("Twice", lang="en")),
        (ORG.classification, record_iri("org-town")),
    ],
)
def test_the_profile_bites(term: URIRef, value: Node) -> None:
    """What is no place, no unit, a second name in one language or no concept is refused."""
    wanted = profile()
    graph = little()
    graph.add((TOWN, term, value))
    assert not validated(around_public_bodies(graph), wanted)[0]


# --- the terms of others --------------------------------------------------------------------------------------------

LITERALS: dict[Node, Node] = {
    XSD.string: SCHEMA.Text,
    XSD.decimal: SCHEMA.Number,
    XSD.double: SCHEMA.Number,
    XSD.gYear: SCHEMA.Date,
    XSD.gYearMonth: SCHEMA.Date,
    XSD.date: SCHEMA.Date,
}
Wrong = set[tuple[str, ...]]


class Terms:
    """The terms of ORG, PROV, Web Annotation and schema.org, from the files of those who made them."""

    def __init__(self) -> None:
        self.wider: dict[Node, set[Node]] = {}
        self.domains: dict[Node, set[Node]] = {}
        self.ranges: dict[Node, set[Node]] = {}
        self.known: set[Node] = set()
        for name in ("org", "prov-o", "oa"):
            self._add_ontology(Graph().parse(conformance(f"rdf/{name}.ttl")))
        self._add_schema_org()
        # FOAF and schema.org say so themselves.
        self.wider |= {FOAF.Person: {FOAF.Agent}, RDF.Property: {SCHEMA.Property}, RDFS.Class: {SCHEMA.Class}}

    def _add_ontology(self, graph: Graph) -> None:
        self.known |= set(graph.subjects(RDF.type))
        for narrow, wide in graph.subject_objects(RDFS.subClassOf):
            self.wider.setdefault(narrow, set()).add(wide)
        for found, term in ((self.domains, RDFS.domain), (self.ranges, RDFS.range)):
            for subject, wanted in graph.subject_objects(term):
                union = graph.value(wanted, OWL.unionOf)
                classes = set(Collection(graph, union)) if union is not None else {wanted}
                found.setdefault(subject, set()).update(classes)

    def _add_schema_org(self) -> None:
        def names(text: str) -> set[Node]:
            return {URIRef(name.strip()) for name in text.split(",") if name.strip()}

        with conformance("schemaorg/types-30.0.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.known.add(URIRef(row["id"]))
                self.wider[URIRef(row["id"])] = names(row["subTypeOf"]) | names(row["enumerationtype"])
        with conformance("schemaorg/properties-30.0.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.known.add(URIRef(row["id"]))
                self.domains[URIRef(row["id"])] = names(row["domainIncludes"])
                self.ranges[URIRef(row["id"])] = names(row["rangeIncludes"])

    def types(self, graph: Graph, node: Node) -> set[Node]:
        """Return the types of a node, and all that are wider."""
        # A member of an enumeration stands among the classes.
        found = set(graph.objects(node, RDF.type)) | self.wider.get(node, set())
        todo = list(found)
        while todo:
            narrow = todo.pop()
            for wide in self.wider.get(narrow, set()) | set(graph.objects(narrow, RDFS.subClassOf)):
                if wide not in found:
                    found.add(wide)
                    todo.append(wide)
        return found

    def wrong(self, graph: Graph) -> Wrong:
        """Return the terms that do not exist, and those that are said of or point to what they do not take."""
        found: Wrong = set()
        checked = (str(ORG), str(PROV), str(OA), str(SCHEMA))
        thing = SCHEMA.Thing
        for subject, term, value in graph:
            for node in (term, value):
                if isinstance(node, URIRef) and str(node).startswith(checked) and node not in self.known:
                    found.add(("unknown", str(node)))
            if not (str(term).startswith(checked)):
                continue
            wanted = self.domains.get(term, {thing})
            if thing not in wanted and not wanted & self.types(graph, subject):
                found.add(("domain", str(term), str(subject)))
            if not self._fits(graph, self.ranges.get(term, {thing}), value):
                found.add(("range", str(term), str(value)))
        return found

    def _fits(self, graph: Graph, wanted: set[Node], value: Node) -> bool:
        if isinstance(value, Literal):
            datatype = XSD.string if value.datatype is None else value.datatype
            return SCHEMA.Thing in wanted or not wanted.isdisjoint({datatype, LITERALS.get(datatype), RDFS.Literal})
        # What no file restricts may be anything.
        fits = {SCHEMA.Thing, SCHEMA.URL} | self.types(graph, value)
        return not wanted.isdisjoint(fits)


@cache
def terms() -> Terms:
    """Return the terms of others."""
    return Terms()


def test_terms_of_others_exist_and_are_used_as_meant() -> None:
    """In the bundled data, none is unknown, said of the wrong thing, or points to one."""
    assert terms().wrong(linked().value) == set()


@pytest.mark.parametrize(
    ("subject", "term", "value", "why"),
    [
        (TOWN, URIRef(f"{ORG}hasHeadquarters"), record_iri("pla-town"), "unknown"),
        (TOWN, SCHEMA.foundingDaet, Literal("2019"), "unknown"),
        (TOWN, SCHEMA.birthDate, Literal("2019", datatype=XSD.gYear), "domain"),
        (TOWN, ORG.hasPrimarySite, record_iri("pla-town"), "range"),
        (record_iri("pla-town"), ORG.subOrganizationOf, TOWN, "domain"),
        (TOWN, SCHEMA.location, record_iri("src-page"), "range"),
    ],
)
def test_the_check_of_terms_bites(subject: URIRef, term: URIRef, value: Node, why: str) -> None:
    """A slip in a term, a property of something else and a value of the wrong sort are found."""
    checker = terms()
    graph = little()
    graph.add((subject, term, value))
    assert {wrong[0] for wrong in checker.wrong(graph)} == {why}
