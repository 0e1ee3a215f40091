"""Which of the names that are read in one way may a text mean, and why?

A shelf holds names of people, or of anything else. It numbers them from 0. What an exact look-up needs is worked out
when a name is first looked up, and what a search needs when one is first made; of the names themselves little more is
kept than hashes, so that a million of them fit a laptop.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from typing import TYPE_CHECKING

from sinouk_innov import spelling
from sinouk_innov.buckets import FOUR_BYTES, Buckets
from sinouk_innov.once import Once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sinouk_innov.slips import Count, Slips
    from sinouk_innov.word_bags import Bag, Bags

__all__ = ["Found", "PeopleShelf", "Shelf", "ThingsShelf"]

Found = tuple[float, str, str, str]
"""The score of a hit, below 0 so that the best comes first; the owner; the name as stored; the reason."""

# Too common to tell one body from another. A person may bear any of them: To, On and Co are surnames.
_SMALL_WORDS = frozenset(
    ("a", "and", "at", "by", "co", "corp", "for", "from", "in", "inc", "ltd", "of", "on", "plc", "the", "to", "with")
)
_SHORTEST_NAME = 2
_NUMBERS = ("", "one letter", "two letters", "three letters")

_SAME = 1.0
_SAME_BUT_COUNTRIES = 0.95
_AFTER_TITLE = 0.9
_OTHER_DIVISION = 0.8
_SHARED_LEAST, _SHARED_SPAN = 0.6, 0.25
_NEARLY_MOST, _NEARLY_SPAN = 0.8, 1.2


class _Reading:
    """How a name is read.

    Attributes:
        plain: Its words that tell it from another.
        words: The same, with China and Britain side by side always named alike.
        line: How it is spelt, folded, in the order given; '' where it is in Han script.
        variant: Its key with China and Britain named alike; '' where they do not stand side by side in it.
    """

    __slots__ = ("line", "plain", "variant", "words")

    def __init__(self, plain: Sequence[str], words: Sequence[str], line: str, variant: str = "") -> None:
        self.plain = plain
        self.words = words
        # In Han script another character is another word, never a slip: 台州 and 泰州 are two cities.
        self.line = line if max(line, default="") < spelling.FIRST_CHARACTER else ""
        self.variant = variant


class _Held:
    """The names that have a key, the hashes of their keys, and the buckets of these."""

    __slots__ = ("by_key", "hashes", "owners", "texts")

    def __init__(self, texts: list[str], owners: list[str], hashes: array[int]) -> None:
        self.texts = texts
        self.owners = owners
        self.hashes = hashes
        self.by_key = Buckets(hashes, range(len(hashes)), per_bucket=1.0)


class _Near:
    """What a search looks in; `by_variant` holds the names in which China and Britain stand side by side."""

    __slots__ = ("bags", "by_variant", "slips")

    def __init__(self, bags: Bags, slips: Slips, by_variant: Buckets) -> None:
        self.bags = bags
        self.slips = slips
        self.by_variant = by_variant


class Shelf(ABC):
    """Names that are read in one way, found by any spelling."""

    __slots__ = ("_count", "_held", "_near")

    def __init__(self, entries: Sequence[tuple[str, str]], count: Count | None) -> None:
        """Hold names.

        Args:
            entries: For each name its text and the id of its owner.
            count: Counts edits; None takes the quickest way that is installed.
        """
        self._count = count
        self._held = Once(lambda: self._hold(entries))
        self._near = Once(self._prepare)

    @staticmethod
    @abstractmethod
    def _key(text: str) -> str:
        """Return the key under which names are one."""

    @staticmethod
    @abstractmethod
    def _read(text: str) -> _Reading:
        """Return how a name is read."""

    @staticmethod
    @abstractmethod
    def _orders(line: str) -> Iterable[str]:
        """Return a line in each order in which a name may be spelt."""

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield each name and its owner."""
        held = self._held()
        return zip(held.texts, held.owners, strict=True)

    def __len__(self) -> int:
        return len(self._held().texts)

    def _hold(self, entries: Sequence[tuple[str, str]]) -> _Held:
        key_of = self._key
        texts: list[str] = []
        owners: list[str] = []
        hashes = array("I")
        for text, owner in entries:
            key = key_of(text)
            # A letter is no name; one Han character may be, such as that of a city on its number plates.
            if len(key) >= _SHORTEST_NAME or key >= spelling.FIRST_CHARACTER:
                texts.append(text)
                owners.append(owner)
                hashes.append(hash(key) & FOUR_BYTES)
        return _Held(texts, owners, hashes)

    def _prepare(self) -> _Near:
        # These cost start-up time, and an exact look-up needs none of them.
        from sinouk_innov.slips import Slips  # noqa: PLC0415
        from sinouk_innov.word_bags import Bag, Bags  # noqa: PLC0415

        lines: list[str] = []
        hashes, numbers = array("I"), array("I")

        def bags() -> Iterator[Bag]:
            for number, text in enumerate(self._held().texts):
                reading = self._read(text)
                lines.append(reading.line)
                if len("".join(reading.words)) < _SHORTEST_NAME:
                    # It stands in many names, and comes near none.
                    yield Bag(())
                    continue
                if reading.variant:
                    hashes.append(hash(reading.variant) & FOUR_BYTES)
                    numbers.append(number)
                yield Bag(reading.words)

        return _Near(Bags(bags()), Slips(lines), Buckets(hashes, numbers))

    def _found(self, at: int, score: float, reason: str) -> Found:
        held = self._held()
        return (-round(score, 3), held.owners[at], held.texts[at], reason)

    def _same(self, text: str, key: str) -> Iterator[int]:
        held = self._held()
        wanted = hash(key) & FOUR_BYTES
        for at in held.by_key.get(wanted):
            # Making a key takes longer than all else, so none is made of what cannot have this one.
            if held.hashes[at] == wanted and (held.texts[at] == text or self._key(held.texts[at]) == key):
                yield at

    def owners(self, text: str) -> set[str]:
        """Return the owners of the names that compare as the same."""
        owners = self._held().owners
        return {owners[at] for at in self._same(text, self._key(text))} if owners else set()

    def same(self, text: str) -> Iterator[Found]:
        """Yield the names that compare as the same."""
        if len(self):
            for at in self._same(text, self._key(text)):
                yield self._found(at, _SAME, "the same name")

    def near(self, text: str) -> Iterator[Found]:
        """Yield the names that compare as the same or come near, some more than once."""
        if not len(self):
            return
        asked = self._read(text)
        yield from self._otherwise_named(text, asked)
        key = self._key(text)
        for at in self._same(text, key):
            yield self._found(at, _SAME, "the same name")
        if len(key) < _SHORTEST_NAME:
            return
        yield from self._sharing_words(asked)
        slips = self._near().slips
        for line in self._orders(asked.line):
            for at in slips.otherwise_divided(line):
                yield self._found(at, _OTHER_DIVISION, "the same letters, otherwise divided into words")
            for at, edits in slips.near(line, self._counter()):
                if edits:
                    score = _NEARLY_MOST - _NEARLY_SPAN * edits / len(line)
                    yield self._found(at, score, f"spelt nearly so, {_NUMBERS[edits]} apart")

    @abstractmethod
    def _otherwise_named(self, text: str, asked: _Reading) -> Iterable[Found]:
        """Return what comes near in a way that only such names have."""

    def _counter(self) -> Count:
        # Costs start-up time, and an exact look-up counts nothing.
        from sinouk_innov.edit_counts import counted  # noqa: PLC0415

        return self._count or counted

    def _sharing_words(self, asked: _Reading) -> Iterator[Found]:
        from sinouk_innov.word_bags import Bag  # noqa: PLC0415  the same

        bag, plain = Bag(asked.words), Bag(asked.plain)
        for at in self._near().bags.comparable(bag):
            reading = self._read(self._held().texts[at])
            stored = Bag(reading.words)
            inside, around = bag.share_of(stored), stored.share_of(bag)
            if not inside and not around:
                continue
            if inside and around:
                reason = "the same words but for their order or small words such as 'of'"
            elif inside:
                reason = "every word asked for stands in this name"
            else:
                reason = "every word of this name stands in what was asked for"
            if not (bag.latin <= stored.latin or stored.latin <= bag.latin):
                reason += ", a letter read as an initial"
            plain_stored = Bag(reading.plain)
            if not plain.share_of(plain_stored) and not plain_stored.share_of(plain):
                reason += ", China and Britain named otherwise"
            yield self._found(at, _SHARED_LEAST + _SHARED_SPAN * max(inside, around), reason)


