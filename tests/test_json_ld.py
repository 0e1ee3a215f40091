"""The linked data as JSON-LD: the same graph, to two readers, and harmless in a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from pyld import jsonld  # type: ignore[import-untyped]
from rdflib import Graph
from rdflib.compare import isomorphic

import small
import strategies
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset
from sinouk_innov.export.json_ld import to_jsonld
from sinouk_innov.export.ledger import Ledger
from sinouk_innov.export.rdf import to_rdf

if TYPE_CHECKING:
    from pathlib import Path

# The reader of rdflib still uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def some() -> Dataset:
    """Return every fifteenth record of each kind of the bundled data."""
    return Dataset.of([record for table in load().tables() for record in tuple(table)[::15]], release=load().release)


def read_by_pyld(document: dict[str, Any]) -> Graph:
    """Return the graph that another reader finds."""
    return Graph().parse(data=cast("str", jsonld.to_rdf(document, {"format": "application/n-quads"})), format="nt")


def test_two_readers_find_the_graph(tmp_path: Path) -> None:
    """The file needs nothing from the network, and is the graph of `to_rdf`."""
    data = some()
    assert to_jsonld(data, tmp_path / "data.jsonld") == Ledger("json-ld", data)
    graph = to_rdf(data).value
    assert isomorphic(Graph().parse(tmp_path / "data.jsonld", format="json-ld"), graph)
    document = json.loads((tmp_path / "data.jsonld").read_text(encoding="utf-8"))
    # It writes tags of languages in small letters; to RDF they are the same.
    assert set(read_by_pyld(document)) == set(graph)
    expanded = jsonld.expand(document)
    assert {node["@id"] for node in expanded} == {str(node) for node in graph.subjects()}


@given(data=strategies.datasets())
@settings(max_examples=6, deadline=None)
def test_any_data_come_back(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in texts."""
    path = tmp_path_factory.mktemp("files") / "data.jsonld"
    to_jsonld(data, path)
    assert set(Graph().parse(path, format="json-ld")) == set(to_rdf(data).value)


def test_damage_changes_the_graph(tmp_path: Path) -> None:
    """A term that is gone from the context, a value that is gone and another type are noticed by both readers."""
    data = small.dataset(small.source("page", "2020-05"), small.place("town", latitude=1.5, longitude=2.5))
    to_jsonld(data, tmp_path / "data.jsonld")
    text = (tmp_path / "data.jsonld").read_text(encoding="utf-8")
    graph = to_rdf(data).value
    assert set(Graph().parse(data=text, format="json-ld")) == set(graph)
    for whole, damaged in (
        ('"skos":"http://www.w3.org/2004/02/skos/core#"', '"skos":"http://www.w3.org/2004/02/skos#"'),
        ('{"@value":"2020-05","@type":"xsd:gYearMonth"}', '"2020-05"'),
        ('"town"', '"Town"'),
    ):
        assert whole in text
        bad = text.replace(whole, damaged)
        assert set(Graph().parse(data=bad, format="json-ld")) != set(graph)
        assert set(read_by_pyld(json.loads(bad))) != set(graph)


def test_nothing_ends_a_script(tmp_path: Path) -> None:
    """Markup in a name stays a text, and comes back as it was."""
    data = small.dataset(small.place("a", names=(small.name("</script><script>alert(1)</script> & <!--"),)))
    to_jsonld(data, tmp_path / "data.jsonld")
    text = (tmp_path / "data.jsonld").read_text(encoding="utf-8")
    assert not set("<>&") & set(text)
    assert set(Graph().parse(data=text, format="json-ld")) == set(to_rdf(data).value)


def test_the_same_each_time(tmp_path: Path) -> None:
    """Another order of records makes the same file."""
    records = [small.place("a"), small.place("b"), small.source("c")]
    to_jsonld(small.dataset(*records), tmp_path / "one")
    to_jsonld(small.dataset(*reversed(records)), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
