"""Which record may a name mean, and why?"""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from sinouk_innov.model.record import Record

__all__ = ["Match"]

R_co = TypeVar("R_co", bound=Record, covariant=True)


@frozen
class Match(Generic[R_co]):
    """A record that a name may mean.

    Attributes:
        record: The record.
        name: The one of its names that matched, as it stands in the data.
        score: From 0 to 1; 1 is the same name.
        reason: Why it matched, in plain words.
    """

    record: R_co
    name: str
    score: float
    reason: str

    def __repr__(self) -> str:
        return f"<Match {self.record.id} {self.score:.2f}: {self.name!r}, {self.reason}>"
