"""Does each citation hold against the texts, whatever became of line breaks, quotes and page furniture?"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.evidence import fingerprint, windows
from sinouk_innov.questions.evidence import Checked, Verdict, verify
from sinouk_innov.text.passages import cite_passage, passages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinouk_innov.dataset import Dataset

TITLE = "Park opens in Qingdao"
TEXT = f"""{TITLE}

Mr. Lin “opened” the park, with 1,500 m² of space. Ms Bian spoke – 边祥慧 was glad.
The co-operation goes on; Peng Lv's bureau helps.
"""
OTHER = "Something else altogether\n\nNothing of that other story stands here.\n"


def cited(text: str, slug: str = "page", **fields: str) -> Dataset:
    """Return a dataset that cites each passage of a text once, each for a name of a place of its own."""
    made = [cite_passage(text, passage, f"src-{slug}") for passage in passages(text)]
    places = [small.place(f"{slug}-{at}", names=(small.name(f"n{at}", one),)) for at, one in enumerate(made)]
    return small.dataset(small.source(slug, **fields), *places)


def verdicts(checked: tuple[Checked, ...]) -> list[str]:
    """Return the verdicts."""
    return [str(item.verdict) for item in checked]


def put(folder: Path, **texts: str) -> Path:
    """Write texts to a folder; in names, two underscores stand for a dot and one for a hyphen."""
    for name, text in texts.items():
        (folder / name.replace("__", ".").replace("_", "-")).write_text(text, encoding="utf-8")
    return folder


def test_every_citation_of_the_bundled_data_is_found() -> None:
    """Each fingerprint in the data is that of a passage of its text, in the paragraph that the citation says."""
    folder = os.environ.get("SINOUK_SOURCES")
    if not folder:
        pytest.skip("SINOUK_SOURCES names no folder with the texts that are cited")
    checked = [item for item in verify(load(), folder) if item.citation.fingerprint is not None]
    assert len(checked) == sum(
        "fingerprint" in citation for record in naive.records(naive.raw()) for citation in naive.citations(record)
    )
    # Texts of the wider field may be missing; those of the founding documents are there.
    checked = [item for item in checked if item.file is not None]
    assert {item.citation.source for item in checked} >= {
        source.id for source in load().sources if source.fingerprint is not None and source.accessed is None
    }
    assert [item for item in checked if item.verdict is not Verdict.FOUND] == []
    assert len({item.file for item in checked}) == len({item.citation.source for item in checked})
    assert all(item.paragraph == item.citation.paragraph for item in checked)


def test_each_citation_gets_one_verdict(tmp_path: Path) -> None:
    """As many verdicts as citations stand in the files of each record, also where there is no text at all."""
    found = Counter((item.record, item.citation.source, item.citation.fingerprint) for item in verify(load(), tmp_path))
    assert found == Counter(
        (record["id"], citation["source"], citation.get("fingerprint"))
        for record in naive.records(naive.raw())
        for citation in naive.citations(record)
    )
    assert {(item.verdict, item.file) for item in verify(load(), tmp_path)} == {(Verdict.NO_TEXT, None)}


def test_a_passage_is_found(tmp_path: Path) -> None:
    """In the very text that was cited, each passage stands where it is said to stand."""
    checked = verify(cited(TEXT), put(tmp_path, src_page__txt=TEXT))
    assert verdicts(checked) == ["found"] * 4
    assert [(item.record, item.path, item.file, item.paragraph) for item in checked][1] == (
        "pla-page-1",
        "names[0].citations[0]",
        "src-page.txt",
        2,
    )
    assert repr(checked[0]) == "<Checked found: pla-page-0.names[0].citations[0], src-page>"


def test_a_passage_has_moved(tmp_path: Path) -> None:
    """With other lines before it, it is found in another paragraph, which is told."""
    checked = verify(cited(TEXT), put(tmp_path, src_page__md=f"Menu\nHome\n{TEXT}"))
    assert verdicts(checked) == ["moved"] * 4
    assert [item.paragraph for item in checked] == [3, 4, 4, 5]


def test_a_citation_without_a_paragraph_cannot_move(tmp_path: Path) -> None:
    """Where a citation says nothing of paragraphs, any will do."""
    data = small.dataset(
        small.source("page"), small.place("a", names=(small.name("n", small.citation("page", TITLE)),))
    )
    assert verdicts(verify(data, put(tmp_path, src_page__txt=f"Menu\n{TEXT}"))) == ["found"]


def test_a_passage_is_ambiguous(tmp_path: Path) -> None:
    """Twice in the text, it is not one passage any more; in which paragraph is not told."""
    checked = verify(cited(TEXT), put(tmp_path, src_page__txt=f"{TEXT}\nRead also: {TITLE}\n"))
    assert verdicts(checked) == ["ambiguous", "found", "found", "found"]
    assert checked[0].paragraph is None


def test_a_passage_is_missing(tmp_path: Path) -> None:
    """One changed word is enough."""
    checked = verify(cited(TEXT), put(tmp_path, src_page__txt=TEXT.replace("glad", "sad")))
    assert verdicts(checked) == ["found", "found", "missing", "found"]
    assert (checked[2].file, checked[2].paragraph) == ("src-page.txt", None)


def test_there_is_no_text(tmp_path: Path) -> None:
    """Neither for a source whose text is not in the folder, nor for a citation that names no passage."""
    data = small.dataset(
        small.source("page"),
        small.source("gone"),
        small.place("a", names=(small.name("n", small.citation("page", locator="row 7")),)),
        small.place("b", names=(small.name("n", small.citation("gone", "some words")),)),
    )
    checked = verify(data, put(tmp_path, src_page__txt=TEXT))
    assert verdicts(checked) == ["no_text", "no_text"]
    assert [item.file for item in checked] == ["src-page.txt", None]


CHANGES: dict[str, Callable[[str], str]] = {
    "other line breaks": lambda text: text.replace(" ", "\n"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no line breaks": lambda text: " ".join(text.split()),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"').replace("'", "’"),
    "page furniture": lambda text: f"Home | News | 中文\nShare\n{text}\nCopyright 2024. All rights reserved.\n",
    "soft hyphens": lambda text: text.replace("operation", "opera\u00adtion"),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "capitals": lambda text: text.upper().replace("M²", "m²"),
    "full width": lambda text: text.replace("1,500", "１，５００"),
    "tags": lambda text: (
        re.sub(r"^(.+)$", r"<p>\1</p>", text, flags=re.MULTILINE).replace("<p>", "* ").replace("</p>", "")
    ),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_does_not_matter(change: str, tmp_path: Path) -> None:
    """Each passage is still known after a change that leaves its words as they are."""
    changed = CHANGES[change](TEXT)
    assert changed != TEXT
    checked = verify(cited(TEXT), put(tmp_path, src_page__txt=changed))
    assert set(verdicts(checked)) <= {"found", "moved"}


def test_a_text_belongs_to_the_source_that_its_file_names(tmp_path: Path) -> None:
    """The file's name decides, even against the words; a retired id names its successor; the first of two counts."""
    assert verdicts(verify(cited(TEXT), put(tmp_path, src_page__txt=OTHER, b__txt=TEXT))) == ["missing"] * 4
    old = small.dataset(*cited(TEXT), src_old="src-page")
    (tmp_path / "src-page.txt").unlink()
    assert verdicts(verify(old, put(tmp_path, src_old__txt=TEXT))) == ["found"] * 4
    put(tmp_path, src_page__md=TEXT, src_page__txt=OTHER)
    assert verdicts(verify(cited(TEXT), tmp_path)) == ["found"] * 4


