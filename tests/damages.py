"""In which ways are the bundled files damaged, and what is said of each?

Every damage has a name, the gate at which it is caught, and all that is said there, fixed beforehand. Records are
picked by what they have, so that a damage outlives a change of the data.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import naive
import sinouk_innov
from sinouk_innov.model.kinds import KINDS

PACKAGE = Path(str(sinouk_innov.__file__)).parent
TABLES = [kind.table for kind in KINDS]
NAMES = {kind.table: kind.name for kind in KINDS}

Row = dict[str, Any]
Files = dict[str, Any]
Path_ = Sequence[str | int]


class Gate(StrEnum):
    """Where is a damage caught?"""

    READ = "when it is read"
    PROBLEMS = "when problems are asked for"
    NONE = "nowhere: it is no damage"


@cache
def texts() -> dict[str, bytes]:
    """Return the bundled files as they are."""
    return {name: naive.content(name) for name in ("dataset.json", "redirects.json", *(f"{t}.json" for t in TABLES))}


def files() -> Files:
    """Return the bundled files as plain data, another copy each time."""
    return {name: json.loads(text) for name, text in texts().items()}


def place_of(table: str, row: Row, path: str = "") -> str:
    """Return how a problem calls a place in a record."""
    return f"{table}.json:{NAMES[table]}/{row['id']}{'.' if path else ''}{path}"


def written(path: Path_) -> str:
    """Return a path as problems write it."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def reach(row: Any, path: Path_) -> Any:
    """Return what a path leads to; `LookupError` where it leads nowhere."""
    for step in path:
        row = row[step]
    return row


def first(content: Files, table: str, fits: Callable[[Row], object]) -> Row:
    """Return the first record of a table that fits."""
    found: Row = next(row for row in content[f"{table}.json"] if fits(row))
    return found


def having(*path: str | int) -> Callable[[Row], bool]:
    """Return a condition: that a path leads somewhere in a record."""

    def leads(row: Row) -> bool:
        try:
            reach(row, path)
        except LookupError:
            return False
        return True

    return leads


# --- the list of named damages --------------------------------------------------------------------------------------

DAMAGES: dict[str, tuple[Gate, Callable[[Files], list[str]]]] = {}


def damage(gate: Gate) -> Callable[[Callable[[Files], list[str]]], Callable[[Files], list[str]]]:
    """Note a function that damages files and returns all that will be said, at a gate."""

    def noted(made: Callable[[Files], list[str]]) -> Callable[[Files], list[str]]:
        DAMAGES[made.__name__] = (gate, made)
        return made

    return noted


def replaced(name: str, where: Path_, value: object, reason: str, at: str | None = None) -> None:
    """Note a damage that reading catches: one value in one record is another, or is there at all.

    Args:
        name: What the damage is called.
        where: The table, and the way to the value; its last step may be new. The first record that has such a value is
            damaged, or else the first that could.
        value: The new value.
        reason: What is said.
        at: The path that is told, where it is not that of the value.
    """
    table, *path = where

    def made(content: Files) -> list[str]:
        rows = content[f"{table}.json"]
        row = next(filter(having(*path), rows), None) or next(filter(having(*path[:-1]), rows))
        reach(row, path[:-1])[path[-1]] = value
        return [f"{reason} @ {place_of(str(table), row, written(path) if at is None else at)}"]

    DAMAGES[name] = (Gate.READ, made)


FIGURE_FORM = "a decimal number or a fraction of at most 122 characters"

