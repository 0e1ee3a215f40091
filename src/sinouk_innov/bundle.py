"""How do files become a dataset, and a dataset files?

A dataset is a folder of JSON files, one for each kind of record, or one file of JSON Lines; each may be gzipped.
"""

from __future__ import annotations

import os
import zlib
from functools import cache, wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov import codec
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Basis
from sinouk_innov.headers import SCHEMA_VERSION, redirects_of as _redirects, release_of as _release
from sinouk_innov.model.kinds import KINDS, Kind
from sinouk_innov.once import once_property

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sinouk_innov.model.record import Record

__all__ = ["SCHEMA_VERSION", "iter_records", "load", "read", "write"]

# `importlib.resources` would cost more than reading the files does, and `pathlib` as much.
_BUNDLED: str | os.PathLike[str] = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120
_HEADER = "dataset.json"
_REDIRECTS = "redirects.json"
_LINES = (".jsonl", ".jsonl.gz")
_GZIP = zlib.MAX_WBITS | 16
_NO_FILE = object()
_FIELD, _FORM = b"SU", b"\x01"
"""What tells our extra field (RFC 1952) in a gzipped file. The build of the wheel, `hatch_build.py`, puts it into a
file that it found canonical: JSON as strict as ours, each record in lines of its own, each id once. In it stand the
checksum and length of the content, so that it vouches for no other, and who bears which name, packed."""


def _load() -> Dataset:
    problems: list[Problem] = []
    data = _folder(_BUNDLED, problems)
    if problems:
        raise InvalidDataError(tuple(problems))
    return data


_loaded = cache(_load)
_loading = RLock()


@wraps(_load, assigned=(), updated=())
def load() -> Dataset:
    """Return the bundled dataset. Each call gives the same one; a table is read when it is first asked for.

    Examples:
        >>> import sinouk_innov as si
        >>> si.load().people["per-xianghui-bian"].label
        'Xianghui Bian'
    """
    # Of two threads that are the first, a cache alone would give each a dataset of its own.
    with _loading:
        return _loaded()


# --- reading --------------------------------------------------------------------------------------------------------


def read(path: str | os.PathLike[str]) -> Dataset:
    """Return the dataset in a folder of JSON files, gzipped or not, or in a file of JSON Lines (`.jsonl`, `.jsonl.gz`).

    Everything is read at once, so that whatever is wrong is told at once. With the extra `fast`, one thing is not
    looked for in JSON Lines: a key that stands twice in one object, of which the last counts.

    Raises:
        InvalidDataError: Something is wrong with the files; `.problems` has everything, with its place.
        FileNotFoundError: There is no such folder or file.
    """
    place = _existing(path)
    if not place.is_dir():
        from sinouk_innov import json_lines  # noqa: PLC0415  costs start-up time, and the bundled files are no lines

        return json_lines.read(place)
    problems: list[Problem] = []
    data = _folder(place, problems)
    for table in data.tables():
        try:
            len(table)
        except InvalidDataError as error:
            problems.extend(error.problems)
    names = {_HEADER, _REDIRECTS} | {f"{kind.table}.json" for kind in KINDS}
    for found in sorted((*place.glob("*.json"), *place.glob("*.json.gz"))):
        plain = found.name.removesuffix(".gz")
        if plain not in names:
            problems.append(Problem("is no file of a dataset", found.name))
        elif plain != found.name and (place / plain).exists():
            problems.append(Problem(f"stands beside {plain}, and only one of them can be meant", found.name))
    if problems:
        raise InvalidDataError(tuple(problems))
    return data


def read_closely(path: str | os.PathLike[str]) -> Dataset:
    """Return what `read` returns, after a look for keys that stand twice as well, whichever extras are installed.

    Raises:
        InvalidDataError: Something is wrong with the files, as in `read`.
        FileNotFoundError: There is no such folder or file.
    """
    place = _existing(path)
    if place.is_dir():
        return read(place)
    from sinouk_innov import json_lines  # noqa: PLC0415  as above

    return json_lines.read(place, fast=False)


def _existing(path: str | os.PathLike[str]) -> Path:
    from pathlib import Path  # noqa: PLC0415  costs start-up time, and the bundled files are found without it

    place = Path(path)
    if not place.exists():
        raise FileNotFoundError(f"there is no {place}")
    return place


def _folder(folder: str | os.PathLike[str], problems: list[Problem]) -> Dataset:
    """Return a dataset whose tables are yet to be read, and add to the problems what is wrong with its other files."""
    release, redirects = Release(), dict[str, str | None]()
    try:
        release = _header(folder)
    except InvalidDataError as error:
        problems.extend(error.problems)
    try:
        retired = _plain_file(folder, _REDIRECTS)
        redirects = {} if retired is _NO_FILE else _redirects(retired, _REDIRECTS)
    except InvalidDataError as error:
        problems.extend(error.problems)
    rows = {kind.table: _Rows(folder, kind) for kind in KINDS}
    return Dataset(rows, release=release, redirects=redirects, pieces=rows)


