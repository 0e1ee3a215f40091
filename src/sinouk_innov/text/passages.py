"""Which passages does a text consist of, and how is one of them cited?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import Citation, fingerprint, paragraph_spans, passage_words, word_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Passage", "cite_passage", "find_passages", "passages"]

# A full stop after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Co|Ltd|Inc|Corp|Tech|Sci|Dept|Univ|No|Vol|Fig|approx|etc|e\.g|i\.e|vs|cf|al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\sa-z])|[。！？][”’」』）]*")
_NUMBERED = re.compile(r"\s+\d+\.\s+")
_MOST_EDGE_WORDS = 3


@frozen
class Passage:
    """One whole sentence, list item or title line of a text.

    Attributes:
        text: The passage as printed.
        paragraph: The number of its paragraph, counted from 1 over the non-blank lines.
        begin: The offset of its first character in the text.
    """

    text: str
    paragraph: int
    begin: int


def passages(text: str) -> Iterator[Passage]:
    r"""Yield the passages of a text in their order: each non-blank line, cut into sentences.

    >>> [passage.text for passage in passages("A title\\n\\nMr. Lin spoke. So did Ms. Bian.")]
    ['A title', 'Mr. Lin spoke.', 'So did Ms. Bian.']
    """
    for paragraph, begin, end in _paragraphs(text):
        first = begin
        for cut in [*(begin + offset for offset in _sentence_ends(text[begin:end])), end]:
            piece = text[first:cut]
            kept = piece.strip()
            if passage_words(kept):
                yield Passage(kept, paragraph, first + piece.index(kept))
            first = cut


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the number, begin and end of each paragraph; a numbered item takes the deeper lines below it along."""
    item: tuple[int, int, int] | None = None
    depth = 0
    for number, (begin, end) in enumerate(paragraph_spans(text), 1):
        line = text[begin:end]
        marker = _NUMBERED.match(line)
        indent = len(line) - len(line.lstrip())
        if item is not None and marker is None and indent > depth:
            item = (item[0], item[1], end)
            continue
        if item is not None:
            yield item
            item = None
        if marker is None:
            yield number, begin, end
        else:
            item, depth = (number, begin + marker.end(), end), indent
    if item is not None:
        yield item


def _sentence_ends(line: str) -> Iterator[int]:
    for end in _END.finditer(line):
        if not _ABBREVIATION.search(line[: end.start() + 1]):
            yield end.end()


def find_passages(text: str, wanted: str) -> tuple[Passage, ...]:
    """Return the passages that hold the wanted words, in their order and side by side.

    Punctuation, case and white space do not matter.
    """
    words = passage_words(wanted)
    return tuple(passage for passage in passages(text) if words and _holds(passage_words(passage.text), words))


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(words[begin : begin + len(wanted)] == wanted for begin in range(len(words) - len(wanted) + 1))


def cite_passage(text: str, passage: Passage, source: str) -> Citation:
    """Return the citation of a passage, its fingerprint and edges computed from the text.

    What it supports, its basis and a note can be added with `attrs.evolve`.

    Args:
        text: The whole text of the source.
        passage: One of its `passages`.
        source: The id of the source.
    """
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
    first = next(i for i, (begin, _) in enumerate(spans) if begin >= passage.begin)
    last = first + len(passage_words(passage.text)) - 1
    for most in range(1, min(_MOST_EDGE_WORDS, last - first + 1) + 1):
        if _first_at(words, words[first : first + most], 0) == first:
            break
    else:
        return None, None
    starts = _one_line(text[spans[first][0] : spans[first + most - 1][1]])
    if first + most > last:
        return starts, None
    for least in range(1, min(_MOST_EDGE_WORDS, last - first - most + 1) + 1):
        if _first_at(words, words[last - least + 1 : last + 1], first + most) == last - least + 1:
            return starts, _one_line(text[spans[last - least + 1][0] : spans[last][1]])
    return starts, None


def _first_at(words: tuple[str, ...], wanted: tuple[str, ...], begin: int) -> int:
    return next(i for i in range(begin, len(words)) if words[i : i + len(wanted)] == wanted)


def _one_line(text: str) -> str:
    return " ".join(text.split())
