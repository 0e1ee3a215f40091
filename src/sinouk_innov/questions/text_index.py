"""Which words stand in the texts of which records, and how much does each say?

The index is inverted: each word leads to the records in whose texts it stands. It is made once for a dataset and kept
with it.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import attrs
from attrs import frozen

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.facts import citations_for, citations_in
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.quantities import Quantity
from sinouk_innov.spelling import is_character, text_word_spans, text_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sinouk_innov.dataset import Dataset

__all__ = [
    "FieldText",
    "Sought",
    "TextIndex",
    "is_han",
    "line_of",
    "shared",
    "term_of",
    "term_spans",
    "terms_of",
    "texts_of",
]

_NAME, _SAID, _NOTE = 4, 2, 1
"""How much a word counts in a name or title, in what else a record says, and in a note."""
_IMPORTANCE = {
    "text": _NAME,
    "title": _NAME,
    "gist": _SAID,
    "category": _SAID,
    "scope": _SAID,
    "measure": _SAID,
    "outcome": _SAID,
    "qualifier": _SAID,
    "label": _SAID,
    "role": _SAID,
    "group": _SAID,
    "publisher": _SAID,
    "wording": _SAID,
    "note": _NOTE,
}
"""The fields whose text is indexed, wherever they stand."""
_WORDLESS = frozenset({"citations", "id", "kind", "language", "family", "given", "rank", "body", "entity", "capacity"})
"""Fields without words of their own, which need not be looked at: family and given name stand in the text of a name."""
_WORDED = (PartialDate, Period, Quantity)
"""Values that keep how their source put them."""

# The usual constants of BM25, but for the length of names.
_K1 = 1.2
_LENGTH = {_NAME: 0.3, _SAID: 0.75, _NOTE: 0.75}
"""How far the length of such texts takes from a word in them: something with many names is not verbose for that."""
_BEGINNING = 0.5
"""What a word that only begins with what was asked for counts."""

# Words that mean the same but for a rule that would mean another for others: passports write lü as lyu.
_AS_ONE = {"lyu": "lv", "uks": "uk"}
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"))
_SHORTEST_PLURAL = 4
_FIRST_CHARACTER = "\u3041"
_LAST = "\U0010ffff"


# --- texts and terms ------------------------------------------------------------------------------------------------


@frozen
class FieldText:
    """A text that stands in a field of a record.

    Attributes:
        field: The field, such as `gist`, `names`, `participations.role` or `roles.note`.
        text: The text.
        importance: How much a word in it counts.
        top: The field of the record in which it stands, or None where it is of the record itself, as its note is.
        parts: The parts of the record in which it stands, the outer one first; none where it is in a plain field.
    """

    field: str
    text: str
    importance: int
    top: str | None
    parts: tuple[Part, ...] = ()

    def fact(self, record: Record) -> FactRef:
        """Return the address of the fact to which the text belongs."""
        return FactRef(record.id, self.top, self.parts[0].key if self.parts else None)

    def citations(self, record: Record) -> tuple[Citation, ...]:
        """Return where that fact rests; a title of a post on its own citations, if it has any."""
        if self.parts:
            return next((part.citations for part in reversed(self.parts) if part.citations), ())
        if self.top is not None:
            return citations_for(record, self.top)
        return tuple(dict.fromkeys(citation for _, citation in citations_in(record)))


def texts_of(record: Record) -> Iterator[FieldText]:
    """Yield the texts of a record that can be searched, in the order of its fields.

    They are names, titles, gists, categories, scopes, measures, outcomes, qualifiers, labels, roles as printed, groups,
    publishers, the wordings of dates and figures, and notes.
    """
    return _texts(record, "", None, ())


def _texts(holder: object, path: str, top: str | None, parts: tuple[Part, ...]) -> Iterator[FieldText]:
    for name in _fields(cast("Any", type(holder))):
        value = getattr(holder, name)
        if value is None:
            continue
        field = path if name == "text" else f"{path}.{name}" if path else name
        if name in _IMPORTANCE:
            # The note of a record is about all of it.
            at = name if top is None and not isinstance(holder, Absence) and name != "note" else top
            yield FieldText(field, str(value), _IMPORTANCE[name], at, parts)
        elif isinstance(value, tuple):
            for item in cast("tuple[object, ...]", value):
                if isinstance(item, Part):
                    yield from _texts(item, field, top or name, (*parts, item))
                elif isinstance(item, Absence):
                    yield from _texts(item, field, None, ())
        elif isinstance(value, _WORDED) and value.wording is not None:
            yield FieldText(f"{field}.wording", value.wording, _SAID, top or name, parts)


@cache
def _fields(holder: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(holder) if field.name not in _WORDLESS)


def terms_of(text: str) -> list[str]:
    """Return the terms of a text: its words, folded, in the singular.

    Examples:
        >>> terms_of("The UK's Science Centers & companies")
        ['the', 'uk', 'science', 'centre', 'and', 'company']
    """
    return [term_of(word) for word in text_words(text)]


def term_spans(text: str) -> list[tuple[str, int, int]]:
    """Return the terms of a text, each with its first and last offset there."""
    return [(term_of(word), begin, end) for word, begin, end in text_word_spans(text)]


def term_of(word: str) -> str:
    """Return a word in the singular, after the S-stemmer of Harman (*How Effective Is Suffixing?*, JASIS 42, 1991).

    Beyond it, -sses, -shes, -ches and -xes lose their -es, and words of three letters, such as GPS, keep their s.
    """
    if not word.endswith("s") or len(word) < _SHORTEST_PLURAL or word.endswith(("ss", "us")):
        return _AS_ONE.get(word, word)
    if word.endswith("ies") and not word.endswith(("aies", "eies")):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def is_han(term: str) -> bool:
    """Tell whether a term is a Han or kana character."""
    return term >= _FIRST_CHARACTER and len(term) == 1 and is_character(term)


def _keys(terms: list[str] | tuple[str, ...]) -> Iterator[str]:
    """Yield what a run of terms is looked up by: words, pairs of Han characters, single ones that stand alone."""
    for at, term in enumerate(terms):
        if not is_han(term):
            yield term
        elif at + 1 < len(terms) and is_han(terms[at + 1]):
            yield term + terms[at + 1]
        elif not at or not is_han(terms[at - 1]):
            yield term


# --- what is sought -------------------------------------------------------------------------------------------------


@frozen
class Sought:
    """One thing that is looked for: a word, or several that stand side by side.

    Attributes:
        text: The words, as typed.
        terms: Their terms.
        beginning: What a word may also begin with to be one, or None where it is to be whole.
    """

    text: str
    terms: tuple[str, ...]
    beginning: str | None = None

    @property
    def is_small(self) -> bool:
        """Whether it is a word that says next to nothing by itself, such as `of`."""
        return len(self.terms) == 1 and self.terms[0] in _SMALL_WORDS

    @cached_property
    def _needles(self) -> tuple[bytes, ...]:
        whole = line_of(self.terms).encode()
        return (whole,) if self.beginning is None else (whole, f" {self.beginning}".encode())

    def in_line(self, line: bytes) -> bool:
        """Tell whether it stands in a text, given as a `line_of` it in UTF-8."""
        return any(needle in line for needle in self._needles)

    def spans(self, spans: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the first and last offset of each place where it stands, given the `term_spans` of a text."""
        count = len(self.terms)
        for at, (term, begin, end) in enumerate(spans):
            if self.beginning is not None and term.startswith(self.beginning):
                yield begin, end
            elif term == self.terms[0]:
                run = spans[at : at + count]
                if tuple(term for term, _, _ in run) == self.terms:
                    yield begin, run[-1][2]

    def loosened(self) -> Iterator[Sought]:
        """Yield what a run of Chinese characters falls into where it stands nowhere: its pairs of characters."""
        if len(self.terms) > 1 and all(map(is_han, self.terms)):
            for pair in pairwise(self.terms):
                yield Sought("".join(pair), pair)
        else:
            yield self


