"""Is how far something had come told by the event that says so, and no further?"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import attrs
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
    assert (now.kind, str(now.since), now.held) == (StatusKind.OPENED, "[..2018-05-01]", True)
    never = small.event("opened", kind=EventKind.OPENING, about=("cen-park",))
    assert (park(never).since, park(never).reason) == (None, "when it was is not known: evt-opened")
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
    assert park(step("bare", "opening", modality=Modality.PLANNED), on="2017").kind is StatusKind.UNKNOWN


@pytest.mark.parametrize("kind", ["visit", "meeting", "appointment", "closure"])
@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.DENIED])
def test_occasions_are_no_steps(kind: str, modality: Modality) -> None:
    """That a visit is planned, or that a meeting did not take place, tells nothing of how far a park has come."""
    assert park(step("occasion", kind, "2019", modality)).kind is StatusKind.UNKNOWN


def test_denials() -> None:
    """A denial stands against the step that it denies and those beyond, until a step that surely came after it."""
    denied = step("denied", "opening", "2018", Modality.DENIED)
    assert (park(denied).kind, str(park(denied).since)) == (StatusKind.DENIED, "[..2018-05-01]")
    signed, opened = step("signed", "signing", "2016"), step("opened", "opening", "2017")
    found = park(signed, denied)
    assert (found.kind, found.possible, found.facts) == (StatusKind.DENIED, (), (FactRef("evt-denied"),))
    rival = park(signed, opened, denied)
    assert (rival.kind, rival.reason) == (StatusKind.OPENED, "denied by evt-denied, of an unknown day")
    assert [(str(kind), event.id) for kind, event in rival.possible] == [("denied", "evt-denied")]
    assert rival.facts == (FactRef("evt-opened"), FactRef("evt-denied"))
    before = park(signed, denied, on="2018-04-30")
    assert (before.kind, [kind for kind, _ in before.possible]) == (StatusKind.AGREED, [StatusKind.DENIED])
    again, anew = step("again", "opening", "2019"), step("anew", "announcement", "2019")
    assert (park(signed, denied, again).event, park(signed, denied, again).possible) == (again, ())
    assert (park(signed, denied, anew).event, park(signed, denied, anew).possible) == (signed, ())


def test_what_was_told_had_happened() -> None:
    """Whatever its own date leaves open, an event had happened when a page told it, or when that was read."""
    for when in (None, "2018", "[..2019]", "2017~"):
        told = step("opened", "opening", when)
        assert park(told, on="2018-04-30").kind is StatusKind.UNKNOWN
        assert park(told, on="2018-05-01").kind is StatusKind.OPENED
    read = small.source("read", accessed=PartialDate("2021-03-01"))
    citation = small.citation("read")
    opened = small.event("opened", kind=EventKind.OPENING, about=("cen-park",), citations=(citation,))
    data = small.dataset(small.centre("park"), opened, read)
    assert status_of(data, "cen-park", "2021-02-28").kind is StatusKind.UNKNOWN
    assert str(status_of(data, "cen-park", "2021-03-01").since) == "[..2021-03-01]"


def test_which_of_two_came_first() -> None:
    """The opening stands that had come by the earlier day; that another may have been first is told."""
    one, other = step("one", "opening", "2017"), step("other", "opening", "[..2018-04]")
    found = park(one, other)
    assert (found.event, found.reason) == (one, "evt-other, of [..2018-04], may have come first")
    assert park(one, step("other", "opening", "2018")).reason == ""
    assert park(one, step("other", "opening", "2017")).reason == ""
    bare = small.event("bare", kind=EventKind.OPENING, about=("cen-park",))
    assert park(one, bare).reason == "evt-bare, of an unknown day, may have come first"


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
    month = small.dataset(
        small.centre("park"), attrs.evolve(opened, citations=(PAGE,)), small.source("page", "2018-05")
    )
    assert status_of(month, "cen-park", "2018-05-15").seen is None
    assert str(status_of(month, "cen-park", "2018-05-31").seen) == "2018-05"
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
        ("cen-torc", "2018-09-04", StatusKind.UNKNOWN),
        ("cen-torc", "2019-03-20", StatusKind.ANNOUNCED),
        ("cen-torc", "2019-03-21", StatusKind.OPENED),
        ("cen-taizhou-bay-china-uk-innovation-centre", None, StatusKind.AGREED),
        ("cen-taizhou-bay-china-uk-innovation-centre", "2021-05-17", StatusKind.AGREED),
        ("cen-tuspark-cambridge", "2018-07-24", StatusKind.OPENED),
        ("cen-tuspark-newcastle", "2017-06-30", StatusKind.UNKNOWN),
        ("cen-tuspark-newcastle", "2018-01-01", StatusKind.OPENED),
        ("cen-tuspark-yangzhou", None, StatusKind.ANNOUNCED),
        ("cen-tus-china-uk-marine-research-institute", "2019-04-01", StatusKind.FOUNDED),
        ("cen-qingdao-china-uk-innovation-park", "2017-11-09", StatusKind.FOUNDED),
        ("cen-qingdao-china-uk-innovation-park", "2018-01-01", StatusKind.UNDER_CONSTRUCTION),
        ("cen-qingdao-china-uk-innovation-park", "2018-12-11", StatusKind.OPENED),
        ("cen-wellcome-genome-campus", None, StatusKind.UNKNOWN),
        ("ini-tus-trinity-joint-venture", None, StatusKind.AGREED),
        ("ini-tus-trinity-agreement-2017", "2017-11-16", StatusKind.UNKNOWN),
        ("ini-tus-trinity-agreement-2017", "2017-11-17", StatusKind.AGREED),
    ],
)
def test_centres_and_ventures_of_the_bundled_data(record: str, on: str | None, kind: StatusKind) -> None:
    """The Bio-Innovation Centre was topped out, and no opening is told; Taizhou's centre was agreed on, and no more."""
    assert status_of(load(), record, on).kind is kind


