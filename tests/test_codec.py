"""Is reading strict and complete, does it tell each fault with its place, and does writing give back what was read?"""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from cattrs.errors import IterableValidationError, IterableValidationNote
from hypothesis import given, strategies as st

import strategies
from sinouk_innov import bundle, codec, structuring
from sinouk_innov.dataset import Release
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.evidence import Citation
from sinouk_innov.model.kinds import KINDS, Kind, kind_of_table
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Measure
from sinouk_innov.quantities import Bound, Quantity, Unit

if TYPE_CHECKING:
    from sinouk_innov.model.record import Part, Record

BY_NAME = {kind.name: kind for kind in KINDS}
ORGANISATION, PERSON, PLACE = BY_NAME["organisation"], BY_NAME["person"], BY_NAME["place"]
EVENT, STATISTIC, SOURCE = BY_NAME["event"], BY_NAME["statistic"], BY_NAME["source"]


def said(kind: Kind, plain: object, file: str = "x.json", place: str = "#0") -> list[str]:
    """Return the problems that decoding gives, as text; decoding must fail."""
    with pytest.raises(InvalidDataError) as caught:
        codec.decode(kind, plain, file, place)
    return [str(problem) for problem in caught.value.problems]


def row(kind: Kind, number: int = 0) -> dict[str, Any]:
    """Return one valid record of a kind, as plain data."""
    return strategies.small()[kind.table][number]


def damaged(kind: Kind, path: tuple[str | int, ...], value: object, number: int = 0) -> dict[str, Any]:
    """Return a record with one value replaced; the last key of the path may be new."""
    plain: Any = row(kind, number)
    holder = plain
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return dict(plain)


# --- there and back -------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(strategies.RECORDS)).flatmap(lambda name: strategies.RECORDS[name]))
def test_decode_gives_back_what_encode_was_given(record: Record) -> None:
    """Every record survives plain data and JSON text, wordings included, and its plain data are always the same."""
    plain = codec.encode(record)
    read = codec.decode(BY_NAME[record.kind_name], codec.parse_json(codec.print_json([plain]), "x.json")[0])
    assert read == record
    assert codec.encode(read) == plain


@given(st.one_of(*strategies.PARTS.values()))
def test_part_is_encoded_as_within_its_record(part: Part) -> None:
    """A part alone becomes the same plain data as inside a record, and these give it back."""
    plain = codec.encode_part(part)
    assert codec.decode_value(type(part), json.loads(json.dumps(plain)), "") == part
    assert codec.encode_part(codec.decode_value(type(part), plain, "")) == plain


@given(strategies.citations(("names", "kind")))
def test_citation_survives_alone(citation: Citation) -> None:
    """A citation alone becomes plain data that give it back."""
    assert codec.decode_value(Citation, codec.encode_part(citation), "") == citation


def test_encoding_follows_the_order_of_fields() -> None:
    """Fields come in their order, the frame of citations, note and absences last, and none without a value."""
    record = codec.decode(ORGANISATION, row(ORGANISATION) | {"note": "a note", "absent": [_absent("identifiers")]})
    assert list(codec.encode(record)) == [
        "id",
        "names",
        "kind",
        "part_of",
        "seat",
        "website",
        "citations",
        "note",
        "absent",
    ]


def _absent(field: str) -> dict[str, str]:
    return {"field": field, "reason": "not_stated"}


def test_encoding_says_defaults_of_terms() -> None:
    """A term that a reader might not guess is written even where it is the default, so that files say all."""
    record = codec.decode(EVENT, {"id": "evt-x", "kind": "visit"})
    assert codec.encode(record) == {"id": "evt-x", "kind": "visit", "modality": "happened"}


def test_bundled_records_survive() -> None:
    """Each bundled record is the same after encoding and decoding, and so are its plain data."""
    for record in bundle.load():
        plain = codec.encode(record)
        read = codec.decode(BY_NAME[record.kind_name], plain)
        assert read == record, record.id
        assert codec.encode(read) == plain, record.id


