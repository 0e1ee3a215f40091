"""Which records are there, and how is one of them found?

A `Dataset` holds a `Table` of each kind; a table is read when it is first asked for.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, overload

from attrs import frozen

from sinouk_innov import reprs
from sinouk_innov.errors import (
    InvalidDataError,
    UnknownFieldError,
    UnknownIdError,
)
from sinouk_innov.model.kinds import KINDS, Kind, kind_of_id
from sinouk_innov.model.record import Record
from sinouk_innov.table import Table, close_to, taken_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sinouk_innov.matches import Match
    from sinouk_innov.model.centre import Centre
    from sinouk_innov.model.event import Event
    from sinouk_innov.model.initiative import Initiative
    from sinouk_innov.model.organisation import Organisation
    from sinouk_innov.model.person import Person
    from sinouk_innov.model.place import Place
    from sinouk_innov.model.relation import Relation
    from sinouk_innov.model.remark import Remark
    from sinouk_innov.model.source import Source
    from sinouk_innov.model.statistic import Statistic
    from sinouk_innov.table import Pieces

__all__ = ["Dataset", "Release"]


D = TypeVar("D")
T = TypeVar("T")
_NOT_MADE = object()


@frozen
class Release:
    """What a dataset says of itself.

    Attributes:
        title: What it is called.
        schema_version: The version of the form of its files.
        data_version: The version of its content, or empty where it has none.
        as_of: The day on which its content was last looked over, as ISO text, or empty.
        licence: Under which licence its content stands, or empty.
    """

    title: str = ""
    schema_version: str = "1"
    data_version: str = ""
    as_of: str = ""
    licence: str = ""


class Dataset:
    """Records of all kinds, held together. Frozen, and safe to share between threads."""

    __slots__ = ("__weakref__", "_by_prefix", "_kept", "_lock", "_redirects", "_release", "_tables")

    def __init__(
        self,
        sources: Mapping[str, Callable[[], Iterable[Record]]],
        *,
        release: Release | None = None,
        redirects: Mapping[str, str | None] | None = None,
        pieces: Mapping[str, Pieces[Record]] | None = None,
    ) -> None:
        """Hold the records that callables give, one for each table.

        Args:
            sources: For the name of each table what gives its records; a table that is not named is empty.
            release: What the dataset says of itself.
            redirects: Retired ids and what took their place, if anything.
            pieces: For the name of a table what gives its single records, so that a look-up need not wait for all.
        """
        self._redirects = dict(redirects or {})
        self._release = release or Release()
        # What a question makes may ask for what another makes, in the same thread.
        self._lock = threading.RLock()
        self._kept: dict[object, object] = {}
        empty: Callable[[], Iterable[Record]] = tuple
        single = pieces or {}
        self._tables = {
            kind.table: Table(kind, sources.get(kind.table, empty), self._redirects, pieces=single.get(kind.table))
            for kind in KINDS
        }
        # As an id begins, which tells its table.
        self._by_prefix = {f"{table.kind.prefix}-": table for table in self._tables.values()}

    @classmethod
    def of(
        cls,
        records: Iterable[Record],
        *,
        release: Release | None = None,
        redirects: Mapping[str, str | None] | None = None,
    ) -> Self:
        """Return a dataset of records of any kinds, in any order.

        Raises:
            InvalidDataError: Two records have one id.
        """
        rows: dict[str, list[Record]] = {kind.table: [] for kind in KINDS}
        for record in records:
            kind = kind_of_id(record.id)
            rows[cast("Kind", kind).table].append(record)
        problems = tuple(problem for kind in KINDS for problem in taken_ids(kind, rows[kind.table]))
        if problems:
            raise InvalidDataError(problems)
        return cls({table: held.copy for table, held in rows.items()}, release=release, redirects=redirects)

    @property
    def sources(self) -> Table[Source]:
        """The documents that facts are cited to."""
        return cast("Table[Source]", self._tables["sources"])

    @property
    def places(self) -> Table[Place]:
        """Countries, provinces, cities, down to buildings."""
        return cast("Table[Place]", self._tables["places"])

    @property
    def organisations(self) -> Table[Organisation]:
        """Bodies that act."""
        return cast("Table[Organisation]", self._tables["organisations"])

    @property
    def people(self) -> Table[Person]:
        """People in posts."""
        return cast("Table[Person]", self._tables["people"])

    @property
    def centres(self) -> Table[Centre]:
        """Bodies on a site: parks, zones, centres, academies."""
        return cast("Table[Centre]", self._tables["centres"])

    @property
    def initiatives(self) -> Table[Initiative]:
        """Programmes, plans, policies, designations, agreements, ventures."""
        return cast("Table[Initiative]", self._tables["initiatives"])

    @property
    def events(self) -> Table[Event]:
        """What happened, was planned, claimed or denied."""
        return cast("Table[Event]", self._tables["events"])

    @property
    def relations(self) -> Table[Relation]:
        """Links that no field expresses."""
        return cast("Table[Relation]", self._tables["relations"])

    @property
    def statistics(self) -> Table[Statistic]:
        """Figures."""
        return cast("Table[Statistic]", self._tables["statistics"])

    @property
    def remarks(self) -> Table[Remark]:
        """What was said."""
        return cast("Table[Remark]", self._tables["remarks"])

    @property
    def release(self) -> Release:
        """What the dataset says of itself."""
        return self._release

    @property
    def redirects(self) -> Mapping[str, str | None]:
        """Retired ids and what took their place; None where nothing did."""
        return dict(self._redirects)

    def current(self, record_id: str) -> str:
        """Return the id that took the place of a retired one; any other id as it is."""
        return self._redirects.get(record_id) or record_id

    def tables(self) -> tuple[Table[Record], ...]:
        """Return the tables, in a fixed order."""
        return tuple(self._tables.values())

    def table(self, name: str) -> Table[Record]:
        """Return the table with a name, such as `people`.

        Raises:
            UnknownFieldError: There is no such table.
        """
        if name not in self._tables:
            raise UnknownFieldError("dataset", name, close_to(name, self._tables))
        return self._tables[name]

    def __iter__(self) -> Iterator[Record]:
        for table in self._tables.values():
            yield from table

    def __len__(self) -> int:
        return sum(len(table) for table in self._tables.values())

    def __contains__(self, item: object) -> bool:
        record_id = item.id if isinstance(item, Record) else item
        kind = kind_of_id(record_id) if isinstance(record_id, str) else None
        return kind is not None and item in self._tables[kind.table]

    def __getitem__(self, record_id: str) -> Record:
        table = self._by_prefix.get(record_id[:4])
        if table is None:
            raise UnknownIdError("record", record_id, close_to(record_id, [record.id for record in self]))
        found = table.get(record_id)
        return table[record_id] if found is None else found

    @overload
    def get(self, record_id: str) -> Record | None: ...
    @overload
    def get(self, record_id: str, default: D) -> Record | D: ...
    def get(self, record_id: str, default: D | None = None) -> Record | D | None:
        """Return the record with an id, or the default."""
        table = self._by_prefix.get(record_id[:4])
        return default if table is None else table.get(record_id, default)

    def kept(self, make: Callable[[Dataset], T]) -> T:
        """Return what a function makes of the dataset: made when it is first asked for, and kept with the dataset.

        It is for indexes that questions stand on. The function takes the dataset alone, and is the key under which its
        result is kept.
        """
        found = self._kept.get(make, _NOT_MADE)
        if found is _NOT_MADE:
            with self._lock:
                found = self._kept.get(make, _NOT_MADE)
                if found is _NOT_MADE:
                    # Costs start-up time, and a look-up by id needs no index. What one is made of is no garbage.
                    from sinouk_innov.collector import paused_collector  # noqa: PLC0415

                    with paused_collector():
                        found = make(self)
                    self._kept[make] = found
        return cast("T", found)

    def find(self, name: str, source: str | None = None) -> tuple[Match[Record], ...]:
        """Return the records of all kinds that a name may mean, best first, each with the reason.

        Args:
            name: The name, in any spelling.
            source: The id of a source; then only names that are printed there count, such as `Ms Bian`.

        Raises:
            UnknownIdError: There is no such source.
        """
        if source is not None:
            source = self.sources[source].id
        found = [match for table in self._tables.values() for match in table.find(name, source)]
        return tuple(sorted(found, key=lambda match: (-match.score, match.record.id)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self.release == other.release and self._redirects == other._redirects and self.tables() == other.tables()

    def __hash__(self) -> int:
        return hash((self.release, tuple(self._tables.values())))

    # What never changes is its own copy.
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _dataset_of, (tuple(self), self.release, self._redirects)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(table)} {table.kind.name if len(table) == 1 else name}"
            for name, table in self._tables.items()
            if len(table)
        )
        title = " ".join(part for part in (self.release.title, self.release.data_version) if part)
        return f"<Dataset {title}: {counts}>" if title else f"<Dataset: {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        title = " ".join(part for part in ("Dataset", self.release.title, self.release.data_version) if part)
        return reprs.html_table(title, ("table", "records"), ((name, len(t)) for name, t in self._tables.items()))


def _dataset_of(records: tuple[Record, ...], release: Release, redirects: dict[str, str | None]) -> Dataset:
    return Dataset.of(records, release=release, redirects=redirects)
