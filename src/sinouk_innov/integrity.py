"""Do the records fit together, and is each fact sourced?

Each rule is a function that yields what is wrong among records. All are asked, and all problems are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import attrs

from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError, Problem, UnitError
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import FACT_KINDS, UNCITED_KINDS, citations_for, citations_in, facts_of
from sinouk_innov.model.kinds import kind_of_id
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Modality, RelationKind, StatisticStatus
from sinouk_innov.quantities import Unit
from sinouk_innov.sense import is_id

if TYPE_CHECKING:
    from sinouk_innov.dates import PartialDate, Period
    from sinouk_innov.model.belonging import PartOf
    from sinouk_innov.model.relation import Relation
    from sinouk_innov.model.source import Source
    from sinouk_innov.table import Table

__all__ = ["RULES", "problems", "references"]

_SHOWN_STEPS = 8

Rule = Callable[[Dataset], Iterator[Problem]]


def problems(data: Dataset) -> tuple[Problem, ...]:
    """Return everything that is wrong with a dataset, worst first; nothing is wrong where there is nothing.

    Every table is read. If one of them cannot be, what is wrong with it is told, and the rules that hold among records
    are left for when it can be.
    """
    broken: list[Problem] = []
    for table in data.tables():
        broken.extend(_unreadable(table))
    if broken:
        return tuple(broken)
    return tuple(problem for rule in RULES for problem in rule(data))


def _unreadable(table: Table[Record]) -> Iterable[Problem]:
    try:
        len(table)
    except InvalidDataError as error:
        return error.problems
    return ()


def references(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the path and id of every reference to another record, citations' sources apart."""
    for attribute in attrs.fields(type(record)):
        if attribute.name not in {"id", "citations", "note", "absent"}:
            yield from _references(getattr(record, attribute.name), attribute.name)


