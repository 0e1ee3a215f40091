"""Do files become the dataset that they say, all or nothing, and a dataset always the same files?"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import naive
import sinouk_innov
import strategies
from sinouk_innov import bundle, codec, integrity
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.model.record import Record

PACKAGE = Path(str(sinouk_innov.__file__)).parent
DATA = PACKAGE / "data"
FILES = {"dataset.json", "redirects.json", *(f"{kind.table}.json" for kind in KINDS)}
FORMS = ("folder", "data.jsonl", "data.jsonl.gz")


def small() -> Dataset:
    """Return the small sample as a dataset."""
    tables = strategies.small()
    rows = [record for kind in KINDS for record in codec.decode_table(kind, tables[kind.table], "")]
    return Dataset.of(
        rows, release=Release("Small", "1", "0.1"), redirects={"per-lv-peng": "per-peng-lv", "per-gone": None}
    )


def told(call: Callable[[], object]) -> list[str]:
    """Return the problems that a call raises, as text."""
    with pytest.raises(InvalidDataError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


def plain(data: Dataset) -> list[dict[str, Any]]:
    """Return the records of a dataset as plain data, in which wordings count too."""
    return [codec.encode(record) for record in data]


def contents(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder by name, hidden files too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def write_small(folder: Path) -> Path:
    """Write the small sample into a folder that is yet to be made."""
    bundle.write(small(), folder)
    return folder


# --- the bundled data -----------------------------------------------------------------------------------------------


def test_load_gives_the_bundled_folder_once() -> None:
    """The bundled dataset is that of the package's folder, and every call gives the same one."""
    data = bundle.load()
    assert data is bundle.load()
    assert data == bundle.read(DATA)
    assert plain(data) == plain(bundle.read(DATA))
    assert len(data) > 0


def test_many_threads_that_load_first_get_one_dataset(tmp_path: Path) -> None:
    """Thirty-two threads that load at once, in a process where nobody has, all get the same dataset, made once."""
    code = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from sinouk_innov import bundle
sys.setswitchinterval(1e-6)
made, folder, together = [], bundle._folder, threading.Barrier(32)
def counted(*given):
    made.append(folder(*given))
    return made[-1]
bundle._folder = counted
def ask(_):
    together.wait()
    data = bundle.load()
    return id(data), id(data.people), id(data.people["per-xianghui-bian"]), id(data.places[0])
with ThreadPoolExecutor(32) as pool:
    print(len(set(pool.map(ask, range(32)))), len(made))
"""
    given = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert given.stdout == "1 1\n"


def test_many_threads_that_look_up_first_read_a_file_once(tmp_path: Path) -> None:
    """Thirty-two threads that ask for an id or a name at once, in a fresh process, have the file read once."""
    code = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from sinouk_innov import bundle
sys.setswitchinterval(1e-6)
read, content, together = [], bundle._content, threading.Barrier(32)
def counted(*given):
    found = content(*given)
    # A wheel has the files gzipped, and is asked for plain ones first.
    if found is not None:
        read.append(given[-1])
    return found
bundle._content = counted
people = bundle.load().people
def ask(number):
    together.wait()
    return id(people.one("Xianghui Bian") if number % 2 else people["per-xianghui-bian"])
with ThreadPoolExecutor(32) as pool:
    print(len(set(pool.map(ask, range(32)))), sum(name.startswith("people.json") for name in read))
"""
    given = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert given.stdout == "1 1\n"


