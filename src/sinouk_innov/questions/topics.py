"""Which words for what is counted or measured name one thing?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Topic", "topic_of"]

_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "globally", "his", "in", "its", "of", "on", "or"}
    | {"the", "their", "to", "total", "with", "worldwide"}
)
"""Words that narrow nothing."""
_PHRASES = {
    r"people employed|people working|members of staff": "staff",
    r"(?:prize|award) winners?": "laureates",
    r"research and development|r d\b": "research",
}
_SYNONYMS = {
    "business": "company",
    "corporation": "company",
    "employee": "staff",
    "enterprise": "company",
    "firm": "company",
    "job": "staff",
    "laboratory": "research",
    "prizewinner": "laureate",
    "property": "building",
    "winner": "laureate",
    "worker": "staff",
    "workforce": "staff",
}
_AFTER_THE_HEAD = re.compile(r"\b(?:of|that|which|who|whose|to|with|in|from|for|on|beside|at|by|given|moved)\b.*")


@frozen
class Topic:
    """What a category names: a thing, and the words that narrow it.

    Attributes:
        head: The thing, or None where there is no category.
        words: All words, those for one thing alike.
    """

    head: str | None
    words: frozenset[str]

    def without(self, words: Iterable[str]) -> Topic:
        """Return the topic but for some words, such as those of the measure, which say nothing new."""
        plain = frozenset(words)
        return Topic(None if self.head in plain else self.head, self.words - plain)

    def narrower(self, other: Topic) -> int | None:
        """Return 0 where two topics are one, 1 where this one narrows the other, -1 where the other narrows it.

        None where neither does.

        Examples:
            >>> topic_of("hi-tech companies").narrower(topic_of("firms"))
            1
        """
        if self.words == other.words:
            return 0
        if self.words > other.words:
            return 1
        return -1 if self.words < other.words else None


def topic_of(category: str | None) -> Topic:
    """Return what a category names, whatever its number, word order and choice among words for the same.

    Examples:
        >>> topic_of("workforce") == topic_of("people employed")
        True
        >>> topic_of("British firms that were given keys").head
        'company'
    """
    text = " ".join(words(category or ""))
    for phrase, plain in _PHRASES.items():
        text = re.sub(phrase, plain, text)
    head = _content(_AFTER_THE_HEAD.sub("", text)) or _content(text)
    return Topic(head[-1] if head else None, frozenset(_content(text)))


def _content(text: str) -> list[str]:
    singular = [_singular(word) for word in text.split() if word not in _SMALL_WORDS]
    return [_SYNONYMS.get(word, word) for word in singular]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("series"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