@pytest.mark.parametrize(
    "figure",
    [
        Decimal(10**60 - 1),
        Decimal(1 - 10**60),
        Decimal("1E-60"),
        Decimal("-0." + "0" * 59 + "1" * 60),
        Decimal("1.50"),
        Decimal("1E+5"),
        Fraction(-(10**60) + 1, 10**60 - 2),
        Fraction(1, 3),
        Decimal("-0"),
        Fraction(4, 2),
    ],
    ids=str,
)
def test_every_figure_that_a_quantity_takes_can_be_read_again(figure: Decimal | Fraction) -> None:
    """The longest figures that a quantity takes are written so that reading takes them too."""
    record = Statistic(id="sta-x", about="cen-x", measure=Measure.REVENUE, quantity=Quantity(figure, Unit.CNY))
    plain = codec.encode(record)
    read = codec.decode(STATISTIC, plain)
    assert read == record
    assert codec.encode(read) == plain


# --- strictness: one value at a time --------------------------------------------------------------------------------

STRICT: list[tuple[str, Kind, tuple[str | int, ...], object, str]] = [
    ("null is no text", SOURCE, ("title",), None, "takes a text, not null @ x.json:source/src-copy.title"),
    (
        "null is no optional text",
        SOURCE,
        ("url",),
        None,
        "takes no null: a field without a value is left out @ x.json:source/src-copy.url",
    ),
    ("null is no list", PERSON, ("names",), None, "takes a list, not null @ x.json:person/per-peng-lv.names"),
    (
        "null is no date",
        EVENT,
        ("when",),
        None,
        "takes no null: a field without a value is left out @ x.json:event/evt-talk.when",
    ),
    ("null is no id", EVENT, ("id",), None, "takes a text, not null @ x.json:event/#0.id"),
    ("true is no text", SOURCE, ("title",), True, "takes a text, not a flag @ x.json:source/src-copy.title"),
    ("a number is no text", SOURCE, ("title",), 3, "takes a text, not a number @ x.json:source/src-copy.title"),
    ("a list is no text", SOURCE, ("title",), ["A"], "takes a text, not a list @ x.json:source/src-copy.title"),
    ("an object is no text", SOURCE, ("title",), {}, "takes a text, not an object @ x.json:source/src-copy.title"),
    ("a tuple is no text", SOURCE, ("title",), (), "takes a text, not tuple @ x.json:source/src-copy.title"),
    (
        "a text of a flag is no integer",
        EVENT,
        ("citations", 0, "paragraph"),
        "false",
        "takes an integer, not a text @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    (
        "3.9 is no integer",
        EVENT,
        ("citations", 0, "paragraph"),
        3.9,
        "takes an integer, not 3.9 @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    (
        "3.0 is no integer",
        EVENT,
        ("citations", 0, "paragraph"),
        3.0,
        "takes an integer, not 3.0 @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    (
        "true is no integer",
        EVENT,
        ("citations", 0, "paragraph"),
        True,
        "takes an integer, not a flag @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    (
        "the text of an integer is none",
        EVENT,
        ("citations", 0, "paragraph"),
        "3",
        "takes an integer, not a text @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    (
        "infinity is no integer",
        EVENT,
        ("citations", 0, "paragraph"),
        float("inf"),
        "takes an integer, not inf @ x.json:event/evt-talk.citations[0].paragraph",
    ),
    ("true is no number", PLACE, ("latitude",), True, "takes a number, not a flag @ x.json:place/pla-city.latitude"),
    (
        "the text of a number is none",
        PLACE,
        ("latitude",),
        "36.1",
        "takes a number, not a text @ x.json:place/pla-city.latitude",
    ),
    (
        "not a number is no figure",
        PLACE,
        ("latitude",),
        float("nan"),
        "takes a finite number, not nan @ x.json:place/pla-city.latitude",
    ),
    (
        "infinity is no figure",
        PLACE,
        ("latitude",),
        float("-inf"),
        "takes a finite number, not -inf @ x.json:place/pla-city.latitude",
    ),
    (
        "what no float holds is no figure",
        PLACE,
        ("latitude",),
        10**400,
        "takes a finite number, not inf @ x.json:place/pla-city.latitude",
    ),
    ("a text is no list", EVENT, ("about",), "ini-plan", "takes a list, not a text @ x.json:event/evt-talk.about"),
    (
        "an object is no list",
        EVENT,
        ("about",),
        {"0": "x"},
        "takes a list, not an object @ x.json:event/evt-talk.about",
    ),
    (
        "a text is no object",
        PERSON,
        ("names", 0),
        "Peng Lv",
        "takes an object, not a text @ x.json:person/per-peng-lv.names[0]",
    ),
    (
        "a list is no object",
        PERSON,
        ("roles", 0, "titles", 0),
        [],
        "takes an object, not a list @ x.json:person/per-peng-lv.roles[0].titles[0]",
    ),
    (
        "an unknown field of a record",
        SOURCE,
        ("titel",),
        "A",
        "there is no field 'titel' @ x.json:source/src-copy",
    ),
    (
        "an unknown field of a part",
        PERSON,
        ("roles", 0, "title"),
        "A",
        "there is no field 'title' @ x.json:person/per-peng-lv.roles[0]",
    ),
    (
        "an unknown field of a citation",
        EVENT,
        ("citations", 0, "page"),
        1,
        "there is no field 'page' @ x.json:event/evt-talk.citations[0]",
    ),
    (
        "an unknown field of a date",
        EVENT,
        ("when", "year"),
        "2020",
        "there is no field 'year' @ x.json:event/evt-talk.when",
    ),
    (
        "an unknown field of a figure",
        STATISTIC,
        ("quantity", "about"),
        "x",
        "there is no field 'about' @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "an unknown field of any length",
        SOURCE,
        ("x" * 100_000,),
        "A",
        f"there is no field {'x' * 80!r} @ x.json:source/src-copy",
    ),
    (
        "a field that can be computed is none",
        PERSON,
        ("label",),
        "Peng Lv",
        "there is no field 'label' @ x.json:person/per-peng-lv",
    ),
    (
        "a text of absurd length",
        SOURCE,
        ("title",),
        "x" * 20_001,
        "a text has at most 20000 characters, not 20001 @ x.json:source/src-copy.title",
    ),
    (
        "half of a surrogate pair",
        SOURCE,
        ("title",),
        "a\ud800b",
        "a text has half of a surrogate pair @ x.json:source/src-copy.title",
    ),
    (
        "half of a surrogate pair in a wording",
        EVENT,
        ("when", "wording"),
        "\udfff",
        "a text has half of a surrogate pair @ x.json:event/evt-talk.when",
    ),
    (
        "a term that there is not",
        SOURCE,
        ("publisher_kind",),
        "Media",
        (
            "'Media' is no PublisherKind: it takes one of association, company, government, media, other, park, party, "
            "reference, reposter, state_media, university @ x.json:source/src-copy.publisher_kind"
        ),
    ),
    (
        "a term that is no text",
        SOURCE,
        ("publisher_kind",),
        0,
        "takes a text, not a number @ x.json:source/src-copy.publisher_kind",
    ),
    ("a date that is a text", EVENT, ("when",), "2020", "takes an object, not a text @ x.json:event/evt-talk.when"),
    (
        "a date that is a number",
        EVENT,
        ("when", "edtf"),
        2020,
        "edtf takes a text, not a number @ x.json:event/evt-talk.when",
    ),
    ("a date without a date", EVENT, ("when",), {}, "a value is needed for edtf @ x.json:event/evt-talk.when"),
    (
        "a wording that is null",
        EVENT,
        ("when", "wording"),
        None,
        "wording takes a text, not null @ x.json:event/evt-talk.when",
    ),
    (
        "a wording that is blank",
        EVENT,
        ("when", "wording"),
        "",
        "wording is blank or has white space at its ends @ x.json:event/evt-talk.when",
    ),
    (
        "a wording with space at its end",
        EVENT,
        ("when", "wording"),
        "May ",
        "wording is blank or has white space at its ends @ x.json:event/evt-talk.when",
    ),
    (
        "a period where a date belongs",
        SOURCE,
        ("published",),
        {"edtf": "2019/2020"},
        (
            "'2019/2020' is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD, as EDTF has them "
            "@ x.json:source/src-copy.published"
        ),
    ),
    (
        "a date where a period belongs",
        PERSON,
        ("roles", 0, "period"),
        {"edtf": "2019"},
        (
            "'2019' is no period: it takes a/b, ../b, a/.., a/ or /b, with a and b plain dates "
            "@ x.json:person/per-peng-lv.roles[0].period"
        ),
    ),
    (
        "a figure that is a number",
        STATISTIC,
        ("quantity", "value"),
        1500,
        "value takes a text, not a number @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a figure that is no number",
        STATISTIC,
        ("quantity", "value"),
        "NaN",
        (
            "a figure is a decimal number or a fraction of at most 122 characters, not 'NaN' "
            "@ x.json:statistic/sta-firms.quantity"
        ),
    ),
    (
        "a figure with an exponent",
        STATISTIC,
        ("quantity", "value"),
        "1e999999999",
        (
            "a figure is a decimal number or a fraction of at most 122 characters, not '1e999999999' "
            "@ x.json:statistic/sta-firms.quantity"
        ),
    ),
    (
        "a figure of absurd length",
        STATISTIC,
        ("quantity", "value"),
        "9" * 5000,
        (
            f"a figure is a decimal number or a fraction of at most 122 characters, not {'9' * 80!r} "
            "@ x.json:statistic/sta-firms.quantity"
        ),
    ),
    (
        "a figure of too many digits",
        STATISTIC,
        ("quantity", "value"),
        "9" * 61,
        "a figure has at most 60 digits @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a figure with digits of another script",
        STATISTIC,
        ("quantity", "value"),
        "１５",
        (
            "a figure is a decimal number or a fraction of at most 122 characters, not '１５' "
            "@ x.json:statistic/sta-firms.quantity"
        ),
    ),
    (
        "a fraction by nothing",
        STATISTIC,
        ("quantity", "value"),
        "1/0",
        "'1/0' is no fraction @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a figure that is not as it is written",
        STATISTIC,
        ("quantity", "value"),
        "01500",
        "the figure '01500' is written '1500' @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a fraction that is not as it is written",
        STATISTIC,
        ("quantity", "value"),
        "2/4",
        "the figure '2/4' is written '1/2' @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a fraction that is whole",
        STATISTIC,
        ("quantity", "value"),
        "5/1",
        "the figure '5/1' is written '5' @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "minus nothing",
        STATISTIC,
        ("quantity", "value"),
        "-0",
        "the figure '-0' is written '0' @ x.json:statistic/sta-firms.quantity",
    ),
    (
        "a unit that there is not",
        STATISTIC,
        ("quantity", "unit"),
        "furlong",
        (
            "'furlong' is no Unit: it takes one of CNY, EUR, GBP, GW, MW, USD, acre, count, day, ha, hour, km, km2, "
            "m, m2, month, mu, other, percent, share, sq_ft, week, year @ x.json:statistic/sta-firms.quantity"
        ),
    ),
    (
        "a text of a record's own sense",
        SOURCE,
        ("title",),
        " ",
        "title is blank or has white space at its ends @ x.json:source/src-copy",
    ),
]


