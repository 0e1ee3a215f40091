"""A dataset in tables with keys, and back: nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given

import sinouk_innov as si
import small
import strategies
from sinouk_innov import codec
from sinouk_innov.export.single_table import evidence_of, overview_of
from sinouk_innov.export.star import Cells, cells_of, columns_of, part_classes, plan_of
from sinouk_innov.export.star_reader import dataset_of
from sinouk_innov.export.star_rows import refuse_dangling, rows_of, tables_of
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.questions.lineage import independent_sources


@cache
def bundled() -> dict[str, Cells]:
    """Return the tables of the bundled data; not to be changed."""
    return tables_of(si.load())


def copied() -> dict[str, Cells]:
    """Return the tables of the bundled data, to be damaged."""
    return {name: {column: list(values) for column, values in cells.items()} for name, cells in bundled().items()}


def refused(tables: dict[str, Cells]) -> list[str]:
    """Return what is wrong with tables, by the reader."""
    with pytest.raises(si.InvalidDataError) as error:
        dataset_of(tables, "star")
    return [str(problem) for problem in error.value.problems]


def same(one: si.Dataset, other: si.Dataset) -> bool:
    """Tell whether two datasets are equal, wordings, redirects and release too."""
    encoded = [[codec.encode(record) for record in data] for data in (one, other)]
    return encoded[0] == encoded[1] and one.release == other.release and dict(one.redirects) == dict(other.redirects)


# --- the tables -----------------------------------------------------------------------------------------------------


def test_the_bundled_data_come_back() -> None:
    """Equal, wordings and all."""
    assert same(dataset_of(bundled(), "star"), si.load())


@given(strategies.datasets())
def test_any_dataset_comes_back(data: si.Dataset) -> None:
    """Whatever the model lets through."""
    assert same(dataset_of(tables_of(data), "star"), data)


def test_redirects_and_a_bare_release_come_back() -> None:
    """What was retired, with and without a successor; a release that says next to nothing."""
    data = si.Dataset.of([small.source("page")], redirects={"src-old": "src-page", "src-gone": None})
    assert same(dataset_of(tables_of(data), "star"), data)


@given(strategies.datasets())
def test_keys_are_keys(data: si.Dataset) -> None:
    """No two rows share a key, and a column that is needed has a value in each row."""
    tables = tables_of(data)
    assert tables.keys() == {plan.name for plan in plan_of()}
    for plan in plan_of():
        cells = tables[plan.name]
        assert tuple(cells) == plan.names
        assert len({len(values) for values in cells.values()}) == 1
        rows = list(zip(*(cells[name] for name in plan.key), strict=True))
        assert len(set(rows)) == len(rows), plan.name
        for column in plan.columns:
            assert not column.needed or None not in cells[column.name], (plan.name, column.name)


def test_facts_and_evidence_are_those_of_the_records() -> None:
    """Each fact with the citations that it rests on, as asked of the records one by one."""
    tables = bundled()
    facts = [fact for record in si.load() for fact in facts_of(record)]
    assert sorted(tables["facts"]["fact"]) == sorted(str(fact.ref) for fact in facts)
    sources = dict(zip(tables["citations"]["citation"], tables["citations"]["source"], strict=True))
    told: dict[str, list[str]] = {}
    for fact, citation in rows_of(tables["evidence"]):
        told.setdefault(fact, []).append(sources[citation])
    wanted = {str(fact.ref): [citation.source for citation in fact.citations] for fact in facts if fact.citations}
    assert told == wanted
    assert set(tables["evidence"]["fact"]) == {
        str(fact.ref) for fact in facts if independent_sources(si.load(), fact.ref)
    }


def test_one_of_several_rests_on_what_is_for_it_and_for_all() -> None:
    """In the order of the citations, each once; another of the several rests on what is for all."""
    cited = [
        small.citation("page", supports=("operators[org-a]",)),
        small.citation("page", "one", supports=("operators",)),
        small.citation("page", "two", supports=("operators", "operators[org-a]")),
    ]
    centre = small.centre("park", operators=("org-a", "org-b"), citations=tuple(cited))
    tables = tables_of(si.Dataset.of([small.source("page"), small.organisation("a"), small.organisation("b"), centre]))
    told: dict[str, list[str]] = {}
    for fact, address in rows_of(tables["evidence"]):
        told.setdefault(fact, []).append(address)
    assert told["cen-park#operators[org-a]"] == [f"cen-park#citations[{at}]" for at in range(3)]
    assert told["cen-park#operators[org-b]"] == [f"cen-park#citations[{at}]" for at in (1, 2)]


def test_every_field_has_its_column() -> None:
    """The plan follows the classes: each field is a column, a table or a place in one."""
    plans = {plan.name: plan for plan in plan_of()}
    assert set(plans["statistics"].names) >= {"quantity", "quantity_low", "quantity_high", "as_of_earliest", "as_of"}
    assert {"names", "roles", "participations", "identifiers", "sectors", "wholes", "parties"} == set(
        part_classes().values()
    )
    assert {kind.table for kind in KINDS} < plans.keys()
    for plan in plan_of():
        assert plan.meaning
        for column in plan.columns:
            assert column.meaning, (plan.name, column.name)
            assert column.refers is None or len(plans[column.refers].key) == 1
    refers = {column.name: column.refers for column in plans["citations"].columns}
    assert (refers["source"], refers["record"]) == ("sources", "records")


def quantity_cells(text: str) -> dict[str, Any]:
    """Return the cells of a figure."""
    from sinouk_innov.export.fields import fields_of  # noqa: PLC0415  it is asked here alone

    [field] = [field for field in fields_of(si.Statistic) if field.name == "quantity"]
    cells = cells_of(field, [si.Quantity.parse(text)])
    assert tuple(cells) == tuple(column.name for column in columns_of(field))
    return {name.removeprefix("quantity"): values[0] for name, values in cells.items()}


def test_figures_are_decimals_and_their_bounds_enclose() -> None:
    """What is no decimal stands in the text alone, and its bounds are rounded outwards."""
    found = quantity_cells("1/3 share")
    assert (found[""], found["_value"]) == ("1/3 share", None)
    assert found["_low"] <= Fraction(1, 3) <= found["_high"]
    assert found["_high"] - found["_low"] == Decimal("1E-9")
    found = quantity_cells("more_than 2100 count")
    assert (found["_value"], found["_high"], found["_bound"]) == (Decimal(2100), None, "more_than")
    found = quantity_cells("1" + "0" * 40 + " count")
    assert (found["_value"], found["_low"]) == (None, None)
    assert found[""].startswith("1000")


# --- what is refused ------------------------------------------------------------------------------------------------


def test_missing_tables_and_columns_are_all_named() -> None:
    """At once, before anything is read."""
    tables = copied()
    del tables["people"], tables["events"]["when"]
    assert refused(tables) == ["there is no such table @ star/people", "there is no such column @ star/events:when"]


def test_all_wrong_values_are_named() -> None:
    """A wrong date, a wrong figure, a wrong term and a text for a number, each with its place."""
    tables = copied()
    tables["events"]["when"][1] = "soon"
    tables["centres"]["kind"][0] = "castle"
    tables["places"]["latitude"][0] = "north"
    tables["names"]["position"][0] = None
    problems = "\n".join(refused(tables))
    for told in ("soon", "castle", "latitude"):
        assert told in problems
    tables["statistics"]["quantity"][:2] = ["many", "1 league"]
    first, second = refused(tables)
    assert "many" in first
    assert second.endswith(f"@ star/statistics:statistic/{tables['statistics']['id'][1]}.quantity")


def test_a_dataset_has_one_release() -> None:
    """Neither none nor two."""
    tables = copied()
    tables["release"] = {name: values * 2 for name, values in tables["release"].items()}
    assert refused(tables) == ["takes one row, not 2 @ star/release"]
    tables["release"] = {name: values[:1] for name, values in bundled()["release"].items()}
    tables["release"]["title"] = [7]
    assert refused(tables) == ["takes a text, not a number @ star/release:title"]


def test_keys_that_lead_nowhere_are_all_named() -> None:
    """A database and a data package have none such; the bundled data have none either."""
    refuse_dangling(bundled(), "star")
    data = si.Dataset.of([small.centre("park", at="pla-x", names=(small.name("Park", small.citation("page")),))])
    with pytest.raises(si.InvalidDataError) as error:
        refuse_dangling(tables_of(data), "star")
    assert [str(problem) for problem in error.value.problems] == [
        "there is no 'pla-x' in records @ star/centres:place",
        "there is no 'src-page' in sources @ star/citations:source",
    ]


# --- one look -------------------------------------------------------------------------------------------------------


def test_an_overview_has_a_row_for_each_record() -> None:
    """Lists for fields with several values, and as much evidence as asked for."""
    columns, cells = overview_of(si.load().people, "columns")
    at = cells["id"].index("per-xianghui-bian")
    assert tuple(column.name for column in columns) == tuple(cells)
    assert cells["names"][at] == ["Xianghui Bian", "Bian", "边祥慧"]
    assert cells["roles"][at] == [str(role) for role in si.load().people["per-xianghui-bian"].roles]
    assert cells["weakest_basis"][at] in {"stated", "entailed", "inferred"}
    assert "src-tuspark-uk-2019-qingdao-centre" in cells["sources"][at]
    assert all(
        len(passages) >= len(sources) for passages, sources in zip(cells["passages"], cells["sources"], strict=True)
    )
    assert "citations" in overview_of(si.load().people, "ids")[1]
    assert not {"citations", "sources", "passages"} & overview_of(si.load().people, "none")[1].keys()
    bare = si.Dataset.of([small.source("page")])
    assert overview_of(bare.sources, "columns")[1]["weakest_basis"] == [None]


def test_evidence_is_spelled_out() -> None:
    """A row for each fact and citation, with the source and the address of the passage."""
    columns, cells = evidence_of(si.load())
    assert tuple(column.name for column in columns) == tuple(cells)
    assert len(cells["fact"]) == len(bundled()["evidence"]["fact"])
    at = cells["fact"].index("per-xianghui-bian#honorific")
    source = si.load().sources[cells["source"][at]]
    assert (cells["title"][at], cells["publisher"][at]) == (source.title, source.publisher)
    assert "#:~:text=" in cells["link"][at]


def test_progress_is_told_by_kind() -> None:
    """Up to all records."""
    told: list[tuple[int, int]] = []
    tables_of(si.load(), lambda done, total: told.append((done, total)))
    assert told[-1] == (len(si.load()), len(si.load()))
    assert told == sorted(told)
