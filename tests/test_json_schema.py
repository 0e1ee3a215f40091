"""Do the JSON Schemas accept and refuse what the codec does, and are the shipped ones current?"""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator

import sinouk_innov
from sinouk_innov import bundle, codec
from sinouk_innov.errors import InvalidDataError, UnknownFieldError
from sinouk_innov.export.fields import attributes_said, fields_of
from sinouk_innov.export.json_schema import FILES, to_json_schema, write_schemas
from sinouk_innov.model.kinds import KINDS, kind_of_table

SHIPPED = Path(str(sinouk_innov.__file__)).parent / "data"
TABLES = tuple(kind.table for kind in KINDS)
VALIDATORS = {name: Draft202012Validator(to_json_schema(name)) for name in FILES}
COMMAND = "python -m sinouk_innov.export.json_schema src/sinouk_innov/data/schemas"

# What the codec says where the shape is wrong; all else that it says takes sense to see.
SHAPE = re.compile(r"takes |there is no field|a value is needed|\w+ takes |'.*' is no [A-Z]\w+: it takes one of")

# --- one record of each kind, with a value in every field ---------------------------------------------------------

CITED: list[dict[str, Any]] = [
    {
        "source": "src-a", "basis": "inferred", "paragraph": 2, "words": 9, "fingerprint": "0123456789abcdef",
        "starts": "The park", "ends": "in 2016", "locator": "row 3", "note": "told by its date",
    },
]  # fmt: skip
PERIOD = {"edtf": "2016-10/..", "wording": "since October 2016"}
DAY = {"edtf": "[..2021-05-17]", "wording": "so far"}
NAMES: list[dict[str, Any]] = [
    {"text": "Park One", "language": "en", "kind": "official", "period": PERIOD, "citations": CITED, "note": "as cut"},
    {"text": "边祥慧", "language": "zh-Hans", "kind": "variant", "family": "边", "given": "祥慧"},
]
SECTORS = [
    {"sector": "other", "standing": "core", "wording": "the sea", "citations": CITED, "note": "seen"},
    {"sector": "ict", "standing": "named"},
]
IDENTIFIERS = [
    {"scheme": "ror", "value": "013meh722", "citations": CITED, "note": "seen"},
    {"scheme": "wikidata", "value": "Q1"},
]
RECORDS: dict[str, dict[str, Any]] = {
    "sources": {
        "kind": "news", "title": "A title", "publisher": "A publisher", "publisher_kind": "government",
        "url": "https://example.org/a", "archived": "http://example.org/b", "published": {"edtf": "2023-01-29"},
        "accessed": {"edtf": "2026-11"}, "extent": "beginning", "language": "en", "licence": "all rights reserved",
        "lineage": "src-b", "fingerprint": "fedcba9876543210",
    },
    "places": {
        "names": NAMES, "kind": "city", "part_of": "pla-b", "identifiers": IDENTIFIERS, "latitude": 36,
        "longitude": 120.5,
    },
    "organisations": {
        "names": NAMES, "kind": "company", "part_of": "cen-a", "seat": "pla-a", "sectors": SECTORS,
        "website": "https://example.org", "identifiers": IDENTIFIERS,
    },
    "people": {
        "names": NAMES, "honorific": "Ms",
        "roles": [
            {"titles": NAMES, "rank": "head", "body": "org-a", "period": PERIOD, "citations": CITED, "note": "x"},
        ],
    },
    "centres": {
        "names": NAMES, "kind": "science_park", "place": "pla-a", "operators": ["org-a", "cen-b"], "sectors": SECTORS,
        "part_of": [{"whole": "cen-b", "qualifier": "core area of", "citations": CITED, "note": "x"}],
        "website": "https://example.org", "identifiers": IDENTIFIERS,
    },
    "initiatives": {
        "names": NAMES, "kind": "plan", "part_of": "ini-b", "operators": ["org-a"], "sectors": SECTORS,
        "outcome": "it was signed",
        "parties": [
            {"entity": "org-a", "capacity": "party", "citations": CITED, "note": "x"},
            {"label": "UK startups", "capacity": "beneficiary"},
        ],
    },
    "events": {
        "names": NAMES, "kind": "visit", "when": {"edtf": "2019/2020", "wording": "then"}, "where": "cen-a",
        "part_of": "evt-b", "about": ["per-a", "ini-a"], "modality": "planned",
        "participations": [
            {"entity": "per-a", "capacity": "host", "role": "Mayor", "on_behalf_of": "org-a", "group": "the hosts",
             "citations": CITED, "note": "x"},
            {"label": "his delegation", "capacity": "guest"},
        ],
    },
    "relations": {
        "subject": "org-a", "kind": "built", "object": "cen-a", "period": PERIOD, "qualifier": "with others",
    },
    "statistics": {
        "about": "cen-a", "measure": "count", "category": "firms", "scope": "large ones", "over": {"edtf": "2019"},
        "quantity": {"value": "1500", "upto": "5001/2", "unit": "count", "bound": "between", "wording": "over 1,500"},
        "part_of": "sta-b", "share_of": "sta-c", "status": "target",
    },
    "remarks": {
        "speaker": "per-a", "on_behalf_of": "org-a", "event": "evt-a", "about": ["org-a", "pla-a"],
        "gist": "It will do well.", "kind": "praise",
    },
}  # fmt: skip
# A field that is empty, and why.
EMPTY = {"statistics": ("as_of", "doubted")}
# Where the docstring names no kinds of id, a schema takes more of them than the model does.
OPEN = {"PartOf.whole", "Event.about", "Relation.subject", "Relation.object", "Statistic.about", "Remark.speaker",
        "Remark.about"}  # fmt: skip


