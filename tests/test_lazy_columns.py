"""Columns that are told by how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given

import small
import strategies
from sinouk_innov.export.arrow_arrays import Arrays
from sinouk_innov.export.arrow_tables import arrow_chunks, arrow_star, schema_of
from sinouk_innov.export.lazy_columns import Counts, Joined, Lazy, Picked, Places, Same, Spread, Told, Values
from sinouk_innov.export.star import plan_of
from sinouk_innov.export.star_rows import tables_of

if TYPE_CHECKING:
    import sinouk_innov as si

HOLDERS = Values(["per-a", "per-b", "per-c"])
COUNTS = Counts([2, 0, 1])
CASES: list[tuple[Lazy, list[object]]] = [
    (HOLDERS, ["per-a", "per-b", "per-c"]),
    (Same("name", 2), ["name", "name"]),
    (Same(None, 3), [None, None, None]),
    (Spread(HOLDERS, COUNTS), ["per-a", "per-a", "per-c"]),
    (Places(COUNTS), [0, 1, 0]),
    (Picked(HOLDERS, [2, 0, 2]), ["per-c", "per-a", "per-c"]),
    (
        Joined((Spread(HOLDERS, COUNTS), "#100%[", Places(COUNTS), "]")),
        ["per-a#100%[0]", "per-a#100%[1]", "per-c#100%[0]"],
    ),
    (
        Told(
            (Values(["a", "b", "a", None]), Values([None, "x", None, None])), lambda one, other: one and f"{one}{other}"
        ),
        ["aNone", "bx", "aNone", None],
    ),
    (Values([]), []),
    (Spread(HOLDERS, Counts([0, 0, 0])), []),
    (Places(Counts([])), []),
]


@pytest.mark.parametrize(("column", "values"), CASES)
def test_both_ways_give_the_same_values(column: Lazy, values: list[object]) -> None:
    """As Python objects and as an Arrow array."""
    assert [*column] == values
    assert len(column) == len(values)
    kind = pa.int64() if isinstance(column, Places) else pa.string()
    array = Arrays().of(column, kind)
    assert array.to_pylist() == values
    assert array.type == kind


def test_what_is_alike_is_told_once() -> None:
    """A value that many rows share is made for the first of them."""
    asked: list[str] = []

    def tell(text: str) -> str:
        asked.append(text)
        return text.upper()

    column = Told((Values(["a", "b", "a"]),), tell)
    assert [*column] == Arrays().of(column, pa.string()).to_pylist() == ["A", "B", "A"]
    assert asked == ["a", "b"] * 2


@given(strategies.datasets())
def test_arrow_holds_the_rows(data: si.Dataset) -> None:
    """Column by column, whatever the dataset."""
    tables, star = tables_of(data), arrow_star(data)
    for plan in plan_of():
        assert star[plan.name].schema == schema_of(plan.name)
        assert star[plan.name].to_pydict() == tables[plan.name], plan.name


def test_chunks_come_kind_by_kind() -> None:
    """Each table at most once for a kind, and those of one kind before those of the next."""
    data = small.dataset(small.source("page"), small.organisation("body"))
    names = [name for name, _ in arrow_chunks(data)]
    assert names.count("records") == 2
    assert names.index("sources") < names.index("organisations") < names.index("release")
