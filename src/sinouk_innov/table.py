"""Which records of one kind are there, and how is one of them found?

A table gets its rows from a callable and calls it when it is first asked for them.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar, cast, overload

import attrs

from sinouk_innov.errors import (
    AmbiguousNameError,
    InvalidDataError,
    Problem,
    UnknownFieldError,
    UnknownIdError,
    UnknownNameError,
)
from sinouk_innov.logic import Truth
from sinouk_innov.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sinouk_innov.conditions import FieldIndexes
    from sinouk_innov.matches import Match
    from sinouk_innov.model.kinds import Kind
    from sinouk_innov.names import NameIndex
    from sinouk_innov.splits import Split

__all__ = ["Pieces", "Table", "close_to", "taken_ids"]

R_co = TypeVar("R_co", bound=Record, covariant=True)
D = TypeVar("D")

_MOST_CLOSE = 3


def close_to(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return what is spelt nearly as something wanted, the nearest first, three at the most."""
    # Costs start-up time, and only a miss asks for it.
    from difflib import get_close_matches  # noqa: PLC0415

    return tuple(get_close_matches(wanted, list(known), n=_MOST_CLOSE))


def _indexed(entries: Iterable[tuple[str, str, bool]]) -> NameIndex:
    # Costs start-up time, and a look-up by id asks for no name.
    from sinouk_innov.names import NameIndex  # noqa: PLC0415

    return NameIndex(entries)


def _id_of(record: Record) -> str:
    return record.id


