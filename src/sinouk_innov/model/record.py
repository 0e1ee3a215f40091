"""What do all records, and all parts of records, have in common?"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs
from attrs import frozen

from sinouk_innov import obligations as must, reprs
from sinouk_innov.dates import Period
from sinouk_innov.evidence import Citation
from sinouk_innov.model.vocabularies import AbsenceReason, NameKind
from sinouk_innov.sense import id_pattern, is_id, repeated, wrong_text

__all__ = ["NAMED", "Absence", "Name", "Part", "Record", "is_id"]

_passage = attrgetter("fingerprint", "supports")
_supports = attrgetter("supports")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _cited_twice(thing: Part | Record) -> str | None:
    citations = thing.citations
    # Where passages or what they carry differ, the whole need not be looked at.
    if len(citations) < 2 or len(set(map(_passage, citations))) == len(citations):  # noqa: PLR2004  a pair is two
        return None
    return "the same citation stands twice" if len(set(citations)) < len(citations) else None


def _supports_a_field(part: Part) -> str | None:
    if any(citation.supports for citation in part.citations):
        return "only a record's citation names the fields that it supports"
    return None


_CITED_ONCE = must.Rule(_cited_twice, "len(citations) < 2 or _cited_twice(made) is None", _cited_twice=_cited_twice)
_OF_ANY_PART = (
    must.text("note"),
    _CITED_ONCE,
    must.Rule(
        _supports_a_field,
        "not citations or not (citations[0].supports or len(citations) > 1 and any(map(_supports, citations)))",
        _supports=_supports,
    ),
)


def _own_rules(kind: type[Part | Record]) -> tuple[must.Rule, ...]:
    if not hasattr(kind, "rules"):
        raise NotImplementedError(f"{kind.__name__} says nothing of what must hold in it")
    return kind.rules


@frozen(kw_only=True, repr=False)
class Part:
    """A part of a record that is a fact of its own: it carries its own citations.

    Attributes:
        citations: Where the fact rests.
        note: What a careful reader should know.
    """

    rules: ClassVar[tuple[must.Rule, ...]]

    citations: tuple[Citation, ...] = ()
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        must.refuse_senseless(self)

    @classmethod
    def obligations(cls) -> tuple[must.Rule, ...]:
        """Return what must hold in each instance."""
        return _OF_ANY_PART + _own_rules(cls)

    @property
    def key(self) -> str:
        """Which of its field's values this is, made from the value."""
        raise NotImplementedError

    # What never changes is its own copy.
    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __str__(self) -> str:
        return self.key

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}>"


def _misses_part(name: Name) -> str | None:
    for part in (name.family, name.given):
        if part is not None and (not part.strip() or part not in name.text):
            return f"the part {part!r} does not stand in the name {name.text!r}"
    return None


_HAS_FAMILY = "family is None or family.strip() and family in text"


@frozen(kw_only=True, repr=False)
class Name(Part):
    """What something or someone is called, as printed.

    Attributes:
        text: The name, as printed.
        language: Its language, and script where that is not the usual one, as BCP 47: `en`, `zh`, `zh-Latn`.
        kind: What sort of name it is.
        family: The family part of a person's name, as printed.
        given: The given part of a person's name, as printed.
        period: When the name was in use, where stated.
    """

    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.Rule(_misses_part, f"({_HAS_FAMILY}) and ({_HAS_FAMILY.replace('family', 'given')})"),
        must.language("language"),
        must.text("text"),
        must.explained("kind"),
    )

    text: str
    language: str
    kind: NameKind
    family: str | None = None
    given: str | None = None
    period: Period | None = None

    @property
    def key(self) -> str:
        """Text and language, joined by `@`."""
        return f"{self.text}@{self.language}"

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True, repr=False)
class Absence:
    """Why a field of a record is empty, where that is known.

    Attributes:
        field: The field that is empty.
        reason: Why it is.
        note: What was found instead, or where was looked.
    """

    field: str
    reason: AbsenceReason
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.reason is AbsenceReason.DOUBTED and not self.note:
            raise ValueError("a doubted value needs a note that says which, and why")
        if reason := wrong_text("note", self.note):
            raise ValueError(reason)

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}{'' if self.note is None else f' ({self.note})'}"

    def __repr__(self) -> str:
        return f"<Absence {self.field}: {self.reason}>"


