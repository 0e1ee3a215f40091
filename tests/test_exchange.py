"""The commands that take data into other formats and back, and what they stand on."""

from __future__ import annotations

import gc
import io
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph

import sinouk_innov as si
import small
from sinouk_innov.cli import main
from sinouk_innov.collector import paused_collector
from sinouk_innov.export import gexf
from sinouk_innov.export.formats import DESCRIPTIONS, FORMATS, format_named, write_as
from sinouk_innov.files import in_place_of, write_text
from sinouk_innov.show.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SMALL = small.dataset(
    small.source("page", "2019-05-23"),
    small.centre("park", names=(small.name("Park", small.citation("page")),)),
    small.event("talk", "2019-05-23"),
)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """Make a folder with a small dataset."""
    si.write(SMALL, tmp_path / "mine")
    return str(tmp_path / "mine")


def run(capsys: pytest.CaptureFixture[str], arguments: Sequence[object]) -> tuple[int, str, str]:
    """Run the command in this process."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


# --- formats by name ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_every_format_is_written_by_name(name: str, tmp_path: Path) -> None:
    """A file, or a folder with files; with its ledger, and each record told as done."""
    told: list[tuple[int, int]] = []
    ledger = write_as(SMALL, name, tmp_path / "out", progress=lambda done, total: told.append((done, total)))
    written = tmp_path / "out"
    assert written.is_dir() == format_named(name).folder
    assert len(ledger.kept) + len(ledger.lost) == sum(1 for record in SMALL for _ in si.facts_of(record))
    assert told[-1] == (len(SMALL), len(SMALL))
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_no_two_formats_share_a_name() -> None:
    """And each says in a line what it is."""
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert all(each.meaning for each in FORMATS)


def test_an_unknown_format_is_told_with_those_that_are_known() -> None:
    """The closest, or all."""
    with pytest.raises(ValueError, match="there is no format 'gefx'; did you mean 'gexf'"):
        format_named("gefx")
    with pytest.raises(ValueError, match="it is one of parquet, csv, croissant"):
        format_named("spreadsheet for the boss")


# --- the commands ---------------------------------------------------------------------------------------------------


def test_export_to_standard_output_is_the_file(mine: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """And nothing but it, so that it can be piped; also of what is written about a format."""
    run(capsys, ["export", "geojson", tmp_path / "a.geojson", "--data", mine])
    status, out, err = run(capsys, ["export", "geojson", "-", "--data", mine, "--ledger", tmp_path / "lost.json"])
    assert (status, out, err) == (0, (tmp_path / "a.geojson").read_text(encoding="utf-8"), "")
    assert json.loads((tmp_path / "lost.json").read_text(encoding="utf-8"))["format"] == "geojson"
    run(capsys, ["export", "vocabulary", tmp_path / "terms.ttl"])
    status, out, err = run(capsys, ["export", "vocabulary", "-"])
    assert (status, out, err) == (0, (tmp_path / "terms.ttl").read_text(encoding="utf-8"), "")


def test_what_is_written_about_a_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Shapes and terms of the linked data, as lines and as JSON."""
    status, out, _ = run(capsys, ["export", "shacl", tmp_path / "shapes.ttl"])
    assert status == 0
    assert out.startswith("the shapes of the linked data")
    assert "sh:NodeShape" in (tmp_path / "shapes.ttl").read_text(encoding="utf-8")
    status, out, _ = run(capsys, ["export", "vocabulary", tmp_path / "terms.ttl", "--json"])
    assert (status, json.loads(out)["format"]) == (0, "vocabulary")
    assert "skos:ConceptScheme" in (tmp_path / "terms.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["csv", "-"], "csv has several files: it takes a folder, and not -"),
        (["gexf", "-", "--json"], "--json and - both take standard output: name a file"),
        (["shacl", "a.ttl", "--ledger", "lost.json"], "shacl holds no data: there is no ledger of it"),
        (["gexf", "a.gexf", "--ledger", "."], "there is a folder in the place of ."),
        (["gexf", "a.gexf", "--ledger", "./a.gexf"], "the ledger might take the place of the data in a.gexf"),
        (["csv", "a", "--ledger", "a/people.csv"], "the ledger might take the place of the data in a"),
        (["spreadsheet", "a"], "there is no format 'spreadsheet'"),
    ],
)
def test_what_would_undo_itself_is_refused_first(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any work is done, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, ["export", *arguments])
    assert status != 0
    assert out == ""
    assert told in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "told"), [("popolio", "did you mean 'popolo'?"), ("xlsx", "it is one of csv, ftm")])
