"""Is all that is different between two datasets told, and nothing else?"""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given, strategies as st

import small
from sinouk_innov.bundle import load
from sinouk_innov.codec import encode
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Absence, Record
from sinouk_innov.model.vocabularies import AbsenceReason
from sinouk_innov.overlay import merge
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.change import ChangeKind, changelog, diff

PAGE, OTHER = small.citation("page"), small.citation("other")


def told(old: Dataset, new: Dataset) -> list[str]:
    """Return changes as text, each with its kind."""
    return [f"{change.kind} {change}" for change in diff(old, new)]


def test_nothing_is_different_from_itself() -> None:
    """Between the bundled data and themselves, read anew or not, there is no change."""
    data = load()
    assert diff(data, data) == ()
    assert diff(data, Dataset.of(data, redirects=data.redirects)) == ()
    assert changelog(()) == "Nothing has changed.\n"


def test_each_sort_of_change() -> None:
    """A name added, a field changed, a post removed, a citation more, a note and an absence are told apart."""
    head = small.role("Head", "org-a", PAGE)
    old = small.dataset(
        small.person("x", head, names=(small.name("X", PAGE),)),
        small.organisation("a", seat="pla-x"),
        small.event("e", "2019", note="then"),
    )
    new = small.dataset(
        small.person("x", names=(small.name("X", PAGE, OTHER), small.name("Ex", PAGE))),
        small.organisation("a", seat="pla-y"),
        small.event("e", absent=(Absence(field="when", reason=AbsenceReason.DOUBTED, note="the page is older"),)),
    )
    assert told(old, new) == [
        "added evt-e#absent[when]: when: doubted (the page is older)",
        "added per-x#names[Ex@en]: Ex",
        "changed org-a#seat: pla-x, now pla-y",
        "removed evt-e#note: then",
        "removed evt-e#when: 2019",
        "removed per-x#roles[Head@org-a]: Head, org-a",
        "recited per-x#names[X@en]: src-page, now src-page, src-other",
    ]
    assert repr(diff(old, new)[2]) == "<Change changed org-a#seat>"


def test_a_whole_record() -> None:
    """A record that is new, or gone, is told with all its facts; nothing else is."""
    old = small.dataset(small.event("e", "2019"))
    new = small.dataset(small.event("e", "2019"), small.event("f", "2020"))
    added = diff(old, new)
    assert {change.kind for change in added} == {ChangeKind.ADDED}
    assert [change.fact for change in added] == sorted(fact.ref for fact in facts_of(new["evt-f"]))
    assert {change.kind for change in diff(new, old)} == {ChangeKind.REMOVED}


def test_wordings_and_notes_of_parts_count() -> None:
    """Another wording of a date or figure, and another note on a name or a title, are changes."""
    old = small.dataset(small.event("e", "2019"))
    when = PartialDate("2019", wording="last year")
    assert told(old, small.dataset(attrs.evolve(old.events[0], when=when))) == [
        "changed evt-e#when: 2019, told otherwise"
    ]
    name = small.name("A", PAGE)
    one = small.dataset(small.organisation("a", names=(name,)))
    other = small.dataset(small.organisation("a", names=(attrs.evolve(name, note="so it stands there"),)))
    assert told(one, other) == ["changed org-a#names[A@en]: A, told otherwise"]
    head = small.role("Head", "org-a", PAGE)
    titled = attrs.evolve(head, titles=(attrs.evolve(head.titles[0], citations=(OTHER,)),))
    assert told(small.dataset(small.person("x", head)), small.dataset(small.person("x", titled))) == [
        "changed per-x#roles[Head@org-a]: Head, org-a, told otherwise"
    ]


def test_retired_ids() -> None:
    """An id that was retired since, or has another successor, is told; one that was retired before is not."""
    old = small.dataset(small.organisation("a"), small.organisation("b"), org_old="org-a")
    new = small.dataset(small.organisation("b"), org_old="org-b", org_a="org-b")
    retired = [change for change in diff(old, new) if change.kind is ChangeKind.RETIRED]
    assert [str(change) for change in retired] == ["org-a: org-b took its place", "org-old: org-b took its place"]
    assert [change.label for change in retired] == ["a", "a"]
    assert diff(old, small.dataset(*old, org_old="org-a")) == ()
    gone = small.dataset(small.organisation("b"), org_new="org-b")
    assert [change.label for change in diff(small.dataset(small.organisation("b")), gone)] == ["org-new"]


def test_what_was_retired_is_not_removed() -> None:
    """Of a record that became one with another only what else became of it is told, wherever it was referred to."""
    double = small.organisation("double", names=(small.name("A", OTHER), small.name("Ay", OTHER)))
    head = small.role("Head", "org-double", PAGE)
    old = small.dataset(small.organisation("a", names=(small.name("A", PAGE),)), double, small.person("x", head))
    both = small.organisation("a", names=(small.name("A", PAGE, OTHER), small.name("Ay", OTHER)))
    person = small.person("x", attrs.evolve(head, body="org-a"))
    assert told(old, small.dataset(both, person, org_double="org-a")) == ["retired org-double: org-a took its place"]
    one = attrs.evolve(both, names=both.names[:1])
    assert told(old, small.dataset(one, person, org_double="org-a")) == [
        "removed org-a#names[Ay@en]: Ay",
        "retired org-double: org-a took its place",
    ]


