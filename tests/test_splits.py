"""A table in three parts, and where its class was at home before."""

from __future__ import annotations

import importlib
import pickle
from typing import TYPE_CHECKING

import attrs
import pytest

import sinouk_innov as si
from sinouk_innov.splits import Split

if TYPE_CHECKING:
    from sinouk_innov.model.event import Event


def _before_2019() -> Split[Event]:
    return si.load().events.split(when=si.is_before("2019"))


def test_a_split_comes_back_from_a_pickle() -> None:
    """What was certain, possible and excluded is so in another process too."""
    split = _before_2019()
    back = pickle.loads(pickle.dumps(split))  # noqa: S301  our own
    assert (back.certain, back.possible, back.excluded) == (split.certain, split.possible, split.excluded)
    assert dict(back.why) == dict(split.why)


@pytest.mark.parametrize("name", ["Match", "Split"])
def test_pickles_of_before_find_their_classes(name: str) -> None:
    """Pickles name the module where a class was at home when they were made."""
    table = importlib.import_module("sinouk_innov.table")
    assert getattr(table, name) is getattr(si, name)
    assert pickle.loads(f"csinouk_innov.table\n{name}\n.".encode()) is getattr(si, name)  # noqa: S301  the same


def test_nothing_else_is_found_at_tables() -> None:
    """A name that never was in the module is told as missing."""
    table = importlib.import_module("sinouk_innov.table")
    with pytest.raises(AttributeError, match=r"module 'sinouk_innov.table' has no attribute 'Splits'"):
        _ = table.Splits


def test_the_types_of_its_fields_can_be_told() -> None:
    """Whoever asks what a field holds is given classes."""
    attrs.resolve_types(Split)
    assert "Table" in str(attrs.fields(Split).certain.type)
