"""Is a text cut into passages as a reader would, and does each passage's citation find it?"""

from __future__ import annotations

import os
from itertools import pairwise, product
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, strategies as st

from hard_texts import HARD_PIECES, hard_texts
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.evidence import Citation, fingerprint, paragraph_spans, passage_words, windows, word_spans
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Name
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import NameKind, PlaceKind, PublisherKind, SourceKind
from sinouk_innov.questions.evidence import Verdict, verify
from sinouk_innov.text.passages import Passage, cite_passage, find_passages, passages

_MOST_REVEALED = 0.35
_SENTENCES = st.lists(
    st.sampled_from((
        "Mr. Lin met Ms. Bian in Qingdao.", "He said \u201cYes.\u201d", "Tus Co., Ltd. is large.", "Why not?",
        "\u6e05\u534e\u5927\u5b66\u5728\u5317\u4eac\u3002", "\u542f\u8fea\uff01", "The park is there.", "the end", "!",
    ))
    | hard_texts(4),
    max_size=6,
)  # fmt: skip
_TEXTS = st.lists(_SENTENCES.map(" ".join) | _SENTENCES.map("".join), max_size=5).flatmap(
    lambda lines: st.lists(
        st.sampled_from(("", " ", " 1.  ", "     ", "  12. ")), min_size=len(lines), max_size=len(lines)
    ).map(lambda indents: "\n".join(indent + line for indent, line in zip(indents, lines, strict=True)))
)


def _cut(text: str) -> list[str]:
    return [passage.text for passage in passages(text)]


