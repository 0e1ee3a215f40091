"""What do the checkers and readers of the other side say of the bundled data in each format?

    python tests/format_checks.py docs/reference/formats.md

writes it into the table there, from this very run. It needs SINOUK_CONFORMANCE and SINOUK_NODE_MODULES.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import igraph
import jsonschema
import mlcroissant  # type: ignore[import-untyped]
import networkx as nx
import pandas as pd
import polars as pl
import pyarrow as pa
import xmlschema
from attrs import frozen
from bibtexparser.entrypoint import parse_string
from geojson_pydantic import FeatureCollection
from popolo_data.importer import Popolo
from rdflib import Graph

import sinouk_innov as si
import test_calendar_file
import test_ftm
import test_geojson
import test_graphs
import test_json_ld
import test_popolo
import test_references
import test_schema_org
import test_shacl
from sinouk_innov.export.formats import FORMATS, Format
from sinouk_innov.export.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = si.load()
MOST_REASONS = 3
Told = tuple[str, str, str]
"""A checker, its version, and what it said."""


@frozen
class Row:
    """One format with what was found of it in this run."""

    name: str
    told: tuple[Told, ...]
    ledger: Ledger

    @property
    def found(self) -> str:
        """What its checkers said, and how many facts it carries, as a row of the first table."""
        said = "<br>".join(f"{checker} {number}".strip() + f": {result}" for checker, number, result in self.told)
        counts = len(self.ledger.kept), len(self.ledger.approximated - self.ledger.lost), len(self.ledger.lost)
        return f"| {' | '.join((self.name, said, *(f'{count:,}' for count in counts)))} |"

    @property
    def reasons(self) -> str:
        """Why it loses or approximates facts, as a row of the second table; '' where it does neither."""
        reasons = self.ledger.reasons()[:MOST_REASONS]
        return (
            f"| {self.name} | {'<br>'.join(f'{reason} ({count:,})' for reason, count in reasons)} |" if reasons else ""
        )


def row_of(each: Format) -> Row:
    """Write the bundled data in a format, and have it checked."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "data"
        ledger = each.write(DATA, place)
        return Row(each.name, tuple(CHECKS[each.name](place)), ledger)


def errors(found: list[Any], unit: str, count: int) -> str:
    """Return how many errors there are in how much."""
    return f"{len(found)} errors in {count:,} {unit}"


# --- tables ---------------------------------------------------------------------------------------------------------


def parquet(place: Path) -> Iterator[Told]:
    """Read each file with readers that share no code with the writer."""
    files = sorted(place.glob("*.parquet"))
    with closing(duckdb.connect()) as database:
        rows = sum(
            database.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchall()[0][0] for file in files
        )
    yield "DuckDB", version("duckdb"), f"{rows:,} rows of {len(files)} tables read"
    yield "polars", version("polars"), f"{sum(pl.read_parquet(file).height for file in files):,} rows read"
    yield "`read_parquet`", "", "equal" if si.read_parquet(place) == DATA else "not equal"


def csv(place: Path) -> Iterator[Told]:
    """Validate the package: types, patterns, keys and foreign keys."""
    report = frictionless.validate(str(place / "datapackage.json"))
    found = report.flatten(["message"])
    yield "frictionless", version("frictionless"), errors(found, "files", len(report.tasks))


def croissant(place: Path) -> Iterator[Told]:
    """Load every record set."""
    dataset = mlcroissant.Dataset(jsonld=str(place / "croissant.json"))
    issues = dataset.metadata.issues
    rows = sum(1 for each in dataset.metadata.record_sets for _ in dataset.records(each.id))
    told = f"{len(issues.errors)} errors, {len(issues.warnings)} warnings, {rows:,} rows loaded"
    yield "mlcroissant", version("mlcroissant"), told


def sqlite(place: Path) -> Iterator[Told]:
    """Follow every foreign key."""
    with closing(sqlite3.connect(place)) as database:
        dangling = database.execute("PRAGMA foreign_key_check").fetchall()
        [[sound]] = database.execute("PRAGMA integrity_check").fetchall()
    yield "SQLite", sqlite3.sqlite_version, f"{len(dangling)} keys lead nowhere; integrity {sound}"


def duckdb_file(place: Path) -> Iterator[Told]:
    """Count the keys that the database enforces."""
    with closing(duckdb.connect(str(place), read_only=True)) as database:
        kinds = "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = ?"
        [[foreign]] = database.execute(kinds, ["FOREIGN KEY"]).fetchall()
        [[primary]] = database.execute(kinds, ["PRIMARY KEY"]).fetchall()
    yield "DuckDB", version("duckdb"), f"{primary} keys and {foreign} foreign keys enforced"


# --- graphs ---------------------------------------------------------------------------------------------------------


