"""How does an answer look in a terminal?

Lines are wrapped to the width that is there, and coloured only where someone looks at them.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from functools import singledispatch
from typing import TYPE_CHECKING, TextIO

from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Identifier, Name, PartOf, Record, SectorLink
from sinouk_innov.model.vocabularies import Modality, StatisticStatus
from sinouk_innov.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Match
    from sinouk_innov.model.event import Event
    from sinouk_innov.model.statistic import Statistic
    from sinouk_innov.questions.evidence import Checked
    from sinouk_innov.questions.posts import Holding
    from sinouk_innov.questions.time import Moment

__all__ = [
    "Page",
    "checked_lines",
    "citation_line",
    "event_lines",
    "holding_lines",
    "match_lines",
    "moment_lines",
    "record_lines",
    "statistic_lines",
    "within_lines",
]

Line = tuple[int, str]
"""A line of text and how deep it is indented, in steps."""

_NARROWEST = 20
_WIDEST = 110
_STEP = "  "


class Page:
    """Where lines are printed: as wide as the terminal, with colour only where it is welcome."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Print to a stream, by default standard output."""
        self._stream = sys.stdout if stream is None else stream
        columns = shutil.get_terminal_size().columns
        self._width = max(_NARROWEST, min(columns, _WIDEST))
        # https://no-color.org: colour is not wanted where NO_COLOR is set to anything.
        coloured = self._stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._bold = "\x1b[1m{}\x1b[0m" if coloured else "{}"

    def head(self, text: str) -> None:
        """Print a heading."""
        for line in textwrap.wrap(text, self._width) or [""]:
            print(self._bold.format(line), file=self._stream)

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines, each wrapped and indented."""
        for depth, text in lines:
            indent = _STEP * min(depth, 3)
            wrapped = textwrap.wrap(
                _harmless(text),
                self._width,
                initial_indent=indent,
                subsequent_indent=indent + _STEP,
                break_long_words=False,
                break_on_hyphens=False,
            )
            print("\n".join(wrapped or [""]), file=self._stream)


def _harmless(text: str) -> str:
    """Show control characters instead of obeying them."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def citation_line(data: Dataset, citation: Citation) -> str:
    """Say where a fact rests: publisher, date, paragraph, the ends of the passage, the basis and the address."""
    source = data.sources[citation.source]
    when = "" if source.published is None else f", {source.published}"
    place = "" if citation.paragraph is None else f", ¶{citation.paragraph}"
    locator = "" if citation.locator is None else f", {citation.locator}"
    passage = (
        ""
        if citation.starts is None
        else f" “{citation.starts}{'…' if citation.ends is None else f' … {citation.ends}'}”"
    )
    basis = "" if citation.basis is Basis.STATED else f" ({citation.basis})"
    link = citation.link(source)
    note = "" if citation.note is None else f" [{citation.note}]"
    return f"↳ {source.publisher}{when}{place}{locator}{passage}{basis}{note}{'' if link is None else f' {link}'}"


def match_lines(matches: Iterable[Match[Record]]) -> Iterator[Line]:
    """Yield a line for each match: score, id, name and reason."""
    for match in matches:
        yield 0, f"{match.score:.2f}  {match.record.id}  {match.name}  ({match.reason})"


def within_lines(records: Iterable[Record]) -> Iterator[Line]:
    """Yield a line for each record: its label, id and kind."""
    for record in records:
        yield 0, f"{record.label}  {record.id}  ({str(getattr(record, 'kind', record.kind_name)).replace('_', ' ')})"


def record_lines(data: Dataset, record: Record) -> Iterator[Line]:
    """Yield every fact of a record, each with its citations below it."""
    if record.note is not None:
        yield 1, f"note: {record.note}"
    for fact in facts_of(record):
        if fact.ref.field is not None:
            yield 1, f"{fact.ref.field.replace('_', ' ')}: {_value(fact.value, data)}"
            citations = () if fact.citations == record.citations else fact.citations
            yield from ((2, citation_line(data, citation)) for citation in citations)
    if not any(citation.supports for citation in record.citations):
        yield from ((1, citation_line(data, citation)) for citation in record.citations)
    for absence in record.absent:
        note = "" if absence.note is None else f" ({absence.note})"
        yield 1, f"{absence.field.replace('_', ' ')}: {absence.reason.replace('_', ' ')}{note}"


