"""How does a column become an Arrow array without a Python object for each of its cells?"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sinouk_innov.errors import MissingExtraError
from sinouk_innov.export.lazy_columns import Counts, Joined, Lazy, Picked, Places, Same, Spread, Told

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as _error:
    if _error.name != "pyarrow":
        raise
    raise MissingExtraError("pyarrow", "frames") from _error

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Arrays"]

# What is known of their types is half unknown.
_pa: Any = pa
_pc: Any = pc


class Arrays:
    """The arrays of columns of which many follow from others; each is made once."""

    def __init__(self) -> None:
        self._made: dict[Lazy, Any] = {}
        self._holders: dict[Counts, Any] = {}

    def of(self, column: Lazy, kind: pa.DataType) -> Any:
        """Return a column as an array."""
        if column not in self._made:
            self._made[column] = self._array(column, kind)
        return self._made[column]

    def _array(self, column: Lazy, kind: pa.DataType) -> Any:
        made: Any
        match column:
            case Same(value, count):
                made = _pa.nulls(count, kind) if value is None else _pa.repeat(_pa.scalar(value, kind), count)
            case Spread(spread, counts):
                made = self.of(spread, kind).take(self._holder(counts))
            case Picked(picked, at):
                made = self.of(picked, kind).take(_pa.array(at, _pa.int32()))
            case Places(counts):
                made = self._places(counts)
            case Joined(pieces):
                texts = [each if isinstance(each, str) else self._text(each) for each in pieces]
                made = _pc.binary_join_element_wise(*texts, "")
            case Told(columns, tell):
                made = self._told([self.of(each, kind) for each in columns], tell, kind)
            case _:
                made = _pa.array([*column], kind)
        return made

    def _text(self, column: Lazy) -> Any:
        if isinstance(column, Places):
            return _pc.cast(self.of(column, _pa.int64()), _pa.string())
        return self.of(column, _pa.string())

    def _told(self, columns: list[Any], tell: Callable[..., str | None], kind: pa.DataType) -> Any:
        """Return what is told of each row, having asked once for rows that are alike: these have one code."""
        codes = _pa.repeat(_pa.scalar(0, _pa.int64()), len(columns[0]))
        for column in columns:
            encoded = column.dictionary_encode(null_encoding="encode")
            codes = _pc.add(_pc.multiply(codes, len(encoded.dictionary)), encoded.indices)
        alike = codes.dictionary_encode()
        first = _pc.index_in(alike.dictionary, codes)
        told = [tell(*row) for row in zip(*(each.take(first).to_pylist() for each in columns), strict=True)]
        return _pa.array(told, kind).take(alike.indices)

    def _holder(self, counts: Counts) -> Any:
        """Return which holder each item has."""
        if counts not in self._holders:
            lists = _pa.ListArray.from_arrays(_offsets(counts), _pa.nulls(counts.total))
            self._holders[counts] = _pc.list_parent_indices(lists)
        return self._holders[counts]

    def _places(self, counts: Counts) -> Any:
        """Return which of its holder's items each is: what stands before it, less what stood before its holder."""
        before = _pc.cumulative_sum(_pa.repeat(_pa.scalar(1, _pa.int64()), counts.total), start=-1)
        return _pc.subtract(before, _offsets(counts).cast(_pa.int64()).take(self._holder(counts)))


def _offsets(counts: Counts) -> Any:
    return _pa.array([0, *accumulate(counts.each)], _pa.int32())
