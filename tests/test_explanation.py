"""Why it is said: every fact, record and conclusion down to its passages, with what is weak marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import Basis, FactRef
from sinouk_innov.model.belonging import PartOf
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import citations_at, facts_of
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Capacity, Measure, RelationKind
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.derivation import Conclusion, basis_at, derive
from sinouk_innov.questions.explanation import Explanation, explain
from sinouk_innov.questions.lineage import independent_sources
from sinouk_innov.questions.rules import Atom, Rule

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.evidence import Citation

CITED = naive.ids(naive.raw(), "pla", "org", "per", "cen", "ini", "evt", "rel", "sta", "rem")
FACTS = [str(fact.ref) for record_id in CITED for fact in facts_of(load()[record_id])]
HERE = small.citation("a", "here it stands", paragraph=2, starts="Here", ends="stands")
GUESSED = small.citation("a", "it may be", basis=Basis.INFERRED, note="It may be so.")


def cited(*fields: str, by: Citation = HERE) -> Citation:
    """Return a citation that names the fields which it supports."""
    return attrs.evolve(by, supports=fields)


def nested() -> Dataset:
    """Return a firm in a park in a city: the seat from a page and its copy, the place of the park guessed."""
    return small.dataset(
        small.source("a", url="https://example.org/a"),
        small.source("copy", lineage="src-a"),
        small.source("b"),
        small.place("city"),
        small.centre("park", at="pla-city", citations=(cited("place", by=GUESSED),)),
        small.organisation(
            "firm",
            "cen-park",
            citations=(cited("seat"), cited("seat", by=small.citation("copy")), cited("seat", by=small.citation("b"))),
        ),
        org_old="org-firm",
    )


# --- on the bundled data --------------------------------------------------------------------------------------------


@given(st.sampled_from(FACTS))
def test_every_fact_is_explained_by_its_passages(address: str) -> None:
    """By its text or its address; with the citations that stand there, and as many sources as count."""
    ref = FactRef.parse(address)
    found = explain(load(), address)
    assert found == explain(load(), ref)
    assert found.what == ref
    if ref.field is not None or ref.record.startswith("rel-"):
        assert [passage.citation for passage in found.passages] == list(citations_at(load()[ref.record], ref))
        assert found.basis is basis_at(load()[ref.record], ref)
    assert found.sources == independent_sources(load(), ref)
    assert found.corroboration == len(found.sources) > 0
    assert found.is_weak is (found.basis is Basis.INFERRED)


@given(st.sampled_from(CITED))
def test_every_record_is_explained_by_its_facts(record_id: str) -> None:
    """By the record or its id: each fact once, in the order of the record; a relation is one fact."""
    record = load()[record_id]
    found = explain(load(), record)
    assert found == explain(load(), record_id)
    assert found.sources == independent_sources(load(), record_id)
    if isinstance(record, Relation):
        assert found.because == ()
        return
    facts = [fact.ref for fact in facts_of(record) if fact.ref.field is not None]
    assert [step.what for step in found.because] == facts
    assert all(str(ref) in str(found) for ref in facts)


@given(st.sampled_from(derive(load())))
def test_every_conclusion_is_explained_by_its_facts(conclusion: Conclusion) -> None:
    """The leaves are the facts that it rests on; it is as well supported as the least supported, and weak if one is."""
    found = explain(load(), conclusion)
    assert found == explain(load(), conclusion.key)
    leaves = [step for step in found.walk() if not step.because]
    assert {step.what for step in leaves} == set(conclusion.facts)
    assert all(step.passages for step in leaves)
    assert found.corroboration == min(len(independent_sources(load(), ref)) for ref in conclusion.facts)
    assert {source.id for source in found.sources} == {source.id for step in leaves for source in step.sources}
    assert found.is_weak is any(step.is_weak for step in leaves) is bool(found.weak_steps)
    told = str(found)
    assert all(passage.address in told for step in leaves for passage in step.passages)
    assert all(f"({ref})" in told for ref in conclusion.facts)


def test_a_share_is_explained_with_its_whole() -> None:
    """A fifth means something only with the figure that it is a fifth of, and that rests on a passage as well."""
    share = "sta-qingdao-high-tech-zone-eu-share-of-foreign-invested-companies"
    found = explain(load(), share)
    [whole] = [step for step in found.because if step.because]
    assert str(whole.what) == f"{share}#share_of"
    assert whole.reason == "What it is a share of:"
    assert [str(step.what) for step in whole.because] == ["sta-qingdao-high-tech-zone-foreign-invested-companies"]
    assert "quantity: about 230 – stated, 1 independent source" in str(found)
    assert explain(load(), f"{share}#share_of") == whole


# --- on records made for it -----------------------------------------------------------------------------------------


def test_an_explanation_can_be_read() -> None:
    """Steps and their rules above, what is weak marked, copies counted once, and the passages below by number."""
    found = explain(nested(), "located_in(org-firm, pla-city)")
    assert str(found) == "\n".join(
        [
            "firm located in city – inferred (weak), 1 independent source",
            "│ by located_in_turn: What lies in something lies in whatever that lies in.",
            "├─ firm located in park – entailed, 2 independent sources",
            "│  │ by organisation_at_seat: An organisation lies where it has its seat.",
            "│  └─ firm, seat: park – stated, 2 independent sources [1] [2] [3] (org-firm#seat)",
            "└─ park located in city – inferred (weak), 1 independent source",
            "   │ by centre_at_place: A centre lies in its place.",
            "   └─ park, place: city – inferred (weak), 1 independent source [4] (cen-park#place)",
            "        [4] inferred, place: It may be so.",
            f"[1] “Title of a”, src-a ¶2, “Here … stands”, fingerprint {HERE.fingerprint}",
            "[2] “Title of copy”, src-copy",
            "[3] “Title of b”, src-b",
            f"[4] “Title of a”, src-a, fingerprint {GUESSED.fingerprint}",
        ]
    )
    assert repr(found) == "<Explanation firm located in city: inferred (weak), 1 independent source, 4 steps>"
    assert [str(step.what) for step in found.weak_steps] == ["cen-park#place"]
    assert [source.id for source in found.sources] == ["src-a", "src-b"]


def test_a_conclusion_by_a_rule_of_the_user_is_explained() -> None:
    """It carries its derivation and the statement of its rule; the library need not know the rule."""
    data = nested()
    mine = Rule("near", "It is near.", (Atom("seat", "?x", "?y"),), Atom("near", "?x", "pla-nowhere"))
    [conclusion] = derive(data, (mine,))
    found = explain(data, conclusion)
    assert found.text == "firm near pla-nowhere"
    assert found.reason == "by near: It is near."
    with pytest.raises(ValueError, match=r"it does not follow, or is stated itself: near\(org-firm, pla-nowhere\)"):
        explain(data, conclusion.key)


def test_passages_lead_to_the_page() -> None:
    """Each with its address on the web where the source has one; in a notebook they are links."""
    first, _, other = explain(nested(), "org-firm#seat").passages
    assert first.link == "https://example.org/a#:~:text=Here,stands"
    assert other.link is None
    assert str(first) == f"“Title of a”, src-a ¶2, “Here … stands”, fingerprint {HERE.fingerprint}: stated, seat"
    assert repr(other) == "<Support “Title of b”, src-b: stated, seat>"
    shown = explain(nested(), "located_in(org-firm, pla-city)")._repr_html_()
    assert 'href="https://example.org/a#:~:text=Here,stands"' in shown
    assert "· · park, place: city" in shown
    assert shown.count("<tr>") == 6


def test_a_register_is_named_with_its_entry() -> None:
    """Where there is no passage, the locator says where to look."""
    entry = small.citation("a", locator="key 42", supports=("part_of",))
    data = small.dataset(small.source("a"), small.place("land"), small.place("city", "pla-land", citations=(entry,)))
    assert explain(data, "pla-city#part_of").passages[0].address == "“Title of a”, src-a, key 42"


def test_what_rests_on_nothing_is_told() -> None:
    """It is weak, and so is what follows from it, even where the rest is well supported."""
    data = nested()
    bare = attrs.evolve(data.organisations["org-firm"], citations=())
    data = small.dataset(*(bare if record.id == "org-firm" else record for record in data))
    found = explain(data, "org-firm#seat")
    assert str(found) == "firm, seat: park – nothing is cited for it (org-firm#seat)"
    assert (found.basis, found.is_weak, found.corroboration) == (None, True, 0)
    concluded = explain(data, "located_in(org-firm, pla-city)")
    assert "inferred (weak), 0 independent sources" in str(concluded).splitlines()[0]
    assert [str(step.what) for step in concluded.weak_steps] == ["org-firm#seat", "cen-park#place"]


def test_a_field_of_several_values_is_explained_one_by_one() -> None:
    """Without a key the address means all of them; with one value it is that value."""
    names = (small.name("One", HERE), small.name("Two", small.citation("b")))
    data = small.dataset(small.source("a"), small.source("b"), small.place("x", names=names))
    found = explain(data, "pla-x#names")
    assert str(found).splitlines()[:3] == [
        "One, names – 2 independent sources (pla-x#names)",
        "├─ One – stated, 1 independent source [1] (pla-x#names[One@en])",
        "└─ Two – stated, 1 independent source [2] (pla-x#names[Two@en])",
    ]
    assert found.basis is None
    single = small.dataset(small.source("a"), small.place("x", names=names[:1]))
    assert explain(single, "pla-x#names").what == FactRef("pla-x", "names", "One@en")


def test_values_are_shown_by_the_names_of_what_they_point_to() -> None:
    """Participations with whom they are for, parts with their qualifier, figures in words, notes in full."""
    came = Participation(
        entity="per-x", capacity=Capacity.OTHER, on_behalf_of="org-a", note="He cut a ribbon.", citations=(HERE,)
    )
    whole = PartOf(whole="cen-park", qualifier="core area of", citations=(HERE,))
    data = small.dataset(
        small.source("a"),
        small.organisation("a"),
        small.person("x", small.role("Head", "org-a", HERE)),
        small.centre("park", note="A note on the park."),
        small.centre("core", part_of=(whole,)),
        small.event("visit", "2019-05-01", came, citations=(HERE,)),
    )
    assert "├─ participations: other:x, for a – stated, 1 independent source [1]" in str(explain(data, "evt-visit"))
    assert "note: He cut a ribbon." in str(explain(data, "evt-visit"))
    assert "├─ when: 2019-05-01 – stated" in str(explain(data, "evt-visit"))
    assert explain(data, "cen-core#part_of").text == "core, part of: park (core area of)"
    assert explain(data, "per-x#roles").text == "x, roles: Head, a"
    assert "note: A note on the park." in str(explain(data, "cen-park"))


def test_figures_that_point_at_each_other_come_to_an_end() -> None:
    """A subset is explained with its whole, and a circle is gone round once."""

    def figure(slug: str, whole: str) -> Statistic:
        return Statistic(
            id=f"sta-{slug}",
            about="pla-x",
            measure=Measure.COUNT,
            category=slug,
            quantity=Quantity.parse("5 count"),
            part_of=whole,
            citations=(HERE,),
        )

    data = small.dataset(small.source("a"), small.place("x"), figure("a", "sta-b"), figure("b", "sta-a"))
    found = explain(data, "sta-a#part_of")
    assert found.reason == "What it is a part of:"
    assert [str(step.what) for step in found.walk() if str(step.what).endswith("part_of")] == [
        "sta-a#part_of",
        "sta-b#part_of",
    ]
    loose = small.dataset(small.source("a"), small.place("x"), figure("a", "sta-gone"))
    with pytest.raises(UnknownIdError, match="sta-gone"):
        explain(loose, "sta-a")


def test_a_relation_is_one_fact() -> None:
    """Its citations say which part of it each carries, and its note is told."""
    held = Relation(
        id="rel-a-b",
        subject="org-a",
        kind=RelationKind.PARTNER_OF,
        object="org-gone",
        note="So they say.",
        citations=(cited("subject", "kind"), cited("object", by=GUESSED)),
    )
    data = small.dataset(small.source("a"), small.organisation("a"), held)
    assert str(explain(data, held)).splitlines()[:3] == [
        "a partner of org-gone – inferred (weak), 1 independent source [1] [2] (rel-a-b)",
        "  [2] inferred, object: It may be so.",
        "  note: So they say.",
    ]


def test_a_retired_id_finds_its_successor() -> None:
    """The answer bears the id that is in use."""
    assert explain(nested(), "org-old#seat") == explain(nested(), "org-firm#seat")
    assert explain(nested(), "org-old").what == FactRef("org-firm")


@pytest.mark.parametrize(
    "fact",
    [
        "org-firm#website",
        "org-firm#names[Firm@zh]",
        "located_in(pla-city, org-firm)",
        "seat(org-firm, cen-park)",
        "firm",
    ],
)
def test_what_is_no_fact_is_refused(fact: str) -> None:
    """An empty field, another value, a conclusion that does not follow, a stated fact as a conclusion, no address."""
    with pytest.raises(ValueError, match=r"there is no fact|it does not follow|is no reference"):
        explain(nested(), fact)


def test_what_is_not_there_is_refused() -> None:
    """By its id, in an address, and in a conclusion from other data."""
    with pytest.raises(UnknownIdError, match="org-nobody"):
        explain(nested(), "org-nobody")
    with pytest.raises(UnknownIdError, match="org-nobody"):
        explain(nested(), FactRef("org-nobody", "seat"))
    with pytest.raises(UnknownIdError):
        explain(nested(), derive(load())[0])


def test_a_source_is_explained_without_citations() -> None:
    """What others are cited to is cited to nothing itself, and says so."""
    found = explain(nested(), "src-copy#lineage")
    assert found.text == "Title of copy, lineage: Title of a"
    assert isinstance(found, Explanation)
    assert str(found).startswith("Title of copy, lineage: Title of a – nothing is cited for it")
