"""Does each citation hold against the texts, and how is a fact cited?"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import frozen

from sinouk_innov.evidence import (
    Citation,
    FactRef,
    fingerprint,
    paragraph_spans,
    passage_words,
    windows,
    word_spans,
)
from sinouk_innov.model.facts import citations_at, citations_in
from sinouk_innov.model.record import Record
from sinouk_innov.model.source import Source
from sinouk_innov.questions.references import dataset_entry, dataset_item, source_entry, source_item
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from sinouk_innov.dataset import Dataset

__all__ = ["Checked", "SourceText", "Verdict", "checked_against", "cite", "texts_in", "verify"]

_TEXTS = (".txt", ".md")


class Verdict(Term):
    """How did a citation fare against the text of its source?"""

    FOUND = "found", "the passage stands in the text, where it is said to stand"
    MOVED = "moved", "the passage stands in the text, in another paragraph"
    AMBIGUOUS = "ambiguous", "the passage stands in the text more than once"
    MISSING = "missing", "the passage does not stand in the text"
    NO_TEXT = "no_text", "there is no text of the source, or the citation names no passage"


@frozen(repr=False)
class Checked:
    """One citation, held against the text of its source.

    Attributes:
        verdict: How it fared.
        record: The id of the record that it stands in.
        path: The path to it in the record, such as `roles[0].citations[1]`.
        citation: The citation.
        file: The file that holds the text, where there is one.
        paragraph: The paragraph in which the passage was found.
    """

    verdict: Verdict
    record: str
    path: str
    citation: Citation
    file: str | None = None
    paragraph: int | None = None

    def __repr__(self) -> str:
        return f"<Checked {self.verdict}: {self.record}.{self.path}, {self.citation.source}>"


class SourceText:
    """The text of a source, with what was computed from it so far."""

    def __init__(self, file: str, text: str) -> None:
        self.file: str = file
        self.whole: str = fingerprint(text)
        self.text: str = text
        self._words = passage_words(text)
        self._begins = [begin for begin, _ in word_spans(text)]
        self._paragraphs = [begin for begin, _ in paragraph_spans(text)]
        self._windows: dict[int, dict[str, list[int]]] = {}

    def places(self, citation: Citation) -> list[int]:
        """Return the numbers of the paragraphs in which the cited passage begins, once for each time."""
        return [bisect_right(self._paragraphs, self._begins[begin]) for begin in self._found(citation)]

    def passage(self, citation: Citation) -> tuple[str, ...] | None:
        """Return the words of the cited passage, or None where it does not stand in the text."""
        found = self._found(citation)
        return self._words[found[0] : found[0] + (citation.words or 0)] if found else None

    def _found(self, citation: Citation) -> list[int]:
        count = citation.words or 0
        if count not in self._windows:
            self._windows[count] = windows(self._words, count)
        return self._windows[count].get(citation.fingerprint or "", [])


def verify(data: Dataset, folder: str | os.PathLike[str]) -> tuple[Checked, ...]:
    """Hold every citation against the texts in a folder.

    A text (`.txt` or `.md`, UTF-8) belongs to the source whose id is its file name, else to the one whose whole text
    has its fingerprint, else to the one most of whose passages stand in it.

    Returns:
        One verdict for each citation, by record, in the order in which they stand there.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    return checked_against(data, texts_in(data, folder))


def checked_against(data: Dataset, texts: Mapping[str, SourceText]) -> tuple[Checked, ...]:
    """Hold every citation against texts by the ids of their sources; otherwise as `verify`."""
    checked: list[Checked] = []
    for record in data:
        for path, citation in citations_in(record):
            text = texts.get(citation.source)
            if text is None or citation.fingerprint is None:
                checked.append(Checked(Verdict.NO_TEXT, record.id, path, citation, None if text is None else text.file))
                continue
            places = text.places(citation)
            verdict = _verdict(places, citation)
            paragraph = places[0] if len(places) == 1 else None
            checked.append(Checked(verdict, record.id, path, citation, text.file, paragraph))
    return tuple(checked)


def _verdict(places: list[int], citation: Citation) -> Verdict:
    if not places:
        return Verdict.MISSING
    if len(places) > 1:
        return Verdict.AMBIGUOUS
    return Verdict.FOUND if citation.paragraph in {None, places[0]} else Verdict.MOVED


