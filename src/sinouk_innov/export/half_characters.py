r"""Which texts can no file hold, since half a character stands in them?

Python's texts may hold one half of a surrogate pair by itself, and so may JSON (`"\ud800"`). UTF-8 cannot (RFC 3629,
section 3).
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import attrs

from sinouk_innov.codec import encode
from sinouk_innov.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["refused_halves"]

_REASON = "holds half a character (one half of a surrogate pair), which no file can hold"
_HALF = re.compile("[\ud800-\udfff]")


@contextmanager
def refused_halves(data: Dataset) -> Generator[None]:
    """Write texts within, and where one of them cannot be written, say which.

    Nothing is looked for before something went wrong, so it costs nothing.

    Args:
        data: The dataset that is written.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        found = [Problem(_REASON, kind="release", path=path) for path in _halves(attrs.asdict(data.release))]
        for record in data:
            found.extend(Problem(_REASON, "", record.kind_name, record.id, path) for path in _halves(encode(record)))
        if not found:
            raise
        raise InvalidDataError(tuple(found)) from error


def _halves(value: object, path: str = "") -> Iterator[str]:
    """Yield the paths of the texts within plain data that hold half a character."""
    if isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield from _halves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, inner in enumerate(cast("list[object]", value)):
            yield from _halves(inner, f"{path}[{place}]")
    elif isinstance(value, str) and _HALF.search(value):
        yield path
