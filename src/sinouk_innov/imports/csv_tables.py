"""Who, what and how many stands in a table of one's own, as records?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sinouk_innov.dates import PartialDate, parse_when
from sinouk_innov.errors import AmbiguousNameError, UnknownNameError
from sinouk_innov.evidence import Basis
from sinouk_innov.imports.csv_columns import (
    Columns,
    OrganisationColumns,
    PeopleColumns,
    StatisticColumns,
)
from sinouk_innov.imports.csv_rows import Row, rows_of
from sinouk_innov.imports.intake import UNDETERMINED, Intake, read_bytes
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import Measure, OrganisationKind, Rank, StatisticStatus
from sinouk_innov.quantities import FigureReading, Quantity
from sinouk_innov.sense import is_id, wrong_address
from sinouk_innov.terms import Term
from sinouk_innov.text.figure_phrases import interpret_quantity

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import Period
    from sinouk_innov.errors import Problem
    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Name
    from sinouk_innov.model.source import Source

__all__ = ["from_csv"]

E = TypeVar("E", bound=Term)

_ONLY_NAMED = "the table names it and says no more of it"
_NO_SORT = "the table does not say what sort of body it is"
_NO_MEASURE = "the table does not say what is measured"
_LONGEST_FIGURE = 200


def from_csv(  # noqa: PLR0913  one subject, and keywords for what only the caller knows
    path: str | os.PathLike[str],
    columns: Columns,
    *,
    source: Source | str,
    language: str = UNDETERMINED,
    known: Dataset | None = None,
    delimiter: str = ",",
    skipped: list[Problem] | None = None,
) -> Dataset:
    r"""Return the people, organisations or figures in a CSV file, for `merge`.

    Nothing is made up: a body that the table only names is of the kind `other`, and a title without a rank of the rank
    `other`. A cell that begins like a formula is refused; an apostrophe before it makes it a text.

    Args:
        path: The file, UTF-8, with the names of its columns in the first line.
        columns: Which column says what: `PeopleColumns`, `OrganisationColumns` or `StatisticColumns`.
        source: The document that every fact is cited to: the record, or the id of one that is there already.
        language: The language of names where no column tells it, as BCP 47.
        known: Records that bodies and subjects may be; a name that one of them bears means that one.
        delimiter: What stands between two cells.
        skipped: A list to which is added what was not taken over, with the reason and place of each.

    Raises:
        InvalidDataError: Something is wrong with the table; `.problems` has everything, with its line and field.
        FileNotFoundError: There is no such file.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> file = Path(tempfile.mkdtemp()) / "people.csv"
        >>> _ = file.write_text("Name,Post,Body\nAda Example,Director,Example Park\n", encoding="utf-8")
        >>> columns = PeopleColumns(name="Name", title="Post", body="Body")
        >>> [person.label for person in from_csv(file, columns, source="src-example").people]
        ['Ada Example']
    """
    intake = Intake(source, Path(path).name, language, skipped)
    rows = rows_of(intake, read_bytes(path), columns.by_field(), delimiter)
    reading = _Reading(intake, known)
    match columns:
        case PeopleColumns():
            reading.people(rows, columns)
        case OrganisationColumns():
            reading.organisations(rows, columns)
        case StatisticColumns():
            reading.statistics(rows, columns)
        case _:
            raise TypeError(f"columns are for people, organisations or statistics, not {type(columns).__name__}")
    return intake.dataset()


class _Reading:
    """One table being read."""

    def __init__(self, intake: Intake, known: Dataset | None) -> None:
        self._intake = intake
        self._known = known
        self._made: dict[str, str] = {}

    # --- cells --------------------------------------------------------------------------------------------------

    def _term(self, row: Row, field: str, vocabulary: type[E], given: object, usual: E | None = None) -> E | None:
        """Return the term for all rows, or the one that a cell tells."""
        if isinstance(given, vocabulary):
            return given
        text = row.get(field)
        return usual if text is None else self._intake.attempt(row.at(field), lambda: vocabulary.parse(text))

    def _name(self, row: Row, field: str, text: str, **parts: str | None) -> Name | None:
        return self._intake.name(row.at(field), text, language=row.get("language"), **parts)

    def _needed(self, row: Row, field: str) -> str | None:
        text = row.get(field)
        if text is None and field not in row.refused:
            self._intake.wrong(row.at(field), "a value is needed")
        return text

    # --- people -------------------------------------------------------------------------------------------------

    def people(self, rows: list[Row], columns: PeopleColumns) -> None:
        """Take the people in a table, each with the posts of all rows that are about the same one."""
        first: dict[str, Row] = {}
        roles: dict[str, dict[str, Role]] = {}
        for row in rows:
            name = self._needed(row, "name")
            key = row.get("id") if columns.id is not None else name
            if columns.id is not None:
                key = self._needed(row, "id")
            if name is None or key is None:
                continue
            begun = first.setdefault(key, row)
            for field in ("name", "language", "family", "given", "honorific"):
                if row.get(field) != begun.get(field):
                    reason = f"differs from what line {begun.spot.id} says of the same person"
                    self._intake.wrong(row.at(field), reason)
            role = self._role(row, columns)
            held = roles.setdefault(key, {})
            if role is not None and role.key in held:
                self._intake.skip(row.spot, "a person has one post of a title in a body, and has it already")
            elif role is not None:
                held[role.key] = role
        for key, row in first.items():
            self._person(row, key, tuple(roles.get(key, {}).values()))

    def _person(self, row: Row, key: str, roles: tuple[Role, ...]) -> None:
        name = self._name(row, "name", row.cells["name"], family=row.get("family"), given=row.get("given"))
        honorific = row.get("honorific")
        if name is None:
            return
        cited = self._intake.cite_fields(row.spot, {"honorific": honorific})
        ours = self._intake.id_of("per", key, key)
        self._intake.add(
            row.spot, lambda: Person(id=ours, names=(name,), honorific=honorific, roles=roles, citations=cited)
        )

    def _role(self, row: Row, columns: PeopleColumns) -> Role | None:
        title, body = row.get("title"), row.get("body")
        if title is None and body is None:
            return None
        if title is None or body is None:
            self._intake.wrong(row.spot, "a post has a title and a body, and one of them is blank")
            return None
        rank = self._term(row, "rank", Rank, columns.rank, Rank.OTHER)
        start = self._intake.day(row.at("start"), row.get("start"))
        end = self._intake.day(row.at("end"), row.get("end"))
        fields: dict[str, Any] = {"rank": rank, "period": self._intake.period(row.spot, start, end)}
        named = self._name(row, "title", title)
        ours = self._body(row, body)
        if named is None or ours is None or rank is None:
            return None
        cited = (self._intake.cite(row.spot),)
        return self._intake.attempt(row.spot, lambda: Role(titles=(named,), body=ours, citations=cited, **fields))

    def _body(self, row: Row, text: str) -> str | None:
        """Return the id of a body: one that is known, or else one that is made of its name alone."""
        if is_id(text, "org", "cen"):
            return self._present(row, "body", text)
        if self._known is not None:
            found = self._bearer(row, "body", text, "org", "cen")
            if found != "":
                return found
        if text not in self._made:
            name = self._name(row, "body", text)
            ours = self._intake.id_of("org", text, text)
            self._made[text] = ours
            if name is not None:
                self._organisation(row, ours, name, {"kind": OrganisationKind.OTHER, "note": _ONLY_NAMED})
        return self._made[text]

    def _present(self, row: Row, field: str, record_id: str) -> str | None:
        if self._known is not None and record_id not in self._known:
            self._intake.wrong(row.at(field), f"no record that is known has the id {record_id!r}")
            return None
        return record_id

    def _bearer(self, row: Row, field: str, name: str, *prefixes: str) -> str | None:
        """Return the id of the one known record that bears a name; empty where none does, None where several do."""
        held: dict[str, None] = {}
        for table in self._known.tables() if self._known is not None else ():
            if prefixes and table.kind.prefix not in prefixes:
                continue
            try:
                held[table.one(name).id] = None
            except AmbiguousNameError as error:
                held.update(dict.fromkeys(error.candidates))
            except UnknownNameError:
                continue
        if len(held) > 1:
            self._intake.wrong(row.at(field), f"{len(held)} records are called {name!r:.80}: {', '.join(held)}")
            return None
        return next(iter(held), "")

    # --- organisations ------------------------------------------------------------------------------------------

    def organisations(self, rows: list[Row], columns: OrganisationColumns) -> None:
        """Take the organisations in a table, one a row."""
        ids: dict[str, str] = {}
        for row in rows:
            key = self._needed(row, "name" if columns.id is None else "id")
            if key is not None and key in ids:
                self._intake.wrong(row.spot, f"{key!r:.80} stands in the table already")
            elif key is not None:
                ids[key] = self._intake.id_of("org", key, key)
        for row in rows:
            text = self._needed(row, "name") if columns.id is not None else row.get("name")
            ours = ids.get(row.get("name" if columns.id is None else "id") or "")
            name = None if text is None else self._name(row, "name", text)
            kind = self._term(row, "kind", OrganisationKind, columns.kind, OrganisationKind.OTHER)
            fields: dict[str, Any] = {"kind": kind, "website": self._website(row), "part_of": self._whole(row, ids)}
            if kind is OrganisationKind.OTHER:
                fields["note"] = _NO_SORT
            if ours is not None and name is not None and kind is not None:
                self._organisation(row, ours, name, fields)

    def _website(self, row: Row) -> str | None:
        website = row.get("website")
        reason = wrong_address("website", website)
        if reason is not None:
            self._intake.wrong(row.at("website"), reason)
        return website if reason is None else None

    def _whole(self, row: Row, ids: dict[str, str]) -> str | None:
        text = row.get("part_of")
        if text is None:
            return None
        if text in ids:
            return ids[text]
        if is_id(text, "org", "cen"):
            return self._present(row, "part_of", text)
        found = self._bearer(row, "part_of", text, "org", "cen")
        if found == "":
            self._intake.wrong(row.at("part_of"), f"nothing in the table, and nothing known, is called {text!r:.80}")
        return found or None

    def _organisation(self, row: Row, ours: str, name: Name, fields: dict[str, Any]) -> None:
        said = {field: value for field, value in fields.items() if field != "note"}
        cited = self._intake.cite_fields(row.spot, said, fields.get("note"))
        self._intake.add(row.spot, lambda: Organisation(id=ours, names=(name,), citations=cited, **fields))

    # --- figures ------------------------------------------------------------------------------------------------

    def statistics(self, rows: list[Row], columns: StatisticColumns) -> None:
        """Take the figures in a table, one a row."""
        for row in rows:
            self._statistic(row, columns)

    def _statistic(self, row: Row, columns: StatisticColumns) -> None:
        about, figure = self._subject(row), self._figure(row, columns)
        measure = self._term(row, "measure", Measure, columns.measure)
        if row.get("measure") is None and measure is None:
            self._needed(row, "measure")
        status = self._term(row, "status", StatisticStatus, columns.status, StatisticStatus.REPORTED)
        fields: dict[str, Any] = {"measure": measure, "status": status, **self._times(row)}
        fields |= {"category": row.get("category"), "scope": row.get("scope")}
        if about is None or measure is None or status is None or figure is None:
            return
        quantity, basis = figure
        cited: tuple[Citation, ...] = (self._intake.cite(row.spot),)
        if basis is not Basis.STATED:
            cited = (*cited, self._intake.cite(row.spot, "quantity", basis=basis))
        key = "\x1f".join(f"{field}={text}" for field, text in sorted(row.cells.items()))
        ours = self._intake.id_of("sta", f"{about[4:]} {row.get('category') or measure.value}", key)
        fields["note"] = _NO_MEASURE if measure is Measure.OTHER else None
        self._intake.add(
            row.spot, lambda: Statistic(id=ours, about=about, quantity=quantity, citations=cited, **fields)
        )

    def _times(self, row: Row) -> dict[str, PartialDate | Period | None]:
        as_of, over = row.get("as_of"), row.get("over")
        return {
            "as_of": None if as_of is None else self._intake.attempt(row.at("as_of"), lambda: PartialDate(as_of)),
            "over": None if over is None else self._intake.attempt(row.at("over"), lambda: parse_when(over)),
        }

    def _subject(self, row: Row) -> str | None:
        text = self._needed(row, "about")
        if text is None:
            return None
        if is_id(text):
            return self._present(row, "about", text)
        found = self._bearer(row, "about", text, "pla", "org", "per", "cen", "ini", "evt")
        if found == "":
            self._intake.wrong(row.at("about"), f"nothing that is known is called {text!r:.80}")
        return found or None

    def _figure(self, row: Row, columns: StatisticColumns) -> tuple[Quantity, Basis] | None:
        text = self._needed(row, "figure")
        if text is None:
            return None
        if len(text) > _LONGEST_FIGURE:
            self._intake.wrong(row.at("figure"), f"a figure has at most {_LONGEST_FIGURE} characters")
            return None

        def read() -> tuple[Quantity, Basis]:
            if columns.reading is FigureReading.PROSE:
                found = interpret_quantity(text)
                return found.value, found.basis
            return Quantity.parse(text if columns.unit is None else f"{text} {columns.unit.value}"), Basis.STATED

        return self._intake.attempt(row.at("figure"), read)