def line_of(terms: Iterable[str]) -> str:
    """Return a text as its terms, each with a space on either side."""
    return f" {' '.join(terms)} "


# --- the index ------------------------------------------------------------------------------------------------------


class TextIndex:
    """The words of all records, each with the records in which it stands.

    Records are numbered in the order of their ids. How they were ordered in the dataset makes no difference.

    A term `t` says of a record `tf / (k1 + tf) · idf`, by BM25F (Robertson and Zaragoza, *The Probabilistic Relevance
    Framework: BM25 and Beyond*, 2009, section 3.6), where

    - `tf` is the sum, over names, other texts and notes, of how often it stands there, times the importance (4, 2, 1),
      divided by `1 - b · (1 - length / average length)`, lengths counted in words, the average over records that have
      such texts; b is 0.3 for names, of which some things have many, else 0.75, and k1 is 1.2;
    - `idf` is `ln(1 + (N - n + 0.5) / (n + 0.5))`, for n of N records that have it; the 1 keeps it above 0.
    """

    def __init__(self, data: Dataset) -> None:
        """Index a dataset."""
        self.records: tuple[Record, ...] = tuple(sorted(data, key=lambda record: record.id))
        self._ids = [record.id for record in self.records]
        streams = [_streams(record) for record in self.records]
        self.lines: tuple[bytes, ...] = tuple(lines for lines, _ in streams)
        self._bearing: dict[str, list[int]] = defaultdict(list)
        for number, (_, texts) in enumerate(streams):
            for importance, terms in texts:
                if importance == _NAME:
                    self._bearing[line_of(sorted(terms))].append(number)
        said = _postings([terms for _, terms in streams])
        # One array for all terms in their order: what begins alike lies side by side.
        self._terms = sorted(said)
        self._begins = array("I", [0])
        self._at = {term: number for number, term in enumerate(self._terms)}
        self._places = array("I")
        self._weights = array("f")
        for term in self._terms:
            places, weights = said.pop(term)
            self._places.extend(places)
            self._weights.extend(weights)
            self._begins.append(len(self._places))

    def numbers(self, prefix: str) -> range:
        """Return the numbers of the records whose ids begin with a prefix."""
        return range(bisect_left(self._ids, prefix), bisect_left(self._ids, prefix + _LAST))

    def numbers_of(self, records: Iterable[Record]) -> set[int]:
        """Return the numbers of those of some records that are here, by their ids."""
        places = [(record.id, bisect_left(self._ids, record.id)) for record in records]
        return {at for record_id, at in places if self._ids[at : at + 1] == [record_id]}

    def scores(self, sought: Sought, among: Container[int] | None) -> dict[int, float]:
        """Return how much the records say of what is sought, by their numbers.

        Args:
            sought: What is sought.
            among: Only these records count, or all.
        """
        found = self._run(sought.terms) if sought.beginning is None else self._beginning(sought)
        return found if among is None else {at: score for at, score in found.items() if at in among}

    def bearing(self, terms: Iterable[str]) -> set[int]:
        """Return the numbers of the records that bear a name or title of just these words, in any order."""
        return set(self._bearing.get(line_of(sorted(terms)), ()))

    def _said(self, first: int, last: int) -> tuple[array[int], array[float]]:
        begin, end = self._begins[first], self._begins[last]
        return self._places[begin:end], self._weights[begin:end]

    def _of(self, key: str) -> tuple[array[int], array[float]]:
        at = self._at.get(key)
        return self._said(0, 0) if at is None else self._said(at, at + 1)

    def _rarity(self, count: int) -> float:
        return math.log(1 + (len(self.records) - count + 0.5) / (count + 0.5))

    def _run(self, terms: tuple[str, ...]) -> dict[int, float]:
        keys = tuple(_keys(terms))
        found: list[dict[int, float]] = []
        for key in dict.fromkeys(keys):
            places, weights = self._of(key)
            rarity = self._rarity(len(places))
            found.append({at: weight * rarity for at, weight in zip(places, weights, strict=True)})
        if len(keys) == 1:
            return found[0]
        common = shared(found)
        line = line_of(terms).encode()
        return {at: sum(scores[at] for scores in found) for at in common if line in self.lines[at]}

    def _beginning(self, sought: Sought) -> dict[int, float]:
        beginning = sought.beginning or ""
        first, last = (bisect_left(self._terms, text) for text in (beginning, beginning + _LAST))
        places, weights = self._said(first, last)
        whole = self._of(sought.terms[0])
        rarity = self._rarity(len({*places, *whole[0]}))
        found: dict[int, float] = {}
        for factor, said in ((_BEGINNING * rarity, (places, weights)), (rarity, whole)):
            for at, weight in zip(*said, strict=True):
                score = weight * factor
                if score > found.get(at, 0.0):
                    found[at] = score
        return found

    def __repr__(self) -> str:
        return f"<TextIndex of {len(self._terms)} terms in {len(self.records)} records>"


