"""Which records a name finds, in which order, and with which reason."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given, strategies as st

from sinouk_innov.model.vocabularies import NameKind
from sinouk_innov.names import Hit, NameIndex
from sinouk_innov.spelling import edits

_ENTRIES = (
    ("Xianghui Bian", "per-xianghui-bian", True),
    ("边祥慧", "per-xianghui-bian", True),
    ("Peng Lv", "per-peng-lv", True),
    ("Lu Hongju", "per-lu-hongju", True),
    ("卢红菊", "per-lu-hongju", True),
    ("Kevin Lin", "per-kevin-lin", True),
    ("Li", "per-li", True),
    ("X", "per-x", True),
    ("China-UK Qingdao Oversea Innovation Centre", "cen-qingdao-centre", False),
    ("China-UK Qingdao Overseas Innovation Centre", "cen-qingdao-centre", False),
    ("China-UK Innovation Centre", "cen-taizhou-centre", False),
    ("Sino-British Innovation Center in Taizhou Bay", "cen-taizhou-centre", False),
    ("Taizhou", "pla-taizhou-jiangsu", False),
    ("泰州", "pla-taizhou-jiangsu", False),
    ("Taizhou", "pla-taizhou-zhejiang", False),
    ("台州", "pla-taizhou-zhejiang", False),
    ("Organisation Department of Qingdao", "org-department-qingdao", False),
    ("Organization Department of Qingdao West Coast New Area Working Committee", "org-department-west", False),
    ("Trinity College", "org-trinity-college", False),
    ("Trinity Hall", "org-trinity-hall", False),
    ("TusPark Cambridge", "cen-tuspark-cambridge", False),
    ("剑桥启迪科技园", "cen-tuspark-cambridge", False),
    ("TusPark Newcastle", "cen-tuspark-newcastle", False),
    ("Tus-Holdings Co., Ltd.", "org-tus", False),
    ("Qingdao", "pla-qingdao", False),
    ("Qingdao High-tech Zone", "cen-high-tech", False),
    ("科学技术部", "org-most", False),
    ("Co., Ltd.", "org-nameless", False),
    ("!!", "org-nameless", False),
)
_INDEX = NameIndex(_ENTRIES)


def _found(text: str) -> dict[str, float]:
    return {hit.owner: hit.score for hit in _INDEX.ranked(text, limit=99)}


def test_each_kind_of_name_says_what_it_is() -> None:
    """Every kind has a description of one line that no other has."""
    descriptions = [kind.description for kind in NameKind]
    assert len(set(descriptions)) == len(NameKind) == 13
    assert all(description and "\n" not in description for description in descriptions)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("BIAN Xianghui", ["per-xianghui-bian"]),
        ("边祥慧", ["per-xianghui-bian"]),
        ("Mr Peng Lv", ["per-peng-lv"]),
        ("Lyu Peng", ["per-peng-lv"]),
        ("Lu Peng", []),
        ("Taizhou", ["pla-taizhou-jiangsu", "pla-taizhou-zhejiang"]),
        ("台州", ["pla-taizhou-zhejiang"]),
        ("Organization Department of Qingdao", ["org-department-qingdao"]),
        ("The Trinity College", ["org-trinity-college"]),
        ("TUSPARK cambridge", ["cen-tuspark-cambridge"]),
        ("Qingdao", ["pla-qingdao"]),
        ("UK-China Innovation Centre", []),
        ("Ms Bian", []),
        ("X", []),
        ("", []),
    ],
)
def test_exact_finds_only_what_compares_as_the_same(text: str, owners: list[str]) -> None:
    """An exact hit has an equal key, and all owners of it are given, by id."""
    hits = _INDEX.exact(text)
    assert [hit.owner for hit in hits] == owners
    assert all(hit.score == 1 and hit.reason == "the same name" for hit in hits)


def test_hits_keep_the_name_as_stored() -> None:
    """A hit shows the stored name, not the one that was asked for."""
    assert _INDEX.ranked("lyu peng")[0] == Hit("Peng Lv", "per-peng-lv", 1.0, "the same name")


@pytest.mark.parametrize(
    ("text", "stored", "score", "reason"),
    [
        ("UK-China Innovation Centre", "China-UK Innovation Centre", 0.95, "how China and Britain are named"),
        ("Ms Bian", "Xianghui Bian", 0.9, "what follows 'Ms' is a part of this person's name"),
        ("边女士", "边祥慧", 0.9, "what follows '女士'"),
        ("Mr Lyu", "Peng Lv", 0.9, "what follows 'Mr'"),
        ("Qingdao Organization Department", "Organisation Department of Qingdao", 0.85, "the same words but for"),
        ("Tus-Holdings", "Tus-Holdings Co., Ltd.", 0.85, "the same words but for"),
        (
            "Taizhou Bay China-UK Innovation Center",
            "Sino-British Innovation Center in Taizhou Bay",
            0.85,
            "small words such as 'of', China and Britain named otherwise",
        ),
        ("Bian", "Xianghui Bian", 0.725, "every word asked for stands in this name"),
        ("K. Lin", "Kevin Lin", 0.787, "a letter read as an initial"),
        ("启迪", "剑桥启迪科技园", 0.671, "every word asked for stands in this name"),
        ("科技部", "科学技术部", 0.75, "every word asked for stands in this name"),
        (
            "Trinity College, University of Cambridge",
            "Trinity College",
            0.725,
            "every word of this name stands in what",
        ),
        ("Tus Park Cambridge", "TusPark Cambridge", 0.8, "the same letters, otherwise divided"),
        ("Bian Xiang Hui", "Xianghui Bian", 0.8, "the same letters, otherwise divided"),
        ("Bain Xianghui", "Xianghui Bian", 0.708, "spelt nearly so, one letter apart"),
        ("Vian Xianghiu", "Xianghui Bian", 0.615, "spelt nearly so, two letters apart"),
        ("TusPark Cabmirdge", "TusPark Cambridge", 0.659, "spelt nearly so, two letters apart"),
        ("Chna-UK Quingdao Innovation Overseas", "China-UK Qingdao Oversea Innovation Centre", 0, ""),
        ("Chna-UK Quingdao Ovrsea Innovation Centre", "China-UK Qingdao Oversea Innovation Centre", 0.712, "three"),
        ("Lu Peng", "Peng Lv", 0.629, "spelt nearly so, one letter apart"),
    ],
)
def test_ranked_says_why_a_name_comes_near(text: str, stored: str, score: float, reason: str) -> None:
    """Each way to come near has its score and says in words what differs; a score of 0 is no hit."""
    hits = [hit for hit in _INDEX.ranked(text, limit=99) if hit.text == stored]
    assert [hit.score for hit in hits] == ([score] if score else [])
    assert all(reason in hit.reason for hit in hits)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Lu Hongju", "per-peng-lv"),
        ("Peng Lv", "per-lu-hongju"),
        ("Mr Xianghui", "per-kevin-lin"),
        ("祥女士", "per-xianghui-bian"),
        ("Bian", "per-peng-lv"),
        ("台州", "pla-taizhou-jiangsu"),
        ("台州市", "pla-taizhou-jiangsu"),
        ("州台", "pla-taizhou-zhejiang"),
        ("Trinity", "org-department-west"),
        ("Trinity Hall", "org-trinity-college"),
        ("TusPark Cambridge", "cen-tuspark-newcastle"),
        ("Co., Ltd.", "org-tus"),
        ("of the", "org-department-qingdao"),
        ("J. Lin", "per-kevin-lin"),
        ("K L", "per-kevin-lin"),
        ("2 Lin", "per-kevin-lin"),
        ("科部学", "org-most"),
        ("科部", "org-most"),
        ("Mr K", "per-kevin-lin"),
        ("Ki", "per-li"),
    ],
)
def test_what_does_not_come_near_is_not_ranked(text: str, owner: str) -> None:
    """Another character, a lone letter, a small word or a short likeness is no reason."""
    assert owner not in _found(text)


def test_a_small_word_may_be_a_person() -> None:
    """What is a small word in the name of a body can be a part of a person's name."""
    index = NameIndex([("Alfred To", "per-to", True), ("To the Point", "org-to", False)])
    assert [hit.owner for hit in index.ranked("Mr To")] == ["per-to"]


