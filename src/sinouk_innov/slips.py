"""Which of many lines are spelt as another but for a slip or two, without a look at each?

A line is cut into one piece more than the edits that are a slip in it, with a character between neighbouring pieces.
Each edit, a swap of two neighbours too, then touches one piece at most, so one piece at least stands untouched in
whatever is a slip of the line, moved no further than edits before it have put in or taken out. This is the partition of
Li, Deng, Wang and Feng, "Pass-Join" (PVLDB 5, 2011), with gaps for the swaps. Gone through from the left there is even
an untouched piece before which lie as many edits as pieces; only that one is looked for.

Of the lines found so, those whose letters differ too much are let go before edits are counted: each letter is a bit,
set if it occurs an odd number of times, and an edit turns two bits at most.
"""

from __future__ import annotations

from array import array
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from sinouk_innov.buckets import FOUR_BYTES, Buckets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Count = Callable[[str, Sequence[str], int], Iterable[tuple[int, int]]]

__all__ = ["Slips", "most_slips"]

# From how many characters on one, two or three edits are a slip and not another name.
_EDITS_FROM = (4, 10, 20)
_BITS_PER_EDIT = 2
_BITS = [1 << (code & 31) for code in range(256)]
_GOLDEN = 0x9E37_79B1


def most_slips(length: int) -> int:
    """Return how many edits are a slip in a name of this length."""
    return sum(length >= fewest for fewest in _EDITS_FROM)


class Slips:
    """Lines, numbered from 0, that are found by what is spelt nearly as they are; '' never is. It never changes."""

    __slots__ = ("_begins", "_lengths", "_letters", "_pieces", "_text")

    def __init__(self, lines: Sequence[str]) -> None:
        text = bytearray()
        begins = array("Q", (0,))
        letters, hashes, numbers = array("I"), array("I"), array("I")
        for number, line in enumerate(lines):
            text += line.encode()
            begins.append(len(text))
            letters.append(_odd_letters(line))
            if line:
                hashes.append(_hash_without_spaces(line))
                numbers.append(number)
            for salt, begin, end in _pieces(len(line)):
                hashes.append((hash(line[begin:end]) ^ salt) & FOUR_BYTES)
                numbers.append(number)
        self._lengths = frozenset(map(len, lines))
        self._text = bytes(text)
        self._begins = begins
        self._letters = letters
        self._pieces = Buckets(hashes, numbers)

    def _line(self, number: int) -> str:
        return self._text[self._begins[number] : self._begins[number + 1]].decode()

    def otherwise_divided(self, line: str) -> Iterator[int]:
        """Yield the lines of the same letters, however divided into words."""
        wanted = line.replace(" ", "")
        for number in set(self._pieces.get(_hash_without_spaces(line))):
            if self._line(number).replace(" ", "") == wanted:
                yield number

    def near(self, line: str, count: Count) -> Iterator[tuple[int, int]]:
        """Yield each line that is a slip of another, or the same, and how many edits lead there.

        Args:
            line: The line that is looked for.
            count: Counts edits.
        """
        most = most_slips(len(line))
        touched = self._touched(line, most)
        if not touched:
            return
        letters, asked, bits = self._letters, _odd_letters(line), _BITS_PER_EDIT * most
        found = [at for at in touched if (letters[at] ^ asked).bit_count() <= bits]
        if not found:
            return
        lines = list(map(self._line, found))
        for at, edits in count(line, lines, most):
            if edits <= most_slips(len(lines[at])):
                yield found[at], edits

    def _touched(self, line: str, most: int) -> set[int]:
        """Return lines that share a piece with another, every slip of it among them."""
        length = len(line)
        get = self._pieces.get
        found: set[int] = set()
        for other in self._lengths.intersection(range(length - most, length + most + 1)):
            for salt, begin, end in _places(length, most, other):
                found.update(get(hash(line[begin:end]) ^ salt))
        return found


def _odd_letters(line: str) -> int:
    """Return a bit for each letter that occurs an odd number of times; letters of the same last byte count as one."""
    return reduce(int.__xor__, map(_BITS.__getitem__, line.encode("utf-32-le")[::4]), 0)


def _hash_without_spaces(line: str) -> int:
    return hash(line.replace(" ", "")) & FOUR_BYTES


@lru_cache(maxsize=4096)
def _pieces(length: int) -> tuple[tuple[int, int, int], ...]:
    """Return, for lines of a length, a number that tells each piece from all others, and where it begins and ends."""
    most = most_slips(length)
    if not most:
        return ()
    room = length - most
    cuts = [room * at // (most + 1) + at for at in range(most + 2)]
    return tuple(
        ((length * (most + 1) + at) * _GOLDEN & FOUR_BYTES, cuts[at], cuts[at + 1] - 1) for at in range(most + 1)
    )


@lru_cache(maxsize=4096)
def _places(length: int, most: int, other: int) -> tuple[tuple[int, int, int], ...]:
    """Return where in a line the pieces of one of another length may stand untouched, if it is within so many edits."""
    allowed = min(most, most_slips(other))
    longer = length - other
    return tuple(
        (salt, begin + shift, end + shift)
        for before, (salt, begin, end) in enumerate(_pieces(other)[: allowed + 1])
        for shift in range(-before, before + 1)
        if abs(longer - shift) <= allowed - before and begin + shift >= 0 and end + shift <= length
    )
