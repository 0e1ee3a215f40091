"""Which figures are held against each other, and which are not: by each rule, on records made by hand."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import sinouk_innov as si
import small
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.disagreement import conflicts
from sinouk_innov.questions.topics import topic_of


def statistic(slug: str, figure: str, **fields: Any) -> si.Statistic:
    """Make a count of companies in a park, told by a source of its own."""
    given: dict[str, Any] = {
        "about": "cen-park",
        "measure": si.Measure.COUNT,
        "category": "companies",
        "citations": (small.citation(slug),),
    }
    return si.Statistic(id=f"sta-{slug}", quantity=si.Quantity.parse(figure), **(given | fields))


def relation(kind: str, subject: str, other: str, **fields: Any) -> si.Relation:
    """Make a relation that a source states."""
    given: dict[str, Any] = {"citations": (small.citation("a"),)}
    slug = f"rel-{kind.replace('_', '-')}-{subject}-{other}"
    return si.Relation(id=slug, subject=subject, kind=si.RelationKind.parse(kind), object=other, **(given | fields))


INFERRED = (small.citation("a", basis=si.Basis.INFERRED, note="They look alike."),)
SOURCES = (small.source("a", "2018-05-01"), small.source("b", "2018-06-01"), small.source("c", "2021-06-01"))


def found_in(*records: si.Record) -> list[tuple[list[str], Cause]]:
    """Return the texts of the sides of each conflict among some records and three sources, and its cause."""
    data = small.dataset(*SOURCES, *records)
    return [([side.text for side in conflict.sides], conflict.cause) for conflict in conflicts(data)]


def pair(one: str, other: str, **fields: Any) -> list[tuple[list[str], Cause]]:
    """Compare a figure with another one that has other fields."""
    return found_in(small.centre("park"), statistic("a", one), statistic("b", other, **fields))


@pytest.mark.parametrize(
    ("one", "other", "fields", "cause"),
    [
        ("90 count", "110 count", {}, Cause.REAL_CONFLICT),
        ("90 count", "120 count", {"category": "Firms"}, Cause.REAL_CONFLICT),
        ("90 count", "120 count", {"category": "the enterprises"}, Cause.REAL_CONFLICT),
        ("90 count", "91.5 count", {"citations": (small.citation("c"),)}, Cause.PRECISION),
        ("90 count", "124 count", {"citations": (small.citation("c"),)}, Cause.DATE),
        ("90 count", "124 count", {"as_of": si.PartialDate("[..2015-06-01]")}, Cause.DATE),
        ("367 count", "376 count", {}, Cause.COPY_ERROR),
        ("25 count", "250 count", {}, Cause.COPY_ERROR),
        ("90 count", "120 count", {"category": "British companies"}, Cause.REAL_CONFLICT),
        ("90 count", "120 count", {"scope": "above designated size"}, Cause.REAL_CONFLICT),
    ],
)
def test_figures_that_cannot_both_be_right(one: str, other: str, fields: dict[str, Any], cause: Cause) -> None:
    """Two results for the same, in whatever words, are a conflict; so is a part that is more than its whole."""
    assert [found for _, found in pair(one, other, **fields)] == [cause]


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("90 count", "90 count", {}),
        ("more_than 90 count", "150 count", {}),
        ("more_than 90 count", "90 count", {}),
        ("90 count", "60 count", {"category": "British companies"}),
        ("90 count", "60 count", {"scope": "above designated size"}),
        ("90 count", "60 count", {"category": "laboratories"}),
        ("90 count", "60 count", {"part_of": "sta-a"}),
        ("90 count", "vague count", {}),
        ("90 count", "120 count", {"measure": si.Measure.RANK}),
        ("90 count", "120 percent", {}),
        *[
            ("90 count", "120 count", {"status": si.StatisticStatus.parse(status)})
            for status in ("target", "forecast", "derived", "planned")
        ],
        ("90 count", "120 count", {"over": si.PartialDate("2017")}),
        ("90 count", "120 count", {"as_of": si.PartialDate("1979")}),
    ],
)
def test_figures_that_may_both_be_right(one: str, other: str, fields: dict[str, Any]) -> None:
    """What allows the other, is a part of it, a plan, or of another time, is no conflict."""
    assert pair(one, other, **fields) == []


def test_other_dates_than_that_of_the_page() -> None:
    """Figures of days of their own are compared where the days may be one, or lie near the page that tells of now."""
    day = si.PartialDate("2018-05-02")
    assert pair("90 count", "120 count", as_of=day) == [(["90", "120"], Cause.REAL_CONFLICT)]
    for mine, theirs, count in (("2017", "2017-03", 1), ("2017", "2018", 0)):
        records = (
            statistic("a", "90 count", as_of=si.PartialDate(mine)),
            statistic("b", "120 count", as_of=si.PartialDate(theirs)),
        )
        assert len(found_in(small.centre("park"), *records)) == count
    undated = statistic("b", "120 count", citations=(small.citation("d"),))
    places = (small.source("d"), small.centre("park"))
    assert found_in(*places, statistic("a", "90 count", as_of=si.PartialDate("2017")), undated) == []
    assert found_in(*places, statistic("a", "90 count"), undated) == [(["90", "120"], Cause.REAL_CONFLICT)]
    over = {"measure": si.Measure.REVENUE, "category": None, "over": si.PartialDate("2017")}
    flows = [statistic("a", "90 GBP", **over), statistic("b", "120 GBP", **over)]
    assert len(found_in(small.centre("park"), *flows)) == 1


def test_areas_are_compared_across_units_and_words() -> None:
    """An area is an area; only where the words for it share nothing are two things measured."""
    area: dict[str, Any] = {"measure": si.Measure.FLOOR_AREA, "category": "office and laboratory space"}
    mine = statistic("a", "34000 m2", **area)
    for category, count in (("offices", 1), (None, 1), ("cellars", 0)):
        theirs = statistic("b", "350000 sq_ft", **(area | {"category": category}))
        assert len(found_in(small.centre("park"), mine, theirs)) == count


def test_money_of_two_currencies_is_compared_where_one_number_is_told() -> None:
    """A billion pounds and a billion dollars are one number with two units; else two currencies say nothing."""
    money: dict[str, Any] = {"measure": si.Measure.ASSETS, "category": None}
    mine = statistic("a", "1000000000 GBP", **money)
    for figure, count in (("1000000000 USD", 1), ("1510000000 USD", 0)):
        assert len(found_in(small.centre("park"), mine, statistic("b", figure, **money))) == count
    [(texts, cause)] = found_in(small.centre("park"), mine, statistic("b", "1000000000 USD", **money))
    assert (texts, cause) == (["GBP 1,000,000,000", "USD 1,000,000,000"], Cause.UNIT)


def other(figure: str, about: str, **fields: Any) -> si.Statistic:
    """Make a figure about something else, told by another source."""
    return statistic("b", figure, about=about, **fields)


def test_a_part_is_compared_only_where_it_is_more_than_its_whole() -> None:
    """A building of a park may have fewer firms than the park, not more; other measures do not add up at all."""
    records = (small.centre("park"), small.centre("house", at="cen-park"), statistic("a", "90 count"))
    assert found_in(*records, other("60 count", "cen-house")) == []
    assert found_in(*records, other("120 count", "cen-house")) == [(["90", "120"], Cause.REAL_CONFLICT)]
    older: dict[str, Any] = {"measure": si.Measure.PERIOD, "category": "age"}
    ages = (statistic("a", "90 year", **older), other("120 year", "cen-house", **older))
    assert found_in(*records[:2], *ages) == []


def test_what_pulls_both_ways_is_not_compared() -> None:
    """All firms of a house against the British firms of its park: neither is a part of the other."""
    records = (small.centre("park"), small.centre("house", at="cen-park"))
    british = statistic("a", "90 count", category="British companies")
    assert found_in(*records, british, other("120 count", "cen-house")) == []


def test_a_part_in_another_unit_is_not_more() -> None:
    """A number of pounds is not more than a number of dollars, though it is one number."""
    money: dict[str, Any] = {"measure": si.Measure.ASSETS, "category": None}
    records = (small.centre("park"), small.centre("house", at="cen-park"), statistic("a", "900 GBP", **money))
    assert found_in(*records, other("910 USD", "cen-house", **money)) == []


def test_two_pages_on_one_occasion_count_the_same() -> None:
    """Two pages on one event count the same there, in words of their own; without the event they need not."""
    day = si.PartialDate("2018-04-20")
    words = ("firms to move in", "British firms that were given keys")
    records = (
        small.centre("park"),
        statistic("a", "5 count", category=words[0], as_of=day),
        statistic("b", "6 count", category=words[1], as_of=day),
    )
    assert found_in(*records) == []
    event = small.event("move-in", "2018-04-20", citations=(small.citation("a"), small.citation("b")))
    assert found_in(*records, event) == [(["5", "6"], Cause.REAL_CONFLICT)]
    by_one = attrs.evolve(records[2], citations=(small.citation("a"),))
    assert found_in(*records[:2], by_one, event) == []


def test_a_venture_and_what_came_of_it_are_one_question_with_two_scopes() -> None:
    """The figures of a venture and of the centre that came of it are compared, and scope is the cause."""
    venture = si.Initiative(id="ini-v", names=(small.name("v"),), kind=si.InitiativeKind.JOINT_VENTURE)
    records = (small.centre("park"), venture, relation("result_of", "cen-park", "ini-v"))
    figures = (statistic("a", "4 count"), other("5 count", "ini-v"))
    assert found_in(*records, *figures) == [(["4", "5"], Cause.SCOPE)]
    told_by_one = attrs.evolve(figures[1], citations=(small.citation("a"),))
    assert found_in(*records, figures[0], told_by_one) == []
    concerned = (*records[:2], relation("concerns", "ini-v", "cen-park"))
    assert found_in(*concerned, *figures) == []
    # A closer tie counts, whichever of the two is read first.
    for slug in ("rel-a", "rel-z"):
        assert len(found_in(*concerned, attrs.evolve(records[2], id=slug), *figures)) == 1


def test_an_identity_that_is_stated_joins_and_one_that_is_inferred_weighs_less() -> None:
    """Bodies that a source states to be one are one; those that a curator holds for one may be, as the reason says."""
    records = (small.centre("park"), small.centre("site"), statistic("a", "90 count"), other("120 count", "cen-site"))
    stated = small.dataset(*SOURCES, *records, relation("same_as", "cen-park", "cen-site"))
    inferred = small.dataset(*SOURCES, *records, relation("same_as", "cen-park", "cen-site", citations=INFERRED))
    [sure], [unsure] = conflicts(stated), conflicts(inferred)
    assert conflicts(small.dataset(*SOURCES, *records)) == ()
    assert (sure.question.subjects, unsure.question.subjects) == (("cen-park",), ("cen-park", "cen-site"))
    assert sure.severity > unsure.severity
    assert unsure.reason.endswith("held for one: cen-park may be cen-site")
    assert [str(link) for link in unsure.question.links] == ["rel-same-as-cen-park-cen-site"]


def test_identities_may_go_round() -> None:
    """Three names that are said to be one, each to be the next, are one thing all the same."""
    ends = (("cen-park", "cen-site"), ("cen-site", "cen-tuspark"), ("cen-park", "cen-tuspark"))
    records = [small.centre(end[4:]) for end in ("cen-park", "cen-site", "cen-tuspark")]
    joined = [relation("same_as", *both) for both in ends]
    figures = (statistic("a", "90 count"), other("120 count", "cen-tuspark"))
    assert found_in(*records, *joined, *figures) == [(["90", "120"], Cause.REAL_CONFLICT)]
    assert found_in(*records, *joined, relation("result_of", "cen-park", "cen-site"), *figures) != []


# --- one figure, several bearers ------------------------------------------------------------------------------------


def bearers(figure: str, *ties: si.Record, **fields: Any) -> list[tuple[list[str], Cause]]:
    """Give one figure to two centres, `park` and `house`."""
    records = [small.centre("park"), small.centre("house")]
    kept = [record for record in records if record.id not in {tie.id for tie in ties}]
    return found_in(*kept, *ties, statistic("a", figure, **fields), other(figure, "cen-house", **fields))


def test_one_figure_is_told_of_two_things_that_belong_together() -> None:
    """A figure that a whole and its part both have alone is told of one of them wrongly, or is that of both."""
    inside = small.centre("house", at="cen-park")
    assert bearers("33 count", inside) == [(["house", "park"], Cause.SCOPE)]
    assert bearers("33 count") == []
    assert bearers("3 count", inside) == []
    maybe_one = relation("same_as", "cen-house", "cen-park", citations=INFERRED)
    assert bearers("33 count", maybe_one) == []
    assert bearers("33 count", inside, citations=(small.citation("c"),)) == []


def test_sisters_share_a_number_by_mistake_and_a_sum_by_chance() -> None:
    """Two parts of one whole with one number is a disagreement that no scope explains; with one sum it is none."""
    sisters = (small.centre("uni"), small.centre("park", "cen-uni"), small.centre("house", "cen-uni"))
    assert bearers("33 count", *sisters) == [(["house", "park"], Cause.REAL_CONFLICT)]
    assert bearers("33 GBP", *sisters, measure=si.Measure.FUNDING) == []


def test_other_wholes_are_read_as_well() -> None:
    """Organisations and places say what they are a part of, too."""
    records = (small.organisation("uni"), small.organisation("college", part_of="org-uni"))
    figures = (statistic("a", "33 count", about="org-uni"), other("33 count", "org-college"))
    assert found_in(*records, *figures) == [(["college", "uni"], Cause.SCOPE)]
    places = (small.place("city"), small.place("district", "pla-city"))
    figures = (statistic("a", "33 count", about="pla-city"), other("33 count", "pla-district"))
    assert found_in(*places, *figures) == [(["city", "district"], Cause.SCOPE)]


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jobs", "staff"),
        ("people employed", "Workforce"),
        ("Nobel Prize winners", "Nobel laureates"),
        ("enterprises", "the total of firms"),
        ("properties", "buildings"),
        ("newly built laboratories", "laboratory, newly built"),
        ("classes", "class"),
        ("boxes", "box"),
        ("series", "series"),
    ],
)
def test_different_words_for_one_thing(one: str, other: str) -> None:
    """Number, order, small words and synonyms make no difference."""
    assert topic_of(one).words == topic_of(other).words


def test_a_topic_of_nothing_has_no_head() -> None:
    """Where nothing is said, nothing is counted; words of the measure can be taken away."""
    assert topic_of(None).head is None
    assert topic_of("of which").words == {"which"}
    assert topic_of("total assets").without(["asset"]).head is None
    assert topic_of("net assets").without(["net"]).head == "asset"
