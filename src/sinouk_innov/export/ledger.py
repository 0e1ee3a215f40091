"""What of the data did an export carry, and what not?

Each shape can say less than the model. What it leaves out or rounds stands in a ledger, by fact, so that whoever takes
the data there knows what did not come along.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from sinouk_innov.codec import print_json
from sinouk_innov.dataset import Dataset
from sinouk_innov.evidence import FactRef
from sinouk_innov.files import write_text
from sinouk_innov.model.facts import facts_of
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from sinouk_innov.model.record import Record

__all__ = ["Exported", "Fate", "Ledger", "Loss", "Progress", "Tally"]

T = TypeVar("T")
Progress: TypeAlias = "Callable[[int, int], object]"
"""Called with how many records are done and how many there are."""


class Fate(Term):
    """What became of a fact, or of a part of it, in an export?"""

    APPROXIMATED = "approximated", "it is there, with less than the model says of it"
    DROPPED = "dropped", "it is not there"


@frozen
class Loss:
    """What an export did not carry of one fact.

    Attributes:
        fact: The address of the fact.
        fate: Whether the fact is there with less than all, or not at all.
        part: What of it is missing, such as `wording` or `citations`; None where it is the fact itself.
        reason: Why.
    """

    fact: FactRef
    fate: Fate
    part: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.fact}{f' ({self.part})' if self.part else ''}: {self.fate}, {self.reason}"


@frozen(repr=False)
class Ledger:
    """What an export carried and what it lost: together exactly the facts of the dataset.

    Attributes:
        shape: The name of the format.
        data: The dataset that was exported.
        losses: What was lost, in the order of the records.
    """

    shape: str
    data: Dataset = field(eq=False)
    losses: tuple[Loss, ...] = ()

    @cached_property
    def lost(self) -> frozenset[FactRef]:
        """The addresses of the facts that are not there."""
        return frozenset(loss.fact for loss in self.losses if loss.fate is Fate.DROPPED)

    @cached_property
    def approximated(self) -> frozenset[FactRef]:
        """The addresses of the facts that are there with less than all; they are among the kept."""
        return frozenset(loss.fact for loss in self.losses if loss.fate is Fate.APPROXIMATED)

    @cached_property
    def kept(self) -> tuple[FactRef, ...]:
        """The addresses of the facts that are there, in the order of the records."""
        return tuple(fact.ref for record in self.data for fact in facts_of(record) if fact.ref not in self.lost)

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Return why facts or parts of them were lost, and how often, the most frequent first."""
        counts = Counter(loss.reason for loss in self.losses)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write it as a JSON file: the format, the number of facts kept, and each loss.

        Raises:
            OSError: It cannot be written there; what was there is as it was.
        """
        losses = [
            {"fact": str(loss.fact), "fate": str(loss.fate), "reason": loss.reason}
            | ({} if loss.part is None else {"part": loss.part})
            for loss in self.losses
        ]
        counts = {"kept": len(self.kept), "approximated": len(self.approximated), "lost": len(self.lost)}
        write_text(path, print_json({"format": self.shape, **counts, "losses": losses}))

    def __repr__(self) -> str:
        counts = f"{len(self.kept)} facts kept, {len(self.approximated)} of them approximated, {len(self.lost)} lost"
        return f"<Ledger {self.shape}: {counts}>"


@frozen(repr=False)
class Exported(Generic[T]):
    """The data in another shape, and what the shape lost.

    Attributes:
        value: The data in that shape.
        ledger: What it carries and what not.
    """

    value: T
    ledger: Ledger

    def __repr__(self) -> str:
        return f"<Exported {type(self.value).__name__}: {self.ledger!r}>"


class Tally:
    """Notes what becomes of each fact while an export is made; forgetting one is an error.

    Args:
        data: The dataset that is exported.
        shape: The name of the format.
        progress: Called after each record of `records`, with how many are done and how many there are.
    """

    def __init__(self, data: Dataset, shape: str, progress: Progress | None = None) -> None:
        self._data = data
        self._shape = shape
        self._progress = progress
        self._kept: set[FactRef] = set()
        self._losses: dict[FactRef, list[Loss]] = {}

    def records(self) -> Iterator[Record]:
        """Yield the records of the dataset, and report each that is done."""
        total = len(self._data) if self._progress is not None else 0
        for done, record in enumerate(self._data, 1):
            yield record
            if self._progress is not None:
                self._progress(done, total)

    def keep(self, *facts: FactRef) -> None:
        """Note that facts are there."""
        self._kept.update(facts)

    def approximate(self, fact: FactRef, part: str, reason: str) -> None:
        """Note that a fact is there without a part of it, or with a part rounded."""
        self._kept.add(fact)
        self._losses.setdefault(fact, []).append(Loss(fact, Fate.APPROXIMATED, part, reason))

    def drop(self, fact: FactRef, reason: str) -> None:
        """Note that a fact is not there."""
        self._losses.setdefault(fact, []).append(Loss(fact, Fate.DROPPED, None, reason))

    def is_dropped(self, fact: FactRef) -> bool:
        """Tell whether it was noted that a fact is not there."""
        return any(loss.fate is Fate.DROPPED for loss in self._losses.get(fact, ()))

    def drop_rest(self, record: Record, reason: str) -> None:
        """Note that those facts of a record are not there of which nothing was noted yet."""
        for fact in facts_of(record):
            if fact.ref not in self._kept and fact.ref not in self._losses:
                self.drop(fact.ref, reason)

    def ledger(self) -> Ledger:
        """Return the ledger.

        Raises:
            RuntimeError: Of a fact nothing was noted, or that it is there and is not, or something was noted of what
                is no fact of the dataset: the export is wrong.
        """
        facts = list(_facts(self._data))
        lost = {ref for ref, losses in self._losses.items() if any(loss.fate is Fate.DROPPED for loss in losses)}
        known = set(facts)
        for wrong, why in (
            (known - self._kept - lost, "nothing was noted of"),
            (self._kept & lost, "noted as kept and as dropped:"),
            ((self._kept | lost) - known, "no facts of the dataset:"),
        ):
            if wrong:
                raise RuntimeError(f"{self._shape}: {why} {', '.join(sorted(map(str, wrong))[:5])}")
        losses = [loss for ref in facts for loss in dict.fromkeys(self._losses.get(ref, ()))]
        return Ledger(self._shape, self._data, tuple(losses))


def _facts(data: Iterable[Record]) -> Iterator[FactRef]:
    return (fact.ref for record in data for fact in facts_of(record))