def full(table: str) -> dict[str, Any]:
    """Give a record of a table with a value in every field that can have one together."""
    kind = kind_of_table(table)
    record = {"id": f"{kind.prefix}-full"} | RECORDS[table]
    absent, reason = EMPTY.get(table, ("note", "not_stated"))
    record["absent"] = [{"field": absent, "reason": reason, "note": "said otherwise elsewhere"}]
    if absent != "note":
        record["note"] = "seen"
    fields = [name for name in RECORDS[table] if name not in {"citations", "note", "absent"}]
    record["citations"] = [CITED[0] | {"supports": [*fields, f"{fields[0]}[a key]"]}]
    return copy.deepcopy(record)


def reasons(table: str, record: object) -> list[str]:
    """Give what the codec says against a record."""
    try:
        codec.decode(kind_of_table(table), record)
    except InvalidDataError as error:
        return [problem.reason for problem in error.problems]
    return []


def accepts(table: str, record: object) -> bool:
    """Tell whether the schema of a table accepts a record."""
    return not list(VALIDATORS[table].iter_errors([record]))


# --- the laws -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_full_record_is_accepted_by_both(table: str) -> None:
    """A record with a value in nearly every field passes codec and schema, as it is and as it is encoded again."""
    record = full(table)
    assert reasons(table, record) == []
    assert list(VALIDATORS[table].iter_errors([record])) == []
    again = codec.encode(codec.decode(kind_of_table(table), record))
    assert accepts(table, again)


@pytest.mark.parametrize("table", TABLES)
def test_full_record_has_every_field(table: str) -> None:
    """The records of these tests leave out no field but those that cannot stand beside another."""
    known = {field.name for field in fields_of(kind_of_table(table).record_class)}
    assert known - full(table).keys() <= {"note", "as_of"}


