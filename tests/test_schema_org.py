"""Pages in schema.org: what they say is meant so there, and what they cannot say is in the ledger."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

import small
import strategies
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period, parse_when
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.schema_org import script_json, to_schema_org, write_schema_org
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Name, Record
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
    RelationKind,
    Sector,
    Standing,
    StatisticStatus,
)
from sinouk_innov.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Exported, Ledger

Page = dict[str, Any]
OURS = "urn:sinouk-innov:"


@cache
def bundled() -> Exported[Page]:
    """Return the bundled data in schema.org."""
    return to_schema_org(load())


def page(record: Record, *others: Record) -> tuple[Page, Ledger]:
    """Return the node of a record, and the ledger of it."""
    exported = to_schema_org(small.dataset(record, *others), record)
    return exported.value["@graph"][0], exported.ledger


def reasons(ledger: Ledger) -> dict[str, str]:
    """Return why facts were dropped."""
    return {str(loss.fact).partition("#")[2]: loss.reason for loss in ledger.losses if loss.fact in ledger.lost}


# --- the ledger -----------------------------------------------------------------------------------------------------


@given(data=strategies.datasets())
@settings(max_examples=25, deadline=None)
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Of any data; and whatever stands in texts, the page is JSON that ends no script."""
    exported = to_schema_org(data)
    facts = {fact.ref for record in data for fact in facts_of(record)}
    assert set(exported.ledger.kept) | exported.ledger.lost == facts
    assert not set(exported.ledger.kept) & exported.ledger.lost
    text = script_json(exported.value)
    assert not set("<>") & set(text)
    assert json.loads(text) == exported.value


def texts(value: object) -> Iterator[str]:
    """Yield all texts and numbers within a value."""
    if isinstance(value, dict):
        for term, inner in value.items():
            yield term
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def is_number(figure: Quantity) -> bool:
    """Tell whether a figure can be told as a number, with a bound or without."""
    return isinstance(figure.value, Decimal) and figure.bound not in {"about", "nearly"}


TELLS: dict[type[object], Callable[[Any], object]] = {
    Name: lambda name: name.text,
    Identifier: lambda identifier: identifier.value,
    SectorLink: lambda link: link.sector,
    PartOf: lambda part: part.whole,
    Participation: lambda guest: guest.entity,
    Party: lambda party: party.entity,
    Role: lambda role: role.title,
    Period: lambda period: period.start or period.end,
    Quantity: lambda figure: f"{figure.value:f}" if is_number(figure) else figure.describe(),
    RelationKind: lambda kind: {"member_of": "memberOf"}.get(kind, kind.partition("_")[0].removesuffix("ed")),
}


def told(value: object) -> str:
    """Return the text by which a fact's value can be found on a page."""
    return "" if isinstance(value, Record) else str(TELLS.get(type(value), str)(value))


def test_what_is_kept_is_found() -> None:
    """Each fact of the bundled data that the ledger calls kept stands on the page of its record."""
    data, exported = load(), bundled()
    lost = exported.ledger.lost
    pages: dict[str, str] = {}
    for node in exported.value["@graph"]:
        pages[node["@id"]] = " ".join([pages.get(node["@id"], ""), *texts(node)])
    kept = 0
    for record in data:
        # A relation stands on the page of its subject.
        said = pages.get(f"{OURS}{record.subject if isinstance(record, Relation) else record.id}", "")
        for fact in facts_of(record):
            if fact.ref not in lost:
                kept += 1
                assert said
                assert told(fact.value) in said, fact.ref
    assert kept > 7000


def test_a_ledger_of_one_record() -> None:
    """It is of that record alone; an id that is unknown is refused."""
    data = load()
    exported = to_schema_org(data, "per-xianghui-bian")
    assert {ref.record for ref in exported.ledger.kept} == {"per-xianghui-bian"}
    assert to_schema_org(data, data["per-xianghui-bian"]).value == exported.value
    with pytest.raises(UnknownIdError, match="per-nobody"):
        to_schema_org(data, "per-nobody")


