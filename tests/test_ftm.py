"""The data as FollowTheMoney entities and statements."""

from __future__ import annotations

import copy
import json
import re
import runpy
import sys
from typing import TYPE_CHECKING, Any

import pytest
from followthemoney import model
from followthemoney.dataset import Dataset as FtmDataset
from followthemoney.statement import Statement, StatementEntity
from hypothesis import HealthCheck, given, settings

import hostile
import sinouk_innov as si
import small
import strategies
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.export import ftm_entities
from sinouk_innov.export.ftm import to_ftm, to_ftm_statements, write_ftm
from sinouk_innov.export.ftm_entities import cleaned, language_code
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Name
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.vocabularies import (
    Capacity,
    IdentifierScheme,
    InitiativeKind,
    Modality,
    NameKind,
    PlaceKind,
    Rank,
    RelationKind,
    RemarkKind,
    Sector,
    Standing,
)

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]
DATA = si.load()
EXPORTED = to_ftm(DATA)
STATEMENTS = to_ftm_statements(DATA)


def wrong(entities: list[Json]) -> list[str]:
    """Return what the model of FollowTheMoney finds wrong with entities, strictly."""
    by_id = {entity["id"]: entity for entity in entities}
    found = [] if len(by_id) == len(entities) else ["an id stands twice"]
    for entity in entities:
        schema = model.get(entity["schema"])
        if schema is None or schema.abstract:
            found.append(f"no schema {entity['schema']}")
            continue
        properties = entity["properties"]
        found.extend(f"{name} is missing" for name in schema.required if not properties.get(name))
        for name, values in properties.items():
            prop = schema.get(name)
            if prop is None or prop.stub:
                found.append(f"{entity['schema']} has no {name}")
                continue
            for value in values:
                if not prop.type.validate(value) or prop.type.clean(value, format=prop.format) != value:
                    found.append(f"{name} does not take {value!r}")
                if prop.range is not None:
                    target = model.get(by_id[value]["schema"]) if value in by_id else None
                    if target is None or not target.is_a(prop.range):
                        found.append(f"{name} refers to {value!r}")
    return found


def test_the_model_finds_nothing_wrong() -> None:
    """Schemas and properties exist, every value is clean, what is required is there and every reference resolves."""
    assert wrong(EXPORTED.value) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ({"schema": "Persona"}, "no schema Persona"),
        ({"properties": {"name": ["A"], "salary": ["1"]}}, "Person has no salary"),
        ({"properties": {"name": ["A"], "birthDate": ["2014~"]}}, "birthDate does not take '2014~'"),
        ({"properties": {"alias": ["A"]}}, "name is missing"),
        ({"properties": {"name": ["  A"]}}, "name does not take"),
        ({"properties": {"name": ["A"], "proof": ["src-nowhere"]}}, "proof refers to 'src-nowhere'"),
        ({"properties": {"name": ["A"], "proof": ["per-kevin-lin"]}}, "proof refers to 'per-kevin-lin'"),
    ],
)
def test_damage_is_found(damage: Json, told: str) -> None:
    """The check bites: each of these makes good entities bad ones."""
    damaged = copy.deepcopy(EXPORTED.value)
    next(entity for entity in damaged if entity["id"] == "per-peng-lv").update(damage)
    assert any(told in reason for reason in wrong(damaged))


def test_a_loader_drops_nothing() -> None:
    """FollowTheMoney makes of each entity a proxy with every value."""
    for entity in EXPORTED.value:
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: set(values) for name, values in proxy.properties.items()} == {
            name: set(values) for name, values in entity["properties"].items()
        }


def test_what_is_kept_is_there() -> None:
    """The value of each kept fact stands somewhere in the entities."""
    plain = json.dumps(EXPORTED.value, ensure_ascii=False)
    for record in DATA:
        for fact in facts_of(record):
            if fact.ref in EXPORTED.ledger.lost or fact.ref.field in {None, "roles", "url", "website", "language"}:
                continue
            held = fact.value
            text = next(
                (
                    found
                    for name in ("text", "value", "whole", "entity", "label", "sector", "edtf")
                    if isinstance(found := getattr(held, name, None), str)
                ),
                str(held),
            )
            if isinstance(held, PartialDate | Period):
                text = re.findall("[0-9][-0-9]+", text)[0]
            wanted = cleaned("Person", "name", text)
            assert wanted is not None
            assert json.dumps(wanted, ensure_ascii=False)[1:-1] in plain, fact.ref


