"""How does a column lie before anyone asks for its values?

Most cells of a star follow from a few others: an address is an id, a field and a key; a part repeats the id of its
record. Such columns are told by how they are made. A file of rows asks for the values; Arrow makes the arrays without
a Python object for each cell.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from attrs import field, frozen

__all__ = ["Counts", "Joined", "Lazy", "Picked", "Places", "Same", "Spread", "Told", "Values"]


class Lazy(ABC):
    """A column. Iterating over it makes its values."""

    @abstractmethod
    def __iter__(self) -> Iterator[Any]: ...

    @abstractmethod
    def __len__(self) -> int: ...


@frozen(eq=False)
class Values(Lazy):
    """A column whose values are at hand.

    Attributes:
        values: The values.
    """

    values: Sequence[Any]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)


@frozen(eq=False)
class Same(Lazy):
    """A column that has one value throughout.

    Attributes:
        value: The value, which may be None.
        count: How often it stands there.
    """

    value: str | None
    count: int

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self.count)

    def __len__(self) -> int:
        return self.count


@frozen(eq=False)
class Counts:
    """How many items each of several holders has.

    Attributes:
        each: The numbers.
        total: How many they are together.
    """

    each: Sequence[int]
    total: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "total", sum(self.each))

    @classmethod
    def of(cls, lists: Iterable[Sequence[object]]) -> Counts:
        """Count the items of some lists."""
        return cls([*map(len, lists)])


@frozen(eq=False)
class Spread(Lazy):
    """A column that has a value of another as often as its holder has items.

    Attributes:
        column: The column of the holders.
        counts: How many items each has.
    """

    column: Lazy
    counts: Counts

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(map(repeat, self.column, self.counts.each))

    def __len__(self) -> int:
        return self.counts.total


@frozen(eq=False)
class Places(Lazy):
    """A column that tells which of its holder's items each is, from 0.

    Attributes:
        counts: How many items each holder has.
    """

    counts: Counts

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(map(range, self.counts.each))

    def __len__(self) -> int:
        return self.counts.total


@frozen(eq=False)
class Joined(Lazy):
    """A column of texts that are put together of the values of others.

    Attributes:
        pieces: Columns, all as long as this, and texts that stand in each value.
    """

    pieces: tuple[Lazy | str, ...]

    def __iter__(self) -> Iterator[Any]:
        # Putting pieces into a template is twice as quick as joining them.
        template = "".join(piece.replace("%", "%%") if isinstance(piece, str) else "%s" for piece in self.pieces)
        return map(template.__mod__, zip(*(piece for piece in self.pieces if not isinstance(piece, str)), strict=True))

    def __len__(self) -> int:
        return next(len(piece) for piece in self.pieces if not isinstance(piece, str))


@frozen(eq=False)
class Picked(Lazy):
    """A column that has some values of another.

    Attributes:
        column: The other.
        at: Where they stand in it.
    """

    column: Lazy
    at: Sequence[int]

    def __iter__(self) -> Iterator[Any]:
        return map([*self.column].__getitem__, self.at)

    def __len__(self) -> int:
        return len(self.at)


@frozen(eq=False)
class Told(Lazy):
    """A column that follows from others row by row, and is worth making once for all rows that are alike.

    Attributes:
        columns: The others, of texts.
        tell: What makes a value of theirs.
    """

    columns: tuple[Lazy, ...]
    tell: Callable[..., str | None]

    def __iter__(self) -> Iterator[Any]:
        rows = [*zip(*self.columns, strict=True)]
        told = {row: self.tell(*row) for row in dict.fromkeys(rows)}
        return map(told.__getitem__, rows)

    def __len__(self) -> int:
        return len(self.columns[0])
