"""Which record does a line of JSON hold, by the standard library alone?

A line that this cannot vouch for gives None, and is read by the strict codec.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sinouk_innov.assembly import Assembly
from sinouk_innov.codec import fractional, no_constant
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.plain_values import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.model.record import Record

__all__ = ["record_of"]

_BY_NAME = {kind.name: kind for kind in KINDS}
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_assembly = Assembly()
_makers: dict[str, Callable[[Any, list[int]], Any]] = {}
_parser: Any = json.JSONDecoder(parse_float=fractional, parse_constant=no_constant)
# Its `decode` asks for white space by regular expressions, which lines have none of.
_scan: Callable[[str, int], tuple[Any, int]] = _parser.scan_once


def record_of(line: bytes) -> Record | None:
    """Return the record that a line holds, or None where it holds none, or none with which nothing is wrong."""
    # One character is sought much faster than two.
    if len(line) > LONGEST_TEXT or (b"\\" in line and _SURROGATE.search(line)):
        return None
    if b" :" in line or (b"\t" in line and b"\t:" in line) or (b"\r" in line and b"\r:" in line):
        return None
    try:
        text = line.rstrip(b"\r\n").decode()
        plain, end = _scan(text, 0)
        if end < len(text):
            return None
        name = plain.pop("record")
        maker = _makers.get(name) or _maker(name)
        seen = [1]
        record: Record = maker(plain, seen)
    except Exception:  # noqa: BLE001  whatever it is, the line is read again, and it is told in words
        return None
    # No white space parts a key from its colon. So each key gave one of these, and where there are no more of them
    # than keys were seen, none of the keys was lost because it stood there twice.
    return record if seen[0] == line.count(b'":') else None


def _maker(name: str) -> Callable[[Any, list[int]], Any]:
    return _makers.setdefault(name, _assembly.maker(_BY_NAME[name].record_class))
