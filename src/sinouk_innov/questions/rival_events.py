"""Which events are told differently?

Two records of an event are taken for one event where both tell of something that comes but once, such as the opening of
one centre or the signing of one agreement, or where a curator holds them for one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_for
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.vocabularies import AbsenceReason, EventKind, InitiativeKind, Modality, RelationKind
from sinouk_innov.questions.causes import REAL, Answer, Cause, Clash, Ground, cause_of_days, gap_of_days
from sinouk_innov.questions.kinship import Kin, Tie, kinship_of, lie_apart, share_source
from sinouk_innov.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.source import Source

__all__ = ["gather_beginnings", "gather_events", "gather_page_dates"]

_AGREED = frozenset({InitiativeKind.AGREEMENT, InitiativeKind.JOINT_VENTURE})
_ONCE = {
    EventKind.OPENING: "opening",
    EventKind.FOUNDING: "founding",
    EventKind.CLOSURE: "closure",
    EventKind.APPROVAL: "approval",
    EventKind.SIGNING: "signing",
    EventKind.AGREEMENT: "signing",
    EventKind.LAUNCH: "launch",
}
"""The kinds of event that come but once to what they are about."""
_BEGINNINGS = frozenset({"conceived", "conception", "idea"})
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)


@frozen
class _Pair:
    """Two records that tell one event: the tie that says so, where they are not about one thing, and what they tell."""

    one: Event
    other: Event
    subjects: tuple[str, ...]
    tie: Tie | None

    def clash(self, field: str, ground: Ground, gap: float = 1.0) -> Clash:
        """Return that the two answer a field differently."""
        kinds = " / ".join(sorted({_ONCE.get(event.kind, event.kind.value) for event in (self.one, self.other)}))
        sides = tuple((_told(event, field),) for event in (self.one, self.other))
        links = () if self.tie is None else (self.tie.fact,)
        return Clash(self.subjects, f"{field} of the {kinds}", sides, ground, gap, links, self.tie is not None)


def _told(event: Event, field: str) -> Answer:
    value: object = getattr(event, field)
    return Answer(value, str(value), (FactRef(event.id, field),), citations_for(event, field))


def gather_events(data: Dataset) -> Iterator[Clash]:
    """Yield what two records of one event say differently of its day and its place, and of whether it took place."""
    for pair in _tellings(data, data.kept(kinship_of)):
        one, other = pair.one, pair.other
        told = {one.modality, other.modality}
        if Modality.DENIED in told and not told.isdisjoint({Modality.HAPPENED, Modality.CLAIMED}):
            yield pair.clash("modality", REAL)
        if len(told) > 1:
            continue
        if one.when is not None and other.when is not None and one.when.overlaps(other.when) is False:
            alone = Ground(Cause.REAL_CONFLICT, "one page gives both days") if share_source(one, other) else REAL
            yield pair.clash("when", cause_of_days(one.when, other.when) or alone, gap_of_days(one.when, other.when))
        if one.where is not None and other.where is not None and lie_apart(data, one.where, other.where):
            yield pair.clash("where", REAL)


def _tellings(data: Dataset, kin: Kin) -> Iterator[_Pair]:
    told: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in data.events:
        for about in event.about:
            if _comes_once(data, event, about):
                told[kin.one(about), _ONCE[event.kind]].append(event)
    seen: set[tuple[str, str]] = set()
    for (subject, _), events in sorted(told.items(), key=lambda item: item[0]):
        for one, other in combinations(events, 2):
            # What one page tells as two events is two, unless a curator holds them for one.
            two = kin.apart(one.id, other.id) or one.id == other.part_of or other.id == one.part_of
            if not (two or share_source(one, other) or (one.id, other.id) in seen):
                seen.add((one.id, other.id))
                yield _Pair(one, other, (subject,), None)
    for one in data.events:
        for tie in kin.of(one.id):
            if one.id < tie.other and (one.id, tie.other) not in seen:
                other = data.events[tie.other]
                common = tuple(
                    sorted({kin.one(about) for about in one.about} & {kin.one(about) for about in other.about})
                )
                yield _Pair(one, other, common or (one.id, other.id), tie)


def _comes_once(data: Dataset, event: Event, about: str) -> bool:
    """Tell whether what an event tells comes but once to something that it is about."""
    topic = data[about]
    if event.kind in {EventKind.SIGNING, EventKind.AGREEMENT}:
        return isinstance(topic, Initiative) and topic.kind in _AGREED
    return event.kind in _ONCE and (isinstance(topic, Initiative) or event.kind is not EventKind.LAUNCH)


def gather_page_dates(data: Dataset) -> Iterator[Clash]:
    """Yield the pages that are dated before a day of which they tell as past."""
    told: dict[tuple[str, PartialDate], list[Event]] = defaultdict(list)
    for event in data.events:
        if event.modality is Modality.HAPPENED and isinstance(event.when, PartialDate) and event.when.is_exact:
            for source in {citation.source for citation in citations_for(event, "when")}:
                told[source, event.when].append(event)
    for (source_id, when), events in sorted(told.items(), key=lambda item: (item[0][0], item[0][1].sort_key)):
        dated = _dated(data.sources[source_id])
        if dated is not None and dated.before(when):
            page = Answer(dated, f"{dated}, by the page", (FactRef(source_id),), (Citation(source=source_id),))
            ground = cause_of_days(dated, when) or Ground(Cause.REAL_CONFLICT, "the page tells of it as past")
            asked = "day of the page, and of what it tells as past"
            sides = ((page,), tuple(_told(event, "when") for event in events))
            yield Clash((source_id,), asked, sides, ground, gap_of_days(dated, when))


def _dated(source: Source) -> PartialDate | None:
    """Return the day that a page bears, though it be doubted."""
    if source.published is not None:
        return source.published
    doubted = [absence for absence in source.absent if absence.reason is AbsenceReason.DOUBTED]
    notes = [absence.note or "" for absence in doubted if absence.field == "published"]
    found = _ISO_DAY.search(" ".join(notes))
    return None if found is None else PartialDate(found.group())


def gather_beginnings(data: Dataset) -> Iterator[Clash]:
    """Yield what is told to have been thought of only after it had been agreed on, founded or opened."""
    kin = data.kept(kinship_of)
    dated = [event for event in data.events if event.when is not None and event.modality is Modality.HAPPENED]
    begun: dict[str, list[Event]] = defaultdict(list)
    for event in dated:
        for subject in _begun_by(data, event):
            begun[kin.one(subject)].append(event)
    for idea in dated:
        if idea.kind is EventKind.OTHER and not _BEGINNINGS.isdisjoint(words(idea.label)):
            for subject in sorted({kin.one(about) for about in idea.about}):
                yield from _too_early(subject, idea, begun[subject])


def _begun_by(data: Dataset, event: Event) -> set[str]:
    """Return what an event makes real: what it is about, and what an agreement concerns that is signed there."""
    if event.kind not in _ONCE:
        return set()
    concerned = data.kept(_concerned)
    return {topic for about in event.about for topic in (about, *concerned.get(about, ()))}


def _concerned(data: Dataset) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for relation in data.relations:
        if relation.kind is RelationKind.CONCERNS:
            found[relation.subject].append(relation.object)
    return found


def _too_early(subject: str, idea: Event, begun: list[Event]) -> Iterator[Clash]:
    for event in begun:
        if idea.when is not None and event.when is not None and event.when.before(idea.when):
            asked = f"what came first, the idea or the {_ONCE[event.kind]}"
            sides = ((_told(idea, "when"),), (_told(event, "when"),))
            ground = Ground(Cause.REAL_CONFLICT, "nothing is agreed on, founded or opened before it is thought of")
            yield Clash((subject,), asked, sides, ground, gap_of_days(idea.when, event.when))