def test_bundled_files_are_canonical(tmp_path: Path) -> None:
    """Writing the bundled dataset gives the bundled files, byte for byte."""
    bundle.write(bundle.load(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES
    for name, written in contents(tmp_path).items():
        assert written == naive.content(name), name


def load_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """Return what `load` would give if its folder were another, without what it has kept."""
    monkeypatch.setattr(bundle, "_BUNDLED", folder)
    return bundle.load.__wrapped__()


def test_tables_are_read_when_first_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading reads no table; a broken one is told when it is asked for, each time, and the others can be used."""
    folder = write_small(tmp_path / "small")
    (folder / "people.json").write_text('[{"id": "per-x"}]')
    (folder / "remarks.json").write_text("[")
    data = load_from(folder, monkeypatch)
    broken = "a value is needed @ people.json:person/per-x.names"
    assert told(lambda: data.people["per-peng-lv"]) == [broken]
    assert told(lambda: len(data.people)) == [broken]
    assert told(lambda: list(data)) == [broken]
    assert list(data.places) == list(small().places)
    assert [str(problem) for problem in integrity.problems(data)] == [
        broken,
        "is no JSON: expecting value in line 1, column 2 @ remarks.json",
    ]
    (folder / "people.json").write_text("[]")
    assert len(data.people) == 0, "once mended, it is read"


def test_a_record_is_looked_up_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its id or a name, one record is made and no other; when all are asked for, it is the same object still."""
    folder = write_small(tmp_path / "small")
    people = json.loads((folder / "people.json").read_text(encoding="utf-8"))
    (folder / "people.json").write_text(json.dumps([*people, {"id": "per-zz", "names": 1}]), encoding="utf-8")
    data = load_from(folder, monkeypatch)
    found = data.people["per-peng-lv"]
    assert data["per-peng-lv"] is found
    assert "per-peng-lv" in data.people
    assert found in data.people
    broken = "takes a list, not a number @ people.json:person/per-zz.names"
    assert told(lambda: data.people.one("Peng Lv")) == [broken], "a name cannot be looked up among broken ones"
    (folder / "people.json").write_text(json.dumps(people), encoding="utf-8")
    assert data.people.one("Peng Lv") is found
    assert data.people.get("per-nobody") is None
    assert [record for record in data.people if record.id == "per-peng-lv"] == [found]
    assert next(record for record in data.people if record.id == "per-peng-lv") is found


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ('["per-peng-lv"]', "takes an object, not a text @ people.json:person/#0"),
        ('{"id": "per-peng-lv"}', "takes a list of records, not an object @ people.json:person"),
        ("[", "is no JSON: expecting value in line 1, column 2 @ people.json"),
    ],
)
def test_a_record_of_a_file_without_rows_is_told(
    rows: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no row can be told by its id, a look-up tells what is wrong with the file."""
    folder = write_small(tmp_path / "small")
    (folder / "people.json").write_text(rows)
    data = load_from(folder, monkeypatch)
    assert told(lambda: data.people.get("per-peng-lv")) == [problem]
    assert told(lambda: data.people.one("Peng Lv")) == [problem]


def test_names_are_indexed_alike_before_and_after_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a table finds by name does not depend on whether its records were made."""
    folder = Path(bundle.__file__).parent / "data"
    fresh, made = load_from(folder, monkeypatch), bundle.read(folder)
    for table in made.tables():
        entries = sorted(fresh.table(table.kind.table)._entries(None))
        assert entries == sorted(table._entries(None))
        for text, owner, _ in entries[::7]:
            assert owner in {match.record.id for match in fresh.table(table.kind.table).find(text)}


def test_load_refuses_a_broken_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose header and redirects are broken cannot be loaded at all, and both are told."""
    (tmp_path / "redirects.json").write_text("[]")
    assert told(lambda: load_from(tmp_path, monkeypatch)) == [
        "is missing: a dataset says in it at least its schema_version, '1' @ dataset.json",
        "takes an object of retired ids and what took their place @ redirects.json",
    ]


# --- there and back -------------------------------------------------------------------------------------------------


@given(st.sampled_from(FORMS), strategies.datasets())
def test_read_gives_back_what_was_written(form: str, data: Dataset) -> None:
    """Every dataset survives every form of file, wordings, header and redirects included, and writes the same again."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first", form), Path(folder, "second", form)
        bundle.write(data, first)
        read = bundle.read(first)
        bundle.write(read, second)
        assert read == data
        assert plain(read) == plain(data)
        if first.is_dir():
            assert contents(first) == contents(second)
        else:
            assert first.read_bytes() == second.read_bytes()
        assert list(bundle.iter_records(first)) == list(data)


@given(st.sampled_from(FORMS), st.randoms(use_true_random=False))
def test_order_of_rows_makes_no_difference(form: str, random: Any) -> None:
    """The same records in any order, and redirects in any order, give the same bytes."""
    data = small()
    records = list(data)
    random.shuffle(records)
    redirects = [("per-lv-peng", "per-peng-lv"), ("org-a", "org-bureau"), ("org-b", "org-bureau")]
    ordered = Dataset.of(data, release=data.release, redirects=dict(redirects))
    random.shuffle(redirects)
    shuffled = Dataset.of(records, release=data.release, redirects=dict(redirects))
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one", form), Path(folder, "other", form)
        bundle.write(ordered, one)
        bundle.write(shuffled, other)
        assert (contents(one) if one.is_dir() else one.read_bytes()) == (
            contents(other) if other.is_dir() else other.read_bytes()
        )


