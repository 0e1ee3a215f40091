"""How does a figure become plain data, and plain data a figure?"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sinouk_innov.quantities import Bound, Quantity, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["plain", "read"]

# Sign, digits, and a point or slash between: 60 digits are the most that a figure has on either side.
LONGEST_FIGURE = 122
_PLAIN_FIGURE = 60
_UNITS = {str(unit): unit for unit in Unit}
_PLAIN_BOUNDS = {str(bound): bound for bound in Bound if bound not in {Bound.VAGUE, Bound.BETWEEN}}
_FIGURE = re.compile(r"-?\d+(?:\.\d+|/\d+)?", re.ASCII)


def read(texts: Mapping[str, str]) -> Quantity:
    """Return the figure that plain data describe.

    Args:
        texts: Its `unit` and `bound`, and where there are such its `value`, `upto` and `wording`.

    Raises:
        ValueError: They describe no figure.
    """
    made = Quantity(
        value=_figure(texts.get("value")),
        unit=Unit.parse(texts["unit"]),
        bound=Bound.parse(texts["bound"]),
        upto=_figure(texts.get("upto")),
        wording=texts.get("wording"),
    )
    for name, written in plain(made).items():
        if name in {"value", "upto"} and written != texts[name]:
            raise ValueError(f"the figure {texts[name]!r} is written {written!r}")
    return made


def quick(value: str | None, unit: str, bound: str, upto: str | None, wording: str | None) -> Quantity | None:
    """Return the figure that texts describe, or None where that cannot be seen at once; then `read` tells.

    Args:
        value: The text of the figure, if there is one.
        unit: The text of its unit.
        bound: That of its bound.
        upto: That of the upper figure of a range.
        wording: The figure in the words of its source.
    """
    if value is None or upto is not None or bound not in _PLAIN_BOUNDS or len(value) > _PLAIN_FIGURE:
        return None
    try:
        number = Decimal(value)
        own = _UNITS[unit]
    except (ArithmeticError, KeyError):
        return None
    # What is not finite, zero or not written as we write it is judged in full.
    if not number or not number.is_finite() or f"{number:f}" != value:
        return None
    return Quantity(number, own, _PLAIN_BOUNDS[bound], None, wording)


def _figure(text: str | None) -> Decimal | Fraction | None:
    if text is None:
        return None
    if len(text) > LONGEST_FIGURE or not _FIGURE.fullmatch(text):
        form = f"a decimal number or a fraction of at most {LONGEST_FIGURE} characters"
        raise ValueError(f"a figure is {form}, not {text[:80]!r}")
    try:
        return Fraction(text) if "/" in text else Decimal(text)
    except ZeroDivisionError:
        raise ValueError(f"{text!r} is no fraction") from None


def plain(quantity: Quantity) -> dict[str, str]:
    """Return a figure as plain data."""
    found = {"value": quantity.value, "upto": quantity.upto}
    texts = {name: _printed(figure) for name, figure in found.items() if figure is not None}
    texts |= {"unit": quantity.unit.value, "bound": quantity.bound.value}
    if quantity.wording is not None:
        texts["wording"] = quantity.wording
    return texts


def _printed(figure: Decimal | Fraction) -> str:
    return f"{figure:f}" if isinstance(figure, Decimal) else f"{figure.numerator}/{figure.denominator}"
