"""A thing that is made once, by whoever asks first."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sinouk_innov.once import Once, once_property


def test_what_is_made_is_kept() -> None:
    """The callable is called when first asked for, and not again."""
    calls: list[int] = []

    def make() -> list[int]:
        calls.append(1)
        return [1, 2]

    numbers = Once(make)
    assert not calls
    assert numbers() is numbers() == [1, 2]
    assert calls == [1]


def test_many_threads_get_the_same() -> None:
    """Threads that ask at once wait for the one that makes it."""
    calls: list[int] = []
    begin = threading.Barrier(32)
    found: list[object] = []

    def make() -> object:
        calls.append(sum(range(100_000)))
        return object()

    thing = Once(make)

    def ask() -> None:
        begin.wait()
        found.append(thing())

    threads = [threading.Thread(target=ask) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == len(set(map(id, found))) == 1
    assert len(found) == 32


def test_whoever_waited_gets_what_another_has_made() -> None:
    """A thread that was kept waiting makes nothing itself."""
    asked, told = threading.Event(), threading.Event()
    found: list[object] = []

    def make() -> object:
        asked.set()
        told.wait()
        return object()

    thing = Once(make)
    threads = [threading.Thread(target=lambda: found.append(thing())) for _ in range(2)]
    threads[0].start()
    asked.wait()
    threads[1].start()
    told.set()
    for thread in threads:
        thread.join()
    assert found[0] is found[1]


def test_what_failed_is_tried_again() -> None:
    """An error reaches whoever asks, and the next one who asks may have more luck."""
    answers = iter(["", "found"])

    def make() -> str:
        found = next(answers)
        if not found:
            raise ValueError("not yet")
        return found

    thing = Once(make)
    with pytest.raises(ValueError, match="not yet"):
        thing()
    assert thing() == "found"


class _Counted:
    """Works out two things, one from the other, and counts how often."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.fails = False

    @once_property
    def number(self) -> int:
        """What is worked out."""
        self.calls.append("number")
        if self.fails:
            raise ValueError("not yet")
        return sum(range(100_000))

    @once_property
    def text(self) -> str:
        self.calls.append("text")
        return str(self.number)


def test_an_attribute_is_made_once_by_many_threads() -> None:
    """Of thirty-two threads that ask at once, for two attributes of which one needs the other, one makes each."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            counted, begin = _Counted(), threading.Barrier(32)

            def ask(number: int, asked: _Counted = counted, begin: threading.Barrier = begin) -> object:
                begin.wait()
                return asked.text if number % 2 else asked.number

            with ThreadPoolExecutor(32) as pool:
                found = set(pool.map(ask, range(32)))
            assert found == {"4999950000", 4999950000}
            assert sorted(counted.calls) == ["number", "text"]
    finally:
        sys.setswitchinterval(interval)


def test_an_attribute_that_is_taken_out_is_made_again() -> None:
    """Whoever lets go what was made has it made anew; others of the class keep theirs."""
    one, other = _Counted(), _Counted()
    assert one.number == other.number
    del one.number
    assert one.number == 4999950000
    assert (one.calls, other.calls) == (["number", "number"], ["number"])


def test_an_attribute_that_failed_is_tried_again() -> None:
    """An error reaches whoever asks, and nothing is kept."""
    counted = _Counted()
    counted.fails = True
    with pytest.raises(ValueError, match="not yet"):
        _ = counted.text
    counted.fails = False
    assert counted.text == "4999950000"


def test_the_class_shows_what_an_attribute_is() -> None:
    """Asked of the class, it is the property itself, with the docstring of the method."""
    assert isinstance(_Counted.number, once_property)
    assert _Counted.number.__doc__ == "What is worked out."
