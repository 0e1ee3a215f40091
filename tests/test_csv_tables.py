"""Tables of one's own as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import sinouk_innov as si
import small
from sinouk_innov.export.guards import guarded_cell
from sinouk_innov.imports.csv_columns import (
    Columns,
    OrganisationColumns,
    PeopleColumns,
    StatisticColumns,
)
from sinouk_innov.imports.csv_tables import from_csv
from sinouk_innov.model.vocabularies import Measure, OrganisationKind, Rank, StatisticStatus
from sinouk_innov.quantities import FigureReading, Unit

if TYPE_CHECKING:
    from pathlib import Path

DATA = si.load()
THEIRS = small.source("theirs")
PEOPLE = PeopleColumns(name="Name", title="Post", body="Body")
FULL = PeopleColumns(
    id="Id",
    name="Name",
    language="Language",
    family="Family",
    given="Given",
    honorific="Form",
    title="Post",
    body="Body",
    rank="Rank",
    start="From",
    end="To",
)
BODIES = OrganisationColumns(name="Name", id="Id", kind="Kind", website="Site", part_of="Whole", language="Language")
FIGURES = StatisticColumns(
    about="About",
    figure="Figure",
    measure="Measure",
    category="Of",
    scope="Scope",
    as_of="On",
    over="In",
    status="Status",
)


PRINTED = st.characters(exclude_categories=("Cs", "Cc"))


def table(folder: Path, *lines: str, name: str = "table.csv") -> Path:
    """Write a table."""
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def told_by(file: Path, columns: Columns, **options: Any) -> list[str]:
    """Return the problems of a table."""
    with pytest.raises(si.InvalidDataError) as raised:
        from_csv(file, columns, **({"source": THEIRS} | options))
    return [str(problem) for problem in raised.value.problems]


def test_people_with_posts(tmp_path: Path) -> None:
    """Rows with one id are one person; what the table does not tell stays so; every fact is cited to its row."""
    file = table(
        tmp_path,
        "Id,Name,Language,Family,Given,Form,Post,Body,Rank,From,To,Note",
        "1,Ada Example,en,Example,Ada,Dr,Director,Example Park,head,2019-05,2020,x",
        "1,Ada Example,en,Example,Ada,Dr,Fellow,org-theirs,,,,",
        "",
        "1,Ada Example,en,Example,Ada,Dr,Fellow,org-theirs,,,,",
        "per-peng-lv,Peng Lv,,,,,,,,,,",
    )
    told: list[si.Problem] = []
    found = from_csv(file, FULL, source=THEIRS, language="zh-Latn", skipped=told)
    ada = found.people.one("Ada Example")
    assert (ada.honorific, ada.names[0].language, ada.names[0].family) == ("Dr", "en", "Example")
    park = found.organisations.one("Example Park")
    assert [(role.title, role.body, role.rank, str(role.period)) for role in ada.roles] == [
        ("Director", park.id, "head", "2019-05/2020"),
        ("Fellow", "org-theirs", "other", "None"),
    ]
    assert ada.roles[0].citations[0].locator == "table.csv:2"
    assert (park.kind, park.note) == ("other", "the table names it and says no more of it")
    assert found.people["per-peng-lv"].names[0].language == "zh-Latn"
    assert {str(problem) for problem in told} == {
        "the column 'Note' is not named for anything @ table.csv:1",
        "a person has one post of a title in a body, and has it already @ table.csv:5",
    }
    assert from_csv(file, FULL, source=THEIRS, language="zh-Latn") == found
    elsewhere = from_csv(file, FULL, source=small.source("others"), language="zh-Latn")
    assert ada.id not in elsewhere


def test_bodies_that_are_known(tmp_path: Path) -> None:
    """A body whose name one known record bears is that one; its table and that of the people go together."""
    file = table(tmp_path, "Name,Post,Body", "Ada,Director,TusPark Cambridge", "Ada,Chair,Example Park")
    found = from_csv(file, PEOPLE, source=THEIRS, known=DATA)
    cambridge = DATA.centres.one("TusPark Cambridge").id
    (example,) = found.organisations
    assert {role.body for role in found.people[0].roles} == {cambridge, example.id}
    bodies = table(tmp_path, "Name,Kind", "Example Park,company", name="bodies.csv")
    theirs = from_csv(bodies, OrganisationColumns(name="Name", kind="Kind"), source=THEIRS)
    again = from_csv(file, PEOPLE, source=THEIRS, known=si.merge(DATA, theirs))
    assert len(again.organisations) == 0
    both = si.merge(si.merge(DATA, theirs), again)
    assert both.organisations[example.id].kind == "company"
    assert si.problems(both) == si.problems(DATA)


def test_a_name_that_several_bear(tmp_path: Path) -> None:
    """It is told with all of them; a body that no record bears is made once, however often it is named."""
    names = (small.name("Two"),)
    known = small.dataset(small.organisation("a", names=names), small.organisation("b", names=names))
    told = told_by(table(tmp_path, "Name,Post,Body", "Ada,Chair,Two"), PEOPLE, known=known)
    assert told == ["2 records are called 'Two': org-a, org-b @ table.csv:2.body"]
    file = table(tmp_path, "Name,Post,Body", "Ada,Chair,Three", "Bea,Clerk,Three")
    assert len(from_csv(file, PEOPLE, source=THEIRS, known=known).organisations) == 1


def test_organisations(tmp_path: Path) -> None:
    """One a row, in any order; a part may name its whole by id or name, in the table or among those known."""
    file = table(
        tmp_path,
        "Id;Name;Kind;Site;Whole;Language",
        "a;Unit;unit;https://a.cn/;b;en",
        "b;Firm;;;TusPark Cambridge;",
        "c;Office;unit;;cen-tuspark-cambridge;",
    )
    assert "cen-tuspark-cambridge" in DATA
    found = from_csv(file, BODIES, source=THEIRS, known=DATA, delimiter=";")
    unit, firm = found.organisations.one("Unit"), found.organisations.one("Firm")
    assert (unit.kind, unit.part_of, unit.website) == ("unit", firm.id, "https://a.cn/")
    assert (firm.kind, firm.part_of) == ("other", DATA.centres.one("TusPark Cambridge").id)
    everyone = OrganisationColumns(name="Name", kind=OrganisationKind.COMPANY)
    named = from_csv(table(tmp_path, "Name", "Firm"), everyone, source="src-there")
    assert [(body.label, body.kind) for body in named.organisations] == [("Firm", "company")]
    assert si.problems(si.merge(DATA, found)) == si.problems(DATA)


def test_figures(tmp_path: Path) -> None:
    """Canonical, in prose, or as numbers beside a unit; a figure that was worked out says so."""
    file = table(
        tmp_path,
        "About,Figure,Measure,Of,Scope,On,In,Status",
        "TusPark Cambridge,more_than 1500 count,count,firms,large,[..2020-04],,",
        "cen-tuspark-cambridge,-5 CNY,other,,,,2019,target",
        "cen-tuspark-cambridge,'-5 CNY,revenue,,,,2019/2020,",
    )
    problem = "'-5 CNY' begins like a formula; if it is a text, put an apostrophe before it @ table.csv:3.figure"
    assert told_by(file, FIGURES, known=DATA) == [problem]
    file = table(tmp_path, *file.read_text(encoding="utf-8").replace(",-5", ",'-5").splitlines())
    found = from_csv(file, FIGURES, source=THEIRS, known=DATA)
    assert {(str(one.quantity), one.measure, one.status, str(one.as_of or one.over)) for one in found.statistics} == {
        ("more_than 1500 count", "count", "reported", "[..2020-04]"),
        ("-5 CNY", "other", "target", "2019"),
        ("-5 CNY", "revenue", "reported", "2019/2020"),
    }
    assert si.problems(si.merge(DATA, found)) == si.problems(DATA)
    prose = StatisticColumns(about="About", figure="Figure", measure=Measure.FLOOR_AREA, reading=FigureReading.PROSE)
    file = table(tmp_path, "About,Figure", "cen-a,35万平方米", "cen-a,十几万平方米")
    exact, estimate = sorted(from_csv(file, prose, source=THEIRS).statistics, key=lambda one: str(one.quantity))[::-1]
    assert {str(exact.quantity.wording), str(estimate.quantity.wording)} == {"35万平方米", "十几万平方米"}
    assert {len(exact.citations), len(estimate.citations)} == {1, 2}
    alone = StatisticColumns(
        about="About", figure="Figure", measure=Measure.REVENUE, unit=Unit.GBP, status=StatisticStatus.PLANNED
    )
    file = table(tmp_path, "About,Figure", "cen-a,-12.5")
    assert [str(one.quantity) for one in from_csv(file, alone, source=THEIRS).statistics] == ["-12.5 GBP"]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: PeopleColumns(name=" "), "takes the name of a column, not ' ' @ PeopleColumns.name"),
        (lambda: PeopleColumns(name=7), "takes the name of a column, not 7 @ PeopleColumns.name"),  # type: ignore[arg-type]
        (lambda: PeopleColumns(name="N", title="T"), "makes no sense without body @ PeopleColumns.title"),
        (lambda: PeopleColumns(name="N", start="S"), "makes no sense without title @ PeopleColumns.start"),
        (
            lambda: OrganisationColumns(name="N", website="N"),
            "the column 'N' is named for name already @ OrganisationColumns.website",
        ),
        (
            lambda: StatisticColumns(about="A", figure="F", measure="M", unit=Unit.CNY, reading=FigureReading.PROSE),
            "prose tells its own unit @ StatisticColumns.unit",
        ),
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(make: Any, told: str) -> None:
    """Before any file is opened, with the field."""
    with pytest.raises(si.InvalidDataError) as raised:
        make()
    assert told in [str(problem) for problem in raised.value.problems]


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    """With what may be meant; two columns of one name cannot be told apart."""
    file = table(tmp_path, "name,Post,Body,Body", "Ada,Chair,Park,Park")
    assert told_by(file, PEOPLE) == [
        "two columns are called 'Body' @ table.csv:1",
        "there is no column 'Name'; did you mean 'name'? @ table.csv:1.name",
    ]
    assert told_by(table(tmp_path, "x,Name"), PeopleColumns(name="Quite another")) == [
        "there is no column 'Quite another' @ table.csv:1.name"
    ]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each problem with its line and field, and one error."""
    people = table(
        tmp_path,
        "Id,Name,Language,Family,Given,Form,Post,Body,Rank,From,To",
        "1,Ada,en,,,,Chair,Park,boss,2013-03~,2020",
        "1,Bea,English,Zed,,,Chair,,,,",
        "1,Ada,en,,,,Chair,Park",
        ",Ada,en,,,,,,,,",
        "2,,en,,,,,,,,",
        "3,=cmd|' /C calc'!A0,,,,,,,,,",
        "4, Cee,,,,,,,,,",
        "5,Dee,,,,,Chair,org-gone,,2020,2019",
        f"6,{'x' * 25_000},,,,,,,,,",
        "7,Eff,,,,,Chair,Cambridge Consultants,,,",
        "8,Gee,,Zed,,,Chair, Nowhere Land,,,",
    )
    told = told_by(people, FULL, known=DATA)
    for wanted in (
        "'boss' is no Rank: it takes one of adviser, assistant, deputy, head, member, other @ table.csv:2.rank",
        "'2013-03~' is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD @ table.csv:2.start",
        "differs from what line 2 says of the same person @ table.csv:3.name",
        "a post has a title and a body, and one of them is blank @ table.csv:3",
        "has 8 cells, and the header has 11 @ table.csv:4",
        "a value is needed @ table.csv:5.id",
        "a value is needed @ table.csv:6.name",
        "text is blank or has white space at its ends @ table.csv:8.name",
        "no record that is known has the id 'org-gone' @ table.csv:9.body",
        "'2020/2019' ends before it starts @ table.csv:9",
        "a cell has at most 20000 characters, not 25000 @ table.csv:10.name",
        "the part 'Zed' does not stand in the name 'Gee' @ table.csv:12.name",
        "text is blank or has white space at its ends @ table.csv:12.body",
    ):
        assert wanted in told, (wanted, told)
    assert any(problem.startswith("\"=cmd|' /C calc'!A0\" begins like a formula") for problem in told)
    bodies = table(
        tmp_path,
        "Id,Name,Kind,Site,Whole,Language",
        "a,Unit,office,javascript:alert(1),nobody,",
        "a,Unit,unit,,org-gone,",
        "b,Bee,unit,javascript:alert(1),b,",
        ",Cee,,,Two,",
        "d,,,,,",
    )
    twice = small.dataset(
        small.organisation("one", names=(small.name("Two"),)), small.centre("two", names=(small.name("Two"),))
    )
    told = told_by(bodies, BODIES, known=twice)
    for wanted in (
        "nothing in the table, and nothing known, is called 'nobody' @ table.csv:2.part_of",
        "'a' stands in the table already @ table.csv:3",
        "no record that is known has the id 'org-gone' @ table.csv:3.part_of",
        "website is no http or https address: 'javascript:alert(1)' @ table.csv:2.website",
        "website is no http or https address: 'javascript:alert(1)' @ table.csv:4.website",
        "an organisation is no part of itself @ table.csv:4",
        "a value is needed @ table.csv:5.id",
        "2 records are called 'Two': org-one, cen-two @ table.csv:5.part_of",
        "a value is needed @ table.csv:6.name",
    ):
        assert wanted in told, (wanted, told)
    assert any(problem.startswith("'office' is no OrganisationKind") for problem in told)
    figures = table(
        tmp_path,
        "About,Figure,Measure,Of,Scope,On,In,Status",
        ",,,,,,,",
        ",1 count,count,firms,,,,",
        "Nobody,,,,,20,x/y,done",
        f"org-a,{'9' * 300},count,firms,,,,",
        f"org-a,{'9' * 100} count,count,firms,,,,",
        "org-a,1e99999999 count,count,firms,,,,",
        "org-a,many,count,firms,,,,",
        "org-a,1 count,count,,,,,",
        "org-a,1 count,count,firms,,2019,2019,",
        "Two,1 count,count,firms,,,,",
        "org-gone,1 count,count,firms,,,,",
        "org-a,2 count,count,firms,,,,",
        "org-a,2 count,count,firms,,,,",
    )
    known = si.merge(twice, small.dataset(small.organisation("a")))
    told = told_by(figures, FIGURES, known=known)
    for wanted in (
        "a value is needed @ table.csv:3.about",
        "nothing that is known is called 'Nobody' @ table.csv:4.about",
        "a value is needed @ table.csv:4.figure",
        "a value is needed @ table.csv:4.measure",
        "a figure has at most 200 characters @ table.csv:5.figure",
        "no canonical text of a quantity: 'many' @ table.csv:8.figure",
        "a count says what is counted @ table.csv:9",
        "a figure is a stock as of a day or a flow over a time, not both @ table.csv:10",
        "2 records are called 'Two': org-one, cen-two @ table.csv:11.about",
        "no record that is known has the id 'org-gone' @ table.csv:12.about",
        "the id is taken already @ table.csv:14",
    ):
        assert wanted in told, (wanted, told)


