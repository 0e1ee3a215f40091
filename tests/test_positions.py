"""Where a record stands on the map, and whose point that is."""

from __future__ import annotations

import small
from sinouk_innov.questions.positions import position_of

WORLD = small.dataset(
    small.place("country", latitude=50.0, longitude=10.0),
    small.place("city", "pla-country", latitude=52.2, longitude=0.125),
    small.place("street", "pla-city"),
    small.place("ring-a", "pla-ring-b"),
    small.place("ring-b", "pla-ring-a"),
    small.centre("park", at="pla-street"),
    small.centre("lost", at="pla-not-there"),
    small.centre("split", "cen-park", "pla-country", at="pla-not-there"),
    small.event("talk", "2019", where="cen-park"),
    small.person("one"),
)


def told(record_id: str) -> tuple[str, list[str]] | None:
    """Return whose point a record has, and by which facts."""
    found = position_of(WORLD, WORLD[record_id])
    return None if found is None else (found.place.id, [str(step) for step in found.steps])


def test_what_has_a_point_keeps_it() -> None:
    """A place's own coordinates come before those of what it lies in."""
    assert told("pla-city") == ("pla-city", [])
    assert repr(position_of(WORLD, WORLD["pla-city"])) == "<Position 52.2 N 0.125 E, its own>"


def test_what_has_none_gets_the_nearest() -> None:
    """By the fewest steps, each with its fact."""
    assert told("evt-talk") == ("pla-city", ["evt-talk#where", "cen-park#place", "pla-street#part_of"])
    assert repr(position_of(WORLD, WORLD["evt-talk"])) == "<Position 52.2 N 0.125 E, that of city, steps up: 3>"
    assert told("cen-split") == ("pla-country", ["cen-split#part_of[pla-country]"])


def test_where_nothing_has_a_point_there_is_none() -> None:
    """Not in a ring, not where the place is missing, not of a person."""
    assert told("pla-ring-a") is None
    assert told("cen-lost") is None
    assert told("per-one") is None
