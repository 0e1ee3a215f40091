"""Which records may be the same thing: what is found, what is weighed, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import sinouk_innov as si
import small
from sinouk_innov.questions.likeness import pair_of, score_of
from sinouk_innov.questions.twins import twins

if TYPE_CHECKING:
    from sinouk_innov.model.record import Record

OFFICIAL = si.NameKind.OFFICIAL


def named(record: Any, *texts: str, kind: si.NameKind = OFFICIAL) -> Record:
    """Give a record other names, each on a passage of its own."""
    names = tuple(
        si.Name(text=text, language="en", kind=kind, citations=(small.citation(record.id[4:], f"It is {text} here"),))
        for text in texts
    )
    found: Record = attrs.evolve(record, names=names)
    return found


def identified(record: Any, ror: str) -> Record:
    """Give a record an identifier."""
    found: Record = attrs.evolve(record, identifiers=(si.Identifier(scheme=si.IdentifierScheme.ROR, value=ror),))
    return found


def pairs(*records: Record, at_least: float = 0.4, known: bool = False) -> list[tuple[str, str]]:
    """Find the twins among some records, as pairs of ids."""
    found = twins(small.dataset(*records), at_least=at_least, known=known)
    return [(twin.one.id, twin.other.id) for twin in found]


def statistic(slug: str, text: str, **fields: object) -> si.Statistic:
    """Make a figure of one park."""
    given: dict[str, object] = {"about": "cen-park", "measure": si.Measure.COUNT, "category": "firms"}
    return si.Statistic(id=f"sta-{slug}", quantity=si.Quantity.parse(text), **(given | fields))  # type: ignore[arg-type]


def relation(slug: str, kind: str, subject: str, object_: str, **fields: object) -> si.Relation:
    """Make a relation."""
    found = si.RelationKind.parse(kind)
    return si.Relation(id=f"rel-{slug}", kind=found, subject=subject, object=object_, **fields)  # type: ignore[arg-type]


# --- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            named(small.organisation("a"), "Ministry of Parks"),
            named(small.organisation("b"), "The Ministry of Parks"),
            id="one name",
        ),
        pytest.param(
            named(small.centre("a"), "China-UK Innovation Centre"),
            named(small.centre("b"), "Sino-British Innovation Center"),
            id="countries named otherwise",
        ),
        pytest.param(
            named(small.centre("a"), "Jade Lake Park"),
            named(small.organisation("b"), "Jade Lake Park"),
            id="a centre and a body",
        ),
        pytest.param(
            named(small.person("a"), "Wei Meng"), named(small.person("b"), "MENG Wei"), id="a name turned round"
        ),
        pytest.param(
            named(small.person("a", small.role("Chairman", "org-a")), "Lin"),
            named(small.person("b", small.role("chairman", "org-a")), "Lin Zhuocun"),
            id="one post, and a part of the name",
        ),
        pytest.param(
            small.event("a", "2018-02-01", small.guest("org-a"), about=("cen-park",)),
            small.event("b", "2018-02", small.guest("org-a"), about=("cen-park",)),
            id="one event, dated more finely",
        ),
        pytest.param(statistic("a", "130 count"), statistic("b", "130 count"), id="one figure"),
        pytest.param(statistic("a", "20 ha"), statistic("b", "200000 m2"), id="one area in two units"),
        pytest.param(statistic("a", "20 other"), statistic("b", "20 other"), id="one figure of a unit in words"),
        pytest.param(
            relation("a", "partner_of", "org-a", "cen-park"),
            relation("b", "partner_of", "cen-park", "org-a"),
            id="a relation turned round",
        ),
        pytest.param(
            identified(small.organisation("a"), "03cve4549"),
            identified(small.organisation("b"), "03cve4549"),
            id="one identifier",
        ),
        pytest.param(
            named(small.centre("a", website="https://example.org/"), "Jade Lake Park"),
            named(small.centre("b", website="http://www.example.org"), "Park at Amber Hill"),
            id="one website",
        ),
        pytest.param(
            small.source("a", url="http://example.org/page"),
            small.source("b", url="https://www.example.org/page/"),
            id="one address",
        ),
    ],
)
def test_what_may_be_one_is_found(one: Record, other: Record) -> None:
    """Two records that a reader would take for one are found, with a reason that rests on facts of both."""
    found = twins(small.dataset(one, other, small.organisation("other"), small.centre("park"), *extra(one)))
    assert [{twin.one.id, twin.other.id} for twin in found] == [{one.id, other.id}]
    assert found[0].reasons[0].weight > 0
    assert {fact.record for reason in found[0].reasons for fact in reason.facts} >= {one.id, other.id}


def extra(record: Record) -> list[Record]:
    """Add the body that a pair refers to, unless it is one of the pair."""
    return [] if record.id == "org-a" else [small.organisation("a", names=(small.name("Body of its own"),))]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(
            [named(small.organisation("a"), "Trade Bureau"), named(small.person("b"), "Trade Bureau")],
            id="a body and a person",
        ),
        pytest.param([named(small.person("a"), "Wei Meng"), named(small.person("b"), "Mei Meng")], id="two people"),
        pytest.param(
            [
                small.place("x"),
                small.place("y"),
                named(small.centre("a", at="pla-x"), "Innovation Centre"),
                named(small.centre("b", at="pla-y"), "Innovation Centre"),
            ],
            id="one name at two places",
        ),
        pytest.param(
            [
                small.organisation("a"),
                small.event("a", "2018-02-01", small.guest("org-a")),
                small.event("b", "2019-02-01", small.guest("org-a")),
            ],
            id="two visits",
        ),
        pytest.param(
            [
                small.organisation("a"),
                small.organisation("b"),
                small.centre("park"),
                small.event("a", "2018-02", about=("org-a",), where="cen-park"),
                small.event("b", "2018-02", about=("org-b",), where="cen-park"),
            ],
            id="two visits on different business",
        ),
        pytest.param([statistic("a", "130 count"), statistic("b", "150 count"), small.centre("park")], id="two values"),
        pytest.param([statistic("a", "130 GBP"), statistic("b", "130 USD"), small.centre("park")], id="two currencies"),
        pytest.param([statistic("a", "5 other"), statistic("b", "6 other"), small.centre("park")], id="two in words"),
        pytest.param(
            [
                statistic("a", "130 count"),
                statistic("b", "130 count", about="cen-a"),
                small.centre("park"),
                small.centre("a"),
            ],
            id="figures of two parks",
        ),
    ],
)
def test_what_is_two_is_left_alone(records: list[Record]) -> None:
    """What a reader would keep apart is not listed."""
    assert pairs(*records) == []


def test_a_relation_tells_two_apart_or_together() -> None:
    """`same_as` joins a pair, which is then listed on request only; `distinct_from` takes it off the list for good."""
    both = [named(small.person("a"), "Wei Meng"), named(small.person("b"), "Meng Wei")]
    same = relation("s", "same_as", "per-a", "per-b")
    apart = relation("d", "distinct_from", "per-b", "per-a")
    assert pairs(*both) == [("per-a", "per-b")]
    assert pairs(*both, same) == []
    assert pairs(*both, same, known=True) == [("per-a", "per-b")]
    assert twins(small.dataset(*both, same), known=True)[0].relation == "rel-s"
    assert pairs(*both, apart, known=True) == []


def test_what_speaks_against_is_told_too() -> None:
    """A passage that names both, a field or relation between them, and other numbers in the names take their share."""
    passage = small.citation("page", "Jade Park and the Jade Park are two")
    one = small.organisation("a", names=(small.name("Jade Park", passage),))
    other = small.organisation("b", names=(small.name("Jade  Park", passage),), part_of="org-a")
    (twin,) = twins(small.dataset(one, other), at_least=0.1)
    told = {reason.text: reason.weight for reason in twin.reasons}
    assert told["one passage names both"] < 0
    assert told["the one stands in a field of the other: part_of"] < 0
    numbered = [
        named(small.organisation("c"), "Phase 2 Jade Park"),
        named(small.organisation("d"), "Phase 3 Jade Park"),
    ]
    (twin,) = twins(small.dataset(*numbered), at_least=0.01)
    assert any(reason.text.startswith("the names bear different numbers") for reason in twin.reasons)


def test_relations_over_different_times_are_less_alike() -> None:
    """Two relations between the same two over one time are more alike than over two times."""
    ends = (small.organisation("a"), small.organisation("b"))
    told = relation("t", "partner_of", "org-a", "org-b", period=si.Period.parse("2015/2017"))
    again = attrs.evolve(told, id="rel-u")
    later = attrs.evolve(told, id="rel-v", period=si.Period.parse("2018/2019"))
    (one,) = twins(small.dataset(told, again, *ends))
    (two,) = twins(small.dataset(told, later, *ends), at_least=0.1)
    assert two.score < one.score
    assert "over different times: 2015/2017, 2018/2019" in {reason.text for reason in two.reasons}


def test_only_pairs_with_ones_own_are_asked_for() -> None:
    """With `among`, a pair has at least one of those records."""
    records = [named(small.organisation(slug), "Jade Park") for slug in "abc"]
    found = twins(small.dataset(*records), [records[2]])
    assert {(twin.one.id, twin.other.id) for twin in found} == {("org-a", "org-c"), ("org-b", "org-c")}


def test_one_source_that_tells_two_tells_two() -> None:
    """Two events in one source are two, unless their names and days agree all the same."""
    cited = (small.citation("page"),)
    there = small.guest("org-a")
    one = small.event("a", "2018-02-01", there, citations=cited)
    other = small.event("b", "2018-02-01", there, citations=cited)
    elsewhere = attrs.evolve(other, citations=(small.citation("other"),))
    records = (small.organisation("a"), small.source("page"), small.source("other"))
    (near,) = twins(small.dataset(one, elsewhere, *records))
    (far,) = twins(small.dataset(one, other, *records), at_least=0.1)
    assert far.score < near.score


# --- what holds always ----------------------------------------------------------------------------------------------


@given(st.lists(st.floats(-1, 1, allow_nan=False), max_size=6))
def test_a_score_is_a_share(weights: list[float]) -> None:
    """A score lies from 0 to 1, and one more reason moves it the way that the reason speaks."""
    reasons = [si.Reason("because", weight) for weight in weights]
    score = score_of(reasons)
    assert 0 <= score <= 1
    assert score_of([*reasons, si.Reason("for", 0.5)]) >= score
    assert score_of([*reasons, si.Reason("against", -0.5)]) <= score


@given(st.text(max_size=5), st.text(max_size=5))
def test_a_pair_has_no_order(one: str, other: str) -> None:
    """A pair is the same from either end."""
    assert pair_of(one, other) == pair_of(other, one)


def test_the_bundled_data_are_ranked() -> None:
    """The pairs come best first, none twice, in the same order again, and none is proven different by a relation."""
    data = si.load()
    found = twins(data, at_least=0.2, known=True)
    keys = [(twin.one.id, twin.other.id) for twin in found]
    assert found
    assert [twin.score for twin in found] == sorted((twin.score for twin in found), reverse=True)
    assert len(keys) == len(set(keys))
    assert all(one < other for one, other in keys)
    assert found == twins(data, at_least=0.2, known=True)
    told = {pair_of(link.subject, link.object) for link in data.relations.where(kind="same_as")}
    assert {key for key, twin in zip(keys, found, strict=True) if twin.relation} <= told | {
        pair_of(source.id, source.lineage) for source in data.sources if source.lineage
    }
    assert "org-ukiic" in repr(next(twin for twin in found if twin.one.id == "org-ukiic"))
