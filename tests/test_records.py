"""Does each kind of record, and each part of one, refuse what makes no sense by itself?"""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import attrs
import pytest
from hypothesis import given

import small
import strategies
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.evidence import Citation
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.kinds import KINDS, Kind, kind_of_id, kind_of_table
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.place import Place
from sinouk_innov.model.record import Absence, Name, Part, Record, is_id
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

_NAME = Name(text="Peng Lv", language="zh-Latn", kind=NameKind.OFFICIAL, family="Lv", given="Peng")
_CITED = Citation(source="src-a", supports=("kind",))
_VALID: dict[str, Record | Part | Absence] = {
    "name": _NAME,
    "identifier": Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q170322"),
    "sector": SectorLink(sector=Sector.SOFTWARE, standing=Standing.MAIN),
    "part_of": PartOf(whole="cen-a", qualifier="core area of"),
    "absence": Absence(field="website", reason=AbsenceReason.NOT_STATED),
    "role": Role(titles=(_NAME,), rank=Rank.HEAD, body="org-a"),
    "participation": Participation(entity="per-a", capacity=Capacity.HOST),
    "party": Party(entity="org-a", capacity=Capacity.PARTY),
    "source": Source(
        id="src-a",
        kind=SourceKind.NEWS,
        title="A title",
        publisher="A publisher",
        publisher_kind=PublisherKind.MEDIA,
        language="en",
    ),
    "place": Place(id="pla-a", names=(_NAME,), kind=PlaceKind.CITY, citations=(_CITED,)),
    "organisation": Organisation(id="org-a", names=(_NAME,), kind=OrganisationKind.COMPANY),
    "person": Person(id="per-a", names=(_NAME,)),
    "centre": Centre(id="cen-a", names=(_NAME,), kind=CentreKind.SCIENCE_PARK),
    "initiative": Initiative(id="ini-a", names=(_NAME,), kind=InitiativeKind.PLAN),
    "event": Event(id="evt-a", kind=EventKind.VISIT),
    "relation": Relation(id="rel-a", subject="cen-a", kind=RelationKind.HOSTS, object="org-a"),
    "statistic": Statistic(id="sta-a", about="cen-a", measure=Measure.FLOOR_AREA, quantity=Quantity(9, Unit.HA)),
    "remark": Remark(id="rem-a", gist="All is well.", kind=RemarkKind.PRAISE),
}
_YEAR = PartialDate("2020")


