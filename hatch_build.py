"""What ships of the data? Each JSON file as it is authored, gzipped: a seventh of the size on a user's disk."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "sinouk_innov/data"
CHECKED = b"\x05\0SU\x01\0\x01"
"""The extra field that tells `bundle` that a file was found canonical here, so that a record may be cut out of it."""
MOST_DIGITS = 60
RECORD = re.compile(r'\n  (\{\n    "id": "([a-z0-9-]+)"(?:.|\n(?!  \}))*\n  \})')


def packed(text: bytes) -> bytes:
    """Return a file of JSON gzipped, and marked if it is a canonical list of records. It says no time and no name."""
    plain = gzip.compress(text, mtime=0)
    return plain[:3] + b"\x04" + plain[4:10] + CHECKED + plain[10:] if is_canonical(text.decode()) else plain


def is_canonical(text: str) -> bool:
    """Tell whether a text lists records in lines of their own, each id once, in JSON as strict as `codec` reads it."""
    records = RECORD.findall(text)
    ids = [found for _, found in records]
    try:
        rows = json.loads(
            text, object_pairs_hook=_distinct, parse_constant=_none_such, parse_int=_short, parse_float=_short
        )
        cut = [json.loads(record, parse_int=_short, parse_float=_short) for record, _ in records]
    except ValueError:
        return False
    in_lines = text == "[\n  " + ",\n  ".join(record for record, _ in records) + "\n]\n"
    return in_lines and cut == rows and [row["id"] for row in rows] == ids and len(set(ids)) == len(ids) > 0


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _none_such(name: str) -> Any:
    raise ValueError(f"{name} is no figure")


def _short(digits: str) -> str:
    if len(digits) > MOST_DIGITS:
        raise ValueError("a number is too long")
    return digits


class PackedData(BuildHookInterface[Any]):
    """Puts the files of the data into a wheel, gzipped; the folder itself keeps them out by `exclude`."""

    _packed: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack the files, unless the package is installed for editing and reads them where they are."""
        if version == "editable":
            return
        self._packed = Path(tempfile.mkdtemp())
        for path in sorted(Path(self.root, "src", DATA).glob("*.json")):
            place = self._packed / f"{path.name}.gz"
            place.write_bytes(packed(path.read_bytes()))
            build_data["force_include"][str(place)] = f"{DATA}/{place.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  as it is called
        """Clear the packed files away."""
        if self._packed is not None:
            shutil.rmtree(self._packed)
