"""Do the reference pages and the data card say what is so?"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import subprocess
import sys
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import attrs
import pytest

import sinouk_innov
from sinouk_innov import errors
from sinouk_innov.evidence import Citation, fingerprint, passage_words
from sinouk_innov.export import fields, reference
from sinouk_innov.export.json_schema import FILES
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.terms import Term

DOCS = Path(__file__).parent.parent / "docs" / "reference"
DATA = Path(str(sinouk_innov.__file__)).parent / "data"
COMMAND = "python -m sinouk_innov.export.reference docs/reference"
PAGES = {
    "vocabularies.md": reference.to_vocabularies_markdown,
    "data-dictionary.md": reference.to_data_dictionary_markdown,
}
PUBLIC = [getattr(sinouk_innov, name) for name in sinouk_innov.__all__]
PUBLIC_CLASSES = [found for found in PUBLIC if isinstance(found, type)]


def page(name: str) -> str:
    """Give the text of a reference page."""
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Give what stands under a heading of the second level."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading {heading}"
    return found[1]


# --- the pages that are made from the model -------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str) -> None:
    """Each page that is made from the model is the one that is made today."""
    assert page(name) == PAGES[name](), f"make it again: {COMMAND}"


def test_pages_are_written_alike_by_function_and_command(tmp_path: Path) -> None:
    """The function, and the module run as a command, write the same pages into the folder that they are given."""
    ours, theirs = tmp_path / "function", tmp_path / "command"
    ours.mkdir()
    theirs.mkdir()
    reference.write_pages(ours)
    subprocess.run([sys.executable, "-m", "sinouk_innov.export.reference", str(theirs)], check=True)
    for folder in (ours, theirs):
        written = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
        assert written == {name: make() for name, make in PAGES.items()}


@pytest.mark.parametrize(
    "vocabulary",
    [found for found in PUBLIC_CLASSES if issubclass(found, Term)],
    ids=lambda vocabulary: vocabulary.__name__,
)
def test_each_vocabulary_has_its_terms_on_the_page(vocabulary: type[Term]) -> None:
    """Every public vocabulary has a section, and in it one line for each term, with what the term means."""
    told = section(page("vocabularies.md"), vocabulary.__name__)
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", told, re.MULTILINE)
    assert rows == [(term.value, term.description) for term in vocabulary]


def test_trees_inverses_and_factors_are_told() -> None:
    """A sector tells its broader one, a relation its inverse, a unit its dimension and exact factor."""
    text = page("vocabularies.md")
    assert "| `biomedicine` | biomedicine and pharmaceuticals | `life_sciences` |" in section(text, "Sector")
    assert "| `built_by` |" in section(text, "RelationKind")
    assert "| `area` | 2000/3 | `mu` |" in section(text, "Unit")
    assert "| `area` | 4046.8564224 | `acres` |" in section(text, "Unit")


@pytest.mark.parametrize(
    "described",
    [found for found in PUBLIC_CLASSES if issubclass(found, Record | Part | Citation | Absence)],
    ids=lambda described: described.__name__,
)
def test_each_class_has_its_fields_on_the_page(described: type) -> None:
    """Every public class of the model has a section, and in it or in that of its base one line for each field."""
    text = page("data-dictionary.md")
    told = section(text, described.__name__)
    for base in (Record, Part):
        told += section(text, base.__name__) if issubclass(described, base) else ""
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| (.+) \|$", told, re.MULTILINE))
    assert set(rows) == {attribute.name for attribute in attrs.fields(described)}
    assert all(rows.values())


def test_links_between_the_pages_lead_somewhere() -> None:
    """Each link from one of the two pages to a class or vocabulary leads to its heading."""
    heads = {name: {head.lower() for head in re.findall(r"^## (\w+)$", page(name), re.MULTILINE)} for name in PAGES}
    for name in PAGES:
        for target, anchor in re.findall(r"\]\(([\w-]+\.md)?#(\w+)\)", page(name)):
            assert anchor in heads[target or name], (name, target, anchor)


class _Plain:
    """Say nothing of fields."""


class _Told:
    """Say it in short.

    And then in
    more lines.

    >>> 1 + 1
    2

    Attributes:
        one: A line
            and another.
        two: A line.

    Raises:
        ValueError: Never.
    """


def test_docstrings_are_read() -> None:
    """Summary, prose and attributes are taken apart, continued lines joined, examples and other sections left out."""
    assert fields.summary(_Told) == "Say it in short."
    assert fields.prose(_Told) == ["Say it in short.", "And then in more lines."]
    assert fields.attributes_said(_Told) == {"one": "A line and another.", "two": "A line."}
    assert fields.prose(_Plain) == ["Say nothing of fields."]
    assert fields.attributes_said(_Plain) == {}


def test_class_without_docstring_says_nothing() -> None:
    """Where docstrings are stripped, nothing is said, and nothing breaks."""
    bare = type("Bare", (), {})
    assert fields.summary(bare) == ""
    assert fields.prose(bare) == [""]
    assert fields.attributes_said(bare) == {}


# --- fingerprints ---------------------------------------------------------------------------------------------------


class Vector(NamedTuple):
    """A row of the table of test vectors."""

    text: str
    words: str
    number: int
    digits: str


def vectors() -> list[Vector]:
    """Read the test vectors off the page."""
    rows = re.findall(
        r'^\| `(".*?")` \| `?(.*?)`? \| (\d+) \| `([0-9a-f]{16})` \| .+ \|$', page("fingerprint.md"), re.MULTILINE
    )
    return [Vector(json.loads(text), words, int(count), digits) for text, words, count, digits in rows]


# Written after the page and not after the library, so that the one checks the other.
DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0xFEFF])


def split_apart(text: str) -> list[str]:
    """Split a text into words as the page says."""
    words: list[str] = []
    fresh = True
    for character in unicodedata.normalize("NFKC", text).casefold().translate(DROPPED):
        code = ord(character)
        if 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF:
            words.append(character)
            fresh = True
        elif code == 0x5F or unicodedata.category(character) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No"}:
            if fresh:
                words.append("")
            words[-1] += character
            fresh = False
        else:
            fresh = True
    return words


def test_there_are_vectors_of_every_sort() -> None:
    """The table is read in full, and has what another language is most likely to get wrong."""
    table = section(page("fingerprint.md"), "Test vectors")
    found = vectors()
    assert len(found) == table.count("\n| `") >= 12
    texts = "".join(vector.text for vector in found)
    for told in (
        "\u3000",
        "㎡",
        "ﬁ",
        "\u00ad",
        "\u200b",
        "\ufeff",
        "ß",
        "İ",
        "清",
        "イ",
        "ｶ",
        "’",
        "_",
        "½",
        "😀",
        "\uf900",
    ):
        assert told in texts, ascii(told)
    assert "" in {vector.text for vector in found}


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: ascii(vector.text))
def test_vector_holds(vector: Vector) -> None:
    """The library, and a second reading of the page's rules, give the words and digits that the page shows."""
    words = split_apart(vector.text)
    assert tuple(words) == passage_words(vector.text)
    assert " ".join(words) == vector.words
    assert len(words) == vector.number
    assert hashlib.sha256(vector.words.encode()).hexdigest()[:16] == fingerprint(vector.text) == vector.digits


