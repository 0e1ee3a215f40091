"""How does a dataset become CSV files that describe themselves?

The folder is a data package of the Data Package standard, version 2.0 (https://datapackage.org): `datapackage.json`
tells the columns, keys and foreign keys of each file.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import print_json
from sinouk_innov.export.guards import guarded_cell, inert_json
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.star import ColumnType, Plan, plan_of
from sinouk_innov.export.star_rows import refuse_dangling, tables_of
from sinouk_innov.files import beside

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.export.star import Cells

__all__ = ["GUARD", "csv_text", "package_of", "to_csv"]

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
GUARD = (
    "A text that a spreadsheet could take for a formula or command (one that begins with =, +, -, @ or a control "
    "character, apostrophes aside) has one apostrophe more before it; take that away to have the text as it was."
)
"""What is done to texts, for whoever reads the files."""
_TYPES = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.DECIMAL: "number",
    ColumnType.DATE: "date",
}
_DAY = r"[0-9]{4}(-[0-9]{2}){0,2}"
_EDTF = rf"\[({_DAY})?\.\.({_DAY})?\]|(({_DAY})~?|\.\.)?/(({_DAY})~?|\.\.)?|{_DAY}~?"
_LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}


def to_csv(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset as a data package: a CSV file for each table of its star, and `datapackage.json`.

    Files are UTF-8 with commas and line ends as in RFC 4180; a missing value is an empty cell. A text that a
    spreadsheet could take for a formula is guarded, reversibly; the description says how.

    Args:
        data: The dataset.
        path: The folder. It is made if need be; its other files are left alone.
        progress: Called while the tables are made.

    Raises:
        InvalidDataError: A record refers to one that is not in the dataset, or a text holds half a character; all such
            are named.
        OSError: The files cannot be written there; those that were there are as they were.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from sinouk_innov.bundle import load
        >>> with TemporaryDirectory() as folder:
        ...     to_csv(load(), f"{folder}/data")
        <Ledger csv: ... facts kept, ... of them approximated, ... lost>
    """
    folder = Path(path)
    tables = tables_of(data, progress)
    refuse_dangling(tables, folder.name)
    with refused_halves(data), beside(folder) as ready:
        for plan in plan_of():
            ready(folder / f"{plan.name}.csv", [csv_text(plan, tables[plan.name]).encode()])
        ready(folder / "datapackage.json", [inert_json(print_json(package_of(data))).encode()])
    return Ledger("csv", data)


def csv_text(plan: Plan, cells: Cells) -> str:
    """Return a table as the text of a CSV file, with its texts guarded."""
    shown: list[list[Any]] = []
    for column in plan.columns:
        values = cells[column.name]
        if column.type is ColumnType.TEXT:
            values = [None if value is None else guarded_cell(value) for value in values]
        elif column.type is ColumnType.DECIMAL:
            values = [None if value is None else f"{value.normalize():f}" for value in values]
        shown.append(values)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(plan.names)
    writer.writerows(zip(*shown, strict=True))
    return text.getvalue()


def package_of(data: Dataset) -> dict[str, Any]:
    """Return the description of the data package: its files, columns and keys, as plain data."""
    release = data.release
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "sinouk-innov",
        "title": release.title or "Dataset",
        "description": f"A star of tables around `records`. {GUARD}",
        "version": release.data_version or "0",
        "licenses": [
            {"name": name} | ({"path": _LICENCES[name]} if name in _LICENCES else {})
            for name in release.licence.split(" AND ")
            if name
        ],
        "resources": [_resource(plan) for plan in plan_of()],
    }
    return {name: value for name, value in package.items() if value != []}


def _resource(plan: Plan) -> dict[str, Any]:
    keys = {each.name: each.key for each in plan_of()}
    dated = {column.name.removesuffix("_earliest") for column in plan.columns if column.name.endswith("_earliest")}
    fields: list[dict[str, Any]] = []
    for column in plan.columns:
        rules: dict[str, Any] = {"required": True} if column.needed else {}
        if column.name in dated:
            # No type of the standard holds a date that is known to the month or within bounds.
            rules["pattern"] = _EDTF
        field = {"name": column.name, "type": _TYPES[column.type], "description": column.meaning}
        fields.append(field | ({"constraints": rules} if rules else {}))
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": list(keys[column.refers])}}
        for column in plan.columns
        if column.refers is not None
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(plan.key)}
    return {
        "name": plan.name,
        "path": f"{plan.name}.csv",
        "type": "table",
        "description": plan.meaning,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }
