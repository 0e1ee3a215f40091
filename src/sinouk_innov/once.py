"""How is a thing made once only, by whoever asks for it first?"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Once"]

T = TypeVar("T")


class Once(Generic[T]):
    """What a callable gives, called when it is first asked for; threads that ask meanwhile wait for the same.

    A call that fails is made again by whoever asks next.

    Examples:
        >>> numbers = Once(lambda: list(range(3)))
        >>> numbers() is numbers()
        True
    """

    __slots__ = ("_lock", "_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._lock = RLock()
        self._make: Callable[[], T] | None = make
        self._made: T | None = None

    def __call__(self) -> T:
        """Return what is made, the same each time."""
        if self._make is not None:
            with self._lock:
                if self._make is not None:
                    self._made = self._make()
                    self._make = None
        return cast("T", self._made)