@pytest.mark.parametrize("table", TABLES)
def test_whole_file_is_checked(table: str) -> None:
    """A file is an array of records, and may be empty; anything else is refused as the codec refuses it."""
    kind = kind_of_table(table)
    for rows in ([], [full(table)]):
        assert VALIDATORS[table].is_valid(rows)
        codec.decode_table(kind, rows, "file")
    wrongs: tuple[object, ...] = (None, {}, "text", full(table), [None], [[]], ["x"])
    for wrong in wrongs:
        assert not VALIDATORS[table].is_valid(wrong)
        with pytest.raises(InvalidDataError):
            codec.decode_table(kind, wrong, "file")


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the way to every value within plain data."""
    found = [path]
    if isinstance(value, dict):
        found += [deeper for key, item in value.items() for deeper in paths(item, (*path, key))]
    elif isinstance(value, list):
        found += [deeper for index, item in enumerate(value) for deeper in paths(item, (*path, index))]
    return found


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


TEXTS = st.sampled_from((
    "", " ", "x", "other", "2020", "2020-13", "2020-02-30", "0000", "2020~", "[2019..2020]", "[2020..2019]", "[..]",
    "[2019~..]", "../..", "/", "2019/2020", "../2020", "/2020~", "2020/", "2020/2019", "2019/[2020..]", "0", "-0",
    "007", "1/0", "4/2", "1/3", "0.50", "1e3", "1,000", "١", "9" * 61, "vague", "between", "count", "percent",
    "official", "en", "zh-Latn-CN", "english", "https://example.org/a", "https://", "ftp://example.org", "per-a",
    "org-a", "cen-a", "pla-a", "ini-a", "evt-a", "sta-a", "rem-a", "rel-a", "src-a", "per--a", "PER-a", "per-a-",
    "names", "kind[x]", "kind[", "note", "x" * 20_001, "0123456789abcdef", "0123456789ABCDEF", "一",
)) | st.text(max_size=8)  # fmt: skip
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-200, 200), st.sampled_from([2.5, -90.5]), TEXTS, st.just([]),
    st.just({}), st.lists(TEXTS, max_size=2), st.dictionaries(TEXTS, TEXTS, max_size=2),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw a full record in which something was put elsewhere, left out, added, doubled or replaced."""
    table = draw(st.sampled_from(TABLES))
    record: Any = full(table)
    for _ in range(draw(st.integers(1, 3))):
        places = paths(record)
        path = draw(st.sampled_from(places[1:] or places))
        if not path:
            return table, draw(PLAIN)
        holder = _at(record, path[:-1])
        last: Any = path[-1]
        change = draw(st.sampled_from(["replace", "drop", "add", "double", "swap", "wrap"]))
        if change == "replace":
            holder[last] = draw(PLAIN)
        elif change == "drop":
            del holder[last]
        elif change == "add" and isinstance(holder, dict):
            holder[draw(TEXTS)] = draw(PLAIN)
        elif change == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        elif change == "swap":
            holder[last] = copy.deepcopy(draw(st.sampled_from([_at(record, place) for place in places])))
        else:
            holder[last] = [holder[last]]
    return table, record


@given(mutated())
def test_schema_agrees_with_the_codec_about_shape(case: tuple[str, Any]) -> None:
    """What the codec accepts the schema accepts, and what the codec refuses for its shape the schema refuses."""
    table, record = case
    said = reasons(table, record)
    if not said:
        assert list(VALIDATORS[table].iter_errors([record])) == []
    elif any(SHAPE.match(reason) for reason in said):
        assert not accepts(table, record), said


def places_of_ids() -> list[tuple[str, tuple[str | int, ...]]]:
    """List, for each table, the ways to the fields that take ids of other records."""
    return [
        (table, path)
        for table in TABLES
        for path in paths(full(table))
        if isinstance(value := _at(full(table), path), str) and re.match(r"[a-z]{3}-", value) and path != ("id",)
    ]