def test_files(tmp_path: Path) -> None:
    """One record or all; the ledger comes back; progress is told."""
    seen: list[int] = []
    data = small.dataset(small.place("a", names=(small.name("</script> & so on"),)), small.place("b"))
    ledger = write_schema_org(data, tmp_path / "all.json", progress=lambda done, _: seen.append(done))
    assert (len(ledger.kept), seen) == (4, [1, 2])
    text = (tmp_path / "all.json").read_text(encoding="utf-8")
    assert not set("<>&") & set(text)
    assert [node["@id"] for node in json.loads(text)["@graph"]] == [
        f"{OURS}{name}" for name in ("dataset", "pla-a", "pla-b")
    ]
    write_schema_org(data, tmp_path / "one.json", "pla-b")
    assert len(json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["@graph"]) == 1


# --- kind by kind ---------------------------------------------------------------------------------------------------


def test_a_body() -> None:
    """Names, identifiers, sectors, seat and whole; what a browser must not follow is dropped."""
    known = Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q1", note="checked")
    other = Identifier(scheme=IdentifierScheme.ISO_3166_1, value="CN")
    works = SectorLink(sector=Sector.ENERGY, standing=Standing.CORE, wording="power")
    names = (
        Name(text="A", language="en", kind=NameKind.OFFICIAL),
        Name(text="B", language="en", kind=NameKind.SHORT, period=Period("2018/..")),
        Name(text="C", language="en", kind=NameKind.MISSPELLING),
    )
    body = small.organisation(
        "a",
        "cen-park",
        names=names,
        part_of="org-whole",
        identifiers=(known, other),
        sectors=(works,),
        website="https://[",
    )
    node, ledger = page(body, small.centre("park"))
    assert node == {
        "@type": "Organization",
        "@id": f"{OURS}org-a",
        "additionalType": f"{OURS}term:OrganisationKind/company",
        "name": "A",
        "alternateName": "B",
        "keywords": {"@type": "DefinedTerm", "name": "energy", "termCode": "energy"},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "wikidata", "value": "Q1"},
            {"@type": "PropertyValue", "propertyID": "iso_3166_1", "value": "CN"},
        ],
        "sameAs": "https://www.wikidata.org/entity/Q1",
        "location": {"@type": "Place", "@id": f"{OURS}cen-park/site", "name": "park"},
    }
    assert set(reasons(ledger)) == {"names[C@en]", "part_of", "website"}
    parts = {(str(loss.fact.key), loss.part) for loss in ledger.losses if loss.fact.field == "names"}
    assert ("B@en", "period") in parts
    fine, _ = page(small.organisation("b", website="https://b.example/"))
    assert fine["url"] == "https://b.example/"


def test_a_centre_has_a_site() -> None:
    """The body is an organisation, the site a place in its places."""
    town = small.place("town")
    node, ledger = page(
        small.centre("park", "pla-town", "cen-zone", "org-gone", at="pla-town", operators=("org-a",)),
        town,
        small.centre("zone"),
    )
    stub = {"@type": "City", "@id": f"{OURS}pla-town", "name": "town"}
    assert node["location"] == {
        "@type": "Place",
        "@id": f"{OURS}cen-park/site",
        "name": "park",
        "containedInPlace": [stub, stub],
    }
    assert node["parentOrganization"]["@id"] == f"{OURS}cen-zone"
    assert set(reasons(ledger)) == {"part_of[org-gone]", "operators[org-a]"}
    _, lost = page(small.centre("lab", at="pla-gone"))
    assert set(reasons(lost)) == {"place"}


def test_a_place() -> None:
    """It lies in another, at its degrees."""
    node, _ = page(small.place("a", part_of="pla-b", latitude=1.5, longitude=2.5), small.place("b"))
    assert (node["latitude"], node["longitude"], node["containedInPlace"]["name"]) == (1.5, 2.5, "b")


