"""Are records held together, found and filtered as asked, and is nothing read before it is?"""

from __future__ import annotations

import copy
import pickle
import re
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import given, strategies as st

import small
import strategies
from sinouk_innov.bundle import load
from sinouk_innov.conditions import meets
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.dates import PartialDate, Period, parse_when
from sinouk_innov.errors import (
    AmbiguousNameError,
    InvalidDataError,
    Problem,
    UnknownFieldError,
    UnknownIdError,
    UnknownNameError,
)
from sinouk_innov.matches import Match
from sinouk_innov.model.kinds import KINDS, kind_of_table
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import CentreKind, Measure, NameKind
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.paths import paths
from sinouk_innov.questions.places import within
from sinouk_innov.questions.posts import people_at
from sinouk_innov.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sinouk_innov.model.kinds import Kind

_PLACES = kind_of_table("places")
_THREADS = 32


def _table(*slugs: str, **redirects: str) -> Table[Record]:
    return small.dataset(*map(small.place, slugs), **redirects).table("places")


def _ids(records: Sequence[Record] | Table[Any]) -> list[str]:
    return [record.id for record in records]


# --- looking up -----------------------------------------------------------------------------------------------------


def test_a_table_is_in_the_order_of_its_ids() -> None:
    """Whatever the order of rows, index, slices, iteration and length follow the ids."""
    table = _table("c", "a", "b")
    assert _ids(table) == ["pla-a", "pla-b", "pla-c"]
    assert len(table) == 3
    assert (table[0].id, table[-1].id) == ("pla-a", "pla-c")
    assert _ids(table[:2]) == ["pla-a", "pla-b"]
    assert _ids(table[::-1]) == ["pla-c", "pla-b", "pla-a"]
    assert isinstance(table[5:], Table)
    assert len(table[5:]) == 0
    with pytest.raises(IndexError):
        table[3]


def test_a_record_is_found_by_id() -> None:
    """An id gives its record, an unknown one an error with ids that come near, or with `get` a default."""
    table = _table("qingdao", "taizhou")
    assert table["pla-qingdao"] is table[0]
    assert table.get("pla-taizhou") is table[1]
    assert table.get("pla-q") is None
    assert table.get("pla-q", "none") == "none"
    with pytest.raises(UnknownIdError) as caught:
        table["pla-quingdao"]
    assert (caught.value.kind, caught.value.key, caught.value.close) == ("place", "pla-quingdao", ("pla-qingdao",))


def test_a_record_or_an_id_can_be_in_a_table() -> None:
    """What is in a table: a known or retired id, and a record that equals the one held; nothing else."""
    table = _table("a", "b", pla_old="pla-a")
    one = table[0]
    assert "pla-a" in table
    assert "pla-old" in table
    assert one in table
    assert copy.deepcopy(one) in table
    assert attrs.evolve(one, note="another") not in table
    assert small.place("c") not in table
    strangers: list[object] = ["pla-c", "", 0, None, [], ("pla-a",)]
    for stranger in strangers:
        assert stranger not in table
    assert one in table[:1]
    assert one not in table[1:]


def test_look_ups_follow_a_redirect() -> None:
    """A retired id finds what took its place, in the table, in what is derived from it, and in the dataset."""
    data = small.dataset(small.place("a"), small.place("b"), pla_old="pla-b")
    for holder in (data, data.places, data.places.where(kind="city"), data.places.sorted("-id")):
        assert holder["pla-old"].id == "pla-b"
        found = holder.get("pla-old")
        assert found is not None
        assert found.id == "pla-b"
        assert "pla-old" in holder
    assert "pla-old" not in data.places[:1]
    assert data.redirects == {"pla-old": "pla-b"}


def test_an_id_that_is_gone_is_told() -> None:
    """A look-up of an id that was retired for good says so, and guesses at no other."""
    data = Dataset.of([small.place("a")], redirects={"pla-b": None})
    for holder in (data, data.places):
        with pytest.raises(UnknownIdError) as caught:
            holder["pla-b"]
        assert caught.value.retired
        assert str(caught.value) == "the id 'pla-b' is retired, and nothing took its place"
        assert holder.get("pla-b") is None
        assert "pla-b" not in holder
    assert pickle.loads(pickle.dumps(data)).redirects == {"pla-b": None}  # noqa: S301  our own bytes


