"""Do two datasets become one without losing a fact, and are contradictions told with both sides?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import strategies
from sinouk_innov import bundle, codec, integrity
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.record import Absence, Part, Record
from sinouk_innov.model.vocabularies import AbsenceReason
from sinouk_innov.overlay import merge

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = {kind.prefix: kind for kind in KINDS}
CITATION: dict[str, Any] = {"source": "src-report"}


def dataset(*rows: dict[str, Any], redirects: Mapping[str, str | None] | None = None) -> Dataset:
    """Return the dataset of some records, given as plain data."""
    return Dataset.of((codec.decode(KIND[row["id"][:3]], row) for row in rows), redirects=redirects)


def small(**redirects: str) -> Dataset:
    """Return the small sample as a dataset; each redirect is given with its hyphens as underscores."""
    retired = {key.replace("_", "-"): value for key, value in redirects.items()}
    return dataset(*(row for rows in strategies.small().values() for row in rows), redirects=retired)


def plain(data: Dataset, record_id: str) -> dict[str, Any]:
    """Return a record as plain data."""
    return codec.encode(data[record_id])


def changed(record_id: str, **changes: Any) -> dict[str, Any]:
    """Return a record of the small sample, some of its fields replaced, or taken away where None is given."""
    row = next(row for rows in strategies.small().values() for row in rows if row["id"] == record_id)
    return {key: value for key, value in (row | changes).items() if value is not None}


def told(ours: Dataset, theirs: Dataset) -> list[str]:
    """Return the problems of a merge, as text."""
    with pytest.raises(InvalidDataError) as caught:
        merge(ours, theirs)
    return [str(problem) for problem in caught.value.problems]


# --- laws -----------------------------------------------------------------------------------------------------------

_SINGLE = (
    "website",
    "seat",
    "place",
    "part_of",
    "honorific",
    "period",
    "qualifier",
    "outcome",
    "scope",
    "where",
    "speaker",
)
_NOTES = ("one", "two", "one and two", "o", "two | one", "three")


@st.composite
def shares(draw: st.DrawFn, data: Dataset) -> Dataset:
    """Give a part of what a dataset says, as somebody might have found it who does not know the rest."""
    records = [draw(_share(record)) for record in data if draw(st.booleans())]
    return Dataset.of(records, release=data.release, redirects=data.redirects)


@st.composite
def _share(draw: st.DrawFn, record: Record) -> Record:
    changes: dict[str, Any] = {"note": draw(st.sampled_from(_NOTES))}
    absent = list(record.absent)
    for attribute in attrs.fields(type(record)):
        name, value = attribute.name, getattr(record, attribute.name)
        if isinstance(value, tuple) and name not in {"absent", "names"}:
            changes[name] = tuple(draw(_share_of_part(item)) for item in value if draw(st.booleans()))
        elif name == "names" and value:
            first, *others = value
            changes[name] = (first, *(other for other in others if draw(st.booleans())))
        elif name in _SINGLE and value is not None and draw(st.booleans()):
            changes[name] = None
        if (
            value not in (None, ())
            and changes.get(name, value) in (None, ())
            and draw(st.booleans())
            and name != "citations"
        ):
            absent.append(Absence(field=name, reason=AbsenceReason.NOT_STATED, note=draw(st.sampled_from(_NOTES))))
    return attrs.evolve(record, **changes, absent=tuple(absent))


@st.composite
def _share_of_part(draw: st.DrawFn, item: object) -> object:
    if not isinstance(item, Part):
        return item
    citations = tuple(citation for citation in item.citations if draw(st.booleans()))
    return attrs.evolve(item, citations=citations, note=draw(st.sampled_from(_NOTES)))


def unordered(value: Any) -> Any:
    """Return plain data in which neither the order of lists nor that of notes shows."""
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=repr)
    if isinstance(value, dict):
        return {key: unordered(item.split(" | ") if key == "note" else item) for key, item in value.items()}
    return value


def everything(data: Dataset) -> list[dict[str, Any]]:
    """Return all records of a dataset as plain data, in which wordings count too."""
    return [codec.encode(record) for record in data]


@given(strategies.datasets())
def test_merge_with_itself_changes_nothing(data: Dataset) -> None:
    """A dataset united with itself, or with nothing, is what it was."""
    tidy = Dataset.of(data, release=data.release)
    assert merge(tidy, tidy) == tidy
    assert everything(merge(tidy, tidy)) == everything(tidy)
    assert everything(merge(tidy, Dataset({}))) == everything(tidy)
    assert everything(merge(Dataset({}), tidy)) == everything(tidy)


@given(st.data(), strategies.datasets())
def test_shares_of_one_dataset_unite_in_any_way(data: st.DataObject, whole: Dataset) -> None:
    """Where nothing clashes, merging is associative, and commutative but for order; doing it again changes nothing."""
    whole = Dataset.of(whole)
    a, b, c = (data.draw(shares(whole)) for _ in range(3))
    together = merge(merge(a, b), c)
    assert everything(together) == everything(merge(a, merge(b, c)))
    assert unordered(everything(together)) == unordered(everything(merge(merge(c, b), a)))
    for share in (a, b, c):
        assert everything(merge(together, share)) == everything(together)
    assert {record.id for record in together} == {record.id for share in (a, b, c) for record in share}


@settings(max_examples=10)
@given(st.sets(st.sampled_from([record.id for record in bundle.load()]), max_size=60))
def test_halves_of_the_bundled_data_unite(chosen: set[str]) -> None:
    """Two parts of the bundled dataset, of whatever records, are the whole again."""
    whole = bundle.load()
    some = Dataset.of(record for record in whole if record.id in chosen)
    others = Dataset.of((record for record in whole if record.id not in chosen), release=whole.release)
    assert everything(merge(others, some)) == everything(merge(whole, some)) == everything(whole)


def test_bundled_data_unite_with_themselves() -> None:
    """The bundled dataset united with itself is itself, and has no problems."""
    whole = bundle.load()
    assert merge(whole, whole) == whole
    assert everything(merge(whole, whole)) == everything(whole)


# --- what is united -------------------------------------------------------------------------------------------------


def test_facts_of_both_are_united() -> None:
    """Names, posts, plain lists and empty fields are filled from the other; the first one's order and header lead."""
    second = {"source": "src-copy"}
    ours = dataset(
        changed("cen-park", place=None, citations=[CITATION | {"supports": ["kind", "operators"]}]),
        changed("evt-visit"),
    )
    theirs = dataset(
        changed(
            "cen-park",
            names=[
                strategies.name("Park") | {"kind": "short"},
                strategies.name("The Park") | {"citations": [second]},
            ],
            operators=["cen-zone", "org-bureau"],
            website="https://park.example",
            note="a note",
            citations=[second | {"supports": ["kind", "website", "operators"]}],
        )
    )
    united = merge(
        Dataset.of(ours, release=Release("Ours", "1", "1")), Dataset.of(theirs, release=Release("Theirs", "1", "2"))
    )
    assert united.release == Release("Ours", "1", "1")
    assert len(united) == 2
    park = plain(united, "cen-park")
    assert [(name["text"], [c["source"] for c in name["citations"]]) for name in park["names"]] == [
        ("The Park", ["src-report", "src-copy"]),
        ("Park", ["src-report"]),
    ]
    assert (park["place"], park["website"], park["note"]) == ("pla-city", "https://park.example", "a note")
    assert park["operators"] == ["org-bureau", "cen-zone"]
    assert [(c["source"], c["supports"]) for c in park["citations"]] == [
        ("src-report", ["kind", "operators"]),
        ("src-copy", ["kind", "website", "operators"]),
    ]
    assert plain(united, "evt-visit") == plain(ours, "evt-visit")


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (None, None, None),
        ("a", None, "a"),
        (None, "b", "b"),
        ("a", "a", "a"),
        ("a", "b", "a | b"),
        ("not in Beijing", "in Beijing", "not in Beijing | in Beijing"),
        ("a | b", "b", "a | b"),
        ("b", "a | b", "b | a"),
        ("a | b", "b | c", "a | b | c"),
    ],
)
def test_notes_stand_side_by_side(ours: str | None, theirs: str | None, both: str | None) -> None:
    """Each note stands once, also one whose words happen to occur in another."""
    united = merge(dataset(changed("per-peng-lv", note=ours)), dataset(changed("per-peng-lv", note=theirs)))
    assert united.people["per-peng-lv"].note == both
    names = [[strategies.name("Peng Lv") | ({"note": note} if note else {})] for note in (ours, theirs)]
    first, second = (dataset(changed("per-peng-lv", names=each)) for each in names)
    assert merge(first, second).people["per-peng-lv"].names[0].note == both


