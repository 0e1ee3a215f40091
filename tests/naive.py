"""What would plain loops over the raw JSON files answer? Nothing here uses a class of the package.

Every question of the package is held against these answers. They are slow and simple on purpose.
"""

from __future__ import annotations

import calendar
import datetime as dt
import gzip
import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import sinouk_innov

Raw = dict[str, list[dict[str, Any]]]

DATA = Path(sinouk_innov.__file__).parent / "data"
TABLES = {
    "sources": "src",
    "places": "pla",
    "organisations": "org",
    "people": "per",
    "centres": "cen",
    "initiatives": "ini",
    "events": "evt",
    "relations": "rel",
    "statistics": "sta",
    "remarks": "rem",
}
FRAME = {"id", "citations", "note", "absent"}
ID = re.compile("(?:" + "|".join(TABLES.values()) + ")-[a-z0-9-]+")

READ_BACK = {
    "part_of": "has_part",
    "place": "place_of",
    "seat": "seat_of",
    "operators": "operates",
    "roles": "has_post_held_by",
    "parties": "party_to",
    "participations": "took_part_in",
    "on_behalf_of": "represented_at",
    "where": "place_of",
    "about": "subject_of",
    "speaker": "said",
    "event": "occasion_of",
    "share_of": "has_share",
    "lineage": "repeated_by",
}
INVERSE = {
    "built": "built_by",
    "hosts": "hosted_by",
    "located_on": "location_of",
    "member_of": "has_member",
    "partner_of": "partner_of",
    "cooperates_with": "cooperates_with",
    "funded_by": "funds",
    "founded_by": "founded",
    "invested_in": "has_investor",
    "tenant_of": "has_tenant",
    "contact_for": "has_contact",
    "dispatched_by": "dispatched",
    "designated_as": "designation_of",
    "relies_on": "relied_on_by",
    "incubates": "incubated_in",
    "result_of": "has_result",
    "produced_by": "produces",
    "promotes": "promoted_by",
    "based_in": "home_of",
    "successor_of": "succeeded_by",
    "named_after": "gave_its_name_to",
    "has_office_in": "has_office_of",
    "listed_on": "lists",
    "concerns": "concerned_by",
    "owned_by": "owns",
    "twinned_with": "twinned_with",
    "same_as": "same_as",
    "distinct_from": "distinct_from",
    "other": "other",
}


def content(name: str) -> bytes:
    """Return a file of the bundled data as it is authored: in a wheel they are gzipped."""
    packed = DATA / f"{name}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (DATA / name).read_bytes()


@cache
def raw() -> Raw:
    """Return the bundled files as they stand."""
    return {table: json.loads(content(f"{table}.json")) for table in TABLES}


def records(data: Raw) -> list[dict[str, Any]]:
    """Return all records, table by table."""
    return [record for table in TABLES for record in data[table]]


def ids(data: Raw, *prefixes: str) -> list[str]:
    """Return the ids of all records, or of those of some kinds."""
    return [record["id"] for record in records(data) if not prefixes or record["id"][:3] in prefixes]


def by_id(data: Raw) -> dict[str, dict[str, Any]]:
    """Return the records under their ids."""
    return _raw_by_id() if data is raw() else {record["id"]: record for record in records(data)}


@cache
def _raw_by_id() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records(raw())}


# --- days -----------------------------------------------------------------------------------------------------------


def _plain(text: str) -> tuple[float, float]:
    numbers = [int(part) for part in text.rstrip("~").split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1)
    last = dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    if text.endswith("~"):
        if day:
            first, last = first - dt.timedelta(1), last + dt.timedelta(1)
        elif month:
            first = (first - dt.timedelta(1)).replace(day=1)
            last = last + dt.timedelta(1)
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        else:
            first, last = first.replace(year=year - 1), last.replace(year=year + 1)
    return first.toordinal(), last.toordinal()


