"""Both ways to count edits count the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from sinouk_innov import edit_counts
from sinouk_innov.edit_counts import counted, counted_by_rapidfuzz, counted_here

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_LINES = st.text("abc é中", max_size=12) | st.text("ab", min_size=60, max_size=70)


@given(_LINES, st.lists(_LINES, max_size=8), st.integers(1, 3))
def test_rapidfuzz_counts_as_we_do(text: str, others: list[str], most: int) -> None:
    """The same texts are near, each with the same number of edits, whoever counts."""
    by_rapidfuzz = counted_by_rapidfuzz()
    assert by_rapidfuzz is not None
    wanted = sorted(counted_here(text, others, most))
    assert sorted(by_rapidfuzz(text, others, most)) == sorted(counted(text, others, most)) == wanted


def test_few_are_counted_without_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is imported where there is much to count, or where it is there already."""
    monkeypatch.delitem(sys.modules, "rapidfuzz", raising=False)
    assert not isinstance(counted("ab", ["ab"], 1), list)
    assert "rapidfuzz" not in sys.modules
    many = list(counted("ab", ["ab"] * edit_counts._WORTH_AN_IMPORT, 1))
    assert sorted(many) == [(at, 0) for at in range(edit_counts._WORTH_AN_IMPORT)]


def test_without_rapidfuzz_we_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, nothing is missed."""
    counted_by_rapidfuzz.cache_clear()
    try:
        monkeypatch.setitem(sys.modules, "rapidfuzz", None)
        monkeypatch.delitem(sys.modules, "rapidfuzz.distance", raising=False)
        assert counted_by_rapidfuzz() is None
        assert list(counted("bian", ["bain", "lin"], 1)) == [(0, 1)]
    finally:
        counted_by_rapidfuzz.cache_clear()


class _Broken:
    """Finds a library whose own import fails, for want of another."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Fail where rapidfuzz is looked for."""
        del path, target
        if name == "rapidfuzz":
            raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
        return None


def test_a_broken_rapidfuzz_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is installed and misses another library, that is said."""
    for name in ("rapidfuzz", "rapidfuzz.distance"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Broken(), *sys.meta_path])
    counted_by_rapidfuzz.cache_clear()
    with pytest.raises(ModuleNotFoundError, match="numpy"):
        counted_by_rapidfuzz()