def test_a_person() -> None:
    """A post is a role between the person and the body; without the body it is dropped."""
    names = (Name(text="Peng Lv", language="zh-Latn", kind=NameKind.OFFICIAL, family="Lv", given="Peng"),)
    post = small.role("Head", "org-a", period=Period("2018-03/2019~"))
    always = small.role("Chair", "org-a", period=Period("2018/.."))
    other = small.role("Clerk", "org-gone")
    node, ledger = page(small.person("a", post, always, other, names=names, honorific="Mr"), small.organisation("a"))
    assert (node["familyName"], node["givenName"], node["honorificPrefix"]) == ("Lv", "Peng", "Mr")
    first, second = node["affiliation"]
    assert first == {
        "@type": "OrganizationRole",
        "roleName": "Head",
        "additionalType": f"{OURS}term:Rank/head",
        "startDate": "2018-03",
        "affiliation": {"@type": "Organization", "@id": f"{OURS}org-a", "name": "a"},
    }
    assert (second["startDate"], "endDate" in second) == ("2018", False)
    assert set(reasons(ledger)) == {"roles[Clerk@org-gone]"}
    parts = {loss.part for loss in ledger.losses if str(loss.fact.key) == "Head@org-a"}
    assert "period.end" in parts


def test_an_event() -> None:
    """Who was there is told; who need not have been, and what has no certain date, is not."""
    guests = (
        small.guest("org-a", role="partner", group="the guests"),
        small.guest("org-gone"),
        Participation(entity="org-a", capacity=Capacity.SUBJECT),
        Participation(label="his delegation", capacity=Capacity.GUEST),
    )
    whole = small.event("whole", "2019")
    node, ledger = page(
        small.event("a", "2019-05", *guests, where="cen-park", part_of="evt-whole", about=("cen-park",)),
        whole,
        small.centre("park"),
        small.organisation("a"),
    )
    assert (node["startDate"], "endDate" in node) == ("2019-05", False)
    assert node["attendee"]["@id"] == f"{OURS}org-a"
    assert node["superEvent"]["@id"] == f"{OURS}evt-whole"
    assert (node["about"]["@type"], node["location"]["@type"]) == ("Organization", "Place")
    assert len(reasons(ledger)) == 3
    planned, _ = page(small.event("b", "2018/2019-01", modality=Modality.PLANNED))
    assert (planned["eventStatus"], planned["startDate"], planned["endDate"]) == (
        "https://schema.org/EventScheduled",
        "2018",
        "2019-01",
    )
    for when in ("2019~", "[..2021-05-17]", "/2018~"):
        vague, lost = page(small.event("c", when))
        assert not {"startDate", "endDate"} & set(vague)
        assert set(reasons(lost)) == {"when"}
        assert reasons(lost)["when"]
    shown, _ = page(small.event("d", kind=EventKind.EXHIBITION))
    assert shown["@type"] == "ExhibitionEvent"


def test_what_did_not_take_place_is_left_out() -> None:
    """A claimed or denied event, or one about which another turns, would be taken for one."""
    claimed = small.event("a", "2019", modality=Modality.CLAIMED)
    exported = to_schema_org(small.dataset(claimed), claimed)
    assert exported.value["@graph"] == []
    assert exported.ledger.kept == ()
    _, ledger = page(small.event("b", part_of="evt-a"), claimed)
    assert "part_of" in reasons(ledger)


def initiative(slug: str, kind: InitiativeKind, **fields: Any) -> Initiative:
    """Make an initiative."""
    return Initiative(id=f"ini-{slug}", names=(small.name(slug),), kind=kind, **fields)


