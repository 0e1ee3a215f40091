"""Which document is it?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.dates import PartialDate
from sinouk_innov.evidence import is_fingerprint
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import Extent, PublisherKind, SourceKind

__all__ = ["Source"]


def _wrong_digest(source: Source) -> str | None:
    if source.fingerprint is not None and not is_fingerprint(source.fingerprint):
        return f"a fingerprint is 16 hexadecimal digits, not {source.fingerprint!r}"
    return None


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
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.Rule(_wrong_digest, "fingerprint is None or _wrong_digest(made) is None", _wrong_digest=_wrong_digest),
        must.apart("lineage", "a source does not repeat itself"),
        must.text("title"),
        must.text("publisher"),
        must.language("language"),
        must.text("licence"),
        must.address("url"),
        must.address("archived"),
        must.refers("lineage", "src"),
        must.explained("kind"),
        must.explained("publisher_kind"),
    )

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
