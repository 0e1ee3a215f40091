"""What do all records, and all parts of records, have in common?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs
from attrs import frozen

from sinouk_innov import reprs
from sinouk_innov.dates import Period
from sinouk_innov.evidence import Citation
from sinouk_innov.model.vocabularies import AbsenceReason, IdentifierScheme, NameKind, Sector, Standing

if TYPE_CHECKING:
    from sinouk_innov.terms import Term

__all__ = ["Absence", "Identifier", "Name", "Part", "PartOf", "Record", "SectorLink", "is_id"]

_ID = re.compile(r"(src|pla|org|per|cen|ini|evt|rel|sta|rem)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?", re.ASCII)
_TWO = 2
_WEB = re.compile(r"https?://[^\s/]\S*", re.ASCII)


def is_id(text: object, *prefixes: str) -> bool:
    """Tell whether a value is an id, and if prefixes are given, of one of their kinds."""
    found = _ID.fullmatch(text) if isinstance(text, str) else None
    return found is not None and (not prefixes or found.group(1) in prefixes)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def refuse(reason: str | None) -> None:
    """Raise the reason as a `ValueError`, if there is one."""
    if reason:
        raise ValueError(reason)


@lru_cache(1 << 14)
def _prefix(text: str) -> str | None:
    """Return the prefix of an id, None of what is none; what others refer to comes again and again."""
    found = _ID.fullmatch(text)
    return None if found is None else found.group(1)


def wrong_ids(field: str, values: tuple[object, ...], *prefixes: str) -> str | None:
    """Say which values of a field are no ids of the kinds that it takes."""
    for value in values:
        if value is not None and not (isinstance(value, str) and _prefix(value) in prefixes):
            return f"{field} takes an id that begins with {' or '.join(f'{prefix}-' for prefix in prefixes)}: {value!r}"
    return None


def wrong_text(field: str, value: str | None) -> str | None:
    """Say what is wrong with a text: blank, or white space at its ends."""
    if value is not None and (not value or value != value.strip()):
        return f"{field} is blank or has white space at its ends"
    return None


@lru_cache(1 << 8)
def wrong_language(tag: str) -> str | None:
    """Say what is wrong with the tag of a language: language, script and region of BCP 47 are taken."""
    if not _LANGUAGE.fullmatch(tag):
        return f"a language is a BCP 47 tag such as en or zh-Latn, not {tag!r}"
    return None


def wrong_address(field: str, value: str | None) -> str | None:
    """Say what is wrong with a web address: only http and https are taken."""
    if value is not None and not _WEB.fullmatch(value):
        return f"{field} is no http or https address: {value!r}"
    return None


def repeated(field: str, keys: tuple[str, ...]) -> str | None:
    """Say which value of a field stands there twice."""
    if len(set(keys)) == len(keys):
        return None
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return f"{field} has {key!r} twice"
        seen.add(key)
    return None


def cited_twice(citations: tuple[Citation, ...]) -> str | None:
    """Say that one and the same citation stands twice in a list."""
    # Where the passages differ, the whole need not be looked at.
    if len(citations) < _TWO or len({citation.fingerprint for citation in citations}) == len(citations):
        return None
    return "the same citation stands twice" if len(set(citations)) < len(citations) else None


def unexplained(term: Term, note: str | None) -> str | None:
    """Say that a term `other` has no note that tells what is meant."""
    return "other needs a note that says what is meant" if term == "other" and not note else None


@frozen(kw_only=True, repr=False)
class Part:
    """A part of a record that is a fact of its own: it carries its own citations.

    Attributes:
        citations: Where the fact rests.
        note: What a careful reader should know.
    """

    citations: tuple[Citation, ...] = ()
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        reason = cited_twice(self.citations) if len(self.citations) > 1 else None
        if self.note is not None:
            reason = wrong_text("note", self.note) or reason
        for citation in self.citations:
            if citation.supports:
                reason = reason or "only a record's citation names the fields that it supports"
        if reason := reason or self._senseless():
            raise ValueError(reason)

    def _senseless(self) -> str | None:
        raise NotImplementedError

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

    def _senseless(self) -> str | None:
        for part in (self.family, self.given):
            if part is not None and (not part.strip() or part not in self.text):
                return f"the part {part!r} does not stand in the name {self.text!r}"
        return wrong_language(self.language) or wrong_text("text", self.text) or unexplained(self.kind, self.note)

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True, repr=False)
class Identifier(Part):
    """The entry of something in a public register.

    Attributes:
        scheme: The register.
        value: The identifier, in its canonical form.
    """

    scheme: IdentifierScheme
    value: str

    @property
    def key(self) -> str:
        """Scheme and value, joined by a colon."""
        return f"{self.scheme}:{self.value}"

    def _senseless(self) -> str | None:
        # The formats cost start-up time, and few look-ups meet an identifier.
        from sinouk_innov.model import identifiers  # noqa: PLC0415

        return wrong_text("value", self.value) or identifiers.malformed(self.scheme, self.value)


@frozen(kw_only=True, repr=False)
class SectorLink(Part):
    """A field of technology or business in which a body works.

    Attributes:
        sector: The sector.
        standing: What part it plays for the body.
        wording: How the source calls it.
    """

    sector: Sector
    standing: Standing
    wording: str | None = None

    @property
    def key(self) -> str:
        """Sector and standing, joined by a colon; another sector's wording besides."""
        key = f"{self.sector}:{self.standing}"
        return f"{key}:{self.wording}" if self.sector is Sector.OTHER else key

    def _senseless(self) -> str | None:
        if self.sector is Sector.OTHER and not self.wording:
            return "another sector needs its wording"
        return wrong_text("wording", self.wording)


