"""Are all facts of a record found, each once, with what they rest on?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given

import strategies
from sinouk_innov import bundle, codec
from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import FACT_KINDS, UNCITED_KINDS, citations_in, facts_of
from sinouk_innov.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.model.record import Record

KIND = {kind.name: kind for kind in KINDS}
FRAME = {"id", "citations", "note", "absent"}


def decoded(record_id: str, **changes: Any) -> Record:
    """Return a record of the small sample, some of its fields changed."""
    for kind in KINDS:
        for row in strategies.small()[kind.table]:
            if row["id"] == record_id:
                return codec.decode(kind, row | changes)
    raise LookupError(record_id)


def cited(*supports: str, source: str = "src-report") -> dict[str, Any]:
    """Return a citation as plain data."""
    return {"source": source, "supports": [*supports]}


def rests_on(record: Record) -> dict[str, list[str]]:
    """Return for each fact of a record, by its address, the sources of its citations."""
    return {str(fact.ref): [citation.source for citation in fact.citations] for fact in facts_of(record)}


def test_facts_of_an_entity_rest_on_what_supports_them() -> None:
    """A plain field rests on the citations that name it or its value, a part on its own."""
    record = decoded(
        "cen-park",
        operators=["org-bureau", "org-government"],
        website="https://park.example",
        citations=[
            cited("kind", "place", source="src-a"),
            cited("operators", "kind", source="src-b"),
            cited("operators[org-government]", source="src-c"),
            {"source": "src-whole"},
        ],
    )
    assert rests_on(record) == {
        "cen-park#names[The Park@en]": ["src-report"],
        "cen-park#kind": ["src-a", "src-b"],
        "cen-park#place": ["src-a"],
        "cen-park#part_of[cen-zone]": ["src-report"],
        "cen-park#operators[org-bureau]": ["src-b"],
        "cen-park#operators[org-government]": ["src-b", "src-c"],
        "cen-park#website": [],
    }


def test_facts_of_a_fact_rest_on_the_whole_too() -> None:
    """A record that is a fact itself is one of its facts; a field that nothing names rests as the whole does."""
    record = decoded(
        "evt-talk",
        citations=[
            {"source": "src-whole"},
            cited("when", source="src-when"),
            cited("about[ini-plan]", source="src-about"),
        ],
    )
    assert rests_on(record) == {
        "evt-talk": ["src-whole", "src-when", "src-about"],
        "evt-talk#kind": ["src-whole"],
        "evt-talk#when": ["src-when"],
        "evt-talk#part_of": ["src-whole"],
        "evt-talk#about[ini-plan]": ["src-about"],
        "evt-talk#modality": ["src-whole"],
    }


def test_field_of_a_fact_that_nothing_carries() -> None:
    """Where every citation of a record names fields, a field that none names rests on nothing."""
    found = rests_on(decoded("evt-talk", citations=[cited("when")]))
    assert found["evt-talk#when"] == ["src-report"]
    assert found["evt-talk#kind"] == []


def test_parts_of_a_fact_rest_on_their_own() -> None:
    """A participation rests on its own citations, not on those of its event."""
    found = rests_on(decoded("evt-visit", citations=[{"source": "src-whole"}]))
    assert found["evt-visit#participations[guest:per-peng-lv]"] == ["src-report"]
    assert found["evt-visit#participations[accompanying:his delegation]"] == ["src-report"]
    assert found["evt-visit#where"] == ["src-whole"]


def test_values_of_facts_are_those_of_the_record() -> None:
    """The value of a fact is that of its field, the part, or the record itself."""
    record = decoded("per-peng-lv")
    values = {str(fact.ref): fact.value for fact in facts_of(record)}
    assert values["per-peng-lv#honorific"] == "Mr"
    assert values["per-peng-lv#names[Peng Lv@en]"].__class__.__name__ == "Name"
    assert "per-peng-lv" not in values
    remark = decoded("rem-lv-praises-park")
    assert next(facts_of(remark)).value is remark


def naive_citations(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Walk plain data and yield each object below a key `citations`, with its path and source."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        there = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else key
        if path.endswith("citations"):
            yield there, inner["source"]
        else:
            yield from naive_citations(inner, there)


@given(strategies.records())
def test_citations_agree_with_the_plain_data(record: Record) -> None:
    """Every citation is found, those of titles inside roles too, with the path that it has in the file."""
    found = [(path, citation.source) for path, citation in citations_in(record)]
    assert sorted(found) == sorted(naive_citations(codec.encode(record)))


@given(strategies.records())
def test_facts_agree_with_the_plain_data(record: Record) -> None:
    """Each value of each field but the frame is one fact, and no two facts have one address."""
    plain = codec.encode(record)
    wanted = [
        field
        for field, value in plain.items()
        if field not in FRAME
        for _ in (value if isinstance(value, list) else [0])
    ]
    facts = list(facts_of(record))
    fields = [fact.ref.field for fact in facts if fact.ref.field is not None]
    assert sorted(fields) == sorted(wanted)
    assert len({fact.ref for fact in facts}) == len(facts)
    assert [fact.ref for fact in facts if fact.ref.field is None] == (
        [FactRef(record.id)] if record.id[:3] in {"evt", "rel", "sta", "rem"} else []
    )


def test_kinds_of_facts() -> None:
    """Events, relations, statistics and remarks are facts by themselves; only sources need no citation."""
    prefixes = {kind.name: kind.prefix for kind in KINDS}
    assert {prefixes[name] for name in ("event", "relation", "statistic", "remark")} == FACT_KINDS
    assert {prefixes["source"]} == UNCITED_KINDS


def test_every_bundled_fact_has_an_address_that_can_be_read() -> None:
    """The address of each bundled fact, as text, is read as the same address, and rests on a passage or a locator."""
    for record in bundle.load():
        for fact in facts_of(record):
            assert FactRef.parse(str(fact.ref)) == fact.ref
            assert fact.citations or record.prefix in UNCITED_KINDS
