"""The data as Popolo."""

from __future__ import annotations

import copy
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import HealthCheck, given, settings
from popolo_data.importer import Popolo
from referencing.jsonschema import DRAFT3

import hostile
import sinouk_innov as si
import small
import strategies
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import Period
from sinouk_innov.export.popolo import to_popolo, write_popolo
from sinouk_innov.model.belonging import Identifier, PartOf
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Absence, Name
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.vocabularies import (
    AbsenceReason,
    Capacity,
    IdentifierScheme,
    NameKind,
    RelationKind,
    RemarkKind,
)

Json = dict[str, Any]
DATA = si.load()
EXPORTED = to_popolo(DATA)
SCHEMAS = {
    "persons": "person",
    "organizations": "organization",
    "memberships": "membership",
    "posts": "post",
    "areas": "area",
    "events": "event",
    "speeches": "speech",
}
NEEDED = {
    "persons": {"id", "name"},
    "organizations": {"id", "name", "classification"},
    "memberships": {"id", "organization_id"},
    "posts": {"id", "label", "role", "organization_id"},
    "areas": {"id", "name", "classification"},
    "events": {"id", "classification", "status"},
    "speeches": {"id", "type", "text"},
}
REFERENCES = {
    "person_id": ("persons",),
    "creator_id": ("persons",),
    "organization_id": ("organizations",),
    "post_id": ("posts",),
    "area_id": ("areas",),
    "event_id": ("events",),
}


@cache
def schemas() -> dict[str, Json]:
    """Return the schemas of the specification by name."""
    folder = os.environ.get("SINOUK_CONFORMANCE")
    if not folder:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schemas of Popolo")
    return {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(Path(folder, "popolo").glob("*.json"))
    }


@cache
def registry() -> Any:
    """Return the schemas by their addresses."""
    found: Any = referencing.Registry()  # type: ignore[var-annotated,unused-ignore]
    held = [(schema["id"], DRAFT3.create_resource(schema)) for schema in schemas().values()]
    return found.with_resources([*held, *((address.rstrip("#"), resource) for address, resource in held)])


def wrong(document: Json) -> list[str]:
    """Return what the schemas, and our own closed world, find wrong with a document."""
    found: list[str] = []
    ids = {table: {thing.get("id") for thing in document[table]} for table in SCHEMAS}
    for table, name in SCHEMAS.items():
        schema = schemas()[name]
        checker = jsonschema.Draft3Validator(
            schema, registry=registry(), format_checker=jsonschema.Draft3Validator.FORMAT_CHECKER
        )
        for thing in document[table]:
            found.extend(error.message for error in checker.iter_errors(thing))
            found.extend(f"{key} is unknown" for key in thing.keys() - schema["properties"].keys())
            found.extend(f"{key} is missing" for key in NEEDED[table] - thing.keys())
            found.extend(
                f"{key} dangles"
                for key, tables in REFERENCES.items()
                if key in thing and not any(thing[key] in ids[wanted] for wanted in tables)
            )
            if "parent_id" in thing and thing["parent_id"] not in ids[table]:
                found.append("parent_id dangles")
            for link in thing.get("sources", []):
                found.extend(f"{key} is unknown" for key in link.keys() - schemas()["link"]["properties"].keys())
            for other in thing.get("other_names", []):
                found.extend(f"{key} is unknown" for key in other.keys() - schemas()["other_name"]["properties"].keys())
    return found


def test_the_schemas_and_a_closed_world_find_nothing_wrong() -> None:
    """Every object has what it needs and nothing that the specification does not know, and no reference dangles."""
    assert wrong(EXPORTED.value) == []


@pytest.mark.parametrize(
    ("table", "damage", "told"),
    [
        ("events", {"start_date": "circa 1955"}, "does not match"),
        ("memberships", {"start_date": "2013-03~"}, "does not match"),
        ("persons", {"name": ["Peng Lv"]}, "is not of type"),
        ("persons", {"sources": [{"note": "no address"}]}, "'url' is a required property"),
        ("persons", {"salary": "1"}, "salary is unknown"),
        ("memberships", {"person_id": "per-nobody"}, "person_id dangles"),
        ("areas", {"parent_id": "pla-nowhere"}, "parent_id dangles"),
    ],
)
def test_damage_is_found(table: str, damage: Json, told: str) -> None:
    """The checks bite: each of these makes a good document a bad one."""
    damaged = copy.deepcopy({key: EXPORTED.value[key] for key in SCHEMAS})
    damaged[table][0] |= damage
    assert any(told in reason for reason in wrong(damaged))


