"""Can a passage be found again by its fingerprint, and does a citation keep to its own sense?"""

from __future__ import annotations

import hashlib
import pickle
import re
import unicodedata
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import example, given, strategies as st

from hard_texts import HARD_PIECES, hard_texts
from sinouk_innov.evidence import (
    Basis,
    Citation,
    FactRef,
    fingerprint,
    paragraph_spans,
    passage_words,
    windows,
    word_spans,
)


@attrs.frozen
class _Page:
    url: str | None


def _naive_words(text: str) -> list[str]:
    """Return the words of scheme 1 as its description has them, character by character."""
    words: list[str] = []
    run = ""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for character in folded:
        code = ord(character)
        if code == 0xAD or 0x200B <= code <= 0x200D or code == 0xFEFF:
            continue
        alone = any(low <= code <= high for low, high in _ALONE)
        if (character.isalnum() or character == "_") and not alone:
            run += character
            continue
        if run:
            words.append(run)
            run = ""
        if alone:
            words.append(character)
    return [*words, run] if run else words


_ALONE = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" \n\u3000.,!", ()),
        ("\u200b\u200d\ufeff\u00ad", ()),
        ("Hello, world!", ("hello", "world")),
        ("don\u2019t", ("don", "t")),
        ("high-tech", ("high", "tech")),
        ("a_b", ("a_b",)),
        ("770,000\u33a1", ("770", "000m2")),
        ("of\ufb01ce", ("office",)),
        ("Stra\u00dfe \u1e9e", ("strasse", "ss")),
        ("\u0130stanbul", ("i", "stanbul")),
        ("inno\u00advation", ("innovation",)),
        ("inno\u200bvation", ("innovation",)),
        ("e\u0301tude \u00e9tude", ("\u00e9tude", "\u00e9tude")),
        ("x\u0323\u0302", ("x",)),
        ("\uff34\uff35\uff33", ("tus",)),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", ("\ud55c\uad6d",)),
        ("\uff76\uff9e", ("\u30ac",)),
        ("\u30ab\u3099", ("\u30ac",)),
        ("\u5c71\u4e1c\u7701", ("\u5c71", "\u4e1c", "\u7701")),
        ("TusPark\u542f\u8fea2023", ("tuspark", "\u542f", "\u8fea", "2023")),
        ("\u337f", ("\u682a", "\u5f0f", "\u4f1a", "\u793e")),
        ("5\u00bd", ("51", "2")),
        ("\U0001f44d\U0001f3fd ok", ("ok",)),
        ("\u03a3\u03ac\u03c2", ("\u03c3\u03ac\u03c3",)),
        ("a\nb\u00a0c\u2028d", ("a", "b", "c", "d")),
    ],
)
def test_words_of_hard_texts(text: str, words: tuple[str, ...]) -> None:
    """Case, width, ligatures, marks, invisible characters and scripts fold as scheme 1 says."""
    assert passage_words(text) == words


@given(hard_texts())
@example("\u30fb\u3040\u30ff")
def test_words_are_those_of_the_description(text: str) -> None:
    """A reading of scheme 1 character by character gives the same words, and the fingerprint follows from them."""
    words = _naive_words(text)
    assert list(passage_words(text)) == words
    assert fingerprint(text) == hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()[:16]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("", "e3b0c44298fc1c14"),
        ("hello world", "b94d27b9934d3e08"),
        ("Hello,\u00a0WORLD!", "b94d27b9934d3e08"),
        ("\u201cHello\u201d \u2014 wor\u00adld\u2026", "b94d27b9934d3e08"),
    ],
)
def test_fingerprints_that_strangers_get(text: str, digits: str) -> None:
    """The fingerprint begins as `sha256sum` does over the words: of nothing, and of `hello world`."""
    assert fingerprint(text) == digits


