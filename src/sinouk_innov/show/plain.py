"""What does an answer look like as plain data, for `--json` and for other programs?"""

from __future__ import annotations

import json
from typing import Any, cast

import attrs

from sinouk_innov import codec
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.event import Event
from sinouk_innov.model.record import Part, Record
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.search import Hit

__all__ = ["json_text", "to_plain"]


def json_text(answer: object, encoding: str = "utf-8") -> str:
    """Return an answer as JSON text that can be printed in an encoding, and that no terminal obeys.

    Control characters, invisible ones and those that the encoding does not have are written by their numbers.
    """
    text = json.dumps(to_plain(answer), ensure_ascii=False, indent=2)
    return "".join(
        character
        if character == "\n" or (character.isprintable() and _has(encoding, character))
        else json.dumps(character)[1:-1]
        for character in text
    )


def _has(encoding: str, character: str) -> bool:
    return bool(character.encode(encoding, "ignore"))


def to_plain(answer: object) -> Any:
    """Return an answer as what JSON can say.

    Records become plain data as in the files; where a record stands within an answer, its id and label, and the date
    of an event. Facts become their addresses, dates their EDTF text.
    """
    if isinstance(answer, Record):
        return codec.encode(answer)
    if isinstance(answer, tuple | list):
        return [to_plain(item) for item in cast("list[object]", answer)]
    if isinstance(answer, Citation):
        return codec.encode_part(answer)
    if isinstance(answer, Hit):
        # What was sought is how the places are found, and no part of the answer.
        told = ("record", "score", "missing", "fact", "field", "text", "matches", "citations")
        return {name: _inner(getattr(answer, name)) for name in told}
    if attrs.has(type(answer)):
        fields = attrs.fields(cast("Any", type(answer)))
        return {field.name: _inner(getattr(answer, field.name)) for field in fields}
    return answer


def _inner(value: object) -> Any:
    if isinstance(value, Record):
        when = value.when if isinstance(value, Event) else None
        return {"id": value.id, "label": value.label} | ({} if when is None else {"when": str(when)})
    if isinstance(value, Part | Citation):
        return codec.encode_part(value)
    if isinstance(value, FactRef | PartialDate | Period | Quantity):
        return str(value)
    if isinstance(value, tuple):
        return [_inner(item) for item in cast("tuple[object, ...]", value)]
    return to_plain(value)
