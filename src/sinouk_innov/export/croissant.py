"""How are the CSV files described to tools for machine learning?

The description is Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html), JSON-LD that lies
beside the files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import print_json
from sinouk_innov.export.csv_package import GUARD, csv_text
from sinouk_innov.export.guards import inert_json
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.star import ColumnType, plan_of
from sinouk_innov.export.star_rows import refuse_dangling, tables_of
from sinouk_innov.files import beside
from sinouk_innov.questions.evidence import cite

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Progress
    from sinouk_innov.export.star import Plan

__all__ = ["description_of", "to_croissant"]

_TYPES = {
    ColumnType.TEXT: "sc:Text",
    ColumnType.INTEGER: "sc:Integer",
    ColumnType.NUMBER: "sc:Float",
    # Its readers know no decimals; the text of the figure stands in a column of its own.
    ColumnType.DECIMAL: "sc:Float",
    ColumnType.DATE: "sc:Date",
}
_LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
# The context of the specification, which readers compare word for word.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def to_croissant(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the CSV files of a dataset, and `croissant.json` that describes them.

    The reference reader of Croissant takes the texts `null`, `NA` and their like for missing values. The files have
    them.

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
        ...     to_croissant(load(), f"{folder}/data")
        <Ledger croissant: ... facts kept, ... of them approximated, ... lost>
    """
    folder = Path(path)
    tables = tables_of(data, progress)
    refuse_dangling(tables, folder.name)
    with refused_halves(data), beside(folder) as ready:
        files = {plan.name: csv_text(plan, tables[plan.name]).encode() for plan in plan_of()}
        for name, content in files.items():
            ready(folder / f"{name}.csv", [content])
        ready(folder / "croissant.json", [inert_json(print_json(description_of(data, files))).encode()])
    return Ledger("croissant", data)


def description_of(data: Dataset, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of the files of a dataset, as plain data.

    Foreign keys are not told: the reference reader joins a table for each of them before it gives the first row, and
    fails at the second. `datapackage.json` has them.

    Args:
        data: The dataset.
        files: The content of the file of each table, by the name of the table.
    """
    release = data.release
    # A table without rows has nothing to be learned from, and readers stumble over it.
    plans = [plan for plan in plan_of() if files[plan.name].count(b"\r\n") > 1]
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": "sinouk-innov",
        "description": f"{release.title or 'Dataset'}. A star of tables around records. {GUARD}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": _semantic(release.data_version),
        "citeAs": cite(data, style="bibtex"),
        "datePublished": release.as_of if _is_day(release.as_of) else None,
        "license": [_LICENCES.get(name, name) for name in release.licence.split(" AND ") if name] or None,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{plan.name}.csv",
                "name": f"{plan.name}.csv",
                "description": plan.meaning,
                "contentUrl": f"{plan.name}.csv",
                "encodingFormat": "text/csv",
                "contentSize": f"{len(files[plan.name])} B",
                "sha256": hashlib.sha256(files[plan.name]).hexdigest(),
            }
            for plan in plans
        ],
        "recordSet": [_record_set(plan) for plan in plans],
    }
    return {name: value for name, value in described.items() if value is not None}


def _semantic(version: str) -> str:
    """Return a version with three numbers, which is what the specification takes."""
    numbers = version.split(".")
    return version if len(numbers) == len("abc") and all(number.isdecimal() for number in numbers) else "0.0.0"


def _is_day(text: str) -> bool:
    """Tell whether a text is a day of ISO 8601, which is what the specification takes."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _record_set(plan: Plan) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for column in plan.columns:
        field: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{plan.name}/{column.name}",
            "name": column.name,
            "description": column.meaning,
            "dataType": _TYPES[column.type],
            "source": {"fileObject": {"@id": f"{plan.name}.csv"}, "extract": {"column": column.name}},
        }
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": plan.name,
        "name": plan.name,
        "description": plan.meaning,
        "key": [{"@id": f"{plan.name}/{name}"} for name in plan.key],
        "field": fields,
    }