# Types: nothing is coerced.
replaced("null for a text", ("people", "names", 0, "text"), None, "takes a text, not null")
replaced("a number for a text", ("remarks", "gist"), 7, "takes a text, not a number")
replaced("a flag for a text", ("people", "names", 0, "family"), value=False, reason="takes a text, not a flag")
replaced("a list for a text", ("sources", "title"), ["A", "title"], "takes a text, not a list")
replaced("null for an optional text", ("sources", "url"), None, "takes no null: a field without a value is left out")
replaced("a text for a list", ("events", "about"), "org-tus-holdings", "takes a list, not a text")
replaced("null for a list", ("places", "citations"), None, "takes a list, not null")
replaced("a text for an object", ("people", "names", 0), "Peng Lv", "takes an object, not a text")
replaced("a list for a part", ("people", "roles", 0), [], "takes an object, not a list")
replaced(
    "a text of a flag for an integer",
    ("people", "names", 0, "citations", 0, "paragraph"),
    "false",
    "takes an integer, not a text",
)
replaced("3.9 for an integer", ("people", "names", 0, "citations", 0, "words"), 3.9, "takes an integer, not 3.9")
replaced(
    "a flag for an integer",
    ("people", "names", 0, "citations", 0, "words"),
    value=True,
    reason="takes an integer, not a flag",
)
replaced("a text for a number", ("places", "latitude"), "36.1", "takes a number, not a text")
replaced("a flag for a number", ("places", "latitude"), value=True, reason="takes a number, not a flag")
replaced("a number beyond all numbers", ("places", "longitude"), b"1e999", "takes a finite number, not inf")
replaced("a text for a date", ("events", "when"), "2023", "takes an object, not a text")
replaced("a number for a year", ("events", "when", "edtf"), 2023, "edtf takes a text, not a number", at="when")
replaced("a date without a date", ("events", "when"), {"wording": "x"}, "a value is needed for edtf")
replaced(
    "a blank wording", ("events", "when", "wording"), " ", "wording is blank or has white space at its ends", at="when"
)
replaced(
    "an unknown field of a figure", ("statistics", "quantity", "low"), "1", "there is no field 'low'", at="quantity"
)
replaced("an unknown field of a record", ("people", "born"), "1970", "there is no field 'born'", at="")
replaced(
    "an unknown field of a part",
    ("people", "roles", 0, "title"),
    "Director",
    "there is no field 'title'",
    at="roles[0]",
)
replaced(
    "a text of 20,001 characters", ("remarks", "gist"), "x" * 20_001, "a text has at most 20000 characters, not 20001"
)
replaced("half of a surrogate pair", ("remarks", "gist"), b'"a\\ud83d"', "a text has half of a surrogate pair")
replaced(
    "a term that there is not",
    ("people", "roles", 0, "rank"),
    "chief",
    "'chief' is no Rank: it takes one of adviser, assistant, deputy, head, member, other",
)

# Dates and figures.
replaced(
    "a date in words",
    ("events", "when"),
    {"edtf": "May 2019"},
    "'May 2019' is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD, as EDTF has them",
)
replaced("the 30th of February", ("events", "when"), {"edtf": "2023-02-30"}, "'2023-02-30' is not in the calendar")
replaced(
    "a set of nothing", ("events", "when"), {"edtf": "[..]"}, "'[..]' is no date: a set takes [..D], [D..] or [D..E]"
)
replaced(
    "a set that ends before it begins",
    ("events", "when"),
    {"edtf": "[2020..2019]"},
    "'[2020..2019]' ends before it begins",
)
replaced(
    "a period without a date",
    ("events", "when"),
    {"edtf": "../.."},
    "'../..' is no period: it takes a/b, ../b, a/.., a/ or /b, with a and b plain dates",
)
replaced(
    "a period that ends before it starts",
    ("events", "when"),
    {"edtf": "2020/2019"},
    "'2020/2019' ends before it starts",
)


replaced(
    "a figure in words",
    ("statistics", "quantity", "value"),
    "seventy",
    f"a figure is {FIGURE_FORM}, not 'seventy'",
    at="quantity",
)
replaced(
    "a figure that is no number",
    ("statistics", "quantity", "value"),
    "NaN",
    f"a figure is {FIGURE_FORM}, not 'NaN'",
    at="quantity",
)
replaced("a figure by nothing", ("statistics", "quantity", "value"), "1/0", "'1/0' is no fraction", at="quantity")
replaced(
    "a figure with a leading zero",
    ("statistics", "quantity", "value"),
    "070",
    "the figure '070' is written '70'",
    at="quantity",
)
replaced(
    "a figure of 61 digits",
    ("statistics", "quantity", "value"),
    "7" * 61,
    "a figure has at most 60 digits",
    at="quantity",
)
replaced(
    "a figure without a unit",
    ("statistics", "quantity"),
    {"value": "7", "bound": "exact"},
    "a value is needed for unit",
)
replaced(
    "a figure without a bound",
    ("statistics", "quantity"),
    {"value": "7", "unit": "count"},
    "a value is needed for bound",
)
replaced(
    "a vague figure with a value",
    ("statistics", "quantity"),
    {"value": "7", "unit": "count", "bound": "vague"},
    "a figure is missing exactly where its bound is vague",
)
replaced(
    "a range without an end",
    ("statistics", "quantity"),
    {"value": "7", "unit": "count", "bound": "between"},
    "an upper figure stands exactly where the bound is between",
)
replaced(
    "a range upside down",
    ("statistics", "quantity"),
    {"value": "7", "upto": "6", "unit": "count", "bound": "between"},
    "the upper figure of a range is above the lower one",
)

# Citations.
PASSAGE = {"paragraph": 1, "words": 2, "fingerprint": "0" * 16, "starts": "a", "ends": "b"}


def citation(name: str, change: Row, reason: str) -> None:
    """Note a damage to the citation of a person's name."""
    value = {"source": "src-x", "basis": "stated"} | PASSAGE | change
    plain = {key: item for key, item in value.items() if item is not None}
    replaced(name, ("people", "names", 0, "citations", 0), plain, reason)


