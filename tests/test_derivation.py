"""What follows, and what does not: held against naive loops, other questions, and what was read in the records."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import citations_at
from sinouk_innov.model.initiative import Initiative
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Capacity, InitiativeKind, Modality, Rank, RelationKind
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.derivation import Conclusion, _stated, basis_at, derive
from sinouk_innov.questions.places import within
from sinouk_innov.questions.rules import KIND_PREFIXES, RULES, Atom, Rule, is_variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

HERE = small.citation("a", "here it stands")
THERE = small.citation("b", "there it stands")
GUESSED = small.citation("a", "it may be", basis=Basis.INFERRED, note="why")
LAUNCH = "evt-china-uk-qingdao-overseas-innovation-centre-launch"
Ground = tuple[str, ...]


def keys(data: Dataset, *predicates: str, rules: tuple[Rule, ...] = RULES) -> set[str]:
    """Return the keys of what follows, of some predicates or of all."""
    return {found.key for found in derive(data, rules) if not predicates or found.predicate in predicates}


def only(data: Dataset, key: str, rules: tuple[Rule, ...] = RULES) -> Conclusion:
    """Return the conclusion with a key."""
    [found] = [one for one in derive(data, rules) if one.key == key]
    return found


def relation(slug: str, subject: str, kind: RelationKind, thing: str, *citations: Citation) -> Relation:
    """Make a relation."""
    return Relation(id=f"rel-{slug}", subject=subject, kind=kind, object=thing, citations=citations, note="why")


def supported(*fields: str, of: Citation = HERE) -> Citation:
    """Return a citation that names the fields which it supports."""
    return attrs.evolve(of, supports=fields)


# --- against naive loops --------------------------------------------------------------------------------------------

ENDS = st.sampled_from(["pla-a", "pla-b", "pla-c", "cen-a", "cen-b"])
BODIES = st.sampled_from(["org-a", "org-b", "cen-a"])
CITED = st.sampled_from([(HERE,), (THERE,), (GUESSED,), (HERE, THERE), (GUESSED, THERE), ()])
DRAWN = {
    "pla": ("pla-a", "pla-b", "pla-c"),
    "cen": ("cen-a", "cen-b"),
    "org": ("org-a", "org-b", "org-c"),
    "per": ("per-a", "per-b"),
    "evt": ("evt-a", "evt-b", "evt-c"),
    "rel": ("rel-a", "rel-b", "rel-c"),
}


@st.composite
def _record(draw: st.DrawFn, record_id: str) -> Record:
    def one(strategy: st.SearchStrategy[str]) -> str | None:
        found = draw(strategy | st.none())
        return None if found == record_id else found

    kind, _, slug = record_id.partition("-")
    cited = draw(CITED)
    if kind == "pla":
        return small.place(slug, one(ENDS), citations=tuple(supported("part_of", of=held) for held in cited))
    if kind == "cen":
        return small.centre(slug, at=one(ENDS), citations=tuple(supported("place", of=held) for held in cited))
    if kind == "org":
        held = tuple(supported("seat", "part_of", of=held) for held in cited)
        return small.organisation(slug, one(ENDS), part_of=one(BODIES), citations=held)
    if kind == "per":
        posts = (small.role(f"Post {at}", draw(BODIES), *draw(CITED)) for at in range(draw(st.integers(0, 2))))
        return small.person(slug, *posts)
    if kind == "evt":
        capacities = st.sets(st.sampled_from([Capacity.GUEST, Capacity.SPEAKER, Capacity.SUBJECT]), min_size=1)
        guests = (
            Participation(
                entity=draw(st.sampled_from(DRAWN["per"])),
                capacity=capacity,
                citations=draw(CITED),
                on_behalf_of=one(BODIES),
                note=draw(st.sampled_from([None, None, "Online."])),
            )
            for capacity in sorted(draw(capacities))
        )
        modality = draw(st.sampled_from([Modality.HAPPENED, Modality.HAPPENED, Modality.PLANNED]))
        whole = one(st.sampled_from(DRAWN["evt"]))
        return small.event(slug, None, *guests, where=one(ENDS), part_of=whole, modality=modality, citations=cited)
    kinds = st.sampled_from([RelationKind.BASED_IN, RelationKind.SAME_AS, RelationKind.OTHER])
    return relation(slug, draw(st.sampled_from(DRAWN["org"])), draw(kinds), draw(ENDS), *cited)


@st.composite
def worlds(draw: st.DrawFn) -> list[Record]:
    """Draw a few records that point to each other, in circles too, and to what is not there."""
    ids = draw(st.lists(st.sampled_from([one for ids in DRAWN.values() for one in ids]), min_size=4, unique=True))
    return [draw(_record(record_id)) for record_id in ids]


def closure(said: Mapping[Ground, tuple[bool, FactRef]], rules: tuple[Rule, ...]) -> dict[Ground, tuple[bool, int]]:
    """Bring every rule to bear on everything until nothing changes: whether each fact is weak, and how far away."""
    known = {ground: (weak, 1) for ground, (weak, _) in said.items()}
    changed = True
    while changed:
        changed = False
        for rule in rules:
            facts = [atom for atom in rule.premises if atom.predicate not in KIND_PREFIXES]
            for bound, grounds in list(_ways(facts, {}, known)):
                kinds = [atom for atom in rule.premises if atom.predicate in KIND_PREFIXES]
                if any(bound[str(atom.terms[0])][:3] != KIND_PREFIXES[atom.predicate] for atom in kinds):
                    continue
                head = (rule.conclusion.predicate, *(bound.get(str(term), str(term)) for term in rule.conclusion.terms))
                cost = (any(known[ground][0] for ground in grounds), 1 + sum(known[ground][1] for ground in grounds))
                if head[1] != head[2] and (head not in known or cost < known[head]):
                    known[head] = cost
                    changed = True
    return known


def _ways(
    atoms: list[Atom], bound: dict[str, str], known: Mapping[Ground, Any]
) -> Iterator[tuple[dict[str, str], list[Ground]]]:
    if not atoms:
        yield bound, []
        return
    first, *others = atoms
    for ground in known:
        more = dict(bound)
        if ground[0] != first.predicate or len(ground) != len(first.terms) + 1:
            continue
        if all(_fits(term, value, more) for term, value in zip(first.terms, ground[1:], strict=True)):
            for found, rest in _ways(others, more, known):
                yield found, [ground, *rest]


def _fits(term: str | tuple[str, ...], value: str, bound: dict[str, str]) -> bool:
    if isinstance(term, tuple):
        return value in term
    return bound.setdefault(term, value) == value if is_variable(term) else term == value


def _size(premise: FactRef | Conclusion) -> int:
    return 1 + sum(map(_size, premise.premises)) if isinstance(premise, Conclusion) else 1


@given(worlds())
def test_what_follows_is_what_a_naive_loop_comes_to(records: list[Record]) -> None:
    """No more and no less; each by a derivation that is as firm, and of as few steps, as any."""
    data = small.dataset(*records)
    said = _stated(data)
    expected = {
        f"{predicate}({subject}, {thing})": cost
        for (predicate, subject, thing), cost in (
            (ground, cost) for ground, cost in closure(said, RULES).items() if len(ground) == 3
        )
        if cost[1] > 1
    }
    found = derive(data)
    assert {one.key: (one.basis is Basis.INFERRED, _size(one)) for one in found} == expected
    assert [one.key for one in sorted(found, key=lambda one: (one.predicate, one.subject, one.object))] == [
        one.key for one in found
    ]


@given(worlds(), st.data())
def test_more_records_take_nothing_away(records: list[Record], data: st.DataObject) -> None:
    """What followed from fewer follows from more, as firmly, or is said by them."""
    fewer = [record for record in records if data.draw(st.booleans())]
    more = small.dataset(*records)
    said = {f"{ground[0]}({', '.join(ground[1:])})" for ground, (weak, _) in _stated(more).items() if not weak}
    weakly = {f"{ground[0]}({', '.join(ground[1:])})" for ground in _stated(more)}
    after = {one.key: one.basis for one in derive(more)}
    for one in derive(small.dataset(*fewer)):
        if one.basis is Basis.ENTAILED:
            assert one.key in said or after.get(one.key) is Basis.ENTAILED
        else:
            assert one.key in weakly or one.key in after


@given(worlds(), st.sets(st.sampled_from([rule.name for rule in RULES])))
def test_more_rules_take_nothing_away(records: list[Record], left_out: set[str]) -> None:
    """What follows by some rules follows by all, and the order of the rules changes nothing."""
    data = small.dataset(*records)
    some = tuple(rule for rule in RULES if rule.name not in left_out)
    assert keys(data, rules=some) <= keys(data)
    assert derive(data, reversed(RULES)) == derive(data)


@given(worlds())
def test_deriving_again_adds_nothing(records: list[Record]) -> None:
    """Nothing new follows once conclusions are taken for facts, and what a record states is not concluded."""
    data = small.dataset(*records)
    found = derive(data)
    said = dict(_stated(data))
    firm = {ground for ground, (weak, _) in said.items() if not weak}
    concluded = {(one.predicate, one.subject, one.object) for one in found}
    assert not concluded & firm
    taken = said | dict.fromkeys(concluded, (False, FactRef("pla-any")))
    assert set(closure(taken, RULES)) == set(taken)
    assert derive(data) == found
    assert len(data) == len(records)


# --- against other questions, on the bundled data -------------------------------------------------------------------


def test_located_in_agrees_with_within() -> None:
    """What lies in each place by rules is what lies in it by a walk from part to whole."""
    found: dict[str, set[str]] = {}
    for one in derive(load()):
        if one.predicate == "located_in":
            found.setdefault(one.object, set()).add(one.subject)
    assert found
    for place in naive.ids(naive.raw(), "pla", "cen"):
        assert found.get(place, set()) == {record.id for record in within(load(), place)}


@given(st.sampled_from(sorted({end for one in load().relations for end in (one.subject, one.object)})))
def test_inverses_agree_with_links(record_id: str) -> None:
    """What is read from the other end of a relation is the link that stands there."""
    inverses = {rule.name for rule in RULES if rule.name.startswith("inverse_of_")}
    found = {
        (one.predicate, one.object)
        for one in derive(load())
        if one.subject == record_id and one.rule in inverses and isinstance(one.premises[0], FactRef)
    }
    stated = {(str(one.kind), one.object) for one in load().relations if one.subject == record_id}
    linked = [link for link in links(load(), record_id) if link.fact.record.startswith("rel-")]
    assert found == {(link.kind, link.other.id) for link in linked if link.kind != "other"} - stated


def test_every_conclusion_rests_on_facts_and_is_as_firm_as_the_weakest() -> None:
    """Each address is that of a fact; it is inferred where one of them is, and else entailed: never stated."""
    for one in derive(load()):
        bases = [basis_at(load()[ref.record], ref) for ref in one.facts]
        assert bases
        assert all(list(citations_at(load()[ref.record], ref)) for ref in one.facts)
        assert one.basis is (Basis.INFERRED if Basis.INFERRED in bases else Basis.ENTAILED)
        for premise in one.premises:
            assert isinstance(premise, FactRef) or premise in derive(load())


def test_conclusions_are_made_once_for_a_dataset() -> None:
    """They are kept with it, are no records, and are found again by the same rules given as a list."""
    assert derive(load()) is derive(load())
    assert derive(load(), list(RULES)) is derive(load())
    assert not {one.key for one in derive(load())} & {record.id for record in load()}


@pytest.mark.parametrize(
    "key",
    [
        # The park is the core of a zone in Beijing, and has its own place too.
        "located_in(cen-tuspark-beijing, cen-zhongguancun-zone)",
        "located_in(cen-oscar, pla-jiangsu)",
        "located_in(org-frontier-developments, pla-cambridge)",
        "located_in(evt-qingdao-cbi-agreement-signing-2018, pla-china)",
        # The symposium was a part of the launch, which was a part of the visit.
        f"part_of({LAUNCH}-symposium, evt-qingdao-delegation-visit-to-tuspark-cambridge)",
        "based_in(org-bluegreen, pla-united-kingdom)",
        "has_office_of(pla-brussels, org-evbb)",
        "built_by(cen-tuspark-beijing, org-tus-holdings)",
        "founded(org-university-of-cambridge, cen-cunjc)",
        "partner_of(org-trinity-college-cambridge, org-tus-holdings)",
        # Two heads of government witnessed a signing in the Great Hall of the People.
        "present_in(per-theresa-may, pla-great-hall-of-the-people)",
        "present_in(per-li-keqiang, pla-beijing)",
        "represented_at(org-state-council, evt-qingdao-cbi-agreement-signing-2018)",
        # He received a delegation for his firm, whose president he is.
        "present_in(per-kevin-lin, pla-united-kingdom)",
        "represented_at(org-tuspark-uk, evt-zeichner-visit-to-tuspark-cambridge-2019)",
        # A head who looked on from afar stands for the university all the same.
        "represented_at(org-university-of-cambridge, evt-nanjing-cambridge-deepening-partnership-conference-2020)",
        "had_someone_at(org-uk-parliament, evt-zeichner-visit-to-tuspark-cambridge-2019)",
        "had_someone_at(org-royal-academy-of-engineering, evt-wang-jiwu-slater-talk-2016)",
        "had_someone_at(org-st-catharines-college-cambridge, evt-cunjc-agreement-signing-2018)",
    ],
)
def test_what_was_read_to_follow(key: str) -> None:
    """Conclusions that a reader of the records draws."""
    assert key in keys(load())


@pytest.mark.parametrize(
    "key",
    [
        # They took part in a conference in Nanjing online.
        "present_in(per-chris-wood, pla-nanjing)",
        "present_in(per-stephen-toope, pla-nanjing)",
        # The same conference was held online too, so nobody without a note was surely there either.
        "present_in(per-lv-jian, pla-nanjing)",
        # A speech of November 2022 in Suzhou: whether it was given there is not said.
        "present_in(per-zhanfeng-cui, pla-suzhou)",
        # He presided online.
        "present_in(per-daping-chu, cen-cunjc)",
        # A member of parliament came, not parliament; an academician spoke for his university.
        "represented_at(org-uk-parliament, evt-zeichner-visit-to-tuspark-cambridge-2019)",
        "represented_at(org-royal-academy-of-engineering, evt-wang-jiwu-slater-talk-2016)",
        # The passage shows a second post of the one who came.
        "represented_at(org-st-catharines-college-cambridge, evt-cunjc-agreement-signing-2018)",
        # A college and a laboratory of a university that sits in Cambridge: where they lie themselves is not said.
        "located_in(org-trinity-college-cambridge, pla-cambridge)",
        "located_in(cen-cavendish-laboratory, pla-cambridge)",
        # Held to be the same as a firm from Bristol, and so not known to come from there.
        "based_in(org-lanlv-energy-saving, pla-bristol)",
        # The one who got a prize did not thereby act for his college.
        "represented_at(org-trinity-college-cambridge, evt-nobel-prize-in-chemistry-2018)",
    ],
)
def test_what_was_read_not_to_follow(key: str) -> None:
    """What a hasty reader might conclude and the records do not carry; all that it is about is there."""
    subject, thing = key.partition("(")[2].rstrip(")").split(", ")
    assert subject in load()
    assert thing in load()
    assert key not in keys(load())


# --- what follows and what does not, on records made for it ---------------------------------------------------------


def where(*guests: Participation, **fields: Any) -> Dataset:
    """Return an event in a park in a city, with two bodies, and a person who heads one of them."""
    given: dict[str, Any] = {"where": "cen-park", "citations": (HERE,)}
    return small.dataset(
        small.source("a"),
        small.source("b"),
        small.place("city", citations=(supported("kind"),)),
        small.centre("park", at="pla-city", citations=(supported("place"),)),
        small.organisation("firm", citations=(supported("kind"),)),
        small.organisation("other", citations=(supported("kind"),)),
        small.person("x", small.role("Head", "org-firm", HERE)),
        small.event("visit", "2019-05-01", *guests, **(given | fields)),
    )


def came(capacity: Capacity, *citations: Citation, **fields: Any) -> Participation:
    """Return that the person took part."""
    return Participation(entity="per-x", capacity=capacity, citations=citations or (HERE,), **fields)


@pytest.mark.parametrize("capacity", list(Capacity))
def test_some_capacities_mean_to_be_there(capacity: Capacity) -> None:
    """Hosts, guests, leaders, companions, witnesses and those who attend; not who speaks, presides, signs or gains."""
    there = {"host", "guest", "leader", "accompanying", "witness", "attendee"}
    active = there | {"speaker", "chair", "signatory"}
    data = where(came(capacity, note="said" if capacity is Capacity.OTHER else None))
    present = {"present_in(per-x, cen-park)", "present_in(per-x, pla-city)"}
    assert keys(data, "present_in") == (present if capacity in there else set[str]())
    stood = {"represented_at(org-firm, evt-visit)"} if capacity in active else set[str]()
    assert keys(data, "represented_at") == stood


@pytest.mark.parametrize("modality", [modality for modality in Modality if modality is not Modality.HAPPENED])
def test_what_did_not_surely_happen_shows_nobody_anywhere(modality: Modality) -> None:
    """Planned, claimed or denied: nobody was there, and no body was represented."""
    data = where(came(Capacity.GUEST, on_behalf_of="org-other"), modality=modality)
    assert keys(data, "attended", "present_in", "represented_at", "had_someone_at") == set()
    assert "located_in(evt-visit, pla-city)" in keys(data)


def test_a_note_keeps_rules_from_concluding_presence() -> None:
    """A rule reads no notes, and one on the participation or the event may say that it was online."""
    assert keys(where(came(Capacity.GUEST, note="Online.")), "present_in", "attended") == set()
    assert keys(where(came(Capacity.GUEST), note="Held online too."), "present_in", "attended") == set()
    assert keys(where(came(Capacity.GUEST, note="Online.")), "represented_at") == {
        "represented_at(org-firm, evt-visit)"
    }


def test_only_people_are_present() -> None:
    """That a body took part puts nobody anywhere, nor the body; nor does a label."""
    body = Participation(entity="org-firm", capacity=Capacity.GUEST, citations=(HERE,))
    label = Participation(label="a delegation", capacity=Capacity.GUEST, citations=(HERE,), on_behalf_of="org-other")
    data = where(body, label)
    assert keys(data, "present_in", "attended", "had_someone_at") == set()
    assert keys(data, "located_in") & {"located_in(org-firm, pla-city)", "located_in(org-firm, cen-park)"} == set()
    assert keys(data, "represented_at") == {"represented_at(org-other, evt-visit)"}


def test_a_post_counts_only_where_the_same_passage_shows_it() -> None:
    """A post told elsewhere, or in a source without passages, does not make its holder come for the body."""
    assert keys(where(came(Capacity.GUEST, THERE)), "represented_at", "had_someone_at") == set()
    plain = small.citation("a")
    assert keys(where(came(Capacity.GUEST, plain)), "represented_at", "had_someone_at") == set()


def test_who_comes_for_one_body_does_not_represent_another() -> None:
    """Where a source says for whom, the post at another body makes that body no more than the employer."""
    data = where(came(Capacity.GUEST, on_behalf_of="org-other"))
    assert keys(data, "represented_at") == {"represented_at(org-other, evt-visit)"}
    assert keys(data, "had_someone_at") == {"had_someone_at(org-firm, evt-visit)"}
    assert only(data, "represented_at(org-other, evt-visit)").facts == (
        FactRef("evt-visit", "participations", "guest:per-x"),
        FactRef("evt-visit", "modality"),
    )


@pytest.mark.parametrize("rank", list(Rank))
def test_heads_and_deputies_stand_for_their_body(rank: Rank) -> None:
    """A professor or member is someone of the body, and it is not said that the body sent anyone."""
    post = attrs.evolve(small.role("Post", "org-firm", HERE), rank=rank)
    records = [small.person("x", post) if record.id == "per-x" else record for record in where(came(Capacity.GUEST))]
    data = small.dataset(*records)
    assert bool(keys(data, "represented_at")) is (rank in {Rank.HEAD, Rank.DEPUTY})
    assert keys(data, "had_someone_at") == {"had_someone_at(org-firm, evt-visit)"}


def test_who_is_shown_in_two_posts_represents_neither_for_sure() -> None:
    """The passage does not say in which post; in two posts of one body there is no doubt."""
    posts = (small.role("Head", "org-firm", HERE), small.role("Chair", "org-other", HERE))
    kept = [record for record in where(came(Capacity.GUEST)) if record.id != "per-x"]
    data = small.dataset(*kept, small.person("x", *posts))
    assert keys(data, "represented_at") == set()
    assert keys(data, "had_someone_at") == {
        "had_someone_at(org-firm, evt-visit)",
        "had_someone_at(org-other, evt-visit)",
    }
    both = small.person("x", posts[0], small.role("Chair", "org-firm", HERE))
    assert keys(small.dataset(*kept, both), "represented_at") == {"represented_at(org-firm, evt-visit)"}


def test_membership_is_no_location() -> None:
    """What belongs to a body lies not thereby where that sits; a centre that belongs to a centre lies in it."""
    data = small.dataset(
        small.place("city"),
        small.organisation("whole", "pla-city"),
        small.organisation("part", part_of="org-whole"),
        small.organisation("office", part_of="org-part"),
        small.centre("park", at="pla-city"),
        small.centre("core", "cen-park"),
        small.centre("laboratory", "org-whole"),
        small.organisation("tenant", part_of="cen-park"),
        small.organisation("desk", part_of="org-tenant"),
    )
    assert keys(data, "located_in") == {
        "located_in(org-whole, pla-city)",
        "located_in(cen-park, pla-city)",
        "located_in(cen-core, cen-park)",
        "located_in(cen-core, pla-city)",
    }
    # From one kind to another no chain is drawn: a desk of a tenant is no part of the park.
    assert keys(data, "part_of") == {"part_of(org-office, org-whole)"}


def test_parts_are_transitive_among_initiatives_and_events() -> None:
    """A part of a part is a part; where a part was held says nothing of where the whole was."""
    kind = InitiativeKind.PLAN
    plans = [
        Initiative(id=f"ini-{slug}", kind=kind, names=(small.name(slug),), part_of=whole)
        for slug, whole in (("a", "ini-b"), ("b", "ini-c"), ("c", None))
    ]
    data = small.dataset(
        *plans,
        small.place("city"),
        small.event("talk", part_of="evt-day", where="pla-city"),
        small.event("day", part_of="evt-week"),
        small.event("week"),
    )
    assert keys(data, "part_of") == {"part_of(ini-a, ini-c)", "part_of(evt-talk, evt-week)"}
    assert keys(data, "located_in") == {"located_in(evt-talk, pla-city)"}


def test_an_identity_does_not_spread() -> None:
    """It is read back, and nothing that is known of the one is thereby known of the other."""
    data = small.dataset(
        small.place("city"),
        small.organisation("a", "pla-city"),
        small.organisation("b"),
        small.organisation("c"),
        relation("a-b", "org-a", RelationKind.SAME_AS, "org-b", GUESSED),
        relation("b-c", "org-b", RelationKind.SAME_AS, "org-c", HERE),
    )
    assert keys(data, "located_in") == {"located_in(org-a, pla-city)"}
    assert keys(data, "same_as") == {"same_as(org-b, org-a)", "same_as(org-c, org-b)"}
    assert only(data, "same_as(org-b, org-a)").basis is Basis.INFERRED
    assert only(data, "same_as(org-c, org-b)").basis is Basis.ENTAILED


@pytest.mark.parametrize("kind", ["owned_by", "successor_of", "member_of", "hosts", "tenant_of", "located_on", "other"])
def test_other_relations_are_not_chained(kind: str) -> None:
    """Who owns a part of an owner, succeeds a successor or rents in a park is not said to do more."""
    data = small.dataset(
        *(small.centre(slug) for slug in "abc"),
        small.place("city"),
        small.centre("d", at="pla-city"),
        relation("a-b", "cen-a", RelationKind.parse(kind), "cen-b", HERE),
        relation("b-c", "cen-b", RelationKind.parse(kind), "cen-c", HERE),
        relation("c-d", "cen-c", RelationKind.parse(kind), "cen-d", HERE),
    )
    ends = {(one.subject, one.object) for one in derive(data)} - {("cen-d", "pla-city")}
    back = {("cen-b", "cen-a"), ("cen-c", "cen-b"), ("cen-d", "cen-c")}
    assert ends == (set() if kind == "other" else back)


# --- derivations ----------------------------------------------------------------------------------------------------


def city(*citations: Citation) -> list[Record]:
    """Return a firm in a park in a city in a land, and citations of the firm's seat."""
    return [
        small.place("land"),
        small.place("city", "pla-land", citations=(supported("part_of"),)),
        small.centre("park", at="pla-city", citations=(supported("place"),)),
        small.organisation("firm", "cen-park", citations=tuple(supported("seat", of=one) for one in citations)),
    ]


