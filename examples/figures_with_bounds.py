"""List every figure on a place with its bound, its date and the address of its passage.

python examples/figures_with_bounds.py "Taizhou Bay New Area"
"""

from __future__ import annotations

import sys

import sinouk_innov as si


def main(name: str) -> None:
    """Print the figures on whatever bears a name."""
    data = si.load()
    record = data.find(name)[0].record
    for figure in data.statistics.where(about=record.id).sorted("category"):
        when = figure.as_of or figure.over or "no date"
        print(f"{figure.label} ({when}, {figure.status})")
        for citation in figure.citations[:1]:
            print(f"    {citation.link(data.sources[citation.source])}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "Taizhou Bay New Area")
