"""How does an answer look in a terminal?

Lines are wrapped to the width that is there, and bold only where someone looks at them. What an answer rests on stands
below it, each passage once under a number; where a fact is not simply stated, the number says so.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from functools import singledispatch
from string import ascii_lowercase
from typing import TYPE_CHECKING, TextIO

from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Modality, StatisticStatus
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.places import chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.matches import Match
    from sinouk_innov.model.event import Event
    from sinouk_innov.model.facts import Fact
    from sinouk_innov.model.statistic import Statistic
    from sinouk_innov.questions.connections import Link
    from sinouk_innov.questions.evidence import Checked
    from sinouk_innov.questions.posts import Holding
    from sinouk_innov.questions.time import Moment
    from sinouk_innov.questions.twins import Twin

__all__ = [
    "Line",
    "Notes",
    "Page",
    "checked_lines",
    "event_lines",
    "holding_lines",
    "match_lines",
    "moment_lines",
    "record_lines",
    "statistic_lines",
    "twin_lines",
    "within_lines",
]

Line = tuple[int, str]
"""A line of text and how deep it is indented, in steps."""

_MOST_OVER = 2
_NARROWEST = 20
_WIDEST = 110
_STEP = "  "
_DEEPEST = 3
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003134f"
# A line may be broken at a space, and around a wide character, but not before punctuation that closes.
_PIECE = re.compile(rf" *(?:[{_WIDE}][^\w\s{_WIDE}\"“‘(\[]*|[^ {_WIDE}]+)")
_CLOSING = frozenset("，。、；：？！）」』》”’")


class Page:
    """Where lines are printed: as wide as the terminal, with bold type only where it is welcome."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Print to a stream, by default standard output."""
        self._stream = sys.stdout if stream is None else stream
        self._encoding = self._stream.encoding or "utf-8"
        self._width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
        # https://no-color.org: no escape codes are wanted where NO_COLOR is set to anything.
        bold = self._stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._bold = "\x1b[1m{}\x1b[0m" if bold else "{}"

    def head(self, text: str) -> None:
        """Print a heading."""
        for line in _wrapped(text, self._width, "", ""):
            self._print(line, self._bold)

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines, each wrapped and indented."""
        for depth, text in lines:
            indent = _STEP * min(depth, _DEEPEST)
            for line in _wrapped(text, self._width, indent, indent + _STEP):
                self._print(line)

    def verbatim(self, text: str) -> None:
        """Print a text with its own lines, such as an entry for BibTeX."""
        for line in text.split("\n"):
            self._print(_harmless(line))

    def _print(self, line: str, form: str = "{}") -> None:
        # What the encoding of the stream cannot say is shown by its number, and is no reason to fail.
        known = line.encode(self._encoding, "backslashreplace").decode(self._encoding)
        self._stream.write(form.format(known) + "\n")


def _harmless(text: str) -> str:
    """Show control characters instead of obeying them; spaces of any width become plain ones."""
    return "".join(
        " " if unicodedata.category(character) == "Zs" else character if character.isprintable() else _number(character)
        for character in text
    )


def _number(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _columns(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Cut a text into lines of at most so many columns, unless a single word has more."""
    lines = [first]
    room = width - len(first)
    for piece in _PIECE.findall(_harmless(text)):
        begins = lines[-1] in {first, rest}
        # Closing punctuation begins no line: one character of it may stand out over the end, but no row of them.
        spare = room + _MOST_OVER if piece[0] in _CLOSING else room
        if not begins and _columns(piece) > spare:
            lines.append(rest)
            room, begins = width - len(rest), True
        added = piece.lstrip() if begins else piece
        lines[-1] += added
        room -= _columns(added)
    return [line.rstrip() for line in lines]