def test_a_dataset_finds_any_record_by_id() -> None:
    """The prefix of an id tells the table; without a known one the error looks among all ids."""
    data = small.dataset(small.place("a"), small.person("peng-lv"))
    assert data["per-peng-lv"] is data.people[0]
    assert data.get("per-peng-lv") is data.people[0]
    assert data.get("per-q") is data.get("nonsense") is None
    assert data.get("nonsense", 7) == 7
    assert "per-peng-lv" in data
    assert data.people[0] in data
    assert small.person("q") not in data
    strangers: list[object] = ["per-q", "nonsense", "", 3, None, []]
    for stranger in strangers:
        assert stranger not in data
    with pytest.raises(UnknownIdError, match="no person has the id 'per-peng'; did you mean 'per-peng-lv'"):
        data["per-peng"]
    with pytest.raises(UnknownIdError, match="no record has the id 'peng-lv'; did you mean 'per-peng-lv'"):
        data["peng-lv"]


def test_a_dataset_holds_its_tables() -> None:
    """Iteration and length run over all tables in their order, each under its name and attribute."""
    data = load()
    assert [table.kind for table in data.tables()] == list(KINDS)
    assert [record for table in data.tables() for record in table] == list(data)
    assert len(data) == sum(map(len, data.tables())) == len(list(data))
    for kind in KINDS:
        table: object = getattr(data, kind.table)
        assert data.table(kind.table) is table
    with pytest.raises(UnknownFieldError, match="a dataset has no field 'peoples'; did you mean 'people'"):
        data.table("peoples")


def test_tables_and_datasets_are_frozen() -> None:
    """Nothing can be set or put in their place, and what is given out cannot be changed from outside."""
    data = small.dataset(small.place("a"), pla_old="pla-a")
    for holder, name in (
        (data, "release"),
        (data, "people"),
        (data, "mine"),
        (data.places, "kind"),
        (data.places, "x"),
    ):
        with pytest.raises(AttributeError):
            setattr(holder, name, None)
    given = data.redirects
    assert isinstance(given, dict)
    given.clear()
    assert "pla-old" in data


def test_what_is_made_of_a_dataset_is_kept() -> None:
    """What a function makes is made once, also from many threads at once, and each dataset has its own."""
    made: list[Dataset] = []

    def count(data: Dataset) -> int:
        made.append(data)
        return len(data) + data.kept(twice)

    def twice(data: Dataset) -> int:
        return 2 * len(data)

    one, other = _people(), small.dataset()
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: one.kept(count), range(64))) == {3 * len(one)}
    assert other.kept(count) == 0
    assert made == [one, other]


# --- names ----------------------------------------------------------------------------------------------------------


def _named(slug: str, *texts: str, **fields: Any) -> Record:
    return small.person(slug, names=tuple(small.name(text, small.citation("s")) for text in texts), **fields)


def _people() -> Dataset:
    surname = Name(
        text="Bian", language="zh-Latn", kind=NameKind.SHORT, family="Bian", citations=(small.citation("one"),)
    )
    bian = small.person("bian", names=(small.name("Xianghui Bian", small.citation("two")), surname), honorific="Ms")
    return small.dataset(
        bian, _named("li-a", "Li Wei"), _named("li-b", "Wei Li", "Wayne Li"), small.place("wei-li"),
        small.source("one", title="Ms Bian speaks"), small.source("two"), src_first="src-one",
    )  # fmt: skip


def test_one_gives_the_record_that_bears_a_name() -> None:
    """Any spelling that compares as the same finds the one bearer, time and again."""
    people = _people().people
    for name in ("Xianghui Bian", "BIAN Xianghui", "Bian, Xianghui", "Ms Xianghui Bian", "Xianghui Bian"):
        assert people.one(name).id == "per-bian"
    assert people.one("Wayne Li").id == "per-li-b"


def test_one_says_who_may_be_meant() -> None:
    """A name that two bear tells both ids; one that none bears tells names that come near, at most three."""
    people = _people().people
    with pytest.raises(AmbiguousNameError) as ambiguous:
        people.one("Li Wei")
    assert ambiguous.value.candidates == ("per-li-a", "per-li-b")
    with pytest.raises(UnknownNameError) as unknown:
        people.one("Xianghui Bain")
    assert (unknown.value.name, unknown.value.close) == ("Xianghui Bain", ("Xianghui Bian (per-bian)",))
    with pytest.raises(UnknownNameError) as far:
        people.one("Zhang San")
    assert far.value.close == ()
    many = small.dataset(*(_named(f"p{n}", f"Xianghui Bia{letter}") for n, letter in enumerate("abcde"))).people
    with pytest.raises(UnknownNameError) as crowd:
        many.one("Xianghui Biax")
    assert len(crowd.value.close) == 3