def test_the_shortest_derivation_is_kept_step_by_step() -> None:
    """First the step that is nearest, then what follows from there."""
    found = only(small.dataset(*city(HERE)), "located_in(org-firm, pla-land)")
    assert [str(fact) for fact in found.facts] == ["org-firm#seat", "cen-park#place", "pla-city#part_of"]
    first, second = found.premises
    assert isinstance(first, Conclusion)
    assert isinstance(second, Conclusion)
    assert (first.key, first.rule) == ("located_in(org-firm, cen-park)", "organisation_at_seat")
    assert second.key == "located_in(cen-park, pla-land)"
    assert first.premises == (FactRef("org-firm", "seat"),)


def test_a_firm_derivation_is_kept_before_a_short_one() -> None:
    """What follows by two stated steps is entailed, though an inferred fact would give it in one."""
    parted = small.centre("lab", "pla-land", at="cen-park", citations=(supported("place"),))
    whole = attrs.evolve(parted, part_of=(attrs.evolve(parted.part_of[0], citations=(GUESSED,)),))
    found = only(small.dataset(*city(HERE), whole), "located_in(cen-lab, pla-land)")
    assert found.basis is Basis.ENTAILED
    assert [str(fact) for fact in found.facts] == ["cen-lab#place", "cen-park#place", "pla-city#part_of"]


