"""What do FollowTheMoney entities say, held against the model of FollowTheMoney to the last value?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

try:
    from followthemoney import model
except ModuleNotFoundError as _error:
    if _error.name != "followthemoney":
        raise
    from sinouk_innov.errors import MissingExtraError

    raise MissingExtraError("followthemoney", "ftm") from _error

from sinouk_innov import codec
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.imports.intake import Intake, Spot, read_bytes
from sinouk_innov.plain_values import said

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from followthemoney.schema import Schema

__all__ = ["Entity", "entities_in", "lines_in", "listed"]

_CITED = "facts rest on the source that was named"
_PRIVATE = "private matters are not kept"
_NO_PLACE = "the model has no place for this"
_EVIDENCE = frozenset({"proof", "sourceUrl", "publisher", "publisherUrl", "retrievedAt"})
_PERSONAL = frozenset(
    {
        "address",
        "addressEntity",
        "appearance",
        "birthCountry",
        "birthDate",
        "birthPlace",
        "citizenship",
        "deathDate",
        "email",
        "ethnicity",
        "eyeColor",
        "fatherName",
        "gender",
        "hairColor",
        "height",
        "idNumber",
        "motherName",
        "nationality",
        "passportNumber",
        "phone",
        "political",
        "religion",
        "socialSecurityNumber",
        "taxNumber",
        "weight",
    }
)


class Entity:
    """An entity whose properties are asked for one by one; what is never asked for is told at the end.

    Args:
        intake: Where problems are noted.
        spot: The place of the entity.
        key: Its id.
        schema: Its schema.
        values: The values that the schema accepts, by property.
    """

    def __init__(self, intake: Intake, spot: Spot, key: str, schema: Schema, values: dict[str, list[str]]) -> None:
        self.spot = spot
        self.key = key
        self.schema: str = schema.name
        self._intake = intake
        self._schema = schema
        self._values = values
        self._asked: set[str] = set()

    def is_a(self, name: str) -> bool:
        """Tell whether its schema is, or extends, the one with a name."""
        return self._schema.is_a(name)

    def all(self, prop: str) -> list[str]:
        """Return the values of a property."""
        self._asked.add(prop)
        return self._values.get(prop, [])

    def first(self, prop: str) -> str | None:
        """Return the first value of a property, and tell that others are not taken over."""
        found = self.all(prop)
        if found[1:]:
            self._intake.skip(self.spot.at(prop), "one value is kept, and there are more")
        return found[0] if found else None

    def skip_rest(self) -> None:
        """Tell which properties are not taken over."""
        person = self.is_a("Person")
        for prop in self._values.keys() - self._asked:
            reason = _CITED if prop in _EVIDENCE else _PRIVATE if person and prop in _PERSONAL else _NO_PLACE
            self._intake.skip(self.spot.at(prop), reason)


def lines_in(intake: Intake, path: str | os.PathLike[str]) -> Iterator[tuple[Spot, object]]:
    """Yield what stands in the lines of a file, each with its place; what is no JSON is noted as a problem."""
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        spot = Spot(f"{intake.file}:{number}")
        if not line.strip():
            continue
        try:
            yield spot, codec.parse_json(line, spot.file)
        except InvalidDataError as error:
            intake.problems.extend(error.problems)


def listed(items: Iterable[object]) -> Iterator[tuple[Spot, object]]:
    """Yield items, each with its place among them."""
    for number, item in enumerate(items):
        yield Spot(path=f"[{number}]"), item


def entities_in(intake: Intake, items: Iterable[tuple[Spot, object]]) -> dict[str, Entity]:
    """Return entities by their ids, and note everything that the model of FollowTheMoney finds wrong with them."""
    found: dict[str, Entity] = {}
    for spot, item in items:
        entity = _entity(intake, spot, item)
        if entity is None:
            continue
        if entity.key in found:
            intake.wrong(entity.spot, "the id is taken already")
        found.setdefault(entity.key, entity)
    return found


def _entity(intake: Intake, spot: Spot, item: object) -> Entity | None:
    given: object = item
    if not isinstance(item, dict):
        intake.wrong(spot, f"takes an object, not {said(given)}")
        return None
    fields = cast("dict[object, Any]", item)
    key, name, properties = fields.get("id"), fields.get("schema"), fields.get("properties", {})
    if not isinstance(key, str) or not key:
        intake.wrong(spot.at("id"), "takes a text that is not empty")
        key = ""
    here = Spot(spot.file, name if isinstance(name, str) else "", key, "")
    schema = model.get(name) if isinstance(name, str) else None
    if schema is None or schema.abstract:
        intake.wrong(here.at("schema"), "is no schema of FollowTheMoney that an entity can have")
        return None
    if not isinstance(properties, dict):
        intake.wrong(here.at("properties"), f"takes an object, not {said(cast('object', properties))}")
        return None
    for extra in fields.keys() - {"id", "schema", "properties"}:
        intake.skip(here.at(str(extra)), _NO_PLACE)
    held = _values(intake, here, schema, cast("dict[object, Any]", properties))
    for needed in schema.required:
        if not held.get(needed) and schema.name != "Document":
            intake.wrong(here.at(needed), "a value is needed")
    return Entity(intake, here, key, schema, held) if key else None


def _values(intake: Intake, spot: Spot, schema: Schema, properties: Mapping[object, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, values in properties.items():
        here = spot.at(str(name))
        prop = schema.get(name) if isinstance(name, str) else None
        if prop is None or prop.stub:
            intake.wrong(here, f"there is no such property of {schema.name}")
        elif not isinstance(values, list):
            intake.wrong(here, f"takes a list, not {said(values)}")
        else:
            for number, value in enumerate(cast("list[object]", values)):
                if not isinstance(value, str):
                    intake.wrong(here.at(f"[{number}]"), f"takes a text, not {said(value)}")
                elif prop.type.clean(value, format=prop.format) is None or not prop.type.validate(value):
                    intake.wrong(here.at(f"[{number}]"), f"is no {prop.type.name} that FollowTheMoney takes")
                else:
                    found.setdefault(prop.name, []).append(value)
    return found