@pytest.mark.parametrize(
    ("kind", "path", "value", "expected"), [case[1:] for case in STRICT], ids=[case[0] for case in STRICT]
)
def test_decoding_is_strict(kind: Kind, path: tuple[str | int, ...], value: object, expected: str) -> None:
    """Whatever is not of the type that its field takes is refused, with its place, and never coerced."""
    assert said(kind, damaged(kind, path, value)) == [expected]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (None, "takes an object, not null @ x.json:person/#0"),
        ([], "takes an object, not a list @ x.json:person/#0"),
        ("per-x", "takes an object, not a text @ x.json:person/#0"),
        (1.5, "takes an object, not a number @ x.json:person/#0"),
        ({"id": "per-x"}, "a value is needed @ x.json:person/per-x.names"),
        ({"names": []}, "a value is needed @ x.json:person/#0.id"),
    ],
)
def test_record_that_is_none_is_refused(plain: object, expected: str) -> None:
    """What is no object is no record, and a field that must stand is asked for by name."""
    assert said(PERSON, plain) == [expected]


def test_missing_parts_of_a_quantity_are_asked_for() -> None:
    """A figure without unit or bound is refused: neither is guessed."""
    for key in ("unit", "bound"):
        plain = row(STATISTIC)
        del plain["quantity"][key]
        assert said(STATISTIC, plain) == [f"a value is needed for {key} @ x.json:statistic/sta-firms.quantity"]