class Notes:
    """What an answer rests on: each passage once, under a number; each reservation once, under a letter."""

    def __init__(self, data: Dataset) -> None:
        """Cite from a dataset."""
        self._data = data
        self._passages: dict[tuple[str | None, ...], tuple[str, Citation]] = {}
        self._reservations: dict[str, str] = {}

    def mark(self, *citations: Citation) -> str:
        """Return what is put behind a fact, such as ` [1] [2,a]`; what is new is noted down.

        A letter means that the passage does not state the fact, or that there is something to know about it.
        """
        marks: dict[str, list[str]] = {}
        for citation in citations:
            key = (citation.source, citation.fingerprint, citation.locator)
            number, _ = self._passages.setdefault(key, (str(len(self._passages) + 1), citation))
            letters = marks.setdefault(number, [])
            reservation = _reservation(citation)
            if reservation:
                letter = self._reservations.setdefault(reservation, _lettered(len(self._reservations)))
                letters += [] if letter in letters else [letter]
        return "".join(f" [{','.join([number, *letters])}]" for number, letters in marks.items())

    def lines(self) -> Iterator[Line]:
        """Yield the reservations, and for each source its address and its passages: paragraph and ends."""
        for reservation, letter in self._reservations.items():
            yield 1, f"{letter}: {reservation}"
        by_source: dict[str, list[tuple[str, Citation]]] = {}
        for number, citation in self._passages.values():
            by_source.setdefault(citation.source, []).append((number, citation))
        for source_id, cited in by_source.items():
            source = self._data.sources[source_id]
            named = source.publisher if source.published is None else f"{source.publisher}, {_said(source.published)}"
            if len(cited) == 1:
                (number, citation), *_ = cited
                place = _passage(citation)
                yield 1, f"[{number}] {named}{place and f', {place}'} {citation.link(source) or ''}"
                continue
            yield 1, f"{named} {source.url or ''}"
            yield 2, "; ".join(f"[{number}] {_passage(citation)}" for number, citation in cited)


def _passage(citation: Citation) -> str:
    ends = "…" if citation.ends is None else f" … {citation.ends}"
    parts = [
        "" if citation.paragraph is None else f"¶{citation.paragraph}",
        "" if citation.starts is None else f"“{citation.starts}{ends}”",
        citation.locator or "",
    ]
    return " ".join(part for part in parts if part)


def _reservation(citation: Citation) -> str:
    parts = [] if citation.basis is Basis.STATED else [citation.basis.value]
    parts += [f"({', '.join(citation.supports).replace('_', ' ')})"] if parts and citation.supports else []
    said = " ".join(parts)
    return f"{said}: {citation.note}" if said and citation.note else said or citation.note or ""


def _lettered(number: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_lettered(more - 1) if more else "") + ascii_lowercase[last]


def match_lines(matches: Iterable[Match[Record]]) -> Iterator[Line]:
    """Yield a line for each match: score, id, name and reason."""
    for match in matches:
        label = "" if match.name == match.record.label else f", a name of {match.record.label}"
        yield 0, f"{match.score:.2f}  {match.record.id}  {match.name}{label}  ({match.reason})"


def within_lines(data: Dataset, records: Iterable[Record]) -> Iterator[Line]:
    """Yield a line for each record: its label, id and kind, and what it lies in at once; then the passages."""
    notes = Notes(data)
    for record in records:
        kind = str(getattr(record, "kind", record.kind_name)).replace("_", " ")
        (step, *_) = chain(data, record)
        facts = (fact for fact in facts_of(record) if fact.ref == step.fact)
        marks = "".join(notes.mark(*fact.citations) for fact in facts)
        yield 1, f"{record.label} [{record.id}], {kind} in {step.record.label}{marks}"
    yield from notes.lines()