def test_a_text_belongs_to_the_source_that_has_its_fingerprint(tmp_path: Path) -> None:
    """Where the name says nothing the whole text's fingerprint decides, even where nothing cites a passage."""
    data = small.dataset(
        small.source("one", fingerprint=fingerprint(TEXT)),
        small.source("two"),
        small.place("a", names=(small.name("n", small.citation("two", TITLE)),)),
        small.place("b", names=(small.name("n", small.citation("one", locator="all of it")),)),
    )
    checked = {item.citation.source: item for item in verify(data, put(tmp_path, **{"000__txt": TEXT.upper()}))}
    assert checked["src-one"].file == "000.txt"
    assert checked["src-two"].verdict is Verdict.NO_TEXT


def test_a_text_belongs_to_the_source_most_of_whose_passages_it_has(tmp_path: Path) -> None:
    """A copy with furniture is known by its passages; a text that quotes one of them does not take its place."""
    data = small.dataset(*cited(TEXT), *cited(OTHER, "other"))
    quoting = f"Elsewhere we read:\n\n{TITLE}\n"
    put(tmp_path, a__txt=quoting, b__txt=f"Menu\n{TEXT}", c__txt=f"Menu\n{OTHER}", d__txt="Of no source.")
    checked = verify(data, tmp_path)
    assert {item.citation.source: item.file for item in checked} == {"src-page": "b.txt", "src-other": "c.txt"}
    assert set(verdicts(checked)) == {"moved"}


