"""What do the objects of a Popolo document have in common: ids, names, kinds, dates, links?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sinouk_innov.imports.intake import Intake, Spot, term_of
from sinouk_innov.imports.nodes import Node, objects_in
from sinouk_innov.model.belonging import Identifier
from sinouk_innov.model.vocabularies import IdentifierScheme, NameKind
from sinouk_innov.sense import wrong_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinouk_innov.dates import Period
    from sinouk_innov.model.record import Name
    from sinouk_innov.terms import Term

__all__ = ["NO_PLACE", "Parts"]

_TABLES = ("organizations", "persons", "memberships", "posts", "areas", "events")
NO_PLACE = "the model has no place for this"
_CITED = "facts rest on the source that was named"
_SAID = re.compile(r"([A-Za-z0-9-]+); ([a-z_]+)", re.ASCII)
_SITE = "-site"


class Parts:
    """One document being read: its objects by table, and the ids that they get."""

    def __init__(self, intake: Intake, plain: Mapping[str, Any]) -> None:
        self.intake = intake
        self.nodes: dict[str, list[Node]] = {}
        self.ids: dict[str, dict[str, str]] = {table: {} for table in _TABLES}
        self.posts: dict[str, Node] = {}
        for table in _TABLES:
            self.nodes[table] = self._table(table, plain.get(table))
        for name in plain:
            if name not in _TABLES:
                intake.skip(Spot(intake.file, str(name)), NO_PLACE)

    def _table(self, table: str, value: object) -> list[Node]:
        if value is None:
            return []
        nodes: list[Node] = []
        for spot, fields in objects_in(self.intake, Spot(self.intake.file, table), value):
            held = fields.get("id")
            known = held if isinstance(held, str) and held.isprintable() else f"#{spot.path.strip('[]')}"
            node = Node(self.intake, Spot(self.intake.file, table, known), fields)
            nodes.append(node)
            if table == "memberships":
                node.text("id")
                continue
            foreign = node.needed("id")
            if foreign is None:
                continue
            if foreign in self.ids[table]:
                self.intake.wrong(node.spot, "the id is taken already")
            self.ids[table][foreign] = self._site(table, foreign) or self._ours(table, foreign, fields.get("name"))
            if table == "posts":
                self.posts[foreign] = node
        return nodes

    def _site(self, table: str, foreign: str) -> str | None:
        """Return the id of the centre whose site an area is, as our own export calls it."""
        centre = self.ids["organizations"].get(foreign.removesuffix(_SITE), "") if foreign.endswith(_SITE) else ""
        return centre if table == "areas" and centre.startswith("cen-") else None

    def _ours(self, table: str, foreign: str, label: object) -> str:
        prefixes = {"organizations": ("org", "cen"), "persons": ("per",), "areas": ("pla",), "events": ("evt",)}
        ours = prefixes.get(table, ("org",))
        return self.intake.id_of(ours[0], label if isinstance(label, str) else foreign, foreign, *ours)

    def refer(self, node: Node, key: str, table: str) -> str | None:
        """Return the id of what a field refers to, and note where that is not in the file."""
        foreign = node.text(key)
        if foreign is None:
            return None
        found = self.ids[table].get(foreign)
        if found is None:
            self.intake.wrong(node.spot.at(key), f"nothing in {table} has the id {foreign!r:.80}")
        return found

    # --- names --------------------------------------------------------------------------------------------------

    def names(self, node: Node) -> tuple[Name, ...]:
        """Return the names of an object: the primary one first."""
        text = node.needed("name")
        found: list[tuple[Spot, Name | None]] = []
        if text is not None:
            here = node.spot.at("name")
            found.append((here, self.intake.name(here, text, **self._parts(node, text))))
        found += [(other.spot, self._other_name(other)) for other in node.nodes("other_names")]
        return self.intake.distinct(found)

    def _parts(self, node: Node, text: str) -> dict[str, str]:
        parts: dict[str, str] = {}
        for key, part in (("family_name", "family"), ("given_name", "given")):
            value = node.text(key)
            if value is None:
                continue
            if value in text:
                parts[part] = value
            else:
                self.intake.skip(node.spot.at(key), "it does not stand in the name as it is printed")
        return parts

    def _other_name(self, node: Node) -> Name | None:
        text = node.needed("name")
        note = node.text("note")
        period = self.period(node)
        if text is None:
            node.skip_rest(NO_PLACE)
            return None
        given: dict[str, Any] = {"period": period, **self._parts(node, text)}
        said = _SAID.fullmatch(note or "")
        kind = term_of(NameKind, said.group(2)) if said else None
        if said and kind is not None and wrong_language(said.group(1)) is None:
            given |= {"language": said.group(1), "kind": kind}
        elif note is not None:
            given["note"] = f"the file notes: {note.strip()}"
        node.skip_rest(NO_PLACE)
        return self.intake.name(node.spot.at("name"), text, **given)

    def period(self, node: Node) -> Period | None:
        """Return the period from the start to the end of an object."""
        start = self.intake.day(node.spot.at("start_date"), node.text("start_date"))
        end = self.intake.day(node.spot.at("end_date"), node.text("end_date"))
        return self.intake.period(node.spot, start, end)

    def kind(self, node: Node, vocabulary: type[Term]) -> tuple[Term, str | None]:
        """Return the kind that the file tells, or `other` and a note why."""
        text = node.text("classification")
        found = term_of(vocabulary, text)
        if found is not None and found.value != "other":
            return found, None
        said = "does not say what sort it is" if text is None else f"classes it as {text.strip()[:80]!r}"
        return vocabulary.parse("other"), f"the file {said}"

    def identifier(self, spot: Spot, scheme: IdentifierScheme, value: str) -> Identifier | None:
        """Return the entry of something in a register."""
        cited = (self.intake.cite(spot),)
        return self.intake.attempt(spot, lambda: Identifier(scheme=scheme, value=value, citations=cited))

    def identifiers(self, node: Node) -> tuple[Identifier, ...]:
        """Return those identifiers whose registers the model knows, each once."""
        found: dict[str, Identifier] = {}
        for item in node.nodes("identifiers"):
            value, scheme = item.needed("identifier"), term_of(IdentifierScheme, item.text("scheme"))
            item.skip_rest(NO_PLACE)
            if scheme is None:
                self.intake.skip(item.spot, "a register that the model does not know")
            elif value is not None:
                identifier = self.identifier(item.spot, scheme, value)
                if identifier is not None:
                    found.setdefault(identifier.key, identifier)
        return tuple(found.values())

    def website(self, node: Node) -> str | None:
        """Return the address that is noted as the website."""
        website: str | None = None
        for link in node.nodes("links"):
            url = link.address("url")
            if link.text("note") == "website" and website is None:
                website = url
            else:
                self.intake.skip(link.spot, NO_PLACE)
        return website

    def close(self, node: Node) -> None:
        """Note what of an object was not taken over."""
        for link in node.nodes("sources"):
            link.address("url")
        node.skip(_CITED, "sources")
        node.skip_rest(NO_PLACE)
