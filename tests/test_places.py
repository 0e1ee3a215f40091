"""What lies where, at any depth, and up to which country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.errors import UnknownFieldError, UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.vocabularies import PlaceKind
from sinouk_innov.questions.places import chain, within

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset

COUNTRY = PlaceKind.COUNTRY
SPATIAL = naive.ids(naive.raw(), "pla", "cen")


@given(st.sampled_from(SPATIAL), st.none() | st.sampled_from(sorted(naive.TABLES)))
def test_within_agrees_with_a_plain_loop(place_id: str, table: str | None) -> None:
    """What lies in a place is what a loop up from each record of the files comes to, in the order of names."""
    found = [record.id for record in within(load(), place_id, table)]
    assert found == naive.within(naive.raw(), place_id, table)


@given(st.sampled_from(naive.ids(naive.raw())))
def test_a_chain_agrees_with_a_plain_loop(record_id: str) -> None:
    """Each step leads to what the record before it lies in, and no shorter way leads to a country."""
    known = naive.by_id(naive.raw())
    steps = chain(load(), record_id)
    here = record_id
    for step in steps:
        assert step.record.id in naive.holders(known[here])
        assert step.fact in {fact.ref for fact in facts_of(load()[here])}
        here = step.record.id
    shortest = naive.steps_to_country(naive.raw(), record_id)
    if shortest is not None:
        assert len(steps) == shortest
        assert known[here]["kind"] == "country"
    else:
        assert not any(step.record in load().places.where(kind=PlaceKind.COUNTRY) for step in steps)


@given(st.sampled_from(SPATIAL))
def test_whatever_lies_within_comes_to_it_by_steps(place_id: str) -> None:
    """What lies in a place has at least one step, and what lies in that also lies in the place."""
    inside = within(load(), place_id)
    for record in inside:
        assert chain(load(), record)
        if record.id in SPATIAL:
            assert set(within(load(), record)) <= set(inside)


def nested() -> Dataset:
    """Return a country with a city with a park with a house, and what lies in each."""
    return small.dataset(
        small.place("land", kind=PlaceKind.COUNTRY),
        small.place("city", "pla-land"),
        small.centre("park", at="pla-city"),
        small.place("house", "cen-park", PlaceKind.BUILDING),
        small.organisation("firm", "pla-house"),
        small.organisation("daughter", part_of="org-firm"),
        small.event("visit", where="cen-park"),
        small.person("x", small.role("Head", "org-firm")),
    )


def test_places_centres_bodies_and_events_lie_at_any_depth() -> None:
    """A firm by its seat, an event by where it was held; a person and a daughter without a seat nowhere."""
    found = [record.id for record in within(nested(), "pla-land")]
    assert found == ["pla-city", "org-firm", "pla-house", "cen-park", "evt-visit"]
    assert [record.id for record in within(nested(), "cen-park")] == ["org-firm", "pla-house", "evt-visit"]


def test_a_table_narrows_the_answer() -> None:
    """A table is given by its name, or as one that was narrowed before; an empty one leaves nothing."""
    data = nested()
    assert [record.id for record in within(data, data["pla-land"], "places")] == ["pla-city", "pla-house"]
    buildings = data.places.where(kind="building")
    assert [record.id for record in within(data, "pla-land", buildings)] == ["pla-house"]
    assert within(data, "pla-land", data.places.where(kind="site")) == ()


def test_nothing_lies_within_itself() -> None:
    """Even where records go round in a circle, a place is not in itself, and the answer comes to an end."""
    data = small.dataset(small.place("a", "pla-b"), small.place("b", "pla-a"), small.organisation("firm", "pla-a"))
    assert [record.id for record in within(data, "pla-a")] == ["pla-b", "org-firm"]
    assert [step.record.id for step in chain(data, "pla-a")] == ["pla-b"]
    assert [step.record.id for step in chain(data, "org-firm")] == ["pla-a", "pla-b"]


def test_equal_names_are_put_in_order_by_id() -> None:
    """The order does not depend on how the files are read."""
    same = (small.name("Same"),)
    data = small.dataset(
        small.place("land"), small.place("b", "pla-land", names=same), small.place("a", "pla-land", names=same)
    )
    assert [record.id for record in within(data, "pla-land")] == ["pla-a", "pla-b"]


def test_a_chain_is_the_shortest_to_a_country() -> None:
    """A long way by the place loses against a short one by what the centre is part of."""
    data = small.dataset(
        small.place("land", kind=PlaceKind.COUNTRY),
        small.place("city", "pla-land"),
        small.place("district", "pla-city", PlaceKind.DISTRICT),
        small.centre("zone", at="pla-city"),
        small.centre("park", "org-owner", "pla-land", at="pla-district"),
        small.organisation("owner", "pla-district"),
    )
    (step,) = chain(data, "cen-park")
    assert step.record.id == "pla-land"
    assert step.qualifier == "core area of"
    assert step.fact == FactRef("cen-park", "part_of", "pla-land")
    assert repr(step) == "<Step to land, cen-park#part_of[pla-land]>"
    assert [found.fact for found in chain(data, data["org-owner"])] == [
        FactRef("org-owner", "seat"),
        FactRef("pla-district", "part_of"),
        FactRef("pla-city", "part_of"),
    ]
    assert all(found.qualifier is None for found in chain(data, "cen-zone"))


def test_a_chain_goes_as_far_as_is_stated() -> None:
    """Where no way leads to a country it is the one that leads furthest, and where nothing is stated there is none."""
    data = small.dataset(
        small.place("bay", kind=PlaceKind.REGION),
        small.place("coast", "pla-bay", PlaceKind.REGION),
        small.place("hill"),
        small.centre("park", "pla-hill", at="pla-coast"),
        small.event("somewhere"),
        small.person("x", small.role("Head", "cen-park")),
    )
    assert [step.record.id for step in chain(data, "cen-park")] == ["pla-coast", "pla-bay"]
    european = small.dataset(small.place("europe", kind=PlaceKind.REGION), small.place("land", "pla-europe", COUNTRY))
    assert [step.record.id for step in chain(european, "pla-land")] == ["pla-europe"]
    assert chain(data, "evt-somewhere") == chain(data, "per-x") == chain(data, "pla-hill") == ()


def test_what_is_not_there_is_refused() -> None:
    """An unknown id, something that holds nothing, or an unknown table is an error, and never an empty answer."""
    with pytest.raises(UnknownIdError, match="pla-nowhere"):
        within(load(), "pla-nowhere")
    with pytest.raises(UnknownIdError, match="no place or centre has the id 'org-haier'"):
        within(load(), "org-haier")
    with pytest.raises(UnknownFieldError, match=r"centre.*did you mean 'centres'"):
        within(load(), "pla-china", "centre")
    with pytest.raises(UnknownIdError, match="pla-nowhere"):
        chain(load(), "pla-nowhere")
