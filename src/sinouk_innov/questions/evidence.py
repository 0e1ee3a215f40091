"""Does each citation hold against the texts, and how is a fact cited?"""

from __future__ import annotations

import re
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
from sinouk_innov.model.facts import citations_in, facts_of
from sinouk_innov.model.record import Record
from sinouk_innov.model.source import Source
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Checked", "Verdict", "cite", "verify"]

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


class _Text:
    """The text of a source, with what was computed from it so far."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.whole = fingerprint(text)
        self._words = passage_words(text)
        self._begins = [begin for begin, _ in word_spans(text)]
        self._paragraphs = [begin for begin, _ in paragraph_spans(text)]
        self._windows: dict[int, dict[str, list[int]]] = {}

    def places(self, citation: Citation) -> list[int]:
        """Return the numbers of the paragraphs in which the cited passage begins, once for each time."""
        count = citation.words or 0
        if count not in self._windows:
            self._windows[count] = windows(self._words, count)
        found = self._windows[count].get(citation.fingerprint or "", [])
        return [bisect_right(self._paragraphs, self._begins[begin]) for begin in found]


def verify(data: Dataset, folder: str | os.PathLike[str]) -> tuple[Checked, ...]:
    """Hold every citation against the texts in a folder.

    A text (`.txt` or `.md`, UTF-8) belongs to the source whose id is its file name, else to the one whose whole text
    has its fingerprint, else to the one most of whose passages stand in it.

    Returns:
        One verdict for each citation, by record, in the order in which they stand there.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    texts = _texts(data, Path(folder))
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


def _texts(data: Dataset, folder: Path) -> dict[str, _Text]:
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {folder}")
    files = [file for file in sorted(folder.iterdir()) if file.suffix in _TEXTS and file.is_file()]
    passages: dict[str, dict[str, Citation]] = {}
    for record in data:
        for _, citation in citations_in(record):
            if citation.fingerprint is not None:
                passages.setdefault(citation.source, {})[citation.fingerprint] = citation
    wholes = {source.fingerprint: source.id for source in data.sources if source.fingerprint is not None}
    found: dict[str, _Text] = {}
    waiting: list[_Text] = []
    for file in files:
        text = _Text(file.name, file.read_text(encoding="utf-8", errors="replace"))
        owner = file.stem if file.stem in data.sources else wholes.get(text.whole)
        if owner is None:
            waiting.append(text)
        else:
            found.setdefault(owner, text)
    for text in waiting:
        held = {
            source: sum(bool(text.places(citation)) for citation in cited.values())
            for source, cited in passages.items()
            if source not in found
        }
        best = max(held, key=lambda source: held[source], default=None)
        if best is not None and held[best]:
            found[best] = text
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
        return "\n\n".join([_dataset_entry(data, subject), *(_source_entry(source) for source in sources)])
    if style == "csl-json":
        return [_dataset_item(data, subject), *(_source_item(source) for source in sources)]
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
    citations = tuple(_citations_of(found, ref))
    ids = dict.fromkeys(citation.source for citation in citations)
    label = f"{found.label} [{found.id if ref.field is None else str(ref)}]"
    return label, [data.sources[source] for source in ids]


def _citations_of(record: Record, ref: FactRef) -> Iterator[Citation]:
    if ref.field is None:
        yield from (citation for _, citation in citations_in(record))
        return
    facts = [fact for fact in facts_of(record) if fact.ref.field == ref.field and ref.key in {None, fact.ref.key}]
    if not facts:
        raise ValueError(f"there is no fact {ref}")
    for fact in facts:
        yield from fact.citations


def _dataset_line(data: Dataset, subject: str | None) -> str:
    release = data.release
    version = f"version {release.data_version}" if release.data_version else "no version"
    line = f"{release.title or 'Dataset'}, {version}{f' ({release.as_of})' if release.as_of else ''}."
    return line if subject is None else f"{subject}. In: {line}"


def _source_line(source: Source) -> str:
    when = "undated" if source.published is None else str(source.published)
    address = "" if source.url is None else f" {source.url}"
    return f"  Source: {source.publisher} ({when}): {source.title}.{address}"


_BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def _entry(kind: str, key: str, fields: dict[str, str | None]) -> str:
    lines = [
        f"  {name} = {{{value if name == 'url' else value.translate(_BIBTEX)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _dataset_entry(data: Dataset, subject: str | None) -> str:
    release = data.release
    return _entry(
        "misc",
        "sinouk-innov",
        {
            "title": release.title or "Dataset",
            "year": release.as_of[:4],
            "howpublished": f"Dataset, version {release.data_version}" if release.data_version else "Dataset",
            "note": subject,
        },
    )


def _source_entry(source: Source) -> str:
    return _entry(
        "misc",
        source.id,
        {
            "title": source.title,
            "author": f"{{{source.publisher}}}".strip("{}"),
            "year": _year(source),
            "note": None if source.published is None else f"Published {source.published}",
            "url": source.url and re.sub(r"[{}\\\s]", "", source.url),
            "language": source.language,
        },
    )


def _year(source: Source) -> str | None:
    day = None if source.published is None else source.published.latest
    return None if day is None else f"{day.year:04}"


def _dataset_item(data: Dataset, subject: str | None) -> dict[str, Any]:
    release = data.release
    item: dict[str, Any] = {"id": "sinouk-innov", "type": "dataset", "title": release.title or "Dataset"}
    if release.data_version:
        item["version"] = release.data_version
    if release.as_of:
        item["issued"] = {"date-parts": [[int(part) for part in release.as_of.split("-")]]}
    if subject is not None:
        item["note"] = subject
    return item


def _source_item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.id,
        "type": "webpage",
        "title": source.title,
        "author": [{"literal": source.publisher}],
        "language": source.language,
    }
    if source.url is not None:
        item["URL"] = source.url
    if source.published is not None:
        item["issued"] = _csl_date(source)
    if source.accessed is not None and source.accessed.is_exact:
        item["accessed"] = {"date-parts": [[int(part) for part in str(source.accessed).split("-")]]}
    return item


def _csl_date(source: Source) -> dict[str, Any]:
    published = source.published
    text = str(published).rstrip("~")
    if text.startswith("["):
        return {"literal": str(published)}
    date: dict[str, Any] = {"date-parts": [[int(part) for part in text.split("-")]]}
    return date | ({"circa": True} if str(published).endswith("~") else {})
