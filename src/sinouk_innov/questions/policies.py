"""Which of several answers is to be taken, if one must be?

A disagreement is settled only for whoever asks, by a policy that they name, and the answer says which policy chose what
and why. A policy that cannot tell the sides apart chooses none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import frozen

from sinouk_innov.model.vocabularies import PublisherKind, SourceKind
from sinouk_innov.questions.disagreement import Conflict, Side
from sinouk_innov.spelling import name_key
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Name, Record
    from sinouk_innov.model.source import Source

__all__ = ["Policy", "Settlement", "settle"]

_OWN_WORDS = frozenset({SourceKind.PRESS_RELEASE, SourceKind.OFFICIAL_DOCUMENT})
_AT_SECOND_HAND = frozenset(
    {PublisherKind.MEDIA, PublisherKind.STATE_MEDIA, PublisherKind.REPOSTER, PublisherKind.REFERENCE}
)


class Policy(Term):
    """By which rule is one answer taken?"""

    LATEST = "latest", "the answer of the source that was published last"
    MOST_SOURCES = "most_sources", "the answer that most sources give, copies counted with the text that they repeat"
    PRIMARY_SOURCE = "primary_source", "the answer that those give whom it is about, where they give only one"


@frozen(repr=False)
class Settlement:
    """What a policy makes of a conflict.

    Attributes:
        conflict: The conflict.
        policy: The policy that was asked.
        side: The side that it chose, or None where it cannot decide.
        reason: Why that one, or why none.
    """

    conflict: Conflict
    policy: Policy
    side: Side | None
    reason: str

    def __repr__(self) -> str:
        chosen = "undecided" if self.side is None else self.side.text
        return f"<Settlement by {self.policy}: {chosen}, {self.reason}>"


def settle(data: Dataset, conflict: Conflict, policy: Policy) -> Settlement:
    """Return which side of a conflict a policy chooses and why, or that it cannot decide.

    Args:
        data: The dataset that the conflict was found in.
        conflict: The conflict.
        policy: The policy, or its text.

    Raises:
        ValueError: There is no such policy.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> from sinouk_innov.questions.disagreement import conflicts
        >>> [conflict] = conflicts(load(), "per-wan-gang")
        >>> settle(load(), conflict, Policy.MOST_SOURCES)
        <Settlement by most_sources: Wang Zhigang, 2 independent sources against 1>
    """
    found = Policy.parse(policy)
    rule = {
        Policy.LATEST: _latest,
        Policy.MOST_SOURCES: _most_sources,
        Policy.PRIMARY_SOURCE: _primary_source,
    }[found]
    side, reason = rule(data, conflict)
    return Settlement(conflict, found, side, reason)


def _latest(data: Dataset, conflict: Conflict) -> tuple[Side | None, str]:
    told = [[source.published for source in _cited(data, side)] for side in conflict.sides]
    for at, side in enumerate(conflict.sides):
        others = [day for other, days in enumerate(told) if other != at for day in days]
        for day in told[at]:
            # A source of another side that bears no date may be later than any that does.
            if day is not None and all(other is not None and day.after(other) for other in others):
                return side, f"published on {day}, after all sources of the others"
    undated = [side.text for side, days in zip(conflict.sides, told, strict=True) if None in days]
    if undated:
        return None, f"a source bears no date: {', '.join(undated)}"
    return None, "no source was surely published after all those of the others"


def _most_sources(data: Dataset, conflict: Conflict) -> tuple[Side | None, str]:  # noqa: ARG001  one signature for all
    ranked = sorted(conflict.sides, key=lambda side: -len(side.sources))
    counts = [len(side.sources) for side in ranked]
    if counts[0] == counts[1]:
        return None, f"a tie: {counts[0]} independent source{'' if counts[0] == 1 else 's'} each"
    return ranked[0], f"{counts[0]} independent sources against {' and '.join(map(str, counts[1:]))}"


def _primary_source(data: Dataset, conflict: Conflict) -> tuple[Side | None, str]:
    names = _names_of_those_concerned(data, conflict)
    primary = {
        at: [source.id for source in _cited(data, side) if _is_primary(source, names)]
        for at, side in enumerate(conflict.sides)
    }
    chosen = [at for at, sources in primary.items() if sources]
    if len(chosen) != 1:
        return None, "no side has a primary source" if not chosen else f"{len(chosen)} sides have a primary source"
    return conflict.sides[chosen[0]], f"only this side has a primary source: {', '.join(primary[chosen[0]])}"


def _cited(data: Dataset, side: Side) -> list[Source]:
    return [data.sources[source] for source in sorted({citation.source for citation in side.citations})]


def _is_primary(source: Source, names: set[str]) -> bool:
    """Tell whether a source speaks of its own affairs: by its kind, or because its publisher is one of those named."""
    if source.kind in _OWN_WORDS:
        return True
    return source.publisher_kind not in _AT_SECOND_HAND and name_key(source.publisher) in names


def _names_of_those_concerned(data: Dataset, conflict: Conflict) -> set[str]:
    """Return the names of what a conflict is about, and of those who run it or take part in it."""
    subjects = [data[subject] for subject in conflict.question.subjects]
    concerned = {record.id for record in subjects}.union(*(_bodies_of(record) for record in subjects))
    names = [cast("tuple[Name, ...]", getattr(data[body], "names", ())) for body in concerned]
    return {name_key(name.text) for held in names for name in held}


def _bodies_of(record: Record) -> set[str]:
    found: set[str | None] = set(getattr(record, "operators", ()))
    for part in (*getattr(record, "parties", ()), *getattr(record, "participations", ())):
        found |= {part.entity, getattr(part, "on_behalf_of", None)}
    return {body for body in found if body is not None}