@singledispatch
def _value(value: object, data: Dataset) -> str:
    return _called(data, value) if isinstance(value, str) else str(value)


@_value.register
def _(value: Name, _: Dataset) -> str:
    return f"{value.text} ({value.language}, {value.kind}){_noted(value.note)}"


@_value.register
def _(value: Role, data: Dataset) -> str:
    titles = " / ".join(title.text for title in value.titles)
    period = "" if value.period is None else f", {value.period}"
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
    return f"{_called(data, value.whole)}{'' if value.qualifier is None else f' ({value.qualifier})'}"


@_value.register
def _(value: SectorLink, _: Dataset) -> str:
    return f"{value.sector.replace('_', ' ')}, {value.standing}{_worded(value.wording)}"


@_value.register
def _(value: Identifier, _: Dataset) -> str:
    return f"{value.scheme} {value.value}"


@_value.register
def _(value: Quantity, _: Dataset) -> str:
    return f"{value.describe()}{_worded(value.wording)}"


@_value.register(PartialDate)
@_value.register(Period)
def _(value: PartialDate | Period, _: Dataset) -> str:
    return f"{value}{_worded(value.wording)}"


def _worded(wording: str | None) -> str:
    return "" if wording is None else f" (“{wording}”)"


def _called(data: Dataset, text: str) -> str:
    record = data.get(text)
    return text if record is None else f"{record.label} [{record.id}]"


def _noted(note: str | None) -> str:
    return "" if note is None else f" [{note}]"


def holding_lines(data: Dataset, holdings: Iterable[Holding]) -> Iterator[Line]:
    """Yield each post with the days on which it was seen and its citations."""
    for holding in holdings:
        seen = ", ".join(str(day) for day in holding.seen)
        yield 1, f"{holding.person.label}: {holding.role.title}, {_called(data, holding.role.body)}"
        yield from ((2, citation_line(data, citation)) for citation in holding.role.citations)
        if seen:
            yield 2, f"seen {seen}"


def statistic_lines(data: Dataset, statistics: Iterable[Statistic]) -> Iterator[Line]:
    """Yield each figure with its bound, date, whole, status and citations."""
    for statistic in statistics:
        what = statistic.category or statistic.measure.replace("_", " ")
        parts = [f"{what}: {_value(statistic.quantity, data)}"]
        if statistic.scope is not None:
            parts.append(statistic.scope)
        if statistic.as_of is not None:
            parts.append(f"as of {statistic.as_of}")
        if statistic.over is not None:
            parts.append(f"over {statistic.over}")
        parts += [f"part of {whole}" for whole in (statistic.part_of,) if whole is not None]
        parts += [f"share of {whole}" for whole in (statistic.share_of,) if whole is not None]
        if statistic.status is not StatisticStatus.REPORTED:
            parts.append(statistic.status.value)
        yield 1, f"{', '.join(parts)}  [{statistic.id}]"
        yield from ((2, citation_line(data, citation)) for citation in statistic.citations)


def event_lines(data: Dataset, event: Event) -> Iterator[Line]:
    """Yield who was at an event, and in which capacity, with the citations."""
    for participation in event.participations:
        yield 1, _value(participation, data)
        yield from ((2, citation_line(data, citation)) for citation in participation.citations)


def moment_lines(data: Dataset, moments: Iterable[Moment]) -> Iterator[Line]:
    """Yield each event with its date as precise as it is known, its modality and its first citation."""
    for moment in moments:
        event = moment.event
        when = "undated" if event.when is None else _value(event.when, data)
        modality = "" if event.modality is Modality.HAPPENED else f" ({event.modality})"
        perhaps = "" if moment.inside else " (perhaps outside the time asked for)"
        yield 0, f"{when}: {event.label}{modality}{perhaps}  [{event.id}]"
        yield from ((2, citation_line(data, citation)) for citation in event.citations[:1])


def checked_lines(checked: Iterable[Checked]) -> Iterator[Line]:
    """Yield a line for each citation that was held against a text."""
    for item in checked:
        text = "" if item.file is None else f", {item.file}"
        yield 0, f"{item.verdict}: {item.record}.{item.path}, {item.citation.source}{text}"
