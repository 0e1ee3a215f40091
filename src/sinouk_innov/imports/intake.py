"""How do foreign data become records, so that everything wrong is told at once and nothing is made up?

What is wrong is gathered, with its place; what the model has no place for is told to those who ask. Every fact is
cited to the one source that the caller names, and an id is made from what the file itself calls the thing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from sinouk_innov import codec
from sinouk_innov.dataset import Dataset
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.kinds import Kind, kind_of_id
from sinouk_innov.model.record import Name, Record
from sinouk_innov.model.source import Source
from sinouk_innov.model.vocabularies import NameKind
from sinouk_innov.sense import is_id, wrong_language

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from sinouk_innov.terms import Term

__all__ = ["UNDETERMINED", "Intake", "Spot", "read_bytes", "term_of"]

UNDETERMINED = "und"
"""The tag of a language that is not known (BCP 47)."""

_MARK = b"\xef\xbb\xbf"
_LONGEST_SLUG = 40
_LONGEST_LOCATOR = 200
_LONGEST_REASON = 300
_SHOWN = 60
_PLAIN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)

T = TypeVar("T")
E = TypeVar("E", bound="Term")


@frozen
class Spot:
    """A place in a file.

    Attributes:
        file: The name of the file, with the number of the line where it has lines.
        kind: What sort of thing stands there, in the words of the file.
        id: What the file calls the thing.
        path: The way to the value within it.
    """

    file: str = ""
    kind: str = ""
    id: str = ""
    path: str = ""

    def at(self, step: str) -> Spot:
        """Return the place of a value within this one."""
        joint = "" if not self.path or step.startswith("[") else "."
        return evolve(self, path=f"{self.path}{joint}{step}")

    def problem(self, reason: str) -> Problem:
        """Return what is wrong here as a problem."""
        return Problem(_sayable(reason), self.file, self.kind, _sayable(self.id), _sayable(self.path))

    @property
    def locator(self) -> str:
        """What a citation says of where in the source this is."""
        said = f"{self.kind} {self.id}" if self.kind else ":".join(part for part in (self.file, self.id) if part)
        return " ".join(said.split())[:_LONGEST_LOCATOR].strip() or "the file"


def _sayable(text: str) -> str:
    """Return a text short enough to be told, in characters that can be printed."""
    short = text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"
    return short.encode(errors="backslashreplace").decode()


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a file, without the mark that some programs put before UTF-8.

    Raises:
        InvalidDataError: It cannot be read as a file.
        FileNotFoundError: There is no such file.
    """
    place = Path(path)
    try:
        return place.read_bytes().removeprefix(_MARK)
    except FileNotFoundError:
        raise FileNotFoundError(f"there is no {place}") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InvalidDataError((Problem(f"cannot be read: {said}".lower(), place.name),)) from error


def term_of(vocabulary: type[E], text: str | None) -> E | None:
    """Return the term that a text is, or None where it is none.

    Examples:
        >>> from sinouk_innov.model.vocabularies import Rank
        >>> term_of(Rank, "head"), term_of(Rank, "boss")
        (Rank.HEAD, None)
    """
    return next((term for term in vocabulary if term.value == text), None)


