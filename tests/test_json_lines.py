"""Do both ways of reading lines of JSON give the same records and the same problems?"""

from __future__ import annotations

import gc
import gzip
import json
import subprocess
import sys
from collections import OrderedDict
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import strategies
from sinouk_innov import bundle, codec, core_lines, fast_lines, figures, json_lines
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Record
from test_codec import JSON_VALUES

if TYPE_CHECKING:
    from pathlib import Path

BY_NAME = {kind.name: kind for kind in KINDS}
HEADER = b'{"schema_version": "1"}\n'
PATHS = pytest.mark.parametrize("fast", [False, True], ids=["core", "fast"])


def line_of(kind: str, plain: object) -> bytes:
    """Return a line as the library writes it."""
    held: Any = {"record": kind} | plain if isinstance(plain, dict) else plain
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def strict(line: bytes) -> Record | str:
    """Return what the strict codec makes of a line: the record, or what is wrong with it."""
    try:
        found = json_lines._line(2, line, "x.jsonl:2")
    except InvalidDataError as error:
        return str(error)
    assert isinstance(found, Record)
    return found


def agrees(line: bytes) -> bool:
    """Hold both ways against the strict codec; tell whether both took the line at once."""
    found = strict(line)
    for read in (core_lines.record_of, fast_lines.record_of):
        record = read(line)
        if record is not None:
            assert isinstance(found, Record)
            assert (type(record), record) == (type(found), found)
            # Wordings are no part of equality.
            assert codec.encode(record) == codec.encode(found)
    return core_lines.record_of(line) is not None and fast_lines.record_of(line) is not None


# --- one line -------------------------------------------------------------------------------------------------------


@given(strategies.records())
def test_good_record_is_read_alike(record: Record) -> None:
    """A record that is right is the same by both ways, wordings included, as by the strict codec."""
    agrees(line_of(record.kind_name, codec.encode(record)))


@given(st.data())
def test_mutated_record_is_read_alike(data: st.DataObject) -> None:
    """Whatever stands in the place of a value, neither way takes what the strict codec refuses, or makes it another."""
    kind = data.draw(st.sampled_from(KINDS))
    plain: Any = deepcopy(data.draw(st.sampled_from(strategies.small()[kind.table])))
    holder = plain
    while True:
        key = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else sorted(holder)))
        if not (isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans())):
            break
        holder = holder[key]
    match data.draw(st.sampled_from(["value", "gone", "new"])):
        case "value":
            holder[key] = data.draw(JSON_VALUES)
        case "gone":
            del holder[key]
        case _ if isinstance(holder, dict):
            holder[data.draw(st.sampled_from(["note", "nota", "record", "basis", "wording"]))] = data.draw(JSON_VALUES)
        case _:
            holder.append(data.draw(JSON_VALUES))
    agrees(line_of(kind.name, plain))