def span(edtf: str) -> tuple[float, float, float, float]:
    """Return the earliest and latest start, and the earliest and latest end, of a date or period."""
    if edtf.startswith("["):
        one, other = edtf[1:-1].split("..")
        first = _plain(one)[0] if one else -math.inf
        last = _plain(other)[1] if other else math.inf
        return first, last, first, last
    if "/" not in edtf:
        first, last = _plain(edtf)
        return first, last, first, last
    one, other = edtf.split("/")
    start = {"": (-math.inf, math.inf), "..": (-math.inf, -math.inf)}.get(one) or _plain(one)
    end = {"": (-math.inf, math.inf), "..": (math.inf, math.inf)}.get(other) or _plain(other)
    return start[0], min(start[1], end[1]), max(end[0], start[0]), end[1]


def before(one: str, other: str) -> bool | None:
    """Tell whether one is over before the other begins."""
    if span(one)[3] < span(other)[0]:
        return True
    return False if span(one)[2] >= span(other)[1] else None


def is_day(edtf: str) -> bool:
    """Tell whether a text is one single day."""
    return "/" not in edtf and span(edtf)[0] == span(edtf)[1]


# --- posts ----------------------------------------------------------------------------------------------------------


def roles_of(data: Raw, person_id: str, on: str | None) -> list[tuple[str, str, bool | None]]:
    """Return title, body and whether the post was held, for each post that was not surely not held."""
    found: list[tuple[str, str, bool | None]] = []
    for role in by_id(data)[person_id].get("roles", []):
        held: bool | None = True
        if on is not None:
            held = _held(data, person_id, role, on)
        if held is not False:
            found.append((role["titles"][0]["text"], role["body"], held))
    return found


def _held(data: Raw, person_id: str, role: dict[str, Any], on: str) -> bool | None:
    if "period" in role:
        period = role["period"]["edtf"]
        orders = (before(period, on), before(on, period))
        if True in orders:
            return False
        if None not in orders:
            return True
    return True if on in seen(data, person_id, role) and is_day(on) else None


def seen(data: Raw, person_id: str, role: dict[str, Any]) -> set[str]:
    """Return the days on which a post was shown."""
    days: set[str] = set()
    for citation in role["citations"]:
        published = by_id(data)[citation["source"]].get("published")
        if published is not None:
            days.add(published["edtf"])
        for event in data["events"]:
            if "when" not in event or not is_day(event["when"]["edtf"]) or event["modality"] != "happened":
                continue
            for participation in event.get("participations", []):
                if participation.get("entity") != person_id or "fingerprint" not in citation:
                    continue
                for other in participation["citations"]:
                    if all(other.get(key) == citation.get(key) for key in ("source", "fingerprint")):
                        days.add(event["when"]["edtf"])
    return days


def people_at(data: Raw, body_id: str, on: str | None) -> list[tuple[str, str, bool | None]]:
    """Return person, title and whether the post was held."""
    return [
        (person["id"], title, held)
        for person in sorted(data["people"], key=lambda person: str(person["id"]))
        for title, body, held in roles_of(data, person["id"], on)
        if body == body_id
    ]


# --- places ---------------------------------------------------------------------------------------------------------


def holders(record: dict[str, Any]) -> list[str]:
    """Return the ids of what a record lies in."""
    prefix = record["id"][:3]
    field = {"pla": "part_of", "cen": "place", "org": "seat", "evt": "where"}.get(prefix)
    found = [record[field]] if field in record else []
    if prefix == "cen":
        found += [part["whole"] for part in record.get("part_of", []) if part["whole"][:3] in {"pla", "cen"}]
    return found


def lies_in(data: Raw, record_id: str, place_id: str) -> bool:
    """Tell whether going up from a record comes to a place, in any number of steps but none."""
    known = by_id(data)
    level = {record_id}
    for _ in known:
        level = {holder for each in level for holder in holders(known[each])}
        if place_id in level:
            return True
        if not level:
            break
    return False


def within(data: Raw, place_id: str, table: str | None) -> list[str]:
    """Return the ids of what lies in a place, in the order of what the records are called."""
    found = [
        record
        for record in records(data)
        if record["id"] != place_id
        and lies_in(data, record["id"], place_id)
        and (table is None or record["id"][:3] == TABLES[table])
    ]
    found.sort(key=lambda record: (label(record).casefold(), str(record["id"])))
    return [record["id"] for record in found]


def label(record: dict[str, Any]) -> str:
    """Return what a place, organisation, centre or event is called."""
    names = record.get("names")
    return str(names[0]["text"]) if names else str(record["id"])[4:].replace("-", " ")


def steps_to_country(data: Raw, record_id: str) -> int | None:
    """Return how many steps up it takes to come to a country, or None where no way leads to one."""
    known = by_id(data)
    level = {record_id}
    for count in range(1, len(known) + 1):
        level = {holder for each in level for holder in holders(known[each])}
        if any(each[:3] == "pla" and known[each]["kind"] == "country" for each in level):
            return count
    return None


# --- connections ----------------------------------------------------------------------------------------------------


def links(data: Raw, record_id: str) -> list[tuple[str, str, str]]:
    """Return kind, other end and the address of the fact's field, for each link of a record, sorted."""
    found: list[tuple[str, str, str]] = []
    for record in records(data):
        for kind, back, one, other, field in _links_in(record):
            if one == record_id:
                found.append((kind, other, field))
            if other == record_id:
                found.append((back, one, field))
    return sorted(found)


