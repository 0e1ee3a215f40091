"""What a shelf of names keeps, makes once, and finds alike in every way to count."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import tracemalloc

import pytest
from hypothesis import given, strategies as st

import sinouk_innov as si
from sinouk_innov.edit_counts import counted, counted_by_rapidfuzz, counted_here
from sinouk_innov.names import NameIndex
from sinouk_innov.shelf import PeopleShelf, ThingsShelf

_BUNDLED = [
    (name.text, record.id, record.prefix == "per") for record in si.load() for name in getattr(record, "names", ())
]
_HERE = NameIndex(_BUNDLED, count=counted_here)
_BY_RAPIDFUZZ = NameIndex(_BUNDLED, count=counted_by_rapidfuzz())
_ANY = NameIndex(_BUNDLED)


@given(st.sampled_from(_BUNDLED), st.data())
def test_both_ways_to_count_rank_alike(entry: tuple[str, str, bool], data: st.DataObject) -> None:
    """A name with slips has the same hits, scores and order whether rapidfuzz is installed or not."""
    text, owner, _ = entry
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(("", "a", "e ", "中", text[at : at + 1]))) + text[at + 1 :]
    here = _HERE.ranked(text, limit=99)
    assert here == _BY_RAPIDFUZZ.ranked(text, limit=99) == _ANY.ranked(text, limit=99)
    assert [hit.owner for hit in here if hit.score == 1] == list(_ANY.owners(text))
    if text == entry[0]:
        assert owner in _ANY.owners(text)


def test_made_up_names_rank_alike() -> None:
    """Among many like names, too, both ways to count agree."""
    rng = random.Random(6)  # noqa: S311  a seeded sample
    syllables = ("wei", "hong", "lü", "peng", "xiang", "hui", "zhang", "li", "ning", "bo")
    entries = [
        (f"{''.join(rng.choices(syllables, k=2))} {rng.choice(syllables)}", f"per-{at}", True) for at in range(400)
    ]
    here, by_rapidfuzz = NameIndex(entries, count=counted_here), NameIndex(entries, count=counted)
    for text, _, _ in rng.sample(entries, 60):
        slip = text.replace("n", "m", 1)[1:]
        assert here.ranked(slip) == by_rapidfuzz.ranked(slip)


@pytest.mark.parametrize(
    ("text", "stored", "found"),
    [("김씨", "김씨 철수", False), ("Dr. 김", "철수 김", False), ("Dr. 철수", "철수 김", True)],
)
def test_what_follows_a_title_begins_a_name_in_any_such_script(text: str, stored: str, found: bool) -> None:  # noqa: FBT001  a parameter of the test
    """The family name stands first where no Latin letters are."""
    hits = NameIndex([(stored, "per-a", True)]).ranked(text)
    assert any("what follows" in hit.reason for hit in hits) == found


def test_an_exact_look_up_makes_no_more_than_it_needs() -> None:
    """Owners are found without the tables of a search, and without a library that only a search needs."""
    code = (
        "import sys; from sinouk_innov.names import NameIndex\n"
        "index = NameIndex([('Peng Lv', 'per-peng-lv', True)])\n"
        "assert index.owners('LÜ Peng') == ('per-peng-lv',) and index.exact('Lyu Peng')\n"
        "heavy = ('rapidfuzz', 'numpy', 'sinouk_innov.slips', 'sinouk_innov.word_bags')\n"
        "print([m for m in heavy if m in sys.modules])\n"
        "assert index.ranked('Pengg Lv')\n"
        "print([m for m in ('rapidfuzz', 'numpy') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told == "[]\n[]\n"


def test_many_threads_may_ask_first() -> None:
    """Whoever asks first, all get the same answers from one set of tables."""
    index = NameIndex(_BUNDLED)
    begin = threading.Barrier(32)
    found: list[tuple[object, ...]] = []

    def ask() -> None:
        begin.wait()
        found.append(
            (index.owners("Kevin Lin"), index.ranked("Kevn Lin"), index._people._near(), index._things._held())
        )

    threads = [threading.Thread(target=ask) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 32
    assert all(one[:2] == found[0][:2] and one[2] is found[0][2] and one[3] is found[0][3] for one in found)


def test_an_index_takes_little_more_than_its_names() -> None:
    """In all its parts it takes no more than three times what the names take."""
    rng = random.Random(6)  # noqa: S311  a seeded sample
    letters = "abcdefghijklmnopqrstuvwxyz"
    entries = [
        (f"{''.join(rng.choices(letters, k=7))} {''.join(rng.choices(letters, k=9))} park", f"org-{at}", at % 2 == 0)
        for at in range(4000)
    ]
    warm = NameIndex(entries[:2])
    warm.ranked("aa bb park")
    tracemalloc.start()
    index = NameIndex(entries)
    index.ranked("aa bb park")
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(index.ranked(entries[0][0], limit=1)) == 1
    assert taken <= 3 * sum(sys.getsizeof(text) for text, _, _ in entries)


def test_an_empty_shelf_finds_nothing() -> None:
    """Where there are no names nothing is read, and nothing found."""
    for shelf in (PeopleShelf([], None), ThingsShelf([("!", "org-a")], None)):
        assert len(shelf) == 0
        assert not shelf.owners("Peng Lv")
        assert not [*shelf.same("Peng Lv"), *shelf.near("Ms Lv"), *shelf.entries()]


def test_each_name_stands_on_a_shelf_with_its_owner() -> None:
    """A shelf gives back what it holds, but for what has no key."""
    shelf = ThingsShelf([("Qingdao", "pla-qingdao"), ("!", "org-a")], None)
    assert list(shelf.entries()) == [("Qingdao", "pla-qingdao")]


def test_names_of_one_bucket_are_told_apart() -> None:
    """A name that falls in the bucket of another is not taken for it."""
    index = NameIndex([("China-UK Centre", "org-a", False)])
    assert not [owner for at in range(64) for owner in index.owners(f"Centre {at}")]
    assert not [hit for hit in index.ranked("Sino-British Park") if "but for how" in hit.reason]
    assert index.ranked("Sino-British Center")[0].score == 0.95