@pytest.mark.parametrize("turned", [False, True])
def test_a_wording_is_kept(turned: bool) -> None:  # noqa: FBT001  a parameter of the test
    """Of two equal dates, one with its wording and one without, the wording stays, whichever comes first."""
    cited = [{**CITATION, "supports": ["kind", "when", "modality"]}]
    visit = {"id": "evt-visit", "kind": "visit", "modality": "happened", "citations": cited}
    bare = dataset(visit | {"when": {"edtf": "2010"}})
    worded = dataset(visit | {"when": {"edtf": "2010", "wording": "In 2010"}})
    united = merge(worded, bare) if turned else merge(bare, worded)
    assert plain(united, "evt-visit")["when"] == {"edtf": "2010", "wording": "In 2010"}


def test_reason_for_an_empty_field_yields_to_a_value() -> None:
    """That a value was not found stands only as long as neither has one; notes on it are united."""
    first = {"field": "honorific", "reason": "not_stated", "note": "a"}
    second = first | {"note": "b"}
    bare: dict[str, Any] = {"honorific": None, "citations": None}
    without = dataset(changed("per-peng-lv", **bare, absent=[first]))
    also = dataset(changed("per-peng-lv", **bare, absent=[second]))
    having = dataset(changed("per-peng-lv"))
    assert merge(without, also).people["per-peng-lv"].absent == (
        Absence(field="honorific", reason=AbsenceReason.NOT_STATED, note="a | b"),
    )
    for united in (merge(without, having), merge(having, without)):
        assert united.people["per-peng-lv"].absent == ()
        assert united.people["per-peng-lv"].honorific == "Mr"


