"""Which ratios does this machine give today, and which have got worse?

    python benchmarks/every.py [SECTION ...] [--check] [--page PAGE]

Runs every benchmark, or those named, one after another, and puts what each printed into its place on the docs page,
between two comments that name it. With `--check` the page stays as it is: each ratio is compared with the one that
stands there, those that are worse by a fifth are printed, and if there are such the exit code is 1. It asks what is
installed: run it in an environment with the wheel and `requirements/bench.txt`.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "benchmarks.md"
SECTIONS: dict[str, tuple[str, ...]] = {
    "start": ("run.py",),
    "reading": ("bulk_reading.py",),
    "constant": ("bulk_reading.py", "constant"),
    "names": ("name_search.py",),
    "million": ("name_search.py", "1000000", "5"),
    "questions": ("questions.py",),
    "large": ("questions.py", "1000000"),
    "paths": ("path_search.py",),
    "texts": ("text_search.py",),
    "parquet": ("parquet_export.py",),
}
WORSE = 1.2
"""A ratio is flagged if it is so many times what it was, or of a share, if it was so many times what it is."""
_RATIO = re.compile(r"\bratio\b|^to (structs|the names)$|^fast$|^core$")
_SHARE = re.compile(r"^share\b|^times as many$|^recall\b")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

Ratios = dict[tuple[str, str], float]


def ratios(text: str) -> tuple[Ratios, Ratios]:
    """Return the ratios and the shares in the tables of a text, by case and column.

    Of a ratio less is better, of a share more. A case that stands in several tables has the first value.
    """
    found: tuple[Ratios, Ratios] = ({}, {})
    columns: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            columns = []
        elif not columns:
            columns = cells
        elif not set(line) <= set("|-: "):
            recall = columns[0].startswith("recall")
            for column, cell in zip(columns[1:], cells[1:], strict=False):
                number = _NUMBER.fullmatch(cell)
                side = 1 if recall or _SHARE.search(column) else 0
                if number and (side or _RATIO.search(column)):
                    found[side].setdefault((cells[0], column), float(cell.replace(",", "")))
    return found


def worse(before: str, after: str) -> list[str]:
    """Return a line for each ratio of a text that is worse by a fifth in another."""
    told = []
    for old, new, is_share in zip(ratios(before), ratios(after), (False, True), strict=True):
        for key in old.keys() & new.keys():
            then, now = old[key], new[key]
            if (then > now * WORSE) if is_share else (now > then * WORSE):
                told.append(f"{key[0]}, {key[1]}: {then:g} before, {now:g} now")
    return sorted(told)


def section(page: str, name: str) -> tuple[int, int]:
    """Return where what a benchmark printed begins and ends on a page.

    Raises:
        SystemExit: The page has no place for it.
    """
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    if begin not in page or end not in page:
        raise SystemExit(f"the page has no place for {name}: {begin.strip()} and {end}")
    return page.index(begin) + len(begin), page.index(end)


def printed(name: str) -> str:
    """Return what a benchmark prints, after a line on when and where it ran."""
    script, *arguments = SECTIONS[name]
    begin = time.monotonic()
    print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    print(f"{time.monotonic() - begin:.0f} s", file=sys.stderr)
    day = f"{datetime.now(UTC):%d %B %Y}".lstrip("0")
    told = " ".join(["python", f"benchmarks/{script}", *arguments])
    where = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"`{told}`, {day}, {where}.\n\n{done.stdout.strip()}\n"


def main() -> int:
    """Run the benchmarks and write the page, or compare with it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--check", action="store_true", help="compare with the page, and leave it as it is")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page (default: the one in docs)")
    wanted = parser.parse_args()
    if unknown := sorted(set(wanted.sections) - SECTIONS.keys()):
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    page = wanted.page.read_text(encoding="utf-8")
    names = wanted.sections or list(SECTIONS)
    for name in names:
        section(page, name)
    flagged: list[str] = []
    for name in names:
        text = printed(name)
        begin, end = section(page, name)
        flagged += [f"{name}: {line}" for line in worse(page[begin:end], text)]
        page = page[:begin] + text + page[end:]
        print(text)
    if flagged:
        print("Worse by a fifth or more than on the page:\n" + "\n".join(f"- {line}" for line in flagged))
    if wanted.check:
        return 1 if flagged else 0
    beside = wanted.page.with_suffix(".new")
    beside.write_text(page, encoding="utf-8")
    beside.replace(wanted.page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
