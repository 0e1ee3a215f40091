"""Which kinds of record are there, and where is each at home?

A class is imported when it is first asked for, so that a look-up among people defines no statistics.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from sinouk_innov.model.record import Record

__all__ = ["KINDS", "Kind", "kind_of_id", "kind_of_table"]


# Of each there is one, and methods that would compare them cost start-up time.
@frozen(eq=False)
class Kind:
    """A kind of record.

    Attributes:
        table: The name of its table, in the plural, such as `people`.
        name: Its name in the singular, such as `person`; also the name of its module.
        prefix: The prefix of its ids, such as `per`.
    """

    table: str
    name: str
    prefix: str

    @property
    def record_class(self) -> type[Record]:
        """The class of its records."""
        found: type[Record] = getattr(import_module(f"sinouk_innov.model.{self.name}"), self.name.capitalize())
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return kind_of_table, (self.table,)


KINDS = (
    Kind("sources", "source", "src"),
    Kind("places", "place", "pla"),
    Kind("organisations", "organisation", "org"),
    Kind("people", "person", "per"),
    Kind("centres", "centre", "cen"),
    Kind("initiatives", "initiative", "ini"),
    Kind("events", "event", "evt"),
    Kind("relations", "relation", "rel"),
    Kind("statistics", "statistic", "sta"),
    Kind("remarks", "remark", "rem"),
)
_BY_PREFIX = {kind.prefix: kind for kind in KINDS}
_BY_TABLE = {kind.table: kind for kind in KINDS}


def kind_of_id(record_id: str) -> Kind | None:
    """Return the kind that an id's prefix tells, or None.

    Examples:
        >>> kind_of_id("per-peng-lv").table
        'people'
    """
    return _BY_PREFIX.get(record_id[:3]) if record_id[3:4] == "-" else None


def kind_of_table(table: str) -> Kind:
    """Return the kind whose records a table holds."""
    return _BY_TABLE[table]
