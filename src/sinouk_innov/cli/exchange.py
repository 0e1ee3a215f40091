"""How do the data come into other formats, and other data into ours, from a shell?"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov import bundle, overlay
from sinouk_innov.cli.answering import FOUND, answer_as, counted, dataset_of
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.export.formats import DESCRIPTIONS, FORMATS, Description, Format, shape_named
from sinouk_innov.show.progress import progress_bar
from sinouk_innov.table import close_to

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.show.terminal import Page

__all__ = ["add_commands"]

_SHOWN_REASONS = 5
_STANDARD_OUTPUT = "-"
_READ = ("csv", "ftm", "popolo", "parquet")


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands to a parser that makes them."""
    export = command(
        "export", _export, "write the data in another format, and say what it could not carry", "gexf a.gexf"
    )
    formats = "; ".join(f"{each.name}: {each.meaning}" for each in (*FORMATS, *DESCRIPTIONS))
    export.add_argument("format", metavar="FORMAT", help=formats)
    export.add_argument(
        "path",
        metavar="PATH",
        help="the file or folder, replaced if it is there; - writes a file to standard output",
    )
    export.add_argument("--ledger", metavar="FILE", help="write down, fact by fact, what the format did not carry")
    take = command(
        "import",
        _import,
        "read people, bodies or figures of yours, and put them into a folder of your own",
        "popolo people.json --source src-my-list --into mine",
        on_data=False,
    )
    take.add_argument("format", metavar="FORMAT", help="csv, ftm, popolo or parquet")
    take.add_argument("path", metavar="PATH", help="the file, or the folder of a star of Parquet files")
    take.add_argument(
        "--source", metavar="ID", default="src-your-source", help="the id of the source that all facts are cited to"
    )
    take.add_argument(
        "--language", metavar="TAG", default="und", help="the language of names of which the file tells none"
    )
    take.add_argument(
        "--columns", metavar="FILE", help='for csv: JSON that names the columns, {"people": {"name": "Name"}}'
    )
    take.add_argument(
        "--into", metavar="PATH", help="your dataset, made if need be; without it the file is only checked"
    )


def _export(wanted: argparse.Namespace) -> int:
    shape = shape_named(wanted.format)
    _refuse(wanted, shape)
    if isinstance(shape, Description):
        return _describe(wanted, shape)
    data = dataset_of(wanted)
    with progress_bar(sys.stderr, f"writing {shape.name}") as progress, _place(wanted.path) as place:
        ledger = shape.write(data, place, progress)
    if wanted.ledger is not None:
        ledger.write(wanted.ledger)
    if wanted.path == _STANDARD_OUTPUT:
        return FOUND
    told = {
        "format": shape.name,
        "path": wanted.path,
        "kept": len(ledger.kept),
        "approximated": len(ledger.approximated),
        "lost": len(ledger.lost),
        "reasons": dict(ledger.reasons()),
    }

    def lines(page: Page) -> None:
        page.head(f"{shape.meaning}: {wanted.path}")
        approximated = f", {len(ledger.approximated):,} of them in part" if ledger.approximated else ""
        page.lines([(0, f"{len(ledger.kept):,} facts kept{approximated}, {len(ledger.lost):,} lost")])
        reasons = ledger.reasons()
        page.lines((1, f"{count:,}: {reason}") for reason, count in reasons[:_SHOWN_REASONS])
        if len(reasons) > _SHOWN_REASONS:
            page.lines([(1, f"and for {counted(len(reasons) - _SHOWN_REASONS, 'other reason')}: see --ledger")])

    return answer_as(wanted, told, lines)


