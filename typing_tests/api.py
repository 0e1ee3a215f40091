# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What does a user's code look like to a type checker? Read by mypy and pyright, never run.

An `ignore` marks what must be refused: should it be accepted one day, the comment is unneeded, and that is an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import sinouk_innov as si

data = si.load()

# --- a dataset and its tables ---------------------------------------------------------------------------------------

assert_type(data, si.Dataset)
assert_type(data.sources, si.Table[si.Source])
assert_type(data.places, si.Table[si.Place])
assert_type(data.organisations, si.Table[si.Organisation])
assert_type(data.people, si.Table[si.Person])
assert_type(data.centres, si.Table[si.Centre])
assert_type(data.initiatives, si.Table[si.Initiative])
assert_type(data.events, si.Table[si.Event])
assert_type(data.relations, si.Table[si.Relation])
assert_type(data.statistics, si.Table[si.Statistic])
assert_type(data.remarks, si.Table[si.Remark])
assert_type(data.tables(), tuple[si.Table[si.Record], ...])
assert_type(data.table("people"), si.Table[si.Record])
assert_type(data.release, si.Release)
assert_type(data.release.as_of, str)
assert_type(list(data), list[si.Record])
assert_type(len(data), int)
assert_type("per-peng-lv" in data, bool)
assert_type(si.Dataset.of([*data.people, *data.places], redirects={"per-a": "per-b"}), si.Dataset)

data.release = si.Release()  # type: ignore[misc]
data.people = data.people  # type: ignore[misc]
_ = data.peoples  # type: ignore[attr-defined]

# --- looking up -----------------------------------------------------------------------------------------------------

assert_type(data["per-xianghui-bian"], si.Record)
assert_type(data.get("per-q"), si.Record | None)
assert_type(data.get("per-q", 7), si.Record | int)
assert_type(data.people["per-xianghui-bian"], si.Person)
assert_type(data.people[0], si.Person)
assert_type(data.people[:5], si.Table[si.Person])
assert_type(data.people.get("per-q"), si.Person | None)
assert_type(data.people.get("per-q", "nobody"), si.Person | str)
assert_type(data.people.one("Kevin Lin"), si.Person)
assert_type(list(data.people), list[si.Person])
assert_type(data.people.find("Lü Peng"), tuple[si.Match[si.Person], ...])
assert_type(data.people.find("Ms Bian", source="src-a")[0].record, si.Person)
assert_type(data.find("Bian Xianghui", source=None), tuple[si.Match[si.Record], ...])
assert_type(data.find("Bian")[0].score, float)

_ = data.people[1.5]  # type: ignore[call-overload]
data.people.find(name=7)  # type: ignore[arg-type]
_ = data.people.get("per-q").names  # type: ignore[union-attr]

# --- filtering and sorting ------------------------------------------------------------------------------------------

parks = data.centres.where(kind=si.CentreKind.SCIENCE_PARK, place=lambda place: place is not None)
assert_type(parks, si.Table[si.Centre])
assert_type(parks.where(kind={"incubator", si.CentreKind.VENUE}).sorted("-id", "kind"), si.Table[si.Centre])
assert_type(data.statistics.where(about="cen-tuspark-beijing").sorted("-as_of")[0].quantity, si.Quantity)


def any_table(table: si.Table[si.Record]) -> int:
    """Take a table of any kind: a table of people is a table of records."""
    return len(table)


any_table(data.people)
any_table(parks)
any_table(list(data.people))  # type: ignore[arg-type]

# --- records --------------------------------------------------------------------------------------------------------

