"""Who was at the same events and at the same bodies: edges that keep their facts, and count each occasion once."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.logic import Truth
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Capacity, Modality, OrganisationKind, RelationKind
from sinouk_innov.questions.projections import Edge, co_attendance, shared_organisations

PEOPLE = [small.person(slug) for slug in "xyz"]
NOT_THERE = {"funder", "beneficiary", "subject"}


def pairs(edges: tuple[Edge, ...]) -> dict[tuple[str, str], int]:
    """Return the weight of each pair."""
    return {(edge.one.id, edge.other.id): edge.weight for edge in edges}


def same(one: str, other: str) -> Relation:
    """Make a relation that says that two may be one."""
    return Relation(id=f"rel-{one}-{other}", subject=one, kind=RelationKind.SAME_AS, object=other)


def at(slug: str, *slugs: str, **fields: Any) -> Event:
    """Make an event with people."""
    return small.event(slug, None, *(small.guest(f"per-{guest}") for guest in slugs), **fields)


# --- the real data --------------------------------------------------------------------------------------------------


def test_pairs_at_events_agree_with_a_plain_loop() -> None:
    """Each pair, with its events, is in the files; and none that is there is missing but what may be one person."""
    found: dict[tuple[str, str], set[str]] = {}
    for event in naive.raw()["events"]:
        guests = {
            guest["entity"]
            for guest in event.get("participations", [])
            if "entity" in guest and guest["capacity"] not in NOT_THERE
        }
        if event["modality"] == "happened":
            for one, other in combinations(sorted(guests), 2):
                found.setdefault((one, other), set()).add(event["id"])
    edges = co_attendance(load())
    told = {(edge.one.id, edge.other.id): {ground.record.id for ground in edge.grounds} for edge in edges}
    joined = {
        tuple(sorted((relation["subject"], relation["object"])))
        for relation in naive.raw()["relations"]
        if relation["kind"] == "same_as"
    }
    assert found.keys() - told.keys() <= joined
    assert told == {pair: events for pair, events in found.items() if pair in told}
    assert [(-edge.weight, edge.one.id, edge.other.id) for edge in edges] == sorted(
        (-edge.weight, edge.one.id, edge.other.id) for edge in edges
    )


def test_pairs_at_bodies_agree_with_a_plain_loop() -> None:
    """Each pair of people with posts at one body is there, with these bodies."""
    bodies: dict[str, set[str]] = {}
    for person in naive.raw()["people"]:
        for role in person.get("roles", []):
            bodies.setdefault(role["body"], set()).add(person["id"])
    found: dict[tuple[str, str], set[str]] = {}
    for body, people in bodies.items():
        for one, other in combinations(sorted(people), 2):
            found.setdefault((one, other), set()).add(body)
    # He and the President of that name are told to be one man.
    del found["per-kevin-lin", "per-lin-zhuocun"]
    edges = shared_organisations(load())
    assert {(e.one.id, e.other.id): {ground.record.id for ground in e.grounds} for e in edges} == found
    assert all(edge.weight == len(edge.grounds) for edge in edges)


@pytest.mark.parametrize("ask", [co_attendance, shared_organisations])
def test_every_ground_rests_on_cited_facts_of_both(ask: object) -> None:
    """Both ends of each ground have facts, and each fact is there and cites."""
    edges = co_attendance(load()) if ask is co_attendance else shared_organisations(load())
    assert edges
    for edge in edges:
        for ground in edge.grounds:
            for fact in ground.facts:
                (citations,) = [held.citations for held in facts_of(load()[fact.record]) if held.ref == fact]
                assert citations
            assert ground.one
            assert ground.other
        assert edge.facts == tuple(fact for ground in edge.grounds for fact in ground.facts)


def test_the_catapult_and_tus_met_most_often() -> None:
    """They signed, founded and conferred together in Qingdao and Yantai."""
    first = co_attendance(load())[0]
    assert (first.one.id, first.other.id, first.weight) == ("org-ore-catapult", "org-tus-holdings", 3)
    assert [ground.record.id for ground in first.grounds] == [
        "evt-qingdao-marine-mou-signing-2019",
        "evt-torc-founding",
        "evt-yantai-china-uk-marine-forum-2019",
    ]


def test_a_symposium_during_a_visit_is_one_occasion() -> None:
    """At the Tsinghua (Qingdao) Academy the guests were at both, on one day."""
    edges = {(edge.one.id, edge.other.id): edge for edge in co_attendance(load())}
    edge = edges["per-liu-weidong", "per-zhang-haijian"]
    assert (edge.weight, [ground.record.id for ground in edge.grounds]) == (
        1,
        ["evt-tsinghua-qingdao-academy-symposium-2023", "evt-tsinghua-qingdao-academy-visit-2023"],
    )


def test_rival_accounts_of_one_act_are_perhaps_together() -> None:
    """By some pages the one signed for a body, by others the other: nobody has both there. Two bodies are no rivals."""
    edges = {(edge.one.id, edge.other.id): edge for edge in co_attendance(load())}
    for pair in (("per-wan-gang", "per-wang-zhigang"), ("per-wang-jiwu", "per-wang-shugui")):
        assert [ground.together for ground in edges[pair].grounds] == [Truth.UNDECIDED]
    undecided = [pair for pair, edge in edges.items() for ground in edge.grounds if ground.together is not Truth.TRUE]
    assert len(undecided) == 2


def test_who_signs_side_by_side_on_one_page_was_there_together() -> None:
    """Another page's account of who signed leaves open whether that one was there, and nothing else."""
    body = Organisation(id="org-body", names=(small.name("Body"),), kind=OrganisationKind.COMPANY)
    signed = [
        Participation(
            entity=f"per-{slug}",
            capacity=Capacity.SIGNATORY,
            on_behalf_of=body.id,
            citations=(small.citation(page),),
        )
        for slug, page in (("x", "one"), ("y", "one"), ("z", "two"))
    ]
    pages = [small.source("one"), small.source("two")]
    data = small.dataset(*pages, *PEOPLE, body, small.event("signing", None, *signed))
    told = {(edge.one.id, edge.other.id): edge.grounds[0].together for edge in co_attendance(data)}
    assert told == {
        ("per-x", "per-y"): Truth.TRUE,
        ("per-x", "per-z"): Truth.UNDECIDED,
        ("per-y", "per-z"): Truth.UNDECIDED,
    }


