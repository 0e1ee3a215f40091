"""Who said what, in short?"""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from sinouk_innov.model.record import Record, wrong_ids, wrong_text
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

    def _senseless(self) -> str | None:
        return (
            wrong_text("gist", self.gist)
            or wrong_ids("speaker", (self.speaker,), "per", "org", "cen")
            or wrong_ids("on_behalf_of", (self.on_behalf_of,), "org", "cen")
            or wrong_ids("event", (self.event,), "evt")
            or wrong_ids("about", self.about, "pla", "org", "per", "cen", "ini", "evt")
        )
