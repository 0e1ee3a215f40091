"""Does data flow one way, and who knows which library?"""

from __future__ import annotations

import sys
from pathlib import Path

import grimp
from importlinter.cli import lint_imports

PACKAGE = "sinouk_innov"
CORE = {"attrs", "cattrs", "dateutil"}
OPTIONAL_LIBRARIES_LIVE_IN = ("export", "show", "imports", "edit_counts", "fast_lines")


def test_contracts_of_import_linter_hold() -> None:
    """Each contract of `pyproject.toml` is kept; the output says which import breaks it."""
    config = Path(__file__).parent.parent / "pyproject.toml"
    assert lint_imports(config_filename=str(config), no_cache=True, no_logo=True) == 0


def test_only_exports_and_pictures_use_optional_libraries() -> None:
    """Elsewhere only the standard library and the three core dependencies are imported."""
    graph = grimp.build_graph(PACKAGE, include_external_packages=True, cache_dir=None)
    strangers = {
        f"{module} -> {imported}"
        for module in graph.modules
        if module.split(".")[0] == PACKAGE
        and module.split(".")[1:2] not in [[name] for name in OPTIONAL_LIBRARIES_LIVE_IN]
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.split(".")[0] not in CORE | {PACKAGE} | sys.stdlib_module_names
    }
    assert strangers == set()