def test_an_initiative() -> None:
    """A project has members; a plan is a work; a concept is a mere thing."""
    parties = tuple(
        Party(entity="org-a", capacity=capacity)
        for capacity in (Capacity.PARTNER, Capacity.FUNDER, Capacity.FOUNDER, Capacity.HOST)
    )
    more = (*parties, Party(label="start-ups", capacity=Capacity.PARTNER))
    works = (SectorLink(sector=Sector.ENERGY, standing=Standing.CORE),)
    others = (
        small.organisation("a"),
        initiative("whole", InitiativeKind.PROGRAMME),
        initiative("strategy", InitiativeKind.STRATEGY),
        initiative("venture", InitiativeKind.JOINT_VENTURE),
    )

    def of(kind: InitiativeKind, part_of: str | None) -> tuple[Page, set[str]]:
        made = initiative("x", kind, part_of=part_of, parties=more, sectors=works, outcome="done", operators=("org-a",))
        node, ledger = page(made, *others)
        return node, {str(ref.field) for ref in ledger.lost}

    project, lost = of(InitiativeKind.PROJECT, "ini-whole")
    assert {"member", "funder", "founder", "keywords", "parentOrganization"} < set(project)
    assert (project["description"], lost) == ("done", {"operators", "parties"})
    plan, lost = of(InitiativeKind.PLAN, "ini-strategy")
    assert {"funder", "keywords", "isPartOf"} < set(plan)
    assert not {"member", "founder"} & set(plan)
    assert lost == {"operators", "parties"}
    assert "part_of" in of(InitiativeKind.PLAN, "ini-whole")[1]
    assert "part_of" in of(InitiativeKind.JOINT_VENTURE, "ini-whole")[1]
    concept, lost = of(InitiativeKind.CONCEPT, "ini-whole")
    assert (concept["@type"], lost) == ("Thing", {"operators", "parties", "part_of", "sectors"})


def test_a_relation() -> None:
    """It is told on its subject, where schema.org has a word for it, and both ends are known."""
    ends = (small.organisation("a"), small.organisation("b"), small.person("c"))

    def of(kind: RelationKind, subject: str, other: str, **fields: Any) -> list[Page]:
        made = Relation(id="rel-x", subject=subject, kind=kind, object=other, **fields)
        graph: list[Page] = to_schema_org(small.dataset(made, *ends), made).value["@graph"]
        return graph

    stub = {"@type": "Organization", "@id": f"{OURS}org-b", "name": "b"}
    told_so = of(RelationKind.MEMBER_OF, "org-a", "org-b", qualifier="as a guest")
    assert told_so == [{"@type": "Organization", "@id": f"{OURS}org-a", "name": "a", "memberOf": stub}]
    assert of(RelationKind.MEMBER_OF, "per-c", "org-b")[0]["@type"] == "Person"
    assert of(RelationKind.FOUNDED_BY, "per-c", "org-b") == []
    assert of(RelationKind.FUNDED_BY, "org-a", "per-c")[0]["funder"]["@type"] == "Person"
    assert of(RelationKind.BUILT, "org-a", "org-b") == []
    assert of(RelationKind.MEMBER_OF, "org-a", "org-gone") == []
    assert of(RelationKind.MEMBER_OF, "org-gone", "org-a") == []
    assert of(RelationKind.MEMBER_OF, "org-a", "org-b", period=parse_when("2018/2019")) == []


