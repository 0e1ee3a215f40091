"""What does a single value of plain data stand for: a text, a number, a term, a date, a figure?

Nothing is coerced; what is wrong is said in the words that users read.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from sinouk_innov.quantities import Quantity

__all__ = ["LONGEST_TEXT", "SHOWN", "integer", "number", "quantity", "said", "term", "text", "when", "when_of"]

LONGEST_TEXT = 20_000
SHOWN = 80
"""How much of a text that is wrong is shown."""
_JSON_TYPES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "a flag",
    int: "a number",
    float: "a number",
}

T = TypeVar("T", bound=Term)


def said(value: object) -> str:
    """Return what a value is, in words for people who know JSON."""
    if value is None:
        return "null"
    for shape, name in _JSON_TYPES.items():
        if isinstance(value, shape):
            return name
    return type(value).__name__


def text(value: object) -> str:
    """Return a value that is a text.

    Raises:
        ValueError: It is none, or one that no file should hold.
    """
    if not isinstance(value, str):
        raise ValueError(f"takes a text, not {said(value)}")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"a text has at most {LONGEST_TEXT} characters, not {len(value)}")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("a text has half of a surrogate pair") from None
    return value


def integer(value: object) -> int:
    """Return a value that is an integer.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(
            f"takes an integer, not {value!r}" if isinstance(value, float) else f"takes an integer, not {said(value)}"
        )
    return value


def number(value: object) -> float:
    """Return a value that is a finite number.

    Raises:
        ValueError: It is none.
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"takes a number, not {said(value)}")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise ValueError(f"takes a finite number, not {found}")
    return found


def term(value: object, wanted: type[T]) -> T:
    """Return the term of a vocabulary that a value is.

    Raises:
        ValueError: It is none.
    """
    return wanted.parse(text(value))


def when(value: object, wanted: Any) -> PartialDate | Period:
    """Return the date or period that an object describes.

    Args:
        value: The object.
        wanted: `PartialDate`, `Period`, or anything else where it may be either.

    Raises:
        ValueError: It describes none.
    """
    known = _keys(value, ("edtf", "wording"))
    return when_of(known["edtf"], known.get("wording"), wanted)


@lru_cache(1 << 12)
def when_of(edtf: str, wording: str | None, wanted: Any) -> PartialDate | Period:
    """Return the date or period that texts describe: the same one again where the same come again.

    Args:
        edtf: The text of the date.
        wording: How the source has it.
        wanted: As above.

    Raises:
        ValueError: They describe none.
    """
    _check_wording(wording)
    shape = wanted if wanted in {PartialDate, Period} else Period if "/" in edtf else PartialDate
    made: PartialDate | Period = shape(edtf, wording)
    return made


def quantity(value: object) -> Quantity:
    """Return the figure that an object describes.

    Raises:
        ValueError: It describes none.
    """
    # Decimals and fractions cost start-up time, and most records hold no figure.
    from sinouk_innov import figures  # noqa: PLC0415

    return figures.read(_keys(value, ("value", "unit", "bound", "upto", "wording"), needed=("unit", "bound")))


def figure(
    unit: str, bound: str, value: str | None = None, upto: str | None = None, wording: str | None = None
) -> Quantity:
    """Return the figure that texts describe.

    Raises:
        ValueError: They describe none.
    """
    from sinouk_innov import figures  # noqa: PLC0415

    texts = {"value": value, "unit": unit, "bound": bound, "upto": upto, "wording": wording}
    _check_wording(wording)
    return figures.quick(value, unit, bound, upto, wording) or figures.read(
        {name: text for name, text in texts.items() if text is not None}
    )


def _keys(value: object, allowed: tuple[str, ...], needed: tuple[str, ...] | None = None) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"takes an object, not {said(value)}")
    known = cast("dict[str, object]", value)
    for key, item in known.items():
        if key not in allowed:
            raise ValueError(f"there is no field {str(key)[:SHOWN]!r}")
        if not isinstance(item, str):
            raise ValueError(f"{key} takes a text, not {said(item)}")
        text(item)
    for key in allowed[:1] if needed is None else needed:
        if key not in known:
            raise ValueError(f"a value is needed for {key}")
    texts = cast("dict[str, str]", known)
    _check_wording(texts.get("wording"))
    return texts


def _check_wording(wording: str | None) -> None:
    if wording is not None and (not wording or wording != wording.strip()):
        raise ValueError("wording is blank or has white space at its ends")
