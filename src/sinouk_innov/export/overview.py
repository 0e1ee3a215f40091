"""What is in a dataset, and what did each document bring? As tables in Markdown, made from the data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sinouk_innov import bundle
from sinouk_innov.evidence import Basis
from sinouk_innov.model.facts import FACT_KINDS, citations_in, facts_of
from sinouk_innov.model.record import Part
from sinouk_innov.questions.lineage import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.facts import Fact
    from sinouk_innov.model.source import Source

__all__ = [
    "refresh",
    "to_contents_markdown",
    "to_documents_markdown",
    "to_grounds_markdown",
    "to_sources_markdown",
]

_COLUMNS = {
    "names": "names",
    "roles": "posts",
    "participations": "participations",
    "parties": "participations",
    "identifiers": "identifiers",
    "evt": "events",
    "rel": "relations",
    "sta": "figures",
    "rem": "remarks",
}
_OTHERS = "other fields"
_TWO = 2
_MOST_KINDS = 4


def to_contents_markdown(data: Dataset) -> str:
    """Return a table of the tables: the records in each, the facts that these hold, and the kinds that they are of."""
    rows = [
        (table.kind.table, len(table), sum(1 for record in table for _ in _counted(facts_of(record))), _kinds(table))
        for table in data.tables()
    ]
    total = ("**together**", sum(row[1] for row in rows), sum(row[2] for row in rows), "")
    return _table(("table", "records", "facts", "kinds"), ("---", "---:", "---:", "---"), [*rows, total])


def to_documents_markdown(data: Dataset) -> str:
    """Return a table of the sources with passages: how many were cited, and the facts that rest on them, by kind.

    A fact that rests on two sources counts for both. A source without passages is one whose text was not held; those
    are counted together in the last row.
    """
    kinds = list(dict.fromkeys([*_COLUMNS.values(), _OTHERS]))
    passages: dict[str, set[str]] = {}
    facts: dict[str, Counter[str]] = {source.id: Counter() for source in data.sources}
    for record in data:
        for _, citation in citations_in(record):
            if citation.fingerprint is not None:
                passages.setdefault(citation.source, set()).add(citation.fingerprint)
        for fact in _counted(facts_of(record)):
            for source in {citation.source for citation in fact.citations}:
                facts[source][_column(fact)] += 1
                facts[source][_basis(fact, source)] += 1
    heads = ("document", "published", "passages cited", *kinds, *(basis.value for basis in Basis))
    rows: list[tuple[object, ...]] = [
        (
            f"`{source.id}`",
            "" if source.published is None else str(source.published),
            len(passages[source.id]),
            *(facts[source.id][head] for head in heads[3:]),
        )
        for source in data.sources
        if source.id in passages
    ]
    others = [source.id for source in data.sources if source.id not in passages]
    if others:
        label = f"{len(others)} sources of names and identifiers"
        rows.append((label, "", "", *(sum(facts[source][head] for source in others) for head in heads[3:])))
    return _table(heads, ("---", "---", *("---:" for _ in heads[2:])), rows)


def to_sources_markdown(data: Dataset) -> str:
    """Return a table of the sources by kind of publisher, by language and by year of publication.

    A source that repeats another's text counts as a source, and not as one of its own.
    """
    rows: list[tuple[object, ...]] = []
    held = [data.sources[source] for source in _held(data)]
    for head, of in (("publisher", _publisher_kind), ("language", _language), ("year", _year)):
        counts = Counter(of(source) for source in data.sources)
        own = Counter(of(source) for source in data.sources if source.lineage is None)
        passages = Counter(map(of, held))
        rows += [(head, key, counts[key], own[key], passages[key]) for key in sorted(counts)]
    return _table(("by", "", "sources", "not copies", "passages held"), ("---", "---", "---:", "---:", "---:"), rows)


def _publisher_kind(source: Source) -> str:
    return source.publisher_kind.replace("_", " ")


def _language(source: Source) -> str:
    return source.language


def _year(source: Source) -> str:
    published = source.published
    years = {day.year for day in (published.earliest, published.latest) if day} if published else set[int]()
    return str(years.pop()) if len(years) == 1 else "not stated"


def _held(data: Dataset) -> set[str]:
    """Return the sources of which a passage is cited."""
    cited = (citation for record in data for _, citation in citations_in(record))
    return {citation.source for citation in cited if citation.fingerprint is not None}


def to_grounds_markdown(data: Dataset) -> str:
    """Return a table of the facts by kind: on a passage with a fingerprint, on what ground, on how many sources.

    The ground is the best that any source gives; sources that repeat one text count once.
    """
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in [*dict.fromkeys(_COLUMNS.values()), _OTHERS]}
    for record in data:
        for fact in _counted(facts_of(record)):
            grounds = {citation.basis for citation in fact.citations}
            origins = len(origins_of(data, fact.citations))
            counts[_column(fact)].update([
                "facts",
                "held" if any(citation.fingerprint for citation in fact.citations) else "not held",
                next(basis.value for basis in Basis if basis in grounds),
                "one" if origins == 1 else "two" if origins == _TWO else "more",
            ])  # fmt: skip
    counts["**together**"] = sum(counts.values(), Counter[str]())
    keys = (*(basis.value for basis in Basis), "one", "two", "more")
    rows = [
        (kind, row["facts"], f"{row['held'] / (row['facts'] or 1):.0%}", *(row[key] for key in keys))
        for kind, row in counts.items()
    ]
    heads = ("facts", "number", "with fingerprint", *keys[:-3], "one source", "two", "three or more")
    return _table(heads, ("---", *("---:" for _ in heads[1:])), rows)


def refresh(data: Dataset, folder: Path) -> None:
    """Bring the tables in the README and in the reference up to date, between the comments that mark them."""
    for name, mark, table in _PAGES:
        page = folder / name
        text = page.read_text(encoding="utf-8")
        head, begin, rest = text.partition(f"<!-- {mark}, from the data -->\n")
        _, end, foot = rest.partition(f"<!-- end of {mark} -->")
        page.write_text(f"{head}{begin}{table(data)}{end}{foot}", encoding="utf-8")


def _counted(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that rest on citations; the plain fields of an event or figure count with it, not beside it."""
    for fact in facts:
        inside = fact.ref.field is not None and fact.ref.record[:3] in FACT_KINDS and not isinstance(fact.value, Part)
        if fact.citations and not inside:
            yield fact


