"""The sources as reference managers take them, held against the data and against readers of both formats."""

from __future__ import annotations

import copy
import json
import os
import re
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import jsonschema
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from hypothesis import given, settings

import small
from sinouk_innov.bundle import load
from sinouk_innov.codec import decode
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate
from sinouk_innov.export.references import to_bibtex, to_csl_json, write_bibtex, write_csl_json
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.kinds import kind_of_id
from sinouk_innov.model.record import Absence
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import AbsenceReason, SourceKind
from sinouk_innov.questions.evidence import cite
from sinouk_innov.questions.references import source_entry, source_item
from strategies import datasets

if TYPE_CHECKING:
    from sinouk_innov.codec import Plain
    from sinouk_innov.evidence import FactRef
    from sinouk_innov.export.ledger import Exported

NAMED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\%": "%",
    r"\&": "&",
    r"\#": "#",
    r"\$": "$",
    r"\_": "_",
}
IN_WORDS = {"[2019-05..]": "2019-05 or later", "[..2019-05]": "2019-05 or earlier"}


@cache
def items() -> Exported[list[dict[str, Any]]]:
    """Return the sources of the bundled data as CSL-JSON."""
    return to_csl_json(load())


@cache
def entries() -> Exported[str]:
    """Return the sources of the bundled data as BibTeX."""
    return to_bibtex(load())


def unescaped(field: str) -> str:
    """Return the text of a BibTeX field."""
    bare = field[1:-1] if field.startswith("{") and field.endswith("}") else field
    return re.sub("|".join(map(re.escape, NAMED)), lambda found: NAMED[found.group()], bare)


def read_back(item: Plain) -> Source:
    """Return the source of an item, from nothing but the item."""
    plain = {"id": item["id"], "title": item["title"], "language": item["language"]}
    plain["publisher"] = item["author"][0]["literal"]
    if "URL" in item:
        plain["url"] = item["URL"]
    plain |= item["custom"]
    kind = kind_of_id(item["id"])
    assert kind is not None
    found = decode(kind, plain)
    assert isinstance(found, Source)
    return found


def assert_items_true_to(data: Dataset, made: Exported[list[dict[str, Any]]]) -> None:
    """Hold the items against the data: each gives its source back."""
    facts = [fact.ref for record in data for fact in facts_of(record)]
    assert sorted([*made.ledger.kept, *made.ledger.lost]) == sorted(facts)
    assert made.value[0]["id"] == "sinouk-innov"
    assert [read_back(item) for item in made.value[1:]] == list(data.sources)
    assert {ref.record for ref in made.ledger.lost}.isdisjoint(source.id for source in data.sources)


def printed(ref: FactRef, data: Dataset) -> str:
    """Return how the value of a source stands in BibTeX."""
    value = getattr(data[ref.record], ref.field or "")
    if isinstance(value, PartialDate):
        days = value.edtf.strip("[]").split("..")
        if not value.edtf.startswith("["):
            return value.edtf
        first, last = days
        return (
            f"between {first} and {last}" if first and last else f"{first} or later" if first else f"{last} or earlier"
        )
    return " ".join(str(value).split()).replace("_", " " if "kind" in (ref.field or "") else "_")


FIELDS = {
    "published": "note",
    "accessed": "urldate",
    "kind": "keywords",
    "publisher_kind": "keywords",
    "publisher": "author",
}


def assert_entries_true_to(data: Dataset, made: Exported[str]) -> None:
    """Hold the entries against the data, as a strict reader of BibTeX has them."""
    facts = [fact.ref for record in data for fact in facts_of(record)]
    assert sorted([*made.ledger.kept, *made.ledger.lost]) == sorted(facts)
    read = parse_string(made.value)
    assert not read.failed_blocks
    assert [entry.key for entry in read.entries] == ["sinouk-innov", *(source.id for source in data.sources)]
    told = {entry.key: {field.key: unescaped(field.value) for field in entry.fields} for entry in read.entries}
    changed = {loss.fact for loss in made.ledger.losses if loss.part == "characters"}
    for ref in made.ledger.kept:
        if ref not in changed:
            field = told[ref.record][FIELDS.get(ref.field or "", ref.field or "")]
            assert printed(ref, data) in field, ref