def test_find_ranks_with_reasons() -> None:
    """`find` gives every candidate best first, each with the name that matched and why."""
    data = _people()
    best, *rest = data.people.find("Wei Li")
    assert best == Match(data.people["per-li-a"], "Li Wei", 1.0, "the same name")
    assert [match.score for match in rest] == sorted((match.score for match in rest), reverse=True)
    assert repr(best) == "<Match per-li-a 1.00: 'Li Wei', the same name>"
    assert data.people.find("Zhang San") == ()


def test_a_dataset_finds_among_all_kinds() -> None:
    """Matches of all tables stand in one list, best first, equally good ones by id."""
    data = _people()
    found = data.find("Wei Li")
    assert [match.record.id for match in found[:3]] == ["per-li-a", "per-li-b", "pla-wei-li"]
    assert [(-match.score, match.record.id) for match in found] == sorted(
        (-match.score, match.record.id) for match in found
    )
    assert data.find("Ms Bian speaks")[0].record.id == "src-one"


def test_find_within_a_source_reads_only_its_names() -> None:
    """Within a source only the names that it prints count, its honorific with the surname; a retired id will do."""
    data = _people()
    for source in ("src-one", "src-first"):
        match = data.find("Ms Bian", source=source)[0]
        assert (match.record.id, match.score, match.name) == ("per-bian", 1.0, "Ms Bian")
        assert "Xianghui Bian" not in {match.name for match in data.find("Xianghui Bian", source)}
    assert data.people.find("Ms Bian", "src-two")[0].name == "Xianghui Bian"
    assert data.people.find("Ms Bian", "src-three") == ()
    with pytest.raises(UnknownIdError, match="no source has the id 'src-three'; did you mean"):
        data.find("Ms Bian", source="src-three")


def test_every_bundled_name_finds_its_bearer() -> None:
    """Each name of each record, as printed, finds that record with the full score."""
    for table in load().tables():
        for record in table:
            for name in getattr(record, "names", ()):
                best = {match.record.id for match in table.find(name.text) if match.score == 1}
                assert record.id in best or len(name.text) < 2


# --- filtering ------------------------------------------------------------------------------------------------------


_CENTRES = small.dataset(
    small.centre("a", at="pla-x", operators=("org-a", "org-b")),
    small.centre("b", "cen-a", at="pla-y"),
    attrs.evolve(small.centre("c", "cen-a", "cen-b"), kind=CentreKind.INCUBATOR, operators=("org-b",)),
    small.event("v", "2019-05"),
    small.event("w", "2018/2020"),
    small.event("x"),
)


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ({}, ["cen-a", "cen-b", "cen-c"]),
        ({"kind": CentreKind.INCUBATOR}, ["cen-c"]),
        ({"kind": "incubator"}, ["cen-c"]),
        ({"kind": "INCUBATOR"}, []),
        ({"kind": {"incubator", CentreKind.SCIENCE_PARK}}, ["cen-a", "cen-b", "cen-c"]),
        ({"kind": frozenset({"venue", "incubator"})}, ["cen-c"]),
        ({"kind": set()}, []),
        ({"kind": lambda kind: kind.startswith("sci")}, ["cen-a", "cen-b"]),
        ({"place": "pla-x"}, ["cen-a"]),
        ({"place": None}, ["cen-c"]),
        ({"place": {"pla-x", None}}, ["cen-a", "cen-c"]),
        ({"place": lambda place: place is not None}, ["cen-a", "cen-b"]),
        ({"operators": "org-b"}, ["cen-a", "cen-c"]),
        ({"operators": {"org-a", "org-q"}}, ["cen-a"]),
        ({"operators": ("org-a", "org-b")}, ["cen-a"]),
        ({"operators": ()}, ["cen-b"]),
        ({"operators": len}, ["cen-a", "cen-c"]),
        ({"operators": "org"}, []),
        ({"part_of": "cen-a"}, ["cen-b", "cen-c"]),
        ({"names": "b"}, ["cen-b"]),
        ({"names": "b@en"}, ["cen-b"]),
        ({"names": small.name("c")}, ["cen-c"]),
        ({"kind": "science_park", "operators": "org-b"}, ["cen-a"]),
        ({"id": "cen-b"}, ["cen-b"]),
        ({"latitude_of_nothing": 1}, None),
    ],
)
def test_where_keeps_what_meets_all_conditions(conditions: dict[str, object], ids: list[str] | None) -> None:
    """A value, its text, a set, or a callable; a field with several values is met by any of them."""
    if ids is None:
        with pytest.raises(UnknownFieldError, match="a centre has no field 'latitude_of_nothing'"):
            _CENTRES.centres.where(**conditions)
    else:
        found = _CENTRES.centres.where(**conditions)
        assert isinstance(found, Table)
        assert _ids(found) == ids


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ("2019-05", ["evt-v"]),
        (PartialDate("2019-05", wording="May"), ["evt-v"]),
        (Period("2018/2020"), ["evt-w"]),
        ("2018/2020", ["evt-w"]),
        ("2019", []),
        (None, ["evt-x"]),
        (2019, []),
    ],
)
def test_where_takes_a_date_or_its_text(wanted: object, ids: list[str]) -> None:
    """A date or period equals itself and its text; a coarser date is another."""
    assert _ids(_CENTRES.events.where(when=wanted)) == ids