citation("a citation of a person", {"source": "per-peng-lv"}, "a citation's source is no id of a source: 'per-peng-lv'")
citation("an inference without a note", {"basis": "inferred"}, "an inferred citation needs a note that says why")
citation("a blank note of a citation", {"note": ""}, "a locator or note is blank or has white space at its ends")
citation("paragraph nought", {"paragraph": 0}, "paragraphs are counted from 1")
citation("a fingerprint without words", {"words": None}, "a fingerprint and its number of words go together")
citation(
    "a start without a fingerprint",
    {"words": None, "fingerprint": None, "ends": None},
    "starts and ends belong to a passage with a fingerprint",
)
citation("an end without a start", {"starts": None}, "a passage with an end has a start")
citation(
    "a fingerprint in capitals",
    {"fingerprint": "A" * 16},
    f"a fingerprint is 16 hexadecimal digits, not {'A' * 16!r}",
)
citation("a passage of no words", {"words": 0}, "a passage has at least one word")
citation("a start of four words", {"starts": "a b c d"}, "starts and ends have one to three words each: 'a b c d'")
replaced(
    "one field supported twice",
    ("sources", "citations"),
    [{"source": "src-x", "supports": ["title", "title"]}],
    "a citation names each field that it supports once",
    at="citations[0]",
)

# A record's own sense.
replaced(
    "supports on a part",
    ("people", "names", 0, "citations", 0),
    {"source": "src-x", "supports": ["names"]},
    "only a record's citation names the fields that it supports",
    at="names[0]",
)
replaced(
    "supports of an unknown field",
    ("people", "citations"),
    [{"source": "src-x", "supports": ["born"]}],
    "a citation supports 'born', which is no field of a person",
    at="",
)
replaced(
    "an absence of an unknown field",
    ("people", "absent"),
    [{"field": "born", "reason": "not_stated"}],
    "'born' is no field of a person",
    at="",
)
replaced(
    "an absence of what is there",
    ("people", "absent"),
    [{"field": "names", "reason": "not_stated"}],
    "names has a value and is said to be absent",
    at="",
)
replaced(
    "a doubt without a note",
    ("people", "absent"),
    [{"field": "honorific", "reason": "doubted"}],
    "a doubted value needs a note that says which, and why",
    at="absent[0]",
)

replaced("no name at all", ("people", "names"), [], "at least one name is needed", at="")
replaced("no name of a place", ("places", "names"), [], "at least one name is needed", at="")
replaced(
    "a language in words",
    ("people", "names", 0, "language"),
    "English",
    "a language is a BCP 47 tag such as en or zh-Latn, not 'English'",
    at="names[0]",
)
replaced(
    "a source's language in words",
    ("sources", "language"),
    "English",
    "a language is a BCP 47 tag such as en or zh-Latn, not 'English'",
    at="",
)
replaced(
    "a name with a space before it",
    ("centres", "names", 0),
    {"text": " Park", "language": "en", "kind": "official"},
    "text is blank or has white space at its ends",
)
replaced("a role without a title", ("people", "roles", 0, "titles"), [], "a role has at least one title", at="roles[0]")
replaced(
    "a role at a place",
    ("people", "roles", 0, "body"),
    "pla-china",
    "body takes an id that begins with org- or cen-: 'pla-china'",
    at="roles[0]",
)
replaced(
    "a figure about a source",
    ("statistics", "about"),
    "src-ukiic-2021-taizhou",
    "about takes an id that begins with pla- or org- or per- or cen- or ini- or evt-: 'src-ukiic-2021-taizhou'",
    at="",
)
replaced(
    "a name of another kind without a note",
    ("people", "names", 0),
    {"text": "P", "language": "en", "kind": "other"},
    "other needs a note that says what is meant",
)
replaced(
    "another sector without a wording",
    ("centres", "sectors"),
    [{"sector": "other", "standing": "core"}],
    "another sector needs its wording",
    at="sectors[0]",
)
replaced(
    "an address of another sort",
    ("sources", "url"),
    "javascript:alert(1)",
    "url is no http or https address: 'javascript:alert(1)'",
    at="",
)
replaced(
    "a source's fingerprint in capitals",
    ("sources", "fingerprint"),
    "A" * 16,
    f"a fingerprint is 16 hexadecimal digits, not {'A' * 16!r}",
    at="",
)
replaced(
    "an identifier of another form",
    ("places", "identifiers", 0),
    {"scheme": "wikidata", "value": "170322"},
    "an identifier of wikidata is Q and a number, not '170322'",
)
replaced(
    "a wrong check digit of a ROR",
    ("organisations", "identifiers"),
    [{"scheme": "ror", "value": "013meh723"}],
    "the check digits of ror '013meh723' are wrong",
    at="identifiers[0]",
)
replaced(
    "a wrong check digit of an ISNI",
    ("organisations", "identifiers"),
    [{"scheme": "isni", "value": "0000000121885935"}],
    "the check digits of isni '0000000121885935' are wrong",
    at="identifiers[0]",
)
replaced("a latitude of 91 degrees", ("places", "latitude"), 91, "a latitude lies between -90 and 90, not 91.0", at="")
replaced(
    "a longitude of -181 degrees",
    ("places", "longitude"),
    -181,
    "a longitude lies between -180 and 180, not -181.0",
    at="",
)


