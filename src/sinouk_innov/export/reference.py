"""What do the reference pages say of the model: its classes, field by field, and its vocabularies, term by term?

`python -m sinouk_innov.export.reference FOLDER` writes the pages. What they say stands in the docstrings of the model
and in the descriptions of its terms, so that it is said once.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from sinouk_innov.dataset import Release
from sinouk_innov.dates import PartialDate, Period, Precision
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.export.fields import Field, attributes_said, fields_of, members, prose, required_of, summary
from sinouk_innov.export.json_schema import FILES
from sinouk_innov.export.ledger import Fate
from sinouk_innov.logic import Truth
from sinouk_innov.model import vocabularies
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Absence, Name, Part, Record
from sinouk_innov.quantities import Bound, FigureReading, Quantity, Unit
from sinouk_innov.questions.causes import Cause
from sinouk_innov.questions.change import ChangeKind
from sinouk_innov.questions.evidence import Verdict
from sinouk_innov.questions.figures import Order
from sinouk_innov.questions.policies import Policy
from sinouk_innov.questions.silence import GapKind
from sinouk_innov.questions.status import StatusKind
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

__all__ = ["to_data_dictionary_markdown", "to_vocabularies_markdown", "write_pages"]

_PARTS = (Name, Role, Participation, Party, PartOf, SectorLink, Identifier)
_FRAME = (Citation, Absence)
_VALUES = (PartialDate, Period, Quantity)
_VOCABULARIES: tuple[type[Term], ...] = (
    *(getattr(vocabularies, name) for name in vocabularies.__all__),
    Basis,
    Verdict,
    Bound,
    Unit,
    FigureReading,
    Precision,
    Truth,
    Order,
    GapKind,
    Cause,
    Policy,
    StatusKind,
    ChangeKind,
    Fate,
)
_GENERATED = (
    "<!-- Made from the model by `python -m sinouk_innov.export.reference docs/reference`: change it there. -->"
)
_PLAIN_TYPES: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    Decimal: "figure, as text",
    Fraction: "figure, as text",
}

_VOCABULARIES_HEAD = """\
# Vocabularies

A field that takes a term takes one of a closed list, and this page has them all. In files a term is its text; in Python
it is a member of the enum that heads the section, equal to its text, with the meaning as `.description`.

```python
>>> from sinouk_innov import CentreKind
>>> CentreKind.SCIENCE_PARK == "science_park"
True
>>> CentreKind.parse("science_park").description
'a park for firms and research, often beside a university'

```

Most have a term `other`, for what no term fits; the record or part then says in its `note` what is meant, and a
sector in its `wording`."""

_DICTIONARY_HEAD = """\
# Data dictionary