def record_lines(data: Dataset, record: Record, links: Iterable[Link] = ()) -> Iterator[Line]:
    """Yield every fact of a record, what facts elsewhere link to it, and the passages that all this rests on."""
    notes = Notes(data)
    if record.note is not None:
        yield 1, f"note: {record.note}"
    for fact in facts_of(record):
        if fact.ref.field is None:
            yield 1, f"this {record.kind_name} rests on{notes.mark(*_unlimited(record))}"
            continue
        # What the whole record rests on was said once.
        marks = notes.mark(*(citation for citation in _cited(fact) if citation not in _unlimited(record)))
        yield 1, f"{fact.ref.field.replace('_', ' ')}: {_value(fact.value, data)}{marks}"
    for absence in record.absent:
        note = "" if absence.note is None else f" ({absence.note})"
        yield 1, f"{absence.field.replace('_', ' ')}: {absence.reason.replace('_', ' ')}{note}"
    elsewhere = [link for link in links if link.fact.record != record.id]
    if elsewhere:
        yield 1, "elsewhere:"
    for link in elsewhere:
        # The facts of another record are shown with that one; a relation stands nowhere else.
        marks = notes.mark(*link.citations) if link.fact.record.startswith(f"{Relation.prefix}-") else ""
        yield 2, f"{link.kind.replace('_', ' ')}: {link.other.label} [{link.other.id}]{marks}"
    yield from notes.lines()


def _cited(fact: Fact) -> Iterator[Citation]:
    """Yield what a fact rests on, the titles of a post with it."""
    yield from fact.citations
    if isinstance(fact.value, Role):
        yield from (citation for title in fact.value.titles for citation in title.citations)


def _unlimited(record: Record) -> tuple[Citation, ...]:
    return tuple(citation for citation in record.citations if not citation.supports)


@singledispatch
def _value(value: object, data: Dataset) -> str:
    return _called(data, value) if isinstance(value, str) else str(value)


@_value.register
def _(value: Name, _: Dataset) -> str:
    period = "" if value.period is None else f", {_said(value.period)}"
    return f"{value.text} ({value.language}, {value.kind.replace('_', ' ')}{period}){_noted(value.note)}"


@_value.register
def _(value: Role, data: Dataset) -> str:
    titles = " / ".join(title.text for title in value.titles)
    period = "" if value.period is None else f", {_said(value.period)}"
    return f"{titles}, {_called(data, value.body)}{period}{_noted(value.note)}"


@_value.register
def _(value: Participation, data: Dataset) -> str:
    who = value.label if value.entity is None else _called(data, value.entity)
    behalf = None if value.on_behalf_of is None else f"for {_called(data, value.on_behalf_of)}"
    parts = [f"{value.capacity}: {who}", *(part for part in (value.role, value.group, behalf) if part is not None)]
    return f"{', '.join(parts)}{_noted(value.note)}"


@_value.register
def _(value: Party, data: Dataset) -> str:
    who = value.label if value.entity is None else _called(data, value.entity)
    return f"{value.capacity}: {who}{_noted(value.note)}"


@_value.register
def _(value: PartOf, data: Dataset) -> str:
    qualifier = "" if value.qualifier is None else f" ({value.qualifier})"
    return f"{_called(data, value.whole)}{qualifier}{_noted(value.note)}"


@_value.register
def _(value: SectorLink, _: Dataset) -> str:
    return f"{value.sector.replace('_', ' ')}, {value.standing}{_worded(value.wording)}{_noted(value.note)}"


@_value.register
def _(value: Identifier, _: Dataset) -> str:
    return f"{value.scheme.replace('_', ' ')} {value.value}{_noted(value.note)}"


@_value.register
def _(value: Quantity, _: Dataset) -> str:
    return f"{value.describe()}{_worded(value.wording, value.describe())}"


@_value.register(PartialDate)
@_value.register(Period)
def _(value: PartialDate | Period, _: Dataset) -> str:
    return f"{_said(value)}{_worded(value.wording, str(value))}"


def _said(when: PartialDate | Period) -> str:
    """Say a date in words instead of EDTF."""
    text = str(when)
    if isinstance(when, Period):
        first, _, last = (_about(part) for part in text.partition("/"))
        if when.ongoing:
            return f"since {first}"
        if not first or first == "..":
            return f"until {last}" + ("" if first else ", its start unknown")
        return f"{first} to {last}" if last else f"from {first}, its end unknown"
    first, between, last = text.strip("[]").partition("..")
    if not between:
        return _about(text)
    if first and last:
        return f"between {first} and {last}"
    return f"no earlier than {first}" if first else f"no later than {last}"


