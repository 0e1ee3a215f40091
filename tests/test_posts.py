"""Who held which post, and on which day that is known: never more than a source shows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.posts import Holding, people_at, roles_of

MAY, JULY, OCTOBER = "2019-05-01", "2019-07-01", "2019-10-01"
DAYS = st.one_of(
    st.none(),
    st.sampled_from(small.DAYS),
    st.dates(dt.date(2015, 1, 1), dt.date(2024, 12, 31)).map(str),
    st.sampled_from(["2019", "2019-05", "2021~", "[2019..2023]"]),
)


def held(holdings: tuple[Holding, ...]) -> list[tuple[str, bool | None]]:
    """Say of each post whether it was held."""
    return [(holding.role.title, holding.held) for holding in holdings]


@given(st.sampled_from(naive.ids(naive.raw(), "per")), DAYS)
def test_roles_agree_with_a_plain_loop(person_id: str, on: str | None) -> None:
    """The posts of anyone on any day are those that a loop over the files finds."""
    found = roles_of(load(), person_id, on)
    expected = naive.roles_of(naive.raw(), person_id, on)
    assert [(holding.role.title, holding.role.body, holding.held) for holding in found] == expected


@given(st.sampled_from(naive.ids(naive.raw(), "org", "cen")), DAYS)
def test_people_agree_with_a_plain_loop(body_id: str, on: str | None) -> None:
    """So are the people in posts at any body."""
    found = people_at(load(), body_id, on)
    expected = naive.people_at(naive.raw(), body_id, on)
    assert [(holding.person.id, holding.role.title, holding.held) for holding in found] == expected


def test_every_post_is_seen_where_the_files_show_it() -> None:
    """The days on which a post was shown are those of its sources and of the events that the same passages tell."""
    for person in naive.raw()["people"]:
        for role, holding in zip(person.get("roles", []), roles_of(load(), person["id"]), strict=True):
            assert {str(day) for day in holding.seen} == naive.seen(naive.raw(), person["id"], role)
            assert sorted(holding.seen, key=lambda day: day.sort_key) == list(holding.seen)


def test_each_post_has_the_address_of_a_fact() -> None:
    """What the answer rests on can be looked up."""
    for person in load().people:
        facts = {fact.ref: fact.value for fact in facts_of(person)}
        for holding in roles_of(load(), person):
            assert facts[holding.fact] == holding.role


def test_nobody_holds_a_post_between_two_sightings() -> None:
    """Seen in May and in October makes nothing known of July."""
    role = small.role("Head", "org-a", small.citation("may"), small.citation("october"))
    data = small.dataset(
        small.source("may", MAY), small.source("october", OCTOBER), small.organisation("a"), small.person("x", role)
    )
    assert [roles_of(data, "per-x", day)[0].held for day in (MAY, JULY, OCTOBER)] == [True, None, True]
    assert roles_of(data, "per-x")[0].held is True
    assert roles_of(data, "per-x")[0].seen == (PartialDate(MAY), PartialDate(OCTOBER))


@pytest.mark.parametrize("day", [MAY, dt.date(2019, 5, 1), PartialDate(MAY)])
def test_a_day_is_given_in_any_form(day: str | dt.date | PartialDate) -> None:
    """Text, date and partial date are one day."""
    role = small.role("Head", "org-a", small.citation("may"))
    person = small.person("x", role)
    data = small.dataset(small.source("may", MAY), small.organisation("a"), person)
    assert held(roles_of(data, person, day)) == [("Head", True)]
    assert held(people_at(data, data.organisations["org-a"], day)) == [("Head", True)]


@pytest.mark.parametrize("vague", ["2019-05", "2019", "2019-05-01~", "[..2019-05-01]", "[2019-05-01..2019-05-02]"])
def test_a_vague_date_shows_nobody_on_a_day(vague: str) -> None:
    """Neither a source that was published on some day of May, nor a question about some day of it, settles a day."""
    role = small.role("Head", "org-a", small.citation("vague"))
    data = small.dataset(small.source("vague", vague), small.organisation("a"), small.person("x", role))
    assert held(roles_of(data, "per-x", MAY)) == [("Head", None)]
    assert held(roles_of(data, "per-x", vague)) == [("Head", None)]


def test_the_same_passage_shows_a_post_on_the_day_of_its_event() -> None:
    """A page of October that tells, in the sentence of the post, of a visit in May, shows the post in May."""
    here, elsewhere = small.citation("october", "the head came"), small.citation("october", "others came too")
    role = small.role("Head", "org-a", here)
    data = small.dataset(
        small.source("october", OCTOBER),
        small.organisation("a"),
        small.person("x", role),
        small.event("visit", MAY, small.guest("per-x", here)),
        small.event("told-elsewhere", JULY, small.guest("per-x", elsewhere)),
        small.event("of-another", "2019-08-01", small.guest("org-a", here)),
        small.event("on-some-day", "2019-06", small.guest("per-x", here)),
        small.event("for-a-while", "2019-01-01/2019-01-02", small.guest("per-x", here)),
        small.event("to-come", "2019-12-01", small.guest("per-x", here), modality=Modality.PLANNED),
    )
    assert roles_of(data, "per-x")[0].seen == (PartialDate(MAY), PartialDate(OCTOBER))
    assert held(roles_of(data, "per-x", MAY)) == [("Head", True)]
    assert held(roles_of(data, "per-x", "2019-12-01")) == [("Head", None)]


def test_citations_without_a_passage_share_none() -> None:
    """Two citations of the same register say nothing of each other."""
    role = small.role("Head", "org-a", small.citation("register"))
    data = small.dataset(
        small.source("register"),
        small.organisation("a"),
        small.person("x", role),
        small.event("visit", MAY, small.guest("per-x", small.citation("register"))),
    )
    assert roles_of(data, "per-x")[0].seen == ()
    assert held(roles_of(data, "per-x", MAY)) == [("Head", None)]


def test_a_stated_period_decides() -> None:
    """Inside it the post was held, outside it is left out, and at its fuzzy ends nothing is known."""
    role = small.role("Head", "org-a", small.citation("may"), period=Period("2018-03/2019-05"))
    data = small.dataset(small.source("may", "2021-01-01"), small.organisation("a"), small.person("x", role))
    assert held(roles_of(data, "per-x", "2018-09-01")) == [("Head", True)]
    assert held(roles_of(data, "per-x", "2018-03-15")) == [("Head", None)]
    assert held(roles_of(data, "per-x", "2020-01-01")) == []
    assert held(people_at(data, "org-a", "2020-01-01")) == []
    assert held(people_at(data, "org-a")) == [("Head", True)]


def test_posts_at_parts_of_a_body_are_not_its_own() -> None:
    """Who heads a department does not thereby hold a post at the whole."""
    data = small.dataset(
        small.source("may", MAY),
        small.organisation("a"),
        small.organisation("b", part_of="org-a"),
        small.person("x", small.role("Head", "org-b", small.citation("may"))),
    )
    assert people_at(data, "org-a") == ()
    assert [holding.person.id for holding in people_at(data, "org-b")] == ["per-x"]


def test_a_retired_id_finds_its_successor() -> None:
    """An id that was retired still asks for the same person and body."""
    data = small.dataset(
        small.source("may", MAY),
        small.organisation("a"),
        small.person("x", small.role("Head", "org-a", small.citation("may"))),
        per_old="per-x",
        org_old="org-a",
    )
    assert roles_of(data, "per-old") == roles_of(data, "per-x") == people_at(data, "org-old")


def test_what_is_not_there_is_refused() -> None:
    """An unknown person, body or day is an error, and never an empty answer."""
    with pytest.raises(UnknownIdError, match="no person has the id 'per-nobody'"):
        roles_of(load(), "per-nobody")
    with pytest.raises(UnknownIdError, match="org-nothing"):
        people_at(load(), "org-nothing")
    with pytest.raises(ValueError, match="no date"):
        roles_of(load(), "per-peng-lv", "last May")
    with pytest.raises(ValueError, match="not in the calendar"):
        people_at(load(), "org-haier", "2019-13-01")


def test_a_holding_shows_itself() -> None:
    """The repr names person, post and body, and says where nothing is known."""
    role = small.role("Head", "org-a", small.citation("may"))
    data = small.dataset(small.source("may", MAY), small.organisation("a"), small.person("x", role))
    (known,), (unknown,) = roles_of(data, "per-x", MAY), roles_of(data, "per-x", JULY)
    assert repr(known) == "<Holding x: Head, org-a, held>"
    assert repr(unknown) == "<Holding x: Head, org-a, not known>"
    assert known.fact == FactRef("per-x", "roles", "Head@org-a")
