"""Which records of a table surely meet some conditions, which may, and which cannot?"""

from __future__ import annotations

from collections.abc import Mapping  # attrs keeps the types of fields
from typing import Generic, TypeVar

from attrs import frozen

from sinouk_innov import reprs
from sinouk_innov.model.record import Record
from sinouk_innov.table import Table

__all__ = ["Split"]

R_co = TypeVar("R_co", bound=Record, covariant=True)

_SHOWN_ROWS = 20


@frozen(repr=False, eq=False)
class Split(Generic[R_co]):
    """The records of a table, split by how surely they meet some conditions.

    Attributes:
        certain: Those that meet them whatever the evidence leaves open.
        possible: Those that may or may not.
        excluded: Those that cannot.
        why: For the id of each possible one, what is not known.
    """

    certain: Table[R_co]
    possible: Table[R_co]
    excluded: Table[R_co]
    why: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<Split: {len(self.certain)} certain, {len(self.possible)} possible, {len(self.excluded)} excluded>"

    def _repr_html_(self) -> str:
        rows = [("certain", record.id, record.label, "") for record in self.certain[:_SHOWN_ROWS]]
        rows += [("possible", record.id, record.label, self.why[record.id]) for record in self.possible[:_SHOWN_ROWS]]
        left = len(self.certain) + len(self.possible) - len(rows)
        return reprs.html_table(
            repr(self)[1:-1],
            ("", "id", self.certain.kind.name, "what is not known"),
            rows,
            f"and {left} more" if left > 0 else "",
        )