def test_one_page_shows_director_and_deputy() -> None:
    """The page on the symposium shows both in their posts; of two at the University no page is known to show both."""
    edges = {(edge.one.id, edge.other.id): edge.grounds for edge in shared_organisations(load())}
    (together,) = edges["per-zhang-haijian", "per-zhao-jian"]
    assert (together.record.id, together.together) == (
        "org-qingdao-west-coast-new-area-talent-recruitment-centre",
        Truth.TRUE,
    )
    (open_,) = edges["per-qinxian-jin", "per-you-zheng"]
    assert (open_.record.id, open_.together) == ("org-tsinghua-university", Truth.UNDECIDED)


# --- made by hand ---------------------------------------------------------------------------------------------------


def test_only_what_happened_counts() -> None:
    """Plans, claims and denials bring nobody together."""
    events = [at(str(modality), "x", "y", modality=modality) for modality in Modality]
    (edge,) = co_attendance(small.dataset(*PEOPLE, *events))
    assert [ground.record.id for ground in edge.grounds] == ["evt-happened"]


def test_only_those_who_were_there_count() -> None:
    """Not a label, not on whose behalf someone came, not who paid or was founded, not who is in no record."""
    guests = [
        small.guest("per-x", on_behalf_of="org-a"),
        small.guest("per-nobody"),
        Participation(entity="per-x", capacity=Capacity.SPEAKER),
        Participation(entity="per-y", capacity=Capacity.HOST),
        Participation(label="his delegation", capacity=Capacity.GUEST),
        *(Participation(entity="org-a", capacity=Capacity.parse(capacity)) for capacity in NOT_THERE),
    ]
    (edge,) = co_attendance(small.dataset(*PEOPLE, small.organisation("a"), small.event("v", None, *guests)))
    (ground,) = edge.grounds
    assert ground.one == (
        FactRef("evt-v", "participations", "guest:per-x"),
        FactRef("evt-v", "participations", "speaker:per-x"),
    )
    assert ground.other == (FactRef("evt-v", "participations", "host:per-y"),)
    assert ground.together is Truth.TRUE
    assert (repr(edge), repr(ground)) == ("<Edge x – y: 1>", "<Ground v: together, 3 facts>")