def test_all_forms_hold_the_same(tmp_path: Path) -> None:
    """The bundled dataset is the same from a folder, from JSON Lines and from compressed JSON Lines."""
    for form in FORMS:
        bundle.write(bundle.load(), tmp_path / form)
        assert bundle.read(tmp_path / form) == bundle.load()
        assert plain(bundle.read(str(tmp_path / form))) == plain(bundle.load())
    lines = (tmp_path / "data.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "data.jsonl.gz").read_bytes()) == lines


def test_json_lines_begin_with_header_and_redirects(tmp_path: Path) -> None:
    """JSON Lines hold the header, then the redirects if there are any, then each record with its kind."""
    bundle.write(small(), tmp_path / "x.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {"title": "Small", "schema_version": "1", "data_version": "0.1"}
    assert lines[1] == {"redirects": {"per-gone": None, "per-lv-peng": "per-peng-lv"}}
    assert [line["record"] for line in lines[2:]] == [record.kind_name for record in small()]
    assert list(lines[2])[:2] == ["record", "id"]
    bundle.write(Dataset({}), tmp_path / "empty.jsonl")
    assert (tmp_path / "empty.jsonl").read_text(encoding="utf-8") == '{"schema_version": "1"}\n'


def test_compressed_lines_tell_no_time_and_no_name(tmp_path: Path) -> None:
    """The header of a compressed file names neither the file nor a time, so that the bytes depend on the data alone."""
    bundle.write(small(), tmp_path / "x.jsonl.gz")
    header = (tmp_path / "x.jsonl.gz").read_bytes()[:10]
    assert header[:4] == b"\x1f\x8b\x08\x00"
    assert header[4:8] == b"\x00\x00\x00\x00"


def test_files_of_a_folder_may_be_gzipped(tmp_path: Path) -> None:
    """Gzipped files give the same dataset; one beside its plain form, and one that is not gzipped, are told."""
    folder = write_small(tmp_path / "small")
    for path in folder.glob("*.json"):
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert bundle.read(folder) == small()
    assert list(bundle.iter_records(folder)) == list(small())
    (folder / "people.json").write_text("[]")
    (folder / "strange.json.gz").write_bytes(b"")
    assert told(lambda: bundle.read(folder)) == [
        "stands beside people.json, and only one of them can be meant @ people.json.gz",
        "is no file of a dataset @ strange.json.gz",
    ]
    (folder / "people.json").unlink()
    (folder / "strange.json.gz").unlink()
    (folder / "people.json.gz").write_bytes(b"[]")
    (folder / "places.json.gz").write_bytes((folder / "places.json.gz").read_bytes()[:-9])
    assert told(lambda: bundle.read(folder)) == [
        "is no gzipped file @ places.json.gz",
        "is no gzipped file @ people.json.gz",
    ]


def test_missing_files_are_empty_tables(tmp_path: Path) -> None:
    """A folder needs no file but its header: a table without a file is empty."""
    (tmp_path / "dataset.json").write_text('{"schema_version": "1"}')
    (tmp_path / "notes.txt").write_text("a file of another sort is left alone")
    assert bundle.read(tmp_path) == Dataset({})
    assert list(bundle.iter_records(tmp_path)) == []


# --- reading what is wrong ------------------------------------------------------------------------------------------


def test_there_is_no_such_place(tmp_path: Path) -> None:
    """A folder or file that is not there is told as such."""
    for reader in (bundle.read, lambda place: list(bundle.iter_records(place))):
        with pytest.raises(FileNotFoundError, match=r"there is no .*nowhere"):
            reader(tmp_path / "nowhere")


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """A broken header hides no broken table: everything that is wrong with a folder is told together."""
    folder = write_small(tmp_path / "small")
    (folder / "dataset.json").write_text('{"schema_version": "2"}')
    (folder / "redirects.json").write_text('{"per-a": "org-b", "Per": "per-b", "per-c": 3, "per-d": "per-peng-lv"}')
    (folder / "places.json").write_bytes(b"\xff")
    (folder / "people.json").write_text('[{"id": "per-x"}, {"id": "per-y", "names": null}]')
    (folder / "events.json").write_text("{}")
    (folder / "person.json").write_text("[]")
    (folder / "remarks.json").unlink()
    (folder / "remarks.json").mkdir()
    (folder / "statistics.json").write_text("null")
    everything = [
        "the schema version is '2'; this release reads '1' @ dataset.json:schema_version",
        "'org-b' is no id of the same kind @ redirects.json:per-a",
        "'Per' is no id @ redirects.json:#1",
        "what took its place is no id of the same kind @ redirects.json:per-c",
        "is no UTF-8: byte 0 @ places.json",
        "a value is needed @ people.json:person/per-x.names",
        "takes a list, not null @ people.json:person/per-y.names",
        "takes a list of records, not an object @ events.json:event",
        "takes a list of records, not null @ statistics.json:statistic",
        "cannot be read: is a directory @ remarks.json",
        "is no file of a dataset @ person.json",
    ]
    assert told(lambda: bundle.read(folder)) == everything
    assert told(lambda: list(bundle.iter_records(folder))) == everything


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (b"{}", "a value is needed @ dataset.json:schema_version"),
        (b"null", "takes an object, not null @ dataset.json"),
        (b"[]", "takes an object, not a list @ dataset.json"),
        (b'{"schema_version": 1}', "takes a text, not a number @ dataset.json:schema_version"),
        (b'{"schema_version": "1", "version": "2"}', "there is no field 'version' @ dataset.json"),
        (
            b'{"schema_version": "1.0"}',
            "the schema version is '1.0'; this release reads '1' @ dataset.json:schema_version",
        ),
        (b"", "is no JSON: expecting value in line 1, column 1 @ dataset.json"),
    ],
)
def test_header_is_read_strictly(tmp_path: Path, header: bytes, problem: str) -> None:
    """The header says its schema version, as text, and nothing that this release does not know."""
    (tmp_path / "dataset.json").write_bytes(header)
    assert told(lambda: bundle.read(tmp_path)) == [problem]
    lines = tmp_path / "x.jsonl"
    lines.write_bytes(header + b"\n")
    in_lines = "a line takes an object @ x.jsonl:1" if "takes an object" in problem else problem
    assert told(lambda: bundle.read(lines)) == [in_lines.replace("dataset.json", "x.jsonl:1")]