@pytest.mark.parametrize("unreadable", ["per-\ud800", "Per-" + "x" * 300, "per-\x1b[31m", "per-\nx"])
def test_id_that_cannot_be_shown_is_told_by_its_place(unreadable: str) -> None:
    """A problem can be printed whatever stands for the id: where that is not readable, the place in the file stands."""
    (problem,) = said(PERSON, row(PERSON) | {"id": unreadable})
    assert problem.endswith(("@ x.json:person/#0", "@ x.json:person/#0.id"))
    assert problem.isprintable()
    assert problem.encode()


def test_malformed_id_is_told_by_its_name() -> None:
    """An id that can be read stands in the problem, even though it is none."""
    (problem,) = said(PERSON, row(PERSON) | {"id": "per-Peng"})
    assert problem == (
        "the id of a person is per- and a slug of a-z, 0-9 and hyphens, not 'per-Peng' @ x.json:person/per-Peng"
    )


def test_problem_without_file_and_place() -> None:
    """A record that came from no file is told by its kind and id alone."""
    assert said(PERSON, {"id": "per-x"}, "", "") == ["a value is needed @ person/per-x.names"]
    assert said(PERSON, {}, "", "")[0] == "a value is needed @ person.id"


def test_all_problems_of_a_record_are_told_at_once() -> None:
    """Unknown fields, wrong types and missing values of one record are told together, each with its place."""
    plain = row(PERSON)
    plain["surname"] = "Lv"
    plain["age"] = 40
    plain["honorific"] = 3
    del plain["names"][0]["language"]
    plain["names"].append(7)
    plain["roles"][0]["rank"] = "boss"
    plain["roles"][0]["titles"][0]["text"] = None
    ranks = "adviser, assistant, deputy, head, member, other"
    assert sorted(said(PERSON, plain)) == sorted(
        [
            "there is no field 'surname' @ x.json:person/per-peng-lv",
            "there is no field 'age' @ x.json:person/per-peng-lv",
            "takes a text, not a number @ x.json:person/per-peng-lv.honorific",
            "a value is needed @ x.json:person/per-peng-lv.names[0].language",
            "takes an object, not a number @ x.json:person/per-peng-lv.names[1]",
            f"'boss' is no Rank: it takes one of {ranks} @ x.json:person/per-peng-lv.roles[0].rank",
            "takes a text, not null @ x.json:person/per-peng-lv.roles[0].titles[0].text",
        ]
    )


