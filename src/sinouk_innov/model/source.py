"""Which document is it?"""

from __future__ import annotations

import re
from typing import ClassVar

from attrs import frozen

from sinouk_innov.dates import PartialDate
from sinouk_innov.model.record import Record, unexplained, wrong_address, wrong_ids, wrong_language, wrong_text
from sinouk_innov.model.vocabularies import Extent, PublisherKind, SourceKind

__all__ = ["Source"]

_FINGERPRINT = re.compile(r"[0-9a-f]{16}", re.ASCII)


@frozen(kw_only=True, repr=False)
class Source(Record):
    """A document that facts are cited to.

    Attributes:
        kind: What sort of document it is.
        title: Its title, as printed.
        publisher: Who published it.
        publisher_kind: What sort of body that is.
        url: Its address.
        archived: The address of a copy in a web archive.
        published: When it was published, where that is printed or follows from its address; the note says which.
        accessed: When it was read.
        extent: How much of it was read; what stands further down is neither entered nor missing.
        language: Its language, as BCP 47.
        licence: Under which licence or terms it stands.
        lineage: The id of the source whose text it repeats; copies are no corroboration.
        fingerprint: The fingerprint of its whole text (scheme 1), where that was held.
    """

    prefix: ClassVar[str] = "src"
    kind_name: ClassVar[str] = "source"

    kind: SourceKind
    title: str
    publisher: str
    publisher_kind: PublisherKind
    url: str | None = None
    archived: str | None = None
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    extent: Extent | None = None
    language: str
    licence: str | None = None
    lineage: str | None = None
    fingerprint: str | None = None

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def _senseless(self) -> str | None:
        if self.fingerprint is not None and not _FINGERPRINT.fullmatch(self.fingerprint):
            return f"a fingerprint is 16 hexadecimal digits, not {self.fingerprint!r}"
        if self.lineage == self.id:
            return "a source does not repeat itself"
        return (
            wrong_text("title", self.title)
            or wrong_text("publisher", self.publisher)
            or wrong_language(self.language)
            or wrong_text("licence", self.licence)
            or wrong_address("url", self.url)
            or wrong_address("archived", self.archived)
            or wrong_ids("lineage", (self.lineage,), "src")
            or unexplained(self.kind, self.note)
            or unexplained(self.publisher_kind, self.note)
        )