def test_the_bundled_sources_are_true_to_the_data() -> None:
    """Each item gives its source back; each fact that BibTeX is said to hold stands in its field."""
    assert_items_true_to(load(), items())
    assert items().ledger.approximated == frozenset()
    assert_entries_true_to(load(), entries())
    assert to_bibtex(load()).value == entries().value


@settings(max_examples=25)
@given(datasets())
def test_kept_and_lost_are_all_facts(data: Dataset) -> None:
    """Whatever the data."""
    assert_items_true_to(data, to_csl_json(data))
    assert_entries_true_to(data, to_bibtex(data))


def test_a_source_stands_there_as_it_is_cited() -> None:
    """Both formats have one home: what `cite` gives for a source stands in the list, and the list only adds to it."""
    listed = {item["id"]: item for item in items().value}
    for source in load().sources:
        item = cite(load(), source, style="csl-json")[1]
        assert item == source_item(source)
        assert item == {name: value for name, value in listed[source.id].items() if name != "custom"}
        cited = cite(load(), source, "bibtex").split("\n\n")[1]
        assert cited == source_entry(source)
        assert cited.removesuffix("\n}") in entries().value


def test_types_say_what_a_source_is() -> None:
    """A dataset, software and an entry of an encyclopedia are no web pages."""
    for kind, expected in ((SourceKind.DATASET, "dataset"), (SourceKind.NEWS, "webpage")):
        assert source_item(small.source("one", kind=kind))["type"] == expected
    assert source_item(small.source("one", kind=SourceKind.SOFTWARE_PACKAGE))["type"] == "software"
    assert source_item(small.source("one", kind=SourceKind.ENCYCLOPEDIA))["type"] == "entry-encyclopedia"


def test_what_is_lost_says_why() -> None:
    """No field, a day that is none, an address that is none, characters that TeX does not keep."""
    made = small.source(
        "page", url="http://:80/", archived="https://a\x00b.example", title="A\x01 title", licence="CC0"
    )
    published = PartialDate("[2019-05..]", wording="since May")
    absent = (Absence(field="extent", reason=next(iter(AbsenceReason)), note="why"),)
    made = attrs.evolve(made, published=published, accessed=PartialDate("2019"), absent=absent)
    data = small.dataset(made, small.person("one"))
    bibtex = to_bibtex(data)
    why = {(str(loss.fact), loss.part): loss.reason for loss in bibtex.ledger.losses}
    assert why["src-page#url", None].startswith("no web address with a host")
    assert why["src-page#archived", None] == why["src-page#url", None]
    assert why["src-page#licence", None] == "BibTeX has no field for it"
    assert why["src-page#accessed", None] == "the field takes whole days"
    assert why["src-page#published", "wording"] == "BibTeX has no place for how a source prints its date"
    assert why["src-page#title", "characters"].startswith("line breaks, runs of white space and control characters")
    assert why["src-page#title", "absent"] == "BibTeX has no field for it"
    assert why["per-one#names[one@en]", None] == "a list of references holds sources, and not what they say"
    assert "note = {Published 2019-05 or later}" in bibtex.value
    csl = to_csl_json(data)
    assert {str(loss.fact) for loss in csl.ledger.losses if loss.fact.record == "src-page"} == {
        "src-page#url",
        "src-page#archived",
    }
    assert "URL" not in csl.value[1]
    assert csl.value[1]["issued"] == {"literal": "2019-05 or later"}


def test_the_dataset_comes_first() -> None:
    """With title, version, day and licence; a dataset that says nothing of itself has a title all the same."""
    release = load().release
    assert items().value[0]["custom"] == {"licence": release.licence}
    assert items().value[0]["version"] == release.data_version
    assert f"note = {{Licence: {release.licence}}}" in entries().value.split("\n\n")[0]
    assert to_csl_json(small.dataset()).value == [{"id": "sinouk-innov", "type": "dataset", "title": "Dataset"}]
    odd = Dataset.of([], release=Release(as_of="[..]"))
    assert to_csl_json(odd).value[0]["issued"] == {"literal": "[..]"}
    assert to_bibtex(small.dataset()).value.endswith("}\n")


