"""Does the command that runs all benchmarks see what has got worse, and put each into its place?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))
import every

BEFORE = """Some words.

| case | median | ratio | to | bar |
|---|---:|---:|---|---|
| by id | 0.91 µs | 0.26 | SQLite by primary key | at most 0.3 |
| by name | 16.30 µs | 4.52 | SQLite by primary key | |

| reader | share of the rate of structs | bar | to structs |
|---|---:|---|---:|
| read, core | 0.150 | at least 0.16 | 1,000.5 |

| recall at 5 | core alone | with `fast` | bar |
|---|---:|---:|---|
| typo | 0.995 | 0.996 | at least 0.98 |
"""


def test_ratios_are_read_from_tables() -> None:
    """Less is better of a ratio and more of a share; words, bars and medians are none."""
    less, more = every.ratios(BEFORE)
    assert less == {("by id", "ratio"): 0.26, ("by name", "ratio"): 4.52, ("read, core", "to structs"): 1000.5}
    assert more == {
        ("read, core", "share of the rate of structs"): 0.15,
        ("typo", "core alone"): 0.995,
        ("typo", "with `fast`"): 0.996,
    }


def test_what_is_worse_by_a_fifth_is_told() -> None:
    """A ratio that grew by more than a fifth, and a share that fell so, are told; what is better is not."""
    after = BEFORE.replace("0.26", "0.32").replace("4.52", "1.00").replace("0.150", "0.120").replace("0.995", "0.990")
    assert every.worse(BEFORE, after) == [
        "by id, ratio: 0.26 before, 0.32 now",
        "read, core, share of the rate of structs: 0.15 before, 0.12 now",
    ]
    assert every.worse(BEFORE, BEFORE.replace("0.26", "0.31")) == []


def test_each_benchmark_has_its_place_on_the_page() -> None:
    """The docs page has a place for each section, and each section is told with its ratios."""
    page = every.PAGE.read_text(encoding="utf-8")
    for name in every.SECTIONS:
        begin, end = every.section(page, name)
        assert any(every.ratios(page[begin:end])), name
    with pytest.raises(SystemExit, match="no place for nothing"):
        every.section(page, "nothing")
