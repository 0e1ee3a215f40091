"""In which records, and where in them, do some words stand?"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from attrs import field, frozen

from sinouk_innov import reprs
from sinouk_innov.model.record import Record
from sinouk_innov.questions.text_index import (
    FieldText,
    Sought,
    TextIndex,
    is_han,
    shared,
    term_of,
    term_spans,
    terms_of,
    texts_of,
)
from sinouk_innov.spelling import text_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.evidence import Citation, FactRef
    from sinouk_innov.table import Table

__all__ = ["Found", "Hit", "search"]

_QUOTATION_MARK = '["“”„＂]'
_SHORTEST_BEGINNING = 3
_SHOWN_FROM_START = 60
_BEFORE_MATCH = 30


@frozen(repr=False)
class Found:
    """A text of a record in which some of the words stand.

    Attributes:
        record: The record.
        place: The text, and where in the record it stands.
        held: Which of what was sought stands there.
    """

    record: Record
    place: FieldText
    held: tuple[Sought, ...]

    @property
    def fact(self) -> FactRef:
        """The address of the fact to which the text belongs; for the note of a record, the record."""
        return self.place.fact(self.record)

    @property
    def field(self) -> str:
        """The field, such as `gist`, `names`, `participations.role` or `roles.note`."""
        return self.place.field

    @property
    def text(self) -> str:
        """The text."""
        return self.place.text

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the fact rests; for the note of a record, all that the record rests on."""
        return self.place.citations(self.record)

    @cached_property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """The first and last offset of each place in the text where a word or phrase stands; none overlap."""
        spans = term_spans(self.text)
        return _apart(span for one in self.held for span in one.spans(spans))

    def __repr__(self) -> str:
        return f"<Found {self.fact}: {_excerpt(self)!r}>"


@frozen(repr=False)
class Hit:
    """A record in which some words stand.

    Attributes:
        record: The record.
        score: How much the words say of the record; it orders the hits of one search, and means nothing beside another.
        missing: Which of the words and phrases, as typed, stand nowhere in the record, small words aside; none, unless
            no record has all.
        sought: What was looked for in its texts.
        lines: Its texts as the index holds them: the terms of each in a line, in UTF-8.
    """

    record: Record
    score: float
    missing: tuple[str, ...]
    sought: tuple[Sought, ...] = field(repr=False)
    lines: bytes = field(repr=False)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The texts in which the words stand: those with most of them first, then names, then notes last."""
        ranked: list[tuple[int, int, float, int, Found]] = []
        lines = self.lines.split(b"\n")
        for order, (text, line) in enumerate(zip(texts_of(self.record), lines, strict=True)):
            held = tuple([one for one in self.sought if one.in_line(line)])
            if held:
                share = sum(len(one.terms) for one in held) / len(line.split())
                found = Found(self.record, text, held)
                ranked.append((-len(held), -text.importance, -share, order, found))
        return tuple(found for *_, found in sorted(ranked, key=lambda item: item[:-1]))

    @property
    def fact(self) -> FactRef:
        """The address of the fact in whose text most of the words stand."""
        return self.found[0].fact

    @property
    def field(self) -> str:
        """The field of that text."""
        return self.found[0].field

    @property
    def text(self) -> str:
        """That text."""
        return self.found[0].text

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """The first and last offset of each place in that text where a word or phrase stands."""
        return self.found[0].matches

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where that fact rests."""
        return self.found[0].citations

    def __repr__(self) -> str:
        best = self.found[0]
        lacks = "".join(f", without {text!r}" for text in self.missing)
        return f"<Hit {self.record.id} {self.score:.2f}: {best.field} {_excerpt(best)!r}{lacks}>"

    def _repr_html_(self) -> str:
        # Costs start-up time, and most programs show no HTML.
        from html import escape  # noqa: PLC0415

        rows: list[str] = []
        for found in self.found:
            at, marked = 0, ""
            for begin, end in found.matches:
                marked += f"{escape(found.text[at:begin])}<mark>{escape(found.text[begin:end])}</mark>"
                at = end
            rows.append(f"<li>{escape(found.field)}: {marked}{escape(found.text[at:])}</li>")
        lacks = f", without {escape(', '.join(self.missing))}" if self.missing else ""
        head = f"<b>{escape(reprs.shortened(self.record.label))}</b> <code>{escape(self.record.id)}</code>"
        return f"<div>{head} {self.score:.2f}{lacks}<ul>{''.join(rows)}</ul></div>"