@pytest.mark.parametrize(
    ("redirects", "problem"),
    [
        (b"null", "takes an object of retired ids and what took their place @ redirects.json"),
        (b'"per-a"', "takes an object of retired ids and what took their place @ redirects.json"),
        (b'{"per-a": 1}', "what took its place is no id of the same kind @ redirects.json:per-a"),
        (b'{"per-a": "per-A"}', "'per-A' is no id of the same kind @ redirects.json:per-a"),
        (b'{"per-a": "evt-a"}', "'evt-a' is no id of the same kind @ redirects.json:per-a"),
        (b'{"xyz-a": "xyz-b"}', "'xyz-a' is no id @ redirects.json:#0"),
        (b'{"\\ud800": "per-a"}', "'\\ud800' is no id @ redirects.json:#0"),
        (b'{"per-a": "per-b", "per-a": "per-c"}', "has the key 'per-a' twice in one object @ redirects.json"),
        (
            b'{"per-a": ' + b"[" * 700 + b"]" * 700 + b"}",
            "what took its place is no id of the same kind @ redirects.json:per-a",
        ),
        (b'{"' + b"x" * 5000 + b'": "per-b"}', f"{'x' * 80!r} is no id @ redirects.json:#0"),
        (b'{"per-a": "' + b"x" * 5000 + b'"}', f"{'x' * 80!r} is no id of the same kind @ redirects.json:per-a"),
    ],
)
def test_redirects_are_read_strictly(tmp_path: Path, redirects: bytes, problem: str) -> None:
    """Redirects lead from ids to ids of the same kind, and whatever else stands there is told in short."""
    (tmp_path / "dataset.json").write_text('{"schema_version": "1"}')
    (tmp_path / "redirects.json").write_bytes(redirects)
    assert told(lambda: bundle.read(tmp_path)) == [problem]


def lines_of(*lines: object) -> bytes:
    """Return lines of JSON after a header."""
    header = {"schema_version": "1"}
    return b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in (header, *lines)
    )


