"""What does a valid record look like, in every shape that the model allows?

Each strategy builds what it gives from small pieces, so that nothing has to be thrown away: a record that it makes is
valid by construction. `small` gives a whole dataset as plain data, in which every rule of the gates has something to
hold on to.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Absence, Name, Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.remark import Remark
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    AbsenceReason,
    Capacity,
    CentreKind,
    EventKind,
    IdentifierScheme,
    InitiativeKind,
    Measure,
    Modality,
    NameKind,
    OrganisationKind,
    PlaceKind,
    PublisherKind,
    Rank,
    RelationKind,
    RemarkKind,
    Sector,
    SourceKind,
    Standing,
    StatisticStatus,
)
from sinouk_innov.quantities import Bound, Quantity, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinouk_innov.terms import Term

Plain = dict[str, Any]
T = TypeVar("T")
P = TypeVar("P", bound=Part)

FRAME = frozenset({"id", "citations", "note", "absent"})
ACTORS = ("org", "cen")
THINGS = ("pla", "org", "per", "cen", "ini", "evt")

# --- texts, ids and dates -------------------------------------------------------------------------------------------

_INK = st.one_of(
    st.sampled_from("aZ0é中ü’“-_.,()[]@:#/\\\"'"),
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")),
)
_INNER = st.one_of(_INK, st.sampled_from(" \t\n\u00a0\u3000"))


@st.composite
def texts(draw: st.DrawFn, longest: int = 12) -> str:
    """Give a text that is not blank and has no white space at its ends."""
    inner = draw(st.text(_INNER, max_size=longest - 2))
    return draw(_INK) + inner + draw(_INK)


def slugs() -> st.SearchStrategy[str]:
    """Give the readable part of an id."""
    return st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


@st.composite
def ids(draw: st.DrawFn, *prefixes: str) -> str:
    """Give an id of one of some kinds."""
    return f"{draw(st.sampled_from(prefixes))}-{draw(slugs())}"


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Give a value or none."""
    return st.one_of(st.none(), strategy)


@st.composite
def _plain_dates(draw: st.DrawFn, first: int = 2, last: int = 9998) -> str:
    day = draw(st.dates(dt.date(first, 1, 1), dt.date(last, 12, 31))).isoformat()
    return day[: draw(st.sampled_from((4, 7, 10)))]


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Give a date of every form, with or without a wording."""
    middle = draw(st.integers(2, 9990))
    form = draw(st.sampled_from(("{a}", "{a}~", "[{a}..]", "[..{b}]", "[{a}..{b}]")))
    edtf = form.format(a=draw(_plain_dates(last=middle)), b=draw(_plain_dates(first=middle + 1)))
    return PartialDate(edtf, draw(maybe(texts())))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Give a period of every form, with or without a wording."""
    middle = draw(st.integers(2, 9990))
    form = draw(st.sampled_from(("{a}/{b}", "{a}~/{b}~", "../{b}", "{a}/..", "{a}/", "/{b}")))
    edtf = form.format(a=draw(_plain_dates(last=middle)), b=draw(_plain_dates(first=middle + 1)))
    return Period(edtf, draw(maybe(texts())))


# --- figures --------------------------------------------------------------------------------------------------------


@st.composite
def _figures(draw: st.DrawFn) -> Decimal | Fraction:
    form = draw(st.sampled_from(("whole", "decimal", "fraction")))
    if form == "fraction":
        return Fraction(draw(st.integers(-(10**59), 10**59)), draw(st.integers(1, 10**59)))
    if form == "whole":
        return Decimal(draw(st.integers(-(10**60) + 1, 10**60 - 1)))
    # Built from text, since only a constructor is free of the context's precision.
    return Decimal(f"{draw(st.integers(-(10**20), 10**20))}E-{draw(st.integers(0, 30))}")