def _references(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if is_id(value):
            yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(cast("tuple[object, ...]", value)):
            yield from _references(item, f"{path}[{index}]")
    elif isinstance(value, Part):
        for attribute in attrs.fields(type(value)):
            if attribute.name in _REFERRING:
                yield from _references(getattr(value, attribute.name), f"{path}.{attribute.name}")


_REFERRING = frozenset({"body", "whole", "entity", "on_behalf_of"})


def _problem(reason: str, record: Record, path: str = "") -> Problem:
    return Problem(
        reason, f"{kind.table}.json" if (kind := kind_of_id(record.id)) else "", record.kind_name, record.id, path
    )


def no_reference_dangles(data: Dataset) -> Iterator[Problem]:
    """Every id that a record refers to is the id of a record."""
    known = {record.id for record in data}
    redirects = data.redirects
    for record in data:
        for path, wanted in references(record):
            if wanted in redirects:
                yield _problem(_retired(wanted, redirects), record, path)
            elif wanted not in known:
                yield _problem(f"no record has the id {wanted!r}", record, path)


def _retired(wanted: str, redirects: Mapping[str, str | None]) -> str:
    successor = redirects[wanted]
    return f"{wanted!r} is retired; {'nothing' if successor is None else repr(successor)} took its place"


def every_source_exists(data: Dataset) -> Iterator[Problem]:
    """Every citation names a source that is there."""
    known = {source.id for source in data.sources}
    redirects = data.redirects
    for record in data:
        for path, citation in citations_in(record):
            if citation.source in redirects:
                yield _problem(_retired(citation.source, redirects), record, path)
            elif citation.source not in known:
                yield _problem(f"no source has the id {citation.source!r}", record, path)


def every_source_is_used(data: Dataset) -> Iterator[Problem]:
    """Every source carries a fact, or is the text that another source repeats."""
    used = {citation.source for record in data for _, citation in citations_in(record)}
    used |= {source.lineage for source in data.sources if source.lineage is not None}
    for source in data.sources:
        if source.id not in used:
            yield _problem("nothing is cited to this source", source)


def every_fact_is_cited(data: Dataset) -> Iterator[Problem]:
    """Every fact rests on at least one citation."""
    for record in data:
        if record.prefix in UNCITED_KINDS:
            continue
        for fact in facts_of(record):
            if not fact.citations:
                field, key = fact.ref.field, fact.ref.key
                path = "" if field is None else field if key is None else f"{field}[{key}]"
                yield _problem("nothing is cited for this", record, path)


def every_citation_carries_something(data: Dataset) -> Iterator[Problem]:
    """What a citation supports has a value, and a record that is no fact by itself names what is supported."""
    for record in data:
        values = {str(fact.ref).partition("#")[2] for fact in facts_of(record)}
        values |= {value.partition("[")[0] for value in values}
        for index, citation in enumerate(record.citations):
            path = f"citations[{index}]"
            if not citation.supports and record.prefix not in FACT_KINDS:
                yield _problem("a citation here names the fields that it supports", record, path)
            for supported in citation.supports:
                if supported not in values:
                    yield _problem(f"a citation supports {supported!r}, which has no value", record, path)


def passages_agree(data: Dataset) -> Iterator[Problem]:
    """All citations of one passage describe it alike."""
    seen: dict[tuple[str, str], Citation] = {}
    for record in data:
        for path, citation in citations_in(record):
            if citation.fingerprint is None:
                continue
            first = seen.setdefault((citation.source, citation.fingerprint), citation)
            if _passage(first) != _passage(citation):
                yield _problem("the same passage is described in another way elsewhere", record, path)


def _passage(citation: Citation) -> tuple[object, ...]:
    return (citation.paragraph, citation.words, citation.starts, citation.ends)


def nothing_contains_itself(data: Dataset) -> Iterator[Problem]:
    """Nobody comes back to a record by going from part to whole."""
    records = {record.id: record for record in data}
    wholes = {record.id: tuple(_wholes(record)) for record in data}
    done: set[str] = set()
    for start, first in wholes.items():
        # The trail is walked with a stack of our own: a chain may be longer than Python's.
        trail = {start: iter(first)}
        while trail:
            here, ahead = next(reversed(trail.items()))
            whole = next(ahead, None)
            if whole is None:
                done.add(here)
                del trail[here]
            elif whole in trail:
                circle = [*list(trail)[list(trail).index(whole) :], whole]
                yield _problem(f"contains itself: {' → '.join(circle[:_SHOWN_STEPS])}", records[whole])
            elif whole not in done:
                trail[whole] = iter(wholes.get(whole, ()))


def _wholes(record: Record) -> Iterator[str]:
    for field in ("part_of", "place", "seat", "share_of", "lineage"):
        value: str | tuple[PartOf, ...] | None = getattr(record, field, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (part.whole for part in value)


def subsets_fit(data: Dataset) -> Iterator[Problem]:
    """A subset is not larger than its whole, and a share is a share."""
    for statistic in data.statistics:
        whole = data.statistics.get(statistic.part_of or "")
        if whole is not None:
            yield from _too_large(statistic, whole)
        if statistic.share_of is not None and statistic.quantity.unit not in {Unit.SHARE, Unit.PERCENT}:
            yield _problem("a share of another figure has the unit share or percent", statistic, "quantity")


def _too_large(part: Statistic, whole: Statistic) -> Iterator[Problem]:
    if part.measure != whole.measure:
        yield _problem(f"a part measures what its whole {whole.id!r} does", part, "measure")
        return
    try:
        larger = part.quantity.above(whole.quantity)
    except UnitError as error:
        yield _problem(str(error), part, "quantity")
        return
    if larger:
        yield _problem(f"is larger than {whole.id!r}, which it is a part of", part, "quantity")


def reports_follow_what_they_report(data: Dataset) -> Iterator[Problem]:
    """Nothing that is told as past lies after the day on which all its sources were published."""
    for record in data:
        if isinstance(record, Event) and record.modality is Modality.HAPPENED:
            yield from _told_too_early(data, record, "when", record.when)
        if isinstance(record, Statistic) and record.status is StatisticStatus.REPORTED:
            yield from _told_too_early(data, record, "as_of", record.as_of)
            yield from _told_too_early(data, record, "over", record.over)


def _told_too_early(data: Dataset, record: Record, field: str, when: PartialDate | Period | None) -> Iterator[Problem]:
    if when is None:
        return
    told = [
        source.published
        for citation in citations_for(record, field)
        if (source := data.sources.get(citation.source)) is not None
    ]
    days = [published for published in told if published is not None]
    if days and len(days) == len(told) and all(when.after(day) for day in days):
        yield _problem(f"{when} lies after the publication of every source that tells it", record, field)


def parts_lie_within_their_event(data: Dataset) -> Iterator[Problem]:
    """A part of an event does not lie outside the time of the whole."""
    for event in data.events:
        whole = data.events.get(event.part_of or "")
        if whole is None or event.when is None or whole.when is None:
            continue
        if event.when.overlaps(whole.when) is False:
            yield _problem(f"lies outside the time of {whole.id!r}, which it is a part of", event, "when")


def one_relation_one_record(data: Dataset) -> Iterator[Problem]:
    """The same link stands in one record, and one that a field expresses in none."""
    seen: dict[tuple[object, ...], str] = {}
    for relation in data.relations:
        ends: tuple[object, ...] = (relation.subject, relation.object)
        if relation.kind.inverse == relation.kind.value:
            ends = tuple(sorted((relation.subject, relation.object)))
        key = (*ends, relation.kind, relation.period, relation.qualifier)
        if key in seen:
            yield _problem(f"says the same as {seen[key]!r}", relation)
        seen.setdefault(key, relation.id)
        subject = data.get(relation.subject)
        if relation.kind in _SAID_BY_FIELDS and subject is not None and relation.object in _wholes(subject):
            yield _problem(f"a field of {relation.subject!r} says so already", relation)


_SAID_BY_FIELDS = frozenset({RelationKind.LOCATED_ON, RelationKind.BASED_IN})


def identities_are_of_one_kind(data: Dataset) -> Iterator[Problem]:
    """What may be one and the same could be one record; an identity is stated by a source or told as inferred."""
    for relation in data.relations.where(kind="same_as"):
        if not _could_be_one(relation):
            yield _problem("what may be the same is of one kind", relation, "object")


def _could_be_one(relation: Relation) -> bool:
    prefixes = {relation.subject[:3], relation.object[:3]}
    return len(prefixes) == 1 or prefixes in ({"org", "cen"}, {"cen", "pla"})


def redirects_lead_somewhere(data: Dataset) -> Iterator[Problem]:
    """A retired id is not in use, and what took its place is there and of the same kind."""
    known = {record.id for record in data}
    for retired, successor in sorted(data.redirects.items()):
        place = Problem("", "redirects.json", "", retired)
        if retired in known:
            yield attrs.evolve(place, reason="a retired id is in use")
        if successor is None:
            continue
        if successor not in known:
            yield attrs.evolve(place, reason=f"no record has the id {successor!r}")
        elif kind_of_id(retired) != kind_of_id(successor):
            yield attrs.evolve(place, reason=f"{successor!r} is no id of the same kind")


def inferences_are_few(data: Dataset) -> Iterator[Problem]:
    """A name, figure or identifier is never inferred: it is printed somewhere."""
    for record in data:
        for fact in facts_of(record):
            inferred = fact.citations and all(citation.basis is Basis.INFERRED for citation in fact.citations)
            if inferred and fact.ref.field in {"names", "quantity", "identifiers"}:
                yield _problem(
                    "is inferred only, and has to be printed somewhere", record, str(fact.ref).partition("#")[2]
                )


def sources_are_dated_in_order(data: Dataset) -> Iterator[Problem]:
    """A source was not read before it was published, and does not repeat a later one."""
    for source in data.sources:
        if source.published is not None and source.accessed is not None and source.accessed.before(source.published):
            yield _problem("was read before it was published", source, "accessed")
        origin: Source | None = data.sources.get(source.lineage or "")
        if origin is None or origin.published is None or source.published is None:
            continue
        if source.published.before(origin.published):
            yield _problem(f"repeats {origin.id!r}, which was published later", source, "lineage")


RULES: tuple[Rule, ...] = (
    no_reference_dangles,
    every_source_exists,
    redirects_lead_somewhere,
    nothing_contains_itself,
    every_fact_is_cited,
    every_citation_carries_something,
    inferences_are_few,
    passages_agree,
    subsets_fit,
    reports_follow_what_they_report,
    parts_lie_within_their_event,
    sources_are_dated_in_order,
    one_relation_one_record,
    identities_are_of_one_kind,
    every_source_is_used,
)