class Intake:
    """Records in the making from one file.

    Args:
        source: What every fact is cited to; where it is the record itself, that is one of the records.
        file: The name of the file.
        language: The language of names of which the file tells none.
        skipped: Where is told what was not taken over.

    Raises:
        InvalidDataError: The source or the language is none.
    """

    def __init__(self, source: Source | str, file: str, language: str, skipped: list[Problem] | None) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.source: str = source.id if isinstance(source, Source) else source
        self.language = language
        self._skipped = skipped
        self._records: dict[str, Record] = {source.id: source} if isinstance(source, Source) else {}
        if not is_id(self.source, "src"):
            self.problems.append(Problem("the source is a Source or the id of one, which begins with src-"))
        reason = wrong_language(language)
        if reason is not None:
            self.problems.append(Problem(reason))
        self.check()

    def check(self) -> None:
        """Raise what is wrong so far, if anything is.

        Raises:
            InvalidDataError: Something is.
        """
        if self.problems:
            # A value that is asked for twice is wrong once.
            raise InvalidDataError(tuple(dict.fromkeys(self.problems)))

    def wrong(self, spot: Spot, reason: str) -> None:
        """Note that something is wrong."""
        self.problems.append(spot.problem(reason))

    def skip(self, spot: Spot, reason: str) -> None:
        """Note that something is not taken over."""
        if self._skipped is not None:
            self._skipped.append(spot.problem(reason))

    def attempt(self, spot: Spot, build: Callable[[], T]) -> T | None:
        """Return what a constructor makes, or note why it refuses."""
        try:
            return build()
        except ValueError as error:
            self.wrong(spot, str(error))
            return None

    def add(self, spot: Spot, build: Callable[[], Record]) -> None:
        """Take a record, or note everything that is wrong with it."""
        record = self.attempt(spot, build)
        if record is None:
            return
        if record.id in self._records:
            self.wrong(spot, "the id is taken already")
            return
        try:
            # The gate of our own files holds here too: lengths, halves of characters, numbers that are none.
            self._records[record.id] = codec.decode(_kind(record), codec.encode(record))
        except InvalidDataError as error:
            for problem in error.problems:
                self.wrong(spot.at(problem.path) if problem.path else spot, problem.reason)

    def dataset(self) -> Dataset:
        """Return the records.

        Raises:
            InvalidDataError: Something was wrong; every problem is told.
        """
        self.check()
        return Dataset.of(self._records.values())

    # --- ids and evidence ---------------------------------------------------------------------------------------

    def id_of(self, prefix: str, label: str, key: str, *ours: str) -> str:
        """Return the id for a thing: the same for the same source and key, and a readable slug.

        An id that is one of ours already stays as it is.

        Args:
            prefix: The kind of record.
            label: What the slug is made from.
            key: What the file calls the thing.
            ours: The prefixes of ids that stay; only that of the kind where none is given.
        """
        if is_id(key, *(ours or (prefix,))):
            return key
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
        # The source counts: that two files call something alike makes it no one thing.
        mark = hashlib.sha256(f"{self.source}\x1f{key}".encode(errors="surrogatepass")).hexdigest()[:8]
        return "-".join(part for part in (prefix, slug, mark) if part)

    def cite(self, spot: Spot, *supports: str, basis: Basis = Basis.STATED, note: str | None = None) -> Citation:
        """Return a citation of the source, at a place in it."""
        return Citation(source=self.source, supports=supports, basis=basis, locator=spot.locator, note=note)

    def cite_fields(self, spot: Spot, fields: Mapping[str, object], guessed: str | None = None) -> tuple[Citation, ...]:
        """Return citations for those fields of a record that have a value.

        Args:
            spot: The place in the file.
            fields: The fields with their values.
            guessed: Why the kind is `other`, where the file does not tell it.
        """
        held = [name for name, value in fields.items() if value not in (None, ()) and name != "names"]
        stated = [name for name in held if name != "kind" or guessed is None]
        cited = [self.cite(spot, *stated)] if stated else []
        if guessed is not None:
            cited.append(self.cite(spot, "kind", basis=Basis.INFERRED, note=guessed))
        return tuple(cited)

    # --- values -------------------------------------------------------------------------------------------------

    def name(self, spot: Spot, text: str, **more: object) -> Name | None:
        """Return a name of which the file does not say what sort of name it is, unless it does."""
        given = {
            "language": self.language,
            "kind": NameKind.OTHER,
            "note": "the file does not say what sort of name it is",
        } | {key: value for key, value in more.items() if value is not None}
        if given["kind"] is not NameKind.OTHER and "note" not in more:
            del given["note"]
        return self.attempt(spot, lambda: Name(text=text, citations=(self.cite(spot),), **given))  # type: ignore[arg-type]

    def distinct(self, names: Iterable[tuple[Spot, Name | None]]) -> tuple[Name, ...]:
        """Return names, each once."""
        made: dict[str, Name] = {}
        for spot, name in names:
            if name is None:
                continue
            if name.key in made:
                self.skip(spot, f"the name {name.text[:_SHOWN]!r} stands there already")
            made.setdefault(name.key, name)
        return tuple(made.values())

    def day(self, spot: Spot, text: str | None) -> str | None:
        """Return a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, without the time of day."""
        if text is None:
            return None
        plain, clock, _ = text.partition("T")
        if not _PLAIN_DATE.fullmatch(plain):
            self.wrong(spot, f"{text[:_SHOWN]!r} is no date: it takes YYYY, YYYY-MM or YYYY-MM-DD")
            return None
        if self.attempt(spot, lambda: PartialDate(plain)) is None:
            return None
        if clock:
            self.skip(spot, "a day has no time of day")
        return plain

    def period(self, spot: Spot, start: str | None, end: str | None) -> Period | None:
        """Return the period from one day to another; an end that is not given is not known."""
        if start is None and end is None:
            return None
        return self.attempt(spot, lambda: Period(f"{start or ''}/{end or ''}"))


def _kind(record: Record) -> Kind:
    found = kind_of_id(record.id)
    if found is None:  # pragma: no cover  a record has an id of its kind
        raise ValueError(record.id)
    return found
