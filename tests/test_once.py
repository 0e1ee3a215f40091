"""A thing that is made once, by whoever asks first."""

from __future__ import annotations

import threading

import pytest

from sinouk_innov.once import Once


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