def test_the_posts_are_there() -> None:
    """Each role is an occupancy of a position in its body."""
    by_id = {entity["id"]: entity["properties"] for entity in EXPORTED.value}
    held = {
        (one["properties"]["holder"][0], *post["organization"], post["name"][0], *post["keywords"])
        for one in EXPORTED.value
        if one["schema"] == "Occupancy"
        for post in [by_id[one["properties"]["post"][0]]]
    }
    assert held == {(who.id, role.body, role.title, role.rank) for who in DATA.people for role in who.roles}


def made_again(statement: Json) -> Json:
    """Return a statement as FollowTheMoney has it after reading it."""
    return {**Statement.from_dict(statement).to_dict()}  # type: ignore[arg-type]


def test_statements_tell_language_and_origin() -> None:
    """Each value tells its language, and the source and paragraph that it rests on; together they are the entities."""
    assert len({statement["id"] for statement in STATEMENTS.value}) == len(STATEMENTS.value)
    (han,) = [one for one in STATEMENTS.value if one["entity_id"] == "per-xianghui-bian" and one["value"] == "边祥慧"]
    assert (han["lang"], han["prop"], han["dataset"]) == ("zho", "name", "sinouk_innov")
    assert han["origin"] == "src-zgqdlsjj-2019-lanqia" or han["origin"].startswith("src-")
    by_entity: dict[str, list[Json]] = {}
    for one in STATEMENTS.value:
        assert made_again(one) == one
        by_entity.setdefault(one["entity_id"], []).append(one)
    assert by_entity.keys() == {entity["id"] for entity in EXPORTED.value}
    scope = FtmDataset.make({"name": "sinouk_innov", "title": "China-UK innovation cooperation"})
    for entity in EXPORTED.value[::25]:
        statements = [Statement.from_dict(one) for one in by_entity[entity["id"]]]  # type: ignore[arg-type]
        made = StatementEntity.from_statements(scope, statements)
        assert made.schema.name == entity["schema"]
        assert {name: set(values) for name, values in made.properties.items()} == {
            name: set(values) for name, values in entity["properties"].items()
        }