@pytest.mark.parametrize(
    ("what", "changes", "reason"),
    [
        # What holds for every part.
        ("name", {"note": ""}, "note is blank or has white space at its ends"),
        ("role", {"note": "a "}, "note is blank or has white space at its ends"),
        ("party", {"citations": (_CITED,)}, "only a record's citation names the fields that it supports"),
        # Names.
        ("name", {"text": "Peng Lv "}, "text is blank or has white space at its ends"),
        ("name", {"text": "", "family": None, "given": None}, "text is blank or has white space at its ends"),
        ("name", {"family": "Lyu"}, "the part 'Lyu' does not stand in the name 'Peng Lv'"),
        ("name", {"given": ""}, "the part '' does not stand in the name 'Peng Lv'"),
        ("name", {"given": " "}, "the part ' ' does not stand in the name 'Peng Lv'"),
        ("name", {"language": "English"}, "a language is a BCP 47 tag such as en or zh-Latn, not 'English'"),
        ("name", {"language": "zh-latn"}, "a language is a BCP 47 tag"),
        ("name", {"language": "en_GB"}, "a language is a BCP 47 tag"),
        ("name", {"language": ""}, "a language is a BCP 47 tag"),
        ("name", {"kind": NameKind.OTHER}, "other needs a note that says what is meant"),
        # Other parts.
        ("identifier", {"value": "q1"}, "an identifier of wikidata is Q and a number, not 'q1'"),
        ("identifier", {"value": ""}, "value is blank or has white space at its ends"),
        ("sector", {"sector": Sector.OTHER}, "another sector needs its wording"),
        ("sector", {"wording": " x"}, "wording is blank or has white space at its ends"),
        ("part_of", {"whole": "per-a"}, "whole takes an id that begins with pla- or org- or cen-: 'per-a'"),
        ("part_of", {"qualifier": ""}, "qualifier is blank or has white space at its ends"),
        ("absence", {"reason": AbsenceReason.DOUBTED}, "a doubted value needs a note that says which, and why"),
        ("absence", {"note": ""}, "note is blank or has white space at its ends"),
        ("role", {"titles": ()}, "a role has at least one title"),
        ("role", {"titles": (_NAME, _NAME)}, "titles has 'Peng Lv@zh-Latn' twice"),
        ("role", {"body": "per-a"}, "body takes an id that begins with org- or cen-: 'per-a'"),
        ("participation", {"entity": None}, "a participation has either an entity or a label"),
        ("participation", {"label": "his delegation"}, "a participation has either an entity or a label"),
        ("participation", {"entity": "ini-a"}, "entity takes an id that begins with per- or org- or cen-"),
        ("participation", {"entity": None, "label": ""}, "label is blank or has white space at its ends"),
        ("participation", {"on_behalf_of": "per-a"}, "on_behalf_of takes an id that begins with org- or cen-"),
        ("participation", {"role": " Head"}, "role is blank or has white space at its ends"),
        ("participation", {"group": ""}, "group is blank or has white space at its ends"),
        ("participation", {"capacity": Capacity.OTHER}, "other needs a note that says what is meant"),
        ("party", {"entity": None}, "a party has either an entity or a label"),
        ("party", {"label": "UK startups"}, "a party has either an entity or a label"),
        ("party", {"entity": "evt-a"}, "entity takes an id that begins with org- or cen- or per-"),
        ("party", {"entity": None, "label": " x"}, "label is blank or has white space at its ends"),
        ("party", {"capacity": Capacity.OTHER}, "other needs a note that says what is meant"),
        # What holds for every record.
        ("place", {"id": "cen-a"}, "the id of a place is pla- and a slug of a-z, 0-9 and hyphens, not 'cen-a'"),
        ("event", {"id": "evt-A"}, "the id of an event is evt- and a slug of a-z, 0-9 and hyphens, not 'evt-A'"),
        ("remark", {"id": "rem-"}, "the id of a remark is rem- and a slug"),
        ("place", {"citations": (Citation(source="src-a", supports=("seat",)),)}, "'seat', which is no field of"),
        (
            "event",
            {"citations": (Citation(source="src-a", supports=("id",)),)},
            "supports 'id', which is no field of an",
        ),
        ("event", {"citations": (Citation(source="src-a", supports=("absent[x]",)),)}, "which is no field of an event"),
        (
            "place",
            {"absent": (Absence(field="seat", reason=AbsenceReason.NOT_STATED),)},
            "'seat' is no field of a place",
        ),
        (
            "place",
            {"absent": (Absence(field="kind", reason=AbsenceReason.NOT_STATED),)},
            "kind has a value and is said to",
        ),
        (
            "place",
            {"absent": tuple(Absence(field="latitude", reason=reason) for reason in list(AbsenceReason)[:2])},
            "absent has 'latitude' twice",
        ),
        ("place", {"note": "\n"}, "note is blank or has white space at its ends"),
        ("place", {"names": (_NAME, attrs.evolve(_NAME, kind=NameKind.SHORT))}, "names has 'Peng Lv@zh-Latn' twice"),
        ("event", {"about": ("org-a", "org-b", "org-a")}, "about has 'org-a' twice"),
        # Each kind.
        ("source", {"fingerprint": "abc"}, "a fingerprint is 16 hexadecimal digits, not 'abc'"),
        ("source", {"fingerprint": "0123456789ABCDEF"}, "a fingerprint is 16 hexadecimal digits"),
        ("source", {"lineage": "src-a"}, "a source does not repeat itself"),
        ("source", {"lineage": "org-a"}, "lineage takes an id that begins with src-: 'org-a'"),
        ("source", {"title": ""}, "title is blank or has white space at its ends"),
        ("source", {"publisher": " "}, "publisher is blank or has white space at its ends"),
        ("source", {"licence": ""}, "licence is blank or has white space at its ends"),
        ("source", {"language": "english"}, "a language is a BCP 47 tag"),
        ("source", {"url": "javascript:alert(1)"}, "url is no http or https address: 'javascript:alert(1)'"),
        ("source", {"url": "https://"}, "url is no http or https address"),
        ("source", {"url": "https:///path"}, "url is no http or https address"),
        ("source", {"url": "https://a b"}, "url is no http or https address"),
        ("source", {"archived": "ftp://a.b"}, "archived is no http or https address: 'ftp://a.b'"),
        ("source", {"kind": SourceKind.OTHER}, "other needs a note that says what is meant"),
        ("source", {"publisher_kind": PublisherKind.OTHER}, "other needs a note that says what is meant"),
        ("place", {"names": ()}, "at least one name is needed"),
        ("place", {"kind": PlaceKind.OTHER}, "other needs a note that says what is meant"),
        ("place", {"part_of": "pla-a"}, "a place is no part of itself"),
        ("place", {"part_of": "org-a"}, "part_of takes an id that begins with pla- or cen-: 'org-a'"),
        ("place", {"latitude": 36.1}, "latitude and longitude go together"),
        ("place", {"longitude": 120.4}, "latitude and longitude go together"),
        ("place", {"latitude": 90.5, "longitude": 0.0}, "a latitude lies between -90 and 90, not 90.5"),
        ("place", {"latitude": float("nan"), "longitude": 0.0}, "a latitude lies between -90 and 90, not nan"),
        ("place", {"latitude": 0.0, "longitude": -180.5}, "a longitude lies between -180 and 180, not -180.5"),
        ("place", {"latitude": 0.0, "longitude": float("inf")}, "a longitude lies between -180 and 180, not inf"),
        ("organisation", {"names": ()}, "at least one name is needed"),
        ("organisation", {"kind": OrganisationKind.OTHER}, "other needs a note that says what is meant"),
        ("organisation", {"part_of": "org-a"}, "an organisation is no part of itself"),
        ("organisation", {"part_of": "pla-a"}, "part_of takes an id that begins with org- or cen-: 'pla-a'"),
        ("organisation", {"seat": "org-b"}, "seat takes an id that begins with pla- or cen-: 'org-b'"),
        ("organisation", {"website": "www.a.b"}, "website is no http or https address: 'www.a.b'"),
        ("person", {"names": ()}, "at least one name is needed"),
        ("person", {"honorific": ""}, "honorific is blank or has white space at its ends"),
        ("centre", {"names": ()}, "at least one name is needed"),
        ("centre", {"kind": CentreKind.OTHER}, "other needs a note that says what is meant"),
        ("centre", {"place": "cen-a"}, "a centre is no part of itself"),
        ("centre", {"part_of": (PartOf(whole="cen-a"),)}, "a centre is no part of itself"),
        ("centre", {"place": "org-a"}, "place takes an id that begins with pla- or cen-: 'org-a'"),
        ("centre", {"operators": ("org-a", "per-a")}, "operators takes an id that begins with org- or cen-: 'per-a'"),
        ("centre", {"website": "http:a.b"}, "website is no http or https address: 'http:a.b'"),
        ("initiative", {"names": ()}, "at least one name is needed"),
        ("initiative", {"kind": InitiativeKind.OTHER}, "other needs a note that says what is meant"),
        ("initiative", {"part_of": "ini-a"}, "an initiative is no part of itself"),
        ("initiative", {"part_of": "org-a"}, "part_of takes an id that begins with ini-: 'org-a'"),
        ("initiative", {"operators": ("pla-a",)}, "operators takes an id that begins with org- or cen-: 'pla-a'"),
        ("initiative", {"outcome": ""}, "outcome is blank or has white space at its ends"),
        ("event", {"kind": EventKind.OTHER}, "other needs a note that says what is meant"),
        ("event", {"part_of": "evt-a"}, "an event is no part of itself"),
        ("event", {"part_of": "ini-a"}, "part_of takes an id that begins with evt-: 'ini-a'"),
        ("event", {"where": "org-a"}, "where takes an id that begins with pla- or cen-: 'org-a'"),
        ("event", {"about": ("ini-a", "src-a")}, "about takes an id that begins with pla- or"),
        ("relation", {"object": "cen-a"}, "a relation has two different ends"),
        ("relation", {"subject": "rem-a"}, "subject takes an id that begins with pla-"),
        ("relation", {"object": "sta-a"}, "object takes an id that begins with pla-"),
        ("relation", {"kind": RelationKind.OTHER}, "other needs a note that says what is meant"),
        ("relation", {"qualifier": ""}, "qualifier is blank or has white space at its ends"),
        (
            "statistic",
            {"as_of": _YEAR, "over": _YEAR},
            "a figure is a stock as of a day or a flow over a time, not both",
        ),
        ("statistic", {"part_of": "sta-a"}, "a figure is no part of itself"),
        ("statistic", {"share_of": "sta-a"}, "a figure is no part of itself"),
        ("statistic", {"measure": Measure.COUNT}, "a count says what is counted"),
        ("statistic", {"about": "sta-b"}, "about takes an id that begins with pla-"),
        ("statistic", {"part_of": "org-a"}, "part_of takes an id that begins with sta-: 'org-a'"),
        ("statistic", {"share_of": "org-a"}, "share_of takes an id that begins with sta-: 'org-a'"),
        ("statistic", {"category": ""}, "category is blank or has white space at its ends"),
        ("statistic", {"scope": " "}, "scope is blank or has white space at its ends"),
        ("statistic", {"measure": Measure.OTHER}, "other needs a note that says what is meant"),
        ("remark", {"gist": ""}, "gist is blank or has white space at its ends"),
        ("remark", {"speaker": "evt-a"}, "speaker takes an id that begins with per- or org- or cen-: 'evt-a'"),
        ("remark", {"on_behalf_of": "per-a"}, "on_behalf_of takes an id that begins with org- or cen-: 'per-a'"),
        ("remark", {"event": "ini-a"}, "event takes an id that begins with evt-: 'ini-a'"),
        ("remark", {"about": ("rel-a",)}, "about takes an id that begins with pla-"),
    ],
)
def test_what_makes_no_sense_by_itself_is_refused(what: str, changes: dict[str, Any], reason: str) -> None:
    """One wrong value in a good record or part is refused when it is made, with the reason."""
    with pytest.raises(ValueError, match=re.escape(reason)):
        attrs.evolve(_VALID[what], **changes)


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("name", {"kind": NameKind.OTHER, "note": "a joke"}),
        ("name", {"language": "zh-Hant-TW"}),
        ("name", {"language": "es-419"}),
        ("name", {"family": "Peng Lv", "period": Period("../2019")}),
        ("sector", {"sector": Sector.OTHER, "wording": "tea"}),
        ("absence", {"reason": AbsenceReason.DOUBTED, "note": "the page gives two"}),
        ("role", {"body": "cen-a", "rank": Rank.OTHER}),
        ("participation", {"entity": None, "label": "his delegation"}),
        ("participation", {"capacity": Capacity.OTHER, "note": "cut the ribbon"}),
        ("party", {"entity": "per-a"}),
        ("place", {"kind": PlaceKind.OTHER, "note": "a ship"}),
        ("place", {"latitude": -90.0, "longitude": 180.0, "part_of": "cen-a"}),
        ("place", {"absent": (Absence(field="part_of", reason=AbsenceReason.NOT_APPLICABLE),)}),
        ("place", {"citations": (Citation(source="src-a", supports=("kind", "names[x]")),)}),
        (
            "source",
            {"url": "http://a.b", "archived": "https://a.b:8/c?d#e", "lineage": "src-b", "language": "zh-Hans"},
        ),
        ("organisation", {"part_of": "cen-a", "seat": "cen-b"}),
        ("event", {"names": (), "when": Period("2019/.."), "where": "cen-a", "modality": Modality.CLAIMED}),
        ("relation", {"kind": RelationKind.OTHER, "note": "they share a canteen", "object": "evt-a"}),
        ("statistic", {"measure": Measure.COUNT, "category": "firms", "over": Period("2019/2020")}),
        ("statistic", {"quantity": Quantity(None, Unit.COUNT, Bound.VAGUE), "status": StatisticStatus.TARGET}),
        ("remark", {"speaker": "cen-a", "about": ("ini-a", "evt-a")}),
    ],
)
def test_what_makes_sense_is_taken(what: str, changes: dict[str, Any]) -> None:
    """A value at the edge of what is allowed is taken, and kept as it is."""
    made = attrs.evolve(_VALID[what], **changes)
    assert {field: getattr(made, field) for field in changes} == changes