def test_where_suggests_a_field() -> None:
    """A slip in a field's name is told with what may be meant, even where no record would be asked."""
    for table in (_CENTRES.centres, _CENTRES.people):
        with pytest.raises(UnknownFieldError) as caught:
            table.where(nmaes="x")
        assert "names" in caught.value.close
    with pytest.raises(UnknownFieldError, match="an event has no field 'wen'; did you mean 'when'"):
        _CENTRES.events.sorted("id", "-wen")


@given(st.sampled_from(KINDS), st.data())
def test_where_agrees_with_a_loop(kind: Any, data: st.DataObject) -> None:
    """On the bundled data, each value that a field has selects just the records that a loop over them finds."""
    table = load().table(kind.table)
    field = data.draw(st.sampled_from(attrs.fields(kind.record_class))).name
    value = data.draw(st.sampled_from([getattr(record, field) for record in table]))
    expected = [record for record in table if getattr(record, field) == value]
    assert list(table.where(**{field: value})) == expected
    if isinstance(value, tuple):
        for item in value:
            held = [record for record in table if item in getattr(record, field)]
            assert list(table.where(**{field: item})) == held


# --- sorting --------------------------------------------------------------------------------------------------------


def _figure(slug: str, quantity: str, **fields: Any) -> Statistic:
    return Statistic(
        id=f"sta-{slug}", about="cen-a", measure=Measure.FLOOR_AREA, quantity=Quantity.parse(quantity), **fields
    )


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("as_of", ["[..2016]", "2016", "2019-05~", "2019-05-01", "2019-05", "2020"]),
        ("over", ["../2015", "2016/2018", "2017", "2018-01/.."]),
        ("quantity", ["vague m2", "9 mu", "more_than 9000 m2", "1 ha", "10 ha", "between 10 and 11 ha", "1 km2"]),
        ("quantity", ["900 m2", "1/2 ha", "90 mu", "80 month", "9 year"]),
        ("category", ["Alpha", "beta", "Gamma"]),
        ("scope", ["a", "B", "c"]),
        ("status", ["derived", "planned", "reported", "target"]),
        ("measure", ["floor_area", "land_area", "revenue"]),
    ],
)
def test_sorted_puts_values_in_their_own_order(field: str, values: list[str], *, turned: bool) -> None:
    """Dates, periods, figures, texts and terms have an order of their own, which a hyphen turns round."""
    rows = []
    for number, value in enumerate(values):
        made = _figure(str(9 - number), "1 m2")
        read: Any = value
        if field in {"as_of", "over"}:
            read = parse_when(value)
        elif field == "quantity":
            read = Quantity.parse(value)
        elif field in {"status", "measure"}:
            default: Any = getattr(made, field)
            read = type(default).parse(value)
        rows.append(attrs.evolve(made, **{field: read}))
    table = Dataset.of(rows).statistics.sorted(f"-{field}" if turned else field)
    found = [str(getattr(record, field)) for record in table]
    expected = sorted(rows, key=lambda row: values.index(str(getattr(row, field))), reverse=turned)
    assert found == [str(getattr(row, field)) for row in expected]


def test_none_comes_last_either_way() -> None:
    """Records without a value, or with no values, stand at the end, turned round or not, by id."""
    days = {"a": None, "b": PartialDate("2020"), "c": None, "d": PartialDate("2019")}
    data = Dataset.of(_figure(slug, "1 m2", as_of=day) for slug, day in days.items())
    assert _ids(data.statistics.sorted("as_of")) == ["sta-d", "sta-b", "sta-a", "sta-c"]
    assert _ids(data.statistics.sorted("-as_of")) == ["sta-b", "sta-d", "sta-a", "sta-c"]
    centres = _CENTRES.centres
    assert _ids(centres.sorted("operators")) == ["cen-a", "cen-c", "cen-b"]
    assert _ids(centres.sorted("-operators")) == ["cen-c", "cen-a", "cen-b"]
    places = small.dataset(
        small.place("a"), small.place("b", latitude=9.5, longitude=0.0), small.place("c", latitude=-10.0, longitude=0.0)
    ).places
    assert _ids(places.sorted("latitude")) == ["pla-c", "pla-b", "pla-a"]


