"""Which of the names that are read in one way may a text mean, and why?

A shelf holds names of people, or of anything else. It numbers them from 0. What an exact look-up needs is worked out
when a name is first looked up, and what a search needs when one is first made; of the names themselves little more is
kept than hashes, so that a million of them fit a laptop.
"""

from __future__ import annotations

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


class _Held:
    """The names that have a key, and the buckets of their keys."""

    __slots__ = ("by_key", "owners", "texts")

    def __init__(self, texts: list[str], owners: list[str], by_key: Buckets) -> None:
        self.texts = texts
        self.owners = owners
        self.by_key = by_key


class _Near:
    """What a search looks in; `by_variant` holds the names in which China and Britain stand side by side."""

    __slots__ = ("bags", "by_variant", "slips")

    def __init__(self, bags: Bags, slips: Slips, by_variant: Buckets) -> None:
        self.bags = bags
        self.slips = slips
        self.by_variant = by_variant


class Shelf:
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
    def key(text: str) -> str:
        """Return the key under which names are one."""
        raise NotImplementedError

    @staticmethod
    def plain_words(text: str) -> Sequence[str]:
        """Return the words of a name that tell it from another."""
        raise NotImplementedError

    @staticmethod
    def words(text: str) -> Sequence[str]:
        """Return the same, with China and Britain side by side always named alike."""
        raise NotImplementedError

    @staticmethod
    def lines(text: str) -> tuple[str, ...]:
        """Return a name in each order in which it may be spelt, as given first; none where it is in Han script."""
        raise NotImplementedError

    @staticmethod
    def reading(text: str) -> tuple[Sequence[str], str, str]:
        """Return the words of a name, its line as given or '', and its key with China and Britain alike if it has them."""
        raise NotImplementedError

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield each name and its owner."""
        held = self._held()
        return zip(held.texts, held.owners, strict=True)

    def __len__(self) -> int:
        return len(self._held().texts)

    def _hold(self, entries: Sequence[tuple[str, str]]) -> _Held:
        key = self.key
        texts: list[str] = []
        owners: list[str] = []
        hashes = array("I")
        for text, owner in entries:
            found = key(text)
            if len(found) >= _SHORTEST_NAME:
                texts.append(text)
                owners.append(owner)
                hashes.append(hash(found) & FOUR_BYTES)
        return _Held(texts, owners, Buckets(hashes, range(len(hashes)), per_bucket=1.0))

    def _prepare(self) -> _Near:
        # These cost start-up time, and an exact look-up needs none of them.
        from sinouk_innov.slips import Slips  # noqa: PLC0415
        from sinouk_innov.word_bags import Bag, Bags  # noqa: PLC0415

        lines: list[str] = []
        hashes, numbers = array("I"), array("I")

        def bags() -> Iterator[Bag]:
            for number, text in enumerate(self._held().texts):
                words, line, variant = self.reading(text)
                lines.append(line)
                if variant:
                    hashes.append(hash(variant) & FOUR_BYTES)
                    numbers.append(number)
                yield Bag(words)

        return _Near(Bags(bags()), Slips(lines), Buckets(hashes, numbers))

    def _found(self, at: int, score: float, reason: str) -> Found:
        held = self._held()
        return (-round(score, 3), held.owners[at], held.texts[at], reason)

    def _same(self, text: str, key: str) -> Iterator[int]:
        held = self._held()
        for at in held.by_key.get(hash(key)):
            stored = held.texts[at]
            if stored == text or self.key(stored) == key:
                yield at

    def owners(self, text: str) -> set[str]:
        """Return the owners of the names that compare as the same."""
        owners = self._held().owners
        return {owners[at] for at in self._same(text, self.key(text))} if owners else set()

    def same(self, text: str) -> Iterator[Found]:
        """Yield the names that compare as the same."""
        if self._held().texts:
            for at in self._same(text, self.key(text)):
                yield self._found(at, _SAME, "the same name")

    def near(self, text: str) -> Iterator[Found]:
        """Yield the names that compare as the same or come near, some more than once."""
        if not self._held().texts or len(self.key(text)) < _SHORTEST_NAME:
            return
        yield from self.same(text)
        yield from self._sharing_words(text)
        slips = self._near().slips
        for line in self.lines(text):
            for at in slips.otherwise_divided(line):
                yield self._found(at, _OTHER_DIVISION, "the same letters, otherwise divided into words")
            for at, edits in slips.near(line, self._counter()):
                if edits:
                    score = _NEARLY_MOST - _NEARLY_SPAN * edits / len(line)
                    yield self._found(at, score, f"spelt nearly so, {_NUMBERS[edits]} apart")

    def _counter(self) -> Count:
        # Costs start-up time, and an exact look-up counts nothing.
        from sinouk_innov.edit_counts import counted  # noqa: PLC0415

        return self._count or counted

    def _sharing_words(self, text: str) -> Iterator[Found]:
        from sinouk_innov.word_bags import Bag  # noqa: PLC0415  the same

        asked = Bag(self.words(text))
        plain = Bag(self.plain_words(text))
        texts = self._held().texts
        for at in self._near().bags.comparable(asked):
            stored = Bag(self.words(texts[at]))
            inside, around = asked.share_of(stored), stored.share_of(asked)
            if not inside and not around:
                continue
            if inside and around:
                reason = "the same words but for their order or small words such as 'of'"
            elif inside:
                reason = "every word asked for stands in this name"
            else:
                reason = "every word of this name stands in what was asked for"
            if not (asked.latin <= stored.latin or stored.latin <= asked.latin):
                reason += ", a letter read as an initial"
            as_stored = Bag(self.plain_words(texts[at]))
            if not plain.share_of(as_stored) and not as_stored.share_of(plain):
                reason += ", China and Britain named otherwise"
            yield self._found(at, _SHARED_LEAST + _SHARED_SPAN * max(inside, around), reason)


class PeopleShelf(Shelf):
    """Names of people."""

    __slots__ = ()

    key = staticmethod(spelling.person_key)
    plain_words = staticmethod(spelling.person_words)
    words = staticmethod(spelling.person_words)

    @staticmethod
    def lines(text: str) -> tuple[str, ...]:
        """Return the parts of a name, beginning with each of them."""
        parts = spelling.person_words(text)
        if any(part[0] >= spelling.FIRST_CHARACTER for part in parts):
            return ()
        return tuple(" ".join(parts[at:] + parts[:at]) for at in range(len(parts)))

    @staticmethod
    def reading(text: str) -> tuple[Sequence[str], str, str]:
        """Return the parts of a name, and its line; no person is named after two countries."""
        parts = spelling.person_words(text)
        return parts, "" if any(part[0] >= spelling.FIRST_CHARACTER for part in parts) else " ".join(parts), ""

    def after_title(self, text: str) -> Iterator[Found]:
        """Yield the people of whose name one part follows an honorific, as in `Ms Bian`."""
        title, _ = spelling.honorific(text)
        if title is None or not self._held().texts:
            return
        parts = self.words(text)
        if len(parts) != 1:
            return
        (part,) = parts
        in_han = part[0] >= spelling.FIRST_CHARACTER
        if len(part) < _SHORTEST_NAME and not in_han:
            return
        from sinouk_innov.word_bags import Bag  # noqa: PLC0415  the same

        texts = self._held().texts
        for at in self._near().bags.with_word(part[0] if in_han else part):
            bag = Bag(self.words(texts[at]))
            # A Chinese name in Han script begins with the family.
            if bag.han.startswith(part) if in_han else part in bag.latin:
                yield self._found(at, _AFTER_TITLE, f"what follows {title!r} is a part of this person's name")


class ThingsShelf(Shelf):
    """Names of bodies, places, initiatives, events and sources."""

    __slots__ = ()

    key = staticmethod(spelling.name_key)

    @staticmethod
    def plain_words(text: str) -> Sequence[str]:
        """Return the words of a name but for small ones."""
        return [word for word in spelling.name_key(text).split() if word not in _SMALL_WORDS]

    @staticmethod
    def words(text: str) -> Sequence[str]:
        """Return the same, with China and Britain side by side always named alike."""
        return _words_of_variant(spelling.variant_key(text))

    @staticmethod
    def lines(text: str) -> tuple[str, ...]:
        """Return the key of a name, which is spelt in one order only."""
        key = spelling.name_key(text)
        # In Han script another character is another word, never a slip: 台州 and 泰州 are two cities.
        return () if max(key, default="") >= spelling.FIRST_CHARACTER else (key,)

    @staticmethod
    def reading(text: str) -> tuple[Sequence[str], str, str]:
        """Return the words of a name, its key unless in Han script, and its variant key if that differs."""
        key = spelling.name_key(text)
        variant = spelling.variant_of_key(key)
        line = "" if max(key, default="") >= spelling.FIRST_CHARACTER else key
        return _words_of_variant(variant), line, variant if variant != key else ""

    def but_for_countries(self, text: str) -> Iterator[Found]:
        """Yield the names that are the same once China and Britain are named alike."""
        if not self._held().texts:
            return
        variant = spelling.variant_key(text)
        texts = self._held().texts
        for at in self._near().by_variant.get(hash(variant)):
            if spelling.variant_key(texts[at]) == variant:
                yield self._found(at, _SAME_BUT_COUNTRIES, "the same but for how China and Britain are named")


def _words_of_variant(variant: str) -> list[str]:
    # A key is made of folded words; only what stands for both countries has a hyphen.
    return [word for word in variant.replace("-", " ").split() if word not in _SMALL_WORDS]
