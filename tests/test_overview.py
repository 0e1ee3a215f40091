"""The tables made from the data: what they count, and that they are put where their marks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sinouk_innov as si
import small
from sinouk_innov.export.overview import (
    refresh,
    to_contents_markdown,
    to_documents_markdown,
    to_grounds_markdown,
    to_sources_markdown,
)
from sinouk_innov.model.facts import citations_in

if TYPE_CHECKING:
    from pathlib import Path


def cells(table: str) -> list[list[str]]:
    """Return the cells of a table's rows, its heads first."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_contents_count_every_record_and_cited_fact() -> None:
    """The rows are the tables, and the last of them the sum."""
    data = si.load()
    rows = cells(to_contents_markdown(data))[2:]
    assert [row[0] for row in rows[:-1]] == [table.kind.table for table in data.tables()]
    assert [int(row[1]) for row in rows[:-1]] == [len(table) for table in data.tables()]
    for column in (1, 2):
        assert int(rows[-1][column]) == sum(int(row[column]) for row in rows[:-1])
    names = sum(len(person.names) + len(person.roles) + (person.honorific is not None) for person in data.people)
    assert int(rows[3][2]) == names


def test_documents_count_what_rests_on_each() -> None:
    """Facts are counted by kind and by basis, and both counts agree; sources without passages come last."""
    data = si.load()
    heads, _, *rows = cells(to_documents_markdown(data))
    first = heads.index("names")
    last = heads.index("stated")
    held = sorted({c.source for record in data for _, c in citations_in(record) if c.fingerprint is not None})
    assert [row[0] for row in rows[:-1]] == [f"`{source}`" for source in held]
    assert rows[-1][0] == f"{len(data.sources) - len(held)} sources of names and identifiers"
    for row in rows:
        assert sum(map(int, row[first:last])) == sum(map(int, row[last:]))
    posts = heads.index("posts")
    taizhou = next(row for row in rows if "src-ukiic-2021-taizhou" in row[0])
    roles = [role for person in data.people for role in person.roles]
    cited = [role for role in roles if any(citation.source == "src-ukiic-2021-taizhou" for citation in role.citations)]
    assert int(taizhou[posts]) == len(cited)


def test_documents_have_no_last_row_where_every_text_was_held() -> None:
    """Without other sources there is nothing to add up."""
    data = si.load()
    source = data.sources["src-iasp-tuspark"]
    figure = data.statistics["sta-tuspark-beijing-building-area"]
    rows = cells(to_documents_markdown(si.Dataset.of([source, figure])))[2:]
    assert [row[0] for row in rows] == ["`src-iasp-tuspark`"]


def test_sources_are_counted_three_times_over() -> None:
    """By publisher, language and year each source counts once; copies are told apart."""
    data = si.load()
    rows = cells(to_sources_markdown(data))[2:]
    for head in ("publisher", "language", "year"):
        mine = [row for row in rows if row[0] == head]
        assert sum(int(row[2]) for row in mine) == len(data.sources)
        assert sum(int(row[3]) for row in mine) == sum(source.lineage is None for source in data.sources)
    small_rows = cells(to_sources_markdown(small.dataset(small.source("a", "[2019-12..2020-01]"), small.source("b"))))
    assert small_rows[-1] == ["year", "not stated", "2", "2", "0"]


def test_grounds_add_up() -> None:
    """Every fact has one best ground and some number of independent sources, and a copy is no second one."""
    for row in cells(to_grounds_markdown(si.load()))[2:]:
        count, stated, entailed, inferred, one, two, more = (int(row[at]) for at in (1, 3, 4, 5, 6, 7, 8))
        assert stated + entailed + inferred == one + two + more == count, row
    cited = [small.citation("a", "A park"), small.citation("copy"), small.citation("other")]
    sources = [small.source("a"), small.source("copy", lineage="src-a"), small.source("other")]
    park = small.centre("park", names=(small.name("Park", *cited),))
    rows = {row[0]: row for row in cells(to_grounds_markdown(small.dataset(*sources, park)))}
    assert rows["names"] == ["names", "1", "100%", "1", "0", "0", "0", "1", "0"]
    rows = {row[0]: row for row in cells(to_grounds_markdown(small.dataset(*sources, small.organisation("bare"))))}
    assert rows["**together**"][1:3] == ["0", "0%"]


def test_tables_are_put_between_their_marks(tmp_path: Path) -> None:
    """What stands before and after them is left alone, and doing it twice changes nothing."""
    data = si.load()
    (tmp_path / "docs" / "reference").mkdir(parents=True)
    pages = {"README.md": ["contents"], "docs/reference/documents.md": ["documents"]}
    pages["docs/reference/coverage.md"] = ["sources", "grounds"]
    for name, marks in pages.items():
        text = "".join(
            f"before\n<!-- {mark}, from the data -->\nold\n<!-- end of {mark} -->\nafter\n" for mark in marks
        )
        (tmp_path / name).write_text(text, encoding="utf-8")
    refresh(data, tmp_path)
    refresh(data, tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    begin, end = "before\n<!-- contents, from the data -->\n", "<!-- end of contents -->\nafter\n"
    assert readme == f"{begin}{to_contents_markdown(data)}{end}"
    documents = (tmp_path / "docs" / "reference" / "documents.md").read_text(encoding="utf-8")
    assert to_documents_markdown(data) in documents
    coverage = (tmp_path / "docs" / "reference" / "coverage.md").read_text(encoding="utf-8")
    assert to_sources_markdown(data) in coverage
    assert to_grounds_markdown(data) in coverage
    assert "old" not in coverage