def test_each_text_belongs_to_one_source_and_each_source_has_one_text(tmp_path: Path) -> None:
    """Two sources that share passages with two texts get the better one each."""
    data = small.dataset(*cited(TEXT), *cited(f"{TEXT}\nOne more line.\n", "longer"))
    put(tmp_path, a__txt=TEXT, b__txt=f"{TEXT}\nOne more line.\n")
    checked = verify(data, tmp_path)
    assert {item.citation.source: item.file for item in checked} == {"src-page": "a.txt", "src-longer": "b.txt"}
    assert set(verdicts(checked)) == {"found"}


def test_one_text_is_not_that_of_two_sources(tmp_path: Path) -> None:
    """Where two sources have passages in the only text, it is that of the one that has more of them."""
    data = small.dataset(*cited(TEXT), *cited(f"{TITLE}\nAnother story altogether.\n", "other"))
    checked = verify(data, put(tmp_path, a__txt=TEXT))
    assert {item.citation.source: item.file for item in checked} == {"src-page": "a.txt", "src-other": None}


def test_only_texts_are_read(tmp_path: Path) -> None:
    """Other files and folders are left alone, and bytes that are no UTF-8 do no harm."""
    put(tmp_path, src_page__html=TEXT)
    (tmp_path / "src-page.txt").mkdir()
    assert set(verdicts(verify(cited(TEXT), tmp_path))) == {"no_text"}
    (tmp_path / "copy.txt").write_bytes(b"\xff\xfe\n" + TEXT.encode())
    assert set(verdicts(verify(cited(TEXT), tmp_path))) == {"moved"}


@pytest.mark.parametrize("place", ["nowhere", "file.txt"])
def test_a_folder_is_needed(place: str, tmp_path: Path) -> None:
    """What is no folder is an error."""
    put(tmp_path, file__txt=TEXT)
    with pytest.raises(NotADirectoryError, match="there is no folder"):
        verify(load(), tmp_path / place)


WORDS = st.lists(st.sampled_from(["park", "Qingdao", "边", "500", "Lv", "opens"]), min_size=1, max_size=12)


@given(WORDS, st.integers(1, 4), st.sampled_from([" ", "\n", "\u00a0", ", ", " – "]))
def test_a_verdict_counts_how_often_the_words_stand_there(
    words: list[str], count: int, gap: Literal[" ", "\n", "\u00a0", ", ", " – "]
) -> None:
    """Windows find a run of words as often as a plain loop finds it."""
    text = gap.join(words)
    plain = [word.casefold() for word in words]
    for begin in range(len(plain) - count + 1):
        run = plain[begin : begin + count]
        expected = [at for at in range(len(plain) - count + 1) if plain[at : at + count] == run]
        assert windows(tuple(plain), count)[fingerprint(gap.join(words[begin : begin + count]))] == expected
    assert fingerprint(text) == fingerprint(" ".join(plain))
