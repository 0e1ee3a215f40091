"""How do many records of one kind show themselves, in a line of text and in a notebook?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sinouk_innov import reprs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinouk_innov.model.kinds import Kind
    from sinouk_innov.model.record import Record

__all__ = ["html_listing", "line_listing"]

_SHOWN_NAMES = 3
_NAME_LENGTH = 40
_SHOWN_ROWS = 20
_SHOWN_FIELDS = (
    "kind",
    "publisher",
    "published",
    "when",
    "place",
    "seat",
    "roles",
    "as_of",
    "over",
    "modality",
    "status",
)


def line_listing(kind: Kind, rows: Sequence[Record]) -> str:
    """Return how many records there are, and what the first are called."""
    shown = [reprs.shortened(record.label, _NAME_LENGTH) for record in rows[:_SHOWN_NAMES]]
    more = ["…"] if len(rows) > _SHOWN_NAMES else []
    return f"{_counted(kind, rows)}{': ' if rows else ''}{', '.join([*shown, *more])}"


def html_listing(kind: Kind, rows: Sequence[Record]) -> str:
    """Return the first records and what tells most of them, as a table of HTML."""
    left = len(rows) - _SHOWN_ROWS
    more = [name for name in _SHOWN_FIELDS if name in attrs.fields_dict(kind.record_class)]
    return reprs.html_table(
        _counted(kind, rows),
        ("id", kind.name, *(name.replace("_", " ") for name in more)),
        ((record.id, record.label, *(getattr(record, name) for name in more)) for record in rows[:_SHOWN_ROWS]),
        f"and {left} more" if left > 0 else "",
    )


def _counted(kind: Kind, rows: Sequence[Record]) -> str:
    return f"{len(rows)} {kind.name if len(rows) == 1 else kind.table}"