def test_ties_stand_by_id_and_several_fields_break_them() -> None:
    """Equal values keep the order of the ids, also turned round; a second field orders what the first does not."""
    rows = [
        _figure(slug, "1 m2", category=category, scope=scope)
        for slug, category, scope in (("a", "x", "q"), ("b", "w", "r"), ("c", "x", "p"), ("d", "w", None))
    ]
    table = Dataset.of(rows).statistics
    assert _ids(table.sorted("-category")) == ["sta-a", "sta-c", "sta-b", "sta-d"]
    assert _ids(table.sorted("category", "scope")) == ["sta-b", "sta-d", "sta-c", "sta-a"]
    assert _ids(table.sorted("-category", "-scope")) == ["sta-a", "sta-c", "sta-b", "sta-d"]
    assert _ids(table.sorted("-category", "-id")) == ["sta-c", "sta-a", "sta-d", "sta-b"]
    assert table.sorted() == table


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_every_field_of_every_bundled_table_sorts(kind: Any) -> None:
    """Each field of each table can be sorted by, both ways: the same records, those without a value last."""
    table = load().table(kind.table)
    for attribute in attrs.fields(kind.record_class):
        for field in (attribute.name, f"-{attribute.name}"):
            rows = list(table.sorted(field))
            assert Counter(_ids(rows)) == Counter(_ids(table))
            empty = [getattr(row, attribute.name) in (None, ()) for row in rows]
            assert empty == sorted(empty)


@given(st.lists(strategies.quantities(), max_size=8))
def test_figures_sort_as_they_compare(quantities: list[Quantity]) -> None:
    """Sorting by figures never puts one before another of its dimension that it is certainly above."""
    rows = [attrs.evolve(_figure(f"s{n}", "1 m2"), quantity=quantity) for n, quantity in enumerate(quantities)]
    ranked = [row.quantity for row in Dataset.of(rows).statistics.sorted("quantity")]
    for at, one in enumerate(ranked):
        for other in ranked[at + 1 :]:
            comparable = one.unit.dimension == other.unit.dimension and one.unit is not Unit.OTHER
            assert not comparable or not one.above(other)
    assert [quantity.sort_key for quantity in ranked] == sorted(quantity.sort_key for quantity in quantities)


# --- equality, copies -----------------------------------------------------------------------------------------------


@given(st.lists(strategies.records(), max_size=4, unique_by=lambda record: record.id).flatmap(
    lambda rows: st.tuples(st.just(rows), st.permutations(rows))
))  # fmt: skip
def test_any_order_of_rows_gives_the_same_dataset(orders: tuple[list[Record], list[Record]]) -> None:
    """Datasets of the same records are equal, hash alike and show alike, in whatever order they were given."""
    one, other = (Dataset.of(rows) for rows in orders)
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    for ours, theirs in zip(one.tables(), other.tables(), strict=True):
        assert ours == theirs
        assert hash(ours) == hash(theirs)
        assert _ids(ours) == sorted(_ids(ours))


@given(strategies.datasets())
def test_copies_are_equal(data: Dataset) -> None:
    """A pickled or copied dataset equals the first, redirects and header included; so does a table, in its order."""
    for other in (pickle.loads(pickle.dumps(data)), copy.copy(data), copy.deepcopy(data)):  # noqa: S301  our own bytes
        assert other == data
        assert hash(other) == hash(data)
        assert (other.release, other.redirects) == (data.release, data.redirects)
    for table in data.tables():
        turned = table.sorted("-id")
        for copied in (pickle.loads(pickle.dumps(turned)), copy.copy(turned), copy.deepcopy(turned)):  # noqa: S301
            assert copied == turned
            assert list(copied) == list(turned)
            assert copied.kind == table.kind


def test_what_differs_is_not_equal() -> None:
    """Another row, order, kind, header or redirect makes another dataset or table; another type is never equal."""
    data = small.dataset(small.place("a"), small.place("b"))
    assert data.places != data.places[:1]
    assert data.places != data.places.sorted("-id")
    assert data.people != data.events
    assert data.people[:0] == data.people
    assert data.places != [*data.places]
    assert data != Dataset.of(data, release=Release(title="x"))
    assert data != Dataset.of(data, redirects={"pla-c": "pla-a"})
    assert data != Dataset.of(list(data)[:1])
    assert data != list(data)