@pytest.mark.parametrize("what", list(_VALID))
def test_a_record_is_frozen_and_copies_are_equal(what: str) -> None:
    """No field can be set, no attribute added, and a pickled or copied record equals and hashes alike."""
    made = _VALID[what]
    field = attrs.fields(type(made))[0].name
    for name in (field, "stranger"):
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            setattr(made, name, "x")
    assert not hasattr(made, "__dict__")
    for other in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):  # noqa: S301  our own bytes
        assert other == made
        assert hash(other) == hash(made)


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (_NAME, "Peng Lv@zh-Latn"),
        (_VALID["identifier"], "wikidata:Q170322"),
        (_VALID["sector"], "software:main"),
        (SectorLink(sector=Sector.OTHER, standing=Standing.MAIN, wording="tea"), "other:main:tea"),
        (SectorLink(sector=Sector.SOFTWARE, standing=Standing.MAIN, wording="code"), "software:main"),
        (_VALID["part_of"], "cen-a"),
        (_VALID["role"], "Peng Lv@org-a"),
        (_VALID["participation"], "host:per-a"),
        (Participation(label="his delegation", capacity=Capacity.GUEST), "guest:his delegation"),
        (_VALID["party"], "party:org-a"),
        (Party(label="UK startups", capacity=Capacity.BENEFICIARY), "beneficiary:UK startups"),
    ],
)
def test_the_key_of_a_part_is_made_from_its_value(part: Part, key: str) -> None:
    """A key holds what tells the part from others of its field, and the repr shows it."""
    assert part.key == key
    assert repr(part) == f"<{type(part).__name__} {key}>"


