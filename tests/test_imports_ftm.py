"""FollowTheMoney entities as records."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from hypothesis import HealthCheck, given, settings, strategies as st

import sinouk_innov as si
import small
import strategies
from sinouk_innov.export.ftm import to_ftm, write_ftm
from sinouk_innov.imports import ftm_entities
from sinouk_innov.imports.ftm import from_ftm

Json = dict[str, Any]
DATA = si.load()
THEIRS = small.source("theirs")
ENTITIES = to_ftm(DATA).value
SKIPPED: list[si.Problem] = []
BACK = from_ftm(ENTITIES, source=THEIRS, skipped=SKIPPED)


def held(data: si.Dataset) -> set[tuple[object, ...]]:
    """Return who holds which post where."""
    return {(who.id, role.title, role.body, role.rank) for who in data.people for role in who.roles}


def names(data: si.Dataset) -> set[tuple[str, str]]:
    """Return the names of people and bodies, as FollowTheMoney cleans them."""
    found = [*data.people, *data.organisations, *data.centres]
    return {(record.id, " ".join(name.text.split()).strip("'\"")) for record in found for name in record.names}


def test_what_we_wrote_is_read_back() -> None:
    """Names, posts, bodies, kinds and where they belong agree; nothing is wrong with what was read."""
    assert held(BACK) == held(DATA)
    assert names(BACK) == names(DATA)
    assert {(body.id, body.kind, body.part_of, body.seat) for body in BACK.organisations} == {
        (body.id, body.kind, body.part_of, body.seat) for body in DATA.organisations
    }
    assert {(one.id, one.place, frozenset(one.operators)) for one in BACK.centres} == {
        (one.id, one.place, frozenset(one.operators)) for one in DATA.centres
    }
    assert {(one.id, one.part_of, one.latitude) for one in BACK.places} == {
        (one.id, one.part_of, one.latitude) for one in DATA.places
    }
    assert {(one.id, one.kind, one.modality) for one in BACK.events} == {
        (one.id, one.kind, one.modality) for one in DATA.events
    }
    relations = {(one.subject, one.kind, one.object) for one in DATA.relations}
    assert {(one.subject, one.kind, one.object) for one in BACK.relations} <= relations
    guests = {(one.id, part.key) for one in DATA.events for part in one.participations if part.entity}
    assert {(one.id, part.key) for one in BACK.events for part in one.participations} == guests
    assert si.problems(BACK) == ()
    assert "facts rest on the source that was named" in {problem.reason for problem in SKIPPED}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(strategies.datasets())
def test_whatever_we_write_is_read_back(data: si.Dataset) -> None:
    """No dataset makes entities that are refused."""
    exported = to_ftm(data)
    found = from_ftm(exported.value, source=THEIRS)
    assert {who.id for who in found.people} <= {who.id for who in data.people}


def entity(key: str, schema: str, **properties: list[Any]) -> Json:
    """Return an entity as plain data."""
    return {"id": key, "schema": schema, "properties": properties}


FOREIGN = [
    entity("ada", "Person", name=["Ada Example", "A. Example"], lastName=["Example"], firstName=["Adelaide"],
           title=["Dr", "Dame"], birthDate=["1970"], abbreviation=["AE"], weakAlias=["Addie"], position=["Chair"],
           previousName=["Ada Sample"], sourceUrl=["https://a.cn/"], idNumber=["12345"])
    | {"caption": "Ada"},
    entity("firm", "Company", name=["Firm"], website=["https://a.cn/"], wikidataId=["Q42"],
           idNumber=["ror:013meh722", "12345"], sector=["ict", "stamps", "other", "ict"]),
    entity("ministry", "PublicBody", name=["Ministry"]),
    entity("who", "LegalEntity", name=["Who Knows"]),
    entity("cen-hub", "Organization", name=["Hub"], classification=["incubator"]),
    entity("cen-odd", "Organization", name=["Odd"], classification=["shed"]),
    entity("town", "Territory", name=["Town"], level=["city"], addressEntity=["spot"], partOf=["land"]),
    entity("land", "Territory", name=["Land"]),
    entity("spot", "Address", latitude=["1.5"], longitude=["2.0"]),
    entity("hall", "Address", name=["Hall"], latitude=["1.0"], longitude=["2.0"], keywords=["building"]),
    entity("chair", "Position", name=["Chair", "主席"], organization=["firm"], keywords=["head", "x"]),
    entity("loose", "Position", name=["Sage"]),
    entity("o1", "Occupancy", holder=["ada"], post=["chair"], startDate=["2019-05"], endDate=["2020"]),
    entity("o2", "Occupancy", holder=["ada"], post=["chair"], startDate=["2022"]),
    entity("o3", "Occupancy", holder=["ada"], post=["loose"]),
    entity("d1", "Directorship", director=["ada"], organization=["firm"], role=["Director"]),
    entity("d2", "Directorship", director=["ada"], organization=["ministry"]),
    entity("d3", "Directorship", director=["who"], organization=["ministry"], role=["Director"]),
    entity("e1", "Employment", employee=["ada"], employer=["ministry"], role=["Clerk"]),
    entity("m1", "Membership", member=["ada"], organization=["firm"], role=["Fellow"]),
    entity("m2", "Membership", member=["firm"], organization=["ministry"], role=["Observer"]),
    entity("m3", "Membership", member=["ada"], organization=["ministry"], startDate=["2019"], summary=["since long"]),
    entity("w1", "Ownership", owner=["ministry"], asset=["firm"]),
    entity("s1", "Succession", predecessor=["firm"], successor=["ministry"]),
    entity("u1", "UnknownLink", subject=["cen-hub"], object=["firm"], role=["part of"]),
    entity("u2", "UnknownLink", subject=["cen-hub"], object=["town"], role=["located in"]),
    entity("u3", "UnknownLink", subject=["cen-hub"], object=["firm"], role=["run by"]),
    entity("u4", "UnknownLink", subject=["firm"], object=["town"], role=["seated in"]),
    entity("u5", "UnknownLink", subject=["firm"], object=["land"], role=["seated in"]),
    entity("u6", "UnknownLink", subject=["firm"], object=["land"], role=["located in"]),
    entity("u7", "UnknownLink", subject=["hall"], object=["town"], role=["part of"]),
    entity("u8", "UnknownLink", subject=["town"], object=["land"], role=["run by"]),
    entity("u9", "UnknownLink", subject=["firm"], object=["cen-hub"], role=["hosts"]),
    entity("u10", "UnknownLink", subject=["firm"], object=["cen-hub"], role=["pays"]),
    entity("u11", "UnknownLink", subject=["firm"], object=["who"], role=["hosts"]),
    entity("u12", "UnknownLink", subject=["ada"], object=["visit"], role=["guest"], summary=["Chair"]),
    entity("u13", "UnknownLink", subject=["firm"], object=["visit"], role=["other"]),
    entity("u14", "UnknownLink", subject=["visit"], object=["year"], role=["part of"]),
    entity("u15", "UnknownLink", subject=["firm"], object=["cen-hub"]),
    entity("p1", "ProjectParticipant", participant=["ada"], role=["party"]),
    entity("visit", "Event", name=["Visit"], keywords=["visit", "happened"], date=["2019-05-02T10:00"]),
    entity("year", "Event", name=["Year"], keywords=["planned"], startDate=["2019"], endDate=["2020"]),
    entity("rumour", "Event", name=["Rumour"]),
    entity("note", "Note", description=["Fine"]),
    entity("page", "Document", title=["Page"]),
]  # fmt: skip


def test_foreign_entities_are_read_as_far_as_they_go() -> None:
    """Unknown kinds and ranks stay so; what has no place is told; every fact is cited."""
    told: list[si.Problem] = []
    found = from_ftm(FOREIGN, source=THEIRS, language="en", skipped=told)
    (ada,) = found.people
    assert ada.id.startswith("per-ada-example-")
    assert (ada.honorific, ada.names[0].family, ada.names[0].given) == ("Dr", "Example", None)
    assert [(name.text, name.kind) for name in ada.names] == [
        ("Ada Example", "other"),
        ("A. Example", "other"),
        ("Addie", "other"),
        ("Ada Sample", "former"),
        ("AE", "acronym"),
    ]
    bodies = {body.label: body for body in found.organisations}
    assert [(role.title, role.rank, str(role.period)) for role in ada.roles] == [
        ("Chair", "head", "2019-05/2020"),
        ("Director", "other", "None"),
        ("Clerk", "other", "None"),
        ("Fellow", "other", "None"),
    ]
    assert (bodies["Firm"].kind, bodies["Firm"].website) == ("company", "https://a.cn/")
    assert [identifier.key for identifier in bodies["Firm"].identifiers] == ["wikidata:Q42", "ror:013meh722"]
    assert [link.key for link in bodies["Firm"].sectors] == ["ict:named"]
    assert bodies["Ministry"].note == "the file says PublicBody"
    hub = found.centres["cen-hub"]
    assert [part.whole for part in hub.part_of] == [bodies["Firm"].id] == list(hub.operators)
    assert found.centres["cen-odd"].note == "the file says Organization, shed"
    places = {place.label: place for place in found.places}
    assert (places["Town"].latitude, places["Town"].part_of, places["Town"].kind) == (1.5, places["Land"].id, "city")
    assert (places["Hall"].part_of, places["Hall"].kind) == (places["Town"].id, "building")
    assert bodies["Firm"].seat == hub.place == places["Town"].id
    assert {(one.kind, one.qualifier) for one in found.relations} == {
        ("member_of", None),
        ("member_of", "since long"),
        ("owned_by", None),
        ("successor_of", None),
        ("hosts", None),
    }
    events = {event.label: event for event in found.events}
    assert {(part.capacity, part.role) for part in events["Visit"].participations} == {
        ("guest", "Chair"),
        ("other", None),
    }
    assert (str(events["Visit"].when), str(events["Year"].when)) == ("2019-05-02", "2019/2020")
    assert (events["Visit"].part_of, events["Year"].kind) == (events["Year"].id, "other")
    reasons = {str(problem) for problem in told}
    assert "private matters are not kept @ Person/ada.birthDate" in reasons
    assert "it does not say whether it is a person or a body @ LegalEntity/who" in reasons
    assert "its keywords do not say whether it took place @ Event/rumour" in reasons
    assert "a post belongs to a body, and none is named @ Occupancy/o3" in reasons
    assert "one value is kept, and there are more @ Company/firm.seat" in reasons
    assert si.problems(found) == ()
    assert from_ftm(FOREIGN, source=THEIRS, language="en") == found
    proxies = [model.get_proxy(item).to_dict() for item in FOREIGN]
    assert held(from_ftm(proxies, source=THEIRS, language="en")) == held(found)


def test_it_can_be_merged() -> None:
    """The records go together with the bundled ones."""
    both = si.merge(DATA, from_ftm(FOREIGN, source=THEIRS))
    assert len(both.people) == len(DATA.people) + 1
    assert si.problems(both) == si.problems(DATA)


def told_by(entities: object, **options: Any) -> list[str]:
    """Return the problems of entities."""
    with pytest.raises(si.InvalidDataError) as raised:
        from_ftm(entities, **({"source": THEIRS} | options))  # type: ignore[arg-type]
    return [str(problem) for problem in raised.value.problems]


def test_everything_wrong_is_told_at_once() -> None:
    """Each problem with its place, and one error."""
    person = entity("a", "Person", name=["Ada"])
    told = told_by(
        [
            person,
            person,
            "junk",
            {"id": "b"},
            {"schema": "Person"},
            {"id": "b", "schema": "Thing"},
            {"id": "b", "schema": ["Person"]},
            {"id": "b", "schema": "Person", "properties": []},
            entity("c", "Person", alias=["Bea"]),
            entity("d", "Person", name=["D"], salary=["1"]),
            {"id": "e", "schema": "Person", "properties": {"name": "E", 5: ["x"]}},
            entity("f", "Person", name=["F", 7, None]),
            entity("g", "Person", name=["G"], birthDate=["circa"]),
            entity("h", "Organization", name=["H"], website=["javascript:alert(1)"]),
            entity("i", "Organization", name=["I"], idNumber=["ror:nonsense"]),
            entity("j", "Person", name=["half \ud800"]),
            entity("k", "Person", name=[" K"]),
            entity("l", "Occupancy", holder=["gone"], post=["a"]),
            entity("m", "Territory", name=["M"], addressEntity=["n"], partOf=["m"]),
            entity("n", "Address", latitude=["999"], longitude=["1"]),
            entity("q", "Directorship", director=["gone"], organization=["h"], role=["x"], startDate=["2020"]),
            entity("r", "Membership", member=["a"], organization=["h"], role=[" r"]),
            entity("t", "Membership", member=["a"], organization=["h"], startDate=["2020"], endDate=["2019"]),
            entity("v", "Event", name=["V"], keywords=["happened"]),
            entity("w", "UnknownLink", subject=["a"], object=["v"], role=["guest"], summary=[" w"]),
        ]
    )
    for wanted in (
        "the id is taken already @ Person/a",
        "takes an object, not a text @ [2]",
        "is no schema of FollowTheMoney that an entity can have @ b.schema",
        "takes a text that is not empty @ [4].id",
        "is no schema of FollowTheMoney that an entity can have @ Thing/b.schema",
        "takes an object, not a list @ Person/b.properties",
        "a value is needed @ Person/c.name",
        "there is no such property of Person @ Person/d.salary",
        "takes a list, not a text @ Person/e.name",
        "there is no such property of Person @ Person/e.5",
        "takes a text, not a number @ Person/f.name[1]",
        "takes a text, not null @ Person/f.name[2]",
        "is no date that FollowTheMoney takes @ Person/g.birthDate[0]",
        "is no url that FollowTheMoney takes @ Organization/h.website[0]",
        "an identifier of ror is nine characters beginning with 0, not 'nonsense' @ Organization/i",
        "text is blank or has white space at its ends @ Person/k.name[0]",
        "refers to no position @ Occupancy/l.post",
        "no entity has the id 'gone' @ Directorship/q.director",
        "a latitude lies between -90 and 90, not 999.0 @ Territory/m",
    ):
        assert wanted in told, (wanted, told)


def test_what_is_no_file_of_entities(tmp_path: Path) -> None:
    """Lines that are no JSON, wrong encodings and huge numbers: every line is told."""
    file = tmp_path / "a.jsonl"
    good = json.dumps(entity("a", "Person", name=["Ada"])).encode()
    file.write_bytes(b"\n".join([b"\xef\xbb\xbf" + good, b"", b"{", "{}".encode("utf-16"), b"9" * 5000, b"[1]"]))
    told = told_by(file)
    assert [problem.rpartition("@ ")[2] for problem in told] == ["a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6"]
    file.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n")
    assert [person.label for person in from_ftm(file, source="src-x").people] == ["Ada"]
    with pytest.raises(FileNotFoundError):
        from_ftm(tmp_path / "gone", source=THEIRS)
    write_ftm(DATA, file)
    assert held(from_ftm(file, source=THEIRS)) == held(DATA)


JUNK = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just("javascript:1"),
    st.lists(st.one_of(st.text(max_size=3), st.none(), st.sampled_from(["ada", "firm", "x" * 400])), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_damaged_entities_give_one_error_of_ours(data: st.DataObject) -> None:
    """Whatever stands where a value was, it is read or refused as invalid data."""
    damaged = json.loads(json.dumps(FOREIGN))
    for _ in range(data.draw(st.integers(1, 3))):
        item = data.draw(st.sampled_from(damaged))
        if isinstance(item.get("properties"), dict) and data.draw(st.booleans()):
            item = item["properties"]
        item[data.draw(st.sampled_from(list(item) or ["name"]))] = data.draw(JUNK)
    try:
        found = from_ftm(damaged, source=THEIRS, skipped=[])
    except si.InvalidDataError as error:
        assert error.problems  # noqa: PT017  most damage is none
    else:
        si.problems(found)


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra; another missing library is told as it is."""
    path = str(Path(str(ftm_entities.__file__)))
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(si.MissingExtraError, match=r"sinouk-innov\[ftm\]"):
        runpy.run_path(path)
    code = Path(path).read_text(encoding="utf-8").replace("from followthemoney import model", "import gone_library")
    with pytest.raises(ModuleNotFoundError, match="gone_library"):
        exec(compile(code, path, "exec"), {"__name__": "copy"})  # noqa: S102  the module itself, with another library
