"""How does a FollowTheMoney entity come about, so that the model of FollowTheMoney accepts every value of it?

A value is entered as the type of its property cleans it, and one that the type refuses is not entered: whoever loads
the entities finds nothing to drop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

try:
    from followthemoney import model
    from followthemoney.statement import Statement
    from followthemoney.types import registry
except ModuleNotFoundError as _error:
    if _error.name != "followthemoney":
        raise
    from sinouk_innov.errors import MissingExtraError

    raise MissingExtraError("followthemoney", "ftm") from _error

from attrs import field, frozen

from sinouk_innov.export.account import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followthemoney.property import Property
    from followthemoney.schema import Schema

    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.facts import Fact

__all__ = ["Entities", "Entity", "Plain", "cleaned", "language_code"]

Plain = dict[str, Any]


def _schema(name: str) -> Schema:
    return cast("Schema", model.get(name))


def _property(schema: str, name: str) -> Property:
    return cast("Property", _schema(schema).get(name))


def cleaned(schema: str, prop: str, value: str) -> str | None:
    """Return a value as FollowTheMoney keeps it, or None where it takes no such value.

    Examples:
        >>> cleaned("Organization", "website", "https://www.tuspark.co.uk")
        'https://www.tuspark.co.uk/'
        >>> cleaned("Event", "date", "[2019..2020]") is None
        True
    """
    wanted = _property(schema, prop)
    kept = wanted.type.clean(value, format=wanted.format)
    if kept is None or not wanted.type.validate(kept, format=wanted.format):
        return None
    return kept if wanted.type.clean(kept) == kept else None


def language_code(tag: str) -> str | None:
    """Return the ISO 639-3 code of a BCP 47 tag, without script and region; None where FollowTheMoney has none.

    Examples:
        >>> language_code("zh-Latn"), language_code("en")
        ('zho', 'eng')
    """
    return registry.language.clean(tag.partition("-")[0])


@frozen
class _Value:
    """A value of a property, with what a statement says besides.

    Attributes:
        prop: The name of the property.
        text: The value.
        lang: Its language, as ISO 639-3.
        original: The value as it was before it was cleaned.
        origin: What it rests on.
    """

    prop: str
    text: str
    lang: str | None = None
    original: str = ""
    origin: set[str] = field(factory=set[str], eq=False)


class Entity:
    """One entity in the making.

    Args:
        entity_id: Its id.
        schema: The name of its schema.
    """

    def __init__(self, entity_id: str, schema: str) -> None:
        self.id = entity_id
        self.schema = schema
        self._values: dict[tuple[str, str, str | None], _Value] = {}

    def put(self, prop: str, value: str, fact: Fact | None = None, *, language: str | None = None) -> bool:
        """Enter a value as its type cleans it, and tell whether the type takes it.

        Args:
            prop: The name of the property.
            value: The value.
            fact: The fact that it is, whose citations it rests on.
            language: Its language, as BCP 47.
        """
        text = cleaned(self.schema, prop, value)
        if text is None:
            return False
        lang = None if language is None else language_code(language)
        held = self._values.setdefault((prop, text, lang), _Value(prop, text, lang, value))
        held.origin.update(_origin(citation) for citation in (fact.citations if fact is not None else ()))
        return True

    def prove(self, citation: Citation) -> None:
        """Name the document of a citation as one that the entity rests on."""
        held = self._values.setdefault(("proof", citation.source, None), _Value("proof", citation.source))
        held.origin.add(_origin(citation))

    def holds(self, prop: str, value: str) -> bool:
        """Tell whether a value is entered as it was given."""
        return any(key[:2] == (prop, value) for key in self._values)

    def plain(self) -> Plain:
        """Return the entity as plain data; the values of a property are in the order in which they were entered."""
        properties: dict[str, list[str]] = {}
        for held in self._values.values():
            values = properties.setdefault(held.prop, [])
            if held.text not in values:
                values.append(held.text)
        return {"id": self.id, "schema": self.schema, "properties": dict(sorted(properties.items()))}

    def statements(self, dataset: str) -> Iterator[Plain]:
        """Yield a statement for each value, as plain data."""
        for held in self._values.values():
            made = Statement(
                entity_id=self.id,
                prop=held.prop,
                schema=self.schema,
                value=held.text,
                dataset=dataset,
                lang=held.lang,
                original_value=held.original,
                origin="; ".join(sorted(held.origin)) or None,
            )
            yield cast("Plain", made.to_dict())


def _origin(citation: Citation) -> str:
    """Return the source and paragraph of a citation."""
    return citation.source if citation.paragraph is None else f"{citation.source}:{citation.paragraph}"


class Entities:
    """The entities of an export in the making.

    Args:
        schemas: The schema of each record that becomes an entity, by its id.
    """

    def __init__(self, schemas: Mapping[str, str]) -> None:
        self._schemas = schemas
        self._made: dict[str, Entity] = {}

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._made[key] for key in sorted(self._made))

    def schema_of(self, record_id: str | None) -> str | None:
        """Return the schema of the entity that a record becomes, or None where it becomes none."""
        return self._schemas.get(record_id or "")

    def add(self, entity_id: str, schema: str) -> Entity:
        """Return the entity with an id, made where there is none yet."""
        return self._made.setdefault(entity_id, Entity(entity_id, schema))

    def takes(self, schema: str, prop: str, record_id: str | None) -> bool:
        """Tell whether a property may refer to a record: it becomes an entity, and of the right range."""
        found, wanted = self.schema_of(record_id), _property(schema, prop).range
        return found is not None and wanted is not None and _schema(found).is_a(wanted)

    def link(self, schema: str, ends: Mapping[str, str], role: str, fact: Fact | None = None) -> Entity | None:
        """Return a new link between records, or None where an end cannot be referred to.

        Args:
            schema: The schema of the link, such as `UnknownLink`.
            ends: The properties that refer to records, and the ids of these.
            role: What kind of link it is.
            fact: The fact that it is.
        """
        if any(not self.takes(schema, prop, record_id) for prop, record_id in ends.items()):
            return None
        key = "" if fact is None else str(fact.ref)
        made = self.add(f"link-{digest(schema, *ends.values(), role, key)}", schema)
        for prop, record_id in ends.items():
            made.put(prop, record_id, fact)
        made.put("role", role, fact)
        self.prove(made, [] if fact is None else [fact])
        return made

    def prove(self, entity: Entity, facts: Iterable[Fact]) -> None:
        """Name the documents that facts rest on as what an entity rests on."""
        for fact in facts:
            for citation in fact.citations:
                if citation.source in self._schemas:
                    entity.prove(citation)