@pytest.mark.parametrize(
    ("record", "label"),
    [
        (_VALID["source"], "A title"),
        *((_VALID[what], "Peng Lv") for what in ("place", "organisation", "person", "centre", "initiative")),
        (_VALID["event"], "a"),
        (Event(id="evt-first-visit-2019", kind=EventKind.VISIT), "first visit 2019"),
        (small.event("a", names=(_NAME,)), "Peng Lv"),
        (_VALID["relation"], "cen-a hosts org-a"),
        (_VALID["statistic"], "floor area: 9 ha"),
        (
            Statistic(
                id="sta-b", about="cen-a", measure=Measure.COUNT, category="firms",
                quantity=Quantity(1500, bound=Bound.MORE_THAN),
            ),
            "firms: more than 1,500",
        ),
        (_VALID["remark"], "All is well."),
    ],
)  # fmt: skip
def test_a_record_has_a_label_for_a_line_of_text(record: Record, label: str) -> None:
    """The label is the first name, title, gist or whatever says in short what the record is, and its text."""
    assert record.label == str(record) == label


def test_texts_of_parts_are_what_they_say() -> None:
    """A name reads as its text, a role has the title that is shown, an absence says what is absent and why."""
    assert str(_NAME) == "Peng Lv"
    assert small.role("Director", "org-a").title == "Director"
    assert repr(_VALID["absence"]) == "<Absence website: not_stated>"