person = data.people.one("Kevin Lin")
assert_type(person.id, str)
assert_type(person.names, tuple[si.Name, ...])
assert_type(person.names[0].kind, si.NameKind)
assert_type(person.names[0].family, str | None)
assert_type(person.roles[0].titles, tuple[si.Name, ...])
assert_type(person.roles[0].rank, si.Rank)
assert_type(person.roles[0].period, si.Period | None)
assert_type(person.citations, tuple[si.Citation, ...])
assert_type(person.absent[0].reason, si.AbsenceReason)
assert_type(person.label, str)
event = data.events[0]
assert_type(event.when, si.PartialDate | si.Period | None)
assert_type(event.participations[0].capacity, si.Capacity)
assert_type(event.modality, si.Modality)
assert_type(data.places[0].latitude, float | None)
assert_type(data.centres[0].part_of, tuple[si.PartOf, ...])
assert_type(data.organisations[0].part_of, str | None)
assert_type(data.sources[0].published, si.PartialDate | None)
assert_type(data.relations[0].kind.inverse, str)
assert_type(data.initiatives[0].parties, tuple[si.Party, ...])
assert_type(data.remarks[0].speaker, str | None)
assert_type(si.Sector.parse("software"), si.Sector)
assert_type(si.Sector.SOFTWARE.broader, str)
assert_type(si.Rank.HEAD.description, str)

made = si.Place(id="pla-a", names=(si.Name(text="A", language="en", kind=si.NameKind.SHORT),), kind=si.PlaceKind.CITY)
made.kind = si.PlaceKind.COUNTY  # type: ignore[misc]
si.Place(id="pla-a", names=())  # type: ignore[call-arg]
si.Place("pla-a", names=(), kind=si.PlaceKind.CITY)  # type: ignore[call-arg]
si.Place(id="pla-a", names=(), kind=si.CentreKind.VENUE)  # type: ignore[arg-type]
si.Name(text="A", language="en", kind="short")  # type: ignore[arg-type]

# --- values ---------------------------------------------------------------------------------------------------------

day = si.PartialDate("2019-05", wording="May 2019")
assert_type(day.earliest, dt.date | None)
assert_type(day.before(si.Period("2019/..")), bool | None)
assert_type(day.precision, si.Precision)
assert_type(si.PartialDate.parse("2019"), si.PartialDate)
assert_type(si.Period("2016/..").covers(dt.date(2019, 5, 1)), bool | None)
assert_type(si.parse_when("2019/2020"), si.PartialDate | si.Period)
assert_type(si.day_of("2019-05"), si.PartialDate)


def either(when: si.When) -> str:
    """Take a date or a period."""
    return str(when)


either(day)
either(si.Period("2019/.."))
either("2019")  # type: ignore[arg-type]
max(day, si.PartialDate("2020"))  # type: ignore[call-overload]

figure = si.Quantity(1500, si.Unit.HA, si.Bound.MORE_THAN)
assert_type(figure.value, Decimal | Fraction | None)
assert_type(figure.low, Fraction | None)
assert_type(figure.interval, si.Interval)
assert_type(figure.above(figure), bool | None)
assert_type(figure.to(si.Unit.MU), si.Quantity)
assert_type(figure + figure, si.Quantity)
assert_type(figure * Decimal(2), si.Quantity)
assert_type(si.Quantity.parse("9 ha"), si.Quantity)
si.Quantity(1.5, si.Unit.HA)  # type: ignore[arg-type]
_ = figure + 1  # type: ignore[operator]

# --- evidence -------------------------------------------------------------------------------------------------------

citation = person.names[0].citations[0]
assert_type(citation.basis, si.Basis)
assert_type(citation.link(data.sources[citation.source]), str | None)
assert_type(si.fingerprint("a text"), str)
assert_type(si.passage_words("a text"), tuple[str, ...])
assert_type(si.FactRef.parse("per-a#names[A@en]"), si.FactRef)
assert_type(si.facts_of(person), Iterator[si.Fact])
assert_type([fact.ref for fact in si.facts_of(person)], list[si.FactRef])
assert_type(list(si.passages("A text.")), list[si.Passage])
assert_type(si.find_passages("A text.", "text"), tuple[si.Passage, ...])
assert_type(si.cite_passage("A text.", si.find_passages("A text.", "text")[0], "src-a"), si.Citation)
citation.link(person)  # type: ignore[arg-type]

# --- questions ------------------------------------------------------------------------------------------------------

