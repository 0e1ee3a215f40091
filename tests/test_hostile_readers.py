"""Texts that mean harm, as the readers of others have them: each is the text that it was, or was refused."""

from __future__ import annotations

import json
import sqlite3
import xml.etree.ElementTree as ET
from collections import Counter
from contextlib import closing
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import networkx as nx
import pytest
from rdflib import Graph, URIRef

import sinouk_innov as si
import small
from hostile import HOSTILE, hostile, records_with
from rdf_reader import in_order, read_back
from sinouk_innov.export.croissant import to_croissant
from sinouk_innov.export.csv_package import to_csv
from sinouk_innov.export.formats import FORMATS, write_as
from sinouk_innov.export.gexf import to_gexf
from sinouk_innov.export.graphml import to_graphml
from sinouk_innov.export.guards import unguarded_cell, xml_text
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.json_ld import to_jsonld
from sinouk_innov.export.rdf import to_ntriples, to_rdf, to_turtle
from sinouk_innov.export.schema_org import to_schema_org, write_schema_org
from sinouk_innov.export.star import ColumnType, plan_of
from sinouk_innov.export.star_rows import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mlcroissant: Any = pytest.importorskip("mlcroissant")

# The readers stand on parts of rdflib that have new names.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
LINKED = si.Dataset.of(
    [record for record in hostile() if record.prefix in {"src", "per", "evt", "sta"}], release=hostile().release
)
"""The texts in those kinds of record that have most places for them: reading linked data takes time."""


class Scripts(HTMLParser):
    """Reads what stands in the scripts of a page, and which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Note a comment, which should not be there."""
        self.elements.append(data)


# --- linked data ----------------------------------------------------------------------------------------------------


def test_linked_data_give_every_text_back(tmp_path: Path) -> None:
    """The graph tells the records, no name in it holds what an IRI cannot, and all files hold the graph."""
    graph = to_rdf(LINKED).value
    # Records are equal whatever their wording is, so the texts are compared.
    assert list(map(ascii, in_order(read_back(graph)))) == list(map(ascii, in_order(LINKED)))
    names = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    assert not [name for name in names if set(name) & {*' <>"{}|\\^`', *map(chr, range(0x20)), "\x7f"}]
    writers: tuple[tuple[Callable[..., si.Ledger], str], ...] = (
        (to_turtle, "turtle"),
        (to_ntriples, "nt"),
        (to_jsonld, "json-ld"),
    )
    for write, shape in writers:
        write(LINKED, tmp_path / shape)
        assert set(Graph().parse(tmp_path / shape, format=shape)) == set(graph), shape


@pytest.mark.parametrize("write", [to_jsonld, write_schema_org])
def test_a_page_with_the_data_is_one_script(write: Callable[..., si.Ledger], tmp_path: Path) -> None:
    """No text ends the script in which it stands or begins a comment, and the script holds the data."""
    write(LINKED, tmp_path / "data.json")
    text = (tmp_path / "data.json").read_bytes().decode()
    assert not set(text) & {*"<>&\u2028\u2029\x00", *map(chr, range(10)), *map(chr, range(11, 32))}
    page = Scripts()
    page.feed(f'<!DOCTYPE html><title></title><script type="application/ld+json">{text}</script>')
    page.close()
    assert page.elements == ["title []", "script [('type', 'application/ld+json')]"]
    assert page.text == text
    if write is write_schema_org:
        assert json.loads(page.text) == to_schema_org(LINKED).value
    names = json.dumps(json.loads(page.text)["@graph"])
    for what, hostile_text in HOSTILE.items():
        assert json.dumps(hostile_text) in names, what


# --- graphs ---------------------------------------------------------------------------------------------------------


def labels_in(file: Path) -> dict[str, str]:
    """Return the labels of the nodes of a GraphML or GEXF file by their ids."""
    if file.suffix == ".graphml":
        return dict(nx.read_graphml(file, force_multigraph=True).nodes(data="label"))
    nodes = ET.parse(file).iter("{http://gexf.net/1.3}node")  # noqa: S314  it is our own
    return {node.attrib["id"]: node.attrib["label"] for node in nodes}


