"""Is what held on a day, and what was known by it, told without what surely was not?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import small
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, FactRef
from sinouk_innov.integrity import problems
from sinouk_innov.model.belonging import Identifier
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import FACT_KINDS, citations_for, citations_in, facts_of
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Name
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    Capacity,
    IdentifierScheme,
    Measure,
    Modality,
    NameKind,
    RelationKind,
    RemarkKind,
    StatisticStatus,
)
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.clocks import known_by, valid_on
from sinouk_innov.questions.posts import people_at
from sinouk_innov.questions.time import timeline

if TYPE_CHECKING:
    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Record

DAYS = st.sampled_from(small.DAYS)
EARLY, LATE, UNDATED = small.citation("early"), small.citation("late"), small.citation("undated")
SOURCES = (small.source("early", "2018-05-01"), small.source("late", "2020-05-01"), small.source("undated"))


def ids(data: Dataset) -> list[str]:
    """Return the ids of all records."""
    return [record.id for record in data]


def refs(data: Dataset) -> set[tuple[FactRef, str]]:
    """Return the addresses of all facts, a post's under each of its titles: the first may be of a later page."""
    found: set[tuple[FactRef, str]] = set()
    for record in data:
        for fact in facts_of(record):
            if isinstance(fact.value, Role):
                body = fact.value.body
                found |= {(FactRef(record.id, "roles"), f"{title.text}@{body}") for title in fact.value.titles}
            else:
                found.add((fact.ref, ""))
    return found


def named(text: str, *citations: Citation, **fields: Any) -> Name:
    """Make a name."""
    return Name(text=text, language="en", kind=NameKind.OFFICIAL, citations=citations, **fields)


# --- what held ------------------------------------------------------------------------------------------------------


def test_what_surely_did_not_hold_is_left_out() -> None:
    """A post, name and relation of another time, a later event and a later result go; what may have held stays."""
    past, then = Period("2001/2005"), Period("2016/..")
    person = small.person(
        "x",
        small.role("Head", "org-a", period=past),
        small.role("Adviser", "org-a", period=then),
        small.role("Member", "org-a"),
    )
    body = small.organisation("a", names=(named("A"), named("Old A", period=past)))
    kind = RelationKind.PARTNER_OF
    figure: dict[str, Any] = {"about": "org-a", "measure": Measure.RANK, "quantity": Quantity(3)}
    data = small.dataset(
        person,
        body,
        small.organisation("b"),
        Relation(id="rel-past", kind=kind, subject="org-a", object="org-b", period=past, citations=(EARLY,)),
        Relation(id="rel-then", kind=kind, subject="org-a", object="org-b", period=then, citations=(EARLY,)),
        small.event("before", "2017", citations=(EARLY,)),
        small.event("after", "2019-06", citations=(EARLY,)),
        small.event("perhaps", "[2018..2020]", citations=(EARLY,)),
        small.event("undated", citations=(EARLY,)),
        small.event("plan", "2025", modality=Modality.PLANNED, citations=(EARLY,)),
        Statistic(id="sta-later", as_of=PartialDate("2020"), citations=(EARLY,), **figure),
        Statistic(id="sta-over", over=PartialDate("2020"), citations=(EARLY,), **figure),
        Statistic(id="sta-aim", as_of=PartialDate("2020"), status=StatisticStatus.TARGET, citations=(EARLY,), **figure),
        *SOURCES,
    )
    found = valid_on(data, "2018-12-31")
    assert [str(role.title) for role in found.people[0].roles] == ["Adviser", "Member"]
    assert [name.text for name in found.organisations["org-a"].names] == ["A"]
    assert [relation.id for relation in found.relations] == ["rel-then"]
    assert [event.id for event in found.events] == ["evt-before", "evt-perhaps", "evt-plan", "evt-undated"]
    assert [statistic.id for statistic in found.statistics] == ["sta-aim"]
    assert [holding.held for holding in people_at(found, "org-a", "2018-12-31")] == [True, None]


