"""Numbers by hash, in arrays."""

from __future__ import annotations

from hypothesis import given, strategies as st

from sinouk_innov.buckets import Buckets

_HASHES = st.integers(0, 40) | st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.tuples(_HASHES, st.integers(0, 2**32 - 1)), max_size=40), _HASHES, st.sampled_from((0.5, 1.0, 2.0)))
def test_each_number_is_in_its_bucket(entries: list[tuple[int, int]], other: int, per_bucket: float) -> None:
    """All numbers of a hash are found under it, and each number lies in one bucket."""
    buckets = Buckets([value for value, _ in entries], [number for _, number in entries], per_bucket=per_bucket)
    for value in [*(value for value, _ in entries), other]:
        held = buckets.get(value)
        assert buckets.size(value) == len(held)
        wanted = [number for its, number in entries if its == value]
        assert all(held.count(number) >= wanted.count(number) for number in wanted)
    size = 1 << int(len(entries) / per_bucket).bit_length()
    assert sorted(number for at in range(size) for number in buckets.get(at)) == sorted(n for _, n in entries)
