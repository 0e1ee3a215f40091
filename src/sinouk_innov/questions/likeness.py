"""What speaks for two records being the same thing, and what against it?"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import FactRef
from sinouk_innov.integrity import references
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = ["Likeness", "Reason", "pair_of", "score_of"]

_LINKED = -0.7


@frozen
class Reason:
    """One thing that speaks for or against two records being the same.

    Attributes:
        text: The reason, in plain words.
        weight: How much it says, from -1 to 1; below 0 it speaks against.
        facts: The addresses of the facts that it rests on.
    """

    text: str
    weight: float
    facts: tuple[FactRef, ...] = ()


class Likeness:
    """The reasons that were gathered, for each pair of records; of one sort only the weightiest counts."""

    def __init__(self, data: Dataset, among: frozenset[str] | None) -> None:
        """Hold no reasons yet; only pairs with one of the ids `among` them will be held."""
        self._among = among
        self._reasons: dict[tuple[str, str], dict[str, Reason]] = defaultdict(dict)
        self._same: dict[tuple[str, str], str] = {}
        self._apart: set[tuple[str, str]] = set()
        self._linked: dict[tuple[str, str], Reason] = {}
        for record in data:
            self._read(record)

    def _read(self, record: Record) -> None:
        """Note what a record says of how two others, or it and another, stand to each other."""
        if isinstance(record, Relation):
            pair = pair_of(record.subject, record.object)
            if record.kind is RelationKind.SAME_AS:
                self._same[pair] = record.id
            elif record.kind is RelationKind.DISTINCT_FROM:
                self._apart.add(pair)
            else:
                text = f"a relation says how the one stands to the other: {record.kind}"
                self._linked[pair] = Reason(text, _LINKED, (FactRef(record.id),))
            return
        for path, other in references(record):
            field = re.split(r"[.\[]", path)[0]
            pair = pair_of(record.id, other)
            if isinstance(record, Source):
                self._same[pair] = record.id
            else:
                text = f"the one stands in a field of the other: {field}"
                self._linked[pair] = Reason(text, _LINKED, (FactRef(record.id, field),))

    def add(self, sort: str, one: FactRef, other: FactRef, text: str, weight: float) -> None:
        """Note a reason of a sort for two records, which rests on a fact of each."""
        pair = pair_of(one.record, other.record)
        wanted = self._among is None or not self._among.isdisjoint(pair)
        if one.record == other.record or pair in self._apart or not wanted:
            return
        before = self._reasons[pair].get(sort)
        if before is None or abs(weight) > abs(before.weight):
            self._reasons[pair][sort] = Reason(text, round(weight, 3), tuple(sorted((one, other))))

    def pairs(self, at_least: float) -> Iterator[tuple[tuple[str, str], list[Reason], str | None]]:
        """Yield the pairs for which enough speaks, with the reasons and what says already that they are one."""
        for pair, sorts in self._reasons.items():
            if score_of(sorts.values()) >= at_least:
                linked = [self._linked[pair]] if pair in self._linked else []
                yield pair, [*sorts.values(), *linked], self._same.get(pair)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Return two ids in their order."""
    return (one, other) if one < other else (other, one)


def score_of(reasons: Iterable[Reason]) -> float:
    """Return how much speaks for a pair: independent reasons for it add up, and each one against it takes a share.

    Examples:
        >>> score_of([Reason("one name", 0.5), Reason("one post", 0.4)])
        0.7
        >>> score_of([Reason("one name", 0.5), Reason("at different places", -0.6)])
        0.2
    """
    against_it, left = 1.0, 1.0
    for reason in reasons:
        if reason.weight > 0:
            against_it *= 1 - reason.weight
        else:
            left *= 1 + reason.weight
    return round((1 - against_it) * left, 3)
