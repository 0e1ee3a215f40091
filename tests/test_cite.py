"""How a dataset, a record and a fact are cited: as text, for BibTeX, and as CSL-JSON."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov.bundle import load
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate
from sinouk_innov.errors import UnknownIdError
from sinouk_innov.model.facts import facts_of
from sinouk_innov.questions.evidence import cite

if TYPE_CHECKING:
    from sinouk_innov.evidence import FactRef

IDS = st.sampled_from(naive.ids(naive.raw()))
SPECIAL = r"50% & more_of #1 {in} $ ~ ^ \ done"
ESCAPED = (
    r"50\% \& more\_of \#1 \textbraceleft{}in\textbraceright{} \$ "
    r"\textasciitilde{} \textasciicircum{} \textbackslash{} done"
)


def parsed(text: str) -> list[dict[str, str]]:
    """Read BibTeX strictly: entries with a key, fields in braces that balance, nothing else."""
    entries: list[dict[str, str]] = []
    at = 0
    while at < len(text):
        head = re.compile(r"@([a-z]+)\{([A-Za-z0-9_-]+),\n").match(text, at)
        assert head is not None, text[at : at + 40]
        entry, at = {"kind": head.group(1), "key": head.group(2)}, head.end()
        while text[at] != "}":
            field = re.compile(r"  ([a-z]+) = \{").match(text, at)
            assert field is not None, text[at : at + 40]
            at, begin, depth = field.end(), field.end(), 1
            while depth:
                assert text[at] != "\n", "a field has one line"
                # BibTeX counts every brace, also behind a backslash.
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            at -= 1
            assert field.group(1) not in entry, "each field once"
            entry[field.group(1)] = text[begin:at]
            assert text[at : at + 3] == "},\n"
            at += 3
        at += 1
        assert text[at : at + 2] in {"", "\n\n"}
        at += 2
        entries.append(entry)
    return entries


@given(IDS)
def test_a_record_is_cited_with_the_sources_that_its_files_name(record_id: str) -> None:
    """In each style: the dataset first, then every source that a loop over the raw record finds, once."""
    record = naive.by_id(naive.raw())[record_id]
    expected = {record_id} if record_id.startswith("src-") else naive.sources_of(record)
    items = cite(load(), record_id, "csl-json")
    assert [items[0]["id"], *sorted(item["id"] for item in items[1:])] == ["sinouk-innov", *sorted(expected)]
    entries = parsed(cite(load(), record_id, "bibtex"))
    assert [entry["key"] for entry in entries] == [item["id"] for item in items]
    lines = cite(load(), record_id).split("\n")
    titles = [load().sources[item["id"]].title for item in items[1:]]
    assert len(lines) == len(items)
    assert all(title in line for title, line in zip(titles, lines[1:], strict=True))
    assert f"[{record_id}]" in lines[0]
    assert cite(load(), load()[record_id]) == cite(load(), record_id)


@given(st.sampled_from([fact.ref for record in load() for fact in facts_of(record)]))
def test_a_fact_is_cited_with_what_it_rests_on(ref: FactRef) -> None:
    """The address of a fact, as text or not, names its own sources and no others of its record."""
    (fact,) = [fact for fact in facts_of(load()[ref.record]) if fact.ref == ref]
    sources = list(dict.fromkeys(citation.source for citation in fact.citations))
    if ref.record.startswith("src-"):
        sources = [ref.record]
    assert [item["id"] for item in cite(load(), ref, style="csl-json")[1:]] == sources
    assert cite(load(), str(ref)) == cite(load(), ref)
    if not ref.record.startswith("src-"):
        assert f"[{ref}]" in cite(load(), ref)


def test_a_field_is_cited_with_all_its_values() -> None:
    """The address of a field without a key takes the sources of each of its values."""
    person = load().people["per-xianghui-bian"]
    expected = {citation.source for name in person.names for citation in name.citations}
    assert {item["id"] for item in cite(load(), f"{person.id}#names", "csl-json")[1:]} == expected


def test_the_dataset_is_cited_by_itself() -> None:
    """Without a record, title, version and day of the dataset."""
    release = load().release
    text = cite(load())
    assert text == f"{release.title}, version {release.data_version} ({release.as_of})."
    (entry,) = parsed(cite(load(), style="bibtex"))
    assert (entry["kind"], entry["year"], entry["howpublished"]) == (
        "misc",
        release.as_of[:4],
        f"Dataset, version {release.data_version}",
    )
    (item,) = cite(load(), style="csl-json")
    assert (item["type"], item["title"], item["version"]) == ("dataset", release.title, release.data_version)
    assert item["issued"] == {"date-parts": [[int(part) for part in release.as_of.split("-")]]}


def test_a_dataset_that_says_nothing_of_itself_is_cited_too() -> None:
    """No title, no version and no day are no errors; a day in words is taken as it is."""
    assert cite(small.dataset()) == "Dataset, no version."
    assert parsed(cite(small.dataset(), style="bibtex")) == [
        {"kind": "misc", "key": "sinouk-innov", "title": "{Dataset}", "howpublished": "Dataset"}
    ]
    assert cite(small.dataset(), style="csl-json") == [{"id": "sinouk-innov", "type": "dataset", "title": "Dataset"}]
    data = Dataset.of([], release=Release("Mine", as_of="last autumn"))
    assert "year" not in parsed(cite(data, style="bibtex"))[0]
    assert cite(data, style="csl-json")[0]["issued"] == {"literal": "last autumn"}


def test_special_characters_are_escaped_for_bibtex() -> None:
    """What TeX would obey is written so that it stands in the page; white space is one space."""
    data = small.dataset(small.source("page", title=f"{SPECIAL}\nmore", publisher=SPECIAL))
    _, entry = parsed(cite(data, "src-page", "bibtex"))
    # A second pair of braces: no name of a body is turned about, and no title loses its capitals.
    assert entry["title"] == f"{{{ESCAPED} more}}"
    assert entry["author"] == f"{{{ESCAPED}}}"


def test_an_address_stays_one_for_bibtex() -> None:
    """An address is not escaped, and braces in it are written as an address has them."""
    data = small.dataset(small.source("page", url="https://example.org/a_b%20c?q={x}\\y&z#top"))
    _, entry = parsed(cite(data, "src-page", "bibtex"))
    assert entry["url"] == "https://example.org/a_b%20c?q=%7Bx%7D%5Cy&z#top"


@given(st.text(max_size=40), st.text(max_size=40))
def test_bibtex_can_always_be_read(title: str, publisher: str) -> None:
    """Whatever a source is called, its entry has braces that balance and each field in one line."""
    data = small.dataset(
        small.source("page", title=f"T{title}T", publisher=f"P{publisher}P", url="https://example.org/{{")
    )
    assert [entry["key"] for entry in parsed(cite(data, "src-page", "bibtex"))] == ["sinouk-innov", "src-page"]


DATES: dict[str, tuple[dict[str, Any], str | None]] = {
    "2019-05-23": ({"date-parts": [[2019, 5, 23]]}, "2019"),
    "2019-05": ({"date-parts": [[2019, 5]]}, "2019"),
    "2019": ({"date-parts": [[2019]]}, "2019"),
    "2019~": ({"date-parts": [[2019]], "circa": True}, None),
    "2019-05~": ({"date-parts": [[2019, 5]], "circa": True}, "2019"),
    "[..2019-05]": ({"literal": "2019-05 or earlier"}, None),
    "[2019-05..]": ({"literal": "2019-05 or later"}, None),
    "[2018-10..2018-11]": ({"literal": "between 2018-10 and 2018-11"}, "2018"),
}


@pytest.mark.parametrize("day", list(DATES))
def test_dates_say_no_more_than_is_known(day: str) -> None:
    """A year is printed where it is sure; a date with parts where it has such; else its text."""
    item, year = DATES[day]
    data = small.dataset(small.source("page", day, accessed=PartialDate(day)))
    made = cite(data, "src-page", "csl-json")[1]
    assert (made["issued"], made["accessed"]) == (item, item)
    entry = parsed(cite(data, "src-page", "bibtex"))[1]
    printed = item.get("literal", day)
    assert (entry.get("year"), entry["note"].replace(r"\textasciitilde{}", "~")) == (year, f"Published {printed}")


def test_what_a_source_does_not_have_is_left_out() -> None:
    """No date, no address: nothing stands in their place."""
    data = small.dataset(small.source("page"))
    assert cite(data, "src-page").split("\n")[1] == "  Source: Publisher of page (undated): Title of page."
    assert set(cite(data, "src-page", "csl-json")[1]) == {"id", "type", "title", "author", "language"}
    assert set(parsed(cite(data, "src-page", "bibtex"))[1]) == {"kind", "key", "title", "author", "language"}


def test_csl_json_is_valid() -> None:
    """Every record of the bundled data gives items that the schema of CSL accepts."""
    folder = os.environ.get("SINOUK_CONFORMANCE")
    if not folder:
        pytest.skip("SINOUK_CONFORMANCE names no folder with the schema of CSL-JSON")
    schema = json.loads((Path(folder) / "csl" / "csl-data.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for record_id in [None, *naive.ids(naive.raw())]:
        assert not list(validator.iter_errors(cite(load(), record_id, "csl-json"))), record_id
    for day in DATES:
        data = small.dataset(small.source("page", day, accessed=PartialDate(day)))
        assert not list(validator.iter_errors(cite(data, "src-page", "csl-json"))), day
    assert list(validator.iter_errors([{"id": "x", "type": "no such type"}]))


@pytest.mark.parametrize(
    ("subject", "style", "error", "said"),
    [
        ("per-nobody", "text", UnknownIdError, "per-nobody"),
        ("per-peng-lv#names[Nobody@en]", "text", ValueError, "there is no fact per-peng-lv#names"),
        ("per-peng-lv#seat", "text", ValueError, "there is no fact per-peng-lv#seat"),
        ("per-peng-lv#", "text", ValueError, "no reference to a fact"),
        (None, "ris", ValueError, "no style 'ris'; it is one of text, bibtex, csl-json"),
    ],
)
def test_what_cannot_be_cited_is_refused(subject: str | None, style: Any, error: type[Exception], said: str) -> None:
    """An unknown record, fact or style is an error that names it."""
    with pytest.raises(error, match=re.escape(said)):
        cite(load(), subject, style)
