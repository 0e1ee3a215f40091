"""Popolo documents as records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import sinouk_innov as si
import small
import strategies
from sinouk_innov.export.popolo import to_popolo, write_popolo
from sinouk_innov.imports.popolo import from_popolo

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]
DATA = si.load()
THEIRS = small.source("theirs")
PLAIN = to_popolo(DATA).value
SKIPPED: list[si.Problem] = []
BACK = from_popolo(PLAIN, source=THEIRS, skipped=SKIPPED)


def held(data: si.Dataset) -> set[tuple[object, ...]]:
    """Return who holds which post where, and when."""
    return {(who.id, role.title, role.body, role.rank, role.period) for who in data.people for role in who.roles}


def names(data: si.Dataset) -> set[tuple[str, str]]:
    """Return the names of people and bodies."""
    found = [*data.people, *data.organisations, *data.centres]
    return {(record.id, name.text) for record in found for name in record.names}


def test_what_we_wrote_is_read_back() -> None:
    """Names, posts, bodies, kinds and where they belong agree; nothing is wrong with what was read."""
    assert held(BACK) == held(DATA)
    assert names(BACK) == names(DATA)
    assert {(body.id, body.kind, body.part_of, body.seat) for body in BACK.organisations} == {
        (body.id, body.kind, body.part_of, body.seat) for body in DATA.organisations
    }
    assert {(one.id, one.place) for one in BACK.centres} == {(one.id, one.place) for one in DATA.centres}
    assert {(one.id, one.part_of, one.latitude) for one in BACK.places} == {
        (one.id, one.part_of, one.latitude) for one in DATA.places
    }
    assert {(one.id, one.kind, one.modality) for one in BACK.events} == {
        (one.id, one.kind, one.modality) for one in DATA.events
    }
    assert si.problems(BACK) == ()
    reasons = {problem.reason for problem in SKIPPED}
    assert "facts rest on the source that was named" in reasons


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(strategies.datasets())
def test_whatever_we_write_is_read_back(data: si.Dataset) -> None:
    """No dataset makes a document that is refused, and posts that were kept come back."""
    exported = to_popolo(data)
    found = from_popolo(exported.value, source=THEIRS)
    kept = set(exported.ledger.kept)
    assert {(who.id, role.title, role.body) for who in found.people for role in who.roles} == {
        (who.id, role.title, role.body)
        for who in data.people
        for role in who.roles
        if si.FactRef(who.id, "roles", role.key) in kept
    }


def test_languages_of_other_names_come_back() -> None:
    """Another name tells its language and kind in its note; the primary one tells none."""
    first, *others = BACK.people["per-xianghui-bian"].names
    assert (first.language, first.kind, first.family) == ("und", "other", "Bian")
    assert {(name.text, name.language, name.kind) for name in others} == {
        ("Bian", "zh-Latn", "short"),
        ("边祥慧", "zh", "official"),
    }


FOREIGN: Json = {
    "meta": {"by": "someone"},
    "persons": [
        {
            "id": "1",
            "name": "Ada Example",
            "family_name": "Example",
            "given_name": "Adelaide",
            "honorific_prefix": "Dr",
            "honorific_suffix": "MBE",
            "birth_date": "1970",
            "gender": "",
            "other_names": [
                {"name": "Ada Sample", "note": "maiden name", "end_date": "1999", "start_date": "1970"},
                {"name": "Ada Example"},
                {"name": "A.", "note": "xx; nothing"},
            ],
            "links": [{"url": "https://a.cn/"}],
            "memberships": [{"organization_id": "p", "role": "Fellow"}],
            "sources": [{"url": "https://a.cn/"}],
        }
    ],
    "organizations": [
        {
            "id": "p",
            "name": "Example Park",
            "classification": "park",
            "identifiers": [
                {"scheme": "wikidata", "identifier": "Q1"},
                {"scheme": "wikidata", "identifier": "Q1"},
                {"scheme": "duns", "identifier": "7"},
            ],
            "links": [{"url": "https://a.cn/", "note": "website"}, {"url": "https://b.cn/", "note": "website"}],
            "founding_date": "2000",
            "area_id": "x",
        },
        {"id": "q", "name": "Unit", "parent_id": "p", "classification": None},
        {"id": "cen-hub", "name": "Hub", "parent_id": "p", "classification": "incubator", "area_id": "x"},
        {"id": "s", "name": "Stall", "area_id": "cen-hub-site"},
    ],
    "posts": [
        {"id": "o", "label": "Chair", "organization_id": "p", "role": "head", "other_label": ["主席"], "links": []},
        {"id": "v", "label": "Vice-chair", "organization_id": "p", "role": "second"},
    ],
    "memberships": [
        {"person_id": "1", "post_id": "o", "start_date": "2019-05-01T10:00:00Z", "contact_details": [{"type": "x"}]},
        {"person_id": "1", "post_id": "o", "organization_id": "p", "start_date": "2021"},
        {"person_id": "1", "post_id": "v", "role": "Deputy", "on_behalf_of_id": "q"},
        {"person_id": "1", "organization_id": "p", "start_date": "2001", "label": "since long"},
        {"member": {"id": "q", "name": "Unit"}, "organization_id": "p"},
        {"member": {"id": "1"}, "organization_id": "q", "role": "Member"},
        {"member": {"name": "Nobody"}, "organization_id": "p"},
        {"organization_id": "p"},
    ],
    "areas": [
        {"id": "x", "name": "Town", "classification": "city", "identifier": "geonames:1", "parent_id": "y",
         "geometry": {"type": "Point", "coordinates": [2, 1.5]}},
        {"id": "y", "name": "Shire", "identifier": "E10", "geometry": {"type": "Polygon", "coordinates": []}},
        {"id": "cen-hub-site", "name": "Hub"},
        {"id": "z-site", "name": "Dig"},
    ],
    "events": [
        {"id": "e", "name": "Visit", "classification": "visit", "status": "happened", "start_date": "2019",
         "end_date": "2019", "location": "there", "organization_id": "p",
         "attendees": [{"id": "1", "name": "Ada"}, {"name": "A guest"}, {"id": "1"}]},
        {"id": "f", "classification": "fête", "status": "planned", "start_date": "2019", "parent_id": "e"},
        {"id": "g", "name": "Election", "classification": "general election"},
    ],
    "speeches": [],
}  # fmt: skip


def test_a_foreign_document_is_read_as_far_as_it_goes() -> None:
    """Unknown kinds, ranks and languages stay so; what has no place is told; every fact is cited."""
    told: list[si.Problem] = []
    found = from_popolo(FOREIGN, source=THEIRS, language="en", skipped=told)
    (ada,) = found.people
    assert ada.id.startswith("per-ada-example-")
    assert ada.honorific == "Dr"
    assert (ada.names[0].language, ada.names[0].family, ada.names[0].given) == ("en", "Example", None)
    assert [str(name.period) for name in ada.names if name.period] == ["1970/1999"]
    park = found.organisations.one("Example Park")
    assert (park.kind, park.note, park.website) == ("other", "the file classes it as 'park'", "https://a.cn/")
    assert [(role.title, role.rank, str(role.period)) for role in ada.roles] == [
        ("Chair", "head", "2019-05-01/"),
        ("Deputy", "other", "None"),
        ("Member", "other", "None"),
        ("Fellow", "other", "None"),
    ]
    assert [title.text for title in ada.roles[1].titles] == ["Deputy", "Vice-chair"]
    assert {(one.subject[:3], one.qualifier, str(one.period)) for one in found.relations} == {
        ("per", "since long", "2001/"),
        ("org", None, "None"),
    }
    assert found.centres["cen-hub"].part_of[0].whole == park.id
    assert found.organisations.one("Stall").seat == "cen-hub"
    events = {event.label: event for event in found.events}
    assert str(events["Visit"].when) == "2019"
    assert {(part.entity or part.label, part.capacity) for part in events["Visit"].participations} == {
        (park.id, "organiser"),
        (ada.id, "attendee"),
        ("A guest", "attendee"),
    }
    assert len(events) == 2
    reasons = {str(problem) for problem in told}
    assert "private matters are not kept @ persons/1.birth_date" in reasons
    assert "its status does not say whether it took place @ events/g" in reasons
    assert "the model has no place for this @ meta" in reasons
    assert "a day has no time of day @ memberships/#0.start_date" in reasons
    assert "it does not stand in the name as it is printed @ persons/1.given_name" in reasons
    assert si.problems(found) == ()
    again = from_popolo(FOREIGN, source=THEIRS, language="en")
    assert again == found


def test_it_can_be_merged() -> None:
    """The records of a file go together with the bundled ones."""
    both = si.merge(DATA, from_popolo(FOREIGN, source=THEIRS))
    assert len(both.people) == len(DATA.people) + 1
    assert si.problems(both) == si.problems(DATA)


def test_the_source_may_be_an_id() -> None:
    """Then the record of the source is not among what was read."""
    found = from_popolo({"persons": [{"id": "1", "name": "Ada"}]}, source="src-there")
    assert len(found.sources) == 0
    assert found.people[0].names[0].citations[0].locator == "persons 1"


def told_by(document: object, **options: Any) -> list[str]:
    """Return the problems of a document."""
    with pytest.raises(si.InvalidDataError) as raised:
        from_popolo(document, **({"source": THEIRS} | options))  # type: ignore[arg-type]
    return [str(problem) for problem in raised.value.problems]


def test_everything_wrong_is_told_at_once() -> None:
    """Each problem with its place, and one error."""
    document = {
        "persons": [
            {"id": "1", "name": "Ada", "sources": [{"url": "javascript:alert(1)"}]},
            {"id": "1", "name": "Bea", "links": [{"url": "data:text/html,x"}]},
            {"name": "No id"},
            {"id": "2"},
            {"id": "3", "name": ["x"], "memberships": {"role": "x"}},
            {"id": "4", "name": " blank ", "other_names": [{"note": "x"}, {"name": 1}]},
            {"id": "5", "name": "half \ud800 of it"},
            {"id": "per-6", "name": "x" * 30_000},
            "junk",
        ],
        "organizations": [
            {"id": "o", "name": "Body", "parent_id": "o"},
            {
                "id": "p",
                "name": "Park",
                "identifiers": [{"scheme": "ror", "identifier": "nonsense"}, {"scheme": "ror"}],
            },
            {"id": "q", "name": "Q", "links": [{"note": "website", "url": "javascript:alert(1)"}], "area_id": "gone"},
        ],
        "memberships": [
            {"person_id": "9", "organization_id": "o", "role": "x", "start_date": "2013-03~"},
            {"person_id": "2", "post_id": "gone", "end_date": "2013-99", "role": "x", "organization_id": "p"},
            {"person_id": "2", "organization_id": "p", "role": "y", "start_date": "2020", "end_date": "2019"},
            {"person_id": "2", "organization_id": "p", "role": " z"},
            {"id": 7},
        ],
        "posts": [
            {"id": "a", "label": "A", "other_label": "B"},
            {"id": "b", "other_label": [1]},
            {"id": "c", "other_label": [None]},
        ],
        "areas": [
            {"id": "x", "name": "X", "geometry": {"type": "Point", "coordinates": [10**400, 1]}},
            {"id": "y", "name": "Y", "geometry": {"type": "Point", "coordinates": [1]}},
            {"id": "z", "name": "Z", "geometry": {"type": "Point", "coordinates": ["1", True]}},
            {"id": "w", "name": "W", "geometry": [1]},
            {"id": "v", "name": "V", "geometry": {"type": "Point", "coordinates": [999, 1]}},
        ],
        "events": [
            {"id": "e", "status": "happened", "attendees": [{}, {"name": " x"}, {"id": "gone"}]},
            {"id": "f", "status": "happened", "start_date": 2019},
            {"id": "h", "status": "happened", "organization_id": "gone"},
        ],
    }
    told = told_by(document)
    assert [reason for reason in told if reason.startswith("the id is taken")] == [
        "the id is taken already @ persons/1"
    ]
    for wanted in (
        "url is no http or https address: 'javascript:alert(1)' @ persons/1.sources[0].url",
        "a value is needed @ persons/#2.id",
        "a value is needed @ persons/2.name",
        "takes a text, not a list @ persons/3.name",
        "takes a list, not an object @ persons/3.memberships",
        "takes a list, not a text @ posts/a.other_label",
        "takes a text, not a number @ posts/b.other_label[0]",
        "takes a text, not null @ posts/c.other_label[0]",
        "text is blank or has white space at its ends @ persons/4.name",
        "a text has half of a surrogate pair @ persons/5.names[0].text",
        "takes an object, not a text @ persons.[8]",
        "an organisation is no part of itself @ organizations/o",
        "nothing in areas has the id 'gone' @ organizations/q.area_id",
        "nothing in persons has the id '9' @ memberships/#0.person_id",
        "'2013-99' is not in the calendar @ memberships/#1.end_date",
        "nothing in posts has the id 'gone' @ memberships/#1.post_id",
        "takes a text, not a number @ memberships/#4.id",
        "'2013-03~' is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD @ memberships/#0.start_date",
        "takes a list of finite numbers @ areas/x.geometry.coordinates",
        "a point has a longitude and a latitude @ areas/y.geometry.coordinates",
        "takes an object, not a list @ areas/w.geometry[0]",
        "a longitude lies between -180 and 180, not 999.0 @ areas/v",
        "someone who attends has an id or a name @ events/e.attendees[0]",
        "takes a text, not a number @ events/f.start_date",
    ):
        assert wanted in told, wanted
    assert len(told) > 30


def test_what_is_no_document(tmp_path: Path) -> None:
    """Lists, wrong encodings, nesting without end, huge numbers: one error of ours each time."""
    file = tmp_path / "popolo.json"
    for content, reason in (
        (b"[]", "takes an object with lists such as persons and organizations @ popolo.json"),
        ("{}".encode("utf-16"), "is no UTF-8: byte 0 @ popolo.json"),
        (b"[" * 100_000, "is nested too deep @ popolo.json"),
        (b'{"persons": [{"id": ' + b"9" * 5000 + b"}]}", "has a number of 5000 digits; the most are 60 @ popolo.json"),
        (b'{"persons": 1, "persons": 2}', "has the key 'persons' twice in one object @ popolo.json"),
        (b'{"persons": NaN}', "has NaN, which is no figure @ popolo.json"),
        (b'{"persons": 1}', "takes a list, not a number @ popolo.json:persons"),
    ):
        file.write_bytes(content)
        assert told_by(file) == [reason]
    with pytest.raises(FileNotFoundError):
        from_popolo(tmp_path / "gone.json", source=THEIRS)
    (reason,) = told_by(tmp_path)
    assert reason.startswith("cannot be read")


def test_a_wrong_source_or_language_is_refused() -> None:
    """Before anything is read, and both at once."""
    assert told_by({}, source="per-x", language="English") == [
        "the source is a Source or the id of one, which begins with src-",
        "a language is a BCP 47 tag such as en or zh-Latn, not 'English'",
    ]


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Some programs write one before UTF-8."""
    write_popolo(DATA, tmp_path / "a.json")
    (tmp_path / "b.json").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "a.json").read_bytes())
    assert held(from_popolo(tmp_path / "b.json", source=THEIRS)) == held(DATA)


JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("javascript:alert(1)")
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_damaged_document_gives_one_error_of_ours(data: st.DataObject) -> None:
    """Whatever stands where a value was, it is read or refused as invalid data."""
    document = json.loads(json.dumps(FOREIGN))
    for _ in range(data.draw(st.integers(1, 3))):
        holder: Any = document
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if not isinstance(holder[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
                holder[key] = data.draw(JUNK)
                break
            holder = holder[key]
    try:
        found = from_popolo(document, source=THEIRS, skipped=[])
    except si.InvalidDataError as error:
        assert error.problems  # noqa: PT017  most damage is none
    else:
        si.problems(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_file_gives_one_error_of_ours(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes cut, doubled or changed: the file is read or refused as invalid data."""
    content = bytearray(json.dumps(FOREIGN).encode())
    at = data.draw(st.integers(0, len(content) - 1))
    change = data.draw(st.sampled_from(["cut", "byte", "double"]))
    if change == "cut":
        del content[at:]
    elif change == "byte":
        content[at] = data.draw(st.integers(0, 255))
    else:
        content[at:at] = content[at : at + 40]
    file = tmp_path / "x.json"
    file.write_bytes(bytes(content))
    try:
        from_popolo(file, source=THEIRS)
    except si.InvalidDataError as error:
        assert error.problems  # noqa: PT017  most damage is none
