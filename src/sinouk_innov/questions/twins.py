"""Which records may be the same thing?

Nothing is proven here. Each pair comes with what speaks for it and against it, and a person who knows the field
decides: one record, a relation `same_as` with basis inferred, or a relation `distinct_from`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.questions.alike_facts import gather_events, gather_figures, gather_relations, gather_sources
from sinouk_innov.questions.alike_names import gather_identifiers, gather_names, gather_posts
from sinouk_innov.questions.likeness import Likeness, Reason, score_of
from sinouk_innov.questions.places import chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Twin", "twins"]

_GATHERED = (
    gather_names,
    gather_identifiers,
    gather_posts,
    gather_events,
    gather_figures,
    gather_relations,
    gather_sources,
)


@frozen(repr=False)
class Twin:
    """Two records that may be the same thing.

    Attributes:
        one: The record whose id comes first.
        other: The other record.
        score: From 0 to 1, how much speaks for it; a rank, not a probability.
        reasons: What speaks for it and against it, the weightiest first.
        relation: The id of the relation `same_as` that says so already, where there is one.
    """

    one: Record
    other: Record
    score: float
    reasons: tuple[Reason, ...]
    relation: str | None = None

    def __repr__(self) -> str:
        known = "" if self.relation is None else f", see {self.relation}"
        reason = self.reasons[0].text if self.reasons else "no reason"
        return f"<Twin {self.one.id} = {self.other.id}? {self.score}: {reason}{known}>"


def twins(
    data: Dataset, among: Iterable[Record] | None = None, *, at_least: float = 0.4, known: bool = False
) -> tuple[Twin, ...]:
    """Return the pairs of records that may be the same thing, best first, each with its reasons.

    Compared are records of one kind, and organisations, centres and initiatives with one another. Two records that a
    relation `distinct_from` tells apart are left out.

    Args:
        data: The dataset.
        among: Only pairs with one of these records, such as a contributor's own dataset.
        at_least: The least score of a pair.
        known: Whether to return also pairs that a relation `same_as` or a lineage joins already.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> for twin in twins(load(), known=True)[:1]:
        ...     0 < twin.score <= 1, bool(twin.reasons)
        (True, True)
    """
    found = Likeness(data, None if among is None else frozenset(record.id for record in among))
    for gather in _GATHERED:
        gather(data, found)
    made: list[Twin] = []
    for (first, second), reasons, relation in found.pairs(at_least):
        if relation is not None and not known:
            continue
        one, other = data[first], data[second]
        weighed = sorted((*reasons, *_circumstances(data, one, other)), key=lambda reason: -abs(reason.weight))
        score = score_of(weighed)
        if score >= at_least:
            made.append(Twin(one, other, score, tuple(weighed), relation))
    return tuple(sorted(made, key=lambda twin: (-twin.score, twin.one.id, twin.other.id)))


def _circumstances(data: Dataset, one: Record, other: Record) -> Iterator[Reason]:
    """Yield what speaks for or against a pair beside what it was found by."""
    ours, theirs = _passages(one), _passages(other)
    common = next((passage for passage in theirs if passage in ours), None)
    if common is not None:
        facts = (ours[common], theirs[common])
        yield Reason("one passage names both", -0.4, facts)
    if isinstance(one, Event | Statistic | Relation | Source):
        return
    yield from _of_place(data, one, other)
    if type(one) is not type(other):
        if isinstance(one, Organisation | Centre) and isinstance(other, Organisation | Centre):
            yield Reason("the one is an organisation, the other a centre", -0.15)
        else:
            yield Reason(f"the one is a record of kind {one.kind_name}, the other {other.kind_name}", -0.4)
    elif getattr(one, "kind", None) is not getattr(other, "kind", None):
        kinds = (FactRef(one.id, "kind"), FactRef(other.id, "kind"))
        yield Reason(f"of different kinds: {cast('Any', one).kind}, {cast('Any', other).kind}", -0.15, kinds)


def _passages(record: Record) -> dict[tuple[str, str], FactRef]:
    """Return the passages that name a record, or, where it has no names, that it rests on."""
    return {
        (citation.source, citation.fingerprint): fact.ref
        for fact in facts_of(record)
        if isinstance(fact.value, Name) or isinstance(record, Statistic)
        for citation in fact.citations
        if citation.fingerprint is not None
    }


def _of_place(data: Dataset, one: Record, other: Record) -> Iterator[Reason]:
    ours, theirs = _site(one), _site(other)
    if ours is None or theirs is None:
        return
    places = [record.id for record in (one, other)]
    facts = (FactRef(places[0], ours[0]), FactRef(places[1], theirs[0]))
    if ours[1] == theirs[1]:
        yield Reason(f"both at {data[ours[1]].label}", 0.15, facts)
    elif ours[1] not in _around(data, theirs[1]) and theirs[1] not in _around(data, ours[1]):
        yield Reason(f"at different places: {data[ours[1]].label}, {data[theirs[1]].label}", -0.6, facts)


def _site(record: Record) -> tuple[str, str] | None:
    """Return the field that says where a record is, and its value."""
    values = [(field, getattr(record, field, None)) for field in ("place", "seat", "part_of")]
    return next(((field, value) for field, value in values if isinstance(value, str)), None)


def _around(data: Dataset, site: str) -> set[str]:
    return {site, *(step.record.id for step in chain(data, site))}