def test_a_headline_makes_no_centre() -> None:
    """That Taizhou's centre was established is claimed by a headline alone, and told as such."""
    found = status_of(load(), "cen-taizhou-bay-china-uk-innovation-centre")
    assert [(str(kind), event.modality) for kind, event in found.possible] == [("founded", Modality.CLAIMED)]


def test_two_openings_of_tuspark_newcastle() -> None:
    """One page has it open late in 2017, another tells a ceremony by May 2018; which was first the dates leave open."""
    found = status_of(load(), "cen-tuspark-newcastle")
    assert (found.kind, str(found.since), str(found.seen)) == (StatusKind.OPENED, "2017", "2019-05-23")
    assert found.reason == "evt-tuspark-newcastle-opening, of [..2018-05-14], may have come first"


@given(st.sampled_from([*load().centres, *load().initiatives]), st.sampled_from(small.DAYS))
def test_a_day_tells_no_more_than_all_that_is_known(record: Initiative, day: str) -> None:
    """What is sure on a day comes from an event that had surely begun, and is not beyond what is sure at all."""
    found, ever = status_of(load(), record, day), status_of(load(), record)
    order = list(StatusKind)
    if ever.kind is not StatusKind.CLOSED and not ever.possible:
        assert order.index(found.kind) <= order.index(ever.kind)
    if found.event is not None and found.since is not None:
        assert not found.since.after(PartialDate(day))


# --- what holds always ----------------------------------------------------------------------------------------------

KINDS = ("announcement", "signing", "founding", "construction", "opening", "closure")
YEARS = range(2001, 2005)
SPANS = st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS)).map(sorted)


def reached(days: list[tuple[StatusKind, int]]) -> StatusKind:
    """Return how far a park had come, told the year of each step."""
    if not days:
        return StatusKind.UNKNOWN
    closed = [year for kind, year in days if kind is StatusKind.CLOSED]
    if closed and any(kind is StatusKind.OPENED and year > max(closed) for kind, year in days):
        return StatusKind.OPENED
    return max((kind for kind, _ in days), key=list(StatusKind).index)


@given(st.lists(st.tuples(st.sampled_from(KINDS), SPANS), max_size=4), st.sampled_from(YEARS))
def test_whatever_the_days_were(life: list[tuple[str, list[int]]], year: int) -> None:
    """Each choice of days that the dates allow leads to the status, or to one that is told as possible."""
    # One day stands for each year, so that all choices can be gone through.
    spans = {f"{kind}-{place}": span for place, (kind, span) in enumerate(life)}
    events = [
        small.event(
            slug, f"[{first}-07-01..{last}-07-01]", kind=EventKind.parse(slug.split("-")[0]), about=("cen-park",)
        )
        for slug, (first, last) in spans.items()
    ]
    found = park(*events, on=f"{year}-07-01")
    kinds = [status_of(small.dataset(small.centre("park"), event), "cen-park").kind for event in events]
    worlds = {
        reached([(kind, day) for kind, day in zip(kinds, days, strict=True) if day <= year])
        for days in product(*(range(first, last + 1) for first, last in spans.values()))
    }
    assert worlds <= {found.kind, *(kind for kind, _ in found.possible)}
    if not found.possible:
        assert worlds == {found.kind}
