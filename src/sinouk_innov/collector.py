"""How is the garbage collector kept from walking through what is being built, again and again?

Of many small objects that are made at once and kept, none is garbage, and looking for it takes most of the time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["paused_collector"]

_LOCK = Lock()


class _Pauses:
    """How many have paused the collector, and whether it ran before the first did."""

    count = 0
    ran = False


@contextmanager
def paused_collector() -> Generator[None]:
    """Pause the collector; when the last who paused it is done, also by an error, it is as it was before the first.

    Examples:
        >>> import gc
        >>> with paused_collector():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    with _LOCK:
        if _Pauses.count == 0:
            _Pauses.ran = gc.isenabled()
            gc.disable()
        _Pauses.count += 1
    try:
        yield
    finally:
        with _LOCK:
            _Pauses.count -= 1
            if _Pauses.count == 0 and _Pauses.ran:
                gc.enable()
