"""How do lines of JSON become records, many and in little time?

The first line is the header. A line that is right becomes a record at once: with the extra `fast` by `fast_lines`, and
without it by `core_lines`. A line that these refuse is read again by the strict codec, which tells what is wrong, so
both give the same records and the same problems. One thing the fast one does not look for: a key that stands twice.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov import codec
from sinouk_innov.collector import paused_collector
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.headers import redirects_of, release_of
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["iter_records", "read"]

_BY_NAME = {kind.name: kind for kind in KINDS}


def iter_records(place: Path, *, fast: bool | None = None) -> Iterator[Record]:
    """Yield the records of a file, holding no more than one line of it.

    Args:
        place: The file, plain or gzipped.
        fast: Whether `msgspec` reads; None lets it where it is installed.

    Raises:
        InvalidDataError: The header or a record is wrong; iteration stops there.
    """
    decode = _line_decoder(fast=fast)
    for number, line in _lines(place):
        found = None if number == 1 else decode(line)
        if found is None:
            held = _line(number, line, f"{place.name}:{number}")
            if isinstance(held, Record):
                yield held
        else:
            yield found


def read(place: Path, *, fast: bool | None = None) -> Dataset:
    """Return the dataset in a file, or tell everything that is wrong with it.

    Args:
        place: The file, plain or gzipped.
        fast: Whether `msgspec` reads; None lets it where it is installed.

    Raises:
        InvalidDataError: Something is wrong with the file; `.problems` has everything, with its place.
    """
    # None of the records is garbage.
    with paused_collector():
        return _Reading(place, _line_decoder(fast=fast)).dataset()


class _Reading:
    """What the lines of a file hold."""

    def __init__(self, place: Path, decode: Callable[[bytes], Record | None]) -> None:
        self._place = place
        self._decode = decode
        self._release = Release()
        self._redirects: dict[str, str | None] = {}
        self._records: dict[str, Record] = {}
        self._problems: list[Problem] = []

    def dataset(self) -> Dataset:
        decode, records = self._decode, self._records
        try:
            for number, line in _lines(self._place):
                record = None if number == 1 else decode(line)
                if record is None or record.id in records:
                    self._take(number, line)
                else:
                    records[record.id] = record
        except InvalidDataError as error:
            self._problems.extend(error.problems)
        if self._problems:
            raise InvalidDataError(tuple(self._problems))
        return Dataset.of(records.values(), release=self._release, redirects=self._redirects)

    def _take(self, number: int, line: bytes) -> None:
        """Take what a line holds that is no record, or one with which something is wrong."""
        file = f"{self._place.name}:{number}"
        try:
            found = _line(number, line, file)
        except InvalidDataError as error:
            self._problems.extend(error.problems)
            return
        if isinstance(found, Record):
            if found.id in self._records:
                self._problems.append(Problem("the id is taken already", file, found.kind_name, found.id))
            self._records[found.id] = found
        elif isinstance(found, Release):
            self._release = found
        else:
            twice = sorted(found.keys() & self._redirects.keys())
            self._problems.extend(Problem("the id is retired already", file, "", retired) for retired in twice)
            self._redirects |= found


def _line_decoder(*, fast: bool | None) -> Callable[[bytes], Record | None]:
    """Return what makes a record of a line at once, or gives None where that cannot be done."""
    if fast is None:
        fast = find_spec("msgspec") is not None
    # Each costs start-up time, and only one of them reads.
    if fast:
        from sinouk_innov.fast_lines import record_of  # noqa: PLC0415
    else:
        from sinouk_innov.core_lines import record_of  # noqa: PLC0415
    return record_of


def _lines(place: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file, plain or gzipped, with their numbers from 1."""
    # Costs start-up time, and the bundled files are no lines.
    import gzip  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    number = 0
    with gzip.open(place, "rb") if place.name.endswith(".gz") else place.open("rb") as stream:
        try:
            for number, line in enumerate(stream, 1):
                yield number, line
        except (OSError, EOFError, zlib.error) as error:
            problem = Problem(f"cannot be read further: {error}".lower(), f"{place.name}:{number + 1}")
            raise InvalidDataError((problem,)) from error
    if number == 0:
        raise InvalidDataError((Problem("is empty: the first line is the header", place.name),))


def _line(number: int, line: bytes, file: str) -> Record | Release | dict[str, str | None]:
    """Return what a line holds: the header, redirects or a record."""
    plain = codec.parse_json(line.rstrip(b"\r\n"), file)
    if not isinstance(plain, dict):
        raise InvalidDataError((Problem("a line takes an object", file),))
    known = cast("dict[str, Any]", plain)
    if number == 1:
        return release_of(known, file)
    if known.keys() == {"redirects"}:
        return redirects_of(known["redirects"], file)
    name = known.pop("record", None)
    kind = _BY_NAME.get(name) if isinstance(name, str) else None
    if kind is None:
        raise InvalidDataError((Problem(f"'record' tells the kind: it takes one of {', '.join(_BY_NAME)}", file),))
    return codec.decode(kind, known, file)
