"""Which names are made of the words of another, or of some of them?"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from sinouk_innov.buckets import FOUR_BYTES, Buckets
from sinouk_innov.spelling import FIRST_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Bag", "Bags"]

_FEWEST_HAN_APART = 3
_SHIFT_TO_SIX_BITS = 26


class Bag:
    """What a name is made of: words in no order, and Han and kana characters in theirs."""

    __slots__ = ("han", "latin")

    def __init__(self, words: Iterable[str]) -> None:
        latin = set[str]()
        self.latin: set[str] = latin
        self.han: str = ""
        for word in words:
            if word[0] >= FIRST_CHARACTER:
                self.han += word
            else:
                latin.add(word)

    def telling(self) -> set[str]:
        """Return the words and characters without which no part of this bag is one; a lone letter may be an initial."""
        return {word for word in self.latin if len(word) > 1}.union(self.han)

    def share_of(self, whole: Bag) -> float:
        """Return which share of another bag this one is, 0 where it is no part of it.

        A lone letter may be the initial of a word, and counts half then. Han characters stand together in the whole, or
        in the same order if they are three or more, as in 科技部 for 科学技术部. A lone letter or Han character is no
        evidence.
        """
        if len(self.latin) > len(whole.latin) or len(self.han) > len(whole.han):
            return 0.0
        common = self.latin & whole.latin
        initials = self.latin - common
        others = {word[0] for word in whole.latin - common}
        if any(len(word) > 1 or not word.isalpha() or word not in others for word in initials):
            return 0.0
        if not (len(self.han) > 1 or any(len(word) > 1 for word in common)) or not self._in_order_in(whole.han):
            return 0.0
        return (len(common) + len(initials) / 2 + len(self.han)) / (len(whole.latin) + len(whole.han))

    def _in_order_in(self, han: str) -> bool:
        rest = iter(han)
        apart = len(self.han) >= _FEWEST_HAN_APART and all(character in rest for character in self.han)
        return apart or self.han in han


class Bags:
    """The bags of names, numbered from 0, that are found by their words. It never changes.

    The bags themselves are not kept: what is found may be meant, and has to be looked at.
    """

    __slots__ = ("_bits", "_by_rarest", "_by_word")

    def __init__(self, bags: Iterable[Bag]) -> None:
        hashes, numbers, all_bits = array("I"), array("I"), array("Q")
        for number, bag in enumerate(bags):
            bits = 0
            for word in bag.telling():
                value = hash(word) & FOUR_BYTES
                bits |= 1 << (value >> _SHIFT_TO_SIX_BITS)
                hashes.append(value)
                numbers.append(number)
            all_bits.append(bits)
        self._bits = all_bits
        self._by_word = Buckets(hashes, numbers)
        rarest, bearers = array("I"), array("I")
        last = fewest = -1
        size = self._by_word.size
        for value, number in zip(hashes, numbers, strict=True):
            held = size(value)
            if number != last:
                rarest.append(value)
                bearers.append(number)
                last, fewest = number, held
            elif held < fewest:
                rarest[-1] = value
                fewest = held
        self._by_rarest = Buckets(rarest, bearers)

    def with_word(self, word: str) -> Iterable[int]:
        """Return the names that may have a word, or a Han character, in them."""
        return self._by_word.get(hash(word))

    def comparable(self, asked: Bag) -> set[int]:
        """Return the names that may be a part of what is asked for, or have it as a part."""
        hashes = [hash(word) & FOUR_BYTES for word in asked.telling()]
        if not hashes:
            return set()
        wanted = 0
        for value in hashes:
            wanted |= 1 << (value >> _SHIFT_TO_SIX_BITS)
        bits = self._bits
        # What has all the words has the rarest of them; what has no other words has its own rarest among them.
        around = self._by_word.get(min(hashes, key=self._by_word.size))
        inside = chain.from_iterable(map(self._by_rarest.get, hashes))
        found = {at for at in around if bits[at] & wanted == wanted}
        found.update(at for at in inside if bits[at] | wanted == wanted)
        return found
