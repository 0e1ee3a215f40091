"""Which rows do the tables of a star have for a dataset?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov.collector import paused_collector
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.export.star import (
    Cells,
    Column,
    ColumnType,
    cells_of,
    columns_of,
    part_classes,
    part_fields,
    plan_of,
    single_fields,
    text_fields,
)
from sinouk_innov.model.facts import citations_in, facts_of
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Absence, Part, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.table import Table

__all__ = ["evidence_of", "overview_of", "refuse_dangling", "rows_of", "tables_of"]


def tables_of(data: Dataset, progress: Progress | None = None) -> dict[str, Cells]:
    """Return the rows of all tables, by table and column.

    Args:
        data: The dataset.
        progress: Called after each kind of record, with how many records are done and how many there are.
    """
    with paused_collector():
        return _tables_of(data, progress)


def _tables_of(data: Dataset, progress: Progress | None) -> dict[str, Cells]:
    found: dict[str, Cells] = {plan.name: {name: [] for name in plan.names} for plan in plan_of()}
    total = len(data) if progress is not None else 0
    done = 0
    for table in data.tables():
        records = list(table)
        if records:
            _fill_records(found, records, data)
        done += len(records)
        if progress is not None:
            progress(done, total)
    for retired, successor in sorted(data.redirects.items()):
        found["redirects"]["retired"].append(retired)
        found["redirects"]["successor"].append(successor)
    for name, value in attrs.asdict(data.release).items():
        found["release"][name].append(value or None)
    return found


def _fill_records(found: dict[str, Cells], records: list[Record], data: Dataset) -> None:
    described = type(records[0])
    kind = records[0].kind_name
    ids = [record.id for record in records]
    labels, notes = [record.label for record in records], [record.note for record in records]
    hub: Cells = {"id": ids, "kind": [kind] * len(ids), "label": labels, "note": notes}
    _extend(found["records"], hub)
    own: Cells = {"id": ids}
    for field in single_fields(described):
        own |= cells_of(field, [getattr(record, field.name) for record in records])
    _extend(found[next(kind.table for kind in KINDS if kind.record_class is described)], own)
    _fill_facts(found, records)
    for field, item in part_fields(described):
        _fill_parts(found, field.name, item, records)
    for field in text_fields(described):
        rows = [
            (f"{record.id}#{field.name}[{target}]", record.id, field.name, position, target)
            for record in records
            for position, target in enumerate(getattr(record, field.name))
        ]
        _extend(found["targets"], _turned(rows, ("fact", "record", "field", "position", "target")))
    _fill_citations(found, records, data)
    absences = [(record.id, at, absence) for record in records for at, absence in enumerate(record.absent)]
    if absences:
        values = [absence for _, _, absence in absences]
        cells: Cells = {"record": [record for record, _, _ in absences], "position": [at for _, at, _ in absences]}
        for field in single_fields(Absence):
            cells |= cells_of(field, [getattr(absence, field.name) for absence in values])
        _extend(found["absences"], cells | {"note": [absence.note for absence in values]})


def _fill_facts(found: dict[str, Cells], records: list[Record]) -> None:
    rows = [(str(fact.ref), record.id, fact.ref.field, fact.ref.key) for record in records for fact in facts_of(record)]
    _extend(found["facts"], _turned(rows, ("fact", "record", "field", "key")))


def _fill_parts(found: dict[str, Cells], name: str, item: type[Part], records: list[Record]) -> None:
    rows = [
        (f"{record.id}#{name}[{part.key}]", record.id, name, position, part)
        for record in records
        for position, part in enumerate(cast("tuple[Part, ...]", getattr(record, name)))
    ]
    if not rows:
        return
    table = part_classes()[item]
    parts = [part for *_, part in rows]
    cells = _turned([row[:4] for row in rows], ("fact", "record", "field", "position"))
    _extend(found[table], cells | _own_cells(item, parts))
    for field, inner in part_fields(item):
        held = [
            (fact, record, position, part)
            for fact, record, _, _, holder in rows
            for position, part in enumerate(cast("tuple[Part, ...]", getattr(holder, field.name)))
        ]
        cells = _turned([row[:3] for row in held], ("fact", "record", "position"))
        _extend(
            found[f"{table.removesuffix('s')}_{field.name}"], cells | _own_cells(inner, [part for *_, part in held])
        )


def _own_cells(item: type[Part], parts: list[Part]) -> Cells:
    cells: Cells = {}
    for field in single_fields(item):
        cells |= cells_of(field, [getattr(part, field.name) for part in parts])
    return cells | {"note": [part.note for part in parts]}


def _fill_citations(found: dict[str, Cells], records: list[Record], data: Dataset) -> None:
    rows: list[tuple[str, str, str | None, int, Citation]] = []
    supports: list[tuple[str, int, str]] = []
    evidence: list[tuple[str, str]] = []
    for record in records:
        places: dict[tuple[str | None, str | None], str] = {}
        for place, ref, citations in _cited(record):
            places[ref] = f"{record.id}#{place}"
            for position, citation in enumerate(citations):
                address = f"{places[ref]}[{position}]"
                rows.append((address, record.id, place.rpartition(".")[0] or None, position, citation))
                supports.extend((address, at, field) for at, field in enumerate(citation.supports))
        own = {citation: position for position, citation in enumerate(record.citations)}
        for fact in facts_of(record):
            part = places.get((fact.ref.field, fact.ref.key))
            for position, citation in enumerate(fact.citations):
                # A part has citations of its own; any other fact rests on some of those of its record.
                address = f"{record.id}#citations[{own[citation]}]" if part is None else f"{part}[{position}]"
                evidence.append((str(fact.ref), address))
    cited = [citation for *_, citation in rows]
    cells = _turned([row[:4] for row in rows], ("citation", "record", "place", "position"))
    for field in single_fields(Citation):
        cells |= cells_of(field, [getattr(citation, field.name) for citation in cited])
    links = _links(data, cited)
    _extend(found["citations"], cells | {"note": [citation.note for citation in cited], "link": links})
    _extend(found["supports"], _turned(supports, ("citation", "position", "field")))
    _extend(found["evidence"], _turned(evidence, ("fact", "citation")))


def _links(data: Dataset, cited: list[Citation]) -> list[str | None]:
    """Return the address that opens each citation; those of one passage are made once."""
    made: dict[tuple[str, str | None, str | None], str | None] = {}
    links: list[str | None] = []
    for citation in cited:
        passage = (citation.source, citation.starts, citation.ends)
        if passage not in made:
            source = data.sources.get(citation.source)
            made[passage] = None if source is None else citation.link(source)
        links.append(made[passage])
    return links


_Cited = tuple[str, tuple[str | None, str | None], tuple[Citation, ...]]


def _cited(record: Record) -> Iterator[_Cited]:
    """Yield the lists of citations in a record: where each stands, field and key of its fact, and the citations."""
    yield "citations", (None, ""), record.citations
    for field, item in part_fields(type(record)):
        for position, part in enumerate(cast("tuple[Part, ...]", getattr(record, field.name))):
            place = f"{field.name}[{position}]"
            yield f"{place}.citations", (field.name, part.key), part.citations
            for inner, _ in part_fields(item):
                for at, held in enumerate(cast("tuple[Part, ...]", getattr(part, inner.name))):
                    yield f"{place}.{inner.name}[{at}].citations", (None, f"{place}{inner.name}{at}"), held.citations


def _turned(rows: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> Cells:
    """Return rows as columns."""
    columns = list(zip(*rows, strict=True))
    return {name: list(columns[at]) if columns else [] for at, name in enumerate(names)}


def _extend(cells: Cells, more: Cells) -> None:
    for name, column in cells.items():
        column.extend(more[name])


def rows_of(cells: Cells) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table."""
    return zip(*cells.values(), strict=True)


def refuse_dangling(tables: Mapping[str, Cells], file: str) -> None:
    """Raise an error that names every id to which there is no row.

    Raises:
        InvalidDataError: There are such ids: no keys can hold.
    """
    held = {plan.name: set(tables[plan.name][plan.key[0]]) for plan in plan_of() if len(plan.key) == 1}
    problems = [
        Problem(f"there is no {value!r} in {column.refers}", f"{file}/{plan.name}", path=column.name)
        for plan in plan_of()
        for column in plan.columns
        if column.refers is not None
        for value in dict.fromkeys(tables[plan.name][column.name])
        if value is not None and value not in held[column.refers]
    ]
    if problems:
        raise InvalidDataError(tuple(problems))


# --- one table for one look -----------------------------------------------------------------------------------------


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