def graphml(place: Path) -> Iterator[Told]:
    """Read with three readers."""
    one: Any = nx.read_graphml(place)
    yield "networkx", version("networkx"), f"{one.number_of_nodes():,} nodes, {one.number_of_edges():,} edges"
    other = igraph.Graph.Read_GraphML(str(place))
    yield "igraph", version("igraph"), f"{other.vcount():,} nodes, {other.ecount():,} edges"
    yield graphology(place, "graphology-graphml")


def gexf(place: Path) -> Iterator[Told]:
    """Hold it against the schema, and read it with two readers."""
    schema = xmlschema.XMLSchema(str(test_shacl.conformance("gexf/gexf.xsd")))
    found = list(schema.iter_errors(str(place)))
    yield "the schema of GEXF 1.3, with xmlschema", version("xmlschema"), f"{len(found)} errors"
    graph: Any = nx.read_gexf(place)
    yield "networkx", version("networkx"), f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges"
    yield graphology(place, "graphology-gexf")


def graphology(place: Path, library: str) -> Told:
    """Read with a library of JavaScript."""
    found = test_graphs.in_node(place.parent, place.name, library)
    return library, npm_version(library), f"{found['nodes']:,} nodes, {found['edges']:,} edges"


# --- linked data ----------------------------------------------------------------------------------------------------


def linked(place: Path, form: str) -> Iterator[Told]:
    """Read the graph, and hold it against shapes and terms."""
    graph = Graph().parse(place, format=form)
    yield "rdflib", version("rdflib"), f"{len(graph):,} triples read"
    if form != "turtle":
        return
    ours, report = test_shacl.validated(graph, test_shacl.shape_graph())
    yield "our shapes, with pySHACL", version("pyshacl"), "conforms" if ours else report
    theirs, report = test_shacl.validated(test_shacl.around_public_bodies(graph), test_shacl.profile())
    yield "CPOV 2.1.2, with pySHACL", version("pyshacl"), "conforms" if theirs else report
    wrong = test_shacl.terms().wrong(graph)
    yield "terms of ORG, PROV and schema.org", "", f"{len(wrong)} unknown or misused"


def turtle(place: Path) -> Iterator[Told]:
    """See `linked`."""
    return linked(place, "turtle")


def ntriples(place: Path) -> Iterator[Told]:
    """See `linked`."""
    return linked(place, "nt")


def jsonld(place: Path) -> Iterator[Told]:
    """Read with two readers."""
    yield from linked(place, "json-ld")
    graph = test_json_ld.read_by_pyld(json.loads(place.read_text(encoding="utf-8")))
    yield "PyLD", version("pyld"), f"{len(graph):,} triples read"


def schema_org(place: Path) -> Iterator[Told]:
    """Look each term up, and compile pages of each type."""
    pages = json.loads(place.read_text(encoding="utf-8"))["@graph"]
    wrong = {told for page in pages for told in test_schema_org.wrong_terms(page)}
    yield "terms of schema.org", "30.0", f"{len(wrong)} unknown or misused in {len(pages):,} pages"
    chosen = test_schema_org.some_of_each_type(pages)
    done = test_schema_org.compiled(place.parent, chosen)
    told = f"{len(chosen)} pages compile" if done.returncode == 0 else done.stdout
    yield "schema-dts under `tsc --strict`", npm_version("schema-dts"), told


# --- people, maps, references, calendars ----------------------------------------------------------------------------


def ftm(place: Path) -> Iterator[Told]:
    """Hold each value against the model."""
    entities = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    yield "followthemoney", version("followthemoney"), errors(test_ftm.wrong(entities), "entities", len(entities))


def ftm_statements(place: Path) -> Iterator[Told]:
    """Make each statement again."""
    statements = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    changed = [one for one in statements if test_ftm.made_again(one) != one]
    yield (
        "followthemoney",
        version("followthemoney"),
        f"{len(changed)} of {len(statements):,} statements change when read",
    )


def popolo(place: Path) -> Iterator[Told]:
    """Hold it against the schemas, and read it."""
    document = json.loads(place.read_text(encoding="utf-8"))
    things = sum(len(document[table]) for table in test_popolo.SCHEMAS)
    found = test_popolo.wrong(document)
    yield "the schemas of Popolo, with jsonschema", version("jsonschema"), errors(found, "objects", things)
    people = Popolo(document).persons
    yield "everypolitician-popolo", version("everypolitician-popolo"), f"{len(people):,} people read"


def geojson(place: Path) -> Iterator[Told]:
    """Hold it against two models of the format."""
    text = place.read_text(encoding="utf-8")
    read = FeatureCollection[Any].model_validate_json(text)  # type: ignore[type-var,unused-ignore]
    yield "geojson-pydantic", version("geojson-pydantic"), f"{len(read.features):,} features read"
    [found] = test_geojson.checked([text])
    yield "check-geojson", npm_version("@placemarkio/check-geojson"), f"{len(found)} errors"