def test_what_hangs_on_it_goes_too() -> None:
    """A remark made at a later event goes with it, and so does a body without a name; other references are cut."""
    remark: dict[str, Any] = {"gist": "All is well.", "kind": RemarkKind.STATEMENT, "citations": (EARLY,)}
    old = small.organisation("old", names=(named("Old", EARLY, period=Period("2001/2005")),))
    guest = small.guest("org-old", EARLY)
    acting = Participation(label="a guest", capacity=Capacity.GUEST, on_behalf_of="org-old", citations=(EARLY,))
    ends = ("org-old", "org-new")
    data = small.dataset(
        old,
        small.organisation(
            "new",
            names=(named("New", EARLY),),
            part_of="org-old",
            citations=(attrs.evolve(EARLY, supports=("kind", "part_of")),),
        ),
        small.event("later", "2019", citations=(EARLY,)),
        small.event("part", "2017", guest, acting, part_of="evt-later", about=ends, citations=(EARLY,)),
        Remark(id="rem-later", event="evt-later", **remark),
        Remark(id="rem-old", speaker="org-old", **remark),
        Remark(id="rem-other", about=("evt-later", "evt-part"), **remark),
        small.source("early", "2018-05-01"),
    )
    found = valid_on(data, "2018")
    assert ids(found) == ["src-early", "org-new", "evt-part", "rem-other"]
    assert found.organisations["org-new"].part_of is None
    assert [citation.supports for citation in found.organisations["org-new"].citations] == [("kind",)]
    event = found.events["evt-part"]
    assert (event.part_of, event.about) == (None, ("org-new",))
    assert [(one.label, one.on_behalf_of) for one in event.participations] == [("a guest", None)]
    assert found.remarks["rem-other"].about == ("evt-part",)
    assert problems(found) == ()


# --- what was known -------------------------------------------------------------------------------------------------


def test_what_was_published_later_was_not_known() -> None:
    """Facts that a later source alone tells go; those that another tells too keep its citation, and no other."""
    kind = attrs.evolve(EARLY, supports=("kind",))
    seat = attrs.evolve(LATE, supports=("seat",))
    body = small.organisation("a", "pla-x", names=(named("A", EARLY, LATE), named("Aa", LATE)), citations=(kind, seat))
    data = small.dataset(
        body,
        small.place("x", names=(named("X", UNDATED),), citations=(attrs.evolve(UNDATED, supports=("kind",)),)),
        small.organisation("b", names=(named("B", LATE),), citations=(attrs.evolve(LATE, supports=("kind",)),)),
        small.event(
            "e",
            "2017",
            small.guest("org-b", EARLY),
            citations=(EARLY, attrs.evolve(LATE, supports=("where",))),
            where="pla-x",
        ),
        small.event("f", "2017", citations=(LATE,)),
        *SOURCES,
    )
    found = known_by(data, "2019")
    assert ids(found) == ["src-early", "src-undated", "pla-x", "org-a", "evt-e"]
    assert {citation.source for record in found for _, citation in citations_in(record)} == {"src-early", "src-undated"}
    assert [name.text for name in found.organisations["org-a"].names] == ["A"]
    assert found.organisations["org-a"].seat is None
    assert (found.events["evt-e"].where, found.events["evt-e"].participations) == (None, ())
    assert problems(found) == ()
    assert known_by(data, "2020-05-01") == data


def test_a_kind_that_later_sources_tell_is_inferred() -> None:
    """A record whose name was known and whose kind was told later is kept, and its kind marked as inferred."""
    body = small.organisation("a", names=(named("A", EARLY),), citations=(attrs.evolve(LATE, supports=("kind",)),))
    found = known_by(small.dataset(body, *SOURCES), "2019").organisations["org-a"]
    (citation,) = citations_for(found, "kind")
    assert (citation.source, citation.basis) == ("src-early", Basis.INFERRED)
    assert citation.note == "Told by a source that is not among those that are left."


def test_what_is_left_with_a_guess_only_goes() -> None:
    """Names and identifiers that were only inferred were not printed by then; a title goes with its page."""
    guess = attrs.evolve(EARLY, basis=Basis.INFERRED, note="by its sound")
    register = Identifier(scheme=IdentifierScheme.ROR, value="03cve4549", citations=(guess, LATE))
    kind = attrs.evolve(EARLY, supports=("kind",))
    body = small.organisation(
        "a", names=(named("A", EARLY), named("Ay", guess, LATE)), identifiers=(register,), citations=(kind,)
    )
    head = small.role("Head", "org-a", EARLY)
    chief = attrs.evolve(head.titles[0], text="Chief", citations=(LATE,))
    person = small.person(
        "x",
        attrs.evolve(head, titles=(*head.titles, chief)),
        small.role("Adviser", "org-a", LATE),
        names=(named("X", EARLY),),
    )
    only = attrs.evolve(small.role("Member", "org-a", EARLY), titles=(chief,))
    other = small.person("y", only, names=(named("Y", EARLY),))
    found = known_by(small.dataset(body, person, other, *SOURCES), "2019")
    assert [name.text for name in found.organisations["org-a"].names] == ["A"]
    assert found.organisations["org-a"].identifiers == ()
    (role,) = found.people["per-x"].roles
    assert [title.text for title in role.titles] == ["Head"]
    assert found.people["per-y"].roles == ()