@pytest.mark.parametrize(("write", "name"), [(to_graphml, "a.graphml"), (to_gexf, "a.gexf")])
def test_graphs_give_texts_back(write: Callable[..., si.Ledger], name: str, tmp_path: Path) -> None:
    """Line ends too; where XML cannot hold a character the ledger says so."""
    ledger = write(hostile(), tmp_path / name)
    labels = labels_in(tmp_path / name)
    changed = {loss.fact for loss in ledger.losses if loss.part == "characters"}
    assert changed <= set(ledger.kept)
    for record in (*hostile().centres, *hostile().people):
        assert labels[record.id] == xml_text(record.label)
        told = {fact.ref for fact in si.facts_of(record) if fact.value == record.names[0]}
        assert (told <= changed) == (xml_text(record.label) != record.label), record.label
    for event in hostile().events:
        when = si.FactRef(event.id, "when")
        assert event.when is not None
        assert (when in changed) == (xml_text(event.when.wording or "") != event.when.wording)


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_no_edge_takes_the_place_of_another(write: Callable[..., si.Ledger], tmp_path: Path) -> None:
    """Addresses that differ by what XML cannot hold alone become ids that differ."""
    posts = [small.role(f"Head{sign}", "org-a") for sign in "\x01\x02\x03"]
    write(small.dataset(small.organisation("a"), small.person("b", *posts)), tmp_path / "file")
    ids = [
        element.attrib["id"]
        for element in ET.parse(tmp_path / "file").iter()  # noqa: S314  it is our own
        if element.tag.endswith("}edge")
    ]
    assert len(set(ids)) == len(ids) == 3


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_data_package_of_such_texts_is_valid(tmp_path: Path) -> None:
    """By the reference implementation; no description can end a script."""
    to_csv(hostile(), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert not set((tmp_path / "datapackage.json").read_text(encoding="utf-8")) & set("<>")


def test_the_reader_of_croissant_gives_texts_back(tmp_path: Path) -> None:
    """But for the word null, which it takes for none; a dataset without a day of its own is not given one."""
    to_croissant(hostile(), tmp_path)
    described = (tmp_path / "croissant.json").read_text(encoding="utf-8")
    assert not set(described) & set("<>")
    assert "datePublished" not in json.loads(described)
    dataset: Any = mlcroissant.Dataset(jsonld=str(tmp_path / "croissant.json"))
    found = {row["records/id"].decode(): row["records/label"] for row in dataset.records("records")}
    for record in hostile():
        told = found[record.id]
        assert (None if told is None else unguarded_cell(told.decode())) == (
            None if record.label == "null" else record.label
        )


@pytest.mark.parametrize("name", ["sqlite", "duckdb"])
def test_databases_give_every_text_back(name: str, tmp_path: Path) -> None:
    """In every column of every table, with nothing else beside the tables and views."""
    write_as(hostile(), name, tmp_path / name)
    tables = tables_of(hostile())
    database: Any = sqlite3.connect(tmp_path / name) if name == "sqlite" else duckdb.connect(str(tmp_path / name))
    with closing(database):
        for plan in plan_of():
            for column in plan.columns:
                if column.type is ColumnType.TEXT:
                    rows = database.execute(f'SELECT "{column.name}" FROM "{plan.name}"').fetchall()  # noqa: S608
                    assert Counter(row[0] for row in rows) == Counter(tables[plan.name][column.name])


# --- half characters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_half_a_character_is_refused_or_comes_back(name: str, tmp_path: Path) -> None:
    """No format stumbles: what no file can hold is refused with its place, written as an escape, or replaced."""
    data = si.Dataset.of(records_with("a0", "a\ud800b", "https://evil.example/"), release=si.Release("\udfff"))
    out = tmp_path / "out"
    try:
        write_as(data, name, out)
    except si.InvalidDataError as error:
        told = {str(problem) for problem in error.problems}
        reason = "holds half a character (one half of a surrogate pair), which no file can hold"
        assert {f"{reason} @ release.title", f"{reason} @ person/per-a0.roles[0].titles[0].text"} <= told
        assert not [file for file in tmp_path.rglob("*") if file.is_file()]
    else:
        text = out.read_bytes().decode()
        assert r"a\ud800b" in text or "a\ufffdb" in text


@pytest.mark.parametrize("make", [si.to_arrow, si.to_pandas, si.to_polars])
def test_half_a_character_is_in_no_frame(make: Callable[[si.Dataset], object]) -> None:
    """Arrow holds UTF-8, and the other frames are made of it."""
    data = si.Dataset.of(records_with("a0", "a\ud800b", "https://evil.example/"))
    with pytest.raises(si.InvalidDataError, match="holds half a character"):
        make(data)


def test_another_error_is_told_as_it_is() -> None:
    """Where all texts of the data can be written the error is of something else."""
    with pytest.raises(UnicodeEncodeError), refused_halves(small.dataset(small.source("page"))):
        "\ud800".encode()