@pytest.mark.parametrize(
    ("citations", "basis"),
    [
        ((HERE,), Basis.ENTAILED),
        ((attrs.evolve(HERE, basis=Basis.ENTAILED),), Basis.ENTAILED),
        ((GUESSED,), Basis.INFERRED),
        # Of one source both are needed; another source stands alone.
        ((HERE, GUESSED), Basis.INFERRED),
        ((THERE, GUESSED), Basis.ENTAILED),
        ((), Basis.INFERRED),
    ],
)
def test_a_conclusion_is_as_firm_as_its_weakest_fact(citations: tuple[Citation, ...], basis: Basis) -> None:
    """However firm the others are; a fact for which nothing is cited carries nothing."""
    assert only(small.dataset(*city(*citations)), "located_in(org-firm, pla-land)").basis is basis


def test_the_basis_of_a_relation_is_that_of_its_ends_and_kind() -> None:
    """What supports the qualifier alone makes it no firmer, and without a word on its kind it rests on nothing."""
    core = supported("subject", "object", "kind", of=GUESSED)
    one = relation("a-b", "org-a", RelationKind.HOSTS, "org-b", core, supported("qualifier", of=THERE))
    assert basis_at(one, FactRef(one.id)) is Basis.INFERRED
    split = attrs.evolve(one, citations=(supported("subject", "object"), supported("kind", of=GUESSED)))
    assert basis_at(split, FactRef(one.id)) is Basis.INFERRED
    assert basis_at(attrs.evolve(one, citations=(HERE,)), FactRef(one.id)) is Basis.STATED
    assert basis_at(attrs.evolve(one, citations=(supported("subject", "object"),)), FactRef(one.id)) is None
    assert basis_at(attrs.evolve(one, citations=()), FactRef(one.id, "kind")) is None
    with pytest.raises(ValueError, match="there is no fact rel-a-b#period"):
        basis_at(one, FactRef(one.id, "period"))