@pytest.mark.parametrize("base", [Part, Record])
def test_bases_are_no_records(base: type[Any]) -> None:
    """What all parts or records have in common cannot be made by itself, since it says nothing."""

    class Bare(base):  # type: ignore[misc]
        """One without a sense of its own."""

        prefix = "pla"
        kind_name = "place"

    with pytest.raises(NotImplementedError):
        Bare() if base is Part else Bare(id="pla-a")
    blank = Bare.__new__(Bare)
    with pytest.raises(NotImplementedError):
        _ = blank.key if base is Part else blank.label


@given(strategies.records())
def test_whatever_makes_sense_can_be_shown_and_copied(record: Record) -> None:
    """Every record has a repr, a label and HTML, equals its copy, and its id tells its kind."""
    assert record.id in repr(record)
    assert str(record) == record.label
    assert record.id in record._repr_html_()
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301  our own bytes
    kind = kind_of_id(record.id)
    assert kind is not None
    assert type(record) is kind.record_class


# --- ids and kinds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "prefixes", "told"),
    [
        ("per-a", (), True),
        ("per-a-1-b", ("org", "per"), True),
        ("per-a", ("org",), False),
        ("per-", (), False),
        ("per-a-", (), False),
        ("per--a", (), False),
        ("per-A", (), False),
        ("per-\u00e9", (), False),
        ("per-\u0661", (), False),
        ("per-a\n", (), False),
        ("abc-a", (), False),
        ("per", (), False),
        ("", (), False),
        (None, (), False),
        (7, (), False),
    ],
)
def test_an_id_is_a_prefix_and_a_slug(text: object, prefixes: tuple[str, ...], *, told: bool) -> None:
    """Only a known prefix, a hyphen and a slug of small letters, digits and single hyphens is an id."""
    assert is_id(text, *prefixes) is told


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_knows_its_class_table_and_prefix(kind: Kind) -> None:
    """Class, table and prefix of a kind lead to each other."""
    assert (kind.record_class.kind_name, kind.record_class.prefix) == (kind.name, kind.prefix)
    assert kind_of_table(kind.table) is kind
    assert kind_of_id(f"{kind.prefix}-a") is kind
    assert issubclass(kind.record_class, Record)
    assert type(_VALID[kind.name]) is kind.record_class


