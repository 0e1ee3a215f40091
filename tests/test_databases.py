"""A dataset as Parquet, SQLite and DuckDB: keys hold, and views agree with the library's own answers."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given

import hostile
import sinouk_innov as si
import small
import strategies
from sinouk_innov.export.duckdb_file import to_duckdb
from sinouk_innov.export.parquet import read_parquet, to_parquet
from sinouk_innov.export.sql import VIEWS
from sinouk_innov.export.sqlite_file import to_sqlite
from sinouk_innov.export.star import plan_of
from sinouk_innov.export.star_rows import tables_of
from sinouk_innov.model.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

DATA = si.load()
Rows = list[tuple[Any, ...]]
Ask = "Callable[[str], Rows]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the bundled data in all three."""
    place = tmp_path_factory.mktemp("databases")
    to_parquet(DATA, place / "parquet")
    to_sqlite(DATA, place / "data.sqlite")
    to_duckdb(DATA, place / "data.duckdb")
    return place


@pytest.fixture(params=["sqlite", "duckdb"])
def ask(request: pytest.FixtureRequest, folder: Path) -> Generator[Callable[[str], Rows]]:
    """Ask one of the two databases."""
    file = str(folder / f"data.{request.param}")
    database: Any = sqlite3.connect(file) if request.param == "sqlite" else duckdb.connect(file, read_only=True)
    with closing(database):
        yield lambda query: list(database.execute(query).fetchall())


# --- Parquet --------------------------------------------------------------------------------------------------------


def test_parquet_gives_the_same_dataset_back(folder: Path, tmp_path: Path) -> None:
    """Equal, and written again it is the same bytes; other files of the folder are left alone."""
    assert read_parquet(folder / "parquet") == DATA
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ledger = to_parquet(read_parquet(folder / "parquet"), tmp_path)
    assert ledger.losses == ()
    for plan in plan_of():
        name = f"{plan.name}.parquet"
        assert (tmp_path / name).read_bytes() == (folder / "parquet" / name).read_bytes()
    assert {file.name for file in tmp_path.iterdir()} == {"notes.txt"} | {f"{plan.name}.parquet" for plan in plan_of()}


def test_hostile_texts_go_through_parquet(tmp_path: Path) -> None:
    """Whatever the model lets through comes back."""
    data = hostile.hostile()
    to_parquet(data, tmp_path / "a")
    assert read_parquet(tmp_path / "a") == data


def test_all_that_is_wrong_with_a_folder_is_told(folder: Path, tmp_path: Path) -> None:
    """A missing file, one that is no Parquet, one with another table's columns; and no folder."""
    shutil.copytree(folder / "parquet", tmp_path / "bad")
    (tmp_path / "bad" / "people.parquet").unlink()
    (tmp_path / "bad" / "events.parquet").write_bytes(b"PAR1 not")
    with pytest.raises(si.InvalidDataError) as error:
        read_parquet(tmp_path / "bad")
    problems = [str(problem) for problem in error.value.problems]
    assert "there is no such file @ people.parquet" in problems
    assert any(problem.startswith("cannot be read:") and problem.endswith("@ events.parquet") for problem in problems)
    shutil.copy(folder / "parquet" / "people.parquet", tmp_path / "bad" / "events.parquet")
    shutil.copy(folder / "parquet" / "people.parquet", tmp_path / "bad")
    with pytest.raises(si.InvalidDataError, match="there is no such column @ bad/events:kind"):
        read_parquet(tmp_path / "bad")
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        read_parquet(tmp_path / "none")


def test_nothing_is_half_written(tmp_path: Path) -> None:
    """An interruption leaves what was there, and no drafts."""
    to_sqlite(small.dataset(small.source("page")), tmp_path / "data.sqlite")
    before = (tmp_path / "data.sqlite").read_bytes()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt(done, total)

    for write, name in ((to_sqlite, "data.sqlite"), (to_duckdb, "data.duckdb"), (to_parquet, "parquet")):
        with pytest.raises(KeyboardInterrupt):
            write(DATA, tmp_path / name, progress=stop)
    assert (tmp_path / "data.sqlite").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["data.sqlite"]
    with pytest.raises(IsADirectoryError):
        to_sqlite(DATA, tmp_path)


# --- databases ------------------------------------------------------------------------------------------------------


def test_every_table_has_its_rows(ask: Callable[[str], Rows]) -> None:
    """As many as the star."""
    tables = tables_of(DATA)
    for plan in plan_of():
        assert ask(f'SELECT COUNT(*) FROM "{plan.name}"') == [(len(tables[plan.name][plan.names[0]]),)]  # noqa: S608


def test_posts_agree_with_the_library(ask: Callable[[str], Rows]) -> None:
    """The view has each role once, with its holder, body and number of sources."""
    told = {row[0]: row[1:] for row in ask("SELECT fact, person, body, sources FROM post_holders")}
    assert told == {
        str(fact.ref): (person.id, fact.value.body, len({citation.source for citation in fact.citations}))  # type: ignore[attr-defined]
        for person in DATA.people
        for fact in facts_of(person)
        if fact.ref.field == "roles"
    }


