"""How does a command get what it is asked about, and give its answer?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from sinouk_innov import bundle
from sinouk_innov.errors import AmbiguousNameError, UnknownNameError
from sinouk_innov.model.kinds import KINDS, kind_of_id
from sinouk_innov.show import terminal
from sinouk_innov.show.plain import json_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = [
    "FOUND",
    "INTERRUPTED",
    "NOTHING",
    "TABLES",
    "WRONG_USE",
    "answer_as",
    "counted",
    "dataset_of",
    "print_json",
    "record_of",
]

FOUND, NOTHING, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses; the last is that of shells for an interruption."""
TABLES = tuple(kind.table for kind in KINDS)
"""The names of the tables of a dataset."""


def dataset_of(wanted: argparse.Namespace) -> Dataset:
    """Return the dataset that a command is asked about."""
    return bundle.load() if wanted.data is None else bundle.read(wanted.data)


def record_of(data: Dataset, words: Sequence[str]) -> Record:
    """Return the record with an id, or else the one that bears a name."""
    text = " ".join(words)
    if text in data:
        return data[text]
    matches = data.find(text)
    exact = tuple(match.record for match in matches if match.score == 1)
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise AmbiguousNameError(text, tuple(record.id for record in exact))
    if kind_of_id(text) is not None and " " not in text:
        return data[text]
    raise UnknownNameError(text, tuple(f"{match.record.label} ({match.record.id})" for match in matches[:3]))


def print_json(answer: Any) -> None:
    """Print an answer as JSON, in what the encoding of the terminal can say."""
    print(json_text(answer, sys.stdout.encoding or "utf-8"))


def answer_as(wanted: argparse.Namespace, answer: Any, lines: Callable[[terminal.Page], None]) -> int:
    """Print an answer as JSON or as lines; an empty answer is nothing found."""
    if wanted.json:
        print_json(answer)
    else:
        lines(terminal.Page())
    return FOUND if answer else NOTHING


def counted(count: int, noun: str) -> str:
    """Return how many there are of something."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
