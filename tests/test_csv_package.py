"""A dataset as CSV files that describe themselves, held against the readers of their standards."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

import hostile
import sinouk_innov as si
import small
from sinouk_innov.export.croissant import to_croissant
from sinouk_innov.export.csv_package import to_csv
from sinouk_innov.export.guards import unguarded_cell
from sinouk_innov.export.star import ColumnType, plan_of
from sinouk_innov.export.star_rows import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable

frictionless: Any = pytest.importorskip("frictionless")
mlcroissant: Any = pytest.importorskip("mlcroissant")

DATA = si.load()
PLACES = [record for record in DATA.places if (record.part_of or "pla-").startswith("pla-")]
SMALL = si.Dataset.of([*DATA.sources, *PLACES], release=DATA.release)
# The reader stands on a part of rdflib that has a new name.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
CONFORMANCE = os.environ.get("SINOUK_CONFORMANCE")


def cells(file: Path) -> list[dict[str, str]]:
    """Read a CSV file as its readers do."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_bundled_data_are_a_valid_data_package(tmp_path: Path) -> None:
    """By the reference implementation: types, patterns, keys and foreign keys of every file."""
    ledger = to_csv(DATA, tmp_path)
    assert ledger.losses == ()
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "type", "message"])[:5]
    assert {task.name for task in report.tasks} == {plan.name for plan in plan_of()}


def damaged(folder: Path, name: str, change: Callable[[str], str]) -> list[str]:
    """Return what the reference implementation finds wrong after a change to one file."""
    file = folder / name
    text = file.read_bytes().decode()
    assert change(text) != text
    file.write_bytes(change(text).encode())
    found = frictionless.validate(str(folder / "datapackage.json"))
    file.write_bytes(text.encode())
    return [row[0] for row in found.flatten(["type"])]


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    """A half date, a word for a number, an id that is taken, a key that leads nowhere, a missing value."""
    to_csv(SMALL, tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    day = cells(tmp_path / "sources.csv")
    dated = next(row["published"] for row in day if row["published"])
    first = cells(tmp_path / "places.csv")[0]["id"]
    assert "constraint-error" in damaged(
        tmp_path, "sources.csv", lambda text: text.replace(f",{dated},", ",May 2019,", 1)
    )
    latitude = next(row["latitude"] for row in cells(tmp_path / "places.csv") if row["latitude"])
    assert "type-error" in damaged(tmp_path, "places.csv", lambda text: text.replace(latitude, "north", 1))
    assert "primary-key" in damaged(
        tmp_path, "records.csv", lambda text: text + next(line for line in text.splitlines() if first in line) + "\r\n"
    )
    assert "foreign-key" in damaged(tmp_path, "places.csv", lambda text: text.replace(first, "pla-nowhere", 1))


def test_the_description_fits_its_profile(tmp_path: Path) -> None:
    """By the schema of the standard, which refuses three damages."""
    if CONFORMANCE is None:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schemas of other formats")
    profile = json.loads((Path(CONFORMANCE) / "datapackage" / "datapackage-2.0.json").read_text(encoding="utf-8"))
    to_csv(SMALL, tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(profile)(profile)
    assert list(validator.iter_errors(described)) == []
    damages: tuple[dict[str, Any], ...] = (
        {"resources": []},
        {"licenses": [{}]},
        {"resources": "records.csv"},
        {"name": 7},
    )
    for damage in damages:
        assert list(validator.iter_errors(described | damage)), damage


@pytest.mark.parametrize("data", [DATA, hostile.hostile()], ids=["bundled", "hostile"])
def test_cells_give_their_texts_back(data: si.Dataset, tmp_path: Path) -> None:
    """Read by another reader, with the guard taken away, each text is as it was; and none is a formula."""
    to_csv(data, tmp_path)
    tables = tables_of(data)
    for plan in plan_of():
        rows = cells(tmp_path / f"{plan.name}.csv")
        for column in plan.columns:
            if column.type is ColumnType.TEXT:
                told = [row[column.name] for row in rows]
                assert not [text for text in told if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
                assert [unguarded_cell(text) for text in told] == [
                    value or "" for value in tables[plan.name][column.name]
                ]


def test_a_dataset_without_version_or_licence_is_described(tmp_path: Path) -> None:
    """Nothing is made up for it but that it has no version."""
    to_croissant(small.dataset(small.source("page")), tmp_path)
    to_csv(small.dataset(small.source("page")), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    croissant = json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))
    assert croissant["version"] == "0.0.0"
    assert "license" not in croissant
    assert "licenses" not in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("write", [to_csv, to_croissant])
def test_a_record_that_is_not_there_is_refused(write: Any, tmp_path: Path) -> None:
    """Before anything is written."""
    data = small.dataset(small.source("page"), small.centre("park", at="pla-x"))
    with pytest.raises(si.InvalidDataError, match="there is no 'pla-x' in records"):
        write(data, tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


# --- Croissant ------------------------------------------------------------------------------------------------------


def described(folder: Path) -> Any:
    """Read a description as its reference reader does."""
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def test_the_reference_reader_loads_every_table(tmp_path: Path) -> None:
    """No error, no warning, and as many rows as the star has."""
    ledger = to_croissant(DATA, tmp_path)
    assert ledger.losses == ()
    dataset = described(tmp_path)
    assert not dataset.metadata.issues.errors
    assert not dataset.metadata.issues.warnings
    tables = tables_of(DATA)
    counts = {each.id: sum(1 for _ in dataset.records(each.id)) for each in dataset.metadata.record_sets}
    assert counts == {name: rows for name, columns in tables.items() if (rows := len(next(iter(columns.values()))))}


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["recordSet"][0]["field"][0].pop("dataType"),
        lambda told: told["distribution"][0].pop("contentUrl"),
        lambda told: told["distribution"][0].pop("sha256"),
        lambda told: told["recordSet"][0]["field"][0]["source"]["fileObject"].update({"@id": "other.csv"}),
    ],
    ids=["no data type", "no address", "no checksum", "another file"],
)
def test_a_damaged_description_is_refused(change: Callable[[Any], object], tmp_path: Path) -> None:
    """By the reference reader, when it reads the description."""
    to_croissant(SMALL, tmp_path)
    told = json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))
    change(told)
    (tmp_path / "croissant.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(mlcroissant.ValidationError):
        described(tmp_path)


def test_a_wrong_column_fails_when_loaded(tmp_path: Path) -> None:
    """The description alone does not show it."""
    to_croissant(SMALL, tmp_path)
    told = json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))
    told["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "nothing"
    (tmp_path / "croissant.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(mlcroissant.GenerationError, match=r"operation Read\(records\.csv\)"):
        list(described(tmp_path).records("records"))
