"""Which JSON Schema does a file of a dataset follow, so that an editor completes and checks it?

The schemas are made from the model itself, for draft 2020-12. They tell the shape of a file: which fields there are,
what type each takes and which must stand. What `codec` accepts they accept; and what it refuses for its shape they
refuse, but for what a schema cannot say: an id that is taken twice, half of a surrogate pair, and 3.0 for an integer.
What takes sense to see, such as an approximate day after which nothing can lie, is left to `read` and `problems`.

`python -m sinouk_innov.export.json_schema FOLDER` writes them all.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from attrs import NOTHING

from sinouk_innov import codec, figures
from sinouk_innov.bundle import SCHEMA_VERSION
from sinouk_innov.dataset import Release
from sinouk_innov.errors import UnknownFieldError
from sinouk_innov.evidence import Citation
from sinouk_innov.export.fields import Field, fields_of, members, required_of, summary
from sinouk_innov.model.kinds import KINDS, kind_of_table
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import os

__all__ = ["FILES", "to_json_schema", "write_schemas"]

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES = ("dataset", "redirects", *(kind.table for kind in KINDS))
"""What a schema can be had of: the files of a dataset, without their `.json`."""

_SLUG = "-[a-z0-9]+(-[a-z0-9]+)*$"
_MONTH = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE = rf"^({_MONTH}~?|\[({_MONTH}\.\.({_MONTH})?|\.\.{_MONTH})\])$"
_PERIOD = rf"^({_MONTH}~?/({_MONTH}~?|\.\.)?|(\.\.)?/{_MONTH}~?)$"
_FIGURE = r"^-?(0|[1-9][0-9]{0,59})(\.[0-9]+|/[1-9][0-9]{0,59})?$"
_FINGERPRINT = "^[0-9a-f]{16}$"
_WEB = r"^https?://[^ \t\n\r\f\v/]+[^ \t\n\r\f\v]*$"
_FRAME = ("id", "citations", "note", "absent")

# What validators of the model ask of single fields, where no type says it.
_NARROWED: dict[str, Schema] = {
    "Citation.fingerprint": {"pattern": _FINGERPRINT},
    "Citation.paragraph": {"minimum": 1},
    "Citation.words": {"minimum": 1},
    "Name.language": {"pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$"},
    "Source.language": {"pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$"},
    "Place.latitude": {"minimum": -90, "maximum": 90},
    "Place.longitude": {"minimum": -180, "maximum": 180},
    "Source.fingerprint": {"pattern": _FINGERPRINT},
    "Source.archived": {"pattern": _WEB},
    "Source.url": {"pattern": _WEB},
    "Organisation.website": {"pattern": _WEB},
    "Centre.website": {"pattern": _WEB},
    "Release.schema_version": {"const": SCHEMA_VERSION},
    "PartialDate.edtf": {"pattern": _DATE, "examples": ["2023-01-29", "1992-11", "2020", "2017~", "[..2021-05-17]"]},
    "PartialDate.wording": {"minLength": 1},
    "Period.edtf": {"pattern": _PERIOD, "examples": ["2018/2020", "2016-10/..", "2016-10/", "../2019"]},
    "Period.wording": {"minLength": 1},
    "Quantity.value": {"pattern": _FIGURE, "maxLength": figures.LONGEST_FIGURE},
    "Quantity.upto": {"pattern": _FIGURE, "maxLength": figures.LONGEST_FIGURE},
    "Quantity.wording": {"minLength": 1},
}
# Which fields of a quantity stand follows from its bound.
_BOUND_DECIDES: list[Schema] = [
    {
        "if": {"properties": {"bound": {"const": "vague"}}},
        "then": {"properties": {"value": False}},
        "else": {"required": ["value"]},
    },
    {
        "if": {"properties": {"bound": {"const": "between"}}},
        "then": {"required": ["upto"]},
        "else": {"properties": {"upto": False}},
    },
]


def to_json_schema(table: str) -> Schema:
    """Return the JSON Schema of one file of a dataset.

    Args:
        table: A table, such as `people`, whose file is an array of records; or `dataset` for the header, or
            `redirects` for the retired ids.

    Raises:
        UnknownFieldError: A dataset has no such file.

    Examples:
        >>> to_json_schema("people")["items"]
        {'$ref': '#/$defs/Person'}
    """
    if table not in FILES:
        raise UnknownFieldError("dataset", table, tuple(get_close_matches(table, FILES)))
    head = {"$schema": DIALECT, "title": f"{table}.json"}
    if table == "redirects":
        return head | _redirects()
    if table == "dataset":
        return head | _object(Release, {})
    record = kind_of_table(table).record_class
    definitions: dict[str, Schema] = {}
    items = _shape(record, definitions)
    _fit(definitions, record)
    return head | {
        "description": f"An array of records, in the order of their ids. {summary(record)}",
        "type": "array",
        "items": items,
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _redirects() -> Schema:
    ids = [f"^{kind.prefix}{_SLUG}" for kind in KINDS]
    return {
        "description": "For each retired id, the id of the same kind that took its place, or null if nothing did.",
        "type": "object",
        "patternProperties": {pattern: {"type": ["string", "null"], "pattern": pattern} for pattern in ids},
        "additionalProperties": False,
    }


def _shape(wanted: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a type; what has a name of its own is put among the definitions."""
    if wanted is str:
        return {"type": "string", "maxLength": codec.LONGEST_TEXT}
    if wanted is int:
        return {"type": "integer"}
    if wanted is float:
        return {"type": "number"}
    if get_origin(wanted) is tuple:
        return _array(get_args(wanted)[0], definitions)
    if len(members(wanted)) > 1:
        return {"anyOf": [_shape(member, definitions) for member in members(wanted)]}
    if wanted.__name__ not in definitions:
        definitions[wanted.__name__] = _terms(wanted) if issubclass(wanted, Term) else _object(wanted, definitions)
    return {"$ref": f"#/$defs/{wanted.__name__}"}


