"""How do the sources go into a reference manager?

As CSL-JSON, which Zotero, Pandoc and the processors of the Citation Style Language read, and as BibTeX. How one source
stands in each is settled where single facts are cited: in `questions.references`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from sinouk_innov.codec import encode, print_json
from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.guards import NO_WEB_ADDRESS, inert_json, is_web_address
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.files import write_text
from sinouk_innov.model.facts import facts_of
from sinouk_innov.model.source import Source
from sinouk_innov.questions.references import bibtex_text, dataset_entry, dataset_item, source_entry, source_item

if TYPE_CHECKING:
    import os

    from sinouk_innov.codec import Plain
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["to_bibtex", "to_csl_json", "write_bibtex", "write_csl_json"]

_NO_REFERENCE = "a list of references holds sources, and not what they say"
_NO_FIELD = "BibTeX has no field for it"
_NOT_A_DAY = "the field takes whole days"
_WORDING = "BibTeX has no place for how a source prints its date"
_CHARACTERS = "line breaks, runs of white space and control characters, which TeX does not keep"
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_IN_BIBTEX = ("kind", "title", "publisher", "publisher_kind", "url", "published", "accessed", "language")


def to_csl_json(data: Dataset, *, progress: Progress | None = None) -> Exported[list[dict[str, Any]]]:
    """Return all sources as items of CSL-JSON, by id, and before them the dataset itself.

    What CSL has no variable for stands in `custom`, under our own names: the kind, the lineage, the licence, the
    address of an archived copy, the fingerprint, and the dates as EDTF. A date within bounds is given to CSL in words.
    A title or address with what could be markup is written without, and stands in `custom` as it is.

    Args:
        data: The dataset.
        progress: Called after each record with how many are done and how many there are.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> items = {item["id"]: item for item in to_csl_json(load()).value}
        >>> items["src-ukiic-2021-taizhou"]["issued"], items["src-ukiic-2021-taizhou"]["author"]
        ({'date-parts': [[2021, 5, 17]]}, [{'literal': 'UKIIC'}])
    """
    tally = Tally(data, "csl-json", progress)
    items: list[Plain] = [_dataset_item(data)]
    for record in tally.records():
        if not isinstance(record, Source):
            tally.drop_rest(record, _NO_REFERENCE)
            continue
        source = _with_safe_addresses(record, tally)
        items.append(_source_item(source))
        tally.keep(*(fact.ref for fact in facts_of(source)))
    return Exported(items, tally.ledger())


def write_csl_json(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write what `to_csl_json` gives as a JSON file, and return what it lost.

    Args:
        data: The dataset.
        path: The file.
        progress: Called after each record with how many are done and how many there are.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    made = to_csl_json(data, progress=progress)
    write_text(path, inert_json(print_json(made.value)))
    return made.ledger


def to_bibtex(data: Dataset, *, progress: Progress | None = None) -> Exported[str]:
    r"""Return all sources as the text of a BibTeX file, by id, and before them the dataset itself.

    Keys are the ids of the sources. What TeX would obey is escaped. The kinds of source and publisher stand in
    `keywords`, the day on which it was read in `urldate`, and our note in `annote`, which few styles print.

    Args:
        data: The dataset.
        progress: Called after each record with how many are done and how many there are.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> print(to_bibtex(load()).value.split("\n\n")[1])
        @misc{src-bandao-2024-rehabilitation-university,
          title = {{康复大学成立 今年将招收300名学生}},
          author = {{半岛网}},
          year = {2024},
          note = {Published 2024-06-23},
          url = {http://news.bandao.cn/a/1719103488277539.html},
          language = {zh},
          keywords = {news, state media},
          annote = {The publisher in full: 半岛网, bandao.cn; from the news client of China Central Television.},
        }
    """
    tally = Tally(data, "bibtex", progress)
    licence = data.release.licence
    entries = [dataset_entry(data.release, f"Licence: {licence}" if licence else None)]
    for record in tally.records():
        if not isinstance(record, Source):
            tally.drop_rest(record, _NO_REFERENCE)
            continue
        source = _with_safe_addresses(record, tally)
        keywords = f"{source.kind}, {source.publisher_kind}".replace("_", " ")
        entries.append(source_entry(source, keywords=keywords, annote=source.note))
        _note_entry(source, tally)
    return Exported("\n\n".join(entries) + "\n", tally.ledger())


def write_bibtex(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write what `to_bibtex` gives as a file, and return what it lost.

    Args:
        data: The dataset.
        path: The file; its name usually ends in `.bib`.
        progress: Called after each record with how many are done and how many there are.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    made = to_bibtex(data, progress=progress)
    write_text(path, made.value)
    return made.ledger


def _dataset_item(data: Dataset) -> Plain:
    item = dataset_item(data.release, None)
    return item | ({"custom": {"licence": data.release.licence}} if data.release.licence else {})


def _source_item(source: Source) -> Plain:
    item = source_item(source)
    # What the item says as the source has it; all else, and what had to be written otherwise, goes into `custom`.
    told = {"id": source.id, "title": item["title"], "publisher": item["author"][0]["literal"]}
    told |= {"url": item.get("URL"), "language": source.language}
    return item | {"custom": {name: value for name, value in encode(source).items() if told.get(name) != value}}


def _with_safe_addresses(source: Source, tally: Tally) -> Source:
    """Return a source without what only looks like a web address."""
    if source.url is not None and not is_web_address(source.url):
        tally.drop(FactRef(source.id, "url"), NO_WEB_ADDRESS)
        source = attrs.evolve(source, url=None)
    if source.archived is not None and not is_web_address(source.archived):
        tally.drop(FactRef(source.id, "archived"), NO_WEB_ADDRESS)
        source = attrs.evolve(source, archived=None)
    return source


def _note_entry(source: Source, tally: Tally) -> None:
    """Note what the entry of a source holds."""
    for fact in facts_of(source):
        if fact.ref.field not in _IN_BIBTEX:
            tally.drop(fact.ref, _NO_FIELD)
        elif isinstance(fact.value, PartialDate):
            _note_date(fact.ref, fact.value, tally)
        else:
            tally.keep(fact.ref)
            if isinstance(fact.value, str) and _is_changed(fact.value):
                tally.approximate(fact.ref, "characters", _CHARACTERS)
    for part in ("citations", "absent"):
        if getattr(source, part):
            tally.approximate(FactRef(source.id, "title"), part, _NO_FIELD)


def _note_date(ref: FactRef, date: PartialDate, tally: Tally) -> None:
    if ref.field == "accessed" and not _WHOLE_DAY.fullmatch(date.edtf):
        tally.drop(ref, _NOT_A_DAY)
        return
    tally.keep(ref)
    if date.wording is not None:
        tally.approximate(ref, "wording", _WORDING)


def _is_changed(text: str) -> bool:
    return " ".join(text.split()) != text or bibtex_text(text).count("\ufffd") != text.count("\ufffd")