def itself(table: str, field: str, reason: str, wrap: Callable[[str], object] = str) -> None:
    """Note a damage: a record is a part of itself."""

    def made(content: Files) -> list[str]:
        row = content[f"{table}.json"][0]
        row.pop("absent", None)
        row[field] = wrap(row["id"])
        return [f"{reason} @ {place_of(table, row)}"]

    DAMAGES[f"{table} with {field} itself"] = (Gate.READ, made)


itself("places", "part_of", "a place is no part of itself")
itself("organisations", "part_of", "an organisation is no part of itself")
itself("centres", "place", "a centre is no part of itself")
itself("centres", "part_of", "a centre is no part of itself", lambda own: [{"whole": own}])
itself("initiatives", "part_of", "an initiative is no part of itself")
itself("events", "part_of", "an event is no part of itself")
itself("statistics", "share_of", "a figure is no part of itself")
itself("sources", "lineage", "a source does not repeat itself")

replaced(
    "a participation of nobody",
    ("events", "participations", 0),
    {"capacity": "guest"},
    "a participation has either an entity or a label",
)
replaced(
    "a party of nobody",
    ("initiatives", "parties"),
    [{"capacity": "party", "entity": "org-tus-holdings", "label": "Tus"}],
    "a party has either an entity or a label",
    at="parties[0]",
)

replaced(
    "a title that stands twice",
    ("people", "roles", 0, "titles"),
    [{"text": "Head", "language": "en", "kind": "translation"}] * 2,
    "titles has 'Head@en' twice",
    at="roles[0]",
)


@damage(Gate.READ)
def a_relation_of_a_thing_to_itself(content: Files) -> list[str]:
    """Let the two ends of a relation be one."""
    row = content["relations.json"][0]
    row["object"] = row["subject"]
    return [f"a relation has two different ends @ {place_of('relations', row)}"]


@damage(Gate.READ)
def a_family_that_is_not_in_the_name(content: Files) -> list[str]:
    """Mark a family part that the name does not have."""
    row = content["people.json"][0]
    row["names"][0]["family"] = "Lyu"
    text = row["names"][0]["text"]
    return [f"the part 'Lyu' does not stand in the name {text!r} @ {place_of('people', row, 'names[0]')}"]


@damage(Gate.READ)
def a_latitude_alone(content: Files) -> list[str]:
    """Say how far north a place lies, and not how far east."""
    row = first(content, "places", lambda row: "latitude" not in row)
    row["latitude"] = 1.5
    return [f"latitude and longitude go together @ {place_of('places', row)}"]


@damage(Gate.READ)
def an_absence_said_twice(content: Files) -> list[str]:
    """Give two reasons for one empty field."""
    row = first(content, "remarks", lambda row: "on_behalf_of" not in row)
    row["absent"] = [{"field": "on_behalf_of", "reason": reason} for reason in ("not_stated", "not_applicable")]
    return [f"absent has 'on_behalf_of' twice @ {place_of('remarks', row)}"]


@damage(Gate.READ)
def a_figure_of_a_day_and_of_a_year(content: Files) -> list[str]:
    """Let one figure be a stock and a flow."""
    row = first(content, "statistics", lambda row: "as_of" in row)
    row["over"] = {"edtf": "2019"}
    row.pop("absent", None)
    reason = "a figure is a stock as of a day or a flow over a time, not both"
    return [f"{reason} @ {place_of('statistics', row)}"]


@damage(Gate.READ)
def a_citation_that_stands_twice(content: Files) -> list[str]:
    """Cite one passage twice for one name, and twice for one event."""
    name = content["people.json"][0]["names"][0]
    name["citations"].append(name["citations"][0])
    event = content["events.json"][0]
    event["citations"].append(event["citations"][0])
    reason = "the same citation stands twice"
    return [
        f"{reason} @ {place_of('people', content['people.json'][0], 'names[0]')}",
        f"{reason} @ {place_of('events', event)}",
    ]


@damage(Gate.READ)
def a_count_of_nothing(content: Files) -> list[str]:
    """Take away what is counted."""
    row = first(content, "statistics", lambda row: row["measure"] == "count")
    del row["category"]
    return [f"a count says what is counted @ {place_of('statistics', row)}"]


@damage(Gate.READ)
def a_value_that_stands_twice(content: Files) -> list[str]:
    """Say twice what an event was about."""
    row = first(content, "events", having("about", 0))
    row["about"].append(row["about"][0])
    return [f"about has {row['about'][0]!r} twice @ {place_of('events', row)}"]


@damage(Gate.READ)
def an_id_of_another_kind(content: Files) -> list[str]:
    """Give a person the id of an organisation."""
    row = content["people.json"][0]
    row["id"] = "org-person"
    form = "per- and a slug of a-z, 0-9 and hyphens"
    return [f"the id of a person is {form}, not 'org-person' @ {place_of('people', row)}"]


