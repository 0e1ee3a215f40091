"""What sources answer differently: what is found on the bundled pages, what by each rule, and what is left alone."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import sinouk_innov as si
import small
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.disagreement import Conflict, conflicts
from sinouk_innov.questions.lineage import origin_of

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = si.load()
SOURCES = (small.source("a", "2018-05-01"), small.source("b", "2018-06-01"), small.source("c", "2021-06-01"))

# Item, sources that tell it, the facts of each side, and the cause, as a reader of the records would have it.
FOUND: list[tuple[str, list[str], list[list[str]], Cause]] = [
    (
        "floor area of TusPark Cambridge: 350,000 sq ft or over 34,000 m2",
        ["src-future-cities-forum-tuspark-science-cities", "src-pr-newswire-2018-tuspark-cambridge"],
        [
            ["sta-tus-trinity-joint-venture-floor-area-future-cities-forum#quantity"],
            ["sta-tuspark-cambridge-floor-area-pr-newswire#quantity"],
        ],
        Cause.UNIT,
    ),
    (
        "buildings of TusPark Cambridge: five or four",
        ["src-future-cities-forum-tuspark-science-cities", "src-pr-newswire-2018-tuspark-cambridge"],
        [
            ["sta-tus-trinity-joint-venture-buildings-future-cities-forum#quantity"],
            ["sta-tuspark-cambridge-buildings-pr-newswire#quantity"],
        ],
        Cause.SCOPE,
    ),
    (
        "signing of Trinity College and Tus: January 2018 or 1 February 2018",
        ["src-future-cities-forum-tuspark-science-cities", "src-szxxwhs-2018-tus-trinity"],
        [["evt-tus-trinity-joint-venture-agreement-2018-01#when"], ["evt-tus-trinity-signing-2018#when"]],
        Cause.PRECISION,
    ),
    (
        "who signed for Tus-Holdings: Wang Jiwu or Wang Shugui",
        [
            "src-cambridge-independent-2018-theresa-may",
            "src-cambridge-network-mills-and-reeve-tus",
            "src-future-cities-forum-tuspark-science-cities",
            "src-trinity-landmark-joint-venture",
            "src-szxxwhs-2018-tus-trinity",
        ],
        [
            ["evt-tus-trinity-signing-2018#participations[signatory:per-wang-jiwu]"],
            ["evt-tus-trinity-signing-2018#participations[signatory:per-wang-shugui]"],
        ],
        Cause.REAL_CONFLICT,
    ),
    (
        "GBP 200m: the whole venture, the park, or the Bio-Innovation Centre alone",
        [
            "src-business-weekly-2018-cabbages",
            "src-cambridge-2019-tsinghua-initiative",
            "src-tuspark-uk-2019-zeichner-visit",
            "src-stdaily-2018-tuspark-cambridge",
            "src-tus-holdings-2019-media-1335",
            "src-cambridge-independent-2018-theresa-may",
            "src-cambridge-network-mills-and-reeve-tus",
            "src-future-cities-forum-tuspark-science-cities",
            "src-trinity-landmark-joint-venture",
        ],
        [
            [
                "sta-bio-innovation-centre-investment-business-weekly#about",
                "sta-bio-innovation-centre-value-cambridge-2019#about",
            ],
            ["sta-cambridge-science-park-investment-tuspark-uk-2019#about"],
            ["sta-tuspark-cambridge-total-investment#about"],
            [
                "sta-tus-trinity-joint-venture-over-200m#about",
                "sta-tus-trinity-joint-venture-value-trinity#about",
            ],
        ],
        Cause.SCOPE,
    ),
    (
        "first park abroad: Cambridge or Newcastle",
        ["src-pr-newswire-2018-tuspark-cambridge", "src-bdaily-2018-anji-visit"],
        [["rem-tuspark-cambridge-first-overseas-park"], ["rem-bdaily-2018-tuspark-newcastle-first"]],
        Cause.REAL_CONFLICT,
    ),
    (
        "land of Cambridge Science Park: 150, 152 or over 900 acres",
        [
            "src-cambridge-network-mills-and-reeve-tus",
            "src-bbc-2010-cambridge-science-park",
            "src-tus-holdings-2019-walker-interview",
        ],
        [
            ["sta-cambridge-science-park-area-mills-and-reeve#quantity"],
            ["sta-cambridge-science-park-area-bbc-2010#quantity"],
            ["sta-cambridge-science-park-area-tus-2019#quantity"],
        ],
        Cause.UNIT,
    ),
    (
        "companies in Cambridge Science Park: 90 or over 100",
        ["src-cambridge-network-mills-and-reeve-tus", "src-bbc-2010-cambridge-science-park"],
        [
            ["sta-cambridge-science-park-companies-mills-and-reeve#quantity"],
            ["sta-cambridge-science-park-companies-bbc-2010#quantity"],
        ],
        Cause.DATE,
    ),
    (
        "33 Nobel laureates: of Trinity College or of the Cavendish",
        ["src-tus-holdings-2019-media-1335", "src-tus-holdings-2019-walker-interview"],
        [
            ["sta-cavendish-laboratory-nobel-laureates-tus-2019#about"],
            ["sta-trinity-college-nobel-laureates-beijing-daily-2019#about"],
        ],
        Cause.REAL_CONFLICT,
    ),
    (
        "opening of OSCAR: October 2018 or 22 November 2018",
        [
            "src-oxford-chemistry-oscar",
            "src-chinascope-2018-oscar-opened",
            "src-mpls-2022-oscar-fourth-anniversary",
            "src-sixth-tone-2018-oscar",
        ],
        [["evt-oscar-official-opening-2018-10#when"], ["evt-oscar-opening-2018#when"]],
        Cause.REAL_CONFLICT,
    ),
    (
        "OSCAR thought of in October 2017, agreed on in December 2016",
        [
            "src-sixth-tone-2018-oscar",
            "src-chinascope-2018-oscar-opened",
            "src-mpls-oxford-leaders-in-china",
        ],
        [["evt-oscar-agreement-signing-2016#when"], ["evt-oscar-conception-2017#when"]],
        Cause.REAL_CONFLICT,
    ),
    (
        "the page of CUNJC is dated a month before the launch that it tells of",
        ["src-cunjc-2018-formal-launch"],
        [
            ["src-cunjc-2018-formal-launch"],
            ["evt-cunjc-launch-2018#when", "evt-zhang-jinghua-ferran-meeting-2018#when"],
        ],
        Cause.COPY_ERROR,
    ),
    (
        "firms in the Qingdao park on 11 December 2018: five or six",
        ["src-iecz-qingdao-park-first-firms", "src-eastmoney-2018-qingdao-park"],
        [
            ["sta-qingdao-park-first-firms-iecz#quantity"],
            ["sta-qingdao-park-firms-given-keys-eastmoney#quantity"],
        ],
        Cause.REAL_CONFLICT,
    ),
    (
        "Christina Scott: acting ambassador or deputy ambassador",
        ["src-eastmoney-2018-qingdao-park", "src-iecz-qingdao-park-first-firms"],
        [
            ["per-christina-scott#roles[代大使@org-british-embassy-beijing]"],
            ["per-christina-scott#roles[stellvertretende Botschafterin@org-british-embassy-beijing]"],
        ],
        Cause.TRANSLATION,
    ),
    (
        "who signed the joint strategy for China: Wang Zhigang or Wan Gang",
        [
            "src-gov-uk-2017-joint-strategy",
            "src-safea-2018-new-chapter",
            "src-stdaily-2017-joint-strategy",
            "src-iop-2017-joint-strategy",
        ],
        [
            ["evt-joint-strategy-signing-2017#participations[signatory:per-wang-zhigang]"],
            ["evt-joint-strategy-signing-2017#participations[signatory:per-wan-gang]"],
        ],
        Cause.REAL_CONFLICT,
    ),
    (
        "assets of Tus: GBP 10bn in 2016 or 26bn in 2018",
        ["src-northumbria-2016-eco-innovation", "src-bdaily-2018-anji-visit"],
        [["sta-tuspark-group-assets-2016#quantity"], ["sta-tus-holdings-assets-2018-bdaily#quantity"]],
        Cause.DATE,
    ),
    (
        "interview with Jeanette Walker: 28 August or 4 September 2019, on one page",
        ["src-tus-holdings-2019-walker-interview"],
        [["evt-walker-interview-2019#when"], ["evt-walker-interview-2019-september#when"]],
        Cause.REAL_CONFLICT,
    ),
]

# Told differently, and yet both may be right, or are answers to two questions.
LEFT_ALONE = [
    ("staff: over 5,000 allows 6,500", "sta-cambridge-science-park-people-employed-benchmark"),
    ("staff: 6,500 is over 5,000", "sta-cambridge-science-park-workforce-mills-and-reeve"),
    ("90 hi-tech companies are a part of over 100", "sta-cambridge-science-park-hi-tech-companies-bbc-2010"),
    ("25 companies were those of 1979", "sta-cambridge-science-park-companies-end-of-1970s"),
    ("three properties acquired by 2019 are a part of four", "sta-tuspark-cambridge-properties-jll"),
    ("and so are their 165,000 sq ft", "sta-tuspark-cambridge-properties-floor-area-jll"),
    ("five buildings planned are no result", "sta-tus-trinity-joint-venture-buildings"),
    ("over 200 presences allow 300 nodes", "sta-tus-holdings-presences-2018-bdaily"),
    ("300 nodes are over 200 presences", "sta-tus-innovation-nodes-tuspark-uk-2019"),
    ("40 parks are over 30", "sta-tuspark-parks-in-china-2017"),
    ("over 30 parks allow 40", "sta-tuspark-group-science-parks-2016"),
    ("a formal opening by May 2018 allows one in 2017", "evt-tuspark-newcastle-opening"),
    ("a first signing in 2017 is another than that of 2018", "evt-tus-trinity-signing-2017"),
    ("the ground was broken before the building began", "evt-cunjc-groundbreaking-2019"),
    ("a centre and its research project are launched apart", "evt-cunjc-research-project-launch-2019"),
    ("a foundation stone laid in 2017 allows 9 November", "evt-qingdao-china-uk-park-foundation-2017"),
    ("at least 300 MW allows 500 MW", "sta-shandong-wind-farm-300mw-at-least"),
    ("over 400 years allow 472", "sta-trinity-college-age-stdaily-2018"),
    ("362 enterprises are the whole", "sta-taizhou-bay-new-area-four-top-enterprises"),
    ("3 are a part of 362", "sta-taizhou-bay-new-area-listed-enterprises"),
    ("74 are a part of 362", "sta-taizhou-bay-new-area-high-tech-enterprises"),
    ("252 are a part of 362", "sta-taizhou-bay-new-area-industrial-enterprises"),
]

# Known disagreements of which no document, or only one side, is in the bundled data.
OTHER_SIDE_MISSING = [
    "huawei",
    "royal-albert",
    "airport-city",
    "changan",
    "versarien",
    "swansea",
    "cocoon-fund",
    "wuxi",
]


def sides(conflict: Conflict) -> set[frozenset[str]]:
    """Return the addresses of the facts on each side of a conflict."""
    return {frozenset(map(str, side.facts)) for side in conflict.sides}


@pytest.mark.parametrize(("item", "sources", "facts", "cause"), FOUND, ids=[item for item, *_ in FOUND])
def test_what_the_bundled_pages_tell_differently_is_found(
    item: str, sources: list[str], facts: list[list[str]], cause: Cause
) -> None:
    """Each known disagreement is one conflict, with these sides, this cause and a reason, from these sources."""
    found = [c for c in conflicts(DATA) if sides(c) == {frozenset(side) for side in facts}]
    assert [conflict.cause for conflict in found] == [cause], item
    cited = {citation.source for side in found[0].sides for citation in side.citations}
    assert cited == set(sources)
    assert found[0].reason


def test_nothing_else_is_found() -> None:
    """The known disagreements are all that there are: each conflict on the bundled pages has been read."""
    assert len(conflicts(DATA)) == len(FOUND)


@pytest.mark.parametrize(("why", "record"), LEFT_ALONE)
def test_what_may_both_be_right_is_left_alone(why: str, record: str) -> None:
    """Figures that allow each other, subsets, plans and other occasions are no disagreement."""
    assert record in DATA
    assert not conflicts(DATA, record), why


@pytest.mark.parametrize("slug", OTHER_SIDE_MISSING)
def test_items_without_documents_are_without_records(slug: str) -> None:
    """The other known disagreements are not missed: no record of the bundled data tells of them."""
    assert not [record.id for record in DATA if slug in record.id and record.prefix in {"sta", "evt"}]


def test_the_worst_come_first_and_every_fact_stands() -> None:
    """Severities fall and lie within 0 and 1; each address leads to citations; each side has an independent source."""
    found = conflicts(DATA)
    severities = [conflict.severity for conflict in found]
    assert severities == sorted(severities, reverse=True)
    assert all(0 < severity <= 1 for severity in severities)
    for conflict in found:
        assert len(conflict.sides) > 1
        assert {fact for side in conflict.sides for fact in side.facts} <= set(conflict.facts)
        for side in conflict.sides:
            origins = [origin_of(DATA, source).id for source in side.sources]
            assert len(set(origins)) == len(origins)
            assert set(origins) == {origin_of(DATA, citation.source).id for citation in side.citations}


def test_one_record_is_asked_for() -> None:
    """A record gives what is asked of it, rests on it or has it for an answer; an unknown id is an error."""
    by_person = conflicts(DATA, DATA["per-wan-gang"])
    assert by_person == conflicts(DATA, "per-wang-zhigang")
    assert [side.text for side in by_person[0].sides] == ["Wan Gang", "Wang Zhigang"]
    assert by_person[0] in conflicts(DATA, "org-ministry-of-science-and-technology")
    assert by_person[0] in conflicts(DATA, "evt-joint-strategy-signing-2017")
    assert [c.question.asked for c in conflicts(DATA, "ini-tus-trinity-joint-venture")] != []
    with pytest.raises(si.UnknownIdError):
        conflicts(DATA, "per-nobody")


def test_they_show_themselves_in_a_line() -> None:
    """The repr of each object is one honest line in angle brackets."""
    [conflict] = conflicts(DATA, "per-wan-gang")
    assert repr(conflict).startswith("<Conflict 1.0 real_conflict: signatory for Ministry of Science")
    assert repr(conflict).endswith(": Wan Gang | Wang Zhigang>")
    assert repr(conflict.sides[0]) == "<Side Wan Gang: 1 independent source>"
    assert repr(conflict.sides[1]) == "<Side Wang Zhigang: 2 independent sources>"
    assert repr(conflict.question) == f"<Question {conflict.question}>"


@given(st.permutations(range(4)), st.lists(st.integers(20, 40), min_size=4, max_size=4))
def test_the_order_of_records_makes_no_difference(order: list[int], values: list[int]) -> None:
    """Whatever ids the figures bear, and so in whatever order they are met, the same answers stand on the sides."""
    found = [
        [
            (conflict.cause, conflict.reason, conflict.severity, sorted(side.text for side in conflict.sides))
            for conflict in conflicts(small.dataset(*SOURCES, small.centre("park"), *figures(values, slugs)))
        ]
        for slugs in (range(4), order)
    ]
    assert found[0] == found[1]


def figures(values: list[int], slugs: Iterable[int]) -> list[si.Record]:
    """Make a figure of each value, with ids in some order; each value keeps its source."""
    return [
        si.Statistic(
            id=f"sta-{slug}",
            about="cen-park",
            measure=si.Measure.COUNT,
            category="companies",
            quantity=si.Quantity(value),
            citations=(small.citation("abca"[at]),),
        )
        for at, (value, slug) in enumerate(zip(values, slugs, strict=True))
    ]


def test_a_naive_loop_over_all_pairs_finds_no_more_figures_of_one_thing() -> None:
    """Each two results of the bundled data for one thing, in the same words, that exclude each other are a conflict."""
    results = [s for s in DATA.statistics if s.status is si.StatisticStatus.REPORTED and s.over is None]
    naive = {
        frozenset((one.id, other.id))
        for one, other in combinations(results, 2)
        if (one.about, one.measure, one.scope) == (other.about, other.measure, other.scope)
        and (one.category or "").casefold() == (other.category or "").casefold()
        and one.quantity.unit is other.quantity.unit is not si.Unit.OTHER
        and one.quantity.value != other.quantity.value
        and one.quantity.equals(other.quantity) is False
        and {str(s.as_of)[:3] for s in (one, other)} <= {"Non", "[.."}
    }
    grouped = [{fact.record for fact in conflict.facts} for conflict in conflicts(DATA)]
    assert naive
    assert all(any(both <= group for group in grouped) for both in naive)
