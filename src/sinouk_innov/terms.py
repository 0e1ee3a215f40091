"""What is a term of a closed vocabulary?

A vocabulary is an enum of `Term`s: each equals its text, and carries one line that says what it means.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = ["Term"]


class Term(StrEnum):
    """A member of a closed vocabulary: a text that explains itself.

    Attributes:
        description: One line that says what the term means.
    """

    description: str

    def __new__(cls, value: str, description: str) -> Self:
        """Make the member `value`, explained by `description`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the member with a text.

        Raises:
            ValueError: The vocabulary has no such term; the message lists those that it has.
        """
        for member in cls:
            if member == text:
                return member
        raise ValueError(f"{text!r} is no {cls.__name__}: it takes one of {', '.join(sorted(cls))}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"
