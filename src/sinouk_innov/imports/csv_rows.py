"""What stands in the rows of a CSV file, and in which line?

Spreadsheets take what begins like a formula for one. Such a cell is refused, unless an apostrophe before it says that
it is a text; that apostrophe, which our own CSV export sets, is taken off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.imports.intake import Intake, Spot
from sinouk_innov.table import close_to

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Row", "rows_of"]

_RISKY = "[=+\\-@\\x00-\\x1f\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(_RISKY)
_GUARDED = re.compile(f"'+{_RISKY}")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*", re.ASCII)
_LONGEST_CELL = 20_000


@frozen
class Row:
    """One row of a table: the cells that were asked for, by field; blank ones are left out.

    Attributes:
        spot: Where it begins.
        cells: The texts by field.
        refused: The fields whose cells hold what was refused.
    """

    spot: Spot
    cells: Mapping[str, str]
    refused: frozenset[str] = frozenset()

    def get(self, field: str) -> str | None:
        """Return the text for a field, or None where its cell is blank or no column was named."""
        return self.cells.get(field)

    def at(self, field: str) -> Spot:
        """Return the place of a cell."""
        return self.spot.at(field)


def rows_of(intake: Intake, text: bytes, wanted: Mapping[str, str], delimiter: str) -> list[Row]:
    """Return the rows of a CSV file, and note what is wrong with it.

    Args:
        intake: Where problems are noted.
        text: The content of the file.
        wanted: The columns that are read, by field.
        delimiter: What stands between two cells.
    """
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        reason = f"is no UTF-8: byte {error.start}; save the table as UTF-8"
        raise InvalidDataError((Problem(reason, intake.file),)) from error
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise InvalidDataError((Problem(f"cells are divided by one character, not {delimiter!r:.20}"),))
    found = list(_lines(intake, decoded, delimiter))
    if not found:
        intake.wrong(Spot(intake.file), "is empty: the first line names the columns")
        return []
    places = _places(intake, found[0][1], wanted)
    return [] if intake.problems else list(_rows(intake, found, places))


def _lines(intake: Intake, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        intake.wrong(Spot(intake.file, id=str(begins)), f"is no CSV: {error}")


def _places(intake: Intake, header: list[str], wanted: Mapping[str, str]) -> dict[str, int]:
    """Return where each field stands in a row."""
    here = Spot(intake.file, id="1")
    for name in sorted({name for name in header if header.count(name) > 1 and name.strip()}):
        intake.wrong(here, f"two columns are called {name!r:.80}")
    for field, name in wanted.items():
        if name not in header:
            close = " or ".join(repr(text) for text in close_to(name, header))
            intake.wrong(
                here.at(field), f"there is no column {name!r:.80}{f'; did you mean {close}?' if close else ''}"
            )
    for name in header:
        if name not in wanted.values():
            intake.skip(here, f"the column {name!r:.80} is not named for anything")
    return {field: header.index(name) for field, name in wanted.items() if name in header}


def _rows(intake: Intake, lines: list[tuple[int, list[str]]], places: Mapping[str, int]) -> Iterator[Row]:
    width = len(lines[0][1])
    for number, cells in lines[1:]:
        spot = Spot(intake.file, id=str(number))
        if len(cells) != width:
            intake.wrong(spot, f"has {len(cells)} cells, and the header has {width}")
            continue
        texts = {field: cells[at] for field, at in places.items() if cells[at].strip()}
        found = {field: _cell(intake, spot.at(field), field, text) for field, text in texts.items()}
        held = {field: text for field, text in found.items() if text is not None}
        yield Row(spot, held, frozenset(found.keys() - held.keys()))


def _cell(intake: Intake, spot: Spot, field: str, text: str) -> str | None:
    if len(text) > _LONGEST_CELL:
        intake.wrong(spot, f"a cell has at most {_LONGEST_CELL} characters, not {len(text)}")
        return None
    if _GUARDED.match(text):
        return text[1:]
    if _FORMULA.match(text) and not (field == "figure" and _NUMBER.fullmatch(text)):
        intake.wrong(spot, f"{text[:40]!r} begins like a formula; if it is a text, put an apostrophe before it")
        return None
    return text