@damage(Gate.READ)
def an_id_that_is_taken(content: Files) -> list[str]:
    """Give two people one id."""
    one, other = content["people.json"][:2]
    other["id"] = one["id"]
    return [f"the id is taken already @ {place_of('people', one)}"]


@damage(Gate.READ)
def two_ids_swapped_between_tables(content: Files) -> list[str]:
    """Exchange the ids of a person and a place."""
    person, place = content["people.json"][0], content["places.json"][0]
    person["id"], place["id"] = place["id"], person["id"]
    slug = "a slug of a-z, 0-9 and hyphens"
    return [
        f"the id of a place is pla- and {slug}, not {place['id']!r} @ {place_of('places', place)}",
        f"the id of a person is per- and {slug}, not {person['id']!r} @ {place_of('people', person)}",
    ]


@damage(Gate.READ)
def a_record_without_an_id(content: Files) -> list[str]:
    """Take away an id; the record is told by its place."""
    del content["people.json"][2]["id"]
    return ["a value is needed @ people.json:person/#2.id"]


@damage(Gate.READ)
def a_record_that_is_a_text(content: Files) -> list[str]:
    """Put a text where a record belongs."""
    content["people.json"][1] = "Peng Lv"
    return ["takes an object, not a text @ people.json:person/#1"]


@damage(Gate.READ)
def damage_in_three_files_at_once(content: Files) -> list[str]:
    """Damage three files; all of it is told together."""
    place, person, remark = (content[f"{table}.json"][0] for table in ("places", "people", "remarks"))
    place["kind"], remark["kind"] = None, "joke"
    del person["names"]
    kinds = "background, distinction, expectation, pledge, praise, statement"
    return [
        f"takes a text, not null @ {place_of('places', place, 'kind')}",
        f"a value is needed @ {place_of('people', person, 'names')}",
        f"'joke' is no RemarkKind: it takes one of {kinds} @ {place_of('remarks', remark, 'kind')}",
    ]


# Whole files.


def whole(name: str, file: str, text: bytes | Callable[[bytes], bytes], reason: str, place: str | None = None) -> None:
    """Note a damage to the text of a file."""

    def made(content: Files) -> list[str]:
        content[file] = text if isinstance(text, bytes) else text(texts()[file])
        return [f"{reason} @ {place or file}"]

    DAMAGES[name] = (Gate.READ, made)


whole("an empty file", "people.json", b"", "is no JSON: expecting value in line 1, column 1")
whole("a file that is null", "people.json", b"null", "takes a list of records, not null", "people.json:person")
whole("an object for an array", "people.json", b"{}", "takes a list of records, not an object", "people.json:person")
whole(
    "a byte order mark",
    "people.json",
    lambda text: b"\xef\xbb\xbf" + text,
    "is no JSON: unexpected utf-8 bom (decode using utf-8-sig) in line 1, column 1",
)
whole("a file in Latin 1", "people.json", b'["\xfc"]', "is no UTF-8: byte 2")
whole(
    "a file with a word behind it",
    "dataset.json",
    lambda text: text.rstrip() + b" end",
    "is no JSON: extra data in line 7, column 3",
)
whole("lists without end", "people.json", b"[" * 100_000 + b"]" * 100_000, "is nested too deep")
whole("objects without end", "people.json", b'{"a":' * 100_000 + b"0" + b"}" * 100_000, "is nested too deep")
whole(
    "a key that stands twice",
    "people.json",
    b'[{"id": "per-a", "id": "per-b"}]',
    "has the key 'id' twice in one object",
)
whole("NaN", "places.json", b"[NaN]", "has NaN, which is no figure")
whole("infinity", "places.json", b"[-Infinity]", "has -Infinity, which is no figure")
whole(
    "a number of 5000 digits", "places.json", b"[" + b"7" * 5000 + b"]", "has a number of 5000 digits; the most are 60"
)
whole(
    "another schema version",
    "dataset.json",
    lambda text: text.replace(b'"schema_version": "1"', b'"schema_version": "2"'),
    "the schema version is '2'; this release reads '1'",
    "dataset.json:schema_version",
)
whole("a header without its version", "dataset.json", b"{}", "a value is needed", "dataset.json:schema_version")
whole(
    "redirects in a list",
    "redirects.json",
    b"[]",
    "takes an object of retired ids and what took their place",
)
whole("a redirect of no id", "redirects.json", b'{"Peng": "per-peng-lv"}', "'Peng' is no id", "redirects.json:#0")
whole(
    "a redirect to another kind",
    "redirects.json",
    b'{"per-old": "org-tus-holdings"}',
    "'org-tus-holdings' is no id of the same kind",
    "redirects.json:per-old",
)
whole("a file of another name", "persons.json", b"[]", "is no file of a dataset")


