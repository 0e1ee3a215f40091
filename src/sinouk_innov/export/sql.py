"""How is the star of tables said in SQL, and which views answer common questions?

The dialect is what SQLite and DuckDB have in common. All names are quoted: some, such as `when`, are words of SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from sinouk_innov.export.star import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sinouk_innov.export.star import ColumnType, Plan

__all__ = ["VIEWS", "View", "insertion", "statements"]


@frozen
class View:
    """A view: a question that is asked often, answered in SQL.

    Attributes:
        name: Its name.
        meaning: What its rows tell.
        query: The query.
    """

    name: str
    meaning: str
    query: str


VIEWS = (
    View(
        "post_holders",
        "Who is told in which post of which body, with the number of sources.",
        """
        SELECT r."record" AS person, p."label" AS person_label, t."text" AS title, r."rank", r."body",
               b."label" AS body_label, r."period",
               (SELECT COUNT(DISTINCT c."source") FROM "evidence" e JOIN "citations" c ON c."citation" = e."citation"
                WHERE e."fact" = r."fact") AS sources, r."fact"
        FROM "roles" r
        JOIN "records" p ON p."id" = r."record"
        JOIN "records" b ON b."id" = r."body"
        LEFT JOIN "role_titles" t ON t."fact" = r."fact" AND t."position" = 0
        """,
    ),
    View(
        "who_took_part",
        "Who took part in which event, in which capacity, when and where.",
        """
        SELECT e."id" AS event, v."label" AS event_label, e."when", e."when_earliest", e."when_latest",
               w."label" AS place_label, e."modality", q."entity", COALESCE(x."label", q."label") AS who,
               q."capacity", q."fact"
        FROM "participations" q
        JOIN "events" e ON e."id" = q."record"
        JOIN "records" v ON v."id" = e."id"
        LEFT JOIN "records" w ON w."id" = e."where"
        LEFT JOIN "records" x ON x."id" = q."entity"
        """,
    ),
    View(
        "figures",
        "Figures with their bounds, and what they are about.",
        """
        SELECT s."id", s."about", a."label" AS about_label, s."measure", s."category", s."quantity_value" AS value,
               s."quantity_low" AS low, s."quantity_high" AS high, s."quantity_unit" AS unit,
               s."quantity_bound" AS bound, s."as_of", s."over", s."status"
        FROM "statistics" s
        JOIN "records" a ON a."id" = s."about"
        """,
    ),
    View(
        "passages",
        "Each fact with each passage that it rests on, and an address that opens the page there.",
        """
        SELECT e."fact", c."source", t."title", t."publisher", t."published", c."basis", c."paragraph",
               c."starts", c."ends", c."link"
        FROM "evidence" e
        JOIN "citations" c ON c."citation" = e."citation"
        JOIN "sources" t ON t."id" = c."source"
        """,
    ),
    View(
        "corroboration",
        "By how many independent sources each fact is told; those that repeat one text count once.",
        """
        WITH RECURSIVE line("source", "origin") AS (
            SELECT "id", "id" FROM "sources"
            UNION
            SELECT l."source", s."lineage" FROM line l JOIN "sources" s ON s."id" = l."origin"
            WHERE s."lineage" IS NOT NULL
        ), origins("source", "origin") AS (
            SELECT l."source", MIN(l."origin") FROM line l JOIN "sources" s ON s."id" = l."origin"
            WHERE s."lineage" IS NULL GROUP BY l."source"
        )
        SELECT e."fact", COUNT(DISTINCT COALESCE(o."origin", c."source")) AS independent_sources
        FROM "evidence" e
        JOIN "citations" c ON c."citation" = e."citation"
        LEFT JOIN origins o ON o."source" = c."source"
        GROUP BY e."fact"
        """,
    ),
)
"""The views that a database file has."""


def statements(types: Mapping[ColumnType, str], deferred: str = "") -> Iterator[str]:
    """Yield the statements that make the tables, in an order in which each refers to those before it.

    Args:
        types: How the dialect calls what a column holds.
        deferred: What the dialect says after a foreign key that is checked at the end.
    """
    keys = {plan.name: plan.key for plan in plan_of()}
    for plan in plan_of():
        lines = [
            f"{_quoted(column.name)} {types[column.type]}{' NOT NULL' if column.needed else ''}"
            for column in plan.columns
        ]
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, plan.key))})")
        for column in plan.columns:
            if column.refers is not None:
                [key] = keys[column.refers]
                refers = f"REFERENCES {_quoted(column.refers)} ({_quoted(key)}){deferred}"
                lines.append(f"FOREIGN KEY ({_quoted(column.name)}) {refers}")
        joined = ", ".join(lines)
        yield f"CREATE TABLE {_quoted(plan.name)} ({joined})"


def insertion(plan: Plan) -> str:
    """Return the statement that puts one row into a table."""
    names = ", ".join(map(_quoted, plan.names))
    marks = ", ".join("?" for _ in plan.names)
    return f"INSERT INTO {_quoted(plan.name)} ({names}) VALUES ({marks})"  # noqa: S608  names of the plan alone


def _quoted(name: str) -> str:
    return f'"{name}"'