def test_best_comes_first_and_each_owner_once() -> None:
    """Hits fall in score; an owner with several names shows the nearest."""
    hits = _INDEX.ranked("China-UK Qingdao Overseas Innovation Centre", limit=99)
    assert hits[0] == Hit("China-UK Qingdao Overseas Innovation Centre", "cen-qingdao-centre", 1.0, "the same name")
    assert len({hit.owner for hit in hits}) == len(hits) > 2
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 50])
def test_limit_cuts_the_worst(limit: int) -> None:
    """A limit keeps the first hits, none where it is not positive."""
    every = _INDEX.ranked("Qingdao", limit=99)
    assert _INDEX.ranked("Qingdao", limit=limit) == every[: max(limit, 0)]


@pytest.mark.parametrize("text", ["", " ", "!", "X", "中", "Ms", "é", "\u200b"])
def test_what_is_no_name_finds_nothing(text: str) -> None:
    """A text without words or of one character has no hits."""
    assert _INDEX.ranked(text) == ()


def test_an_empty_index_finds_nothing() -> None:
    """Without names there are no hits."""
    assert NameIndex([]).ranked("Qingdao") == NameIndex([]).exact("Qingdao") == ()


def test_an_index_says_how_much_it_holds() -> None:
    """The repr counts names that can be found; those without words cannot."""
    assert repr(_INDEX) == "<NameIndex of 7 names of people and 20 others>"