def _about(text: str) -> str:
    return f"about {text[:-1]}" if text.endswith("~") else text


def _worded(wording: str | None, said: str = "") -> str:
    return "" if wording is None or wording == said else f" (“{wording}”)"


def _called(data: Dataset, text: str) -> str:
    record = data.get(text)
    return text if record is None else f"{record.label} [{record.id}]"


def _labelled(data: Dataset, record_id: str) -> str:
    record = data.get(record_id)
    return record_id if record is None else f"({record.label})"


def _noted(note: str | None) -> str:
    return "" if note is None else f" (note: {note})"


def holding_lines(data: Dataset, holdings: Iterable[Holding]) -> Iterator[Line]:
    """Yield each post, the days on which it was seen, and the passages."""
    notes = Notes(data)
    for holding in holdings:
        seen = ", ".join(_said(day) for day in holding.seen)
        shown = f"; seen {seen}" if seen else ""
        role = _value(holding.role, data)
        yield 1, f"{holding.person.label}: {role}{shown}{notes.mark(*holding.role.citations)}"
    yield from notes.lines()


def statistic_lines(data: Dataset, statistics: Iterable[Statistic]) -> Iterator[Line]:
    """Yield each figure with its bound, date, whole and status, and the passages."""
    notes = Notes(data)
    for statistic in statistics:
        what = statistic.category or statistic.measure.replace("_", " ")
        parts = [f"{what}: {_value(statistic.quantity, data)}"]
        parts += [text for text in (statistic.scope,) if text is not None]
        parts += [f"as of {_value(day, data)}" for day in (statistic.as_of,) if day is not None]
        parts += [f"over {_value(time, data)}" for time in (statistic.over,) if time is not None]
        parts += [f"part of {_labelled(data, whole)}" for whole in (statistic.part_of,) if whole is not None]
        parts += [f"share of {_labelled(data, whole)}" for whole in (statistic.share_of,) if whole is not None]
        parts += [] if statistic.status is StatisticStatus.REPORTED else [statistic.status.value]
        yield 1, f"{', '.join(parts)} [{statistic.id}]{notes.mark(*statistic.citations)}"
    yield from notes.lines()


def event_lines(data: Dataset, event: Event) -> Iterator[Line]:
    """Yield who was at an event, and in which capacity, and the passages."""
    notes = Notes(data)
    for participation in event.participations:
        yield 1, f"{_value(participation, data)}{notes.mark(*participation.citations)}"
    yield from notes.lines()


def moment_lines(data: Dataset, moments: Iterable[Moment]) -> Iterator[Line]:
    """Yield each event with its date as precise as it is known and its modality, and the passages."""
    notes = Notes(data)
    for moment in moments:
        event = moment.event
        when = "undated" if event.when is None else _value(event.when, data)
        modality = "" if event.modality is Modality.HAPPENED else f" ({event.modality})"
        perhaps = "" if moment.inside else " (perhaps outside the time asked for)"
        yield 1, f"{when}: {event.label}{modality}{perhaps} [{event.id}]{notes.mark(*event.citations)}"
    yield from notes.lines()


def checked_lines(checked: Iterable[Checked]) -> Iterator[Line]:
    """Yield a line for each citation that was held against a text."""
    for item in checked:
        text = "" if item.file is None else f", {item.file}"
        yield 0, f"{item.verdict}: {item.record}.{item.path}, {item.citation.source}{text}"


def twin_lines(twins: Iterable[Twin]) -> Iterator[Line]:
    """Yield the lines of each pair that may be one thing, with what speaks for it and against it."""
    for twin in twins:
        known = "" if twin.relation is None else f" (joined already by {twin.relation})"
        yield 0, f"{twin.score:.2f} {twin.one.label} [{twin.one.id}] = {twin.other.label} [{twin.other.id}]?{known}"
        for reason in twin.reasons:
            yield 1, f"{'+' if reason.weight > 0 else '-'} {reason.text}"