@damage(Gate.READ)
def no_header(content: Files) -> list[str]:
    """Leave out the header."""
    del content["dataset.json"]
    return ["is missing: a dataset says in it at least its schema_version, '1' @ dataset.json"]


# Sense among records.


def exact(row: Row) -> bool:
    """Tell whether a statistic has an exact figure."""
    return bool(row["quantity"]["bound"] == "exact")


def cited_by_field(row: Row) -> bool:
    """Tell whether no citation of a record supports a single value by its key, which would be made from the value."""
    return not any("[" in text for each in row["citations"] for text in each.get("supports", ()))


def dangling(table: str, path: Path_, prefix: str) -> None:
    """Note a damage: a reference leads to no record."""

    def made(content: Files) -> list[str]:
        row = first(content, table, lambda row: having(*path)(row) and cited_by_field(row))
        reach(row, path[:-1])[path[-1]] = f"{prefix}-nowhere"
        return [f"no record has the id '{prefix}-nowhere' @ {place_of(table, row, written(path))}"]

    DAMAGES[f"dangling {written(path)} of {table}"] = (Gate.PROBLEMS, made)


dangling("places", ("part_of",), "pla")
dangling("organisations", ("seat",), "pla")
dangling("centres", ("place",), "pla")
dangling("centres", ("operators", 0), "org")
dangling("initiatives", ("operators", 0), "org")
dangling("events", ("where",), "pla")
dangling("events", ("about", 0), "ini")
dangling("relations", ("object",), "pla")
dangling("statistics", ("about",), "cen")
dangling("statistics", ("part_of",), "sta")
dangling("statistics", ("share_of",), "sta")
dangling("remarks", ("speaker",), "per")
dangling("remarks", ("event",), "evt")


@damage(Gate.PROBLEMS)
def a_post_at_no_body(content: Files) -> list[str]:
    """Let a post be at a body that is not there."""
    row = first(content, "people", having("roles", 0))
    row["roles"][0]["body"] = "org-nowhere"
    return [f"no record has the id 'org-nowhere' @ {place_of('people', row, 'roles[0].body')}"]


@damage(Gate.PROBLEMS)
def a_guest_who_is_nobody(content: Files) -> list[str]:
    """Let somebody who is not there take part in an event."""
    row = first(content, "events", having("participations", 0, "entity"))
    row["participations"][0]["entity"] = "per-nobody"
    return [f"no record has the id 'per-nobody' @ {place_of('events', row, 'participations[0].entity')}"]


@damage(Gate.PROBLEMS)
def a_reference_to_a_retired_id(content: Files) -> list[str]:
    """Let a post be at a body whose id has been retired."""
    row = first(content, "people", having("roles", 0))
    body = row["roles"][0]["body"]
    old = f"{body[:3]}-retired"
    row["roles"][0]["body"] = old
    content["redirects.json"][old] = body
    return [f"{old!r} is retired; {body!r} took its place @ {place_of('people', row, 'roles[0].body')}"]


@damage(Gate.PROBLEMS)
def a_citation_of_no_source(content: Files) -> list[str]:
    """Cite a name to a source that is not there."""
    row = first(content, "people", lambda row: len(row["names"]) > 1)
    row["names"][1]["citations"].append({"source": "src-nowhere"})
    last = len(row["names"][1]["citations"]) - 1
    return [f"no source has the id 'src-nowhere' @ {place_of('people', row, f'names[1].citations[{last}]')}"]


@damage(Gate.PROBLEMS)
def a_citation_of_a_retired_source(content: Files) -> list[str]:
    """Cite a name to a source whose id has been retired."""
    row = content["people.json"][0]
    content["redirects.json"]["src-retired"] = "src-ukiic-2021-taizhou"
    row["names"][0]["citations"].append({"source": "src-retired"})
    last = len(row["names"][0]["citations"]) - 1
    place = place_of("people", row, f"names[0].citations[{last}]")
    return [f"'src-retired' is retired; 'src-ukiic-2021-taizhou' took its place @ {place}"]


@damage(Gate.PROBLEMS)
def a_source_that_is_used_nowhere(content: Files) -> list[str]:
    """Add a source that carries nothing."""
    row = content["sources.json"][0] | {"id": "src-zzz"}
    content["sources.json"].append({key: value for key, value in row.items() if key != "lineage"})
    return [f"nothing is cited to this source @ {place_of('sources', row)}"]


@damage(Gate.PROBLEMS)
def a_redirect_to_nowhere(content: Files) -> list[str]:
    """Retire an id for one that is not there."""
    content["redirects.json"]["per-old"] = "per-nobody"
    return ["no record has the id 'per-nobody' @ redirects.json:per-old"]


@damage(Gate.PROBLEMS)
def a_retired_id_in_use(content: Files) -> list[str]:
    """Retire the id of a remark, to which nothing refers."""
    one, other = (row["id"] for row in content["remarks.json"][:2])
    content["redirects.json"][one] = other
    return [f"a retired id is in use @ redirects.json:{one}"]


