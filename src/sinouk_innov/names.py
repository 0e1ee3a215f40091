"""Which records may a name mean, and why?

A `NameIndex` holds names with their owners. Names that compare as one are exact; all others are ranked, each with a
reason that a reader can judge. What makes two spellings one name stands in `spelling`.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov import spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Hit", "NameIndex"]

# Too common to tell one body from another. A person may bear any of them: To, On and Co are surnames.
_SMALL_WORDS = frozenset(
    ("a", "and", "at", "by", "co", "corp", "for", "from", "in", "inc", "ltd", "of", "on", "plc", "the", "to", "with")
)
_SHORTEST_NAME = 2
_SAME_NAME = "the same name"
_FEWEST_HAN_APART = 3
_FIRST_HAN = "\u3041"
# From how many characters on one, two or three edits are a slip and not another name.
_EDITS_FROM = (4, 10, 20)
# Two neighbours that change places touch three pairs of neighbours, no other edit touches more.
_PAIRS_PER_EDIT = 3
_NUMBERS = ("", "one letter", "two letters", "three letters")

_SAME = 1.0
_SAME_BUT_COUNTRIES = 0.95
_AFTER_TITLE = 0.9
_OTHER_DIVISION = 0.8
_SHARED_LEAST, _SHARED_SPAN = 0.6, 0.25
_NEARLY_MOST, _NEARLY_SPAN = 0.8, 1.2


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
    a search needs is worked out when it is first asked for.
    """

    def __init__(self, entries: Iterable[tuple[str, str, bool]]) -> None:
        """Hold names.

        Args:
            entries: For each name its text, the id of its owner, and whether that is a person.
        """
        distinct = sorted(set(entries))
        self._people = _Shelf(
            [(text, owner) for text, owner, is_person in distinct if is_person],
            key=spelling.person_key,
            plain=spelling.person_words,
            words=spelling.person_words,
            lines=_lines_of_person,
        )
        self._things = _Shelf(
            [(text, owner) for text, owner, is_person in distinct if not is_person],
            key=spelling.name_key,
            plain=_plain_words_of_thing,
            words=_words_of_thing,
            lines=_lines_of_thing,
        )

    def exact(self, text: str) -> tuple[Hit, ...]:
        """Return a hit for each owner of a name that compares as the same, by id.

        Examples:
            >>> NameIndex([("Peng Lv", "per-peng-lv", True)]).exact("Lü Peng")
            (Hit(text='Peng Lv', owner='per-peng-lv', score=1.0, reason='the same name'),)
        """
        return _best(chain(self._people.same(text), self._things.same(text)))

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
        people, things = self._people, self._things
        hits = chain(people.near(text), people.after_title(text), things.near(text), things.but_for_countries(text))
        return _best(hits)[: max(limit, 0)]

    def __repr__(self) -> str:
        return f"<NameIndex of {len(self._people)} names of people and {len(self._things)} others>"


