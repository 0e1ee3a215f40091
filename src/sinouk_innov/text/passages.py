"""Which passages does a text consist of, and how is one of them cited?"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import Citation, fingerprint, paragraph_spans, passage_words, word_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Passage", "cite_passage", "find_passages", "holds", "passages"]

# A full stop after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Co|Ltd|Inc|Corp|Tech|Sci|Dept|Univ|No|Vol|Fig|approx|etc|e\.g|i\.e|vs|cf|al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\sa-z])|[。！？][”’」』）]*")
_NUMBERED = re.compile(r"\s+\d+\.\s+")
_LONGEST_ABBREVIATION = len("approx")
_MOST_EDGE_WORDS = 3


@frozen
class Passage:
    """One whole sentence, list item or title line of a text.

    Attributes:
        text: The passage as printed.
        paragraph: The number of the paragraph with its first word, counted from 1 over the non-blank lines.
        begin: The offset of its first character in the text.
    """

    text: str
    paragraph: int
    begin: int


def passages(text: str) -> Iterator[Passage]:
    r"""Yield the passages of a text in their order: each non-blank line, cut into sentences.

    Examples:
        >>> [passage.text for passage in passages("A title\n\nMr. Lin spoke. So did Ms. Bian.")]
        ['A title', 'Mr. Lin spoke.', 'So did Ms. Bian.']
    """
    begins = [begin for begin, _ in paragraph_spans(text)]
    for begin, end in _blocks(text):
        first = begin
        for cut in [*(begin + offset for offset in _sentence_ends(text[begin:end])), end]:
            piece = text[first:cut]
            kept = piece.strip()
            if passage_words(kept):
                at = first + piece.index(kept)
                yield Passage(kept, bisect_right(begins, at + word_spans(kept)[0][0]), at)
            first = cut


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the begin and end of each paragraph; a numbered item takes the deeper lines below it along."""
    item: tuple[int, int] | None = None
    depth = 0
    for begin, end in paragraph_spans(text):
        line = text[begin:end]
        marker = _NUMBERED.match(line)
        indent = len(line) - len(line.lstrip())
        if item is not None and marker is None and indent > depth:
            item = (item[0], end)
            continue
        if item is not None:
            yield item
            item = None
        if marker is None:
            yield begin, end
        else:
            item, depth = (begin + marker.end(), end), indent
    if item is not None:
        yield item


def _sentence_ends(line: str) -> Iterator[int]:
    for end in _END.finditer(line):
        # Not from the beginning of the line each time, since it may be long; the longest abbreviation ends here.
        if not _ABBREVIATION.search(line, max(0, end.start() - _LONGEST_ABBREVIATION), end.start() + 1):
            yield end.end()


def find_passages(text: str, wanted: str) -> tuple[Passage, ...]:
    """Return the passages that hold the wanted words, in their order and side by side.

    Punctuation, case and white space do not matter.
    """
    words = passage_words(wanted)
    return tuple(passage for passage in passages(text) if words and holds(passage_words(passage.text), words))


def holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether some words stand in their order and side by side among others."""
    return any(words[begin : begin + len(wanted)] == wanted for begin in range(len(words) - len(wanted) + 1))


def cite_passage(text: str, passage: Passage, source: str) -> Citation:
    """Return the citation of a passage, its fingerprint and edges computed from the text.

    What it supports, its basis and a note can be added with `attrs.evolve`.

    Args:
        text: The whole text of the source.
        passage: One of its `passages`.
        source: The id of the source.

    Raises:
        ValueError: The passage does not stand in the text.
    """
    if not text.startswith(passage.text, passage.begin) or not passage_words(passage.text):
        raise ValueError("the passage does not stand in the text")
    starts, ends = _edges(text, passage)
    return Citation(
        source=source,
        paragraph=passage.paragraph,
        words=len(passage_words(passage.text)),
        fingerprint=fingerprint(passage.text),
        starts=starts,
        ends=ends,
    )


def _edges(text: str, passage: Passage) -> tuple[str | None, str | None]:
    """Return the fewest first and last words that find the passage, or None where three do not."""
    words = passage_words(text)
    spans = word_spans(text)
    first = next(i for i, (_, end) in enumerate(spans) if end > passage.begin)
    last = first + len(passage_words(passage.text)) - 1
    for end in range(first + 1, min(first + _MOST_EDGE_WORDS, last + 1) + 1):
        starts = _printed(text, spans, words, first, end)
        if starts is not None and _first_at(words, words[first:end], 0) == first:
            break
    else:
        return None, None
    for begin in range(last, max(last - _MOST_EDGE_WORDS, end - 1), -1):
        ends = _printed(text, spans, words, begin, last + 1)
        if ends is not None and _first_at(words, words[begin : last + 1], end) == begin:
            return starts, ends
    return starts, None


def _printed(text: str, spans: tuple[tuple[int, int], ...], words: tuple[str, ...], begin: int, end: int) -> str | None:
    """Return a run of words as printed, or None where one character holds more words than the run, as ㍿ does."""
    printed = " ".join(text[spans[begin][0] : spans[end - 1][1]].split())
    return printed if passage_words(printed) == words[begin:end] else None


def _first_at(words: tuple[str, ...], wanted: tuple[str, ...], begin: int) -> int:
    return next(i for i in range(begin, len(words)) if words[i : i + len(wanted)] == wanted)