def test_what_is_no_table(tmp_path: Path) -> None:
    """Wrong encodings, broken quotes, cells without end, nothing at all: one error of ours each time."""
    file = tmp_path / "t.csv"
    for content, reason in (
        (b"", "is empty: the first line names the columns @ t.csv"),
        ("Name\nAda\n".encode("utf-16"), "is no UTF-8: byte 0; save the table as UTF-8 @ t.csv"),
        ("Name\nDésirée\n".encode("latin-1"), "is no UTF-8: byte 6; save the table as UTF-8 @ t.csv"),
        (b'Name\n"Ada\n', "is no CSV: unexpected end of data @ t.csv:2"),
    ):
        file.write_bytes(content)
        assert told_by(file, PeopleColumns(name="Name")) == [reason]
    # How large a cell the module `csv` takes is for whoever set it last.
    file.write_bytes(b"Name\n" + b"x" * 200_000)
    (reason,) = told_by(file, PeopleColumns(name="Name"))
    assert "cell has at most" in reason or "field limit" in reason
    file.write_bytes(b"\xef\xbb\xbfName\r\nAda\r\n")
    assert [person.label for person in from_csv(file, PeopleColumns(name="Name"), source="src-x").people] == ["Ada"]
    assert told_by(file, PeopleColumns(name="Name"), delimiter="::") == ["cells are divided by one character, not '::'"]
    with pytest.raises(FileNotFoundError):
        from_csv(tmp_path / "gone.csv", PEOPLE, source=THEIRS)
    with pytest.raises(TypeError, match="not Columns"):
        from_csv(file, Columns(), source=THEIRS)