def test_keys_that_are_no_text_are_refused() -> None:
    """Plain data from elsewhere may have keys that JSON has not: they are unknown fields like others."""
    odd: Any = {1: 2, None: 3}
    assert set(said(PERSON, row(PERSON) | odd)) == {
        "there is no field '1' @ x.json:person/per-peng-lv",
        "there is no field 'None' @ x.json:person/per-peng-lv",
    }
    assert said(EVENT, {"id": "evt-x", "kind": "visit", "when": {1: "2020"}}) == [
        "there is no field '1' @ x.json:event/evt-x.when"
    ]


def test_place_is_found_among_other_notes() -> None:
    """An error that bears notes of others keeps the place that cattrs noted on it."""
    inner = ValueError("is wrong")
    inner.add_note("a note of somebody else's")
    inner.add_note(IterableValidationNote("[3]", 3, str))
    errors = IterableValidationError("items", [inner, ValueError("has no place")], tuple)
    assert list(structuring._reasons(errors, "about")) == [("is wrong", "about[3]"), ("has no place", "about")]


def test_deep_plain_data_are_refused() -> None:
    """Data that nest without end are refused where they begin, without following them."""
    endless: list[Any] = []
    endless.append(endless)
    for field in ("id", "names", "honorific", "roles"):
        assert said(PERSON, row(PERSON) | {field: endless})