def _column(fact: Fact) -> str:
    if fact.ref.field is None:
        return _COLUMNS[fact.ref.record[:3]]
    return _COLUMNS.get(fact.ref.field, _OTHERS)


def _basis(fact: Fact, source: str) -> str:
    """Return the best ground that a source gives for a fact."""
    grounds = {citation.basis for citation in fact.citations if citation.source == source}
    return next(basis.value for basis in Basis if basis in grounds)


def _kinds(table: Iterable[object]) -> str:
    kinds = Counter(str(getattr(record, "kind", "")).replace("_", " ") for record in table)
    common = [f"{kind} ({count})" for kind, count in sorted(kinds.items(), key=_most_first) if kind]
    return ", ".join([*common[:_MOST_KINDS], *(["…"] if len(common) > _MOST_KINDS else [])])


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])


def _table(heads: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, rules, *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


_PAGES = (
    ("README.md", "contents", to_contents_markdown),
    ("docs/reference/documents.md", "documents", to_documents_markdown),
    ("docs/reference/coverage.md", "sources", to_sources_markdown),
    ("docs/reference/coverage.md", "grounds", to_grounds_markdown),
)

if __name__ == "__main__":  # pragma: no cover  run as a command, in a process of its own
    refresh(bundle.load(), Path.cwd())
