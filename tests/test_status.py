"""Is how far something had come told by the event that says so, and no further?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.vocabularies import EventKind, InitiativeKind, Modality
from sinouk_innov.questions.status import Status, StatusKind, status_of

if TYPE_CHECKING:
    from sinouk_innov.model.event import Event

PAGE, LATER = small.citation("page"), small.citation("later")
SOURCES = (small.source("page", "2018-05-01"), small.source("later", "2020-05-01"))


def step(slug: str, kind: str, when: str | None = None, modality: Modality = Modality.HAPPENED) -> Event:
    """Make an event about one park, told by a page of 2018."""
    about = ("cen-park",)
    return small.event(slug, when, kind=EventKind.parse(kind), about=about, modality=modality, citations=(PAGE,))


def park(*events: Event, on: str | None = None) -> Status:
    """Return the status of a park by some events."""
    return status_of(small.dataset(small.centre("park"), *events, *SOURCES), "cen-park", on)


# --- a life ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "kind", "event"),
    [
        ("2015", StatusKind.UNKNOWN, None),
        ("2016-02-01", StatusKind.ANNOUNCED, "evt-told"),
        ("2016-06", StatusKind.AGREED, "evt-signed"),
        ("2017-03", StatusKind.FOUNDED, "evt-founded"),
        ("2017-06", StatusKind.UNDER_CONSTRUCTION, "evt-begun"),
        ("2018-04", StatusKind.OPENED, "evt-opened"),
        ("2019-04", StatusKind.OPENED, "evt-opened"),
        ("2022", StatusKind.CLOSED, "evt-closed"),
        (None, StatusKind.CLOSED, "evt-closed"),
    ],
)
def test_a_life_step_by_step(on: str | None, kind: StatusKind, event: str | None) -> None:
    """On each day the furthest step by then, and the event that it was; later building sets nothing back."""
    life = [
        step("told", "announcement", "2016-01"),
        step("signed", "signing", "2016-05"),
        step("founded", "founding", "2017-02"),
        step("begun", "construction", "2017-05"),
        step("opened", "opening", "2018-03-01"),
        step("more", "construction", "2019-02"),
        step("visited", "visit", "2019-03"),
        step("closed", "closure", "2021"),
    ]
    found = park(*life, on=on)
    assert found.kind is kind
    assert (None if found.event is None else found.event.id) == event
    assert found.possible == ()
    assert found.facts == (() if event is None else (FactRef(event),))


def test_what_closed_may_open_again() -> None:
    """An opening surely after the end is one; an opening that may have been before it leaves that open."""
    closed = step("closed", "closure", "2018")
    assert park(step("opened", "opening", "2016"), closed).possible == ()
    again = park(step("opened", "opening", "2016"), closed, step("again", "opening", "2020"))
    assert (again.kind, str(again.since), again.possible) == (StatusKind.OPENED, "2020", ())
    open_ = park(closed, step("opened", "opening"))
    assert open_.kind is StatusKind.CLOSED
    assert [(str(kind), event.id) for kind, event in open_.possible] == [("opened", "evt-opened")]
    assert park(step("closed", "closure"), step("opened", "opening", "2016")).possible != ()


def test_what_is_not_dated_is_possible_on_a_day() -> None:
    """On a day an undated step may have come or not; without a day it has."""
    opened, signed = step("opened", "opening"), step("signed", "signing", "2016")
    found = park(signed, opened, on="2017")
    assert (found.kind, found.since) == (StatusKind.AGREED, PartialDate("2016"))
    assert found.reason == "opened by evt-opened, of an unknown day"
    assert repr(found) == "<Status of park: agreed, 2016 (signed); possibly opened>"
    now = park(signed, opened)
    assert (now.kind, now.since, now.held) == (StatusKind.OPENED, None, True)
    assert now.reason == "when it was is not stated: evt-opened"
    for when in ("../2019", "[2016..2019]", "[2016-05..]"):
        assert park(step("opened", "opening", when), on="2017").kind is StatusKind.UNKNOWN
    assert park(step("opened", "opening", "2016/2019"), on="2017").kind is StatusKind.OPENED
    assert park(opened, step("signed", "signing"), on="[..2017]").kind is StatusKind.UNKNOWN
    assert park(step("opened", "opening", "2016"), on="[..2017]").kind is StatusKind.UNKNOWN


def test_plans_claims_and_denials() -> None:
    """A plan was announced when its page was out; a claim is possible only; what is denied did not come about."""
    plan = step("plan", "opening", "2025", Modality.PLANNED)
    assert (park(plan).kind, str(park(plan).since)) == (StatusKind.ANNOUNCED, "[..2018-05-01]")
    assert park(plan, on="2018-06").kind is StatusKind.ANNOUNCED
    assert park(plan, on="2017").possible != ()
    claim = park(step("claim", "opening", "2017", Modality.CLAIMED))
    assert (claim.kind, claim.reason) == (StatusKind.UNKNOWN, "opened by evt-claim, only claimed")
    denied = step("denied", "opening", "2018", Modality.DENIED)
    assert park(denied).kind is StatusKind.DENIED
    assert park(step("bare", "opening", modality=Modality.PLANNED), on="2017").kind is StatusKind.UNKNOWN


def test_until_when_it_is_told() -> None:
    """A status holds from its step to the last page that tells of the thing; after that it is not known."""
    opened = step("opened", "opening", "2016")
    visit = small.event("visit", "2020", about=("cen-park",), citations=(LATER,))
    found = park(opened, visit, on="2019")
    assert (str(found.seen), found.held) == ("2018-05-01", None)
    assert (str(park(opened, visit).seen), park(opened, visit).held) == ("2020-05-01", True)
    assert park(opened, visit, on="2018-05-01").held is True
    assert park(opened, on="2018-05-02").held is None
    assert park(on="2018").held is None
    undated = small.event("opened", "2016", kind=EventKind.OPENING, about=("cen-park",))
    assert park(undated).seen is None
    assert park(undated, on="2017").held is None


def test_a_venture_is_not_built() -> None:
    """Building for a joint venture is no step of the venture; for a project it is."""
    begun = small.event("begun", "2017", kind=EventKind.CONSTRUCTION, about=("ini-x",), citations=(PAGE,))
    for kind, status in (
        (InitiativeKind.JOINT_VENTURE, StatusKind.UNKNOWN),
        (InitiativeKind.PROJECT, StatusKind.UNDER_CONSTRUCTION),
    ):
        venture = Initiative(id="ini-x", kind=kind, names=(small.name("X"),))
        assert status_of(small.dataset(venture, begun, *SOURCES), venture).kind is status


def test_a_person_has_no_status() -> None:
    """Only centres and initiatives have one."""
    for wanted in ("per-peng-lv", "org-tus-holdings"):
        with pytest.raises(UnknownIdError, match="centre or initiative"):
            status_of(load(), wanted)


# --- the bundled data -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "on", "kind"),
    [
        ("cen-bio-innovation-centre", None, StatusKind.UNDER_CONSTRUCTION),
        ("cen-bio-innovation-centre", "2018-08", StatusKind.UNDER_CONSTRUCTION),
        ("cen-biohub-cambridge", None, StatusKind.ANNOUNCED),
        ("cen-cunjc", "2018-07-29", StatusKind.UNKNOWN),
        ("cen-cunjc", "2018-07-30", StatusKind.OPENED),
        ("cen-oscar", "2018-11-30", StatusKind.OPENED),
        ("cen-torc", "2019-03-20", StatusKind.UNKNOWN),
        ("cen-torc", "2019-03-21", StatusKind.OPENED),
        ("cen-taizhou-bay-china-uk-innovation-centre", None, StatusKind.AGREED),
        ("ini-tus-trinity-joint-venture", None, StatusKind.AGREED),
    ],
)
def test_centres_and_ventures_of_the_bundled_data(record: str, on: str | None, kind: StatusKind) -> None:
    """The Bio-Innovation Centre was topped out, and no opening is told; Taizhou's centre was agreed on, and no more."""
    assert status_of(load(), record, on).kind is kind


def test_a_headline_makes_no_centre() -> None:
    """That Taizhou's centre was established is claimed by a headline alone, and told as such."""
    found = status_of(load(), "cen-taizhou-bay-china-uk-innovation-centre")
    assert [(str(kind), event.modality) for kind, event in found.possible] == [("founded", Modality.CLAIMED)]


@given(st.sampled_from([*load().centres, *load().initiatives]), st.sampled_from(small.DAYS))
def test_a_day_tells_no_more_than_all_that_is_known(record: Initiative, day: str) -> None:
    """What is sure on a day comes from an event that had surely begun, and is not beyond what is sure at all."""
    found, ever = status_of(load(), record, day), status_of(load(), record)
    order = list(StatusKind)
    if ever.kind is not StatusKind.CLOSED and not ever.possible:
        assert order.index(found.kind) <= order.index(ever.kind)
    if found.event is not None and found.since is not None:
        assert not found.since.after(PartialDate(day))
