"""How many sources say so on their own?

A source that repeats another's text is no second witness. `lineage` names what it repeats; the last in that line is the
origin, and sources of one origin count once. A page may repeat one announcement and say more besides, so a fact that
only the copy is cited for is counted as the copy's: the origin need not say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import citations_at
from sinouk_innov.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.source import Source

__all__ = ["independent_sources", "origin_of", "origins_of"]


def independent_sources(data: Dataset, fact: str | FactRef | Record) -> tuple[Source, ...]:
    """Return the sources that a fact rests on, copies counted with the text that they repeat, by id.

    Each is the origin of its line or, where the fact is not cited to that, the copy nearest to it; `len` of the answer
    is the number of independent sources.

    Args:
        data: The dataset.
        fact: The address of a fact; or a record, or its id, for all that it says.

    Raises:
        UnknownIdError: There is no such record.
        ValueError: There is no such fact.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> len(independent_sources(load(), "per-xianghui-bian#honorific"))
        1
    """
    ref = FactRef(fact.id) if isinstance(fact, Record) else FactRef.parse(fact) if isinstance(fact, str) else fact
    return origins_of(data, citations_at(data[ref.record], ref))


def origins_of(data: Dataset, citations: Iterable[Citation]) -> tuple[Source, ...]:
    """Return one source for each origin of those that some citations name, that nearest to the origin, by id."""
    named = {citation.source for citation in citations}
    if len(named) == 1:
        # One alone repeats none of the others; most facts have no more.
        return (data.sources[named.pop()],)
    lines = sorted((_line_of(data, source) for source in named), key=lambda line: (len(line), line[0].id))
    nearest: dict[str, Source] = {}
    for line in lines:
        nearest.setdefault(line[-1].id, line[0])
    return tuple(sorted(nearest.values(), key=lambda source: source.id))


def origin_of(data: Dataset, source: str | Source) -> Source:
    """Return the source whose text a source repeats, at the end of the line; itself where it repeats none."""
    return _line_of(data, source if isinstance(source, str) else source.id)[-1]


def _line_of(data: Dataset, source: str) -> list[Source]:
    """Return a source, what it repeats, what that repeats, and so on."""
    line = [data.sources[source]]
    while (repeated := line[-1].lineage) is not None and all(repeated != passed.id for passed in line):
        line.append(data.sources[repeated])
    return line
