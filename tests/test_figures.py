"""Are figures compared, added and taken from each other only where that is sound, and is nothing lost on the way?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.logic import Truth
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Measure, StatisticStatus
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.questions.figures import Order, amount, compare, difference, parts, share, total

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

ZONE = "sta-taizhou-bay-new-area"
WHOLE = f"{ZONE}-four-top-enterprises"
INDUSTRIAL = f"{ZONE}-industrial-enterprises"
HIGH_TECH = f"{ZONE}-high-tech-enterprises"
LISTED = f"{ZONE}-listed-enterprises"


def figure(slug: str, text: str, **fields: Any) -> Statistic:
    """Make a figure of one park, of one day."""
    given: dict[str, Any] = {
        "about": "cen-park",
        "measure": Measure.COUNT,
        "category": "firms",
        "as_of": PartialDate("2019-05-01"),
    }
    return Statistic(id=f"sta-{slug}", quantity=Quantity.parse(text), **(given | fields))


def park(*records: Record) -> Dataset:
    """Hold figures together with the parks that they are about."""
    return small.dataset(*records, small.centre("park"), small.centre("other"), small.centre("core", "cen-park"))


# --- the zone and its enterprises -----------------------------------------------------------------------------------


def test_how_many_enterprises_are_not_industrial() -> None:
    """Of 362 enterprises 252 are industrial: 110 are not, and that rests on the two figures."""
    found = difference(load(), WHOLE, INDUSTRIAL)
    assert found.value == Quantity(110)
    assert (str(found), found.caveats, found.reason) == ("110 (362 - 252)", (), "")
    assert found.facts == (FactRef(WHOLE), FactRef(INDUSTRIAL))


def test_subsets_that_may_overlap_are_not_added() -> None:
    """Listed, high-tech and industrial enterprises may be the same ones, and no sum of them is given."""
    found = total(load(), [LISTED, HIGH_TECH, INDUSTRIAL])
    assert found.value is None
    assert found.reason == f"both are subsets of {WHOLE}, and may overlap"
    assert repr(found) == f"<Total not known: both are subsets of {WHOLE}, and may overlap>"


def test_whether_three_figures_add_up() -> None:
    """3, 74 and 252 come to 329 of 362, and nothing says that none is counted twice."""
    found = parts(load(), WHOLE)
    assert [subset.id for subset in found.subsets] == [HIGH_TECH, INDUSTRIAL, LISTED]
    assert [str(rest) for rest in found.rests] == ["288 (362 - 74)", "110 (362 - 252)", "359 (362 - 3)"]
    assert (found.adds_up, found.overlap) == (Truth.FALSE, Truth.UNDECIDED)
    assert found.reason == "74 + 252 + 3 = 329, of 362; no source says that no one is in two of them"
    assert set(found.facts) == {FactRef(one) for one in (WHOLE, INDUSTRIAL, HIGH_TECH, LISTED)}
    assert repr(found) == "<Parts of 362 count: 3 subsets, 0 shares; adds up: false, overlap: undecided>"


def test_one_fifth_of_about_230() -> None:
    """A share of a rough figure is a range around the plain product, and both figures are named."""
    eu = "sta-qingdao-high-tech-zone-eu-share-of-foreign-invested-companies"
    companies = "sta-qingdao-high-tech-zone-foreign-invested-companies"
    found = amount(load(), eu)
    assert (found.value, found.point) == (Quantity(45, upto=Decimal(47), bound=Bound.BETWEEN), Quantity(46))
    assert str(found) == "about 46, between 45 and 47 (1/5 × about 230)"
    assert found.facts == (FactRef(eu), FactRef(companies))
    assert parts(load(), companies).shares == (found,)


def test_a_share_of_a_whole() -> None:
    """74 of 362 are 37/181, as the first is told as a subset of the second."""
    found = share(load(), HIGH_TECH, WHOLE)
    assert found.value == Quantity(Fraction(37, 181), Unit.SHARE)
    assert str(found) == "37/181, or 20.4% (74 / 362)"


# --- comparing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("5 count", "6 count", Order.LESS),
        ("15 mu", "1 ha", Order.EQUAL),
        ("more_than 6 count", "6 count", Order.MORE),
        ("more_than 5 count", "6 count", None),
        ("vague count", "6 count", None),
        ("5 ha", "6 GBP", None),
        ("5 other", "6 other", None),
    ],
)
def test_two_figures_are_compared(one: str, other: str, order: Order | None) -> None:
    """The order is told where it is settled, and otherwise why it is not."""
    found = compare(park(figure("a", one), figure("b", other)), "sta-a", "sta-b")
    assert found.order is order
    assert (found.reason == "") is (order is not None)
    assert found.caveats == ()
    assert repr(found).startswith(f"<Comparison {one} to {other}: ")


def test_a_comparison_tells_what_is_not_alike() -> None:
    """Other subjects, measures, categories, scopes, times and a target beside a result are told."""
    one = figure("a", "5 count")
    other = figure(
        "b",
        "6 count",
        about="cen-other",
        measure=Measure.OTHER,
        note="that",
        category="jobs",
        scope="full-time",
        status=StatisticStatus.TARGET,
        as_of=PartialDate("2020"),
    )
    assert compare(park(one, other), one, other).caveats == (
        "about: cen-park, cen-other",
        "measure: count, other",
        "category: firms, jobs",
        "scope: nothing stated, full-time",
        "status: reported, target",
        "time: 2019-05-01, 2020",
    )
    assert repr(compare(park(one, other), one, other)).endswith("less; 6 caveats>")


def test_a_comparison_tells_what_is_not_known_of_times() -> None:
    """No time, and times that may differ, are told; one date in one source is one time."""
    some = PartialDate("[..2021-05-17]")
    cited = {"as_of": some, "citations": (small.citation("page"),)}
    dated = figure("a", "5 count", **cited)
    data = park(
        dated, figure("b", "6 count", **cited), figure("c", "7 count", as_of=some), figure("d", "8 count", as_of=None)
    )
    assert compare(data, "sta-a", "sta-b").caveats == ()
    assert compare(data, "sta-a", "sta-c").caveats == (f"it is open whether they are of one time: {some}, {some}",)
    assert compare(data, "sta-a", "sta-d").caveats == ("as of when is not stated: sta-d",)


def test_unknown_figures_are_refused() -> None:
    """An id that no figure has is told."""
    with pytest.raises(UnknownIdError):
        compare(load(), WHOLE, "sta-none")
    with pytest.raises(UnknownIdError):
        total(load(), ["sta-none"])


# --- adding ---------------------------------------------------------------------------------------------------------


def test_figures_of_two_parks_are_added() -> None:
    """Firms of one park and firms of another, on one day, come to a sum."""
    data = park(figure("a", "5 count"), figure("b", "more_than 6 count", about="cen-other"))
    found = total(data, ["sta-a", "sta-b", "sta-a"])
    assert found.value == Quantity.parse("more_than 11 count")
    assert found.point == Quantity(11)
    assert [one.id for one in found.statistics] == ["sta-a", "sta-b"]
    assert str(found) == "more than 11 (5 + more than 6)"
    assert total(data, ["sta-a"]).value == Quantity(5)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "both tell the same of cen-park"),
        ({"about": "cen-core"}, "cen-core lies in cen-park, and may be counted there already"),
        ({"about": "cen-other", "category": "jobs"}, "the one counts firms, the other jobs"),
        ({"about": "cen-other", "scope": "large"}, "their scopes differ: nothing stated, large"),
        ({"about": "cen-other", "as_of": PartialDate("2020")}, "they are of different times: 2019-05-01, 2020"),
        ({"about": "cen-other", "status": StatisticStatus.TARGET}, "the one is reported, the other target"),
        (
            {"about": "cen-other", "measure": Measure.POPULATION, "category": None},
            "the one measures count, the other population",
        ),
        ({"part_of": "sta-a"}, "sta-b is a part of sta-a"),
        ({"category": "jobs"}, "the one counts firms, the other jobs"),
        ({"about": "cen-other", "category": None, "measure": Measure.RANK}, "the one measures count, the other rank"),
    ],
)
def test_a_sum_that_would_not_be_sound_is_refused(fields: dict[str, Any], reason: str) -> None:
    """What would be counted twice, or is not of one sort, is not added, in whichever order it is given."""
    data = park(figure("a", "50 count"), figure("b", "6 count", **fields))
    one, other = total(data, ["sta-a", "sta-b"]), total(data, ["sta-b", "sta-a"])
    assert one.value is other.value is None
    assert one.reason == reason
    assert str(one) == f"not known: {reason}"
    assert other.reason


def test_subsets_of_subsets_are_parts() -> None:
    """A figure is a part of what its whole is a part of; a circle among figures is no reason to hang."""
    data = park(
        figure("a", "50 count"), figure("b", "20 count", part_of="sta-a"), figure("c", "6 count", part_of="sta-b")
    )
    assert total(data, ["sta-a", "sta-c"]).reason == "sta-c is a part of sta-a"
    assert share(data, "sta-c", "sta-a").value == Quantity(Fraction(3, 25), Unit.SHARE)
    around = park(figure("a", "5 count", part_of="sta-b"), figure("b", "5 count", part_of="sta-a"))
    assert total(around, ["sta-a", "sta-b"]).value is None


def test_figures_of_two_sorts_are_not_added() -> None:
    """Areas and money go together no more than two figures of another unit."""
    area = {"measure": Measure.LAND_AREA, "category": None}
    data = park(
        figure("a", "5 ha", **area), figure("b", "6 GBP", about="cen-other"), figure("c", "2 other", about="cen-other")
    )
    assert total(data, ["sta-a", "sta-b"]).reason == "ha and GBP do not go together"
    assert total(data, ["sta-c", "sta-c"]).value == Quantity(2, Unit.OTHER)
    twice = park(figure("a", "2 other"), figure("b", "2 other", about="cen-other"))
    assert total(twice, ["sta-a", "sta-b"]).reason == "another unit goes with no figure"


def test_a_figure_worked_out_goes_with_a_reported_one() -> None:
    """What was worked out from results may be added to results."""
    data = park(figure("a", "5 count"), figure("b", "6 count", about="cen-other", status=StatisticStatus.DERIVED))
    assert total(data, ["sta-a", "sta-b"]).value == Quantity(11)


def test_subsets_of_one_whole_are_compared_with_it_and_taken_from_it() -> None:
    """A whole and its subset may count under different names."""
    data = park(figure("a", "50 count"), figure("b", "6 count", category="listed firms", part_of="sta-a"))
    assert difference(data, "sta-b", "sta-a").value == Quantity(-44)
    assert difference(data, "sta-a", "sta-b").caveats == ()


def test_a_total_of_nothing_is_refused() -> None:
    """Without figures there is no unit for a sum."""
    with pytest.raises(ValueError, match="at least one"):
        total(load(), [])


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from(["", "about ", "more_than ", "at_most ", "nearly "])),
        min_size=1,
        max_size=5,
    )
)
def test_a_sum_encloses_every_sum_of_what_its_figures_allow(figures: list[tuple[int, str]]) -> None:
    """Whatever the true figures are, their sum lies in the total."""
    made = [figure(f"s{n}", f"{bound}{value} count", about=f"cen-p{n}") for n, (value, bound) in enumerate(figures)]
    found = total(small.dataset(*made, *(small.centre(f"p{n}") for n in range(len(made)))), made)
    assert found.value is not None
    for end in ("low", "high"):
        reached = [getattr(one.quantity, end) for one in made]
        limit = getattr(found.value, end)
        assert (limit is None) is (None in reached)
        assert limit is None or limit == sum(reached)
    assert found.point == Quantity(sum(value for value, _ in figures))


# --- taking apart ---------------------------------------------------------------------------------------------------


def test_what_is_left_of_a_rough_whole() -> None:
    """About 100 less 3 is about 97, somewhere between 47 and 147; more than 6,000 less 49 is more than 5,951."""
    data = park(figure("a", "about 100 count"), figure("b", "3 count", part_of="sta-a"))
    assert str(parts(data, "sta-a").rests[0]) == "about 97, between 47 and 147 (about 100 - 3)"
    assert str(difference(load(), "sta-tusstar-businesses-incubated", "sta-tusstar-diamond-companies")) == (
        "more than 5,951 (more than 6,000 - 49)"
    )


def test_a_difference_of_unlike_figures() -> None:
    """Growth from year to year is told with the times; jobs are not taken from firms, nor acres from pounds."""
    data = park(
        figure("a", "150 count", as_of=PartialDate("2020")),
        figure("b", "130 count"),
        figure("c", "7 count", category="jobs"),
        figure("d", "7 GBP", measure=Measure.REVENUE),
    )
    grown = difference(data, "sta-a", "sta-b")
    assert (grown.value, grown.caveats) == (Quantity(20), ("time: 2020, 2019-05-01",))
    assert repr(grown) == "<Calculation 20 (150 - 130); 1 caveat>"
    assert difference(data, "sta-a", "sta-c").reason == "the one counts firms, the other jobs"
    assert difference(data, "sta-a", "sta-d").reason == "count and GBP do not go together"


def test_shares_need_a_whole() -> None:
    """A share is refused where nothing says that the one is in the other, or where the whole may be nothing."""
    data = park(
        figure("a", "at_most 50 count"),
        figure("b", "3 count"),
        figure("c", "2 count", part_of="sta-a"),
        figure("d", "vague count", part_of="sta-b"),
        figure("e", "1 GBP", part_of="sta-b", measure=Measure.REVENUE),
    )
    assert share(data, "sta-b", "sta-a").reason == "no source says that sta-b is a part of sta-a"
    assert share(data, "sta-c", "sta-a").reason == "at most 50 may be nothing"
    assert share(data, "sta-e", "sta-b").reason == "count and GBP do not go together"
    vague = share(data, "sta-d", "sta-b")
    assert str(vague) == "unspecified (unspecified / 3)"
    assert (vague.value, vague.point) == (Quantity(None, Unit.SHARE, Bound.VAGUE), None)
    assert amount(data, "sta-b").reason == "sta-b is told as a share of no figure"


def test_subsets_that_come_to_more_than_the_whole_overlap() -> None:
    """Where the subsets come to more than there are, some are in two; where they come to just as many, they add up."""
    data = park(
        figure("a", "10 count"),
        figure("b", "7 count", part_of="sta-a"),
        figure("c", "6 count", part_of="sta-a"),
        figure("d", "3 count"),
        figure("e", "3 count", part_of="sta-d"),
        figure("f", "at_most 3 count"),
        figure("g", "1 count", part_of="sta-f"),
    )
    more = parts(data, "sta-a")
    assert (more.adds_up, more.overlap) == (Truth.FALSE, Truth.TRUE)
    assert more.reason == "7 + 6 = 13, more than 10: some are counted twice"
    just = parts(data, "sta-d")
    assert (just.adds_up, just.overlap) == (Truth.TRUE, Truth.UNDECIDED)
    assert just.reason == "3, of 3; it is the only subset that is known"
    assert parts(data, "sta-f").adds_up is Truth.UNDECIDED
    none = parts(data, "sta-g")
    assert (none.adds_up, none.reason) == (Truth.UNDECIDED, "no subset of it is known")
