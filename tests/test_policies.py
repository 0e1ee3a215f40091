"""Which side does each policy choose, and when does it choose none?"""

from __future__ import annotations

from typing import Any

import pytest

import sinouk_innov as si
import small
from sinouk_innov.questions.disagreement import conflicts
from sinouk_innov.questions.policies import Policy, Settlement, settle

DATA = si.load()


def settled(record: str, policy: Policy) -> Settlement:
    """Settle the one conflict of the bundled data that a record stands in."""
    [conflict] = conflicts(DATA, record)
    return settle(DATA, conflict, policy)


@pytest.mark.parametrize(
    ("policy", "chosen"),
    [
        # The translation of February 2018 is the last page that tells of Wang Zhigang.
        (Policy.LATEST, "Wang Zhigang"),
        # GOV.UK and Science and Technology Daily, which SAFEA translates; against them the Institute of Physics.
        (Policy.MOST_SOURCES, "Wang Zhigang"),
        # GOV.UK is the one announcement by a party.
        (Policy.PRIMARY_SOURCE, "Wang Zhigang"),
    ],
)
def test_who_signed_the_joint_strategy(policy: Policy, chosen: str) -> None:
    """On this question all three policies agree, each for a reason of its own."""
    found = settled("per-wan-gang", policy)
    assert found.side is not None
    assert (found.side.text, found.policy, found.conflict.cause) == (chosen, policy, "real_conflict")
    assert repr(found).startswith(f"<Settlement by {policy}: {chosen}, ")


def test_policies_may_choose_different_sides() -> None:
    """The first park abroad: the later report has Newcastle, the firm's own announcement has Cambridge."""
    [conflict] = [c for c in conflicts(DATA, "org-tus-holdings") if "first" in c.question.asked]
    sides = {policy: settle(DATA, conflict, policy).side for policy in Policy}
    texts = {policy: None if side is None else side.text for policy, side in sides.items()}
    assert texts[Policy.LATEST] == "TusPark Newcastle"
    assert texts[Policy.PRIMARY_SOURCE] == "TusPark Cambridge"


def test_a_tie_is_not_broken() -> None:
    """One source each: no side is chosen, and the settlement says so."""
    found = settled("sta-cambridge-science-park-companies-bbc-2010", Policy.MOST_SOURCES)
    assert found.side is None
    assert repr(found) == "<Settlement by most_sources: undecided, a tie: 1 independent source each>"


def test_an_undated_page_may_be_the_latest() -> None:
    """Where a source of another side bears no date, nobody knows which came last."""
    found = settled("per-wang-shugui", Policy.LATEST)
    assert (found.side, found.reason) == (None, "a source bears no date: Wang Jiwu")


def test_a_policy_is_given_as_term_or_text() -> None:
    """The text of a policy does as well; another text is refused."""
    [conflict] = conflicts(DATA, "per-wan-gang")
    assert settle(DATA, conflict, Policy.parse("latest")) == settle(DATA, conflict, Policy.LATEST)
    wrong: Any = "loudest"
    with pytest.raises(ValueError, match="is no Policy"):
        settle(DATA, conflict, wrong)


# --- on records made by hand ----------------------------------------------------------------------------------------


def settled_among(policy: Policy, *sources: si.Source, about: si.Record | None = None) -> Settlement:
    """Settle on a number of companies of which each source gives another, 20 apart."""
    park = small.centre("park", operators=("org-college",)) if about is None else about
    figures = [
        si.Statistic(
            id=f"sta-{source.id[4:]}",
            about=park.id,
            measure=si.Measure.COUNT,
            category="companies",
            quantity=si.Quantity(100 + 20 * at),
            citations=(small.citation(source.id[4:]),),
        )
        for at, source in enumerate(sources)
    ]
    data = small.dataset(*sources, park, small.organisation("college", names=(small.name("The College"),)), *figures)
    [conflict] = conflicts(data)
    return settle(data, conflict, policy)


def text(settlement: Settlement) -> str | None:
    """Return the answer that was chosen."""
    return None if settlement.side is None else settlement.side.text


def test_latest_is_surely_later() -> None:
    """A month is after the month before; one that may hold the other's day is not surely after it."""
    assert text(settled_among(Policy.LATEST, small.source("a", "2018-05"), small.source("b", "2018-06"))) == "120"
    unsure = settled_among(Policy.LATEST, small.source("a", "2018"), small.source("b", "2018-06"))
    assert (unsure.side, unsure.reason) == (None, "no source was surely published after all those of the others")
    assert settled_among(Policy.LATEST, small.source("a"), small.source("b", "2018-06")).side is None


def test_copies_count_once() -> None:
    """Two pages that repeat one text are one source, so that they weigh no more than one other."""
    origin = small.source("a")
    found = settled_among(Policy.MOST_SOURCES, origin, small.source("b", lineage="src-a"))
    assert found.side is None


def test_a_primary_source_speaks_of_its_own_affairs() -> None:
    """An announcement, or a page of one who runs the park, is primary; a news medium of that name is not."""
    news = small.source("a")
    own: dict[str, Any] = {"publisher": "College", "publisher_kind": si.PublisherKind.UNIVERSITY}
    assert text(settled_among(Policy.PRIMARY_SOURCE, news, small.source("b", **own))) == "120"
    announced = small.source("c", kind=si.SourceKind.PRESS_RELEASE)
    assert text(settled_among(Policy.PRIMARY_SOURCE, announced, news)) == "100"
    medium = small.source("b", **(own | {"publisher_kind": si.PublisherKind.MEDIA}))
    nobody = settled_among(Policy.PRIMARY_SOURCE, news, medium)
    assert (nobody.side, nobody.reason) == (None, "no side has a primary source")
    both = settled_among(Policy.PRIMARY_SOURCE, announced, small.source("b", **own))
    assert (both.side, both.reason) == (None, "2 sides have a primary source")


def test_those_who_take_part_are_concerned() -> None:
    """A party to a venture speaks of its own affairs when it tells of the venture."""
    venture = si.Initiative(
        id="ini-v",
        names=(small.name("v"),),
        kind=si.InitiativeKind.JOINT_VENTURE,
        parties=(
            si.Party(entity="org-college", capacity=si.Capacity.PARTY),
            si.Party(label="others", capacity=si.Capacity.PARTY),
        ),
    )
    own = small.source("b", publisher="College", publisher_kind=si.PublisherKind.UNIVERSITY)
    assert text(settled_among(Policy.PRIMARY_SOURCE, small.source("a"), own, about=venture)) == "120"
