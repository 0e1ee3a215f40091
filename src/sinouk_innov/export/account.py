"""What becomes of the facts of a record, noted one by one while an export is made?

Shapes that carry some facts of a record and lose others share these notes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sinouk_innov.model.facts import Fact, facts_of
from sinouk_innov.model.record import Part
from sinouk_innov.sense import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.evidence import FactRef
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.record import Record

__all__ = ["MISSING", "Account", "Facts", "digest", "facts_by_place"]

Facts = dict[tuple[str | None, str | None], Fact]
"""The facts of a record by field and key."""

MISSING = "refers to a record that is not there"
_NOTE = "the format has no place for notes"
_ABSENT = "the format cannot say why a field is empty"


def digest(*texts: str) -> str:
    """Return ten hexadecimal digits that stand for texts, always the same."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:10]


def facts_by_place(record: Record) -> Facts:
    """Return the facts of a record by field and key."""
    return {(fact.ref.field, fact.ref.key): fact for fact in facts_of(record)}


class Account:
    """Notes what an export carries of the facts of records.

    Args:
        data: The dataset that is exported.
        tally: Where it is noted what becomes of each fact.
    """

    def __init__(self, data: Dataset, tally: Tally) -> None:
        self.data = data
        self.tally = tally
        self._noted: set[FactRef] = set()
        # A look-up would follow a retired id to its successor, and in the output nothing does.
        self._ids = frozenset(record.id for record in data)

    def holds(self, record_id: str) -> bool:
        """Tell whether a record has this very id."""
        return record_id in self._ids

    def keep(self, fact: Fact, losses: Iterable[tuple[str, str]] = ()) -> None:
        """Note that a fact is there, less some parts of it, each with the reason."""
        self._noted.add(fact.ref)
        self.tally.keep(fact.ref)
        for part, reason in losses:
            self.tally.approximate(fact.ref, part, reason)
        if isinstance(fact.value, Part) and fact.value.note is not None:
            self.tally.approximate(fact.ref, "note", _NOTE)

    def keep_record(self, record: Record, known_by: Fact) -> None:
        """Note what is lost that a record says beside its facts, with the fact that the record is known by."""
        if record.note is not None:
            self.tally.approximate(known_by.ref, "note of the record", _NOTE)
        if record.absent:
            self.tally.approximate(known_by.ref, "absent", _ABSENT)

    def drop(self, fact: Fact, reason: str) -> None:
        """Note that a fact is not there."""
        self._noted.add(fact.ref)
        self.tally.drop(fact.ref, reason)

    def lose(self, record: Record, default: str, reasons: Mapping[str, str] | None = None) -> None:
        """Note that those facts of a record are not there of which nothing was noted yet.

        Args:
            record: The record.
            default: Why.
            reasons: Why, for some fields.
        """
        for fact in facts_of(record):
            if fact.ref not in self._noted:
                dangles = any(not self.holds(wanted) for wanted in _wanted(fact.value))
                self.drop(fact, MISSING if dangles else (reasons or {}).get(fact.ref.field or "", default))


def _wanted(value: object) -> Iterator[str]:
    """Yield the ids of the records that a value refers to."""
    ends = [getattr(value, name, None) for name in ("body", "whole", "entity")] if isinstance(value, Part) else [value]
    yield from (end for end in ends if isinstance(end, str) and is_id(end))