JSON_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.sampled_from(["per-x", "org-x", "src-x", "2020", "2020/..", "en", "other", "stated"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


@given(st.data())
def test_nothing_but_invalid_data_errors_come_from_odd_values(data: st.DataObject) -> None:
    """Whatever stands in the place of a value, the record is read or an `InvalidDataError` is raised."""
    kind = data.draw(st.sampled_from(KINDS))
    plain: Any = data.draw(st.sampled_from(strategies.small()[kind.table]))
    holder = plain
    while True:
        key = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else sorted(holder)))
        inner = holder[key]
        if not (isinstance(inner, dict | list) and inner and data.draw(st.booleans())):
            break
        holder = inner
    holder[key] = data.draw(JSON_VALUES)
    try:
        record = codec.decode(kind, plain, "x.json", "#0")
    except InvalidDataError as error:
        told = error.problems
    else:
        assert codec.decode(kind, codec.encode(record)) == record
        return
    assert told
    assert all(problem.file == "x.json" and str(problem).encode() for problem in told)


# --- tables and other values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (None, "takes a list of records, not null @ people.json:person"),
        ({}, "takes a list of records, not an object @ people.json:person"),
        ("[]", "takes a list of records, not a text @ people.json:person"),
        (True, "takes a list of records, not a flag @ people.json:person"),
    ],
)
def test_table_is_a_list(rows: object, expected: str) -> None:
    """A table that is no list is refused."""
    with pytest.raises(InvalidDataError) as caught:
        codec.decode_table(PERSON, rows, "people.json")
    assert [str(problem) for problem in caught.value.problems] == [expected]


def test_table_tells_all_its_problems_at_once() -> None:
    """Every broken row is told by its id, or by its number where it has none, and so is an id that is taken."""
    good = row(PERSON)
    rows = [good, deepcopy(good), 5, {"id": "per-x"}, {"names": []}, deepcopy(good)]
    with pytest.raises(InvalidDataError) as caught:
        codec.decode_table(PERSON, rows, "people.json")
    assert [str(problem) for problem in caught.value.problems] == [
        "takes an object, not a number @ people.json:person/#2",
        "a value is needed @ people.json:person/per-x.names",
        "a value is needed @ people.json:person/#4.id",
        "the id is taken already @ people.json:person/per-peng-lv",
        "the id is taken already @ people.json:person/per-peng-lv",
    ]


def test_table_gives_its_records_in_order() -> None:
    """The records come as their rows do."""
    rows = strategies.small()["statistics"]
    assert [record.id for record in codec.decode_table(STATISTIC, rows, "")] == [plain["id"] for plain in rows]
    assert codec.decode_table(STATISTIC, [], "") == []