@pytest.mark.parametrize(
    ("quantity", "told_as", "approximate"),
    [
        ("1500 count", {"value": 1500}, False),
        ("at_least 1500 count", {"minValue": 1500}, False),
        ("more_than 1500 count", {"minValue": 1500}, True),
        ("at_most 7.5 ha", {"maxValue": "7.5"}, False),
        ("less_than 7.5 ha", {"maxValue": "7.5"}, True),
        ("between 5 and 7 count", {"minValue": 5, "maxValue": 7}, False),
        ("between 1/3 and 2/3 share", {"value": "between 1/3 and 2/3"}, True),
        ("between 0 and 2/3 share", {"value": "between 0 and 2/3"}, True),
        ("about 770000 m2", {"value": "about 770,000 m²"}, True),
        ("nearly 770000 m2", {"value": "nearly 770,000 m²"}, True),
        ("vague count", {"value": "unspecified"}, True),
        ("1/3 share", {"value": "1/3"}, True),
        ("99999999999999999999 count", {"value": "99999999999999999999"}, False),
    ],
)
def test_a_figure_is_told_with_its_bound(quantity: str, told_as: Page, *, approximate: bool) -> None:
    """Exact figures are numbers, bounded ones bounds, and all others words, so that none looks more exact."""
    figure = Statistic(
        id="sta-x",
        about="pla-a",
        measure=Measure.COUNT,
        category="firms",
        quantity=Quantity.parse(quantity),
        scope="large ones",
        as_of=PartialDate("2020-04"),
    )
    node, ledger = page(figure, small.place("a"))
    assert {term: node[term] for term in ("value", "minValue", "maxValue") if term in node} == told_as
    assert (FactRef("sta-x", "quantity") in ledger.approximated) is approximate
    assert (node["observationDate"], node["description"], node["variableMeasured"]) == (
        "2020-04",
        "large ones",
        "firms",
    )
    worded = attrs.evolve(
        figure, quantity=Quantity.parse(quantity, "so many"), measure=Measure.OUTPUT_VALUE, category=None
    )
    other, lost = page(worded)
    assert other["variableMeasured"] == Measure.OUTPUT_VALUE.description
    assert "wording" in {loss.part for loss in lost.losses}
    assert "about" in reasons(lost)


def test_figures_that_are_no_results_are_left_out() -> None:
    """A plan is no observation."""
    planned = Statistic(
        id="sta-x",
        about="pla-a",
        measure=Measure.REVENUE,
        quantity=Quantity.parse("5 GBP"),
        over=PartialDate("2030"),
        status=StatisticStatus.PLANNED,
    )
    assert to_schema_org(small.dataset(planned), planned).value["@graph"] == []
    node, ledger = page(attrs.evolve(planned, status=StatisticStatus.REPORTED, over=None))
    assert node["@type"] == "Observation"
    assert "over" not in reasons(ledger)


def test_a_source_and_what_rests_on_it() -> None:
    """A record names the pages that it rests on; a page that may not be followed has no address."""
    report = small.source(
        "page", "2020-05", url="https://a.example/", archived="https://[", licence="CC0", lineage="src-b"
    )
    report = attrs.evolve(report, fingerprint="0123456789abcdef", accessed=PartialDate("2021"))
    other = small.source("b", "[..2020]", url="https://[")
    node, ledger = page(report, other)
    assert (node["datePublished"], node["inLanguage"], node["copyrightNotice"]) == ("2020-05", "en", "CC0")
    assert node["isBasedOn"]["@id"] == f"{OURS}src-b"
    assert set(reasons(ledger)) == {"archived", "accessed"}
    cited = small.place("a", names=(small.name("A", *(small.citation(slug) for slug in ("page", "b", "gone"))),))
    shown, _ = page(cited, report, other)
    assert [(stub["@id"], stub.get("url")) for stub in shown["subjectOf"]] == [
        (f"{OURS}src-b", None),
        (f"{OURS}src-page", "https://a.example/"),
    ]


# --- the terms of schema.org ----------------------------------------------------------------------------------------


def conformance(name: str) -> Path:
    """Return a file of another project, or skip the test."""
    folder = os.environ.get("SINOUK_CONFORMANCE")
    if not folder:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schemas of others, which are in no package")
    return Path(folder, name)


def names_in(text: str) -> set[str]:
    """Return the last parts of addresses, with commas between."""
    return {name.strip().rpartition("/")[2] for name in text.split(",") if name.strip()}


@cache
def schema() -> tuple[dict[str, set[str]], dict[str, tuple[set[str], set[str]]]]:
    """Return wider types by type, and domain and range by property."""
    with conformance("schemaorg/types-30.0.csv").open(encoding="utf-8", newline="") as file:
        wider = {row["label"]: names_in(row["subTypeOf"]) for row in csv.DictReader(file)}
    with conformance("schemaorg/properties-30.0.csv").open(encoding="utf-8", newline="") as file:
        terms = {
            row["label"]: (names_in(row["domainIncludes"]), names_in(row["rangeIncludes"]))
            for row in csv.DictReader(file)
        }
    return wider, terms


