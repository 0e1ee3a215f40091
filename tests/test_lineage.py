"""How many sources say so on their own: copies count with what they repeat."""

from __future__ import annotations

import pytest

import sinouk_innov as si
import small
from sinouk_innov.questions.lineage import origin_of, origins_of

SOURCES = [
    small.source("agency"),
    small.source("paper", lineage="src-agency"),
    small.source("mirror", lineage="src-paper"),
    small.source("other"),
]
CITED = [small.citation(slug) for slug in ("mirror", "paper", "other")]
PARK = small.centre(
    "park",
    names=(small.name("Park", *CITED[:2]), small.name("Garden", CITED[2])),
    citations=(si.Citation(source="src-other", supports=("kind",)),),
)
DATA = small.dataset(*SOURCES, PARK)


def ids(*sources: si.Source) -> list[str]:
    """Return the ids of sources."""
    return [source.id for source in sources]


def test_a_line_of_copies_ends_at_its_origin() -> None:
    """However many repeat a text, there is one origin."""
    assert {origin_of(DATA, source).id for source in ("src-agency", "src-paper", "src-mirror")} == {"src-agency"}
    assert origin_of(DATA, DATA.sources["src-other"]).id == "src-other"
    assert ids(*origins_of(DATA, [*CITED, small.citation("agency")])) == ["src-agency", "src-other"]


def test_a_fact_is_counted_as_that_of_a_page_that_it_is_cited_to() -> None:
    """A copy may say more than its origin, so that the origin is named only where it is cited."""
    assert ids(*origins_of(DATA, CITED)) == ["src-other", "src-paper"]
    assert ids(*origins_of(DATA, CITED[:1])) == ["src-mirror"]


def test_a_circle_of_copies_ends_too() -> None:
    """Two that repeat each other are a problem of the data, told elsewhere; here nothing hangs."""
    data = small.dataset(small.source("a", lineage="src-b"), small.source("b", lineage="src-a"))
    assert origin_of(data, "src-a").id == "src-b"


def test_facts_records_and_fields_are_counted() -> None:
    """By the address of a fact, of a field, or of a record, or by the record itself."""
    assert ids(*si.independent_sources(DATA, "cen-park#names[Park@en]")) == ["src-paper"]
    assert ids(*si.independent_sources(DATA, si.FactRef("cen-park", "names"))) == ["src-other", "src-paper"]
    assert ids(*si.independent_sources(DATA, "cen-park#kind")) == ["src-other"]
    assert ids(*si.independent_sources(DATA, PARK)) == ids(*si.independent_sources(DATA, "cen-park"))


def test_what_is_not_there_is_told() -> None:
    """No record, no source, no fact."""
    with pytest.raises(si.UnknownIdError):
        si.independent_sources(DATA, "cen-nowhere")
    with pytest.raises(si.UnknownIdError):
        origin_of(DATA, "src-nowhere")
    with pytest.raises(ValueError, match="there is no fact cen-park#place"):
        si.independent_sources(DATA, "cen-park#place")