def test_second_reading_agrees_on_every_character() -> None:
    """Between letters, every character of Unicode splits or joins as the page says."""
    for first in range(0, 0x110000, 0x100):
        if not 0xD800 <= first <= 0xDFFF:
            text = "".join(f"a{chr(code)}b " for code in range(first, first + 0x100))
            assert tuple(split_apart(text)) == passage_words(text), hex(first)


# --- errors ---------------------------------------------------------------------------------------------------------


def test_tree_of_errors_is_the_one_in_the_code() -> None:
    """The page draws the tree that stands at the head of the module, and has a section for each error in it."""
    drawn = re.search(r"```\n(SinoukInnovError.*?)```", inspect.getdoc(errors) or "", re.DOTALL)
    assert drawn
    assert drawn[1] in page("errors.md")
    raised = {name for name in errors.__all__ if issubclass(getattr(errors, name), errors.SinoukInnovError)}
    told = set(re.findall(r"^## (\w+)$", page("errors.md"), re.MULTILINE))
    assert told == raised - {"SinoukInnovError"}


@pytest.mark.parametrize("name", re.findall(r"── (\w+)\(", page("errors.md")))
def test_error_carries_what_the_tree_says(name: str) -> None:
    """Each error derives from the builtin, and documents the attributes, that the tree gives it."""
    drawn = re.search(rf"── {name}\((\w+)\) +(.+)$", page("errors.md"), re.MULTILINE)
    assert drawn
    error = getattr(errors, name)
    assert drawn[1] in {base.__name__ for base in error.__mro__}
    assert drawn[2].split() == [f".{attribute}" for attribute in fields.attributes_said(error)]
    assert f"\nsinouk_innov.errors.{name}: " in page("errors.md") or f"si.{name}" in page("errors.md")


