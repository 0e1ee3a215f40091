"""Which commands answer with reasons: what connects, what disagrees, what is not said, what became of it, and why?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from sinouk_innov import bundle
from sinouk_innov.cli.answering import FOUND, NOTHING, TABLES, answer_as, counted, dataset_of, record_of
from sinouk_innov.questions.change import changelog, diff
from sinouk_innov.questions.disagreement import conflicts
from sinouk_innov.questions.explanation import explain
from sinouk_innov.questions.paths import paths
from sinouk_innov.questions.search import search
from sinouk_innov.questions.silence import GapKind, gaps
from sinouk_innov.questions.status import status_of
from sinouk_innov.show import reasons, terminal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

__all__ = ["add_commands"]

_MOST_PATHS = 5
_MOST_GAPS = 20
_MOST_HITS = 10


class Command(Protocol):
    """Makes a command: its parser."""

    def __call__(
        self,
        name: str,
        act: Callable[[argparse.Namespace], int],
        summary: str,
        example: str = "",
        *,
        on_data: bool = True,
    ) -> argparse.ArgumentParser:
        """Return the parser of a new command."""
        ...


def add_commands(command: Command) -> None:
    """Add the commands that answer with reasons."""
    why = command("why", _why, "explain a fact, down to the passages that it rests on", "cen-oscar#place")
    why.add_argument("fact", metavar="ID", nargs="+", help="the address of a fact, an id or a name")
    path = command(
        "path", _path, "show what connects two records, and which step is weak", "org-tsinghua-university OSCAR"
    )
    path.add_argument("one", metavar="A", help="an id or a name")
    path.add_argument("other", metavar="B", help="an id or a name")
    path.add_argument("--during", metavar="TIME", help="a day, month, year or period such as 2016/2018")
    path.add_argument(
        "--most", metavar="N", type=int, default=_MOST_PATHS, help=f"at most so many paths (default: {_MOST_PATHS})"
    )
    clash = command("conflicts", _conflicts, "list what sources tell differently, and why as far as it shows", "OSCAR")
    clash.add_argument("record", metavar="ID", nargs="*", help="an id or a name: only what has to do with it")
    gap = command("gaps", _gaps, "list what the sources do not say, the worst first", "Bio-Innovation Centre")
    gap.add_argument("record", metavar="ID", nargs="*", help="an id or a name; a source stands for what it tells")
    gap.add_argument("--all", action="store_true", help=f"all of them, not {_MOST_GAPS}, and facts of one source too")
    words = command("search", _search, "search the words of all records, English and Chinese", "offshore wind 烟台")
    words.add_argument("text", metavar="TEXT", nargs="+", help='words; in quotes ("…") a phrase')
    words.add_argument("--table", metavar="TABLE", choices=TABLES, help=f"only one of {', '.join(TABLES)}")
    status = command("status", _status, "say how far a centre or undertaking had come", "cen-oscar --on 2018-12-01")
    status.add_argument("record", metavar="ID", nargs="+", help="an id or a name")
    status.add_argument("--on", metavar="DAY", help="a day; without it, all that is known")
    change = command("diff", _diff, "tell what is different between two datasets", "old new", on_data=False)
    change.add_argument("old", metavar="OLD", help="a folder or a .jsonl file")
    change.add_argument("new", metavar="NEW", help="a folder or a .jsonl file")


def _why(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    text = " ".join(wanted.fact)
    explanation = explain(data, text if "#" in text or "(" in text else record_of(data, wanted.fact))
    tree = [((len(line) - len(line.lstrip())) // 2, line.strip()) for line in str(explanation).split("\n")]
    return answer_as(wanted, explanation, lambda page: page.lines(tree))


def _path(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    one, other = record_of(data, [wanted.one]), record_of(data, [wanted.other])
    found = tuple(paths(data, one, other, during=wanted.during)[: wanted.most])

    def lines(page: terminal.Page) -> None:
        page.head(f"{one.label} [{one.id}] and {other.label} [{other.id}]: {counted(len(found), 'path')}")
        page.lines(reasons.path_lines(data, found))

    return answer_as(wanted, found, lines)


def _conflicts(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    found = conflicts(data, record_of(data, wanted.record) if wanted.record else None)

    def lines(page: terminal.Page) -> None:
        page.head(counted(len(found), "disagreement"))
        page.lines(reasons.conflict_lines(data, found))

    return answer_as(wanted, found, lines)


def _gaps(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    found = gaps(data, record_of(data, wanted.record) if wanted.record else None)
    shown = found if wanted.all else tuple(gap for gap in found if gap.kind is not GapKind.ONE_SOURCE)[:_MOST_GAPS]

    def lines(page: terminal.Page) -> None:
        kinds = Counter(gap.kind for gap in found)
        counts = ", ".join(f"{kinds[kind]} {kind.replace('_', ' ')}" for kind in GapKind if kinds[kind])
        page.head(f"{counted(len(found), 'gap')}{counts and f': {counts}'}")
        page.lines((1, f"{gap.record.label}: {gap}") for gap in shown)
        page.lines([(0, f"and {len(found) - len(shown)} more: --all shows them")] if len(shown) < len(found) else [])

    return answer_as(wanted, found, lines)


def _search(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    text = " ".join(wanted.text)
    hits = search(data, text, wanted.table)

    def lines(page: terminal.Page) -> None:
        page.head(f"{counted(len(hits), 'record')}: {text}")
        missing = hits[0].missing if hits else ()
        page.lines([(0, f"no record has all of it: here {', '.join(missing)} may be missing")] if missing else [])
        page.lines(reasons.hit_lines(data, hits[:_MOST_HITS]))
        page.lines([(0, f"and {len(hits) - _MOST_HITS} more")] if len(hits) > _MOST_HITS else [])

    return answer_as(wanted, hits, lines)


def _status(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    found = status_of(data, record_of(data, wanted.record), wanted.on)

    def lines(page: terminal.Page) -> None:
        page.head(f"{found.record.label} [{found.record.id}]{'' if wanted.on is None else f' on {wanted.on}'}")
        page.lines(reasons.status_lines(data, found))

    answer_as(wanted, found, lines)
    return NOTHING if found.event is None and not found.possible else FOUND


def _diff(wanted: argparse.Namespace) -> int:
    changes = diff(bundle.read(wanted.old), bundle.read(wanted.new))
    return answer_as(wanted, changes, lambda page: page.verbatim(changelog(changes).rstrip()))
