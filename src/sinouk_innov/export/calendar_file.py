"""Which events stand in a calendar?

Those whose days are known, as an iCalendar file (RFC 5545), which Outlook, Apple's Calendar, Google's and Thunderbird
read. An event whose day is not known exactly is left out: a calendar would make a day up.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from sinouk_innov.dates import PartialDate
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.calendar_notes import cleaned, description, note_event, note_remark
from sinouk_innov.export.guards import NO_WEB_ADDRESS, is_web_address
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.files import write_text
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_in
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.places import chain
from sinouk_innov.questions.references import web_address

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset, Release
    from sinouk_innov.dates import When
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["to_ical", "write_ical"]

_NO_EVENT = "a calendar holds events and what was said at them"
_NO_DATE = "an event without a date stands in no calendar"
_NO_DAY = "its day, or its first or last day, is not known exactly, and a calendar would make one up"
_NOT_SAID_THERE = "it was said at no event that stands in the calendar"
_UNUSED = "the calendar names only the sources of what stands in it"
_MORE_OF_A_SOURCE = "the calendar tells title, publisher, date and address of a source"
_WORDING = "the calendar has no place for how a source prints its date"
_CHARACTERS = "control characters, which a calendar cannot hold, and line ends of several kinds"
_OF_A_SOURCE = ("title", "publisher", "published", "url")

_LINE = 75
"""How many octets a line has at most, without its end (RFC 5545, section 3.1)."""
_NO_STAMP = "19700101T000000Z"
_DAY = dt.timedelta(days=1)
_SPECIAL = re.compile(r"[\\;,\n]")
_STATUS = {Modality.HAPPENED: "CONFIRMED", Modality.PLANNED: "TENTATIVE", Modality.DENIED: "CANCELLED"}
"""A claim has none: a calendar knows what is sure, what may come, and what is called off."""
_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))


def to_ical(data: Dataset, *, progress: Progress | None = None) -> Exported[str]:
    r"""Return the events whose days are known as the text of an iCalendar file, by id.

    Each is a whole-day event, from its first day to its last, with its place, its kind as category, the address of its
    first source, and in its description who took part, what was said there and all sources. Its UID comes from its id
    and its DTSTAMP from the day of the dataset (1 January 1970 where that has none), so that the same data give the
    same file. What did not simply happen says so at the head of its summary: a plan is tentative, what is denied is
    cancelled, a claim has no status.

    RFC 5545 asks for at least one event; a dataset that has none gives a calendar that is empty.

    Args:
        data: The dataset.
        progress: Called after each record with how many are done and how many there are.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> made = to_ical(load())
        >>> [line for line in made.value.split("\r\n") if line.startswith("DTSTART")][0]
        'DTSTART;VALUE=DATE:20220112'
    """
    tally = Tally(data, "icalendar", progress)
    shown = {event.id: days for event in data.events if (days := _days(event.when)) is not None}
    said: dict[str, list[Remark]] = {}
    for remark in data.remarks:
        if remark.event in shown:
            said.setdefault(remark.event, []).append(remark)
    lines = list(_head(data.release))
    named: set[str] = set()
    for record in tally.records():
        if isinstance(record, Event):
            if record.id in shown:
                lines += _lines(data, record, shown[record.id], said.get(record.id, []), named)
                note_event(record, tally)
            else:
                tally.drop_rest(record, _NO_DATE if record.when is None else _NO_DAY)
        elif isinstance(record, Remark):
            if record.event in shown:
                note_remark(record, tally)
            else:
                tally.drop_rest(record, _NOT_SAID_THERE)
        # Sources are told of when it is known which are named.
        elif not isinstance(record, Source):
            tally.drop_rest(record, _NO_EVENT)
    for source in data.sources:
        _note_source(source, named, tally)
    lines.append("END:VCALENDAR")
    return Exported("".join(map(_folded, lines)), tally.ledger())


def write_ical(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write what `to_ical` gives as a file, and return what it lost.

    Args:
        data: The dataset.
        path: The file; its name usually ends in `.ics`.
        progress: Called after each record with how many are done and how many there are.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    made = to_ical(data, progress=progress)
    write_text(path, made.value)
    return made.ledger


def _head(release: Release) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sinouk_innov//sinouk_innov//EN", "CALSCALE:GREGORIAN")
    yield "METHOD:PUBLISH"
    title = " ".join(part for part in (release.title, release.data_version) if part)
    if title:
        # The first is what most programs read, the second is RFC 7986.
        yield f"X-WR-CALNAME:{_escaped(title)}"
        yield f"NAME:{_escaped(title)}"
    if release.licence:
        yield f"DESCRIPTION:{_escaped(f'Licence: {release.licence}')}"


def _lines(
    data: Dataset, event: Event, days: tuple[dt.date, dt.date], remarks: list[Remark], named: set[str]
) -> Iterator[str]:
    """Yield the lines of an event, not yet folded, and add the ids of the sources that they name."""
    # Those of the event come first, since the first gives the address.
    cited = (*event.citations, *(citation for one in (event, *remarks) for _, citation in citations_in(one)))
    used = dict.fromkeys(citation.source for citation in cited)
    sources = [source for source in map(data.sources.get, used) if source is not None]
    named.update(source.id for source in sources)
    first, last = days
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@sinouk-innov"
    yield f"DTSTAMP:{_stamp(data.release)}"
    yield f"DTSTART;VALUE=DATE:{_basic(first)}"
    if last != first:
        # The end is the first day that is no more part of it.
        yield f"DTEND;VALUE=DATE:{_basic(last + _DAY)}"
    sure = "" if event.modality is Modality.HAPPENED else f"{event.modality.capitalize()}: "
    language = f";LANGUAGE={event.names[0].language}" if event.names else ""
    yield f"SUMMARY{language}:{_escaped(sure + event.label)}"
    if event.modality in _STATUS:
        yield f"STATUS:{_STATUS[event.modality]}"
    # Nobody who takes it over is busy on that day.
    yield "TRANSP:TRANSPARENT"
    yield f"CATEGORIES:{_escaped(event.kind)}"
    if event.where is not None:
        yield f"LOCATION:{_escaped(_location(data, event, event.where))}"
    if event.part_of is not None:
        yield f"RELATED-TO;RELTYPE=PARENT:{event.part_of}@sinouk-innov"
    addresses = [source.url for source in sources if source.url is not None and is_web_address(source.url)]
    if addresses:
        yield f"URL:{quote(web_address(addresses[0]), safe=_ADDRESS)}"
    yield f"DESCRIPTION:{_escaped(description(data, event, remarks, sources))}"
    yield "END:VEVENT"


def _days(when: When | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a date or period, where each is one day and no other."""
    if when is None:
        return None
    start, end = (when, when) if isinstance(when, PartialDate) else (when.start, when.end)
    if start is None or end is None or not (start.is_exact and end.is_exact):
        return None
    first, last = start.earliest, end.latest
    # After the last day of the calendar there is none on which a period could end.
    if first is None or last is None or (first != last and last == dt.date.max):
        return None
    return first, last