def test_value_that_is_no_record() -> None:
    """A value such as the header of a dataset is read as strictly as a record."""
    assert codec.decode_value(Release, {"title": "T"}, "dataset.json") == Release(title="T")
    with pytest.raises(InvalidDataError) as caught:
        codec.decode_value(Release, {"title": None, "name": "T"}, "dataset.json")
    assert {str(problem) for problem in caught.value.problems} == {
        "takes a text, not null @ dataset.json:title",
        "there is no field 'name' @ dataset.json",
    }


def test_dates_and_figures_alone() -> None:
    """Dates, periods and figures can be read by themselves, each as what it is asked for."""
    plain = {"edtf": "2019-05", "wording": "May 2019"}
    date = codec.decode_value(PartialDate, plain, "")
    assert (date, date.wording) == (PartialDate("2019-05"), "May 2019")
    assert codec.decode_value(Period, {"edtf": "2019/.."}, "") == Period("2019/..")
    figure = codec.decode_value(Quantity, {"value": "1/3", "unit": "mu", "bound": "about", "wording": "a third"}, "")
    assert (figure, figure.wording) == (Quantity(Fraction(1, 3), Unit.MU, Bound.ABOUT), "a third")


# --- JSON text ------------------------------------------------------------------------------------------------------

DEEP = 100_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(b"", "is no JSON: expecting value in line 1, column 1", id="empty"),
        pytest.param(b" \n ", "is no JSON: expecting value in line 2, column 2", id="blank"),
        pytest.param(b"[1,\n 2,,]", "is no JSON: expecting value in line 2, column 4", id="two commas"),
        pytest.param(b"[1] []", "is no JSON: extra data in line 1, column 5", id="two values"),
        pytest.param(b"{'id': 1}", None, id="single quotes"),
        pytest.param(b'{"a": 1', None, id="unclosed"),
        pytest.param(b'"\x01"', "is no JSON: invalid control character at in line 1, column 2", id="control character"),
        pytest.param(
            b"\xef\xbb\xbf[]",
            "is no JSON: unexpected utf-8 bom (decode using utf-8-sig) in line 1, column 1",
            id="byte order mark",
        ),
        pytest.param('["ü"]'.encode("latin-1"), "is no UTF-8: byte 2", id="Latin 1"),
        pytest.param("[]".encode("utf-16"), "is no UTF-8: byte 0", id="UTF-16"),
        pytest.param(b'["\xed\xa0\x80"]', "is no UTF-8: byte 2", id="an encoded surrogate"),
        pytest.param(b"[NaN]", "has NaN, which is no figure", id="NaN"),
        pytest.param(b'{"a": [Infinity]}', "has Infinity, which is no figure", id="infinity"),
        pytest.param(b"[-Infinity]", "has -Infinity, which is no figure", id="minus infinity"),
        pytest.param(b'{"a": 1, "b": 2, "a": 1}', "has the key 'a' twice in one object", id="a key twice"),
        pytest.param(b'[{"b": {"a": 1, "a": 2}}]', "has the key 'a' twice in one object", id="a key twice within"),
        pytest.param(
            b'{"' + b"k" * 99 + b'": 1, "' + b"k" * 99 + b'": 2}',
            f"has the key {'k' * 80!r} twice in one object",
            id="a long key twice",
        ),
        pytest.param(b"[" * DEEP, "is nested too deep", id="open lists"),
        pytest.param(b"[" * DEEP + b"]" * DEEP, "is nested too deep", id="lists"),
        pytest.param(b'{"a":' * DEEP + b"1" + b"}" * DEEP, "is nested too deep", id="objects"),
        pytest.param(b"9" * 61, "has a number of 61 digits; the most are 60", id="61 digits"),
        pytest.param(b"-" + b"9" * 5000, "has a number of 5001 digits; the most are 60", id="5000 digits"),
        pytest.param(b"0." + b"1" * 5000, "has a number of 5002 digits; the most are 60", id="5000 places"),
        pytest.param(b"1e" + b"9" * 5000, "has a number of 5002 digits; the most are 60", id="an absurd exponent"),
    ],
)
def test_text_that_is_no_strict_json_is_refused(text: bytes, reason: str | None) -> None:
    """What is no JSON, no UTF-8, ambiguous or absurd is refused in words, without a crash."""
    with pytest.raises(InvalidDataError) as caught:
        codec.parse_json(text, "x.json")
    (problem,) = caught.value.problems
    assert problem.file == "x.json"
    assert problem.reason == reason or (reason is None and problem.reason.startswith("is no JSON: expecting "))


