"""Is a term its text, and does it explain itself?"""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from sinouk_innov.terms import Term


class Colour(Term):
    """A vocabulary as the library's own are written."""

    RED = "red", "as blood"
    LIGHT_BLUE = "light_blue", "as the sky"


def test_a_term_is_its_text() -> None:
    """A term equals, hashes, prints and encodes as its text."""
    text: str = Colour.LIGHT_BLUE
    assert text == "light_blue" == str(Colour.LIGHT_BLUE) == f"{Colour.LIGHT_BLUE}"
    assert {text: 1}["light_blue"] == 1
    assert json.dumps([Colour.RED]) == '["red"]'


def test_a_term_explains_itself() -> None:
    """A term has a description, and its repr is the way to write it."""
    assert Colour.RED.description == "as blood"
    assert repr(Colour.LIGHT_BLUE) == "Colour.LIGHT_BLUE"


def test_a_term_is_one_object() -> None:
    """Parsed, pickled, copied or called for, a term is the very member."""
    red = Colour.RED
    assert Colour.parse("red") is red
    assert Colour("red") is red  # type: ignore[call-arg]  # mypy takes the call for the making of a member
    assert pickle.loads(pickle.dumps(red)) is copy.deepcopy(red) is copy.copy(red) is red  # noqa: S301  our own bytes


@pytest.mark.parametrize("text", ["", "RED", "Red", " red", "blue", "LIGHT_BLUE", "as blood"])
def test_what_is_no_term_is_refused(text: str) -> None:
    """Another spelling is no term, and the message lists those that there are."""
    with pytest.raises(ValueError, match="is no Colour: it takes one of light_blue, red") as caught:
        Colour.parse(text)
    assert str(caught.value).startswith(repr(text))
