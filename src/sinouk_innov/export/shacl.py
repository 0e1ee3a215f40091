"""Which shapes does linked data of ours have, so that others can check theirs, or a changed copy, with SHACL?

The shapes are made from the model itself, by way of its JSON Schemas: which fields a record must have, how many values
each takes, of which vocabulary, of which kind of record, and in which form dates, figures and fingerprints are
written. What takes sense to see among records is left to `problems`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.export.fields import fields_of, members, required_of
from sinouk_innov.export.json_schema import to_json_schema
from sinouk_innov.export.rdf_fields import REFERENCES
from sinouk_innov.export.rdf_terms import EDTF, OA, OURS, PREFIXES, TERM, class_of, concept, prefixed, property_of
from sinouk_innov.files import write_text
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Absence, Name, Part
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

from rdflib import SH, XSD  # isort: skip  after what says which extra brings it

if TYPE_CHECKING:
    import os

    from sinouk_innov.export.fields import Field

__all__ = ["shapes", "to_shacl"]

_PARTS = (Name, Identifier, SectorLink, PartOf, Role, Participation, Party, Absence)
_SLUG = "-[a-z0-9]+(-[a-z0-9]+)*$"
_DATATYPES = {str: str(XSD.string), int: str(XSD.integer), float: str(XSD.double)}
_APART = frozenset({"id", "citations", "absent"})
_PASSAGE = ("paragraph", "locator")
_WORDS = ("words", "fingerprint", "starts", "ends")


def to_shacl(path: str | os.PathLike[str]) -> None:
    """Write the shapes as a Turtle file.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    write_text(path, shapes())


def shapes() -> str:
    """Return the shapes as Turtle, for any SHACL processor.

    Examples:
        >>> "term:PersonShape" in shapes()
        True
    """
    schemas: dict[str, Any] = {}
    for kind in KINDS:
        schemas |= to_json_schema(kind.table)["$defs"]
    pieces = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items())]
    pieces.append(f"@prefix sh: <{SH}> .\n")
    for kind in KINDS:
        ids = _pattern(f"^{OURS}{kind.prefix}{_SLUG}")
        pieces += [_node_shape(kind.record_class, schemas, f'sh:pattern "{ids}"')]
    pieces.extend(_node_shape(part, schemas) for part in _PARTS)
    pieces.append(_annotation_shape())
    pieces.append(_passage_shape(schemas))
    pieces.append(_selector_shape(schemas))
    return "".join(pieces)


def _node_shape(described: type[object], schemas: dict[str, Any], *more: str) -> str:
    required = required_of(described)
    lines = [f"sh:targetClass {prefixed(class_of(described))}", "sh:nodeKind sh:IRI", *more]
    shown = [field for field in fields_of(described) if field.name not in _APART]
    lines += [_property(described, field, schemas, needed=field.name in required) for field in shown]
    return _shape(described.__name__, lines)


def _shape(name: str, lines: list[str]) -> str:
    return "\n{} a sh:NodeShape ;\n    {} .\n".format(prefixed(f"{TERM}{name}Shape"), " ;\n    ".join(lines))


def _property(described: type[object], field: Field, schemas: dict[str, Any], *, needed: bool) -> str:
    several = get_origin(field.type) is tuple
    wanted = get_args(field.type)[0] if several else field.type
    said = [f"sh:path {prefixed(property_of(field.name))}"]
    if needed:
        said.append("sh:minCount 1")
    if not several:
        said.append("sh:maxCount 1")
    said.extend(_value(wanted, field, schemas[described.__name__]["properties"][field.name], schemas))
    return f"sh:property [ {' ; '.join(said)} ]"


def _value(wanted: Any, field: Field, schema: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    kinds = members(wanted)
    if field.name in REFERENCES and not issubclass(wanted, Part):
        prefixes = "|".join(field.prefixes) or "[a-z]{3}"
        return ["sh:nodeKind sh:IRI", f'sh:pattern "{_pattern(f"^{OURS}({prefixes}){_SLUG}")}"']
    if PartialDate in kinds or Period in kinds:
        patterns = [schemas[kind.__name__]["properties"]["edtf"]["pattern"] for kind in kinds]
        return [f"sh:datatype {prefixed(EDTF)}", f'sh:pattern "{_pattern("|".join(patterns))}"']
    if wanted is Quantity:
        return [f"sh:datatype {prefixed(TERM.quantityText)}"]
    if issubclass(wanted, Term):
        return [f"sh:in ( {' '.join(f'{prefixed(concept(term))}' for term in wanted)} )"]
    if issubclass(wanted, Part):
        return [f"sh:class {prefixed(class_of(wanted))}"]
    return _literal(wanted, schema)


def _literal(wanted: Any, schema: dict[str, Any]) -> list[str]:
    pattern = schema.get("pattern")
    if wanted is str and pattern is not None and "://" in pattern:
        said = [f"sh:datatype {prefixed(XSD.anyURI)}"]
    else:
        said = [f"sh:datatype {prefixed(_DATATYPES[wanted])}"]
    if pattern is not None:
        said.append(f'sh:pattern "{_pattern(pattern)}"')
    for bound, term in (("minimum", "sh:minInclusive"), ("maximum", "sh:maxInclusive")):
        if bound in schema:
            said.append(f'{term} "{schema[bound]}"^^{prefixed(_DATATYPES[wanted])}')
    return said


def _annotation_shape() -> str:
    basis, note = prefixed(property_of("basis")), prefixed(property_of("note"))
    bases = " ".join(prefixed(concept(term)) for term in Basis)
    judged = f"sh:property [ sh:path {basis} ; sh:hasValue {prefixed(concept(Basis.INFERRED))} ]"
    return _shape(
        "Annotation",
        [
            f"sh:targetClass {prefixed(OA.Annotation)}",
            f"sh:property [ sh:path {prefixed(OA.hasBody)} ; sh:minCount 1 ; sh:nodeKind sh:IRI ]",
            f"sh:property [ sh:path {prefixed(OA.hasTarget)} ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ]",
            f"sh:property [ sh:path {basis} ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {bases} ) ]",
            # A judgement says why.
            f"sh:or ( [ sh:property [ sh:path {note} ; sh:minCount 1 ] ] [ sh:not [ {judged} ] ] )",
        ],
    )


def _passage_shape(schemas: dict[str, Any]) -> str:
    source = _pattern(f"^{OURS}src{_SLUG}")
    lines = [
        f"sh:targetClass {prefixed(OA.SpecificResource)}",
        f'sh:property [ sh:path {prefixed(OA.hasSource)} ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "{source}" ]',
    ]
    fields = [field for field in fields_of(Citation) if field.name in _PASSAGE]
    return _shape("Passage", [*lines, *(_property(Citation, field, schemas, needed=False) for field in fields)])


def _selector_shape(schemas: dict[str, Any]) -> str:
    fields = [field for field in fields_of(Citation) if field.name in _WORDS]
    needed = ("words", "fingerprint")
    said = [_property(Citation, field, schemas, needed=field.name in needed) for field in fields]
    return _shape("FingerprintSelector", [f"sh:targetClass {prefixed(TERM.FingerprintSelector)}", *said])


def _pattern(pattern: str) -> str:
    # In Turtle a backslash is written twice.
    return pattern.replace("\\", "\\\\").replace('"', '\\"')