def test_many_keys_with_one_of_them_twice() -> None:
    """An object with very many keys is judged in a moment, not in the square of their number."""
    text = "{" + ",".join(f'"k{number}":1' for number in [*range(50_000), 49_999]) + "}"
    with pytest.raises(InvalidDataError, match="has the key 'k49999' twice in one object"):
        codec.parse_json(text, "x.json")


def test_json_that_overflows_is_no_figure() -> None:
    """A number beyond all floats parses as infinity, and the field that it stands for refuses it."""
    plain = row(PLACE)
    text = json.dumps(plain).replace("36.06488", "1e999")
    assert said(PLACE, codec.parse_json(text, "x.json")) == [
        "takes a finite number, not inf @ x.json:place/pla-city.latitude"
    ]
    cited = json.dumps(row(EVENT, 1)).replace('"paragraph": 2', '"paragraph": 1e999')
    assert said(EVENT, codec.parse_json(cited, "x.json")) == [
        "takes an integer, not inf @ x.json:event/evt-visit.citations[0].paragraph"
    ]


def test_parsing_takes_bytes_and_text() -> None:
    """Bytes are read as UTF-8 and text as it is; numbers, also long ones, stay what they are."""
    assert codec.parse_json('{"名": ["ü", 1, 1.5, true, null]}'.encode(), "") == {"名": ["ü", 1, 1.5, True, None]}
    assert codec.parse_json("9" * 60, "") == int("9" * 60)
    assert codec.parse_json("[-1.5e-3]", "") == [-0.0015]


@given(JSON_VALUES)
def test_parsing_agrees_with_json_where_json_is_strict(value: Any) -> None:
    """What the standard library writes of ordinary values is read as it reads it."""
    text = json.dumps(value)
    try:
        parsed = codec.parse_json(text, "")
    except InvalidDataError as error:
        assert "figure" in str(error) or "digits" in str(error)  # noqa: PT017  either may come
    else:
        assert parsed == json.loads(text)


def test_printing_is_canonical() -> None:
    """Printing gives UTF-8 as it is, two spaces a level or one line, and a line feed at the end."""
    plain = [{"id": "per-x", "名": ["ü", 1.5]}]
    assert codec.print_json(plain) == '[\n  {\n    "id": "per-x",\n    "名": ["ü", 1.5]\n  }\n]\n'
    assert codec.print_json(plain[0], indent=None) == '{"id": "per-x", "名": ["ü", 1.5]}\n'
    assert codec.print_json([]) == "[]\n"
    long = codec.print_json([{"id": "per-x", "names": ["x" * 300, "y" * 300], "roles": [{"note": "z" * 400}]}])
    assert [line.strip()[:8] for line in long.splitlines()] == [
        "[", "{", '"id": "p', '"names":', '"xxxxxxx', '"yyyyyyy', "],", '"roles":', "{", '"note": ', "}", "]", "}", "]",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="not JSON compliant"):
        codec.print_json({"a": float("nan")})


def test_every_table_has_a_kind_here() -> None:
    """The samples and strategies of the tests leave out no kind of record."""
    assert [kind_of_table(table) for table in strategies.small()] == list(KINDS)
    assert set(strategies.RECORDS) == {kind.name for kind in KINDS}
