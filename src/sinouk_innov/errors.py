"""What can go wrong on purpose, and what is said then?

```
SinoukInnovError(Exception)
├── InvalidDataError(ValueError)      .problems
├── UnknownIdError(KeyError)          .kind .key .close .retired
├── UnknownFieldError(TypeError)      .kind .field .close
├── UnknownNameError(LookupError)     .name .close
├── AmbiguousNameError(LookupError)   .name .candidates
├── UnitError(ValueError)             .units
├── UndecidedError(ValueError)        .reason
├── UnreadableError(ValueError)       .text .reason
└── MissingExtraError(ImportError)    .package .extra
```

Every error of this package derives from `SinoukInnovError` and from the builtin that a caller would guess.
Constructors take facts, `str()` makes the sentence, and all facts are in `args`, so that errors pickle.
"""

from __future__ import annotations

from attrs import frozen

__all__ = [
    "AmbiguousNameError",
    "InvalidDataError",
    "MissingExtraError",
    "Problem",
    "SinoukInnovError",
    "UndecidedError",
    "UnitError",
    "UnknownFieldError",
    "UnknownIdError",
    "UnknownNameError",
    "UnreadableError",
]

_SHOWN = 20


def _meant(close: tuple[str, ...]) -> str:
    return f"; did you mean {' or '.join(repr(text) for text in close)}?" if close else ""


def _article(noun: str) -> str:
    return "an" if noun[:1] in set("aeio") else "a"


@frozen(order=True)
class Problem:
    """One thing that is wrong with data, and where.

    As text it is `reason @ file:kind/id.path`, without what is not known.

    Attributes:
        reason: What is wrong.
        file: The name of the file, with the number of the line after a colon where records stand in lines.
        kind: The kind of record, in the singular.
        id: The id of the record; where it has none that can be read, its place in the file, as `#3`.
        path: The field, and the way to it through lists, such as `roles[0].titles[1].text`.
    """

    reason: str
    file: str = ""
    kind: str = ""
    id: str = ""
    path: str = ""

    def __str__(self) -> str:
        record = "/".join(part for part in (self.kind, self.id) if part)
        inside = ".".join(part for part in (record, self.path) if part)
        place = ":".join(part for part in (self.file, inside) if part)
        return f"{self.reason} @ {place}" if place else self.reason


class SinoukInnovError(Exception):
    """Base of every error that this package raises on purpose."""


class InvalidDataError(SinoukInnovError, ValueError):
    """Data that cannot be accepted, with every problem that was found.

    Attributes:
        problems: One `Problem` for each thing that is wrong.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        lines = [f"  {problem}" for problem in self.problems[:_SHOWN]]
        if count > _SHOWN:
            lines.append(f"  … and {count - _SHOWN} more in .problems")
        return "\n".join([head, *lines])


class UnknownIdError(SinoukInnovError, KeyError):
    """No record has this id.

    Attributes:
        kind: What was looked for, in the singular, such as `person`.
        key: The id that no record has.
        close: Ids that are spelt nearly so.
        retired: Whether a record once had it, and nothing took its place.
    """

    def __init__(self, kind: str, key: str, close: tuple[str, ...] = (), retired: bool = False) -> None:  # noqa: FBT001, FBT002  errors pickle by position
        super().__init__(kind, key, close, retired)
        self.kind = kind
        self.key = key
        self.close = close
        self.retired = retired

    def __str__(self) -> str:
        if self.retired:
            return f"the id {self.key!r} is retired, and nothing took its place"
        return f"no {self.kind} has the id {self.key!r}{_meant(self.close)}"


class UnknownFieldError(SinoukInnovError, TypeError):
    """Records of this kind have no such field.

    Attributes:
        kind: The kind of record, in the singular.
        field: The field that it does not have.
        close: Fields that are spelt nearly so.
    """

    def __init__(self, kind: str, field: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(kind, field, close)
        self.kind = kind
        self.field = field
        self.close = close

    def __str__(self) -> str:
        return f"{_article(self.kind)} {self.kind} has no field {self.field!r}{_meant(self.close)}"


class UnknownNameError(SinoukInnovError, LookupError):
    """No record bears this name.

    Attributes:
        name: The name that was looked for.
        close: Names, each with its id, that come near.
    """

    def __init__(self, name: str, close: tuple[str, ...] = ()) -> None:
        super().__init__(name, close)
        self.name = name
        self.close = close

    def __str__(self) -> str:
        return f"nothing is called {self.name!r}{_meant(self.close)}"


class AmbiguousNameError(SinoukInnovError, LookupError):
    """Several records bear this name.

    Attributes:
        name: The name that was looked for.
        candidates: The ids of the records that bear it.
    """

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(name, candidates)
        self.name = name
        self.candidates = candidates

    def __str__(self) -> str:
        return f"{len(self.candidates)} records are called {self.name!r}: {', '.join(self.candidates)}"


class UnitError(SinoukInnovError, ValueError):
    """Figures whose units do not go together.

    Attributes:
        units: The units, as text.
    """

    def __init__(self, *units: str) -> None:
        super().__init__(*units)
        self.units = units

    def __str__(self) -> str:
        return f"these units do not go together: {', '.join(self.units)}"


class UndecidedError(SinoukInnovError, ValueError):
    """A plain yes or no was asked for where the evidence gives none.

    Attributes:
        reason: What is not known.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"it is not known: {self.reason}"


class UnreadableError(SinoukInnovError, ValueError):
    """Prose in which no figure or date can be read for sure.

    Attributes:
        text: The prose.
        reason: Why it cannot be read.
    """

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.text!r} cannot be read: {self.reason}"


class MissingExtraError(SinoukInnovError, ImportError):
    """An optional library is not installed.

    Attributes:
        package: The library that is missing.
        extra: The extra of this package that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.package} is not installed; pip install 'sinouk-innov[{self.extra}]' brings it"
