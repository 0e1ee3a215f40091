"""Names that are found by the words they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from sinouk_innov.word_bags import Bag, Bags

_WORDS = st.lists(st.sampled_from(("park", "zone", "ab", "k", "p", "2", "中", "英", "科学", "部", "技")), max_size=5)


@pytest.mark.parametrize(
    ("words", "whole", "share"),
    [
        (["park"], ["science", "park"], 0.5),
        (["k", "lin"], ["kevin", "lin"], 0.75),
        (["k"], ["kevin"], 0),
        (["2", "lin"], ["2nd", "lin"], 0),
        (["科", "技", "部"], ["科学技术部"], 0.6),
        (["科", "部"], ["科学技术部"], 0),
        (["park", "zone"], ["park"], 0),
        (["中英"], ["中"], 0),
    ],
)
def test_a_share_is_counted_in_words(words: list[str], whole: list[str], share: float) -> None:
    """Words and characters count one, initials half; what is no part has no share."""
    assert Bag(words).share_of(Bag(whole)) == share


def test_telling_words_are_what_must_be_there() -> None:
    """Words and characters tell; a lone letter may be an initial."""
    assert Bag(["park", "k", "中英"]).telling() == {"park", "中", "英"}


@given(st.lists(_WORDS, max_size=15), _WORDS)
def test_no_part_and_no_whole_is_missed(stored: list[list[str]], words: list[str]) -> None:
    """Every name that is a part of what is asked for, or has it as a part, is found."""
    asked, kept = Bag(words), [Bag(one) for one in stored]
    found = Bags(kept).comparable(asked)
    assert found <= set(range(len(stored)))
    assert {at for at, bag in enumerate(kept) if asked.share_of(bag) or bag.share_of(asked)} <= found


@given(st.lists(_WORDS, max_size=15), st.sampled_from(("park", "ab", "中", "nowhere")))
def test_no_bearer_of_a_word_is_missed(stored: list[list[str]], word: str) -> None:
    """Every name with a word in it is found."""
    bags = [Bag(one) for one in stored]
    assert {at for at, bag in enumerate(bags) if word in bag.telling()} <= set(Bags(bags).with_word(word))