def _stamp(release: Release) -> str:
    try:
        return f"{_basic(dt.date.fromisoformat(release.as_of))}T000000Z"
    except ValueError:
        return _NO_STAMP


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _location(data: Dataset, event: Event, where: str) -> str:
    """Return the names of the place and of what it lies in; what is not in the dataset goes by its id."""
    try:
        return ", ".join(step.record.label for step in chain(data, event))
    except UnknownIdError:
        place = data.get(where)
        return where if place is None else place.label


def _note_source(source: Source, named: set[str], tally: Tally) -> None:
    if source.id not in named:
        tally.drop_rest(source, _UNUSED)
        return
    for name in _OF_A_SOURCE:
        ref = FactRef(source.id, name)
        value = getattr(source, name)
        if value is None:
            continue
        if name == "url" and not is_web_address(value):
            tally.drop(ref, NO_WEB_ADDRESS)
            continue
        tally.keep(ref)
        if isinstance(value, PartialDate):
            if value.wording is not None:
                tally.approximate(ref, "wording", _WORDING)
        elif cleaned(value) != value:
            tally.approximate(ref, "characters", _CHARACTERS)
    for part in ("citations", "note", "absent"):
        if getattr(source, part):
            tally.approximate(FactRef(source.id, "title"), part, _MORE_OF_A_SOURCE)
    tally.drop_rest(source, _MORE_OF_A_SOURCE)


def _escaped(text: str) -> str:
    r"""Return a text as the value of a property: backslash, semicolon, comma and line end written with a backslash."""
    return _SPECIAL.sub(lambda found: "\\n" if found.group() == "\n" else f"\\{found.group()}", cleaned(text))


def _folded(line: str) -> str:
    """Return a line with its end, broken where it is too long, but never within a character."""
    parts: list[str] = []
    begin = room = 0
    for at, character in enumerate(line):
        size = len(character.encode())
        if size > room and at:
            parts.append(line[begin:at])
            begin = at
        # What goes on begins with a space, which counts.
        if begin == at:
            room = _LINE - (1 if parts else 0)
        room -= size
    parts.append(line[begin:])
    return "\r\n ".join(parts) + "\r\n"