def test_statements_lose_less() -> None:
    """A statement has a language; only its script and region, and a language that is not known, are lost."""
    lost = dict(EXPORTED.ledger.reasons())
    less = dict(STATEMENTS.ledger.reasons())
    assert lost["only statements have a language"] > less["a language has no script and no region"]
    assert "only statements have a language" not in less
    assert set(EXPORTED.ledger.kept) == set(STATEMENTS.ledger.kept)


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    """The same data give the same bytes, an entity a line, and the ledger comes with them."""
    told: list[tuple[int, int]] = []
    ledger = write_ftm(DATA, tmp_path / "a.jsonl", progress=lambda done, total: told.append((done, total)))
    write_ftm(Dataset.of(reversed(list(DATA)), release=DATA.release), tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == EXPORTED.value
    assert told[-1] == (len(DATA), len(DATA))
    assert ledger == EXPORTED.ledger


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(strategies.datasets())
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Whatever the data are, nothing is forgotten and the model takes every value."""
    for exported in (to_ftm(data), to_ftm_statements(data)):
        facts = {fact.ref for record in data for fact in facts_of(record)}
        assert set(exported.ledger.kept) | exported.ledger.lost == facts
        assert not set(exported.ledger.kept) & exported.ledger.lost
    assert wrong(to_ftm(data).value) == []


def test_languages() -> None:
    """Codes of three letters, without script and region."""
    assert [language_code(tag) for tag in ("en-GB", "zh-Hant-TW", "yue", "und")] == ["eng", "zho", None, None]


def part(capacity: Capacity, **fields: Any) -> Participation:
    """Return a participation."""
    return Participation(capacity=capacity, **fields)


def role(title: Name, body: str, *more: Name, period: Period | None = None) -> Role:
    """Return a post."""
    return Role(titles=(title, *more), rank=Rank.HEAD, body=body, period=period)


def bodies() -> list[si.Record]:
    """Return bodies and places of every schema."""
    quotes = Name(text='""', language="en", kind=NameKind.OFFICIAL)
    firm = small.organisation("firm", part_of="cen-park", seat="pla-town", website="https://a.cn")
    identifiers = (
        Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q42"),
        Identifier(scheme=IdentifierScheme.ROR, value="013meh722"),
        Identifier(scheme=IdentifierScheme.ISO_3166_1, value="CN"),
        Identifier(scheme=IdentifierScheme.GEONAMES, value="1"),
    )
    park = small.centre(
        "park",
        at="pla-hall",
        part_of=(PartOf(whole="pla-town"), PartOf(whole="org-firm", qualifier="core of"), PartOf(whole="org-gone")),
        operators=("org-firm", "org-gone"),
        sectors=(SectorLink(sector=Sector.ICT, standing=Standing.CORE),),
        identifiers=identifiers[:2],
        names=(
            quotes,
            Name(text="Park  One", language="yue", kind=NameKind.OFFICIAL, period=Period("2019/..")),
            Name(text="PO", language="zh-Latn", kind=NameKind.ACRONYM),
        ),
    )
    return [
        firm,
        park,
        small.organisation("nameless", names=(quotes,)),
        small.place("land", kind=PlaceKind.COUNTRY, identifiers=identifiers, part_of="pla-gone"),
        small.place("town", part_of="pla-land", latitude=1.5, longitude=2.0),
        small.place(
            "hall",
            part_of="pla-town",
            kind=PlaceKind.BUILDING,
            latitude=1.0,
            longitude=2.0,
            identifiers=identifiers,
            names=(small.name("Hall"), Name(text="H", language="en", kind=NameKind.ACRONYM)),
        ),
        small.place("yard", part_of="pla-hall"),
    ]


def doings() -> list[si.Record]:
    """Return people, undertakings, events, links and remarks of every shape."""
    cited = small.citation("page", paragraph=2)
    whole = small.citation("page", note="so")
    gone = small.citation("gone", paragraph=2)
    odd = small.name('""')
    roles = (
        role(
            small.name("Chair", cited), "org-firm", odd, small.name("主席  一", language="zh"), period=Period("2019/..")
        ),
        role(odd, "org-firm"),
        role(small.name("Head"), "org-gone"),
        role(small.name("Dean"), "cen-park", period=Period("../2020")),
    )
    name = Name(text="Ada Example", language="en", kind=NameKind.OFFICIAL, family="Example", given="Ada")
    other = Name(text="\x01 Ada", language="en", kind=NameKind.OFFICIAL, family="\x01", given="Ada")
    parties = (
        Party(entity="org-firm", capacity=Capacity.PARTY),
        Party(label="UK startups", capacity=Capacity.BENEFICIARY),
        Party(entity="org-gone", capacity=Capacity.PARTY),
    )
    plan = Initiative(
        id="ini-plan",
        names=(small.name("Plan"), Name(text="P", language="en", kind=NameKind.ACRONYM)),
        kind=InitiativeKind.PLAN,
        part_of="ini-gone",
        parties=parties,
        operators=("org-firm", "org-gone"),
        sectors=(SectorLink(sector=Sector.ICT, standing=Standing.CORE),),
        outcome="done",
    )
    sub = Initiative(id="ini-sub", names=(small.name("Sub"),), kind=InitiativeKind.PLAN, part_of="ini-plan")
    guests = (
        part(Capacity.GUEST, entity="per-ada", role="Chair", on_behalf_of="org-firm", group="hers"),
        part(Capacity.ORGANISER, entity="org-firm"),
        part(Capacity.GUEST, entity="org-gone"),
        part(Capacity.GUEST, label="his delegation", role="aides"),
        part(Capacity.HOST, label="her hosts"),
    )
    visit = small.event("visit", "2019-05~", *guests, where="pla-town", about=("ini-plan", "ini-gone"), note="so")
    stay = small.event("stay", "2019/2020", part_of="evt-visit", where="pla-gone", names=(small.name("Stay", whole),))
    vague = small.event("vague", "[2019..2020]")
    denied = small.event("denied", "2019", modality=Modality.DENIED)
    kinds = RelationKind
    relations = [
        Relation(id="rel-a", subject="cen-park", kind=kinds.SUCCESSOR_OF, object="org-firm", period=Period("2019/")),
        Relation(id="rel-b", subject="per-ada", kind=kinds.MEMBER_OF, object="org-firm", qualifier="since long"),
        Relation(id="rel-c", subject="org-firm", kind=kinds.OWNED_BY, object="cen-park"),
        Relation(id="rel-d", subject="cen-park", kind=kinds.OWNED_BY, object="org-firm"),
        Relation(id="rel-e", subject="cen-park", kind=kinds.HOSTS, object="org-gone"),
    ]
    remarks = [
        Remark(
            id="rem-a",
            gist="Fine",
            kind=RemarkKind.PRAISE,
            speaker="per-ada",
            on_behalf_of="org-firm",
            event="evt-visit",
            about=("ini-plan", "per-gone"),
            citations=(cited, whole, gone),
        ),
        Remark(id="rem-b", gist="Good", kind=RemarkKind.PRAISE),
    ]
    page = small.source("page", "2019", url="https://a.cn/", lineage="src-first", accessed=PartialDate("[2020..]"))
    first = small.source("first", language="yue", lineage="src-gone")
    person = small.person("ada", *roles, names=(other, name), honorific="Dr")
    return [person, plan, sub, visit, stay, vague, denied, *relations, *remarks, page, first]


def test_every_shape_of_record() -> None:
    """What is rare goes where it belongs, and what does not fit is told."""
    data = small.dataset(*bodies(), *doings())
    exported = to_ftm(data)
    assert wrong(exported.value) == []
    assert to_ftm_statements(data).ledger.lost == exported.ledger.lost
    by_id = {entity["id"]: entity for entity in exported.value}
    links = [(one["schema"], one["properties"]) for one in exported.value if one["id"].startswith("link-")]
    roles = {(schema, *properties.get("role", [])) for schema, properties in links}
    assert roles >= {
        ("Succession", "successor_of"),
        ("Membership", "member_of"),
        ("Ownership", "owned_by"),
        ("UnknownLink", "owned_by"),
        ("UnknownLink", "guest"),
        ("ProjectParticipant", "operator"),
        ("UnknownLink", "seated in"),
        ("Documentation", "stated"),
    }
    assert by_id["cen-park"]["properties"]["name"] == ["Park One"]
    assert by_id["cen-park"]["properties"]["idNumber"] == ["ror:013meh722"]
    assert by_id["pla-land"]["properties"]["territoryCode"] == ["CN"]
    assert by_id["pla-town-spot"]["properties"]["latitude"] == ["1.5"]
    assert by_id["pla-hall"]["schema"] == "Address"
    assert by_id["evt-visit"]["properties"]["date"] == ["2019-05"]
    assert by_id["evt-stay"]["properties"]["endDate"] == ["2020"]
    assert "date" not in by_id["evt-vague"]["properties"]
    assert by_id.keys().isdisjoint({"evt-denied", "org-nameless"})
    told = {str(loss.fact): loss.reason for loss in exported.ledger.losses if loss.fate == "dropped"}
    assert told["evt-denied"] == "was said not to have taken place, and the format could not say so"
    assert told["org-nameless#kind"] == "no name of it is one that the format takes"
    assert told["rel-e#object"] == "refers to a record that is not there"


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra; another missing library is told as it is."""
    path = str(ftm_entities.__file__)
    with monkeypatch.context() as hidden:
        hidden.setitem(sys.modules, "followthemoney", None)
        with pytest.raises(si.MissingExtraError, match=r"sinouk-innov\[ftm\]"):
            runpy.run_path(path)
    monkeypatch.setitem(sys.modules, "followthemoney.statement", None)
    with pytest.raises(ModuleNotFoundError, match=r"followthemoney\.statement"):
        runpy.run_path(path)


def test_hostile_texts_are_clean_values() -> None:
    """Or they are refused: the model finds nothing wrong with what is left, and each line is an entity."""
    entities = to_ftm(hostile.hostile()).value
    assert wrong(entities) == []
    for statement in to_ftm_statements(hostile.hostile()).value:
        schema = model.get(statement["schema"])
        assert schema is not None
        prop = schema.get(statement["prop"])
        assert prop is None or prop.type.validate(statement["value"])
    names = {text for entity in entities for text in entity["properties"].get("name", ())}
    taken = {text for text in hostile.HOSTILE.values() if cleaned("Organization", "name", text) == text}
    assert len(taken) > 20
    assert taken <= names


def test_hostile_lines_are_entities(tmp_path: Path) -> None:
    """No text ends its line."""
    write_ftm(hostile.hostile(), tmp_path / "a")
    lines = (tmp_path / "a").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == to_ftm(hostile.hostile()).value