def test_occasions_are_counted_once() -> None:
    """Events that may be one, and parts of a whole, are grounds that weigh as one; two parts are two occasions."""
    data = small.dataset(
        *PEOPLE,
        at("whole", "x", "y"),
        at("middle", part_of="evt-whole"),
        at("part", "x", "y", "z", part_of="evt-middle"),
        at("again", "x", "y"),
        at("another", "x", "z", part_of="evt-whole"),
        at("more", "y", "z", part_of="evt-nowhere"),
        same("evt-again", "evt-whole"),
        same("evt-once-more", "evt-again"),
    )
    assert pairs(co_attendance(data)) == {("per-x", "per-z"): 2, ("per-y", "per-z"): 2, ("per-x", "per-y"): 1}


def test_events_that_are_parts_of_each_other_are_one() -> None:
    """A problem of the data, told elsewhere, hangs nothing here."""
    data = small.dataset(*PEOPLE, at("a", "x", "y", part_of="evt-b"), at("b", "x", "y", part_of="evt-a"))
    assert pairs(co_attendance(data)) == {("per-x", "per-y"): 1}


def test_two_records_of_one_person_make_no_pair() -> None:
    """Nor do retired ids; whoever may be the same is joined over any number of relations."""
    data = small.dataset(
        *(small.person(slug, small.role("Head", "org-old")) for slug in "xyz"),
        small.organisation("a"),
        at("v", "x", "y", "z"),
        same("per-x", "per-q"),
        same("per-q", "per-old"),
        org_old="org-a",
        per_old="per-y",
    )
    for ask in (co_attendance, shared_organisations):
        assert pairs(ask(data)) == {("per-x", "per-z"): 1, ("per-y", "per-z"): 1}


def test_a_body_that_is_not_there_joins_nobody() -> None:
    """A post at what no record tells is a problem of the data."""
    data = small.dataset(*(small.person(slug, small.role("Head", "org-q")) for slug in "xy"))
    assert shared_organisations(data) == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "together"),
    [
        (("2015/2017", None), ("2016-05/2020", None), Truth.TRUE),
        (("2015/2017", None), ("2018/2020", None), Truth.FALSE),
        (("2015/2017", None), ("2017/2020", None), Truth.UNDECIDED),
        (("2015/..", None), (None, "2019-03-04"), Truth.TRUE),
        (("2015/2017", None), (None, "2019-03-04"), Truth.UNDECIDED),
        ((None, "2019-03-04"), (None, "2019-03-04"), Truth.TRUE),
        ((None, "2019-03-04"), (None, "2019-03-05"), Truth.UNDECIDED),
        ((None, "2019-03"), (None, "2019-03"), Truth.UNDECIDED),
        ((None, None), (None, None), Truth.UNDECIDED),
    ],
)
def test_whether_they_had_their_posts_at_one_time(
    ours: tuple[str | None, str | None], theirs: tuple[str | None, str | None], together: Truth
) -> None:
    """Stated periods decide; else a day on which both are known to have been in post; else nobody knows."""
    sources = [small.source(slug, seen) for slug, (_, seen) in (("x", ours), ("y", theirs))]
    people = [
        small.person(
            slug,
            small.role("Head", "org-a", small.citation(slug), period=None if period is None else Period(period)),
        )
        for slug, (period, _) in (("x", ours), ("y", theirs))
    ]
    (edge,) = shared_organisations(small.dataset(small.organisation("a"), *sources, *people))
    (ground,) = edge.grounds
    assert ground.together is together
    assert ground.facts == (
        FactRef("per-x", "roles", "Head@org-a"),
        FactRef("per-y", "roles", "Head@org-a"),
    )


@given(st.lists(st.sets(st.sampled_from("xyz")), max_size=6))
def test_the_more_events_the_weightier(guests: list[set[str]]) -> None:
    """Events that have nothing to do with each other weigh one each."""
    events = [at(str(number), *sorted(slugs)) for number, slugs in enumerate(guests)]
    counted = {
        (f"per-{one}", f"per-{other}"): sum({one, other} <= slugs for slugs in guests)
        for one, other in combinations("xyz", 2)
    }
    edges = co_attendance(small.dataset(*PEOPLE, *events))
    assert pairs(edges) == {pair: count for pair, count in counted.items() if count}
    assert [edge.weight for edge in edges] == sorted((edge.weight for edge in edges), reverse=True)
