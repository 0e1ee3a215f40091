"""How does a Popolo object come about, with the evidence that it can carry?

An object is filled fact by fact: each that goes in is noted in the tally with what it loses, and what it rests on
comes along in the object's `sources`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov.export.account import MISSING, Account, facts_by_place
from sinouk_innov.export.guards import NO_WEB_ADDRESS, is_web_address
from sinouk_innov.export.plain_dates import prefix_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import When
    from sinouk_innov.evidence import Citation
    from sinouk_innov.export.ledger import Tally
    from sinouk_innov.model.centre import Centre
    from sinouk_innov.model.facts import Fact
    from sinouk_innov.model.record import Name, Record
    from sinouk_innov.model.source import Source

__all__ = ["Draft", "Json", "Sheet"]

Json = dict[str, Any]

_EVIDENCE = "told as an address and a note; basis, fingerprint and remarks on it have no place"
_NO_ADDRESS = "a source is named by its address, and this one has none"
_PRIMARY = "the primary name has no language and no kind"


class Draft(Account):
    """The objects of an export in the making.

    Args:
        data: The dataset that is exported.
        tally: Where it is noted what becomes of each fact.
    """

    def __init__(self, data: Dataset, tally: Tally) -> None:
        super().__init__(data, tally)
        self.told: set[str] = set()
        """The ids of the sources that some object names."""
        self.sites: dict[str, Centre] = {}
        """The centres whose sites some object lies in, by the ids of these areas."""

    def area_id(self, record_id: str | None) -> str | None:
        """Return the id of the area that a place is, or the site of a centre; None where there is no such record."""
        if record_id is None or not self.holds(record_id):
            return None
        centre = self.data.centres.get(record_id) if record_id.startswith("cen-") else None
        if centre is None:
            return record_id
        self.sites[f"{centre.id}-site"] = centre
        return f"{centre.id}-site"


class Sheet:
    """One object in the making.

    Args:
        draft: The export that it belongs to.
        record: The record that it comes from.
        fields: What it holds from the start.
    """

    def __init__(self, draft: Draft, record: Record, **fields: Any) -> None:
        self._draft = draft
        self._fields = fields
        self._facts: list[Fact] = []
        self._known = facts_by_place(record)
        self._record = record

    def set(self, **fields: Any) -> None:
        """Set fields of the object; what is None is left out."""
        self._fields.update({name: value for name, value in fields.items() if value is not None})

    def keep(self, field: str | None, key: str | None = None, losses: Iterable[tuple[str, str]] = ()) -> None:
        """Note that the object carries a fact of its record.

        Args:
            field: The field of the fact; None where it is the record itself.
            key: Which value of the field.
            losses: What the object does not carry of it: pairs of a part and a reason.
        """
        fact = self._known[field, key]
        self._draft.keep(fact, losses)
        self._facts.append(fact)

    def keep_record(self, field: str | None, key: str | None = None) -> None:
        """Note that what a record says beside its facts is not there, with the fact that the object is known by."""
        self._draft.keep_record(self._record, self._known[field, key])

    def keep_date(self, field: str, when: When, start: str, end: str) -> None:
        """Set two fields to the start and end of a date or period, as far as they are plain."""
        dates = prefix_dates(when)
        losses = [(f"{field}.{part}", reason) for part, reason in dates.losses]
        if dates.start is None and dates.end is None:
            self._draft.drop(self._known[field, None], losses[0][1])
            return
        self.set(**{start: dates.start, end: dates.end})
        self.keep(field, losses=losses)

    def keep_address(self, field: str, address: str) -> None:
        """Set a link to an address, if a browser may follow it."""
        if not is_web_address(address):
            self._draft.drop(self._known[field, None], NO_WEB_ADDRESS)
            return
        self.set(links=[{"url": address, "note": field}])
        self.keep(field)

    def keep_names(self, names: tuple[Name, ...], *, parts: bool = False) -> None:
        """Set the primary and other names, and with `parts` the family and given part of the primary one."""
        if not names:
            return
        first, *others = names
        self.set(name=first.text)
        if parts:
            self.set(family_name=first.family, given_name=first.given)
        losses = [("language and kind", _PRIMARY)]
        if first.period is not None:
            losses.append(("period", "the primary name has no dates"))
        if not parts and (first.family, first.given) != (None, None):
            losses.append(("family and given", "only a person's name has parts"))
        self.keep("names", first.key, losses)
        if others:
            self.set(other_names=[self._other_name(name) for name in others])

    def _other_name(self, name: Name) -> Json:
        made: Json = {"name": name.text, "note": f"{name.language}; {name.kind}"}
        parts = {"family_name": name.family, "given_name": name.given}
        losses: list[tuple[str, str]] = []
        if name.period is not None:
            dates = prefix_dates(name.period)
            losses = [(f"period.{part}", reason) for part, reason in dates.losses]
            parts |= {"start_date": dates.start, "end_date": dates.end}
        self.keep("names", name.key, losses)
        return made | {key: value for key, value in parts.items() if value is not None}

    def done(self) -> Json:
        """Return the object, with what its facts rest on."""
        links: dict[tuple[str, str], list[str]] = {}
        for fact in self._facts:
            what = str(fact.ref).partition("#")[2] or "the record"
            for citation in fact.citations:
                source = self._draft.data.sources.get(citation.source)
                self._draft.tally.approximate(fact.ref, "citations", _fate(source))
                if source is None or source.url is None or not is_web_address(source.url):
                    continue
                self._draft.told.add(source.id)
                link = (citation.link(source) or source.url, _place(citation, source))
                links.setdefault(link, []).append(what)
        if not links:
            return self._fields
        told = [
            {"url": url, "note": f"{place}; for {', '.join(dict.fromkeys(facts))}"}
            for (url, place), facts in sorted(links.items())
        ]
        return self._fields | {"sources": told}


def _fate(source: Source | None) -> str:
    if source is None:
        return MISSING
    if source.url is None:
        return _NO_ADDRESS
    return _EVIDENCE if is_web_address(source.url) else NO_WEB_ADDRESS


def _place(citation: Citation, source: Source) -> str:
    published = prefix_dates(source.published).start if source.published is not None else None
    said = f"{source.title} ({', '.join(text for text in (source.publisher, published) if text)})"
    return said if citation.paragraph is None else f"{said}, paragraph {citation.paragraph}"
