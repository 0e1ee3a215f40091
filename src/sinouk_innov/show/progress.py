"""How does a person see that long work goes on?"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["progress_bar"]

_WIDTH = 30


@contextmanager
def progress_bar(stream: TextIO, what: str) -> Generator[Callable[[int, int], None] | None]:
    """Lend a function that draws a bar on a terminal, and take the bar away at the end; None where it is no terminal.

    Args:
        stream: Where to draw, such as standard error.
        what: What is being done.
    """
    if not stream.isatty():
        yield None
        return
    shown = -1

    def draw(done: int, total: int) -> None:
        nonlocal shown
        share = 100 * done // max(total, 1)
        if share != shown:
            shown = share
            full = _WIDTH * share // 100
            stream.write(f"\r{what} [{'#' * full}{'-' * (_WIDTH - full)}] {share:3d}%, {done:,} of {total:,} records")
            stream.flush()

    try:
        yield draw
    finally:
        # The bar makes way for what is said next.
        stream.write("\r\x1b[K")
        stream.flush()