@cache
def _fields(record_class: Any) -> frozenset[str]:
    return frozenset(attrs.fields_dict(record_class))


@cache
def _citable(record_class: Any) -> frozenset[str]:
    """Return the fields that a citation may support."""
    return _fields(record_class) - {"id", "citations", "note", "absent"}


@cache
def _listed(record_class: Any) -> tuple[str, ...]:
    """Return the fields that have several values, each with a key."""
    fields = [field.name for field in attrs.fields(record_class) if str(field.type).startswith("tuple[")]
    return tuple(name for name in fields if name not in {"citations", "absent"})


@frozen(kw_only=True, repr=False)
class Record:
    """Something that has an id.

    Attributes:
        id: The id: a prefix that tells the kind, and a readable slug; never used again for anything else.
        citations: Where its plain fields rest; each names the fields that it supports.
        note: What a careful reader should know.
        absent: Fields that are empty for a reason that is known.
    """

    prefix: ClassVar[str]
    kind_name: ClassVar[str]
    rules: ClassVar[tuple[must.Rule, ...]]

    id: str
    citations: tuple[Citation, ...] = ()
    note: str | None = None
    absent: tuple[Absence, ...] = ()

    def __attrs_post_init__(self) -> None:
        must.refuse_senseless(self)

    @classmethod
    def obligations(cls) -> tuple[must.Rule, ...]:
        """Return what must hold in each instance."""
        return _of_any_record(cls) + _own_rules(cls)

    @property
    def label(self) -> str:
        """What to call the record in a line of text."""
        raise NotImplementedError

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return reprs.record_text(self)

    def _repr_html_(self) -> str:
        return reprs.record_html(self)


def _wrong_id(record: Record) -> str | None:
    if is_id(record.id, record.prefix):
        return None
    slug = f"{record.prefix}- and a slug of a-z, 0-9 and hyphens"
    return f"the id of {_a(record.kind_name)} is {slug}, not {record.id!r}"


def _is_citable(kind: Any, supported: str) -> bool:
    return supported in _citable(kind) or supported.partition("[")[0] in _citable(kind)


def _wrong_support(record: Record) -> str | None:
    for citation in record.citations:
        for supported in citation.supports:
            if not _is_citable(type(record), supported):
                return f"a citation supports {supported!r}, which is no field of {_a(record.kind_name)}"
    return None


def _wrong_absence(record: Record) -> str | None:
    kind: Any = type(record)
    for absence in record.absent:
        if absence.field not in _fields(kind):
            return f"{absence.field!r} is no field of {_a(record.kind_name)}"
        if getattr(record, absence.field) not in (None, ()):
            return f"{absence.field} has a value and is said to be absent"
    return None


def _absent_twice(record: Record) -> str | None:
    return repeated("absent", tuple([absence.field for absence in record.absent])) if record.absent else None


def _of_any_record(kind: Any) -> tuple[must.Rule, ...]:
    """Return the rules of id, citations, note, absences and repeated values, as they hold for a kind."""
    supported = must.Judged(lambda supports: all(_is_citable(kind, field) for field in supports))
    return (
        must.Rule(_wrong_id, "_is_own(id)", _is_own=must.Later(id_pattern(kind.prefix))),
        must.Rule(
            _wrong_support,
            "not citations or _fit.issuperset(map(_supports, citations)) or all(map(_fit, map(_supports, citations)))",
            _fit=supported,
            _supports=_supports,
        ),
        must.Rule(_wrong_absence, "not absent or _wrong_absence(made) is None", _wrong_absence=_wrong_absence),
        must.text("note"),
        _CITED_ONCE,
        must.Rule(_absent_twice, "len(absent) < 2 or _absent_twice(made) is None", _absent_twice=_absent_twice),
        *(must.distinct(name, "text" if name == "names" else None) for name in _listed(kind)),
    )


NAMED = (must.needed("names", "at least one name is needed"), must.explained("kind"))
"""The rules of a record that has a name and a kind."""


if not TYPE_CHECKING:
    # Type checkers are shown the homes alone.
    def __getattr__(name: str) -> object:
        """Find what had its home here when data of others were pickled."""
        if name in {"Identifier", "PartOf", "SectorLink"}:
            from sinouk_innov.model import belonging  # noqa: PLC0415  it builds on this module

            return getattr(belonging, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
