"""What ships of the data? Each JSON file as it is authored, gzipped: a seventh of the size on a user's disk."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import shutil
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "sinouk_innov/data"
FIELD, FORM = b"SU", b"\x01"
"""What tells the extra field by which `bundle` knows that a file was found canonical here; see there."""
MOST_CARRIED = 65_522
SHORTEST_NAME = 2
MOST_DIGITS = 60
RECORD = re.compile(r'\n  (\{\n    "id": "([a-z0-9-]+)"(?:.|\n(?!  \}))*\n  \})')


def packed(text: bytes, table: str, spelling: Any) -> bytes:
    """Return a file of JSON gzipped, without a time or name, and with our extra field if it is a canonical list.

    Args:
        text: The JSON, as authored.
        table: The name of the table that it holds, if it is one.
        spelling: The module of that name, which knows when names are one.
    """
    plain = gzip.compress(text, mtime=0)
    if not is_canonical(text.decode()):
        return plain
    owners = json.dumps(owners_of_names(json.loads(text), table, spelling), ensure_ascii=False, separators=(",", ":"))
    carried = zlib.compress(owners.encode(), 9)
    # Where there are too many names, all are read when one is looked up.
    field = FORM + plain[-8:] + (carried if len(carried) <= MOST_CARRIED else b"")
    extra = FIELD + len(field).to_bytes(2, "little") + field
    return plain[:3] + b"\x04" + plain[4:10] + len(extra).to_bytes(2, "little") + extra + plain[10:]


def owners_of_names(rows: list[dict[str, Any]], table: str, spelling: Any) -> dict[str, list[str]]:
    """Return the ids of those who bear a name, by its key, as an index of names would; a test holds the two alike."""
    key_of = spelling.person_key if table == "people" else spelling.name_key
    owners: dict[str, set[str]] = {}
    for row in rows:
        names = [row["title"]] if table == "sources" else []
        for name in row.get("names", ()):
            names.append(name["text"])
            if "honorific" in row and name["text"] == name.get("family"):
                names.append(f"{row['honorific']} {name['text']}")
        for key in map(key_of, names):
            if len(key) >= SHORTEST_NAME or key >= spelling.FIRST_CHARACTER:
                owners.setdefault(key, set()).add(row["id"])
    return {key: sorted(owners[key]) for key in sorted(owners)}


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
        sys.path.insert(0, str(Path(self.root, "src")))
        spelling = importlib.import_module("sinouk_innov.spelling")
        for path in sorted(Path(self.root, "src", DATA).glob("*.json")):
            place = self._packed / f"{path.name}.gz"
            place.write_bytes(packed(path.read_bytes(), path.stem, spelling))
            build_data["force_include"][str(place)] = f"{DATA}/{place.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  as it is called
        """Clear the packed files away."""
        if self._packed is not None:
            shutil.rmtree(self._packed)
