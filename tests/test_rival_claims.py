"""Which posts, places and distinctions are told differently, on records made by hand."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import sinouk_innov as si
import small
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.disagreement import conflicts

SOURCES = (small.source("a", "2018-05-01"), small.source("b", "2018-05-01"), small.source("c", "2021-06-01"))
TUS = small.organisation("tus")
A, B, C = (small.citation(slug) for slug in "abc")


def found_in(*records: si.Record) -> list[tuple[str, list[str], Cause]]:
    """Return what is asked, the answers and the cause of each conflict among some records."""
    data = small.dataset(*SOURCES, TUS, *records)
    return [
        (conflict.question.asked, [side.text for side in conflict.sides], conflict.cause)
        for conflict in conflicts(data)
    ]


def signing(*parts: si.Participation) -> si.Event:
    """Make a signing."""
    return small.event("signing", "2017", *parts, kind=si.EventKind.SIGNING, citations=(A, B))


def signs(entity: str, *citations: si.Citation, **fields: Any) -> si.Participation:
    """Let someone sign."""
    given: dict[str, Any] = {"entity": entity, "capacity": si.Capacity.SIGNATORY, "citations": citations}
    return si.Participation(**(given | fields))


def same(one: str, other: str) -> si.Relation:
    """Say, as a curator, that two people are one."""
    because = small.citation("a", basis=si.Basis.INFERRED, note="They look alike.")
    return si.Relation(id="rel-r", subject=one, kind=si.RelationKind.SAME_AS, object=other, citations=(because,))


LI = small.person("li", small.role("Chair", "org-tus", A))
LU = small.person("lu", small.role("Vice Chair", "org-tus", B))


def test_one_body_signs_by_one_hand() -> None:
    """Two pages let two people sign for one body, by its name or by the posts in which they show them."""
    by_name = [signs(person, cited, on_behalf_of="org-tus") for person, cited in (("per-li", A), ("per-lu", B))]
    by_post = [signs("per-li", A), signs("per-lu", B)]
    for parts in (by_name, by_post, [by_name[0], by_post[1]]):
        assert found_in(LI, LU, signing(*parts)) == [("signatory for tus", ["li", "lu"], Cause.REAL_CONFLICT)]


@pytest.mark.parametrize(
    "parts",
    [
        (signs("per-li", A), signs("per-lu", A, on_behalf_of="org-tus")),
        (signs("per-li", A), signs("per-lu", C)),
        (signs("per-li", A), signs("per-lu", B, capacity=si.Capacity.SPEAKER)),
        (signs("org-tus", A), signs("per-lu", B)),
        (signs("per-li", on_behalf_of="org-tus"),),
        (signs("per-li", A), si.Participation(label="someone", capacity=si.Capacity.SIGNATORY, citations=(B,))),
    ],
)
def test_two_hands_may_both_be_right(parts: tuple[si.Participation, ...]) -> None:
    """Two who sign on one page, for bodies that are not known, or who only speak, are no conflict."""
    assert found_in(LI, LU, signing(*parts)) == []


def test_one_person_under_two_names_signs_once() -> None:
    """Two records that a curator holds for one person are no two hands."""
    assert found_in(LI, LU, signing(signs("per-li", A), signs("per-lu", B)), same("per-li", "per-lu")) == []


def test_names_in_two_languages_may_be_one_person() -> None:
    """Where the two are named in no common language, the cause may be a translation."""
    chinese = attrs.evolve(LU, names=(small.name("陆", language="zh"),))
    [(_, texts, cause)] = found_in(LI, chinese, signing(signs("per-li", A), signs("per-lu", B)))
    assert (texts, cause) == (["li", "陆"], Cause.TRANSLATION)


def deputy(title: str, *citations: si.Citation, language: str = "en") -> si.Role:
    """Make a post as a deputy of the body."""
    titles = (small.name(title, *citations, language=language),)
    return si.Role(titles=titles, rank=si.Rank.DEPUTY, body="org-tus", citations=citations)


@pytest.mark.parametrize(("language", "cause"), [("en", Cause.REAL_CONFLICT), ("de", Cause.TRANSLATION)])
def test_nobody_is_head_and_deputy_at_one_event(language: str, cause: Cause) -> None:
    """Two pages on one event show a person as head and as deputy of a body; in two languages it may be the words."""
    person = small.person("li", small.role("Head", "org-tus", A), deputy("Deputy", B, language=language))
    event = small.event("visit", "2017", small.guest("per-li", A), citations=(A, B))
    assert found_in(person, event) == [("rank at the body, at one event", ["Deputy", "Head"], cause)]
    assert found_in(person) == []
    assert found_in(person, attrs.evolve(event, modality=si.Modality.PLANNED)) == []
    assert found_in(person, attrs.evolve(event, citations=(A,))) == []


def test_a_page_may_show_two_posts() -> None:
    """One page that shows a person in two posts, or pages on two bodies, are no conflict."""
    event = small.event("visit", "2017", small.guest("per-li", A), citations=(A, B))
    assert found_in(small.person("li", small.role("Head", "org-tus", A), deputy("Deputy", A)), event) == []
    other = attrs.evolve(deputy("Deputy", B), body="org-else")
    else_ = small.organisation("else")
    assert found_in(small.person("li", small.role("Head", "org-tus", A), other), event, else_) == []


def test_two_people_do_not_hold_one_post_on_one_day() -> None:
    """Two pages of one day, or two stated periods, that have two people in one post at the head of a body."""
    li = small.person("li", small.role("Head", "org-tus", A))
    lu = small.person("lu", small.role("head", "org-tus", B))
    assert found_in(li, lu) == [("who is head", ["li", "lu"], Cause.REAL_CONFLICT)]
    assert found_in(li, lu, same("per-li", "per-lu")) == []
    later = small.person("lu", small.role("Head", "org-tus", C))
    assert found_in(li, later) == []
    periods = [
        small.person(slug, small.role("Head", "org-tus", cited, period=si.Period("2015/2019")))
        for slug, cited in (("li", A), ("lu", C))
    ]
    assert len(found_in(*periods)) == 1
    assert found_in(periods[0], later) == []
    assert found_in(small.person("li", small.role("Head", "org-tus", A), small.role("head", "org-tus", B))) == []


def test_a_body_is_in_one_place() -> None:
    """Two places of a body are one where the one lies in the other, and else a conflict."""
    places = (small.place("uk"), small.place("bath", "pla-uk"), small.place("rome"))
    based = {
        place: si.Relation(
            id=f"rel-{place}",
            subject="org-firm",
            kind=si.RelationKind.BASED_IN,
            object=f"pla-{place}",
            citations=(B,),
        )
        for place in ("uk", "rome")
    }
    firm = small.organisation("firm", seat="pla-bath", citations=(small.citation("a", supports=("seat",)),))
    assert found_in(*places, firm, based["uk"]) == []
    assert found_in(*places, firm, based["rome"]) == [("where it is", ["bath", "rome"], Cause.REAL_CONFLICT)]
    assert found_in(*places, small.organisation("firm"), *based.values()) == [
        ("where it is", ["rome", "uk"], Cause.REAL_CONFLICT)
    ]


def remark(slug: str, gist: str, *about: str, kind: str = "distinction") -> si.Remark:
    """Set something apart, by a source that bears the first letter of the id."""
    return si.Remark(
        id=f"rem-{slug}", gist=gist, about=about, kind=si.RemarkKind.parse(kind), citations=(small.citation(slug[0]),)
    )


PARKS = (small.centre("north"), small.centre("south"))
FIRST = remark("a1", "It is the first park abroad.", "cen-north", "org-tus")


@pytest.mark.parametrize(
    ("gist", "count"),
    [("No site outside China came before: the first.", 1), ("The first in which women work.", 0)],
)
def test_only_one_is_the_first(gist: str, count: int) -> None:
    """Two parks are told to be the first that one firm has abroad, in whatever words; the first of women is another."""
    found = found_in(*PARKS, FIRST, remark("b1", gist, "cen-south", "org-tus"))
    assert found == [("which is the first", ["north", "south"], Cause.REAL_CONFLICT)] * count


def test_without_a_range_the_words_must_agree() -> None:
    """Two largest parks of one firm are a conflict where mostly the same words say so."""
    one = remark("a1", "It is the largest park of the firm.", "cen-north", "org-tus")
    assert len(found_in(*PARKS, one, remark("b1", "The largest park of the firm.", "cen-south", "org-tus"))) == 1
    assert found_in(*PARKS, one, remark("b1", "For pharmacy nothing is largest.", "cen-south", "org-tus")) == []


def test_other_distinctions_are_another_question() -> None:
    """What is told of one thing, on one page, of things of two sorts, or of parts of one another is no conflict."""
    gist = "The first abroad."
    assert found_in(*PARKS, FIRST, remark("b1", gist, "cen-north", "org-tus")) == []
    assert found_in(*PARKS, FIRST, remark("a2", gist, "cen-south", "org-tus")) == []
    assert found_in(*PARKS, FIRST, remark("b1", gist, "cen-south", "org-tus", kind="praise")) == []
    assert found_in(*PARKS, FIRST, remark("b1", gist)) == []
    assert found_in(*PARKS, FIRST, small.place("town"), remark("b1", gist, "pla-town", "org-tus")) == []
    inside = (PARKS[0], small.centre("south", "cen-north"))
    assert found_in(*inside, FIRST, remark("b1", gist, "cen-south", "org-tus")) == []
