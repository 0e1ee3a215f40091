"""What can be asked from a shell? The command `sinouk-innov`: thin, every line of work is done elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sinouk_innov import bundle, integrity, overlay
from sinouk_innov.cli import exchange, reasoning
from sinouk_innov.cli.answering import (
    FOUND,
    INTERRUPTED,
    NOTHING,
    TABLES,
    WRONG_USE,
    answer_as,
    counted,
    dataset_of,
    print_json,
    record_of,
)
from sinouk_innov.errors import InvalidDataError, SinoukInnovError, UnknownIdError, UnknownNameError
from sinouk_innov.questions import connections, evidence, places, time
from sinouk_innov.questions.twins import twins
from sinouk_innov.show import terminal, tour
from sinouk_innov.text.drafts import is_unique, read_draft
from sinouk_innov.text.passages import cite_passage, find_passages, passages
from sinouk_innov.text.wordings import misquotes_against

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sinouk_innov.errors import Problem

__all__ = ["main"]

_STYLES = ("text", "bibtex", "csl-json")
_STANDS = {evidence.Verdict.FOUND, evidence.Verdict.MOVED}
_FAILS = {evidence.Verdict.MISSING, evidence.Verdict.AMBIGUOUS}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 found, 1 nothing found or problems, 2 wrong use, 130 stopped."""
    wanted = _parser().parse_args(arguments)
    try:
        act: Callable[[argparse.Namespace], int] = wanted.act
        status = act(wanted)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the pipe has seen enough. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        terminal.Page(sys.stderr).verbatim("sinouk-innov: interrupted; files are as they were")
        return INTERRUPTED
    except (UnknownIdError, UnknownNameError, InvalidDataError) as error:
        _complain(error)
        return NOTHING
    except (SinoukInnovError, ValueError, OSError) as error:
        _complain(error)
        return WRONG_USE
    return status