@frozen(kw_only=True, repr=False)
class PartOf(Part):
    """That something is a part of something larger.

    Attributes:
        whole: The id of the larger thing.
        qualifier: In what way, such as `core area of`.
    """

    whole: str
    qualifier: str | None = None

    @property
    def key(self) -> str:
        """The id of the larger thing."""
        return self.whole

    def _senseless(self) -> str | None:
        return wrong_ids("whole", (self.whole,), "pla", "org", "cen") or wrong_text("qualifier", self.qualifier)


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
        refuse(wrong_text("note", self.note))

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

    id: str
    citations: tuple[Citation, ...] = ()
    note: str | None = None
    absent: tuple[Absence, ...] = ()

    def __attrs_post_init__(self) -> None:
        if reason := self._wrong_frame() or self._senseless():
            raise ValueError(reason)

    def _wrong_frame(self) -> str | None:
        if not is_id(self.id, self.prefix):
            slug = f"{self.prefix}- and a slug of a-z, 0-9 and hyphens"
            return f"the id of {_a(self.kind_name)} is {slug}, not {self.id!r}"
        own: Any = type(self)
        citable = _citable(own)
        for citation in self.citations:
            for supported in citation.supports:
                if supported not in citable and supported.partition("[")[0] not in citable:
                    return f"a citation supports {supported!r}, which is no field of {_a(self.kind_name)}"
        for absence in self.absent:
            if absence.field not in _fields(own):
                return f"{absence.field!r} is no field of {_a(self.kind_name)}"
            if getattr(self, absence.field) not in (None, ()):
                return f"{absence.field} has a value and is said to be absent"
        absences = repeated("absent", tuple(absence.field for absence in self.absent)) if self.absent else None
        twice = cited_twice(self.citations) if len(self.citations) > 1 else None
        return wrong_text("note", self.note) or twice or absences or self._repeats()

    def _repeats(self) -> str | None:
        own: Any = type(self)
        for name in _listed(own):
            items: tuple[object, ...] = getattr(self, name)
            # What stands alone stands once.
            if len(items) < _TWO:
                continue
            keys = tuple(item.key if isinstance(item, Part) else str(item) for item in items)
            if problem := repeated(name, keys):
                return problem
        return None

    def _senseless(self) -> str | None:
        raise NotImplementedError

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


def named(names: tuple[Name, ...], kind: Term, note: str | None) -> str | None:
    """Say what is wrong with the names and the kind of a named record."""
    if not names:
        return "at least one name is needed"
    return unexplained(kind, note)
