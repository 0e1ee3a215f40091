"""Is what is said to be stated printed in its passage, and is no sentence of a source among our own words?"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import Problem
from sinouk_innov.evidence import Basis, Citation, paragraph_spans, passage_words
from sinouk_innov.model.belonging import SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import Fact, facts_of
from sinouk_innov.model.initiative import Party
from sinouk_innov.model.kinds import kind_of_id
from sinouk_innov.model.person import Role
from sinouk_innov.model.record import Absence, Name, Part, Record
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.evidence import SourceText, texts_in
from sinouk_innov.text.passages import holds

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from sinouk_innov.dataset import Dataset

__all__ = ["misquotes", "misquotes_against", "wordings"]

MOST_COPIED_WORDS = 11
"""A post together with its body can be eleven words long."""
_OUR_OWN = frozenset({"note", "gist", "outcome", "qualifier"})


def misquotes(data: Dataset, folder: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Return what is said to be stated and is not printed in its passage, and what copies a source.

    A name, title, label, honorific or category of basis `stated`, and the wording of a figure, date or sector, stands
    word for word in one of the passages that it cites. A note, gist, outcome or qualifier shares no more than eleven
    words in a row with a source. Only sources whose text is in the folder can be held against it.

    Args:
        data: The dataset.
        folder: The texts, as `verify` takes them.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    return tuple(misquotes_against(data, texts_in(data, folder)))


def misquotes_against(records: Iterable[Record], texts: Mapping[str, SourceText]) -> Iterator[Problem]:
    """Yield the misquotes in some records, held against the texts of sources by their ids."""
    runs = {run for text in texts.values() for run in _runs_of_paragraphs(text.text)}
    for record in records:
        place = Problem(
            "", f"{kind.table}.json" if (kind := kind_of_id(record.id)) else "", record.kind_name, record.id
        )
        for fact in facts_of(record):
            path = (fact.ref.field or "") if fact.ref.key is None else f"{fact.ref.field}[{fact.ref.key}]"
            for wording, citations in wordings(fact):
                passages = [passage for citation in citations if (passage := _stated(citation, texts)) is not None]
                if passages and not any(holds(passage, passage_words(wording)) for passage in passages):
                    yield attrs.evolve(place, path=path, reason=f"{wording!r} is not printed in its passage")
        for path, text in _own_words(record, ""):
            copied = next((run for run in _runs(passage_words(text)) if run in runs), None)
            if copied is not None:
                shown = " ".join(copied[:4])
                reason = f"copies more than {MOST_COPIED_WORDS} words in a row from a source: {shown!r} and so on"
                yield attrs.evolve(place, path=path, reason=reason)


def wordings(fact: Fact) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield each wording of a fact that its source prints, with the citations that should hold it."""
    value = fact.value
    if isinstance(value, Name):
        yield value.text, fact.citations
    elif isinstance(value, Role):
        yield from ((title.text, title.citations or fact.citations) for title in value.titles)
    elif isinstance(value, Participation):
        yield from ((text, fact.citations) for text in (value.role, value.label) if text is not None)
    elif isinstance(value, Party):
        if value.label is not None:
            yield value.label, fact.citations
    elif isinstance(value, Quantity | PartialDate | Period | SectorLink):
        if value.wording is not None:
            yield value.wording, fact.citations
    elif fact.ref.field in {"honorific", "category"}:
        yield str(value), fact.citations


def _stated(citation: Citation, texts: Mapping[str, SourceText]) -> tuple[str, ...] | None:
    text = texts.get(citation.source)
    if text is None or citation.fingerprint is None or citation.basis is not Basis.STATED:
        return None
    return text.passage(citation)


def _own_words(holder: Record | Part | Citation | Absence, path: str) -> Iterator[tuple[str, str]]:
    """Yield the path and text of what is written in our own words."""
    for attribute in attrs.fields(type(holder)):
        value = getattr(holder, attribute.name)
        place = f"{path}{attribute.name}"
        if isinstance(value, str) and attribute.name in _OUR_OWN:
            yield place, value
        elif isinstance(value, tuple):
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                if isinstance(item, Part | Citation | Absence):
                    yield from _own_words(item, f"{place}[{index}].")


def _runs_of_paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    for begin, end in paragraph_spans(text):
        yield from _runs(passage_words(text[begin:end]))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    length = MOST_COPIED_WORDS + 1
    return (words[at : at + length] for at in range(len(words) - length + 1))