assert_type(si.roles_of(data, person, on="2019-05"), tuple[si.Holding, ...])
assert_type(si.roles_of(data, "per-a", on=dt.date(2019, 5, 1))[0].held, bool | None)
assert_type(si.people_at(data, "org-a", on=day)[0].person, si.Person)
assert_type(si.within(data, "pla-a", table="centres"), tuple[si.Record, ...])
assert_type(si.within(data, data.places[0], parks), tuple[si.Record, ...])
assert_type(si.chain(data, person.roles[0].body), tuple[si.Step, ...])
assert_type(si.links(data, person), tuple[si.Link, ...])
assert_type(si.timeline(data, about="cen-a", start="2019", end=day), tuple[si.Moment, ...])
assert_type(si.timeline(data)[0].event, si.Event)
assert_type(si.problems(data), tuple[si.Problem, ...])
assert_type(si.verify(data, Path("texts")), tuple[si.Checked, ...])
assert_type(si.verify(data, "texts")[0].verdict, si.Verdict)
assert_type(si.cite(data), str)
assert_type(si.cite(data, person, "bibtex"), str)
assert_type(si.cite(data, "per-a#roles", style="csl-json"), list[dict[str, Any]])
assert_type(si.cite(data, style="csl-json"), list[dict[str, Any]])
si.cite(data, style="html")  # type: ignore[call-overload]
si.roles_of(data, parks[0])  # type: ignore[arg-type]
si.roles_of(person, data)  # type: ignore[arg-type]
si.timeline(data, start=2019)  # type: ignore[arg-type]

# --- answers with reasons -------------------------------------------------------------------------------------------

statistic = data.statistics[0]
assert_type(data.events.split(when=si.is_before("2019") & ~si.is_after(day)), si.Split[si.Event])
assert_type(data.events.split(when=si.is_during("2018")).certain, si.Table[si.Event])
assert_type(si.is_above("5 ha").of(statistic.quantity), si.Truth | None)
assert_type(si.Truth.TRUE & ~si.Truth.UNDECIDED, si.Truth)
assert_type(si.Truth.of(None).answer, bool | None)
assert_type(si.compare(data, statistic, "sta-a").order, si.Order | None)
assert_type(si.difference(data, "sta-a", statistic).value, si.Quantity | None)
assert_type(si.total(data, [statistic, "sta-a"]), si.Total)
assert_type(si.parts(data, statistic).adds_up, si.Truth)
assert_type(si.valid_on(si.known_by(data, day), "2019"), si.Dataset)
assert_type(si.status_of(data, parks[0], on=day).kind, si.StatusKind)
assert_type(si.conflicts(data, person), tuple[si.Conflict, ...])
assert_type(si.settle(data, si.conflicts(data)[0], si.Policy.LATEST).side, si.Side | None)
assert_type(si.derive(data, si.RULES[:3]), tuple[si.Conclusion, ...])
assert_type(si.explain(data, "per-a#names"), si.Explanation)
assert_type(si.paths(data, person, "org-a")[0], si.Path)
assert_type(si.co_attendance(data), tuple[si.Edge, ...])
assert_type(si.search(data, "wind")[0].fact, si.FactRef)
assert_type(si.gaps(data)[0].kind, si.GapKind)
assert_type(si.diff(data, data), tuple[si.Change, ...])
assert_type(si.changelog(si.diff(data, data)), str)
si.is_before(2019)  # type: ignore[arg-type]
si.total(data, person)  # type: ignore[arg-type]
si.status_of(data, on=day)  # type: ignore[call-arg]

# --- files ----------------------------------------------------------------------------------------------------------

assert_type(si.read("folder"), si.Dataset)
assert_type(si.iter_records(Path("data.jsonl.gz")), Iterator[si.Record])
assert_type(si.merge(data, si.read("mine")), si.Dataset)
assert_type(si.__version__, str)
si.write(data, Path("folder"))
si.write("folder", data)  # type: ignore[arg-type]
_ = si.laod  # type: ignore[attr-defined]

# --- errors ---------------------------------------------------------------------------------------------------------

try:
    data.people.one("Li")
except si.AmbiguousNameError as error:
    assert_type(error.candidates, tuple[str, ...])
except si.UnknownNameError as error:
    assert_type(error.close, tuple[str, ...])
except si.InvalidDataError as error:
    assert_type(error.problems, tuple[si.Problem, ...])
    assert_type(error.problems[0].path, str)