@damage(Gate.PROBLEMS)
def places_that_contain_each_other(content: Files) -> list[str]:
    """Add two places, each within the other."""
    cited = [{"source": "src-ukiic-2021-taizhou", "supports": ["kind", "part_of"]}]
    for slug, other in (("aaa", "aab"), ("aab", "aaa")):
        row = copy.deepcopy(content["places.json"][0])
        place = {"id": f"pla-{slug}", "names": row["names"], "kind": "site", "part_of": f"pla-{other}"}
        content["places.json"].append(place | {"citations": cited})
    return ["contains itself: pla-aaa → pla-aab → pla-aaa @ places.json:place/pla-aaa"]


@damage(Gate.PROBLEMS)
def a_name_without_a_citation(content: Files) -> list[str]:
    """Take away the citation of a name."""
    row = first(content, "people", lambda row: len(row["names"]) > 1)
    name = row["names"][1]
    del name["citations"]
    return [f"nothing is cited for this @ {place_of('people', row)}.names[{name['text']}@{name['language']}]"]


@damage(Gate.PROBLEMS)
def a_field_that_nothing_supports(content: Files) -> list[str]:
    """Give a person an address that no passage carries."""
    row = first(content, "people", lambda row: "honorific" not in row)
    row["honorific"] = "Dr"
    return [f"nothing is cited for this @ {place_of('people', row, 'honorific')}"]


@damage(Gate.PROBLEMS)
def a_citation_of_an_empty_field(content: Files) -> list[str]:
    """Let a citation carry a field that has no value."""
    row = first(content, "people", lambda row: "honorific" not in row)
    row.setdefault("citations", []).append({"source": "src-ukiic-2021-taizhou", "supports": ["honorific"]})
    place = place_of("people", row, f"citations[{len(row['citations']) - 1}]")
    return [f"a citation supports 'honorific', which has no value @ {place}"]


@damage(Gate.PROBLEMS)
def a_citation_of_nothing_in_particular(content: Files) -> list[str]:
    """Cite a source for a person as a whole."""
    row = content["people.json"][0]
    row.setdefault("citations", []).append({"source": "src-ukiic-2021-taizhou"})
    place = place_of("people", row, f"citations[{len(row['citations']) - 1}]")
    return [f"a citation here names the fields that it supports @ {place}"]


@damage(Gate.PROBLEMS)
def an_inferred_name(content: Files) -> list[str]:
    """Let a name rest on a judgement."""
    row = content["people.json"][0]
    for each in row["names"][0]["citations"]:
        each |= {"basis": "inferred", "note": "it sounds likely"}
    name = row["names"][0]
    place = f"{place_of('people', row)}.names[{name['text']}@{name['language']}]"
    return [f"is inferred only, and has to be printed somewhere @ {place}"]


@damage(Gate.PROBLEMS)
def one_passage_described_in_two_ways(content: Files) -> list[str]:
    """Count another paragraph for a passage that other facts rest on too, in the last place where it is cited."""
    remarks = content["remarks.json"]
    cited = [each for row in remarks[:-1] for each in row["citations"] if "fingerprint" in each]
    known = cited[0]
    row = remarks[-1]
    row["citations"].append({key: value for key, value in known.items() if key != "supports"})
    row["citations"][-1]["paragraph"] = 999
    place = place_of("remarks", row, f"citations[{len(row['citations']) - 1}]")
    return [f"the same passage is described in another way elsewhere @ {place}"]


@damage(Gate.PROBLEMS)
def a_part_above_its_whole(content: Files) -> list[str]:
    """Let a subset be larger than what it is a part of."""
    row = first(content, "statistics", lambda row: "part_of" in row and exact(row))
    row["quantity"]["value"] = "999999999999"
    return [f"is larger than {row['part_of']!r}, which it is a part of @ {place_of('statistics', row, 'quantity')}"]


@damage(Gate.PROBLEMS)
def a_part_of_another_measure(content: Files) -> list[str]:
    """Let a subset measure something else."""
    row = first(content, "statistics", having("part_of"))
    row["measure"] = "rank"
    return [f"a part measures what its whole {row['part_of']!r} does @ {place_of('statistics', row, 'measure')}"]


@damage(Gate.PROBLEMS)
def a_part_in_another_unit(content: Files) -> list[str]:
    """Let a subset of a count be an area."""
    row = first(content, "statistics", having("part_of"))
    row["quantity"]["unit"] = "ha"
    return [f"these units do not go together: count, ha @ {place_of('statistics', row, 'quantity')}"]


@damage(Gate.PROBLEMS)
def a_share_that_is_a_count(content: Files) -> list[str]:
    """Let a share be a number of things."""
    row = first(content, "statistics", having("share_of"))
    row["quantity"] = {"value": "46", "unit": "count", "bound": "exact"}
    return [f"a share of another figure has the unit share or percent @ {place_of('statistics', row, 'quantity')}"]