# --- what clashes ---------------------------------------------------------------------------------------------------


def test_clashes_tell_both_sides_all_at_once() -> None:
    """Each contradiction, in a field or deep in a part, of whatever record, is told with what either says."""
    theirs = dataset(
        changed("cen-park", kind="incubator", place="pla-country"),
        changed(
            "per-peng-lv",
            names=[strategies.name("Peng Lv", kind="translation", family="Lv", given="Peng")],
            honorific="Dr",
            roles=[
                changed("per-peng-lv")["roles"][0]
                | {"rank": "deputy", "titles": [strategies.name("Director") | {"kind": "variant"}]}
            ],
        ),
        changed("sta-firms", quantity={"value": "1600", "unit": "count", "bound": "exact"}, as_of={"edtf": "2019"}),
    )
    assert set(told(small(), theirs)) == {
        "one says 'official', the other 'translation' @ person/per-peng-lv.names[Peng Lv@en].kind",
        "one says 'Mr', the other 'Dr' @ person/per-peng-lv.honorific",
        "one says 'head', the other 'deputy' @ person/per-peng-lv.roles[Director@org-bureau].rank",
        (
            "one says 'official', the other 'variant' "
            "@ person/per-peng-lv.roles[Director@org-bureau].titles[Director@en].kind"
        ),
        "one says 'science_park', the other 'incubator' @ centre/cen-park.kind",
        "one says 'pla-city', the other 'pla-country' @ centre/cen-park.place",
        "one says more_than 1500 count, the other 1600 count @ statistic/sta-firms.quantity",
        "one says 2020-04, the other 2019 @ statistic/sta-firms.as_of",
    }


def test_clash_is_told_the_other_way_round() -> None:
    """The other order tells the other side first."""
    theirs = dataset(changed("per-peng-lv", honorific="Dr"))
    assert told(small(), theirs) == ["one says 'Mr', the other 'Dr' @ person/per-peng-lv.honorific"]
    assert told(theirs, small()) == ["one says 'Dr', the other 'Mr' @ person/per-peng-lv.honorific"]


def test_what_fits_neither_way_is_told() -> None:
    """Where both sides together make no sense, although no field of theirs differs, that is told."""
    theirs = dataset(changed("sta-firms", as_of=None, over={"edtf": "2019"}))
    assert told(small(), theirs) == [
        "cannot be united: a figure is a stock as of a day or a flow over a time, not both @ statistic/sta-firms"
    ]


def test_reasons_for_an_empty_field_may_clash() -> None:
    """Two reasons, or a value and a reason that rules it out, contradict each other."""
    bare: dict[str, Any] = {"honorific": None, "citations": None}

    def without(reason: str) -> Dataset:
        return dataset(changed("per-peng-lv", **bare, absent=[{"field": "honorific", "reason": reason, "note": "why"}]))

    place = "@ person/per-peng-lv.honorific"
    assert told(without("not_stated"), without("doubted")) == [
        f"one says that it is not_stated, the other that it is doubted {place}"
    ]
    for reason in ("doubted", "not_applicable"):
        assert told(without(reason), small()) == [f"one says that it is {reason}, the other 'Mr' {place}"]
        assert told(small(), without(reason)) == [f"one says that it is {reason}, the other 'Mr' {place}"]


def test_table_that_cannot_be_read_is_told_as_it_is() -> None:
    """What is wrong with a table of either dataset comes through."""

    def broken() -> list[Record]:
        raise InvalidDataError((Problem("is broken"),))

    assert told(small(), Dataset({"people": broken})) == ["is broken"]
    assert told(Dataset({"people": broken}), small()) == ["is broken"]


# --- retired ids ----------------------------------------------------------------------------------------------------


