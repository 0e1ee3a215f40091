"""The calendar: days that are known and no others, text that is escaped and folded, and what a reader makes of it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

import attrs
import icalendar
import pytest
from hypothesis import given, settings, strategies as st

import small
from hard_texts import hard_texts
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.calendar_file import to_ical, write_ical
from sinouk_innov.export.calendar_notes import cleaned
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Absence, Name, Part
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.vocabularies import AbsenceReason, Capacity, Modality, NameKind, RemarkKind
from strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path

    from sinouk_innov.export.ledger import Exported

MOST_OCTETS = 75


@cache
def bundled() -> Exported[str]:
    """Return the calendar of the bundled data."""
    return to_ical(load())


def read(text: str) -> dict[str, icalendar.Event]:
    """Return the events of a calendar by UID, as a strict reader has them."""
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    return {str(event["UID"]): event for event in calendar.events}


def assert_well_formed(text: str) -> None:
    """Hold every line against RFC 5545: its end, its length in octets, no control characters, whole characters."""
    assert text.endswith("\r\n")
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode()) <= MOST_OCTETS
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded if line)
    # Unicode knows more line ends than RFC 5545: none lets a text begin a line of its own.
    assert len(text.splitlines()) == text.count("\r\n")


def value(event: icalendar.Event, name: str) -> str:
    """Return the text of a property."""
    return str(event[name])


def assert_true_to(data: Dataset, made: Exported[str]) -> None:
    """Hold a calendar against the data: what is kept is there, and each event has its own days."""
    facts = [fact.ref for record in data for fact in facts_of(record)]
    assert sorted([*made.ledger.kept, *made.ledger.lost]) == sorted(facts)
    assert_well_formed(made.value)
    events = read(made.value)
    shown = {uid.removesuffix("@sinouk-innov") for uid in events}
    assert shown == {ref.record for ref in made.ledger.kept if ref.record.startswith("evt-")}
    texts = {uid.removesuffix("@sinouk-innov"): value(event, "DESCRIPTION") for uid, event in events.items()}
    whole = "\n".join(texts.values())
    for event in data.events:
        if event.id in shown:
            told = events[f"{event.id}@sinouk-innov"]
            first, last = told.start, told.end - dt.timedelta(days=1)
            assert event.when is not None
            assert (event.when.earliest, event.when.latest) == (first, last)
            assert value(told, "SUMMARY").endswith(cleaned(event.label))
    for ref in made.ledger.kept:
        if ref.record.startswith("src-"):
            assert cleaned(str(getattr(data[ref.record], ref.field or ""))) in whole
        elif ref.record.startswith("rem-"):
            assert ref.record in whole
        elif ref.field in {"where", "part_of"}:
            told = events[f"{ref.record}@sinouk-innov"]
            assert str(getattr(data[ref.record], ref.field)) in (texts[ref.record] + str(told.get("RELATED-TO")))
        elif ref.field in {"about", "names", "participations"}:
            part = next(fact.value for fact in facts_of(data[ref.record]) if fact.ref == ref)
            fields = ("text", "entity", "label", "role", "group")
            said = [getattr(part, name, None) for name in fields] if isinstance(part, Part) else [str(part)]
            assert all(cleaned(text) in texts[ref.record] for text in said if text is not None)


def test_the_bundled_calendar_is_true_to_the_data() -> None:
    """Each event stands on its own days, and each fact that is kept is told."""
    assert_true_to(load(), bundled())
    exact = [event.id for event in load().events if isinstance(event.when, PartialDate) and event.when.is_exact]
    assert [uid.removesuffix("@sinouk-innov") for uid in read(bundled().value)] == sorted(exact)
    assert to_ical(load()).value == bundled().value


@settings(max_examples=25)
@given(datasets())
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Whatever the data."""
    assert_true_to(data, to_ical(data))


