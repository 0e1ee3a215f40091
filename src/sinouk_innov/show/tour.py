"""What can the bundled dataset answer? Five real questions, asked and answered with their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.errors import UnknownNameError
from sinouk_innov.questions.places import within
from sinouk_innov.questions.posts import roles_of
from sinouk_innov.questions.time import timeline
from sinouk_innov.show import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Answer", "answers"]

_SPELLING = "BIAN Xianghui"
_CITY = "pla-yantai"
_SYMPOSIUM = "evt-tsinghua-qingdao-academy-symposium-2023"
_NEW_AREA = "cen-taizhou-bay-new-area"
_DOUBTED = "cen-taizhou-bay-china-uk-innovation-centre"


@frozen
class Answer:
    """A question, the call that answers it, and the answer in lines.

    Attributes:
        question: The question, in a user's words.
        call: The call in Python.
        lines: The answer: how deep each line is indented, and its text.
    """

    question: str
    call: str
    lines: tuple[terminal.Line, ...]


def answers(data: Dataset) -> tuple[Answer, ...]:
    """Return five questions and what a dataset answers; one that does not hold their subjects answers fewer."""
    return tuple(answer for answer in _asked(data) if answer.lines)


def _asked(data: Dataset) -> Iterator[Answer]:
    yield Answer(
        f"Who is {_SPELLING}, in whatever order and spelling, and in which post does a source show her?",
        f'si.roles_of(data, data.people.one("{_SPELLING}"))',
        tuple(_posts(data)),
    )
    inside = within(data, _CITY, "centres") if _CITY in data else ()
    yield Answer(
        "Which parks, zones and centres lie in Yantai?",
        f'si.within(data, "{_CITY}", "centres")',
        tuple(terminal.within_lines(data, inside)),
    )
    event = data.events.get(_SYMPOSIUM)
    yield Answer(
        "Who was at the symposium of January 2023 at the Tsinghua academy in Qingdao, and as what?",
        f'data.events["{_SYMPOSIUM}"].participations',
        () if event is None else tuple(terminal.event_lines(data, event)),
    )
    yield Answer(
        "Which figures are there on Taizhou Bay New Area, how sure are they, and as of when?",
        f'data.statistics.where(about="{_NEW_AREA}")',
        tuple(terminal.statistic_lines(data, data.statistics.where(about=_NEW_AREA))),
    )
    moments = timeline(data, _DOUBTED) if _DOUBTED in data else ()
    yield Answer(
        "Was the China-UK Innovation Centre in Taizhou Bay really established?",
        f'si.timeline(data, "{_DOUBTED}")',
        tuple(terminal.moment_lines(data, moments)),
    )


def _posts(data: Dataset) -> Iterator[terminal.Line]:
    try:
        person = data.people.one(_SPELLING)
    except UnknownNameError:
        return
    yield from terminal.holding_lines(data, roles_of(data, person))