def test_a_format_that_is_not_read_is_told(name: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the closest of those that are, or all."""
    status, _, err = run(capsys, ["import", name, "a"])
    assert status != 0
    assert f"there is no format {name!r} to be read; {told}" in " ".join(err.split())


def test_export_says_what_was_lost(mine: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Counts and reasons, as lines and as JSON; and the ledger, fact by fact, in a file."""
    asked = ["export", "icalendar", tmp_path / "a.ics", "--data", mine, "--ledger", tmp_path / "lost.json"]
    status, out, err = run(capsys, asked)
    assert (status, err) == (0, "")
    assert "facts kept" in out
    ledger = json.loads((tmp_path / "lost.json").read_text(encoding="utf-8"))
    assert ledger["format"] == "icalendar"
    assert f"{ledger['lost']} lost" in out
    status, out, _ = run(capsys, [*asked, "--json"])
    told = json.loads(out)
    assert (status, told["kept"], told["lost"]) == (0, ledger["kept"], ledger["lost"])
    assert sum(told["reasons"].values()) == len(ledger["losses"])


def test_many_reasons_are_cut_short(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The most frequent, and that there are others; a format that loses nothing has none."""
    _, out, _ = run(capsys, ["export", "gexf", tmp_path / "a.gexf"])
    assert "and for 3 other reasons: see --ledger" in " ".join(out.split())
    _, out, _ = run(capsys, ["export", "sqlite", tmp_path / "a.sqlite"])
    assert "0 lost" in out
    assert "other reason" not in out


def test_an_unknown_format_is_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the closest name; and nothing is written."""
    status, _, err = run(capsys, ["export", "gefx", tmp_path / "a"])
    assert (status, err) == (2, "sinouk-innov: there is no format 'gefx'; did you mean 'gexf'?\n")
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_everything_as_it_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half file, no traceback, the status of an interruption."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gexf, "to_gexf", stop)
    status, out, err = run(capsys, ["export", "gexf", tmp_path / "a.gexf"])
    assert (status, out, err) == (130, "", "sinouk-innov: interrupted; files are as they were\n")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_imported(mine: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Parquet gives the same data; Popolo and FollowTheMoney what they carry, into a folder of one's own."""
    for name, file in (("parquet", "star"), ("popolo", "a.json"), ("ftm", "a.jsonl")):
        assert run(capsys, ["export", name, tmp_path / file, "--data", mine])[0] == 0
    assert run(capsys, ["import", "parquet", tmp_path / "star", "--into", tmp_path / "same"])[0] == 0
    assert si.read(tmp_path / "same") == SMALL
    for name, file in (("popolo", "a.json"), ("ftm", "a.jsonl")):
        status, out, _ = run(
            capsys, ["import", name, tmp_path / file, "--source", "src-page", "--into", tmp_path / name]
        )
        assert status == 0
        assert "put into" in out
        assert "Park" in {
            body.label for body in (*si.read(tmp_path / name).organisations, *si.read(tmp_path / name).centres)
        }
    status, out, _ = run(capsys, ["import", "popolo", tmp_path / "a.json", "--source", "src-page"])
    assert (status, "put into" in out) == (0, False)


def test_a_table_is_imported_by_its_columns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The columns stand in a file of their own, and what is there already stays."""
    table, columns = tmp_path / "people.csv", tmp_path / "columns.json"
    table.write_text("Name,Post,Body\nAda Example,Director,Example Park\n", encoding="utf-8")
    columns.write_text('{"people": {"name": "Name", "title": "Post", "body": "Body"}}', encoding="utf-8")
    asked = ["import", "csv", table, "--columns", columns, "--source", "src-list", "--into", tmp_path / "mine"]
    assert run(capsys, asked)[0] == 0
    table.write_text("Name\nBea Example\n", encoding="utf-8")
    columns.write_text('{"people": {"name": "Name"}}', encoding="utf-8")
    assert run(capsys, asked)[0] == 0
    assert {person.label for person in si.read(tmp_path / "mine").people} == {"Ada Example", "Bea Example"}


@pytest.mark.parametrize(
    ("told", "status", "reason"),
    [
        (None, 2, "a CSV file needs --columns"),
        ("[]", 1, "takes an object with one of people, organisations, statistics"),
        ('{"cities": {}}', 1, "takes an object with one of people, organisations, statistics"),
        ('{"people": {"name": "Name", "age": "Age"}}', 1, "unexpected keyword argument 'age'"),
        ('{"people": [1]}', 1, "takes an object of fields and columns"),
        ('{"people": {"name": 7}}', 1, "takes the name of a column, not 7"),
    ],
)
def test_wrong_columns_are_told(
    told: str | None, status: int, reason: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """None, of no table, and those that a table has no place for."""
    table = tmp_path / "people.csv"
    table.write_text("Name\nAda Example\n", encoding="utf-8")
    given: list[Any] = []
    if told is not None:
        (tmp_path / "columns.json").write_text(told, encoding="utf-8")
        given = ["--columns", tmp_path / "columns.json"]
    found, _, err = run(capsys, ["import", "csv", table, *given])
    assert (found, reason in " ".join(err.split())) == (status, True), err


# --- what they stand on ---------------------------------------------------------------------------------------------


class _Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_bar_is_drawn_on_a_terminal_only() -> None:
    """It grows by whole percents, says how far it is, and goes away; elsewhere there is none."""
    with progress_bar(io.StringIO(), "writing") as none:
        assert none is None
    screen = _Terminal()
    with progress_bar(screen, "writing gexf") as draw:
        assert draw is not None
        for done in range(1, 2001):
            draw(done, 2000)
        draw(0, 0)
    drawn = screen.getvalue().split("\r")
    assert "writing gexf [###############---------------]  50%, 1,000 of 2,000 records" in drawn
    assert len(drawn) < 110
    assert drawn[-1] == "\x1b[K"


def test_the_collector_is_as_it_was() -> None:
    """Also by an error, within another pause, with other threads, and where it was off before."""
    assert gc.isenabled()
    with paused_collector():
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused_collector(), paused_collector():
        1 // gc.isenabled()
    assert gc.isenabled()
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with paused_collector():
            entered.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    entered.wait(10)
    with paused_collector():
        pass
    assert not gc.isenabled()
    leave.set()
    other.join()
    assert gc.isenabled()
    gc.disable()
    try:
        with paused_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_file_takes_its_place_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was there stays after an error; a folder is not replaced; no draft is left."""
    place = tmp_path / "new" / "file"
    write_text(place, "one\n")
    with pytest.raises(FileNotFoundError), in_place_of(place) as draft:
        (draft / "two").write_text("two", encoding="utf-8")
    assert place.read_text(encoding="utf-8") == "one\n"
    with in_place_of(place) as draft:
        draft.write_text("two", encoding="utf-8")
    assert place.read_text(encoding="utf-8") == "two"
    with pytest.raises(IsADirectoryError, match="there is a folder in the place of"), in_place_of(tmp_path / "new"):
        pass
    assert [file.name for file in place.parent.iterdir()] == ["file"]


# --- what goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (["export", "shakl", "a"], "there is no format 'shakl'; did you mean 'shacl'?"),
        (["export", "spreadsheet for the boss", "a"], "it is one of parquet, csv, croissant"),
        (["import", "popol", "a"], "there is no format 'popol' to be read; did you mean 'popolo'?"),
        (["import", "docx", "a"], "there is no format 'docx' to be read; it is one of csv, ftm, popolo, parquet"),
        (["import", "popolo", "nothing.json"], "nothing.json"),
        (["export", "csv", "-"], "csv has several files: it takes a folder, and not -"),
        (["export", "geojson", "-", "--json"], "--json and - both take standard output: name a file"),
        (["export", "geojson", "a", "--ledger", "a"], "the ledger might take the place of the data in a"),
        (["export", "csv", "a", "--ledger", "a/places.csv"], "the ledger might take the place of the data in a"),
        (["export", "geojson", "a", "--ledger", "."], "there is a folder in the place of ."),
        (["export", "shacl", "a", "--ledger", "b"], "shacl holds no data: there is no ledger of it"),
        (["export", "geojson", "."], "there is a folder in the place of ."),
        (["export", "geojson", "full/a"], "full"),
        (["export", "shacl", ""], "there is a folder in the place of ."),
        (["export", "csv", "full"], "there is a file in the place of the folder full"),
    ],
)
def test_what_cannot_be_done_is_told_before_the_work(
    asked: list[str], reason: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As wrong use, in one line with the reason; and nothing is written or changed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").write_text("a file", encoding="utf-8")
    status, out, err = run(capsys, asked)
    assert (status, out) == (2, "")
    assert err.startswith("sinouk-innov: ")
    assert reason in " ".join(err.split())
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("full", "a file")]


def test_a_file_goes_to_standard_output(mine: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its bytes and nothing else; the ledger still goes into its file."""
    run(capsys, ["export", "geojson", tmp_path / "a.json", "--data", mine])
    asked = ["export", "geojson", "-", "--data", mine, "--ledger", tmp_path / "lost.json"]
    status, out, err = run(capsys, asked)
    assert (status, err) == (0, "")
    assert out == (tmp_path / "a.json").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "lost.json").read_text(encoding="utf-8"))["format"] == "geojson"


@pytest.mark.parametrize("name", [each.name for each in DESCRIPTIONS])
def test_what_is_written_about_a_format_is_had_by_name(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """As a file that rdflib reads, on standard output, and told as JSON."""
    file = tmp_path / "a.ttl"
    status, out, _ = run(capsys, ["export", name, file])
    assert (status, str(file) in "".join(out.split())) == (0, True)
    assert len(Graph().parse(file)) > 100
    assert run(capsys, ["export", name, "-"]) == (0, file.read_text(encoding="utf-8"), "")
    status, out, _ = run(capsys, ["export", name, file, "--json"])
    assert json.loads(out) == {"format": name, "path": str(file)}


@pytest.mark.parametrize(
    ("asked", "module", "library", "extra"),
    [
        (["export", "turtle", "a"], "export.rdf", "rdflib", "rdf"),
        (["export", "shacl", "a"], "export.shacl", "rdflib", "rdf"),
        (["export", "duckdb", "a"], "export.duckdb_file", "duckdb", "sql"),
        (["export", "ftm", "a"], "export.ftm", "followthemoney", "ftm"),
        (["import", "ftm", "a"], "imports.ftm", "followthemoney", "ftm"),
    ],
)
def test_a_missing_library_is_told_by_the_command(
    asked: list[str], module: str, library: str, extra: str, tmp_path: Path
) -> None:
    """With the command that mends it; in a process of its own, in which the library cannot be found."""
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        f"from sinouk_innov.cli import main\nstatus = main({asked!r})\n"
        f"assert 'sinouk_innov.{module}' not in sys.modules\nsys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path
    )
    assert done.returncode == 2
    assert f"sinouk-innov[{extra}]" in "".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []
