"""Which of many texts are within a few edits of one, and how many is each away?

rapidfuzz counts quicker, where it is installed (extra `fast`), and counts the same.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from sinouk_innov.spelling import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["counted", "counted_by_rapidfuzz", "counted_here"]

# Importing rapidfuzz takes as long as counting so many here.
_WORTH_AN_IMPORT = 2000


def counted_here(text: str, others: Sequence[str], most: int) -> Iterable[tuple[int, int]]:
    """Return where the texts stand that no more than so many edits lead to, each with its number of edits.

    Examples:
        >>> list(counted_here("bian", ["bain", "brian", "lin"], 1))
        [(0, 1), (1, 1)]
    """
    counts = ((at, edits(text, other, most)) for at, other in enumerate(others))
    return ((at, count) for at, count in counts if count is not None)


@lru_cache(maxsize=1)
def counted_by_rapidfuzz() -> Callable[[str, Sequence[str], int], Iterable[tuple[int, int]]] | None:
    """Return what counts as `counted_here` does, in no certain order, or None where rapidfuzz is not installed."""
    # An optional library, and its import takes longer than most searches.
    try:
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "rapidfuzz":
            raise
        return None
    distance = OSA.distance

    def count(text: str, others: Sequence[str], most: int) -> Iterable[tuple[int, int]]:
        near = extract(text, others, scorer=distance, score_cutoff=most, limit=None)
        return ((at, int(edits)) for _, edits, at in near)

    return count


def counted(text: str, others: Sequence[str], most: int) -> Iterable[tuple[int, int]]:
    """Count as `counted_here` does, in no certain order, by whichever way is quicker.

    Examples:
        >>> sorted(counted("bian", ["bain", "brian", "lin"], 1))
        [(0, 1), (1, 1)]
    """
    if "rapidfuzz" in sys.modules or len(others) >= _WORTH_AN_IMPORT:
        count = counted_by_rapidfuzz()
        if count is not None:
            return count(text, others, most)
    return counted_here(text, others, most)