# --- names to import ------------------------------------------------------------------------------------------------


def shown() -> dict[str, list[str]]:
    """Give the names that the page of the public names shows, by module."""
    blocks = re.findall(r"^::: sinouk_innov\.([\w.]+)\n((?: +.*\n)+)", page("api.md"), re.MULTILINE)
    return {module: re.findall(r"^ +- (\w+)$", options, re.MULTILINE) for module, options in blocks}


def test_every_public_name_is_shown_at_its_home() -> None:
    """The page shows each public name once, below the module where it is at home."""
    homes = {home: sorted(names.split()) for home, names in sinouk_innov._HOMES.items()}
    pages = {module: sorted(names) for module, names in shown().items()}
    assert {module: names for module, names in pages.items() if module in homes} == homes


def test_other_shapes_are_shown_at_their_modules() -> None:
    """What the front door does not give is told to be imported from its module, and can be."""
    others = {
        module: names
        for module, names in shown().items()
        if module not in sinouk_innov._HOMES | sinouk_innov._WITH_EXTRAS
    }
    assert all(module.startswith("export.") for module in others)
    for module, names in others.items():
        assert set(names) <= set(import_module(f"sinouk_innov.{module}").__all__)
        assert f"::: sinouk_innov.{module}\n" in section(page("api.md"), "Other shapes")


# --- the data card --------------------------------------------------------------------------------------------------


def test_card_names_every_file() -> None:
    """The data's README has a line for each file, and none for a file that is not there and never will be."""
    card = (DATA / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([\w./]+)` \|", card, re.MULTILINE))
    assert listed == {f"{name}.json" for name in FILES} | {"schemas/", "LICENSE"}
    there = {file.name for file in DATA.iterdir() if file.suffix == ".json"}
    assert there <= listed
    assert {f"{kind.table}.json" for kind in KINDS} <= listed


def test_card_tells_what_a_reader_must_know() -> None:
    """The data's README has every part that a card of a dataset needs."""
    card = (DATA / "README.md").read_text(encoding="utf-8")
    for heading in (
        "Scope and purpose", "Files", "Method", "Evidence without the text", "Known gaps and biases", "People",
        "Rights", "How to cite", "Correction and removal", "With an editor",
    ):  # fmt: skip
        assert section(card, heading).strip()
    for word in ("CC0 1.0", "CC BY 4.0", "https://www.geonames.org", "stated", "entailed", "inferred"):
        assert word in card


def test_card_has_no_number_that_goes_stale() -> None:
    """No count of records, facts or sources, and no version, stands in the data's README."""
    card = (DATA / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?<![\w.])\d[\d.,]*\d|(?<![\w.])\d\b", card)) <= {
        "1.0",
        "4.0",
        "16",
        "1,500",
        "2,000",
        "8",
        "2020",
        "12",
    }
