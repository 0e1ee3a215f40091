"""Do tables and gates say what plain loops over the raw JSON files say?"""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

import naive
from sinouk_innov.bundle import load, read
from sinouk_innov.integrity import problems

TABLES = st.sampled_from(sorted(naive.TABLES))
FIELDS = sorted(
    {
        (table, field)
        for table, rows in naive.raw().items()
        for record in rows
        for field, value in record.items()
        if naive.texts_in(value)
    }
)
NAMES = sorted({name["text"] for record in naive.records(naive.raw()) for name in record.get("names", [])})
ORDERED = [
    (table, field)
    for table, field in FIELDS
    if not any(isinstance(record.get(field), list) for record in naive.raw()[table])
]


def values(table: str, field: str) -> list[Any]:
    """Return what stands in a field of a table."""
    return sorted({text for record in naive.raw()[table] for text in naive.texts_in(record.get(field, []))})


@given(st.data())
def test_where_agrees_with_a_plain_loop(data: st.DataObject) -> None:
    """One value of a field, or a set of them, finds the records that a loop finds."""
    table, field = data.draw(st.sampled_from(FIELDS))
    wanted = data.draw(st.sets(st.sampled_from(values(table, field)), min_size=1, max_size=3))
    expected = naive.where(naive.raw(), table, field, wanted)
    assert [record.id for record in load().table(table).where(**{field: wanted})] == expected
    if len(wanted) == 1:
        (value,) = wanted
        assert [record.id for record in load().table(table).where(**{field: value})] == expected


@given(st.data())
def test_where_takes_all_conditions_together(data: st.DataObject) -> None:
    """Conditions on two fields find what both find alone."""
    table, field = data.draw(st.sampled_from(FIELDS))
    other = data.draw(st.sampled_from([name for where, name in FIELDS if where == table]))
    first, second = (data.draw(st.sampled_from(values(table, name))) for name in (field, other))
    one, two = (
        set(naive.where(naive.raw(), table, name, {value})) for name, value in ((field, first), (other, second))
    )
    found = load().table(table).where(**{field: {first}}).where(**{other: {second}})
    assert {record.id for record in found} == one & two
    if field != other:
        assert load().table(table).where(**{field: {first}, other: {second}}) == found


@given(st.sampled_from(ORDERED), st.booleans())
def test_sorted_agrees_with_a_plain_loop(chosen: tuple[str, str], descending: bool) -> None:  # noqa: FBT001
    """A table in the order of a text, number or date; equal ones by id, those without a value last."""
    table, field = chosen
    found = [record.id for record in load().table(table).sorted(f"-{field}" if descending else field)]
    assert found == naive.sorted_by(naive.raw(), table, field, descending=descending)


@given(st.sampled_from(NAMES))
def test_a_stored_name_finds_its_bearers(name: str) -> None:
    """Whoever bears a name letter for letter is found as bearing the same name, before all others."""
    exact = [match.record.id for match in load().find(name) if match.score == 1]
    assert naive.bearers(naive.raw(), name) <= set(exact)
    assert exact == [match.record.id for match in load().find(name)][: len(exact)]


@settings(max_examples=25)
@given(st.data())
def test_problems_agree_with_a_plain_loop(data: st.DataObject) -> None:
    """Where records and citations are taken out of the files, the gates tell what a loop finds missing, and no more."""
    damaged = copy.deepcopy(naive.raw())
    for record_id in data.draw(st.lists(st.sampled_from(naive.ids(damaged)), unique=True, max_size=2)):
        for rows in damaged.values():
            rows[:] = [record for record in rows if record["id"] != record_id]
    for record in data.draw(st.lists(st.sampled_from(naive.records(damaged)), unique_by=id, max_size=2)):
        parts = [part for value in record.values() if isinstance(value, list) for part in value]
        holders = [holder for holder in (record, *parts) if isinstance(holder, dict) and holder.get("citations")]
        if holders:
            del data.draw(st.sampled_from(holders))["citations"]
    with tempfile.TemporaryDirectory() as folder:
        found = problems(read(written(damaged, Path(folder))))
    assert {
        (one.id, one.reason.split("'")[1]) for one in found if "no record has the id" in one.reason
    } == naive.dangling(damaged)
    assert {
        (one.id, one.reason.split("'")[1]) for one in found if "no source has the id" in one.reason
    } == naive.sourceless(damaged)
    assert {
        (one.id, one.path.partition("[")[0]) for one in found if one.reason == "nothing is cited for this"
    } == naive.uncited(damaged)


def written(data: naive.Raw, folder: Path) -> Path:
    """Write files to a folder."""
    (folder / "dataset.json").write_text('{"schema_version": "1"}', encoding="utf-8")
    for table, rows in data.items():
        (folder / f"{table}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder
