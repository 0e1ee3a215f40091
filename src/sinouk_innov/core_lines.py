"""Which record does a line of JSON hold, by the standard library alone?

A line is read once, as strictly as by `codec`: its objects come as tuples of pairs, so that a key that stands twice is
seen. Whatever cannot be decided here gives None.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import fractional, no_constant
from sinouk_innov.decoders import decoder
from sinouk_innov.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.model.record import Record

__all__ = ["record_of"]

_BY_NAME = {kind.name: kind for kind in KINDS}
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    object_pairs_hook=tuple, parse_float=fractional, parse_constant=no_constant
).scan_once


def record_of(line: bytes) -> Record | None:
    """Return the record that a line holds, or None where it holds none, or none with which nothing is wrong."""
    try:
        text = line.decode()
        pairs, end = _scan(text, 0)
        if not text[end:].isspace() and end < len(text):
            return None
        (first, name), *fields = pairs
        if first != "record":
            return None
        record: Record = _decoder(name)(tuple(fields))
    except Exception:  # noqa: BLE001  whatever it is, the line is read again, and it is told in words
        return None
    return record


@cache
def _decoder(name: str) -> Callable[[Any], Any]:
    return decoder(_BY_NAME[name].record_class, tuple)