def test_ids_are_of_the_kinds_that_the_model_takes() -> None:
    """The schema lets through the same kinds of id as the model, and more only where the docstring names no kinds."""
    looser = set()
    for table, path in places_of_ids():
        for kind in KINDS:
            record = full(table)
            _at(record, path[:-1])[path[-1]] = f"{kind.prefix}-new"
            ours, theirs = accepts(table, record), reasons(table, record) == []
            assert ours or not theirs, (table, path, kind.prefix)
            if ours and not theirs:
                field = [step for step in path if isinstance(step, str)][-1]
                named = "PartOf" if field == "whole" else kind_of_table(table).record_class.__name__
                looser.add(f"{named}.{field}")
    assert looser == OPEN


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("names", []),
        ("website", "ftp://example.org"),
        ("kind", "park"),
        ("operators", ["org-a", "org-a"]),
        ("place", "per-a"),
        ("absent", [{"field": "names", "reason": "not_stated"}]),
        ("citations", [{"source": "src-a", "supports": ["nmaes"]}]),
        ("citations", [{"source": "src-a", "supports": ["id"]}]),
        ("citations", [{"source": "src-a", "paragraph": 0}]),
        ("citations", [{"source": "src-a", "words": 2, "fingerprint": "0123"}]),
        ("names", [NAMES[0] | {"language": "English"}]),
        ("names", [NAMES[0] | {"citations": [CITED[0] | {"supports": ["text"]}]}]),
        ("names", [NAMES[0] | {"period": {"edtf": "2020-13/.."}}]),
        ("names", [NAMES[0] | {"period": {"edtf": "2020/..", "wording": ""}}]),
    ],
)
def test_schema_refuses_some_of_what_takes_sense(field: str, wrong: object) -> None:
    """What a schema can say of the sense of a field it says; the codec refuses it as well."""
    record = full("centres") | {field: wrong}
    assert reasons("centres", record)
    assert not accepts("centres", record)


@pytest.mark.parametrize(
    ("quantity", "fits"),
    [
        ({"value": "5", "unit": "count", "bound": "exact"}, True),
        ({"unit": "count", "bound": "vague"}, True),
        ({"value": "-1/3", "upto": "0.50", "unit": "share", "bound": "between"}, True),
        ({"value": "5", "unit": "count", "bound": "vague"}, False),
        ({"unit": "count", "bound": "about"}, False),
        ({"value": "5", "unit": "count", "bound": "between"}, False),
        ({"value": "5", "upto": "6", "unit": "count", "bound": "exact"}, False),
        ({"value": "5", "unit": "count"}, False),
        ({"value": "5", "bound": "exact"}, False),
        ({"value": 5, "unit": "count", "bound": "exact"}, False),
        ({"value": "05", "unit": "count", "bound": "exact"}, False),
        ({"value": "9" * 61, "unit": "count", "bound": "exact"}, False),
    ],
)
def test_fields_of_a_quantity_go_together(quantity: object, fits: bool) -> None:  # noqa: FBT001  as expected
    """Value and upper figure stand where the bound asks for them, for the schema as for the codec."""
    record = full("statistics") | {"quantity": quantity}
    assert (reasons("statistics", record) == []) is fits
    assert accepts("statistics", record) is fits


HEADERS = [{}, {"title": "x", "schema_version": "1", "data_version": "1", "as_of": "2026-11-01", "licence": "CC0-1.0"},
           {"schema_version": "2"}, {"title": None}, {"titel": "x"}, {"title": 1}, [], None]  # fmt: skip
REDIRECTS = [{}, {"per-a": "per-b", "org-a": "org-b-c"}, {"per-a": "org-a"}, {"per-A": "per-b"}, {"per-a": None},
             {"per-a": 1}, {"x": "per-a"}, [], "x"]  # fmt: skip


def read_from(folder: Path, **files: object) -> bool:
    """Write plain data as the files of a dataset, and tell whether they can be read."""
    for name, plain in files.items():
        (folder / f"{name}.json").write_text(json.dumps(plain), encoding="utf-8")
    try:
        bundle.read(folder)
    except InvalidDataError:
        return False
    return True


