"""What is connected with what: every field that links records and every relation, from both ends."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Capacity, RelationKind
from sinouk_innov.questions.connections import links

IDS = st.sampled_from(naive.ids(naive.raw()))


@given(IDS)
def test_links_agree_with_a_plain_loop(record_id: str) -> None:
    """The links of a record are the ids that stand in its files, and those that stand for it in others."""
    found = [(link.kind, link.other.id, str(link.fact).partition("[")[0]) for link in links(load(), record_id)]
    assert sorted(found) == naive.links(naive.raw(), record_id)


@given(IDS)
def test_each_link_stands_at_both_ends(record_id: str) -> None:
    """Whoever follows a link finds the same fact there, with the same citations, leading back."""
    for link in links(load(), record_id):
        assert link.record.id == record_id
        back = [other for other in links(load(), link.other) if other.fact == link.fact and other.other.id == record_id]
        assert link.citations in [other.citations for other in back]


@given(IDS)
def test_each_link_rests_on_a_fact(record_id: str) -> None:
    """The address of a link is that of a fact, whose citations are the link's; the links come in order."""
    found = links(load(), record_id)
    for link in found:
        facts = {fact.ref: fact.citations for fact in facts_of(load()[link.fact.record])}
        assert facts[link.fact] == link.citations
        # A source rests on nothing else.
        assert link.citations or link.fact.record.startswith("src-")
    assert sorted(found, key=lambda link: (link.kind, link.other.id, link.fact)) == list(found)


def test_every_kind_of_relation_is_read_back() -> None:
    """From its object a relation bears the inverse of its kind, and an inverse is no other kind's name."""
    assert {str(kind): kind.inverse for kind in RelationKind} == naive.INVERSE
    assert all(kind == kind.inverse or kind.inverse not in set(RelationKind) for kind in RelationKind)
    for kind in RelationKind:
        data = small.dataset(
            small.organisation("a"),
            small.organisation("b"),
            Relation(id="rel-a-b", subject="org-a", kind=kind, object="org-b", note="why"),
        )
        (here,), (there,) = links(data, "org-a"), links(data, data["org-b"])
        assert (here.kind, here.other.id, here.fact) == (kind.value, "org-b", FactRef("rel-a-b"))
        assert (there.kind, there.other.id, there.fact) == (kind.inverse, "org-a", FactRef("rel-a-b"))


def test_who_acts_for_whom_is_a_link_of_its_own() -> None:
    """Someone who comes on behalf of a body links the event with both."""
    cited = small.citation("a")
    data = small.dataset(
        small.source("a"),
        small.organisation("a"),
        small.person("x"),
        small.event("visit", None, small.guest("per-x", cited, on_behalf_of="org-a")),
    )
    assert [(link.kind, link.other.id) for link in links(data, "evt-visit")] == [
        ("on_behalf_of", "org-a"),
        ("participations", "per-x"),
    ]
    assert [link.kind for link in links(data, "org-a")] == ["represented_at"]
    assert [link.citations for link in links(data, "per-x")] == [(cited,)]


def test_a_label_links_nothing() -> None:
    """Guests without a record of their own, titles and words are no links."""
    role = small.role("org-a is my title", "org-a")
    event = small.event("visit", None, Participation(label="org-a", capacity=Capacity.GUEST))
    data = small.dataset(small.organisation("a", note="org-a"), small.person("x", role), event)
    assert links(data, "evt-visit") == ()
    assert [link.kind for link in links(data, "org-a")] == ["has_post_held_by"]
    assert repr(links(data, "per-x")[0]) == "<Link x roles a, per-x#roles[org-a is my title@org-a]>"


def test_a_dangling_reference_elsewhere_spoils_no_other_answer() -> None:
    """Only whoever asks for the link that leads nowhere is told so."""
    data = small.dataset(small.organisation("a", "pla-nowhere"), small.place("b"), small.place("c", "pla-b"))
    assert [link.other.id for link in links(data, "pla-b")] == ["pla-c"]
    with pytest.raises(UnknownIdError, match="pla-nowhere"):
        links(data, "org-a")
    with pytest.raises(UnknownIdError, match="pla-nowhere"):
        links(data, "pla-nowhere")