DAYS: dict[str, tuple[str, str | None] | None] = {
    "2019-05-23": ("20190523", None),
    "[2019-05-23..2019-05-23]": ("20190523", None),
    "9999-12-31": ("99991231", None),
    "0001-01-01": ("00010101", None),
    "2019-05-23/2019-05-23": ("20190523", None),
    "2019-12-30/2019-12-31": ("20191230", "20200101"),
    "2019-05": None,
    "2019": None,
    "2019-05-23~": None,
    "[..2019-05-23]": None,
    "[2019-05-23..]": None,
    "[2019-05-22..2019-05-23]": None,
    "2019-05-23/..": None,
    "2019-05-23/": None,
    "../2019-05-23": None,
    "/2019-05-23": None,
    "2019-05/2019-06-01": None,
    "2019-05-23~/2019-06-01": None,
    "2019-05-23/9999-12-31": None,
}


@pytest.mark.parametrize("when", list(DAYS))
def test_only_days_that_are_known_are_given(when: str) -> None:
    """A day or two ends that are exact; all else is left out, since a calendar would make a day up."""
    expected = DAYS[when]
    made = to_ical(small.dataset(small.event("talk", when)))
    start, end = (re.search(rf"{name};VALUE=DATE:(.*)\r", made.value) for name in ("DTSTART", "DTEND"))
    assert (start and (start.group(1), end and end.group(1))) == expected
    assert (FactRef("evt-talk") in made.ledger.lost) is (expected is None)
    if expected is None:
        assert {loss.reason for loss in made.ledger.losses} == {
            "its day, or its first or last day, is not known exactly, and a calendar would make one up"
        }


def test_an_event_says_how_sure_it_is() -> None:
    """In its status, as far as a calendar can, in its summary and in its description."""
    told = {}
    for modality in Modality:
        event = small.event("talk", "2019-05-23", modality=modality, names=(small.name("A talk"),))
        (told[modality],) = read(to_ical(small.dataset(event)).value).values()
    assert {str(modality): event.get("STATUS") for modality, event in told.items()} == {
        "happened": "CONFIRMED",
        "planned": "TENTATIVE",
        "claimed": None,
        "denied": "CANCELLED",
    }
    assert [value(event, "SUMMARY") for event in told.values()] == [
        "A talk",
        "Planned: A talk",
        "Claimed: A talk",
        "Denied: A talk",
    ]
    assert value(told[Modality.CLAIMED], "DESCRIPTION").startswith("Claimed: claimed by a headline or party")
    assert told[Modality.PLANNED]["SUMMARY"].params["LANGUAGE"] == "en"
    assert all(event["TRANSP"] == "TRANSPARENT" for event in told.values())


def test_an_event_is_told_in_full() -> None:
    """Place with all around it, what it is part of, who took part and what was said, and its sources."""
    (event,) = [
        event
        for uid, event in read(bundled().value).items()
        if uid.startswith("evt-tsinghua-qingdao-academy-symposium")
    ]
    academy = "Tsinghua (Qingdao) Academy of Arts and Science Innovation Research"
    assert value(event, "LOCATION") == f"{academy}, Qingdao, Shandong, China"
    assert value(event, "RELATED-TO") == "evt-tsinghua-qingdao-academy-visit-2023@sinouk-innov"
    assert event["RELATED-TO"].params["RELTYPE"] == "PARENT"
    assert event.categories == ["meeting"]
    lines = value(event, "DESCRIPTION").split("\n")
    assert "When: 2023-01-29 (morning of January 29, 2023)" in lines
    assert f"Taking part: {academy} [cen-tsinghua-qingdao-academy], host" in lines
    assert "Taking part: LIU Weidong [per-liu-weidong], accompanying, as Assistant to the Dean" in lines
    assert any(line.startswith("Said there: Spoke for innovation that is driven by talent.") for line in lines)
    assert lines[-2].endswith(str(event["URL"]))
    assert lines[-1] == "Record: evt-tsinghua-qingdao-academy-symposium-2023"