def test_the_reader_of_everypolitician_reads_it() -> None:
    """People, posts and bodies are found by the library that reads such files."""
    read: Any = Popolo(EXPORTED.value)
    bian = read.persons.get(id="per-xianghui-bian")
    assert (bian.name, bian.family_name, bian.honorific_prefix) == ("Xianghui Bian", "Bian", "Ms")
    roles = {(held.role, held.organization.id, held.post.label) for held in bian.memberships}
    assert roles == {(role.title, role.body, role.title) for role in DATA.people["per-xianghui-bian"].roles}
    assert len(read.events) == len(DATA.events)
    assert len(read.organizations) == len(DATA.organisations) + len(DATA.centres)
    assert {area.id for area in read.areas} >= {place.id for place in DATA.places}


def test_a_partial_date_is_read_as_partial() -> None:
    """A post held from May 2019 on is not held in 2018, and perhaps in May 2019."""
    role = small.role("Director", "org-a", small.citation("page"), period=Period("2019-05/2020"))
    data = small.dataset(small.person("p", role), small.organisation("a"))
    read: Any = Popolo(to_popolo(data).value)
    held = read.memberships[0]
    assert str(held.start_date) == "2019-05"
    assert str(held.end_date) == "2020"


PLAIN = json.dumps(EXPORTED.value, ensure_ascii=False)


def test_what_is_kept_is_there() -> None:
    """The value of each kept fact stands in the object that it belongs to."""
    by_id = {thing["id"]: json.dumps(thing, ensure_ascii=False) for table in SCHEMAS for thing in EXPORTED.value[table]}
    kept = set(EXPORTED.ledger.kept)
    assert len(kept) > 3000
    for record in DATA:
        for fact in facts_of(record):
            if fact.ref not in kept or fact.ref.field in {None, "where", "speaker", "roles"}:
                continue
            if fact.value == RelationKind.MEMBER_OF:
                # A membership says so by being one.
                continue
            text = by_id.get(record.id, PLAIN)
            assert any(json.dumps(wanted, ensure_ascii=False)[1:-1] in text for wanted in shown(fact)), fact.ref


def shown(fact: Any) -> list[str]:
    """Return how the value of a fact may stand in the output."""
    value = fact.value
    for name in ("text", "value", "whole", "entity"):
        if isinstance(getattr(value, name, None), str) and not isinstance(value, str):
            return [getattr(value, name)]
    if fact.ref.field in {"when", "published", "period"}:
        return [re.findall(r"\d{4}[-\d]*", value.edtf)[0]]
    return [str(value)]


