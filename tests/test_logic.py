"""Do three-valued answers combine as they should, and never guess?"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, strategies as st

from sinouk_innov.errors import UndecidedError
from sinouk_innov.logic import Truth, all_of, any_of

YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNDECIDED
TRUTHS = st.sampled_from(Truth)


def worlds(*truths: Truth) -> list[tuple[bool, ...]]:
    """Return the ways in which undecided truth values may turn out."""
    return list(product(*((True, False) if truth is OPEN else (truth is YES,) for truth in truths)))


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, OPEN, OPEN, YES),
        (YES, NO, NO, YES),
        (OPEN, YES, OPEN, YES),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, NO, NO, OPEN),
        (NO, YES, NO, YES),
        (NO, OPEN, NO, OPEN),
        (NO, NO, NO, NO),
    ],
)
def test_tables_of_kleene(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    """The strong tables for `and` and `or`, as Kleene gives them."""
    assert (one & other, one | other) == (both, either)


def test_negation() -> None:
    """What is true becomes false, and what is undecided stays so."""
    assert [~truth for truth in (YES, NO, OPEN)] == [NO, YES, OPEN]


@given(st.lists(TRUTHS, max_size=5))
def test_a_decided_answer_holds_however_the_rest_turns_out(truths: list[Truth]) -> None:
    """What is decided of several is so in every world that they allow, and what is undecided is not."""
    for combined, plain in ((all_of(truths), all), (any_of(truths), any)):
        found = {plain(world) for world in worlds(*truths)}
        assert combined is (Truth.of(found.pop()) if len(found) == 1 else OPEN)


@given(TRUTHS, TRUTHS)
def test_laws_of_de_morgan(one: Truth, other: Truth) -> None:
    """Negation turns `and` into `or`."""
    assert ~(one & other) == ~one | ~other
    assert ~(one | other) == ~one & ~other


def test_a_plain_yes_or_no_is_not_guessed() -> None:
    """Only what is decided can be used as a plain bool."""
    assert YES
    assert not NO
    with pytest.raises(UndecidedError, match="the evidence allows both"):
        bool(OPEN)
    with pytest.raises(UndecidedError):
        _ = "so" if OPEN else "not so"


def test_plain_answers_there_and_back() -> None:
    """True, False and None are told apart, and come back."""
    assert [Truth.of(answer).answer for answer in (True, False, None)] == [True, False, None]
    assert [truth.decided for truth in (YES, NO, OPEN)] == [True, True, False]
    assert (str(OPEN), repr(OPEN), Truth.parse("true")) == ("undecided", "Truth.UNDECIDED", YES)
