"""Texts that mean harm: whatever the model lets through stays text in every format, and the files stay readable."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

import icalendar
import pytest
from bibtexparser.entrypoint import parse_string
from citeproc import (  # type: ignore[import-untyped]
    Citation as Cited,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from geojson_pydantic import FeatureCollection

from hostile import FOLLOWED, HOSTILE, hostile
from sinouk_innov.bundle import read, write
from sinouk_innov.export.calendar_file import write_ical
from sinouk_innov.export.geojson import write_geojson
from sinouk_innov.export.references import write_bibtex, write_csl_json
from sinouk_innov.model.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Ledger

WRITERS: dict[str, Callable[[Dataset, Path], Ledger]] = {
    "geojson": write_geojson,
    "csl.json": write_csl_json,
    "bib": write_bibtex,
    "ics": write_ical,
}


@cache
def written_to(folder: Path) -> dict[str, bytes]:
    """Return what each format wrote for the hostile dataset."""
    for ending, write_it in WRITERS.items():
        ledger = write_it(hostile(), folder / f"hostile.{ending}")
        facts = [fact.ref for record in hostile() for fact in facts_of(record)]
        assert sorted([*ledger.kept, *ledger.lost]) == sorted(facts)
        ledger.write(folder / f"hostile.{ending}.ledger.json")
    return {ending: (folder / f"hostile.{ending}").read_bytes() for ending in WRITERS}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the bytes of each file."""
    return written_to(tmp_path_factory.mktemp("hostile"))


def test_the_model_takes_these_texts(tmp_path: Path) -> None:
    """They are valid data: they are written and read back, so that no format may stumble over them."""
    write(hostile(), tmp_path / "hostile.jsonl")
    assert read(tmp_path / "hostile.jsonl") == hostile()
    assert len(hostile()) == 10 * len(HOSTILE)


def test_nothing_else_is_written(tmp_path: Path) -> None:
    """No text becomes the name of a file."""
    written_to(tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} == {
        f"hostile.{ending}{more}" for ending in WRITERS for more in ("", ".ledger.json")
    }
    for ending in WRITERS:
        assert json.loads((tmp_path / f"hostile.{ending}.ledger.json").read_bytes())["lost"]


@pytest.mark.parametrize("ending", ["geojson", "csl.json"])
def test_json_holds_no_markup(written: dict[str, bytes], ending: str) -> None:
    """No angle bracket, no control character, no line end of Unicode stands in the bytes, and the texts come back."""
    text = written[ending].decode()
    assert not re.search("[<>\x00-\x09\x0b-\x1f\u2028\u2029]", text)
    whole = json.dumps(json.loads(text), ensure_ascii=False)
    for what, hostile_text in HOSTILE.items():
        assert json.dumps(hostile_text, ensure_ascii=False) in whole, what


def test_every_address_is_one_of_the_web(written: dict[str, bytes]) -> None:
    """What has no host or holds control characters is left out; no field that holds an address holds anything else."""
    made = json.loads(written["geojson"])
    found = {source["url"] for f in made["features"] for source in f["properties"]["sources"] if "url" in source}
    found |= {f["properties"]["website"] for f in made["features"] if "website" in f["properties"]}
    items = json.loads(written["csl.json"])
    found |= {item["custom"].get("url", item["URL"]) for item in items if "URL" in item}
    assert not any(re.search(r"""[\s<>"{}\\]""", item.get("URL", "")) for item in items)
    found |= {item["custom"]["archived"] for item in items if "archived" in item["custom"]}
    assert found == FOLLOWED


def test_the_map_is_one(written: dict[str, bytes]) -> None:
    """Its checker takes it, and each place, centre and event is on it."""
    made = json.loads(written["geojson"])
    read_back = FeatureCollection.model_validate(made).model_dump()
    assert len(read_back["features"]) == len(made["features"]) == 3 * len(HOSTILE)
    labels = {feature["properties"]["label"] for feature in made["features"]}
    assert labels == set(HOSTILE.values())


def test_bibtex_has_an_entry_for_each_source_and_no_other(written: dict[str, bytes]) -> None:
    """Nothing that a title says ends its field or begins an entry, and nothing in it is obeyed by TeX."""
    text = written["bib"].decode()
    read_back = parse_string(text)
    assert not read_back.failed_blocks
    assert not read_back.strings
    assert not read_back.preambles
    assert [entry.key for entry in read_back.entries] == ["sinouk-innov", *(source.id for source in hostile().sources)]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    names = "textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum"
    for entry in read_back.entries:
        for field in entry.fields:
            if field.key != "url":
                assert not re.sub(rf"\\(?:(?:{names})\{{\}}|[%&#$_])", "", field.value).count("\\"), field.value
                assert not re.search(r"(?<!\\)[%#$&_^~]", field.value), field.value
            else:
                assert not re.search(r"[{}\\\s]", field.value)


def test_the_calendar_has_an_event_for_each_and_nothing_else(written: dict[str, bytes]) -> None:
    """No text ends an event, begins an alarm, or adds a property or parameter."""
    text = written["ics"].decode()
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    assert {component.name for component in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    ids = [str(event["UID"]).removesuffix("@sinouk-innov") for event in calendar.events]
    assert ids == [event.id for event in hostile().events]
    told = "UID DTSTAMP DTSTART SUMMARY STATUS TRANSP CATEGORIES LOCATION URL DESCRIPTION"
    for event in calendar.events:
        assert event.errors == []
        assert set(event) <= set(told.split())
        assert event.categories == ["other"]
        assert dict(event["SUMMARY"].params) == {"LANGUAGE": "en"}
    lines = written["ics"].removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    # A reader that splits lines where Unicode does finds no more lines than there are.
    assert len(text.splitlines()) == len(lines)
    addresses = {str(event["URL"]) for event in calendar.events if "URL" in event}
    assert all(re.fullmatch(r"https?://[\x21-\x7e]+", address) for address in addresses)


def test_a_bibliography_runs_nothing(written: dict[str, bytes]) -> None:
    """Printed as HTML, a title is text: no element and no attribute of its own making."""
    items = json.loads(written["csl.json"])
    with warnings.catch_warnings():
        # It warns of each variable that it does not know.
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Cited([CitationItem(item["id"])]))
        page = "\n".join(str(line) for line in bibliography.bibliography())
    assert not re.search("<(?:script|img|!)", page)