def _array(member: Any, definitions: dict[str, Schema]) -> Schema:
    array = {"type": "array", "items": _shape(member, definitions)}
    return array | {"uniqueItems": True} if member is str else array


def _terms(vocabulary: type[Term]) -> Schema:
    terms = [{"const": term.value, "description": term.description} for term in vocabulary]
    return {"description": summary(vocabulary), "oneOf": terms}


def _object(described: type[object], definitions: dict[str, Schema]) -> Schema:
    made: Schema = {
        "description": summary(described),
        "type": "object",
        "properties": {field.name: _property(described, field, definitions) for field in fields_of(described)},
        "required": required_of(described),
        "additionalProperties": False,
    }
    if described is Quantity:
        made["allOf"] = deepcopy(_BOUND_DECIDES)
    return made


def _property(described: type[object], field: Field, definitions: dict[str, Schema]) -> Schema:
    wanted = str if described is Quantity and field.name in {"value", "upto"} else field.type
    shape = _shape(wanted, definitions)
    if issubclass(described, Record) and field.name == "id":
        shape["pattern"] = f"^{described.prefix}{_SLUG}"
    elif field.prefixes:
        shape.get("items", shape)["pattern"] = f"^({'|'.join(field.prefixes)}){_SLUG}"
    if issubclass(described, Part) and field.name == "citations":
        shape["items"] |= {"properties": {"supports": {"maxItems": 0}}}
    if field.default is NOTHING and get_origin(wanted) is tuple:
        shape["minItems"] = 1
    if isinstance(field.default, Term) and described is not Quantity:
        shape["default"] = field.default.value
    return {"description": field.meaning} | shape | _NARROWED.get(f"{described.__name__}.{field.name}", {})


def _fit(definitions: dict[str, Schema], record: type[Record]) -> None:
    """Say which fields of its record a citation may support, and which may be said to be absent."""
    fields = fields_of(record)
    plain = [field.name for field in fields if field.name not in _FRAME]
    supports = definitions[Citation.__name__]["properties"]["supports"]
    supports["items"] = {"anyOf": [{"enum": plain}, {"type": "string", "pattern": rf"^({'|'.join(plain)})\["}]}
    empty = [field.name for field in fields if field.default in (None, ()) and field.name != "absent"]
    definitions[Absence.__name__]["properties"]["field"]["enum"] = empty


def write_schemas(folder: str | os.PathLike[str]) -> None:
    """Write the schema of every file of a dataset into a folder, which is made if need be."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = codec.print_json(to_json_schema(name))
        (place / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":  # pragma: no cover  run as a command, in a process of its own
    write_schemas(sys.argv[1])