def test_an_id_is_taken_once() -> None:
    """Two records with one id are refused, each told by kind and id, at once where they are given together."""
    with pytest.raises(InvalidDataError) as caught:
        small.dataset(small.place("a"), small.person("b"), small.place("a"), small.person("b"), small.place("a"))
    taken = [Problem("the id is taken already", "", kind, record) for kind, record in _TAKEN]
    assert list(caught.value.problems) == taken
    late = Dataset({"places": lambda: [small.place("a"), small.place("a")]})
    for _ in range(2):
        with pytest.raises(InvalidDataError, match="the id is taken already @ place/pla-a"):
            len(late.places)


_TAKEN = (("place", "pla-a"), ("place", "pla-a"), ("person", "per-b"))


# --- reading only what is asked for ---------------------------------------------------------------------------------


class _Rows:
    """Gives rows and counts how often it was asked for them."""

    def __init__(self, *slugs: str) -> None:
        self.calls = 0
        self._slugs = slugs

    def __call__(self) -> Iterator[Record]:
        self.calls += 1
        return map(small.place, self._slugs)


def test_a_table_is_read_once_and_only_when_asked() -> None:
    """Making a dataset, and asking another table, reads nothing; whatever is asked later, rows are read once."""
    rows = _Rows("a", "bay")
    data = Dataset({"places": rows}, redirects={"pla-old": "pla-a"})
    assert (len(data.people), data.places.kind, data.get("nonsense"), "per-a" in data) == (0, _PLACES, None, False)
    assert data.tables()[1] is data.places
    assert rows.calls == 0
    assert data["pla-old"].id == "pla-a"
    assert rows.calls == 1
    assert data.places.one("bay").id == "pla-bay"
    assert len(data) == len(list(data)) == 2
    assert hash(data) == hash(copy.copy(data))
    assert "pla-bay" in data.places
    assert repr(data) == "<Dataset: 2 places>"
    assert len(data.places.where(kind="city").sorted("-id")[:1]) == 1
    assert rows.calls == 1


def test_what_cannot_be_read_is_told_each_time() -> None:
    """A table whose rows cannot be read says so whenever it is asked, and the other tables stay of use."""

    def broken() -> list[Record]:
        raise InvalidDataError((Problem("is no JSON", "places.json"),))

    data = Dataset({"places": broken, "people": lambda: [small.person("a")]})
    for _ in range(2):
        with pytest.raises(InvalidDataError, match=r"is no JSON @ places\.json"):
            data.places.get("pla-a")
    assert data["per-a"].label == "a"


def test_many_threads_get_one_table_and_one_index() -> None:
    """Thirty-two threads that ask at once get the same rows and the same index, read once."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            rows = _Rows(*(f"p{number}" for number in range(50)))
            data = Dataset({"places": rows})
            together = threading.Barrier(_THREADS)

            def ask(
                number: int, data: Dataset = data, together: threading.Barrier = together
            ) -> tuple[int, int, int, str]:
                together.wait()
                places = data.places
                if number % 2:
                    return id(places._names()), id(places._records()), len(places), places.one("p7").id
                found = places["pla-p7"].id
                return id(places._names()), id(places._records()), len(list(places)), found

            with ThreadPoolExecutor(_THREADS) as pool:
                answers = set(pool.map(ask, range(_THREADS)))
            assert len(answers) == 1
            assert {answer[2:] for answer in answers} == {(50, "pla-p7")}
            assert rows.calls == 1
    finally:
        sys.setswitchinterval(interval)


class _Overtaken:
    """A lock before which another thread was first: it does what is asked, and only then lets the waiting one in."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask

    def __enter__(self) -> None:
        self._ask()

    def __exit__(self, *_: object) -> None:
        pass


def test_a_thread_that_waited_finds_the_work_done() -> None:
    """Whoever waits while another reads the rows or builds the index takes these, and does not begin anew."""
    rows = _Rows("p7")
    table = Table(_PLACES, rows)

    def ask(what: Callable[[], object]) -> Callable[[], object]:
        def first() -> object:
            table._lock = threading.RLock()
            return what()

        return first

    table._lock = cast("Any", _Overtaken(ask(lambda: len(table))))
    assert len(table) == 1
    assert rows.calls == 1
    built: list[object] = []
    table._lock = cast("Any", _Overtaken(ask(lambda: built.append(table._names()))))
    assert [table._names()] == built
    assert table.one("p7").id == "pla-p7"