def _header(folder: str | os.PathLike[str]) -> Release:
    plain = _plain_file(folder, _HEADER)
    if plain is _NO_FILE:
        reason = f"is missing: a dataset says in it at least its schema_version, {SCHEMA_VERSION!r}"
        raise InvalidDataError((Problem(reason, _HEADER),))
    return _release(plain, _HEADER)


class _Rows:
    """The rows of one file: read when the first is asked for, and each made a record when it is asked for."""

    def __init__(self, folder: str | os.PathLike[str], kind: Kind) -> None:
        self._folder = folder
        self._kind = kind
        self._name = f"{kind.table}.json"
        self._made: dict[str, Record] = {}

    @once_property
    def _text(self) -> tuple[bytes, bytes | None] | None:
        """What the file holds and, where that is known to be canonical, who bears which name; None without a file."""
        return _unpacked_file(self._folder, self._name)

    @once_property
    def _owners(self) -> dict[str, list[str]]:
        """The ids of those who bear a name, by its key; none where nobody has worked that out."""
        _, carried = self._text or (b"", None)
        return codec.parse_checked(zlib.decompress(carried)) if carried else {}

    @once_property
    def _plain(self) -> Any:
        try:
            return [] if self._text is None else _parsed(*self._text, self._name)
        except InvalidDataError:
            self._forget()
            raise

    @once_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        """The rows by their ids; none where the file is empty, or is no list of objects with one id each."""
        by_id: dict[str, dict[str, Any]] = {}
        plain: object = self._plain
        rows = cast("Sequence[object]", plain) if isinstance(plain, list) else ()
        for row in rows:
            if isinstance(row, dict):
                found = cast("dict[str, Any]", row)
                by_id[str(found.get("id"))] = found
        return by_id if len(by_id) == len(rows) else {}

    def __call__(self) -> list[Record]:
        """Return all records, or tell everything that is wrong with any."""
        try:
            records = codec.decode_table(self._kind, self._plain, self._name)
        except InvalidDataError:
            self._forget()
            raise
        return [self._made.setdefault(record.id, record) for record in records]

    def _forget(self) -> None:
        """Let the file be read again: once it is mended, it is read."""
        for read in ("_text", "_owners", "_plain", "_by_id"):
            vars(self).pop(read, None)

    def record(self, record_id: str) -> Record | None:
        """Return the record with an id, the same each time, or None."""
        made = self._made.get(record_id)
        if made is not None:
            return made
        row = self._row(record_id)
        return None if row is None else self._made.setdefault(record_id, codec.decode(self._kind, row, self._name))

    def _row(self, record_id: str) -> dict[str, Any] | None:
        if self._may_be_cut(record_id):
            text, _ = cast("tuple[bytes, bytes]", self._text)
            begin = text.find(b'  {\n    "id": "%s"' % record_id.encode())
            return None if begin < 0 else codec.parse_checked(text[begin : text.index(b"\n  }", begin) + 4])
        row = self._by_id.get(record_id)
        if row is None and not self._by_id:
            self()
        return row

    def _may_be_cut(self, record_id: object) -> bool:
        """Tell whether a record stands in the text exactly where its id does, and the rest need not be parsed."""
        if "_by_id" in vars(self) or self._text is None or self._text[1] is None:
            return False
        return isinstance(record_id, str) and record_id.isascii() and record_id.replace("-", "").isalnum()

    def owners(self, name: str) -> tuple[str, ...] | None:
        """Return the ids of the records that bear a name, in order, or None where only all the names can tell."""
        if not self._owners:
            return None
        # Costs start-up time, and a look-up by id asks for no name.
        from sinouk_innov import spelling  # noqa: PLC0415

        key_of = spelling.person_key if self._kind.name == "person" else spelling.name_key
        return tuple(self._owners.get(key_of(name), ()))

    def name_entries(self) -> Iterator[tuple[str, str]]:
        """Yield each name of each record with the id of the record, without making records."""
        try:
            entries = [(text, record_id) for record_id, row in self._by_id.items() for text in _names_in(row)]
        except (AttributeError, KeyError, TypeError):
            entries = []
        if not entries:
            # The file is empty, or broken, and that is told when its records are made.
            self()
        yield from entries


def _names_in(row: dict[str, Any]) -> Iterator[str]:
    """Yield the names of a record in plain data; a test holds this against what tables yield for records."""
    if row["id"].startswith("src-"):
        yield row["title"]
    honorific = row.get("honorific")
    for name in row.get("names", ()):
        yield name["text"]
        if honorific is not None and name["text"] == name.get("family"):
            yield f"{honorific} {name['text']}"