def texts_in(data: Dataset, path: str | os.PathLike[str]) -> dict[str, SourceText]:
    """Return the texts in a folder by the ids of their sources, found as `verify` finds them.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {folder}")
    files = [file for file in sorted(folder.iterdir()) if file.suffix in _TEXTS and file.is_file()]
    passages: dict[str, dict[str, Citation]] = {}
    for record in data:
        for _, citation in citations_in(record):
            if citation.fingerprint is not None:
                passages.setdefault(citation.source, {})[citation.fingerprint] = citation
    wholes = {source.fingerprint: source.id for source in data.sources if source.fingerprint is not None}
    found: dict[str, SourceText] = {}
    waiting: list[SourceText] = []
    for file in files:
        text = SourceText(file.name, file.read_text(encoding="utf-8", errors="replace"))
        named = data.sources.get(file.stem)
        owner = wholes.get(text.whole) if named is None else named.id
        if owner is None:
            waiting.append(text)
        else:
            found.setdefault(owner, text)
    return found | _by_passages({s: cited for s, cited in passages.items() if s not in found}, waiting)


def _by_passages(passages: dict[str, dict[str, Citation]], texts: list[SourceText]) -> dict[str, SourceText]:
    """Give each source the text in which most of its passages stand, the surest pairs first."""
    held = [
        (-count, source, at)
        for source, cited in passages.items()
        for at, text in enumerate(texts)
        if (count := sum(bool(text.places(citation)) for citation in cited.values()))
    ]
    found: dict[str, SourceText] = {}
    given: set[int] = set()
    for _, source, at in sorted(held):
        if source not in found and at not in given:
            found[source] = texts[at]
            given.add(at)
    return found


# --- citing ---------------------------------------------------------------------------------------------------------


@overload
def cite(
    data: Dataset, record: str | Record | FactRef | None = None, style: Literal["text", "bibtex"] = "text"
) -> str: ...
@overload
def cite(data: Dataset, record: str | Record | FactRef | None, style: Literal["csl-json"]) -> list[dict[str, Any]]: ...
@overload
def cite(
    data: Dataset, record: str | Record | FactRef | None = None, *, style: Literal["csl-json"]
) -> list[dict[str, Any]]: ...
def cite(
    data: Dataset,
    record: str | Record | FactRef | None = None,
    style: Literal["text", "bibtex", "csl-json"] = "text",
) -> str | list[dict[str, Any]]:
    """Return how to cite the dataset, or one record or fact in it together with the sources that it rests on.

    Args:
        data: The dataset.
        record: A record, its id, or the address of a fact; without one, the dataset.
        style: `text` and `bibtex` give a text; `csl-json` a list of items as reference managers read them
            (https://github.com/citation-style-language/schema).

    Raises:
        UnknownIdError: There is no such record.
        ValueError: There is no such style or fact.
    """
    subject, sources = _cited(data, record)
    if style == "text":
        return "\n".join([_dataset_line(data, subject), *(_source_line(source) for source in sources)])
    if style == "bibtex":
        return "\n\n".join([dataset_entry(data.release, subject), *(source_entry(source) for source in sources)])
    if style == "csl-json":
        return [dataset_item(data.release, subject), *(source_item(source) for source in sources)]
    raise ValueError(f"there is no style {style!r}; it is one of text, bibtex, csl-json")


def _cited(data: Dataset, record: str | Record | FactRef | None) -> tuple[str | None, list[Source]]:
    if record is None:
        return None, []
    ref = FactRef(record.id) if isinstance(record, Record) else record
    ref = FactRef.parse(ref) if isinstance(ref, str) and "#" in ref else ref
    ref = FactRef(ref) if isinstance(ref, str) else ref
    found = data[ref.record]
    if isinstance(found, Source):
        return f"{found.label} [{found.id}]", [found]
    citations = tuple(citations_at(found, ref))
    ids = dict.fromkeys(citation.source for citation in citations)
    label = f"{found.label} [{found.id if ref.field is None else str(ref)}]"
    return label, [data.sources[source] for source in ids]


def _dataset_line(data: Dataset, subject: str | None) -> str:
    release = data.release
    version = f"version {release.data_version}" if release.data_version else "no version"
    line = f"{release.title or 'Dataset'}, {version}{f' ({release.as_of})' if release.as_of else ''}."
    return line if subject is None else f"{subject}. In: {line}"


def _source_line(source: Source) -> str:
    when = "undated" if source.published is None else str(source.published)
    address = "" if source.url is None else f" {source.url}"
    return f"  Source: {source.publisher} ({when}): {source.title}.{address}"
