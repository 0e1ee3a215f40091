"""Are certain, possible and excluded told apart, and is nothing guessed between them?"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import small
import strategies
from sinouk_innov import conditions
from sinouk_innov.bundle import load
from sinouk_innov.conditions import (
    Condition,
    is_above,
    is_after,
    is_before,
    is_below,
    is_during,
    is_equal_to,
)
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UndecidedError, UnknownFieldError
from sinouk_innov.logic import Truth
from sinouk_innov.model.record import Absence, Record
from sinouk_innov.model.vocabularies import AbsenceReason
from sinouk_innov.quantities import Quantity, Unit

if TYPE_CHECKING:
    from sinouk_innov.splits import Split

YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNDECIDED


def ids(split: Split[Record]) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of what is certain, possible and excluded, without their prefixes."""
    certain, possible, excluded = (
        [record.id[4:] for record in part] for part in (split.certain, split.possible, split.excluded)
    )
    return certain, possible, excluded


def has_u(text: str) -> bool:
    """Tell whether the letter stands in a text."""
    return "u" in text


def html(split: Any) -> str:
    """Return what a notebook shows."""
    shown: str = split._repr_html_()
    return shown


# --- conditions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "value", "truth"),
    [
        (is_before("2019"), PartialDate("2018"), YES),
        (is_before("2019"), PartialDate("2019-01-01"), NO),
        (is_before("2019-02/2020"), PartialDate("2019-01-31"), YES),
        (is_before("2019~"), PartialDate("2018"), OPEN),
        (is_before("2019"), PartialDate("2018~"), OPEN),
        (is_before("2019"), PartialDate("[..2021]"), OPEN),
        (is_before("2019"), Period("2016/.."), NO),
        (is_before(dt.date(2019, 1, 1)), PartialDate("2018-12-31"), YES),
        (is_after(PartialDate("2019")), PartialDate("2020-01-01"), YES),
        (is_after("2019"), Period("2020/"), YES),
        (is_after("2019"), PartialDate("2019"), NO),
        (is_during("2018"), PartialDate("2018-05"), YES),
        (is_during("2018"), PartialDate("2018"), YES),
        (is_during("2018-05"), PartialDate("2018"), OPEN),
        (is_during("2018-05-01"), PartialDate("2018-05-01"), YES),
        (is_during("2018~"), PartialDate("2018"), OPEN),
        (is_during("2016~/2018"), PartialDate("2018-12-31"), YES),
        (is_during("../2018"), PartialDate("1950"), YES),
        (is_during("2018/"), PartialDate("2018-01-01"), YES),
        (is_during("2018/"), PartialDate("2019"), OPEN),
        (is_during("[..2018]"), PartialDate("2019"), NO),
        (is_during("2016/2018"), Period("2018-06/2020"), YES),
        (is_during(Period("2016/2018")), Period("2019/.."), NO),
        (is_above("100 ha"), Quantity(2, Unit.KM2), YES),
        (is_above("100 ha"), Quantity.parse("more_than 50 ha"), OPEN),
        (is_above(Quantity(100, Unit.HA)), Quantity(1_000_000, Unit.M2), NO),
        (is_below("46 count"), Quantity.parse("nearly 46 count"), YES),
        (is_below("46 count"), Quantity.parse("about 46 count"), OPEN),
        (is_equal_to("15 mu"), Quantity(1, Unit.HA), YES),
        (is_equal_to("15 count"), Quantity.parse("at_least 15 count"), OPEN),
    ],
)
def test_a_condition_of_a_value(condition: Condition, value: object, truth: Truth) -> None:
    """A date or figure meets a condition, does not, or may; so does its opposite, the other way round."""
    assert condition.of(value) is truth
    assert (~condition).of(value) is ~truth


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (is_above("100 ha"), Quantity(5, Unit.GBP)),
        (is_above("100 ha"), PartialDate("2018")),
        (is_before("2018"), Quantity(5)),
        (is_before("2018") & is_above("1 ha"), Quantity(5, Unit.HA)),
    ],
)
def test_a_value_of_another_sort_meets_nothing(condition: Condition, value: object) -> None:
    """Money is neither more nor not more than an area."""
    assert condition.of(value) is None
    assert (~condition).of(value) is None


