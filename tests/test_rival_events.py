"""Which records of events are taken for one event, and what they tell differently, on records made by hand."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import sinouk_innov as si
import small
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.disagreement import conflicts

SOURCES = (small.source("a", "2020-05-01"), small.source("b", "2021-06-01"))
PARK = small.centre("park")
VENTURE = si.Initiative(id="ini-v", names=(small.name("v"),), kind=si.InitiativeKind.JOINT_VENTURE)


def told(slug: str, when: str | None, **fields: Any) -> si.Event:
    """Tell of the opening of a park, from a source that bears the first letter of the id."""
    given: dict[str, Any] = {
        "kind": si.EventKind.OPENING,
        "about": ("cen-park",),
        "citations": (small.citation(slug[0]),),
    }
    return small.event(slug, when, **(given | fields))


def same(one: str, other: str, kind: str = "same_as") -> si.Relation:
    """Say, as a curator, that two events are one, or that they are not."""
    because = small.citation("a", basis=si.Basis.INFERRED, note="They look alike.")
    return si.Relation(id="rel-r", subject=one, kind=si.RelationKind.parse(kind), object=other, citations=(because,))


def found_in(*records: si.Record) -> list[tuple[str, list[str], Cause]]:
    """Return what is asked, the answers and the cause of each conflict among some records."""
    data = small.dataset(*SOURCES, PARK, VENTURE, *records)
    return [
        (conflict.question.asked, [side.text for side in conflict.sides], conflict.cause)
        for conflict in conflicts(data)
    ]


def test_what_comes_but_once_has_one_day() -> None:
    """Two pages date the opening of one centre differently; days that may be one are no conflict."""
    one = told("a1", "2018-10")
    assert found_in(one, told("b1", "2018-11-22")) == [
        ("when of the opening", ["2018-10", "2018-11-22"], Cause.REAL_CONFLICT)
    ]
    assert found_in(one, told("b1", "2018-10-05")) == []
    assert found_in(one, told("b1", None)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"about": ()},
        {"kind": si.EventKind.VISIT},
        {"kind": si.EventKind.FOUNDING},
        {"kind": si.EventKind.LAUNCH},
        {"modality": si.Modality.PLANNED},
        {"citations": (small.citation("a"),)},
        {"part_of": "evt-a1"},
    ],
)
def test_other_events_are_another_question(fields: dict[str, Any]) -> None:
    """Events of other kinds, plans, parts, and what one page tells as two are not held against an opening."""
    assert found_in(told("a1", "2018-10"), told("b1", "2018-11-22", **fields)) == []


def test_some_kinds_come_once_only_to_some_things() -> None:
    """An agreement is signed once and a programme launched once; a centre may launch and sign much."""
    for kind in (si.EventKind.SIGNING, si.EventKind.LAUNCH):
        for about, count in (("ini-v", 1), ("cen-park", 0)):
            events = [told(slug, when, kind=kind, about=(about,)) for slug, when in (("a1", "2017"), ("b1", "2018"))]
            assert len(found_in(*events)) == count


def test_a_curator_joins_and_parts_events() -> None:
    """Events that a curator holds for one are compared whatever their kind; those told apart are not compared."""
    one, other = told("a1", "2018-10", about=()), told("a2", "2018-11-22", about=(), kind=si.EventKind.LAUNCH)
    assert found_in(one, other) == []
    [(asked, _, cause)] = found_in(one, other, same("evt-a1", "evt-a2"))
    assert (asked, cause) == ("when of the launch / opening", Cause.REAL_CONFLICT)
    pair = (told("a1", "2018-10"), told("b1", "2018-11-22"))
    assert len(found_in(*pair, same("evt-a1", "evt-b1"))) == 1
    assert found_in(*pair, same("evt-a1", "evt-b1", "distinct_from")) == []


def test_one_pair_is_told_once_though_it_is_about_two_things() -> None:
    """Two records of an event about two things are one conflict."""
    both = {"about": ("cen-park", "ini-v")}
    assert len(found_in(told("a1", "2018-10", **both), told("b1", "2018-11-22", **both))) == 1


def test_places_are_compared_unless_the_one_lies_in_the_other() -> None:
    """An event in a city and in its hall is in one place; one in two cities is told differently."""
    places = (small.place("city"), small.place("hall", "pla-city"), small.place("town"))
    one = told("a1", "2018", where="pla-city")
    assert found_in(*places, one, told("b1", "2018", where="pla-hall")) == []
    [(asked, texts, _)] = found_in(*places, one, told("b1", "2018", where="pla-town"))
    assert (asked, texts) == ("where of the opening", ["pla-city", "pla-town"])


def test_what_is_denied_is_held_against_what_is_told() -> None:
    """That something took place and that it did not is a conflict; that it was planned and did not is none."""
    denied = told("b1", "2018", modality=si.Modality.DENIED)
    [(asked, texts, _)] = found_in(told("a1", "2018"), denied)
    assert (asked, texts) == ("modality of the opening", ["denied", "happened"])
    assert found_in(told("a1", "2018", modality=si.Modality.PLANNED), denied) == []
    assert found_in(told("a1", "2018", modality=si.Modality.DENIED), denied) == []


def test_a_page_is_not_older_than_what_it_tells() -> None:
    """A page that is dated before a day of which it tells as past bears a wrong date, or tells one."""
    [(_, texts, cause)] = found_in(told("a1", "2020-06-01"))
    assert (texts, cause) == (["2020-05-01, by the page", "2020-06-01"], Cause.COPY_ERROR)
    [(_, _, cause)] = found_in(told("a1", "2020-09-17"))
    assert cause is Cause.REAL_CONFLICT
    assert found_in(told("a1", "2020-04-01")) == []
    assert found_in(told("a1", "2020-09-17", modality=si.Modality.PLANNED)) == []


@pytest.mark.parametrize(
    ("reason", "note", "count"),
    [
        ("doubted", "The page prints 2020-05-01 and tells of June.", 1),
        ("doubted", "No year is printed.", 0),
        ("not_stated", "The address has 2020-05-01.", 0),
    ],
)
def test_a_doubted_date_of_a_page_is_read_from_its_note(reason: str, note: str, count: int) -> None:
    """Where the date of a page is left out because it is doubted, the note says which it is."""
    absence = si.Absence(field="published", reason=si.AbsenceReason.parse(reason), note=note)
    page = small.source("c", absent=(absence,))
    assert len(found_in(page, told("c1", "2020-06-01"))) == count


def test_nothing_is_agreed_on_before_it_is_thought_of() -> None:
    """The conception of a centre after the signing of the agreement that concerns it is told wrongly, or that is."""
    idea = told(
        "a1",
        "2017-10",
        kind=si.EventKind.OTHER,
        names=(small.name("Conception of the park"),),
        note="The idea of it.",
    )
    signing = told("b1", "2016-12", kind=si.EventKind.SIGNING, about=("ini-v",))
    concerns = si.Relation(
        id="rel-c", subject="ini-v", kind=si.RelationKind.CONCERNS, object="cen-park", citations=(small.citation("a"),)
    )
    assert found_in(idea, signing) == []
    [(asked, texts, cause)] = found_in(idea, signing, concerns)
    assert (asked, cause) == ("what came first, the idea or the signing", Cause.REAL_CONFLICT)
    assert texts == ["2016-12", "2017-10"]
    assert found_in(idea, attrs.evolve(signing, when=si.PartialDate("2018")), concerns) == []
    assert found_in(attrs.evolve(idea, names=(small.name("Party"),)), signing, concerns) == []
