"""How does a value show itself, in a line of text and in a notebook?

Pure functions over attrs fields. Whatever comes from data is escaped, and only http and https addresses become links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Shown", "html_table", "record_html", "record_text", "shortened"]

_LONGEST = 72
_LAST = ("citations", "absent", "note")


class Shown(Protocol):
    """What can be shown: an attrs instance with an id and a label."""

    @property
    def id(self) -> str:
        """The id."""
        ...

    @property
    def label(self) -> str:
        """What to call it in a line of text."""
        ...


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Put a text into one line and cut it to a number of characters, at a space if there is one, and mark the cut.

    Examples:
        >>> shortened("one two three", 9)
        'one two …'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    cut = head.rfind(" ")
    return f"{head[: cut + 1] if cut > longest // 2 else head}…"


def record_text(record: Shown) -> str:
    """Return the repr of a record: its class, id and label, and how many of what it holds."""
    held: list[str] = []
    for attribute in attrs.fields(cast("Any", type(record))):
        value: Any = getattr(record, attribute.name)
        if isinstance(value, tuple) and value and attribute.name not in {"names", "absent"}:
            held.append(_counted(attribute.name.replace("_", " "), len(cast("tuple[object, ...]", value))))
    return f"<{', '.join([f'{type(record).__name__} {record.id}: {shortened(record.label)}', *held])}>"


def _counted(noun: str, count: int) -> str:
    if not noun.endswith("s"):
        return f"{noun} {count}"
    if count > 1:
        return f"{count} {noun}"
    return f"1 {noun.removesuffix('ies')}y" if noun.endswith("ies") else f"1 {noun.removesuffix('s')}"


def record_html(record: Shown) -> str:
    """Return a record as an HTML table of its fields that have values."""
    names = [attribute.name for attribute in attrs.fields(cast("Any", type(record)))]
    ordered = [*(name for name in names if name not in {"id", *_LAST}), *_LAST]
    shown = [(name, getattr(record, name)) for name in ordered]
    rows = [(name.replace("_", " "), _cell(value)) for name, value in shown if value is not None and value != ()]
    body = "".join(
        f'<tr><th style="text-align:left;vertical-align:top">{name}</th><td style="text-align:left">{cell}</td></tr>'
        for name, cell in rows
    )
    head = f"<b>{_escape(shortened(record.label))}</b> <code>{_escape(record.id)}</code> {type(record).__name__}"
    return f'<table><caption style="text-align:left;white-space:nowrap">{head}</caption><tbody>{body}</tbody></table>'


def html_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], more: str = "") -> str:
    """Return an HTML table of rows of values, each escaped.

    Args:
        caption: A line of text above it.
        heads: One head for each column.
        rows: The values.
        more: A line of text below it, such as how many rows are not shown.
    """
    head = "".join(f'<th style="text-align:left">{_escape(text)}</th>' for text in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{_cell(value)}</td>' for value in row) + "</tr>" for row in rows
    )
    foot = f'<tfoot><tr><td colspan="{len(heads)}">{_escape(more)}</td></tr></tfoot>' if more else ""
    return (
        f'<table><caption style="text-align:left;white-space:nowrap">{_escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"
    )


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "<br>".join(_cell(item) for item in cast("tuple[object, ...]", value))
    if value is None:
        return ""
    text = value if isinstance(value, str) else _line(value)
    # A sentence that begins with an address is no address.
    if text.startswith(("http://", "https://")) and len(text.split()) == 1:
        return f'<a href="{_escape(text)}">{_escape(text)}</a>'
    return _escape(text)


def _line(value: object) -> str:
    """Return a value in the words for people where it has such, as figures do."""
    describe = getattr(value, "describe", None)
    return str(value) if describe is None else str(describe())


def _escape(text: str) -> str:
    # The standard library's table of entities costs start-up time, and most programs show no HTML.
    from html import escape as escaped  # noqa: PLC0415

    return escaped(text)