def test_either_of_two_sorts() -> None:
    """Of two conditions that cannot both apply, the one that does decides; if none does, nothing is met."""
    large = is_above("100 ha") | is_above("1000000 GBP")
    assert large.of(Quantity(2, Unit.KM2)) is YES
    assert large.of(Quantity(5, Unit.GBP)) is NO
    assert large.of(Quantity(5)) is None


def test_conditions_say_what_they_are() -> None:
    """A condition shows itself in words, and equal words are equal conditions."""
    found = is_after("2017") & ~is_during("2019") | is_above("1 ha")
    assert repr(found) == "<Condition ((after 2017 and not during 2019) or above 1 ha)>"
    assert is_below("1 ha") == is_below("1 ha") != is_below("2 ha")


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (is_before, "soon"),
        (is_after, "18"),
        (is_during, "then"),
        (is_above, "much"),
        (is_below, "5"),
        (is_equal_to, "5 x"),
    ],
)
def test_what_is_no_day_and_no_figure_is_refused(make: Any, argument: str) -> None:
    """A condition is refused when it is made, not when it is asked."""
    with pytest.raises(ValueError, match=argument.partition(" ")[0]):
        make(argument)


@given(strategies.partial_dates(), strategies.partial_dates(), strategies.partial_dates())
def test_combined_conditions_follow_from_their_parts(when: PartialDate, one: PartialDate, other: PartialDate) -> None:
    """`&` and `|` give what the tables of Kleene give."""
    first, second = is_before(one), is_after(other)
    a, b = first.of(when), second.of(when)
    assert a is not None
    assert b is not None
    assert (first & second).of(when) is a & b
    assert (first | second).of(when) is a | b


# --- tables ---------------------------------------------------------------------------------------------------------


def test_every_record_stands_in_one_part() -> None:
    """Certain, possible and excluded records together are the table, for every kind of record that has dates."""
    data = load()
    for table, field in (
        (data.sources, "published"),
        (data.sources, "accessed"),
        (data.events, "when"),
        (data.statistics, "as_of"),
        (data.statistics, "over"),
        (data.relations, "period"),
        (data.people, "roles"),
        (data.people, "names"),
        (data.places, "names"),
        (data.organisations, "names"),
        (data.centres, "names"),
        (data.initiatives, "names"),
    ):
        split = table.split(**{field: is_before("2018")})
        parts = (split.certain, split.possible, split.excluded)
        assert sorted(record.id for part in parts for record in part) == [record.id for record in table]
        assert split.why.keys() == {record.id for record in split.possible}
        opposite = table.split(**{field: ~is_before("2018")})
        if field not in {"roles", "names"}:
            assert opposite.certain == split.excluded


def test_dates_split_events() -> None:
    """What surely lies in a time, what may and what cannot are kept apart; no date decides nothing."""
    data = small.dataset(
        small.event("sure", "2018-05"),
        small.event("wide", "[2017..2018]"),
        small.event("undated"),
        small.event("looked", absent=(Absence(field="when", reason=AbsenceReason.NOT_STATED, note="only a month"),)),
        small.event("never", absent=(Absence(field="when", reason=AbsenceReason.NOT_APPLICABLE),)),
        small.event("late", "2019"),
    )
    split = data.events.split(when=is_during("2018"))
    assert ids(split) == (["sure"], ["looked", "undated", "wide"], ["late", "never"])
    assert split.why == {
        "evt-looked": "when is not stated: only a month",
        "evt-undated": "when is not known",
        "evt-wide": "when is [2017..2018]",
    }
    assert repr(split) == "<Split: 1 certain, 3 possible, 2 excluded>"
    assert "only a month" in html(split)


