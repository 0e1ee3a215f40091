"""How is a thing made once only, by whoever asks for it first?"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Once", "once_property"]

T = TypeVar("T")

_LOCK = "the lock of what is made once"


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


class once_property(Generic[T]):  # noqa: N801  it is used as `cached_property` is
    """An attribute that a method works out when it is first asked for; threads that ask meanwhile wait for the same.

    From Python 3.12 on, `cached_property` may call the method in each of them. What is made stands among the attributes
    of the object, and is made again once it is taken out of them. An object has one lock for all of these, so that they
    may ask for one another.

    Examples:
        >>> class Range:
        ...     def __init__(self, size):
        ...         self.size = size
        ...
        ...     @once_property
        ...     def numbers(self):
        ...         return list(range(self.size))
        >>> three = Range(3)
        >>> three.numbers is three.numbers
        True
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: object, kind: type | None = None) -> T | Self:
        """Make what is not there yet; what is there is found before this is asked."""
        if owner is None:
            return self
        kept = vars(owner)
        with kept.setdefault(_LOCK, RLock()):
            if self._name in kept:
                return cast("T", kept[self._name])
            made = kept[self._name] = self._make(owner)
            return made
