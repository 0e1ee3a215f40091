"""What follows from what is known, when some of it is not?

Answers are three-valued: true, false, or undecided where the evidence allows both. They combine by the strong logic of
Kleene (*Introduction to Metamathematics*, 1952, section 64): whatever the undecided part turns out to be, an answer
that is given holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.errors import UndecidedError
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Truth", "all_of", "any_of"]


class Truth(Term):
    """Is it so?

    A truth value that is undecided is neither yes nor no: `if` and `bool` raise. Ask `is Truth.TRUE`, or `decided`.

    Examples:
        >>> Truth.of(None) & Truth.FALSE, Truth.of(None) | Truth.FALSE, ~Truth.TRUE
        (Truth.FALSE, Truth.UNDECIDED, Truth.FALSE)
    """

    TRUE = "true", "the evidence allows nothing else"
    FALSE = "false", "the evidence rules it out"
    UNDECIDED = "undecided", "the evidence allows it and its opposite"

    @classmethod
    def of(cls, answer: bool | None) -> Truth:  # noqa: FBT001  what is made a truth value is a plain one
        """Return the truth value of an answer that is True, False, or None where it is not known."""
        if answer is None:
            return cls.UNDECIDED
        return cls.TRUE if answer else cls.FALSE

    @property
    def answer(self) -> bool | None:
        """True, False, or None where it is undecided."""
        return None if self is Truth.UNDECIDED else self is Truth.TRUE

    @property
    def decided(self) -> bool:
        """Whether it is true or false."""
        return self is not Truth.UNDECIDED

    def __bool__(self) -> bool:
        if self is Truth.UNDECIDED:
            raise UndecidedError("the evidence allows both; ask for .answer, or `is Truth.TRUE`")
        return self is Truth.TRUE

    def __and__(self, other: Truth) -> Truth:
        return all_of((self, other))

    def __or__(self, other: Truth) -> Truth:
        return any_of((self, other))

    def __invert__(self) -> Truth:
        return Truth.of(None if self is Truth.UNDECIDED else self is Truth.FALSE)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return whether all are true: false if any is false, else undecided if any is."""
    found = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        if truth is Truth.UNDECIDED:
            found = Truth.UNDECIDED
    return found


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return whether any is true: true if one is, else undecided if any is."""
    found = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return Truth.TRUE
        if truth is Truth.UNDECIDED:
            found = Truth.UNDECIDED
    return found