def test_a_notebook_shows_the_first_of_a_long_split() -> None:
    """It shows twenty of each part below its head, and how many more there are."""
    events = [small.event(f"e{number}", "2018-05") for number in range(25)]
    shown = html(small.dataset(*events).events.split(when=is_during("2018")))
    assert shown.count("<tr>") == 22
    assert "and 5 more" in shown


def test_a_field_of_several_values_is_as_complete_as_its_sources() -> None:
    """One value that meets a condition settles it; none that does leaves it open."""
    data = small.dataset(
        small.organisation("a"),
        small.person("past", small.role("Head", "org-a", period=Period("2001/2005"))),
        small.person("then", small.role("Head", "org-a", period=Period("2016/2020"))),
        small.person("open", small.role("Head", "org-a")),
        small.person("none"),
    )
    split = data.people.split(roles=is_during("2018"))
    assert ids(split) == (["then"], ["none", "open", "past"], [])
    assert split.why == {
        "per-none": "roles is not known",
        "per-open": "a value of roles may or may not",
        "per-past": "none of the known roles does; there may be others",
    }


def test_several_conditions_and_plain_ones() -> None:
    """All conditions count, a value, a set and a callable among them; what one rules out is excluded."""
    data = small.dataset(
        small.event("visit", "2018-05"),
        small.event("launch", "2018-06", kind="launch"),
        small.event("undated"),
        small.event("talk", kind="meeting"),
    )
    conditions: dict[str, object] = {
        "kind": {"visit", "launch"},
        "when": is_before("2019"),
        "id": has_u,
    }
    assert ids(data.events.split(**conditions)) == (["launch"], ["undated"], ["talk", "visit"])
    assert ids(data.events.split(when={is_before("2018"), is_after("2018-05")})) == (
        ["launch"],
        ["talk", "undated"],
        ["visit"],
    )


def test_figures_of_another_sort_are_excluded() -> None:
    """An amount of money is no area, and neither more nor not more than one."""
    statistics = load().statistics
    money = statistics.where(quantity=lambda quantity: quantity.unit.dimension == "GBP")
    assert len(money) > 0
    for condition in (is_above("1 ha"), ~is_above("1 ha")):
        assert money.split(quantity=condition).excluded == money


def test_where_takes_what_is_settled_and_refuses_what_is_not() -> None:
    """In `where` a three-valued condition holds or not; where the evidence leaves it open, that is an error."""
    sure = small.dataset(small.event("a", "2018"), small.event("b", "2020"))
    assert [event.id for event in sure.events.where(when=is_before("2019"))] == ["evt-a"]
    assert [event.id for event in sure.events.where(when={is_before("2019"), is_after("2021")})] == ["evt-a"]
    open_ = small.dataset(*sure, small.event("c", "2019~"))
    with pytest.raises(UndecidedError, match=r"when is 2019~ in evt-c; `split` tells"):
        open_.events.where(when=is_before("2019"))


def test_a_field_that_is_not_there_is_refused() -> None:
    """A wrong name is told with what may be meant."""
    with pytest.raises(UnknownFieldError, match="did you mean 'when'"):
        load().events.split(wen=is_before("2019"))


@given(st.data())
def test_more_evidence_moves_only_what_was_possible(data: st.DataObject) -> None:
    """Filling an empty date leaves certain and excluded ones as they are."""
    event = small.event("a", data.draw(st.sampled_from(small.DAYS)))
    bare = attrs.evolve(event, when=None)
    condition = data.draw(st.sampled_from([is_before, is_after, is_during]))(data.draw(st.sampled_from(small.DAYS)))
    before, after = (conditions.judge_all(record, {"when": condition}).truth for record in (bare, event))
    assert before is OPEN or before is after