def _exact(figure: Decimal | Fraction) -> Fraction:
    return Fraction(figure)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Give a figure with every unit and bound."""
    bound = draw(st.sampled_from(Bound))
    value = None if bound is Bound.VAGUE else draw(_figures())
    upto: Decimal | Fraction | None = None
    if bound is Bound.BETWEEN:
        value, upto = sorted(draw(st.lists(_figures(), min_size=2, max_size=2, unique_by=_exact)), key=_exact)
    return Quantity(value, draw(st.sampled_from(Unit)), bound, upto, draw(maybe(texts())))


# --- evidence -------------------------------------------------------------------------------------------------------

_FINGERPRINTS = st.text("0123456789abcdef", min_size=16, max_size=16)
_EDGES = st.lists(st.sampled_from(("Peng", "Lv,", "2019", "中", "(park)")), min_size=1, max_size=3).map(" ".join)


@st.composite
def citations(draw: st.DrawFn, supports: Sequence[str] = ()) -> Citation:
    """Give a citation, of a passage or of a whole source; on a record also of some of its fields."""
    basis = draw(st.sampled_from(Basis))
    has_passage = draw(st.booleans())
    starts = draw(maybe(_EDGES)) if has_passage else None
    return Citation(
        source=draw(ids("src")),
        supports=tuple(draw(st.lists(st.sampled_from(supports), unique=True, max_size=3))) if supports else (),
        basis=basis,
        paragraph=draw(maybe(st.integers(1, 10**9))),
        words=draw(st.integers(1, 10**6)) if has_passage else None,
        fingerprint=draw(_FINGERPRINTS) if has_passage else None,
        starts=starts,
        ends=draw(maybe(_EDGES)) if starts is not None else None,
        locator=draw(maybe(texts())),
        note=draw(texts() if basis is Basis.INFERRED else maybe(texts())),
    )


def _noted(term: Term) -> st.SearchStrategy[str | None]:
    """Give a note, which a term `other` needs."""
    return texts() if term == "other" else maybe(texts())


def _cited() -> st.SearchStrategy[tuple[Citation, ...]]:
    return st.lists(citations(), max_size=2, unique=True).map(tuple)


def _unique(parts: st.SearchStrategy[P], least: int = 0) -> st.SearchStrategy[tuple[P, ...]]:
    return st.lists(parts, min_size=least, max_size=least + 1, unique_by=lambda part: part.key).map(tuple)


def _several(*prefixes: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(ids(*prefixes), max_size=2, unique=True).map(tuple)


# --- parts ----------------------------------------------------------------------------------------------------------

LANGUAGES = ("en", "zh", "zh-Latn", "zh-Hant-TW", "en-GB", "yue", "es-419")


@st.composite
def names(draw: st.DrawFn) -> Name:
    """Give a name, some with a family and a given part."""
    family, given = draw(maybe(texts(8))), draw(maybe(texts(8)))
    kind = draw(st.sampled_from(NameKind))
    return Name(
        text=" ".join(part for part in (family, given) if part is not None) or draw(texts()),
        language=draw(st.sampled_from(LANGUAGES)),
        kind=kind,
        family=family,
        given=given,
        period=draw(maybe(periods())),
        citations=draw(_cited()),
        note=draw(_noted(kind)),
    )


IDENTIFIERS = {
    IdentifierScheme.GEONAMES: ("1797929", "1"),
    IdentifierScheme.WIKIDATA: ("Q170322", "Q1"),
    IdentifierScheme.ROR: ("013meh722", "05bqach95"),
    IdentifierScheme.GRID: ("grid.5335.0", "grid.12527.33"),
    IdentifierScheme.ISNI: ("0000000121885934",),
    IdentifierScheme.CROSSREF_FUNDER: ("501100000289",),
    IdentifierScheme.ISO_3166_1: ("CN", "GB"),
    IdentifierScheme.ISO_3166_2: ("CN-SD", "GB-CAM"),
    IdentifierScheme.IASP_DIRECTORY: ("31",),
    IdentifierScheme.OTHER: ("a/b c",),
}


@st.composite
def identifiers(draw: st.DrawFn) -> Identifier:
    """Give an identifier of every register."""
    scheme = draw(st.sampled_from(IdentifierScheme))
    return Identifier(
        scheme=scheme,
        value=draw(st.sampled_from(IDENTIFIERS[scheme])),
        citations=draw(_cited()),
        note=draw(maybe(texts())),
    )


@st.composite
def sector_links(draw: st.DrawFn) -> SectorLink:
    """Give a sector with its standing."""
    sector = draw(st.sampled_from(Sector))
    return SectorLink(
        sector=sector,
        standing=draw(st.sampled_from(Standing)),
        wording=draw(_noted(sector)),
        citations=draw(_cited()),
        note=draw(maybe(texts())),
    )


@st.composite
def wholes(draw: st.DrawFn, *prefixes: str) -> PartOf:
    """Give what a centre is a part of."""
    return PartOf(
        whole=draw(ids(*(prefixes or ("pla", *ACTORS)))),
        qualifier=draw(maybe(texts())),
        citations=draw(_cited()),
        note=draw(maybe(texts())),
    )


@st.composite
def roles(draw: st.DrawFn) -> Role:
    """Give a post."""
    return Role(
        titles=draw(_unique(names(), least=1)),
        rank=draw(st.sampled_from(Rank)),
        body=draw(ids(*ACTORS)),
        period=draw(maybe(periods())),
        citations=draw(_cited()),
        note=draw(maybe(texts())),
    )


@st.composite
def participations(draw: st.DrawFn) -> Participation:
    """Give that someone took part in an event."""
    capacity = draw(st.sampled_from(Capacity))
    known = draw(st.booleans())
    return Participation(
        entity=draw(ids("per", *ACTORS)) if known else None,
        label=None if known else draw(texts()),
        capacity=capacity,
        role=draw(maybe(texts())),
        on_behalf_of=draw(maybe(ids(*ACTORS))),
        group=draw(maybe(texts())),
        citations=draw(_cited()),
        note=draw(_noted(capacity)),
    )


@st.composite
def parties(draw: st.DrawFn) -> Party:
    """Give someone who takes part in an initiative."""
    capacity = draw(st.sampled_from(Capacity))
    known = draw(st.booleans())
    return Party(
        entity=draw(ids("per", *ACTORS)) if known else None,
        label=None if known else draw(texts()),
        capacity=capacity,
        citations=draw(_cited()),
        note=draw(_noted(capacity)),
    )


PARTS: dict[type[Part], st.SearchStrategy[Part]] = {
    Name: names(),
    Identifier: identifiers(),
    SectorLink: sector_links(),
    PartOf: wholes(),
    Role: roles(),
    Participation: participations(),
    Party: parties(),
}
"""A strategy for every class of parts."""

# --- records --------------------------------------------------------------------------------------------------------


@st.composite
def absences(draw: st.DrawFn, field: str) -> Absence:
    """Give why a field is empty."""
    reason = draw(st.sampled_from(AbsenceReason))
    note = draw(texts() if reason is AbsenceReason.DOUBTED else maybe(texts()))
    return Absence(field=field, reason=reason, note=note)


@st.composite
def _framed(draw: st.DrawFn, record_class: type[Record], fields: Plain, note: str | None) -> Record:
    """Give a record with an id, a note, citations for some of its fields, and reasons for some that are empty."""
    supports = tuple(field for field in attrs.fields_dict(record_class) if field not in FRAME)
    empty = sorted(field for field, value in fields.items() if value in (None, ()))
    lacking = draw(st.lists(st.sampled_from(empty), unique=True, max_size=2)) if empty else []
    return record_class(
        id=draw(ids(record_class.prefix)),
        note=note,
        citations=tuple(draw(st.lists(citations((*supports, f"{supports[0]}[x]")), max_size=2, unique=True))),
        absent=tuple(draw(absences(field)) for field in lacking),
        **fields,
    )


def _addresses() -> st.SearchStrategy[str]:
    return st.from_regex(r"https?://[a-z]{1,9}\.(cn|uk)(/[a-z0-9?=#%]{0,5})?", fullmatch=True)


@st.composite
def sources(draw: st.DrawFn) -> Record:
    """Give a source."""
    kind, publisher = draw(st.sampled_from(SourceKind)), draw(st.sampled_from(PublisherKind))
    fields = {
        "kind": kind,
        "title": draw(texts()),
        "publisher": draw(texts()),
        "publisher_kind": publisher,
        "url": draw(maybe(_addresses())),
        "archived": draw(maybe(_addresses())),
        "published": draw(maybe(partial_dates())),
        "accessed": draw(maybe(partial_dates())),
        "language": draw(st.sampled_from(LANGUAGES)),
        "licence": draw(maybe(texts())),
        "lineage": draw(maybe(st.just("src-0-the-first"))),
        "fingerprint": draw(maybe(_FINGERPRINTS)),
    }
    return draw(_framed(Source, fields, draw(_noted(kind if kind == "other" else publisher))))


@st.composite
def places(draw: st.DrawFn) -> Record:
    """Give a place."""
    kind = draw(st.sampled_from(PlaceKind))
    located = draw(st.booleans())
    fields = {
        "names": draw(_unique(names(), least=1)),
        "kind": kind,
        "part_of": draw(maybe(st.just("pla-0-the-whole"))),
        "identifiers": draw(_unique(identifiers())),
        "latitude": draw(st.floats(-90, 90)) if located else None,
        "longitude": draw(st.floats(-180, 180)) if located else None,
    }
    return draw(_framed(Place, fields, draw(_noted(kind))))


@st.composite
def organisations(draw: st.DrawFn) -> Record:
    """Give an organisation."""
    kind = draw(st.sampled_from(OrganisationKind))
    fields = {
        "names": draw(_unique(names(), least=1)),
        "kind": kind,
        "part_of": draw(maybe(ids("cen"))),
        "seat": draw(maybe(ids("pla", "cen"))),
        "sectors": draw(_unique(sector_links())),
        "website": draw(maybe(_addresses())),
        "identifiers": draw(_unique(identifiers())),
    }
    return draw(_framed(Organisation, fields, draw(_noted(kind))))


@st.composite
def people(draw: st.DrawFn) -> Record:
    """Give a person."""
    fields = {
        "names": draw(_unique(names(), least=1)),
        "honorific": draw(maybe(texts())),
        "roles": draw(_unique(roles())),
    }
    return draw(_framed(Person, fields, draw(maybe(texts()))))


@st.composite
def centres(draw: st.DrawFn) -> Record:
    """Give a centre."""
    kind = draw(st.sampled_from(CentreKind))
    fields = {
        "names": draw(_unique(names(), least=1)),
        "kind": kind,
        "place": draw(maybe(ids("pla"))),
        "part_of": draw(_unique(wholes("pla", "org"))),
        "operators": draw(_several(*ACTORS)),
        "sectors": draw(_unique(sector_links())),
        "website": draw(maybe(_addresses())),
        "identifiers": draw(_unique(identifiers())),
    }
    return draw(_framed(Centre, fields, draw(_noted(kind))))


@st.composite
def initiatives(draw: st.DrawFn) -> Record:
    """Give an initiative."""
    kind = draw(st.sampled_from(InitiativeKind))
    fields = {
        "names": draw(_unique(names(), least=1)),
        "kind": kind,
        "part_of": draw(maybe(st.just("ini-0-the-whole"))),
        "parties": draw(_unique(parties())),
        "operators": draw(_several(*ACTORS)),
        "sectors": draw(_unique(sector_links())),
        "outcome": draw(maybe(texts())),
    }
    return draw(_framed(Initiative, fields, draw(_noted(kind))))


@st.composite
def events(draw: st.DrawFn) -> Record:
    """Give an event."""
    kind = draw(st.sampled_from(EventKind))
    fields = {
        "names": draw(_unique(names())),
        "kind": kind,
        "when": draw(maybe(st.one_of(partial_dates(), periods()))),
        "where": draw(maybe(ids("pla", "cen"))),
        "part_of": draw(maybe(st.just("evt-0-the-whole"))),
        "about": draw(_several(*THINGS)),
        "participations": draw(_unique(participations())),
        "modality": draw(st.sampled_from(Modality)),
    }
    return draw(_framed(Event, fields, draw(_noted(kind))))


@st.composite
def relations(draw: st.DrawFn) -> Record:
    """Give a relation."""
    kind = draw(st.sampled_from(RelationKind))
    subject, other = draw(st.lists(ids(*THINGS), min_size=2, max_size=2, unique=True))
    fields = {
        "subject": subject,
        "kind": kind,
        "object": other,
        "period": draw(maybe(periods())),
        "qualifier": draw(maybe(texts())),
    }
    return draw(_framed(Relation, fields, draw(_noted(kind))))


@st.composite
def statistics(draw: st.DrawFn) -> Record:
    """Give a figure about something."""
    measure = draw(st.sampled_from(Measure))
    time = draw(st.sampled_from(("as_of", "over", None)))
    fields = {
        "about": draw(ids(*THINGS)),
        "measure": measure,
        "category": draw(texts() if measure is Measure.COUNT else maybe(texts())),
        "scope": draw(maybe(texts())),
        "quantity": draw(quantities()),
        "as_of": draw(partial_dates()) if time == "as_of" else None,
        "over": draw(st.one_of(partial_dates(), periods())) if time == "over" else None,
        "part_of": draw(maybe(st.just("sta-0-the-whole"))),
        "share_of": draw(maybe(st.just("sta-0-the-whole"))),
        "status": draw(st.sampled_from(StatisticStatus)),
    }
    return draw(_framed(Statistic, fields, draw(_noted(measure))))


@st.composite
def remarks(draw: st.DrawFn) -> Record:
    """Give a remark."""
    fields = {
        "speaker": draw(maybe(ids("per", *ACTORS))),
        "on_behalf_of": draw(maybe(ids(*ACTORS))),
        "event": draw(maybe(ids("evt"))),
        "about": draw(_several(*THINGS)),
        "gist": draw(texts()),
        "kind": draw(st.sampled_from(RemarkKind)),
    }
    return draw(_framed(Remark, fields, draw(maybe(texts()))))


RECORDS: dict[str, st.SearchStrategy[Record]] = {
    "source": sources(),
    "place": places(),
    "organisation": organisations(),
    "person": people(),
    "centre": centres(),
    "initiative": initiatives(),
    "event": events(),
    "relation": relations(),
    "statistic": statistics(),
    "remark": remarks(),
}
"""A strategy for every kind of record."""


def records() -> st.SearchStrategy[Record]:
    """Give a record of any kind."""
    return st.one_of(*RECORDS.values())


def releases() -> st.SearchStrategy[Release]:
    """Give what a dataset says of itself."""
    empty_or_text = st.one_of(st.just(""), texts())
    return st.builds(Release, title=empty_or_text, data_version=empty_or_text, as_of=empty_or_text)


@st.composite
def redirects(draw: st.DrawFn) -> dict[str, str | None]:
    """Give retired ids with what took their place, if anything."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(THINGS), slugs(), maybe(slugs())), max_size=2))
    return {f"{prefix}-{retired}": new and f"{prefix}-{new}" for prefix, retired, new in pairs}


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Give a dataset of a few records, each valid by itself; they need not fit together."""
    rows = draw(st.lists(records(), max_size=3, unique_by=lambda record: record.id))
    return Dataset.of(rows, release=draw(releases()), redirects=draw(redirects()))


# --- a small dataset as plain data ----------------------------------------------------------------------------------


def cited(*supports: str, source: str = "src-report", **more: Any) -> list[Plain]:
    """Return one citation, as plain data."""
    return [{"source": source} | ({"supports": [*supports]} if supports else {}) | {"basis": "stated"} | more]


def name(text: str, **more: Any) -> Plain:
    """Return a name, as plain data."""
    return {"text": text, "language": "en", "kind": "official"} | more | {"citations": cited()}


def small() -> dict[str, list[Plain]]:
    """Return the tables of a small dataset with which nothing is wrong; each call gives another copy."""
    return {
        "sources": [
            {
                "id": "src-copy",
                "kind": "news",
                "title": "The same report",
                "publisher": "Another agency",
                "publisher_kind": "reposter",
                "published": {"edtf": "2020-06"},
                "language": "en",
                "lineage": "src-report",
            },
            {
                "id": "src-report",
                "kind": "news",
                "title": "A report",
                "publisher": "An agency",
                "publisher_kind": "media",
                "url": "https://agency.example/report",
                "published": {"edtf": "2020-05-01"},
                "accessed": {"edtf": "2021"},
                "language": "en",
            },
        ],
        "places": [
            {
                "id": "pla-city",
                "names": [name("The City")],
                "kind": "city",
                "part_of": "pla-country",
                "identifiers": [{"scheme": "geonames", "value": "1797929", "citations": cited()}],
                "latitude": 36.06488,
                "longitude": 120.38042,
                "citations": cited("kind", "part_of", "latitude", "longitude"),
            },
            {"id": "pla-country", "names": [name("The Country")], "kind": "country", "citations": cited("kind")},
        ],
        "organisations": [
            {
                "id": "org-bureau",
                "names": [name("The Bureau")],
                "kind": "bureau",
                "part_of": "org-government",
                "seat": "pla-city",
                "website": "https://bureau.example",
                "citations": cited("kind", "part_of", "seat", "website", source="src-copy"),
            },
            {
                "id": "org-government",
                "names": [name("The Government")],
                "kind": "government",
                "sectors": [{"sector": "energy", "standing": "core", "citations": cited()}],
                "citations": cited("kind"),
            },
        ],
        "people": [
            {
                "id": "per-peng-lv",
                "names": [name("Peng Lv", family="Lv", given="Peng")],
                "honorific": "Mr",
                "roles": [
                    {
                        "titles": [name("Director")],
                        "rank": "head",
                        "body": "org-bureau",
                        "period": {"edtf": "2018/.."},
                        "citations": cited(),
                    }
                ],
                "citations": cited("honorific"),
            }
        ],
        "centres": [
            {
                "id": "cen-park",
                "names": [name("The Park")],
                "kind": "science_park",
                "place": "pla-city",
                "part_of": [{"whole": "cen-zone", "qualifier": "core area of", "citations": cited()}],
                "operators": ["org-bureau"],
                "citations": cited("kind", "place", "operators[org-bureau]"),
            },
            {"id": "cen-zone", "names": [name("The Zone")], "kind": "high_tech_zone", "citations": cited("kind")},
        ],
        "initiatives": [
            {
                "id": "ini-plan",
                "names": [name("The Plan")],
                "kind": "plan",
                "parties": [{"entity": "org-government", "capacity": "partner", "citations": cited()}],
                "operators": ["org-bureau"],
                "citations": cited("kind", "operators"),
            }
        ],
        "events": [
            {
                "id": "evt-talk",
                "kind": "meeting",
                "when": {"edtf": "2020-04-02", "wording": "on the second day"},
                "part_of": "evt-visit",
                "about": ["ini-plan"],
                "citations": cited(source="src-copy"),
            },
            {
                "id": "evt-visit",
                "names": [name("The Visit")],
                "kind": "visit",
                "when": {"edtf": "2020-04"},
                "where": "cen-park",
                "participations": [
                    {
                        "entity": "per-peng-lv",
                        "capacity": "guest",
                        "on_behalf_of": "org-bureau",
                        "citations": cited(),
                    },
                    {"label": "his delegation", "capacity": "accompanying", "citations": cited()},
                ],
                "modality": "happened",
                "citations": cited(paragraph=2, words=7, fingerprint="0123456789abcdef", starts="In", ends="day"),
            },
        ],
        "relations": [
            {
                "id": "rel-bureau-partner-of-park",
                "subject": "org-bureau",
                "kind": "partner_of",
                "object": "cen-park",
                "citations": cited(),
            }
        ],
        "statistics": [
            {
                "id": "sta-firms",
                "about": "cen-park",
                "measure": "count",
                "category": "firms",
                "quantity": {"value": "1500", "unit": "count", "bound": "more_than", "wording": "over 1,500"},
                "as_of": {"edtf": "2020-04"},
                "status": "reported",
                "citations": cited(),
            },
            {
                "id": "sta-firms-abroad",
                "about": "cen-park",
                "measure": "count",
                "category": "firms from abroad",
                "quantity": {"value": "1/5", "unit": "share", "bound": "about"},
                "share_of": "sta-firms",
                "status": "reported",
                "citations": cited(),
            },
            {
                "id": "sta-firms-high-tech",
                "about": "cen-park",
                "measure": "count",
                "category": "high-tech firms",
                "quantity": {"value": "300", "unit": "count", "bound": "exact"},
                "over": {"edtf": "2019"},
                "part_of": "sta-firms",
                "status": "reported",
                "citations": cited(),
            },
        ],
        "remarks": [
            {
                "id": "rem-lv-praises-park",
                "speaker": "per-peng-lv",
                "on_behalf_of": "org-bureau",
                "event": "evt-visit",
                "about": ["cen-park"],
                "gist": "The park does well",
                "kind": "praise",
                "citations": cited(),
            }
        ],
    }
