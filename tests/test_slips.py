"""Lines that are found by what is spelt nearly as they are."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from sinouk_innov.edit_counts import counted, counted_here
from sinouk_innov.slips import Slips, most_slips
from sinouk_innov.spelling import edits

_LINES = st.text("abcd é", max_size=30)
_LETTERS = "abcdefghijklmnopqrstuvwxyz "


@pytest.mark.parametrize(("length", "most"), [(0, 0), (3, 0), (4, 1), (9, 1), (10, 2), (19, 2), (20, 3), (90, 3)])
def test_longer_names_may_hold_more_slips(length: int, most: int) -> None:
    """Names of fewer than four letters hold none, and none holds more than three."""
    assert most_slips(length) == most


def _agree(stored: list[str], line: str) -> None:
    """Compare with a naive loop."""
    slips = Slips(stored)
    counts = (
        (at, edits(line, other, min(map(most_slips, map(len, (line, other)))))) for at, other in enumerate(stored)
    )
    wanted = [(at, count) for at, count in counts if count is not None and min(len(line), len(stored[at])) >= 4]
    assert sorted(slips.near(line, counted_here)) == sorted(slips.near(line, counted)) == wanted
    letters = line.replace(" ", "")
    assert sorted(slips.otherwise_divided(line)) == [
        at for at, other in enumerate(stored) if other and other.replace(" ", "") == letters
    ]


@given(st.lists(_LINES, max_size=20), _LINES)
@example(["abcd"], "abcd")
@example([""], "")
@example(["abcdefghi"], "abcdefgxiy")
def test_no_slip_is_missed_among_any_lines(stored: list[str], line: str) -> None:
    """The same lines are found as by a loop over all."""
    _agree(stored, line)


def _slip(line: str, at: int, kind: str, letter: str) -> str:
    at %= len(line)
    changed = {"in": letter + line[at], "out": "", "change": letter, "swap": line[at + 1 : at + 2] + line[at]}
    return line[:at] + changed[kind] + line[at + 1 + (kind == "swap") :]


@given(
    st.lists(st.text(_LETTERS, min_size=4, max_size=44), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 50), st.sampled_from(("in", "out", "change", "swap")), st.sampled_from(_LETTERS)),
        max_size=4,
    ),
)
@example(["abcdefghijklmnopqrstuvwx"], [(4, "swap", "a"), (10, "swap", "a"), (16, "swap", "a")])
@example(["abcdefghijklmnopqrstuvwx"], [(0, "out", "a"), (0, "out", "a"), (0, "out", "a")])
@example(["abcdefghijklmnopqrst"], [(0, "out", "a"), (18, "in", "z"), (9, "swap", "z")])
def test_no_slip_is_missed_among_likely_lines(stored: list[str], changes: list[tuple[int, str, str]]) -> None:
    """What one line becomes by edits at any places finds it again, as a loop over all does."""
    line = stored[0]
    for at, kind, letter in changes:
        line = _slip(line, at, kind, letter) or letter
    _agree(stored, line)


@pytest.mark.parametrize("length", [4, 7, 10, 15, 20, 33])
def test_every_swap_at_every_place_is_found(length: int) -> None:
    """Neighbours that swap across the end of a piece are found as well, as many of them as are slips."""
    line = "".join(chr(ord("a") + at % 26) for at in range(length))
    slips = Slips([line])
    for begin in range(length - 1):
        asked = line
        for at in range(begin, min(begin + 5 * most_slips(length), length - 1), 5):
            asked = _slip(asked, at, "swap", "")
        assert [at for at, _ in slips.near(asked, counted_here)] == [0]


def test_lines_of_one_bucket_are_told_apart() -> None:
    """A line that falls in the bucket of another is looked at, and is not taken for it."""
    slips = Slips(["abcd"])
    assert not [at for begin in _LETTERS for at in slips.otherwise_divided(f"{begin}xyz")]
    assert list(slips.otherwise_divided("a bcd")) == [0]
