"""What can be asked from a shell? The command `sinouk-innov`: thin, every line of work is done elsewhere."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sinouk_innov import bundle, integrity, overlay
from sinouk_innov.errors import AmbiguousNameError, InvalidDataError, SinoukInnovError, UnknownIdError, UnknownNameError
from sinouk_innov.questions import connections, evidence, places, time
from sinouk_innov.show import terminal, tour
from sinouk_innov.show.plain import to_plain
from sinouk_innov.text.passages import cite_passage, find_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = ["main"]

FOUND, NOTHING, WRONG_USE = 0, 1, 2
_STYLES = ("text", "bibtex", "csl-json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 found, 1 nothing found or problems, 2 wrong use."""
    wanted = _parser().parse_args(arguments)
    try:
        act: Callable[[argparse.Namespace], int] = wanted.act
        status = act(wanted)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the pipe has seen enough. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except (UnknownIdError, UnknownNameError, InvalidDataError) as error:
        print(error, file=sys.stderr)
        return NOTHING
    except (AmbiguousNameError, ValueError, OSError) as error:
        print(f"sinouk-innov: {error}", file=sys.stderr)
        return WRONG_USE
    except SinoukInnovError as error:
        print(f"sinouk-innov: {error}", file=sys.stderr)
        return WRONG_USE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sinouk-innov",
        description="Ask the dataset on China-UK innovation cooperation. Without a command: a tour of five questions.",
        epilog="Exit status: 0 found, 1 nothing found or problems, 2 wrong use.",
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print the answer as JSON")
    shared.add_argument("--data", metavar="PATH", help="ask a dataset of your own: a folder or a .jsonl file")
    parser.set_defaults(act=_tour, json=False, data=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, act: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, parents=[shared], help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        made.set_defaults(act=act)
        return made

    command("tour", _tour, "answer five real questions, with the passages that the answers rest on")
    find = command("find", _find, "find records by a name in any spelling")
    find.add_argument("name", metavar="NAME")
    find.add_argument("--source", metavar="ID", help="only names that this source prints")
    show = command("show", _show, "show a record: its facts, and the passages that they rest on")
    show.add_argument("record", metavar="ID")
    timeline = command("timeline", _timeline, "list events in the order of their dates")
    timeline.add_argument("record", metavar="ID", nargs="?", help="only events that this record has to do with")
    timeline.add_argument("--from", dest="start", metavar="DAY", help="no events that surely ended before this day")
    timeline.add_argument("--to", dest="end", metavar="DAY", help="no events that surely began after this day")
    within = command("within", _within, "list what lies in a place")
    within.add_argument("place", metavar="PLACE", help="an id or a name")
    within.add_argument("--table", metavar="TABLE", help="only this table, such as centres")
    stats = command("stats", _stats, "list the figures on something, with bounds, dates and passages")
    stats.add_argument("record", metavar="ID", help="an id or a name")
    cite = command("cite", _cite, "say how to cite a record or a fact")
    cite.add_argument(
        "record", metavar="ID", nargs="?", help="an id, or the address of a fact; without one, the dataset"
    )
    cite.add_argument("--style", choices=_STYLES, default="text")
    check = command("check", _check, "check a dataset of your own, and tell everything that is wrong with it")
    check.add_argument("folder", metavar="FOLDER", help="a folder, or a .jsonl file")
    check.add_argument("--onto-bundled", action="store_true", help="unite it with the bundled dataset first")
    verify = command("verify", _verify, "hold every citation against the texts in a folder")
    verify.add_argument("folder", metavar="FOLDER")
    passage = command("passage", _passage, "find a passage in a text, and print a citation ready to be pasted")
    passage.add_argument("file", metavar="FILE")
    passage.add_argument("words", metavar="WORDS", nargs="+", help="words that stand side by side in the passage")
    passage.add_argument("--source", metavar="ID", default="src-…", help="the id of the source, for the citation")
    return parser


def _dataset(wanted: argparse.Namespace) -> Dataset:
    return bundle.load() if wanted.data is None else bundle.read(wanted.data)


def _record(data: Dataset, text: str) -> Record:
    """Return the record with an id, or else the one that bears a name."""
    if text in data:
        return data[text]
    exact = [match for match in data.find(text) if match.score == 1]
    if len(exact) == 1:
        return exact[0].record
    if exact:
        raise AmbiguousNameError(text, tuple(match.record.id for match in exact))
    if text[3:4] == "-":
        return data[text]
    raise UnknownNameError(text, tuple(f"{match.name} ({match.record.id})" for match in data.find(text)[:3]))


def _answer(wanted: argparse.Namespace, answer: Any, lines: Callable[[terminal.Page], None]) -> int:
    """Print an answer as JSON or as lines; an empty answer is nothing found."""
    if wanted.json:
        print(json.dumps(to_plain(answer), ensure_ascii=False, indent=2))
    else:
        lines(terminal.Page())
    return FOUND if answer else NOTHING


def _tour(wanted: argparse.Namespace) -> int:
    answers = tour.answers(_dataset(wanted))

    def lines(page: terminal.Page) -> None:
        for number, answer in enumerate(answers, 1):
            page.head(f"{number}. {answer.question}")
            page.lines([(1, f">>> {answer.call}"), *answer.lines, (0, "")])
        page.lines([(0, "More: sinouk-innov --help, or in Python: import sinouk_innov as si; data = si.load()")])

    return _answer(wanted, answers, lines)


def _find(wanted: argparse.Namespace) -> int:
    matches = _dataset(wanted).find(wanted.name, wanted.source)

    def lines(page: terminal.Page) -> None:
        page.lines(terminal.match_lines(matches) if matches else [(0, f"nothing is called {wanted.name!r}")])

    return _answer(wanted, matches, lines)


def _show(wanted: argparse.Namespace) -> int:
    data = _dataset(wanted)
    record = _record(data, wanted.record)

    def lines(page: terminal.Page) -> None:
        page.head(f"{record.label}  [{record.id}]")
        page.lines(terminal.record_lines(data, record))
        joined = connections.links(data, record)
        page.lines([(1, "links:")] if joined else [])
        page.lines((2, f"{link.kind.replace('_', ' ')}: {link.other.label} [{link.other.id}]") for link in joined)

    return _answer(wanted, record, lines)


def _timeline(wanted: argparse.Namespace) -> int:
    data = _dataset(wanted)
    about = None if wanted.record is None else _record(data, wanted.record)
    moments = time.timeline(data, about, wanted.start, wanted.end)
    return _answer(wanted, moments, lambda page: page.lines(terminal.moment_lines(data, moments)))


def _within(wanted: argparse.Namespace) -> int:
    data = _dataset(wanted)
    records = places.within(data, _record(data, wanted.place), wanted.table)
    return _answer(wanted, records, lambda page: page.lines(terminal.within_lines(records)))


def _stats(wanted: argparse.Namespace) -> int:
    data = _dataset(wanted)
    record = _record(data, wanted.record)
    statistics = tuple(data.statistics.where(about=record.id))

    def lines(page: terminal.Page) -> None:
        page.head(f"{record.label}  [{record.id}]: {len(statistics)} figures")
        page.lines(terminal.statistic_lines(data, statistics))

    return _answer(wanted, statistics, lines)


def _cite(wanted: argparse.Namespace) -> int:
    data = _dataset(wanted)
    if wanted.json or wanted.style == "csl-json":
        print(json.dumps(evidence.cite(data, wanted.record, "csl-json"), ensure_ascii=False, indent=2))
    else:
        style: Literal["text", "bibtex"] = wanted.style
        print(evidence.cite(data, wanted.record, style))
    return FOUND


def _check(wanted: argparse.Namespace) -> int:
    data = bundle.read(wanted.folder)
    if wanted.onto_bundled:
        data = overlay.merge(bundle.load(), data)
    problems = integrity.problems(data)

    def lines(page: terminal.Page) -> None:
        count = len(problems)
        page.lines((0, str(problem)) for problem in problems)
        page.lines([(0, f"{len(data)} records, {count or 'no'} problem{'' if count == 1 else 's'}")])

    _answer(wanted, problems, lines)
    return NOTHING if problems else FOUND


def _verify(wanted: argparse.Namespace) -> int:
    checked = evidence.verify(_dataset(wanted), wanted.folder)
    wrong = [item for item in checked if item.verdict not in {evidence.Verdict.FOUND, evidence.Verdict.NO_TEXT}]

    def lines(page: terminal.Page) -> None:
        page.lines(terminal.checked_lines(wrong))
        counts = [f"{sum(item.verdict is verdict for item in checked)} {verdict}" for verdict in evidence.Verdict]
        page.lines([(0, f"{len(checked)} citations: {', '.join(counts)}")])

    _answer(wanted, checked, lines)
    found = any(item.verdict is evidence.Verdict.FOUND for item in checked)
    return FOUND if found and not wrong else NOTHING


def _passage(wanted: argparse.Namespace) -> int:
    text = Path(wanted.file).read_text(encoding="utf-8")
    source = wanted.source
    found = find_passages(text, " ".join(wanted.words))
    citations = tuple(cite_passage(text, passage, source) for passage in found)

    def lines(page: terminal.Page) -> None:
        for passage, citation in zip(found, citations, strict=True):
            page.lines([(0, f"¶{passage.paragraph}: {passage.text}")])
            print(json.dumps(to_plain(citation), ensure_ascii=False, indent=2))
        page.lines([] if found else [(0, f"no passage has the words {' '.join(wanted.words)!r}")])

    return _answer(wanted, citations, lines)