@given(hard_texts(16))
@example("e\u0301tude")
@example("caf\u0065\u0301")
@example("a\u0315\u0301")
@example("\u1112\u1161\u11ab\u1100")
@example("\uffbe\uffc2")
@example("\u30ab\u3099\u30ab")
@example("\uff76\uff9e\uff9e")
@example("\u0b47\u0b3e")
@example("\u337f5\u00bd")
@example("\u0130a")
@example("word\u200bword")
def test_spans_slice_the_words_out_of_the_text(text: str) -> None:
    """There is a span for each word, in order, and what it slices out of the text folds to that word."""
    words, spans = passage_words(text), word_spans(text)
    assert len(spans) == len(words)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert spans == tuple(sorted(spans))
    for word, (begin, end) in zip(words, spans, strict=True):
        sliced = passage_words(text[begin:end])
        # One character may hold several words, as one half does, or the end of one word and all of the next.
        assert word in sliced
        assert sliced == (word,) or spans.count((begin, end)) > 1 or _shares(spans, begin, end)


def _shares(spans: tuple[tuple[int, int], ...], begin: int, end: int) -> bool:
    """Tell whether a span has a character in common with another."""
    return any((b, e) != (begin, end) and b < end and begin < e for b, e in spans)


@given(st.lists(st.sampled_from(("word", "Peng", "e\u0301tude", "\ufb01rm", "\u00df", "\uff21", "\ud55c", "\u6e05"))))
def test_a_span_is_the_printed_word(printed: list[str]) -> None:
    """Between spaces and commas, each span slices out exactly the word as printed."""
    text = ", ".join(printed)
    assert [text[begin:end] for begin, end in word_spans(text)] == printed


def test_spans_do_not_slow_down_with_marks() -> None:
    """A letter with very many marks is folded at once, not mark by mark."""
    assert word_spans("e" + "\u0301" * 20_000) == ((0, 20_001),)


@given(hard_texts(), hard_texts(), st.sampled_from((" ", "\n", "\n\n \u00a0", ". ", "\u3002")))
def test_what_stands_around_a_passage_does_not_matter(before: str, passage: str, gap: str) -> None:
    """A window of the passage's length over a page finds the passage."""
    page = passage_words(before + gap + passage + gap + before)
    count = len(passage_words(passage))
    found = windows(page, count)
    if count:
        assert len(passage_words(before)) in found[fingerprint(passage)]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.integers(1, 6))
def test_windows_hold_every_run(words: list[str], count: int) -> None:
    """Each run of words stands under its own fingerprint, with every place where it begins, and nothing else."""
    found = windows(tuple(words), count)
    naive: dict[str, list[int]] = {}
    for begin in range(len(words)):
        if begin + count <= len(words):
            naive.setdefault(fingerprint(" ".join(words[begin : begin + count])), []).append(begin)
    assert found == naive


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\n", []),
        ("one", ["one"]),
        ("one\n\n two \r\nthree\r\rfour\u2028five\u2029six", ["one", " two ", "three", "four", "five", "six"]),
        ("a\u000bb\u000cc\u0085d", ["a\u000bb\u000cc\u0085d"]),
        ("\u3000\none", ["one"]),
    ],
)
def test_paragraphs_are_lines_that_are_not_blank(text: str, paragraphs: list[str]) -> None:
    """A paragraph is a line with something in it, whatever ends the lines."""
    assert [text[begin:end] for begin, end in paragraph_spans(text)] == paragraphs


@given(hard_texts(20))
def test_paragraphs_hold_every_word(text: str) -> None:
    """No word of a text stands outside its paragraphs, and no paragraph reaches over a line's end."""
    spans = paragraph_spans(text)
    pieces = [text[begin:end] for begin, end in spans]
    assert [word for piece in pieces for word in passage_words(piece)] == list(passage_words(text))
    assert all(piece.strip() and not re.search("[\r\n\u2028\u2029]", piece) for piece in pieces)


# --- references -----------------------------------------------------------------------------------------------------