def _best(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the best hit of each owner, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.owner not in best or _order(hit) < _order(best[hit.owner]):
            best[hit.owner] = hit
    return tuple(sorted(best.values(), key=_order))


def _order(hit: Hit) -> tuple[float, str, str, str]:
    return (-hit.score, hit.owner, hit.text, hit.reason)


def _plain_words_of_thing(text: str) -> list[str]:
    return [word for word in spelling.words(spelling.name_key(text)) if word not in _SMALL_WORDS]


def _words_of_thing(text: str) -> list[str]:
    return [word for word in spelling.words(spelling.variant_key(text)) if word not in _SMALL_WORDS]


def _lines_of_person(text: str) -> tuple[str, ...]:
    parts = spelling.person_words(text)
    if any(part[0] >= _FIRST_HAN for part in parts):
        return ()
    return tuple(" ".join(parts[at:] + parts[:at]) for at in range(len(parts)))


def _lines_of_thing(text: str) -> tuple[str, ...]:
    key = spelling.name_key(text)
    # In Han script another character is another word, never a slip: 台州 and 泰州 are two cities.
    return () if max(key, default="") >= _FIRST_HAN else (key,)


@frozen
class _Bag:
    """What a name is made of: words in no order, and Han and kana characters in theirs."""

    latin: frozenset[str]
    han: str

    @classmethod
    def of(cls, words: Iterable[str]) -> _Bag:
        """Put the words of a name into a bag."""
        latin, han = set[str](), ""
        for word in words:
            if word[0] >= _FIRST_HAN:
                han += word
            else:
                latin.add(word)
        return cls(frozenset(latin), han)

    def share_of(self, whole: _Bag) -> float:
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


class _Shelf:
    """Names that are read in one way, with the tables that find them. Positions stand for names."""

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        *,
        key: Callable[[str], str],
        plain: Callable[[str], Iterable[str]],
        words: Callable[[str], Iterable[str]],
        lines: Callable[[str], tuple[str, ...]],
    ) -> None:
        """Hold names.

        Args:
            entries: For each name its text and the id of its owner.
            key: Gives the key under which names are one.
            plain: Gives the words of a name that tell it from another.
            words: Gives the same, with China and Britain side by side always named alike.
            lines: Gives a name in each order in which it may be spelt, as given first; none where it is in Han script.
        """
        self._key = key
        self._plain = plain
        self._words = words
        self._lines_of = lines
        keyed = [(key(text), text, owner) for text, owner in entries]
        self._entries = [(text, owner) for key, text, owner in keyed if len(key) >= _SHORTEST_NAME]
        self._keys = [key for key, _, _ in keyed if len(key) >= _SHORTEST_NAME]
        # A letter is no name. One Han character may be, such as that of a city on its number plates; it is found as it
        # stands, and comes near nothing, since it stands in many.
        alone = [(key, text, owner) for key, text, owner in keyed if len(key) == 1 and key >= _FIRST_HAN]
        self._single = [(key, Hit(text, owner, _SAME, _SAME_NAME)) for key, text, owner in alone]

    def __len__(self) -> int:
        return len(self._entries)

    def _hit(self, at: int, score: float, reason: str) -> Hit:
        text, owner = self._entries[at]
        return Hit(text, owner, round(score, 3), reason)

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        return _table([key] for key in self._keys)

    @cached_property
    def _by_variant(self) -> dict[str, list[int]]:
        return _table([spelling.variant_key(text)] for text, _ in self._entries)

    @cached_property
    def _bags(self) -> list[_Bag]:
        return [_Bag.of(self._words(text)) for text, _ in self._entries]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        return _table({*bag.latin, *bag.han} for bag in self._bags)

    @cached_property
    def _lines(self) -> list[str]:
        return ["".join(self._lines_of(text)[:1]) for text, _ in self._entries]

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        return _table([line.replace(" ", "")] for line in self._lines)

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        return _table(map(_pairs, self._lines))

    def same(self, text: str) -> Iterator[Hit]:
        """Yield the names that compare as the same."""
        key = self._key(text)
        for at in self._by_key.get(key, ()):
            yield self._hit(at, _SAME, _SAME_NAME)
        yield from (hit for single, hit in self._single if single == key)

    def but_for_countries(self, text: str) -> Iterator[Hit]:
        """Yield the names that are the same once China and Britain are named alike."""
        for at in self._by_variant.get(spelling.variant_key(text), ()):
            yield self._hit(at, _SAME_BUT_COUNTRIES, "the same but for how China and Britain are named")

    def after_title(self, text: str) -> Iterator[Hit]:
        """Yield the people of whose name one part follows an honorific, as in `Ms Bian`."""
        title, _ = spelling.honorific(text)
        parts = spelling.person_words(text)
        if title is None or len(parts) != 1:
            return
        (part,) = parts
        in_han = part[0] >= _FIRST_HAN
        if len(part) < _SHORTEST_NAME and not in_han:
            return
        for at in self._by_word.get(part[0] if in_han else part, ()):
            # A Chinese name in Han script begins with the family.
            if not in_han or self._bags[at].han.startswith(part):
                yield self._hit(at, _AFTER_TITLE, f"what follows {title!r} is a part of this person's name")

    def near(self, text: str) -> Iterator[Hit]:
        """Yield the names that compare as the same or come near, some more than once."""
        yield from self.same(text)
        if len(self._key(text)) < _SHORTEST_NAME:
            return
        yield from self._sharing_words(text)
        for line in self._lines_of(text):
            for at in self._by_letters.get(line.replace(" ", ""), ()):
                yield self._hit(at, _OTHER_DIVISION, "the same letters, otherwise divided into words")
            yield from self._spelt_nearly(line)

    def _sharing_words(self, text: str) -> Iterator[Hit]:
        asked = _Bag.of(self._words(text))
        plain = _Bag.of(self._plain(text))
        found = {at for word in (*asked.latin, *asked.han) for at in self._by_word.get(word, ())}
        for at in found:
            stored = self._bags[at]
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
            as_stored = _Bag.of(self._plain(self._entries[at][0]))
            if not plain.share_of(as_stored) and not as_stored.share_of(plain):
                reason += ", China and Britain named otherwise"
            yield self._hit(at, _SHARED_LEAST + _SHARED_SPAN * max(inside, around), reason)

    def _spelt_nearly(self, line: str) -> Iterator[Hit]:
        most = _slips(line)
        if not most:
            return
        pairs = _pairs(line)
        # A name within `most` edits lacks no more of the pairs than they touch, so it has one of any one more of these.
        telling = sorted(pairs, key=lambda pair: (len(self._by_pair.get(pair, ())), pair))[: _PAIRS_PER_EDIT * most + 1]
        everywhere = len(telling) <= _PAIRS_PER_EDIT * most
        found = range(len(self)) if everywhere else {at for pair in telling for at in self._by_pair.get(pair, ())}
        for at in found:
            stored = self._lines[at]
            count = spelling.edits(line, stored, min(most, _slips(stored)))
            if count:
                score = _NEARLY_MOST - _NEARLY_SPAN * count / len(line)
                yield self._hit(at, score, f"spelt nearly so, {_NUMBERS[count]} apart")


def _table(keys_of_each: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return under each key the positions that have it, in order."""
    table: dict[str, list[int]] = {}
    for at, keys in enumerate(keys_of_each):
        for key in keys:
            table.setdefault(key, []).append(at)
    return table


def _pairs(line: str) -> set[str]:
    """Return the pairs of neighbouring characters, the edges counted as spaces."""
    return {a + b for a, b in pairwise(f" {line} ")}


def _slips(line: str) -> int:
    """Return how many edits are a slip in a name of this length."""
    return sum(len(line) >= fewest for fewest in _EDITS_FROM)
