"""The table of formats in the docs is what the checkers say, and what the ledgers count, in this run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from format_checks import BEGIN, END, ROWS
from sinouk_innov.export.formats import FORMATS

# The reader of JSON-LD in rdflib uses what rdflib itself means to drop.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "formats.md"


def unversioned(row: str) -> str:
    """Return a row without the versions of the checkers, which differ between installations."""
    return re.sub(r" [0-9]+([.][0-9]+)+(?=: )", "", row)


def test_every_format_has_its_row() -> None:
    """Those that have a name, and the four that are objects of other libraries."""
    assert set(ROWS) == {each.name for each in FORMATS} | {"arrow", "pandas", "polars", "networkx"}


@pytest.mark.parametrize("name", ROWS)
def test_the_table_is_current(name: str) -> None:
    """Its row is what comes out now; `python tests/format_checks.py docs/reference/formats.md` writes it."""
    if not os.environ.get("SINOUK_CONFORMANCE") or not os.environ.get("SINOUK_NODE_MODULES"):
        pytest.skip("SINOUK_CONFORMANCE and SINOUK_NODE_MODULES name no folders with the schemas and tools of others")
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    rows = [unversioned(row) for row in rest.partition(END)[0].splitlines() if row.startswith("| ")]
    row = ROWS[name]()
    assert unversioned(row.found) in rows
    assert not row.reasons or row.reasons in rows