def test_record_under_a_retired_id_is_read_as_its_successor() -> None:
    """Whichever of the two knows that an id is retired, the record and all that refers to it bear the new one."""
    old = [
        changed("org-bureau", id="org-office", names=[strategies.name("The Office")]),
        changed("per-peng-lv", roles=[changed("per-peng-lv")["roles"][0] | {"body": "org-office"}]),
        changed(
            "cen-park",
            operators=["org-office"],
            citations=[CITATION | {"supports": ["kind", "place", "operators[org-office]"]}],
        ),
        changed("rel-bureau-partner-of-park", subject="org-office"),
        changed("rem-lv-praises-park", on_behalf_of="org-office", about=["org-office", "org-bureau", "cen-park"]),
        changed("evt-visit", citations=[CITATION | {"source": "src-old"}, CITATION]),
    ]
    knowing = small(org_office="org-bureau", src_old="src-report")
    for united in (merge(knowing, dataset(*old)), merge(dataset(*old), knowing)):
        assert integrity.problems(united) == ()
        assert united.redirects == {"org-office": "org-bureau", "src-old": "src-report"}
        assert "org-office" not in {record.id for record in united}
        assert {name.text for name in united.organisations["org-bureau"].names} == {"The Bureau", "The Office"}
        assert [role.body for role in united.people["per-peng-lv"].roles] == ["org-bureau"]
        assert united.centres["cen-park"].operators == ("org-bureau",)
        assert set(united.remarks["rem-lv-praises-park"].about) == {"org-bureau", "cen-park"}
        supports = {text for citation in united.centres["cen-park"].citations for text in citation.supports}
        assert supports == {"kind", "place", "operators[org-bureau]"}
        sources = {citation.source for citation in united.events["evt-visit"].citations}
        assert sources == {"src-report"}


def test_redirects_of_both_lead_to_the_last() -> None:
    """Where one retires what the other had put in the place of a third, both lead to the last."""
    ours, theirs = small(per_a="per-b"), small(per_b="per-peng-lv")
    assert merge(ours, theirs).redirects == {"per-a": "per-peng-lv", "per-b": "per-peng-lv"}
    assert merge(theirs, ours).redirects == {"per-a": "per-peng-lv", "per-b": "per-peng-lv"}
    both = small(per_a="per-b", per_b="per-peng-lv")
    knowing = small(per_a="per-peng-lv")
    assert merge(both, knowing).redirects == merge(knowing, both).redirects == merge(both, both).redirects


def test_redirects_may_clash() -> None:
    """Two successors of one id, and ids that are retired for each other, are told."""
    assert told(small(per_a="per-b"), small(per_a="per-c")) == [
        "one says that 'per-b' took its place, the other 'per-c' @ per-a"
    ]
    circle = told(small(per_a="per-b"), small(per_b="per-a"))
    assert sorted(circle) == [
        "is retired for 'per-a', and that in turn for it @ per-b",
        "is retired for 'per-b', and that in turn for it @ per-a",
    ]


def test_an_id_may_be_retired_for_nothing() -> None:
    """An id that nothing took the place of stays retired; that the other tells of it, or of a successor, is a clash."""
    gone = dataset(redirects={"per-a": None, "per-z": "per-a"})
    both = merge(small(), gone)
    assert both.redirects == merge(gone, small()).redirects == {"per-a": None, "per-z": None}
    assert told(small(), dataset(redirects={"per-peng-lv": None})) == [
        "one tells of it, the other has retired it @ person/per-peng-lv"
    ]
    assert told(gone, small(per_a="per-peng-lv")) == [
        "one says that nothing took its place, the other 'per-peng-lv' @ per-a"
    ]
    assert told(small(per_a="per-peng-lv"), gone) == [
        "one says that 'per-peng-lv' took its place, the other nothing @ per-a"
    ]


def test_clash_that_only_a_retired_id_brings_about() -> None:
    """Two parts that become one by a redirect, and contradict each other, are told; so is what then makes no sense."""
    role = changed("per-peng-lv")["roles"][0]
    mine = dataset(
        changed("per-peng-lv", roles=[role, role | {"body": "org-office", "rank": "deputy"}]),
        changed("rel-bureau-partner-of-park", id="rel-x", subject="org-office", object="org-bureau"),
    )
    assert told(mine, small(org_office="org-bureau")) == [
        "one says 'head', the other 'deputy' @ person/per-peng-lv.roles[Director@org-bureau].rank",
        "cannot be united: a relation has two different ends @ relation/rel-x",
    ]


def test_redirect_to_another_kind_is_told() -> None:
    """A record cannot be read under an id of another kind."""
    (problem,) = told(small(per_peng_lv="org-bureau"), small())[:1]
    assert problem.startswith("cannot be united: the id of a person is per- and a slug")
    assert problem.endswith("@ person/per-peng-lv")
