"""What is left of a dataset when some of its facts or citations are taken out, so that the rest still fits together?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov.dataset import Dataset
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.belonging import Identifier
from sinouk_innov.model.facts import FACT_KINDS, UNCITED_KINDS, citations_for, citations_in
from sinouk_innov.model.record import Name, Part, Record
from sinouk_innov.sense import is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["pruned"]

_FRAME = frozenset({"id", "citations", "note", "absent"})
# Without these a part or record would say something else: a delegation no one leads, a remark of nobody's.
_VITAL = frozenset({"entity", "speaker", "event", "share_of"})
_NOTE = "Told by a source that is not among those that are left."


def pruned(
    data: Dataset,
    *,
    keeps: Callable[[Record | Part], bool],
    cites: Callable[[Citation], bool],
) -> Dataset:
    """Return a dataset without the records and parts that are not kept, and what rests on citations that do not count.

    A fact of which no citation is left goes, a record of which no name or no evidence is left goes, and so does what
    cannot be said without it. A kind, or another field that no record can do without, stays with its record; where no
    citation is left that tells it, it is cited as inferred, with a note. Sources that nothing is cited to go last.

    Args:
        data: The dataset.
        keeps: Tells whether a record, or a part of one, is kept.
        cites: Tells whether a citation counts.
    """
    left = {
        record.id: thinned
        for record in data
        if keeps(record) and (thinned := _thinned(record, keeps, cites)) is not None
    }
    while True:
        linked = {key: found for key, record in left.items() if (found := _linked(record, left.keys())) is not None}
        used = {citation.source for record in linked.values() for _, citation in citations_in(record)}
        lineages = {getattr(record, "lineage", None) for record in linked.values()}
        linked = {key: record for key, record in linked.items() if record.prefix != "src" or key in used | lineages}
        if linked == left:
            break
        left = linked
    redirects = {old: new for old, new in data.redirects.items() if new is None or new in left}
    return Dataset.of(left.values(), release=data.release, redirects=redirects)


# --- evidence -------------------------------------------------------------------------------------------------------


def _thinned(
    record: Record, keeps: Callable[[Record | Part], bool], cites: Callable[[Citation], bool]
) -> Record | None:
    """Return what is left of a record by itself, or None."""
    if record.prefix in UNCITED_KINDS:
        return record
    changes: dict[str, Any] = {}
    citations = tuple(citation for citation in record.citations if cites(citation))
    if record.prefix in FACT_KINDS and not citations:
        return None
    spare: list[str] = []
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if attribute.name in _FRAME or value in {None, ()}:
            continue
        if isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            now = tuple(
                item for item in (_item(record, attribute.name, one, keeps, cites) for one in items) if item is not None
            )
            if now != items:
                changes[attribute.name] = now
        elif (told := citations_for(record, attribute.name)) and not any(map(cites, told)):
            if attribute.default is attrs.NOTHING:
                spare.append(attribute.name)
            else:
                changes[attribute.name] = attribute.default
    if "names" in changes and not changes["names"] and record.prefix not in FACT_KINDS:
        return None
    return _with(record, changes, citations, spare)


def _item(
    record: Record, field: str, item: object, keeps: Callable[[Record | Part], bool], cites: Callable[[Citation], bool]
) -> object:
    """Return what is left of one of a field's values, or None."""
    if not isinstance(item, Part):
        return item if any(map(cites, citations_for(record, field, f"{field}[{item}]"))) else None
    if not keeps(item):
        return None
    citations = tuple(citation for citation in item.citations if cites(citation))
    if item.citations and not citations:
        return None
    # What is called so or registered so has to be printed somewhere.
    if isinstance(item, Name | Identifier) and citations and all(one.basis is Basis.INFERRED for one in citations):
        return None
    titles = getattr(item, "titles", None)
    if titles is None:
        return item if citations == item.citations else attrs.evolve(item, citations=citations)
    told = tuple(title for title in (_item(record, field, one, keeps, cites) for one in titles) if title is not None)
    return attrs.evolve(cast("Any", item), titles=told, citations=citations) if told else None


def _with(record: Record, changes: dict[str, Any], citations: tuple[Citation, ...], spare: list[str]) -> Record:
    """Return a record with changed fields, its citations naming only what is there."""
    if not changes and not spare and citations == record.citations:
        return record
    bare = attrs.evolve(record, citations=(), **changes)
    kept = [supporting for citation in citations if (supporting := _supporting(bare, citation)) is not None]
    if spare:
        first = next(iter(kept), None) or next(citation for _, citation in citations_in(bare))
        kept.append(attrs.evolve(first, supports=tuple(spare), basis=Basis.INFERRED, note=_NOTE))
    return attrs.evolve(bare, citations=tuple(dict.fromkeys(kept)))


def _supporting(record: Record, citation: Citation) -> Citation | None:
    """Return a citation that names only values which the record has; None where it names none of them."""
    if not citation.supports:
        return citation
    supports = tuple(supported for supported in citation.supports if _has(record, supported))
    return attrs.evolve(citation, supports=supports) if supports else None


def _has(record: Record, supported: str) -> bool:
    field, _, key = supported.partition("[")
    value = getattr(record, field)
    if not key:
        return value not in {None, ()}
    return isinstance(value, tuple) and key[:-1] in [
        item.key if isinstance(item, Part) else str(item) for item in cast("tuple[object, ...]", value)
    ]


# --- references -----------------------------------------------------------------------------------------------------


def _linked(record: Record, known: Collection[str]) -> Record | None:
    """Return a record without references to what is not there, or None where it cannot do without one."""
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if attribute.name in _FRAME:
            continue
        if isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            now = tuple(item for item in (_pointing(one, known) for one in items) if item is not None)
            if now != items:
                changes[attribute.name] = now
        elif is_id(value) and value not in known:
            if attribute.default is attrs.NOTHING or attribute.name in _VITAL:
                return None
            changes[attribute.name] = attribute.default
    return _with(record, changes, record.citations, [])


def _pointing(item: object, known: Collection[str]) -> object:
    """Return a value of a field if what it refers to is there, without what it need not refer to; else None."""
    if isinstance(item, str):
        return item if not is_id(item) or item in known else None
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(cast("Any", type(item))):
        value = getattr(item, attribute.name)
        if is_id(value) and value not in known:
            if attribute.default is attrs.NOTHING or attribute.name in _VITAL:
                return None
            changes[attribute.name] = attribute.default
    return attrs.evolve(cast("Any", item), **changes) if changes else item