FULL = small.event(
    "talk",
    None,
    small.guest("per-one", small.citation("page"), on_behalf_of="org-gone", group="a group", note="A note"),
    attrs.evolve(small.guest("per-two"), entity=None, label="his\x00 delegation", capacity=Capacity.SPEAKER),
    names=(
        Name(text="Bo Li", language="en", kind=NameKind.OFFICIAL, family="Li", given="Bo", period=Period("2016/..")),
    ),
    where="pla-hall",
    note="One\r\ntwo",
    citations=(small.citation("page"), small.citation("gone")),
    absent=(Absence(field="part_of", reason=AbsenceReason.DOUBTED, note="Why"),),
)


def test_what_is_lost_says_why() -> None:
    """No date, no event, an unsafe address, control characters, and parts for which there is no place."""
    page = attrs.evolve(
        small.source("page", url="https://a\x00b.example", title="A\x01", note="A note"),
        published=PartialDate("2019", wording="last year"),
    )
    event = attrs.evolve(FULL, when=PartialDate("2019-05-23", wording="on\u2028the 23rd"))
    remark = Remark(
        id="rem-one",
        speaker="per-one",
        on_behalf_of="org-gone",
        event="evt-talk",
        about=("pla-hall",),
        gist="Fine\x02",
        kind=RemarkKind.PRAISE,
        note="Told so",
        citations=(small.citation("page"),),
    )
    unsaid = Remark(id="rem-two", gist="Hm", kind=RemarkKind.PRAISE, event="evt-undated")
    hall = small.place("hall", "pla-not-there")
    undated = small.event("undated")
    records = [page, small.source("unused"), event, undated, remark, unsaid, hall, small.person("one")]
    made = to_ical(small.dataset(*records))
    why = {(str(loss.fact), loss.part): loss.reason for loss in made.ledger.losses}
    (name,) = [str(fact.ref) for fact in facts_of(event) if fact.ref.field == "names"]
    guest, label = [str(fact.ref) for fact in facts_of(event) if fact.ref.field == "participations"]
    characters = "control characters, which a calendar cannot hold, and line ends of several kinds"
    no_passages = "the calendar names the sources of an event, and not which fact rests on which passage"
    no_place = "the calendar has no place for it"
    more = "the calendar tells title, publisher, date and address of a source"
    for address, part, reason in (
        ("src-page#url", None, "no web address with a host, or one with characters that no address has"),
        ("src-page#title", "characters", characters),
        ("src-page#title", "note", more),
        ("src-page#language", None, more),
        ("src-page#published", "wording", "the calendar has no place for how a source prints its date"),
        ("src-unused#title", None, "the calendar names only the sources of what stands in it"),
        ("evt-talk", "citations", no_passages),
        ("evt-talk", "absent", no_place),
        ("evt-talk", "characters", characters),
        ("evt-talk#when", "characters", characters),
        (name, "family", no_place),
        (name, "period", no_place),
        (guest, "citations", no_passages),
        (label, "characters", characters),
        ("rem-one", "citations", no_passages),
        ("rem-one#gist", "characters", characters),
        ("rem-two", None, "it was said at no event that stands in the calendar"),
        ("evt-undated", None, "an event without a date stands in no calendar"),
        ("pla-hall#kind", None, "a calendar holds events and what was said at them"),
    ):
        assert why[address, part] == reason, (address, part)
    assert (guest, "characters") not in why
    assert_true_to(small.dataset(*records), made)
    (told,) = read(made.value).values()
    assert "URL" not in told
    assert value(told, "LOCATION") == "hall"
    lines = value(told, "DESCRIPTION").split("\n")
    assert "Taking part: one [per-one], guest, on behalf of org-gone, with a group (A note)" in lines
    assert (
        "Said there: Fine\ufffd [rem-one] (praise, by one [per-one], on behalf of org-gone, about hall [pla-hall])"
        " (Told so)"
    ) in lines