def test_files_are_written(tmp_path: Path) -> None:
    """They hold what the functions give; JSON has no markup in it."""
    told: list[tuple[int, int]] = []
    assert write_csl_json(load(), tmp_path / "a.json", progress=lambda *at: told.append(at)) == items().ledger
    assert write_bibtex(load(), tmp_path / "a.bib", progress=lambda *at: told.append(at)) == entries().ledger
    assert told[-1] == (len(load()), len(load()))
    assert json.loads((tmp_path / "a.json").read_bytes()) == items().value
    assert (tmp_path / "a.bib").read_bytes().decode() == entries().value
    data = small.dataset(small.source("page", title="</script>\ud800", url="https://example.org/\udc00{"))
    write_csl_json(data, tmp_path / "b.json")
    assert b"<" not in (tmp_path / "b.json").read_bytes()
    write_bibtex(data, tmp_path / "b.bib")
    assert "url" not in (tmp_path / "b.bib").read_text(encoding="utf-8")


def rendered(made: list[dict[str, Any]]) -> list[str]:
    """Return a bibliography in the style of Harvard, as a user prints it."""
    with warnings.catch_warnings():
        # It warns of each variable that it does not know.
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(copy.deepcopy(made)), formatter.plain)
        for item in made:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(line) for line in bibliography.bibliography()]


def test_a_style_prints_them() -> None:
    """Publisher, year or none, title, address and the day on which it was read."""
    lines = {item["id"]: line for item, line in zip(items().value, rendered(items().value), strict=True)}
    assert lines["src-bbc-2010-cambridge-science-park"] == (
        "BBC (2010) Cambridge Science Park celebrates its 40th birthday. Available at: http://news.bbc.co.uk/local/"
        "cambridgeshire/hi/people_and_places/newsid_9226000/9226778.stm (Accessed: November 23, 2026)."
    )
    for source in load().sources:
        assert source.publisher in lines[source.id]
        assert source.title.rstrip(".") in lines[source.id]
        assert source.url is None or source.url in lines[source.id]
        assert (source.published is not None) or "no date" in lines[source.id]
    made = to_csl_json(small.dataset(*(small.source(f"p{at}", day) for at, day in enumerate(IN_WORDS)))).value
    for line, words in zip(rendered(made)[1:], IN_WORDS.values(), strict=True):
        assert f"({words})" in line


def damaged_items() -> dict[str, list[Plain]]:
    """Return the items with one thing wrong in each."""
    wrong = {what: copy.deepcopy(items().value[:3]) for what in ("type", "field", "date", "author", "id")}
    wrong["type"][1]["type"] = "news"
    wrong["field"][1]["lineage"] = "src-a"
    wrong["date"][1]["issued"] = "2019-05-23"
    wrong["author"][1]["author"] = [items().value[1]["author"][0]["literal"]]
    del wrong["id"][2]["id"]
    return wrong


def test_the_schema_of_csl_takes_the_items() -> None:
    """All of them; and refuses each damaged list."""
    folder = os.environ.get("SINOUK_CONFORMANCE")
    if not folder:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schema of CSL-JSON")
    schema = json.loads((Path(folder) / "csl" / "csl-data.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert not list(validator.iter_errors(items().value))
    for what, wrong in damaged_items().items():
        assert list(validator.iter_errors(wrong)), what


def test_bibtexparser_reads_the_entries() -> None:
    """Every one, with TeX's own escapes undone by its own decoder; and it refuses what is damaged."""
    read = parse_string(entries().value, append_middleware=[LatexDecodingMiddleware()])
    assert not read.failed_blocks
    titles = {entry.key: entry.fields_dict["title"].value for entry in read.entries}
    for source in load().sources:
        assert titles[source.id].strip("{}").replace("’", "'") == source.title.replace("’", "'")
    text = "\n\n".join(entries().value.split("\n\n")[:3])
    for wrong in (
        text.replace("  title = {{", "  title = {{{"),
        text.replace("}},\n", "},\n", 2),
        text.replace("@misc{src-bandao-2024-rehabilitation-university,", "@misc{sinouk-innov,"),
        text.replace("  year = {2026},", "  title = {Other},"),
        text.rstrip("\n}"),
    ):
        assert wrong != text
        assert parse_string(wrong).failed_blocks
    assert not parse_string(text).failed_blocks
