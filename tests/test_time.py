"""What happened when, and what came first as far as the dates say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.time import Moment, timeline

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset

DAYS = (
    st.none()
    | st.sampled_from(small.DAYS)
    | st.dates(dt.date(1990, 1, 1), dt.date(2026, 12, 31)).map(str)
    | st.integers(1990, 2026).map(str)
)
YEARS = st.integers(2000, 2004)
DATES = st.one_of(
    YEARS.map(str),
    YEARS.map("{}~".format),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28)),
    YEARS.map("[..{}]".format),
    YEARS.map("[{}..]".format),
    st.builds(lambda a, b: f"[{min(a, b)}..{max(a, b)}]", YEARS, YEARS),
    YEARS.map("../{}".format),
    YEARS.map("{}/..".format),
    YEARS.map("{}/".format),
    YEARS.map("/{}".format),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", YEARS, YEARS),
)


def answer(moments: tuple[Moment, ...]) -> dict[str, tuple[bool | None, set[str]]]:
    """Return what was said of each event."""
    return {moment.event.id: (moment.inside, set(moment.unordered)) for moment in moments}


def events(*dates: str | None) -> Dataset:
    """Return a dataset of events with these dates."""
    return small.dataset(*(small.event(f"e{number:02}", when) for number, when in enumerate(dates)))


@given(st.none() | st.sampled_from(naive.ids(naive.raw())), DAYS, DAYS)
def test_a_timeline_agrees_with_a_plain_loop(about: str | None, start: str | None, end: str | None) -> None:
    """The events, whether they lie inside, and which others they have no order against."""
    if start is not None and end is not None and naive.before(end, start):
        with pytest.raises(ValueError, match="before it starts"):
            timeline(load(), about, start, end)
        return
    assert answer(timeline(load(), about, start, end)) == naive.timeline(naive.raw(), about, start, end)


@given(st.lists(st.none() | DATES, max_size=8), st.none() | YEARS.map(str), st.none() | YEARS.map(str))
def test_it_agrees_for_dates_of_every_form(dates: list[str | None], start: str | None, end: str | None) -> None:
    """So it is where dates are approximate, open, unknown or sets."""
    made = [{"id": f"evt-e{number:02}"} for number in range(len(dates))]
    raw: naive.Raw = {table: [] for table in naive.TABLES}
    raw["events"] = [
        event if when is None else {**event, "when": {"edtf": when}} for event, when in zip(made, dates, strict=True)
    ]
    if start is not None and end is not None and end < start:
        start, end = end, start
    assert answer(timeline(events(*dates), None, start, end)) == naive.timeline(raw, None, start, end)


@given(st.lists(st.none() | DATES, max_size=8))
def test_the_order_is_one_that_the_dates_allow(dates: list[str | None]) -> None:
    """No event stands after one that it surely came before; undated ones stand last; being unordered is mutual."""
    moments = timeline(events(*dates))
    assert len(moments) == len(dates)
    for at, moment in enumerate(moments):
        for later in moments[at + 1 :]:
            assert moment.when is not None or later.when is None
            if moment.when is not None and later.when is not None:
                assert naive.before(str(later.when), str(moment.when)) is not True
            assert (later.event.id in moment.unordered) == (moment.event.id in later.unordered)
        assert moment.event.id not in moment.unordered


@given(st.permutations(["2001", "2001-05", "2001-05-03", None, "[..2001]", "2001/.."]))
def test_the_order_does_not_depend_on_how_events_are_given(dates: list[str | None]) -> None:
    """The same events come in the same order, by their first day or, where only that is known, by their last."""
    found = [str(moment.when) for moment in timeline(events(*dates))]
    assert found == ["2001", "2001/..", "2001-05", "2001-05-03", "[..2001]", "None"]


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("2019-05-01", True),
        ("2019", None),
        ("2018-12-31", "left out"),
        ("2019-07-01", "left out"),
        ("[..2019-05-01]", None),
        ("[2019-02..2019-03]", True),
        ("2018/2020", True),
        ("2017/2018", "left out"),
        ("2018/", None),
        (None, None),
    ],
)
def test_windows_have_three_answers(when: str | None, *, inside: bool | str | None) -> None:
    """An event surely inside, perhaps inside, or surely outside and so left out."""
    found = timeline(events(when), None, "2019-01-01", dt.date(2019, 6, 30))
    assert [moment.inside for moment in found] == ([] if inside == "left out" else [inside])


def test_one_side_of_a_window_may_be_open() -> None:
    """From a day on, or up to one; without either everything is inside, undated events too."""
    data = events("2019-05-01", None)
    assert [moment.inside for moment in timeline(data, start="2020")] == [None]
    assert [moment.inside for moment in timeline(data, end=PartialDate("2020"))] == [True, None]
    assert [moment.inside for moment in timeline(data)] == [True, True]


def test_an_event_touches_whoever_and_whatever_it_has_to_do_with() -> None:
    """Guests, those they stand for, what it is about, what it is part of, where it was, and what that lies in."""
    data = small.dataset(
        small.place("land"),
        small.centre("park", at="pla-land"),
        small.centre("hall", at="cen-park"),
        small.organisation("a"),
        small.organisation("b", "pla-land"),
        small.person("x"),
        small.event("whole", about=("org-b",)),
        small.event("part", None, small.guest("per-x", on_behalf_of="org-a"), where="cen-hall", part_of="evt-whole"),
    )
    for touched in ("per-x", "org-a", "cen-hall", "cen-park", "pla-land", "evt-part"):
        assert [moment.event.id for moment in timeline(data, touched)] == ["evt-part"], touched
    assert [moment.event.id for moment in timeline(data, data["evt-whole"])] == ["evt-part", "evt-whole"]
    assert [moment.event.id for moment in timeline(data, "org-b")] == ["evt-whole"]


def test_what_is_no_time_is_refused() -> None:
    """A window that ends before it starts, no day and no record are errors; one that may be a day is none."""
    with pytest.raises(ValueError, match="ends on 2018, before it starts on 2019"):
        timeline(load(), start="2019", end="2018")
    with pytest.raises(ValueError, match="no date"):
        timeline(load(), start="soon")
    with pytest.raises(UnknownIdError, match="evt-never"):
        timeline(load(), "evt-never")
    assert timeline(events("2019-05-01"), start="2019", end="2019")[0].inside is None


def test_a_moment_shows_itself() -> None:
    """The repr has the date as precise as it is, and whether it happened; its fact is the date, where there is one."""
    data = small.dataset(
        small.event("one", "2019~"), small.event("two", "2019/2020", modality=Modality.CLAIMED), small.event("three")
    )
    one, two, three = timeline(data)
    assert [repr(moment) for moment in (one, two, three)] == [
        "<Moment 2019~: one>",
        "<Moment 2019/2020: two, claimed>",
        "<Moment undated: three>",
    ]
    assert (one.fact, three.fact) == (FactRef("evt-one", "when"), FactRef("evt-three"))
    assert (one.when, two.when, three.when) == (PartialDate("2019~"), Period("2019/2020"), None)
