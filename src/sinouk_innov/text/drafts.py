"""What does one document say, as a contributor writes it down, and is that so?

A draft is one JSON object with an array for each table, as in the dataset's files. In it a citation may name its
passage by number, `{"passage": 5}`, as `passages` counts them from 1; the rest is computed from the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs

from sinouk_innov import codec
from sinouk_innov.bundle import SCHEMA_VERSION
from sinouk_innov.dataset import Dataset, Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import fingerprint, passage_words, windows
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import Extent
from sinouk_innov.questions.evidence import SourceText
from sinouk_innov.text.passages import Passage, cite_passage, passages
from sinouk_innov.text.wordings import misquotes_against

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from sinouk_innov.evidence import Citation
    from sinouk_innov.model.record import Record

__all__ = ["is_unique", "read_draft"]

_ADDED = frozenset({"passage", "supports", "basis", "note"})


def is_unique(text: str, passage: Passage) -> bool:
    """Tell whether the words of a passage stand in its text only once, so that it can be cited."""
    wanted = passage_words(passage.text)
    return len(windows(passage_words(text), len(wanted))[fingerprint(passage.text)]) == 1


def read_draft(path: str | os.PathLike[str], text_path: str | os.PathLike[str]) -> Dataset:
    """Return the dataset that a draft makes together with the text of its source.

    Each citation `{"passage": 5}` becomes a full one: the source is that of the draft, and paragraph, number of words,
    fingerprint and edges are computed from the text; `{"passage": [5, 7]}` becomes two. What it `supports`, its `basis`
    and a `note` stay as given. Where the text is whole, the source gets its fingerprint.

    Args:
        path: The draft. It holds the source itself, and beside it what the source says.
        text_path: The text of the source, in UTF-8.

    Raises:
        InvalidDataError: Something is wrong with the draft; `.problems` has everything, with its place. That includes
            a passage that stands in the text twice, a wording that is not printed in its passage, and copied sentences.
        FileNotFoundError: There is no such draft or text.
    """
    file = Path(path).name
    plain = codec.parse_json(Path(path).read_bytes(), file)
    text = Path(text_path).read_text(encoding="utf-8")
    if not isinstance(plain, dict):
        raise InvalidDataError((Problem("a draft takes an object with an array for each table", file),))
    tables = cast("dict[str, Any]", plain)
    known = [kind.table for kind in KINDS]
    problems = [
        Problem(f"there is no table {table!r}; it is one of {', '.join(known)}", file)
        for table in tables
        if table not in known
    ]
    source_id = _source_in(tables, file, problems)
    if source_id is None:
        raise InvalidDataError(tuple(problems))
    filler = _Filler(text, source_id, file, problems)
    records: list[Record] = []
    for kind in KINDS:
        try:
            rows = filler.filled(tables.get(kind.table, []), kind.table)
            records += codec.decode_table(kind, rows, f"{file}:{kind.table}")
        except InvalidDataError as error:
            problems.extend(error.problems)
    records = [_fingerprinted(record, text) for record in records]
    problems.extend(misquotes_against(records, {source_id: SourceText(file, text)}))
    if problems:
        raise InvalidDataError(tuple(problems))
    return Dataset.of(records, release=Release(schema_version=SCHEMA_VERSION))


def _source_in(tables: dict[str, Any], file: str, problems: list[Problem]) -> str | None:
    sources = tables.get("sources")
    match sources:
        case [{"id": str(found)}]:
            return found
        case _:
            pass
    problems.append(Problem("a draft holds one source, with its id", file, path="sources"))
    return None


def _fingerprinted(record: Record, text: str) -> Record:
    if isinstance(record, Source) and record.extent is Extent.WHOLE and record.fingerprint is None:
        return attrs.evolve(record, fingerprint=fingerprint(text))
    return record


class _Filler:
    """Completes the citations of one draft, and collects what is wrong with them."""

    def __init__(self, text: str, source: str, file: str, problems: list[Problem]) -> None:
        self._text = text
        self._source = source
        self._file = file
        self._problems = problems
        self._passages = list(passages(text))

    def filled(self, node: Any, path: str) -> Any:
        """Return plain data with full citations."""
        if isinstance(node, dict):
            fields = cast("dict[str, Any]", node)
            return {key: self.filled(value, f"{path}.{key}") for key, value in fields.items()}
        if not isinstance(node, list):
            return node
        made: list[Any] = []
        for index, item in enumerate(cast("Iterable[Any]", node)):
            place = f"{path}[{index}]"
            if isinstance(item, dict) and "passage" in item:
                made.extend(self._citations(cast("dict[str, Any]", item), place))
            else:
                made.append(self.filled(item, place))
        return made

    def _citations(self, short: dict[str, Any], place: str) -> Iterator[dict[str, Any]]:
        strangers = [key for key in short if key not in _ADDED]
        if strangers:
            reason = f"a citation of a passage by number takes no {', '.join(map(repr, strangers))}"
            self._problems.append(Problem(reason, self._file, path=place))
        given = short["passage"]
        for number in cast("Iterable[Any]", given if isinstance(given, list) else [given]):
            found = self._citation(number, place)
            if found is not None:
                added = {key: short[key] for key in ("supports", "basis", "note") if key in short}
                yield {"basis": "stated"} | codec.encode_part(found) | added

    def _citation(self, number: object, place: str) -> Citation | None:
        count = len(self._passages)
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= count:
            reason = f"there is no passage {number!r}; the text has {count}"
            self._problems.append(Problem(reason, self._file, path=place))
            return None
        passage = self._passages[number - 1]
        if not is_unique(self._text, passage):
            reason = f"passage {number} stands in the text more than once: cite another"
            self._problems.append(Problem(reason, self._file, path=place))
        return cite_passage(self._text, passage, self._source)