def test_who_took_part_agrees_with_the_records(ask: Callable[[str], Rows]) -> None:
    """Each participation once, with the days that the event may have been on."""
    told = ask("SELECT event, capacity, who, when_earliest FROM who_took_part")
    expected = Counter(
        (
            event.id,
            str(part.capacity),
            part.label if part.entity is None else DATA[part.entity].label,
            None if event.when is None else event.when.earliest,
        )
        for event in DATA.events
        for part in event.participations
    )
    read = [(*row[:3], dt.date.fromisoformat(row[3]) if isinstance(row[3], str) else row[3]) for row in told]
    assert Counter(read) == expected


def test_figures_agree_with_the_records(ask: Callable[[str], Rows]) -> None:
    """With the bounds between which they lie."""
    told = {row[0]: row[1:] for row in ask("SELECT id, about, unit, bound, low, high FROM figures")}
    assert told.keys() == {statistic.id for statistic in DATA.statistics}
    for statistic in DATA.statistics:
        about, unit, bound, low, high = told[statistic.id]
        assert (about, unit, bound) == (statistic.about, statistic.quantity.unit, statistic.quantity.bound)
        found = statistic.quantity
        assert (low is None) == (found.low is None)
        assert (high is None) == (found.high is None)
        if found.low is not None and found.high is not None:
            assert float(low) <= float(found.low) + 1e-6
            assert float(high) >= float(found.high) - 1e-6


def test_corroboration_agrees_with_the_library(ask: Callable[[str], Rows]) -> None:
    """Copies count with what they repeat."""
    told: dict[str, int] = dict(ask("SELECT fact, independent_sources FROM corroboration"))
    facts = {str(fact.ref): fact for record in DATA for fact in facts_of(record) if fact.citations}
    assert told.keys() == facts.keys()
    for address in list(facts)[::7]:
        # A record's own address stands for all that it says.
        if "#" in address:
            assert told[address] == len(si.independent_sources(DATA, facts[address].ref)), address


def test_passages_open_the_page(ask: Callable[[str], Rows]) -> None:
    """Each with the source, and an address where the source has one."""
    rows = ask("SELECT source, publisher, link FROM passages WHERE fact = 'per-xianghui-bian#honorific'")
    assert rows
    for source, publisher, link in rows:
        assert DATA.sources[source].publisher == publisher
        assert link.startswith(DATA.sources[source].url)


def test_sqlite_holds_its_own_checks(folder: Path) -> None:
    """No key leads nowhere, the file is sound, and a wrong row is refused: no record, a taken id, a missing value."""
    with closing(sqlite3.connect(folder / "data.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        database.execute("PRAGMA foreign_keys = ON")
        for wrong in (
            "INSERT INTO people (id) VALUES ('per-nobody')",
            "INSERT INTO records SELECT * FROM records LIMIT 1",
            "INSERT INTO records (id, kind) VALUES ('per-nobody', 'person')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.executescript(f"BEGIN; {wrong}; COMMIT;")
            database.rollback()


def test_duckdb_holds_its_own_checks(folder: Path, tmp_path: Path) -> None:
    """A wrong row is refused: no record, a taken id, a missing value."""
    shutil.copy(folder / "data.duckdb", tmp_path)
    with closing(duckdb.connect(str(tmp_path / "data.duckdb"))) as database:
        for wrong in (
            "INSERT INTO people (id) VALUES ('per-nobody')",
            "INSERT INTO records SELECT * FROM records LIMIT 1",
            "INSERT INTO records (id, kind) VALUES ('per-nobody', 'person')",
        ):
            with pytest.raises(duckdb.ConstraintException):
                database.execute(wrong)


@pytest.mark.parametrize("write", [to_sqlite, to_duckdb])
def test_a_record_that_is_not_there_is_refused(write: Any, tmp_path: Path) -> None:
    """Before anything is written."""
    data = small.dataset(small.source("page"), small.centre("park", at="pla-x"))
    with pytest.raises(si.InvalidDataError, match="there is no 'pla-x' in records"):
        write(data, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_views_say_what_they_tell() -> None:
    """Each has a meaning, and no two a name."""
    assert all(view.meaning for view in VIEWS)
    assert len({view.name for view in VIEWS}) == len(VIEWS)


@pytest.mark.parametrize("name", ["a.sqlite", "b.duckdb"])
def test_hostile_texts_are_only_texts(name: str, tmp_path: Path) -> None:
    """Quotes and semicolons end no statement."""
    data = hostile.hostile()
    write: Any = to_sqlite if name.endswith("sqlite") else to_duckdb
    write(data, tmp_path / name)
    database: Any = sqlite3.connect(tmp_path / name) if "sqlite" in name else duckdb.connect(str(tmp_path / name))
    with closing(database):
        labels = {row[0] for row in database.execute("SELECT label FROM records").fetchall()}
    assert labels == {record.label for record in data}


@given(strategies.datasets())
def test_a_ledger_of_what_loses_nothing_keeps_all(data: si.Dataset) -> None:
    """Kept and lost are exactly all facts."""
    from sinouk_innov.export.ledger import Ledger  # noqa: PLC0415  it is asked here alone

    ledger = Ledger("parquet", data)
    assert list(ledger.kept) == [fact.ref for record in data for fact in facts_of(record)]