def _links_in(record: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    if record["id"].startswith("rel-"):
        kind = record["kind"]
        return [(kind, INVERSE[kind], record["subject"], record["object"], record["id"])]
    found: list[tuple[str, str, str, str, str]] = []
    for field, value in record.items():
        if field in FRAME:
            continue
        for item in value if isinstance(value, list) else [value]:
            ends = {field: item}
            if isinstance(item, dict):
                ends = {key: end for key, end in item.items() if key in {"whole", "body", "entity", "on_behalf_of"}}
            for key, end in ends.items():
                if isinstance(end, str) and ID.fullmatch(end):
                    kind = "on_behalf_of" if key == "on_behalf_of" else field
                    found.append((kind, READ_BACK[kind], record["id"], end, f"{record['id']}#{field}"))
    return found


# --- time -----------------------------------------------------------------------------------------------------------


def timeline(
    data: Raw, about: str | None, start: str | None, end: str | None
) -> dict[str, tuple[bool | None, set[str]]]:
    """Return under the id of each event whether it lies inside, and the ids of those that it has no order against."""
    kept: dict[str, tuple[str | None, bool | None]] = {}
    for event in data["events"]:
        when = event["when"]["edtf"] if "when" in event else None
        inside = _inside(when, start, end)
        if inside is not False and (about is None or _touches(data, event, about)):
            kept[event["id"]] = (when, inside)
    found: dict[str, tuple[bool | None, set[str]]] = {}
    for one, (when, inside) in kept.items():
        unordered: set[str] = set()
        for other, (then, _) in kept.items():
            known = when is not None and then is not None and True in {before(when, then), before(then, when)}
            if other != one and not known:
                unordered.add(other)
        found[one] = (inside, unordered)
    return found


def _inside(when: str | None, start: str | None, end: str | None) -> bool | None:
    answers: list[bool | None] = []
    if start is not None:
        answers.append(None if when is None else before(when, start))
    if end is not None:
        answers.append(None if when is None else before(end, when))
    if True in answers:
        return False
    return None if None in answers else True


def _touches(data: Raw, event: dict[str, Any], about: str) -> bool:
    names = {event["id"], event.get("part_of"), event.get("where"), *event.get("about", [])}
    for participation in event.get("participations", []):
        names |= {participation.get("entity"), participation.get("on_behalf_of")}
    # An event is no place, so whatever it lies in it lies in by its `where`.
    return about in names or lies_in(data, event["id"], about)


# --- evidence -------------------------------------------------------------------------------------------------------


def citations(value: object) -> list[dict[str, Any]]:
    """Return every citation in a record, wherever it stands, in the order of the text."""
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        for key, item in value.items():
            found += item if key == "citations" else citations(item)
    elif isinstance(value, list):
        for item in value:
            found += citations(item)
    return found


def sources_of(record: dict[str, Any]) -> set[str]:
    """Return the ids of all sources that a record cites."""
    return {str(citation["source"]) for citation in citations(record)}


def dangling(data: Raw) -> set[tuple[str, str]]:
    """Return each record with an id that it refers to and that no record has, sources of citations apart."""
    known = set(ids(data))
    return {
        (record["id"], wanted)
        for record in records(data)
        for field, value in record.items()
        if field not in FRAME
        for wanted in _ids_in(value)
        if wanted not in known
    }


def _ids_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if ID.fullmatch(value) else []
    if isinstance(value, list):
        return [wanted for item in value for wanted in _ids_in(item)]
    if isinstance(value, dict):
        return [wanted for key, item in value.items() if key not in {"citations", "note"} for wanted in _ids_in(item)]
    return []


def sourceless(data: Raw) -> set[tuple[str, str]]:
    """Return each record with the id of a source that it cites and that is not there."""
    known = {source["id"] for source in data["sources"]}
    return {(record["id"], source) for record in records(data) for source in sources_of(record) if source not in known}


def uncited(data: Raw) -> set[tuple[str, str]]:
    """Return the record and field of every fact that nothing is cited for; the field is empty for a whole record."""
    found: set[tuple[str, str]] = set()
    for record in records(data):
        if record["id"].startswith("src-"):
            continue
        whole = record["id"][:3] in {"evt", "rel", "sta", "rem"}
        cited = record.get("citations", [])
        if whole and not cited:
            found.add((record["id"], ""))
        for field, value in record.items():
            if field in FRAME:
                continue
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and isinstance(value, list):
                    carried = bool(item.get("citations"))
                else:
                    ways = {field, f"{field}[{item}]"}
                    carried = any(
                        (whole and not citation.get("supports")) or ways & set(citation.get("supports", []))
                        for citation in cited
                    )
                if not carried:
                    found.add((record["id"], field))
    return found


# --- tables ---------------------------------------------------------------------------------------------------------


def texts_in(value: object) -> list[Any]:
    """Return what a condition on a field may ask for: its text, number or date, or each one of several."""
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    if isinstance(value, dict):
        if "edtf" in value:
            return [value["edtf"]]
        return [f"{value['text']}@{value['language']}"] if "text" in value else []
    return [value]


def where(data: Raw, table: str, field: str, wanted: set[Any]) -> list[str]:
    """Return the ids of the records of a table of which a field has any of the values."""
    return sorted(record["id"] for record in data[table] if wanted & set(texts_in(record.get(field, []))))


def sorted_by(data: Raw, table: str, field: str, *, descending: bool) -> list[str]:
    """Return the ids of a table in the order of a text, number or date, those without a value last."""
    rows = sorted(data[table], key=lambda record: str(record["id"]))
    full = [record for record in rows if field in record]
    full.sort(key=lambda record: _key(record[field]), reverse=descending)
    return [record["id"] for record in [*full, *(record for record in rows if field not in record)]]


def _key(value: Any) -> tuple[Any, ...]:
    if isinstance(value, dict):
        first, *_, last = span(value["edtf"])
        return first, last, value["edtf"]
    return (value.casefold(), value) if isinstance(value, str) else (value,)


def bearers(data: Raw, name: str) -> set[str]:
    """Return the ids of the records that bear a name, letter for letter."""
    return {record["id"] for record in records(data) for given in record.get("names", []) if given["text"] == name}
