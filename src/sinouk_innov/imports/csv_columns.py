"""Which column of a table says what? Declared once, and checked before a row is read."""

from __future__ import annotations

from typing import ClassVar

import attrs
from attrs import frozen

from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.model.vocabularies import Measure, OrganisationKind, Rank, StatisticStatus
from sinouk_innov.quantities import FigureReading, Unit
from sinouk_innov.terms import Term

__all__ = ["Columns", "OrganisationColumns", "PeopleColumns", "StatisticColumns"]


@frozen(kw_only=True)
class Columns:
    """What the declarations for all tables have in common.

    A field takes the name of a column. Where it takes a term too, that term holds for every row.

    Raises:
        InvalidDataError: A field is no name of a column, two name the same, or they do not go together.
    """

    needs: ClassVar[dict[str, str]] = {}
    """Fields that make no sense without another."""

    def __attrs_post_init__(self) -> None:
        problems = [Problem(reason, kind=type(self).__name__, path=path) for path, reason in self._wrong()]
        if problems:
            raise InvalidDataError(tuple(problems))

    def _wrong(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        by_column: dict[str, str] = {}
        for attribute in attrs.fields(type(self)):
            value: object = getattr(self, attribute.name)
            if value is None or isinstance(value, Term):
                continue
            if not isinstance(value, str) or not value.strip():
                found.append((attribute.name, f"takes the name of a column, not {value!r:.60}"))
            elif value in by_column:
                found.append((attribute.name, f"the column {value!r} is named for {by_column[value]} already"))
            else:
                by_column[value] = attribute.name
        found.extend(
            (field, f"makes no sense without {wanted}")
            for field, wanted in self.needs.items()
            if getattr(self, field) is not None and getattr(self, wanted) is None
        )
        return found

    def by_field(self) -> dict[str, str]:
        """Return the columns that are named, by field."""
        held = {attribute.name: getattr(self, attribute.name) for attribute in attrs.fields(type(self))}
        return {name: value for name, value in held.items() if isinstance(value, str) and not isinstance(value, Term)}


@frozen(kw_only=True)
class PeopleColumns(Columns):
    """Where a table says who holds which post. A row is a person, or one of several posts of a person.

    Rows with the same id are one person; without a column of ids, rows with the same name are.

    Attributes:
        name: What the person is called.
        id: What the table calls the person, or one of our ids.
        language: The language of the names and titles in the row, as BCP 47.
        family: The family part of the name.
        given: The given part of the name.
        honorific: The form of address.
        title: The title of the post.
        body: The body whose post it is: its name, or an id.
        rank: How high the post is, in our terms; or one term for all.
        start: When the post began.
        end: When it ended.
    """

    needs: ClassVar[dict[str, str]] = {
        "title": "body",
        "body": "title",
        "start": "title",
        "end": "title",
    }

    name: str
    id: str | None = None
    language: str | None = None
    family: str | None = None
    given: str | None = None
    honorific: str | None = None
    title: str | None = None
    body: str | None = None
    rank: str | Rank | None = None
    start: str | None = None
    end: str | None = None


@frozen(kw_only=True)
class OrganisationColumns(Columns):
    """Where a table says which bodies there are, one a row.

    Attributes:
        name: What the body is called.
        id: What the table calls the body, or one of our ids.
        language: The language of the name, as BCP 47.
        kind: What sort of body it is, in our terms; or one term for all.
        website: The address of its site.
        part_of: The body that it is a part of: its id or name.
    """

    name: str
    id: str | None = None
    language: str | None = None
    kind: str | OrganisationKind | None = None
    website: str | None = None
    part_of: str | None = None


@frozen(kw_only=True)
class StatisticColumns(Columns):
    """Where a table tells figures, one a row.

    Attributes:
        about: What the figure is about: an id, or a name that one record of those known bears.
        figure: The figure.
        measure: What is measured, in our terms; or one term for all.
        category: What is counted.
        scope: What the figure is limited to.
        as_of: The day on which a stock stood so, in EDTF.
        over: The time that a flow covers, in EDTF.
        status: Whether it is a result, a plan or a target, in our terms; or one term for all.
        unit: The unit of figures that are numbers alone.
        reading: How the figures are written.
    """

    about: str
    figure: str
    measure: str | Measure
    category: str | None = None
    scope: str | None = None
    as_of: str | None = None
    over: str | None = None
    status: str | StatisticStatus = StatisticStatus.REPORTED
    unit: Unit | None = None
    reading: FigureReading = FigureReading.CANONICAL

    def _wrong(self) -> list[tuple[str, str]]:
        found = super()._wrong()
        if self.unit is not None and self.reading is FigureReading.PROSE:
            found.append(("unit", "prose tells its own unit"))
        return found
