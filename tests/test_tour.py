"""The tour: five real questions of the bundled data, answered with their passages, in little room."""

from __future__ import annotations

import io
import re

import pytest

import sinouk_innov as si
import small
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.show import terminal
from sinouk_innov.show.tour import Answer, answers
from sinouk_innov.table import Table

TOUR = answers(load())
MOST_LINES = 120


def test_there_are_five_answers() -> None:
    """The bundled data answer every question."""
    assert len(TOUR) == 5
    assert all(answer.question.endswith("?") and answer.lines for answer in TOUR)


@pytest.mark.parametrize("answer", TOUR, ids=lambda answer: str(answer.call))
def test_each_call_gives_what_is_shown(answer: Answer) -> None:
    """Whoever copies the call gets an answer of which each item stands on the page."""
    found = eval(answer.call, {"si": si, "data": load()})  # noqa: S307  the call stands in this package
    assert found
    text = "\n".join(line for _, line in answer.lines)
    for item in found:
        shown = getattr(item, "event", None) or getattr(item, "person", None) or item
        assert (getattr(shown, "entity", None) or getattr(shown, "label", None) or shown.id) in text


@pytest.mark.parametrize("answer", TOUR, ids=lambda answer: str(answer.call))
def test_each_answer_has_its_passages(answer: Answer) -> None:
    """Every number that a fact carries is that of a passage below, which names its source, and is listed once."""
    lines = [line for _, line in answer.lines]
    numbers = [number for line in lines if line[0] == "[" for number in re.findall(r"(?:^|; )\[(\d+)\]", line)]
    used = {number for line in lines if line[0] != "[" for number in re.findall(r" \[(\d+)[\],]", line)}
    assert sorted(numbers, key=int) == sorted(used, key=int)
    assert len(set(numbers)) == len(numbers) > 0
    publishers = {source.publisher for source in load().sources}
    assert any(publisher in line for publisher in publishers for _, line in answer.lines)
    addresses = [address for _, line in answer.lines for address in re.findall(r"https?://\S+", line)]
    assert len(set(addresses)) == len(addresses) > 0


def test_it_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a hundred columns it is read in a few minutes."""
    monkeypatch.setenv("COLUMNS", "100")
    stream = io.StringIO()
    for answer in TOUR:
        page = terminal.Page(stream)
        page.head(answer.question)
        page.lines([(1, answer.call), *answer.lines, (0, "")])
    assert len(stream.getvalue().splitlines()) < MOST_LINES


def test_data_without_the_subjects_answer_less() -> None:
    """A dataset of one's own answers the questions whose subject it has, and otherwise none."""
    assert answers(small.dataset()) == ()
    data = Dataset.of([*load().sources, *load().people, *load().organisations, *load().centres])
    assert [answer.call for answer in answers(data)] == [TOUR[0].call]
    assert isinstance(data.people, Table)