def test_a_place_that_is_not_there_goes_by_its_id() -> None:
    """And an event without a place has none."""
    (told,) = read(to_ical(small.dataset(small.event("talk", "2019-05-23", where="pla-gone"))).value).values()
    assert value(told, "LOCATION") == "pla-gone"
    (told,) = read(to_ical(small.dataset(small.event("talk", "2019-05-23"))).value).values()
    assert "LOCATION" not in told


def test_an_address_is_a_uri() -> None:
    """What is not ASCII is written with its codes; that of the event comes before those of what was said."""
    sources = [small.source(slug, url=f"https://example.org/{slug}?q=é,;") for slug in ("a", "b")]
    event = small.event("talk", "2019-05-23", citations=(small.citation("b"),))
    remark = Remark(id="rem-one", gist="Hm", kind=RemarkKind.PRAISE, event="evt-talk", citations=(small.citation("a"),))
    (told,) = read(to_ical(small.dataset(*sources, event, remark)).value).values()
    assert value(told, "URL") == "https://example.org/b?q=%C3%A9,;"


def test_the_head_says_what_it_is() -> None:
    """Name and licence, the stamp from the day of the dataset; a dataset that says nothing has none of these."""
    calendar = icalendar.Calendar.from_ical(bundled().value)
    assert isinstance(calendar, icalendar.Calendar)
    release = load().release
    assert calendar.calendar_name == f"{release.title} {release.data_version}"
    assert str(calendar["DESCRIPTION"]) == f"Licence: {release.licence}"
    stamps = {event.DTSTAMP for event in read(bundled().value).values()}
    assert stamps == {dt.datetime.fromisoformat(f"{release.as_of}T00:00:00+00:00")}
    odd = to_ical(Dataset.of([small.event("talk", "2019-05-23")], release=Release(as_of="last autumn"))).value
    assert "DTSTAMP:19700101T000000Z" in odd
    assert "NAME" not in odd
    assert to_ical(small.dataset()).value.split("\r\n")[-2:] == ["END:VCALENDAR", ""]


@given(hard_texts() | st.text("\\;,\n\r:aé中\U00010348\u2028\x85\x0b", max_size=300))
def test_text_comes_back_as_it_was(text: str) -> None:
    """Folded within no character, escaped, and read back: whatever the text, but for what no calendar can hold."""
    title = f"<{text}>"
    made = to_ical(small.dataset(small.event("talk", "2019-05-23", names=(small.name(title),)))).value
    assert_well_formed(made)
    (told,) = read(made).values()
    assert value(told, "SUMMARY") == cleaned(title)


def test_a_calendar_is_written(tmp_path: Path) -> None:
    """The file holds what the function gives, with its line ends."""
    told: list[tuple[int, int]] = []
    assert write_ical(load(), tmp_path / "a.ics", progress=lambda *at: told.append(at)) == bundled().ledger
    assert told[-1] == (len(load()), len(load()))
    assert (tmp_path / "a.ics").read_bytes() == bundled().value.encode()


DAMAGED = {
    "no end": ("END:VEVENT\r\n", ""),
    "a day that is none": ("DTSTART;VALUE=DATE:2023", "DTSTART;VALUE=DATE:20231399"),
    "a name that is none": ("STATUS:", "STATUS CONFIRMED\r\nX:"),
    "a period without its end": ("DTSTAMP:", "DTEND;VALUE=DATE:\r\nDTSTAMP:"),
}


@pytest.mark.parametrize("what", list(DAMAGED))
def test_the_reader_refuses_what_is_damaged(what: str) -> None:
    """One thing wrong in each: the reader raises, or tells of errors."""
    good, bad = DAMAGED[what]
    wrong = bundled().value.replace(good, bad, 1)
    assert wrong != bundled().value
    with pytest.raises((ValueError, AssertionError)):
        read(wrong)