# --- showing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slugs", "text"),
    [
        ("", "<Table of 0 places>"),
        ("a", "<Table of 1 place: a>"),
        ("abc", "<Table of 3 places: a, b, c>"),
        ("abcd", "<Table of 4 places: a, b, c, \u2026>"),
    ],
)
def test_a_table_shows_how_many_it_holds(slugs: str, text: str) -> None:
    """The repr counts the rows and names the first three."""
    assert repr(_table(*slugs)) == text


def test_a_dataset_shows_what_it_holds() -> None:
    """The repr has title, version and counts, without tables that are empty."""
    assert repr(Dataset({})) == "<Dataset: empty>"
    assert repr(small.dataset(small.place("a"), small.person("b"))) == "<Dataset: 1 place, 1 person>"
    release = Release(title="Parks", data_version="1.2")
    data = Dataset.of([small.place("a"), small.place("b")], release=release)
    assert repr(data) == "<Dataset Parks 1.2: 2 places>"
    assert data.release is release


def test_html_escapes_and_counts() -> None:
    """A name with markup shows as text; a long table says how many rows are left out; a dataset has a row a table."""
    evil = small.place("evil", names=(small.name("<script>alert(1)</script>"),))
    html = small.dataset(evil).places._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert re.search("<caption[^>]*>1 place</caption>", html)
    many = _table(*(f"p{number}" for number in range(23)))._repr_html_()
    assert many.count("<tr>") == 22
    assert "and 3 more" in many
    assert "more" not in _table("a", "b")._repr_html_()
    data = Dataset.of([evil], release=Release(title="<b>Parks"))._repr_html_()
    assert "Dataset &lt;b&gt;Parks" in data
    assert data.count("<tr>") == len(KINDS) + 1
    assert re.search("<td[^>]*>places</td><td[^>]*>1</td>", data)


def test_the_reprs_of_the_bundled_data_are_short() -> None:
    """No repr of a dataset or table is longer than three lines of a terminal."""
    for shown in (load(), *load().tables()):
        assert len(repr(shown)) < 240
        assert "\n" not in repr(shown)


def test_bounds_are_shown_in_figures() -> None:
    """A table of figures names them with their bounds."""
    row = attrs.evolve(_figure("a", "1 m2"), quantity=Quantity(1500, Unit.M2, Bound.MORE_THAN))
    assert repr(Dataset.of([row]).statistics) == "<Table of 1 statistic: floor area: more than 1,500 m\u00b2>"


# --- indexes of fields ----------------------------------------------------------------------------------------------


class _Odd:
    """Equals every text, and has no hash to be looked up by."""

    __hash__: Any = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)


_ODD: list[Any] = [None, True, 0, 1.5, (), ("org-a",), [], {}, _Odd(), str, len, "None", "", b"x", frozenset({("a",)})]


@st.composite
def _asked(draw: st.DrawFn, kind: Kind) -> dict[str, Any]:
    """Give conditions on fields of a kind: values that stand there, their texts, sets, callables and odd things."""
    table = load().table(kind.table)
    conditions: dict[str, Any] = {}
    fields = draw(st.lists(st.sampled_from(attrs.fields(kind.record_class)), min_size=1, max_size=3, unique=True))
    for field in fields:
        stands = [getattr(record, field.name) for record in table]
        each = [item for value in stands for item in (value if isinstance(value, tuple) else (value,))]
        value = st.sampled_from(each or [None])
        wanted = st.one_of(
            value, value.map(str), st.sets(value, max_size=3), st.frozensets(value.map(str), max_size=3),
            st.sets(st.frozensets(value, max_size=2), max_size=2), value.map(lambda one: lambda held: held == one),
            st.sampled_from(stands), st.sampled_from(_ODD),
        )  # fmt: skip
        conditions[field.name] = draw(wanted)
    return conditions


@given(st.sampled_from(KINDS), st.data())
def test_an_index_finds_what_a_scan_finds(kind: Kind, data: st.DataObject) -> None:
    """Whatever stands in a condition, the records are those that asking each one finds, in that order, or its error."""
    table = load().table(kind.table)
    if data.draw(st.booleans()):
        table = table.sorted(*data.draw(st.permutations(("-id", "note"))))
    conditions = data.draw(_asked(kind))

    def scan() -> list[Record]:
        return [row for row in table if all(meets(row, name, wanted) for name, wanted in conditions.items())]

    try:
        expected = scan()
    except TypeError as error:
        with pytest.raises(TypeError, match=re.escape(str(error))):
            table.where(**conditions)
    else:
        assert list(table.where(**conditions)) == expected
        assert list(table.where(**conditions)) == expected