def test_what_is_stated_is_not_concluded_unless_it_is_inferred_only() -> None:
    """A firm that is said to come from a land is not concluded to; one that is guessed to, from firm facts, is."""
    based = relation("firm-city", "org-firm", RelationKind.BASED_IN, "pla-city", HERE)
    key = "based_in(org-firm, pla-land)"
    assert key in keys(small.dataset(*city(), based))
    stated = relation("firm-land", "org-firm", RelationKind.BASED_IN, "pla-land", HERE)
    assert key not in keys(small.dataset(*city(), based, stated))
    guessed = relation("firm-land", "org-firm", RelationKind.BASED_IN, "pla-land", GUESSED)
    assert only(small.dataset(*city(), based, guessed), key).basis is Basis.ENTAILED
    both = attrs.evolve(based, citations=(GUESSED,))
    assert key not in keys(small.dataset(*city(), both, guessed))
    # Of two records that say the same, the firmer one is the premise.
    assert only(small.dataset(*city(), both, attrs.evolve(based, id="rel-firm")), key).facts[0] == FactRef("rel-firm")


def test_a_circle_comes_to_an_end() -> None:
    """Nothing is concluded to lie in itself."""
    data = small.dataset(small.place("a", "pla-b"), small.place("b", "pla-c"), small.place("c", "pla-a"))
    assert keys(data) == {f"located_in(pla-{x}, pla-{y})" for x in "abc" for y in "abc" if x != y}


