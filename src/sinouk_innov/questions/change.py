"""What is different between two datasets?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from attrs import frozen

from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.evidence import Citation, FactRef
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.record import Part, Record
from sinouk_innov.overlay import merge
from sinouk_innov.quantities import Quantity
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Change", "ChangeKind", "changelog", "diff"]


class ChangeKind(Term):
    """What became of a fact?"""

    ADDED = "added", "it is new"
    CHANGED = "changed", "its value, wording or note is another"
    REMOVED = "removed", "it is gone"
    RECITED = "recited", "it rests on other citations, and is the same"
    RETIRED = "retired", "an id was retired; what took its place, if anything, is the new value"


_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}
_HEADS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.RECITED: "Evidence changed",
    ChangeKind.RETIRED: "Retired",
}


@frozen(repr=False)
class Change:
    """What became of one fact, from one dataset to another.

    Attributes:
        kind: What became of it.
        fact: Its address. A record's `note`, and a field that is said to be `absent`, have addresses too.
        label: What to call the record.
        old: Its value before, or None where there was none.
        new: Its value after, or None where there is none.
        old_citations: On what it rested.
        new_citations: On what it rests.
    """

    kind: ChangeKind
    fact: FactRef
    label: str
    old: object
    new: object
    old_citations: tuple[Citation, ...] = ()
    new_citations: tuple[Citation, ...] = ()

    def __str__(self) -> str:
        was, now = _shown(self.old), _shown(self.new)
        if self.kind is ChangeKind.RECITED:
            was, now = _sources(self.old_citations), _sources(self.new_citations)
        if self.kind is ChangeKind.RETIRED:
            return f"{self.fact}: {self.new or 'nothing'} took its place"
        if self.kind in {ChangeKind.ADDED, ChangeKind.REMOVED}:
            return f"{self.fact}: {now if self.kind is ChangeKind.ADDED else was}"
        return f"{self.fact}: {was}, now {now}" if was != now else f"{self.fact}: {now}, told otherwise"

    def __repr__(self) -> str:
        return f"<Change {self.kind} {self.fact}>"


def diff(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """Return what became of each fact that two datasets do not tell alike, by kind of change, then by address.

    Values count with their wordings and notes. The order of names, and what the datasets say of themselves, do not. An
    id that was retired since is read as what took its place: what the two records told is one, and only what became of
    it beside that is told. Where they contradict each other, the facts of the one are removed.

    Args:
        old: The dataset before.
        new: The dataset after.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> from sinouk_innov.dataset import Dataset
        >>> data = load()
        >>> without = Dataset.of(record for record in data if record.id != "rem-cunjc-steady-progress-2020")
        >>> diff(without, data)[0]
        <Change added rem-cunjc-steady-progress-2020>
        >>> diff(data, data)
        ()
    """
    found = [
        *(change for table in _as_now(old, new).tables() for change in _between(table, new.table(table.kind.table))),
        *_retired(old, new),
    ]
    return tuple(sorted(found, key=lambda change: (_ORDER[change.kind], str(change.fact))))


def changelog(changes: Iterable[Change]) -> str:
    """Return changes as Markdown for people to read: under what became of them, then by record.

    Examples:
        >>> print(changelog([]), end="")
        Nothing has changed.
    """
    heads: dict[ChangeKind, dict[str, list[Change]]] = {}
    for change in changes:
        record = f"{change.label} (`{change.fact.record}`)"
        heads.setdefault(change.kind, {}).setdefault(record, []).append(change)
    if not heads:
        return "Nothing has changed.\n"
    lines: list[str] = []
    for kind in sorted(heads, key=_ORDER.__getitem__):
        lines += [f"## {_HEADS[kind]}", ""]
        for record, found in heads[kind].items():
            lines.append(f"- {record}")
            lines += [f"    - {_inside(change)}" for change in found]
        lines.append("")
    return "\n".join(lines)


def _as_now(old: Dataset, new: Dataset) -> Dataset:
    """Return the dataset before with each id that was retired since read as what took its place, where that goes."""
    read = old
    for retired, successor in new.redirects.items():
        record = old.get(retired)
        if record is not None and record.id == retired and successor is not None and successor in new:
            try:
                read = merge(read, Dataset.of((), redirects={retired: successor}))
            except InvalidDataError:
                continue
    return read


def _between(old: Iterable[Record], new: Iterable[Record]) -> Iterator[Change]:
    before, after = ({record.id: record for record in table} for table in (old, new))
    for record_id in sorted(before.keys() | after.keys()):
        ours, theirs = before.get(record_id), after.get(record_id)
        if ours is not theirs:
            yield from _of_record(ours, theirs)


def _of_record(old: Record | None, new: Record | None) -> Iterator[Change]:
    was, now = (dict(_told(record)) for record in (old, new))
    label = new.label if new is not None else old.label if old is not None else ""
    for ref in sorted(was.keys() | now.keys()):
        before, after = was.get(ref), now.get(ref)
        if before is None or after is None:
            kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED
        elif before.said != after.said:
            kind = ChangeKind.CHANGED
        elif set(before.citations) != set(after.citations):
            kind = ChangeKind.RECITED
        else:
            continue
        gone, come = before or _NOTHING, after or _NOTHING
        yield Change(kind, ref, label, gone.value, come.value, gone.citations, come.citations)


@frozen
class _Told:
    value: object
    said: object
    citations: tuple[Citation, ...]


_NOTHING = _Told(None, None, ())


def _told(record: Record | None) -> Iterator[tuple[FactRef, _Told]]:
    """Yield what a record tells, by its address: the value, what of it is compared, and the citations."""
    if record is None:
        return
    for fact in facts_of(record):
        # Of a record that is a fact by itself, the fields tell what changed.
        said = None if isinstance(fact.value, Record) else _said(fact.value)
        yield fact.ref, _Told(fact.value, said, fact.citations)
    if record.note is not None:
        yield FactRef(record.id, "note"), _Told(record.note, record.note, ())
    for absence in record.absent:
        yield FactRef(record.id, "absent", absence.field), _Told(absence, absence, ())


def _said(value: object) -> object:
    """Return a value with what equality leaves out, and without citations."""
    if isinstance(value, Part):
        fields = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.name != "citations"]
        return tuple(_said(field) for field in fields)
    if isinstance(value, PartialDate | Period | Quantity):
        return value, value.wording
    if isinstance(value, tuple):
        # Titles of a post are names, which carry citations too.
        items = cast("tuple[object, ...]", value)
        return tuple((_said(item), getattr(item, "citations", ())) for item in items)
    return value


def _retired(old: Dataset, new: Dataset) -> Iterator[Change]:
    for retired, successor in new.redirects.items():
        if old.redirects.get(retired) != successor or retired not in old.redirects:
            record = old.get(retired)
            label = retired if record is None else record.label
            yield Change(ChangeKind.RETIRED, FactRef(retired), label, old.redirects.get(retired), successor)


def _inside(change: Change) -> str:
    """Return a change as it stands under its record."""
    text = str(change).removeprefix(change.fact.record)
    return text.removeprefix("#").removeprefix(": ")


def _shown(value: object) -> str:
    return value.describe() if isinstance(value, Quantity) else str(value)


def _sources(citations: tuple[Citation, ...]) -> str:
    return ", ".join(dict.fromkeys(citation.source for citation in citations)) or "nothing"
