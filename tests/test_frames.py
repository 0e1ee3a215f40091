"""Tables and datasets as plain Arrow tables and data frames."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sinouk_innov as si
from sinouk_innov.export.arrow_tables import to_arrow
from sinouk_innov.export.pandas_frames import to_pandas
from sinouk_innov.export.polars_frames import to_polars
from sinouk_innov.export.star import plan_of
from sinouk_innov.model.facts import facts_of

DATA = si.load()
FIGURE = "sta-taizhou-bay-new-area-industrial-output-2019"


def test_a_table_is_a_plain_frame() -> None:
    """No subclass, one row a record, with real dates and decimals."""
    for to, wanted in ((to_arrow, pa.Table), (to_pandas, pd.DataFrame), (to_polars, pl.DataFrame)):
        ask: Any = to
        assert type(ask(DATA.events)) is wanted
        assert len(ask(DATA.events)) == len(DATA.events)
    events = to_pandas(DATA.events).set_index("id")
    assert events.loc["evt-tus-trinity-signing-2018", "when_earliest"] == pd.Timestamp("2018-02-01")
    assert str(events["when_earliest"].dtype).startswith("datetime64")
    figures = to_pandas(DATA.statistics).set_index("id")
    assert figures.loc[FIGURE, "quantity_value"] == Decimal(42_800_000_000)
    polars = to_polars(DATA.events).filter(pl.col("id") == "evt-tus-trinity-signing-2018")
    assert polars["when_earliest"].to_list() == [dt.date(2018, 2, 1)]
    assert to_polars(DATA.statistics).schema["quantity_low"] == pl.Decimal(38, 9)


def test_whole_numbers_stay_whole() -> None:
    """Also where some are missing."""
    citations = to_pandas(DATA).value["citations"]
    assert str(citations["paragraph"].dtype) == "Int64"
    assert citations["paragraph"].isna().any()


@pytest.mark.parametrize("ask", [to_arrow, to_pandas, to_polars])
def test_a_dataset_is_a_star_that_loses_nothing(ask: Any) -> None:
    """All tables, all facts; the evidence joins by the address of the fact."""
    made = ask(DATA)
    assert made.value.keys() == {plan.name for plan in plan_of()}
    assert made.ledger.losses == ()
    assert len(made.ledger.kept) == sum(1 for record in DATA for _ in facts_of(record))
    assert "published" in (made.value["evidence"].column_names if ask is to_arrow else made.value["evidence"].columns)
    slim = ask(DATA, evidence="ids").value["evidence"]
    assert list(slim.column_names if ask is to_arrow else slim.columns) == ["fact", "citation"]


def test_the_evidence_joins_by_the_address_of_the_fact() -> None:
    """A merge of a table and its evidence gives each fact with its passages."""
    frames = to_pandas(DATA).value
    joined = frames["roles"].merge(frames["evidence"], on="fact")
    row = joined[joined["record"] == "per-xianghui-bian"].iloc[0]
    assert row["source"] == "src-tuspark-uk-2019-qingdao-centre"
    assert "#:~:text=" in row["link"]


def test_evidence_that_is_left_out_stands_in_the_ledger() -> None:
    """As asked, and told of each fact that has a citation."""
    made = to_arrow(DATA, evidence="none")
    assert not {"citations", "supports", "evidence"} & made.value.keys()
    assert made.ledger.approximated == {fact.ref for record in DATA for fact in facts_of(record) if fact.citations}
    assert made.ledger.lost == frozenset()
    assert made.ledger.reasons()[0][0] == "left out as asked"
    for name in ("sources", "passages", "citations"):
        assert name not in to_pandas(DATA.people, evidence="none").columns
    assert "citations" in to_polars(DATA.people, evidence="ids").columns


def test_another_way_to_carry_evidence_is_refused() -> None:
    """The message names those that there are."""
    wrong: Any = "all"
    with pytest.raises(ValueError, match="evidence is one of columns, ids, none, not 'all'"):
        to_pandas(DATA.people, evidence=wrong)


def test_frames_go_round() -> None:
    """A table of the star in polars is the same in Arrow again, and in pandas it has the same cells."""
    table = to_arrow(DATA, evidence="ids").value["roles"]
    assert to_polars(DATA, evidence="ids").value["roles"].to_arrow().to_pylist() == table.to_pylist()
    frame = to_pandas(DATA, evidence="ids").value["roles"]
    cells = frame[["fact", "body"]].to_dict("list")
    assert cells == {name: table[name].to_pylist() for name in ("fact", "body")}


def test_columns_say_what_they_hold() -> None:
    """Each Arrow field carries its description."""
    schema = to_arrow(DATA.statistics).schema
    for field in schema:
        assert field.metadata is not None, field.name
        assert field.metadata[b"description"]
    assert not schema.field("id").nullable