def test_an_index_can_be_copied() -> None:
    """An index pickles and copies, before and after it was asked."""
    for other in (pickle.loads(pickle.dumps(_INDEX)), copy.deepcopy(_INDEX)):  # noqa: S301  our own bytes
        assert other.ranked("Ms Bian") == _INDEX.ranked("Ms Bian")


_TEXTS = st.lists(
    st.sampled_from(("china", "uk", "sino", "british", "ab", "ba", "k", "kb", "the", "co", "Ms", "清", "华", "aaaa"))
    | st.text("abk", min_size=1, max_size=12),
    max_size=4,
).map(" ".join)
_ANY_ENTRIES = st.lists(
    st.tuples(_TEXTS, st.sampled_from(("org-a", "org-b", "org-c", "per-d")), st.booleans()), max_size=12
)


@given(_ANY_ENTRIES.flatmap(lambda e: st.tuples(st.just(e), st.permutations(e))), _TEXTS)
def test_order_of_entries_makes_no_difference(
    orders: tuple[list[tuple[str, str, bool]], list[tuple[str, str, bool]]], text: str
) -> None:
    """Any order of the same entries gives the same hits, and the hits a total order."""
    one, other = (NameIndex(entries) for entries in orders)
    hits = one.ranked(text, limit=99)
    assert hits == other.ranked(text, limit=99) == one.ranked(text, limit=99)
    assert one.exact(text) == other.exact(text) == tuple(hit for hit in hits if hit.score == 1)
    assert all(0 < hit.score <= 1 and hit.reason for hit in hits)
    assert [(-hit.score, hit.owner) for hit in hits] == sorted({(-hit.score, hit.owner) for hit in hits})


@given(st.lists(st.text("abcd", min_size=2, max_size=24), max_size=20), st.text("abcd", min_size=2, max_size=24))
def test_tables_miss_no_slip(stored: list[str], text: str) -> None:
    """The search for slips agrees with a naive loop over all names."""
    index = NameIndex((name, f"org-{name}", False) for name in stored)
    slips = {
        name
        for name in stored
        if edits(name, text, sum(min(len(name), len(text)) >= least for least in (4, 10, 20))) is not None
    }
    assert {hit.text for hit in index.ranked(text, limit=99)} == slips


@given(st.sampled_from([entry for entry in _ENTRIES if len(entry[0]) > 5 and entry[0].isascii()]), st.data())
def test_one_typo_still_finds_a_name(entry: tuple[str, str, bool], data: st.DataObject) -> None:
    """A letter left out, doubled or swapped with the next still finds the owner; so does a person's other order."""
    text, owner, is_person = entry
    if is_person and data.draw(st.booleans()):
        text = " ".join(reversed(text.split()))
    places = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha()]
    at = data.draw(st.sampled_from(places))
    slip = data.draw(st.sampled_from(("", text[at] * 2 + text[at + 1], text[at + 1] + text[at])))
    assert owner in _found(text[:at] + (slip or text[at + 1]) + text[at + 2 :])


def test_a_name_of_one_character_is_found_as_it_stands() -> None:
    """Beijing is 京 on a number plate; nothing comes near a single character."""
    index = NameIndex([("京", "pla-beijing", False), ("北京", "pla-other", False)])
    assert [(hit.owner, hit.score) for hit in index.ranked("京")] == [("pla-beijing", 1.0)]
    assert index.ranked("津") == ()
