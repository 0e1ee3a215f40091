"""How does one table of records, or all evidence, lie in one frame for one look?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.evidence import Basis
from sinouk_innov.export.star import (
    Cells,
    Column,
    ColumnType,
    cells_of,
    columns_of,
    part_fields,
    plan_of,
    single_fields,
    text_fields,
)
from sinouk_innov.export.star_rows import rows_of, tables_of
from sinouk_innov.model.facts import citations_in

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record
    from sinouk_innov.table import Table

__all__ = ["evidence_of", "overview_of"]


def overview_of(table: Table[Record], evidence: str) -> tuple[tuple[Column, ...], Cells]:
    """Return the columns and rows of one table with a row for each record, fields with several values as lists.

    Args:
        table: The table.
        evidence: `columns`, `ids` or `none`.
    """
    described = table.kind.record_class
    records = list(table)
    columns = [_text("id", "The id of the record."), _text("label", "What to call it in a line of text.")]
    cells: Cells = {"id": [record.id for record in records], "label": [record.label for record in records]}
    for field in single_fields(described):
        columns += columns_of(field)
        cells |= cells_of(field, [getattr(record, field.name) for record in records])
    for field in (*(field for field, _ in part_fields(described)), *text_fields(described)):
        columns.append(_texts(field.name, field.meaning))
        cells[field.name] = [[str(item) for item in getattr(record, field.name)] for record in records]
    columns.append(Column("note", ColumnType.TEXT, "What a careful reader should know."))
    cells["note"] = [record.note for record in records]
    if evidence == "ids":
        columns.append(_texts("citations", "The addresses of its citations."))
        cells["citations"] = [[f"{record.id}#{place}" for place, _ in citations_in(record)] for record in records]
    if evidence == "columns":
        columns += [
            _texts("sources", "The ids of the sources that it rests on."),
            Column("weakest_basis", ColumnType.TEXT, "The weakest basis among its citations."),
            _texts("passages", "How each citation is told: source, paragraph, first and last words, basis."),
        ]
        cited = [[citation for _, citation in citations_in(record)] for record in records]
        cells["sources"] = [sorted({citation.source for citation in found}) for found in cited]
        bases = [{citation.basis for citation in found} for found in cited]
        cells["weakest_basis"] = [next((basis.value for basis in _WEAKEST if basis in found), None) for found in bases]
        cells["passages"] = [[str(citation) for citation in dict.fromkeys(found)] for found in cited]
    return tuple(columns), cells


_WEAKEST = (Basis.INFERRED, Basis.ENTAILED, Basis.STATED)


def evidence_of(data: Dataset) -> tuple[tuple[Column, ...], Cells]:
    """Return the columns and rows of one table with a row for each fact and citation, spelled out."""
    stars = tables_of(data)
    cited = {row[0]: row for row in rows_of(stars["citations"])}
    places = {name: at for at, name in enumerate(stars["citations"])}
    plan = {column.name: column for each in plan_of() if each.name == "citations" for column in each.columns}
    carried = ("source", "basis", "paragraph", "starts", "ends", "locator", "words", "fingerprint", "note", "link")
    columns = [
        _text("fact", "The address of the fact."),
        _text("citation", "The address of the citation."),
        *(plan[name] for name in carried),
        Column("title", ColumnType.TEXT, "The title of the source."),
        Column("publisher", ColumnType.TEXT, "Who published the source."),
        Column("published", ColumnType.TEXT, "When it was published, as EDTF."),
        Column("url", ColumnType.TEXT, "The address of the source."),
    ]
    cells: Cells = {column.name: [] for column in columns}
    for fact, citation in rows_of(stars["evidence"]):
        row = cited[citation]
        source = data.sources.get(row[places["source"]])
        values = {
            "fact": fact,
            "citation": citation,
            **{name: row[places[name]] for name in carried},
            "title": source and source.title,
            "publisher": source and source.publisher,
            "published": source and source.published and source.published.edtf,
            "url": source and source.url,
        }
        for name, value in values.items():
            cells[name].append(value)
    return tuple(columns), cells


def _text(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.TEXT, meaning, needed=True)


def _texts(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.TEXTS, meaning, needed=True)