@pytest.mark.parametrize(
    "pieces",
    [
        ["Mr. Peng Lv and Mrs. A. Smith met Prof. Li at St. John's."],
        ["Tus Co., Ltd. and X Inc. met.", "Then Y Corp. left."],
        ["It rose, cf. Fig. 3, i.e. No. 4 of Vol. 2, approx. 5, e.g. in Sept. 2020 vs. Oct. 2021."],
        ["It has 2.0 versions.", "It has 3."],
        ["Is it so?", "It is!", "Good."],
        ["\u201cIt is so.\u201d", "\u201cIs it?\u201d", "Yes."],
        ["He said (in 2019).", "(So did she.)", "Then they left."],
        ["It ended\u2026 and began again.", "It did."],
        ["It ended... and began."],
        ["The site is www.a.b and it grew."],
        ["Myapprox.", "Half came."],
        ["The visit by BigCo.", "It went well."],
        ["One.", "2023 was next."],
        ["\u6e05\u534e\u5927\u5b66\u3002", "\u5317\u4eac\u5927\u5b66\uff01", "\u662f\u5417\uff1f", "\u662f"],
        ["\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d", "\u7136\u540e\u8d70\u4e86\u3002"],
        ["\u300c\u597d\u3002\u300d", "\u8d70\u3002"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(pieces: list[str]) -> None:
    """Abbreviations, initials, numbers and small letters after a stop end nothing; quotes and brackets go along."""
    gap = "" if "\u3002" in "".join(pieces) else " "
    assert _cut(gap.join(pieces)) == pieces


def test_each_line_is_cut_by_itself() -> None:
    """A title or list item without a full stop is a passage, and lines without a word are none."""
    text = "A title\n\n * * *\n- one item\n- another item\r\nA sentence. Another\n"
    assert _cut(text) == ["A title", "- one item", "- another item", "A sentence.", "Another"]


def test_a_numbered_item_goes_on_in_deeper_lines() -> None:
    """A numbered item takes the deeper lines below it along and loses its number; the next line is by itself."""
    text = "Head\n  1.  First item\n      goes on. It ends\n      here.\n  2.  Second\n  Not deeper\n  3. "
    found = list(passages(text))
    assert [passage.text for passage in found] == [
        "First item\n      goes on." if at == 1 else piece
        for at, piece in enumerate(["Head", "", "It ends\n      here.", "Second", "Not deeper"])
    ]
    assert [passage.paragraph for passage in found] == [1, 2, 3, 5, 6]


def test_a_numbered_line_at_the_margin_is_a_line() -> None:
    """Only an indented number is a list marker: `2019. It` at the margin is the end of a sentence."""
    assert _cut("2019. It grew") == ["2019.", "It grew"]


@given(_TEXTS)
@example(" 1.  a\n     B. C")
@example(" 1. \n      deeper")
def test_passages_share_out_the_text(text: str) -> None:
    """Passages stand where they say, in order, apart; together they hold every word but the numbers of items."""
    found = list(passages(text))
    begins = [begin for begin, _ in paragraph_spans(text)]
    end = 0
    for passage in found:
        assert text.startswith(passage.text, passage.begin)
        assert passage.text == passage.text.strip()
        assert passage.begin >= end
        first = passage.begin + word_spans(passage.text)[0][0]
        assert begins[passage.paragraph - 1] <= first
        assert passage.paragraph == len(begins) or first < begins[passage.paragraph]
        end = passage.begin + len(passage.text)
    held = [word for passage in found for word in passage_words(passage.text)]
    left = list(passage_words(text))
    for word in held:
        while left and left[0] != word:
            assert left.pop(0).isdigit()
        left.pop(0)
    assert all(word.isdigit() for word in left)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("MR  lin", ["Mr. Lin spoke."]),
        ("lin spoke", ["Mr. Lin spoke."]),
        ("\u201cspoke\u201d", ["Mr. Lin spoke.", "She spoke too."]),
        ("spoke Lin", []),
        ("spok", []),
        ("spoke. She", []),
        ("", []),
        ("!", []),
    ],
)
def test_words_find_their_passages(wanted: str, found: list[str]) -> None:
    """Whole words side by side find every passage that holds them; no words find none."""
    text = "A title\nMr. Lin spoke. She spoke too."
    assert [passage.text for passage in find_passages(text, wanted)] == found


# --- citing ---------------------------------------------------------------------------------------------------------


def _at(words: tuple[str, ...], wanted: tuple[str, ...], begin: int) -> int:
    """Return where wanted words stand first, from some word on, or -1."""
    return next((at for at in range(begin, len(words)) if words[at : at + len(wanted)] == wanted), -1)


def _check_edges(text: str, passage: Passage, citation: Citation) -> None:
    """Hold the edges of a citation against all edges that it could have."""
    words, inside = passage_words(text), passage_words(passage.text)
    first = sum(end <= passage.begin for _, end in word_spans(text))
    starts = None if citation.starts is None else passage_words(citation.starts)
    ends = None if citation.ends is None else passage_words(citation.ends)
    if starts is None:
        assert ends is None
        telling = [n for n in range(1, min(3, len(inside)) + 1) if _at(words, inside[:n], 0) == first]
        assert not telling or _has_dense_character(passage.text)
        return
    assert 1 <= len(starts) <= 3
    assert f"{citation.starts} {citation.ends}" == " ".join(f"{citation.starts} {citation.ends}".split())
    assert starts == inside[: len(starts)]
    assert _at(words, starts, 0) == first
    shorter = [n for n in range(1, len(starts)) if _at(words, inside[:n], 0) == first]
    assert not shorter or _has_dense_character(passage.text)
    rest = inside[len(starts) :]
    last = first + len(inside)
    after = first + len(starts)
    enough = [n for n in range(1, min(3, len(rest)) + 1) if _at(words, rest[-n:], after) == last - n]
    if ends is None:
        assert not enough or _has_dense_character(passage.text)
        return
    assert ends == rest[-len(ends) :]
    assert len(ends) == enough[0] or _has_dense_character(passage.text)


def _has_dense_character(text: str) -> bool:
    """Tell whether one printed character holds more than one word, or parts of two."""
    spans = word_spans(text)
    return any(end > begin for (_, end), (begin, _) in pairwise(spans))


@given(_TEXTS)
@example("\u337f \u6771\u4eac\u3002\u6771\u4eac")
@example("5\u00bd is it. 5\u00bd is not.")
@example("a. B. a b. C a b. C")
@example("e\u0301tude. E\u0301tude")
@example(" \u0e33\n\u3099 a\u3002\u3099")
def test_a_citation_finds_its_passage(text: str) -> None:
    """The fingerprint stands in the text where the passage does; the edges are the fewest words that find it."""
    words, spans = passage_words(text), word_spans(text)
    for passage in passages(text):
        citation = cite_passage(text, passage, "src-a")
        first = sum(end <= passage.begin for _, end in spans)
        assert citation.source == "src-a"
        assert citation.words == len(passage_words(passage.text))
        assert first in windows(words, citation.words)[citation.fingerprint or ""]
        assert citation.paragraph == passage.paragraph
        _check_edges(text, passage, citation)


@pytest.mark.parametrize(
    ("text", "wanted", "starts", "ends"),
    [
        ("One two three four. Five six.", "two", "One", "four"),
        ("One two. Three one two.", "three", "Three", "two"),
        ("One two three. One two four.", "four", "One two four", None),
        ("One two three. One two three four five.", "five", None, None),
        ("One, two three. One two\u2013four five six.", "six", "One two\u2013four", "six"),
        ("A b c b c. X", "c", "A", "c b c"),
        ("A b c d b c d b c d. X", "d", "A", None),
        ("One", "one", "One", None),
        ("One two", "one", "One", "two"),
        (" 1.  One\n     two three\n     one", "one", "One", "one"),
        ("\u6e05\u534e\u5927\u5b66\u3002\u6e05\u534e\u56ed\u3002", "\u56ed", "\u6e05\u534e\u56ed", None),
        ("\u337f\u6771\u4eac", "\u6771\u4eac", None, None),
        ("x \u337f", "x", "x", None),
    ],
)
def test_edges_are_as_printed_and_no_more_than_needed(
    text: str, wanted: str, starts: str | None, ends: str | None
) -> None:
    """Edges keep their punctuation and stand in one line; where three words find nothing, there is none."""
    citation = cite_passage(text, find_passages(text, wanted)[-1], "src-a")
    assert (citation.starts, citation.ends) == (starts, ends)


@pytest.mark.parametrize(
    "passage",
    [Passage("One", 1, 1), Passage("Two", 1, 0), Passage("One", 1, 99), Passage("!", 1, 3), Passage("", 1, 0)],
)
def test_a_passage_of_another_text_is_refused(passage: Passage) -> None:
    """What does not stand in the text where it says, or has no word, is not cited."""
    with pytest.raises(ValueError, match="the passage does not stand in the text"):
        cite_passage("One!", passage, "src-a")


def test_a_citation_can_be_told_what_it_supports() -> None:
    """A ready citation takes what only the curator knows."""
    citation = cite_passage("One two.", next(passages("One two.")), "src-a")
    assert attrs.evolve(citation, supports=("kind",)).fingerprint == fingerprint("one two")


@given(_TEXTS)
@example(" 1.  Item one\n     goes on. It ends")
@example("One\n\u3099")
@example(" 1.  :\n     deeper")
def test_verify_finds_what_was_cited(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Every passage that stands once in a text is found by `verify`, in its paragraph."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "src-a.txt").write_bytes(text.encode("utf-8", "replace"))
    read = (folder / "src-a.txt").read_text(encoding="utf-8")
    source = Source(
        id="src-a",
        kind=SourceKind.NEWS,
        title="A",
        publisher="B",
        publisher_kind=PublisherKind.MEDIA,
        language="en",
    )
    cited = dict.fromkeys(cite_passage(read, passage, "src-a") for passage in passages(read))
    name = Name(text="P", language="en", kind=NameKind.OFFICIAL, citations=tuple(cited))
    data = Dataset.of([source, Place(id="pla-p", names=(name,), kind=PlaceKind.OTHER, note="made up")])
    words = passage_words(read)
    for checked in verify(data, folder):
        times = len(windows(words, checked.citation.words or 0)[checked.citation.fingerprint or ""])
        assert checked.verdict is (Verdict.FOUND if times == 1 else Verdict.AMBIGUOUS)


def test_hard_pieces_stay_apart_in_lines() -> None:
    """A line that folds to words is a passage of just these words, whatever hard pieces it is made of."""
    for one, other in product(HARD_PIECES, repeat=2):
        if "\n" in one + other or "\u2028" in one + other:
            continue
        held = tuple(word for passage in passages(one + other) for word in passage_words(passage.text))
        assert held == passage_words(one + other)


# --- the texts that the data cite -----------------------------------------------------------------------------------


def _sources() -> list[str]:
    folder = os.environ.get("SINOUK_SOURCES")
    if not folder:
        pytest.skip("SINOUK_SOURCES names no folder with the texts of the sources, which are in no package")
    return [file.read_text(encoding="utf-8") for file in sorted(Path(folder).glob("*.txt"))]


def test_every_passage_of_the_sources_can_be_cited() -> None:
    """In the five texts each passage is found by its fingerprint, with the fewest words as edges."""
    texts = _sources()
    assert len(texts) >= 5
    for text in texts:
        words, spans = passage_words(text), word_spans(text)
        for passage in passages(text):
            citation = cite_passage(text, passage, "src-a")
            found = windows(words, citation.words or 0)[citation.fingerprint or ""]
            assert sum(end <= passage.begin for _, end in spans) in found
            _check_edges(text, passage, citation)


def test_the_edges_of_all_passages_do_not_give_a_text_away() -> None:
    """What starts and ends of all passages reveal together is at most a third of the words of any source."""
    for text in _sources():
        edges = [cite_passage(text, passage, "src-a") for passage in passages(text)]
        revealed = sum(len(passage_words(f"{edge.starts or ''} {edge.ends or ''}")) for edge in edges)
        assert 0 < revealed <= _MOST_REVEALED * len(passage_words(text))


def test_the_bundled_citations_are_those_of_their_passages() -> None:
    """Each bundled citation of a text is what citing its passage gives: same paragraph, length and edges."""
    texts = {fingerprint(text): text for text in _sources()}
    data = load()
    held = {source.id: texts[source.fingerprint] for source in data.sources if source.fingerprint in texts}
    assert len(held) >= 5
    made = {
        (source, citation.fingerprint): citation
        for source, text in held.items()
        for citation in (cite_passage(text, passage, source) for passage in passages(text))
    }
    cited = {
        (checked.citation.source, checked.citation.fingerprint): checked.citation
        for checked in verify(data, os.environ["SINOUK_SOURCES"])
        if checked.citation.source in held and checked.citation.fingerprint is not None
    }
    assert cited
    for passage, citation in cited.items():
        again = made[passage]
        told = (citation.paragraph, citation.words, citation.starts, citation.ends)
        assert told == (again.paragraph, again.words, again.starts, again.ends)
