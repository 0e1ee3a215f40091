"""What do the sources answer differently, and why?

A disagreement is kept as it is: the question, the answers with what each rests on, and the cause as far as the answers
themselves show it. Nothing is settled here; `settle` does that for whoever asks, by a policy that they name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.source import Source
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.lineage import origins_of
from sinouk_innov.questions.rival_claims import gather_distinctions, gather_people, gather_places
from sinouk_innov.questions.rival_events import gather_beginnings, gather_events, gather_page_dates
from sinouk_innov.questions.rival_figures import gather_figures

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record
    from sinouk_innov.questions.causes import Answer, Clash

__all__ = ["Conflict", "Question", "Side", "conflicts"]

_GATHERED = (
    gather_figures,
    gather_events,
    gather_page_dates,
    gather_beginnings,
    gather_people,
    gather_places,
    gather_distinctions,
)
_WEIGHTS = {
    Cause.REAL_CONFLICT: 1.0,
    Cause.COPY_ERROR: 0.7,
    Cause.SCOPE: 0.6,
    Cause.DATE: 0.5,
    Cause.UNIT: 0.4,
    Cause.TRANSLATION: 0.3,
    Cause.PRECISION: 0.2,
}
_IF_DOUBTFUL = 0.8


@frozen(repr=False)
class Question:
    """What is answered differently.

    Attributes:
        subjects: The ids of what it is asked of: one record, or several that belong together.
        asked: What is asked, such as `land area`.
        links: The addresses of the facts that make it one question, where the subjects are several records.
    """

    subjects: tuple[str, ...]
    asked: str
    links: tuple[FactRef, ...] = ()

    def __str__(self) -> str:
        return f"{self.asked}, {' and '.join(self.subjects)}"

    def __repr__(self) -> str:
        return f"<Question {self}>"


@frozen(repr=False)
class Side:
    """One answer, and all that stands behind it.

    Attributes:
        value: The answer: a quantity, a date or period, a term, or the id of a record.
        text: The answer, for people to read.
        facts: The addresses of the facts that give it.
        citations: Where they rest.
        sources: The independent sources behind it: of those that repeat one text, its origin alone.
    """

    value: object
    text: str
    facts: tuple[FactRef, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]

    def __repr__(self) -> str:
        count = len(self.sources)
        return f"<Side {self.text}: {count} independent source{'' if count == 1 else 's'}>"


@frozen(repr=False)
class Conflict:
    """A question that sources answer differently.

    Attributes:
        question: What is answered differently.
        sides: The answers, two or more.
        cause: Why they differ.
        reason: How the cause was recognised, in words.
        severity: From 0 to 1, how much is left open; a rank, not a probability.
    """

    question: Question
    sides: tuple[Side, ...]
    cause: Cause
    reason: str
    severity: float

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """The addresses of all facts that it rests on: those of its sides, and those that make it one question."""
        found = {fact for side in self.sides for fact in side.facts}
        return tuple(sorted(found.union(self.question.links)))

    def __repr__(self) -> str:
        answers = " | ".join(side.text for side in self.sides)
        return f"<Conflict {self.severity} {self.cause}: {self.question}: {answers}>"


def conflicts(data: Dataset, record: str | Record | None = None) -> tuple[Conflict, ...]:
    """Return what sources answer differently, worst first.

    Compared are results only: a target, a forecast or a figure that somebody worked out is no answer to what was, and a
    plan is held against plans alone. Figures that may both be right are left out.

    Args:
        data: The dataset.
        record: A record, or its id: only what is asked of it, or answered by it or with it.

    Raises:
        UnknownIdError: There is no such record.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> [conflict] = conflicts(load(), "sta-cambridge-science-park-area-tus-2019")
        >>> [side.text for side in conflict.sides]
        ['150 acres', '152 acres', 'more than 900 acres']
        >>> conflict.cause, conflict.reason.split(";")[0]
        (Cause.UNIT, '900 mu, not 900 acres, would be 150 acres or nearly')
    """
    if record is None:
        return data.kept(_all_of)
    wanted = data[record if isinstance(record, str) else record.id].id
    return tuple(conflict for conflict in data.kept(_all_of) if wanted in _touched(conflict))


def _all_of(data: Dataset) -> tuple[Conflict, ...]:
    found = [_conflict(data, clash) for gather in _GATHERED for clash in gather(data)]
    return tuple(sorted(found, key=lambda conflict: (-conflict.severity, conflict.question.subjects, conflict.facts)))


def _conflict(data: Dataset, clash: Clash) -> Conflict:
    sides = sorted((_side(data, answers) for answers in clash.sides), key=lambda side: (_order(side.value), side.facts))
    doubt = _IF_DOUBTFUL if clash.doubtful else 1.0
    severity = _WEIGHTS[clash.ground.cause] * (0.5 + 0.5 * clash.gap) * doubt
    question = Question(clash.subjects, clash.asked, clash.links)
    return Conflict(question, tuple(sides), clash.ground.cause, clash.ground.reason, round(severity, 3))


def _side(data: Dataset, answers: tuple[Answer, ...]) -> Side:
    ordered = sorted(answers, key=lambda answer: answer.facts)
    citations = tuple(dict.fromkeys(citation for answer in ordered for citation in answer.citations))
    facts = tuple(fact for answer in ordered for fact in answer.facts)
    return Side(ordered[0].value, ordered[0].text, facts, citations, origins_of(data, citations))


def _order(value: object) -> tuple[object, ...]:
    """Return what the sides of one conflict are sorted by: figures and days by their own order, all else by text."""
    return tuple(getattr(value, "sort_key", (str(value),)))


def _touched(conflict: Conflict) -> set[object]:
    """Return the ids of what a conflict is about, of the records that it rests on, and of those that are answers."""
    records: set[object] = {fact.record for fact in conflict.facts}
    return records.union(conflict.question.subjects, (side.value for side in conflict.sides))