def csl_json(place: Path) -> Iterator[Told]:
    """Hold it against the schema, and print it in a style."""
    items = json.loads(place.read_text(encoding="utf-8"))
    schema = json.loads(test_shacl.conformance("csl/csl-data.json").read_text(encoding="utf-8"))
    found = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(items))
    yield "the schema of CSL, with jsonschema", version("jsonschema"), errors(found, "items", len(items))
    yield "citeproc-py", version("citeproc-py"), f"{len(test_references.rendered(items)):,} references printed"


def bibtex(place: Path) -> Iterator[Told]:
    """Read every entry."""
    read = parse_string(place.read_text(encoding="utf-8"))
    yield "bibtexparser", version("bibtexparser"), errors(read.failed_blocks, "entries", len(read.entries))


def icalendar(place: Path) -> Iterator[Told]:
    """Read every event, strictly."""
    read = test_calendar_file.read(place.read_bytes().decode())
    yield "icalendar", version("icalendar"), f"{len(read)} events read"


CHECKS: dict[str, Callable[[Path], Iterator[Told]]] = {
    "parquet": parquet,
    "csv": csv,
    "croissant": croissant,
    "sqlite": sqlite,
    "duckdb": duckdb_file,
    "graphml": graphml,
    "gexf": gexf,
    "turtle": turtle,
    "ntriples": ntriples,
    "jsonld": jsonld,
    "schema-org": schema_org,
    "ftm": ftm,
    "ftm-statements": ftm_statements,
    "popolo": popolo,
    "geojson": geojson,
    "csl-json": csl_json,
    "bibtex": bibtex,
    "icalendar": icalendar,
}


# --- in memory ------------------------------------------------------------------------------------------------------


def arrow_row() -> Row:
    """Validate every table in full."""
    made = si.to_arrow(DATA)
    for table in made.value.values():
        table.validate(full=True)
    told = f"{sum(table.num_rows for table in made.value.values()):,} rows of {len(made.value)} tables valid"
    return Row("`to_arrow`", (("pyarrow", version("pyarrow"), told),), made.ledger)


def pandas_row() -> Row:
    """Compare with what Arrow makes of the same frames."""
    made, tables = si.to_pandas(DATA), si.to_arrow(DATA).value
    same = sum(pa.Table.from_pandas(frame).num_rows == tables[name].num_rows for name, frame in made.value.items())
    plain = sum(type(frame) is pd.DataFrame for frame in made.value.values())
    told = f"{plain} plain frames; {same} with the rows of Arrow"
    return Row("`to_pandas`", (("pandas", version("pandas"), told),), made.ledger)


def polars_row() -> Row:
    """Compare with Arrow cell by cell."""
    made, tables = si.to_polars(DATA), si.to_arrow(DATA).value
    same = sum(frame.to_arrow().to_pylist() == tables[name].to_pylist() for name, frame in made.value.items())
    told = f"{same} of {len(made.value)} frames with the cells of Arrow"
    return Row("`to_polars`", (("polars", version("polars"), told),), made.ledger)


def networkx_row() -> Row:
    """Make the records again."""
    made = si.to_networkx(DATA)
    told = "the same dataset made again" if test_graphs.rebuilt(made.value) == DATA else "not the same"
    return Row("`to_networkx`", (("networkx", version("networkx"), told),), made.ledger)


ROWS: dict[str, Callable[[], Row]] = {
    "arrow": arrow_row,
    "pandas": pandas_row,
    "polars": polars_row,
    "networkx": networkx_row,
} | {each.name: (lambda each=each: row_of(each)) for each in FORMATS}


def npm_version(library: str) -> str:
    """Return which version of a library of npm is installed."""
    told = Path(os.environ["SINOUK_NODE_MODULES"], library, "package.json").read_text(encoding="utf-8")
    return str(json.loads(told)["version"])


BEGIN = "<!-- formats, from the tests -->"
END = "<!-- end of formats -->"
FOUND = """| format | what its checkers say | kept | of these approximated | lost |
|---|---|---:|---:|---:|"""
REASONS = """| format | main reasons |
|---|---|"""


def rewritten(text: str) -> str:
    """Return the text of the page with the table of this run."""
    head, begin, rest = text.partition(BEGIN)
    _, end, foot = rest.partition(END)
    rows = [make() for make in ROWS.values()]
    found = "\n".join([FOUND, *(row.found for row in rows)])
    reasons = "\n".join([REASONS, *(row.reasons for row in rows if row.reasons)])
    return f"{head}{begin}\n{found}\n\nWhy the others lose or approximate facts:\n\n{reasons}\n{end}{foot}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
