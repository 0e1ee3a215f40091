"""What does the note on an event in a calendar say?

In lines of text: how sure it is, who took part, what was said there, and all sources with their addresses. Records are
named by label and id, so that each can be looked up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinouk_innov.evidence import FactRef
from sinouk_innov.export.guards import is_web_address
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Name, Part
from sinouk_innov.model.vocabularies import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.event import Event, Participation
    from sinouk_innov.model.remark import Remark
    from sinouk_innov.model.source import Source

__all__ = ["cleaned", "description", "note_event", "note_remark"]

_NO_PASSAGES = "the calendar names the sources of an event, and not which fact rests on which passage"
_NO_PLACE = "the calendar has no place for it"
_CHARACTERS = "control characters, which a calendar cannot hold, and line ends of several kinds"
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def cleaned(text: str) -> str:
    r"""Return a text with line feeds for line ends of all kinds, and without what a calendar cannot hold.

    A reader that splits lines where Unicode does then finds none that the text brought in.

    Examples:
        >>> cleaned("one\u2028two\x00")
        'one\ntwo\ufffd'
    """
    return _CONTROL.sub("\ufffd", _LINE_END.sub("\n", text))


def description(data: Dataset, event: Event, remarks: Iterable[Remark], sources: Iterable[Source]) -> str:
    """Return the note on an event.

    Args:
        data: The dataset.
        event: The event.
        remarks: What was said there.
        sources: What all this rests on.
    """
    return "\n".join(
        [
            *_about_event(data, event),
            *(_said(data, remark) for remark in remarks),
            *(_source(source) for source in sources),
            f"Record: {event.id}",
        ]
    )


def note_event(event: Event, tally: Tally) -> None:
    """Note what the calendar holds of an event: all its facts, and not all of their parts."""
    for fact in facts_of(event):
        tally.keep(fact.ref)
        if isinstance(fact.value, Part):
            _note_part(fact.ref, fact.value, tally)
    here = FactRef(event.id)
    for part in ("citations", "absent"):
        if getattr(event, part):
            tally.approximate(here, part, _NO_PASSAGES if part == "citations" else _NO_PLACE)
    _note_characters(here, tally, event.note)
    if event.when is not None:
        _note_characters(FactRef(event.id, "when"), tally, event.when.wording)


def note_remark(remark: Remark, tally: Tally) -> None:
    """Note what the calendar holds of a remark that was made at an event in it."""
    tally.keep(*(fact.ref for fact in facts_of(remark)))
    here = FactRef(remark.id)
    for part in ("citations", "absent"):
        if getattr(remark, part):
            tally.approximate(here, part, _NO_PASSAGES if part == "citations" else _NO_PLACE)
    _note_characters(FactRef(remark.id, "gist"), tally, remark.gist)
    _note_characters(here, tally, remark.note)


def _note_part(ref: FactRef, part: Part, tally: Tally) -> None:
    if part.citations:
        tally.approximate(ref, "citations", _NO_PASSAGES)
    if isinstance(part, Name):
        for field in ("family", "given", "period", "note"):
            if getattr(part, field) is not None:
                tally.approximate(ref, field, _NO_PLACE)
    _note_characters(ref, tally, *(getattr(part, field, None) for field in ("text", "label", "role", "group", "note")))


def _note_characters(ref: FactRef, tally: Tally, *texts: str | None) -> None:
    if any(text is not None and cleaned(text) != text for text in texts):
        tally.approximate(ref, "characters", _CHARACTERS)


def _about_event(data: Dataset, event: Event) -> Iterator[str]:
    if event.modality is not Modality.HAPPENED:
        yield f"{event.modality.capitalize()}: {event.modality.description}."
    for name in event.names:
        yield f"Name: {name} ({name.language}, {name.kind})"
    if event.when is not None:
        yield f"When: {event.when}{_in_brackets(event.when.wording)}"
    if event.where is not None:
        yield f"Where: {_named(data, event.where)}"
    for subject in event.about:
        yield f"About: {_named(data, subject)}"
    for participation in event.participations:
        yield f"Taking part: {_taking_part(data, participation)}"
    if event.note is not None:
        yield f"Note: {event.note}"


def _taking_part(data: Dataset, participation: Participation) -> str:
    who = participation.label if participation.entity is None else _named(data, participation.entity)
    told = [f"{who}, {participation.capacity}"]
    if participation.role is not None:
        told.append(f"as {participation.role}")
    if participation.on_behalf_of is not None:
        told.append(f"on behalf of {_named(data, participation.on_behalf_of)}")
    if participation.group is not None:
        told.append(f"with {participation.group}")
    return ", ".join(told) + _in_brackets(participation.note)


def _said(data: Dataset, remark: Remark) -> str:
    told = [f"Said there: {remark.gist} [{remark.id}] ({remark.kind}"]
    if remark.speaker is not None:
        told.append(f"by {_named(data, remark.speaker)}")
    if remark.on_behalf_of is not None:
        told.append(f"on behalf of {_named(data, remark.on_behalf_of)}")
    if remark.about:
        told.append(f"about {', '.join(_named(data, subject) for subject in remark.about)}")
    return f"{', '.join(told)}){_in_brackets(remark.note)}"


def _source(source: Source) -> str:
    when = "undated" if source.published is None else source.published.edtf
    address = f" {source.url}" if source.url is not None and is_web_address(source.url) else ""
    return f"Source: {source.publisher} ({when}): {source.title}.{address}"


def _named(data: Dataset, record_id: str) -> str:
    record = data.get(record_id)
    return record_id if record is None else f"{record.label} [{record.id}]"


def _in_brackets(text: str | None) -> str:
    return "" if text is None else f" ({text})"
