"""Does a first look-up import and read no more than it must, and answer as if all had been read?"""

from __future__ import annotations

import gzip
import importlib.util
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import naive
import sinouk_innov
from sinouk_innov import bundle, decoders, spelling
from sinouk_innov.errors import InvalidDataError, UnknownIdError
from sinouk_innov.model import vocabularies
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.person import Person
from sinouk_innov.names import NameIndex

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset

BUILD = Path(__file__).parents[1] / "hatch_build.py"
COSTLY = {
    *("cattrs", "dateutil", "decimal", "fractions", "pathlib", "tempfile", "gzip", "zipfile", "importlib.resources"),
    *("urllib.parse", "hashlib", "difflib", "csv", "logging", "msgspec", "rapidfuzz"),
    *(
        f"sinouk_innov.{name}"
        for name in ("conditions", "files", "integrity", "json_lines", "quantities", "structuring")
    ),
}


def loaded_by(code: str, folder: Path) -> set[str]:
    """Return the modules that some code loads in a new process."""
    whole = f"import sys; before = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    given = subprocess.run([sys.executable, "-c", whole], check=True, capture_output=True, text=True, cwd=folder)
    return set(given.stdout.split())


def test_import_loads_nothing_to_speak_of(tmp_path: Path) -> None:
    """Importing the package loads no library, none of its own modules and hardly any of the standard library."""
    loaded = loaded_by("import sinouk_innov", tmp_path)
    assert not loaded & {"attr", "attrs", "json", "re", "typing", "enum", "datetime", "functools", "zlib", *COSTLY}
    assert {name for name in loaded if name.startswith("sinouk")} == {"sinouk_innov"}


@pytest.mark.parametrize("table", sorted({kind.table for kind in KINDS} - {"statistics"}))
def test_a_look_up_loads_what_it_needs(table: str, tmp_path: Path) -> None:
    """The first look-up of an id defines no other kind of record, and loads nothing that costs much."""
    some_id = next(record.id for record in bundle.load().table(table) if not hasattr(record, "value"))
    loaded = loaded_by(f"import sinouk_innov as si; si.load()[{some_id!r}]", tmp_path)
    assert not loaded & (COSTLY - {"decimal", "fractions", "sinouk_innov.quantities"})
    own = {kind.name for kind in KINDS if kind.table == table}
    assert {kind.name for kind in KINDS if f"sinouk_innov.model.{kind.name}" in loaded} == own
    assert "sinouk_innov.names" not in loaded


def test_a_look_up_without_figures_loads_no_decimals(tmp_path: Path) -> None:
    """A record that holds no figure is had without decimals and fractions."""
    loaded = loaded_by("import sinouk_innov as si; si.load()['per-xianghui-bian']", tmp_path)
    assert not loaded & COSTLY
    assert {name for name in loaded if "vocabularies." in name} <= {
        f"sinouk_innov.model.vocabularies.{name}" for name in ("ranks", "records", "registers", "sectors")
    }


