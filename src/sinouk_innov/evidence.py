"""What do we know it from, and how can that be checked without keeping the text?

A `Citation` names a source and a passage in it. The passage is not kept: its fingerprint is, so that whoever holds a
copy of the page can find the passage again, whatever happened to line breaks, quotes and page furniture.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import attrs
from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.sense import id_pattern, is_id, wrong_text
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Basis",
    "Citation",
    "FactRef",
    "Linkable",
    "fingerprint",
    "is_fingerprint",
    "paragraph_spans",
    "passage_words",
    "windows",
    "word_spans",
]

SCHEME = 1
_ONE_CHARACTER = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# The class of single characters takes some milliseconds to compile; most texts lie below it and need none.
_FIRST_CHARACTER = "\u3040"
_WORD = rf"[{_ONE_CHARACTER}]|[^\W{_ONE_CHARACTER}]+"
_PLAIN_WORD = r"\w+"
_ASCII_WORD = re.compile(_PLAIN_WORD, re.ASCII)
# These are compiled when they are first asked for.
_LINE = r"[^\r\n\u2028\u2029]*[^\s\u2028\u2029][^\r\n\u2028\u2029]*"
_INVISIBLE = "[\u00ad\u200b-\u200d\ufeff]"
_HEXADECIMAL = "0123456789abcdef"
_DIGITS = 16
_FIRST_MARK = "\u0300"
_MOST_EDGE_WORDS = 3


class Basis(Term):
    """On what ground does a citation carry its fact?"""

    STATED = "stated", "the passage says so in its own words"
    ENTAILED = "entailed", "it follows from the passage for any careful reader"
    INFERRED = "inferred", "a curator's judgement, with a note that says why"


def _folded(text: str) -> str:
    return re.sub(_INVISIBLE, "", unicodedata.normalize("NFKC", text).casefold())


def passage_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as fingerprint scheme 1 counts them.

    The text is brought to NFKC and casefolded, and soft hyphens and zero-width characters are dropped. Each kana or
    Han character is a word, and so is each other run of letters, digits and underscores.

    Examples:
        >>> passage_words("Mr. Peng Lv, 770,000㎡")
        ('mr', 'peng', 'lv', '770', '000m2')
        >>> passage_words("清华科技园 TusPark")
        ('清', '华', '科', '技', '园', 'tuspark')
    """
    folded = _folded(text)
    return tuple(re.findall(_pattern(folded), folded))