def _plain_file(folder: str | os.PathLike[str], name: str) -> Any:
    found = _unpacked_file(folder, name)
    return _NO_FILE if found is None else _parsed(*found, name)


def _parsed(text: bytes, carried: bytes | None, name: str) -> Any:
    return codec.parse_json(text, name) if carried is None else codec.parse_checked(text)


def _unpacked_file(folder: str | os.PathLike[str], name: str) -> tuple[bytes, bytes | None] | None:
    """Return what a file holds and what is carried in its extra field, or None where there is no file."""
    text = _content(folder, name, name)
    if text is not None:
        return text, None
    packed = _content(folder, f"{name}.gz", name)
    return None if packed is None else (_unpacked(packed, f"{name}.gz"), _carried(packed))


def _carried(packed: bytes) -> bytes | None:
    """Return what our extra field of a gzipped file carries, or None where there is none for this content."""
    # Bit 2 of the flags says that there is an extra field; a file ends with the checksum and length of its content.
    if packed[3:4] != b"\x04" or packed[12:14] != _FIELD or packed[16:25] != _FORM + packed[-8:]:
        return None
    return packed[25 : 12 + int.from_bytes(packed[10:12], "little")]


def _content(folder: str | os.PathLike[str], file: str, name: str) -> bytes | None:
    try:
        with open(os.path.join(folder, file), "rb") as stream:  # noqa: PTH118, PTH123  as above
            return stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InvalidDataError((Problem(f"cannot be read: {error.strerror or error}".lower(), name),)) from error


def _unpacked(packed: bytes, name: str) -> bytes:
    try:
        # The module `gzip` would cost start-up time.
        return zlib.decompress(packed, _GZIP)
    except zlib.error as error:
        raise InvalidDataError((Problem("is no gzipped file", name),)) from error


def iter_records(path: str | os.PathLike[str]) -> Iterator[Record]:
    """Yield the records of a file of JSON Lines, or of a folder, one by one.

    From a file of JSON Lines no more than one line is held at a time.

    Raises:
        InvalidDataError: The header or a record is wrong; iteration stops there.
        FileNotFoundError: There is no such folder or file.
    """
    place = _existing(path)
    if place.is_dir():
        yield from read(place)
        return
    from sinouk_innov import json_lines  # noqa: PLC0415  as above

    yield from json_lines.iter_records(place)


# --- writing --------------------------------------------------------------------------------------------------------


def write(data: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset: as a folder of JSON files, or as JSON Lines where the path ends in `.jsonl` or `.jsonl.gz`.

    The same dataset gives the same bytes. Files are written beside their place and then moved there, so that none is
    ever half written; a folder's files are moved only after all of them were written.

    Args:
        data: The dataset.
        path: The folder or file. A folder is made if need be; its other files are left alone.

    Raises:
        InvalidDataError: A table cannot be read.
        OSError: The files cannot be written there; those that were there are as they were.
    """
    # These cost start-up time, and a look-up writes nothing.
    from pathlib import Path  # noqa: PLC0415

    from sinouk_innov.files import beside  # noqa: PLC0415

    place = Path(path)
    if place.name.endswith(_LINES):
        with beside(place.parent) as ready:
            ready(place, _line_bytes(data))
        return
    texts = {_HEADER: codec.print_json(_plain_release(data.release))}
    texts[_REDIRECTS] = codec.print_json(dict(sorted(data.redirects.items())))
    for table in data.tables():
        texts[f"{table.kind.table}.json"] = codec.print_json([_as_written(codec.encode(record)) for record in table])
    with beside(place) as ready:
        for name, text in texts.items():
            ready(place / name, [text.encode()])


def _as_written(plain: Any) -> Any:
    """Return plain data as an author writes it: a citation's usual basis is left out, most have no other."""
    if isinstance(plain, dict):
        fields = cast("dict[str, Any]", plain)
        usual = fields.get("basis") == Basis.STATED
        return {key: _as_written(value) for key, value in fields.items() if not (usual and key == "basis")}
    return [_as_written(item) for item in cast("Iterable[Any]", plain)] if isinstance(plain, list) else plain


def _plain_release(release: Release) -> dict[str, str | None]:
    return {key: value for key, value in attrs.asdict(release).items() if value}


def _line_bytes(data: Dataset) -> Iterator[bytes]:
    yield codec.print_json(_plain_release(data.release), indent=None).encode()
    if data.redirects:
        yield codec.print_json({"redirects": dict(sorted(data.redirects.items()))}, indent=None).encode()
    for table in data.tables():
        for record in table:
            yield codec.print_json({"record": table.kind.name} | codec.encode(record), indent=None).encode()
