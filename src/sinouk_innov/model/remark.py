"""Who said what, in short?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov import obligations as must
from sinouk_innov.model.record import Record
from sinouk_innov.model.vocabularies import RemarkKind

__all__ = ["Remark"]


@frozen(kw_only=True, repr=False)
class Remark(Record):
    """What someone, or a source in its own voice, says of something.

    Attributes:
        speaker: The id of who said it; none where it is the source's own voice.
        on_behalf_of: The id of the body for which.
        event: The id of the event at which.
        about: The ids of what it is about.
        gist: What was said, in our own words.
        kind: What sort of remark it is.
    """

    prefix: ClassVar[str] = "rem"
    kind_name: ClassVar[str] = "remark"
    rules: ClassVar[tuple[must.Rule, ...]] = (
        must.text("gist"),
        must.refers("speaker", "per", "org", "cen"),
        must.refers("on_behalf_of", "org", "cen"),
        must.refers("event", "evt"),
        must.refer("about", "pla", "org", "per", "cen", "ini", "evt"),
    )

    speaker: str | None = None
    on_behalf_of: str | None = None
    event: str | None = None
    about: tuple[str, ...] = ()
    gist: str
    kind: RemarkKind

    @property
    def label(self) -> str:
        """The gist."""
        return self.gist
