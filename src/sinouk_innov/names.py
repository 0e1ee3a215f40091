"""Which records may a name mean, and why?

A `NameIndex` holds names with their owners. Names that compare as one are exact; all others are ranked, each with a
reason that a reader can judge. What makes two spellings one name stands in `spelling`, how names are found in `shelf`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import frozen

from sinouk_innov.shelf import PeopleShelf, ThingsShelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinouk_innov.shelf import Found
    from sinouk_innov.slips import Count

__all__ = ["Hit", "NameIndex"]


@frozen
class Hit:
    """A stored name that a text may mean.

    Attributes:
        text: The name, as stored.
        owner: The id of the record that bears it.
        score: From 0 to 1; 1 is the same name.
        reason: Why it is a hit, in plain words.
    """

    text: str
    owner: str
    score: float
    reason: str


class NameIndex:
    """Names with their owners, found by any spelling.

    The order in which entries are given makes no difference. Safe to share between threads: it never changes, and what
    a look-up or a search needs is worked out, once, when it is first asked for.
    """

    def __init__(self, entries: Iterable[tuple[str, str, bool]], *, count: Count | None = None) -> None:
        """Hold names.

        Args:
            entries: For each name its text, the id of its owner, and whether that is a person.
            count: Counts edits; by itself the quickest way that is installed. It makes no difference to what is found.
        """
        distinct = dict.fromkeys(entries)
        self._count = count
        self._people = PeopleShelf([(text, owner) for text, owner, is_person in distinct if is_person], count)
        self._things = ThingsShelf([(text, owner) for text, owner, is_person in distinct if not is_person], count)

    def owners(self, text: str) -> tuple[str, ...]:
        """Return the owners of the names that compare as the same, in order.

        Examples:
            >>> NameIndex([("Peng Lv", "per-peng-lv", True)]).owners("Lü Peng")
            ('per-peng-lv',)
        """
        return tuple(sorted(self._people.owners(text) | self._things.owners(text)))

    def exact(self, text: str) -> tuple[Hit, ...]:
        """Return a hit for each owner of a name that compares as the same, by id.

        Examples:
            >>> NameIndex([("Peng Lv", "per-peng-lv", True)]).exact("Lü Peng")
            (Hit(text='Peng Lv', owner='per-peng-lv', score=1.0, reason='the same name'),)
        """
        return _best(chain(self._people.same(text), self._things.same(text)), None)

    def ranked(self, text: str, *, limit: int = 10) -> tuple[Hit, ...]:
        """Return the best hit for each owner whom a text may mean, best first, equally good ones by id.

        Args:
            text: The name that is looked for.
            limit: How many hits to return at most.

        Examples:
            >>> entries = [("China-UK Innovation Centre", "cen-a", False), ("Innovation Centre", "cen-b", False)]
            >>> index = NameIndex(entries)
            >>> for hit in index.ranked("Sino-British Innovation Center"):
            ...     print(hit.owner, hit.score, hit.reason)
            cen-a 0.95 the same but for how China and Britain are named
            cen-b 0.725 every word of this name stands in what was asked for
        """
        return _best(chain(self._people.near(text), self._things.near(text)), max(limit, 0))

    def __reduce__(self) -> tuple[Any, ...]:
        # Neither locks nor hashes go to another process.
        people = [(text, owner, True) for text, owner in self._people.entries()]
        things = [(text, owner, False) for text, owner in self._things.entries()]
        return _index_of, ((*people, *things), self._count)

    def __repr__(self) -> str:
        return f"<NameIndex of {len(self._people)} names of people and {len(self._things)} others>"


def _index_of(entries: tuple[tuple[str, str, bool], ...], count: Count | None) -> NameIndex:
    return NameIndex(entries, count=count)


def _best(found: Iterable[Found], limit: int | None) -> tuple[Hit, ...]:
    """Return the best hit of each owner, best first, so many of them."""
    best: dict[str, Found] = {}
    for item in found:
        owner = item[1]
        if owner not in best or item < best[owner]:
            best[owner] = item
    return tuple(Hit(text, owner, -score, reason) for score, owner, text, reason in sorted(best.values())[:limit])