def _pattern(folded: str) -> str:
    return _PLAIN_WORD if folded.isascii() or max(folded) < _FIRST_CHARACTER else _WORD


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text under scheme 1: 16 hexadecimal digits.

    They are the first 16 of the SHA-256 of its words (see `passage_words`), joined by one space, in UTF-8.

    Examples:
        >>> fingerprint("Hello, world!") == fingerprint("HELLO  world")
        True
    """
    return _digest(passage_words(text))


def _digest(words: tuple[str, ...]) -> str:
    # OpenSSL costs start-up time, and a look-up takes no fingerprint.
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def _is_edge(text: str) -> bool:
    """Tell whether a text has one to three words, as `passage_words` counts them."""
    if not text.isascii():
        return _is_odd_edge(text)
    # Most are plain words with a space between them; folding changes no number of words in ASCII.
    if text.count(" ") < _MOST_EDGE_WORDS and text.replace(" ", "").isalnum():
        return True
    return 1 <= len(_ASCII_WORD.findall(text)) <= _MOST_EDGE_WORDS


@lru_cache(1 << 14)
def _is_odd_edge(text: str) -> bool:
    return 1 <= len(passage_words(text)) <= _MOST_EDGE_WORDS


def windows(words: tuple[str, ...], count: int) -> dict[str, list[int]]:
    """Return the fingerprint of every run of `count` words of a text, and where each such run begins.

    Args:
        words: The words of the text, from `passage_words`.
        count: How many words a run has.
    """
    found: dict[str, list[int]] = {}
    for begin in range(len(words) - count + 1):
        found.setdefault(_digest(words[begin : begin + count]), []).append(begin)
    return found


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first and last offset of each word of `passage_words`, in the text as it was given.

    Examples:
        >>> word_spans("Mr. Peng Lv")
        ((0, 2), (4, 8), (9, 11))
    """
    # Folding may change the number of characters, so what folds together is folded alone and its place remembered.
    folded: list[str] = []
    origin: list[tuple[int, int]] = []
    for begin, end in _clusters(text):
        cluster = _folded(text[begin:end])
        folded.append(cluster)
        origin.extend([(begin, end)] * len(cluster))
    whole = "".join(folded)
    words = re.finditer(_pattern(whole), whole)
    return tuple((origin[word.start()][0], origin[word.end() - 1][1]) for word in words)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last offset of each run of characters that folds as if it stood alone."""
    begin = 0
    for at in range(1, len(text)):
        if not _joins(text, begin, at):
            yield begin, at
            begin = at
    if text:
        yield begin, len(text)


def _joins(text: str, begin: int, at: int) -> bool:
    """Tell whether a character may change together with those before it, from `begin`, under NFKC."""
    character = text[at]
    if character < _FIRST_MARK or text[begin].isspace():
        return False
    if unicodedata.combining(unicodedata.normalize("NFKD", character)[0]):
        return True
    # Letters may join as well: a Hangul syllable is composed of two or three.
    before = text[begin:at]
    apart = unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFKC", before + character) != apart


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    r"""Return the first and last offset of each paragraph of a text: each of its non-blank lines.

    Examples:
        >>> paragraph_spans("A title\n\nA line")
        [(0, 7), (9, 15)]
    """
    return [line.span() for line in re.finditer(_LINE, text)]


def _none_first(text: str | None) -> tuple[bool, str]:
    return (text is not None, text or "")


@frozen(order=True)
class FactRef:
    """The address of one fact: a record, a field of it, or one value of such a field.

    As text it is `record-id`, `record-id#field` or `record-id#field[key]`; the key is made from the value, never from
    its place in a list.

    Attributes:
        record: The id of the record.
        field: The field, or None where the fact is the record itself.
        key: Which value of the field, or None where the field has but one.
    """

    record: str
    field: str | None = attrs.field(default=None, order=_none_first)
    key: str | None = attrs.field(default=None, order=_none_first)

    def __attrs_post_init__(self) -> None:
        if self.field is None and self.key is not None:
            raise ValueError("only a field's value has a key")

    @classmethod
    def parse(cls, text: str) -> FactRef:
        """Read a reference from its text.

        Raises:
            ValueError: The text is no reference to a fact.

        Examples:
            >>> FactRef.parse("per-peng-lv#names[Peng Lv@en]").key
            'Peng Lv@en'
        """
        found = re.fullmatch(r"([a-z]{3}-[a-z0-9-]+)(?:#([a-z_]+)(?:\[(.+)\])?)?", text, re.ASCII | re.DOTALL)
        if found is None:
            raise ValueError(f"{text!r} is no reference to a fact")
        return cls(*found.groups())

    def __str__(self) -> str:
        if self.field is None:
            return self.record
        return f"{self.record}#{self.field}" if self.key is None else f"{self.record}#{self.field}[{self.key}]"

    def __repr__(self) -> str:
        return f"FactRef({str(self)!r})"


def link_to(url: str, starts: str | None, ends: str | None) -> str:
    """Return the address that opens a page at the passage with some first and last words; see `Citation.link`."""
    if starts is None:
        return url
    page, _, anchor = url.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}:~:text={_directive(starts, ends)}"


@lru_cache(maxsize=1 << 14)
def _directive(starts: str, ends: str | None) -> str:
    """Return a text directive for the first and last words of a passage; many facts rest on one passage."""
    # Costs start-up time, and a look-up makes no address.
    from urllib.parse import quote  # noqa: PLC0415

    edges = [starts] if ends is None else [starts, ends]
    # In a text fragment a hyphen and a comma have a meaning of their own.
    return ",".join(quote(edge, safe="").replace("-", "%2D") for edge in edges)


class Linkable(Protocol):
    """Whatever has an address on the web, such as a source."""

    @property
    def url(self) -> str | None:
        """The address of the page."""
        ...


def _wrong_source(citation: Citation) -> str | None:
    if is_id(citation.source, "src"):
        return None
    return f"a citation's source is no id of a source: {citation.source!r}"


def _unreasoned(citation: Citation) -> str | None:
    if citation.basis is Basis.INFERRED and not citation.note:
        return "an inferred citation needs a note that says why"
    return None


def _supports_twice(citation: Citation) -> str | None:
    if len(set(citation.supports)) < len(citation.supports):
        return "a citation names each field that it supports once"
    return None


def _wrong_words(citation: Citation) -> str | None:
    if wrong_text("", citation.locator) or wrong_text("", citation.note):
        return "a locator or note is blank or has white space at its ends"
    return None


def _no_number(citation: Citation) -> str | None:
    return "paragraphs are counted from 1" if citation.paragraph is not None and citation.paragraph < 1 else None


def is_fingerprint(text: str) -> bool:
    """Tell whether a text may be a fingerprint under scheme 1."""
    return len(text) == _DIGITS and not text.strip(_HEXADECIMAL)


def _no_passage(citation: Citation) -> str | None:
    if (citation.fingerprint is None) != (citation.words is None):
        return "a fingerprint and its number of words go together"
    if citation.starts is not None and citation.fingerprint is None:
        return "starts and ends belong to a passage with a fingerprint"
    if citation.ends is not None and citation.starts is None:
        return "a passage with an end has a start"
    if citation.fingerprint is not None and not is_fingerprint(citation.fingerprint):
        return f"a fingerprint is 16 hexadecimal digits, not {citation.fingerprint!r}"
    return "a passage has at least one word" if citation.words is not None and citation.words < 1 else None


def _long_edge(citation: Citation) -> str | None:
    for edge in (citation.starts, citation.ends):
        if edge is not None and not _is_edge(edge):
            return f"starts and ends have one to three words each: {edge!r}"
    return None


_NO_PASSAGE = "fingerprint is words is starts is ends is None"
_PASSAGE = "fingerprint is not None and words is not None and words > 0 and (starts is not None or ends is None)"
_WRITTEN = "len(fingerprint) == 16 and _bytes(fingerprint).hex() == fingerprint"
# Most are one plain word.
_EDGE = "starts is None or starts.isascii() and starts.isalpha() or starts in _edges or _edges(starts)"
_OF_ANY_CITATION = (
    must.Rule(
        _wrong_source, "source in _sources or _sources(source)", _sources=must.Judged(must.Later(id_pattern("src")))
    ),
    must.Rule(_unreasoned, "note or basis is not _inferred", _inferred=Basis.INFERRED),
    must.Rule(_supports_twice, "len(supports) < 2 or len(set(supports)) == len(supports)"),
    must.Rule(_wrong_words, " and ".join(f"({must.text(field).test})" for field in ("locator", "note"))),
    must.Rule(_no_number, "paragraph is None or paragraph > 0"),
    must.Rule(_no_passage, f"{_PASSAGE} and {_WRITTEN} or {_NO_PASSAGE}", _bytes=bytes.fromhex),
    must.Rule(_long_edge, f"({_EDGE}) and ({_EDGE.replace('starts', 'ends')})", _edges=must.Judged(_is_edge)),
)


@frozen(kw_only=True, repr=False)
class Citation:
    """Where a fact rests: a source and, where its text was read, one passage of it.

    Attributes:
        source: The id of the source.
        supports: On a record, the fields that the passage carries, each `field` or `field[key]`; none means the whole
            record. A part of a record (a name, a role) carries its own citations, and these say nothing here.
        basis: Whether the passage states the fact, entails it, or a curator inferred it.
        paragraph: The number of the paragraph, counted from 1 over the non-blank lines of the text.
        words: How many words the passage has, under fingerprint scheme 1.
        fingerprint: The fingerprint of the passage, under scheme 1.
        starts: The first words of the passage as printed, at most three, no more than needed to find it.
        ends: Its last words, likewise.
        locator: Where in the source, if that has no paragraphs: the key of a record, the name of a file.
        note: Why, where the basis is inferred; what a careful reader should know.
    """

    source: str
    supports: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    paragraph: int | None = None
    words: int | None = None
    fingerprint: str | None = None
    starts: str | None = None
    ends: str | None = None
    locator: str | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        must.refuse_senseless(self)

    @classmethod
    def obligations(cls) -> tuple[must.Rule, ...]:
        """Return what must hold in each instance."""
        return _OF_ANY_CITATION

    def link(self, source: Linkable) -> str | None:
        """Return the address that opens the source at the passage, or None where the source has no address.

        The address ends in a text fragment (WICG Scroll To Text Fragment): `#:~:text=starts,ends`. A fragment that the
        address of the source has of its own is kept before it.
        """
        return None if source.url is None else link_to(source.url, self.starts, self.ends)

    def __str__(self) -> str:
        place = "" if self.paragraph is None else f" ¶{self.paragraph}"
        locator = "" if self.locator is None else f", {self.locator}"
        passage = "" if self.starts is None else f" “{self.starts}{'' if self.ends is None else f' … {self.ends}'}”"
        return f"{self.source}{place}{locator}{passage}, {self.basis}"

    def __repr__(self) -> str:
        return f"<Citation {self}>"