@given(st.data())
def test_mutated_bytes_are_read_alike(data: st.DataObject) -> None:
    """A line whose bytes are damaged anywhere is taken by neither way unless the strict codec takes it."""
    kind = data.draw(st.sampled_from(KINDS))
    line = bytearray(line_of(kind.name, data.draw(st.sampled_from(strategies.small()[kind.table]))))
    at = data.draw(st.integers(0, len(line) - 2))
    line[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    agrees(bytes(line))


def test_bundled_records_are_taken_at_once() -> None:
    """Each bundled record is read by either way without asking the strict codec."""
    for record in bundle.load():
        assert agrees(line_of(record.kind_name, codec.encode(record))), record.id


NAME = '{"text": "A", "language": "en", "kind": "official"}'
PLACE = '{"record": "place", "id": "pla-x", "kind": "city", "names": [' + NAME + "], %s}"
SOURCE = (
    '{"record": "source", "id": "src-x", "kind": "news", "title": "%s", "publisher": "B", '
    '"publisher_kind": "media", "language": "en"}'
)
CITED = (
    '{"record": "remark", "id": "rem-x", "gist": "A", "kind": "praise", "citations": [{"source": "src-x", '
    '"paragraph": %s}]}'
)


ODD = [
    PLACE % '"latitude": 36.5, "longitude": 12',
    PLACE % '"latitude": 36, "longitude": 1e1',
    PLACE % f'"latitude": 0.{"1" * 61}, "longitude": 12',
    PLACE % f'"latitude": {"0" * 3}, "longitude": 12',
    PLACE % f'"latitude": {"9" * 70}, "longitude": 12',
    PLACE % '"latitude": NaN, "longitude": 12',
    PLACE % '"latitude": 1e999, "longitude": 12',
    PLACE % '"latitude": true, "longitude": 12',
    PLACE % '"latitude": "1", "longitude": 12',
    PLACE % '"part_of": null',
    PLACE % '"identifiers": {}',
    PLACE % '"nothing": 1',
    CITED % "1",
    CITED % "0",
    CITED % "1.0",
    CITED % "true",
    CITED % ("9" * 30),
    CITED % ("9" * 61),
    CITED % '1, "supports": ["gist", "kind"]',
    CITED % '1, "supports": ["gist", 1]',
    SOURCE % "A \\ud83d\\ude00",
    SOURCE % "A \\u00fc",
    SOURCE % "A \\ud800",
    SOURCE % "A \\udc00\\ud83d",
    SOURCE % '\\": {\\"',
    SOURCE % ": ",
    SOURCE % ":",
    SOURCE % "A : B",
    SOURCE % "ü",
    SOURCE % "A\tB",
    SOURCE % "\\u0000",
    SOURCE % ("x" * 20_000),
    SOURCE % ("x" * 20_001),
    (SOURCE % "A") + "  \r",
    (SOURCE % "A") + "  x",
    " " + SOURCE % "A",
    "\ufeff" + SOURCE % "A",
    (SOURCE % "A").replace('": "', '"  :\t"'),
    (SOURCE % "A").replace('": "', '":"'),
    (SOURCE % "A").replace('"record": "source", ', "").replace('"id"', '"record": "source", "id"'),
    (SOURCE % "A").replace('"source"', '"sources"'),
    (SOURCE % "A").replace('"source"', '["source"]'),
    (SOURCE % "A").replace('"record": "source", ', ""),
    "[]",
    "1",
    "",
    "{}",
    '{"record": "source"}',
    "[" * 100_000,
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_line_is_read_alike(number: int) -> None:
    """A line at the edge of what JSON or the model allows is read by both ways as by the codec, or by neither."""
    agrees(ODD[number].encode() + b"\n")


@pytest.mark.parametrize("line", [b'{"a": "\xff"}', b'{"a": "\xed\xa0\x80"}', (SOURCE % "A").encode("utf-16")])
def test_bytes_that_are_no_text_are_refused_by_both(line: bytes) -> None:
    """What is no UTF-8 is left to the strict codec, which words it."""
    assert not agrees(line)


@pytest.mark.parametrize(
    "line",
    [
        (SOURCE % "A").replace('"language"', '"title": "A", "language"'),
        (SOURCE % "A").replace('"language": "en"', '"language": "en", "published": {"edtf": "2019", "edtf": "2019"}'),
        CITED % '1, "paragraph": 1',
        (SOURCE % "A").replace('"language"', '"title" : "A", "language"'),
        (SOURCE % "A").replace('"language"', '"title"\t: "A", "language"'),
        (SOURCE % "A").replace('"language"', '"title"\r: "A", "language"'),
        (SOURCE % "A:").replace('"language"', '"title" :"A", "language"'),
    ],
)
def test_key_that_stands_twice(line: str) -> None:
    """The core way refuses a key that stands twice in one object; the fast one does not look for it."""
    assert "twice in one object" in str(strict(line.encode()))
    assert core_lines.record_of(line.encode()) is None
    assert fast_lines.record_of(line.encode()) is not None


def test_citations_that_are_kept_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same list of citations becomes one, and those kept for this are forgotten when they are many."""
    line = (CITED % '1}, {"source": "src-x", "paragraph": 2').encode()
    first, second = fast_lines.record_of(line), fast_lines.record_of(line)
    assert first is not None
    assert second is not None
    assert first.citations is second.citations
    monkeypatch.setattr(fast_lines, "_MOST_KEPT", 1)
    assert fast_lines.record_of((CITED % "3").encode()) is not None
    assert len(fast_lines._model.cited) == 1


# --- files ----------------------------------------------------------------------------------------------------------


def small_file(tmp_path: Path, *more: bytes) -> Path:
    """Write the small dataset as lines, with more lines after it."""
    rows = strategies.small()
    lines = [line_of(kind.name, row) for kind in KINDS for row in rows[kind.table]]
    place = tmp_path / "x.jsonl"
    place.write_bytes(b"".join([HEADER, b'{"redirects": {"per-a": null}}\n', *lines, *more]))
    return place


@PATHS
def test_file_is_read(tmp_path: Path, *, fast: bool) -> None:
    """Plain or gzipped, whole or record by record, by either way: the records are those of the file."""
    place = small_file(tmp_path)
    data = json_lines.read(place, fast=fast)
    assert data == json_lines.read(place)
    assert data.redirects == {"per-a": None}
    assert list(json_lines.iter_records(place, fast=fast)) == list(data)
    packed = tmp_path / "x.jsonl.gz"
    packed.write_bytes(gzip.compress(place.read_bytes()))
    assert json_lines.read(packed, fast=fast) == data
    assert list(json_lines.iter_records(packed, fast=fast)) == list(data)


@PATHS
def test_problems_are_told_alike(tmp_path: Path, *, fast: bool) -> None:
    """Whatever is wrong is told in the same words by either way, all at once, with the numbers of lines."""
    person = strategies.small()["people"][0]
    place = small_file(
        tmp_path,
        line_of("person", person),
        line_of("person", person | {"id": "per-Q"}),
        line_of("person", person | {"id": "per-y", "age": 3}),
        line_of("nobody", person),
        b'{"redirects": {"per-a": null}}\n',
        b"{\n",
    )
    with pytest.raises(InvalidDataError) as caught:
        json_lines.read(place, fast=fast)
    kinds = ", ".join(BY_NAME)
    assert [str(problem) for problem in caught.value.problems] == [
        "the id is taken already @ x.jsonl:20:person/per-peng-lv",
        "the id of a person is per- and a slug of a-z, 0-9 and hyphens, not 'per-Q' @ x.jsonl:21:person/per-Q",
        "there is no field 'age' @ x.jsonl:22:person/per-y",
        f"'record' tells the kind: it takes one of {kinds} @ x.jsonl:23",
        "the id is retired already @ x.jsonl:24:per-a",
        "is no JSON: expecting property name enclosed in double quotes in line 1, column 2 @ x.jsonl:25",
    ]
    with pytest.raises(InvalidDataError, match="per-Q"):
        list(json_lines.iter_records(place, fast=fast))


@PATHS
def test_collector_is_as_it_was(tmp_path: Path, *, fast: bool) -> None:
    """After reading, also one that failed, the collector runs if it ran before, and does not if it did not."""
    good, bad = small_file(tmp_path), tmp_path / "bad.jsonl"
    bad.write_bytes(HEADER + b"[]\n")
    for running in (True, False):
        (gc.enable if running else gc.disable)()
        try:
            json_lines.read(good, fast=fast)
            assert gc.isenabled() is running
            with pytest.raises(InvalidDataError):
                json_lines.read(bad, fast=fast)
            assert gc.isenabled() is running
        finally:
            gc.enable()


def test_lines_are_read_without_msgspec(tmp_path: Path) -> None:
    """Where msgspec is not installed, the core way reads, and nothing asks for more."""
    place = small_file(tmp_path)
    code = (
        "import importlib.machinery, sys\n"
        "class Hidden(importlib.machinery.PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None):\n"
        "        return None if name.startswith('msgspec') else super().find_spec(name, path, target)\n"
        "sys.meta_path[:] = [f for f in sys.meta_path if f is not importlib.machinery.PathFinder] + [Hidden]\n"
        "from sinouk_innov.bundle import read\n"
        f"print(len(read({str(place)!r})), 'sinouk_innov.fast_lines' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "17 False\n"


@PATHS
def test_line_that_is_long_is_read_by_the_strict_codec(tmp_path: Path, *, fast: bool) -> None:
    """A line longer than any text may be is not taken at once, and is read all the same."""
    remark = {"id": "rem-long", "gist": "A" * 15_000, "kind": "praise", "note": "B" * 15_000}
    place = small_file(tmp_path, line_of("remark", remark))
    assert (fast_lines if fast else core_lines).record_of(line_of("remark", remark)) is None
    data = json_lines.read(place, fast=fast)
    assert data.remarks["rem-long"].note == "B" * 15_000
    assert [record.id for record in json_lines.iter_records(place, fast=fast)][-1] == "rem-long"


@pytest.mark.parametrize(
    ("value", "unit", "bound"),
    [
        *((value, "count", "exact") for value in ("1E3", "Infinity", "0", "x", "1" * 61, "1/5")),
        ("1", "x", "exact"),
        ("1", "count", "between"),
    ],
)
def test_odd_figures_are_not_seen_at_once(value: str, unit: str, bound: str) -> None:
    """A figure that is no plain number above or below zero is left to the strict reader."""
    assert figures.quick(value, unit, bound, None, None) is None


def test_plain_figures_are_seen_at_once() -> None:
    """A plain number becomes the figure that the strict reader makes of it."""
    for value in ("1", "-1.50", "0.001", "9" * 60):
        texts = {"value": value, "unit": "m2", "bound": "at_least", "wording": "so"}
        found = figures.quick(value, "m2", "at_least", None, "so")
        assert found is not None
        assert (found, found.wording) == (figures.read(texts), "so")


def test_mappings_that_are_no_dicts_are_read() -> None:
    """What is a dictionary in all but its class is read by the strict reader."""
    remark = OrderedDict(id="rem-a", gist="A", kind="praise")
    assert codec.decode(BY_NAME["remark"], remark, "x").id == "rem-a"