class PeopleShelf(Shelf):
    """Names of people."""

    __slots__ = ()

    _key = staticmethod(spelling.person_key)

    @staticmethod
    def _read(text: str) -> _Reading:
        parts = spelling.person_words(text)
        return _Reading(parts, parts, " ".join(parts))

    @staticmethod
    def _orders(line: str) -> Iterable[str]:
        parts = line.split()
        return (" ".join(parts[at:] + parts[:at]) for at in range(len(parts)))

    def _otherwise_named(self, text: str, asked: _Reading) -> Iterable[Found]:
        """Yield the people of whose name one part follows an honorific, as in `Ms Bian`."""
        if len(asked.words) != 1:
            return
        title, _ = spelling.honorific(text)
        (part,) = asked.words
        in_han = part[0] >= spelling.FIRST_CHARACTER
        if title is None or (len(part) < _SHORTEST_NAME and not in_han):
            return
        from sinouk_innov.word_bags import Bag  # noqa: PLC0415  costs start-up time

        for at in self._near().bags.with_word(part[0] if in_han else part):
            bag = Bag(spelling.person_words(self._held().texts[at]))
            # A Chinese name in Han script begins with the family.
            if bag.han.startswith(part) if in_han else part in bag.latin:
                yield self._found(at, _AFTER_TITLE, f"what follows {title!r} is a part of this person's name")


class ThingsShelf(Shelf):
    """Names of bodies, places, initiatives, events and sources."""

    __slots__ = ()

    _key = staticmethod(spelling.name_key)

    @staticmethod
    def _read(text: str) -> _Reading:
        key = spelling.name_key(text)
        variant = spelling.variant_of_key(key)
        plain = [word for word in key.split() if word not in _SMALL_WORDS]
        if variant == key:
            return _Reading(plain, plain, key)
        # A key is made of folded words; only what stands for both countries has a hyphen.
        words = [word for word in variant.replace("-", " ").split() if word not in _SMALL_WORDS]
        return _Reading(plain, words, key, variant)

    @staticmethod
    def _orders(line: str) -> Iterable[str]:
        return (line,) if line else ()

    def _otherwise_named(self, text: str, asked: _Reading) -> Iterable[Found]:  # noqa: ARG002  people need it
        """Yield the names that are the same once China and Britain are named alike."""
        if asked.variant:
            for at in self._near().by_variant.get(hash(asked.variant)):
                if spelling.variant_key(self._held().texts[at]) == asked.variant:
                    yield self._found(at, _SAME_BUT_COUNTRIES, "the same but for how China and Britain are named")
