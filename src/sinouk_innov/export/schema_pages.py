"""How is a page of schema.org filled from a record, so that each fact is either on it or known not to be?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sinouk_innov.dates import Period
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.guards import NO_WEB_ADDRESS, is_web_address
from sinouk_innov.export.plain_dates import prefix_dates
from sinouk_innov.export.schema_types import register_page
from sinouk_innov.model.vocabularies import NameKind
from sinouk_innov.quantities import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from sinouk_innov.dates import When
    from sinouk_innov.model.belonging import Identifier, SectorLink
    from sinouk_innov.model.record import Name, Part
    from sinouk_innov.quantities import Quantity
    from sinouk_innov.terms import Term

__all__ = [
    "NO_PLACE",
    "OURS",
    "PLAIN",
    "Losses",
    "Node",
    "Page",
    "alone",
    "left_out",
    "plain_days",
    "put_address",
    "put_body",
    "put_figure",
    "put_identifiers",
    "put_names",
    "put_sectors",
    "term_name",
]

Node: TypeAlias = dict[str, Any]
Losses: TypeAlias = tuple[tuple[str, str], ...]

OURS = "urn:sinouk-innov:"
NO_PLACE = "schema.org has no place for it"
PLAIN = "schema.org takes plain text here"
_WRONG_NAME = "a wrong name would be taken for a right one"
_ABOUT = "approximate, and would look exact"
_STRICT = ("bound", "told as if the figure itself were within it")
_WHOLE = 2**53
_WRONG = frozenset((NameKind.MISSPELLING, NameKind.MISTRANSLATION))
# How a figure that is bounded on one side stands there, and whether the figure itself is left out.
_SIDES = {
    Bound.EXACT: ("value", False),
    Bound.AT_LEAST: ("minValue", False),
    Bound.MORE_THAN: ("minValue", True),
    Bound.BETWEEN: ("minValue", False),
    Bound.AT_MOST: ("maxValue", False),
    Bound.LESS_THAN: ("maxValue", True),
}


class Page:
    """A record on its way: its node, and which of its facts stand in it."""

    def __init__(self, record: str, kind: str) -> None:
        self._record = record
        self.node: Node = {"@type": kind, "@id": f"{OURS}{record}"}
        self.carried: dict[FactRef, Losses] = {}
        self.dropped: dict[FactRef, str] = {}

    def carry(self, field: str | None = None, key: str | None = None, *losses: tuple[str, str]) -> None:
        """Note that a fact stands on the page, and what of it does not."""
        self.carried[FactRef(self._record, field, key)] = losses

    def put(self, term: str, value: object, field: str, key: str | None = None, *losses: tuple[str, str]) -> None:
        """Put a value of a fact on the page."""
        self.node.setdefault(term, []).append(value)
        self.carry(field, key, *losses)

    def put_dates(self, dates: dict[str, str | None], field: str, losses: Losses) -> None:
        """Put plain dates on the page; where there are none, the fact is dropped for the reasons given."""
        known = {term: date for term, date in dates.items() if date is not None}
        self.node |= known
        if known:
            self.carry(field, None, *losses)
        else:
            self.drop("; ".join(reason for part, reason in losses if part != "wording"), field)

    def drop(self, reason: str, field: str, key: str | None = None) -> None:
        """Note why a fact does not stand on the page."""
        self.dropped[FactRef(self._record, field, key)] = reason


def put_names(page: Page, names: Iterable[Name]) -> None:
    """Put names on a page: the first is shown, others stand for it, wrong ones are left out."""
    for place, name in enumerate(names):
        if place and name.kind in _WRONG:
            page.drop(_WRONG_NAME, "names", name.key)
            continue
        parts = (("language", PLAIN), ("kind", PLAIN), *left_out(name, "period", "note"))
        if place:
            parts += left_out(name, "family", "given")
        page.put("alternateName" if place else "name", name.text, "names", name.key, *parts)


def put_identifiers(page: Page, identifiers: Iterable[Identifier]) -> None:
    """Put identifiers on a page, and the addresses of the entries in their registers."""
    for identifier in identifiers:
        value = {"@type": "PropertyValue", "propertyID": str(identifier.scheme), "value": identifier.value}
        page.put("identifier", value, "identifiers", identifier.key, *left_out(identifier, "note"))
        found = register_page(identifier)
        if found is not None:
            page.node.setdefault("sameAs", []).append(found)


def put_sectors(page: Page, sectors: Iterable[SectorLink]) -> None:
    """Put sectors on a page, as key words."""
    for link in sectors:
        term = {"@type": "DefinedTerm", "name": link.sector.description, "termCode": str(link.sector)}
        page.put("keywords", term, "sectors", link.key, ("standing", NO_PLACE), *left_out(link, "wording", "note"))


def put_body(page: Page, sectors: Iterable[SectorLink], identifiers: Iterable[Identifier], website: str | None) -> None:
    """Put on a page what organisations and centres have in common."""
    put_sectors(page, sectors)
    put_identifiers(page, identifiers)
    put_address(page, "url", website, "website")


def put_address(page: Page, term: str, address: str | None, field: str) -> None:
    """Put an address on a page, if a browser may follow it."""
    if address is None:
        return
    if is_web_address(address):
        page.put(term, address, field)
    else:
        page.drop(NO_WEB_ADDRESS, field)


def plain_days(when: When) -> tuple[str | None, str | None, Losses]:
    """Return a date or period as plain dates; what is approximate gives none."""
    plain = prefix_dates(when)
    start, end = (when.start, when.end) if isinstance(when, Period) else (when, when)
    first = None if start is not None and start.approximate else plain.start
    last = None if end is not None and end.approximate else plain.end
    losses = [(part, _ABOUT if reason.startswith("approximate") else reason) for part, reason in plain.losses]
    return first, last, tuple(losses)


def _number(value: Decimal | Fraction | None) -> int | str | None:
    """Return a figure as a number of JSON, or as its digits where a number would be rounded; a fraction gives none."""
    if not isinstance(value, Decimal):
        return None
    return int(value) if value == value.to_integral_value() and abs(value) < _WHOLE else f"{value:f}"


def left_out(part: Part, *fields: str) -> Losses:
    """Return the losses of those fields of a part that have a value."""
    return tuple((field, NO_PLACE) for field in fields if getattr(part, field) is not None)


def term_name(term: Term) -> str:
    """Return the name of a term of ours, as in the linked data."""
    return f"{OURS}term:{type(term).__name__}/{term}"


def alone(value: Any) -> Any:
    """Return the only value of a list; anything else as it is."""
    if not isinstance(value, list):
        return value
    values = cast("Sequence[Any]", value)
    return values[0] if len(values) == 1 else values


def put_figure(page: Page, quantity: Quantity) -> None:
    """Put a figure on a page, as a number where its bound can be said, else in words."""
    low, high = _number(quantity.value), _number(quantity.upto)
    wording = (("wording", NO_PLACE),) if quantity.wording is not None else ()
    page.node["unitText"] = str(quantity.unit)
    if quantity.bound not in _SIDES or low is None or (quantity.upto is not None and high is None):
        page.put("value", quantity.describe(), "quantity", None, ("value", PLAIN), *wording)
        return
    term, strict = _SIDES[quantity.bound]
    page.put(term, low, "quantity", None, *((_STRICT,) if strict else ()), *wording)
    if high is not None:
        page.node["maxValue"] = high