def test_problems_of_json_lines_bear_the_numbers_of_lines(tmp_path: Path) -> None:
    """All problems of all lines are told at once, each with the number of its line."""
    place = tmp_path / "x.jsonl"
    person = {"record": "person"} | strategies.small()["people"][0]
    place.write_bytes(
        lines_of(
            {"redirects": {"per-a": "per-b"}},
            {"redirects": {"per-c": "per-d", "per-a": "per-e"}},
            person,
            {"record": "persons", "id": "per-x"},
            {"id": "per-x"},
            {"record": ["person"]},
            {"record": "person", "id": "per-x"},
            [],
            b"",
            b"{",
            b"\xff",
            person,
            {"redirects": {}, "record": "remark"},
            {"redirects": []},
            b"[" * 100_000,
        )
    )
    kinds = ", ".join(kind.name for kind in KINDS)
    assert told(lambda: bundle.read(place)) == [
        "the id is retired already @ x.jsonl:3:per-a",
        f"'record' tells the kind: it takes one of {kinds} @ x.jsonl:5",
        f"'record' tells the kind: it takes one of {kinds} @ x.jsonl:6",
        f"'record' tells the kind: it takes one of {kinds} @ x.jsonl:7",
        "a value is needed @ x.jsonl:8:person/per-x.names",
        "a line takes an object @ x.jsonl:9",
        "is no JSON: expecting value in line 1, column 1 @ x.jsonl:10",
        "is no JSON: expecting property name enclosed in double quotes in line 1, column 2 @ x.jsonl:11",
        "is no UTF-8: byte 0 @ x.jsonl:12",
        "the id is taken already @ x.jsonl:13:person/per-peng-lv",
        "a value is needed @ x.jsonl:14:remark.id",
        "a value is needed @ x.jsonl:14:remark.gist",
        "a value is needed @ x.jsonl:14:remark.kind",
        "there is no field 'redirects' @ x.jsonl:14:remark",
        "takes an object of retired ids and what took their place @ x.jsonl:15",
        "is nested too deep @ x.jsonl:16",
    ]


def test_json_lines_without_a_header(tmp_path: Path) -> None:
    """A file whose first line is a record, or that has no line, lacks its header."""
    place = tmp_path / "x.jsonl"
    place.write_text('{"record": "remark", "schema_version": "1"}\n')
    assert told(lambda: bundle.read(place)) == ["there is no field 'record' @ x.jsonl:1"]
    place.write_bytes(b"")
    assert told(lambda: bundle.read(place)) == ["is empty: the first line is the header @ x.jsonl"]
    assert told(lambda: list(bundle.iter_records(place))) == ["is empty: the first line is the header @ x.jsonl"]


def test_line_endings_of_another_system(tmp_path: Path) -> None:
    """Lines may end in a carriage return and a line feed, and the last in neither."""
    place = tmp_path / "x.jsonl"
    bundle.write(small(), place)
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    assert bundle.read(place) == small()


def test_records_come_one_by_one(tmp_path: Path) -> None:
    """Reading record by record gives what came before a broken line, and stops there."""
    place = tmp_path / "x.jsonl"
    bundle.write(small(), place)
    place.write_bytes(place.read_bytes() + b"[]\n")
    found = bundle.iter_records(place)
    came = [next(found) for _ in range(len(small()))]
    assert came == list(small())
    assert told(lambda: next(found)) == [f"a line takes an object @ x.jsonl:{len(came) + 3}"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda data: data[: len(data) // 2], "compressed file ended before", id="cut off"),
        pytest.param(lambda data: data[:5], "compressed file ended before", id="cut off in its head"),
        pytest.param(lambda data: data[:-8] + b"\0" * 8, "crc check failed", id="wrong sum"),
        pytest.param(
            lambda data: data[:40] + b"\xff" * 20 + data[60:], "error -3 while decompressing", id="overwritten"
        ),
        pytest.param(lambda _: b'{"schema_version": "1"}\n', "not a gzipped file", id="never compressed"),
    ],
)
def test_corrupted_compression_is_told(tmp_path: Path, damage: Callable[[bytes], bytes], reason: str) -> None:
    """A compressed file that is damaged is told with the line that could not be read, without a crash."""
    place = tmp_path / "x.jsonl.gz"
    bundle.write(small(), place)
    place.write_bytes(damage(place.read_bytes()))
    problems = told(lambda: bundle.read(place))
    assert any(
        problem.startswith(f"cannot be read further: {reason}") and " @ x.jsonl.gz:" in problem for problem in problems
    )
    with pytest.raises(InvalidDataError, match=r"cannot be read further|is no JSON"):
        list(bundle.iter_records(place))