def search(
    data: Dataset, text: str, table: str | Table[Record] | None = None, *, limit: int | None = None
) -> tuple[Hit, ...]:
    """Return the records in whose texts some words stand, best first, equally good ones by id; one hit for each record.

    Searched are names, titles, gists, categories, scopes, measures, outcomes, qualifiers, labels, roles as printed,
    groups, publishers, the wordings of dates and figures, and notes, in English and Chinese.

    All words must stand in the record, in whichever of its texts; the names of records that it is linked with are
    not among these. Small words such as `of` and `the` count where they stand but need not, unless there are no
    others. If no record has all, the hits are the records that lack fewest, and `missing` tells what they lack; a run
    of Chinese characters counts by its pairs then. How much the words say of a record is told at `TextIndex`; it counts
    double where they are the whole of a name or title.

    Case, accents, British and American spelling and the plural make no difference. Words in quotation marks stand side
    by side, as do Chinese characters that were typed without a space. The last word, if it is not in quotation marks
    and has three letters or more, may be the beginning of a longer one, which counts half.

    Args:
        data: The dataset.
        text: The words.
        table: Only records of this table, or of the table with this name.
        limit: How many hits to return at most, or all.

    Raises:
        UnknownFieldError: There is no such table.
        ValueError: The text has no letter or figure.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> hit = search(load(), "qingdao innovation center", "centres")[0]
        >>> hit.text, [hit.text[begin:end] for begin, end in hit.matches]
        ('China-UK Qingdao Overseas Innovation Centre', ['Qingdao', 'Innovation', 'Centre'])
    """
    wanted = data.table(table) if isinstance(table, str) else table
    sought = _sought(text)
    if not sought:
        raise ValueError(f"there is no word to search for in {reprs.shortened(text)!r}")
    index = data.kept(TextIndex)
    among: Container[int] | None = None
    if wanted is not None:
        # The records of a whole table lie side by side.
        among = index.numbers(wanted.kind.prefix) if isinstance(table, str) else index.numbers_of(wanted)
    found = {one: index.scores(one, among) for one in sought}
    needed = _needed(sought)
    numbers = shared([found[one] for one in needed])
    if numbers:
        bearing = index.bearing(term for one in sought for term in one.terms)
        ranked = _ranked(found, numbers, bearing, limit)
        return tuple(Hit(index.records[at], score, (), sought, index.lines[at]) for at, score in ranked)
    looser = tuple(dict.fromkeys(part for one in sought for part in one.loosened()))
    near = {one: index.scores(one, among) for one in looser}
    counts = Counter(at for one in _needed(looser) for at in near[one])
    most = max(counts.values(), default=0)
    numbers = {at for at, count in counts.items() if count == most}
    return tuple(
        Hit(
            index.records[at],
            score,
            tuple(one.text for one in needed if at not in found[one]),
            looser,
            index.lines[at],
        )
        for at, score in _ranked(near, numbers, set[int](), limit)
    )


def _needed(sought: tuple[Sought, ...]) -> tuple[Sought, ...]:
    """Return what must stand in a record: all but small words, unless there are no others."""
    return tuple(one for one in sought if not one.is_small) or sought


def _ranked(
    found: dict[Sought, dict[int, float]], numbers: set[int], bearing: set[int], limit: int | None
) -> Iterator[tuple[int, float]]:
    """Yield the numbers of some records with their scores, the best first; those that bear the name count double."""
    pairs: list[tuple[float, int]] = []
    for at in numbers:
        score = 0.0
        for scores in found.values():
            score -= scores.get(at, 0.0)
        pairs.append((2 * score if at in bearing else score, at))
    for score, at in sorted(pairs) if limit is None else nsmallest(limit, pairs):
        yield at, -score


def _sought(text: str) -> tuple[Sought, ...]:
    """Return what is sought: phrases in quotation marks, runs of Chinese characters, and other words."""
    *pieces, rest = re.split(_QUOTATION_MARK, text)
    if len(pieces) % 2:
        # A mark without another is only punctuation.
        rest = f"{pieces.pop()} {rest}"
    found: list[Sought] = []
    for at, piece in enumerate(pieces):
        found.extend(_phrase(piece) if at % 2 else _runs(piece))
    last = list(_runs(rest))
    last[-1:] = map(_unfinished, last[-1:])
    found.extend(last)
    return tuple({(one.terms, one.beginning): one for one in found}.values())


def _phrase(piece: str) -> Iterator[Sought]:
    terms = tuple(terms_of(piece))
    if terms:
        yield Sought(piece.strip(), terms)


def _runs(piece: str) -> Iterator[Sought]:
    """Yield each word, and each run of Han characters that touch, as one thing that is sought."""
    terms: list[str] = []
    first = last = 0
    for term, begin, end in term_spans(piece):
        if terms and not (begin == last and is_han(term) and is_han(terms[-1])):
            yield Sought(piece[first:last], tuple(terms))
            terms = []
        first = begin if not terms else first
        last = end
        terms.append(term)
    if terms:
        yield Sought(piece[first:last], tuple(terms))


def _unfinished(one: Sought) -> Sought:
    """Return a word as one that may go on, if it is of letters and has enough of them."""
    word = text_words(one.text)[-1]
    is_long = len(word) >= _SHORTEST_BEGINNING and word.isalpha() and term_of(word) == one.terms[0]
    return Sought(one.text, one.terms, word) if is_long and not one.is_small else one


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in their order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def _excerpt(found: Found) -> str:
    """Return a text in one short line, from somewhat before the first match if that stands far in."""
    begin, end = found.matches[0]
    if end <= _SHOWN_FROM_START:
        return reprs.shortened(found.text)
    start = found.text.find(" ", begin - _BEFORE_MATCH, begin) + 1 or begin
    return f"…{reprs.shortened(found.text[start:])}"