def test_a_callable_is_asked_about_the_same_records() -> None:
    """Conditions after the first callable narrow nothing for it, and those before it do, as in a loop."""
    asked: list[object] = []

    def noted(value: object) -> bool:
        asked.append(value)
        return True

    centres = _CENTRES.centres
    assert _ids(centres.where(place=noted, kind="incubator")) == ["cen-c"]
    assert asked == ["pla-x", "pla-y", None]
    asked.clear()
    assert _ids(centres.where(kind="incubator", place=noted)) == ["cen-c"]
    assert asked == [None]


def test_an_index_is_made_once_by_many_threads() -> None:
    """Of thirty-two threads that ask at once, one makes the index of a field; all get the same records."""
    rows = _Rows(*(f"p{number}" for number in range(200)))
    data = Dataset({"places": rows})
    together = threading.Barrier(_THREADS)

    def ask(_: int) -> tuple[int, int, int, int, Record]:
        together.wait()
        found = data.places.where(kind="city", id={"pla-p7", "pla-p8"})
        again = found["pla-p7"]
        indexes = data.places._indexes()
        return id(indexes), id(indexes._field("kind")), id(indexes._field("id")), id(indexes._field("names")), again

    with _switching(), ThreadPoolExecutor(_THREADS) as pool:
        answers = list(pool.map(ask, range(_THREADS)))
    assert len(set(answers)) == 1
    assert rows.calls == 1
    assert data.places._indexes()._field("names") is None, "names are found by an index of their own"


def test_a_thread_that_waited_finds_the_index_made() -> None:
    """Whoever waits while another makes an index takes that one."""
    table = _table("a", "b")
    made: list[object] = []

    def first() -> None:
        table._lock = threading.RLock()
        made.append(table._indexes())

    table._lock = cast("Any", _Overtaken(first))
    indexes = table._indexes()
    assert made == [indexes]

    def second() -> None:
        indexes._lock = threading.Lock()
        made.append(indexes._field("kind"))

    indexes._lock = cast("Any", _Overtaken(second))
    assert indexes._field("kind") is made[1]

    part = table[:1]

    def third() -> None:
        part._lock = threading.RLock()
        made.append(part._ids())

    part._lock = cast("Any", _Overtaken(third))
    assert part._ids() is made[2]

    data = small.dataset(small.place("a"))

    def fourth() -> None:
        data._lock = threading.RLock()
        made.append(data.kept(list))

    data._lock = cast("Any", _Overtaken(fourth))
    assert data.kept(list) is made[3]


@contextmanager
def _switching() -> Iterator[None]:
    """Have threads take turns as often as can be."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


def test_the_first_questions_of_many_threads_make_each_index_once() -> None:
    """Thirty-two threads that ask a new dataset at once get the same answers, and each index is made once."""
    data = Dataset.of(load(), redirects=load().redirects)
    made: list[object] = []

    def index(data: Dataset) -> list[str]:
        made.append(data)
        return [record.id for record in data]

    together = threading.Barrier(_THREADS)

    def ask(_: int) -> tuple[object, ...]:
        together.wait()
        place, body = "pla-qingdao", data.people[0].roles[0].body
        route = paths(data, "org-tsinghua-university", "org-university-of-cambridge")[0]
        return id(data.kept(index)), links(data, body), within(data, place), people_at(data, body), route.facts

    with _switching(), ThreadPoolExecutor(_THREADS) as pool:
        answers = list(pool.map(ask, range(_THREADS)))
    assert all(answer == answers[0] for answer in answers)
    assert made == [data]


# --- copies ---------------------------------------------------------------------------------------------------------


def test_what_never_changes_is_its_own_copy() -> None:
    """A copy, deep or not, of a dataset, a table, a record or a part of one is the thing itself."""
    person = load().people["per-xianghui-bian"]
    for thing in (load(), load().people, load().people.sorted("-id"), person, person.names[0], person.roles[0]):
        assert copy.copy(thing) is thing
        assert copy.deepcopy(thing) is thing
    assert copy.deepcopy([person])[0] is person


def test_a_pickle_holds_the_records_and_little_more() -> None:
    """A pickled dataset is no larger than its records alone, but for the header; indexes stay behind."""
    data = Dataset.of(load())
    bare = len(pickle.dumps(tuple(data)))
    links(data, data.people[0])
    data.people.where(honorific="Ms")
    data.people.find("Bian")
    assert len(pickle.dumps(data)) < bare + 500