def test_what_was_retired_and_said_otherwise_is_removed() -> None:
    """Where the two records contradict each other, or nothing took the place of the one, what it told is gone."""
    old = small.dataset(small.organisation("a", "pla-x"), small.organisation("b", "pla-y", names=(small.name("a"),)))
    removed = ["removed org-b#kind: company", "removed org-b#names[a@en]: a", "removed org-b#seat: pla-y"]
    kept = old["org-a"]
    assert told(old, small.dataset(kept, org_b="org-a")) == [*removed, "retired org-b: org-a took its place"]
    gone = Dataset.of([kept], redirects={"org-b": None})
    assert told(old, gone) == [*removed, "retired org-b: nothing took its place"]
    astray = small.dataset(kept, org_b="org-c")
    assert told(old, astray) == [*removed, "retired org-b: org-c took its place"]


def test_a_changelog_is_read_by_people() -> None:
    """It stands under what became of the facts, by record, figures as people write them."""
    statistic = load().statistics["sta-taizhou-bay-new-area-listed-enterprises"]
    more = attrs.evolve(statistic, quantity=Quantity(1500))
    old, new = Dataset.of([statistic]), Dataset.of([more, small.organisation("a")])
    assert changelog(diff(old, new)) == (
        "## Added\n"
        "\n"
        "- a (`org-a`)\n"
        "    - kind: company\n"
        "    - names[a@en]: a\n"
        "\n"
        "## Changed\n"
        "\n"
        "- listed enterprises on the main board: 1,500 (`sta-taizhou-bay-new-area-listed-enterprises`)\n"
        "    - quantity: 3, now 1,500\n"
    )


# --- what holds always ----------------------------------------------------------------------------------------------


RECORDS = list(load())


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Give some of the bundled records, some of them with a field or note changed."""
    found: dict[str, Record] = {}
    for record in draw(st.lists(st.sampled_from(RECORDS), max_size=8)):
        changes: dict[str, Any] = {}
        if draw(st.booleans()):
            changes["note"] = draw(st.sampled_from(["as told", "so far"]))
        if draw(st.booleans()):
            changes["citations"] = record.citations[:1]
        found[record.id] = attrs.evolve(record, **changes)
    return Dataset.of(found.values())


def plain(data: Dataset) -> list[dict[str, Any]]:
    """Return the records as plain data, in which everything counts."""
    return [encode(record) for record in data]


@given(datasets(), datasets())
def test_a_change_turned_round(old: Dataset, new: Dataset) -> None:
    """From the other side what was added is removed, and what was changed is changed back."""
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    there = {(change.kind, change.fact): (change.old, change.new) for change in diff(old, new)}
    back = {(turned.get(c.kind, c.kind), c.fact): (c.new, c.old) for c in diff(new, old)}
    assert there == back


@given(datasets(), datasets())
def test_no_change_means_the_same(old: Dataset, new: Dataset) -> None:
    """Where nothing is told to be different, nothing is."""
    assert (diff(old, new) == ()) is (plain(old) == plain(new))


@given(datasets(), datasets())
def test_what_was_merged_is_told(mine: Dataset, theirs: Dataset) -> None:
    """After a merge the facts of the other side that were not there, or rested elsewhere, are told, and no others."""
    both = merge(mine, theirs)
    changes = diff(mine, both)
    assert {change.kind for change in changes} <= {ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.RECITED}
    facts = {fact.ref: fact for record in mine for fact in facts_of(record)}
    new = {fact.ref for record in theirs for fact in facts_of(record)} - facts.keys()
    assert {c.fact for c in changes if c.kind is ChangeKind.ADDED and c.fact.field not in {"note", "absent"}} == new
    assert all(theirs.get(change.fact.record) is not None for change in changes)


def test_a_merge_keeps_whose_evidence_it_is() -> None:
    """Of what both sides say the citations of each are kept, and of what one side says only its own."""
    ours = small.dataset(small.organisation("a", names=(small.name("A", PAGE), small.name("B", PAGE))))
    theirs = small.dataset(small.organisation("a", names=(small.name("A", OTHER), small.name("C", OTHER))))
    assert [str(change) for change in diff(ours, merge(ours, theirs))] == [
        "org-a#names[C@en]: C",
        "org-a#names[A@en]: src-page, now src-page, src-other",
    ]
    names = {
        fact.ref.key: fact.citations for fact in facts_of(merge(ours, theirs)["org-a"]) if fact.ref.field == "names"
    }
    assert names == {"A@en": (PAGE, OTHER), "B@en": (PAGE,), "C@en": (OTHER,)}
    assert FactRef("org-a", "names", "C@en") in {change.fact for change in diff(ours, theirs)}