def test_a_rule_of_the_user_is_brought_to_bear() -> None:
    """With fixed terms, kinds, a variable that stands twice, and an id in its conclusion."""
    base = Atom("where", "?event", "?place")
    mine = Rule(
        "met", "They met.", (base, Atom("took_part", "?x", "?event", "?as", "?how")), Atom("met", "?x", "org-y")
    )
    assert keys(where(came(Capacity.SUBJECT)), rules=(mine,)) == {"met(per-x, org-y)"}
    narrowed = attrs.evolve(mine, premises=(*mine.premises, Atom("is_person", "?x"), Atom("is_place", "?place")))
    assert keys(where(came(Capacity.SUBJECT)), rules=(narrowed,)) == set()
    never = attrs.evolve(mine, premises=(*mine.premises, Atom("is_person", "?x"), Atom("is_place", "?x")))
    assert keys(where(came(Capacity.SUBJECT)), rules=(never,)) == set()
    twice = Rule("own", "It is its own.", (Atom("part_of", "?x", "?x"),), Atom("own", "?x", "org-y"))
    assert keys(load(), rules=(twice,)) == set()
    free = Rule(
        "pair", "They stand beside each other.", (base, Atom("roles", "?x", "?y")), Atom("beside", "?x", "?place")
    )
    assert keys(where(), rules=(free,)) == {"beside(per-x, cen-park)"}


def test_no_rules_and_no_records_conclude_nothing() -> None:
    """An empty answer, not an error."""
    assert derive(load(), ()) == ()
    assert derive(small.dataset()) == ()


def test_a_conclusion_shows_itself_and_is_a_value() -> None:
    """Its key is its text; it can be pickled; another derivation makes another conclusion."""
    found = only(small.dataset(*city(HERE)), "located_in(org-firm, pla-land)")
    assert str(found) == found.key == "located_in(org-firm, pla-land)"
    assert repr(found) == ("<Conclusion located_in(org-firm, pla-land), entailed by located_in_turn from 3 facts>")
    first = found.premises[0]
    assert repr(first) == "<Conclusion located_in(org-firm, cen-park), entailed by organisation_at_seat from 1 fact>"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  it was pickled here
    assert attrs.evolve(found, premises=found.premises[:1]) != found
    assert len({found, attrs.evolve(found)}) == 1
