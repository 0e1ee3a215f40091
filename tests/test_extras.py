"""Exports whose library may be missing say which extra brings it."""

from __future__ import annotations

import importlib
import importlib.util
import runpy
import sys
from typing import TYPE_CHECKING

import pytest

import sinouk_innov as si

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

EXTRAS = [
    ("arrow_arrays", "pyarrow", "frames"),
    ("arrow_tables", "pyarrow", "frames"),
    ("pandas_frames", "pandas", "frames"),
    ("polars_frames", "polars", "frames"),
    ("parquet", "pyarrow", "frames"),
    ("duckdb_file", "duckdb", "sql"),
    ("networkx_graph", "networkx", "graph"),
]


class _Broken:
    """Finds a library whose own import fails, for want of another."""

    def __init__(self, library: str) -> None:
        self._library = library

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Fail where the library is looked for."""
        del path, target
        if name == self._library:
            raise ModuleNotFoundError("No module named 'numpy'", name="numpy")
        return None


@pytest.mark.parametrize(("module", "library", "extra"), EXTRAS)
def test_a_missing_library_is_told_with_its_extra(
    module: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is the command that mends it; a library that is there and broken is told as it is."""
    spec = importlib.util.find_spec(f"sinouk_innov.export.{module}")
    assert spec is not None
    assert spec.origin is not None
    # What it builds on is there already, so that it is asked itself.
    importlib.import_module(f"sinouk_innov.export.{module}")
    with monkeypatch.context() as hidden:
        hidden.setitem(sys.modules, library, None)
        with pytest.raises(si.MissingExtraError, match=rf"{library} is not installed.*sinouk-innov\[{extra}\]"):
            runpy.run_path(spec.origin)
    monkeypatch.delitem(sys.modules, library, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Broken(library), *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match="numpy") as error:
        runpy.run_path(spec.origin)
    assert not isinstance(error.value, si.MissingExtraError)