@pytest.mark.parametrize("text", ["", "per", "per_a", "pera", "abc-a", "PER-a", "xper-a"])
def test_no_other_text_tells_a_kind(text: str) -> None:
    """Without a known prefix and a hyphen there is no kind."""
    assert kind_of_id(text) is None


def test_every_class_of_records_is_tried_here() -> None:
    """Each kind and each part of the model stands in the table of good ones, and the data use each."""
    parts = {sub for sub in Part.__subclasses__() if sub.__module__.startswith("sinouk_innov.")}
    assert {type(made) for made in _VALID.values()} == {kind.record_class for kind in KINDS} | parts | {Absence}
    assert {type(record) for record in load()} == {kind.record_class for kind in KINDS}


@pytest.mark.parametrize("part", [Identifier, PartOf, SectorLink])
def test_parts_are_found_where_they_were_before(part: type[Part]) -> None:
    """Pickles of before name the module in which all parts stood."""
    assert pickle.loads(f"csinouk_innov.model.record\n{part.__name__}\n.".encode()) is part  # noqa: S301  our own bytes


def test_nothing_else_is_found_among_parts() -> None:
    """A name that never was in the module is told as missing."""
    with pytest.raises(AttributeError, match="Nothing"):
        pickle.loads(b"csinouk_innov.model.record\nNothing\n.")  # noqa: S301  our own bytes