def test_empty_compressed_file(tmp_path: Path) -> None:
    """A compressed file of nothing, and an empty file under such a name, lack their header."""
    for content in (gzip.compress(b""), b""):
        (tmp_path / "x.jsonl.gz").write_bytes(content)
        assert told(lambda: bundle.read(tmp_path / "x.jsonl.gz")) == [
            "is empty: the first line is the header @ x.jsonl.gz"
        ]


# --- writing: all or nothing ----------------------------------------------------------------------------------------


def raising(error: Exception) -> Dataset:
    """Return a dataset whose last table cannot be read."""

    def rows() -> list[Record]:
        raise error

    return Dataset({"people": lambda: list(small().people), "remarks": rows})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("error", [InvalidDataError((Problem("is broken"),)), OSError("gone"), KeyboardInterrupt()])
def test_error_while_writing_leaves_what_was_there(tmp_path: Path, form: str, error: Exception) -> None:
    """When a table cannot be read half-way, the old files are as they were, and no draft lies about."""
    place = tmp_path / form
    bundle.write(small(), place)
    folder = place if place.is_dir() else tmp_path
    before = contents(folder)
    with pytest.raises(type(error)):
        bundle.write(raising(error), place)
    assert contents(folder) == before
    assert bundle.read(place) == small()


@pytest.mark.parametrize("form", FORMS)
def test_error_while_writing_anew_leaves_nothing(tmp_path: Path, form: str) -> None:
    """Where nothing was before, a failed writing leaves no file, not even a draft."""
    with pytest.raises(OSError, match="gone"):
        bundle.write(raising(OSError("gone")), tmp_path / "new" / form)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("in_the_way", ["dataset.json", "events.json", "statistics.json"])
def test_folder_in_the_place_of_a_file_stops_all(tmp_path: Path, in_the_way: str) -> None:
    """Where one file of a folder cannot be put into its place, none is, and no draft lies about."""
    folder = write_small(tmp_path / "small")
    (folder / in_the_way).unlink()
    (folder / in_the_way).mkdir()
    before = contents(folder)
    with pytest.raises(IsADirectoryError, match=in_the_way):
        bundle.write(bundle.load(), folder)
    assert contents(folder) == before


@pytest.mark.parametrize("form", ["data.jsonl", "data.jsonl.gz"])
def test_folder_in_the_place_of_lines(tmp_path: Path, form: str) -> None:
    """A folder that bears the name of the file is left alone, and no draft lies beside it."""
    (tmp_path / form).mkdir()
    with pytest.raises(IsADirectoryError, match=form):
        bundle.write(small(), tmp_path / form)
    assert [path.name for path in tmp_path.rglob("*")] == [form]


def test_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """A file that bears the name of the folder is left alone."""
    (tmp_path / "data").write_text("mine")
    with pytest.raises(FileExistsError):
        bundle.write(small(), tmp_path / "data")
    assert contents(tmp_path) == {"data": b"mine"}


def test_writing_leaves_other_files_alone(tmp_path: Path) -> None:
    """Other files of the folder stay, and the old files of a dataset are replaced, not added to."""
    folder = write_small(tmp_path / "small")
    (folder / "README.md").write_text("mine")
    bundle.write(Dataset({}), folder)
    assert set(contents(folder)) == FILES | {"README.md"}
    assert (folder / "README.md").read_text() == "mine"
    assert bundle.read(folder) == Dataset({})


def test_reading_while_writing_sees_one_or_the_other(tmp_path: Path) -> None:
    """Two that write to one file, and one that reads it, do not disturb each other."""
    place = tmp_path / "x.jsonl"
    sets = [small(), Dataset.of(small().people)]
    bundle.write(sets[0], place)
    seen: list[bool] = []

    def write(data: Dataset) -> None:
        for _ in range(10):
            bundle.write(data, place)

    threads = [threading.Thread(target=write, args=(data,)) for data in sets]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen.append(bundle.read(place) in sets)
    for thread in threads:
        thread.join()
    assert all(seen)
    assert bundle.read(place) in sets
    assert os.listdir(tmp_path) == ["x.jsonl"]  # noqa: PTH208  hidden names count


def test_problems_of_what_was_read(tmp_path: Path) -> None:
    """What was read without complaint may still not fit together; `problems` says so with the names of files."""
    folder = write_small(tmp_path / "small")
    (folder / "places.json").unlink()
    reasons = {str(problem) for problem in integrity.problems(bundle.read(folder))}
    assert "no record has the id 'pla-city' @ organisations.json:organisation/org-bureau.seat" in reasons