def shared(found: list[dict[int, float]]) -> set[int]:
    """Return the numbers that all have."""
    first, *others = sorted(found, key=len)
    return set(first).intersection(*others)


_Stream = list[tuple[int, list[str]]]
"""The terms of a record's texts, with the importance of each text."""


def _streams(record: Record) -> tuple[bytes, _Stream]:
    """Return the texts of a record, each as a line, and the terms in those that have any."""
    texts = [(text.importance, terms_of(text.text)) for text in texts_of(record)]
    lines = "\n".join(line_of(terms) for _, terms in texts).encode()
    return lines, [(importance, terms) for importance, terms in texts if terms]


def _postings(streams: list[_Stream]) -> dict[str, tuple[list[int], list[float]]]:
    """Return for each term, and each pair of Han characters, the numbers of the records, and its weight in each."""
    lengths = [Counter[int]() for _ in streams]
    for length, stream in zip(lengths, streams, strict=True):
        for importance, terms in stream:
            length[importance] += len(terms)
    totals, having = Counter[int](), Counter[int]()
    for length in lengths:
        totals.update(length)
        having.update(length.keys())
    said: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for number, (length, stream) in enumerate(zip(lengths, streams, strict=True)):
        counts: dict[str, float] = defaultdict(float)
        for importance, terms in stream:
            average = totals[importance] / having[importance]
            once = importance / (1 - _LENGTH[importance] * (1 - length[importance] / average))
            for term in (*terms, *_pairs(terms)):
                counts[term] += once
        for term, count in counts.items():
            places, weights = said[term]
            places.append(number)
            weights.append(count / (_K1 + count))
    return said


def _pairs(terms: list[str]) -> Iterator[str]:
    for one, other in pairwise(terms):
        if one >= _FIRST_CHARACTER and is_han(one) and is_han(other):
            yield one + other