A dataset is a folder of JSON files: [`dataset.json`](#release) says what it is, `redirects.json` gives for each retired
id the one that took its place, and for each kind of record there is a file with an array of objects, sorted by id. Each
object has the fields of its class below, under the same names; what has no value is left out, and `null` is nowhere.

Unless the table says that a field must stand, it may be left out. An id begins with three letters that tell the kind of
its record: {prefixes}."""

_EDITOR = """\
## In an editor

Each file has a JSON Schema (draft 2020-12), made from the same classes, so that an editor proposes fields and terms,
explains them and marks what does not fit while you type. This puts them all in a folder:

```text
python -m sinouk_innov.export.json_schema schemas
```

For VS Code, say in `.vscode/settings.json` which file follows which schema, here for data in a folder `mine`:

```json
{settings}
```

A schema sees the shape of one file. Whether records fit together and rest on evidence is what
[`problems`](api.md#sinouk_innov.integrity.problems) tells."""


def to_vocabularies_markdown() -> str:
    """Return the page of all vocabularies: each with its terms, what they mean and where they are used."""
    used: dict[type[object], list[str]] = {}
    for described in _described():
        for field in _own_fields(described):
            for vocabulary in members(field.type):
                place = f"[`{described.__name__}.{field.name}`](data-dictionary.md#{described.__name__.lower()})"
                used.setdefault(vocabulary, []).append(place)
    sections = [
        _vocabulary(vocabulary, used.get(vocabulary, []))
        for vocabulary in sorted(_VOCABULARIES, key=lambda vocabulary: vocabulary.__name__)
    ]
    return "\n\n".join([_GENERATED, _VOCABULARIES_HEAD, *sections]) + "\n"


def _vocabulary(vocabulary: type[Term], used: list[str]) -> str:
    said = {name: text for name, text in attributes_said(vocabulary).items() if name != "description"}
    head = [f"## {vocabulary.__name__}", summary(vocabulary)]
    if used:
        head.append(f"Used by {', '.join(used)}.")
    rows = (
        (f"`{term.value}`", term.description, *(_printed(getattr(term, name)) for name in said)) for term in vocabulary
    )
    table = _table(("Term", "Meaning", *(name.capitalize() for name in said)), rows)
    notes = "\n".join(f"- **{name.capitalize()}**: {text}" for name, text in said.items())
    return "\n\n".join([*head, table, *([notes] if notes else [])])


def _printed(value: object) -> str:
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{exact:f}" if Fraction(exact) == value else str(value)
    return f"`{value}`" if value else ""


def to_data_dictionary_markdown() -> str:
    """Return the page of all classes that files hold: each with its fields, their types and what they mean."""
    sections = [
        _DICTIONARY_HEAD.format(prefixes=", ".join(f"`{kind.prefix}-` {kind.name}" for kind in KINDS)),
        "## Record\n\nWhat every record has.",
        _fields(Record),
        *_sections((kind.record_class for kind in KINDS), "Beside what every [record](#record) has:"),
        "## Part\n\nWhat every part of a record has that is a fact of its own: a name, a role.",
        _fields(Part),
        *_sections(_PARTS, "Beside what every [part](#part) has:"),
        *_sections((*_FRAME, *_VALUES, Release), ""),
        _EDITOR.format(settings=_editor_settings()),
    ]
    return "\n\n".join([_GENERATED, *sections]) + "\n"


def _editor_settings() -> str:
    entries = [{"fileMatch": [f"/mine/{file}.json"], "url": f"./schemas/{file}.json"} for file in FILES]
    lines = ",\n".join(f"    {json.dumps(entry)}" for entry in entries)
    return f'{{\n  "json.schemas": [\n{lines}\n  ]\n}}'


def _described() -> Iterator[type[object]]:
    yield from (kind.record_class for kind in KINDS)
    yield from (*_PARTS, *_FRAME, *_VALUES, Release)


def _sections(classes: Iterable[type[object]], beside: str) -> Iterator[str]:
    for described in classes:
        yield f"## {described.__name__}"
        yield from prose(described)
        if issubclass(described, Record):
            kind = next(kind for kind in KINDS if kind.prefix == described.prefix)
            yield f"In `{kind.table}.json`; its id begins with `{kind.prefix}-`."
        elif described is Release:
            yield "In `dataset.json`, and in the first line of a file of JSON Lines."
        if beside:
            yield beside
        yield _fields(described)


def _own_fields(described: type[object]) -> Iterator[Field]:
    """Yield the fields that a class does not share with all records or all parts."""
    shared = next((shape for shape in (Record, Part) if issubclass(described, shape) and described is not shape), None)
    frame = {field.name for field in fields_of(shared)} if shared else set[str]()
    yield from (field for field in fields_of(described) if field.name not in frame)


def _fields(described: type[object]) -> str:
    rows = (
        (f"`{field.name}`", _type(field), _needed(described, field), field.meaning) for field in _own_fields(described)
    )
    return _table(("Field", "Type", "Must stand", "Meaning"), rows)


def _needed(described: type[object], field: Field) -> str:
    if isinstance(field.default, Term) and described is not Quantity:
        return f"else `{field.default.value}`"
    return "yes" if field.name in required_of(described) else ""


def _type(field: Field) -> str:
    many = get_origin(field.type) is tuple
    wanted = get_args(field.type)[0] if many else field.type
    if field.prefixes:
        kinds = (
            "" if len(field.prefixes) == len(KINDS) else f": {', '.join(f'`{prefix}-`' for prefix in field.prefixes)}"
        )
        return f"{'list of ids' if many else 'id'}{kinds}"
    said = " or ".join(dict.fromkeys(_said(member) for member in members(wanted)))
    return f"list of {said}" if many else said


def _said(wanted: Any) -> str:
    if wanted in _PLAIN_TYPES:
        return _PLAIN_TYPES[wanted]
    page = "vocabularies.md" if issubclass(wanted, Term) else ""
    return f"[{wanted.__name__}]({page}#{wanted.__name__.lower()})"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def write_pages(folder: str | os.PathLike[str]) -> None:
    """Write both pages into a folder."""
    pages = {
        "vocabularies.md": to_vocabularies_markdown(),
        "data-dictionary.md": to_data_dictionary_markdown(),
    }
    for name, text in pages.items():
        (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":  # pragma: no cover  run as a command, in a process of its own
    write_pages(sys.argv[1])
