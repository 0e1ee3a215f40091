"""Is what the sources do not say told, each sort of emptiness for what it is?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import small
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.integrity import problems
from sinouk_innov.model.record import Absence, Record
from sinouk_innov.model.vocabularies import AbsenceReason, PlaceKind
from sinouk_innov.questions.silence import EXPECTED, GapKind, gaps


def told(*records: Record) -> list[str]:
    """Return the gaps of some records, but for facts that one source tells."""
    return [str(gap) for gap in gaps(small.dataset(*records)) if gap.kind is not GapKind.ONE_SOURCE]


def empty(field: str, reason: AbsenceReason, note: str | None = None) -> dict[str, Any]:
    """Say why a field is empty."""
    return {"absent": (Absence(field=field, reason=reason, note=note),)}


def test_four_sorts_of_empty_dates() -> None:
    """Not known, looked for and not stated, and doubted are told apart; what cannot be is no gap."""
    frame: dict[str, Any] = {"where": "pla-x", "about": ("pla-x",)}
    events = [
        small.event("dated", "2019", **frame),
        small.event("doubted", **frame, **empty("when", AbsenceReason.DOUBTED, "the page is of 2018")),
        small.event("looked", **frame, **empty("when", AbsenceReason.NOT_STATED)),
        small.event("never", **frame, **empty("when", AbsenceReason.NOT_APPLICABLE)),
        small.event("unknown", **frame),
    ]
    assert told(*events) == [
        "evt-doubted#when: doubted (the page is of 2018)",
        "evt-looked#when: not stated",
        "evt-unknown#when: not known",
    ]


def test_what_each_kind_of_record_should_have() -> None:
    """Bare records of each kind lack what such records should have, the worst first."""
    bare = [
        small.place("x", kind=PlaceKind.CITY),
        small.place("y", kind=PlaceKind.COUNTRY),
        small.organisation("x"),
        small.person("x"),
        small.centre("x"),
        small.event("x"),
        small.event("y", "2019", part_of="evt-x", about=("org-x",)),
        small.source("x"),
    ]
    assert told(*bare) == [
        "evt-x#when: not known",
        "cen-x#place: not known",
        "per-x#roles: not known",
        "cen-x#operators: not known",
        "src-x#published: not known",
        "evt-x#where: not known",
        "org-x#seat: not known",
        "pla-x#part_of: not known",
        "evt-x#participations: not known",
    ]


def test_other_fields_are_told_where_they_were_looked_for() -> None:
    """A field that a record need not have is a gap once somebody has looked for it, or doubts what was found."""
    absences = (
        Absence(field="website", reason=AbsenceReason.DOUBTED, note="the address is for sale"),
        Absence(field="sectors", reason=AbsenceReason.NOT_STATED, note="only hopes"),
        Absence(field="part_of", reason=AbsenceReason.NOT_APPLICABLE),
    )
    centre = small.centre("x", at="pla-x", operators=("org-x",), absent=absences)
    assert told(centre) == [
        "cen-x#website: doubted (the address is for sale)",
        "cen-x#sectors: not stated (only hopes)",
    ]


def test_posts_seen_once_and_ends_unknown() -> None:
    """A post seen on two days is no gap; one that ended on an unknown day is, and one that goes on is not."""
    page, later = small.citation("page"), small.citation("later")
    twice = small.role("Head", "org-a", page, later)
    once = small.role("Deputy", "org-a", page)
    open_ = small.role("Member", "org-a", page, later, period=Period("2016/"))
    ongoing = small.role("Adviser", "org-a", page, later, period=Period("2016/.."))
    records = (
        small.person("x", twice, once, open_, ongoing),
        small.organisation("a", seat="pla-x"),
        small.source("page", "2019-05-01"),
        small.source("later", "2019-06-01"),
    )
    assert told(*records) == [
        "per-x#roles[Member@org-a]: end unknown",
        "per-x#roles[Deputy@org-a]: seen once",
    ]


def test_facts_of_one_source_are_the_least_gaps() -> None:
    """A copy is no second source; what two tell on their own is no gap."""
    page, copy, other = small.citation("page"), small.citation("copy"), small.citation("other")
    copied = small.source("copy", "2019-05-02", lineage="src-page")
    names = (small.name("Park One", page, copy), small.name("Park Two", page, other), small.name("Park Three"))
    data = small.dataset(
        small.organisation("a", seat=None, names=names),
        small.source("page", "2019"),
        copied,
        small.source("other", "2019"),
    )
    found = [gap for gap in gaps(data, "org-a") if gap.kind is GapKind.ONE_SOURCE]
    assert [str(gap) for gap in found] == ["org-a#names[Park One@en]: one source"]
    assert found[0].sources == ("src-page", "src-copy", "src-other")
    assert repr(found[0]) == "<Gap org-a#names[Park One@en]: one_source>"


def test_a_source_stands_for_what_it_tells() -> None:
    """The gaps of a source are its own and those of all records that cite it, and of no other record."""
    data = small.dataset(
        small.organisation("a", names=(small.name("A", small.citation("page")),)),
        small.organisation("b", names=(small.name("B", small.citation("other")),)),
        small.source("page"),
        small.source("other", "2019"),
    )
    found = [str(gap) for gap in gaps(data, "src-page")]
    assert found == ["src-page#published: not known", "org-a#seat: not known", "org-a#names[A@en]: one source"]
    assert gaps(data, data["src-page"]) == gaps(data, "src-page")
    with pytest.raises(UnknownIdError):
        gaps(data, "org-none")


# --- the bundled data -----------------------------------------------------------------------------------------------


def test_events_of_the_bundled_data_without_dates() -> None:
    """Each event without a date is a gap, and no other; so with figures, and centres without a place or operator."""
    data = load()
    kinds = {GapKind.NOT_KNOWN, GapKind.NOT_STATED, GapKind.DOUBTED}
    found = {(gap.fact.record, gap.fact.field) for gap in gaps(data) if gap.kind in kinds}
    for table, fields in (
        (data.events, ("when",)),
        (data.statistics, ("as_of", "over")),
        (data.centres, ("place",)),
        (data.centres, ("operators",)),
    ):
        for record in table:
            bare = all(getattr(record, field) in {None, ()} for field in fields)
            reasons = {absence.reason for absence in record.absent if absence.field in fields}
            assert ((record.id, fields[0]) in found) is (bare and AbsenceReason.NOT_APPLICABLE not in reasons)


def test_gaps_come_worst_first_and_none_twice() -> None:
    """By weight, then by address; each gap once; those of all records are those of each."""
    data = load()
    found = gaps(data)
    assert [gap.weight for gap in found] == sorted((gap.weight for gap in found), reverse=True)
    keys = Counter((gap.kind, gap.fact) for gap in found)
    assert max(keys.values()) == 1
    apart = [gap for record in data if record.prefix != "src" for gap in gaps(data, record)]
    assert sorted(map(str, apart)) == sorted(str(gap) for gap in found if gap.record.prefix != "src")
    assert problems(data) == ()


def test_expected_fields_are_fields() -> None:
    """Each kind of record has the fields that it should have."""
    for table in load().tables():
        fields = attrs.fields_dict(table.kind.record_class)
        assert all(field in fields for wanted in EXPECTED.get(table.kind.name, {}) for field in wanted)
    assert EXPECTED.keys() <= {table.kind.name for table in load().tables()}


@given(st.sampled_from(small.DAYS))
def test_a_date_closes_a_gap_and_opens_none(day: str) -> None:
    """Filling an empty field takes its gap away and adds none but that one source tells it."""
    bare = small.event("x", where="pla-x", citations=(small.citation("page"),))
    before = {str(gap) for gap in gaps(small.dataset(bare, small.source("page", "2019")), bare)}
    after = {
        str(gap)
        for gap in gaps(small.dataset(attrs.evolve(bare, when=PartialDate(day)), small.source("page", "2019")), "evt-x")
    }
    assert after - before == {"evt-x#when: one source"}
    assert before - after == {"evt-x#when: not known"}
