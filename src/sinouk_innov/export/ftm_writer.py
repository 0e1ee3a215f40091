"""How are facts entered into FollowTheMoney entities, and what becomes of each?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.export.account import MISSING, Account, Facts
from sinouk_innov.export.ftm_entities import Entities, Entity, cleaned, language_code
from sinouk_innov.export.ftm_schemas import schemas_of
from sinouk_innov.export.guards import NO_WEB_ADDRESS, is_web_address
from sinouk_innov.export.plain_dates import prefix_dates
from sinouk_innov.model.vocabularies import NameKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import When
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.facts import Fact
    from sinouk_innov.model.record import Name, Record

__all__ = ["CLEANED", "NO_KIND", "REFUSED", "Writer"]

REFUSED = "the format does not take this value"
CLEANED = "changed as the format cleans its values"
NO_KIND = "a name is a name, an alias, a weak alias, an abbreviation or a former one"
_NAME_PROPERTIES = {
    NameKind.OFFICIAL: "name",
    NameKind.FORMER: "previousName",
    NameKind.ACRONYM: "abbreviation",
    NameKind.NICKNAME: "weakAlias",
    NameKind.MISSPELLING: "weakAlias",
    NameKind.MISTRANSLATION: "weakAlias",
    NameKind.BACK_TRANSLATION: "weakAlias",
}
_ADDRESSES = frozenset({"sourceUrl", "website"})
_ABBREVIATED = frozenset({"Organization", "Company", "PublicBody", "Person"})
_NO_PARTS = "only the name of a person that is shown has parts"
_TEXT_DATE = "a name has no dates"
_ONLY_STATEMENTS = "only statements have a language"
_SCRIPT = "a language has no script and no region"
_NO_LANGUAGE = "a language that the format does not know"
_WHOLE = "sources are named for an entity as a whole, without passages"
_ORIGIN = "told as source and paragraph; basis, fingerprint and remarks on it have no place"


class Writer(Account):
    """Enters records as entities.

    Args:
        data: The dataset that is exported.
        tally: Where it is noted what becomes of each fact.
        with_statements: Whether each value tells its own language and origin.
    """

    def __init__(self, data: Dataset, tally: Tally, *, with_statements: bool) -> None:
        super().__init__(data, tally)
        self.entities: Entities = Entities(schemas_of(data))
        self._speaks = with_statements

    def carry(self, entity: Entity, fact: Fact, losses: list[tuple[str, str]] | None = None) -> None:
        """Note that an entity carries a fact, and name what it rests on."""
        said = list(losses or [])
        if fact.citations:
            known = all(citation.source in self.data.sources for citation in fact.citations)
            reason = _ORIGIN if self._speaks else _WHOLE
            said.append(("citations", reason if known else MISSING))
        self.keep(fact, said)
        self.entities.prove(entity, [fact])

    def put(self, entity: Entity, prop: str, value: str, fact: Fact, *losses: tuple[str, str]) -> bool:
        """Enter a value that is a fact, or note that the format does not take it."""
        if prop in _ADDRESSES and not is_web_address(value):
            self.drop(fact, NO_WEB_ADDRESS)
            return False
        if not entity.put(prop, value, fact):
            self.drop(fact, REFUSED)
            return False
        said = list(losses)
        if not entity.holds(prop, value):
            said.append(("text", CLEANED))
        self.carry(entity, fact, said)
        return True

    def refer(self, entity: Entity, role: str, target: str | None, fact: Fact, **more: str) -> Entity | None:
        """Link an entity to a record, and note what becomes of the fact."""
        ends = {"subject": entity.id, "object": target or ""}
        link = self.entities.link("UnknownLink", ends, role, fact)
        if link is not None:
            self.carry(link, fact, self.describe(link, more))
        return link

    def describe(self, link: Entity, texts: Mapping[str, str]) -> list[tuple[str, str]]:
        """Enter texts that describe a link, and return what of them is lost."""
        return [(part, REFUSED) for part, text in texts.items() if not link.put("summary", text)]

    def dates(self, entity: Entity, when: When, fact: Fact, props: tuple[str, str]) -> None:
        """Enter a date or period as far as it is plain."""
        entered, losses = self.enter_dates(entity, when, props, fact)
        if entered:
            self.carry(entity, fact, losses)
        else:
            self.drop(fact, losses[0][1])

    def enter_dates(
        self, entity: Entity, when: When, props: tuple[str, str], fact: Fact
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Enter the ends of a date or period as far as they are plain.

        Returns:
            Whether an end was entered, and what is lost.
        """
        plain = prefix_dates(when)
        losses = list(plain.losses)
        entered = False
        for prop, date in dict(zip(props, (plain.start, plain.end), strict=True)).items():
            if date is None:
                continue
            if cleaned(entity.schema, prop, date) == date:
                entered |= entity.put(prop, date, fact)
            else:
                losses.append((prop, REFUSED))
        return entered, losses

    def names(self, entity: Entity, record: Record, names: tuple[Name, ...], facts: Facts) -> None:
        """Enter names; the first that the format takes is the one that it shows."""
        shown = False
        for name in names:
            fact = facts["names", name.key]
            prop = _NAME_PROPERTIES.get(name.kind, "alias") if shown else "name"
            if prop == "abbreviation" and entity.schema not in _ABBREVIATED:
                prop = "alias"
            if not entity.put(prop, name.text, fact, language=name.language):
                self.drop(fact, REFUSED)
                continue
            losses = [("kind", NO_KIND), *self.name_losses(name)]
            if (shown or entity.schema != "Person") and (name.family, name.given) != (None, None):
                losses.append(("family and given", _NO_PARTS))
            if not entity.holds(prop, name.text):
                losses.append(("text", CLEANED))
            self.carry(entity, fact, losses)
            if not shown:
                shown = True
                self.keep_record(record, fact)
                self._name_parts(entity, name, fact)

    def _name_parts(self, entity: Entity, name: Name, fact: Fact) -> None:
        if entity.schema == "Person":
            for prop, part in (("lastName", name.family), ("firstName", name.given)):
                if part is not None and not entity.put(prop, part, fact, language=name.language):
                    self.tally.approximate(fact.ref, prop, REFUSED)

    def name_losses(self, name: Name) -> list[tuple[str, str]]:
        """Return what of a name's language and dates is lost."""
        losses: list[tuple[str, str]] = []
        if not self._speaks:
            losses.append(("language", _ONLY_STATEMENTS))
        elif language_code(name.language) is None:
            losses.append(("language", _NO_LANGUAGE))
        elif "-" in name.language:
            losses.append(("language", _SCRIPT))
        if name.period is not None:
            losses.append(("period", _TEXT_DATE))
        return losses