def test_memberships_hold_the_roles() -> None:
    """Each role is a membership of its holder, with its title, body and post."""
    posts = {post["id"]: post for post in EXPORTED.value["posts"]}
    held = {
        (one["person_id"], one["role"], one["organization_id"], posts[one["post_id"]]["role"])
        for one in EXPORTED.value["memberships"]
        if "post_id" in one
    }
    assert held == {(who.id, role.title, role.body, role.rank) for who in DATA.people for role in who.roles}


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    """The same data give the same bytes, and the ledger comes with them."""
    told: list[tuple[int, int]] = []
    ledger = write_popolo(DATA, tmp_path / "a.json", progress=lambda done, total: told.append((done, total)))
    write_popolo(Dataset.of(reversed(list(DATA)), release=DATA.release), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == EXPORTED.value
    assert told[-1] == (len(DATA), len(DATA))
    assert ledger == EXPORTED.ledger
    assert EXPORTED.value["meta"]["version"] == DATA.release.data_version


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.datasets())
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Whatever the data are, nothing is forgotten, nothing dangles and the schemas are met."""
    exported = to_popolo(data)
    facts = {fact.ref for record in data for fact in facts_of(record)}
    assert set(exported.ledger.kept) | exported.ledger.lost == facts
    assert not set(exported.ledger.kept) & exported.ledger.lost
    assert wrong(exported.value) == []


def rare() -> Dataset:
    """Return what the bundled data seldom have: members, sites in sites, dated names, organisers, bodies that speak."""
    cited = small.citation("page", paragraph=2)
    unaddressed = small.citation("book")
    names = (
        Name(text="Park", language="en", kind=NameKind.OFFICIAL, family="Park", period=Period("2019/"), note="so"),
        Name(text="Old", language="en", kind=NameKind.FORMER, period=Period("1999/2001"), citations=(unaddressed,)),
    )
    lost = small.citation("lost")
    park = small.centre(
        "park",
        names=names,
        at="cen-zone",
        note="a note",
        part_of=(PartOf(whole="pla-town"), PartOf(whole="org-gone"), PartOf(whole="org-a", qualifier="core area of")),
        absent=(Absence(field="website", reason=AbsenceReason.NOT_STATED),),
    )
    zone = small.centre("zone", at="cen-park", names=(small.name("Zone", lost),))
    firm = small.organisation("a", seat="cen-zone", part_of="cen-park", website="https://a.cn/")
    loose = small.organisation("b", seat="pla-town")
    title = small.name("Chair", cited)
    later = small.name("主席", small.citation("book"), language="zh")
    role = small.role("Chair", "org-a", cited)
    role = type(role)(titles=(title, later), rank=role.rank, body="org-a", period=Period("2019/.."), citations=(cited,))
    noted = type(role)(titles=(small.name("X"),), rank=role.rank, body="org-gone")
    person = small.person("p", role, noted, honorific="女士")
    dated = type(role)(
        titles=(Name(text="Y", language="en", kind=NameKind.OFFICIAL, note="so"),), rank=role.rank, body="org-b"
    )
    other = small.person("q", dated, honorific="Mr")
    place = small.place(
        "town",
        part_of="cen-park",
        latitude=1.5,
        longitude=2.5,
        identifiers=(
            Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q1"),
            Identifier(scheme=IdentifierScheme.GEONAMES, value="2"),
        ),
    )
    guests = (
        small.guest("per-p", role="Chair"),
        small.guest("per-gone"),
        small.guest("org-a"),
        type(small.guest("org-a"))(entity="org-a", capacity=Capacity.ORGANISER),
        type(small.guest("org-a"))(entity="org-b", capacity=Capacity.ORGANISER),
        type(small.guest("org-a"))(entity="per-q", capacity=Capacity.ATTENDEE),
        type(small.guest("org-a"))(entity="per-q", capacity=Capacity.FUNDER),
        type(small.guest("org-a"))(label="his delegation", capacity=Capacity.GUEST),
    )
    visit = small.event("visit", "[2019..2020]", *guests, where="pla-town", part_of="evt-year", citations=(cited,))
    year = small.event("year", "2019/2020", where="pla-gone", part_of="evt-gone")
    member = RelationKind.MEMBER_OF
    relations = (
        Relation(
            id="rel-a", subject="per-p", kind=member, object="org-a", qualifier="since long", period=Period("2019/")
        ),
        Relation(id="rel-b", subject="org-b", kind=member, object="cen-park"),
        Relation(id="rel-c", subject="org-gone", kind=member, object="cen-park"),
        Relation(id="rel-d", subject="pla-town", kind=member, object="cen-park"),
    )
    remarks = (
        Remark(id="rem-a", speaker="org-a", gist="Fine", kind=RemarkKind.PRAISE, event="evt-gone", note="so"),
        Remark(id="rem-b", speaker="per-p", gist="Good", kind=RemarkKind.PRAISE, event="evt-visit"),
        Remark(id="rem-c", gist="Nice", kind=RemarkKind.PRAISE),
        Remark(id="rem-d", speaker="per-gone", gist="Well", kind=RemarkKind.PRAISE),
    )
    page = small.source("page", "2019-05", url="https://a.cn/news")
    book = small.source("book")
    hall = small.centre("hall")
    stall = small.place("stall", part_of="cen-hall")
    return small.dataset(
        hall, stall, park, zone, firm, loose, person, other, place, visit, year, *relations, *remarks, page, book
    )


def test_every_shape_of_record() -> None:
    """What is rare goes where it belongs, and what does not fit is told."""
    exported = to_popolo(rare())
    value = exported.value
    assert "meta" not in value
    assert wrong(value) == []
    areas = {area["id"]: area for area in value["areas"]}
    assert areas.keys() == {"pla-town", "pla-stall", "cen-park-site", "cen-zone-site", "cen-hall-site"}
    assert areas["pla-town"]["geometry"]["coordinates"] == [2.5, 1.5]
    assert areas["cen-park-site"]["parent_id"] == "cen-zone-site"
    bodies = {body["id"]: body for body in value["organizations"]}
    assert bodies["cen-park"]["parent_id"] == "org-a"
    assert bodies["cen-park"]["other_names"][0]["start_date"] == "1999"
    people = {one["id"]: one for one in value["persons"]}
    assert people["per-p"]["honorific_suffix"] == "女士"
    assert people["per-q"]["honorific_prefix"] == "Mr"
    events = {event["id"]: event for event in value["events"]}
    assert "start_date" not in events["evt-visit"]
    assert events["evt-visit"]["organization_id"] == "org-a"
    assert [one["id"] for one in events["evt-visit"]["attendees"]] == ["per-p", "per-q"]
    assert [one["id"] for one in value["memberships"] if one["id"].startswith("rel")] == ["rel-a", "rel-b"]
    assert [speech["id"] for speech in value["speeches"]] == ["rem-a", "rem-b"]
    reasons = dict(exported.ledger.reasons())
    assert reasons["a source is named by its address, and this one has none"]
    assert reasons["the format cannot say why a field is empty"]
    assert reasons["a membership names what it rests on as a whole"] == 1
    assert reasons["the primary name has no dates"]


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    """The schemas find nothing wrong, the texts are as they were, and nothing in the file ends a script."""
    write_popolo(hostile.hostile(), tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert not set(text) & set("<>\u2028\u2029")
    document = json.loads(text)
    assert document == to_popolo(hostile.hostile()).value
    assert wrong(document) == []
    assert {person["name"] for person in document["persons"]} == set(hostile.HOSTILE.values())
    assert {link["url"] for body in document["organizations"] for link in body.get("links", ())} == hostile.FOLLOWED
