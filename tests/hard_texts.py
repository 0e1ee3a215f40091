"""Texts that are hard to fold, for tests of evidence and of passages."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["HARD_PIECES", "hard_texts"]

HARD_PIECES = (
    "a", "B", "word", "Peng", "770,000", "_", "e\u0301", "\u0301", "\u0315", "o\u0302\u0323", "\u00e9", "\u1e69",
    "\ufb01", "\u33a1", "\u337f", "\u00df", "\u1e9e", "\u0130", "I", "\u0131", "\u03a3", "\u03c2", "\uff21\uff22",
    "\uff10", "\uff76\uff9e", "\uff9e", "\u30ab\u3099", "\u3099", "\u304c", "\u200b", "\u200d", "\u200c", "\u00ad",
    "\ufeff", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ec\U0001f1e7", "\U0001f44d\U0001f3fd",
    "\u1112\u1161\u11ab", "\u1112", "\u1161", "\u11ab", "\ud55c\uae00", "\uffbe", "\uffc2", "\u6e05\u534e", "\u3007",
    "\uf900", "\u2f00", "\U00020000", "\u00bd", "5\u00bd", "\u2460", "\u2164", "\u212b", "\u017f", "\u0345", "\u1fb3",
    "\u0b47\u0b3e", "\u09be", "\u09c7", "\u0e33", "\u0644\u0627", "\ufefb", "\u0651\u064e", "\u00b4", "\u00a8",
    "\u034f", "\u0344", " ", "\u00a0", "\u3000", "\n", "\r\n", "\u2028", "\t", ".", ",", "-", "\u2019", "\u201c",
    "\u3002", "\uff01", "&", "(", ")",
)  # fmt: skip
"""Pieces of text that change their length, place or number of words when a text is folded."""


def hard_texts(max_pieces: int = 12) -> st.SearchStrategy[str]:
    """Return texts in which pieces that fold in odd ways stand side by side, and any text whatever."""
    return st.lists(st.sampled_from(HARD_PIECES), max_size=max_pieces).map("".join) | st.text(max_size=20)