def test_no_page_is_older_than_its_news() -> None:
    """A page without a date, or with one by mistake, that tells of a later event was not there before it."""
    event = small.event("e", "2019-11-05", citations=(UNDATED, EARLY))
    span = small.event("f", "2019-11/2020", citations=(UNDATED,))
    data = small.dataset(event, span, small.event("g", "../2000", citations=(UNDATED,)), *SOURCES[::2])
    assert ids(known_by(data, "2019-10-31")) == []
    assert "evt-e" in known_by(data, "2019-11-05")
    planned = small.dataset(attrs.evolve(event, modality=Modality.PLANNED), *SOURCES[::2])
    assert "evt-e" in known_by(planned, "2019-10-31")


def test_retired_ids_of_what_is_gone() -> None:
    """An id whose successor is not there leads nowhere, and is left out; one that is retired for good stays."""
    data = Dataset.of(
        [small.event("late", "2020", citations=(LATE,)), *SOURCES], redirects={"evt-old": "evt-late", "evt-gone": None}
    )
    assert known_by(data, "2019").redirects == {"evt-gone": None}
    assert known_by(data, "2021").redirects == data.redirects


def test_days_are_days() -> None:
    """What is no day is refused."""
    for question in (known_by, valid_on):
        with pytest.raises(ValueError, match="soon"):
            question(load(), "soon")


# --- the bundled data -----------------------------------------------------------------------------------------------


def test_what_was_known_of_taizhou_before_its_page() -> None:
    """The zone's figures stand on a page of May 2021: the day before they were not known, and then they were."""
    figure = "sta-taizhou-bay-new-area-four-top-enterprises"
    assert figure not in known_by(load(), "2021-05-16")
    assert figure in known_by(load(), "2021-05-17")


def test_the_signing_of_trinity_and_tus_on_both_clocks() -> None:
    """By the end of January 2018 the signing had not happened; by its day no page that tells of it was out."""
    signing = "evt-tus-trinity-signing-2018"
    assert signing not in valid_on(load(), "2018-01-31")
    assert signing in valid_on(load(), "2018-02-01")
    assert signing not in known_by(load(), "2018-01-31")
    later = known_by(load(), "2019")
    assert signing in [moment.event.id for moment in timeline(later, "per-gregory-winter")]


@settings(max_examples=8)
@given(DAYS)
def test_what_is_left_is_sound(day: str) -> None:
    """What held and what was known fits together, says nothing new, and is the same when asked again."""
    data = load()
    for question in (known_by, valid_on):
        found = question(data, day)
        assert problems(found) == ()
        assert refs(found) <= refs(data)
        assert question(found, day) == found


@settings(max_examples=20)
@given(DAYS, DAYS)
def test_more_is_known_later(one: str, other: str) -> None:
    """Whatever was known by a day is known by every later one."""
    early, late = sorted((PartialDate(one), PartialDate(other)), key=lambda day: day.sort_key)
    if early.before(late):
        assert refs(known_by(load(), early)) <= refs(known_by(load(), late))


def dated() -> Dataset:
    """Return the bundled data with a date for every source, each fact told by the sources that tell its date.

    A source without a date, or with one before its news, is taken to be of this year.
    """
    found: list[Record] = []
    for record in load():
        changes: dict[str, Any] = {
            "citations": tuple({attrs.evolve(one, supports=()): None for one in record.citations})
        }
        if isinstance(record, Source):
            changes = {"absent": ()}
            if record.published is None or record.id not in known_by(load(), record.published):
                changes["published"] = PartialDate("2026")
        elif record.prefix not in FACT_KINDS:
            changes = {}
        found.append(attrs.evolve(record, **changes))
    return Dataset.of(found)


DATED = dated()


@settings(max_examples=15)
@given(DAYS, DAYS)
def test_the_clocks_commute(known: str, valid: str) -> None:
    """Where sources bear dates, and tell these of what they tell, it makes no difference which clock is asked first."""
    assert valid_on(known_by(DATED, known), valid) == known_by(valid_on(DATED, valid), known)


@settings(max_examples=8)
@given(DAYS, DAYS)
def test_either_clock_first_leaves_what_is_sound(known: str, valid: str) -> None:
    """On the data as they are the two orders may differ, and both fit together."""
    data = load()
    assert problems(valid_on(known_by(data, known), valid)) == ()
    assert problems(known_by(valid_on(data, valid), known)) == ()


def test_where_the_clocks_differ() -> None:
    """An event whose date was told later may have happened, as far as was known, on a day on which it had not."""
    event = small.event("e", "2017", citations=(EARLY, attrs.evolve(LATE, supports=("when",))))
    data = small.dataset(event, *SOURCES)
    assert "evt-e" in valid_on(known_by(data, "2019"), "2016")
    assert "evt-e" not in known_by(valid_on(data, "2016"), "2019")
