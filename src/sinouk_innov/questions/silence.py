"""What do the sources not say?

Empty is not one thing. A field may be looked for and stated nowhere, not looked for, filled with a value that is
doubted, or of no meaning for its record; the last is no gap. A period that still goes on has no end to be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import UNCITED_KINDS, citations_in, facts_of
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.vocabularies import AbsenceReason, PlaceKind
from sinouk_innov.questions.lineage import origins_of
from sinouk_innov.questions.posts import sightings
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Absence

__all__ = ["EXPECTED", "Gap", "GapKind", "gaps"]


class GapKind(Term):
    """What sort of gap is it?"""

    DOUBTED = "doubted", "a source gives a value that cannot be relied on"
    NOT_STATED = "not_stated", "looked for, and no source says it"
    NOT_KNOWN = "not_known", "no source that was read says it; nobody has noted that it was looked for"
    END_UNKNOWN = "end_unknown", "it ended, or may have, on a day that is not known"
    SEEN_ONCE = "seen_once", "a post in which the person was seen on one day at most"
    ONE_SOURCE = "one_source", "a fact that one independent source tells, and no other"


EXPECTED: dict[str, dict[tuple[str, ...], float]] = {
    "source": {("published",): 0.6},
    "place": {("part_of",): 0.5},
    "organisation": {("seat",): 0.5},
    "person": {("roles",): 0.7},
    "centre": {("place",): 0.8, ("operators",): 0.6},
    "initiative": {("parties", "operators"): 0.5},
    "event": {("when",): 0.9, ("where",): 0.5, ("participations", "about"): 0.4},
    "statistic": {("as_of", "over"): 0.8},
}
"""For each kind of record the fields that one should have, any one of those that stand together, and how much it
matters that it is empty, from 0 to 1."""
_WEIGHTS = {GapKind.END_UNKNOWN: 0.4, GapKind.SEEN_ONCE: 0.3, GapKind.ONE_SOURCE: 0.1}
_UNEXPECTED = 0.2
_DOUBT = 0.05


@frozen(repr=False)
class Gap:
    """Something that the sources do not say.

    Attributes:
        kind: What sort of gap it is.
        record: The record.
        fact: The address of what is not known, or known from one source only.
        note: What was found instead, or where was looked; empty where nothing is noted.
        weight: How much it matters, from 0 to 1.
        sources: The ids of the sources that tell of the record, where one would look first.
    """

    kind: GapKind
    record: Record
    fact: FactRef
    note: str
    weight: float
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.fact}: {self.kind.replace('_', ' ')}{f' ({self.note})' if self.note else ''}"

    def __repr__(self) -> str:
        return f"<Gap {self.fact}: {self.kind}>"


def gaps(data: Dataset, record: str | Record | None = None) -> tuple[Gap, ...]:
    """Return what the sources do not say, worst first, then by address.

    Args:
        data: The dataset.
        record: A record, or its id: only what is not known of it. A source stands for what it tells: the gaps of every
            record that cites it, and its own.

    Raises:
        UnknownIdError: There is no such record.
    """
    if record is None:
        found = [gap for one in data for gap in _gaps_of(data, one)]
    else:
        wanted = data[record if isinstance(record, str) else record.id]
        found = list(_gaps_of(data, wanted))
        if wanted.prefix in UNCITED_KINDS:
            tellers = (one for one in data if any(citation.source == wanted.id for _, citation in citations_in(one)))
            found += [gap for one in tellers for gap in _gaps_of(data, one)]
    return tuple(sorted(found, key=lambda gap: (-gap.weight, str(gap.fact), gap.kind)))


def _gaps_of(data: Dataset, record: Record) -> Iterator[Gap]:
    sources = tuple(dict.fromkeys(citation.source for _, citation in citations_in(record)))
    for kind, fact, weight, note in (*_empty(record), *_thin(data, record)):
        yield Gap(kind, record, fact, note, weight, sources)


def _empty(record: Record) -> Iterator[tuple[GapKind, FactRef, float, str]]:
    """Yield the fields of a record that should not be empty, and those that are said to be."""
    wanted = {**EXPECTED.get(record.kind_name, {})}
    expected = {field for fields in wanted for field in fields}
    wanted |= {(absence.field,): _UNEXPECTED for absence in record.absent if absence.field not in expected}
    for fields, weight in wanted.items():
        if any(getattr(record, field) not in {None, ()} for field in fields) or _needs_none(record, fields):
            continue
        noted = [absence for absence in record.absent if absence.field in fields]
        if any(absence.reason is AbsenceReason.NOT_APPLICABLE for absence in noted):
            continue
        kind, note = _kind_of(noted)
        yield kind, FactRef(record.id, fields[0]), weight + _DOUBT * (kind is GapKind.DOUBTED), note


def _thin(data: Dataset, record: Record) -> Iterator[tuple[GapKind, FactRef, float, str]]:
    """Yield the facts of a record of which something is not known."""
    for fact in facts_of(record):
        kinds: list[GapKind] = []
        if _ends_unknown(fact.value):
            kinds.append(GapKind.END_UNKNOWN)
        if isinstance(record, Person) and isinstance(fact.value, Role):
            days = sightings(data, record, fact.value)
            kinds += [GapKind.SEEN_ONCE] if len(days) <= 1 else []
        if record.prefix not in UNCITED_KINDS and len(origins_of(data, fact.citations)) == 1:
            kinds.append(GapKind.ONE_SOURCE)
        yield from ((kind, fact.ref, _WEIGHTS[kind], "") for kind in kinds)


def _needs_none(record: Record, fields: tuple[str, ...]) -> bool:
    """Tell whether an empty field is as it should be: a country is no part, and a part of an event is where that is."""
    if isinstance(record, Place):
        return record.kind is PlaceKind.COUNTRY
    return isinstance(record, Event) and fields == ("where",) and record.part_of is not None


def _kind_of(noted: list[Absence]) -> tuple[GapKind, str]:
    if not noted:
        return GapKind.NOT_KNOWN, ""
    doubted = next((absence for absence in noted if absence.reason is AbsenceReason.DOUBTED), noted[0])
    return GapKind.parse(doubted.reason), doubted.note or ""


def _ends_unknown(value: object) -> bool:
    time = getattr(value, "period", None) if isinstance(value, Part | Record) else value
    return isinstance(time, Period) and time.end_unknown
