"""What does an answer look like as plain data, for `--json` and for other programs?"""

from __future__ import annotations

from typing import Any, cast

import attrs

from sinouk_innov import codec
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.record import Part, Record
from sinouk_innov.quantities import Quantity

__all__ = ["to_plain"]


def to_plain(answer: object) -> Any:
    """Return an answer as what JSON can say.

    Records become plain data as in the files; where a record stands within an answer, its id and label. Facts become
    their addresses, dates their EDTF text.
    """
    if isinstance(answer, Record):
        return codec.encode(answer)
    if isinstance(answer, tuple | list):
        return [to_plain(item) for item in cast("list[object]", answer)]
    if isinstance(answer, Citation):
        return codec.encode_part(answer)
    if attrs.has(type(answer)):
        fields = attrs.fields(cast("Any", type(answer)))
        return {field.name: _inner(getattr(answer, field.name)) for field in fields}
    return answer


def _inner(value: object) -> Any:
    if isinstance(value, Record):
        return {"id": value.id, "label": value.label}
    if isinstance(value, Part | Citation):
        return codec.encode_part(value)
    if isinstance(value, FactRef | PartialDate | Period | Quantity):
        return str(value)
    if isinstance(value, tuple):
        return [_inner(item) for item in cast("tuple[object, ...]", value)]
    return to_plain(value)