def taken_ids(kind: Kind, rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each record whose id one before it has."""
    seen: set[str] = set()
    for record in rows:
        if record.id in seen:
            yield Problem("the id is taken already", "", kind.name, record.id)
        seen.add(record.id)


@cache
def _fields_of(kind: Kind) -> tuple[str, ...]:
    return tuple(attrs.fields_dict(kind.record_class))


class Pieces(Protocol[R_co]):
    """Gives the records of a table one by one, as long as not all of them are needed."""

    def __call__(self) -> Iterable[R_co]:
        """Return all records."""
        ...

    def record(self, record_id: str) -> R_co | None:
        """Return the record with an id, the same each time, or None."""
        ...

    def owners(self, name: str) -> tuple[str, ...] | None:
        """Return the ids of the records that bear a name, in order, or None where only all the names can tell."""
        ...

    def name_entries(self) -> Iterable[tuple[str, str]]:
        """Return each name of each record, and honorific with family name, with the id of the record."""
        ...


class Table(Generic[R_co]):
    """Records of one kind, in the order of their ids unless sorted otherwise. Frozen.

    `table["per-peng-lv"]` is the record with that id, `table[0]` the first, `table[:5]` a table of the first five;
    a record or an id can be `in` it.
    """

    __slots__ = (
        "_by_field", "_by_id", "_index", "_kind", "_lock", "_ones", "_order", "_pieces", "_redirects", "_rows",
        "_source",
    )  # fmt: skip

    def __init__(
        self,
        kind: Kind,
        source: Callable[[], Iterable[R_co]],
        redirects: Mapping[str, str | None] | None = None,
        *,
        order: Callable[[Record], str] | None = _id_of,
        pieces: Pieces[R_co] | None = None,
    ) -> None:
        """Hold the records of a kind that a callable gives.

        Args:
            kind: The kind of record.
            source: Gives the records; called once, when they are first asked for.
            redirects: Retired ids and what took their place, if anything.
            order: What the records are put in order by; None keeps the order in which they are given.
            pieces: Gives single records, so that a look-up need not wait for all.
        """
        self._pieces = pieces
        self._order = order
        self._kind = kind
        self._source: Callable[[], Iterable[R_co]] | None = source
        self._rows: tuple[R_co, ...] | None = None
        self._by_id: dict[str, R_co] | None = None
        self._by_field: FieldIndexes[R_co] | None = None
        self._redirects = redirects or {}
        self._lock = threading.RLock()
        self._index: NameIndex | None = None
        self._ones: dict[str, R_co] = {}

    def _records(self) -> tuple[R_co, ...]:
        # What is made under the lock is set last, so that whoever sees it needs no lock.
        rows = self._rows
        if rows is None:
            with self._lock:
                rows = self._rows
                if rows is None:
                    given = cast("Callable[[], Iterable[R_co]]", self._source)()
                    rows = tuple(given if self._order is None else sorted(given, key=self._order))
                    by_id = {record.id: record for record in rows}
                    if len(by_id) < len(rows):
                        raise InvalidDataError(tuple(taken_ids(self._kind, rows)))
                    self._by_id, self._rows = by_id, rows
                    self._source = self._pieces = None
        return rows

    def _ids(self) -> dict[str, R_co]:
        """Return the records under their ids."""
        by_id = self._by_id
        if by_id is None:
            with self._lock:
                rows = self._records()
                # Only rows that came from another table have none by now: what `where` gives is seldom asked for an id.
                by_id = self._by_id
                if by_id is None:
                    by_id = self._by_id = {record.id: record for record in rows}
        return by_id

    def _record(self, record_id: str) -> R_co | None:
        """Return the record with a current id, alone if it can be had alone."""
        by_id = self._by_id
        if by_id is None:
            pieces = self._pieces
            if pieces is not None:
                return pieces.record(record_id)
            by_id = self._ids()
        return by_id.get(record_id)

    def _named(self, record_id: str) -> R_co:
        """Return the record that bears an indexed name."""
        return cast("R_co", self._record(record_id))

    def _derived(self, rows: Iterable[R_co]) -> Table[R_co]:
        """Return a table of some of these rows, in the order given."""
        held = tuple(rows)
        made = Table(self._kind, held.__iter__, self._redirects, order=None)
        made._rows = held
        return made

    @property
    def kind(self) -> Kind:
        """The kind of its records."""
        return self._kind

    def __len__(self) -> int:
        return len(self._records())

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._records())

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return self._record(self._current(item)) is not None
        if not isinstance(item, Record):
            return False
        found = self._record(item.id)
        return found is item or found == item

    def _current(self, record_id: str) -> str:
        return self._redirects.get(record_id) or record_id

    @overload
    def __getitem__(self, key: str | int) -> R_co: ...
    @overload
    def __getitem__(self, key: slice) -> Table[R_co]: ...
    def __getitem__(self, key: str | int | slice) -> R_co | Table[R_co]:
        if isinstance(key, slice):
            return self._derived(self._records()[key])
        if isinstance(key, int):
            return self._records()[key]
        found = self.get(key)
        if found is None:
            known = self._ids()
            if self._redirects.get(key, key) is None:
                raise UnknownIdError(self._kind.name, key, retired=True)
            raise UnknownIdError(self._kind.name, key, close_to(key, known))
        return found

    @overload
    def get(self, key: str) -> R_co | None: ...
    @overload
    def get(self, key: str, default: D) -> R_co | D: ...
    def get(self, key: str, default: D | None = None) -> R_co | D | None:
        """Return the record with an id, or the default."""
        by_id = self._by_id
        now = self._redirects.get(key) or key
        found = self._record(now) if by_id is None else by_id.get(now)
        return default if found is None else found

    def find(self, name: str, source: str | None = None) -> tuple[Match[R_co], ...]:
        """Return the records that a name may mean, best first, each with the reason.

        Args:
            name: The name, in any spelling.
            source: The id of a source; then only names that are printed there count, such as `Ms Bian`.
        """
        # Whoever looks up an id needs none of these.
        from sinouk_innov.matches import Match  # noqa: PLC0415

        index = self._names() if source is None else _indexed(self._entries(source))
        return tuple(Match(self._named(hit.owner), hit.text, hit.score, hit.reason) for hit in index.ranked(name))

    def one(self, name: str) -> R_co:
        """Return the one record that bears a name, in any spelling that compares as the same.

        Raises:
            UnknownNameError: No record bears it; `.close` has names that come near.
            AmbiguousNameError: Several bear it; `.candidates` has their ids.
        """
        known = self._ones.get(name)
        if known is not None:
            return known
        owners = self._owners(name)
        if not owners:
            close = tuple(f"{match.name} ({match.record.id})" for match in self.find(name)[:_MOST_CLOSE])
            raise UnknownNameError(name, close)
        first, *others = owners
        if others:
            raise AmbiguousNameError(name, owners)
        found = self._named(first)
        if any(text == name for text, _ in _names_of(found)):
            # A name as it stands in the data is remembered: no more of them can be than there are names.
            self._ones[name] = found
        return found

    def _owners(self, name: str) -> tuple[str, ...]:
        pieces = self._pieces
        # As long as nothing else has asked for all names, the files may tell.
        told = pieces.owners(name) if self._index is None and pieces is not None else None
        return self._names().owners(name) if told is None else told

    def _names(self) -> NameIndex:
        if self._index is None:
            with self._lock:
                if self._index is None:
                    self._index = _indexed(self._entries(None))
        return self._index

    def _entries(self, source: str | None) -> Iterator[tuple[str, str, bool]]:
        is_person = self._kind.name == "person"
        pieces = self._pieces
        if source is None and pieces is not None:
            for text, owner in pieces.name_entries():
                yield text, owner, is_person
            return
        for record in self._records():
            for text, sources in _names_of(record):
                if source is None or source in sources:
                    yield text, record.id, is_person

    # Any object will do; that a callable may stand there tells type checkers what a lambda takes.
    def where(self, **conditions: Callable[[Any], object] | object) -> Table[R_co]:
        """Return a table of the records that meet all conditions.

        A condition is, for a field: a value (for an enum its text will do); a set, of which any will do; or a callable
        that takes the field's value. A field with several values meets a condition with any one of them. A three-valued
        condition, such as `is_before("2019")`, is taken as long as every record settles it; else ask `split`.

        Raises:
            UnknownFieldError: The records have no such field.
            UndecidedError: A record may or may not meet a three-valued condition.
        """
        self._know(*conditions)
        return self._derived(self._indexes().chosen(conditions))

    def _indexes(self) -> FieldIndexes[R_co]:
        """Return what finds the records by the values of their fields, and what meets no index by asking each."""
        indexes = self._by_field
        if indexes is None:
            # Costs start-up time, and a look-up sets no condition.
            from sinouk_innov.conditions import FieldIndexes  # noqa: PLC0415

            with self._lock:
                indexes = self._by_field
                if indexes is None:
                    indexes = self._by_field = FieldIndexes(self._records())
        return indexes

    def split(self, **conditions: Callable[[Any], object] | object) -> Split[R_co]:
        """Split the records into those that certainly meet all conditions, those that may, and those that cannot.

        A condition is one of `where`, or a three-valued one such as `is_before("2019")` or `is_above("100 ha")`. What a
        field lacks decides nothing: an event without a date may lie before any day. A field with several values is only
        as complete as its sources, so a record of which no known value meets a condition may meet it still.

        Raises:
            UnknownFieldError: The records have no such field.
        """
        from sinouk_innov.conditions import judge_all  # noqa: PLC0415  the same
        from sinouk_innov.splits import Split  # noqa: PLC0415  the same

        self._know(*conditions)
        rows: dict[Truth, list[R_co]] = {truth: [] for truth in Truth}
        why: dict[str, str] = {}
        for record in self._records():
            judgement = judge_all(record, conditions)
            rows[judgement.truth].append(record)
            if judgement.reason:
                why[record.id] = judgement.reason
        certain, excluded, possible = (self._derived(rows[truth]) for truth in Truth)
        return Split(certain, possible, excluded, why)

    def _know(self, *fields: str) -> None:
        """Refuse the name of a field that the records do not have."""
        known = _fields_of(self._kind)
        for name in fields:
            if name not in known:
                raise UnknownFieldError(self._kind.name, name, close_to(name, known))

    def sorted(self, *fields: str) -> Table[R_co]:
        """Return the same records in the order of one or more fields; `-field` turns the order round. None comes last.

        Raises:
            UnknownFieldError: The records have no such field.
        """
        self._know(*(wanted.removeprefix("-") for wanted in fields))
        from sinouk_innov.ordering import ordered  # noqa: PLC0415  costs start-up time, and is seldom asked for

        rows: Iterable[R_co] = self._records()
        for wanted in reversed(fields):
            rows = ordered(rows, wanted)
        return self._derived(rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return (
            self._records() == cast("Table[Record]", other)._records()
            and self._kind == cast("Table[Record]", other)._kind
        )

    def __hash__(self) -> int:
        return hash((self._kind, tuple(record.id for record in self._records())))

    # What never changes is its own copy.
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _table_of, (self._kind, self._records(), dict(self._redirects))

    def __repr__(self) -> str:
        from sinouk_innov.listings import line_listing  # noqa: PLC0415  costs start-up time, and only a reader asks

        return f"<Table of {line_listing(self._kind, self._records())}>"

    def _repr_html_(self) -> str:
        from sinouk_innov.listings import html_listing  # noqa: PLC0415  the same

        return html_listing(self._kind, self._records())


if not TYPE_CHECKING:
    # Type checkers are shown the homes alone.
    def __getattr__(name: str) -> object:
        """Find what had its home here when data of others were pickled."""
        if name == "Match":
            from sinouk_innov.matches import Match  # noqa: PLC0415  costs start-up time

            return Match
        if name == "Split":
            from sinouk_innov.splits import Split  # noqa: PLC0415  the same

            return Split
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _table_of(kind: Kind, rows: tuple[Record, ...], redirects: dict[str, str | None]) -> Table[Record]:
    return Table(kind, rows.__iter__, redirects, order=None)


def _names_of(record: Record) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each name of a record and the sources that print it."""
    if record.prefix == "src":
        yield record.label, frozenset({record.id})
    honorific = getattr(record, "honorific", None)
    for name in getattr(record, "names", ()):
        sources = frozenset(citation.source for citation in name.citations)
        yield name.text, sources
        if honorific is not None and name.text == name.family:
            yield f"{honorific} {name.text}", sources