def widened(kind: str) -> set[str]:
    """Return a type with all that are wider."""
    wider, _ = schema()
    found = {kind}
    for wide in wider.get(kind, set()):
        found |= widened(wide)
    return found


def wrong_terms(node: Page) -> Iterator[str]:
    """Yield what schema.org does not know, or does not mean so."""
    wider, terms = schema()
    if node["@type"] not in wider:
        yield f"no type {node['@type']}"
    for term, value in node.items():
        if term.startswith("@"):
            continue
        if term not in terms:
            yield f"no property {term}"
            continue
        domain, wanted = terms[term]
        if not domain & widened(node["@type"]):
            yield f"{term} of {node['@type']}"
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, dict):
                plain = {"Text", "URL", "Date", "DateTime", "EventStatusType"} if isinstance(item, str) else set[str]()
                if not wanted & (plain | {"Number"}):
                    yield f"{term}: {item}"
                continue
            # A role stands between, and repeats the property.
            role = "Role" in widened(item["@type"]) and term in item
            if not role and not wanted & (widened(item["@type"]) | {"Thing"}):
                yield f"{term}: {item['@type']}"
            yield from wrong_terms(
                {"@type": item["@type"]} | {inner: item[inner] for inner in item if not (role and inner == term)}
            )


def test_terms_exist_and_are_meant_so() -> None:
    """In all pages of the bundled data."""
    assert {wrong for node in bundled().value["@graph"] for wrong in wrong_terms(node)} == set()


BAD: list[tuple[str, Page]] = [
    ("a slip", {"@type": "Organization", "name": "A", "foundingDaet": "2019"}),
    ("another's property", {"@type": "Organization", "name": "A", "birthDate": "2019"}),
    ("a person for a place", {"@type": "Organization", "location": {"@type": "Person", "name": "A"}}),
    ("no such type", {"@type": "Organisation", "name": "A"}),
    ("a text for a body", {"@type": "Organization", "parentOrganization": 5}),
]


@pytest.mark.parametrize("node", [node for _, node in BAD], ids=[name for name, _ in BAD])
def test_the_check_bites(node: Page) -> None:
    """Slips are found."""
    assert list(wrong_terms(node))


def compiled(folder: Path, graph: list[Page]) -> subprocess.CompletedProcess[str]:
    """Compile pages as the typed graph of schema-dts, or skip the test."""
    modules, node = os.environ.get("SINOUK_NODE_MODULES"), shutil.which("node")
    if not modules or node is None:
        pytest.skip("SINOUK_NODE_MODULES names no node_modules with schema-dts and typescript, or there is no node")
    (folder / "node_modules").symlink_to(modules)
    page_text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    (folder / "page.ts").write_text(
        f'import type {{ Graph }} from "schema-dts";\nexport const page: Graph = {page_text};\n', encoding="utf-8"
    )
    command = [
        node,
        "node_modules/typescript/bin/tsc",
        "--strict",
        "--noEmit",
        "--types",
        "",
        "--skipLibCheck",
        "page.ts",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


def some_of_each_type(pages: list[Page]) -> list[Page]:
    """Return a few pages of each type."""
    by_type: dict[str, list[Page]] = {}
    for node in pages:
        by_type.setdefault(node["@type"], []).append(node)
    return [node for nodes in by_type.values() for node in nodes[:: len(nodes) // 4 + 1]]


def test_pages_are_typed_as_schema_dts_has_them(tmp_path: Path) -> None:
    """A part of the pages of each type compiles under `tsc --strict`; damaged ones do not."""
    good = compiled(tmp_path, some_of_each_type(bundled().value["@graph"]))
    assert good.returncode == 0, good.stdout[:2000]


@pytest.mark.parametrize("node", [node for _, node in BAD[:4]], ids=[name for name, _ in BAD[:4]])
def test_schema_dts_bites(node: Page, tmp_path: Path) -> None:
    """What is no such type or property there is refused."""
    assert compiled(tmp_path, [node]).returncode != 0
