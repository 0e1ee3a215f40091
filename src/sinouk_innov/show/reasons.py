"""How do answers that come with reasons look in a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.show.terminal import Notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.event import Event
    from sinouk_innov.questions.disagreement import Conflict
    from sinouk_innov.questions.paths import Path
    from sinouk_innov.questions.search import Hit
    from sinouk_innov.questions.status import Status
    from sinouk_innov.show.terminal import Line

__all__ = ["conflict_lines", "hit_lines", "path_lines", "status_lines"]


def conflict_lines(data: Dataset, conflicts: Iterable[Conflict]) -> Iterator[Line]:
    """Yield for each disagreement the question, the cause, the answers and who gives them, and the passages."""
    notes = Notes(data)
    for conflict in conflicts:
        subjects = " and ".join(f"{data[subject].label} [{subject}]" for subject in conflict.question.subjects)
        yield 0, f"{conflict.question.asked}: {subjects}"
        for side in conflict.sides:
            count = len(side.sources)
            told = f"{count} independent source{'' if count == 1 else 's'}"
            yield 1, f"{side.text}: {told}{notes.mark(*side.citations)}"
        yield 1, f"{conflict.cause.replace('_', ' ')}: {conflict.reason}"
    yield from notes.lines()


def path_lines(data: Dataset, paths: Iterable[Path]) -> Iterator[Line]:
    """Yield the steps of each path with what they rest on, the weakest marked, and the passages."""
    notes = Notes(data)
    for number, path in enumerate(paths, 1):
        yield 0, f"{number}. {' – '.join(record.label for record in path.records)}"
        for step in path.steps:
            weak = " ← weakest" if step == path.weakest and len(path.steps) > 1 else ""
            kind = step.kind.replace("_", " ")
            yield 1, f"{step.record.label} {kind} {step.other.label}: {step.ground}{notes.mark(*step.citations)}{weak}"
    yield from notes.lines()


def status_lines(data: Dataset, status: Status) -> Iterator[Line]:
    """Yield how far something had come, what leaves that open, until when it is told, and the passages."""
    notes = Notes(data)
    since = "" if status.since is None else f", {status.since}"
    event = "" if status.event is None else f": {_told(status.event, notes)}"
    yield 1, f"{status.kind.replace('_', ' ')}{since}{event}"
    for kind, one in status.possible:
        yield 1, f"possibly {kind.replace('_', ' ')}: {_told(one, notes)}"
    if status.reason:
        yield 1, f"not known: {status.reason}"
    if status.seen is not None:
        yield 1, f"last told of in a source of {status.seen}"
    yield from notes.lines()


def _told(event: Event, notes: Notes) -> str:
    return f"{event.label} [{event.id}]{notes.mark(*event.citations)}"


def hit_lines(data: Dataset, hits: Iterable[Hit]) -> Iterator[Line]:
    """Yield for each record that was found where the words stand, and the passages."""
    notes = Notes(data)
    for hit in hits:
        yield 0, f"{hit.record.label} [{hit.record.id}]"
        yield 1, f"{hit.field.replace('_', ' ')}: {hit.text}{notes.mark(*hit.citations)}"
    yield from notes.lines()