def _refuse(wanted: argparse.Namespace, shape: Format | Description) -> None:
    """Refuse what would fail, or undo itself, only after the work was done."""
    place, in_folder = Path(wanted.path), isinstance(shape, Format) and shape.folder
    if in_folder and place.is_file():
        raise NotADirectoryError(f"there is a file in the place of the folder {place}")
    if not in_folder and place.is_dir():
        raise IsADirectoryError(f"there is a folder in the place of {place}")
    if wanted.path == _STANDARD_OUTPUT:
        if in_folder:
            raise ValueError(f"{shape.name} has several files: it takes a folder, and not -")
        if wanted.json:
            raise ValueError("--json and - both take standard output: name a file")
    if wanted.ledger is None:
        return
    if isinstance(shape, Description):
        raise ValueError(f"{shape.name} holds no data: there is no ledger of it")
    ledger = Path(wanted.ledger)
    if ledger.is_dir():
        raise IsADirectoryError(f"there is a folder in the place of {ledger}")
    whole = place.resolve()
    if ledger.resolve() == whole or (in_folder and ledger.resolve().parent == whole):
        raise ValueError(f"the ledger might take the place of the data in {wanted.path}: put it elsewhere")


def _describe(wanted: argparse.Namespace, shape: Description) -> int:
    with _place(wanted.path) as place:
        shape.write(place)
    if wanted.path == _STANDARD_OUTPUT:
        return FOUND
    told = {"format": shape.name, "path": wanted.path}
    return answer_as(wanted, told, lambda page: page.head(f"{shape.meaning}: {wanted.path}"))


@contextmanager
def _place(path: str) -> Generator[Path]:
    """Lend the path to write to; what is meant for standard output goes there when it is whole."""
    if path != _STANDARD_OUTPUT:
        yield Path(path)
        return
    # Costs start-up time, and is seldom asked for.
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        yield Path(folder) / "whole"
        sys.stdout.flush()
        sys.stdout.buffer.write((Path(folder) / "whole").read_bytes())


def _import(wanted: argparse.Namespace) -> int:
    if wanted.format not in _READ:
        close = close_to(wanted.format, _READ)
        told = f"did you mean {close[0]!r}?" if close else f"it is one of {', '.join(_READ)}"
        raise ValueError(f"there is no format {wanted.format!r} to be read; {told}")
    skipped: list[Problem] = []
    made = _read(wanted, skipped)
    if wanted.into is not None:
        into = Path(wanted.into)
        bundle.write(overlay.merge(bundle.read(into), made) if into.exists() else made, into)

    def lines(page: Page) -> None:
        page.lines([(0, f"{made!r}{'' if wanted.into is None else f', put into {wanted.into}'}")])
        page.lines((1, f"not taken over: {problem}") for problem in skipped)

    answer_as(wanted, tuple(made), lines)
    return FOUND


def _read(wanted: argparse.Namespace, skipped: list[Problem]) -> Dataset:
    # Each is imported when asked for: the libraries of some may be missing.
    given: dict[str, Any] = {"source": wanted.source, "language": wanted.language, "skipped": skipped}
    if wanted.format == "parquet":
        from sinouk_innov.export.parquet import read_parquet  # noqa: PLC0415

        return read_parquet(wanted.path)
    if wanted.format == "popolo":
        from sinouk_innov.imports.popolo import from_popolo  # noqa: PLC0415

        return from_popolo(wanted.path, **given)
    if wanted.format == "ftm":
        from sinouk_innov.imports.ftm import from_ftm  # noqa: PLC0415

        return from_ftm(wanted.path, **given)
    from sinouk_innov.imports.csv_tables import from_csv  # noqa: PLC0415

    return from_csv(wanted.path, _columns(wanted.columns), known=bundle.load(), **given)


def _columns(path: str | None) -> Any:
    """Return the columns that a file of JSON names."""
    from sinouk_innov.imports import csv_columns  # noqa: PLC0415  as above

    classes = {
        "people": csv_columns.PeopleColumns,
        "organisations": csv_columns.OrganisationColumns,
        "statistics": csv_columns.StatisticColumns,
    }
    if path is None:
        raise ValueError('a CSV file needs --columns, a file such as {"people": {"name": "Name", "title": "Post"}}')
    told: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    tables = cast("dict[str, Any]", told) if isinstance(told, dict) else {}
    if len(tables) != 1 or next(iter(tables)) not in classes:
        raise InvalidDataError((Problem(f"takes an object with one of {', '.join(classes)}", Path(path).name),))
    [(table, named)] = tables.items()
    try:
        return classes[table](**named)
    except TypeError as error:
        reason = str(error).partition("__init__() ")[2] or "takes an object of fields and columns"
        raise InvalidDataError((Problem(reason, Path(path).name, path=table),)) from error