def test_a_line_break_in_a_cell_moves_the_lines_on(tmp_path: Path) -> None:
    """A problem is told with the line in which its row begins."""
    file = tmp_path / "t.csv"
    file.write_bytes(b'Name\n"Ada\nExample"\n=1\n')
    assert told_by(file, PeopleColumns(name="Name"))[-1].endswith("@ t.csv:4.name")


def test_one_rank_for_all(tmp_path: Path) -> None:
    """A term in the declaration holds for every row."""
    columns = PeopleColumns(name="Name", title="Post", body="Body", rank=Rank.MEMBER)
    found = from_csv(table(tmp_path, "Name,Post,Body", "Ada,Fellow,Park", "Bea,,"), columns, source=THEIRS)
    assert [role.rank for person in found.people for role in person.roles] == ["member"]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
        lambda text: text == text.strip()
    )
)
def test_the_guard_of_our_own_tables_comes_off(tmp_path: Path, text: str) -> None:
    """What our CSV export guards is read as what it was."""
    file = tmp_path / "t.csv"
    quoted = guarded_cell(text).replace('"', '""')
    file.write_text(f'Name\n"{quoted}"\n', encoding="utf-8")
    (person,) = from_csv(file, PeopleColumns(name="Name"), source=THEIRS).people
    assert person.label == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_table_gives_one_error_of_ours(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes cut, doubled or changed: the table is read or refused as invalid data."""
    content = bytearray(
        b"Id,Name,Language,Family,Given,Form,Post,Body,Rank,From,To\n"
        b"1,Ada Example,en,Example,Ada,Dr,Director,Example Park,head,2019-05,2020\n"
        b"2,Bea Example,en,Example,Bea,,Fellow,org-theirs,,,\n"
    )
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        change = data.draw(st.sampled_from(["cut", "byte", "double", "quote"]))
        if change == "cut":
            del content[at : at + 9]
        elif change == "byte":
            content[at] = data.draw(st.integers(0, 255))
        elif change == "quote":
            content[at:at] = b'"'
        else:
            content[at:at] = content[at : at + 40]
    file = tmp_path / "x.csv"
    file.write_bytes(bytes(content))
    try:
        from_csv(file, FULL, source=THEIRS)
    except si.InvalidDataError as error:
        assert error.problems  # noqa: PT017  most damage is none
