"""What connects two records: chains of facts, found fast, with the weakest step marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UnknownFieldError, UnknownIdError
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.logic import Truth
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.person import Person
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Capacity, Modality, RelationKind
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.graph import READ_BACK
from sinouk_innov.questions.paths import CONNECTING, PASSED, Path, PathStep, paths

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

PLACED = CONNECTING | {"place", "seat", "where"}
ENDS = st.sampled_from(naive.ids(naive.raw(), "org", "per", "cen", "ini", "evt"))
NODES = ("org-a", "org-b", "org-c", "org-d", "per-x", "per-y", "evt-v", "evt-w", "pla-p")


def relation(one: str, other: str, kind: RelationKind = RelationKind.PARTNER_OF, **fields: Any) -> Relation:
    """Make a relation between two records."""
    usual: dict[str, Any] = {"id": f"rel-{one}-{other}"}
    return Relation(subject=one, kind=kind, object=other, **(usual | fields))


def ways(data: Dataset, a: str, b: str, *, longest: int = 6, **choice: Any) -> list[list[str]]:
    """Return the ids along each path."""
    return [[record.id for record in path.records] for path in paths(data, a, b, None, longest, **choice)]


def first(data: Dataset, a: str, b: str, during: str | dt.date | PartialDate | Period | None = None) -> PathStep:
    """Return the first step of the first path."""
    return paths(data, a, b, during)[0].steps[0]


# --- against plain loops --------------------------------------------------------------------------------------------


def scanned(data: Dataset) -> Iterator[tuple[str, str, str, FactRef]]:
    """Yield every link from both ends by going through every fact of every record."""
    for holder in data:
        if isinstance(holder, Relation):
            yield holder.subject, str(holder.kind), holder.object, FactRef(holder.id)
            yield holder.object, READ_BACK[holder.kind], holder.subject, FactRef(holder.id)
            continue
        for fact in facts_of(holder):
            field = str(fact.ref.field)
            named: list[tuple[str, object]] = (
                [(field, fact.value)] if isinstance(fact.value, str) and field in READ_BACK else []
            )
            if isinstance(fact.value, Part):
                named = [(field, getattr(fact.value, end, None)) for end in ("whole", "body", "entity")]
                named.append(("on_behalf_of", getattr(fact.value, "on_behalf_of", None)))
            for kind, other in named:
                if isinstance(other, str):
                    yield holder.id, kind, other, fact.ref
                    yield other, READ_BACK[kind], holder.id, fact.ref


@pytest.mark.parametrize("table", ["organisations", "people", "centres", "events", "places", "sources", "remarks"])
def test_links_agree_with_a_scan_of_all_facts(table: str) -> None:
    """What the index has of a record is what a scan of the whole dataset finds."""
    found: dict[str, list[tuple[str, str, FactRef]]] = {}
    for end, kind, other, fact in scanned(load()):
        found.setdefault(end, []).append((kind, other, fact))
    for record in load().table(table):
        told = [(link.kind, link.other.id, link.fact) for link in links(load(), record)]
        assert told == sorted(found.get(record.id, []))


Edges = list[tuple[str, str, RelationKind]]


@st.composite
def edges(draw: st.DrawFn) -> Edges:
    """Give relations between a few records of several kinds."""
    pairs = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14, unique=True)
    kinds = st.sampled_from([*[RelationKind.PARTNER_OF] * 4, RelationKind.LOCATED_ON, RelationKind.DISTINCT_FROM])
    return [(one, other, draw(kinds)) for one, other in draw(pairs) if one != other]


def held(given_edges: Edges) -> Dataset:
    """Hold the records that relations may join, with the relations."""
    nodes: list[Record] = [small.organisation(slug) for slug in "abcd"]
    nodes += [small.person("x"), small.person("y"), small.place("p"), small.event("v")]
    nodes.append(small.event("w", modality=Modality.DENIED))
    return small.dataset(*nodes, *(relation(one, other, kind) for one, other, kind in given_edges))


def naive_ways(given_edges: Edges, route: list[str], end: str) -> Iterator[list[str]]:
    """Yield every way to the end that goes on from a route, in no order."""
    if route[-1] == end:
        yield route
        return
    if len(route) > 1 and route[-1].startswith("pla-"):
        return
    for near in NODES:
        joined = any(
            {one, other} == {route[-1], near} and kind is RelationKind.PARTNER_OF for one, other, kind in given_edges
        )
        if joined and near not in route and "evt-w" not in {route[-1], near}:
            yield from naive_ways(given_edges, [*route, near], end)


@given(edges(), st.permutations(NODES))
def test_all_ways_are_found_and_the_shortest_first(given_edges: Edges, nodes: list[str]) -> None:
    """The paths are those that a plain search finds, none twice, none after a longer one, none around a circle."""
    a, b = nodes[:2]
    found = ways(held(given_edges), a, b, longest=len(NODES))
    assert sorted(found) == sorted(naive_ways(given_edges, [a], b))
    assert [len(way) for way in found] == sorted(len(way) for way in found)
    short = [way for way in found if len(way) <= 3]
    assert ways(held(given_edges), a, b, longest=2) == short


@given(edges(), st.permutations(NODES))
def test_there_and_back_is_the_same(given_edges: Edges, nodes: list[str]) -> None:
    """Whatever leads from one to the other leads back, over the same facts and with the same weakest step."""
    a, b = nodes[:2]
    data = held(given_edges)
    there = {path.facts: path.weakest.fact for path in paths(data, a, b)}
    back = {path.facts[::-1]: path.weakest.fact for path in paths(data, b, a)}
    assert there == back


@given(ENDS, ENDS)
def test_each_step_is_a_link_that_cites(a: str, b: str) -> None:
    """On the real data each step is one of the links of the record from which it goes, and rests on a citation."""
    if a == b:
        return
    for path in paths(load(), a, b)[:5]:
        assert [path.records[0].id, path.records[-1].id] == [a, b]
        for step, following in pairwise(path.steps):
            assert step.other is following.record
        for step in path.steps:
            linked = [(link.kind, link.other.id, link.fact, link.citations) for link in links(load(), step.record)]
            assert (step.kind, step.other.id, step.fact, step.citations) in linked
            assert {step.fact, *step.besides} <= {fact for _, other, fact, _ in linked if other == step.other.id}
            assert step.citations
            assert step.sources
            assert path.weakest.strength <= step.strength


# --- the real data --------------------------------------------------------------------------------------------------

TSINGHUA, CAMBRIDGE = "org-tsinghua-university", "org-university-of-cambridge"


def test_what_connects_tsinghua_and_cambridge() -> None:
    """A long cooperation, told by two sources and once more; then two undertakings and how each of them began."""
    found = paths(load(), TSINGHUA, CAMBRIDGE)
    (step,) = found[0].steps
    assert (step.kind, str(step.fact)) == ("cooperates_with", "rel-university-of-cambridge-cooperates-with-tsinghua")
    assert (step.basis, [source.id for source in step.sources]) == (
        Basis.STATED,
        ["src-cambridge-2019-tsinghua-initiative", "src-kdvideo-2017-tus-trinity"],
    )
    assert step.besides == (FactRef("rel-university-of-cambridge-cooperates-with-tsinghua-research"),)
    between = {path.records[1].id for path in found if len(path) == 2}
    assert between == {
        "ini-cambridge-tsinghua-joint-research-initiative",
        "ini-tsinghua-cambridge-engineering-forum",
        "evt-cambridge-tsinghua-initiative-signing-2019",
        "evt-tsinghua-cambridge-engineering-forum-start",
    }


def test_the_bureau_of_peng_lv_hangs_on_an_inference() -> None:
    """To the University he is nearest through the collaboration that a curator read out of his word `we`."""
    path = paths(load(), "per-peng-lv", TSINGHUA)[0]
    assert [record.id for record in path.records] == [
        "per-peng-lv",
        "org-qingdao-science-and-technology-bureau",
        "org-tus-holdings",
        TSINGHUA,
    ]
    assert str(path.weakest.fact) == "rel-qingdao-science-and-technology-bureau-cooperates-with-tus"
    assert path.weakest.ground == "inferred by 1 source"


def test_peng_lv_and_xianghui_bian_met_at_a_symposium() -> None:
    """That both spoke there is inferred, as nothing says where they said what is quoted."""
    path = paths(load(), "per-peng-lv", load().people["per-xianghui-bian"])[0]
    assert path.records[1].id == "evt-china-uk-qingdao-overseas-innovation-centre-launch-symposium"
    assert {step.basis for step in path.steps} == {Basis.INFERRED}
    assert path.steps[0].when == PartialDate("[..2019-05-23]")


def test_qingdao_and_taizhou_have_nothing_in_common_but_the_country() -> None:
    """No chain of facts leads from the officials of the one city to those of the other, unless over places."""
    assert paths(load(), "per-lu-hongju", "per-peng-lv", max_length=50) == ()
    over_land = paths(load(), "per-lu-hongju", "per-peng-lv", by=PLACED, through=PASSED | {"places"}, max_length=9)[0]
    assert "pla-china" in {record.id for record in over_land.records}


def test_what_a_headline_claims_is_a_weak_step() -> None:
    """A headline alone calls the centre on Taizhou Bay established: by this event its founder is joined with it."""
    event = "evt-taizhou-bay-china-uk-innovation-centre-establishment"
    step = first(load(), "org-ukiic", event)
    assert (step.kind, step.other.id, step.modality) == ("took_part_in", event, Modality.CLAIMED)
    assert step.ground.startswith("claimed only, ")


# --- how strong a step is -------------------------------------------------------------------------------------------

SOURCES = [small.source("one"), small.source("two"), small.source("copy", lineage="src-one")]


def cited(slug: str, basis: Basis = Basis.STATED, locator: str | None = None) -> Citation:
    """Make a citation on some ground."""
    note = "a judgement" if basis is Basis.INFERRED else None
    return Citation(source=f"src-{slug}", basis=basis, note=note, locator=locator)


@pytest.mark.parametrize(
    ("citations", "basis", "ground"),
    [
        ((), None, "nothing is cited"),
        ((cited("one", Basis.INFERRED),), Basis.INFERRED, "inferred by 1 source"),
        ((cited("one"), cited("one", Basis.ENTAILED)), Basis.ENTAILED, "entailed by 1 source"),
        ((cited("one", Basis.ENTAILED), cited("one")), Basis.ENTAILED, "entailed by 1 source"),
        ((cited("one"), cited("two", Basis.INFERRED)), Basis.STATED, "stated by 2 sources"),
        ((cited("one"), cited("copy")), Basis.STATED, "stated by 1 source"),
    ],
)
def test_the_ground_of_a_step(citations: tuple[Citation, ...], basis: Basis | None, ground: str) -> None:
    """What one source says in several passages is as good as the worst; of several sources the best counts."""
    data = small.dataset(*SOURCES, *map(small.organisation, "ab"), relation("org-a", "org-b", citations=citations))
    step = first(data, "org-a", "org-b")
    assert (step.basis, step.ground) == (basis, ground)


def test_grades_of_weakness() -> None:
    """Uncited, claimed, inferred, planned, entailed, stated by one, stated by two: each is weaker than the next."""
    links_of = [
        relation("org-a", "org-b"),
        relation("org-b", "evt-claimed", citations=(cited("one"),)),
        relation("evt-claimed", "org-c", RelationKind.OTHER, note="none", citations=(cited("one"),)),
        relation("org-c", "org-d", citations=(cited("one", Basis.INFERRED),)),
        relation("org-d", "evt-planned", citations=(cited("one"),)),
        relation("org-e", "org-f", citations=(cited("one", Basis.ENTAILED),)),
        relation("org-f", "org-g", citations=(cited("one"),)),
        relation("org-g", "org-h", citations=(cited("one"), cited("two"))),
        relation("evt-planned", "org-e", RelationKind.PROMOTES, citations=(cited("two"),)),
    ]
    events = [
        small.event("claimed", modality=Modality.CLAIMED),
        small.event("planned", modality=Modality.PLANNED),
    ]
    data = small.dataset(*SOURCES, *map(small.organisation, "abcdefgh"), *events, *links_of)
    (path,) = paths(data, "org-a", "org-h", max_length=20)
    assert path.weakest.fact == FactRef("rel-org-a-org-b")
    by_strength = sorted(path.steps, key=lambda step: step.strength)
    assert [step.ground for step in by_strength] == [
        "nothing is cited",
        "claimed only, stated by 1 source",
        "claimed only, stated by 1 source",
        "inferred by 1 source",
        "planned only, stated by 1 source",
        "planned only, stated by 1 source",
        "entailed by 1 source",
        "stated by 1 source",
        "stated by 2 sources",
    ]
    assert len({step.strength for step in path.steps}) == 7


def test_the_strongest_fact_makes_the_step() -> None:
    """Where several facts join two records, the best is the step, and the others stand beside it."""
    told = [
        relation("org-a", "org-b", id="rel-weak", citations=(cited("one", Basis.INFERRED),)),
        relation("org-b", "org-a", RelationKind.BUILT, id="rel-strong", citations=(cited("one"),)),
        relation("org-a", "org-b", RelationKind.DISTINCT_FROM, id="rel-apart", citations=(cited("two"),)),
    ]
    step = first(small.dataset(*SOURCES, *map(small.organisation, "ab"), *told), "org-a", "org-b")
    assert (step.kind, step.fact, step.besides) == ("built_by", FactRef("rel-strong"), (FactRef("rel-weak"),))
    assert repr(step) == "<PathStep a built_by b: stated by 1 source, rel-strong>"


@pytest.mark.parametrize(("modality", "joined"), [(m, m is not Modality.DENIED) for m in Modality])
def test_a_denied_event_connects_nobody(modality: Modality, joined: bool) -> None:  # noqa: FBT001
    """Those who take part are joined by any other; and nobody is joined even with the denied event itself."""
    event = small.event("visit", None, small.guest("per-x"), small.guest("per-y"), modality=modality)
    data = small.dataset(small.person("x"), small.person("y"), event)
    assert bool(paths(data, "per-x", "per-y")) is joined
    assert bool(paths(data, "per-x", "evt-visit")) is joined
    assert bool(paths(data, "evt-visit", "per-x")) is joined


# --- time -----------------------------------------------------------------------------------------------------------


def visited(when: str | None) -> Dataset:
    """Hold two guests of one event."""
    event = small.event("visit", when, small.guest("per-x"), small.guest("per-y"))
    return small.dataset(small.person("x"), small.person("y"), event)


@pytest.mark.parametrize(
    ("when", "during", "inside"),
    [
        ("2019-05-01", "2019-05-01", Truth.TRUE),
        ("2019-05-01", PartialDate("2019"), Truth.UNDECIDED),
        ("2019-05-01", Period("2018/2020"), Truth.TRUE),
        # A period that begins in 2019 may begin after May.
        ("2019-05-01", Period("2019/2020"), Truth.UNDECIDED),
        ("2019-05-01", "2020/..", Truth.FALSE),
        ("2019", "2019-05/2021", Truth.UNDECIDED),
        ("2018/2020", PartialDate("2019-03-01").earliest, Truth.TRUE),
        (None, "2019", Truth.UNDECIDED),
        (None, None, Truth.TRUE),
    ],
)
def test_events_at_another_time_are_left_out(
    when: str | None, during: str | dt.date | PartialDate | Period | None, inside: Truth
) -> None:
    """What was surely at another time connects nobody, what may have been is marked."""
    found = paths(visited(when), "per-x", "per-y", during)
    assert [path.inside for path in found] == [inside] * (inside is not Truth.FALSE)
    for path in found:
        assert {step.ground.endswith("perhaps at another time") for step in path.steps} == {inside is Truth.UNDECIDED}
        assert {None if step.when is None else str(step.when) for step in path.steps} == {when}


def test_posts_and_relations_have_times_of_their_own() -> None:
    """A stated period decides; without one a post is known on the days on which a source shows it, else undecided."""
    page = small.source("page", "2020-03-04")
    person = small.person(
        "x",
        small.role("Head", "org-a", period=Period("2017/2019")),
        small.role("Deputy", "org-b", small.citation("page")),
    )
    partners = relation("org-a", "org-b", period=Period("2019/2021"))
    data = small.dataset(page, *map(small.organisation, "ab"), person, partners)
    assert first(data, "per-x", "org-a", "2018-06-01").inside is Truth.TRUE
    assert first(data, "per-x", "org-a", "2018-06-01").when == Period("2017/2019")
    assert first(data, "per-x", "org-b", "2020-03-04").inside is Truth.TRUE
    assert first(data, "per-x", "org-b", "2020-03-05").inside is Truth.UNDECIDED
    assert first(data, "per-x", "org-b", "2020-03-05").when is None
    # In 2020 the way to a is over b, and from 2022 on the two are partners no more.
    (path,) = paths(data, "per-x", "org-a", "2020-03-04")
    assert ([record.id for record in path.records], path.inside) == (["per-x", "org-b", "org-a"], Truth.TRUE)
    assert paths(data, "per-x", "org-a", "2022-06-01") == ()


def test_a_relation_without_a_period_is_undecided() -> None:
    """Nothing tells when it held."""
    data = small.dataset(*map(small.organisation, "ab"), relation("org-a", "org-b"))
    assert first(data, "org-a", "org-b", "2020").inside is Truth.UNDECIDED


# --- what counts ----------------------------------------------------------------------------------------------------


def test_places_are_ends_and_nothing_between() -> None:
    """Two bodies in one city are not connected by it, unless one asks for that; a city may be asked for itself."""
    data = small.dataset(
        small.place("city"),
        small.organisation("a", "pla-city"),
        small.organisation("b", "pla-city"),
        small.organisation("c", "pla-city"),
        relation("pla-city", "org-a", RelationKind.PARTNER_OF),
        relation("org-b", "pla-city", RelationKind.PARTNER_OF),
        relation("org-a", "org-c"),
    )
    assert ways(data, "org-a", "org-b") == []
    assert ways(data, "pla-city", "org-c") == [["pla-city", "org-a", "org-c"]]
    assert ways(data, "org-c", "pla-city") == [["org-c", "org-a", "pla-city"]]
    assert ways(data, "org-a", "org-b", through=PASSED | {"places"}) == [["org-a", "pla-city", "org-b"]]
    assert ways(data, "org-c", "pla-city", by={"seat"}) == [["org-c", "pla-city"]]
    assert ways(data, "org-b", "org-c", by={"seat"}) == []
    assert ways(data, "org-b", "org-c", by={"seat"}, through={"places"}) == [["org-b", "pla-city", "org-c"]]


def test_what_tells_apart_or_only_names_connects_nothing() -> None:
    """The kinds left out are those that say where something is, what many bear, or that two differ."""
    assert READ_BACK.keys() - CONNECTING == {
        *("place", "seat", "where", "located_on", "based_in", "has_office_in"),
        *("designated_as", "listed_on", "named_after"),
        *("share_of", "lineage", "distinct_from"),
    }
    assert {"sources", "places", "statistics", "remarks"}.isdisjoint(PASSED)


def test_retired_ids_lead_on_and_dangling_ones_nowhere() -> None:
    """A link to a retired id is one to its successor, from both ends; two that name nothing real meet nowhere."""
    data = small.dataset(
        *map(small.organisation, "abcd"),
        relation("org-a", "org-old"),
        relation("org-older", "org-c"),
        relation("org-c", "org-nowhere"),
        relation("org-d", "org-nowhere"),
        org_old="org-b",
        org_older="org-b",
    )
    assert ways(data, "org-a", "org-c") == [["org-a", "org-b", "org-c"]]
    assert [link.other.id for link in links(data, "org-old")] == ["org-c", "org-a"][::-1]
    assert ways(data, "org-c", "org-d") == []


def test_a_circle_of_one_leads_nowhere() -> None:
    """What is about itself is linked with itself both ways, and no path goes through that."""
    data = small.dataset(small.event("a", about=("evt-a", "org-b")), small.organisation("b"))
    assert [link.kind for link in links(data, "evt-a")] == ["about", "about", "subject_of"]
    assert ways(data, "evt-a", "org-b") == [["evt-a", "org-b"]]


def test_what_cannot_be_asked_is_refused() -> None:
    """At once, and not only when the first path is asked for."""
    data = small.dataset(*map(small.organisation, "ab"), org_old="org-a")
    for a, b in (("org-a", "org-q"), ("org-q", "org-a")):
        with pytest.raises(UnknownIdError, match="org-q"):
            paths(data, a, b)
    with pytest.raises(ValueError, match="from one record to another, and org-a is the same"):
        paths(data, "org-a", "org-old")
    with pytest.raises(ValueError, match="'seats' is no kind of link: it takes some of about, "):
        paths(data, "org-a", "org-b", by={"seats"})
    with pytest.raises(UnknownFieldError, match="place"):
        paths(data, "org-a", "org-b", through={"place"})
    with pytest.raises(ValueError, match="'soon' is no date"):
        paths(data, "org-a", "org-b", "soon")


# --- a lazy sequence ------------------------------------------------------------------------------------------------


def test_paths_are_a_sequence() -> None:
    """They are counted, indexed and sliced as any sequence, and say what they are."""
    joined = [("a", "b"), ("b", "c"), ("a", "d"), ("d", "c"), ("b", "d")]
    data = small.dataset(*map(small.organisation, "abcd"), *(relation(f"org-{a}", f"org-{b}") for a, b in joined))
    found = paths(data, "org-a", "org-c")
    every: tuple[Path, ...] = tuple(found)
    assert [len(path) for path in every] == [2, 2, 3, 3]
    assert len(found) == 4
    assert found
    assert (found[0], found[3], found[-1], found[1:3], found[-2:]) == (
        every[0],
        every[3],
        every[3],
        every[1:3],
        every[-2:],
    )
    assert (found[:2], found[::2], found[3:0:-1]) == (every[:2], every[::2], every[3:0:-1])
    assert every[2] in found
    with pytest.raises(IndexError):
        found[4]
    assert repr(found) == "<Paths a to c: 2 steps or more, at most 6>"
    assert repr(paths(data, "org-a", "org-b")) == "<Paths a to b: 1 step or more, at most 6>"
    assert repr(found[0]) == "<Path a partner_of b partner_of c; weakest: nothing is cited, rel-org-a-org-b>"
    assert paths(data, "org-a", "org-c", max_length=1) == ()


def test_the_first_of_very_many_is_there_at_once() -> None:
    """Between two ends of a thick net there are more paths than anyone can count; a few are made in no time."""
    rows = [[small.organisation(f"{row}-{column}") for column in range(20)] for row in range(20)]
    told = [relation(one.id, other.id) for near, far in pairwise(rows) for one in near for other in far]
    data = small.dataset(*(body for row in rows for body in row), *told)
    found = paths(data, "org-0-0", "org-19-0", max_length=400)
    assert {len(path) for path in found[:50]} == {19}
    assert len(set(found[:50])) == 50


def test_a_label_is_nobody() -> None:
    """Two delegations without a record join nobody."""
    guests = (small.guest("per-x"), Participation(label="her delegation", capacity=Capacity.ACCOMPANYING))
    data = small.dataset(Person(id="per-x", names=(small.name("x"),)), small.event("v", None, *guests))
    assert [link.other.id for link in links(data, "evt-v")] == ["per-x"]