# --- what the build of the wheel packs ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def build() -> Any:
    """Return what packs the files of the data, where it lies beside the tests and its library is installed."""
    pytest.importorskip("hatchling")
    if not BUILD.exists():
        pytest.skip("the build's own module is not here")
    spec = importlib.util.spec_from_file_location("hatch_build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed_data(folder: Path, build: Any, **changed: str) -> Dataset:
    """Return the bundled data as a wheel packs them, with some tables changed, none of them read yet."""
    for name in ("dataset", "redirects", *(kind.table for kind in KINDS)):
        text = changed[name].encode() if name in changed else naive.content(f"{name}.json")
        (folder / f"{name}.json.gz").write_bytes(build.packed(text, name, spelling))
    return bundle._folder(folder, [])


def test_packed_files_are_gzipped_files(build: Any) -> None:
    """Each packed file unpacks to what was authored; each table is found canonical; the same text packs alike."""
    for kind in KINDS:
        text = naive.content(f"{kind.table}.json")
        packed = build.packed(text, kind.table, spelling)
        assert gzip.decompress(packed) == text
        assert bundle._carried(packed) is not None
        assert packed == build.packed(text, kind.table, spelling)


def test_records_cut_out_are_those_read_whole(build: Any, tmp_path: Path) -> None:
    """One by one, by their ids, all records are as those of a dataset that was read at once, and the same when read."""
    data = packed_data(tmp_path, build)
    for table in bundle.read(tmp_path).tables():
        lazy = data.table(table.kind.table)
        alone = [lazy[record.id] for record in table]
        assert [repr(record) for record in alone] == [repr(record) for record in table]
        assert alone == list(table)
        assert all(one is other for one, other in zip(alone, lazy, strict=True))
        assert lazy == table


def test_names_carried_are_those_of_an_index(build: Any, tmp_path: Path) -> None:
    """For each name, spelt as it stands or in capitals, the file tells the owners that an index of all names tells."""
    for kind in KINDS:
        rows = bundle.load().table(kind.table)
        packed_data(tmp_path, build)
        told = bundle._Rows(tmp_path, kind)
        index = NameIndex(rows._entries(None))
        for text, owner, _ in rows._entries(None):
            for spelt in (text, text.upper(), f" {text} "):
                assert told.owners(spelt) == index.owners(spelt)
            assert owner in (told.owners(text) or ())
        for nobody in ("", "x", "Nobody of that name"):
            assert not told.owners(nobody)


@pytest.mark.parametrize(
    "odd",
    ["", "-", "per-", 'per-peng-lv"', 'per-peng-lv",\n    "names', "per-péng-lv", "PER-PENG-LV", "per-peng", 5, None],
)
def test_what_is_no_id_finds_nothing(odd: Any, build: Any, tmp_path: Path) -> None:
    """What no record has for an id is found in no text, whatever stands in it."""
    data = packed_data(tmp_path, build)
    assert data.people.get(odd) is None
    if isinstance(odd, str):
        with pytest.raises(UnknownIdError):
            data.people[odd]


def test_the_field_vouches_for_its_own_content_alone(build: Any, tmp_path: Path) -> None:
    """Packed anew, or with the field of another file, a file is read whole, and as strictly as ever."""
    packed = build.packed(naive.content("people.json"), "people", spelling)
    head = packed[: 12 + int.from_bytes(packed[10:12], "little")]
    broken = gzip.compress(b'[\n  {\n    "id": "per-a"\n  }\n')
    data = packed_data(tmp_path, build)
    (tmp_path / "people.json.gz").write_bytes(head + broken[10:])
    with pytest.raises(InvalidDataError, match="is no JSON"):
        data.people.get("per-a")
    (tmp_path / "people.json.gz").write_bytes(gzip.compress(naive.content("people.json")))
    assert bundle._Rows(tmp_path, data.people.kind).owners("Peng Lv") is None
    assert data.people == bundle.load().people


def test_a_broken_record_is_told_when_asked_for(build: Any, tmp_path: Path) -> None:
    """A canonical file may hold what is no record: others are had alone, and it is told by itself and among all."""
    text = '[\n  {\n    "id": "per-a",\n    "names": 1\n  },\n' + naive.content("people.json").decode()[2:]
    assert build.is_canonical(text)
    data = packed_data(tmp_path, build)
    plain = gzip.compress(text.encode())
    field = b"SU\x09\0\x01" + plain[-8:]
    head = plain[:3] + b"\x04" + plain[4:10] + len(field).to_bytes(2, "little") + field
    (tmp_path / "people.json.gz").write_bytes(head + plain[10:])
    assert data.people["per-peng-lv"] == bundle.load().people["per-peng-lv"]
    problem = r"takes a list, not a number @ people\.json:person/per-a\.names"
    with pytest.raises(InvalidDataError, match=problem):
        data.people.get("per-a")
    with pytest.raises(InvalidDataError, match=problem):
        len(data.people)
    with pytest.raises(InvalidDataError, match=problem):
        data.people.one("Peng Lv")
    assert [str(found) for found in sinouk_innov.problems(data) if "per-a" in str(found)]


@pytest.mark.parametrize(
    "text",
    [
        "[]\n",
        "{}\n",
        "[",
        '[{"id": "per-a"}]\n',
        '[\n  {\n    "id": "per-a"\n  }\n]',
        '[\n  {\n    "id": "per-a"\n  }, 1\n]\n',
        '[\n  {\n    "names": [],\n    "id": "per-a"\n  }\n]\n',
        '[\n  {\n    "id": "per-a"\n  },\n  {\n    "id": "per-a"\n  }\n]\n',
        '[\n  {\n    "id": "per-a",\n    "id": "per-b"\n  }\n]\n',
        '[\n  {\n    "id": "per-a",\n    "x": NaN\n  }\n]\n',
        f'[\n  {{\n    "id": "per-a",\n    "x": {"1" * 61}\n  }}\n]\n',
        f'[\n  {{\n    "id": "per-a",\n    "x": 0.{"1" * 60}\n  }}\n]\n',
        '[\n  {\n    "id": "per-\\u0061"\n  }\n]\n',
        '[\n  {\n    "id": "per-a",\n    "x": {\n  }\n  }\n]\n',
    ],
)
def test_what_is_not_canonical_is_not_vouched_for(text: str, build: Any) -> None:
    """A file in another form, or that strict reading refuses, is gzipped and no more."""
    packed = build.packed(text.encode(), "people", spelling) if text != "[" else gzip.compress(text.encode())
    assert not build.is_canonical(text)
    assert bundle._carried(packed) is None
    assert gzip.decompress(packed).decode() == text


def test_too_many_names_are_not_carried(build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more names would be carried than a field holds, none are, and the file is canonical still."""
    monkeypatch.setattr(build, "MOST_CARRIED", 10)
    assert bundle._carried(build.packed(naive.content("people.json"), "people", spelling)) == b""


# --- what is made when it is asked for ------------------------------------------------------------------------------


def test_kinds_stay_themselves() -> None:
    """A kind that was pickled is the kind that it was."""
    assert all(pickle.loads(pickle.dumps(kind)) is kind for kind in KINDS)  # noqa: S301  our own


def test_vocabularies_are_at_home_in_one_module() -> None:
    """A vocabulary names the module that gives it out, wherever it is written; there is no other; it pickles."""
    for name in vocabularies.__all__:
        found = getattr(vocabularies, name)
        assert found.__module__ == "sinouk_innov.model.vocabularies"
        assert all(pickle.loads(pickle.dumps(term)) is term for term in found)  # noqa: S301  our own
    with pytest.raises(AttributeError, match="has no attribute 'Colour'"):
        getattr(vocabularies, "Colour")  # noqa: B009  type checkers know that it is not there


def test_a_decoder_knows_fields_alone() -> None:
    """What is no field of a class is none to its decoder, be it an attribute of the class."""
    for wrong in ("prefix", "label", "colour"):
        with pytest.raises(KeyError):
            decoders.decoder(Person)({wrong: "x"})
