"""What does an object of a foreign JSON file hold, read strictly and to the last field?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov.plain_values import said
from sinouk_innov.sense import wrong_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinouk_innov.imports.intake import Intake, Spot

__all__ = ["Node", "objects_in"]

_SHOWN = 60


def objects_in(intake: Intake, spot: Spot, value: object) -> list[tuple[Spot, dict[str, Any]]]:
    """Return the objects in a list with their places, and note what is no list or no object."""
    if not isinstance(value, list | tuple):
        intake.wrong(spot, f"takes a list, not {said(value)}")
        return []
    found: list[tuple[Spot, dict[str, Any]]] = []
    for number, item in enumerate(cast("list[object]", value)):
        here, given = spot.at(f"[{number}]"), item
        if isinstance(item, dict) and all(isinstance(key, str) for key in cast("dict[object, object]", item)):
            found.append((here, cast("dict[str, Any]", item)))
        else:
            intake.wrong(here, f"takes an object, not {said(given)}")
    return found


class Node:
    """An object whose fields are asked for one by one; what is never asked for is told at the end.

    Args:
        intake: Where problems are noted.
        spot: The place of the object.
        fields: What it holds.
    """

    def __init__(self, intake: Intake, spot: Spot, fields: Mapping[str, Any]) -> None:
        self.spot = spot
        self._intake = intake
        self._fields = fields
        self._asked: set[str] = set()

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        value = self._fields.get(key)
        return None if value == "" else value

    def text(self, key: str) -> str | None:
        """Return a text, or None where there is none."""
        value = self._value(key)
        if value is None or isinstance(value, str):
            return value
        self._intake.wrong(self.spot.at(key), f"takes a text, not {said(value)}")
        return None

    def needed(self, key: str) -> str | None:
        """Return a text that has to be there; where it is not, that is noted."""
        if self._fields.get(key) in (None, ""):
            self._asked.add(key)
            self._intake.wrong(self.spot.at(key), "a value is needed")
            return None
        return self.text(key)

    def texts(self, key: str) -> list[tuple[Spot, str]]:
        """Return the texts in a list, with their places."""
        value = self._value(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._intake.wrong(self.spot.at(key), f"takes a list, not {said(value)}")
            return []
        found: list[tuple[Spot, str]] = []
        for number, item in enumerate(cast("list[object]", value)):
            here = self.spot.at(f"{key}[{number}]")
            if isinstance(item, str):
                found.append((here, item))
            else:
                self._intake.wrong(here, f"takes a text, not {said(item)}")
        return found

    def nodes(self, key: str) -> list[Node]:
        """Return the objects in a list."""
        value = self._value(key)
        if value is None:
            return []
        return [Node(self._intake, spot, item) for spot, item in objects_in(self._intake, self.spot.at(key), value)]

    def node(self, key: str) -> Node | None:
        """Return an object, or None where there is none."""
        value = self._value(key)
        if value is None:
            return None
        found = objects_in(self._intake, self.spot.at(key), [value])
        return Node(self._intake, self.spot.at(key), found[0][1]) if found else None

    def numbers(self, key: str) -> list[float]:
        """Return the numbers in a list."""
        value = self._value(key)
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        found: list[float] = []
        for item in items:
            number = float("nan")
            if isinstance(item, int | float) and not isinstance(item, bool):
                try:
                    number = float(item)
                except OverflowError:
                    number = math.inf
            if not math.isfinite(number):
                self._intake.wrong(self.spot.at(key), "takes a list of finite numbers")
                return []
            found.append(number)
        return found

    def address(self, key: str) -> str | None:
        """Return a web address, which has to be one."""
        value = self.text(key)
        reason = wrong_address(key, value)
        if reason is None:
            return value
        self._intake.wrong(self.spot.at(key), reason[: _SHOWN * 2])
        return None

    def skip(self, reason: str, *keys: str) -> None:
        """Note that fields are not taken over, where they have a value."""
        for key in keys:
            if self._value(key) not in (None, [], {}):
                self._intake.skip(self.spot.at(key), reason)

    def skip_rest(self, reason: str) -> None:
        """Note that those fields are not taken over that nobody asked for."""
        self.skip(reason, *(key for key in self._fields if key not in self._asked))
