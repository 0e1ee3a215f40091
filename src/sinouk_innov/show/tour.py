"""What can the bundled dataset answer? Five real questions, asked and answered with their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.questions.places import within
from sinouk_innov.questions.posts import roles_of
from sinouk_innov.questions.time import timeline
from sinouk_innov.show import terminal

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset

__all__ = ["Answer", "answers"]


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
    """Return five questions and what a dataset answers; a dataset that does not hold their subject answers nothing."""
    made: list[Answer] = []
    person = data.get("per-xianghui-bian")
    if person is not None:
        holdings = roles_of(data, person.id)
        made.append(
            Answer(
                "Who is BIAN Xianghui, in whatever order and spelling, and which post does a source show her in?",
                'si.roles_of(data, data.people.one("BIAN Xianghui"))',
                tuple(terminal.holding_lines(data, holdings)),
            )
        )
    if "pla-qingdao" in data:
        inside = within(data, "pla-qingdao", "centres")
        made.append(
            Answer(
                "Which parks, zones and centres lie in Qingdao?",
                'si.within(data, "pla-qingdao", "centres")',
                tuple((1, line) for _, line in terminal.within_lines(inside)),
            )
        )
    event = data.events.get("evt-qingdao-academy-symposium-2023")
    if event is not None:
        made.append(
            Answer(
                f"Who was at the symposium of {event.when}, and as what?",
                f'data.events["{event.id}"].participations',
                tuple(terminal.event_lines(data, event)),
            )
        )
    figures = data.statistics.where(about="cen-taizhou-bay-new-area")
    if len(figures):
        made.append(
            Answer(
                "Which figures are there on Taizhou Bay New Area, how sure are they, and as of when?",
                'data.statistics.where(about="cen-taizhou-bay-new-area")',
                tuple(terminal.statistic_lines(data, figures)),
            )
        )
    if "cen-taizhou-bay-china-uk-innovation-centre" in data:
        moments = timeline(data, "cen-taizhou-bay-china-uk-innovation-centre")
        made.append(
            Answer(
                "Was the China-UK Innovation Centre in Taizhou Bay really established?",
                'si.timeline(data, "cen-taizhou-bay-china-uk-innovation-centre")',
                tuple((depth + 1, line) for depth, line in terminal.moment_lines(data, moments)),
            )
        )
    return tuple(made)