def _complain(error: Exception) -> None:
    terminal.Page(sys.stderr).verbatim(f"sinouk-innov: {error}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sinouk-innov",
        description="Ask the dataset on China-UK innovation cooperation. Without a command: a tour of five questions.",
        epilog="Exit status: 0 found, 1 nothing found or problems, 2 wrong use. "
        "An ID is that of a record, such as cen-tuspark-cambridge; most commands take a NAME in its place. "
        "More on a command: sinouk-innov COMMAND --help.",
    )
    _share(parser, on_data=True)
    parser.add_argument(
        "--version", dest="act", action="store_const", const=_version, help="print the versions of program and data"
    )
    parser.set_defaults(act=_tour, json=False, data=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(
        name: str, act: Callable[[argparse.Namespace], int], summary: str, example: str = "", *, on_data: bool = True
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=f"Example: sinouk-innov {name} {example}".rstrip(),
        )
        _share(made, on_data=on_data)
        made.set_defaults(act=act)
        return made

    command("tour", _tour, "answer five real questions, with the passages that the answers rest on")
    find = command("find", _find, "find records by a name in any spelling, and say why each was found", "Bian Xianghui")
    find.add_argument("name", metavar="NAME", nargs="+")
    find.add_argument("--source", metavar="ID", help="only names that this source prints, such as 'Ms Bian'")
    show = command("show", _show, "show a record: its facts, and the passages that they rest on", "TusPark Cambridge")
    show.add_argument("record", metavar="ID", nargs="+", help="an id or a name")
    timeline = command("timeline", _timeline, "list events in the order of their dates", "Qingdao --from 2020")
    timeline.add_argument("record", metavar="ID", nargs="*", help="an id or a name: only events that it has to do with")
    timeline.add_argument("--from", dest="start", metavar="DAY", help="no events that surely ended before this day")
    timeline.add_argument("--to", dest="end", metavar="DAY", help="no events that surely began after this day")
    within = command("within", _within, "list what lies in a place or centre, at any depth", "Qingdao --table centres")
    within.add_argument("place", metavar="PLACE", nargs="+", help="an id or a name")
    within.add_argument("--table", metavar="TABLE", choices=TABLES, help=f"only one of {', '.join(TABLES)}")
    stats = command(
        "stats", _stats, "list the figures on something, with bounds, dates and passages", "Taizhou Bay New Area"
    )
    stats.add_argument("record", metavar="ID", nargs="+", help="an id or a name")
    cite = command("cite", _cite, "say how to cite the dataset, a record or a fact", "TusPark Cambridge --style bibtex")
    cite.add_argument("record", metavar="ID", nargs="*", help="an id, a name or the address of a fact")
    cite.add_argument("--style", choices=_STYLES, default="text", help="text (the default), bibtex or csl-json")
    check = command(
        "check", _check, "check a dataset of your own, and tell everything that is wrong", "mine", on_data=False
    )
    check.add_argument("folder", metavar="FOLDER", help="a folder, or a .jsonl file")
    check.add_argument(
        "--onto-bundled", action="store_true", help="where yours refers to bundled records: unite the two first"
    )
    verify = command(
        "verify", _verify, "hold every citation against the texts (.txt or .md) in a folder", "texts --data mine"
    )
    verify.add_argument("folder", metavar="FOLDER")
    passage = command(
        "passage",
        _passage,
        "number the passages of a text, or find one and print a citation ready to be pasted",
        "page.txt signed an agreement --source src-page",
        on_data=False,
    )
    passage.add_argument("file", metavar="FILE", help="the text, in UTF-8")
    passage.add_argument(
        "words", metavar="WORDS", nargs="*", help="words that stand side by side in the passage; without: all passages"
    )
    passage.add_argument(
        "--source", metavar="ID", default="src-your-source", help="the id of the source, for the citation"
    )
    draft = command(
        "draft",
        _draft,
        "read what you wrote down of one text, check it, and put it into a folder of your own",
        "src-page.json src-page.txt --into mine",
        on_data=False,
    )
    draft.add_argument("draft", metavar="DRAFT", help='the draft: one JSON object, citations as {"passage": 5}')
    draft.add_argument("text", metavar="TEXT", help="the text that it is of, in UTF-8")
    draft.add_argument(
        "--into", metavar="FOLDER", help="your dataset, made if need be; without it the draft is only checked"
    )
    alike = command("twins", _twins, "list records that may be the same thing, with the reasons", "--onto-bundled mine")
    alike.add_argument("folder", metavar="FOLDER", nargs="?", help="your dataset: only pairs with a record of yours")
    alike.add_argument(
        "--onto-bundled", action="store_true", help="unite yours with the bundled data first, and compare with these"
    )
    alike.add_argument("--known", action="store_true", help="also pairs that are joined by a relation already")
    merge = command("merge", _merge, "unite datasets, and write them as one", "mine theirs --into ours")
    merge.add_argument(
        "folders", metavar="PATH", nargs="+", help="folders or .jsonl files, united with --data in order"
    )
    merge.add_argument("--into", metavar="PATH", required=True, help="the folder or .jsonl file to be written")
    reasoning.add_commands(command)
    exchange.add_commands(command)
    return parser


def _share(parser: argparse.ArgumentParser, *, on_data: bool) -> None:
    """Add the options that may stand before a command or after it; one given before outlasts the command's defaults."""
    left = argparse.SUPPRESS
    parser.add_argument("--json", action="store_true", default=left, help="print the answer as JSON")
    if on_data:
        help_text = "ask a dataset of your own: a folder or a .jsonl file"
        parser.add_argument("--data", metavar="PATH", default=left, help=help_text)


def _version(_: argparse.Namespace) -> int:
    # Costs start-up time, and is seldom asked for.
    from importlib.metadata import version  # noqa: PLC0415

    release = bundle.load().release
    dated = f" of {release.as_of}" if release.as_of else ""
    print(f"sinouk-innov {version('sinouk-innov')}, data {release.data_version or 'without a version'}{dated}")
    return FOUND


def _tour(wanted: argparse.Namespace) -> int:
    answers = tour.answers(dataset_of(wanted))

    def lines(page: terminal.Page) -> None:
        for number, answer in enumerate(answers, 1):
            page.head(f"{number}. {answer.question}")
            page.lines([(1, f">>> {answer.call}"), *answer.lines, (0, "")])
        page.lines([(0, "More: sinouk-innov --help, or in Python: import sinouk_innov as si; data = si.load()")])

    return answer_as(wanted, answers, lines)


def _find(wanted: argparse.Namespace) -> int:
    name = " ".join(wanted.name)
    matches = dataset_of(wanted).find(name, wanted.source)

    def lines(page: terminal.Page) -> None:
        page.lines(terminal.match_lines(matches) if matches else [(0, f"nothing is called {name!r}")])

    return answer_as(wanted, matches, lines)


def _show(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    record = record_of(data, wanted.record)

    def lines(page: terminal.Page) -> None:
        page.head(f"{record.label} [{record.id}]")
        page.lines(terminal.record_lines(data, record, connections.links(data, record)))

    return answer_as(wanted, record, lines)


def _timeline(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    about = record_of(data, wanted.record) if wanted.record else None
    moments = time.timeline(data, about, wanted.start, wanted.end)

    def lines(page: terminal.Page) -> None:
        page.head(f"{counted(len(moments), 'event')}{'' if about is None else f': {about.label} [{about.id}]'}")
        page.lines(terminal.moment_lines(data, moments))

    return answer_as(wanted, moments, lines)


def _within(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    place = record_of(data, wanted.place)
    records = places.within(data, place, wanted.table)

    def lines(page: terminal.Page) -> None:
        among = "" if wanted.table is None else f" among {wanted.table}"
        page.head(f"{place.label} [{place.id}]: {counted(len(records), 'record')}{among}")
        page.lines(terminal.within_lines(data, records))

    return answer_as(wanted, records, lines)


def _stats(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    record = record_of(data, wanted.record)
    statistics = tuple(data.statistics.where(about=record.id))

    def lines(page: terminal.Page) -> None:
        page.head(f"{record.label} [{record.id}]: {counted(len(statistics), 'figure')}")
        page.lines(terminal.statistic_lines(data, statistics))

    return answer_as(wanted, statistics, lines)


def _cite(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    page = terminal.Page()
    text = " ".join(wanted.record)
    subject = text if "#" in text else record_of(data, wanted.record) if text else None
    if wanted.json or wanted.style == "csl-json":
        print_json(evidence.cite(data, subject, "csl-json"))
    elif wanted.style == "bibtex":
        page.verbatim(evidence.cite(data, subject, "bibtex"))
    else:
        page.lines((line.startswith(" "), line) for line in evidence.cite(data, subject).split("\n"))
    return FOUND


def _check(wanted: argparse.Namespace) -> int:
    problems: tuple[Problem, ...]
    try:
        data = bundle.read_closely(wanted.folder)
        if wanted.onto_bundled:
            data = overlay.merge(bundle.load(), data)
        problems, read = integrity.problems(data), f"{counted(len(data), 'record')}, "
    except InvalidDataError as error:
        problems, read = error.problems, ""

    def lines(page: terminal.Page) -> None:
        page.lines((0, str(problem)) for problem in problems)
        page.lines([(0, f"{read}{counted(len(problems), 'problem')}")])

    answer_as(wanted, problems, lines)
    return NOTHING if problems else FOUND


def _verify(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    texts = evidence.texts_in(data, wanted.folder)
    checked = evidence.checked_against(data, texts)
    wrong = [item for item in checked if item.verdict in _FAILS]
    misquoted = tuple(misquotes_against(data, texts))

    def lines(page: terminal.Page) -> None:
        page.lines(terminal.checked_lines(wrong))
        page.lines((0, str(problem)) for problem in misquoted)
        counts = [f"{sum(item.verdict is verdict for item in checked)} {verdict}" for verdict in evidence.Verdict]
        page.lines([(0, f"{counted(len(checked), 'citation')}: {', '.join(counts)}")])
        page.lines([(0, f"{counted(len(misquoted), 'wording')} not as printed")] if misquoted else [])

    answer_as(wanted, (*checked, *misquoted), lines)
    stands = any(item.verdict in _STANDS for item in checked)
    return FOUND if stands and not wrong and not misquoted else NOTHING


def _passage(wanted: argparse.Namespace) -> int:
    text = Path(wanted.file).read_text(encoding="utf-8", errors="replace")
    words = " ".join(wanted.words)
    if not words:
        return _passages(wanted, text)
    found = find_passages(text, words)
    citations = tuple(cite_passage(text, passage, wanted.source) for passage in found)

    def lines(page: terminal.Page) -> None:
        for passage, citation in zip(found, citations, strict=True):
            page.lines([(0, f"¶{passage.paragraph}: {passage.text}")])
            print_json(citation)
        page.lines([] if found else [(0, f"no passage has the words {words!r}")])

    return answer_as(wanted, citations, lines)


def _passages(wanted: argparse.Namespace, text: str) -> int:
    found = tuple(passages(text))

    def lines(page: terminal.Page) -> None:
        for number, passage in enumerate(found, 1):
            twice = "" if is_unique(text, passage) else " (stands here more than once: not to be cited)"
            page.lines([(0, f"[{number}] ¶{passage.paragraph}{twice}: {passage.text}")])

    return answer_as(wanted, found, lines)


def _draft(wanted: argparse.Namespace) -> int:
    made = read_draft(wanted.draft, wanted.text)
    if wanted.into is not None:
        into = Path(wanted.into)
        bundle.write(overlay.merge(bundle.read(into), made) if into.exists() else made, into)

    def lines(page: terminal.Page) -> None:
        page.lines([(0, f"{made!r}{'' if wanted.into is None else f', put into {wanted.into}'}")])

    return answer_as(wanted, tuple(made), lines)


def _twins(wanted: argparse.Namespace) -> int:
    mine = None if wanted.folder is None else bundle.read(wanted.folder)
    data = dataset_of(wanted) if mine is None or wanted.onto_bundled else mine
    if mine is not None and wanted.onto_bundled:
        data = overlay.merge(data, mine)
    among = None if mine is None else [data[record.id] for record in mine]
    found = twins(data, among, known=wanted.known)

    def lines(page: terminal.Page) -> None:
        page.head(counted(len(found), "pair"))
        page.lines(terminal.twin_lines(found))

    return answer_as(wanted, found, lines)


def _merge(wanted: argparse.Namespace) -> int:
    data = dataset_of(wanted)
    for path in wanted.folders:
        data = overlay.merge(data, bundle.read(path))
    bundle.write(data, wanted.into)
    counts = {table.kind.table: len(table) for table in data.tables()}
    return answer_as(wanted, counts, lambda page: page.lines([(0, f"{data!r}, written to {wanted.into}")]))