_KEYS = st.text(min_size=1, max_size=20) | st.sampled_from(("Peng Lv@en", "a[b]c", "]", "[", "a]#b[c]", "two\nlines"))
_REFS = st.builds(FactRef, st.sampled_from(("per-peng-lv", "org-a-1", "sta-2020"))) | st.builds(
    FactRef, st.just("per-peng-lv"), st.sampled_from(("names", "part_of")), st.none() | _KEYS
)


@given(_REFS)
@example(FactRef("rel-a", "about", "x]\n#y[z]"))
def test_a_reference_reads_its_own_text(ref: FactRef) -> None:
    """`parse` undoes `str`, whatever stands in the key; the repr holds the text."""
    assert FactRef.parse(str(ref)) == ref
    assert repr(ref) == f"FactRef({str(ref)!r})"
    assert pickle.loads(pickle.dumps(ref)) == ref  # noqa: S301  our own bytes


@given(st.lists(_REFS, max_size=8))
def test_references_sort(refs: list[FactRef]) -> None:
    """References have an order: a record before its fields, and a field before its values."""
    ranked = [(ref.record, ref.field or "", ref.key or "") for ref in sorted(refs)]
    assert ranked == sorted(ranked)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("per-peng-lv", ("per-peng-lv", None, None)),
        ("per-peng-lv#roles", ("per-peng-lv", "roles", None)),
        ("org-x#names[Co. [UK] #1@en]", ("org-x", "names", "Co. [UK] #1@en")),
    ],
)
def test_a_reference_has_up_to_three_parts(text: str, parts: tuple[str, str | None, str | None]) -> None:
    """Text gives record, field and key; what is not there is None."""
    ref = FactRef.parse(text)
    assert (ref.record, ref.field, ref.key) == parts


@pytest.mark.parametrize(
    "text",
    ["", "per", "per-", "Per-x", "per-x#", "per-x#Names", "per-x#names[]", "per-x#names[a", "per-x#names[a] ", "per-é"],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    """A text that no fact has as its address is refused by name."""
    with pytest.raises(ValueError, match="is no reference to a fact") as caught:
        FactRef.parse(text)
    assert repr(text) in str(caught.value)


def test_a_key_needs_a_field() -> None:
    """A key without a field would be lost in the text, so there is none."""
    with pytest.raises(ValueError, match="only a field's value has a key"):
        FactRef("per-x", key="a")


# --- citations ------------------------------------------------------------------------------------------------------

_PRINT = "0123456789abcdef"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"source": "per-x"}, "a citation's source is no id of a source: 'per-x'"),
        ({"basis": Basis.INFERRED}, "an inferred citation needs a note that says why"),
        ({"supports": ("kind", "kind")}, "a citation names each field that it supports once"),
        ({"note": ""}, "a locator or note is blank or has white space at its ends"),
        ({"locator": " row 3"}, "a locator or note is blank or has white space at its ends"),
        ({"paragraph": 0}, "paragraphs are counted from 1"),
        ({"fingerprint": _PRINT}, "a fingerprint and its number of words go together"),
        ({"words": 3}, "a fingerprint and its number of words go together"),
        ({"starts": "In order"}, "starts and ends belong to a passage with a fingerprint"),
        ({"fingerprint": _PRINT, "words": 3, "ends": "end"}, "a passage with an end has a start"),
        ({"fingerprint": _PRINT[:-1], "words": 3}, "a fingerprint is 16 hexadecimal digits, not '0123456789abcde'"),
        ({"fingerprint": _PRINT.upper(), "words": 3}, "a fingerprint is 16 hexadecimal digits"),
        ({"fingerprint": _PRINT, "words": 0}, "a passage has at least one word"),
        ({"fingerprint": _PRINT, "words": 9, "starts": "one two three four"}, "have one to three words each"),
        ({"fingerprint": _PRINT, "words": 9, "starts": "one", "ends": "..."}, "one to three words each: '...'"),
    ],
)
def test_a_citation_without_sense_is_refused(facts: dict[str, object], reason: str) -> None:
    """What cannot be in a citation is refused when it is made, with the reason."""
    with pytest.raises(ValueError, match=re.escape(reason)):
        Citation(**{"source": "src-a", **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"basis": Basis.INFERRED, "note": "the names agree"},
        {"supports": ("kind", "operators[org-x]"), "basis": Basis.ENTAILED},
        {"locator": "row 3"},
        {"paragraph": 1},
        {"fingerprint": _PRINT, "words": 1},
        {"fingerprint": _PRINT, "words": 9, "starts": "one two three", "ends": "\u6e05\u534e\u5927", "paragraph": 7},
    ],
)
def test_a_citation_with_sense_is_taken(facts: dict[str, object]) -> None:
    """A citation may name a source alone, a place in it, or a passage with one or both of its edges."""
    citation = Citation(**{"source": "src-a", **facts})  # type: ignore[arg-type]
    assert {name: getattr(citation, name) for name in facts} == facts
    assert pickle.loads(pickle.dumps(citation)) == citation  # noqa: S301  our own bytes


