"""What connects two records, on what evidence, and which step of it is weakest?

A path is a chain of facts. It holds no better than its weakest step, so each step tells what it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, overload

from attrs import evolve, frozen

from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period, day_of, parse_when
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.logic import Truth, all_of
from sinouk_innov.model.event import Event
from sinouk_innov.model.record import Record
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.graph import (
    READ_BACK,
    Tie,
    far_ends,
    first_route,
    linked,
    routes,
    ties_between,
    ties_of,
    unknown_ends,
)
from sinouk_innov.questions.lineage import origins_of
from sinouk_innov.questions.posts import roles_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator


__all__ = ["CONNECTING", "PASSED", "Path", "PathStep", "Paths", "paths"]

CONNECTING = frozenset(READ_BACK) - {
    # Where something is: all China lies in China.
    "place",
    "seat",
    "where",
    "located_on",
    "based_in",
    "has_office_in",
    # What many bear that know nothing of each other.
    "designated_as",
    "listed_on",
    "named_after",
    # Figures of figures, and pages that repeat pages.
    "share_of",
    "lineage",
    # It tells apart.
    "distinct_from",
}
"""The kinds of link that connect, by the name of the field or the kind of the relation as `links` reads it forwards."""
PASSED = frozenset({"organisations", "people", "centres", "initiatives", "events"})
"""The tables whose records may stand between two that are connected: no place, page, figure or remark."""

_EVENT = "evt-"
# Weakest first, on one scale: what nothing is cited for; what the text does not bear out; what a curator judged; what
# was yet to come; what follows; what is told in so many words.
_GRADES: tuple[Basis | Modality | None, ...] = (
    None,
    Modality.CLAIMED,
    Basis.INFERRED,
    Modality.PLANNED,
    Basis.ENTAILED,
    Basis.STATED,
    Modality.HAPPENED,
)


@frozen(repr=False)
class PathStep:
    """One step of a path: a fact, read in the direction of travel.

    Attributes:
        record: The record from which the step goes.
        kind: How it stands to the other, as in `Link`.
        other: The record to which it goes.
        fact: The address of the fact that says so; the strongest, where several do.
        citations: Where the fact rests.
        basis: The best ground on which a single source carries the fact, its citations read together; None where
            nothing is cited.
        modality: Whether the events at its ends took place, as far as their sources tell; the less sure of two.
        sources: The independent sources of the fact, copies counted with what they repeat.
        when: When it was: the period that the fact itself states, or else the date of the event; None where no date
            is known.
        inside: Whether it was within the time that was asked for: true, or undecided; true where none was.
        besides: Other facts that join the same two records.
    """

    record: Record
    kind: str
    other: Record
    fact: FactRef
    citations: tuple[Citation, ...]
    basis: Basis | None
    modality: Modality
    sources: tuple[Source, ...]
    when: PartialDate | Period | None
    inside: Truth
    besides: tuple[FactRef, ...] = ()

    @property
    def strength(self) -> tuple[int, int]:
        """What steps are compared by: the grade of the ground, then the number of independent sources."""
        grade = min(_GRADES.index(self.basis), _GRADES.index(self.modality))
        return grade, len(self.sources)

    @property
    def ground(self) -> str:
        """What the step rests on, in words."""
        words = [] if self.modality is Modality.HAPPENED else [f"{self.modality} only"]
        words.append("nothing is cited" if self.basis is None else f"{self.basis} by {_counted(self.sources)}")
        if self.inside is Truth.UNDECIDED:
            words.append("perhaps at another time")
        return ", ".join(words)

    def __repr__(self) -> str:
        return f"<PathStep {self.record.label} {self.kind} {self.other.label}: {self.ground}, {self.fact}>"


@frozen(repr=False)
class Path:
    """A chain of facts that leads from one record to another and passes none twice.

    Attributes:
        steps: The steps, in the direction of travel.
    """

    steps: tuple[PathStep, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that it passes, both ends with them."""
        return (self.steps[0].record, *(step.other for step in self.steps))

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """The facts that it rests on, step by step."""
        return tuple(step.fact for step in self.steps)

    @property
    def weakest(self) -> PathStep:
        """The step that carries least; of several alike, the one whose fact's address comes first."""
        return min(self.steps, key=lambda step: (step.strength, step.fact))

    @property
    def inside(self) -> Truth:
        """Whether every step was within the time that was asked for."""
        return all_of(step.inside for step in self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        way = " ".join(chain([self.steps[0].record.label], *((step.kind, step.other.label) for step in self.steps)))
        return f"<Path {way}; weakest: {self.weakest.ground}, {self.weakest.fact}>"


@frozen(repr=False, eq=False)
class Paths(Sequence[Path]):
    """The paths between two records, shortest first. Each is made when it is asked for.

    Whether there are any, and the first ones, cost little; `len` counts all, and there may be very many long ones.
    Going through them again makes them again.
    """

    _data: Dataset
    _rows: _Rows
    _first: tuple[str, ...]
    _longest: int

    @property
    def shortest(self) -> int:
        """How many steps the shortest have."""
        return len(self._first) - 1

    def __iter__(self) -> Iterator[Path]:
        for route in self._routes():
            records = [self._data[node] for node in route]
            yield Path(tuple(self._step(*ends) for ends in pairwise(records)))

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        asked = (index.start or 0, index.stop, index.step or 1) if isinstance(index, slice) else (index, index + 1, 1)
        if asked[1] is None or min(asked) < 0:
            return tuple(self)[index]
        return tuple(islice(self, asked[1]))[index]

    def __len__(self) -> int:
        return sum(1 for _ in self._routes())

    def __bool__(self) -> bool:
        # A sequence is made only where there is a path.
        return True

    def __repr__(self) -> str:
        start, end = (self._data[node].label for node in (self._first[0], self._first[-1]))
        steps = "1 step" if self.shortest == 1 else f"{self.shortest} steps"
        return f"<Paths {start} to {end}: {steps} or more, at most {self._longest}>"

    def _routes(self) -> Iterator[tuple[str, ...]]:
        return routes(self._rows, self._first, self._longest)

    def _step(self, one: Record, other: Record) -> PathStep:
        """Return the strongest step from one record to another."""
        data, choice = self._data, self._rows.choice
        ties = ties_between(data, one.id, other.id)
        steps = [_step(data, tie, (one, other), choice) for tie in ties if choice.counts(data, tie)]
        if len(steps) == 1:
            return steps[0]
        best, *others = sorted(steps, key=lambda step: (-step.strength[0], -step.strength[1], step.fact))
        return evolve(best, besides=tuple(step.fact for step in others))


def _counted(sources: tuple[Source, ...]) -> str:
    return "1 source" if len(sources) == 1 else f"{len(sources)} sources"


def paths(  # noqa: PLR0913  the question has five parts, and two more that few need
    data: Dataset,
    a: str | Record,
    b: str | Record,
    during: str | dt.date | PartialDate | Period | None = None,
    max_length: int = 6,
    *,
    by: Collection[str] = CONNECTING,
    through: Collection[str] = PASSED,
) -> Sequence[Path]:
    """Return the paths from one record to another, shortest first, each made when it is asked for.

    All paths of one length come before any longer one, and always in the same order. A step is taken by its strongest
    fact. An event connects those who took part in it; one that is planned or only claimed makes a weak step,
    and one that is denied connects nobody.

    Args:
        data: The dataset.
        a: The record, or its id, from which the paths go.
        b: The record, or its id, to which they go.
        during: A day or a period: steps that were surely at another time are left out, and those that may have been
            are marked. The dates of the steps need not follow one another: what connects two is no message that
            travels.
        max_length: How many steps a path may have.
        by: The kinds of link that connect.
        through: The tables whose records may stand in between; the ends may be of any.

    Returns:
        The paths: a lazy sequence, or an empty tuple where there are none.

    Raises:
        UnknownIdError: There is no such record.
        UnknownFieldError: There is no such table.
        ValueError: Both are one record; or `during` is no time, or `by` names what is no kind of link.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> found = paths(load(), "org-tsinghua-university", "org-university-of-cambridge")
        >>> found[0].steps[0].kind, len(found[0])
        ('cooperates_with', 1)
    """
    start, end = (data[record if isinstance(record, str) else record.id].id for record in (a, b))
    if start == end:
        raise ValueError(f"a path leads from one record to another, and {start} is the same as {end}")
    rows = data.kept(_usual)
    if by is not CONNECTING or through is not PASSED or during is not None:
        wrong = sorted(set(by) - READ_BACK.keys())
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no kind of link: it takes some of {', '.join(sorted(READ_BACK))}")
        prefixes = frozenset(data.table(name).kind.prefix for name in through)
        choice = _Choice(frozenset(by), prefixes, _time_of(during), rows.choice.barred)
    else:
        choice = rows.choice
    if choice != rows.choice or start[:3] not in choice.prefixes or end[:3] not in choice.prefixes:
        rows = _Rows(data, choice, (start, end))
    first = first_route(rows, start, end, max_length)
    return () if first is None else Paths(data, rows, first, max_length)


@frozen
class _Choice:
    """What counts as a step.

    Attributes:
        by: The kinds of link that connect.
        prefixes: The prefixes of the ids that a path may pass.
        during: The time that was asked for.
        barred: The ids that no path may have.
    """

    by: frozenset[str]
    prefixes: frozenset[str]
    during: PartialDate | Period | None
    barred: frozenset[str]

    def counts(self, data: Dataset, tie: Tie) -> bool:
        """Tell whether a link may be a step."""
        return tie.kind in self.by and (self.during is None or self.inside(data, tie) is not Truth.FALSE)

    def inside(self, data: Dataset, tie: Tie) -> Truth:
        """Tell whether a link was there in the time that was asked for."""
        during = self.during
        if during is None:
            return Truth.TRUE
        own = () if tie.period is None else (tie.period,)
        whens = (*own, *(event.when for event in _events(data, tie)))
        if not whens:
            return Truth.of(_shown(data, tie, during) or None)
        return all_of(Truth.of(None if when is None else when.overlaps(during)) for when in whens)


class _Rows(dict[str, tuple[str, ...]]):
    """The neighbours of each record, found when they are first asked for."""

    def __init__(self, data: Dataset, choice: _Choice, ends: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.choice = choice
        self._data = data
        self._ends = ends

    def __missing__(self, node: str) -> tuple[str, ...]:
        choice, data = self.choice, self._data
        ends: Iterator[str] = iter(())
        if node not in choice.barred:
            ends = far_ends(data, node, choice.by)
            if choice.during is not None:
                ends = (tie.far_from(node) for tie in ties_of(data, node) if choice.counts(data, tie))
        # What is linked with itself is no further.
        found = dict.fromkeys(
            far
            for far in ends
            if far != node and far not in choice.barred and (far[:3] in choice.prefixes or far in self._ends)
        )
        row = self[node] = tuple(found)
        return row


def _usual(data: Dataset) -> _Rows:
    """Return the neighbours of every record, as most ask for them."""
    prefixes = frozenset(data.table(name).kind.prefix for name in PASSED)
    rows = _Rows(data, _Choice(CONNECTING, prefixes, None, data.kept(_barred)))
    for end in linked(data):
        rows[end]
    return rows


def _barred(data: Dataset) -> frozenset[str]:
    """Return the ids that no path may have: of events that did not take place, and of what is not there."""
    denied = {event.id for event in data.events if event.modality is Modality.DENIED}
    return unknown_ends(data) | denied


def _time_of(during: str | dt.date | PartialDate | Period | None) -> PartialDate | Period | None:
    if during is None or isinstance(during, Period):
        return during
    return parse_when(during) if isinstance(during, str) else day_of(during)


def _events(data: Dataset, tie: Tie) -> tuple[Event, ...]:
    """Return the events at the ends of a link."""
    ends = [data[end] for end in (tie.one, tie.other) if end[:4] == _EVENT]
    return tuple(end for end in ends if isinstance(end, Event))


def _shown(data: Dataset, tie: Tie, during: PartialDate | Period) -> bool:
    """Tell whether the link is a post in which a source shows the person on a day of a time."""
    if tie.kind != "roles":
        return False
    days = (holding.seen for holding in roles_of(data, tie.one) if holding.fact == tie.fact)
    return any(day.is_exact and day.overlaps(during) for day in chain.from_iterable(days))


def _step(data: Dataset, tie: Tie, ends: tuple[Record, Record], choice: _Choice) -> PathStep:
    events = [end for end in ends if isinstance(end, Event)]
    return PathStep(
        record=ends[0],
        kind=tie.kind_from(ends[0].id),
        other=ends[1],
        fact=tie.fact,
        citations=tie.citations,
        basis=_basis(tie.citations),
        modality=min([event.modality for event in events], key=_GRADES.index) if events else Modality.HAPPENED,
        sources=origins_of(data, tie.citations),
        when=tie.period or (next((event.when for event in events if event.when), None) if events else None),
        inside=choice.inside(data, tie),
    )


def _basis(citations: tuple[Citation, ...]) -> Basis | None:
    """Return the best ground that one source alone gives; what it says in several passages is as good as the worst."""
    if len(citations) == 1:
        return citations[0].basis
    alone: dict[str, Basis] = {}
    for citation in citations:
        alone[citation.source] = min(citation.basis, alone.get(citation.source, citation.basis), key=_GRADES.index)
    return max(alone.values(), key=_GRADES.index, default=None)