@damage(Gate.PROBLEMS)
def a_report_before_the_event(content: Files) -> list[str]:
    """Let an event that is told as past lie ahead of the report."""
    parts = {row.get("part_of") for row in content["events.json"]}
    published = {row["id"] for row in content["sources.json"] if "published" in row}
    row = first(
        content,
        "events",
        lambda row: (
            having("when")(row)
            and row["modality"] == "happened"
            and "part_of" not in row
            and row["id"] not in parts
            and all(each["source"] in published for each in row["citations"])
        ),
    )
    row["when"] = {"edtf": "2999"}
    return [f"2999 lies after the publication of every source that tells it @ {place_of('events', row, 'when')}"]


@damage(Gate.PROBLEMS)
def a_part_outside_its_event(content: Files) -> list[str]:
    """Let a part of an event lie long before the whole."""
    whole = first(
        content, "events", lambda row: row.get("when", {}).get("edtf") == "2023-01-29" and "part_of" not in row
    )
    parents = {row.get("part_of") for row in content["events.json"]}
    row = first(content, "events", lambda row: row.get("part_of") == whole["id"] and row["id"] not in parents)
    row["when"] = {"edtf": "1999"}
    return [f"lies outside the time of {whole['id']!r}, which it is a part of @ {place_of('events', row, 'when')}"]


@damage(Gate.PROBLEMS)
def a_source_read_before_it_was_there(content: Files) -> list[str]:
    """Let a source be read before it was published."""
    row = first(content, "sources", having("published"))
    row["accessed"] = {"edtf": "1999"}
    return [f"was read before it was published @ {place_of('sources', row, 'accessed')}"]


@damage(Gate.PROBLEMS)
def an_original_after_its_copies(content: Files) -> list[str]:
    """Let a source be published long after those that repeat it."""
    row = first(content, "sources", lambda row: "lineage" in row and "published" in row)
    origin = row["lineage"]
    original = first(content, "sources", lambda row: row["id"] == origin)
    original["published"] = {"edtf": "2999"}
    original.pop("absent", None)
    original.pop("accessed", None)
    copies = [row for row in content["sources.json"] if row.get("lineage") == origin and "published" in row]
    return [f"repeats {origin!r}, which was published later @ {place_of('sources', row, 'lineage')}" for row in copies]


@damage(Gate.PROBLEMS)
def a_relation_told_twice(content: Files) -> list[str]:
    """Tell of a relation in two records."""
    row = content["relations.json"][0]
    content["relations.json"].append(row | {"id": "rel-zzz"})
    return [f"says the same as {row['id']!r} @ relations.json:relation/rel-zzz"]


@damage(Gate.PROBLEMS)
def a_relation_that_a_field_expresses(content: Files) -> list[str]:
    """Tell by a relation where an organisation has its seat."""
    row = first(content, "organisations", having("seat"))
    relation = {"id": "rel-zzz", "subject": row["id"], "kind": "based_in", "object": row["seat"]}
    content["relations.json"].append(relation | {"citations": [{"source": "src-ukiic-2021-taizhou"}]})
    return [f"a field of {row['id']!r} says so already @ relations.json:relation/rel-zzz"]


@damage(Gate.PROBLEMS)
def a_person_who_is_a_place(content: Files) -> list[str]:
    """Let a person be the same as a place."""
    ends = {"subject": content["people.json"][0]["id"], "object": content["places.json"][0]["id"]}
    relation = {"id": "rel-zzz", "kind": "same_as"} | ends
    content["relations.json"].append(relation | {"citations": [{"source": "src-ukiic-2021-taizhou"}]})
    return ["what may be the same is of one kind @ relations.json:relation/rel-zzz.object"]


# What is no damage.


@damage(Gate.NONE)
def rows_in_another_order(content: Files) -> list[str]:
    """Turn every table round."""
    for table in TABLES:
        content[f"{table}.json"].reverse()
    return []


@damage(Gate.NONE)
def keys_in_another_order(content: Files) -> list[str]:
    """Turn the keys of every record round."""
    for table in TABLES:
        content[f"{table}.json"] = [dict(reversed(row.items())) for row in content[f"{table}.json"]]
    return []


@damage(Gate.NONE)
def no_redirects(content: Files) -> list[str]:
    """Leave out the file of redirects."""
    del content["redirects.json"]
    return []


@damage(Gate.NONE)
def white_space(content: Files) -> list[str]:
    """Put more white space into a file."""
    content["people.json"] = texts()["people.json"].replace(b"\n", b"\r\n\t ")
    return []


@damage(Gate.NONE)
def letters_as_escapes(content: Files) -> list[str]:
    """Write a file in ASCII alone."""
    content["people.json"] = json.dumps(content["people.json"]).encode("ascii")
    return []