def _citation(starts: str | None, ends: str | None = None) -> Citation:
    return Citation(source="src-a", fingerprint=_PRINT, words=9, starts=starts, ends=ends)


@pytest.mark.parametrize(
    ("starts", "ends", "address", "link"),
    [
        ("In order", "Taizhou Bay", "https://a.b/c", "https://a.b/c#:~:text=In%20order,Taizhou%20Bay"),
        ("In order", None, "https://a.b/c?d=1&e=2", "https://a.b/c?d=1&e=2#:~:text=In%20order"),
        ("high-tech", "R&D, too", "https://a.b", "https://a.b#:~:text=high%2Dtech,R%26D%2C%20too"),
        ("\u8fb9\u7965\u6167", None, "https://a.b", "https://a.b#:~:text=%E8%BE%B9%E7%A5%A5%E6%85%A7"),
        ("50% up#1", "a/b?c", "https://a.b", "https://a.b#:~:text=50%25%20up%231,a%2Fb%3Fc"),
        ("In", "end", "https://a.b/c#part-2", "https://a.b/c#part-2:~:text=In,end"),
        ("In", None, "https://a.b/c#part:~:text=other", "https://a.b/c#part:~:text=In"),
        ("In", None, "https://a.b/c#", "https://a.b/c#:~:text=In"),
        (None, None, "https://a.b/c#part", "https://a.b/c#part"),
        ("In", "end", None, None),
        (None, None, None, None),
    ],
)
def test_a_link_opens_the_page_at_the_passage(
    starts: str | None, ends: str | None, address: str | None, link: str | None
) -> None:
    """What has a meaning in a text fragment is encoded, and the address keeps a fragment of its own."""
    assert _citation(starts, ends).link(_Page(address)) == link


_EDGES = st.sampled_from([piece for piece in HARD_PIECES if 1 <= len(passage_words(piece)) <= 3 and piece.strip()])


@given(_EDGES, st.none() | _EDGES)
def test_a_link_holds_its_edges(starts: str, ends: str | None) -> None:
    """A browser that splits the fragment at commas and decodes it gets the edges back."""
    link = _citation(starts, ends).link(_Page("https://a.b/c"))
    assert link is not None
    assert link.isascii()
    fragment = link.removeprefix("https://a.b/c#:~:text=")
    assert [unquote(edge) for edge in fragment.split(",")] == [edge for edge in (starts, ends) if edge is not None]
    assert "-" not in fragment
    assert "&" not in fragment


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (Citation(source="src-a"), "<Citation src-a, stated>"),
        (Citation(source="src-a", paragraph=4, basis=Basis.ENTAILED), "<Citation src-a \u00b64, entailed>"),
        (_citation("In order"), "<Citation src-a \u201cIn order\u201d, stated>"),
        (_citation("In", "end"), "<Citation src-a \u201cIn \u2026 end\u201d, stated>"),
    ],
)
def test_a_citation_shows_where_it_points(citation: Citation, text: str) -> None:
    """The repr names source, paragraph, edges and basis, as far as there are such."""
    assert repr(citation) == text
