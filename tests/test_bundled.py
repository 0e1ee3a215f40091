"""The bundled data as a subject: sourced, canonical, counted, and true to the texts that they cite."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import naive
import sinouk_innov as si
from sinouk_innov import codec
from sinouk_innov.evidence import paragraph_spans, passage_words, windows, word_spans
from sinouk_innov.export.overview import (
    to_contents_markdown,
    to_documents_markdown,
    to_grounds_markdown,
    to_sources_markdown,
)
from sinouk_innov.model.facts import citations_in

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(str(si.__file__)).parent / "data"
ROOT = Path(__file__).parent.parent
COUNTS = {
    "sources": 134,
    "places": 65,
    "organisations": 197,
    "people": 127,
    "centres": 58,
    "initiatives": 113,
    "events": 229,
    "relations": 225,
    "statistics": 174,
    "remarks": 383,
}
FOUNDING = {
    "src-tuspark-uk-2019-qingdao-centre",
    "src-ukiic-2021-taizhou",
    "src-ebn-2022-qingdao-high-tech",
    "src-iasp-tuspark",
    "src-tsinghua-academy-2023-symposium",
}
LONGEST_COPY = 11
"""A post together with its body can be eleven words long."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Return the texts in the folder by the ids of their sources: those of the founding documents, and others."""
    folder = os.environ.get("SINOUK_SOURCES")
    if not folder:
        pytest.skip("SINOUK_SOURCES names no folder with the texts that are cited")
    wholes = {source.fingerprint: source.id for source in si.load().sources if source.fingerprint is not None}
    found = {}
    for file in sorted(Path(folder).glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        found[file.stem if file.stem in si.load().sources else wholes[si.fingerprint(text)]] = text
    assert set(wholes.values()) >= FOUNDING <= found.keys()
    return found


def test_nothing_is_wrong_with_them() -> None:
    """No rule of the gates finds a problem."""
    assert si.problems(si.load()) == ()


def test_they_are_counted() -> None:
    """A record that gets lost, or comes in unseen, is noticed."""
    assert {table.kind.table: len(table) for table in si.load().tables()} == COUNTS


def test_files_are_canonical(tmp_path: Path) -> None:
    """Writing what was read gives the same bytes."""
    si.write(si.load(), tmp_path)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    names = {file.name.removesuffix(".gz") for file in FOLDER.glob("*.json*")}
    assert written == {name: naive.content(name) for name in names}
    assert written == {name: codec.print_json(codec.parse_json(text, name)).encode() for name, text in written.items()}


def test_every_fact_is_cited_and_every_source_used() -> None:
    """There is no fact without a citation and no source without a fact, as asked without the rules of the gates."""
    data = si.load()
    used = set()
    for record in data:
        for fact in si.facts_of(record):
            assert fact.citations or isinstance(record, si.Source), fact.ref
            used |= {citation.source for citation in fact.citations}
    assert used == {source.id for source in data.sources}


def test_release_is_that_of_the_package() -> None:
    """The data bear the version of the package that they come in."""
    assert si.load().release.data_version == si.__version__


def test_every_passage_is_found_once(texts: dict[str, str]) -> None:
    """Each cited passage stands in its text once, in the paragraph and between the words that are given."""
    spans = {source: word_spans(text) for source, text in texts.items()}
    words = {source: passage_words(text) for source, text in texts.items()}
    for record in si.load():
        for path, citation in citations_in(record):
            if citation.fingerprint is None or citation.source not in texts:
                continue
            place = f"{record.id}.{path}"
            text = texts[citation.source]
            assert citation.words is not None, place
            found = windows(words[citation.source], citation.words).get(citation.fingerprint, [])
            assert len(found) == 1, place
            begin, end = spans[citation.source][found[0]][0], spans[citation.source][found[0] + citation.words - 1][1]
            paragraph = sum(1 for first, _ in paragraph_spans(text) if first <= begin)
            assert paragraph == citation.paragraph, place
            passage = " ".join(text[begin:end].split())
            assert citation.starts is None or passage.startswith(citation.starts), place
            assert citation.ends is None or passage.endswith(citation.ends), place
    checked = si.verify(si.load(), os.environ["SINOUK_SOURCES"])
    cited = [item for item in checked if item.citation.fingerprint is not None and item.citation.source in texts]
    assert {item.citation.source for item in cited} == texts.keys()
    assert {item.verdict for item in cited} == {si.Verdict.FOUND}


def printed(fact: si.Fact) -> Iterator[tuple[str, tuple[si.Citation, ...]]]:
    """Yield each wording of a fact that its source prints, with the citations that should hold it."""
    value = fact.value
    if isinstance(value, si.Name):
        yield value.text, fact.citations
    elif isinstance(value, si.Role):
        yield from ((title.text, title.citations or fact.citations) for title in value.titles)
    elif isinstance(value, si.Participation):
        yield from ((text, fact.citations) for text in (value.role, value.label) if text is not None)
    elif isinstance(value, si.Party) and value.label is not None:
        yield value.label, fact.citations
    elif isinstance(value, si.Quantity | si.PartialDate | si.Period | si.SectorLink) and value.wording is not None:
        yield value.wording, fact.citations
    elif fact.ref.field in {"honorific", "category"} or isinstance(value, si.Source):
        yield str(value), fact.citations


def holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether some words stand side by side among others."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def test_what_is_stated_stands_in_the_passage(texts: dict[str, str]) -> None:
    """A name, title, figure, date or category that is said to be stated is printed inside its cited passage."""
    words = {source: passage_words(text) for source, text in texts.items()}
    checked = 0
    for record in si.load():
        for fact in si.facts_of(record):
            for wording, citations in printed(fact):
                passages = []
                for citation in citations:
                    if citation.fingerprint is None or citation.words is None or citation.basis is not si.Basis.STATED:
                        continue
                    if citation.source not in texts:
                        continue
                    begin = windows(words[citation.source], citation.words)[citation.fingerprint][0]
                    passages.append(words[citation.source][begin : begin + citation.words])
                if passages:
                    checked += 1
                    assert any(holds(passage, passage_words(wording)) for passage in passages), (fact.ref, wording)
    assert checked > 250


def test_every_figure_and_stated_date_keeps_its_wording() -> None:
    """A figure and a stated date say how their source prints them."""
    for record in si.load():
        for fact in si.facts_of(record):
            if isinstance(fact.value, si.Quantity):
                assert fact.value.wording, fact.ref
            if isinstance(fact.value, si.PartialDate | si.Period) and fact.ref.record[:3] != "src":
                stated = any(citation.basis is si.Basis.STATED for citation in fact.citations)
                assert fact.value.wording or not stated, fact.ref


def test_no_sentence_of_a_source_is_in_the_package(texts: dict[str, str]) -> None:
    """No text in the data shares twelve words in a row with a source, titles apart."""
    length = LONGEST_COPY + 1
    runs = set()
    for text in texts.values():
        for begin, end in paragraph_spans(text):
            words = passage_words(text[begin:end])
            runs |= {words[at : at + length] for at in range(len(words) - length + 1)}
    titles = [passage_words(source.title) for source in si.load().sources]
    for file in sorted(FOLDER.glob("*.json")):
        for text in strings(codec.parse_json(file.read_bytes(), file.name)):
            words = passage_words(text)
            for at in range(len(words) - length + 1):
                run = words[at : at + length]
                assert run not in runs or any(holds(title, run) for title in titles), (file.name, text)


def strings(plain: object) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for value in plain.values():
            yield from strings(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from strings(value)


def test_the_table_in_the_readme_is_current() -> None:
    """The README says what is in the data as the data say it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert to_contents_markdown(si.load()) in readme


def test_the_table_of_documents_is_current() -> None:
    """The reference says what each document brought as the data say it."""
    page = (ROOT / "docs" / "reference" / "documents.md").read_text(encoding="utf-8")
    assert to_documents_markdown(si.load()) in page


def test_the_tables_of_coverage_are_current() -> None:
    """The reference says what the data rest on as the data say it."""
    page = (ROOT / "docs" / "reference" / "coverage.md").read_text(encoding="utf-8")
    assert to_sources_markdown(si.load()) in page
    assert to_grounds_markdown(si.load()) in page