@pytest.mark.parametrize("header", HEADERS)
def test_header_is_checked_as_the_reader_does(header: object, tmp_path: Path) -> None:
    """The schema of `dataset.json` accepts what the reader of files accepts."""
    assert VALIDATORS["dataset"].is_valid(header) is read_from(tmp_path, dataset=header)


@pytest.mark.parametrize("redirects", REDIRECTS)
def test_redirects_are_checked_as_the_reader_does(redirects: object, tmp_path: Path) -> None:
    """The schema of `redirects.json` accepts what the reader of files accepts."""
    fits = read_from(tmp_path, dataset={"schema_version": "1"}, redirects=redirects)
    assert VALIDATORS["redirects"].is_valid(redirects) is fits


# --- what an editor shows -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_schema_is_a_schema(name: str) -> None:
    """Each schema is valid for draft 2020-12, and each of its references leads somewhere."""
    schema = to_json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    leads = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    assert leads == schema.get("$defs", {}).keys()


@pytest.mark.parametrize("table", TABLES)
def test_everything_is_described(table: str) -> None:
    """Each class, field and term of a schema says what it means."""
    for name, definition in to_json_schema(table)["$defs"].items():
        assert definition["description"], name
        for field, shape in definition.get("properties", {}).items():
            assert shape["description"], (name, field)
        for term in definition.get("oneOf", []):
            assert term["description"], (name, term)


def test_docstrings_describe_every_field_of_the_model() -> None:
    """No attribute of a record goes without a line in a docstring, and no line is about an attribute that is not."""
    for kind in KINDS:
        described = kind.record_class
        known = {attribute.name for attribute in attrs.fields(described)}
        assert set(attributes_said(described)) <= known
        assert all(field.meaning for field in fields_of(described))


def test_schema_may_be_changed_without_harm() -> None:
    """What a caller does to a schema changes no other."""
    first = to_json_schema("statistics")
    first["$defs"]["Quantity"]["allOf"][0]["if"].clear()
    first["$defs"]["Quantity"]["properties"]["value"].clear()
    assert to_json_schema("statistics") == VALIDATORS["statistics"].schema


def test_unknown_file_has_no_schema() -> None:
    """What is no file of a dataset is told with what comes near."""
    with pytest.raises(UnknownFieldError) as caught:
        to_json_schema("poeple")
    assert caught.value.close == ("people",)


# --- what ships -----------------------------------------------------------------------------------------------------


def test_shipped_schemas_are_current(tmp_path: Path) -> None:
    """The shipped schemas are, byte for byte, those that are made from the model."""
    write_schemas(tmp_path / "schemas")
    made = {file.name: file.read_bytes() for file in (tmp_path / "schemas").iterdir()}
    shipped = {file.name: file.read_bytes() for file in (SHIPPED / "schemas").iterdir()}
    assert made.keys() == shipped.keys() == {f"{name}.json" for name in FILES}
    stale = sorted(name for name in made if made[name] != shipped[name])
    assert stale == [], f"make them again: {COMMAND}"


@pytest.mark.parametrize("name", TABLES)
def test_shipped_data_follow_their_schema(name: str) -> None:
    """Each file of the bundled dataset is valid under its schema."""
    file = SHIPPED / f"{name}.json"
    # A table without records needs no file.
    plain = json.loads(file.read_bytes()) if file.exists() else []
    assert [error.message for error in VALIDATORS[name].iter_errors(plain)] == []


def test_command_writes_the_schemas(tmp_path: Path) -> None:
    """Run as a command, the module writes a schema for every file into the folder that it is given."""
    folder = tmp_path / "new" / "schemas"
    subprocess.run([sys.executable, "-m", "sinouk_innov.export.json_schema", str(folder)], check=True)
    assert sorted(file.stem for file in folder.iterdir()) == sorted(FILES)
