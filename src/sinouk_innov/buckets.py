"""Under which numbers may a text be held, at a few bytes for each?

A dict of texts with lists of numbers takes some hundred bytes for each text. Here a text stands for the bucket that its
hash falls in, and all numbers lie in one array, bucket by bucket. A bucket may hold numbers of other texts as well, so
whoever asks must look whether the text is meant.
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FOUR_BYTES", "Buckets"]

FOUR_BYTES = 0xFFFF_FFFF
"""A hash is cut to so much before it is put into an array."""


class Buckets:
    """Numbers by the hash of a text. It never changes, and holds in this process only: hashes differ in the next."""

    __slots__ = ("_begins", "_mask", "_numbers")

    def __init__(self, hashes: Sequence[int], numbers: Iterable[int], *, per_bucket: float = 2.0) -> None:
        """Put numbers into buckets.

        Args:
            hashes: For each number, what it stands under.
            numbers: The numbers, of four bytes at most.
            per_bucket: How many numbers are in a bucket at most, on average.
        """
        size = 1 << int(len(hashes) / per_bucket).bit_length()
        self._mask = mask = size - 1
        ends = array("I", bytes(4 * (size + 1)))
        for value in hashes:
            ends[value & mask] += 1
        self._begins = begins = array("I", accumulate(ends))
        self._numbers = placed = array("I", bytes(4 * len(hashes)))
        # Each bucket is filled from its end, which thereby becomes its beginning.
        for value, number in zip(hashes, numbers, strict=True):
            bucket = value & mask
            begins[bucket] = place = begins[bucket] - 1
            placed[place] = number

    def get(self, value: int) -> array[int]:
        """Return the numbers that may stand under a hash."""
        bucket = value & self._mask
        return self._numbers[self._begins[bucket] : self._begins[bucket + 1]]

    def size(self, value: int) -> int:
        """Return how many numbers may stand under a hash."""
        bucket = value & self._mask
        return self._begins[bucket + 1] - self._begins[bucket]
