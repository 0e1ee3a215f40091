"""Which formats can a dataset be written in, by name?

The module of a format is imported when it is asked for, since some need a library that may be missing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from sinouk_innov.table import close_to

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["DESCRIPTIONS", "FORMATS", "Description", "Format", "format_named", "shape_named", "write_as"]


T = TypeVar("T", bound="Format | Description")


@frozen
class Format:
    """A format that a dataset can be written in.

    Attributes:
        name: Its name.
        meaning: What is written, in a line.
        module: The module of this package that writes it.
        function: The function there.
        extra: The extra that it needs, if any.
        folder: Whether it is a folder with several files.
    """

    name: str
    meaning: str
    module: str
    function: str
    extra: str | None = None
    folder: bool = False

    def write(self, data: Dataset, path: str | os.PathLike[str], progress: Progress | None = None) -> Ledger:
        """Write a dataset, and return what the format lost.

        Raises:
            MissingExtraError: It needs a library that is not installed.
            OSError: It cannot be written there; what was there is as it was.
        """
        module = import_module(f"sinouk_innov.export.{self.module}")
        function: Any = getattr(module, self.function)
        ledger: Ledger = function(data, path, progress=progress)
        return ledger


@frozen
class Description:
    """What can be written about a format, the same for all data.

    Attributes:
        name: Its name.
        meaning: What is written, in a line.
        module: The module of this package that writes it.
        function: The function there.
        extra: The extra that it needs, if any.
    """

    name: str
    meaning: str
    module: str
    function: str
    extra: str | None = None

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write it.

        Raises:
            MissingExtraError: It needs a library that is not installed.
            OSError: It cannot be written there; what was there is as it was.
        """
        module = import_module(f"sinouk_innov.export.{self.module}")
        function: Any = getattr(module, self.function)
        function(path)


FORMATS = (
    Format("parquet", "a star of Parquet files", "parquet", "to_parquet", "frames", folder=True),
    Format("csv", "a data package of CSV files", "csv_package", "to_csv", folder=True),
    Format("croissant", "CSV files, described for machine learning", "croissant", "to_croissant", folder=True),
    Format("sqlite", "an SQLite database", "sqlite_file", "to_sqlite"),
    Format("duckdb", "a DuckDB database", "duckdb_file", "to_duckdb", "sql"),
    Format("graphml", "a graph for yEd, Cytoscape, igraph and networkx", "graphml", "to_graphml"),
    Format("gexf", "a graph with time, for Gephi", "gexf", "to_gexf"),
    Format("turtle", "linked data, as Turtle", "rdf", "to_turtle", "rdf"),
    Format("ntriples", "linked data, as N-Triples", "rdf", "to_ntriples", "rdf"),
    Format("jsonld", "linked data, as JSON-LD with its context", "json_ld", "to_jsonld", "rdf"),
    Format("schema-org", "schema.org for web pages, as JSON-LD", "schema_org", "write_schema_org"),
    Format("ftm", "FollowTheMoney entities", "ftm", "write_ftm", "ftm"),
    Format("ftm-statements", "FollowTheMoney statements", "ftm", "write_ftm_statements", "ftm"),
    Format("popolo", "Popolo JSON", "popolo", "write_popolo"),
    Format("geojson", "a map, as GeoJSON", "geojson", "write_geojson"),
    Format("csl-json", "the sources, for reference managers", "references", "write_csl_json"),
    Format("bibtex", "the sources, for BibTeX", "references", "write_bibtex"),
    Format("icalendar", "the events whose days are known, as a calendar", "calendar_file", "write_ical"),
)
"""All formats, by kin."""
DESCRIPTIONS = (
    Description("shacl", "the shapes of the linked data, to check them with SHACL", "shacl", "to_shacl", "rdf"),
    Description("vocabulary", "what the terms of the linked data mean, as Turtle", "rdf", "to_vocabulary", "rdf"),
)
"""What can be written about formats."""


def format_named(name: str) -> Format:
    """Return the format with a name.

    Raises:
        ValueError: There is no such format; the message names the closest, or all.

    Examples:
        >>> format_named("gexf").meaning
        'a graph with time, for Gephi'
    """
    return _named(name, FORMATS)


def shape_named(name: str) -> Format | Description:
    """Return the format with a name, or what can be written about one.

    Raises:
        ValueError: There is none; the message names the closest, or all.

    Examples:
        >>> shape_named("shacl").meaning
        'the shapes of the linked data, to check them with SHACL'
    """
    every: tuple[Format | Description, ...] = (*FORMATS, *DESCRIPTIONS)
    return _named(name, every)


def _named(name: str, shapes: tuple[T, ...]) -> T:
    known = {each.name: each for each in shapes}
    if name not in known:
        close = close_to(name, known)
        told = f"did you mean {' or '.join(map(repr, close))}?" if close else f"it is one of {', '.join(known)}"
        raise ValueError(f"there is no format {name!r}; {told}")
    return known[name]


def write_as(data: Dataset, name: str, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write a dataset in the format with a name, and return what the format lost.

    Args:
        data: The dataset.
        name: The name of the format, such as `gexf`.
        path: The file, or the folder where the format has several files.
        progress: Called while it is made, with how many records are done and how many there are.

    Raises:
        ValueError: There is no such format.
        MissingExtraError: It needs a library that is not installed.
        OSError: It cannot be written there; what was there is as it was.
    """
    return format_named(name).write(data, path, progress)
